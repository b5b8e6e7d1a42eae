/* interp_sums.c -- effects that work on memory in double: sums of blocks, and what is
 * made of them (docs/numbers.md, "Sums over time"). Lane by lane.
 */
#include "interp_sums.h"
#include <math.h>

/* A sum: what it is, what its roundings lost, squares about the mean. */
struct sum { double sum, lost, squares; };

static double lost_of(double a, double b, double all)
{
    double of_b = all - a;
    return (a - (all - of_b)) + (b - of_b);
}

/* Node i of lane l in slot [slot + k] of a block. */
static double in_block(struct machine *m, const struct net_place *at, int k, long i, long l)
{
    return machine_at(m, at->buffer, at->slot + k, 0)[i*machine_lanes(m) + l];
}

static struct sum read_sum(struct machine *m, int buffer, int slot, int squares, long l)
{
    struct sum s = { machine_at(m, buffer, slot, 0)[l], machine_at(m, buffer, slot + 1, 0)[l], 0 };
    if (squares)
        s.squares = machine_at(m, buffer, slot + 2, 0)[l];
    return s;
}

/* [steps] steps of a block join a sum of [before] samples; squares by Chan's formula. */
static void join(struct machine *m, const struct net_place *block, int squares, double before, double steps, long l, struct sum *s)
{
    long nodes = machine_size(m, block->buffer)/machine_lanes(m);
    double count = steps*(double)nodes, share = 1/count, base = in_block(m, block, 0, 0, l), whole = base*count;
    double sum = base*0, square = sum;
    for (long i = 0; i < nodes; i++) {
        double gap = in_block(m, block, 0, i, l) - base, own = in_block(m, block, 1, i, l), all = gap*steps + own;
        sum += all;
        if (squares)
            square += in_block(m, block, 2, i, l) + gap*(own + all);
    }
    double so_far = fma(-before, base, s->sum) + s->lost, apart = sum*share - so_far*(before > 0 ? 1/before : 0);
    s->squares = s->squares + (square - sum*(sum*share)) + apart*apart*(before*count/(before + count));
    double joined = whole + sum, all = s->sum + joined;
    s->lost += lost_of(s->sum, joined, all) - fma(-count, base, whole);
    s->sum = all;
}

static void write_sum(struct machine *m, const struct net_effect *e, long l, const struct sum *s)
{
    machine_at(m, e->buffer, e->slot, 0)[l] = s->sum;
    machine_at(m, e->buffer, e->slot + 1, 0)[l] = s->lost;
    if (e->squares)
        machine_at(m, e->buffer, e->slot + 2, 0)[l] = s->squares;
}

/* In the first tick there is no block yet. */
static void gather(struct machine *m, const struct net_effect *e, long tick, long l)
{
    if (!tick)
        return;
    double nodes = (double)(machine_size(m, e->from.buffer)/machine_lanes(m));
    struct sum s = read_sum(m, e->buffer, e->slot, e->squares, l);
    join(m, &e->from, e->squares, (double)((tick - 1)*BLOCK_TICKS)*nodes, BLOCK_TICKS, l, &s);
    write_sum(m, e, l, &s);
}

static void close_sum(struct machine *m, const struct net_effect *e, double total, long l)
{
    long steps = total > 0 ? ((long)total - 1) % BLOCK_TICKS + 1 : 0;
    double nodes = (double)(machine_size(m, e->rest.buffer)/machine_lanes(m));
    struct sum s = read_sum(m, e->from.buffer, e->from.slot, e->squares, l);
    if (steps)
        join(m, &e->rest, e->squares, (total - (double)steps)*nodes, (double)steps, l, &s);
    write_sum(m, e, l, &s);
}

static double mean_of(const struct sum *s, double count)
{
    double mean = s->sum/count;
    return mean + (fma(-mean, count, s->sum) + s->lost)/count;
}

/* Rounding may leave squares below 0; finite samples whose squares overflow have an
 * infinite variance. */
static double var_of(const struct sum *s, double count)
{
    double zero = s->sum - s->sum;
    if (s->squares - s->squares == 0)
        return s->squares < 0 ? 0 : s->squares/count;
    return zero == 0 ? 1/zero : zero;
}

static double finished(const struct net_effect *e, const struct sum *s, double count)
{
    switch (e->kind) {
    case EFFECT_MEAN:  return mean_of(s, count);
    case EFFECT_TOTAL: return s->sum + s->lost;
    case EFFECT_VAR:   return var_of(s, count);
    case EFFECT_STD:   return sqrt(var_of(s, count));
    default:           return NAN;
    }
}

void interp_effect(struct machine *m, const struct net_effect *e, long tick, double total)
{
    for (long l = 0; l < machine_lanes(m); l++) {
        if (e->kind == EFFECT_GATHER) {
            gather(m, e, tick, l);
        } else if (e->kind == EFFECT_CLOSE) {
            close_sum(m, e, total, l);
        } else {
            struct sum s = read_sum(m, e->from.buffer, e->from.slot, e->squares, l);
            double x = finished(e, &s, total*(double)e->samples);
            machine_at(m, e->buffer, e->slot, 0)[l] = machine_rounded(m, x);
        }
    }
}
