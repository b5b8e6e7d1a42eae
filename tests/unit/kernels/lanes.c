/* lanes.c -- every function of templates/math over an array, for unit_lanes.c,
 * which puts the functions in front and their numbers into CASES.
 *
 * advance() applies function number job->first to job->ticks numbers.
 */
#define ONE(n, f)                                   \
    case n:                                         \
        for (long i = 0; i < j->ticks/WIDTH; i++)   \
            out[i] = m_##f(x[i]);                   \
        break;
#define TWO(n, f)                                   \
    case n:                                         \
        for (long i = 0; i < j->ticks/WIDTH; i++)   \
            out[i] = m_##f(x[i], y[i]);             \
        break;

static void start(const struct kernel_job *j) { (void)j; }
static void results(const struct kernel_job *j) { (void)j; }

static void advance(const struct kernel_job *j)
{
    const real *x = j->at[0], *y = j->at[1];
    real *out = j->at[2];

    switch (j->first) {
    CASES
    }
}

/* The test hands over longer arrays than a host would. */
static const struct kernel_axis axes[] = { { "lane", AXIS_LANE, LANES, -1, -1 } };
static const struct kernel_clock clocks[] = { KERNEL_CLOCKS };
static const struct kernel_buffer buffers[] = {
    { "x", INPUT, OVER(0), 1, POINT, 1, REAL }, { "y", INPUT, OVER(0), 1, POINT, 1, REAL },
    { "of", OUTPUT, OVER(0), 1, END, 1, REAL }
};
const struct kernel massc_kernel = { KERNEL_ABI, REAL, LANES, WIDTH, "lanes", axes, 1, clocks, 4, buffers, 3, 0, -1,
                                     start, advance, results, draw };
