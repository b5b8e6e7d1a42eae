/* sums.c -- sums over time and nodes, and squares about their mean.
 *
 * Time is cut into blocks of BLOCK_TICKS steps, counted from t = 0. Within a block
 * each node sums its samples less the first of them, its base. When the next
 * block begins, and at the end, it joins the total, in double: the nodes in
 * ascending order about the base of node 0, then the block as a whole by Chan's
 * formula. The total's sum is kept with what its roundings lost.
 *
 *   block   base, sum, squares    [3][node], numbers of the kernel
 *   total   sum, lost, squares    doubles: the sum is sum + lost, squares are about the mean
 *
 * Where each node has a total of its own, it joins alone: [nodes] is 1 then, and numbers of
 * a total and of a block lie [apart] places from slot to slot, not 1 and [nodes].
 */
enum { BLOCK_TICKS = 32 };

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
static inline wide less(wide s, double n, wide a)
{
    wide r = s;
    for (int l = 0; l < WIDE; l++)
        r[l] = fma(-n, a[l], r[l]);
    return r;
}
#endif

/* What [all], which is a + b, is too small by. */
static inline wide lost_of(wide a, wide b, wide all)
{
    const wide of_b = all - a;
    return (a - (all - of_b)) + (b - of_b);
}

/* Number of a block, of parts of vectors. */
#define IN_BLOCK(slot, node) (((slot)*nodes + (node))*stride)
enum { STRIDE = VECS*PARTS };               /* parts from number to number */

/* [steps] steps of a block of [nodes] join the [before] samples of a total; [squares] or
 * the sum alone. */
static inline void gather_part(const slim *restrict block, wide *restrict total, long stride, int nodes,
                               double before, double steps, int squares)
{
    const double count = steps*nodes, share = 1.0/count;
    const wide base = widened(block[0]), product = base*count;
    wide sum = base*0.0, square = sum;

    for (int i = 0; i < nodes; i++) {
        const wide gap = widened(block[IN_BLOCK(0, i)]) - base;
        const wide own = widened(block[IN_BLOCK(1, i)]);
        const wide all = gap*steps + own;
        sum = sum + all;
        if (squares)
            square = square + (widened(block[IN_BLOCK(2, i)]) + gap*(own + all));
    }
    if (squares) {
        const wide so_far = less(total[0], before, base) + total[stride];
        const wide apart = sum*share - so_far*(before > 0.0 ? 1.0/before : 0.0);
        total[2*stride] = total[2*stride] + (square - sum*(sum*share))
                        + apart*apart*(before*count/(before + count));
    }
    {
        const wide joined = product + sum, all = total[0] + joined;
        total[stride] = total[stride] + (lost_of(total[0], joined, all) - less(product, count, base));
        total[0] = all;
    }
}

__attribute__((noinline))
static void gather(const real *block, wide *total, long apart, int nodes, double before, long steps, int squares)
{
    for (int part = 0; part < PARTS; part++)
        gather_part((const slim *)block + part, total + part, apart*STRIDE, nodes, before, (double)steps, squares);
}

/* Steps of the last block, of [steps] in all. */
static inline long last_steps(double steps)
{
    return steps > 0.0 ? ((long)steps - 1) % BLOCK_TICKS + 1 : 0;
}

/* [closed]: the total with the last block, of [steps] steps in all. */
static void close_sum(const wide *total, const real *block, wide *closed, long apart, int nodes, double steps, int squares)
{
    const long last = last_steps(steps), stride = apart*STRIDE;

    for (int slot = 0; slot < 2 + squares; slot++)
        for (int part = 0; part < PARTS; part++)
            closed[slot*stride + part] = total[slot*stride + part];
    if (last)
        gather(block, closed, apart, nodes, (steps - (double)last)*nodes, last, squares);
}

static SPARE_ double mean_of(double sum, double lost, double squares, double count)
{
    const double mean = sum/count;
    (void)squares;
    return mean + (fma(-mean, count, sum) + lost)/count;
}

static SPARE_ double total_of(double sum, double lost, double squares, double count)
{
    (void)squares;
    (void)count;
    return sum + lost;
}

/* Rounding may leave squares below 0. Finite samples whose squares overflow
 * have an infinite variance, as two passes would give. */
static SPARE_ double var_of(double sum, double lost, double squares, double count)
{
    const double zero = sum - sum;              /* NaN where the sum is not finite */
    (void)lost;
    if (squares - squares == 0.0)
        return squares < 0.0 ? 0.0 : squares/count;
    return zero == 0.0 ? 1.0/zero : zero;
}

static SPARE_ double std_of(double sum, double lost, double squares, double count)
{
    return sqrt(var_of(sum, lost, squares, count));
}

/* What [of] makes of each lane's closed sum of [count] samples. */
static real finished(const wide *closed, long apart, int squares, double count, double (*of)(double, double, double, double))
{
    union { wide w[3*PARTS]; double lane[3][WIDTH]; } all;
    union { real r; num lane[WIDTH]; } out;

    for (int slot = 0; slot < 2 + squares; slot++)
        for (int part = 0; part < PARTS; part++)
            all.w[slot*PARTS + part] = closed[slot*apart*STRIDE + part];
    for (int l = 0; l < WIDTH; l++)
        out.lane[l] = (num)of(all.lane[0][l], all.lane[1][l], squares ? all.lane[2][l] : 0.0, count);
    return out.r;
}
