/* gather.c -- sums over time and nodes, and squares about their mean.
 *
 * Time is cut into blocks of BLOCK steps, counted from t = 0. Within a block
 * each node sums its samples less the first of them, its base. A block that
 * ends joins the total, in double: the nodes in ascending order about the base
 * of node 0, then the block as a whole by Chan's formula. The total's sum is
 * kept with what its roundings lost. What is unfinished lies in the tally too,
 * so how steps are cut into calls changes no bit.
 *
 *   block   base, sum, squares    [3][node], numbers of the kernel
 *   total   sum, lost, squares    doubles: the sum is sum + lost, squares are about the mean
 */
enum { BLOCK = 32 };

/* A vector of singles is worked on in two halves, each as wide as the machine
 * has doubles. */
#if REAL == 4 && WIDTH >= 4
#define WIDE (WIDTH/2)
#else
#define WIDE WIDTH
#endif
enum { PARTS = WIDTH/WIDE };

#if WIDTH == 1
typedef num slim;
typedef double wide;
#define widened(x) ((double)(x))
#define less(s, n, a) fma(-(n), a, s)       /* s - n*a, rounded once */
#else
typedef num slim __attribute__((vector_size(REAL*WIDE)));
typedef double wide __attribute__((vector_size(8*WIDE)));
#define widened(x) __builtin_convertvector(x, wide)
static INLINE_ wide less(wide s, double n, wide a)
{
    wide r = s;
    for (int l = 0; l < WIDE; l++)
        r[l] = fma(-n, a[l], r[l]);
    return r;
}
#endif

/* What [all], which is a + b, is too small by. */
static INLINE_ wide lost_of(wide a, wide b, wide all)
{
    const wide of_b = all - a;
    return (a - (all - of_b)) + (b - of_b);
}

/* [steps] steps of a block join the [before] samples of a total, whose numbers
 * are [stride] apart; [squares] or the sum alone. */
static INLINE_ void gather_part(const slim *restrict block, wide *restrict total, int stride,
                               double before, double steps, int squares)
{
    const double count = steps*NODES, share = 1.0/count;
    const wide base = widened(block[0]), whole = base*count;
    wide sum = base*0.0, square = sum;

    for (int i = 0; i < NODES; i++) {
        const wide gap = widened(block[AT(0, i)*PARTS]) - base;
        const wide own = widened(block[AT(1, i)*PARTS]);
        const wide all = gap*steps + own;
        sum = sum + all;
        if (squares)
            square = square + (widened(block[AT(2, i)*PARTS]) + gap*(own + all));
    }
    if (squares) {
        const wide so_far = less(total[0], before, base) + total[stride];
        const wide apart = sum*share - so_far*(before > 0.0 ? 1.0/before : 0.0);
        total[2*stride] = total[2*stride] + (square - sum*(sum*share))
                        + apart*apart*(before*count/(before + count));
    }
    {
        const wide joined = whole + sum, all = total[0] + joined;
        total[stride] = total[stride] + (lost_of(total[0], joined, all) - less(whole, count, base));
        total[0] = all;
    }
}

__attribute__((noinline))
static void gather(const real *block, wide *total, int stride, double before, long steps, int squares)
{
    for (int part = 0; part < PARTS; part++)
        gather_part((const slim *)block + part, total + part, stride, before, (double)steps, squares);
}

static double mean_of(double sum, double lost, double count)
{
    const double mean = sum/count;
    return mean + (fma(-mean, count, sum) + lost)/count;
}

/* Rounding may leave squares below 0. Finite samples whose squares overflow
 * have an infinite variance, as two passes would give. */
static double var_of(double sum, double squares, double count)
{
    const double zero = sum - sum;              /* NaN where the sum is not finite */
    if (squares - squares == 0.0)
        return squares < 0.0 ? 0.0 : squares/count;
    return zero == 0.0 ? 1.0/zero : zero;
}
