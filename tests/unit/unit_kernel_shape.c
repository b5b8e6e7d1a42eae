/* unit_kernel_shape.c -- a host reads a kernel's tables, and finds its way by them alone. */
#include "engine/kernel_shape.h"
#include "space/random.h"
#include "sweeps.h"

Suite *suite_kernel_shape(void);

enum { LANE, NODE, EDGE, AXES };
enum { OFTEN = FIRST_CHILD, SELDOM, CLOCKS };
enum { SWEPT, SWEPT_NODES, FIXED_NODES, WEIGHTS, NOISE, STATE, DEAD, SUMS, GAINS, SLOPES, CLOSED, RESULT, RESULT_NODES, BUFFERS };

/* Tables that a test may change, and the kernel of them. */
struct tables {
    struct kernel_axis axes[AXES];
    struct kernel_clock clocks[CLOCKS];
    struct kernel_buffer buffers[BUFFERS];
    struct kernel k;
};

static void nothing(const struct kernel_job *j) { (void)j; }
static void draw(unsigned hi, unsigned lo, unsigned long long first, long count, long stride, void *out)
{
    (void)hi, (void)lo, (void)first, (void)count, (void)stride, (void)out;
}

static void fill(struct tables *t)
{
    const unsigned lane = OVER(LANE), node = OVER(NODE), edge = OVER(EDGE);
    *t = (struct tables){
        { { "lane", AXIS_LANE, 4, -1, -1 }, { "node", AXIS_NODE, 3, -1, -1 }, { "edge", AXIS_EDGE, 5, NODE, NODE } },
        { KERNEL_CLOCKS, { "often", STEP, 1, 0, 1, 0 }, { "seldom", OFTEN, 32, 0, 0, 0 } },
        {
            [SWEPT] = { "swept", INPUT, lane, 2, POINT, 1, 4 },
            [SWEPT_NODES] = { "swept_nodes", INPUT, lane | node, 2, POINT, 1, 4 },
            [FIXED_NODES] = { "fixed", INPUT, node, 1, FIXED, 1, 4 },
            [WEIGHTS] = { "weights", INPUT, edge, 1, POINT, 1, 4 },
            [NOISE] = { "noise", INPUT, lane | node, 2, STEP, 0, 4 },
            [STATE] = { "state", LIVE, lane | node, 2, STEP, 1, 4 },
            [DEAD] = { "dead", LIVE, lane, 1, STEP, 1, 4 },
            [SUMS] = { "sums", LIVE, lane, 3, SELDOM, 1, 8 },
            [GAINS] = { "gains", LIVE, lane | node, 1, POINT, 1, 4 },
            [SLOPES] = { "slopes", SCRATCH, lane | node, 2, STEP, 1, 4 },
            [CLOSED] = { "closed", SCRATCH, lane, 3, END, 1, 8 },
            [RESULT] = { "result", OUTPUT, lane, 3, END, 1, 4 },
            [RESULT_NODES] = { "result_nodes", OUTPUT, lane | node, 1, END, 1, 4 }
        },
        { KERNEL_ABI, 4, 4, 2, "x", NULL, AXES, NULL, CLOCKS, NULL, BUFFERS, 7, DEAD, nothing, nothing, nothing, draw }
    };
    t->k.axes = t->axes;
    t->k.clocks = t->clocks;
    t->k.buffers = t->buffers;
}

/* Counted by hand. */
START_TEST(every_buffer_has_an_area_and_a_size)
{
    static const struct { enum kernel_area area; long places, bytes; } want[BUFFERS] = {
        [SWEPT] = { AREA_SWEPT, 2, 32 }, [SWEPT_NODES] = { AREA_SWEPT, 6, 96 },
        [FIXED_NODES] = { AREA_FIXED, 3, 12 }, [WEIGHTS] = { AREA_FIXED, 5, 20 },
        [NOISE] = { AREA_NOISE, 6, 96 }, [STATE] = { AREA_HISTORY, 6, 96 }, [DEAD] = { AREA_HISTORY, 1, 16 },
        [SUMS] = { AREA_HISTORY, 3, 96 }, [GAINS] = { AREA_HELD, 3, 48 }, [SLOPES] = { AREA_SCRATCH, 6, 96 },
        [CLOSED] = { AREA_SCRATCH, 3, 96 }, [RESULT] = { AREA_RESULT, 3, 48 }, [RESULT_NODES] = { AREA_RESULT, 3, 48 }
    };
    struct tables t;
    long bytes = 7*4*4;
    fill(&t);
    ck_assert_ptr_null(kernel_fault(&t.k));
    for (int b = 0; b < BUFFERS; b++) {
        ck_assert_int_eq(kernel_area(&t.k, b), want[b].area);
        ck_assert_int_eq(kernel_places(&t.k, b), want[b].places);
        ck_assert_int_eq(kernel_bytes(&t.k, b), want[b].bytes);
        bytes += want[b].bytes;
    }
    ck_assert(kernel_block_bytes(&t.k) == (double)bytes);
    ck_assert_int_eq(kernel_area_places(&t.k, AREA_SWEPT), 8);
    ck_assert_int_eq(kernel_area_places(&t.k, AREA_RESULT), 6);
    ck_assert_int_eq(kernel_area_places(&t.k, AREA_FIXED), 8);
    ck_assert_int_eq(kernel_nodes(&t.k), 3);
    ck_assert_int_eq(kernel_noise(&t.k, 0), NOISE);
    ck_assert_int_eq(kernel_noise(&t.k, 1), -1);
    ck_assert_int_eq(kernel_noises(&t.k), 1);
    t.buffers[SWEPT] = t.buffers[NOISE];
    ck_assert_ptr_null(kernel_fault(&t.k));
    ck_assert_int_eq(kernel_noise(&t.k, 0), SWEPT);
    ck_assert_int_eq(kernel_noise(&t.k, 1), NOISE);
    ck_assert(kernel_over_lanes(&t.k, NOISE));
    t.buffers[NOISE].over = OVER(NODE);
    ck_assert(!kernel_over_lanes(&t.k, NOISE));
    ck_assert_int_eq(kernel_bytes(&t.k, NOISE), 24);
    t.k.axis_count = 1;
    ck_assert_int_eq(kernel_nodes(&t.k), 1);
}
END_TEST

/* Sizes that a whole number does not hold. */
START_TEST(too_large_a_block_is_seen)
{
    struct tables t;
    fill(&t);
    t.buffers[STATE].slots = t.axes[NODE].extent = 1L << 40;
    ck_assert(kernel_block_bytes(&t.k) > 1e25);
}
END_TEST

/* Its rows are the host's: of the table a row. */
START_TEST(a_register_of_steps_without_rows_is_a_ring)
{
    struct tables t;
    fill(&t);
    ck_assert(!kernel_is_ring(&t.k, STATE) && !kernel_is_ring(&t.k, NOISE));
    t.buffers[STATE].rows = 0;
    ck_assert(kernel_is_ring(&t.k, STATE) && !kernel_fault(&t.k));
    ck_assert_int_eq(kernel_bytes(&t.k, STATE), 96);
    t.clocks[SELDOM].parent = POINT;                    /* what comes before the first step */
    t.buffers[SUMS].clock = STEP;
    ck_assert(!kernel_fault(&t.k));
}
END_TEST

/* One change at a time. */
START_TEST(tables_that_differ_are_not_one_shape)
{
    struct tables a, b;
    fill(&a);
    fill(&b);
    ck_assert(kernel_same_shape(&a.k, &b.k));
    b.k.width = 1, b.k.draw = NULL, b.k.name = "y", b.k.advance = NULL;     /* say nothing of memory */
    ck_assert(kernel_same_shape(&a.k, &b.k));
#define DIFFERS(change) do { fill(&b); b.change; ck_assert_msg(!kernel_same_shape(&a.k, &b.k), #change); } while (0)
    DIFFERS(k.bytes = 8);
    DIFFERS(k.lanes = 8);
    DIFFERS(k.room = 8);
    DIFFERS(k.dead = SWEPT);
    DIFFERS(k.axis_count = 2);
    DIFFERS(k.clock_count = 5);
    DIFFERS(k.buffer_count = 5);
    DIFFERS(axes[NODE].extent = 4);
    DIFFERS(axes[EDGE].kind = AXIS_MODE);
    DIFFERS(axes[EDGE].from = LANE);
    DIFFERS(axes[EDGE].to = LANE);
    DIFFERS(clocks[SELDOM].parent = STEP);
    DIFFERS(clocks[SELDOM].every = 31);
    DIFFERS(clocks[SELDOM].first = 1);
    DIFFERS(clocks[SELDOM].after_origin = 1);
    DIFFERS(buffers[SUMS].name = "others");
    DIFFERS(buffers[SUMS].life = SCRATCH);
    DIFFERS(buffers[SUMS].over = OVER(NODE));
    DIFFERS(buffers[SUMS].slots = 2);
    DIFFERS(buffers[SUMS].clock = OFTEN);
    DIFFERS(buffers[SUMS].rows = 2);
    DIFFERS(buffers[SUMS].bytes = 4);
#undef DIFFERS
}
END_TEST

START_TEST(what_cannot_be_run_is_refused)
{
    struct tables t;
    const char *fault;
#define REFUSED(change, says) do { \
        fill(&t); t.change; fault = kernel_fault(&t.k); \
        ck_assert_msg(fault && strstr(fault, says), #change ": %s", fault ? fault : "nothing"); } while (0)
    REFUSED(k.axis_count = 0, "axis of its lanes");
    REFUSED(k.axis_count = 33, "axis of its lanes");
    REFUSED(axes[LANE].extent = 5, "axis of its lanes");
    REFUSED(axes[NODE].kind = AXIS_LANE, "lanes twice");
    REFUSED(axes[NODE].extent = -1, "negative extent");
    REFUSED(k.clock_count = 3, "lacks a clock");
    REFUSED(clocks[SELDOM].parent = SELDOM, "does not tick");
    REFUSED(clocks[SELDOM].parent = END, "does not tick");
    REFUSED(clocks[SELDOM].parent = FIXED, "does not tick");
    REFUSED(clocks[SELDOM].parent = POINT, "nobody fills");         /* before the first step nothing is kept but rings */
    REFUSED(clocks[SELDOM].every = 0, "does not tick");
    REFUSED(buffers[SUMS].slots = -1, "negative count");
    REFUSED(buffers[SUMS].rows = -1, "negative count");
    REFUSED(k.room = -1, "negative count");
    REFUSED(k.buffer_count = -1, "negative count");
    REFUSED(buffers[SUMS].bytes = 16, "do not know");
    REFUSED(buffers[SUMS].clock = CLOCKS, "do not know");
    REFUSED(buffers[SUMS].over = OVER(AXES), "do not know");
    REFUSED(buffers[SUMS].name = NULL, "do not know");
    REFUSED(buffers[SUMS].life = 7, "nobody fills");
    REFUSED(buffers[SUMS].rows = 0, "nobody fills");            /* who would say how many? */
    REFUSED(buffers[SUMS].clock = END, "nobody fills");
    REFUSED(buffers[SWEPT].clock = FIXED, "nobody fills");
    REFUSED(buffers[SWEPT].bytes = 8, "nobody fills");
    REFUSED(buffers[WEIGHTS].clock = END, "nobody fills");
    REFUSED(buffers[RESULT].clock = STEP, "nobody fills");
    REFUSED(buffers[RESULT].over = OVER(NODE), "nobody fills");
    REFUSED(buffers[NOISE].slots = 0, "empty");
    REFUSED(buffers[NOISE].bytes = 8, "another precision");
    REFUSED(k.dead = BUFFERS, "which lanes are dead");
    REFUSED(k.dead = STATE, "which lanes are dead");
    REFUSED(k.dead = SLOPES, "which lanes are dead");
    REFUSED(k.start = NULL, "lacks a function");
    REFUSED(k.advance = NULL, "lacks a function");
    REFUSED(k.results = NULL, "lacks a function");
#undef REFUSED
}
END_TEST

/* ---- a sweep of the kernel tables.c ------------------------------------------ */

static struct trial_run *sweep_of_tables(const struct sweep_slot *slots, const double *fixed)
{
    const struct axis axes[2] = { { .path = "limit", .kind = AXIS_GRID, .lo = 1, .hi = 6, .n = 6 },
                                  { .path = "b", .kind = AXIS_GRID, .lo = 2, .hi = 4, .n = 3 } };
    struct trial_run *t = plan(2, axes, 4);
    take_text(t, texts_make(8, 4, "", "tables"));
    t->sweep.slots = slots;
    t->sweep.graph = fixed;
    t->sweep.duration = 30*t->sweep.dt;
    t->sweep.transient = 5*t->sweep.dt;
    open_space(t);
    return t;
}

/* What a node has heard: all normals of the transient and of the run. */
static double heard(int64_t seed, int node)
{
    double sum = 0;
    for (int step = 0; step < 35; step++)
        sum += random_normal(random_key(seed, 8), (uint64_t)(step*3 + node), 8);
    return sum;
}

/* Every place, every step, whatever the chunks; they go across the end of the transient. */
START_TEST(a_sweep_follows_the_tables)
{
    static const long chunks[] = { 0, 1, 4, 7, 100 };
    static const struct sweep_slot slots[] = { { .axis = 0 }, { .axis = 1 }, { .axis = 0 }, { .axis = 1 } };
    static const double fixed[] = { 10, 20, 30, 2, 0.5 };
    struct trial_run *t = sweep_of_tables(slots, fixed);
    t->sweep.chunk_steps = chunks[_i];
    run_well(t);
    ck_assert_int_eq(t->report.nodes, 3);
    for (long row = 0; row < t->rows; row++) {
        double a = t->cells[0][row], b = t->cells[1][row], status = t->cells[6][row];
        if (6*a <= 30) {                        /* the count reaches 2a in step 5 + 3*2a */
            ck_assert(status == 5 + 6*a);
            ck_assert(isnan(t->cells[2][row]));
            continue;
        }
        ck_assert(status == 0);
        ck_assert(t->cells[2][row] == 10);
        ck_assert(t->cells[3][row] == b*10 + 0.5 + heard(t->noise.seed, 0));
        ck_assert(t->cells[4][row] == a*20 + 0.5 + heard(t->noise.seed, 1));
        ck_assert(t->cells[5][row] == b*30 + 0.5 + heard(t->noise.seed, 2));
    }
    done(t);
}
END_TEST

START_TEST(fixed_arrays_must_be_there)
{
    static const struct sweep_slot slots[4];
    struct trial_run *t = sweep_of_tables(slots, NULL);
    ck_assert_int_eq(run(t), -1);
    ck_assert_int_eq(t->fail.code, EXIT_INTERNAL);
    done(t);
}
END_TEST

Suite *suite_kernel_shape(void)
{
    Suite *s = suite_create("kernel_shape");
    TCase *t = tcase_create("tables");
    texts_fixtures(t);
    tcase_add_test(t, every_buffer_has_an_area_and_a_size);
    tcase_add_test(t, too_large_a_block_is_seen);
    tcase_add_test(t, a_register_of_steps_without_rows_is_a_ring);
    tcase_add_test(t, tables_that_differ_are_not_one_shape);
    tcase_add_test(t, what_cannot_be_run_is_refused);
    tcase_add_loop_test(t, a_sweep_follows_the_tables, 0, 5);
    tcase_add_test(t, fixed_arrays_must_be_there);
    suite_add_tcase(s, t);
    return s;
}
