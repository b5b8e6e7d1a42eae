/* check_axis.c -- one axis: what it samples, how often, in which shape.
 *
 * The forms stand in a table; clauses that follow the value are read after it
 * and judged by the form. At last the samples must fit the quantity: a number,
 * a number for each node, a matrix of weights, or anything for a free parameter.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/fail.h"
#include "base/number.h"
#include "checker.h"
#include "wording/foreign.h"
#include "reference.h"

static const struct form {
    const char *name;
    enum axis_form kind;
    int least, most;                /* arguments; the last may stand behind n instead */
    const char *usage;
    const char *args, *text;        /* their names; what it is */
} forms[] = {
    { "grid",    AXIS_GRID,     2, 3, "grid(0, 1, 8)", "lo, hi, n", "n even steps, both ends included" },
    { "loggrid", AXIS_LOG_GRID, 2, 3, "loggrid(0.1, 10, 5)", "lo, hi, n",
      "n steps of one factor, both ends included" },
    { "range",   AXIS_RANGE,    3, 3, "range(0, 1, 0.1)", "lo, hi, step",
      "from lo to hi in steps, both ends included" },
    { "uniform", AXIS_UNIFORM,  2, 3, "uniform(0, 1, 8)", "lo, hi, n", "n draws from [lo, hi)" },
    { "split",   AXIS_KEYS,    1, 2, "split(0, 4)", "seed, n",
      "n keys, children of jax.random.key(seed); for noise.key" },
    { "data",    AXIS_LIST,     1, 1, "data(\"file.npy\")", "\"FILE\"", "the values of a file" }
};
enum { FORMS = sizeof forms/sizeof *forms };

static const struct form *find_form(const char *name)
{
    for (int i = 0; i < FORMS; i++)
        if (!strcmp(forms[i].name, name))
            return &forms[i];
    return NULL;
}

int axis_form_at(int i, struct entry *out)
{
    if (i >= FORMS)
        return 0;
    *out = (struct entry){ .name = forms[i].name, .call = forms[i].args, .example = forms[i].usage,
                           .text = forms[i].text };
    return 1;
}

int axis_is_form(const char *name)
{
    return find_form(name) != NULL;
}

int axis_is_value(const struct ast_stmt *s)
{
    const struct ast_expr *e = s->value;
    return s->word || e->op == AST_LIST || e->op == AST_STRING
        || (e->op == AST_CALL && !builtin_find(e->name));
}

/* -------------------------------------------------------------- distributions -- */

static void unknown_law(struct check *c, const struct ast_expr *call)
{
    struct offer o;
    offer_start(&o, call->name);
    for (int i = 0; i < DISTRIBUTIONS; i++)
        offer_add(&o, random_kinds[i].name);
    if (find_form(call->name))
        diag_error(c->diags, call->at, "'%s' is no distribution; write it behind '='", call->name);
    else
        diag_error(c->diags, call->at, "unknown distribution '%s'%s", call->name,
                   offer_end(c, &o, "there are"));
    text_free(&o.list);
}

static const char *law_usage(struct check *c, const struct random_kind *kind)
{
    const char *text = arena_print(c->arena, "%s(", kind->name);
    for (int i = 0; i < random_param_count(kind); i++)
        text = arena_print(c->arena, "%s%s%s", text, i ? ", " : "", kind->params[i].name);
    return arena_print(c->arena, "%s)", text);
}

static int read_law_list(struct check *c, const struct ast_expr *call,
                         const struct random_kind *kind, struct random_law *out)
{
    struct data v;
    const struct ast_expr *list = call->first;
    if (!list || list->next || list->op != AST_LIST) {
        diag_error(c->diags, call->at, "%s takes one list: %s([1, 2, 3])", kind->name, kind->name);
        return 0;
    }
    if (!const_list(c, list, NULL, &v))
        return 0;
    if (v.rank != 1) {
        diag_error(c->diags, list->at, "%s takes a list of numbers", kind->name);
        return 0;
    }
    out->many = v.values;
    out->count = (int)v.shape[0];
    return 1;
}

static int read_law_args(struct check *c, const struct ast_expr *call, const char *unit,
                         const struct random_kind *kind, struct random_law *out)
{
    const struct ast_expr *e = call->first;
    int good = 1, n = 0, most = random_param_count(kind);
    for (; n < most; n++) {
        const struct random_param *p = &kind->params[n];
        out->a[n] = e ? NAN : p->otherwise;
        if (!e && isnan(p->otherwise))
            break;
        if (e && const_value(c, e, unit, &out->a[n]) && isnan(out->a[n]))
            diag_error(c->diags, e->at, "%s of %s must be a number, got nan", p->name, kind->name);
        good &= !isnan(out->a[n]);
        e = e ? e->next : NULL;
    }
    out->count = n;
    if (!e && n == most)
        return good;
    diag_error(c->diags, call->at, "%s takes %s, got %d argument%s", kind->name,
               law_usage(c, kind), expr_count(call->first),
               expr_count(call->first) == 1 ? "" : "s");
    return 0;
}

/* Whether the parameters have the signs and the order that the law asks for. */
static int law_is_sound(struct check *c, const struct ast_expr *call, const struct random_law *law)
{
    struct fail f = { .code = 0 };
    if (random_law_check(law, &f) < 0)
        diag_error(c->diags, call->at, "%s", f.text);
    return !f.code;
}

int check_law(struct check *c, const struct ast_expr *call, const char *unit,
              struct random_law *out)
{
    int found = random_find(call->name);
    if (found < 0) {
        unknown_law(c, call);
        return 0;
    }
    const struct random_kind *kind = &random_kinds[found];
    out->kind = (enum distribution)found;
    if (random_takes_list(kind))
        return read_law_list(c, call, kind, out) && law_is_sound(c, call, out);
    if (!read_law_args(c, call, unit, kind, out))
        return 0;
    int bounded = !strcmp(kind->params[0].name, "low");
    if (bounded && out->a[0] >= out->a[1]) {
        diag_error(c->diags, call->at, "low bound (%s) must be less than high bound (%s)",
                   number_text(c, out->a[0]), number_text(c, out->a[1]));
        return 0;
    }
    return law_is_sound(c, call, out);
}

/* ---------------------------------------------------------------------- forms -- */

/* "; write grid(0, 1, 5)" when the bounds are just swapped; steps go upwards. */
static const char *swapped(struct check *c, const struct axis *x, const struct form *f,
                           const struct ast_expr *third)
{
    if (x->lo == x->hi)
        return "";
    if (third && third->op == AST_NEG)
        third = third->first;
    return arena_print(c->arena, "; write %s(%s, %s%s%s)", f->name, number_text(c, x->hi),
                       number_text(c, x->lo), third ? ", " : "", third ? expr_text(c, third) : "");
}

/* A bound for the exact arithmetic of the space: a number as it is written; the value
 * of an expression, which is the decimal it looks like if that has 15 digits at most
 * (0.1 s in ms), and else (2*pi) the double itself. */
static const char *bound_text(struct check *c, const struct ast_expr *e, double value)
{
    const struct ast_expr *number = e->op == AST_NEG ? e->first : e;
    char text[64];
    if (number->op == AST_NUMBER && number->at.src
        && (number->value == value || number->value == -value))
        return arena_print(c->arena, "%s%.*s", value < 0 ? "-" : "", number->at.to - number->at.from,
                           number->at.src->text + number->at.from);
    snprintf(text, sizeof text, "%.15g", value);
    return strtod(text, NULL) == value ? NULL : arena_print(c->arena, "%.70g", value);
}

static int bounds_in_order(struct check *c, const struct ast_expr *call, const struct form *f,
                           const struct axis *x)
{
    const struct ast_expr *lo = call->first, *hi = lo->next;
    if (f->kind == AXIS_LOG_GRID && (x->lo <= 0 || x->hi <= 0)) {
        int low = x->lo <= 0;
        diag_error(c->diags, low ? lo->at : hi->at,
                   "%s bound must be positive for log scale, got %s", low ? "low" : "high",
                   number_text(c, low ? x->lo : x->hi));
        return 0;
    }
    if (x->lo < x->hi || (x->lo == x->hi && f->kind != AXIS_UNIFORM))
        return 1;
    diag_error(c->diags, call->at, "low bound (%s) must be less than high bound (%s)%s",
               number_text(c, x->lo), number_text(c, x->hi), swapped(c, x, f, hi->next));
    return 0;
}

static int read_bounds(struct check *c, const struct ast_expr *call, const struct form *f,
                       const char *unit, struct axis *out)
{
    const struct ast_expr *lo = call->first, *hi = lo->next;
    int good = const_finite(c, lo, unit, "low bound", &out->lo);
    good &= const_finite(c, hi, unit, "high bound", &out->hi);
    if (!good || !bounds_in_order(c, call, f, out))
        return 0;
    out->lo_text = bound_text(c, lo, out->lo);
    out->hi_text = bound_text(c, hi, out->hi);
    return 1;
}

static int read_step(struct check *c, const struct ast_expr *call, const char *unit,
                     struct axis *out)
{
    const struct ast_expr *e = call->first->next->next;
    if (!const_finite(c, e, unit, "step", &out->step))
        return 0;
    if (out->step <= 0) {
        diag_error(c->diags, e->at, "step must be positive, got %s", number_text(c, out->step));
        return 0;
    }
    double steps = (out->hi - out->lo)/out->step, whole = rint(steps);
    if (whole > NUMBER_WHOLE || (whole < 1 && out->lo < out->hi)) {
        diag_error(c->diags, e->at, whole < 1 ? "step (%s) is longer than the range"
                   : "step (%s) makes too many points", number_text(c, out->step));
        return 0;
    }
    out->n = (long)whole + 1;
    if (fabs(steps - whole) > 1e-9*whole)
        diag_warn(c->diags, e->at, "uneven-step",
                  "%s does not divide the range; its %ld points lie %s apart",
                  number_text(c, out->step), out->n, number_text(c, (out->hi - out->lo)/whole));
    return 1;
}

static int read_split(struct check *c, const struct ast_expr *call, struct axis *out)
{
    const struct ast_expr *seed = call->first;
    if (seed->op == AST_CALL && !strcmp(seed->name, "key") && expr_count(seed->first) == 1)
        seed = seed->first;
    out->has_seed = 1;
    return const_key(c, seed, &out->seed);
}

static int read_values(struct check *c, const struct ast_expr *e, const char *unit,
                       struct axis *out)
{
    struct data v = { 0 };
    if (e->op == AST_LIST ? !const_list(c, e, unit, &v) : !check_data(c, e, &v))
        return 0;
    if (!v.rank || !v.shape[0]) {
        diag_error(c->diags, e->at, "an axis needs a list of values, got %s",
                   v.rank ? "none" : "one number");
        return 0;
    }
    out->kind = AXIS_LIST;
    out->n = v.shape[0];
    out->values = v.values;
    out->rank = v.rank - 1;
    long total = v.shape[0];
    for (int i = 0; i < out->rank; i++)
        total *= out->shape[i] = v.shape[i+1];
    for (long i = 0; i < total; i++)
        if (!isfinite(v.values[i])) {
            diag_error(c->diags, e->at, "values of an axis must be finite, got %s",
                       number_text(c, v.values[i]));
            return 0;
        }
    return 1;
}

static int unknown_form(struct check *c, const struct ast_stmt *s)
{
    struct offer o;
    const char *name = s->value->name;
    if (random_find(name) >= 0) {
        diag_error(c->diags, s->value->at, "'%s' is a distribution; write %s ~ %s n 4", name,
                   s->name, expr_text(c, s->value));
        return 0;
    }
    const char *ours = foreign_word(FOREIGN_AXIS, name);
    if (ours) {
        diag_error(c->diags, s->value->at, "unknown axis '%s'; write %s", name, ours);
        return 0;
    }
    offer_start(&o, name);
    for (int i = 0; i < FORMS; i++)
        offer_add(&o, forms[i].name);
    diag_error(c->diags, s->value->at, "unknown axis '%s'%s", name, offer_end(c, &o, "there are"));
    return 0;
}

static int read_call(struct check *c, const struct ast_stmt *s, const char *unit,
                     struct axis *out)
{
    const struct ast_expr *call = s->value, *e = call->first;
    const struct form *f = find_form(call->name);
    if (!f)
        return unknown_form(c, s);
    int count = expr_count(e);
    if (count < f->least || count > f->most) {
        diag_error(c->diags, call->at, "%s takes %d argument%s, got %d; write %s", f->name, f->most,
                   f->most == 1 ? "" : "s", count, f->usage);
        return 0;
    }
    out->kind = f->kind;
    if (f->kind == AXIS_LIST && e->op != AST_STRING) {
        diag_error(c->diags, e->at, "data takes a file name in quotes: %s", f->usage);
        return 0;
    }
    if (f->kind == AXIS_LIST)
        return read_values(c, e, unit, out);
    if (f->kind == AXIS_KEYS ? !read_split(c, call, out) : !read_bounds(c, call, f, unit, out))
        return 0;
    if (f->kind == AXIS_RANGE)
        return read_step(c, call, unit, out);
    if (count < f->most)
        return 1;                               /* n follows */
    while (e->next)
        e = e->next;
    if (f->kind == AXIS_GRID && e->op == AST_NUMBER && e->value > 0 && e->value < 1) {
        diag_error(c->diags, e->at, "n is a number of values, got %s; for a step write range(%s, %s, %s)",
                   number_text(c, e->value), number_text(c, out->lo), number_text(c, out->hi),
                   number_text(c, e->value));
        return 0;
    }
    return const_whole(c, e, "n", 1, &out->n);
}

static int read_form(struct check *c, const struct ast_stmt *s, const struct quantity *q,
                     struct axis *out)
{
    const struct ast_expr *e = s->value;
    if (s->kind == AST_DRAW || s->word) {
        out->kind = AXIS_LAW;
        return check_law(c, e, q->unit, &out->law);
    }
    if (e->op == AST_LIST || e->op == AST_STRING)
        return read_values(c, e, q->unit, out);
    if (e->op == AST_CALL && !builtin_find(e->name))
        return read_call(c, s, q->unit, out);
    diag_error(c->diags, e->at, "'%s' is fixed here; an axis is written with %s or a list [%s]",
               s->name, "grid, loggrid, range, uniform, split, ~", expr_text(c, e));
    return 0;
}

/* -------------------------------------------------------------------- clauses -- */

static int read_n(struct check *c, const struct ast_stmt *s, struct axis *out)
{
    const struct ast_clause *n = ast_find_clause(s, CLAUSE_N);
    if (n && out->n) {
        diag_error(c->diags, n->at, "the number of points is given already");
        return 0;
    }
    if (n)
        return const_whole(c, n->args, "n", 1, &out->n);
    if (out->n)
        return 1;
    struct span at = { s->at.src, s->value->at.from, s->value->at.to };
    if (out->kind == AXIS_LAW)
        diag_error(c->diags, at, "how many draws? write: %s ~ %s n 4", s->name,
                   expr_text(c, s->value));
    else
        diag_error(c->diags, at, "how many points? write: %s = %s n 4", s->name,
                   expr_text(c, s->value));
    return 0;
}

static int read_shape(struct check *c, const struct ast_clause *clause, struct axis *out)
{
    const struct ast_expr *e = clause->args->op == AST_LIST ? clause->args->first : clause->args;
    int good = 1;
    for (; e; e = e->next) {
        if (out->rank == 4) {
            diag_error(c->diags, e->at, "a shape has four dimensions at most");
            return 0;
        }
        good &= const_whole(c, e, "a dimension", 1, &out->shape[out->rank++]);
    }
    if (!out->rank) {
        diag_error(c->diags, clause->at, "a shape has one dimension at least");
        return 0;
    }
    return good;
}

static int read_per_node(struct check *c, const struct ast_clause *clause, struct axis_decl *decl)
{
    struct axis *out = &decl->axis;
    if (strcmp(clause->args->name, "node")) {
        diag_error(c->diags, clause->args->at, "an axis is 'per node' or not, got 'per %s'",
                   clause->args->name);
        return 0;
    }
    if (out->rank) {
        diag_error(c->diags, clause->at, "'per node' is a shape already; leave out the other");
        return 0;
    }
    decl->per_node = 1;
    out->rank = 1;
    out->shape[0] = c->e->nodes;
    return 1;
}

static int read_clauses(struct check *c, const struct ast_stmt *s, struct axis_decl *decl)
{
    struct axis *out = &decl->axis;
    const struct ast_clause *shape = ast_find_clause(s, CLAUSE_SHAPE);
    const struct ast_clause *per = ast_find_clause(s, CLAUSE_PER);
    const struct ast_clause *key = ast_find_clause(s, CLAUSE_KEY);
    const struct ast_clause *broadcast = ast_find_clause(s, CLAUSE_BROADCAST);
    int random = out->kind == AXIS_LAW || out->kind == AXIS_UNIFORM;
    if ((shape || per) && (out->kind == AXIS_LIST || out->kind == AXIS_KEYS)) {
        diag_error(c->diags, shape ? shape->at : per->at, "%s have their shape already",
                   out->kind == AXIS_LIST ? "the values of a list" : "keys");
        return 0;
    }
    if (key && !random) {
        diag_error(c->diags, key->at, "'key' goes with axes that draw: uniform and ~");
        return 0;
    }
    out->own_key = key != NULL;
    out->broadcast = broadcast != NULL;
    int good = read_n(c, s, out);
    good &= !shape || read_shape(c, shape, out);
    good &= !per || read_per_node(c, per, decl);
    good &= !key || const_key(c, key->args, &out->key);
    if (broadcast && !out->rank)
        diag_warn(c->diags, broadcast->at, "no-shape",
                  "without a shape there is nothing to broadcast");
    if (good && out->law.many) {                  /* a draw is a list itself */
        if (out->rank == 4) {
            diag_error(c->diags, shape->at, "a shape has three dimensions at most here");
            return 0;
        }
        out->shape[out->rank++] = out->law.count;
    }
    return good;
}

/* --------------------------------------------------------------------- fitting -- */

/* Several points between equal bounds would all be the same. */
static int fits_bounds(struct check *c, const struct ast_stmt *s, const struct axis *x)
{
    int bounded = x->kind == AXIS_GRID || x->kind == AXIS_LOG_GRID;
    if (!bounded || x->lo < x->hi || x->n == 1)
        return 1;
    diag_error(c->diags, s->value->at, "low bound (%s) must be less than high bound (%s); write "
               "%s(%s, %s, 1) for a single point", number_text(c, x->lo), number_text(c, x->hi),
               s->value->name, number_text(c, x->lo), number_text(c, x->hi));
    return 0;
}

/* Rows of a table were taken for values of the nodes. */
static const char *one_column(struct check *c, const struct ast_expr *value)
{
    const struct ast_expr *file = value && value->op == AST_CALL ? value->first : value;
    if (!file || file->op != AST_STRING || strchr(file->name, ':'))
        return "";
    return arena_print(c->arena, "; one column of a table is \"%s:NAME\"", file->name);
}

/* Of all modes one number, or one each, maybe for each node. */
static int fits_modes(struct check *c, const struct quantity *q, const struct axis *x, struct span at)
{
    long n = c->e->nodes;
    int each = x->rank == 2 && x->shape[1] == q->modes && (nodes_unsure(c) || x->shape[0] == n);
    if (!q->matrix && (!x->rank || (x->rank == 1 && x->shape[0] == q->modes) || each))
        return 1;
    if (q->matrix)
        diag_error(c->diags, at, "%s is a matrix over modes and cannot be an axis; set it: --set %s=[[...], ...]", q->path, q->path);
    else
        diag_error(c->diags, at, "%s takes one number a sample, one for each of %d modes, or %ld x %d, one for each node and mode; got %s",
                   q->path, q->modes, n, q->modes, shape_text(c, x->shape, x->rank));
    return 0;
}

static int fits_shape(struct check *c, const struct quantity *q, const struct axis *x,
                      const struct ast_expr *value, struct span at)
{
    long n = c->e->nodes;
    if (q->kind == QUANTITY_PARAM)
        return 1;
    if (q->per_edge && !x->rank)
        return 1;
    if (q->per_edge || model_is_matrix(q)) {
        if (x->rank == 2 && (nodes_unsure(c) || (x->shape[0] == n && x->shape[1] == n)))
            return 1;
        diag_error(c->diags, at, q->per_edge ? "%s takes one number a sample, or %ld x %ld, one for each edge; got %s" : "%s takes %ld x %ld numbers a sample, got %s", q->path, n, n,
                   shape_text(c, x->shape, x->rank));
        return 0;
    }
    if (q->modes)
        return fits_modes(c, q, x, at);
    if (!x->rank || (q->per_node && x->rank == 1 && (x->shape[0] == n || nodes_unsure(c))))
        return 1;
    if (q->per_node)
        diag_error(c->diags, at, "%s takes one number a sample, or one for each of %ld node%s; "
                   "got %s%s", q->path, n, n == 1 ? "" : "s", shape_text(c, x->shape, x->rank),
                   x->rank == 1 ? one_column(c, value) : "");
    else
        diag_error(c->diags, at, "%s takes one number a sample, got %s%s", q->path,
                   shape_text(c, x->shape, x->rank), x->rank == 1 ? one_column(c, value) : "");
    return 0;
}

static int fits_keys(struct check *c, const struct quantity *q, const struct axis *x,
                     struct span at)
{
    int is_key = q->kind == QUANTITY_NOISE_KEY;
    if (x->kind == AXIS_KEYS && !is_key) {
        diag_error(c->diags, at, "split makes keys, and %s is no key", q->path);
        return 0;
    }
    if (!is_key || x->kind == AXIS_KEYS)
        return 1;
    int whole = x->kind == AXIS_LIST;
    for (long i = 0; whole && !x->rank && i < x->n; i++)
        whole = x->values[i] == floor(x->values[i]) && fabs(x->values[i]) <= 9007199254740992.0;
    if (!whole)
        diag_error(c->diags, at, "%s takes keys: write split(0, 4), or a list of whole numbers",
                   q->path);
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

static int fits_values(struct check *c, const struct quantity *q, const struct axis *x,
                       struct span at)
{
    double lo, hi;
    if (x->kind == AXIS_LAW || x->kind == AXIS_KEYS)
        return 1;
    extent(x, &lo, &hi);
    if (q->kind == QUANTITY_NOISE && lo < 0)
        diag_error(c->diags, at, "%s must be 0 or more, got %s", q->path, number_text(c, lo));
    else if (q->kind == QUANTITY_NOISE_TAU && lo <= 0)
        diag_error(c->diags, at, "%s must be positive, got %s ms", q->path, number_text(c, lo));
    else if (q->kind == QUANTITY_SPEED && lo <= 0)
        diag_error(c->diags, at, "%s must be positive, got %s", q->path, number_text(c, lo));
    else if ((q->kind == QUANTITY_LENGTHS || q->kind == QUANTITY_DELAYS) && lo < 0)
        diag_error(c->diags, at, "%s must be 0 or more, got %s", q->path, number_text(c, lo));
    else if (q->kind == QUANTITY_DT && lo <= 0)
        diag_error(c->diags, at, "dt must be positive, got %s ms", number_text(c, lo));
    else if (q->kind == QUANTITY_DT && c->e->simulate.steps)
        diag_error(c->diags, at, "so many 'steps' would be another duration for each simulate.dt; write duration there");
    else if (q->kind == QUANTITY_DT && !takes_a_step(c->e->simulate.duration, hi))
        diag_error(c->diags, at, "duration (%s ms) is shorter than one step (%s ms)",
                   number_text(c, c->e->simulate.duration), number_text(c, hi));
    else
        return 1;
    return 0;
}

int check_axis(struct check *c, const struct ast_stmt *s, int quantity, struct axis_decl *out)
{
    const struct quantity *q = &c->e->quantities[quantity];
    struct axis *x = &out->axis;
    struct span at = s->value->at;
    *out = (struct axis_decl){ .quantity = quantity, .at = s->name_at };
    *x = (struct axis){ .path = q->path, .label = s->name, .unit = q->unit, .doc = q->doc,
                        .scale = unit_inside(q->unit), .is_time = q->kind == QUANTITY_DT };
    if (!read_form(c, s, q, x) || !read_clauses(c, s, out) || !fits_bounds(c, s, x)
        || !fits_shape(c, q, x, s->value, at) || !fits_keys(c, q, x, at) || !fits_values(c, q, x, at))
        return 0;
    if (q->kind == QUANTITY_NOISE_KEY)
        x->kind = AXIS_KEYS;                    /* a list of seeds, too */
    return 1;
}
