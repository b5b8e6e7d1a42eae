/* check_samples.c -- data in a stimulus: linear(t, times, values), cubic(t, "record.csv", zero).
 *
 * Times are a list, a file or the one time between samples that begin at 0; values a list or a
 * file, in several columns one for each node. A table has both, times in its first column.
 */
#include <math.h>
#include <string.h>
#include "base/name.h"
#include "delays.h"
#include "model/lookup.h"

static const char *const ways[] = { [WAY_LINEAR] = "linear", [WAY_CUBIC] = "cubic", NULL };
static const char *const ends[] = { [ENDS_HOLD] = "hold", [ENDS_EXTRAPOLATE] = "extrapolate", [ENDS_ZERO] = "zero", NULL };

/* What is written, while it is read. */
struct samples_read {
    struct check *c;
    const struct ast_expr *call;        /* linear(...) */
    const struct ast_expr *times_at, *values_at;        /* where they stand: of a table both there */
    long count, columns;
    const double *times;                /* [count] */
    const double *values;               /* [count][columns], a row [stride] long */
    long stride;
};

int samples_are(const struct ast_expr *e)
{
    return name_one_of(e->name, ways) >= 0;
}

/* A word behind the data, not of them. */
static int read_ends(struct check *c, const struct ast_expr *e, enum lookup_ends *out)
{
    int found = e->op == AST_NAME ? name_one_of(e->name, ends) : -1;
    if (found >= 0)
        *out = (enum lookup_ends)found;
    else
        diag_error(c->diags, e->at, "outside of its times the data hold their first and last value, extrapolate or are zero; write hold, extrapolate or "
                   "zero, got %s", expr_text(c, e));
    return found >= 0;
}

static int read_numbers(struct check *c, const struct ast_expr *e, const char *unit, const char *what, struct data *out)
{
    if (e->op == AST_LIST)
        return const_list(c, e, unit, out);
    if (e->op == AST_STRING)
        return check_matrix(c, e, out);
    diag_error(c->diags, e->at, "%s are a list or a file in quotes, got %s", what, expr_text(c, e));
    return 0;
}

/* A file of one column is a list, too. */
static void flatten(struct data *v)
{
    if (v->rank == 2 && v->shape[1] == 1)
        v->rank = 1;
}

static int read_values(struct samples_read *r, const struct ast_expr *e)
{
    struct data v;
    r->values_at = e;
    if (!read_numbers(r->c, e, NULL, "values", &v))
        return 0;
    flatten(&v);
    if (v.rank < 1 || v.rank > 2) {
        diag_error(r->c->diags, e->at, "values are one for each time, or one for each time and node, got %s", shape_text(r->c, v.shape, v.rank));
        return 0;
    }
    r->count = v.shape[0];
    r->columns = r->stride = v.rank == 2 ? v.shape[1] : 1;
    r->values = v.values;
    return 1;
}

static int is_one_time(const struct ast_expr *e)
{
    return e->op != AST_LIST && e->op != AST_STRING;
}

/* The times of samples that follow each other by [e]. */
static int make_times(struct samples_read *r, const struct ast_expr *e)
{
    double step;
    if (!const_finite(r->c, e, "ms", "the time between samples", &step))
        return 0;
    if (!(step > 0)) {
        diag_error(r->c->diags, e->at, "the time between samples must be above 0, got %s", number_text(r->c, step));
        return 0;
    }
    double *times = ARENA_ARRAY(r->c->arena, double, r->count);
    for (long i = 0; i < r->count; i++)
        times[i] = (double)i*step;
    r->times = times;
    return 1;
}

static int read_times(struct samples_read *r, const struct ast_expr *e)
{
    struct data v;
    r->times_at = e;
    if (is_one_time(e))
        return make_times(r, e);
    if (!read_numbers(r->c, e, "ms", "times", &v))
        return 0;
    flatten(&v);
    if (v.rank != 1) {
        diag_error(r->c->diags, e->at, "times are a list of numbers, got %s", shape_text(r->c, v.shape, v.rank));
        return 0;
    }
    if (v.shape[0] != r->count) {
        diag_error(r->c->diags, e->at, "there are %ld times and %ld values", v.shape[0], r->count);
        return 0;
    }
    r->times = v.values;
    return 1;
}

/* Points in rows: the time, then what belongs to it. */
static int read_table(struct samples_read *r, const struct ast_expr *e)
{
    struct data v;
    r->times_at = r->values_at = e;
    if (!read_numbers(r->c, e, "ms", "points", &v))
        return 0;
    if (v.rank != 2 || v.shape[1] < 2) {
        diag_error(r->c->diags, e->at, "points are rows of a time and a value, [[0, 1], [10, 0]], got %s; write %s(t, times, values) where the times are "
                   "not among them", shape_text(r->c, v.shape, v.rank), r->call->name);
        return 0;
    }
    r->count = v.shape[0];
    r->stride = v.shape[1];
    r->columns = r->stride - 1;
    double *times = ARENA_ARRAY(r->c->arena, double, r->count);
    for (long i = 0; i < r->count; i++)
        times[i] = v.values[i*r->stride];
    r->times = times;
    r->values = v.values + 1;
    return 1;
}

static int is_sound(struct samples_read *r, int sure)
{
    struct check *c = r->c;
    if (r->count < 2) {
        diag_error(c->diags, r->values_at->at, "between samples lies a line: at least two are needed, got one");
        return 0;
    }
    for (long i = 0; i < r->count; i++)
        if (!isfinite(r->times[i])) {
            diag_error(c->diags, r->times_at->at, "times must be finite, got %s as the time of sample %ld", number_text(c, r->times[i]), i + 1);
            return 0;
        } else if (i && r->times[i] <= r->times[i - 1]) {
            diag_error(c->diags, r->times_at->at, "times rise from one to the next, but sample %ld is at %s behind %s", i + 1, number_text(c, r->times[i]),
                       number_text(c, r->times[i - 1]));
            return 0;
        }
    for (long i = 0; i < r->count*r->columns; i++) {
        double x = r->values[i/r->columns*r->stride + i % r->columns];
        if (!isfinite(x)) {
            diag_error(c->diags, r->values_at->at, "values must be finite, got %s at time %s", number_text(c, x), number_text(c, r->times[i/r->columns]));
            return 0;
        }
    }
    if (r->columns > 1 && sure && r->columns != c->e->nodes) {
        diag_error(c->diags, r->values_at->at, "there are values for %ld nodes, the network has %d node%s", r->columns, c->e->nodes,
                   c->e->nodes == 1 ? "" : "s");
        return 0;
    }
    return 1;
}

static double value_at(const struct samples_read *r, long i, long column)
{
    return r->values[i*r->stride + column];
}

static double secant(const struct samples_read *r, long i, long column)
{
    return (value_at(r, i + 1, column) - value_at(r, i, column))/(r->times[i + 1] - r->times[i]);
}

/* Of one column, in what lies between the beginning of a piece and the time. A cubic is Hermite's, with the slope
 * to a sample as the slope there; at the first sample it is the slope from it. */
static void make_column(const struct samples_read *r, long column, double *y, double *slope, double *second, double *third)
{
    for (long i = 0; i + 1 < r->count; i++) {
        double from = secant(r, i, column), to = secant(r, i ? i - 1 : 0, column), h = r->times[i + 1] - r->times[i];
        y[i] = value_at(r, i, column);
        slope[i] = second ? to : from;
        if (!second)
            continue;
        second[i] = 2*(from - to)/h;
        third[i] = (to - from)/(h*h);
    }
}

static void make_pieces(const struct samples_read *r, struct point_table *l)
{
    struct arena *a = r->c->arena;
    long n = r->count - 1, all = n*r->columns;
    int cubic = l->way == WAY_CUBIC;
    double *y = ARENA_ARRAY(a, double, all), *slope = ARENA_ARRAY(a, double, all), *from = ARENA_ARRAY(a, double, n), *to = ARENA_ARRAY(a, double, n);
    double *second = cubic ? ARENA_ARRAY(a, double, all) : NULL, *third = cubic ? ARENA_ARRAY(a, double, all) : NULL;
    double *first = ARENA_ARRAY(a, double, r->columns), *last = ARENA_ARRAY(a, double, r->columns);
    for (long k = 0; k < r->columns; k++) {
        make_column(r, k, y + k*n, slope + k*n, cubic ? second + k*n : NULL, cubic ? third + k*n : NULL);
        first[k] = value_at(r, 0, k);
        last[k] = value_at(r, n, k);
    }
    for (long i = 0; i < n; i++) {
        from[i] = i ? r->times[i] : -INFINITY;
        to[i] = i + 1 < n ? r->times[i + 1] : INFINITY;
    }
    l->y = y;
    l->slope = slope;
    l->second = second;
    l->third = third;
    l->from = from;
    l->to = to;
    l->first = first;
    l->last = last;
}

static const struct point_table *read_samples(struct walk *w, const struct ast_expr *e, const struct ast_expr *data, int sure)
{
    struct samples_read r = { .c = w->c, .call = e };
    struct point_table l = { .way = (enum lookup_way)name_one_of(e->name, ways), .of_time = 1 };
    int rest = expr_count(data), points = rest == 1 || (rest == 2 && data->next->op == AST_NAME);
    const struct ast_expr *last = points ? data->next : data->next->next;
    int got = points ? read_table(&r, data) : read_values(&r, data->next) && read_times(&r, data);
    if (last && !read_ends(w->c, last, &l.ends))
        return NULL;
    if (!got || !is_sound(&r, sure))
        return NULL;
    make_pieces(&r, &l);
    l.count = (int)r.count;
    l.columns = (int)r.columns;
    l.x = r.times;
    struct point_table *made = ARENA_NEW(w->c->arena, struct point_table);
    *made = l;
    return made;
}

const struct point_table *samples_lines(struct check *c, const double *times, const double *values, long count, long columns)
{
    const struct samples_read r = { .c = c, .count = count, .columns = columns, .stride = columns, .times = times, .values = values };
    struct point_table *l = ARENA_NEW(c->arena, struct point_table);
    *l = (struct point_table){ .way = WAY_LINEAR, .ends = ENDS_HOLD, .of_time = 1, .count = (int)count, .columns = (int)columns, .x = times };
    make_pieces(&r, l);
    return l;
}

const struct term *samples_call(struct walk *w, const struct ast_expr *e, int sure)
{
    struct check *c = w->c;
    int count = expr_count(e->first);
    if (w->follows) {
        diag_error(c->diags, e->at, "%s is a function of time, and %s follows from parameters alone; %s", e->name, w->follows, w->way_out);
        return NULL;
    }
    if (count < 2 || count > 4) {
        diag_error(c->diags, e->at, "%s takes the time, the times of samples and their values: %s(t, [0, 10 ms], [0, 1]), or %s(t, \"record.csv\")", e->name,
                   e->name, e->name);
        return NULL;
    }
    const struct term **args = ARENA_NEW(c->arena, const struct term *);
    *args = expr_check(w, e->first, WANT_NUMBER);
    const struct point_table *l = read_samples(w, e, e->first->next, sure);
    if (!*args || !l)
        return NULL;
    return term_make(c->arena, (struct term){ .kind = TERM_TABLE, .lookup = l, .index = c->table_count++, .name = e->name, .at = e->at, .args = args,
                                              .count = 1, .type.over = l->columns > 1 ? OVER_NODE : 0 });
}
