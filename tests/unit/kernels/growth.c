/* growth.c -- x+ = a*x from 1: overflows at a step that is known. */

static void start(const struct kernel_job *j)
{
    num *x = j->state;
    for (int l = 0; l < LANES; l++)
        x[l] = 1;
}

static void advance(const struct kernel_job *j)
{
    real *x = j->state, *dead = j->dead, *tally = j->tally;
    const real *a = j->point;
    for (long s = 0; s < j->steps; s++)
        for (int l = 0; l < LANES/WIDTH; l++) {
            x[l] = x[l]*a[l];
            dead[l] += x[l]*lanes(0);
            if (j->observe)
                tally[l] += lanes(1);
        }
}

static void finish(const struct kernel_job *j)
{
    real *r = j->result, *t = j->tally;
    for (int l = 0; l < LANES/WIDTH; l++)
        r[l] = t[l];
}

const struct kernel massc_kernel = { KERNEL_ABI, REAL, LANES, WIDTH, 1, 1, 1, 0, 1, 1, 0, 0,
                                     "growth", start, advance, finish, 0 };
