/* lanes.c -- every function of templates/math over an array, for unit_lanes.c,
 * which puts the functions in front and their numbers into CASES.
 *
 * advance() applies function number job->first to job->steps numbers.
 */
#define ONE(n, f)                                   \
    case n:                                         \
        for (long i = 0; i < j->steps/WIDTH; i++)   \
            out[i] = m_##f(x[i]);                   \
        break;
#define TWO(n, f)                                   \
    case n:                                         \
        for (long i = 0; i < j->steps/WIDTH; i++)   \
            out[i] = m_##f(x[i], y[i]);             \
        break;

static void start(const struct kernel_job *j) { (void)j; }
static void finish(const struct kernel_job *j) { (void)j; }

static void advance(const struct kernel_job *j)
{
    const real *x = j->point, *y = j->graph;
    real *out = j->result;

    switch (j->first) {
    CASES
    }
}

const struct kernel massc_kernel = { KERNEL_ABI, REAL, LANES, WIDTH, 1, 1, 1, 1, 0, 1, 0, 0,
                                     "lanes", start, advance, finish, draw };
