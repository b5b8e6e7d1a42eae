/* growth.c -- x+ = a*x from 1: overflows at a step that is known. */

enum { FACTOR, STATE, DEAD, TALLY, RESULT };

static void start(const struct kernel_job *j)
{
    num *x = j->at[STATE];
    for (int l = 0; l < LANES; l++)
        x[l] = 1;
}

static void advance(const struct kernel_job *j)
{
    real *x = j->at[STATE], *dead = j->at[DEAD], *tally = j->at[TALLY];
    const real *a = j->at[FACTOR];
    for (long s = 0; s < j->ticks; s++)
        for (int l = 0; l < LANES/WIDTH; l++) {
            x[l] = x[l]*a[l];
            dead[l] += x[l]*lanes(0);
            if (j->first + s >= j->origin)
                tally[l] += lanes(1);
        }
}

static void results(const struct kernel_job *j)
{
    real *r = j->at[RESULT], *t = j->at[TALLY];
    for (int l = 0; l < LANES/WIDTH; l++)
        r[l] = t[l];
}

static const struct kernel_axis axes[] = { { "lane", AXIS_LANE, LANES, -1, -1 } };
static const struct kernel_clock clocks[] = { KERNEL_CLOCKS };
static const struct kernel_buffer buffers[] = {
    { "factor", INPUT, OVER(0), 1, POINT, 1, REAL },
    { "state", LIVE, OVER(0), 1, STEP, 1, REAL },
    { "dead", LIVE, OVER(0), 1, STEP, 1, REAL },
    { "tally", LIVE, OVER(0), 1, STEP, 1, REAL },
    { "result", OUTPUT, OVER(0), 1, END, 1, REAL }
};
const struct kernel massc_kernel = { KERNEL_ABI, REAL, LANES, WIDTH, "growth", axes, 1, clocks, 4, buffers, 5, 0, DEAD,
                                     start, advance, results, 0 };
