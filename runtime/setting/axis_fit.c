/* axis_fit.c -- the samples of an axis must fit the quantity: a number, a number for each node, a matrix
 * of weights, or anything for a free parameter.
 */
#include <math.h>
#include <string.h>
#include "setting.h"

/* Several points between equal bounds would all be the same. */
static int fits_bounds(struct reader *r, const struct given *w, const struct axis *x)
{
    int bounded = x->kind == AXIS_GRID || x->kind == AXIS_LOG_GRID;
    if (!bounded || x->lo < x->hi || x->n == 1)
        return 1;
    diag_error(r->diags, w->value->at, "low bound (%s) must be less than high bound (%s); write "
               "%s(%s, %s, 1) for a single point", said_number(r, x->lo), said_number(r, x->hi),
               w->value->name, said_number(r, x->lo), said_number(r, x->hi));
    return 0;
}

/* Rows of a table were taken for values of the nodes. */
static const char *one_column(struct reader *r, const struct ast_expr *value)
{
    const struct ast_expr *file = value && value->op == AST_CALL ? value->first : value;
    if (!file || file->op != AST_STRING || strchr(file->name, ':'))
        return "";
    return arena_print(r->arena, "; one column of a table is \"%s:NAME\"", file->name);
}

/* Of all modes one number, or one each, maybe for each node. */
static int fits_modes(struct reader *r, const struct taker *t, const struct axis *x, struct span at)
{
    long n = t->nodes;
    int each = x->rank == 2 && x->shape[1] == t->modes && (t->unsure || x->shape[0] == n);
    if (!t->two_modes && (!x->rank || (x->rank == 1 && x->shape[0] == t->modes) || each))
        return 1;
    if (t->two_modes)
        diag_error(r->diags, at, "%s is a matrix over modes and cannot be an axis; set it: --set %s=[[...], ...]", t->path, t->path);
    else
        diag_error(r->diags, at, "%s takes one number a sample, one for each of %d modes, or %ld x %d, one for each node and mode; got %s",
                   t->path, t->modes, n, t->modes, said_shape(r, x->shape, x->rank));
    return 0;
}

static int fits_shape(struct reader *r, const struct taker *t, const struct axis *x,
                      const struct ast_expr *value, struct span at)
{
    long n = t->nodes;
    if (t->kind == TAKES_FREE)
        return 1;
    if (t->per_edge && !x->rank)
        return 1;
    if (t->per_edge || t->pairs) {
        if (x->rank == 2 && (t->unsure || (x->shape[0] == n && x->shape[1] == n)))
            return 1;
        diag_error(r->diags, at, t->per_edge ? "%s takes one number a sample, or %ld x %ld, one for each edge; got %s" : "%s takes %ld x %ld numbers a sample, got %s", t->path, n, n,
                   said_shape(r, x->shape, x->rank));
        return 0;
    }
    if (t->modes)
        return fits_modes(r, t, x, at);
    if (!x->rank || (t->per_node && x->rank == 1 && (x->shape[0] == n || t->unsure)))
        return 1;
    if (t->per_node)
        diag_error(r->diags, at, "%s takes one number a sample, or one for each of %ld node%s; "
                   "got %s%s", t->path, n, n == 1 ? "" : "s", said_shape(r, x->shape, x->rank),
                   x->rank == 1 ? one_column(r, value) : "");
    else
        diag_error(r->diags, at, "%s takes one number a sample, got %s%s", t->path,
                   said_shape(r, x->shape, x->rank), x->rank == 1 ? one_column(r, value) : "");
    return 0;
}

static int fits_keys(struct reader *r, const struct taker *t, const struct axis *x,
                     struct span at)
{
    int is_key = t->kind == TAKES_KEY;
    if (x->kind == AXIS_KEYS && !is_key) {
        diag_error(r->diags, at, "split makes keys, and %s is no key", t->path);
        return 0;
    }
    if (!is_key || x->kind == AXIS_KEYS)
        return 1;
    int whole = x->kind == AXIS_LIST;
    for (long i = 0; whole && !x->rank && i < x->n; i++)
        whole = x->values[i] == floor(x->values[i]) && fabs(x->values[i]) <= 9007199254740992.0;
    if (!whole)
        diag_error(r->diags, at, "%s takes keys: write split(0, 4), or a list of whole numbers",
                   t->path);
    return whole;
}

/* The smallest and largest value, as far as they are known. */
static void extent(const struct axis *x, double *lo, double *hi)
{
    long total = x->n*axis_elements(x);
    *lo = x->lo;
    *hi = x->hi;
    if (x->kind != AXIS_LIST)
        return;
    *lo = *hi = x->values[0];
    for (long i = 1; i < total; i++) {
        *lo = fmin(*lo, x->values[i]);
        *hi = fmax(*hi, x->values[i]);
    }
}

/* Within a billionth, as the steps are counted. */
int takes_a_step(double duration, double dt)
{
    return duration >= dt*(1 - 1e-9);
}

static int fits_steps(struct reader *r, const struct taker *t, double lo, double hi, struct span at)
{
    if (lo <= 0)
        diag_error(r->diags, at, "dt must be positive, got %s ms", said_number(r, lo));
    else if (t->steps)
        diag_error(r->diags, at, "so many 'steps' would be another duration for each simulate.dt; write duration there");
    else if (!takes_a_step(t->duration, hi))
        diag_error(r->diags, at, "duration (%s ms) is shorter than one step (%s ms)",
                   said_number(r, t->duration), said_number(r, hi));
    else
        return 1;
    return 0;
}

static int fits_values(struct reader *r, const struct taker *t, const struct axis *x, struct span at)
{
    double lo, hi;
    if (x->kind == AXIS_LAW || x->kind == AXIS_KEYS)
        return 1;
    extent(x, &lo, &hi);
    if (t->kind == TAKES_STEP)
        return fits_steps(r, t, lo, hi, at);
    if (t->kind != TAKES_LENGTH || lo >= 0)
        return value_fits(r, t, lo, at);
    diag_error(r->diags, at, "%s must be 0 or more, got %s", t->path, said_number(r, lo));
    return 0;
}

int axis_fits(struct reader *r, const struct given *w, const struct taker *t, const struct axis *x)
{
    struct span at = w->value->at;
    return fits_bounds(r, w, x) && fits_shape(r, t, x, w->value, at) && fits_keys(r, t, x, at) && fits_values(r, t, x, at);
}
