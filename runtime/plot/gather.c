/* gather.c -- the values of a picture, read piece by piece and thinned to what it can show. */
#include "plan.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    POINTS_MOST = 100*1000,     /* of a scatter */
    CELLS_MOST = 1000,          /* of a map, along each side; more are averaged */
    BARS_LEAST = 5, BARS_MOST = 80,
    GRAIN = 1000                /* a phase plane is so many dots wide and high */
};

/* Numbers of the horizontal axis. */
static int read_x(struct plan *p, const struct indices *spot, long first, long count, double *out)
{
    if (p->x_variable >= 0)
        return gather_along(p, p->x_variable, p->x, spot, first, count, out);
    for (long i = 0; i < count; i++)
        out[i] = (double)(first + i);
    return 0;
}

/* ---- curves ---- */

/* A stretch of a curve that is as wide as a dot: what is left of it are its extremes. */
struct stretch { double low_x, low, high_x, high; long count; int low_first; };

static void add_point(struct plot_curve *c, double x, double y)
{
    c->x[c->count] = x;
    c->y[c->count++] = y;
}

static void take_point(struct stretch *s, double x, double y)
{
    s->count++;
    if (isnan(y))
        return;
    if (!(y >= s->low)) {
        s->low = y;
        s->low_x = x;
        s->low_first = 0;
    }
    if (!(y <= s->high)) {
        s->high = y;
        s->high_x = x;
        s->low_first = 1;
    }
}

static void end_stretch(struct stretch *s, struct plot_curve *c)
{
    int one = s->low_x == s->high_x;
    if (s->count && (one || s->low_first || isnan(s->low)))
        add_point(c, s->low_x, s->low);
    if (s->count && !one && !isnan(s->low)) {
        add_point(c, s->high_x, s->high);
        if (!s->low_first)
            add_point(c, s->low_x, s->low);
    }
    *s = (struct stretch){ NAN, NAN, NAN, NAN, 0, 0 };
}

/* Whether the numbers of the horizontal axis are the same for all curves. */
static int has_one_x(const struct plan *p)
{
    return p->x_variable < 0 || p->r->variables[p->x_variable].rank <= 1;
}

/* A piece of the curve: [x] and [y] of so many values. */
static void extend(struct plot_curve *c, struct stretch *s, long every, const double *x, const double *y, long count)
{
    for (long i = 0; i < count; i++) {
        if (every == 1) {
            add_point(c, x[i], y[i]);
            continue;
        }
        take_point(s, x[i], y[i]);
        if (s->count == every)
            end_stretch(s, c);
    }
}

static int read_curves(struct plan *p, int variable, const struct indices *spots, long every, double *x,
                       struct stretch *ends, struct plot_curve *curves, long curve_count)
{
    long n = p->r->dims[p->x].size, piece = gather_piece(p, variable, p->x);
    double *y = x + PLAN_PIECE;
    for (long first = 0; first < n; first += piece) {
        long count = n - first < piece ? n - first : piece;
        for (long k = 0; k < curve_count; k++) {
            if (((k == 0 || !has_one_x(p)) && read_x(p, &spots[k], first, count, x) < 0)
                || gather_along(p, variable, p->x, &spots[k], first, count, y) < 0)
                return -1;
            extend(&curves[k], &ends[k], every, x, y, count);
        }
    }
    for (long k = 0; k < curve_count; k++)
        end_stretch(&ends[k], &curves[k]);
    return 0;
}

int gather_curves(struct plan *p, int variable, const struct indices *spots, struct plot_curve *curves, long curve_count)
{
    long n = p->r->dims[p->x].size;
    long every = n <= 2*p->columns ? 1 : (n + p->columns - 1)/p->columns;
    long room = every == 1 ? n : 2*(n/every + 1);
    double *piece = malloc(2*PLAN_PIECE*sizeof *piece);
    struct stretch *ends = ARENA_ARRAY(p->arena, struct stretch, curve_count + 1);
    for (long k = 0; k < curve_count; k++) {
        ends[k] = (struct stretch){ NAN, NAN, NAN, NAN, 0, 0 };
        curves[k].x = ARENA_ARRAY(p->arena, double, room);
        curves[k].y = ARENA_ARRAY(p->arena, double, room);
    }
    int bad = piece ? read_curves(p, variable, spots, every, piece, ends, curves, curve_count) : fail_memory(p->f, p->r->path);
    free(piece);
    return bad;
}

/* ---- phase planes ---- */

/* Two variables along time, a piece at a time. */
struct pair {
    struct plan *p;
    int variable[2];
    const struct indices *spot[2];
    double *piece;              /* 2*PLAN_PIECE */
    long length;                /* values of a piece */
};

static int read_pair(const struct pair *two, long first, long count)
{
    for (int k = 0; k < 2; k++)
        if (gather_along(two->p, two->variable[k], two->p->x, two->spot[k], first, count, two->piece + k*PLAN_PIECE) < 0)
            return -1;
    return 0;
}

static int range_of_pair(const struct pair *two, long n, struct plot_axis *x, struct plot_axis *y)
{
    for (long first = 0; first < n; first += two->length) {
        long count = n - first < two->length ? n - first : two->length;
        if (read_pair(two, first, count) < 0)
            return -1;
        for (long i = 0; i < count; i++) {
            axis_hold(x, two->piece[i]);
            axis_hold(y, two->piece[PLAN_PIECE + i]);
        }
    }
    return 0;
}

/* A growing curve; what goes where the pen was already is left out. */
struct pen {
    struct arena *arena;
    struct plot_curve *c;
    long room, last;            /* dot */
    unsigned char *inked;       /* [GRAIN*GRAIN] */
    double x, y;                /* where it is, up or down */
    int up;
};

static void draw_to(struct pen *pen, double x, double y)
{
    struct plot_curve *c = pen->c;
    if (c->count == pen->room) {
        double *old_x = c->x, *old_y = c->y;
        pen->room = 2*pen->room + 1024;
        c->x = ARENA_ARRAY(pen->arena, double, pen->room);
        c->y = ARENA_ARRAY(pen->arena, double, pen->room);
        if (c->count) {
            memcpy(c->x, old_x, (size_t)c->count*sizeof *old_x);
            memcpy(c->y, old_y, (size_t)c->count*sizeof *old_y);
        }
    }
    add_point(c, x, y);
}

/* The axes hold x and y. */
static long dot_of(double x, double y, const struct plot_axis *x_axis, const struct plot_axis *y_axis)
{
    return (long)(axis_place(y_axis, y)*(GRAIN - 1))*GRAIN + (long)(axis_place(x_axis, x)*(GRAIN - 1));
}

static void move_pen(struct pen *pen, double x, double y, const struct plot_axis *x_axis, const struct plot_axis *y_axis)
{
    if (!isfinite(x) || !isfinite(y)) {
        pen->up = 1;
        pen->last = -1;
        return;
    }
    long dot = dot_of(x, y, x_axis, y_axis);
    if (dot != pen->last && pen->inked[dot]) {
        pen->up = 1;
    } else if (dot != pen->last) {
        if (pen->up && pen->c->count)
            draw_to(pen, NAN, NAN);
        if (pen->up && pen->last >= 0)
            draw_to(pen, pen->x, pen->y);
        draw_to(pen, x, y);
        pen->up = 0;
        pen->inked[dot] = 1;
    }
    pen->last = dot;
    pen->x = x;
    pen->y = y;
}

static int draw_pair(const struct pair *two, long n, struct plot_curve *c, const struct plot_axis *x, const struct plot_axis *y)
{
    struct pen pen = { .arena = two->p->arena, .c = c, .last = -1, .inked = calloc(GRAIN*GRAIN, 1) };
    int bad = pen.inked ? 0 : fail_memory(two->p->f, two->p->r->path);
    for (long first = 0; first < n && !bad; first += two->length) {
        long count = n - first < two->length ? n - first : two->length;
        bad = read_pair(two, first, count);
        for (long i = 0; i < count && !bad; i++)
            move_pen(&pen, two->piece[i], two->piece[PLAN_PIECE + i], x, y);
    }
    free(pen.inked);
    return bad;
}

int gather_phase(struct plan *p, int x, const struct indices *x_spot, int y, const struct indices *y_spot,
                 struct plot_curve *c, struct plot_axis *x_axis, struct plot_axis *y_axis)
{
    long n = p->r->dims[p->x].size;
    struct pair two = { p, { x, y }, { x_spot, y_spot }, malloc(2*PLAN_PIECE*sizeof(double)),
                        gather_piece(p, x, p->x) };
    struct plot_axis own_x = { .label = x_axis->label, .lo = INFINITY, .hi = -INFINITY, .log = x_axis->log };
    struct plot_axis own_y = { .label = y_axis->label, .lo = INFINITY, .hi = -INFINITY, .log = y_axis->log };
    int bad = two.piece ? range_of_pair(&two, n, &own_x, &own_y) : fail_memory(p->f, p->r->path);
    if (!bad && own_x.lo <= own_x.hi && own_y.lo <= own_y.hi) {
        axis_hold(x_axis, own_x.lo);
        axis_hold(x_axis, own_x.hi);
        axis_hold(y_axis, own_y.lo);
        axis_hold(y_axis, own_y.hi);
        bad = plan_finish_axis(p, &own_x, 0) < 0 || plan_finish_axis(p, &own_y, 0) < 0 ? -1
            : draw_pair(&two, n, c, &own_x, &own_y);
    }
    free(two.piece);
    return bad;
}

/* ---- maps ---- */

/* The numbers along one side, in rising order: [order] says where each is read. */
struct side { int dim, variable; long size, each, shown; double *at; long *order; };

struct ranked { double at; long index; };

static int by_place(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    return x->at < y->at ? -1 : x->at > y->at ? 1 : x->index < y->index ? -1 : 1;
}

static int read_side(struct plan *p, struct side *s)
{
    const struct indices none = { { 0 } };
    double *values = ARENA_ARRAY(p->arena, double, s->size);
    struct ranked *places = ARENA_ARRAY(p->arena, struct ranked, s->size);
    if (s->variable >= 0 && gather_along(p, s->variable, s->dim, &none, 0, s->size, values) < 0)
        return -1;
    for (long i = 0; i < s->size; i++)
        places[i] = (struct ranked){ s->variable >= 0 ? values[i] : (double)i, i };
    qsort(places, (size_t)s->size, sizeof *places, by_place);
    s->each = (s->size + CELLS_MOST - 1)/CELLS_MOST;
    s->shown = (s->size + s->each - 1)/s->each;
    s->at = ARENA_ARRAY(p->arena, double, s->shown);
    s->order = ARENA_ARRAY(p->arena, long, s->size);
    for (long i = 0; i < s->size; i++) {
        long in = s->size - i/s->each*s->each < s->each ? s->size - i/s->each*s->each : s->each;
        s->at[i/s->each] += places[i].at/(double)in;
        s->order[places[i].index] = i/s->each;
    }
    return 0;
}

/* Cells become sums of the values that fall into them, [counts] how many. */
static int sum_cells(struct plan *p, int variable, struct indices spot, const struct side *x, const struct side *y,
                     double *cells, long *counts)
{
    long piece = gather_piece(p, variable, x->dim);
    double *row = ARENA_ARRAY(p->arena, double, piece);
    for (long first = 0; first < x->size; first += piece)
        for (long k = 0; k < y->size; k++) {
            long count = x->size - first < piece ? x->size - first : piece;
            spot.at[y->dim] = k;
            if (gather_along(p, variable, x->dim, &spot, first, count, row) < 0)
                return -1;
            for (long i = 0; i < count; i++) {
                long cell = y->order[k]*x->shown + x->order[first + i];
                if (isfinite(row[i])) {
                    cells[cell] += row[i];
                    counts[cell]++;
                }
            }
        }
    return 0;
}

/* Of places that are drawn together none has a name. */
static void drop_names(struct plot_axis *a, const struct side *s)
{
    if (s->each > 1) {
        a->names = NULL;
        a->name_count = 0;
    }
}

int gather_cells(struct plan *p, int variable, const struct indices *spot, struct plot_panel *panel)
{
    struct side x = { .dim = p->x, .variable = p->x_variable, .size = p->r->dims[p->x].size };
    struct side y = { .dim = p->y, .variable = p->y_variable, .size = p->r->dims[p->y].size };
    if (read_side(p, &x) < 0 || read_side(p, &y) < 0)
        return -1;
    drop_names(&panel->x, &x);
    drop_names(&panel->y, &y);
    panel->nx = x.shown;
    panel->ny = y.shown;
    panel->xs = x.at;
    panel->ys = y.at;
    panel->cells = ARENA_ARRAY(p->arena, double, x.shown*y.shown);
    long *counts = ARENA_ARRAY(p->arena, long, x.shown*y.shown);
    if (sum_cells(p, variable, *spot, &x, &y, panel->cells, counts) < 0)
        return -1;
    for (long i = 0; i < x.shown*y.shown; i++)
        panel->cells[i] = counts[i] ? panel->cells[i]/(double)counts[i] : NAN;
    return 0;
}

/* ---- scatters ---- */

/* A variable whole, and how its index changes with each dimension of the file. */
struct whole_variable { double *values; long stride[RESULT_RANK*4]; };

static int read_quantity(struct plan *p, int variable, struct whole_variable *q)
{
    const struct result_variable *v = &p->r->variables[variable];
    const long first[RESULT_RANK] = { 0 };
    long count[RESULT_RANK], n = result_count(p->r, variable), stride = 1;
    if (n > 10*POINTS_MOST)
        return fail(p->f, EXIT_MODEL, "%s has %ld values, too many points; choose a place with --at", v->name, n);
    for (int k = v->rank - 1; k >= 0; k--) {
        count[k] = p->r->dims[v->dims[k]].size;
        q->stride[v->dims[k]] = stride;
        stride *= count[k];
    }
    q->values = ARENA_ARRAY(p->arena, double, n + 1);
    return result_read(p->r, variable, first, count, q->values, p->f);
}

/* The dimensions the points run along, and how many points that makes. */
static long points_of(const struct plan *p, const int *variables, int *dims, int *dim_count)
{
    long n = 1;
    *dim_count = 0;
    for (int d = 0; d < p->r->dim_count; d++) {
        int used = 0;
        for (int k = 0; k < 3; k++)
            used |= variables[k] >= 0 && plan_has_dim(p, variables[k], d);
        if (used && p->dims[d].at < 0) {
            dims[(*dim_count)++] = d;
            n = n > POINTS_MOST ? n : n*p->r->dims[d].size;
        }
    }
    return n;
}

static double value_at(const struct plan *p, const struct whole_variable *q, const struct indices *spot)
{
    long index = 0;
    for (int d = 0; d < p->r->dim_count; d++)
        index += q->stride[d]*spot->at[d];
    return q->values[index];
}

int gather_points(struct plan *p, struct plot_curve *c)
{
    const int variables[3] = { p->x_variable, p->y_variable, p->color_variable };
    struct whole_variable *q = ARENA_ARRAY(p->arena, struct whole_variable, 3);
    double **to[3] = { &c->x, &c->y, &c->shade };
    int dims[RESULT_RANK*4], dim_count;
    struct indices spot = { { 0 } };
    c->count = points_of(p, variables, dims, &dim_count);
    if (c->count > POINTS_MOST)
        return fail(p->f, EXIT_MODEL, "more than %d points would be drawn; choose a place with --at", POINTS_MOST);
    for (int d = 0; d < p->r->dim_count; d++)
        spot.at[d] = p->dims[d].at > 0 ? p->dims[d].at : 0;
    for (int k = 0; k < 3; k++) {
        if (k == 2 && variables[k] < 0)
            continue;
        *to[k] = ARENA_ARRAY(p->arena, double, c->count);
        if (variables[k] >= 0 && read_quantity(p, variables[k], &q[k]) < 0)
            return -1;
    }
    for (long i = 0; i < c->count; i++) {
        for (int k = 0; k < 3; k++)
            if (*to[k])
                (*to[k])[i] = variables[k] >= 0 ? value_at(p, &q[k], &spot) : (double)i;
        for (int k = dim_count - 1; k >= 0 && ++spot.at[dims[k]] == p->r->dims[dims[k]].size; k--)
            spot.at[dims[k]] = 0;
    }
    return 0;
}

/* ---- histograms ---- */

/* Hands all values of the places that were not chosen away to [take]. */
static int each_value(struct plan *p, int variable, void (*take)(void *user, double x), void *user)
{
    int dims[RESULT_RANK], n = plan_free(p, variable, dims), last = n ? dims[n - 1] : -1, more = 1;
    struct indices spot = { { 0 } };
    double *piece = malloc(PLAN_PIECE*sizeof *piece);
    int bad = piece ? 0 : fail_memory(p->f, p->r->path);
    for (int d = 0; d < p->r->dim_count; d++)
        spot.at[d] = p->dims[d].at > 0 ? p->dims[d].at : 0;
    while (more && !bad) {
        long size = last >= 0 ? p->r->dims[last].size : 1;
        for (long first = 0; first < size && !bad; first += PLAN_PIECE) {
            long count = size - first < PLAN_PIECE ? size - first : PLAN_PIECE;
            bad = gather_along(p, variable, last, &spot, first, count, piece);
            for (long i = 0; i < count && !bad; i++)
                take(user, piece[i]);
        }
        more = 0;
        for (int k = n - 2; k >= 0 && !more; k--) {
            more = ++spot.at[dims[k]] < p->r->dims[dims[k]].size;
            spot.at[dims[k]] = more ? spot.at[dims[k]] : 0;
        }
    }
    free(piece);
    return bad;
}

struct strip { struct plot_curve *c; double height; };

static void lay(void *user, double x)
{
    struct strip *s = user;
    add_point(s->c, x, s->height);
}

int gather_strip(struct plan *p, int variable, double height, struct plot_curve *c)
{
    long n = result_count(p->r, variable);
    struct strip s = { c, height };
    if (n > POINTS_MOST)
        return fail(p->f, EXIT_MODEL, "%s has %ld values, too many points; choose a place with --at",
                    p->r->variables[variable].name, n);
    c->x = ARENA_ARRAY(p->arena, double, n + 1);
    c->y = ARENA_ARRAY(p->arena, double, n + 1);
    return each_value(p, variable, lay, &s);
}

struct count { struct plot_axis range; long n; double *bars; long bar_count; };

static void measure(void *user, double x)
{
    struct count *c = user;
    axis_hold(&c->range, x);
    c->n += isfinite(x) != 0;
}

static void sort_in(void *user, double x)
{
    struct count *c = user;
    if (!isfinite(x))
        return;
    long i = (long)(axis_place(&c->range, x)*(double)c->bar_count);
    c->bars[i < 0 ? 0 : i < c->bar_count ? i : c->bar_count - 1]++;      /* logarithmic axes begin at 1e-300 */
}

/* Bars as many as Rice's rule says, as wide as each other on the axis; together they have the area 1 over its numbers. */
int gather_bars(struct plan *p, int variable, struct plot_curve *c, int log)
{
    struct count count = { .range = { .lo = INFINITY, .hi = -INFINITY } };
    if (each_value(p, variable, measure, &count) < 0)
        return -1;
    count.range.label = p->r->variables[variable].name;
    count.range.log = log;
    if (plan_finish_axis(p, &count.range, 0) < 0)
        return -1;
    long bars = (long)ceil(2*cbrt((double)count.n));
    count.bar_count = bars < BARS_LEAST ? BARS_LEAST : bars > BARS_MOST ? BARS_MOST : bars;
    count.bars = ARENA_ARRAY(p->arena, double, count.bar_count);
    if (each_value(p, variable, sort_in, &count) < 0)
        return -1;
    double width = (count.range.hi - count.range.lo)/(double)count.bar_count;
    double factor = log ? pow(count.range.hi/count.range.lo, 1/(double)count.bar_count) : 1;
    c->count = count.bar_count;
    c->x = ARENA_ARRAY(p->arena, double, c->count);
    c->y = count.bars;
    for (long i = 0; i < c->count; i++) {
        c->x[i] = log ? count.range.lo*pow(factor, (double)i + 0.5) : count.range.lo + ((double)i + 0.5)*width;
        double own = log ? c->x[i]*(sqrt(factor) - 1/sqrt(factor)) : width;
        c->y[i] /= count.n ? (double)count.n*own : 1;
    }
    return 0;
}
