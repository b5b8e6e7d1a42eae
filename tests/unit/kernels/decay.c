/* decay.c -- x' = -a*x with noise in every node; the test takes the same sums. */

enum { NODES = 3 };
#ifdef OWN
#define NOISE(s, i, l) (*(const real *)(noise + (((s)*NODES + (i))*LANES + (l)*WIDTH)))
#else
#define NOISE(s, i, l) lanes(noise[(s)*NODES + (i)])
#define OWN 0
#endif

static void start(const struct kernel_job *j)
{
    num *x = j->state;
    for (int i = 0; i < NODES*LANES; i++)
        x[i] = (num)(i/LANES + 1);
}

static void advance(const struct kernel_job *j)
{
    real *x = j->state, *tally = j->tally, *dead = j->dead;
    const real *a = j->point;
    const num *noise = j->noise;
    for (long s = 0; s < j->steps; s++)
        for (int i = 0; i < NODES; i++)
            for (int l = 0; l < LANES/WIDTH; l++) {
                real *p = &x[i*(LANES/WIDTH) + l];
                *p = madd(lanes((num)-j->dt)*a[l], *p, *p + NOISE(s, i, l));
                dead[l] += *p*lanes(0);
                if (j->observe)
                    tally[l] = tally[l] + *p;
            }
}

static void finish(const struct kernel_job *j)
{
    real *x = j->state, *t = j->tally, *r = j->result;
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

const struct kernel massc_kernel = { KERNEL_ABI, REAL, LANES, WIDTH, NODES, 1, 1, 1, 1, 2, 0,
                                     OWN, "decay", start, advance, finish, draw };
