/* interp.c -- see interp.h. A value is an array over its axes, made once a region. */
#include "interp.h"
#include "interp_sums.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "source/diag.h"

/* A store to a register, shown when its clock's tick ends. */
struct pending { int clock, buffer, slot; long row; double *data; struct pending *next; };

struct machine {
    const struct net *ir;
    struct machine_options o;
    double **memory;                    /* [buffer]: [row][slot][axes] */
    long *count;                        /* [clock]: ticks so far */
    double **value;                     /* [ref]: of the region that runs, or NULL */
    struct pending *pending;
};

/* ---- index spaces --------------------------------------------------------------- */

/* A place in the space of all axes. */
typedef long place[NET_AXES];

static long extent(const struct machine *m, int axis)
{
    return m->ir->axes[axis].extent;
}

static long space(const struct machine *m, over_set over)
{
    long n = 1;
    for (int a = 0; a < m->ir->axis_count; a++)
        n *= over & OVER(a) ? extent(m, a) : 1;
    return n;
}

/* Where a place lies in an array over [over]: axes in order, the lanes last. */
static long offset(const struct machine *m, over_set over, const place at)
{
    long n = 0;
    for (int a = 1; a < m->ir->axis_count; a++)
        if (over & OVER(a))
            n = n*extent(m, a) + at[a];
    return over & OVER(0) ? n*extent(m, 0) + at[0] : n;
}

/* The next place of a space, in any order; behind the last comes the first. */
static void next_place(const struct machine *m, over_set over, place at)
{
    for (int a = 0; a < m->ir->axis_count; a++) {
        if (!(over & OVER(a)))
            continue;
        if (++at[a] < extent(m, a))
            return;
        at[a] = 0;
    }
}

/* ---- memory ---------------------------------------------------------------------- */

static long rows_of(const struct machine *m, int buffer)
{
    const struct net_buffer *b = &m->ir->buffers[buffer];
    return b->rows ? b->rows : b->life == LIVE ? m->o.ring : m->o.rows;
}

long machine_lanes(const struct machine *m)
{
    return extent(m, 0);
}

long machine_size(const struct machine *m, int buffer)
{
    return space(m, m->ir->buffers[buffer].over);
}

int machine_slots(const struct machine *m, int buffer)
{
    return m->ir->buffers[buffer].slot_count;
}

double *machine_at(struct machine *m, int buffer, int slot, long row)
{
    const struct net_buffer *b = &m->ir->buffers[buffer];
    return m->memory[buffer] + (row*b->slot_count + slot)*machine_size(m, buffer);
}

static void *zeros(long n, size_t size)
{
    void *p = calloc((size_t)(n ? n : 1), size);
    if (!p)
        guard_out_of_memory();
    return p;
}

struct machine *machine_open(const struct net *ir, const struct machine_options *o)
{
    struct machine *m = zeros(1, sizeof *m);
    *m = (struct machine){ .ir = ir, .o = *o };
    m->memory = zeros(ir->buffer_count, sizeof *m->memory);
    m->count = zeros(ir->clock_count, sizeof *m->count);
    m->value = zeros(ir->len, sizeof *m->value);
    for (int b = 0; b < ir->buffer_count; b++)
        m->memory[b] = zeros(rows_of(m, b)*ir->buffers[b].slot_count*machine_size(m, b), sizeof(double));
    return m;
}

static void forget_values(struct machine *m)
{
    for (net_ref r = 0; r < m->ir->len; r++) {
        free(m->value[r]);
        m->value[r] = NULL;
    }
}

void machine_close(struct machine *m)
{
    if (!m)
        return;
    forget_values(m);
    for (int b = 0; b < m->ir->buffer_count; b++)
        free(m->memory[b]);
    free(m->memory);
    free(m->count);
    free(m->value);
    free(m);
}

/* ---- clocks ----------------------------------------------------------------------- */

/* Whether a guarded clock ticks in this tick of its parent. */
static int due(const struct machine *m, int clock)
{
    const struct net_clock *c = &m->ir->clocks[clock];
    long n = m->count[c->parent], first = c->first + (c->after_origin ? m->o.origin : 0);
    long upto = c->upto + (c->after_origin ? m->o.origin : 0);
    return n >= first && (!c->upto || n < upto) && (n - first) % c->every == c->every - 1;
}

static int ticks_now(const struct machine *m, int clock)
{
    for (; clock >= FIRST_CHILD; clock = m->ir->clocks[clock].parent)
        if (!due(m, clock))
            return 0;
    return 1;
}

/* ---- values ------------------------------------------------------------------------ */

static double num(const struct machine *m, double x)
{
    return m->ir->bytes == 4 ? (double)(float)x : x;
}

double machine_rounded(const struct machine *m, double x)
{
    return num(m, x);
}

/* Moves a place of edges to the end that a load looks at. */
static void to_side(const struct machine *m, const struct net_ins *i, place at)
{
    if (i->side == FIRST)
        at[i->axis] = 0;
    if (i->side == HERE || i->side == ALONG || i->side == FIRST)
        return;
    const struct net_axis *x = &m->ir->axes[i->axis];
    long edge = at[i->axis], target = 0;
    while (x->row[target + 1] <= edge)
        target++;
    if (i->side == SOURCE)
        at[x->from] = x->source[edge];
    else
        at[x->to] = target;
}

static double of(const struct machine *m, net_ref r, const place at)
{
    return m->value[r][offset(m, m->ir->ins[r].over, at)];
}

/* Rows to go back: of a table of lags no more than the ring has. */
static long lag_of(const struct machine *m, const struct net_ins *i, long rows, const place from)
{
    const struct net_ins *by = i->a == NET_NONE ? NULL : &m->ir->ins[i->a];
    double lag = by ? of(m, i->a, from) : 0;
    if (by && by->op == NET_LOAD && m->ir->buffers[by->buffer].ring >= 0)
        lag = lag > 0 ? lag < (double)(rows - 2) ? lag : (double)(rows - 2) : 0;
    return (long)lag + ((int)i->k & LOAD_FURTHER ? 1 : 0);
}

static double loaded(struct machine *m, const struct net_ins *i, const place from)
{
    const struct net_buffer *b = &m->ir->buffers[i->buffer];
    long rows = rows_of(m, i->buffer), lag = lag_of(m, i, rows, from);
    long row = ((m->count[b->clock] + (net_is_stored(i) && b->rows != 1) - lag) % rows + rows) % rows;
    place at;
    memcpy(at, from, sizeof at);
    to_side(m, i, at);
    for (const struct pending *p = net_is_stored(i) && !lag ? m->pending : NULL; p; p = p->next)
        if (p->buffer == i->buffer && p->slot == i->slot)
            return p->data[offset(m, b->over, at)];
    long slot = i->slot + (i->side == ALONG ? at[i->axis] : 0);
    return machine_at(m, i->buffer, (int)slot, row)[offset(m, b->over, at)];
}

static double chosen(enum net_op op, double so_far, double x)
{
    if (isnan(so_far) || isnan(x))
        return NAN;
    return op == NET_LEAST ? x < so_far ? x : so_far : x > so_far ? x : so_far;
}

/* Along the axis in order; of edges, those that meet at this end. */
static double reduced(const struct machine *m, const struct net_ins *i, const place from)
{
    const struct net_axis *x = &m->ir->axes[i->axis];
    double all = i->op == NET_LEAST ? INFINITY : i->op == NET_MOST ? -INFINITY : 0;
    place at;
    memcpy(at, from, sizeof at);
    if (i->op == NET_MOST && i->b != NET_NONE) {
        at[i->axis] = net_piece_at(&m->ir->pieces[i->slot], of(m, i->b, from));
        return of(m, i->a, at);
    }
    for (long e = 0; e < x->extent; e++) {
        at[i->axis] = e;
        if (x->kind == AXIS_EDGE && i->side == TARGET && (e < x->row[from[x->to]] || e >= x->row[from[x->to] + 1]))
            continue;
        if (x->kind == AXIS_EDGE && i->side == SOURCE && x->source[e] != from[x->from])
            continue;
        double a = of(m, i->a, at);
        if (i->op == NET_SUM)
            all = net_rounded(m->ir->bytes, NET_ADD, all, a, 0);
        else if (i->op == NET_DOT)
            all = net_rounded(m->ir->bytes, NET_FMA, a, of(m, i->b, at), all);
        else
            all = chosen((enum net_op)i->op, all, a);
    }
    return all;
}

/* By halves, as templates/math/look.c has it. */
static double looked(struct machine *m, const struct net_ins *i, double a)
{
    const double *from = machine_at(m, i->buffer, i->slot, 0), *at = machine_at(m, i->buffer, i->slot + 1, 0);
    const double *slope = machine_at(m, i->buffer, i->slot + 2, 0);
    long low = 0, high = machine_size(m, i->buffer);
    while (high - low > 1) {
        long middle = low + (high - low)/2;
        if (from[middle] <= a)
            low = middle;
        else
            high = middle;
    }
    return net_rounded(m->ir->bytes, NET_FMA, slope[low], net_rounded(m->ir->bytes, NET_SUB, a, from[low], 0), at[low]);
}

static double computed(struct machine *m, const struct net_ins *i, const place at)
{
    double a = i->a == NET_NONE ? 0 : of(m, i->a, at), b = i->b == NET_NONE ? 0 : of(m, i->b, at);
    double c = i->c == NET_NONE ? 0 : of(m, i->c, at);
    switch ((enum net_op)i->op) {
    case NET_LT: case NET_LE: case NET_EQ: case NET_NE: return net_holds((enum net_op)i->op, a, b);
    case NET_AND:    return a != 0 && b != 0;
    case NET_OR:     return a != 0 || b != 0;
    case NET_NOT:    return a == 0;
    case NET_SELECT: return a != 0 ? b : c;
    case NET_CALL:   return m->o.call(m->ir->bytes, i->slot, a, b);
    case NET_LOOK:   return looked(m, i, a);
    default:        return net_rounded(m->ir->bytes, (enum net_op)i->op, a, b, c);
    }
}

/* The time as templates/math/time.c has it; [bytes] of the numbers it is compared with. */
static double time_of(const struct machine *m, enum net_time which, double steps, int bytes)
{
    double n = (double)(m->count[STEP] - (m->count[STEP] < 0 ? 0 : m->o.origin)) + steps, dt = m->o.dt, t = fma(n, dt, n*m->o.rest);
    double eps = bytes == 4 ? 1.1920928955078125e-7 : 2.220446049250313e-16;
    double far = 4*eps*(fabs(t) + (bytes == 4 ? m->ir->time_scale : 0)), slack = far > 1e-9*dt ? far : 1e-9*dt;
    slack = slack < 0.25*dt ? slack : 0.25*dt;
    return which == TIME_EXACT ? t : which == TIME_EARLY ? t - slack : t + slack;
}

static double in_train(double t, double period, double on)
{
    double phase = t - floor(t/period)*period;
    return (phase < 0 ? phase + period : phase) < on;
}

static double phase_of(double t, double late, double period)
{
    double phase = fma(-floor(late/period), period, t);
    return phase < late - t ? 0 : phase;
}

static double marked(const struct machine *m, const struct net_mark *k, double steps)
{
    double t = time_of(m, TIME_EXACT, steps, 8), early = time_of(m, TIME_EARLY, steps, 8);
    double late = time_of(m, TIME_LATE, steps, 8);
    double high = k->scale*(k->scale < 0 ? early : late) + k->shift;
    double low = k->scale*(k->scale < 0 ? late : early) + k->shift;
    switch (k->kind) {
    case NET_REACHED: return late >= k->a;
    case NET_PASSED:  return early > k->a;
    case NET_WINDOW:  return late >= k->a && late < k->b;
    case NET_SINCE:   return t - k->a;
    case NET_TRAIN:   return in_train(high, k->a, k->b);
    case NET_WITHIN:  return in_train(high, k->a, k->b + (high - low));
    case NET_PHASE:   return phase_of(k->scale*t + k->shift, high, k->a);
    case NET_WHOLE:   return floor(high);
    case NET_SLACK:   return high - low + k->a;
    }
    return NAN;
}

static double at_place(struct machine *m, const struct net_ins *i, const place at)
{
    switch ((enum net_op)i->op) {
    case NET_CONST: return i->k;
    case NET_LOAD:  return loaded(m, i, at);
    case NET_TIME:  return num(m, time_of(m, (enum net_time)i->slot, i->k, m->ir->bytes));
    case NET_MARK:  return num(m, marked(m, &m->ir->marks[i->slot], i->k));
    case NET_H:     return num(m, m->o.dt/i->k);
    case NET_TICKS: return ticks_now(m, i->slot);
    case NET_SUM: case NET_DOT: case NET_LEAST: case NET_MOST: return reduced(m, i, at);
    default:       return computed(m, i, at);
    }
}

/* Operands first; references only grow, so a loop in order would do all values, but
 * a region needs few of them. */
static void evaluate(struct machine *m, net_ref r)
{
    if (r == NET_NONE || m->value[r])
        return;
    const struct net_ins *i = &m->ir->ins[r];
    evaluate(m, i->a);
    evaluate(m, i->b);
    evaluate(m, i->c);
    long count = space(m, i->over);             /* none over edges where there are no edges */
    double *out = zeros(count, sizeof *out);
    place at = { 0 };
    for (long k = 0; k < count; k++, next_place(m, i->over, at))
        out[offset(m, i->over, at)] = at_place(m, i, at);
    m->value[r] = out;
}

/* ---- regions ------------------------------------------------------------------------ */

/* A value spread over a buffer's axes; along another, element [element] of it. */
static void spread(const struct machine *m, const struct net_effect *e, long element, double *out)
{
    over_set over = m->ir->buffers[e->buffer].over;
    long count = space(m, over);
    place at = { 0 };
    at[m->ir->buffers[e->buffer].along] = element;
    for (long k = 0; k < count; k++, next_place(m, over, at))
        out[offset(m, over, at)] = of(m, e->value, at);
}

static void store(struct machine *m, const struct net_effect *e, int clock)
{
    const struct net_buffer *b = &m->ir->buffers[e->buffer];
    long rows = rows_of(m, e->buffer), row = ((m->count[b->clock] + e->ahead) % rows + rows) % rows;
    if (clock == POINT) {               /* from an outer clock: every row */
        for (long k = 0; k < rows; k++)
            spread(m, e, 0, machine_at(m, e->buffer, e->slot, k));
    } else if (b->life == LIVE) {
        struct pending *p = zeros(1, sizeof *p);
        *p = (struct pending){ b->clock, e->buffer, e->slot, row, zeros(machine_size(m, e->buffer), sizeof(double)),
                               m->pending };
        spread(m, e, 0, p->data);
        m->pending = p;
    } else {
        for (int k = 0; k < net_slots_at(m->ir, e->buffer, e->along); k++)
            spread(m, e, k, machine_at(m, e->buffer, e->slot + k, row));
    }
}

static void run_region(struct machine *m, const struct net_region *r)
{
    forget_values(m);
    for (int e = 0; e < r->effect_count; e++)
        if (r->effects[e].kind != EFFECT_STORE)
            interp_effect(m, &r->effects[e], m->count[r->clock], m->o.total);
    for (int e = 0; e < r->effect_count; e++)
        evaluate(m, r->effects[e].value);
    for (int e = 0; e < r->effect_count; e++)
        if (r->effects[e].kind == EFFECT_STORE)
            store(m, &r->effects[e], r->clock);
}

/* The tick of a clock ends: its registers show. */
static void commit(struct machine *m, int clock)
{
    struct pending **at = &m->pending;
    while (*at) {
        struct pending *p = *at;
        if (p->clock != clock) {
            at = &p->next;
            continue;
        }
        memcpy(machine_at(m, p->buffer, p->slot, p->row), p->data, sizeof(double)*(size_t)machine_size(m, p->buffer));
        *at = p->next;
        free(p->data);
        free(p);
    }
    m->count[clock]++;
}

/* The child of [clock] that a region's clock is or is below, or -1. */
static int child_of(const struct net *ir, int clock, int of)
{
    while (of >= FIRST_CHILD && ir->clocks[of].parent != clock)
        of = ir->clocks[of].parent;
    return of >= FIRST_CHILD ? of : -1;
}

static int still_runs(struct machine *m, const struct net_clock *c)
{
    int lanes = 0;
    forget_values(m);
    evaluate(m, c->runs);
    for (long l = 0; l < extent(m, 0); l++)
        lanes += of(m, c->runs, (place){ l }) != 0;
    return lanes > 0;
}

static void tick(struct machine *m, int clock, int from, int to);

static void tick_child(struct machine *m, int clock, int from, int to)
{
    const struct net_clock *c = &m->ir->clocks[clock];
    if (!c->most)
        tick(m, clock, from, to);
    for (long n = 0; n < c->most && still_runs(m, c); n++)
        tick(m, clock, from, to);
}

/* One tick of a clock: its regions in [from, to), those of a child where it is due. */
static void tick(struct machine *m, int clock, int from, int to)
{
    const struct net *ir = m->ir;
    for (int i = from; i < to;) {
        int child = child_of(ir, clock, ir->regions[i].clock), end = i + 1;
        if (ir->regions[i].clock == clock)
            run_region(m, &ir->regions[i]);
        while (child >= 0 && end < to && child_of(ir, clock, ir->regions[end].clock) == child)
            end++;
        if (child >= 0 && due(m, child))
            tick_child(m, child, i, end);
        i = end;
    }
    commit(m, clock);
}

static void run_all(struct machine *m, int clock)
{
    for (int i = 0; i < m->ir->region_count; i++)
        if (m->ir->regions[i].clock == clock)
            run_region(m, &m->ir->regions[i]);
}

/* The steps before the first: rows of rings. */
static void run_before(struct machine *m, int clock)
{
    for (long n = 1 - m->o.ring; n < 0; n++) {
        m->count[STEP] = n;
        run_all(m, clock);
        commit(m, STEP);
    }
    m->count[STEP] = 0;
}

void machine_start(struct machine *m)
{
    run_all(m, POINT);
    for (int c = FIRST_CHILD; c < m->ir->clock_count; c++)
        if (net_is_before(m->ir, c))
            run_before(m, c);
}

void machine_advance(struct machine *m, long ticks)
{
    for (long n = 0; n < ticks; n++)
        tick(m, STEP, 0, m->ir->region_count);
}

void machine_end(struct machine *m)
{
    run_all(m, END);
}

void machine_call(struct machine *m, int clock)
{
    run_all(m, clock);
}
