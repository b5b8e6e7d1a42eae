/* pure.c -- a*b + a, without a state. */

static void start(const struct kernel_job *j) { (void)j; }

static void results(const struct kernel_job *j)
{
    const real *p = j->at[0];
    real *r = j->at[1];
    for (int l = 0; l < LANES/WIDTH; l++)
        r[l] = madd(p[l], p[LANES/WIDTH + l], p[l]);
}

static const struct kernel_axis axes[] = { { "lane", AXIS_LANE, LANES, -1, -1 } };
static const struct kernel_clock clocks[] = { KERNEL_CLOCKS };
static const struct kernel_buffer buffers[] = {
    { "factors", INPUT, OVER(0), 2, POINT, 1, REAL },
    { "result", OUTPUT, OVER(0), 1, END, 1, REAL }
};
const struct kernel massc_kernel = { KERNEL_ABI, REAL, LANES, WIDTH, "pure", axes, 1, clocks, 4, buffers, 2, 0, -1,
                                     start, 0, results, 0 };
