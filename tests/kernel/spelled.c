/* spelled.c -- what is spelled does what the circuit means: random circuits, run by the
 * interpreter and as C by tcc, gcc and clang, agree in every number of every buffer that
 * outlives a tick, to the bit. Of every second one the C is made of what the passes of
 * schedule.h left of it.
 */
#include "base/fail.h"       /* before check.h, which has a macro of the name */
#include "engine/compile.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "emit/spell.h"
#include "ir/interp.h"
#include "ir/place.h"
#include "ir/schedule.h"
#include "../property/random_model.h"
#include "emit/embedded.h"
#undef fail

enum { CIRCUITS = 60, COMPILED = 6, TICKS = 13, ORIGIN = 4, LANES = 8, RING = 8 };

/* ORDER functions: what CALL number i is. */
static const char *const functions[] = { "m_exp", "m_tanh", "m_abs", "m_max" };
double interp_call_f32(const char *call, double x, double y);
double interp_call_f64(const char *call, double x, double y);

static double caller(int bytes, int f, double x, double y)
{
    return bytes == 4 ? interp_call_f32(functions[f], x, y) : interp_call_f64(functions[f], x, y);
}

static const char *c_name(int f) { return functions[f]; }

/* ---- random circuits -------------------------------------------------------------- */

struct circuit {
    struct arena arena;
    struct net ir;
    struct dice d;
    int node, edge;
    int past, back, backs, own;             /* a ring; its lags of edges, of each lane's edges, of each lane, in every second circuit; or -1 */
    net_ref pool[64]; int pool_count;        /* values that may be used here */
};

static int choose(struct circuit *c, int n) { return (int)dice_roll(&c->d, (unsigned)n); }
static net_ref pick(struct circuit *c) { return c->pool[choose(c, c->pool_count)]; }

static void pool(struct circuit *c, net_ref r)
{
    c->pool[c->pool_count < 64 ? c->pool_count++ : choose(c, 64)] = r;
}

/* One more value of those in the pool, kept small. */
static void grow(struct circuit *c)
{
    struct net *ir = &c->ir;
    net_ref x = pick(c), y = pick(c), z = pick(c), r;
    switch (choose(c, 13)) {
    case 0: r = net_emit(ir, NET_ADD, x, y, NET_NONE); break;
    case 1: r = net_emit(ir, NET_SUB, x, y, NET_NONE); break;
    case 2: r = net_emit(ir, NET_MUL, x, y, NET_NONE); break;
    case 3: r = net_emit(ir, NET_NEG, x, NET_NONE, NET_NONE); break;
    case 4: case 5: r = net_emit(ir, NET_FMA, x, y, z); break;
    case 6: r = net_emit(ir, NET_DIV, x, net_emit(ir, NET_ADD, net_const(ir, 1.5, NULL), net_call(ir, 2, y, NET_NONE), NET_NONE), NET_NONE); break;
    case 7: r = net_emit(ir, NET_SQRT, net_call(ir, 2, x, NET_NONE), NET_NONE, NET_NONE); break;
    case 8: r = net_call(ir, 1, x, NET_NONE); break;
    case 9: r = net_call(ir, 3, x, y); break;
    case 10: {
        net_ref m = net_emit(ir, choose(c, 2) ? NET_LT : NET_LE, x, y, NET_NONE);
        if (choose(c, 2))
            m = net_emit(ir, choose(c, 2) ? NET_AND : NET_OR, m, net_emit(ir, NET_NOT, net_emit(ir, NET_LT, y, z, NET_NONE), NET_NONE, NET_NONE), NET_NONE);
        r = net_emit(ir, NET_SELECT, m, z, x);
        break;
    }
    case 11: r = net_mark(ir, (struct net_mark){ (enum net_mark_kind)choose(c, 9), 0.2 + 0.1*choose(c, 3), 0.1*choose(c, 9), choose(c, 2) ? 1 : 1.5*choose(c, 2) - 0.75, 0.1*choose(c, 3) }, 0.5*choose(c, 3)); break;
    default: r = choose(c, 2) ? net_time(ir, (enum net_time)choose(c, 3), 0.5*choose(c, 3)) : net_const(ir, 0.1*choose(c, 20), choose(c, 2) ? "gain" : NULL);
    }
    if (choose(c, 4) == 0)
        net_name(ir, r, (const char *[]){ "alpha", "real", "double", "t1", "_Bool", "y" }[choose(c, 6)]);
    pool(c, r);
}

static net_ref bounded(struct circuit *c, net_ref x)
{
    return net_call(&c->ir, 1, x, NET_NONE);
}

static void seed_pool(struct circuit *c, int point, int fixed)
{
    c->pool_count = 0;
    pool(c, net_load(&c->ir, point, 0, "G"));
    pool(c, net_load(&c->ir, point, 1, "w"));
    if (fixed >= 0)
        pool(c, net_load(&c->ir, fixed, 0, "I"));
    pool(c, net_const(&c->ir, 0.25, "tau"));
    pool(c, net_const(&c->ir, 1.5, NULL));
}

static void random_edges(struct circuit *c, int n)
{
    int *row = ARENA_ARRAY(&c->arena, int, n + 1), *source = ARENA_ARRAY(&c->arena, int, n*n + 1), count = 0;
    int all = choose(c, 3) == 0;
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++)
            if (all || choose(c, 3))
                source[count++] = j;
        row[i + 1] = count;
    }
    c->edge = net_edges(&c->ir, "edge", c->node, c->node, row, source);
}

/* Weights the host fills in, or that everybody knows. */
static void random_weights(struct circuit *c, int graph)
{
    double *w = ARENA_ARRAY(&c->arena, double, c->ir.axes[c->edge].extent + 1);
    int known = choose(c, 2);
    for (long e = 0; e < c->ir.axes[c->edge].extent; e++)
        w[e] = 0.25*choose(c, 7) - 0.75;
    if (known)
        net_fixed_slot(&c->ir, graph, "w", w);
    else
        net_slot(&c->ir, graph, "w");
}

/* ---- delays -------------------------------------------------------------------------- */

static int lags(struct circuit *c, const char *name, over_set over, net_ref x)
{
    struct net *ir = &c->ir;
    int b = net_lags(ir, name, over, c->past), region = net_region(ir, arena_print(ir->arena, "lag_%s", name), POINT, over | OVER(0), NULL);
    net_slot(ir, b, "k");
    net_store(ir, region, b, 0, x, 0);
    return b;
}

/* From 0 to more than the ring has, some below; the host's numbers are within 1. */
static void random_lags(struct circuit *c, int point, int graph)
{
    struct net *ir = &c->ir;
    over_set all = OVER(0) | OVER(c->node);
    net_ref w = net_load(ir, graph, 0, "w"), G = net_load(ir, point, 0, "G"), five = net_const(ir, 5, NULL);
    c->past = net_buffer(ir, "past", LIVE, all, STEP, 0);
    net_slot(ir, c->past, "S");
    net_slot(ir, c->past, "s");
    c->back = lags(c, "back", OVER(c->edge), net_emit(ir, NET_FMA, w, five, net_const(ir, 2.25, NULL)));
    c->backs = lags(c, "backs", OVER(c->edge) | OVER(0), net_emit(ir, NET_FMA, net_emit(ir, NET_ADD, w, G, NET_NONE), five, five));
    c->own = lags(c, "own", OVER(0), net_emit(ir, NET_MUL, G, net_const(ir, 6, NULL), NET_NONE));
}

static net_ref late(struct circuit *c, int lag, int slot, enum net_side side, int kind)
{
    return net_load_late(&c->ir, c->past, slot, side, side == HERE ? -1 : c->edge, net_load(&c->ir, lag, 0, NULL), kind, NULL);
}

/* What a sum over edges may look at. */
static void pool_late(struct circuit *c)
{
    pool(c, late(c, c->back, choose(c, 2), SOURCE, choose(c, 2) ? LOAD_FURTHER : 0));
    pool(c, late(c, c->backs, choose(c, 2), SOURCE, choose(c, 2) ? LOAD_FURTHER : 0));
    pool(c, late(c, c->own, 1, SOURCE, 0));
}

/* Behind the step: rows are counted from the new one. */
static void look_back(struct circuit *c)
{
    struct net *ir = &c->ir;
    over_set all = OVER(0) | OVER(c->node);
    int seen = net_buffer(ir, "seen", LIVE, all, STEP, 1);
    net_slot(ir, seen, "late");
    net_ref x = net_emit(ir, NET_MUL, late(c, c->back, 0, SOURCE, LOAD_STORED), late(c, c->backs, 1, SOURCE, LOAD_STORED | LOAD_FURTHER), NET_NONE);
    net_store(ir, net_region(ir, "look", STEP, all, NULL), seen, 0, net_reduce(ir, NET_SUM, c->edge, TARGET, x, NET_NONE), 0);
}

static void random_circuit(struct circuit *c, int number)
{
    memset(c, 0, sizeof *c);
    c->d = (struct dice){ 0x9e3779b97f4a7c15u*(uint64_t)(number + 5) };
    for (int i = 0; i < 8; i++)
        dice_roll(&c->d, 2);
    struct net *ir = &c->ir;
    net_open(ir, choose(c, 2) ? 4 : 8, &c->arena);
    ir->axes[0].extent = LANES;
    int n = 1 + choose(c, 6);
    c->node = net_axis(ir, "node", AXIS_NODE, n);
    random_edges(c, n);
    over_set all = OVER(0) | OVER(c->node);
    int point = net_buffer(ir, "point", INPUT, OVER(0), POINT, 1), fixed = net_buffer(ir, "fixed", INPUT, OVER(c->node), FIXED, 1);
    int graph = net_buffer(ir, "graph", INPUT, OVER(c->edge), FIXED, 1), noise = net_buffer(ir, "noise", INPUT, OVER(c->node), STEP, 0);
    int y = net_buffer(ir, "y", LIVE, all, STEP, 1), sum = net_buffer(ir, "c", SCRATCH, all, STEP, 1);
    int next = net_buffer(ir, "next", SCRATCH, all, STEP, 1), tally = net_buffer(ir, "tally", LIVE, OVER(0), STEP, 1);
    int third = net_clock(ir, (struct net_clock){ .name = "third", .parent = STEP, .every = 3, .first = 1, .after_origin = 1 });
    int sixth = net_clock(ir, (struct net_clock){ .name = "sixth", .parent = third, .every = 2 });
    int record = net_buffer(ir, "record", OUTPUT, all, third, 5), rare = net_buffer(ir, "rare", LIVE, OVER(c->node) | OVER(0), sixth, 1);
    net_slot(ir, point, "G"); net_slot(ir, point, "w"); net_slot(ir, fixed, "I"); random_weights(c, graph); net_slot(ir, noise, "z");
    net_slot(ir, y, "S"); net_slot(ir, y, "s"); net_slot(ir, sum, "in"); net_slot(ir, next, "S"); net_slot(ir, next, "s");
    net_slot(ir, tally, "sum"); net_slot(ir, tally, "most"); net_slot(ir, record, "S"); net_slot(ir, rare, "S");

    c->past = -1;
    if (number / 2 % 2)
        random_lags(c, point, graph);
    seed_pool(c, point, fixed);
    int begin = net_region(ir, "begin", POINT, all, "Initial states.");
    for (int i = 0; i < 4; i++)
        pool(c, net_emit(ir, NET_FMA, pick(c), pick(c), pick(c)));
    net_store(ir, begin, y, 0, bounded(c, pick(c)), 0);
    net_store(ir, begin, y, 1, bounded(c, pick(c)), 0);
    for (int i = 0; i < 2 && c->past >= 0; i++)
        net_store(ir, begin, c->past, i, bounded(c, pick(c)), 0);
    if (c->past >= 0 && number % 3) {           /* what was before the first step */
        int before = net_clock(ir, (struct net_clock){ .name = "before", .parent = POINT, .every = 1 });
        net_ref t = net_time(ir, TIME_EXACT, 0.5*choose(c, 2));
        net_store(ir, net_region(ir, "history", before, all, NULL), c->past, choose(c, 2), bounded(c, net_emit(ir, NET_MUL, t, pick(c), NET_NONE)), 0);
    }
    net_store(ir, net_region(ir, "empty", POINT, OVER(0), NULL), tally, 0, net_const(ir, 0, NULL), 0);

    seed_pool(c, point, -1);
    pool(c, net_load_at(ir, y, 0, SOURCE, c->edge, NET_NONE, "S_j"));
    pool(c, net_load_at(ir, y, 1, SOURCE, c->edge, NET_NONE, "s_j"));
    pool(c, net_load_at(ir, y, 0, TARGET, c->edge, NET_NONE, "S_i"));
    pool(c, net_load_at(ir, fixed, 0, SOURCE, c->edge, NET_NONE, "I_j"));
    if (c->past >= 0)
        pool_late(c);
    for (int i = choose(c, 5); i >= 0; i--)
        grow(c);
    net_ref w = net_load(ir, graph, 0, "w"), pre = bounded(c, pick(c));
    net_ref in = choose(c, 4) ? net_reduce(ir, NET_DOT, c->edge, TARGET, w, pre) : net_reduce(ir, NET_SUM, c->edge, TARGET, pre, NET_NONE);
    net_store(ir, net_region(ir, "couple", STEP, all, "Sums over sources."), sum, 0, net_emit(ir, NET_MUL, net_load(ir, point, 0, "G"), in, NET_NONE), 0);

    seed_pool(c, point, fixed);
    pool(c, net_load(ir, y, 0, "S")); pool(c, net_load(ir, y, 1, "s")); pool(c, net_load(ir, sum, 0, "in"));
    pool(c, net_load(ir, noise, 0, "z"));
    if (c->past >= 0)
        pool(c, late(c, c->own, 1, HERE, LOAD_FURTHER));
    for (int i = 4 + choose(c, 14); i >= 0; i--)
        grow(c);
    int step = net_region(ir, "step", STEP, all, "The next state.");
    for (int i = 0; i < 2; i++) {
        net_ref x = bounded(c, pick(c));
        net_store(ir, step, next, i, x, 0);
        net_store(ir, step, y, i, x, 0);
        if (c->past >= 0)
            net_store(ir, step, c->past, i, x, 1);
    }
    if (c->past >= 0)
        look_back(c);
    net_ref S = net_load(ir, next, 0, "S"), s = net_load(ir, next, 1, "s");
    int observe = net_region(ir, "observe", STEP, OVER(0), NULL);
    net_ref all_sum = net_reduce(ir, NET_DOT, c->node, HERE, S, s);
    net_store(ir, observe, tally, 0, net_emit(ir, NET_ADD, net_load(ir, tally, 0, "sum"), all_sum, NET_NONE), 0);
    net_store(ir, observe, tally, 1, net_reduce(ir, choose(c, 2) ? NET_MOST : NET_LEAST, c->node, HERE, net_emit(ir, NET_SUB, S, s, NET_NONE), NET_NONE), 0);
    net_store(ir, net_region(ir, "keep", third, all, NULL), record, 0, net_emit(ir, NET_ADD, S, s, NET_NONE), 0);
    net_store(ir, net_region(ir, "seldom", sixth, all, NULL), rare, 0, net_emit(ir, NET_FMA, S, s, net_load(ir, rare, 0, "S")), 0);
}

/* ---- the text ------------------------------------------------------------------------ */

static void template(const char *path, struct text *out)
{
    const struct embedded_file *f = embedded_files;
    while (f->path && strcmp(f->path, path) != 0)
        f++;
    if (!f->path) {
        fprintf(stderr, "no template %s\n", path);
        exit(1);
    }
    text_bytes(out, f->text, f->len);
    text_add(out, "\n");
}

static const char prelude[] = "enum { VECS = LANES/WIDTH };\n#define TIME_SCALE 0.0\n";

/* Primitives of the style CALLS, in plain C; conditions are 0 and 1. */
static const char primitives[] =
    "#define EACH for (long i = 0; i < n; i++)\n"
    "#define TWO(name, x) static void name##_vv(long n, num *d, const num *a, const num *b) { EACH { const num p = a[i], q = b[i]; d[i] = x; } }\\\n"
    "    static void name##_vs(long n, num *d, const num *a, num q) { EACH { const num p = a[i]; d[i] = x; } }\\\n"
    "    static void name##_sv(long n, num *d, num p, const num *b) { EACH { const num q = b[i]; d[i] = x; } }\n"
    "TWO(v_add, p + q) TWO(v_sub, p - q) TWO(v_mul, p*q) TWO(v_div, p/q) TWO(v_lt, p < q) TWO(v_le, p <= q) TWO(v_eq, p == q)\n"
    "TWO(v_ne, p != q) TWO(v_and, p != 0 && q != 0) TWO(v_or, p != 0 || q != 0)\n"
    "TWO(v_least, q < p || q != q ? q : p) TWO(v_most, q > p || q != q ? q : p)\n"
    "static void v_neg_v(long n, num *d, const num *a) { EACH d[i] = -a[i]; }\n"
    "static void v_not_v(long n, num *d, const num *a) { EACH d[i] = a[i] == 0; }\n"
    "static void v_sqrt_v(long n, num *d, const num *a) { EACH d[i] = SQRT_(a[i]); }\n"
    "static void v_copy_v(long n, num *d, const num *a) { EACH d[i] = a[i]; }\n"
    "static void v_fill_s(long n, num *d, num a) { EACH d[i] = a; }\n"
    "static void v_mask_s(long n, num *d, int a) { EACH d[i] = a; }\n"
    "static void v_fma_vvv(long n, num *d, const num *a, const num *b, const num *c) { EACH d[i] = FMA_(a[i], b[i], c[i]); }\n"
    "static void v_fma_svv(long n, num *d, num a, const num *b, const num *c) { EACH d[i] = FMA_(a, b[i], c[i]); }\n"
    "static void v_fma_vvs(long n, num *d, const num *a, const num *b, num c) { EACH d[i] = FMA_(a[i], b[i], c); }\n"
    "static void v_fma_svs(long n, num *d, num a, const num *b, num c) { EACH d[i] = FMA_(a, b[i], c); }\n"
    "static void v_fma_ssv(long n, num *d, num a, num b, const num *c) { EACH d[i] = FMA_(a, b, c[i]); }\n"
    "static void v_select_vvv(long n, num *d, const num *m, const num *a, const num *b) { EACH d[i] = m[i] != 0 ? a[i] : b[i]; }\n"
    "static void v_select_vsv(long n, num *d, const num *m, num a, const num *b) { EACH d[i] = m[i] != 0 ? a : b[i]; }\n"
    "static void v_select_vvs(long n, num *d, const num *m, const num *a, num b) { EACH d[i] = m[i] != 0 ? a[i] : b; }\n"
    "static void v_select_vss(long n, num *d, const num *m, num a, num b) { EACH d[i] = m[i] != 0 ? a : b; }\n"
    "static void v_late_v(long n, num *d, const num *now, const int *distance) { EACH d[i] = now[distance[i] + i]; }\n"
    "#define ONE(f) static void v_##f(long n, num *d, const num *a) { EACH d[i] = f(a[i]); }\n"
    "ONE(m_exp) ONE(m_tanh) ONE(m_abs)\n"
    "static void v_m_max(long n, num *d, const num *a, const num *b) { EACH d[i] = m_max(a[i], b[i]); }\n";

/* The tables that compile() looks for; this test knows where the buffers are. */
static const char postlude[] =
    "static const struct kernel_axis its_axes[] = { { \"lane\", AXIS_LANE, LANES, -1, -1 } };\n"
    "static const struct kernel_clock its_clocks[] = { KERNEL_CLOCKS };\n"
    "#ifndef KERNEL_SYMBOL\n#define KERNEL_SYMBOL massc_kernel\n#endif\n"
    "extern const struct kernel KERNEL_SYMBOL;\n"
    "const struct kernel KERNEL_SYMBOL = { KERNEL_ABI, REAL, LANES, WIDTH, \"e\", its_axes, 1, its_clocks, FIRST_CHILD, .dead = -1,\n"
    "    .start = start, .advance = advance, .results = results };\n";

static int spelled(struct circuit *c, const struct target *target, struct text *out)
{
    static const char *const files[] = { "word", "exp", "tanh", "abs", "max" };
    struct names names;
    char path[64];
    text_print(out, "#define REAL %d\n#define LANES %d\n", c->ir.bytes, LANES);
    template("runtime/engine/kernel.h", out);
    template("templates/math/real.c", out);
    for (size_t i = 0; i < sizeof files/sizeof *files; i++) {
        snprintf(path, sizeof path, "templates/math/f%d/%s.c", 8*c->ir.bytes, files[i]);
        template(path, out);
    }
    text_add(out, prelude);
    template("templates/math/spread.c", out);
    if (target->style == EXPRESSIONS && spell_has_tiles(&c->ir))
        template("templates/math/tile.c", out);
    template("templates/math/time.c", out);
    text_add(out, target->style == CALLS ? primitives : "");
    template("templates/math/ring.c", out);
    template(target->style == CALLS ? "templates/math/ring_calls.c" : "templates/math/ring_lanes.c", out);
    if (target->style == EXPRESSIONS && spell_has_late_tiles(&c->ir))
        template("templates/math/tile_late.c", out);
    for (int a = 0; a < c->ir.axis_count; a++) {
        const struct net_axis *x = &c->ir.axes[a];
        if (x->kind != AXIS_EDGE)
            continue;
        text_print(out, "static const int %s_row[] = { 0", x->name);
        for (long i = 1; i <= c->ir.axes[x->to].extent; i++)
            text_print(out, ", %d", x->row[i]);
        text_print(out, " };\nstatic const int %s_source[] = { ", x->name);
        for (long e = 0; e < x->extent; e++)
            text_print(out, "%d, ", x->source[e]);
        text_add(out, "-1 };\n");
    }
    names_open(&names, &c->arena);
    names_reserve_text(&names, out->bytes, out->len);
    names_reserve(&names, "job"); names_reserve(&names, "n"); names_reserve(&names, "v"); names_reserve(&names, "m");
    names_reserve(&names, "room"); names_reserve(&names, "at"); names_reserve(&names, "k");
    struct spell_options o = { .target = target, .call = c_name, .names = &names };
    spell_offsets(&c->ir, &o, out);
    for (int i = 0; i < c->ir.region_count; i++)
        names_reserve(&names, c->ir.regions[i].name);
    struct spelling *s = spell_open(&c->ir, &o, out);
    if (spell_abreast(s)) {
        text_print(out, "#define ABREAST %d\n", spell_abreast(s));
        template("templates/math/abreast.c", out);
    }
    for (int i = 0; i < c->ir.region_count; i++)
        spell_region(s, i);
    spell_entries(s, out);
    text_add(out, postlude);
    return spell_room(s);
}

/* ---- running --------------------------------------------------------------------------- */

static long numbers_of(const struct net *n, int b)
{
    long rows = n->buffers[b].rows ? n->buffers[b].rows : n->buffers[b].life == LIVE ? 2*RING : TICKS, count = rows*n->buffers[b].slot_count;
    for (int a = 0; a < n->axis_count; a++)
        count *= n->buffers[b].over & OVER(a) ? n->axes[a].extent : 1;
    return count;
}

static double get(const struct circuit *c, const void *at, long i)
{
    return c->ir.bytes == 4 ? (double)((const float *)at)[i] : ((const double *)at)[i];
}

static void put(const struct circuit *c, void *at, long i, double x)
{
    if (c->ir.bytes == 4) ((float *)at)[i] = (float)x; else ((double *)at)[i] = x;
}

/* Memory and rows as the text's own table of buffers has them. */
static void in_rows(const struct net *n, void *const *all, void **at, long *rows)
{
    for (int b = 0; b < n->buffer_count; b++)
        if (n->buffers[b].row >= 0) {
            at[n->buffers[b].row] = all[b];
            rows[n->buffers[b].row] = n->buffers[b].life == LIVE ? RING : TICKS;
        }
}

/* Fills the inputs of both; returns the memory of the kernel. */
static void **fill(struct circuit *c, const struct net *meant, struct machine *m)
{
    void **at = calloc((size_t)c->ir.buffer_count, sizeof *at);
    for (int b = 0; b < c->ir.buffer_count; b++) {
        long n = numbers_of(&c->ir, b);
        double *of = b < meant->buffer_count ? machine_at(m, b, 0, 0) : NULL;
        at[b] = aligned_alloc(64, ((size_t)n*8 + 127) & ~(size_t)63);
        memset(at[b], 0, ((size_t)n*8 + 127) & ~(size_t)63);
        for (long i = 0; i < n && c->ir.buffers[b].life == INPUT; i++) {
            double x = c->ir.buffers[b].values ? c->ir.buffers[b].values[0][i] : dice_real(&c->d, -1, 1);
            of[i] = c->ir.bytes == 4 ? (double)(float)x : x;
            put(c, at[b], i, of[i]);
        }
    }
    return at;
}

static int run(int number, enum engine engine, const struct target *target)
{
    struct circuit c, meant;
    struct text text = { 0 };
    struct compiled made;
    struct fail f = { 0 };
    int wrong = 0;
    random_circuit(&meant, number);
    random_circuit(&c, number);
    if (number % 2) {
        place(&c.ir);
        schedule_hold(&c.ir);
        schedule_join(&c.ir);
    }
    const char *fault = net_check(&c.ir);
    fault = fault ? fault : schedule_fault(&c.ir);
    if (fault) {
        printf("not ok - circuit %d: %s\n", number, fault);
        return 1;
    }
    int room = spelled(&c, target, &text);
    if (compile(text_string(&text), engine, &made, &f) != 0) {
        printf("not ok - circuit %d on %s: %s\n%s\n", number, engine_name(engine), f.text, text_string(&text));
        return 1;
    }
    struct machine *m = machine_open(&meant.ir, &(struct machine_options){ .dt = 0.1, .rest = 1e-18, .origin = ORIGIN, .rows = TICKS, .ring = RING, .call = caller });
    void **at = fill(&c, &meant.ir, m);
    void **its = calloc((size_t)c.ir.buffer_count, sizeof *its);
    long *rows = calloc((size_t)c.ir.buffer_count, sizeof *rows);
    in_rows(&c.ir, at, its, rows);
    void *places = calloc((size_t)(room + 1)*LANES, 8);
    struct kernel_job job = { .ticks = TICKS, .origin = ORIGIN, .dt = 0.1, .rest = 1e-18, .at = its, .rows = rows, .room = places };
    machine_start(m);
    machine_advance(m, TICKS);
    made.kernel->start(&job);
    made.kernel->advance(&job);
    for (int b = 0; b < meant.ir.buffer_count; b++)
        for (long i = 0; i < numbers_of(&meant.ir, b) && !wrong && c.ir.buffers[b].life != SCRATCH && c.ir.buffers[b].ring < 0; i++) {
            long half = c.ir.buffers[b].rows || c.ir.buffers[b].life != LIVE ? numbers_of(&meant.ir, b) : numbers_of(&meant.ir, b)/2;
            double x = get(&c, at[b], i), want = machine_at(m, b, 0, 0)[i % half];
            wrong = !(x == want || (isnan(x) && isnan(want)));
            if (wrong)
                printf("not ok - circuit %d on %s: %s[%ld] is %a, means %a\n%s\n", number, engine_name(engine),
                       c.ir.buffers[b].name, i, x, want, strstr(text_string(&text), "time_at"));
        }
    for (int b = 0; b < c.ir.buffer_count; b++)
        free(at[b]);
    free(at);
    free(its);
    free(rows);
    free(places);
    machine_close(m);
    compile_close(&made);
    text_free(&text);
    arena_free(&c.arena);
    arena_free(&meant.arena);
    return wrong;
}

int main(int argc, char **argv)
{
    static const enum engine engines[] = { ENGINE_TCC, ENGINE_GCC, ENGINE_CLANG };
    int failed = 0, ran = 0;
    char path[4096];
    if (argc > 1) {                         /* spelled N [calls]: the text of circuit N */
        struct circuit c;
        struct text text = { 0 };
        random_circuit(&c, atoi(argv[1]));
        if (atoi(argv[1]) % 2) {
            place(&c.ir);
            schedule_hold(&c.ir);
            schedule_join(&c.ir);
        }
        spelled(&c, argc > 2 ? &target_calls : &target_vector, &text);
        puts(text_string(&text));
        return 0;
    }
    for (int e = 0; e < 3; e++) {
        if (!engine_path(engines[e], path, sizeof path)) {
            printf("# skip %s: not installed\n", engine_name(engines[e]));
            continue;
        }
        for (int i = 0; i < (engines[e] == ENGINE_TCC ? CIRCUITS : COMPILED) && failed < 3; i++) {
            failed += run(i, engines[e], &target_vector);
            failed += engines[e] == ENGINE_TCC ? run(i, ENGINE_TCC, &target_calls) : 0;
            ran += engines[e] == ENGINE_TCC ? 2 : 1;
        }
    }
    printf("%d passed, %d failed\n", ran - failed, failed);
    return failed > 0;
}
