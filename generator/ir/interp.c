/* interp.c -- see interp.h. A value is an array over its axes, made once a region. */
#include "ir/interp.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "diag.h"

/* A store to a register, shown when its clock's tick ends. */
struct pending { int clock, buffer, slot; long row; double *data; struct pending *next; };

struct machine {
    const struct ir *ir;
    struct machine_options o;
    double **memory;                    /* [buffer]: [row][slot][axes] */
    long *count;                        /* [clock]: ticks so far */
    double **value;                     /* [ref]: of the region that runs, or NULL */
    struct pending *pending;
};

/* ---- index spaces --------------------------------------------------------------- */

/* A place in the space of all axes. */
typedef long place[IR_AXES];

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

/* The next place of a space; 0 behind the last. */
static int next_place(const struct machine *m, over_set over, place at)
{
    for (int a = 0; a < m->ir->axis_count; a++) {
        if (!(over & OVER(a)))
            continue;
        if (++at[a] < extent(m, a))
            return 1;
        at[a] = 0;
    }
    return 0;
}

/* ---- memory ---------------------------------------------------------------------- */

static long rows_of(const struct machine *m, int buffer)
{
    long rows = m->ir->buffers[buffer].rows;
    return rows ? rows : m->o.rows;
}

long machine_size(const struct machine *m, int buffer)
{
    return space(m, m->ir->buffers[buffer].over);
}

double *machine_at(struct machine *m, int buffer, int slot, long row)
{
    const struct ir_buffer *b = &m->ir->buffers[buffer];
    return m->memory[buffer] + (row*b->slot_count + slot)*machine_size(m, buffer);
}

static void *zeros(long n, size_t size)
{
    void *p = calloc((size_t)(n ? n : 1), size);
    if (!p)
        arena_exhausted();
    return p;
}

struct machine *machine_open(const struct ir *ir, const struct machine_options *o)
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
    for (ir_ref r = 0; r < m->ir->len; r++) {
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
    const struct ir_clock *c = &m->ir->clocks[clock];
    long n = m->count[c->parent], first = c->first + (c->after_origin ? m->o.origin : 0);
    return n >= first && (n - first) % c->every == c->every - 1;
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

/* Moves a place of edges to the end that a load looks at. */
static void to_side(const struct machine *m, const struct ir_ins *i, place at)
{
    if (i->side == HERE)
        return;
    const struct ir_axis *x = &m->ir->axes[i->axis];
    long edge = at[i->axis], target = 0;
    while (x->row[target + 1] <= edge)
        target++;
    if (i->side == SOURCE)
        at[x->from] = x->source[edge];
    else
        at[x->to] = target;
}

static double of(const struct machine *m, ir_ref r, const place at)
{
    return m->value[r][offset(m, m->ir->ins[r].over, at)];
}

static double loaded(struct machine *m, const struct ir_ins *i, const place from)
{
    const struct ir_buffer *b = &m->ir->buffers[i->buffer];
    long rows = rows_of(m, i->buffer), lag = i->a == IR_NONE ? 0 : (long)of(m, i->a, from);
    long row = ((m->count[b->clock] - lag) % rows + rows) % rows;
    place at;
    memcpy(at, from, sizeof at);
    to_side(m, i, at);
    return machine_at(m, i->buffer, i->slot, row)[offset(m, b->over, at)];
}

static double chosen(enum ir_op op, double so_far, double x)
{
    if (isnan(so_far) || isnan(x))
        return NAN;
    return op == IR_LEAST ? x < so_far ? x : so_far : x > so_far ? x : so_far;
}

/* Along the axis in order; of edges, those that meet at this end. */
static double reduced(const struct machine *m, const struct ir_ins *i, const place from)
{
    const struct ir_axis *x = &m->ir->axes[i->axis];
    double all = i->op == IR_LEAST ? INFINITY : i->op == IR_MOST ? -INFINITY : 0;
    place at;
    memcpy(at, from, sizeof at);
    for (long e = 0; e < x->extent; e++) {
        at[i->axis] = e;
        if (x->kind == AXIS_EDGE && i->side == TARGET && (e < x->row[from[x->to]] || e >= x->row[from[x->to] + 1]))
            continue;
        if (x->kind == AXIS_EDGE && i->side == SOURCE && x->source[e] != from[x->from])
            continue;
        double a = of(m, i->a, at);
        if (i->op == IR_SUM)
            all = ir_rounded(m->ir->bytes, IR_ADD, all, a, 0);
        else if (i->op == IR_DOT)
            all = ir_rounded(m->ir->bytes, IR_FMA, a, of(m, i->b, at), all);
        else
            all = chosen((enum ir_op)i->op, all, a);
    }
    return all;
}

static double computed(struct machine *m, const struct ir_ins *i, const place at)
{
    double a = i->a == IR_NONE ? 0 : of(m, i->a, at), b = i->b == IR_NONE ? 0 : of(m, i->b, at);
    double c = i->c == IR_NONE ? 0 : of(m, i->c, at);
    switch ((enum ir_op)i->op) {
    case IR_LT: case IR_LE: case IR_EQ: case IR_NE: return ir_holds((enum ir_op)i->op, a, b);
    case IR_AND:    return a != 0 && b != 0;
    case IR_OR:     return a != 0 || b != 0;
    case IR_NOT:    return a == 0;
    case IR_SELECT: return a != 0 ? b : c;
    case IR_CALL:   return m->o.call(m->ir->bytes, i->slot, a, b);
    default:        return ir_rounded(m->ir->bytes, (enum ir_op)i->op, a, b, c);
    }
}

static double at_place(struct machine *m, const struct ir_ins *i, const place at)
{
    switch ((enum ir_op)i->op) {
    case IR_CONST: return i->k;
    case IR_LOAD:  return loaded(m, i, at);
    case IR_TIME:  return num(m, ((double)(m->count[STEP] - m->o.origin) + i->k)*m->o.dt);
    case IR_H:     return num(m, m->o.dt/i->k);
    case IR_TICKS: return ticks_now(m, i->slot);
    case IR_SUM: case IR_DOT: case IR_LEAST: case IR_MOST: return reduced(m, i, at);
    default:       return computed(m, i, at);
    }
}

/* Operands first; references only grow, so a loop in order would do all values, but
 * a region needs few of them. */
static void evaluate(struct machine *m, ir_ref r)
{
    if (r == IR_NONE || m->value[r])
        return;
    const struct ir_ins *i = &m->ir->ins[r];
    evaluate(m, i->a);
    evaluate(m, i->b);
    evaluate(m, i->c);
    double *out = zeros(space(m, i->over), sizeof *out);
    place at = { 0 };
    do
        out[offset(m, i->over, at)] = at_place(m, i, at);
    while (next_place(m, i->over, at));
    m->value[r] = out;
}

/* ---- regions ------------------------------------------------------------------------ */

/* A value spread over a buffer's axes. */
static void spread(const struct machine *m, const struct ir_effect *e, double *out)
{
    over_set over = m->ir->buffers[e->buffer].over;
    place at = { 0 };
    do
        out[offset(m, over, at)] = of(m, e->value, at);
    while (next_place(m, over, at));
}

static void store(struct machine *m, const struct ir_effect *e, int clock)
{
    const struct ir_buffer *b = &m->ir->buffers[e->buffer];
    long rows = rows_of(m, e->buffer), row = (m->count[b->clock] + e->ahead) % rows;
    if (clock == POINT) {               /* from an outer clock: every row */
        for (long k = 0; k < rows; k++)
            spread(m, e, machine_at(m, e->buffer, e->slot, k));
    } else if (b->life == LIVE) {
        struct pending *p = zeros(1, sizeof *p);
        *p = (struct pending){ b->clock, e->buffer, e->slot, row, zeros(machine_size(m, e->buffer), sizeof(double)),
                               m->pending };
        spread(m, e, p->data);
        m->pending = p;
    } else {
        spread(m, e, machine_at(m, e->buffer, e->slot, row));
    }
}

static void run_region(struct machine *m, const struct ir_region *r)
{
    forget_values(m);
    for (int e = 0; e < r->effect_count; e++)
        evaluate(m, r->effects[e].value);
    for (int e = 0; e < r->effect_count; e++)
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
static int child_of(const struct ir *ir, int clock, int of)
{
    while (of >= FIRST_CHILD && ir->clocks[of].parent != clock)
        of = ir->clocks[of].parent;
    return of >= FIRST_CHILD ? of : -1;
}

/* One tick of a clock: its regions in [from, to), those of a child where it is due. */
static void tick(struct machine *m, int clock, int from, int to)
{
    const struct ir *ir = m->ir;
    for (int i = from; i < to;) {
        int child = child_of(ir, clock, ir->regions[i].clock), end = i + 1;
        if (ir->regions[i].clock == clock)
            run_region(m, &ir->regions[i]);
        while (child >= 0 && end < to && child_of(ir, clock, ir->regions[end].clock) == child)
            end++;
        if (child >= 0 && due(m, child))
            tick(m, child, i, end);
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

void machine_start(struct machine *m)
{
    run_all(m, POINT);
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
