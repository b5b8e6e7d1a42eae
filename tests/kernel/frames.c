/* frames.c -- whole kernels as C: random experiments through checker, circuit and both
 * styles of spelling, compiled by tcc (plain, and with vector primitives), gcc and clang,
 * give to the bit what evaluate.c computes without the compiler. Points are lanes.
 *
 *   frames FILE.mass POINTS STEPS     measures a kernel instead: node-steps a second
 */
#include "base/fail.h"       /* before check.h, which has a macro of the name */
#include "engine/compile.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "ast/ast.h"
#include "emit/frame.h"
#include "ir/place.h"
#include "ir/schedule.h"
#include "lower/program.h"
#include "space/random.h"
#include "../property/noises.h"
#undef fail

enum { SPECIMENS = 60, COMPILED = 5, LANES = 16 };

static const char *no_model(const char *name, size_t *len) { (void)name; *len = 0; return NULL; }
static const char *no_names(int i) { (void)i; return NULL; }
static const struct library nothing = { .embedded = no_model, .names = no_names };

/* ---- a kernel in memory ------------------------------------------------------------- */

struct made {
    struct arena arena;
    struct experiment *e;
    struct program *p;
    struct text text;
    struct compiled compiled;
    void **at, **its;                   /* by buffer; as the text has them */
    struct kernel_job job;
    long rows[64];
    int cut;                            /* operations of a part, 0: whole regions */
    int most_expanded;                  /* as program_options has it */
};

static int check_and_lower(struct made *m, const struct text *source, int lanes)
{
    struct diags diags = { .arena = &m->arena };
    static const struct overrides none;
    struct source *src = source_text("random", source->bytes, source->len, &m->arena);
    m->e = model_check(ast_parse(src, &diags, &m->arena), &nothing, &none, &diags, &m->arena);
    if (diags.errors) {
        struct text said = { 0 };
        diag_print(&diags, &said);
        printf("not ok - does not check: %s\n", text_string(&said));
        text_free(&said);
        return -1;
    }
    m->p = program_lower(m->e, &m->e->explorations[0], (struct program_options){ .lanes = lanes, .most_expanded = m->most_expanded }, &m->arena);
    place(&m->p->net);
    schedule_hold(&m->p->net);
    schedule_join(&m->p->net);
    if (m->cut)
        schedule_cut(&m->p->net, m->cut);
    const char *fault = net_check(&m->p->net);
    fault = fault ? fault : schedule_fault(&m->p->net);
    if (fault)
        printf("not ok - %s\n", fault);
    return fault ? -1 : 0;
}

static long size_of(const struct made *m, int b, long steps)
{
    const struct net *n = &m->p->net;
    long size = n->buffers[b].slot_count*(n->buffers[b].rows ? n->buffers[b].rows : steps);
    for (int a = 0; a < n->axis_count; a++)
        size *= n->buffers[b].over & OVER(a) ? n->axes[a].extent : 1;
    return size;
}

static int build(struct made *m, enum engine engine, const struct target *target, long steps)
{
    const struct net *n = &m->p->net;
    struct frame f = { m->p, target, NULL };
    struct fail why = { 0 };
    frame_text(&f, &m->text);
    if (compile(text_string(&m->text), engine, &m->compiled, &why)) {
        printf("not ok - %s: %s\n", engine_name(engine), why.text);
        return -1;
    }
    m->at = calloc((size_t)n->buffer_count + 1, sizeof *m->at);
    m->its = calloc((size_t)n->buffer_count + 1, sizeof *m->its);
    for (int b = 0; b < n->buffer_count; b++) {
        size_t bytes = ((size_t)size_of(m, b, steps)*8 + 127) & ~(size_t)63;
        m->at[b] = aligned_alloc(64, bytes);
        memset(m->at[b], 0, bytes);
        if (n->buffers[b].row < 0)
            continue;
        m->its[n->buffers[b].row] = m->at[b];
        m->rows[n->buffers[b].row] = steps;
    }
    size_t room_bytes = ((size_t)(m->compiled.kernel->room + 1)*(size_t)n->axes[0].extent*8 + 63) & ~(size_t)63;
    m->job = (struct kernel_job){ .ticks = steps, .at = m->its, .rows = m->rows, .room = aligned_alloc(64, room_bytes) };
    return 0;
}

static void drop(struct made *m)
{
    for (int b = 0; m->at && b < m->p->net.buffer_count; b++)
        free(m->at[b]);
    free(m->at);
    free(m->its);
    free(m->job.room);
    if (m->compiled.kernel)
        compile_close(&m->compiled);
    text_free(&m->text);
    arena_free(&m->arena);
}

static void put(const struct made *m, int b, long i, double x)
{
    if (m->p->net.bytes == 4) ((float *)m->at[b])[i] = (float)x; else ((double *)m->at[b])[i] = x;
}

static double get(const struct made *m, int b, long i)
{
    return m->p->net.bytes == 4 ? (double)((const float *)m->at[b])[i] : ((const double *)m->at[b])[i];
}

/* ---- a specimen ------------------------------------------------------------------------ */

static void at_row(const struct specimen *s, long row, struct specimen *here)
{
    *here = *s;
    for (long a = s->axis_count - 1; a >= 0; row /= s->axes[a].count, a--)
        specimen_set(here, &s->axes[a], (int)(row % s->axes[a].count));
}

static double sample_of(const struct specimen *s, const struct program_slot *slot, long element, long row)
{
    int i = 0;
    for (int a = s->axis_count - 1; a >= slot->axis; row /= s->axes[a].count, a--)
        i = (int)(row % s->axes[a].count);
    return s->axes[slot->axis].samples[i][slot->element + element];
}

static void fill_swept(struct made *m, const struct specimen *s, const struct swept_input *in, long rows)
{
    for (int i = 0; in->buffer >= 0 && i < m->p->net.buffers[in->buffer].slot_count; i++)
        for (long n = 0, each = size_of(m, in->buffer, 1)/LANES/m->p->net.buffers[in->buffer].slot_count; n < each; n++)
            for (int l = 0; l < LANES; l++)
                put(m, in->buffer, (i*each + n)*LANES + l, sample_of(s, &in->first[i], n, l < rows ? l : 0));
}

/* What the lowering says these hold, one behind the other. */
static void fill_fixed(struct made *m)
{
    long at = 0;
    for (int b = 0; b < m->p->net.buffer_count; b++)
        for (long i = 0; m->p->net.buffers[b].values && i < size_of(m, b, 1); i++)
            put(m, b, i, m->p->fixed_numbers[at++]);
}

/* A term of the noise: the first one, or one of the others. */
static void fill_noise(struct made *m, const struct specimen *s, int term, long rows, long steps)
{
    const struct program *k = m->p;
    int buffer = k->noises[term], bytes = s->single ? 4 : 8, each = k->net.buffers[buffer].over & OVER(0) ? LANES : 1;
    long count = steps*k->net.buffers[buffer].slot_count*s->nodes;
    for (int l = 0; l < each; l++) {
        struct specimen here;
        at_row(s, l < rows ? l : 0, &here);
        int key = s->noisy && term == 0 ? here.key : noises_key(term - (s->noisy != 0));
        for (long i = 0; i < count; i++)
            put(m, buffer, i*each + l, random_normal(random_key(key, bytes), (uint64_t)i, bytes));
    }
}

static void fill(struct made *m, const struct specimen *s, long rows, long steps)
{
    const struct program *k = m->p;
    fill_swept(m, s, &k->point, rows);
    fill_swept(m, s, &k->each, rows);
    fill_swept(m, s, &k->each_mode, rows);
    fill_fixed(m);
    for (int t = 0; t < k->noise_count; t++)
        fill_noise(m, s, t, rows, steps);
}

/* Column "least0", ... of a row: its number, or that of a node. */
static double column(const struct made *m, const char *kind, int index, int node, long row)
{
    const struct net *n = &m->p->net;
    char name[32];
    int all = net_buffer_named(n, "result"), nodes = net_buffer_named(n, "result_nodes");
    int each = nodes < 0 ? net_buffer_named(n, "result_modes") : nodes;
    snprintf(name, sizeof name, "%s%d", kind, index);
    int slot = all < 0 ? -1 : net_slot_named(n, all, name);
    if (slot >= 0)
        return get(m, all, slot*LANES + row);
    return get(m, each, (net_slot_named(n, each, name)*m->p->nodes*m->p->modes + node)*LANES + row);
}

static int differs(double got, double want, const char *what, int state, int node, long row)
{
    if (got == want)
        return 0;
    printf("not ok - %s of state %d at node %d, row %ld: %a, evaluated %a\n", what, state, node, row, got, want);
    return 1;
}

/* The columns and the last states of all lanes against the evaluator. */
static int compare(struct made *m, const struct specimen *s, long rows, const char *what)
{
    for (long row = 0; row < rows; row++) {
        struct specimen here;
        struct evaluated want;
        at_row(s, row, &here);
        specimen_evaluate(&here, &want);
        for (int i = 0; i < s->states; i++) {
            if (differs(column(m, "least", i, 0, row), want.least[i], "least", i, 0, row)
                || differs(column(m, "most", i, 0, row), want.most[i], "most", i, 0, row))
                return 1;
            for (int n = 0; n < s->nodes; n++)
                if (differs(get(m, m->p->step.y, (i*s->nodes + n)*LANES + row), want.last[i][n], what, i, n, row)
                    || differs(column(m, "last", i, n, row), want.last[i][n], "last", i, n, row))
                    return 1;
        }
    }
    return 0;
}

static int try(int number, enum engine engine, const struct target *target)
{
    struct dice d = { 0x9e3779b97f4a7c15u*(uint64_t)(number + 9077) };
    struct specimen s;
    struct text source = { 0 };
    struct made m;
    long rows = 1;
    memset(&m, 0, sizeof m);
    m.cut = number%3 == 0 ? 5 : 0;
    m.most_expanded = number%2 ? 1 : -1;
    for (int i = 0; i < 8; i++)
        dice_roll(&d, 2);
    specimen_random(&d, &s);
    for (int a = 0; a < s.axis_count; a++) {
        rows *= s.axes[a].count;
        if (s.axes[a].what == MOVES_DT)         /* a block has one step */
            return -1;
    }
    if (number%4 == 3)
        specimen_with_modes(&s);
    specimen_print(&s, 1, NULL, NULL, &source);
    long origin = lround(s.transient/s.dt), steps = origin + lround(s.duration/s.dt);
    int bad = check_and_lower(&m, &source, LANES) || build(&m, engine, target, steps);
    if (!bad) {
        fill(&m, &s, rows, steps);
        m.job.origin = origin;
        m.job.total = (double)(steps - origin);
        m.job.dt = s.dt;
        m.job.rest = (double)((long double)llround(s.dt*1e8)/1e8L - (long double)s.dt);
        m.compiled.kernel->start(&m.job);
        m.compiled.kernel->advance(&m.job);
        m.compiled.kernel->results(&m.job);
        bad = compare(&m, &s, rows, target->name);
    }
    if (bad)
        printf("specimen %d on %s\n%s\n%s\n", number, engine_name(engine), source.bytes, strstr(text_string(&m.text), "edge_row"));
    text_free(&source);
    drop(&m);
    return bad != 0;
}

/* ---- the two texts ----------------------------------------------------------------------- */

/* Of the text that people read and of one for tcc: constants and slots have names in the first, and are digits in the
 * second, where one lane needs no index of its vector. */
static int wrong_words(const char *read, const char *unread, int lanes)
{
    return (*read && (!strstr(read, "const num dt = ") || !strstr(read, "enum { Y")))
        || (unread && (strstr(unread, "const num dt = ") || strstr(unread, "enum { Y") || (lanes == 1 && strstr(unread, "*VECS"))));
}

/* tcc gets a text of its own where it may and the lanes fill a vector of 32 bytes; alone where nobody else needs one. */
static int wrong_text(int lanes, int bytes, unsigned texts)
{
    static const char model[] = "precision %s\nmodel M\n  state x = 1\n  param a = 2\n  x' = -a*x\nend\n"
        "simulate euler with dt = 0.1, duration = 1\nobserve end_x = last(x)\nexplore e\n  a = [1, 2]\nend\n";
    struct text source = { 0 };
    struct made m;
    memset(&m, 0, sizeof m);
    text_print(&source, model, bytes == 4 ? "single" : "double");
    int bad = check_and_lower(&m, &source, lanes);
    if (!bad) {
        program_emit(m.p, NULL, texts, &m.text);
        bad = (m.p->calls != NULL) != (texts & TEXT_OF_CALLS && lanes*bytes >= 32)
           || (m.text.len > 0) != (texts & TEXT_OF_EXPRESSIONS || !m.p->calls) || strstr(text_string(&m.text), "v_fma_vvv(")
           || (m.p->calls && !strstr(m.p->calls, "v_"))
           || wrong_words(texts & TEXT_OF_EXPRESSIONS ? text_string(&m.text) : "",
                          texts & TEXT_OF_EXPRESSIONS || m.p->calls ? m.p->calls : text_string(&m.text), lanes);
        if (bad)
            printf("not ok - %d lanes of %d bytes: %s text of calls\n", lanes, bytes, m.p->calls ? "a" : "no");
    }
    text_free(&source);
    drop(&m);
    return bad != 0;
}

static int wrong_texts(void)
{
    int bad = wrong_text(16, 8, TEXT_OF_EXPRESSIONS);
    for (int lanes = 1; lanes <= 16; lanes *= 2)
        for (unsigned texts = TEXT_OF_CALLS; texts <= (TEXT_OF_CALLS | TEXT_OF_EXPRESSIONS); texts++)
            bad += wrong_text(lanes, 4, texts) + wrong_text(lanes, 8, texts);
    return bad;
}

/* ---- measuring --------------------------------------------------------------------------- */

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9*(double)t.tv_nsec;
}

static void measure(const char *path, int lanes, long steps, enum engine engine, const struct target *target)
{
    struct text source = { 0 };
    char line[4096];
    struct made m;
    FILE *f = fopen(path, "r");
    while (f && fgets(line, sizeof line, f))
        text_add(&source, line);
    if (!f)
        return;
    fclose(f);
    memset(&m, 0, sizeof m);
    double begin = seconds();
    if (!check_and_lower(&m, &source, lanes) && !build(&m, engine, target, steps)) {
        double built = seconds() - begin, best = 1e9;
        for (int b = 0; b < m.p->net.buffer_count; b++)
            for (long i = 0; m.p->net.buffers[b].life == INPUT && i < size_of(&m, b, steps); i++)
                put(&m, b, i, 0.1 + 1e-3*(double)(i % 7));
        m.job.dt = 0.01;
        for (int r = 0; r < 5; r++) {
            m.compiled.kernel->start(&m.job);
            begin = seconds();
            m.compiled.kernel->advance(&m.job);
            double took = seconds() - begin;
            best = took < best ? took : best;
        }
        printf("%-24s %-6s %-7s %8.1f M node-steps/s, made in %.1f ms\n", path, engine_name(engine), target->name,
               1e-6*(double)steps*lanes*(double)m.p->nodes/best, 1e3*built);
    }
    text_free(&source);
    drop(&m);
}

int main(int argc, char **argv)
{
    static const struct { enum engine engine; const struct target *target; int lanes; } ways[] = {
        { ENGINE_TCC, &target_vector, 1 }, { ENGINE_TCC, &target_plain, 1 }, { ENGINE_TCC, &target_calls, 4 }, { ENGINE_GCC, &target_vector, 1 },
        { ENGINE_CLANG, &target_vector, 1 }
    };
    int failed = argc > 3 ? 0 : wrong_texts(), ran = argc > 3 ? 0 : 11;
    char path[4096];
    for (size_t w = 0; w < sizeof ways/sizeof *ways; w++) {
        if (!engine_path(ways[w].engine, path, sizeof path)) {
            printf("# skip %s: not installed\n", engine_name(ways[w].engine));
            continue;
        }
        if (argc > 3) {
            measure(argv[1], atoi(argv[2])*ways[w].lanes, atol(argv[3]), ways[w].engine, ways[w].target);
            continue;
        }
        for (int i = 0; i < (ways[w].engine == ENGINE_TCC ? SPECIMENS : COMPILED) && failed < 3; i++) {
            int bad = try(i, ways[w].engine, ways[w].target);
            failed += bad > 0;
            ran += bad >= 0;
        }
    }
    if (argc <= 3)
        printf("%d passed, %d failed\n", ran - failed, failed);
    return failed > 0;
}
