/* whole.c -- whole kernels as circuits: random experiments (tests/property/specimen.h) are
 * checked and lowered, obey the rules of circuits, and run by the interpreter give to the
 * bit what evaluate.c computes without the compiler.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "ir/interp.h"
#include "ir/place.h"
#include "ir/schedule.h"
#include "lower/program.h"
#include "ast/ast.h"
#include "space/random.h"
#include "../property/noises.h"

enum { SPECIMENS = 200 };

static const char *no_model(const char *name, size_t *len) { (void)name; *len = 0; return NULL; }
static const char *no_names(int i) { (void)i; return NULL; }
static const struct library nothing = { .embedded = no_model, .names = no_names };

static double caller(int bytes, int function, double x, double y)
{
    return number_call(bytes == 4, kernel_function(function) + 2, x, y);
}

/* ---- inputs, from the specimen at one point ------------------------------------------ */

/* Number [element] of the sample that an axis has at this point. */
static double sample_of(const struct specimen *s, const struct program_slot *slot, long element, long row)
{
    int i = 0;
    for (int a = s->axis_count - 1; a >= slot->axis; a--) {
        i = (int)(row % s->axes[a].count);
        row /= s->axes[a].count;
    }
    return number_round(s->single, s->axes[slot->axis].samples[i][slot->element + element]);
}

static void fill_swept(struct machine *m, const struct specimen *s, const struct swept_input *in, long row)
{
    for (int i = 0; in->buffer >= 0 && i < machine_slots(m, in->buffer); i++)
        for (long n = 0; n < machine_size(m, in->buffer); n++)
            machine_at(m, in->buffer, i, 0)[n] = sample_of(s, &in->first[i], n, row);
}

/* What the lowering says these hold; fixed parameters and weights. */
static void fill_fixed(struct machine *m, const struct specimen *s, const struct net *n, int buffer)
{
    for (int i = 0; buffer >= 0 && i < machine_slots(m, buffer); i++)
        for (long k = 0; k < machine_size(m, buffer); k++)
            machine_at(m, buffer, i, 0)[k] = number_round(s->single, n->buffers[buffer].values[i][k]);
}

static void fill_noise(struct machine *m, const struct specimen *s, const struct program *k, long steps)
{
    int bytes = s->single ? 4 : 8;
    for (int t = 0; t < k->noise_count; t++) {
        int rows = machine_slots(m, k->noises[t]), key = s->noisy && t == 0 ? s->key : noises_key(t - (s->noisy != 0));
        for (long n = 0; n < steps; n++)
            for (int r = 0; r < rows; r++)
                for (int i = 0; i < s->nodes; i++)
                    machine_at(m, k->noises[t], r, n)[i] =
                        random_normal(random_key(key, bytes), (uint64_t)((n*rows + r)*s->nodes + i), bytes);
    }
}

/* ---- one point --------------------------------------------------------------------------- */

static void seen(const struct specimen *s, struct machine *m, const struct program *k, struct evaluated *out)
{
    for (int i = 0; i < s->states; i++)
        for (int n = 0; n < s->nodes; n++) {
            double x = machine_at(m, k->step.y, i, 0)[n];
            out->least[i] = fmin(out->least[i], x);
            out->most[i] = fmax(out->most[i], x);
            out->last[i][n] = x;
        }
}

static int differs(const struct specimen *s, const struct evaluated *a, const struct evaluated *b)
{
    for (int i = 0; i < s->states; i++) {
        if (a->least[i] != b->least[i] || a->most[i] != b->most[i])
            return 1;
        for (int n = 0; n < s->nodes; n++)
            if (a->last[i][n] != b->last[i][n])
                return 1;
    }
    return 0;
}

/* Column "least0", ...: its number, or that of a node. */
static double column(struct machine *m, const struct net *n, const char *kind, int index, int node)
{
    char name[32];
    int all = net_buffer_named(n, "result"), nodes = net_buffer_named(n, "result_nodes");
    int each = nodes < 0 ? net_buffer_named(n, "result_modes") : nodes;
    snprintf(name, sizeof name, "%s%d", kind, index);
    int slot = all < 0 ? -1 : net_slot_named(n, all, name);
    return slot >= 0 ? machine_at(m, all, slot, 0)[0] : machine_at(m, each, net_slot_named(n, each, name), 0)[node];
}

/* The table against what was evaluated. */
static int differs_in_table(const struct specimen *s, struct machine *m, const struct net *n, const struct evaluated *want)
{
    int wrong = 0;
    for (int i = 0; i < s->states; i++) {
        wrong += column(m, n, "least", i, 0) != want->least[i] || column(m, n, "most", i, 0) != want->most[i];
        for (int k = 0; k < s->nodes; k++)
            wrong += column(m, n, "last", i, k) != want->last[i][k];
    }
    return wrong;
}

static int wrong_at(const struct specimen *s, const struct program *k, long row)
{
    struct specimen here = *s;
    for (long r = row, a = s->axis_count - 1; a >= 0; r /= s->axes[a].count, a--)
        specimen_set(&here, &s->axes[a], (int)(r % s->axes[a].count));
    struct evaluated want, got;
    specimen_evaluate(&here, &want);
    long origin = lround(here.transient/here.dt), steps = origin + lround(here.duration/here.dt);
    struct machine_options o = { .dt = here.dt, .origin = origin, .total = (double)(steps - origin), .rows = steps, .call = caller };
    o.rest = (double)((long double)llround(here.dt*1e8)/1e8L - (long double)here.dt);
    struct machine *m = machine_open(&k->net, &o);
    fill_swept(m, s, &k->point, row);
    fill_swept(m, s, &k->each, row);
    fill_swept(m, s, &k->each_mode, row);
    for (int b = 0; b < k->net.buffer_count; b++)
        fill_fixed(m, s, &k->net, k->net.buffers[b].values ? b : -1);
    fill_noise(m, &here, k, steps);
    for (int i = 0; i < s->states; i++) {
        got.least[i] = INFINITY;
        got.most[i] = -INFINITY;
    }
    machine_start(m);
    for (long n = 0; n < steps; n++) {
        machine_advance(m, 1);
        if (n >= origin)
            seen(s, m, k, &got);
    }
    machine_end(m);
    int wrong = differs(s, &want, &got) || differs_in_table(s, m, &k->net, &want) || machine_at(m, k->dead, 0, 0)[0] != 0;
    machine_close(m);
    return wrong;
}

/* So that even these are too large. */
static void cut_small(struct net *net)
{
    schedule_cut(net, 4);
}

/* Of every other specimen functions are loops over their calls; how many have such a loop. */
static int has_loop(const struct net *net)
{
    for (int a = 0; a < net->axis_count; a++)
        if (net->axes[a].kind == AXIS_MODE)
            return 1;
    return 0;
}

static int wrong(int number, int modes, int *loops)
{
    struct dice d = { 0x9e3779b97f4a7c15u*(uint64_t)(number + 4077) };
    struct specimen s;
    struct text source = { 0 };
    struct arena arena = { 0 };
    struct diags diags = { .arena = &arena };
    static const struct overrides none;
    for (int i = 0; i < 8; i++)
        dice_roll(&d, 2);
    specimen_random(&d, &s);
    if (modes)
        specimen_with_modes(&s);
    specimen_print(&s, 1, NULL, NULL, &source);
    struct source *src = source_text("random", source.bytes, source.len, &arena);
    struct experiment *e = model_check(ast_parse(src, &diags, &arena), &nothing, &none, &diags, &arena);
    if (diags.errors) {
        printf("not ok - specimen %d does not check\n%s\n", number, source.bytes);
        struct text said = { 0 };
        diag_print(&diags, &said);
        printf("%s\n", text_string(&said));
        text_free(&said);
        return 1;
    }
    struct program *k = program_lower(e, &e->explorations[0], (struct program_options){ .lanes = 1, .most_expanded = number % 2 ? 1 : -1 }, &arena);
    *loops += !modes && has_loop(&k->net);
    const char *fault = NULL;
    long rows = 1, bad = -1;
    for (int a = 0; a < s.axis_count; a++)
        rows *= s.axes[a].count;
    for (int pass = 0; pass < 5 && !fault; pass++) {        /* before and behind each pass */
        if (pass)
            (pass == 1 ? place : pass == 2 ? schedule_hold : pass == 3 ? schedule_join : cut_small)(&k->net);
        fault = net_check(&k->net);
        for (long row = 0; row < rows && !fault && bad < 0; row++)
            bad = wrong_at(&s, k, row) ? row : -1;
    }
    fault = fault ? fault : schedule_fault(&k->net);
    if (fault || bad >= 0)
        printf("not ok - specimen %d: %s, row %ld\n%s\n", number, fault ? fault : "differs", bad, source.bytes);
    text_free(&source);
    arena_free(&arena);
    return fault || bad >= 0;
}

int main(int argc, char **argv)
{
    int failed = 0, ran = 0, loops = 0;
    for (int i = 0; i < SPECIMENS && failed < 3; i++)
        if (argc < 2 || atoi(argv[1]) == i) {
            failed += wrong(i, 0, &loops);
            failed += wrong(i, 1, &loops);
            ran += 2;
        }
    if (argc < 2 && loops < SPECIMENS/8 && ++failed)
        printf("not ok - %d specimens of %d with a loop over calls\n", loops, SPECIMENS);
    printf("%d passed, %d failed\n", ran - failed, failed);
    return failed > 0;
}
