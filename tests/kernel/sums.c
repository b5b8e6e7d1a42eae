/* sums.c -- means, totals and spreads as the interpreter makes them, before and after every
 * pass, against sums in extended precision over the states that it went through: of all
 * nodes and of each, for durations around whole blocks of samples.
 */
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "ast/ast.h"
#include "ir/interp.h"
#include "ir/place.h"
#include "ir/schedule.h"
#include "lower/program.h"

enum { NODES = 3 };

/* Far from 0, so that a plain sum would lose digits. */
static const char text[] =
    "precision %s\n"
    "model M\n"
    "  state x = 3000\n"
    "  param a = [1, -2, 0.25]\n"
    "  x' = a*(2990 - x)\n"
    "end\n"
    "network\n  nodes 3\n  dynamics M\nend\n"
    "simulate euler with dt = 0.01, duration = %g, transient = %g\n"
    "observe mean_all = mean(x)\n"
    "observe sum_all = sum(x)\n"
    "observe var_all = var(x)\n"
    "observe std_all = std(x)\n"
    "observe mean_each = mean(x over time)\n"
    "observe sum_each = sum(x over time)\n"
    "observe var_each = var(x over time)\n"
    "observe std_each = std(x over time)\n"
    "explore e\n  initial.x = [3000]\nend\n";

static const char *no_model(const char *name, size_t *len) { (void)name; *len = 0; return NULL; }
static const char *no_names(int i) { (void)i; return NULL; }
static const struct library nothing = { .embedded = no_model, .names = no_names };

/* ---- what is expected ----------------------------------------------------------------- */

enum { MOST = 200 };        /* samples */

struct seen { long count; double x[MOST][NODES]; };

struct figures { long double mean, sum, var, std; };

/* Of node [node], or of all where it is -1. */
static struct figures figures_of(const struct seen *s, int node)
{
    int first = node < 0 ? 0 : node, behind = node < 0 ? NODES : node + 1;
    long double n = (long double)s->count*(behind - first), sum = 0, squares = 0;
    for (long t = 0; t < s->count; t++)
        for (int i = first; i < behind; i++)
            sum += s->x[t][i];
    for (long t = 0; t < s->count; t++)
        for (int i = first; i < behind; i++)
            squares += (s->x[t][i] - sum/n)*(s->x[t][i] - sum/n);
    return (struct figures){ sum/n, sum, squares/n, sqrtl(squares/n) };
}

static int near(double got, long double want, long double least, long double rounding)
{
    return fabsl((long double)got - want) <= rounding*fabsl(want) + least;
}

static double result(struct machine *m, const struct net *n, const char *name, int node)
{
    int b = net_buffer_named(n, node < 0 ? "result" : "result_nodes");
    int slot = b < 0 ? -1 : net_slot_named(n, b, name);
    return slot < 0 ? NAN : machine_at(m, b, slot, 0)[node < 0 ? 0 : node];
}

static int differs(struct machine *m, const struct net *n, const struct seen *s, int single)
{
    static const char *names[2][4] = {
        { "mean_all", "sum_all", "var_all", "std_all" }, { "mean_each", "sum_each", "var_each", "std_each" }
    };
    double round = single ? FLT_EPSILON : DBL_EPSILON;
    for (int node = -1; node < NODES; node++) {
        const struct figures f = figures_of(s, node);
        double got[4];
        for (int i = 0; i < 4; i++)
            got[i] = result(m, n, names[node >= 0][i], node);
        /* Squares are added in the precision of the states, BLOCK_TICKS of them in a row; means of
         * blocks are doubles, and what they lack counts in the squares. */
        long double spread = (BLOCK_TICKS + 4)*round, lack = 2*DBL_EPSILON*f.mean;
        int good = near(got[0], f.mean, 0, round) && near(got[1], f.sum, 0, round)
                && near(got[2], f.var, 2*lack*f.std + lack*lack, spread) && near(got[3], f.std, lack, spread);
        if (!good) {
            printf("not ok - node %d of %ld samples: %.17g %.17g %.17g %.17g, not %.17Lg %.17Lg %.17Lg %.17Lg\n", node, s->count,
                   got[0], got[1], got[2], got[3], f.mean, f.sum, f.var, f.std);
            return 1;
        }
    }
    return 0;
}

/* ---- running ---------------------------------------------------------------------------- */

static void fill(struct machine *m, const struct net *n, int buffer)
{
    for (int i = 0; buffer >= 0 && i < machine_slots(m, buffer); i++)
        for (long k = 0; k < machine_size(m, buffer); k++)
            machine_at(m, buffer, i, 0)[k] = n->buffers[buffer].values[i][k];
}

static int wrong_now(const struct program *k, long origin, long steps, int single)
{
    static struct seen s;
    struct machine *m = machine_open(&k->net, &(struct machine_options){
        .dt = single ? (double)0.01f : 0.01, .origin = origin, .total = (double)steps, .rows = origin + steps });
    s.count = 0;
    fill(m, &k->net, k->fixed);
    if (k->each.buffer >= 0 || k->point.buffer >= 0)
        machine_at(m, k->point.buffer >= 0 ? k->point.buffer : k->each.buffer, 0, 0)[0] = 3000;
    machine_start(m);
    for (long t = 0; t < origin + steps; t++) {
        machine_advance(m, 1);
        if (t >= origin)
            memcpy(s.x[s.count++], machine_at(m, k->step.y, 0, 0), sizeof *s.x);
    }
    machine_end(m);
    int wrong = differs(m, &k->net, &s, single);
    machine_close(m);
    return wrong;
}

static void cut_small(struct net *net)
{
    schedule_cut(net, 4);
}

static int wrong(long origin, long steps, int single)
{
    struct arena arena = { 0 };
    struct diags diags = { .arena = &arena };
    static const struct overrides none;
    const char *source = arena_print(&arena, text, single ? "single" : "double", (double)steps/100, (double)origin/100);
    struct source *src = source_text("sums", source, strlen(source), &arena);
    struct experiment *e = model_check(ast_parse(src, &diags, &arena), &nothing, &none, &diags, &arena);
    struct text said = { 0 };
    if (diags.errors) {
        diag_print(&diags, &said);
        printf("not ok - does not check: %s\n", text_string(&said));
        text_free(&said);
        return 1;
    }
    struct program *k = program_lower(e, &e->explorations[0], (struct program_options){ .lanes = 1 }, &arena);
    int bad = wrong_now(k, origin, steps, single);
    static void (*const passes[])(struct net *) = { place, schedule_hold, schedule_join, cut_small };
    for (int i = 0; i < 4 && !bad; i++) {
        passes[i](&k->net);
        bad = net_check(&k->net) || wrong_now(k, origin, steps, single);
    }
    arena_free(&arena);
    return bad;
}

int main(void)
{
    static const long durations[] = { 1, 2, 31, 32, 33, 63, 64, 65, 100, 128, 161 };
    int failed = 0, passed = 0;
    for (int single = 0; single < 2; single++)
        for (int origin = 0; origin < 40; origin += 13)
            for (int i = 0; i < (int)(sizeof durations/sizeof *durations); i++) {
                int bad = wrong(origin, durations[i], single);
                failed += bad;
                passed += !bad;
            }
    printf("%d passed, %d failed\n", passed, failed);
    return failed > 0;
}
