/* decay.c -- x' = -a*x with noise in every node; the test takes the same sums. */

enum { NODES = 3 };
#ifdef OWN
#define NORMAL(s, i, l) (*(const real *)(noise + (((s)*NODES + (i))*LANES + (l)*WIDTH)))
#else
#define NORMAL(s, i, l) lanes(noise[(s)*NODES + (i)])
#define OWN 0
#endif

enum { RATE, NOISE, STATE, DEAD, TALLY, RESULT };

static void start(const struct kernel_job *j)
{
    num *x = j->at[STATE];
    for (int i = 0; i < NODES*LANES; i++)
        x[i] = (num)(i/LANES + 1);
}

static void advance(const struct kernel_job *j)
{
    real *x = j->at[STATE], *tally = j->at[TALLY], *dead = j->at[DEAD];
    const real *a = j->at[RATE];
    const num *noise = j->at[NOISE];
    for (long s = 0; s < j->ticks; s++)
        for (int i = 0; i < NODES; i++)
            for (int l = 0; l < LANES/WIDTH; l++) {
                real *p = &x[i*(LANES/WIDTH) + l];
                *p = madd(lanes((num)-j->dt)*a[l], *p, *p + NORMAL(s, i, l));
                dead[l] += *p*lanes(0);
                if (j->first + s >= j->origin)
                    tally[l] = tally[l] + *p;
            }
}

static void results(const struct kernel_job *j)
{
    real *x = j->at[STATE], *t = j->at[TALLY], *r = j->at[RESULT];
    for (int l = 0; l < LANES/WIDTH; l++) {
        r[l] = t[l]/lanes((num)(j->total*NODES));
        r[LANES/WIDTH + l] = x[l];
    }
}

static void draw(unsigned hi, unsigned lo, unsigned long long first, long n, long stride, void *to)
{
    num *out = to;
    for (long i = 0; i < n; i++) {
        unsigned x = (unsigned)(first + i)*2654435761u ^ hi*40503u ^ lo;
        x ^= x >> 15; x *= 2246822519u; x ^= x >> 13;
        out[i*stride] = (num)(int)(x >> 16)/(num)65536 - (num)0.5;
    }
}

static const struct kernel_axis axes[] = {
    { "lane", AXIS_LANE, LANES, -1, -1 }, { "node", AXIS_NODE, NODES, -1, -1 }
};
static const struct kernel_clock clocks[] = { KERNEL_CLOCKS };
static const struct kernel_buffer buffers[] = {
    { "rate", INPUT, OVER(0), 1, POINT, 1, REAL },
    { "noise", INPUT, OWN ? OVER(0) | OVER(1) : OVER(1), 1, STEP, 0, REAL },
    { "state", LIVE, OVER(0) | OVER(1), 1, STEP, 1, REAL },
    { "dead", LIVE, OVER(0), 1, STEP, 1, REAL },
    { "tally", LIVE, OVER(0), 1, STEP, 1, REAL },
    { "result", OUTPUT, OVER(0), 2, END, 1, REAL }
};
const struct kernel massc_kernel = { KERNEL_ABI, REAL, LANES, WIDTH, "decay", axes, 2, clocks, 4, buffers, 6, 0, DEAD,
                                     start, advance, results, draw };
