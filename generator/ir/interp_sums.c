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

/* Where a sum is: its lane, and the node that has it alone, or -1: it is that of all nodes. */
struct where { long node, lane; };

/* Node i of a lane in slot [slot + k] of a block. */
static double in_block(struct machine *m, const struct net_place *at, int k, long i, long l)
{
    return machine_at(m, at->buffer, at->slot + k, 0)[i*machine_lanes(m) + l];
}

static double *in_sum(struct machine *m, int buffer, int slot, struct where at)
{
    return &machine_at(m, buffer, slot, 0)[(at.node < 0 ? 0 : at.node)*machine_lanes(m) + at.lane];
}

static struct sum read_sum(struct machine *m, int buffer, int slot, int squares, struct where at)
{
    struct sum s = { *in_sum(m, buffer, slot, at), *in_sum(m, buffer, slot + 1, at), 0 };
    if (squares)
        s.squares = *in_sum(m, buffer, slot + 2, at);
    return s;
}

/* Nodes that join one sum. */
static long joining(struct machine *m, const struct net_place *block, struct where at)
{
    return at.node < 0 ? machine_size(m, block->buffer)/machine_lanes(m) : 1;
}

/* [steps] steps of a block join a sum of [before] samples; squares by Chan's formula. */
static void join(struct machine *m, const struct net_place *block, int squares, double before, double steps, struct where at, struct sum *s)
{
    long nodes = joining(m, block, at), first = at.node < 0 ? 0 : at.node, l = at.lane;
    double count = steps*(double)nodes, share = 1/count, base = in_block(m, block, 0, first, l), whole = base*count;
    double sum = base*0, square = sum;
    for (long i = first; i < first + nodes; i++) {
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

static void write_sum(struct machine *m, const struct net_effect *e, struct where at, const struct sum *s)
{
    *in_sum(m, e->buffer, e->slot, at) = s->sum;
    *in_sum(m, e->buffer, e->slot + 1, at) = s->lost;
    if (e->squares)
        *in_sum(m, e->buffer, e->slot + 2, at) = s->squares;
}

/* In the first tick there is no block yet. */
static void gather(struct machine *m, const struct net_effect *e, long tick, struct where at)
{
    if (!tick)
        return;
    struct sum s = read_sum(m, e->buffer, e->slot, e->squares, at);
    join(m, &e->from, e->squares, (double)((tick - 1)*BLOCK_TICKS)*(double)joining(m, &e->from, at), BLOCK_TICKS, at, &s);
    write_sum(m, e, at, &s);
}

static void close_sum(struct machine *m, const struct net_effect *e, double total, struct where at)
{
    long steps = total > 0 ? ((long)total - 1) % BLOCK_TICKS + 1 : 0;
    struct sum s = read_sum(m, e->from.buffer, e->from.slot, e->squares, at);
    if (steps)
        join(m, &e->rest, e->squares, (total - (double)steps)*(double)joining(m, &e->rest, at), (double)steps, at, &s);
    write_sum(m, e, at, &s);
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

static void effect_at(struct machine *m, const struct net_effect *e, long tick, double total, struct where at)
{
    if (e->kind == EFFECT_GATHER) {
        gather(m, e, tick, at);
    } else if (e->kind == EFFECT_CLOSE) {
        close_sum(m, e, total, at);
    } else {
        struct sum s = read_sum(m, e->from.buffer, e->from.slot, e->squares, at);
        *in_sum(m, e->buffer, e->slot, at) = machine_rounded(m, finished(e, &s, total*(double)e->samples));
    }
}

void interp_effect(struct machine *m, const struct net_effect *e, long tick, double total)
{
    total = e->steps ? (double)e->steps : total;
    long nodes = machine_size(m, e->buffer)/machine_lanes(m);
    for (long i = 0; i < nodes; i++)
        for (long l = 0; l < machine_lanes(m); l++)
            effect_at(m, e, tick, total, (struct where){ nodes > 1 ? i : -1, l });
}
