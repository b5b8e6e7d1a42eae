/* rww1000_sparse.c -- reduced Wong-Wang, 1000 nodes, a fiftieth of all edges, 64 points, by hand.
 *
 * An edge costs an index and a weight, loaded once for V vectors, and V loads of its source: four chains hide each
 * other's latency. Observed values are summed over the nodes of a step in registers.
 */
/* kernel.h -- all that generated code and the runtime know of each other.
 *
 * A kernel advances a block of `lanes` points of a sweep. It says in three tables what
 * there is: axes (what a number varies over), clocks (when it changes) and buffers (the
 * memory, of which the host owns every byte). The calls for a block:
 *
 *   start     prepares it: what depends on the point alone, the first state
 *   advance   takes job->ticks steps from job->first on; any number of calls
 *   results   turns what was observed into the columns of the table
 *
 * How the steps are cut into calls changes no bit of any result: the kernel itself looks
 * at the number of a step, as where time 0 is passed and observing begins.
 *
 * A buffer lies at job->at[its row of the table], as [row][slot][axes in table order but
 * the lanes][lane], in numbers of `bytes`. What it is for follows from its row alone:
 *
 *   INPUT   over lanes, of POINT    swept numbers: all such buffers lie one after the
 *                                   other, in table order, and are filled as one list
 *   INPUT   of FIXED or POINT       fixed arrays, the same for all blocks; one after the
 *                                   other in table order, too
 *   INPUT   of STEP, rows 0         noise, a term of it each: row 0 is the first step of
 *                                   the call; its normals are numbered [step][slot][node],
 *                                   for each lane if over lanes
 *   LIVE    of STEP or below        history: this and nothing else has to be kept to take
 *                                   steps again; 0 when start is called
 *   LIVE    of STEP, rows 0         the ring of a delay: the job says R rows, a power of two, and
 *                                   there are 2*R: the row of step n is n modulo R, twice, in
 *                                   both halves. No step looks back more than R - 2 rows, or
 *                                   what it finds there counts as R - 2 rows back
 *   LIVE    of POINT                written by start, read later; 4 bytes, a table of lags: ints
 *   SCRATCH                         worth nothing between two calls
 *   OUTPUT  over lanes, of END      results, one buffer after the other in table order
 *   OUTPUT  over lanes, rows 0,     a recording: tick m of its clock is row m modulo the rows
 *           of a child of STEP      the host gave, and is read between two calls
 *
 * Buffers begin at multiples of 64 bytes where none has to follow another.
 */
#ifndef KERNEL_H
#define KERNEL_H

enum { KERNEL_ABI = 4 };

enum kernel_axis_kind { AXIS_LANE, AXIS_NODE, AXIS_EDGE, AXIS_MODE };

/* When something changes or is known: never, with the point, in a step, at the end. These
 * are the first rows of each table of clocks; more are children of STEP or of each other. */
enum kernel_when { FIXED, POINT, STEP, END, FIRST_CHILD };

enum kernel_life { INPUT, LIVE, SCRATCH, OUTPUT };

/* A set of axes: those a buffer varies over. */
#define OVER(axis) (1u << (axis))

struct kernel_axis {            /* row 0 is the lanes */
    const char *name;           /* for readers, as all names: a host only compares them */
    int kind;                   /* enum kernel_axis_kind */
    long extent;                /* of the lanes: `lanes` */
    int from, to;               /* EDGE: the axes it leads from and to, maybe one; else -1 */
};

/* A child ticks in every `every`-th tick of its parent, first in tick first + every - 1. */
struct kernel_clock {
    const char *name;
    int parent;                 /* an earlier row; -1 for the first four */
    long every, first;
    int after_origin;           /* `first` and `upto` count from time 0, the end of the transient */
    long upto;                  /* no ticks in that tick of the parent, and behind; 0: no end */
};
/* The first four. */
#define KERNEL_CLOCKS { "fixed", -1, 1, 0, 0, 0 }, { "point", -1, 1, 0, 0, 0 }, { "step", -1, 1, 0, 0, 0 }, { "end", -1, 1, 0, 0, 0 }

struct kernel_buffer {
    const char *name;
    int life;                   /* enum kernel_life */
    unsigned over;              /* OVER of each axis */
    long slots;                 /* numbers at a place of the axes */
    int clock;                  /* row of the clocks: when it changes */
    long rows;                  /* 1; of a stream its length, 0: the host says in job->rows */
    int bytes;                  /* of a number: 4 or 8, the kernel's own, a double's or an int's */
};

struct kernel_job {             /* the host fills all of it, for each call */
    long first;                 /* steps taken before this call */
    long ticks;                 /* steps to take in this call */
    long origin;                /* steps of the transient: time 0 is behind them */
    double dt, rest;            /* time step, and what its decimal is more than this double */
    double total;               /* steps that will have been observed when results is called */
    void *const *at;            /* [buffers]: where each begins, in memory of the host */
    const long *rows;           /* [buffers]: of the table, or where it says 0 at least job->ticks, of a ring R */
    void *room;                 /* kernel.room numbers a lane, worth nothing between two calls */
};

struct kernel {                 /* constant; the generator writes it behind the code */
    int abi;                    /* KERNEL_ABI */
    int bytes;                  /* of a number: 4 or 8 */
    int lanes;                  /* points of a block */
    int width;                  /* lanes of one vector: 1 under tcc */
    const char *name;           /* exploration the kernel was made for */
    const struct kernel_axis *axes;         int axis_count;
    const struct kernel_clock *clocks;      int clock_count;
    const struct kernel_buffer *buffers;    int buffer_count;
    long room;                  /* numbers of job->room; 0 in kernels that call no primitives */
    int dead;                   /* LIVE buffer, a number a lane: 0 while every state was finite,
                                   NaN ever after; -1: there are no states and nothing to advance */
    void (*start)(const struct kernel_job *);
    void (*advance)(const struct kernel_job *);         /* may be NULL where dead is -1 */
    void (*results)(const struct kernel_job *);
    /* Normals number first .. first+count-1 of the key's stream to out[0],
     * out[stride], ..., of `bytes` each; NULL: the host draws them, the same for every kernel. */
    void (*draw)(unsigned key_hi, unsigned key_lo, unsigned long long first,
                 long count, long stride, void *out);
};
#endif
#define REAL  4
#if defined __AVX512F__
#define LANES 64
#else
#define LANES 32
#endif
/* real.c -- a number of every lane, and the few operations C has no sign for.
 *
 * Set before this text: REAL (bytes of a number, 4 or 8) and LANES (points of a
 * block, a power of two). A `real` holds WIDTH lanes: a vector where the
 * compiler has vector types, one plain number under tcc. Every operation acts
 * on each lane alone and rounds as IEEE 754 says, so neither the compiler nor
 * the width changes a bit. `madd` is the fused a*b + c everywhere. What few
 * arguments need is done lane by lane in functions that are COLD_, where some_ lane
 * calls for it.
 */
#define COLD_ __attribute__((noinline, cold))
#define INLINE_ inline __attribute__((always_inline, unused))   /* what clang takes for too long */
#define SPARE_ __attribute__((unused))      /* what not every kernel calls */
#define APART_ __attribute__((noinline))    /* a loop that shares no registers with its caller's */
#ifndef WIDTH
#if defined __TINYC__
#define WIDTH 1
#elif defined __AVX512F__ && LANES*REAL >= 64
#define WIDTH (64/REAL)
#elif defined __AVX__ && LANES*REAL >= 32
#define WIDTH (32/REAL)
#elif LANES*REAL >= 16
#define WIDTH (16/REAL)
#else
#define WIDTH LANES
#endif
#endif

double sqrt(double);
double fma(double, double, double);

#if REAL == 4
typedef float num;
typedef int whole;
float fmaf(float, float, float);
float sqrtf(float);
#define FMA_  fmaf
#define SQRT_ sqrtf
#else
typedef double num;
typedef long long whole;
#define FMA_  fma
#define SQRT_ sqrt
#endif

#if WIDTH == 1
typedef num real;
typedef whole word;                 /* integer lanes, as wide as a real */
typedef int mask;                   /* what a comparison gives */

/* Macros, because tcc inlines nothing. */
#define lanes(x)        (x)
#define madd(a, b, c)   FMA_(a, b, c)
#define root(x)         SQRT_(x)
#define select(m, a, b) ((m) ? (a) : (b))
#define at_most(x, y)   ((x) > (y) ? (y) : (x))     /* NaN if x is: y stands for a bound */
#define at_least(x, y)  ((x) < (y) ? (y) : (x))
#define both(a, b)      ((a) & (b))
#define either(a, b)    ((a) | (b))
#define neither(a)      (!(a))

#define some_(m)        (m)             /* is it so in any lane? */
#define lane_(x, l)     (x)

static INLINE_ word as_word(real x) { union { real r; word w; } u; u.r = x; return u.w; }
static INLINE_ real as_real(word x) { union { real r; word w; } u; u.w = x; return u.r; }
#else
typedef num real __attribute__((vector_size(REAL*WIDTH)));
typedef whole word __attribute__((vector_size(REAL*WIDTH)));
typedef word mask;

static INLINE_ real lanes(num x) { return x - (real){ 0 }; }

/* Instructions that a compiler does not find, or finds late: gcc those of C's own
 * expressions, both the one for a product with a power of two. */
#if REAL == 4
#define X86_(name, tail) __builtin_ia32_##name##ps##tail
#else
#define X86_(name, tail) __builtin_ia32_##name##pd##tail
#endif
#if REAL*WIDTH == 64
#define MADD_(a, b, c)  X86_(vfmadd, 512_mask)(a, b, c, -1, 4)
#define LESS_(a, b)     X86_(min, 512_mask)(a, b, a, -1, 4)
#define MORE_(a, b)     X86_(max, 512_mask)(a, b, a, -1, 4)
#define SCALE_(a, n)    X86_(scalef, 512_mask)(a, n, a, -1, 4)
#elif REAL*WIDTH == 32
#define MADD_(a, b, c)  X86_(vfmadd, 256)(a, b, c)
#define LESS_(a, b)     X86_(min, 256)(a, b)
#define MORE_(a, b)     X86_(max, 256)(a, b)
#elif REAL*WIDTH == 16
#define MADD_(a, b, c)  X86_(vfmadd,)(a, b, c)
#define LESS_(a, b)     X86_(min,)(a, b)
#define MORE_(a, b)     X86_(max,)(a, b)
#endif

#if defined MADD_ && defined __FMA__ && !defined __clang__
static INLINE_ real madd(real a, real b, real c) { return MADD_(a, b, c); }
static INLINE_ real at_most(real x, real y) { return LESS_(y, x); }      /* the second if one is NaN */
static INLINE_ real at_least(real x, real y) { return MORE_(y, x); }
#else
static INLINE_ real madd(real a, real b, real c)
{
    real r;
    for (int l = 0; l < WIDTH; l++)
        r[l] = FMA_(a[l], b[l], c[l]);
    return r;
}
#define at_most(x, y)   select((x) > (y), y, x)
#define at_least(x, y)  select((x) < (y), y, x)
#endif
static INLINE_ real root(real x)
{
    real r;
    for (int l = 0; l < WIDTH; l++)
        r[l] = SQRT_(x[l]);
    return r;
}
static INLINE_ real select(mask m, real a, real b) { return (real)((m & (word)a) | (~m & (word)b)); }
static INLINE_ mask both(mask a, mask b) { return a & b; }
static INLINE_ mask either(mask a, mask b) { return a | b; }
static INLINE_ mask neither(mask a) { return ~a; }
#define lane_(x, l)     (x)[l]
static INLINE_ int some_(mask m)             /* is it so in any lane? */
{
#if defined __AVX512DQ__ && REAL*WIDTH == 64 && REAL == 4
    return __builtin_ia32_cvtd2mask512(m) != 0;
#elif defined __AVX512DQ__ && REAL*WIDTH == 64
    return __builtin_ia32_cvtq2mask512(m) != 0;
#elif defined __AVX__ && REAL*WIDTH >= 32
    typedef long long quad __attribute__((vector_size(32)));
    union { mask m; quad q[REAL*WIDTH/32]; } u = { m };
    quad any = u.q[0];
    for (int i = 1; i < REAL*WIDTH/32; i++)
        any |= u.q[i];
    return !__builtin_ia32_ptestz256(any, any);
#else
    union { mask m; long long q[REAL*WIDTH/8]; } u = { m };
    long long any = 0;
    for (int i = 0; i < REAL*WIDTH/8; i++)
        any |= u.q[i];
    return any != 0;
#endif
}
static INLINE_ word as_word(real x) { return (word)x; }
static INLINE_ real as_real(word x) { return (real)x; }
#endif
/* word.c -- words that wrap around, for bit patterns that may leave the range. */
#if WIDTH == 1
typedef unsigned wrap;
#else
typedef unsigned wrap __attribute__((vector_size(4*WIDTH)));
#endif
#define m_minus(a, b)   ((word)((wrap)(a) - (wrap)(b)))
#define m_power(w)      as_real((word)((wrap)(w) << 23))    /* 2^(w - 127): low 8 bits */

/* p*2^n, rounded once; the low bits of w: n and twice the bias. */
#ifdef SCALE_
#define m_scaled(p, n, w) SCALE_(p, n)
#else
#define m_scaled(p, n, w) ((p)*m_power((w) >> 1)*m_power((w) - ((w) >> 1)))
#endif

/* needs: word */
/* exprel.c -- (e^x - 1)/x of singles, 1 at 0, within 2.5 ulp.
 *
 * x = n*ln 2 + r; e^x - 1 = 2^n*p + (2^n - 1) with p = e^r - 1, the polynomial of
 * expm1.c. Dividend and divisor are taken 2^-10 as large: the quotient is finite
 * longer than e^x is. Where the divisor is not 0 but tiny, they are equal.
 */
static INLINE_ real m_exprel(real x)
{
    const num shift = 12582912.0f + 127.0f - 10.0f; /* 1.5*2^23: n lands in the low bits */
    const num down = 9.765625e-4f;                     /* 2^-10 */
    real v = at_most(x, lanes(94.0f));                   /* overflows */
    real a = at_least(v, lanes(-20.0f));                  /* e^-20 - 1 rounds to -1 */
    real k = madd(a, lanes(1.44269504f), lanes(shift)), n = k - shift, r, p, s;

    r = madd(n, lanes(-0.693359375f), a);
    r = madd(n, lanes(2.12194440e-4f), r);

    p = lanes(1.9845876e-4f);
    p = madd(p, r, lanes(1.3940668e-3f));
    p = madd(p, r, lanes(8.33339e-3f));
    p = madd(p, r, lanes(4.166636e-2f));
    p = madd(p, r, lanes(0.16666666f));
    p = madd(p, r, lanes(0.5f));
    p = madd(p, r*r, r);

    s = m_power(as_word(k));
    v = v*down;
    return select(v == lanes(0.0f), lanes(1.0f), madd(s, p, s - down)/v);
}

/* spread.c -- from here on a number stands for itself in every lane. */
#if WIDTH > 1
#define lanes(x)        ((x) - (real){ 0 })
#define madd(a, b, c)   madd(lanes(a), lanes(b), lanes(c))
#define root(x)         root(lanes(x))
#define select(m, a, b) select(m, lanes(a), lanes(b))
#endif

enum { VECS = LANES/WIDTH };

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
static const int edge_row[] = {
    0, 29, 48, 65, 87, 113, 129, 152, 177, 196, 213, 229, 247, 267, 289, 310, 328, 349, 372, 394,
    409, 429, 450, 470, 490, 502, 529, 551, 573, 590, 611, 637, 654, 672, 694, 712, 743, 755, 774, 799,
    817, 835, 849, 869, 880, 906, 926, 946, 965, 982, 1002, 1022, 1045, 1061, 1089, 1110, 1128, 1147, 1162, 1189,
    1210, 1234, 1254, 1268, 1288, 1307, 1324, 1343, 1367, 1390, 1402, 1426, 1447, 1475, 1498, 1512, 1523, 1537, 1555, 1572,
    1592, 1614, 1640, 1657, 1682, 1701, 1720, 1743, 1765, 1781, 1803, 1827, 1849, 1872, 1893, 1911, 1923, 1946, 1961, 1980,
    2005, 2026, 2047, 2062, 2080, 2098, 2125, 2140, 2156, 2187, 2205, 2224, 2242, 2272, 2295, 2312, 2336, 2356, 2375, 2404,
    2428, 2452, 2465, 2490, 2511, 2529, 2545, 2560, 2576, 2600, 2626, 2644, 2663, 2677, 2708, 2730, 2746, 2762, 2781, 2795,
    2819, 2839, 2859, 2876, 2899, 2917, 2938, 2953, 2975, 3000, 3014, 3035, 3062, 3092, 3110, 3126, 3148, 3168, 3182, 3201,
    3222, 3242, 3259, 3272, 3286, 3307, 3325, 3348, 3368, 3396, 3422, 3444, 3459, 3479, 3496, 3525, 3545, 3568, 3586, 3606,
    3618, 3636, 3653, 3676, 3697, 3718, 3742, 3765, 3777, 3791, 3802, 3828, 3851, 3871, 3896, 3913, 3933, 3951, 3973, 3998,
    4022, 4044, 4064, 4081, 4100, 4118, 4141, 4162, 4183, 4201, 4222, 4235, 4256, 4276, 4291, 4313, 4341, 4362, 4381, 4402,
    4414, 4436, 4456, 4473, 4493, 4511, 4528, 4554, 4571, 4586, 4605, 4636, 4658, 4682, 4705, 4724, 4738, 4759, 4783, 4805,
    4820, 4844, 4853, 4869, 4889, 4910, 4931, 4962, 4981, 5005, 5024, 5052, 5071, 5093, 5125, 5155, 5170, 5184, 5200, 5221,
    5243, 5261, 5276, 5294, 5312, 5337, 5362, 5381, 5405, 5429, 5448, 5463, 5483, 5498, 5519, 5536, 5557, 5578, 5598, 5617,
    5636, 5659, 5678, 5698, 5716, 5736, 5763, 5786, 5804, 5823, 5842, 5858, 5877, 5897, 5922, 5944, 5971, 5988, 6009, 6023,
    6034, 6053, 6080, 6099, 6125, 6142, 6160, 6175, 6185, 6207, 6224, 6246, 6266, 6284, 6305, 6322, 6350, 6370, 6391, 6416,
    6438, 6454, 6473, 6499, 6520, 6539, 6564, 6580, 6605, 6631, 6651, 6674, 6695, 6713, 6739, 6761, 6779, 6790, 6805, 6817,
    6837, 6859, 6882, 6902, 6918, 6943, 6965, 6988, 7008, 7034, 7055, 7075, 7091, 7112, 7139, 7156, 7182, 7199, 7222, 7234,
    7257, 7276, 7306, 7323, 7344, 7365, 7386, 7399, 7409, 7430, 7449, 7460, 7479, 7492, 7513, 7537, 7556, 7578, 7594, 7619,
    7642, 7663, 7682, 7700, 7721, 7740, 7756, 7773, 7794, 7806, 7825, 7848, 7864, 7887, 7907, 7930, 7946, 7964, 7992, 8010,
    8034, 8052, 8068, 8086, 8110, 8139, 8149, 8163, 8181, 8195, 8215, 8233, 8247, 8262, 8280, 8298, 8320, 8340, 8359, 8384,
    8407, 8426, 8448, 8472, 8495, 8517, 8540, 8561, 8581, 8594, 8608, 8626, 8646, 8667, 8682, 8701, 8717, 8738, 8762, 8786,
    8802, 8822, 8849, 8867, 8887, 8917, 8934, 8955, 8974, 8999, 9029, 9050, 9069, 9098, 9112, 9130, 9149, 9172, 9188, 9209,
    9223, 9246, 9258, 9283, 9299, 9315, 9339, 9362, 9394, 9413, 9437, 9456, 9478, 9501, 9526, 9552, 9567, 9587, 9617, 9641,
    9658, 9673, 9687, 9707, 9732, 9745, 9763, 9792, 9805, 9824, 9848, 9861, 9891, 9911, 9927, 9952, 9967, 9990, 10012, 10035,
    10049, 10067, 10094, 10109, 10128, 10147, 10167, 10192, 10208, 10222, 10242, 10255, 10274, 10296, 10316, 10330, 10350, 10369, 10397, 10421,
    10441, 10459, 10485, 10509, 10524, 10546, 10570, 10587, 10602, 10614, 10633, 10654, 10683, 10703, 10729, 10752, 10773, 10792, 10809, 10822,
    10840, 10859, 10875, 10898, 10926, 10947, 10975, 10988, 11016, 11039, 11063, 11081, 11100, 11115, 11129, 11143, 11159, 11176, 11194, 11213,
    11234, 11255, 11276, 11301, 11318, 11334, 11348, 11365, 11395, 11411, 11432, 11455, 11484, 11503, 11519, 11536, 11559, 11575, 11594, 11612,
    11637, 11650, 11667, 11683, 11703, 11720, 11733, 11754, 11771, 11786, 11804, 11828, 11841, 11853, 11870, 11885, 11901, 11917, 11936, 11961,
    11992, 12016, 12037, 12054, 12072, 12090, 12115, 12144, 12165, 12184, 12204, 12227, 12252, 12280, 12302, 12321, 12345, 12367, 12391, 12413,
    12436, 12463, 12479, 12503, 12526, 12538, 12559, 12580, 12594, 12615, 12638, 12666, 12686, 12707, 12728, 12747, 12767, 12782, 12804, 12823,
    12839, 12857, 12893, 12910, 12939, 12956, 12975, 12997, 13010, 13032, 13054, 13079, 13102, 13129, 13142, 13163, 13179, 13196, 13214, 13238,
    13255, 13277, 13297, 13318, 13338, 13356, 13375, 13391, 13409, 13431, 13455, 13472, 13498, 13521, 13541, 13564, 13584, 13601, 13620, 13645,
    13664, 13691, 13719, 13746, 13761, 13774, 13796, 13823, 13843, 13862, 13885, 13910, 13932, 13956, 13980, 14002, 14018, 14038, 14050, 14075,
    14089, 14111, 14136, 14152, 14169, 14192, 14212, 14228, 14255, 14277, 14293, 14307, 14323, 14348, 14366, 14384, 14404, 14427, 14445, 14461,
    14479, 14496, 14517, 14541, 14559, 14583, 14605, 14620, 14638, 14656, 14679, 14703, 14723, 14744, 14759, 14780, 14798, 14820, 14837, 14857,
    14878, 14895, 14911, 14931, 14943, 14962, 14982, 15001, 15021, 15031, 15055, 15083, 15104, 15132, 15154, 15172, 15200, 15212, 15230, 15253,
    15279, 15301, 15312, 15335, 15362, 15380, 15401, 15415, 15436, 15449, 15465, 15486, 15506, 15520, 15534, 15558, 15587, 15607, 15631, 15651,
    15669, 15688, 15699, 15724, 15745, 15767, 15784, 15806, 15828, 15851, 15874, 15895, 15914, 15938, 15962, 15977, 16003, 16020, 16046, 16070,
    16095, 16111, 16138, 16165, 16186, 16210, 16235, 16255, 16273, 16297, 16318, 16334, 16348, 16372, 16396, 16417, 16439, 16452, 16479, 16492,
    16509, 16533, 16551, 16566, 16577, 16597, 16623, 16638, 16650, 16675, 16695, 16712, 16730, 16755, 16776, 16793, 16814, 16835, 16854, 16870,
    16888, 16909, 16933, 16961, 16982, 16995, 17017, 17033, 17054, 17075, 17091, 17107, 17133, 17155, 17178, 17194, 17204, 17220, 17248, 17262,
    17291, 17318, 17335, 17352, 17374, 17396, 17416, 17434, 17457, 17480, 17503, 17523, 17541, 17564, 17581, 17598, 17620, 17631, 17648, 17665,
    17683, 17703, 17711, 17736, 17761, 17787, 17802, 17827, 17840, 17866, 17889, 17916, 17928, 17945, 17963, 17983, 18003, 18018, 18030, 18052,
    18069, 18097, 18122, 18137, 18156, 18185, 18203, 18226, 18247, 18267, 18283, 18303, 18325, 18343, 18362, 18385, 18404, 18421, 18443, 18461,
    18479, 18506, 18519, 18544, 18566, 18591, 18612, 18633, 18650, 18669, 18691, 18710, 18725, 18744, 18758, 18773, 18786, 18811, 18829, 18854,
    18868, 18889, 18914, 18935, 18959, 18972, 18991, 19007, 19033, 19057, 19083, 19101, 19118, 19135, 19160, 19185, 19206, 19225, 19247, 19263,
    19277, 19295, 19320, 19345, 19365, 19386, 19408, 19427, 19448, 19469, 19492, 19514, 19529, 19551, 19567, 19591, 19607, 19631, 19652, 19672,
    19696, 19714, 19736, 19761, 19784, 19796, 19815, 19837, 19859, 19878, 19901, 19921, 19946, 19965, 19985, 20010, 20030, 20050, 20074, 20107,
    20128,
};
static const int edge_source[] = {
    97, 120, 144, 183, 187, 237, 239, 283, 326, 330, 338, 391, 406, 576, 586, 608, 610, 611, 626, 657,
    691, 726, 791, 836, 844, 868, 888, 915, 954, 94, 109, 173, 212, 274, 590, 616, 631, 638, 647, 688,
    724, 725, 755, 806, 879, 900, 985, 994, 100, 102, 122, 142, 267, 333, 340, 386, 393, 463, 682, 706,
    732, 775, 910, 941, 964, 36, 123, 133, 216, 261, 262, 304, 343, 397, 402, 490, 493, 517, 611, 627,
    673, 685, 760, 897, 903, 909, 912, 13, 44, 45, 52, 197, 242, 254, 273, 279, 291, 362, 492, 525,
    632, 682, 686, 800, 808, 829, 832, 861, 871, 912, 927, 931, 969, 48, 77, 156, 253, 363, 465, 502,
    634, 639, 649, 714, 765, 777, 810, 839, 894, 47, 50, 86, 117, 167, 190, 229, 236, 242, 288, 442,
    525, 586, 610, 643, 681, 702, 783, 795, 855, 882, 916, 968, 40, 83, 94, 99, 124, 217, 254, 288,
    320, 345, 445, 470, 471, 477, 493, 635, 643, 663, 725, 764, 781, 954, 960, 970, 974, 15, 77, 81,
    132, 179, 232, 477, 514, 531, 549, 566, 570, 586, 609, 618, 669, 729, 731, 755, 75, 85, 94, 102,
    161, 280, 330, 342, 399, 403, 457, 605, 621, 855, 862, 914, 971, 124, 254, 347, 445, 458, 586, 598,
    629, 756, 774, 785, 825, 868, 874, 912, 913, 1, 70, 116, 135, 165, 187, 203, 211, 286, 441, 479,
    535, 672, 694, 761, 780, 910, 917, 143, 146, 201, 206, 263, 288, 303, 339, 435, 561, 570, 598, 755,
    784, 786, 841, 853, 909, 920, 965, 0, 16, 90, 128, 194, 197, 204, 258, 336, 363, 392, 462, 470,
    646, 648, 710, 716, 815, 887, 902, 971, 988, 58, 175, 178, 188, 241, 292, 329, 345, 577, 615, 619,
    635, 666, 667, 836, 841, 849, 888, 915, 919, 936, 45, 88, 145, 203, 237, 358, 468, 489, 567, 608,
    741, 783, 789, 835, 838, 862, 863, 975, 44, 54, 109, 116, 261, 288, 296, 371, 404, 504, 544, 580,
    624, 656, 696, 777, 800, 804, 836, 844, 978, 12, 112, 154, 175, 249, 251, 286, 316, 534, 563, 577,
    591, 652, 675, 676, 830, 860, 873, 889, 945, 961, 969, 987, 73, 204, 278, 409, 452, 471, 518, 532,
    549, 622, 633, 636, 667, 677, 773, 803, 883, 886, 899, 912, 950, 956, 213, 401, 431, 433, 518, 555,
    563, 578, 598, 602, 620, 764, 783, 867, 889, 59, 81, 130, 358, 362, 368, 370, 416, 442, 548, 567,
    586, 590, 604, 642, 713, 739, 757, 818, 954, 30, 166, 174, 187, 221, 250, 300, 307, 318, 341, 430,
    455, 490, 573, 588, 604, 621, 668, 700, 944, 956, 13, 101, 171, 210, 211, 233, 238, 301, 354, 457,
    494, 516, 554, 580, 585, 744, 901, 951, 969, 995, 47, 78, 141, 202, 258, 267, 317, 339, 350, 360,
    423, 535, 574, 617, 774, 800, 823, 877, 957, 983, 57, 70, 135, 264, 298, 346, 365, 444, 474, 476,
    745, 937, 24, 29, 38, 51, 92, 155, 211, 218, 224, 232, 259, 287, 296, 307, 310, 342, 343, 436,
    493, 527, 533, 549, 677, 737, 835, 867, 977, 45, 73, 74, 81, 129, 137, 157, 271, 314, 499, 582,
    666, 693, 695, 720, 727, 730, 775, 858, 859, 886, 917, 22, 153, 218, 220, 221, 223, 265, 327, 427,
    439, 505, 588, 668, 700, 709, 732, 766, 809, 870, 873, 874, 954, 26, 89, 253, 362, 418, 442, 501,
    625, 665, 742, 789, 791, 830, 834, 876, 910, 925, 38, 78, 85, 113, 132, 144, 369, 388, 406, 473,
    482, 579, 622, 659, 715, 732, 752, 762, 848, 864, 995, 105, 129, 158, 184, 279, 291, 313, 361, 397,
    461, 519, 535, 565, 586, 629, 692, 709, 755, 765, 791, 845, 879, 895, 929, 931, 946, 40, 100, 251,
    264, 345, 381, 386, 459, 500, 552, 686, 689, 746, 816, 939, 961, 964, 0, 64, 194, 214, 329, 358,
    391, 456, 474, 508, 519, 697, 783, 806, 842, 918, 925, 970, 107, 114, 121, 212, 235, 249, 254, 291,
    294, 297, 356, 439, 508, 603, 614, 625, 678, 764, 779, 934, 942, 978, 0, 20, 35, 150, 186, 226,
    277, 397, 423, 558, 560, 569, 622, 627, 705, 840, 848, 954, 38, 88, 93, 98, 115, 131, 136, 152,
    184, 190, 197, 209, 385, 394, 423, 425, 453, 502, 506, 510, 578, 593, 644, 702, 758, 767, 826, 839,
    877, 878, 936, 142, 161, 224, 264, 582, 588, 673, 790, 799, 815, 959, 966, 15, 78, 115, 121, 161,
    169, 228, 233, 349, 378, 385, 388, 582, 604, 606, 683, 798, 859, 951, 0, 49, 64, 82, 102, 187,
    190, 252, 257, 266, 434, 463, 472, 504, 522, 528, 612, 690, 696, 882, 925, 944, 983, 987, 994, 49,
    70, 163, 180, 182, 225, 327, 392, 397, 425, 468, 510, 529, 691, 743, 785, 814, 963, 72, 157, 173,
    250, 316, 329, 360, 365, 411, 412, 420, 423, 427, 470, 649, 667, 742, 855, 126, 156, 327, 328, 512,
    545, 632, 755, 819, 834, 866, 945, 946, 972, 0, 65, 83, 133, 147, 156, 195, 250, 289, 326, 349,
    357, 376, 416, 591, 692, 740, 886, 910, 911, 52, 140, 246, 249, 258, 364, 430, 450, 606, 898, 935,
    0, 17, 120, 318, 402, 406, 407, 442, 490, 494, 501, 524, 584, 630, 641, 649, 708, 792, 812, 847,
    853, 887, 943, 955, 980, 984, 113, 118, 167, 185, 201, 240, 292, 304, 340, 400, 473, 509, 517, 573,
    691, 802, 829, 922, 955, 986, 5, 25, 287, 290, 297, 308, 447, 561, 607, 647, 664, 666, 684, 809,
    819, 916, 944, 961, 971, 987, 161, 272, 310, 377, 458, 478, 541, 582, 615, 635, 636, 645, 660, 700,
    735, 861, 948, 951, 967, 9, 49, 297, 312, 392, 470, 480, 577, 592, 743, 848, 881, 937, 942, 963,
    983, 990, 14, 94, 176, 216, 217, 290, 308, 390, 473, 488, 550, 582, 615, 687, 744, 774, 807, 936,
    983, 999, 41, 97, 114, 140, 147, 202, 218, 257, 379, 451, 504, 567, 589, 596, 653, 698, 777, 791,
    832, 835, 5, 14, 41, 96, 110, 251, 264, 328, 417, 467, 516, 538, 548, 565, 589, 595, 691, 699,
    763, 803, 804, 831, 856, 60, 62, 74, 162, 172, 239, 379, 446, 709, 787, 798, 842, 845, 865, 891,
    927, 36, 62, 168, 200, 211, 223, 314, 342, 423, 440, 442, 528, 536, 565, 578, 579, 594, 612, 620,
    686, 716, 726, 748, 790, 873, 875, 942, 995, 62, 73, 150, 216, 261, 281, 460, 487, 575, 605, 624,
    662, 677, 700, 706, 784, 808, 823, 884, 972, 989, 46, 111, 159, 161, 219, 281, 298, 308, 325, 362,
    393, 513, 527, 530, 629, 772, 833, 907, 76, 98, 187, 216, 263, 303, 352, 462, 563, 671, 734, 751,
    761, 793, 811, 841, 881, 887, 994, 19, 67, 148, 193, 204, 452, 500, 510, 602, 632, 799, 807, 910,
    950, 955, 14, 74, 91, 130, 201, 242, 247, 301, 308, 331, 403, 417, 431, 455, 507, 533, 535, 565,
    856, 858, 859, 896, 912, 913, 928, 943, 944, 1, 73, 83, 136, 182, 207, 246, 260, 322, 417, 442,
    478, 480, 560, 582, 629, 630, 672, 771, 914, 971, 40, 56, 95, 111, 189, 248, 302, 319, 429, 539,
    581, 583, 598, 623, 665, 697, 699, 703, 719, 735, 764, 890, 969, 987, 6, 43, 54, 94, 135, 274,
    338, 347, 435, 448, 568, 583, 653, 659, 682, 739, 809, 870, 886, 930, 6, 73, 147, 164, 297, 357,
    480, 563, 570, 628, 708, 719, 838, 921, 26, 55, 113, 126, 129, 196, 205, 216, 249, 258, 261, 463,
    553, 601, 682, 702, 745, 838, 904, 954, 4, 137, 150, 197, 223, 241, 244, 328, 405, 495, 551, 600,
    663, 681, 753, 793, 938, 943, 971, 30, 71, 89, 103, 153, 177, 239, 281, 485, 516, 592, 640, 642,
    672, 706, 783, 814, 22, 34, 86, 105, 164, 233, 277, 300, 372, 431, 540, 567, 598, 644, 692, 700,
    781, 987, 997, 29, 113, 188, 189, 196, 203, 239, 256, 283, 332, 347, 424, 487, 521, 621, 629, 657,
    702, 728, 780, 823, 835, 864, 986, 1, 10, 13, 31, 124, 156, 171, 291, 296, 350, 364, 424, 512,
    522, 579, 804, 824, 850, 891, 902, 918, 989, 992, 93, 191, 242, 454, 497, 525, 589, 619, 725, 786,
    800, 989, 13, 34, 63, 80, 149, 187, 204, 211, 262, 304, 310, 512, 524, 525, 566, 626, 632, 707,
    735, 765, 785, 848, 928, 959, 27, 40, 46, 109, 161, 192, 240, 254, 285, 396, 455, 517, 587, 631,
    643, 685, 733, 795, 796, 818, 926, 1, 22, 222, 228, 322, 327, 369, 374, 382, 431, 460, 498, 516,
    552, 564, 568, 592, 616, 621, 737, 770, 781, 817, 827, 853, 872, 889, 940, 16, 17, 112, 159, 168,
    245, 254, 343, 407, 483, 521, 533, 592, 602, 669, 671, 690, 737, 763, 785, 795, 871, 917, 71, 104,
    182, 209, 226, 260, 310, 391, 396, 675, 810, 823, 838, 996, 15, 82, 114, 433, 493, 696, 778, 850,
    854, 906, 962, 57, 238, 296, 400, 431, 440, 485, 615, 643, 701, 717, 832, 897, 947, 2, 16, 83,
    86, 176, 283, 299, 315, 328, 461, 487, 649, 681, 721, 730, 860, 969, 972, 8, 69, 71, 89, 132,
    185, 195, 199, 231, 311, 364, 421, 585, 657, 661, 680, 780, 42, 89, 266, 271, 317, 336, 344, 405,
    469, 471, 475, 574, 575, 637, 653, 681, 708, 808, 830, 960, 32, 35, 105, 131, 186, 191, 309, 316,
    447, 596, 691, 710, 762, 764, 790, 821, 837, 848, 885, 906, 959, 978, 2, 33, 62, 70, 88, 175,
    191, 203, 230, 246, 292, 330, 337, 363, 373, 467, 473, 525, 569, 583, 700, 744, 831, 846, 852, 952,
    12, 189, 376, 381, 418, 617, 621, 628, 666, 790, 856, 858, 873, 904, 907, 924, 991, 57, 81, 95,
    117, 129, 133, 176, 240, 469, 527, 555, 574, 594, 599, 608, 636, 647, 656, 672, 699, 713, 832, 883,
    893, 912, 21, 46, 75, 76, 130, 260, 273, 309, 318, 332, 434, 452, 455, 679, 708, 803, 831, 879,
    969, 88, 105, 186, 189, 218, 290, 423, 518, 601, 607, 636, 652, 700, 751, 778, 811, 908, 948, 982,
    2, 120, 143, 144, 196, 249, 276, 338, 378, 390, 454, 608, 656, 686, 710, 713, 825, 830, 835, 851,
    887, 953, 979, 1, 19, 53, 110, 178, 315, 394, 405, 524, 527, 617, 618, 624, 626, 657, 684, 697,
    701, 711, 769, 807, 959, 5, 8, 102, 147, 289, 465, 525, 570, 588, 601, 622, 729, 821, 837, 838,
    915, 14, 72, 83, 155, 159, 247, 257, 258, 292, 297, 400, 402, 413, 521, 542, 572, 576, 584, 641,
    700, 709, 809, 45, 102, 171, 174, 195, 207, 260, 269, 321, 361, 403, 404, 439, 469, 646, 690, 719,
    738, 869, 917, 944, 961, 963, 979, 13, 74, 106, 158, 191, 242, 305, 368, 379, 394, 441, 510, 571,
    599, 691, 764, 787, 798, 799, 829, 837, 986, 198, 212, 292, 320, 332, 357, 364, 412, 414, 469, 480,
    542, 543, 567, 578, 624, 661, 809, 829, 894, 979, 994, 995, 16, 40, 87, 124, 150, 180, 379, 430,
    451, 499, 629, 637, 746, 750, 824, 842, 858, 922, 933, 948, 958, 52, 56, 68, 107, 177, 217, 227,
    278, 299, 323, 389, 484, 534, 591, 629, 722, 789, 791, 238, 247, 325, 326, 456, 478, 567, 693, 718,
    880, 920, 929, 34, 36, 67, 77, 94, 95, 125, 136, 196, 225, 274, 312, 315, 427, 432, 442, 468,
    609, 671, 714, 734, 739, 747, 18, 77, 103, 110, 142, 161, 166, 209, 447, 596, 628, 722, 802, 841,
    919, 16, 21, 102, 183, 214, 281, 356, 398, 432, 439, 444, 468, 756, 820, 854, 889, 896, 899, 956,
    36, 44, 109, 169, 173, 185, 190, 219, 259, 401, 426, 428, 449, 481, 482, 564, 577, 596, 727, 755,
    813, 870, 946, 950, 991, 14, 249, 251, 296, 416, 431, 442, 449, 486, 497, 534, 671, 753, 804, 811,
    834, 838, 866, 882, 913, 918, 45, 126, 127, 146, 165, 429, 448, 472, 501, 508, 518, 521, 543, 620,
    663, 665, 706, 783, 888, 959, 978, 14, 78, 131, 143, 155, 190, 453, 465, 493, 683, 701, 702, 719,
    754, 818, 16, 39, 49, 169, 204, 320, 364, 449, 526, 533, 593, 645, 675, 701, 740, 803, 814, 991,
    14, 73, 76, 120, 201, 378, 425, 453, 527, 534, 547, 586, 610, 635, 727, 771, 866, 892, 11, 46,
    50, 176, 224, 246, 264, 312, 321, 348, 441, 448, 506, 567, 571, 655, 658, 678, 751, 792, 793, 799,
    840, 851, 873, 926, 983, 105, 127, 138, 170, 180, 303, 304, 314, 375, 465, 722, 829, 870, 952, 987,
    16, 73, 112, 311, 381, 460, 480, 490, 524, 540, 722, 731, 785, 804, 867, 959, 0, 88, 117, 122,
    214, 223, 245, 319, 335, 433, 437, 464, 492, 495, 549, 556, 577, 654, 672, 692, 718, 741, 775, 808,
    810, 817, 871, 896, 897, 929, 988, 0, 139, 147, 215, 277, 318, 341, 366, 384, 409, 437, 456, 565,
    571, 648, 694, 882, 985, 20, 119, 173, 175, 198, 218, 338, 340, 358, 414, 419, 593, 616, 639, 710,
    723, 828, 830, 850, 115, 142, 218, 314, 401, 408, 445, 451, 501, 550, 563, 594, 629, 683, 704, 709,
    860, 992, 12, 140, 188, 276, 292, 351, 355, 391, 405, 424, 441, 472, 478, 508, 522, 546, 598, 613,
    660, 676, 708, 710, 719, 723, 743, 763, 799, 904, 925, 945, 61, 145, 156, 217, 280, 320, 327, 357,
    409, 465, 468, 526, 559, 580, 668, 749, 781, 786, 792, 846, 879, 886, 931, 52, 65, 107, 269, 335,
    344, 391, 494, 497, 550, 616, 688, 719, 807, 873, 914, 967, 68, 93, 113, 124, 182, 200, 229, 231,
    262, 403, 425, 438, 456, 613, 663, 688, 714, 734, 816, 824, 859, 921, 935, 969, 21, 113, 124, 146,
    247, 288, 307, 315, 336, 344, 430, 474, 590, 665, 704, 719, 816, 836, 858, 967, 183, 273, 307, 360,
    421, 437, 446, 457, 541, 597, 600, 672, 725, 763, 830, 855, 856, 874, 952, 12, 67, 81, 131, 166,
    184, 203, 317, 370, 405, 419, 423, 426, 429, 480, 501, 505, 538, 551, 564, 634, 664, 705, 738, 866,
    878, 896, 941, 969, 14, 38, 151, 156, 185, 187, 189, 343, 417, 450, 454, 458, 470, 483, 498, 509,
    511, 641, 643, 680, 759, 801, 862, 883, 28, 55, 58, 80, 197, 301, 330, 383, 420, 520, 535, 585,
    642, 662, 681, 760, 770, 771, 797, 815, 846, 871, 924, 977, 96, 166, 252, 326, 484, 497, 606, 670,
    681, 710, 806, 893, 956, 72, 109, 293, 329, 345, 369, 371, 388, 399, 419, 487, 508, 609, 664, 759,
    834, 864, 907, 922, 923, 944, 966, 969, 977, 987, 84, 116, 128, 248, 250, 369, 400, 415, 428, 452,
    491, 574, 586, 592, 659, 682, 733, 745, 751, 787, 957, 80, 134, 175, 223, 278, 338, 354, 361, 409,
    518, 527, 604, 632, 668, 702, 763, 847, 933, 28, 31, 165, 169, 193, 210, 322, 342, 439, 608, 610,
    678, 764, 793, 810, 895, 2, 53, 121, 190, 277, 286, 416, 421, 454, 488, 498, 704, 720, 966, 975,
    50, 134, 185, 197, 206, 250, 252, 273, 357, 362, 681, 721, 856, 863, 930, 947, 6, 18, 19, 75,
    184, 220, 231, 315, 320, 475, 511, 547, 631, 641, 645, 767, 795, 880, 893, 904, 945, 977, 997, 998,
    22, 64, 122, 153, 259, 316, 343, 344, 356, 365, 415, 445, 467, 535, 553, 561, 582, 623, 625, 703,
    754, 832, 911, 925, 929, 952, 49, 87, 103, 246, 253, 278, 318, 330, 332, 340, 440, 635, 660, 732,
    740, 787, 834, 863, 97, 120, 200, 244, 250, 298, 302, 346, 373, 435, 485, 501, 560, 598, 677, 771,
    861, 889, 892, 11, 99, 182, 209, 240, 272, 502, 603, 704, 729, 730, 749, 829, 857, 13, 96, 108,
    114, 145, 152, 166, 175, 209, 232, 276, 305, 332, 432, 452, 458, 569, 599, 604, 609, 646, 652, 728,
    736, 746, 758, 767, 847, 910, 932, 997, 4, 19, 94, 192, 213, 284, 335, 387, 422, 467, 473, 517,
    538, 542, 562, 737, 802, 812, 834, 842, 857, 868, 13, 55, 233, 369, 385, 473, 562, 603, 614, 699,
    759, 779, 790, 825, 828, 946, 50, 95, 146, 177, 267, 310, 447, 613, 627, 718, 742, 794, 841, 884,
    928, 950, 11, 95, 216, 249, 264, 331, 340, 398, 415, 605, 619, 629, 640, 659, 684, 757, 861, 898,
    958, 31, 109, 169, 483, 528, 536, 567, 579, 603, 720, 759, 801, 854, 978, 52, 66, 74, 77, 78,
    85, 169, 286, 456, 491, 549, 576, 602, 612, 632, 640, 702, 706, 831, 857, 871, 874, 881, 964, 77,
    93, 114, 128, 150, 169, 170, 183, 227, 228, 232, 260, 336, 353, 457, 491, 584, 728, 895, 903, 310,
    380, 431, 449, 450, 526, 547, 590, 708, 744, 745, 758, 789, 828, 833, 910, 914, 927, 946, 971, 204,
    213, 232, 324, 413, 447, 540, 602, 676, 677, 721, 733, 738, 784, 881, 912, 991, 115, 129, 173, 250,
    273, 274, 275, 288, 357, 369, 442, 478, 580, 742, 750, 751, 835, 852, 945, 954, 959, 960, 987, 54,
    110, 283, 356, 384, 591, 631, 636, 724, 736, 807, 818, 854, 884, 893, 934, 953, 986, 164, 275, 279,
    320, 374, 514, 597, 612, 616, 648, 694, 760, 765, 773, 821, 835, 837, 894, 949, 962, 975, 21, 176,
    194, 393, 401, 577, 594, 622, 713, 748, 852, 907, 956, 971, 992, 33, 48, 57, 98, 121, 173, 212,
    279, 398, 419, 426, 478, 583, 591, 641, 726, 732, 759, 781, 786, 910, 914, 121, 154, 195, 208, 218,
    240, 241, 272, 278, 302, 308, 356, 386, 474, 519, 648, 660, 679, 730, 807, 838, 871, 896, 929, 985,
    45, 59, 141, 258, 274, 328, 338, 520, 573, 695, 712, 836, 845, 959, 20, 44, 232, 241, 256, 325,
    354, 440, 444, 458, 464, 492, 532, 749, 788, 864, 897, 925, 932, 985, 988, 58, 92, 148, 180, 187,
    229, 231, 248, 261, 268, 395, 396, 419, 460, 509, 513, 534, 543, 595, 635, 643, 806, 811, 820, 920,
    954, 991, 101, 111, 156, 159, 169, 179, 269, 321, 331, 335, 343, 356, 357, 404, 491, 533, 537, 591,
    616, 642, 680, 686, 742, 764, 849, 867, 911, 917, 920, 970, 7, 75, 130, 196, 335, 436, 605, 624,
    657, 692, 695, 720, 761, 783, 843, 859, 926, 989, 103, 146, 167, 170, 205, 236, 252, 282, 337, 452,
    474, 541, 593, 742, 883, 923, 1, 14, 19, 25, 72, 109, 121, 177, 222, 365, 397, 438, 449, 566,
    574, 620, 648, 679, 848, 909, 921, 930, 42, 63, 68, 125, 220, 235, 363, 400, 495, 633, 718, 747,
    759, 780, 797, 810, 910, 911, 958, 979, 29, 73, 182, 200, 285, 292, 314, 403, 528, 737, 755, 756,
    778, 970, 298, 360, 415, 425, 445, 451, 517, 528, 600, 603, 623, 627, 668, 702, 763, 786, 808, 859,
    990, 9, 66, 134, 202, 220, 230, 244, 251, 260, 309, 427, 572, 585, 680, 695, 803, 900, 930, 936,
    956, 980, 73, 95, 106, 246, 308, 313, 430, 436, 478, 500, 512, 565, 592, 604, 688, 748, 751, 877,
    924, 929, 85, 197, 309, 352, 418, 619, 634, 642, 649, 704, 778, 786, 806, 843, 909, 972, 975, 72,
    77, 234, 282, 360, 451, 556, 696, 748, 835, 871, 884, 889, 71, 123, 139, 231, 307, 350, 359, 504,
    556, 643, 688, 750, 756, 961, 61, 65, 76, 167, 345, 353, 381, 404, 467, 549, 580, 584, 783, 791,
    891, 895, 917, 933, 944, 946, 991, 1, 4, 150, 156, 171, 177, 277, 278, 289, 419, 482, 554, 632,
    661, 706, 825, 872, 953, 28, 52, 102, 113, 143, 175, 203, 246, 361, 373, 428, 453, 455, 467, 494,
    669, 759, 795, 806, 836, 879, 947, 950, 11, 50, 85, 110, 115, 152, 230, 238, 273, 368, 399, 427,
    468, 471, 477, 480, 613, 617, 628, 929, 30, 74, 79, 83, 205, 244, 249, 256, 266, 269, 280, 295,
    300, 315, 316, 317, 321, 322, 528, 616, 622, 663, 687, 806, 841, 902, 927, 961, 18, 38, 66, 77,
    89, 124, 252, 282, 313, 323, 328, 400, 500, 513, 533, 603, 633, 654, 696, 716, 748, 761, 797, 805,
    915, 929, 86, 111, 168, 318, 322, 330, 338, 347, 579, 646, 693, 699, 715, 727, 739, 791, 832, 866,
    907, 954, 975, 978, 27, 32, 163, 193, 224, 256, 448, 649, 653, 703, 738, 796, 882, 892, 900, 23,
    76, 96, 125, 144, 159, 170, 311, 340, 379, 590, 698, 768, 807, 851, 861, 893, 909, 913, 960, 83,
    88, 306, 313, 419, 423, 480, 503, 575, 624, 661, 824, 855, 867, 908, 933, 970, 15, 22, 136, 173,
    179, 181, 190, 210, 211, 254, 289, 290, 296, 324, 343, 432, 480, 533, 559, 652, 765, 824, 832, 870,
    902, 911, 917, 924, 927, 23, 108, 158, 210, 228, 317, 445, 461, 519, 522, 592, 603, 615, 669, 698,
    752, 765, 813, 840, 880, 8, 12, 43, 102, 149, 373, 389, 459, 520, 585, 640, 645, 684, 704, 715,
    746, 774, 839, 866, 882, 886, 928, 990, 246, 254, 257, 262, 266, 321, 414, 438, 453, 465, 503, 513,
    547, 755, 787, 817, 904, 997, 10, 73, 162, 248, 280, 319, 336, 427, 508, 591, 666, 672, 728, 744,
    828, 849, 851, 865, 904, 962, 39, 62, 235, 328, 443, 569, 634, 667, 704, 753, 813, 963, 95, 207,
    302, 346, 409, 428, 645, 646, 650, 663, 704, 770, 811, 898, 899, 936, 954, 986, 48, 69, 122, 168,
    247, 352, 389, 405, 411, 479, 618, 676, 685, 693, 725, 805, 952, 8, 112, 164, 166, 204, 233, 277,
    306, 335, 357, 358, 359, 490, 511, 542, 549, 598, 714, 787, 814, 824, 849, 895, 50, 81, 85, 95,
    134, 239, 285, 337, 405, 446, 560, 656, 665, 764, 767, 774, 826, 870, 872, 912, 972, 17, 47, 159,
    203, 227, 246, 334, 382, 399, 508, 532, 622, 644, 667, 709, 742, 766, 836, 936, 949, 987, 62, 101,
    128, 138, 156, 162, 163, 192, 232, 322, 386, 411, 571, 634, 667, 713, 749, 757, 760, 780, 806, 822,
    835, 839, 31, 54, 56, 79, 96, 97, 216, 222, 255, 271, 282, 447, 456, 464, 524, 694, 700, 771,
    778, 825, 977, 992, 993, 100, 165, 243, 558, 593, 627, 634, 673, 729, 736, 896, 965, 191, 205, 224,
    241, 329, 339, 362, 401, 458, 517, 580, 594, 626, 854, 94, 96, 97, 388, 404, 473, 613, 689, 709,
    862, 939, 46, 72, 135, 162, 179, 197, 237, 292, 365, 393, 397, 427, 457, 480, 481, 492, 546, 551,
    554, 574, 614, 695, 752, 764, 804, 820, 63, 97, 117, 119, 139, 154, 172, 277, 334, 475, 507, 543,
    547, 565, 586, 621, 665, 683, 730, 779, 819, 900, 937, 84, 107, 147, 179, 193, 219, 222, 229, 237,
    258, 417, 418, 498, 511, 522, 571, 725, 831, 954, 980, 7, 27, 90, 108, 110, 119, 160, 215, 216,
    249, 271, 316, 329, 413, 474, 575, 701, 734, 743, 772, 851, 856, 861, 873, 969, 4, 31, 146, 245,
    254, 358, 369, 372, 446, 497, 529, 667, 671, 874, 918, 928, 997, 62, 94, 133, 135, 194, 201, 259,
    260, 284, 324, 329, 336, 524, 643, 823, 835, 857, 879, 887, 948, 9, 20, 150, 193, 288, 348, 352,
    425, 438, 459, 556, 603, 651, 723, 776, 899, 906, 986, 34, 54, 59, 65, 160, 248, 294, 304, 330,
    341, 376, 379, 396, 429, 436, 520, 651, 847, 874, 900, 969, 975, 21, 75, 106, 113, 123, 131, 274,
    284, 367, 419, 578, 670, 681, 693, 703, 713, 782, 791, 808, 848, 871, 881, 900, 903, 972, 99, 254,
    268, 275, 279, 343, 349, 376, 384, 422, 427, 452, 551, 628, 641, 690, 702, 846, 863, 879, 951, 969,
    984, 989, 36, 75, 82, 224, 290, 295, 336, 369, 438, 449, 466, 517, 519, 528, 559, 570, 652, 656,
    739, 831, 916, 980, 36, 71, 123, 131, 192, 232, 235, 330, 364, 492, 498, 585, 606, 641, 656, 701,
    767, 895, 959, 996, 57, 67, 137, 150, 151, 237, 294, 388, 416, 447, 519, 577, 831, 855, 923, 935,
    985, 6, 27, 258, 311, 320, 339, 357, 382, 422, 609, 657, 729, 746, 748, 828, 837, 921, 922, 938,
    11, 83, 255, 307, 357, 587, 603, 687, 741, 774, 784, 792, 818, 850, 857, 945, 952, 999, 4, 124,
    187, 213, 272, 278, 369, 473, 484, 508, 596, 601, 703, 704, 718, 740, 744, 759, 890, 896, 934, 952,
    988, 15, 129, 236, 258, 282, 298, 324, 339, 384, 388, 402, 454, 497, 510, 638, 645, 734, 781, 836,
    848, 980, 15, 18, 45, 217, 355, 424, 522, 548, 583, 627, 656, 664, 703, 730, 739, 785, 796, 849,
    881, 907, 953, 4, 100, 165, 256, 331, 361, 405, 431, 508, 510, 647, 704, 713, 727, 759, 847, 943,
    969, 17, 74, 84, 96, 128, 304, 306, 309, 334, 342, 369, 483, 513, 516, 555, 582, 733, 754, 761,
    935, 998, 50, 73, 190, 298, 364, 386, 459, 670, 693, 716, 733, 940, 964, 18, 70, 152, 199, 235,
    374, 390, 425, 440, 443, 445, 449, 489, 524, 654, 678, 684, 796, 797, 823, 996, 11, 16, 30, 55,
    82, 255, 259, 325, 369, 381, 388, 415, 436, 546, 647, 683, 699, 701, 703, 983, 20, 58, 158, 334,
    411, 451, 459, 523, 597, 600, 622, 636, 735, 753, 850, 138, 141, 147, 187, 219, 247, 282, 290, 298,
    327, 389, 448, 477, 545, 551, 713, 718, 731, 745, 780, 914, 938, 14, 22, 46, 72, 101, 152, 213,
    236, 238, 240, 265, 269, 344, 414, 442, 517, 537, 548, 585, 614, 718, 749, 879, 900, 915, 924, 929,
    979, 39, 108, 125, 132, 238, 287, 339, 400, 414, 481, 490, 508, 543, 589, 635, 649, 652, 717, 748,
    775, 883, 2, 6, 100, 123, 157, 219, 221, 250, 268, 381, 538, 617, 635, 659, 700, 740, 944, 974,
    997, 34, 71, 162, 271, 275, 462, 466, 478, 528, 534, 549, 661, 675, 743, 778, 828, 845, 863, 970,
    994, 995, 79, 101, 247, 263, 379, 523, 538, 567, 631, 645, 672, 878, 90, 122, 150, 163, 345, 365,
    367, 411, 414, 543, 556, 598, 625, 662, 688, 767, 804, 824, 910, 932, 972, 997, 163, 188, 250, 255,
    265, 300, 327, 418, 498, 506, 561, 585, 611, 760, 861, 874, 890, 908, 952, 980, 64, 81, 128, 209,
    220, 277, 350, 416, 466, 505, 528, 533, 586, 695, 696, 766, 927, 11, 26, 47, 99, 139, 232, 311,
    315, 319, 349, 370, 502, 538, 554, 599, 690, 791, 816, 857, 900, 113, 131, 226, 314, 318, 348, 376,
    398, 505, 523, 557, 584, 653, 658, 706, 843, 859, 896, 32, 75, 114, 129, 210, 323, 340, 350, 396,
    433, 591, 658, 690, 745, 766, 871, 999, 76, 124, 126, 171, 198, 227, 326, 328, 336, 484, 500, 541,
    545, 589, 593, 650, 717, 732, 766, 791, 806, 820, 829, 842, 845, 920, 75, 165, 278, 514, 518, 533,
    559, 617, 657, 693, 739, 749, 819, 830, 846, 861, 970, 13, 25, 38, 85, 246, 349, 453, 517, 529,
    543, 630, 635, 670, 777, 828, 7, 29, 39, 51, 183, 298, 380, 388, 535, 669, 674, 741, 756, 771,
    840, 850, 861, 916, 945, 0, 6, 21, 24, 28, 48, 69, 87, 93, 121, 165, 197, 261, 344, 464,
    470, 486, 552, 584, 658, 669, 751, 755, 762, 797, 803, 806, 844, 873, 876, 953, 34, 67, 98, 245,
    250, 313, 314, 415, 420, 461, 462, 484, 498, 537, 545, 680, 735, 748, 822, 832, 856, 952, 11, 32,
    36, 104, 106, 235, 249, 299, 326, 376, 464, 488, 533, 553, 584, 618, 632, 636, 665, 715, 904, 910,
    927, 985, 10, 12, 20, 61, 64, 95, 116, 187, 214, 260, 411, 430, 435, 448, 452, 616, 623, 637,
    800, 859, 867, 905, 955, 18, 37, 79, 182, 197, 296, 347, 398, 405, 424, 461, 503, 606, 637, 662,
    742, 784, 982, 990, 105, 122, 172, 184, 327, 355, 383, 525, 580, 720, 831, 834, 839, 843, 34, 87,
    138, 144, 159, 228, 266, 302, 339, 360, 387, 460, 538, 607, 627, 633, 660, 711, 784, 821, 917, 37,
    77, 163, 229, 243, 286, 318, 322, 439, 493, 542, 581, 588, 591, 610, 622, 668, 703, 724, 746, 894,
    917, 991, 999, 75, 81, 102, 202, 219, 235, 243, 279, 381, 467, 508, 613, 632, 634, 685, 708, 748,
    793, 811, 815, 870, 972, 27, 147, 255, 374, 454, 547, 680, 684, 740, 744, 760, 771, 777, 852, 980,
    2, 20, 44, 72, 89, 142, 256, 336, 430, 447, 517, 519, 563, 569, 597, 635, 665, 780, 816, 846,
    862, 877, 878, 972, 137, 177, 223, 338, 403, 407, 532, 727, 868, 53, 113, 218, 320, 330, 372, 428,
    496, 498, 542, 593, 630, 716, 755, 917, 960, 91, 99, 139, 334, 337, 375, 377, 414, 555, 564, 579,
    647, 668, 671, 673, 704, 763, 810, 894, 927, 110, 179, 188, 221, 262, 283, 292, 391, 529, 547, 556,
    564, 567, 570, 590, 647, 767, 805, 896, 909, 968, 20, 146, 165, 315, 418, 460, 502, 518, 520, 531,
    596, 607, 613, 640, 677, 712, 742, 776, 786, 808, 811, 49, 163, 179, 210, 221, 273, 277, 312, 314,
    403, 440, 453, 457, 491, 498, 540, 570, 582, 583, 590, 605, 628, 803, 818, 827, 828, 840, 913, 954,
    959, 996, 49, 64, 116, 142, 205, 449, 464, 465, 508, 597, 642, 655, 679, 750, 759, 762, 782, 845,
    972, 1, 33, 39, 130, 140, 172, 278, 281, 349, 412, 429, 452, 474, 555, 598, 650, 730, 797, 811,
    888, 913, 916, 921, 978, 48, 77, 149, 167, 213, 278, 313, 346, 373, 504, 547, 570, 629, 733, 760,
    819, 851, 896, 898, 24, 52, 58, 179, 182, 223, 305, 369, 399, 405, 435, 452, 484, 492, 506, 529,
    567, 645, 660, 682, 697, 779, 882, 904, 957, 964, 993, 995, 32, 123, 128, 274, 294, 378, 383, 391,
    505, 589, 631, 677, 773, 848, 917, 933, 953, 984, 996, 8, 33, 133, 186, 191, 245, 337, 451, 481,
    524, 525, 541, 557, 565, 578, 678, 681, 760, 777, 791, 872, 918, 44, 47, 116, 117, 120, 137, 165,
    177, 184, 222, 243, 310, 315, 358, 391, 408, 435, 461, 539, 555, 575, 586, 664, 676, 684, 734, 783,
    786, 803, 874, 911, 959, 14, 39, 90, 160, 162, 183, 197, 258, 282, 363, 425, 426, 458, 531, 584,
    593, 611, 618, 623, 657, 667, 696, 707, 719, 721, 755, 787, 900, 932, 992, 164, 308, 366, 378, 449,
    571, 576, 626, 684, 786, 796, 798, 908, 949, 998, 24, 37, 38, 212, 339, 341, 354, 441, 512, 543,
    692, 743, 772, 904, 126, 144, 174, 216, 226, 341, 357, 376, 440, 521, 548, 658, 758, 779, 916, 967,
    1, 37, 56, 87, 143, 233, 275, 417, 447, 487, 542, 568, 690, 751, 759, 781, 783, 785, 822, 824,
    910, 18, 83, 91, 253, 335, 340, 341, 464, 467, 534, 562, 566, 625, 627, 672, 676, 751, 754, 813,
    878, 935, 936, 24, 61, 93, 134, 190, 203, 333, 388, 443, 607, 684, 843, 855, 857, 861, 938, 943,
    999, 117, 204, 353, 404, 517, 607, 617, 628, 659, 660, 681, 749, 788, 919, 941, 148, 156, 263, 330,
    365, 478, 501, 555, 585, 598, 768, 769, 775, 807, 865, 878, 941, 945, 155, 218, 235, 304, 518, 561,
    564, 588, 675, 694, 696, 709, 730, 737, 785, 824, 853, 990, 6, 28, 30, 46, 155, 210, 257, 278,
    339, 354, 365, 374, 440, 454, 461, 510, 570, 610, 617, 690, 721, 863, 943, 949, 958, 127, 183, 198,
    243, 301, 318, 323, 327, 340, 358, 434, 454, 467, 499, 529, 561, 580, 602, 670, 680, 723, 769, 787,
    987, 995, 4, 41, 138, 139, 163, 169, 245, 469, 507, 538, 553, 572, 576, 578, 664, 674, 912, 962,
    974, 16, 100, 137, 167, 183, 218, 243, 288, 310, 327, 328, 330, 364, 418, 427, 463, 493, 506, 661,
    784, 827, 899, 922, 951, 6, 14, 34, 43, 80, 135, 147, 205, 244, 271, 290, 315, 338, 351, 361,
    400, 435, 457, 611, 722, 732, 788, 879, 966, 46, 68, 162, 193, 246, 337, 379, 397, 425, 470, 505,
    523, 706, 736, 747, 756, 892, 967, 972, 158, 175, 194, 291, 468, 570, 633, 664, 754, 760, 763, 820,
    877, 908, 984, 17, 43, 90, 144, 214, 232, 286, 296, 315, 380, 390, 469, 571, 683, 742, 773, 847,
    895, 905, 993, 11, 40, 113, 141, 176, 319, 354, 373, 496, 552, 679, 732, 742, 899, 962, 49, 100,
    115, 137, 139, 235, 251, 269, 319, 349, 385, 401, 418, 453, 648, 654, 709, 834, 892, 901, 991, 87,
    93, 94, 129, 156, 199, 201, 210, 264, 309, 529, 565, 567, 795, 908, 936, 992, 17, 36, 186, 215,
    223, 294, 310, 325, 410, 423, 474, 488, 497, 511, 520, 535, 644, 651, 738, 827, 990, 38, 79, 91,
    152, 187, 223, 334, 402, 421, 553, 584, 592, 613, 656, 686, 799, 812, 856, 950, 983, 990, 63, 83,
    96, 219, 231, 376, 402, 447, 510, 511, 525, 637, 740, 751, 761, 810, 839, 908, 914, 995, 36, 47,
    155, 261, 288, 311, 327, 331, 351, 435, 479, 614, 636, 677, 751, 848, 856, 871, 970, 141, 142, 154,
    177, 223, 302, 324, 420, 479, 498, 543, 606, 695, 727, 731, 736, 827, 936, 964, 251, 319, 360, 365,
    369, 402, 429, 508, 510, 557, 571, 572, 609, 629, 679, 702, 707, 713, 720, 768, 780, 833, 863, 9,
    13, 96, 166, 233, 258, 282, 392, 397, 451, 625, 692, 779, 799, 882, 886, 929, 993, 996, 114, 118,
    162, 181, 234, 373, 378, 495, 514, 577, 665, 667, 760, 782, 805, 814, 828, 849, 851, 935, 136, 198,
    205, 215, 268, 287, 317, 337, 410, 429, 622, 632, 745, 807, 877, 924, 934, 940, 17, 53, 121, 194,
    290, 296, 376, 387, 400, 452, 539, 613, 661, 662, 749, 783, 876, 877, 917, 984, 0, 11, 46, 85,
    128, 147, 154, 213, 225, 262, 312, 385, 466, 483, 494, 561, 668, 669, 675, 677, 731, 746, 785, 812,
    870, 893, 942, 95, 137, 139, 171, 176, 250, 279, 328, 347, 365, 387, 400, 472, 510, 772, 782, 821,
    847, 862, 944, 948, 957, 978, 137, 194, 223, 267, 278, 313, 352, 375, 397, 408, 417, 499, 503, 514,
    610, 729, 798, 906, 229, 232, 237, 326, 370, 463, 492, 664, 684, 715, 762, 815, 851, 880, 897, 942,
    964, 973, 994, 21, 70, 111, 248, 281, 308, 309, 373, 456, 503, 581, 594, 631, 647, 673, 759, 781,
    941, 973, 8, 98, 110, 226, 243, 264, 282, 313, 546, 673, 682, 718, 808, 857, 861, 906, 55, 118,
    131, 282, 334, 515, 568, 575, 578, 672, 691, 726, 763, 839, 841, 865, 962, 982, 992, 15, 132, 199,
    233, 299, 466, 484, 489, 535, 553, 594, 638, 718, 774, 789, 826, 884, 904, 909, 987, 18, 27, 50,
    94, 109, 279, 373, 426, 427, 520, 557, 604, 617, 660, 670, 700, 705, 740, 777, 850, 853, 859, 892,
    934, 990, 19, 33, 164, 193, 259, 289, 290, 296, 297, 299, 356, 365, 417, 489, 492, 630, 653, 685,
    693, 701, 894, 968, 48, 54, 134, 148, 167, 173, 284, 297, 306, 309, 375, 426, 452, 478, 489, 540,
    566, 643, 647, 695, 702, 712, 768, 775, 809, 914, 952, 95, 128, 344, 351, 387, 412, 479, 540, 593,
    823, 843, 937, 940, 941, 974, 994, 997, 0, 20, 53, 64, 188, 197, 350, 384, 392, 394, 406, 441,
    654, 685, 710, 749, 786, 869, 894, 903, 986, 201, 208, 300, 324, 481, 489, 553, 724, 831, 838, 871,
    877, 878, 963, 4, 10, 37, 297, 380, 388, 519, 679, 773, 813, 918, 63, 74, 101, 170, 195, 202,
    243, 275, 299, 332, 380, 461, 551, 655, 661, 679, 716, 771, 851, 0, 14, 21, 68, 89, 174, 219,
    232, 279, 282, 325, 343, 348, 448, 468, 470, 636, 649, 714, 722, 749, 816, 836, 919, 935, 965, 986,
    81, 131, 178, 203, 216, 243, 270, 319, 433, 456, 458, 479, 616, 750, 819, 840, 886, 922, 944, 64,
    114, 170, 210, 220, 237, 243, 308, 315, 341, 449, 511, 515, 522, 535, 624, 668, 698, 768, 860, 878,
    903, 909, 983, 987, 991, 98, 177, 209, 354, 355, 607, 620, 636, 653, 701, 772, 821, 851, 887, 896,
    925, 958, 63, 108, 195, 239, 289, 326, 332, 340, 365, 385, 395, 442, 467, 528, 571, 655, 841, 880,
    27, 167, 218, 236, 293, 344, 387, 401, 491, 687, 777, 840, 938, 947, 981, 64, 180, 213, 292, 360,
    378, 392, 419, 651, 817, 147, 194, 247, 248, 323, 401, 411, 436, 506, 528, 550, 572, 646, 666, 730,
    740, 745, 751, 768, 838, 947, 970, 43, 84, 89, 92, 182, 252, 330, 351, 358, 554, 583, 589, 773,
    822, 877, 909, 947, 66, 117, 254, 287, 297, 304, 353, 390, 417, 447, 453, 496, 549, 569, 592, 676,
    692, 722, 730, 887, 896, 942, 117, 122, 129, 195, 274, 285, 416, 459, 550, 579, 656, 700, 897, 933,
    948, 953, 967, 980, 988, 989, 1, 46, 107, 110, 154, 191, 267, 354, 524, 538, 654, 674, 683, 708,
    749, 753, 804, 850, 5, 96, 126, 131, 160, 163, 217, 235, 248, 320, 392, 438, 486, 535, 555, 596,
    686, 847, 863, 925, 992, 198, 272, 310, 335, 380, 392, 398, 445, 564, 600, 622, 818, 852, 890, 894,
    925, 971, 4, 18, 27, 128, 147, 156, 187, 198, 265, 284, 333, 359, 418, 464, 496, 515, 521, 543,
    601, 647, 662, 682, 793, 798, 868, 871, 881, 913, 216, 241, 308, 362, 449, 523, 536, 549, 576, 592,
    599, 641, 734, 771, 784, 787, 799, 872, 912, 913, 31, 110, 188, 238, 362, 369, 375, 401, 449, 504,
    507, 570, 669, 770, 799, 878, 884, 893, 924, 982, 993, 42, 166, 176, 266, 292, 347, 383, 421, 426,
    479, 588, 601, 651, 699, 797, 821, 849, 868, 880, 881, 904, 923, 943, 949, 973, 148, 223, 324, 365,
    385, 398, 405, 450, 452, 526, 579, 590, 678, 700, 709, 727, 778, 821, 857, 873, 968, 987, 80, 205,
    307, 343, 345, 361, 374, 386, 394, 424, 445, 511, 675, 778, 826, 937, 128, 181, 193, 252, 259, 328,
    350, 388, 391, 459, 461, 542, 659, 704, 756, 862, 922, 942, 947, 24, 37, 164, 169, 217, 228, 267,
    372, 381, 389, 506, 523, 563, 568, 602, 621, 650, 661, 689, 699, 800, 871, 902, 905, 950, 959, 29,
    36, 72, 80, 88, 136, 169, 176, 295, 397, 438, 459, 515, 530, 680, 718, 769, 776, 793, 951, 989,
    33, 92, 130, 196, 252, 314, 322, 360, 362, 375, 384, 500, 532, 610, 617, 719, 806, 865, 873, 20,
    51, 53, 102, 140, 158, 184, 196, 211, 309, 353, 382, 473, 499, 534, 538, 638, 709, 714, 736, 830,
    887, 889, 934, 954, 68, 120, 162, 170, 172, 277, 347, 417, 517, 591, 612, 617, 807, 929, 993, 996,
    97, 123, 136, 153, 203, 281, 309, 323, 345, 356, 393, 428, 460, 476, 595, 631, 714, 737, 754, 796,
    797, 845, 912, 933, 945, 15, 72, 96, 102, 196, 210, 298, 393, 430, 443, 458, 499, 524, 545, 583,
    650, 666, 672, 768, 789, 822, 842, 855, 894, 933, 990, 46, 167, 172, 203, 259, 367, 424, 449, 480,
    495, 577, 630, 663, 670, 733, 770, 789, 855, 883, 964, 8, 21, 60, 81, 109, 319, 353, 372, 389,
    433, 449, 537, 554, 577, 627, 734, 783, 785, 836, 859, 864, 960, 965, 9, 84, 154, 247, 258, 289,
    296, 351, 402, 442, 479, 530, 675, 691, 719, 735, 768, 855, 867, 921, 978, 74, 93, 238, 433, 481,
    530, 540, 568, 586, 598, 602, 657, 714, 752, 779, 942, 961, 985, 32, 35, 66, 102, 106, 193, 217,
    219, 229, 240, 244, 313, 360, 387, 406, 425, 443, 448, 596, 627, 766, 796, 920, 941, 948, 962, 32,
    53, 65, 139, 192, 236, 262, 384, 401, 428, 495, 589, 608, 723, 729, 803, 886, 913, 930, 948, 973,
    980, 52, 116, 152, 180, 203, 204, 218, 281, 292, 308, 316, 360, 477, 520, 535, 685, 763, 811, 78,
    112, 193, 254, 262, 342, 434, 442, 630, 677, 748, 83, 125, 184, 261, 340, 359, 370, 397, 496, 602,
    656, 714, 751, 766, 900, 82, 198, 312, 560, 604, 662, 753, 821, 846, 865, 942, 964, 7, 105, 113,
    162, 164, 198, 211, 212, 259, 347, 471, 550, 668, 711, 772, 871, 907, 948, 977, 994, 5, 14, 28,
    134, 218, 232, 308, 339, 418, 496, 515, 544, 558, 559, 639, 670, 808, 831, 914, 955, 971, 972, 38,
    70, 79, 217, 274, 302, 383, 525, 533, 564, 624, 654, 664, 671, 710, 727, 768, 799, 803, 877, 880,
    932, 972, 17, 103, 231, 328, 349, 372, 384, 405, 491, 592, 638, 642, 663, 685, 714, 718, 758, 837,
    904, 955, 89, 100, 110, 317, 399, 403, 438, 512, 586, 616, 629, 654, 665, 729, 738, 892, 88, 102,
    109, 128, 130, 232, 248, 343, 417, 510, 534, 613, 618, 621, 651, 668, 705, 709, 739, 740, 770, 849,
    890, 976, 990, 8, 14, 16, 73, 89, 103, 128, 213, 221, 223, 260, 281, 307, 325, 355, 539, 584,
    661, 702, 765, 846, 998, 33, 115, 145, 169, 194, 279, 287, 360, 385, 387, 397, 408, 437, 549, 595,
    649, 739, 762, 826, 876, 883, 950, 966, 27, 45, 145, 149, 162, 206, 272, 311, 359, 436, 562, 563,
    635, 686, 697, 780, 790, 852, 974, 999, 14, 41, 109, 137, 167, 181, 216, 218, 232, 332, 373, 421,
    445, 468, 475, 478, 495, 624, 646, 684, 772, 828, 872, 897, 902, 983, 7, 8, 13, 102, 116, 307,
    381, 397, 401, 500, 562, 589, 593, 623, 638, 684, 686, 758, 802, 812, 881, 54, 77, 106, 218, 266,
    360, 381, 388, 395, 399, 400, 655, 725, 737, 787, 806, 826, 923, 972, 975, 28, 71, 93, 105, 161,
    375, 441, 505, 506, 535, 640, 719, 747, 861, 982, 995, 4, 11, 22, 136, 160, 223, 314, 349, 519,
    528, 538, 665, 700, 732, 783, 786, 826, 850, 852, 859, 981, 18, 37, 100, 133, 188, 199, 240, 283,
    294, 316, 448, 453, 465, 519, 541, 605, 607, 628, 680, 746, 770, 789, 854, 892, 908, 947, 987, 72,
    127, 145, 165, 276, 282, 329, 444, 543, 577, 690, 694, 837, 852, 865, 869, 888, 18, 61, 69, 128,
    143, 336, 340, 345, 346, 459, 483, 496, 503, 527, 559, 560, 574, 620, 694, 726, 827, 830, 858, 864,
    910, 995, 67, 109, 128, 166, 231, 232, 262, 268, 341, 373, 433, 470, 666, 751, 843, 865, 884, 124,
    209, 216, 217, 246, 248, 263, 270, 298, 345, 394, 396, 447, 535, 559, 588, 617, 663, 825, 885, 906,
    934, 942, 10, 133, 162, 219, 329, 433, 538, 595, 890, 904, 915, 990, 70, 178, 321, 353, 369, 428,
    442, 479, 484, 498, 500, 504, 619, 656, 710, 727, 762, 809, 842, 880, 901, 951, 962, 45, 53, 54,
    89, 123, 183, 186, 208, 285, 318, 334, 345, 650, 710, 782, 840, 874, 898, 922, 43, 100, 107, 142,
    192, 199, 214, 221, 268, 373, 395, 410, 417, 427, 430, 447, 477, 575, 620, 682, 696, 718, 722, 779,
    788, 835, 864, 889, 926, 979, 28, 99, 202, 315, 316, 317, 334, 371, 473, 494, 570, 613, 623, 638,
    774, 786, 891, 1, 46, 101, 140, 245, 268, 396, 428, 498, 529, 552, 614, 662, 680, 693, 717, 760,
    776, 809, 853, 907, 13, 52, 90, 117, 141, 178, 205, 222, 223, 394, 403, 591, 608, 622, 673, 681,
    694, 767, 938, 971, 988, 1, 91, 124, 138, 210, 216, 251, 257, 303, 320, 337, 370, 407, 451, 506,
    521, 626, 723, 801, 937, 941, 45, 152, 223, 261, 344, 353, 450, 540, 575, 576, 795, 919, 925, 16,
    211, 327, 577, 784, 843, 866, 880, 920, 938, 63, 87, 113, 185, 219, 336, 356, 391, 416, 521, 554,
    591, 604, 709, 835, 877, 880, 932, 942, 948, 993, 33, 69, 140, 156, 184, 231, 340, 353, 408, 606,
    627, 639, 656, 706, 714, 723, 879, 931, 984, 67, 269, 296, 412, 450, 577, 639, 646, 876, 959, 973,
    52, 132, 283, 366, 367, 416, 417, 438, 457, 469, 571, 598, 650, 689, 767, 776, 787, 859, 965, 154,
    220, 266, 303, 320, 376, 388, 528, 723, 776, 804, 832, 993, 10, 89, 98, 106, 247, 288, 339, 351,
    366, 395, 455, 493, 555, 571, 606, 616, 781, 822, 933, 954, 969, 95, 156, 192, 245, 265, 339, 364,
    379, 436, 447, 502, 518, 537, 575, 587, 610, 616, 666, 778, 841, 872, 891, 911, 930, 13, 72, 98,
    103, 298, 483, 495, 527, 534, 594, 615, 671, 698, 713, 764, 799, 855, 860, 876, 20, 23, 36, 48,
    88, 160, 195, 204, 232, 246, 278, 340, 357, 430, 446, 514, 542, 642, 703, 707, 816, 821, 24, 94,
    103, 109, 178, 213, 300, 312, 387, 408, 541, 542, 635, 671, 730, 803, 44, 52, 54, 77, 81, 101,
    217, 258, 279, 300, 334, 338, 360, 394, 431, 446, 472, 499, 521, 632, 647, 683, 740, 905, 967, 164,
    217, 233, 340, 378, 382, 439, 467, 481, 515, 518, 520, 590, 608, 647, 723, 750, 761, 790, 802, 842,
    852, 896, 20, 42, 47, 201, 282, 293, 384, 400, 447, 476, 481, 484, 576, 722, 737, 776, 822, 832,
    907, 959, 961, 104, 152, 167, 197, 280, 294, 300, 439, 467, 513, 525, 584, 653, 716, 772, 776, 891,
    929, 964, 57, 101, 109, 110, 203, 211, 248, 297, 327, 370, 394, 494, 519, 569, 716, 758, 785, 792,
    36, 75, 94, 106, 134, 155, 202, 206, 228, 249, 306, 321, 345, 441, 554, 587, 685, 688, 797, 811,
    974, 117, 129, 133, 162, 176, 179, 279, 285, 344, 397, 405, 473, 496, 565, 576, 698, 772, 896, 996,
    35, 201, 426, 439, 489, 601, 630, 642, 713, 757, 837, 851, 885, 925, 936, 954, 71, 171, 224, 352,
    371, 484, 485, 512, 527, 575, 651, 715, 736, 848, 884, 915, 950, 41, 50, 81, 130, 160, 226, 304,
    348, 431, 454, 474, 562, 580, 637, 640, 659, 661, 691, 808, 837, 891, 17, 55, 75, 168, 413, 512,
    636, 692, 710, 734, 952, 975, 55, 76, 102, 106, 168, 182, 304, 348, 380, 394, 425, 466, 535, 692,
    844, 848, 883, 964, 993, 4, 56, 80, 92, 177, 216, 323, 343, 356, 408, 503, 529, 567, 684, 730,
    779, 840, 844, 858, 867, 871, 917, 984, 23, 40, 112, 157, 267, 315, 327, 402, 420, 435, 487, 611,
    708, 762, 813, 918, 138, 146, 190, 337, 349, 357, 422, 468, 472, 555, 558, 581, 595, 613, 683, 738,
    743, 794, 798, 844, 880, 986, 990, 72, 86, 162, 227, 244, 248, 252, 317, 368, 396, 415, 431, 456,
    457, 565, 622, 638, 691, 897, 975, 33, 55, 78, 146, 151, 204, 275, 290, 386, 408, 490, 553, 583,
    679, 710, 739, 772, 801, 805, 835, 927, 954, 968, 12, 21, 68, 147, 188, 247, 335, 336, 639, 702,
    767, 771, 808, 816, 899, 985, 39, 42, 47, 50, 160, 176, 186, 223, 328, 371, 440, 691, 742, 779,
    865, 866, 904, 920, 87, 130, 134, 158, 167, 248, 263, 282, 360, 372, 426, 433, 441, 446, 453, 454,
    461, 522, 534, 613, 654, 791, 818, 841, 852, 857, 976, 999, 26, 200, 214, 274, 308, 361, 370, 400,
    443, 476, 559, 566, 593, 630, 726, 809, 920, 928, 10, 60, 129, 151, 162, 165, 231, 276, 282, 292,
    302, 320, 387, 563, 567, 573, 591, 611, 737, 787, 846, 854, 960, 978, 5, 79, 81, 123, 173, 186,
    333, 382, 445, 447, 494, 539, 566, 690, 762, 827, 880, 993, 22, 58, 62, 78, 151, 392, 416, 511,
    568, 612, 621, 772, 854, 858, 881, 962, 7, 80, 134, 254, 315, 344, 370, 427, 434, 444, 482, 510,
    531, 595, 780, 843, 853, 896, 113, 124, 198, 262, 297, 303, 340, 383, 399, 443, 474, 508, 540, 623,
    652, 673, 677, 714, 755, 857, 869, 890, 934, 950, 32, 94, 127, 130, 154, 195, 278, 318, 335, 367,
    373, 393, 417, 419, 476, 502, 525, 575, 588, 629, 638, 740, 777, 796, 918, 958, 969, 975, 986, 229,
    343, 368, 437, 515, 554, 812, 847, 914, 954, 30, 230, 233, 374, 383, 505, 631, 640, 673, 740, 750,
    752, 950, 954, 127, 162, 227, 242, 356, 385, 445, 446, 510, 532, 552, 582, 586, 599, 631, 748, 942,
    984, 188, 293, 296, 362, 370, 565, 627, 670, 729, 747, 748, 769, 830, 849, 126, 186, 300, 405, 407,
    466, 493, 498, 517, 523, 632, 744, 745, 785, 844, 845, 852, 906, 970, 978, 67, 104, 123, 264, 311,
    325, 347, 392, 414, 415, 556, 572, 586, 641, 719, 733, 801, 968, 53, 101, 102, 119, 244, 282, 320,
    350, 355, 536, 805, 866, 925, 992, 3, 48, 136, 165, 172, 213, 287, 376, 418, 535, 585, 648, 673,
    728, 992, 45, 116, 129, 133, 291, 324, 335, 423, 462, 510, 629, 656, 700, 788, 807, 840, 878, 962,
    4, 182, 196, 215, 255, 311, 348, 457, 470, 619, 666, 671, 868, 882, 884, 934, 942, 970, 64, 77,
    123, 135, 200, 275, 318, 352, 401, 418, 422, 534, 543, 625, 629, 639, 670, 751, 840, 855, 943, 999,
    10, 14, 133, 205, 245, 267, 275, 283, 332, 337, 381, 440, 526, 596, 650, 660, 813, 876, 881, 942,
    70, 229, 241, 312, 418, 434, 442, 451, 462, 652, 665, 704, 715, 776, 797, 799, 803, 854, 896, 35,
    74, 129, 169, 176, 225, 237, 301, 319, 335, 372, 454, 480, 497, 553, 572, 668, 754, 780, 826, 839,
    877, 898, 909, 936, 51, 98, 112, 127, 157, 259, 324, 363, 420, 425, 526, 558, 602, 610, 681, 717,
    745, 746, 769, 771, 811, 933, 960, 4, 26, 32, 39, 76, 140, 200, 221, 239, 304, 359, 414, 471,
    594, 605, 686, 757, 834, 923, 159, 183, 209, 217, 269, 327, 338, 384, 438, 479, 485, 508, 608, 672,
    682, 803, 855, 917, 941, 942, 962, 966, 6, 81, 171, 190, 282, 326, 355, 387, 426, 482, 511, 514,
    576, 632, 646, 683, 701, 715, 811, 819, 847, 919, 924, 997, 14, 89, 121, 148, 160, 210, 242, 254,
    352, 374, 509, 513, 584, 587, 615, 682, 783, 793, 800, 809, 859, 888, 991, 1, 36, 102, 131, 176,
    273, 367, 438, 480, 506, 513, 546, 551, 577, 683, 718, 741, 755, 814, 828, 964, 969, 40, 90, 152,
    211, 225, 277, 287, 303, 304, 318, 408, 426, 601, 611, 638, 646, 653, 862, 863, 884, 894, 898, 927,
    79, 177, 190, 215, 265, 294, 334, 375, 378, 499, 530, 558, 564, 579, 762, 773, 795, 804, 811, 913,
    923, 76, 120, 221, 257, 270, 328, 341, 380, 409, 523, 525, 544, 563, 675, 704, 722, 768, 809, 987,
    992, 14, 164, 191, 218, 253, 400, 494, 589, 680, 782, 792, 873, 916, 35, 166, 262, 283, 340, 341,
    558, 650, 753, 769, 796, 813, 846, 896, 97, 147, 188, 289, 368, 510, 585, 630, 650, 659, 663, 680,
    681, 714, 802, 839, 875, 978, 58, 66, 127, 208, 321, 344, 446, 456, 531, 594, 631, 651, 672, 685,
    720, 814, 854, 906, 938, 975, 29, 45, 147, 181, 235, 257, 303, 367, 392, 505, 523, 550, 573, 618,
    644, 698, 700, 757, 863, 873, 908, 4, 40, 209, 230, 247, 302, 401, 408, 556, 578, 652, 653, 745,
    878, 935, 33, 108, 163, 283, 302, 393, 527, 547, 555, 571, 635, 646, 663, 685, 761, 763, 944, 960,
    977, 234, 432, 559, 581, 622, 639, 774, 783, 802, 812, 874, 906, 927, 948, 953, 960, 7, 67, 214,
    323, 396, 397, 423, 427, 478, 498, 521, 546, 561, 659, 667, 695, 765, 840, 876, 910, 952, 31, 54,
    62, 109, 116, 154, 231, 296, 326, 367, 403, 497, 503, 515, 658, 659, 687, 701, 754, 791, 795, 858,
    947, 975, 27, 89, 95, 134, 149, 317, 322, 348, 380, 478, 480, 635, 650, 664, 665, 770, 771, 801,
    810, 835, 847, 857, 879, 891, 78, 80, 131, 133, 296, 336, 424, 479, 533, 540, 559, 590, 643, 750,
    767, 897, 5, 30, 110, 131, 158, 251, 258, 284, 316, 400, 438, 561, 589, 652, 848, 860, 897, 928,
    930, 940, 99, 127, 151, 214, 247, 258, 263, 327, 344, 391, 394, 444, 492, 496, 520, 623, 686, 810,
    826, 837, 841, 858, 876, 884, 899, 919, 940, 56, 82, 169, 189, 231, 234, 257, 406, 431, 437, 499,
    636, 651, 697, 731, 735, 823, 877, 8, 68, 81, 122, 203, 237, 252, 342, 458, 529, 532, 577, 598,
    654, 687, 740, 861, 885, 901, 977, 2, 20, 56, 65, 75, 133, 187, 369, 379, 382, 418, 428, 442,
    467, 560, 632, 661, 715, 766, 776, 801, 842, 843, 852, 864, 883, 891, 896, 898, 913, 28, 66, 76,
    214, 249, 293, 440, 495, 521, 531, 729, 802, 826, 861, 868, 878, 889, 11, 20, 63, 201, 237, 300,
    382, 390, 406, 440, 445, 569, 648, 659, 692, 784, 799, 864, 871, 890, 901, 22, 45, 105, 147, 215,
    401, 403, 434, 435, 439, 476, 516, 713, 757, 758, 839, 894, 911, 920, 1, 57, 160, 172, 262, 281,
    393, 425, 443, 445, 478, 537, 538, 580, 585, 622, 631, 641, 675, 681, 722, 762, 821, 860, 945, 50,
    90, 120, 185, 225, 228, 279, 298, 313, 334, 385, 408, 442, 456, 458, 474, 501, 537, 587, 699, 710,
    719, 787, 804, 852, 870, 886, 906, 919, 952, 64, 109, 214, 218, 236, 272, 328, 405, 418, 461, 475,
    563, 578, 588, 661, 736, 839, 854, 867, 882, 883, 45, 62, 70, 137, 270, 271, 293, 299, 358, 456,
    497, 506, 563, 609, 759, 784, 813, 914, 957, 1, 43, 84, 85, 102, 140, 178, 232, 269, 369, 373,
    400, 418, 421, 425, 444, 512, 553, 602, 714, 721, 736, 741, 749, 765, 794, 903, 921, 935, 52, 80,
    165, 203, 217, 246, 332, 373, 508, 586, 622, 625, 724, 802, 42, 359, 370, 439, 519, 524, 525, 574,
    577, 605, 663, 666, 740, 785, 852, 876, 885, 984, 20, 125, 160, 223, 306, 327, 354, 382, 384, 425,
    513, 548, 603, 776, 786, 799, 885, 916, 989, 23, 91, 145, 164, 167, 181, 265, 315, 397, 409, 504,
    668, 708, 778, 796, 818, 875, 893, 898, 902, 904, 929, 991, 102, 116, 158, 167, 217, 266, 309, 432,
    695, 734, 833, 890, 892, 902, 906, 977, 43, 93, 159, 219, 293, 294, 421, 429, 515, 562, 637, 639,
    650, 708, 725, 753, 763, 885, 959, 979, 983, 13, 44, 62, 67, 112, 324, 372, 481, 483, 629, 651,
    715, 726, 838, 116, 150, 161, 186, 191, 204, 246, 269, 327, 341, 349, 571, 575, 674, 732, 805, 831,
    868, 879, 933, 939, 958, 979, 21, 44, 323, 328, 476, 713, 734, 812, 863, 878, 970, 975, 14, 88,
    130, 151, 170, 174, 190, 226, 262, 363, 398, 413, 431, 560, 621, 626, 676, 694, 778, 814, 818, 823,
    835, 924, 954, 79, 103, 170, 301, 316, 320, 404, 634, 643, 709, 716, 808, 873, 968, 980, 982, 125,
    175, 208, 222, 318, 393, 440, 601, 665, 673, 681, 700, 732, 839, 921, 969, 20, 104, 116, 139, 153,
    190, 282, 285, 319, 394, 398, 433, 548, 615, 642, 777, 786, 820, 839, 842, 888, 893, 942, 998, 7,
    25, 64, 132, 180, 219, 285, 294, 322, 371, 407, 416, 446, 470, 632, 681, 720, 742, 774, 780, 781,
    882, 899, 31, 77, 99, 132, 240, 265, 267, 295, 314, 337, 414, 420, 428, 446, 474, 476, 480, 481,
    550, 569, 593, 792, 800, 811, 828, 829, 863, 865, 867, 888, 891, 999, 19, 110, 132, 151, 154, 167,
    173, 177, 249, 406, 410, 499, 505, 557, 609, 654, 725, 809, 859, 1, 88, 187, 198, 215, 248, 258,
    263, 349, 360, 518, 524, 570, 579, 588, 631, 674, 708, 723, 760, 768, 769, 927, 997, 40, 94, 274,
    363, 457, 514, 535, 574, 595, 601, 604, 645, 693, 771, 907, 935, 978, 990, 993, 18, 52, 122, 206,
    213, 246, 267, 270, 294, 336, 349, 386, 410, 516, 524, 711, 746, 780, 801, 823, 865, 898, 111, 160,
    166, 231, 290, 332, 348, 375, 399, 489, 514, 597, 676, 715, 748, 763, 804, 816, 865, 885, 898, 923,
    953, 104, 106, 184, 198, 212, 233, 236, 296, 349, 368, 395, 397, 502, 532, 563, 599, 671, 684, 689,
    792, 843, 851, 864, 896, 956, 25, 34, 49, 70, 133, 167, 202, 260, 269, 288, 299, 391, 403, 424,
    482, 504, 585, 609, 656, 665, 715, 775, 805, 859, 899, 982, 65, 92, 138, 154, 255, 382, 427, 450,
    491, 563, 614, 624, 712, 888, 918, 3, 6, 26, 40, 54, 119, 215, 303, 380, 391, 417, 434, 499,
    656, 765, 780, 839, 965, 991, 999, 29, 34, 79, 153, 167, 203, 217, 265, 267, 354, 376, 413, 425,
    487, 513, 648, 658, 718, 767, 797, 806, 808, 813, 841, 885, 904, 954, 966, 982, 988, 13, 24, 57,
    74, 86, 126, 180, 356, 410, 454, 491, 535, 550, 558, 581, 602, 615, 631, 674, 696, 779, 859, 927,
    968, 25, 174, 175, 288, 294, 409, 553, 638, 640, 645, 775, 811, 866, 920, 934, 945, 997, 16, 76,
    105, 107, 180, 353, 366, 461, 485, 517, 636, 656, 806, 898, 981, 12, 71, 92, 135, 221, 233, 308,
    330, 376, 516, 594, 619, 736, 986, 16, 23, 29, 37, 77, 238, 320, 413, 441, 485, 543, 701, 714,
    754, 760, 799, 814, 817, 830, 935, 42, 44, 118, 189, 219, 238, 293, 299, 309, 338, 339, 374, 386,
    449, 463, 541, 637, 643, 652, 762, 801, 848, 890, 939, 970, 32, 54, 205, 206, 507, 537, 538, 560,
    619, 726, 752, 831, 998, 86, 95, 110, 123, 174, 219, 243, 314, 404, 428, 439, 494, 533, 549, 581,
    608, 861, 920, 72, 141, 145, 149, 150, 221, 283, 330, 345, 379, 383, 510, 511, 574, 602, 634, 639,
    658, 700, 741, 745, 747, 789, 797, 833, 887, 957, 996, 998, 113, 114, 115, 155, 244, 260, 368, 386,
    654, 713, 758, 883, 966, 5, 45, 82, 122, 221, 226, 263, 265, 299, 346, 367, 454, 719, 750, 786,
    802, 818, 867, 946, 1, 20, 25, 93, 235, 281, 283, 343, 345, 374, 394, 407, 412, 467, 475, 481,
    491, 504, 557, 574, 613, 846, 871, 909, 15, 74, 191, 249, 338, 365, 436, 447, 500, 557, 605, 814,
    835, 7, 22, 72, 84, 107, 113, 148, 244, 254, 263, 302, 362, 406, 413, 459, 469, 483, 532, 575,
    599, 642, 734, 777, 779, 807, 848, 852, 861, 927, 962, 10, 30, 123, 130, 180, 216, 413, 537, 564,
    590, 649, 700, 712, 751, 767, 786, 790, 822, 825, 845, 14, 21, 47, 92, 229, 243, 253, 322, 394,
    395, 442, 544, 736, 785, 831, 893, 18, 65, 96, 190, 202, 230, 245, 318, 378, 393, 435, 454, 482,
    498, 508, 524, 526, 530, 563, 623, 624, 720, 726, 826, 848, 15, 96, 168, 223, 325, 326, 339, 382,
    479, 753, 820, 852, 921, 930, 933, 4, 60, 87, 140, 143, 149, 263, 265, 278, 311, 326, 331, 367,
    383, 489, 542, 586, 685, 690, 814, 821, 904, 985, 3, 35, 64, 86, 121, 203, 242, 253, 262, 269,
    327, 382, 448, 512, 523, 580, 593, 674, 737, 750, 784, 907, 36, 39, 74, 100, 111, 151, 175, 210,
    240, 305, 320, 353, 416, 486, 494, 521, 655, 659, 844, 880, 882, 898, 949, 18, 51, 67, 120, 129,
    371, 536, 572, 633, 642, 700, 720, 846, 998, 23, 97, 111, 211, 223, 266, 267, 305, 319, 345, 374,
    451, 591, 618, 686, 773, 779, 846, 117, 251, 263, 272, 286, 288, 320, 334, 380, 479, 480, 503, 515,
    556, 604, 607, 614, 686, 695, 757, 764, 808, 809, 816, 826, 963, 967, 104, 124, 142, 242, 248, 291,
    379, 458, 472, 556, 652, 695, 698, 847, 976, 49, 95, 112, 202, 263, 269, 278, 282, 304, 345, 601,
    656, 676, 698, 704, 705, 720, 752, 964, 6, 66, 190, 272, 273, 276, 285, 309, 359, 420, 545, 549,
    751, 813, 817, 856, 955, 961, 966, 18, 56, 127, 250, 268, 298, 369, 383, 459, 465, 474, 476, 489,
    631, 677, 741, 751, 886, 938, 977, 29, 53, 118, 183, 186, 313, 348, 358, 405, 441, 445, 507, 541,
    580, 604, 692, 732, 742, 786, 809, 825, 880, 901, 925, 989, 16, 38, 71, 128, 237, 272, 409, 412,
    792, 796, 826, 866, 942, 944, 989, 999, 97, 134, 138, 174, 228, 265, 408, 434, 570, 635, 664, 721,
    960, 962, 78, 195, 243, 259, 324, 328, 462, 549, 568, 610, 667, 705, 733, 748, 795, 910, 926, 944,
    956, 999, 75, 88, 137, 200, 399, 548, 658, 744, 845, 847, 854, 869, 907, 0, 7, 81, 100, 183,
    212, 316, 326, 392, 496, 570, 590, 623, 716, 741, 835, 895, 929, 994, 63, 152, 168, 213, 235, 256,
    295, 367, 405, 411, 455, 491, 497, 590, 643, 704, 757, 819, 850, 908, 964, 978, 75, 108, 204, 209,
    234, 246, 250, 287, 382, 479, 582, 587, 652, 692, 704, 799, 802, 806, 821, 899, 84, 103, 124, 161,
    164, 168, 341, 445, 494, 661, 706, 739, 761, 948, 0, 11, 53, 70, 80, 86, 196, 270, 440, 508,
    580, 585, 614, 674, 712, 773, 806, 859, 883, 932, 7, 13, 22, 66, 121, 349, 385, 427, 524, 557,
    561, 628, 694, 712, 719, 800, 812, 852, 899, 56, 76, 82, 87, 107, 143, 144, 150, 171, 183, 195,
    216, 301, 321, 411, 533, 554, 594, 647, 658, 670, 679, 728, 788, 874, 931, 940, 953, 1, 53, 72,
    78, 130, 141, 180, 200, 209, 288, 307, 455, 513, 531, 569, 628, 800, 806, 834, 878, 949, 960, 975,
    995, 19, 28, 51, 79, 162, 195, 234, 381, 467, 483, 526, 531, 624, 686, 696, 790, 862, 952, 986,
    988, 81, 202, 264, 313, 319, 357, 551, 584, 609, 610, 659, 665, 703, 732, 748, 887, 898, 970, 66,
    120, 146, 165, 170, 220, 241, 271, 355, 448, 469, 475, 487, 528, 545, 568, 598, 644, 649, 679, 685,
    766, 819, 860, 863, 896, 0, 23, 46, 76, 107, 131, 157, 202, 225, 290, 296, 298, 346, 363, 541,
    578, 579, 660, 663, 709, 737, 807, 900, 925, 213, 236, 252, 303, 369, 533, 633, 659, 660, 786, 809,
    863, 869, 922, 956, 36, 100, 171, 256, 307, 340, 381, 398, 500, 502, 523, 689, 701, 755, 827, 846,
    854, 863, 875, 899, 939, 991, 25, 54, 150, 184, 206, 365, 522, 529, 551, 563, 650, 657, 694, 707,
    721, 730, 734, 746, 756, 765, 792, 824, 864, 960, 33, 73, 84, 167, 203, 256, 267, 281, 379, 480,
    691, 783, 832, 850, 859, 914, 990, 21, 139, 177, 222, 300, 345, 364, 433, 499, 514, 635, 640, 772,
    843, 967, 28, 50, 86, 127, 243, 270, 276, 442, 460, 501, 618, 734, 96, 250, 299, 364, 367, 374,
    378, 449, 473, 510, 523, 678, 682, 808, 827, 867, 879, 919, 975, 82, 87, 164, 170, 206, 208, 238,
    284, 326, 393, 463, 545, 589, 627, 665, 766, 796, 826, 852, 916, 972, 87, 116, 128, 189, 213, 257,
    262, 274, 321, 373, 417, 419, 424, 430, 462, 468, 523, 563, 592, 602, 672, 735, 758, 787, 803, 819,
    837, 916, 959, 33, 36, 40, 52, 108, 201, 253, 266, 354, 388, 464, 526, 560, 634, 635, 642, 703,
    781, 869, 870, 51, 74, 119, 191, 232, 291, 309, 337, 342, 361, 401, 407, 410, 468, 485, 507, 524,
    683, 705, 752, 753, 788, 833, 889, 928, 958, 35, 56, 72, 125, 224, 292, 375, 398, 421, 449, 461,
    484, 509, 670, 715, 740, 785, 841, 881, 900, 914, 951, 969, 123, 171, 220, 340, 349, 393, 413, 423,
    529, 534, 539, 541, 615, 655, 660, 668, 669, 709, 710, 753, 888, 7, 19, 21, 22, 248, 332, 373,
    414, 546, 548, 559, 594, 632, 651, 656, 676, 828, 884, 949, 81, 151, 172, 240, 277, 329, 385, 405,
    443, 597, 614, 701, 736, 745, 754, 856, 993, 118, 182, 247, 258, 382, 388, 455, 461, 698, 767, 825,
    846, 938, 15, 204, 205, 233, 258, 351, 364, 385, 484, 494, 635, 725, 773, 798, 831, 861, 947, 983,
    59, 113, 121, 178, 195, 267, 359, 366, 381, 382, 402, 480, 536, 608, 633, 791, 939, 983, 984, 39,
    97, 116, 144, 295, 404, 517, 532, 701, 757, 777, 854, 895, 914, 931, 987, 34, 67, 111, 121, 139,
    208, 441, 463, 531, 547, 643, 669, 690, 756, 781, 799, 806, 818, 844, 915, 926, 938, 965, 23, 139,
    164, 180, 195, 217, 228, 245, 320, 354, 369, 407, 412, 514, 530, 538, 585, 596, 697, 758, 772, 780,
    794, 831, 838, 872, 894, 995, 1, 33, 38, 40, 57, 62, 186, 241, 319, 344, 381, 394, 463, 467,
    527, 636, 725, 779, 791, 796, 900, 2, 24, 53, 83, 120, 184, 322, 331, 337, 342, 385, 392, 412,
    438, 521, 538, 539, 551, 780, 806, 818, 831, 843, 875, 929, 943, 952, 991, 22, 41, 103, 309, 391,
    407, 413, 545, 647, 766, 769, 839, 982, 68, 74, 127, 148, 214, 253, 257, 293, 401, 420, 461, 495,
    565, 596, 598, 610, 648, 660, 665, 690, 710, 737, 832, 882, 898, 943, 949, 973, 92, 140, 148, 155,
    179, 241, 284, 398, 449, 492, 540, 549, 559, 591, 602, 620, 684, 712, 806, 834, 885, 900, 930, 10,
    87, 100, 131, 212, 229, 243, 247, 271, 285, 388, 469, 517, 543, 571, 575, 646, 667, 828, 831, 836,
    860, 888, 931, 154, 206, 252, 257, 316, 451, 473, 531, 546, 549, 565, 706, 812, 855, 863, 921, 965,
    971, 164, 242, 280, 370, 375, 379, 475, 523, 535, 558, 574, 604, 667, 668, 704, 770, 828, 887, 930,
    45, 57, 94, 197, 313, 447, 478, 607, 680, 738, 744, 809, 810, 956, 959, 38, 41, 106, 114, 229,
    244, 302, 465, 483, 683, 705, 744, 846, 866, 28, 90, 131, 137, 202, 276, 395, 498, 553, 627, 718,
    788, 824, 994, 5, 38, 127, 135, 161, 180, 288, 304, 380, 411, 445, 491, 706, 789, 848, 970, 2,
    143, 203, 257, 301, 323, 398, 457, 540, 545, 606, 640, 659, 707, 839, 914, 970, 147, 243, 250, 265,
    293, 406, 422, 429, 530, 581, 683, 736, 755, 818, 856, 868, 875, 947, 75, 144, 152, 181, 187, 212,
    273, 292, 305, 337, 355, 368, 587, 591, 648, 738, 851, 878, 912, 12, 17, 98, 111, 229, 276, 279,
    315, 346, 402, 412, 429, 564, 592, 677, 756, 845, 848, 897, 923, 933, 57, 221, 252, 264, 289, 336,
    371, 374, 390, 457, 476, 500, 535, 539, 604, 671, 726, 799, 917, 918, 920, 18, 48, 164, 266, 357,
    377, 429, 444, 480, 509, 552, 566, 569, 573, 669, 686, 722, 773, 931, 973, 975, 8, 23, 50, 96,
    147, 209, 353, 358, 371, 397, 418, 535, 551, 587, 588, 594, 606, 741, 787, 843, 857, 969, 981, 988,
    992, 52, 103, 213, 250, 270, 316, 345, 504, 514, 555, 579, 683, 699, 845, 849, 889, 949, 4, 100,
    296, 315, 317, 390, 443, 542, 548, 578, 617, 656, 674, 713, 940, 943, 10, 15, 33, 77, 101, 123,
    281, 480, 537, 657, 708, 826, 849, 945, 73, 109, 361, 398, 422, 629, 693, 697, 709, 846, 876, 902,
    923, 930, 931, 964, 981, 52, 73, 86, 136, 165, 179, 219, 250, 347, 360, 383, 418, 419, 621, 683,
    724, 772, 798, 828, 847, 849, 856, 861, 868, 875, 885, 913, 914, 942, 943, 6, 55, 135, 155, 188,
    294, 375, 574, 576, 600, 662, 676, 745, 776, 792, 848, 92, 99, 157, 167, 236, 242, 419, 485, 497,
    554, 573, 580, 585, 675, 799, 808, 858, 865, 889, 908, 941, 20, 81, 99, 122, 123, 156, 338, 371,
    388, 397, 405, 415, 429, 434, 548, 583, 683, 717, 720, 930, 975, 990, 991, 18, 19, 35, 87, 125,
    147, 192, 208, 245, 246, 255, 269, 372, 388, 470, 557, 559, 602, 657, 675, 690, 807, 811, 852, 876,
    889, 905, 909, 957, 136, 142, 191, 248, 260, 276, 432, 436, 437, 544, 565, 574, 584, 602, 654, 701,
    739, 807, 941, 12, 34, 96, 146, 159, 189, 211, 219, 416, 527, 585, 602, 631, 717, 815, 966, 38,
    48, 73, 194, 222, 252, 261, 344, 427, 577, 605, 635, 682, 721, 753, 794, 947, 50, 93, 111, 364,
    405, 450, 464, 473, 546, 557, 589, 596, 614, 683, 696, 700, 734, 806, 825, 864, 876, 929, 980, 6,
    94, 117, 252, 297, 357, 387, 425, 628, 635, 661, 742, 796, 878, 893, 905, 91, 136, 210, 263, 292,
    343, 352, 368, 408, 509, 563, 587, 631, 686, 728, 792, 811, 952, 975, 18, 35, 52, 64, 74, 111,
    128, 144, 157, 287, 347, 364, 410, 548, 561, 654, 852, 994, 9, 32, 97, 155, 178, 236, 257, 318,
    329, 368, 394, 482, 555, 575, 642, 653, 673, 686, 703, 752, 762, 797, 867, 987, 996, 85, 151, 193,
    248, 276, 381, 413, 414, 467, 588, 775, 884, 921, 156, 217, 244, 263, 265, 323, 325, 582, 666, 681,
    722, 753, 867, 904, 910, 917, 960, 37, 176, 262, 280, 346, 364, 373, 443, 446, 459, 483, 506, 621,
    688, 801, 938, 5, 53, 146, 149, 167, 193, 217, 222, 282, 506, 531, 533, 641, 682, 774, 830, 843,
    876, 964, 965, 23, 69, 110, 155, 167, 194, 206, 250, 333, 339, 442, 531, 551, 575, 693, 762, 858,
    183, 250, 291, 306, 448, 481, 517, 539, 691, 771, 909, 930, 942, 37, 169, 227, 274, 296, 322, 355,
    377, 413, 438, 470, 483, 503, 545, 585, 608, 647, 727, 767, 909, 927, 17, 45, 132, 141, 178, 265,
    271, 331, 391, 405, 440, 554, 705, 737, 768, 953, 995, 172, 194, 281, 315, 335, 352, 441, 532, 541,
    695, 758, 774, 818, 876, 953, 16, 31, 61, 91, 96, 100, 150, 248, 252, 369, 426, 430, 569, 642,
    670, 945, 982, 985, 8, 24, 88, 171, 225, 250, 266, 326, 335, 381, 415, 529, 657, 724, 730, 738,
    785, 793, 811, 815, 840, 914, 929, 932, 18, 28, 29, 75, 173, 207, 280, 321, 380, 405, 687, 779,
    856, 110, 127, 136, 360, 437, 538, 637, 647, 676, 803, 826, 968, 80, 119, 147, 152, 154, 172, 321,
    328, 407, 417, 460, 679, 698, 714, 798, 817, 894, 82, 106, 212, 326, 373, 442, 447, 502, 557, 571,
    619, 631, 703, 886, 984, 114, 182, 288, 295, 369, 493, 494, 575, 705, 741, 782, 820, 848, 867, 919,
    961, 47, 53, 91, 220, 237, 330, 342, 426, 448, 730, 755, 834, 868, 893, 895, 981, 7, 11, 51,
    60, 82, 221, 226, 243, 333, 390, 392, 396, 575, 743, 786, 793, 809, 865, 956, 1, 69, 100, 118,
    136, 179, 221, 316, 355, 392, 396, 433, 471, 489, 503, 504, 559, 672, 710, 744, 769, 819, 849, 886,
    904, 26, 64, 76, 102, 108, 128, 158, 160, 200, 219, 242, 297, 328, 343, 364, 380, 448, 469, 475,
    528, 545, 551, 647, 766, 781, 839, 874, 882, 960, 986, 991, 33, 47, 270, 316, 317, 329, 331, 343,
    360, 385, 392, 457, 470, 534, 563, 578, 625, 627, 764, 774, 836, 859, 932, 994, 37, 153, 190, 201,
    247, 275, 341, 376, 447, 464, 494, 518, 556, 593, 596, 679, 687, 783, 847, 947, 967, 104, 444, 480,
    618, 628, 632, 667, 680, 699, 748, 762, 805, 824, 909, 918, 920, 959, 65, 108, 122, 125, 195, 202,
    218, 246, 305, 397, 521, 532, 597, 689, 764, 888, 938, 977, 52, 54, 59, 63, 67, 110, 164, 325,
    384, 451, 460, 495, 624, 626, 775, 871, 920, 935, 34, 163, 185, 208, 217, 225, 258, 343, 447, 468,
    521, 592, 616, 636, 647, 681, 699, 708, 791, 831, 834, 846, 889, 890, 973, 0, 68, 182, 220, 257,
    305, 349, 352, 407, 460, 461, 482, 593, 599, 615, 634, 655, 742, 768, 772, 827, 877, 879, 942, 951,
    966, 975, 981, 983, 4, 27, 69, 93, 153, 156, 354, 450, 452, 533, 579, 594, 617, 624, 631, 633,
    779, 803, 809, 976, 995, 77, 91, 94, 103, 115, 125, 133, 221, 258, 532, 537, 670, 713, 784, 785,
    798, 805, 896, 938, 38, 78, 86, 176, 228, 245, 279, 295, 304, 380, 417, 466, 491, 516, 780, 795,
    857, 893, 933, 949, 21, 57, 77, 97, 147, 191, 303, 367, 382, 447, 587, 689, 731, 742, 824, 831,
    854, 874, 895, 918, 941, 948, 983, 117, 315, 397, 403, 426, 452, 469, 489, 500, 549, 568, 603, 605,
    629, 648, 654, 658, 686, 711, 757, 817, 837, 911, 912, 929, 5, 44, 52, 53, 66, 123, 155, 205,
    281, 307, 353, 403, 447, 475, 519, 593, 640, 648, 676, 751, 770, 784, 810, 835, 847, 953, 986, 994,
    147, 154, 261, 279, 371, 375, 442, 543, 546, 564, 645, 659, 677, 691, 742, 743, 762, 791, 908, 917,
    923, 960, 2, 35, 66, 70, 76, 141, 155, 199, 244, 267, 364, 416, 605, 700, 714, 789, 810, 905,
    947, 27, 64, 81, 96, 123, 219, 413, 483, 517, 552, 558, 600, 620, 645, 648, 664, 840, 914, 921,
    956, 964, 969, 971, 976, 246, 365, 375, 413, 431, 442, 462, 477, 482, 515, 645, 666, 723, 743, 818,
    834, 884, 910, 934, 938, 967, 988, 0, 17, 29, 40, 53, 77, 84, 153, 204, 238, 327, 424, 473,
    481, 509, 531, 635, 743, 750, 759, 802, 834, 850, 975, 42, 82, 140, 147, 229, 257, 271, 335, 354,
    420, 428, 452, 595, 629, 704, 720, 731, 831, 836, 873, 931, 956, 0, 5, 48, 55, 86, 115, 116,
    139, 157, 349, 358, 445, 530, 557, 580, 626, 680, 759, 789, 922, 947, 953, 965, 34, 45, 78, 147,
    153, 162, 194, 220, 247, 253, 302, 306, 309, 421, 443, 674, 679, 807, 820, 845, 846, 860, 898, 919,
    933, 938, 967, 7, 26, 102, 115, 116, 175, 202, 290, 547, 612, 707, 712, 781, 817, 917, 992, 157,
    193, 299, 301, 319, 365, 383, 423, 461, 474, 480, 489, 587, 601, 680, 687, 725, 779, 781, 797, 837,
    849, 915, 976, 18, 77, 161, 168, 219, 230, 262, 318, 342, 452, 485, 507, 514, 532, 548, 624, 640,
    667, 764, 778, 834, 867, 965, 19, 32, 150, 151, 215, 661, 669, 704, 790, 850, 859, 912, 72, 204,
    209, 240, 249, 305, 332, 431, 462, 464, 532, 590, 597, 649, 650, 692, 733, 824, 825, 845, 884, 116,
    127, 200, 289, 290, 353, 434, 436, 461, 494, 556, 621, 647, 665, 694, 731, 751, 838, 864, 909, 958,
    37, 116, 162, 207, 296, 333, 380, 390, 525, 597, 616, 768, 878, 905, 12, 72, 74, 134, 213, 274,
    305, 365, 369, 384, 391, 442, 526, 597, 636, 705, 759, 777, 791, 810, 864, 39, 94, 110, 220, 234,
    257, 301, 310, 339, 370, 374, 399, 432, 572, 603, 653, 671, 681, 773, 869, 878, 927, 997, 82, 144,
    147, 172, 259, 272, 328, 360, 367, 417, 424, 443, 478, 479, 484, 524, 528, 618, 636, 721, 735, 738,
    766, 787, 805, 867, 887, 933, 87, 103, 134, 137, 179, 192, 198, 218, 463, 501, 511, 512, 524, 541,
    644, 698, 699, 760, 882, 988, 12, 88, 141, 156, 159, 216, 224, 258, 476, 481, 489, 553, 607, 702,
    715, 778, 806, 869, 892, 908, 994, 199, 226, 254, 333, 370, 396, 430, 466, 500, 559, 563, 568, 577,
    580, 587, 611, 629, 749, 817, 868, 950, 30, 53, 130, 194, 263, 340, 367, 455, 485, 497, 559, 644,
    708, 744, 766, 803, 816, 851, 988, 7, 36, 148, 218, 268, 277, 513, 520, 555, 576, 623, 627, 667,
    751, 752, 850, 853, 874, 876, 932, 26, 179, 237, 295, 338, 498, 499, 512, 546, 683, 740, 810, 843,
    924, 972, 12, 34, 76, 132, 207, 219, 231, 241, 341, 343, 541, 562, 698, 785, 823, 828, 851, 866,
    874, 879, 968, 987, 0, 54, 95, 151, 187, 224, 318, 328, 362, 418, 500, 532, 588, 658, 698, 719,
    738, 941, 976, 8, 96, 136, 243, 252, 253, 306, 369, 468, 533, 599, 632, 658, 695, 956, 993, 51,
    263, 273, 372, 388, 393, 402, 433, 458, 492, 544, 668, 691, 757, 799, 828, 955, 991, 11, 15, 64,
    82, 111, 122, 142, 146, 162, 197, 204, 213, 241, 261, 302, 340, 342, 363, 436, 478, 486, 539, 543,
    586, 642, 653, 654, 672, 681, 697, 754, 792, 800, 957, 971, 998, 34, 92, 144, 187, 188, 215, 335,
    368, 391, 418, 455, 554, 556, 830, 875, 939, 978, 83, 124, 160, 186, 267, 316, 320, 368, 386, 402,
    415, 429, 473, 488, 510, 542, 591, 612, 677, 683, 688, 729, 744, 817, 827, 889, 915, 968, 974, 34,
    63, 110, 134, 150, 180, 301, 359, 375, 387, 463, 490, 535, 583, 585, 795, 945, 79, 153, 176, 239,
    295, 423, 470, 562, 658, 688, 695, 701, 712, 736, 738, 871, 904, 934, 947, 52, 79, 93, 169, 173,
    233, 250, 270, 300, 313, 327, 421, 473, 493, 650, 659, 698, 835, 909, 975, 978, 984, 59, 66, 89,
    133, 184, 248, 371, 556, 563, 824, 848, 917, 963, 53, 111, 137, 189, 209, 231, 325, 479, 517, 538,
    553, 638, 678, 696, 711, 755, 796, 810, 817, 856, 860, 985, 6, 101, 159, 226, 227, 237, 244, 258,
    267, 314, 358, 378, 408, 519, 565, 629, 707, 744, 835, 907, 986, 993, 66, 100, 107, 119, 161, 168,
    174, 176, 187, 198, 250, 438, 564, 591, 628, 629, 678, 693, 732, 770, 775, 818, 853, 863, 907, 53,
    91, 224, 282, 304, 308, 315, 342, 375, 445, 468, 536, 544, 581, 594, 654, 733, 739, 770, 809, 890,
    912, 951, 14, 24, 145, 166, 169, 270, 272, 428, 574, 624, 628, 648, 731, 799, 822, 831, 837, 845,
    878, 888, 936, 942, 943, 953, 975, 991, 993, 55, 103, 181, 255, 379, 596, 616, 649, 656, 903, 929,
    972, 994, 31, 39, 54, 143, 229, 382, 402, 507, 517, 527, 545, 666, 679, 720, 727, 863, 932, 973,
    983, 992, 993, 121, 173, 189, 204, 262, 332, 335, 376, 549, 603, 611, 716, 809, 852, 891, 988, 45,
    50, 189, 204, 327, 406, 463, 548, 675, 726, 776, 807, 815, 827, 835, 850, 995, 110, 153, 160, 191,
    262, 289, 360, 452, 499, 561, 580, 608, 640, 678, 763, 800, 829, 849, 75, 78, 160, 227, 249, 255,
    332, 333, 480, 531, 536, 554, 606, 666, 687, 696, 704, 705, 764, 803, 832, 870, 873, 940, 86, 175,
    198, 272, 274, 285, 319, 347, 364, 500, 594, 723, 795, 833, 919, 930, 985, 154, 203, 318, 344, 354,
    388, 415, 436, 522, 556, 576, 601, 608, 651, 734, 808, 820, 829, 926, 962, 963, 997, 69, 180, 194,
    258, 283, 345, 447, 539, 553, 598, 620, 712, 748, 768, 810, 852, 860, 886, 911, 931, 42, 62, 121,
    237, 385, 398, 418, 437, 505, 544, 596, 604, 641, 709, 841, 851, 875, 881, 951, 978, 984, 93, 142,
    181, 215, 254, 262, 276, 305, 310, 314, 340, 368, 446, 475, 661, 688, 738, 765, 821, 953, 38, 41,
    50, 168, 230, 233, 263, 279, 302, 307, 327, 371, 518, 546, 683, 699, 841, 920, 7, 25, 50, 58,
    61, 65, 121, 125, 234, 278, 389, 398, 486, 495, 537, 609, 744, 768, 842, 1, 71, 120, 126, 129,
    211, 340, 341, 352, 474, 505, 710, 804, 842, 975, 981, 58, 127, 204, 289, 301, 328, 354, 399, 465,
    512, 630, 663, 738, 764, 784, 796, 824, 881, 85, 169, 173, 181, 211, 377, 433, 488, 515, 539, 643,
    695, 775, 831, 845, 864, 893, 896, 906, 913, 973, 986, 12, 89, 108, 258, 364, 402, 447, 485, 486,
    520, 590, 603, 629, 654, 692, 706, 721, 734, 755, 785, 803, 854, 878, 926, 43, 57, 73, 78, 129,
    184, 207, 354, 391, 392, 520, 529, 685, 711, 715, 810, 953, 22, 33, 59, 62, 165, 203, 236, 266,
    290, 295, 328, 344, 356, 379, 422, 479, 500, 504, 506, 619, 622, 716, 721, 727, 881, 983, 14, 19,
    105, 165, 212, 219, 232, 275, 319, 393, 397, 450, 471, 492, 519, 535, 583, 646, 692, 729, 743, 944,
    947, 91, 111, 142, 244, 250, 264, 356, 381, 424, 548, 583, 670, 763, 778, 782, 795, 828, 849, 860,
    906, 3, 60, 109, 143, 153, 212, 259, 267, 285, 372, 494, 545, 558, 587, 730, 753, 807, 816, 885,
    917, 918, 958, 986, 35, 44, 46, 59, 129, 134, 350, 434, 462, 471, 562, 577, 655, 693, 712, 786,
    898, 951, 972, 989, 68, 149, 235, 247, 298, 314, 359, 442, 535, 551, 576, 611, 692, 697, 736, 810,
    983, 102, 134, 171, 225, 226, 313, 345, 363, 365, 412, 435, 524, 559, 673, 821, 877, 891, 900, 998,
    132, 136, 220, 235, 304, 373, 441, 446, 519, 537, 561, 585, 650, 651, 732, 742, 772, 791, 806, 829,
    870, 901, 903, 911, 932, 37, 64, 234, 237, 325, 378, 414, 438, 469, 485, 548, 551, 685, 788, 797,
    806, 854, 896, 975, 51, 166, 241, 280, 338, 387, 452, 477, 478, 480, 491, 509, 541, 548, 603, 630,
    639, 652, 693, 783, 798, 814, 833, 848, 913, 914, 976, 63, 74, 126, 132, 136, 143, 180, 192, 222,
    311, 332, 427, 458, 471, 512, 531, 543, 609, 626, 647, 661, 702, 711, 779, 809, 886, 913, 994, 34,
    73, 77, 79, 130, 151, 157, 198, 212, 216, 225, 233, 248, 249, 338, 340, 352, 381, 512, 584, 656,
    665, 669, 782, 796, 849, 986, 147, 182, 272, 304, 372, 438, 544, 566, 611, 656, 672, 707, 726, 757,
    830, 61, 79, 282, 361, 432, 597, 718, 726, 750, 820, 835, 906, 980, 6, 12, 27, 34, 86, 162,
    236, 253, 260, 270, 311, 318, 351, 578, 669, 750, 785, 826, 892, 899, 919, 972, 51, 133, 149, 198,
    205, 231, 263, 267, 303, 326, 342, 399, 421, 448, 517, 555, 560, 582, 710, 751, 752, 795, 810, 813,
    835, 867, 976, 22, 60, 68, 185, 218, 262, 277, 309, 333, 384, 447, 503, 566, 589, 766, 794, 857,
    865, 881, 948, 179, 198, 259, 270, 297, 353, 366, 376, 417, 486, 561, 570, 621, 801, 815, 828, 847,
    919, 927, 98, 128, 164, 179, 223, 254, 269, 283, 416, 432, 515, 534, 651, 705, 732, 746, 758, 787,
    824, 866, 906, 913, 938, 8, 23, 34, 38, 59, 351, 438, 471, 477, 576, 583, 585, 646, 659, 661,
    727, 748, 776, 835, 855, 864, 872, 917, 989, 994, 46, 93, 261, 271, 313, 348, 381, 421, 424, 430,
    511, 513, 553, 571, 586, 592, 773, 793, 845, 898, 920, 980, 83, 131, 178, 219, 220, 286, 299, 318,
    320, 367, 400, 563, 589, 607, 635, 698, 745, 796, 842, 856, 859, 867, 972, 973, 63, 116, 188, 206,
    266, 272, 273, 314, 321, 424, 470, 490, 628, 630, 631, 658, 661, 784, 902, 905, 906, 932, 963, 974,
    22, 68, 88, 100, 131, 184, 217, 332, 337, 429, 487, 510, 517, 571, 618, 653, 699, 717, 743, 776,
    815, 899, 52, 90, 180, 267, 321, 355, 413, 430, 552, 705, 736, 740, 778, 880, 934, 956, 130, 160,
    239, 285, 411, 435, 440, 448, 465, 473, 497, 569, 619, 660, 662, 749, 835, 858, 942, 966, 0, 147,
    376, 444, 504, 664, 722, 753, 875, 879, 886, 949, 10, 39, 147, 159, 216, 263, 339, 406, 470, 509,
    522, 548, 616, 757, 767, 768, 771, 789, 805, 812, 813, 831, 842, 975, 998, 300, 379, 447, 472, 488,
    642, 671, 678, 679, 691, 762, 889, 980, 998, 30, 44, 66, 76, 145, 155, 179, 251, 355, 467, 547,
    550, 553, 623, 648, 654, 675, 776, 868, 884, 987, 992, 2, 17, 39, 94, 131, 156, 163, 229, 235,
    244, 255, 443, 542, 596, 614, 670, 687, 709, 772, 791, 806, 908, 968, 983, 994, 44, 75, 112, 142,
    185, 190, 360, 457, 468, 480, 500, 555, 566, 608, 673, 824, 56, 142, 229, 241, 305, 530, 656, 658,
    718, 745, 771, 813, 824, 860, 888, 901, 946, 69, 121, 162, 184, 216, 252, 291, 298, 317, 422, 460,
    495, 520, 587, 590, 659, 732, 742, 794, 799, 822, 859, 883, 57, 111, 244, 394, 402, 449, 488, 535,
    619, 624, 645, 709, 739, 805, 891, 896, 911, 953, 959, 978, 33, 87, 206, 212, 318, 359, 362, 448,
    480, 676, 697, 700, 763, 811, 819, 825, 27, 58, 129, 181, 230, 248, 253, 297, 309, 342, 377, 462,
    495, 550, 577, 591, 643, 664, 672, 675, 703, 710, 731, 862, 897, 908, 998, 5, 51, 71, 92, 139,
    140, 207, 221, 226, 363, 373, 393, 480, 499, 547, 549, 585, 586, 783, 960, 972, 982, 79, 166, 190,
    305, 375, 481, 486, 575, 660, 705, 770, 806, 823, 835, 861, 986, 95, 151, 315, 442, 544, 551, 577,
    637, 664, 723, 759, 767, 939, 995, 34, 62, 238, 270, 357, 376, 445, 475, 522, 547, 685, 706, 829,
    863, 917, 948, 28, 69, 73, 135, 195, 254, 267, 269, 279, 410, 420, 473, 487, 552, 553, 559, 567,
    589, 718, 798, 846, 873, 904, 954, 968, 63, 188, 201, 266, 276, 467, 474, 514, 515, 521, 530, 550,
    606, 758, 859, 876, 950, 977, 19, 25, 119, 147, 176, 302, 333, 453, 483, 596, 604, 608, 661, 697,
    751, 787, 843, 860, 221, 242, 311, 346, 385, 444, 514, 516, 526, 601, 645, 696, 764, 780, 791, 810,
    898, 899, 900, 989, 39, 71, 180, 214, 287, 336, 386, 416, 467, 559, 653, 668, 681, 783, 800, 801,
    804, 816, 819, 850, 874, 902, 974, 57, 179, 185, 250, 261, 380, 389, 399, 519, 526, 572, 603, 637,
    683, 764, 811, 823, 896, 69, 70, 85, 151, 166, 258, 324, 419, 465, 486, 613, 631, 763, 815, 854,
    963, 84, 88, 128, 178, 207, 238, 350, 539, 659, 685, 781, 784, 841, 853, 855, 865, 903, 991, 46,
    128, 242, 265, 303, 307, 328, 378, 432, 474, 680, 690, 733, 747, 852, 855, 886, 115, 130, 253, 327,
    421, 475, 502, 506, 528, 554, 601, 623, 695, 737, 757, 764, 791, 808, 812, 849, 870, 13, 66, 237,
    256, 293, 295, 348, 366, 386, 413, 424, 430, 600, 663, 677, 751, 753, 769, 784, 818, 845, 873, 913,
    940, 12, 50, 149, 193, 234, 278, 405, 438, 515, 534, 545, 555, 702, 741, 748, 794, 806, 886, 17,
    63, 103, 104, 188, 213, 243, 299, 310, 324, 351, 427, 507, 534, 594, 762, 781, 795, 820, 830, 847,
    894, 936, 973, 10, 43, 91, 131, 132, 145, 217, 247, 259, 260, 326, 502, 527, 629, 642, 673, 701,
    759, 770, 866, 931, 994, 97, 202, 204, 282, 571, 594, 596, 685, 703, 758, 771, 830, 845, 931, 933,
    8, 148, 175, 235, 301, 318, 487, 505, 565, 568, 581, 606, 752, 783, 851, 892, 898, 999, 89, 224,
    282, 346, 425, 443, 459, 534, 601, 629, 641, 756, 787, 796, 823, 856, 937, 940, 29, 110, 111, 128,
    152, 194, 202, 377, 488, 553, 582, 599, 656, 666, 725, 823, 852, 858, 924, 936, 941, 955, 977, 9,
    45, 53, 128, 157, 159, 190, 253, 322, 352, 378, 437, 504, 586, 588, 622, 691, 713, 772, 827, 870,
    890, 925, 985, 110, 215, 224, 246, 281, 286, 317, 362, 379, 394, 574, 616, 626, 666, 714, 746, 801,
    821, 875, 947, 115, 134, 201, 207, 284, 310, 543, 576, 592, 594, 598, 627, 656, 673, 694, 714, 813,
    854, 904, 908, 959, 33, 143, 146, 182, 317, 406, 411, 559, 611, 620, 790, 840, 895, 937, 996, 17,
    45, 52, 77, 147, 210, 229, 265, 289, 355, 371, 384, 413, 440, 528, 535, 539, 730, 784, 889, 968,
    30, 40, 43, 66, 88, 106, 160, 164, 165, 200, 235, 425, 429, 521, 627, 649, 746, 923, 23, 289,
    310, 339, 356, 367, 369, 436, 483, 487, 574, 581, 600, 611, 706, 734, 756, 834, 856, 878, 896, 905,
    92, 158, 192, 221, 258, 262, 317, 413, 535, 571, 710, 766, 775, 870, 960, 970, 994, 10, 150, 173,
    189, 200, 235, 244, 316, 336, 366, 368, 442, 538, 555, 567, 607, 656, 676, 870, 933, 8, 12, 148,
    195, 224, 287, 354, 417, 521, 614, 663, 691, 839, 847, 848, 876, 896, 899, 914, 916, 924, 31, 62,
    95, 156, 163, 259, 261, 302, 332, 442, 546, 578, 626, 670, 697, 701, 850, 7, 141, 163, 169, 208,
    263, 450, 460, 471, 477, 517, 523, 653, 788, 877, 996, 29, 113, 119, 204, 205, 236, 292, 333, 409,
    471, 482, 484, 607, 693, 731, 762, 879, 894, 897, 900, 81, 287, 341, 363, 486, 501, 706, 711, 880,
    881, 894, 944, 119, 174, 225, 226, 332, 380, 456, 670, 711, 742, 749, 773, 795, 830, 834, 865, 950,
    981, 998, 14, 80, 148, 150, 205, 243, 285, 328, 337, 353, 395, 498, 512, 535, 603, 733, 754, 805,
    919, 990, 15, 17, 129, 160, 171, 180, 264, 421, 461, 532, 584, 680, 717, 757, 806, 818, 851, 866,
    901, 42, 52, 118, 232, 353, 401, 490, 500, 555, 563, 617, 702, 707, 726, 741, 758, 856, 860, 880,
    989, 87, 228, 469, 473, 474, 476, 683, 885, 890, 933, 118, 144, 176, 233, 316, 426, 450, 561, 584,
    649, 658, 663, 666, 685, 755, 759, 762, 793, 819, 826, 847, 908, 911, 963, 39, 50, 78, 160, 310,
    318, 378, 457, 474, 493, 509, 510, 536, 538, 630, 676, 726, 757, 780, 852, 874, 904, 905, 926, 945,
    954, 970, 993, 25, 53, 154, 159, 163, 168, 214, 257, 277, 335, 446, 453, 498, 694, 765, 814, 832,
    852, 859, 884, 908, 26, 48, 51, 53, 57, 94, 181, 231, 232, 253, 285, 296, 315, 324, 350, 380,
    416, 437, 509, 551, 621, 655, 672, 714, 736, 799, 884, 923, 38, 59, 66, 70, 106, 136, 167, 177,
    300, 352, 387, 501, 523, 565, 665, 666, 711, 758, 764, 883, 960, 998, 17, 28, 87, 142, 173, 194,
    248, 312, 398, 402, 422, 528, 600, 662, 685, 778, 843, 888, 29, 86, 93, 130, 132, 167, 212, 233,
    245, 262, 268, 272, 320, 392, 398, 469, 505, 511, 528, 530, 544, 551, 629, 666, 852, 893, 976, 995,
    77, 82, 150, 188, 220, 342, 451, 522, 557, 632, 652, 962, 35, 153, 325, 438, 464, 524, 544, 594,
    625, 632, 677, 750, 751, 762, 903, 904, 920, 998, 20, 93, 98, 122, 149, 210, 239, 251, 290, 482,
    548, 592, 600, 608, 623, 676, 690, 693, 732, 734, 896, 926, 999, 7, 11, 35, 57, 80, 85, 96,
    157, 181, 197, 208, 250, 281, 285, 290, 309, 456, 477, 479, 496, 520, 632, 715, 731, 820, 921, 11,
    84, 105, 141, 206, 285, 307, 314, 320, 334, 447, 460, 544, 549, 573, 627, 671, 807, 817, 853, 905,
    975, 106, 221, 234, 475, 494, 517, 678, 766, 856, 912, 990, 4, 62, 93, 136, 147, 162, 182, 198,
    239, 433, 443, 502, 561, 581, 671, 689, 692, 794, 812, 858, 877, 886, 994, 9, 32, 48, 60, 72,
    88, 89, 105, 166, 172, 283, 297, 302, 354, 395, 462, 477, 504, 676, 699, 747, 777, 810, 906, 929,
    981, 985, 112, 161, 179, 193, 299, 325, 431, 458, 513, 575, 600, 618, 621, 659, 670, 691, 848, 976,
    9, 104, 159, 258, 260, 264, 272, 280, 304, 357, 366, 443, 547, 566, 614, 698, 814, 828, 853, 866,
    974, 32, 43, 128, 239, 295, 372, 582, 613, 637, 655, 734, 754, 890, 898, 64, 82, 88, 94, 106,
    182, 235, 259, 304, 346, 389, 465, 513, 620, 660, 669, 846, 864, 878, 885, 922, 33, 105, 133, 134,
    244, 569, 671, 698, 810, 852, 912, 954, 983, 3, 4, 190, 217, 234, 243, 257, 277, 326, 397, 413,
    752, 802, 895, 896, 917, 32, 45, 58, 79, 87, 265, 277, 279, 293, 580, 648, 674, 676, 715, 731,
    732, 742, 773, 924, 928, 986, 8, 67, 101, 127, 280, 329, 369, 388, 454, 562, 622, 658, 673, 780,
    834, 835, 896, 941, 955, 962, 49, 109, 225, 251, 296, 303, 315, 387, 560, 587, 600, 648, 869, 992,
    143, 357, 391, 473, 514, 528, 553, 586, 601, 630, 725, 935, 958, 991, 31, 97, 106, 146, 178, 214,
    226, 269, 319, 329, 375, 379, 402, 407, 424, 491, 498, 559, 584, 625, 764, 840, 896, 960, 23, 55,
    73, 116, 145, 182, 211, 229, 249, 326, 442, 470, 496, 535, 608, 616, 638, 653, 701, 709, 716, 726,
    731, 764, 855, 872, 949, 983, 989, 2, 77, 103, 221, 241, 301, 329, 414, 449, 495, 529, 551, 596,
    647, 673, 815, 859, 878, 905, 927, 65, 164, 247, 311, 318, 338, 379, 381, 383, 394, 452, 460, 487,
    514, 595, 642, 724, 743, 817, 835, 852, 917, 988, 991, 10, 108, 116, 166, 181, 236, 280, 396, 400,
    472, 667, 713, 720, 721, 838, 851, 861, 874, 890, 972, 77, 149, 200, 206, 207, 284, 319, 356, 560,
    704, 723, 788, 789, 795, 807, 822, 829, 987, 21, 134, 225, 259, 267, 312, 353, 435, 465, 584, 609,
    628, 643, 671, 739, 832, 856, 972, 992, 24, 124, 144, 317, 363, 620, 640, 749, 936, 963, 979, 41,
    68, 69, 84, 154, 283, 296, 401, 408, 457, 502, 590, 600, 611, 677, 754, 764, 769, 848, 886, 927,
    932, 976, 995, 999, 30, 44, 100, 110, 205, 206, 233, 256, 272, 305, 358, 384, 388, 393, 545, 635,
    854, 921, 931, 936, 966, 24, 38, 47, 112, 117, 158, 258, 289, 358, 383, 477, 502, 516, 572, 599,
    669, 676, 688, 694, 883, 938, 986, 32, 61, 98, 137, 196, 219, 220, 372, 373, 419, 543, 571, 724,
    770, 947, 954, 983, 16, 26, 34, 114, 148, 181, 194, 209, 249, 296, 402, 410, 496, 609, 644, 680,
    706, 764, 829, 839, 922, 985, 33, 56, 73, 189, 275, 288, 389, 406, 438, 523, 549, 564, 597, 671,
    713, 767, 791, 796, 875, 916, 947, 981, 36, 147, 198, 284, 309, 432, 461, 487, 511, 520, 640, 665,
    714, 763, 777, 810, 818, 844, 868, 957, 961, 965, 972, 29, 33, 78, 128, 149, 254, 318, 379, 392,
    490, 610, 618, 653, 694, 791, 890, 894, 906, 931, 940, 969, 983, 987, 116, 126, 221, 228, 236, 325,
    383, 404, 410, 482, 567, 622, 649, 687, 725, 751, 770, 818, 821, 855, 992, 11, 42, 43, 86, 169,
    207, 255, 331, 460, 480, 510, 538, 539, 565, 597, 614, 616, 639, 953, 149, 283, 309, 312, 332, 352,
    435, 436, 447, 499, 514, 537, 558, 586, 597, 608, 610, 710, 716, 759, 766, 831, 886, 929, 60, 88,
    137, 193, 269, 271, 343, 345, 377, 393, 409, 473, 573, 609, 681, 722, 743, 763, 770, 813, 823, 833,
    861, 983, 0, 30, 46, 77, 156, 296, 400, 478, 540, 723, 732, 753, 788, 800, 911, 23, 31, 70,
    176, 193, 194, 247, 255, 281, 307, 419, 528, 538, 561, 596, 624, 656, 750, 769, 802, 838, 852, 865,
    871, 901, 998, 6, 22, 33, 35, 78, 81, 169, 288, 292, 478, 487, 512, 656, 761, 780, 945, 956,
    62, 167, 171, 182, 223, 299, 351, 386, 418, 419, 437, 548, 567, 589, 656, 678, 686, 735, 876, 890,
    928, 938, 958, 967, 970, 989, 41, 147, 176, 184, 205, 258, 297, 343, 381, 413, 430, 561, 621, 627,
    690, 714, 793, 854, 868, 916, 935, 981, 990, 996, 14, 43, 55, 76, 214, 216, 222, 233, 239, 318,
    446, 490, 550, 568, 598, 661, 688, 697, 700, 702, 731, 743, 759, 827, 938, 45, 190, 194, 236, 237,
    254, 291, 359, 509, 588, 718, 764, 811, 882, 948, 997, 24, 179, 187, 191, 198, 201, 210, 286, 307,
    369, 410, 414, 418, 440, 451, 463, 491, 497, 558, 658, 682, 698, 757, 812, 842, 849, 922, 10, 33,
    55, 85, 117, 154, 191, 208, 244, 377, 401, 423, 485, 495, 583, 623, 640, 715, 729, 739, 749, 751,
    876, 879, 920, 949, 964, 4, 65, 229, 235, 300, 352, 420, 488, 623, 648, 651, 661, 789, 806, 810,
    811, 879, 891, 925, 936, 982, 5, 69, 126, 152, 189, 263, 364, 405, 429, 471, 500, 543, 561, 598,
    652, 688, 749, 764, 778, 812, 816, 832, 946, 984, 14, 59, 76, 105, 117, 125, 140, 174, 182, 261,
    270, 290, 294, 347, 359, 369, 490, 540, 568, 580, 665, 776, 789, 876, 971, 25, 26, 28, 63, 107,
    140, 173, 199, 236, 295, 307, 318, 456, 663, 697, 776, 810, 828, 971, 981, 9, 55, 136, 195, 203,
    326, 440, 450, 457, 656, 726, 742, 759, 813, 841, 854, 889, 970, 70, 163, 262, 292, 343, 368, 375,
    456, 513, 536, 573, 641, 686, 717, 726, 730, 741, 743, 749, 806, 841, 895, 936, 997, 2, 14, 139,
    143, 156, 231, 241, 320, 359, 367, 414, 428, 590, 604, 609, 639, 647, 733, 746, 851, 859, 89, 101,
    199, 210, 450, 462, 492, 496, 537, 548, 667, 676, 711, 751, 816, 962, 69, 247, 299, 403, 408, 489,
    529, 635, 675, 773, 776, 839, 962, 976, 29, 161, 171, 246, 260, 293, 308, 397, 414, 459, 462, 600,
    642, 657, 672, 674, 778, 808, 837, 841, 859, 915, 933, 974, 6, 10, 15, 44, 94, 118, 216, 219,
    224, 242, 255, 319, 364, 409, 431, 470, 497, 556, 677, 743, 789, 793, 889, 979, 88, 122, 147, 177,
    192, 198, 208, 251, 310, 511, 522, 536, 572, 579, 603, 618, 629, 747, 764, 917, 967, 165, 171, 180,
    233, 244, 281, 352, 398, 403, 415, 425, 462, 622, 624, 625, 648, 654, 677, 682, 866, 928, 982, 77,
    168, 173, 222, 356, 452, 512, 532, 555, 575, 644, 673, 956, 79, 166, 197, 282, 350, 355, 362, 366,
    418, 436, 437, 524, 534, 544, 553, 564, 572, 605, 688, 695, 720, 774, 787, 804, 857, 908, 968, 10,
    142, 198, 275, 290, 292, 332, 334, 409, 620, 726, 799, 898, 116, 162, 164, 205, 326, 342, 389, 412,
    474, 572, 597, 653, 859, 883, 946, 950, 986, 35, 45, 89, 129, 152, 266, 278, 284, 290, 405, 440,
    455, 590, 649, 661, 690, 692, 753, 763, 839, 859, 872, 915, 951, 16, 108, 160, 197, 217, 238, 319,
    349, 393, 451, 509, 592, 607, 611, 629, 719, 804, 984, 26, 59, 208, 290, 340, 416, 421, 498, 531,
    680, 714, 844, 929, 936, 939, 63, 73, 86, 140, 202, 238, 332, 374, 451, 582, 912, 27, 32, 109,
    232, 242, 246, 271, 279, 347, 445, 601, 632, 693, 751, 781, 807, 808, 951, 960, 982, 15, 81, 209,
    227, 237, 263, 294, 301, 354, 388, 413, 418, 431, 565, 607, 608, 723, 745, 752, 773, 794, 799, 800,
    853, 918, 938, 51, 82, 213, 248, 356, 365, 408, 418, 601, 692, 709, 809, 936, 952, 979, 20, 163,
    229, 276, 484, 580, 587, 649, 655, 790, 889, 937, 34, 50, 77, 143, 170, 201, 229, 325, 343, 350,
    366, 521, 556, 561, 630, 643, 666, 697, 754, 855, 928, 968, 975, 978, 989, 1, 76, 98, 113, 145,
    172, 250, 275, 341, 385, 388, 419, 422, 461, 501, 505, 691, 701, 827, 865, 54, 55, 97, 141, 172,
    188, 235, 276, 385, 443, 536, 559, 717, 827, 877, 929, 952, 48, 86, 196, 215, 216, 227, 249, 306,
    309, 368, 433, 482, 486, 684, 741, 856, 860, 908, 33, 80, 133, 202, 233, 234, 257, 388, 457, 499,
    513, 517, 618, 625, 646, 652, 654, 666, 743, 842, 862, 896, 927, 950, 977, 42, 80, 122, 133, 173,
    193, 285, 292, 309, 326, 400, 447, 591, 641, 656, 733, 740, 805, 830, 840, 913, 39, 59, 82, 90,
    133, 149, 163, 177, 181, 237, 356, 504, 757, 811, 855, 906, 972, 14, 29, 185, 244, 262, 294, 295,
    353, 363, 417, 436, 506, 555, 603, 685, 740, 816, 865, 867, 937, 955, 20, 30, 76, 159, 200, 255,
    285, 300, 328, 425, 461, 513, 615, 692, 714, 779, 878, 930, 936, 939, 983, 74, 120, 209, 213, 236,
    321, 347, 378, 443, 505, 564, 565, 786, 821, 860, 902, 915, 976, 983, 134, 221, 242, 330, 397, 530,
    535, 565, 652, 665, 706, 740, 911, 936, 969, 976, 1, 39, 65, 77, 79, 189, 229, 317, 468, 569,
    636, 718, 741, 756, 786, 799, 866, 977, 61, 88, 124, 127, 170, 179, 203, 263, 330, 340, 413, 459,
    492, 516, 593, 620, 708, 709, 753, 809, 975, 35, 134, 179, 196, 285, 450, 452, 485, 543, 617, 649,
    655, 740, 745, 762, 765, 782, 793, 794, 823, 840, 870, 894, 967, 25, 47, 94, 96, 118, 214, 320,
    340, 441, 457, 491, 499, 504, 514, 515, 518, 595, 619, 620, 632, 633, 735, 777, 799, 830, 896, 948,
    969, 35, 73, 82, 134, 192, 194, 268, 272, 314, 415, 545, 634, 676, 722, 736, 766, 828, 835, 908,
    933, 973, 57, 190, 217, 538, 670, 740, 757, 758, 774, 812, 846, 848, 887, 24, 59, 66, 78, 96,
    99, 118, 134, 185, 314, 391, 451, 466, 556, 637, 728, 735, 820, 854, 882, 907, 997, 152, 153, 263,
    280, 327, 646, 653, 661, 759, 786, 792, 801, 820, 855, 869, 876, 40, 107, 116, 141, 170, 229, 234,
    238, 322, 326, 332, 406, 428, 489, 551, 632, 633, 762, 821, 924, 930, 6, 13, 33, 50, 162, 173,
    177, 190, 211, 274, 302, 385, 430, 497, 500, 610, 768, 795, 884, 951, 978, 14, 152, 154, 168, 360,
    397, 502, 577, 666, 678, 767, 857, 878, 884, 897, 986, 64, 283, 387, 392, 402, 573, 575, 597, 623,
    658, 664, 684, 693, 791, 915, 973, 60, 159, 215, 290, 356, 370, 422, 484, 495, 559, 563, 579, 589,
    591, 599, 625, 674, 695, 696, 755, 831, 868, 876, 878, 955, 968, 42, 43, 61, 68, 142, 144, 205,
    207, 375, 431, 481, 492, 598, 713, 723, 796, 851, 869, 872, 898, 964, 979, 20, 94, 185, 256, 271,
    280, 322, 490, 508, 514, 547, 604, 660, 664, 736, 739, 784, 806, 823, 852, 883, 903, 966, 75, 93,
    107, 131, 229, 237, 274, 426, 438, 532, 536, 638, 660, 740, 937, 985, 94, 233, 280, 523, 625, 697,
    712, 786, 882, 947, 53, 303, 304, 321, 405, 591, 611, 622, 651, 744, 775, 788, 819, 879, 954, 966,
    10, 34, 44, 67, 77, 129, 202, 212, 217, 220, 259, 275, 290, 309, 377, 404, 409, 461, 512, 606,
    674, 724, 762, 838, 862, 887, 941, 988, 38, 93, 149, 159, 394, 446, 561, 754, 757, 832, 857, 917,
    967, 974, 5, 23, 24, 53, 61, 95, 150, 156, 183, 198, 218, 270, 346, 358, 366, 429, 490, 502,
    510, 514, 604, 663, 674, 680, 695, 704, 741, 766, 874, 46, 116, 120, 181, 220, 280, 290, 366, 377,
    407, 575, 590, 602, 634, 733, 743, 751, 763, 788, 815, 881, 943, 960, 962, 973, 992, 996, 84, 131,
    215, 249, 287, 389, 399, 471, 691, 749, 815, 828, 832, 883, 905, 909, 960, 24, 65, 80, 104, 161,
    190, 204, 294, 353, 384, 530, 597, 677, 704, 787, 818, 834, 26, 74, 101, 111, 128, 130, 297, 314,
    352, 390, 416, 452, 458, 532, 545, 593, 655, 720, 827, 840, 906, 920, 2, 52, 78, 117, 198, 220,
    225, 247, 385, 420, 476, 514, 572, 629, 640, 663, 900, 930, 933, 945, 971, 979, 44, 68, 92, 137,
    139, 159, 261, 354, 540, 584, 657, 658, 701, 745, 779, 798, 806, 831, 907, 953, 1, 109, 127, 183,
    232, 286, 292, 374, 513, 517, 599, 605, 609, 627, 739, 884, 938, 962, 38, 89, 121, 129, 161, 194,
    235, 242, 279, 281, 376, 395, 396, 411, 428, 463, 555, 586, 628, 727, 877, 908, 952, 8, 132, 188,
    190, 207, 356, 462, 529, 561, 565, 571, 573, 584, 641, 683, 696, 785, 838, 869, 873, 874, 876, 917,
    2, 160, 176, 255, 299, 300, 314, 320, 428, 498, 521, 617, 638, 679, 680, 748, 770, 771, 799, 846,
    903, 944, 984, 84, 96, 106, 121, 123, 128, 158, 167, 242, 376, 500, 631, 680, 761, 817, 838, 850,
    852, 918, 959, 43, 78, 131, 187, 260, 319, 456, 557, 588, 608, 664, 675, 733, 836, 857, 873, 879,
    972, 13, 30, 117, 201, 215, 367, 381, 391, 425, 478, 499, 536, 601, 656, 714, 779, 797, 803, 852,
    878, 889, 903, 990, 113, 168, 205, 293, 402, 473, 520, 573, 577, 591, 602, 661, 747, 774, 801, 900,
    939, 22, 57, 111, 118, 143, 205, 409, 584, 777, 779, 786, 795, 814, 831, 880, 885, 968, 51, 66,
    107, 110, 136, 187, 236, 250, 261, 341, 345, 361, 412, 437, 457, 491, 547, 700, 759, 793, 888, 930,
    136, 137, 324, 351, 389, 424, 522, 661, 743, 834, 937, 0, 36, 77, 156, 196, 335, 365, 560, 588,
    672, 681, 720, 735, 783, 793, 848, 998, 3, 156, 305, 333, 434, 464, 470, 564, 590, 758, 789, 795,
    804, 873, 912, 926, 969, 1, 134, 177, 233, 250, 252, 297, 345, 652, 701, 706, 827, 876, 884, 889,
    934, 963, 965, 54, 114, 140, 151, 281, 348, 370, 487, 503, 540, 552, 633, 674, 675, 692, 824, 896,
    931, 942, 991, 51, 153, 288, 394, 513, 672, 783, 869, 55, 77, 109, 154, 159, 180, 332, 357, 405,
    425, 438, 505, 552, 654, 681, 688, 752, 755, 756, 769, 797, 852, 923, 940, 973, 18, 109, 130, 307,
    331, 366, 391, 411, 418, 475, 513, 601, 608, 654, 687, 702, 708, 727, 730, 769, 798, 813, 905, 959,
    964, 43, 45, 77, 93, 110, 153, 179, 213, 217, 298, 300, 308, 346, 354, 430, 447, 493, 556, 571,
    581, 603, 648, 882, 957, 966, 988, 134, 153, 303, 305, 340, 471, 617, 674, 684, 708, 756, 814, 887,
    956, 977, 149, 167, 196, 235, 294, 298, 311, 314, 349, 387, 396, 512, 513, 525, 669, 711, 721, 795,
    813, 862, 867, 891, 903, 907, 930, 2, 89, 169, 389, 409, 417, 436, 462, 485, 515, 638, 646, 705,
    112, 116, 117, 136, 141, 164, 202, 253, 341, 351, 386, 400, 421, 434, 484, 498, 509, 544, 596, 714,
    717, 768, 801, 827, 846, 928, 10, 67, 97, 191, 333, 360, 385, 396, 444, 460, 481, 497, 500, 722,
    723, 738, 744, 821, 855, 880, 918, 965, 988, 14, 35, 153, 191, 193, 262, 266, 290, 291, 316, 334,
    372, 408, 418, 441, 518, 637, 656, 728, 729, 735, 862, 906, 914, 932, 965, 971, 347, 403, 504, 526,
    551, 607, 649, 691, 727, 740, 893, 960, 4, 104, 141, 225, 253, 386, 397, 449, 600, 653, 766, 770,
    835, 848, 895, 932, 945, 2, 37, 92, 120, 125, 146, 214, 216, 370, 429, 443, 465, 484, 646, 778,
    803, 805, 817, 12, 115, 202, 209, 298, 324, 367, 425, 512, 552, 595, 612, 615, 619, 632, 705, 746,
    761, 899, 900, 3, 69, 79, 92, 172, 430, 439, 444, 481, 517, 642, 667, 707, 735, 743, 808, 812,
    842, 863, 956, 17, 20, 21, 80, 165, 268, 360, 383, 512, 744, 750, 809, 883, 949, 982, 154, 170,
    179, 267, 347, 391, 471, 582, 688, 752, 774, 886, 44, 126, 128, 157, 198, 234, 281, 301, 369, 381,
    427, 428, 533, 590, 646, 666, 675, 742, 858, 882, 930, 970, 5, 27, 41, 93, 289, 307, 372, 422,
    600, 623, 636, 744, 757, 787, 865, 892, 988, 7, 24, 59, 65, 71, 75, 90, 94, 120, 186, 202,
    271, 431, 438, 482, 513, 552, 596, 605, 647, 720, 723, 872, 899, 955, 956, 967, 974, 9, 14, 52,
    54, 111, 112, 175, 178, 212, 262, 339, 450, 459, 509, 640, 657, 660, 696, 738, 796, 853, 885, 888,
    944, 970, 118, 134, 138, 165, 329, 469, 484, 510, 528, 534, 544, 631, 652, 724, 977, 70, 75, 83,
    89, 181, 259, 324, 427, 504, 511, 558, 701, 773, 774, 785, 836, 881, 905, 922, 0, 4, 12, 16,
    95, 112, 115, 138, 155, 252, 338, 369, 401, 428, 528, 548, 649, 652, 695, 716, 723, 827, 829, 842,
    925, 932, 943, 973, 987, 93, 266, 312, 315, 443, 449, 627, 639, 693, 733, 789, 819, 863, 895, 899,
    912, 938, 988, 60, 86, 107, 158, 160, 196, 212, 302, 317, 334, 339, 351, 364, 396, 549, 572, 607,
    632, 682, 779, 798, 902, 917, 65, 78, 91, 170, 262, 306, 337, 354, 362, 363, 429, 521, 533, 617,
    692, 754, 827, 842, 903, 935, 981, 17, 40, 118, 177, 208, 321, 331, 355, 360, 373, 414, 422, 482,
    524, 546, 713, 727, 848, 915, 972, 48, 60, 121, 297, 326, 438, 457, 511, 554, 613, 722, 799, 848,
    906, 929, 990, 103, 125, 336, 360, 362, 364, 394, 552, 690, 702, 727, 756, 780, 818, 868, 869, 908,
    926, 936, 953, 16, 69, 80, 196, 252, 255, 256, 280, 314, 334, 335, 412, 473, 543, 663, 675, 676,
    715, 720, 881, 942, 975, 89, 156, 192, 251, 293, 376, 399, 446, 470, 501, 579, 617, 632, 655, 675,
    750, 825, 996, 120, 180, 211, 226, 342, 417, 441, 453, 490, 541, 579, 622, 744, 784, 833, 872, 923,
    984, 985, 103, 139, 169, 176, 210, 214, 221, 389, 390, 529, 534, 579, 615, 630, 662, 676, 679, 687,
    806, 816, 934, 938, 969, 13, 65, 92, 188, 235, 258, 376, 378, 397, 424, 455, 456, 501, 564, 572,
    695, 736, 738, 983, 32, 76, 93, 284, 374, 391, 452, 462, 478, 532, 558, 581, 708, 832, 833, 868,
    948, 4, 117, 199, 216, 226, 391, 431, 465, 466, 519, 569, 570, 685, 748, 763, 816, 827, 889, 918,
    938, 956, 970, 60, 125, 239, 320, 332, 364, 382, 439, 442, 446, 491, 498, 570, 617, 628, 914, 942,
    990, 66, 82, 127, 145, 245, 247, 251, 318, 412, 492, 496, 569, 626, 628, 709, 843, 913, 955, 34,
    197, 220, 238, 296, 322, 365, 375, 402, 412, 455, 456, 508, 541, 546, 567, 614, 634, 642, 824, 838,
    864, 937, 950, 959, 970, 980, 27, 137, 215, 237, 307, 388, 596, 608, 679, 886, 898, 920, 996, 1,
    46, 119, 144, 199, 207, 210, 234, 254, 287, 425, 436, 525, 558, 638, 642, 704, 731, 803, 805, 809,
    917, 954, 985, 987, 113, 139, 181, 214, 243, 269, 384, 442, 476, 515, 624, 675, 743, 752, 762, 793,
    805, 821, 823, 849, 929, 973, 4, 25, 26, 62, 103, 117, 186, 353, 367, 391, 401, 469, 486, 502,
    503, 539, 587, 631, 664, 737, 810, 852, 891, 909, 945, 76, 95, 157, 179, 181, 190, 205, 370, 388,
    441, 531, 568, 626, 700, 737, 740, 748, 838, 866, 931, 953, 18, 69, 74, 76, 107, 144, 157, 200,
    344, 364, 413, 535, 567, 570, 621, 766, 786, 831, 925, 961, 968, 91, 92, 234, 239, 242, 281, 487,
    520, 546, 621, 622, 663, 688, 707, 875, 880, 972, 21, 23, 89, 112, 119, 175, 177, 321, 337, 386,
    475, 485, 573, 639, 650, 749, 801, 806, 828, 42, 54, 131, 172, 185, 202, 219, 224, 259, 270, 306,
    323, 448, 510, 511, 573, 698, 717, 759, 787, 806, 847, 33, 102, 167, 391, 444, 461, 617, 687, 691,
    693, 709, 749, 771, 821, 864, 889, 899, 906, 950, 129, 210, 326, 475, 554, 605, 657, 684, 746, 759,
    786, 829, 841, 869, 885, 170, 188, 202, 239, 295, 304, 321, 468, 487, 537, 567, 578, 671, 695, 697,
    789, 871, 887, 950, 63, 212, 233, 266, 308, 365, 531, 594, 637, 662, 703, 732, 772, 959, 53, 191,
    201, 204, 310, 360, 417, 437, 540, 547, 625, 755, 807, 852, 945, 27, 38, 71, 111, 246, 337, 349,
    502, 568, 601, 652, 663, 899, 24, 103, 204, 252, 275, 338, 369, 386, 394, 398, 498, 545, 569, 571,
    651, 675, 718, 719, 752, 805, 820, 824, 878, 954, 961, 61, 69, 71, 100, 135, 152, 166, 172, 236,
    286, 619, 652, 660, 761, 889, 935, 940, 966, 48, 69, 70, 113, 219, 223, 226, 251, 279, 301, 378,
    512, 539, 587, 632, 683, 702, 725, 731, 772, 814, 830, 863, 911, 939, 34, 96, 106, 109, 371, 475,
    544, 590, 719, 814, 856, 884, 945, 979, 46, 132, 184, 263, 329, 334, 335, 345, 429, 454, 505, 576,
    607, 639, 685, 732, 799, 804, 918, 948, 961, 13, 35, 116, 131, 132, 184, 186, 191, 323, 324, 355,
    373, 381, 400, 529, 552, 566, 575, 773, 861, 897, 902, 905, 961, 966, 4, 47, 106, 215, 306, 339,
    366, 392, 414, 442, 502, 529, 658, 663, 684, 745, 760, 777, 883, 900, 912, 113, 125, 149, 243, 302,
    308, 346, 454, 458, 466, 540, 563, 580, 588, 659, 697, 709, 710, 737, 817, 818, 854, 894, 901, 49,
    70, 92, 135, 200, 219, 270, 325, 369, 637, 917, 939, 946, 78, 178, 196, 235, 240, 397, 512, 534,
    614, 673, 683, 700, 755, 847, 905, 935, 938, 964, 997, 29, 47, 149, 150, 260, 496, 617, 673, 687,
    720, 787, 796, 877, 903, 962, 993, 75, 84, 199, 244, 260, 291, 315, 317, 333, 360, 370, 387, 410,
    433, 458, 547, 549, 551, 674, 705, 716, 774, 820, 831, 843, 920, 4, 6, 16, 162, 198, 223, 247,
    310, 374, 398, 488, 538, 566, 617, 623, 665, 670, 678, 746, 787, 801, 879, 973, 976, 46, 48, 131,
    139, 158, 193, 236, 244, 288, 324, 350, 389, 391, 415, 489, 551, 555, 566, 569, 585, 634, 674, 807,
    828, 893, 951, 13, 14, 30, 86, 87, 249, 292, 416, 433, 479, 496, 569, 639, 643, 694, 713, 772,
    976, 86, 145, 311, 342, 420, 432, 442, 443, 655, 702, 714, 720, 802, 809, 831, 867, 916, 9, 179,
    196, 257, 296, 321, 342, 346, 385, 420, 455, 593, 598, 768, 853, 884, 994, 23, 63, 77, 78, 140,
    155, 176, 206, 209, 251, 350, 371, 373, 466, 533, 626, 641, 652, 720, 796, 819, 891, 927, 963, 996,
    42, 203, 224, 247, 292, 299, 312, 323, 351, 386, 548, 698, 723, 751, 759, 768, 820, 827, 844, 854,
    915, 927, 937, 940, 956, 24, 26, 71, 76, 414, 461, 490, 517, 519, 538, 573, 591, 618, 672, 710,
    787, 813, 847, 853, 854, 912, 80, 90, 115, 261, 355, 358, 400, 434, 580, 593, 602, 604, 624, 748,
    821, 831, 868, 888, 954, 25, 73, 96, 174, 189, 211, 273, 275, 327, 528, 643, 705, 735, 738, 753,
    794, 849, 859, 896, 924, 937, 952, 82, 257, 271, 354, 379, 424, 434, 444, 475, 483, 489, 557, 643,
    751, 930, 934, 4, 99, 108, 124, 146, 467, 508, 523, 526, 660, 680, 698, 943, 983, 23, 60, 96,
    156, 173, 177, 253, 400, 555, 660, 681, 688, 699, 854, 887, 952, 975, 999, 62, 87, 101, 102, 135,
    139, 146, 158, 194, 241, 249, 451, 519, 534, 560, 575, 641, 650, 655, 733, 751, 808, 890, 934, 964,
    9, 12, 88, 133, 164, 167, 239, 262, 312, 344, 404, 432, 475, 497, 524, 525, 584, 793, 798, 831,
    843, 870, 883, 890, 994, 95, 219, 232, 233, 256, 383, 410, 452, 503, 551, 582, 591, 613, 616, 756,
    761, 826, 839, 871, 975, 2, 181, 236, 269, 302, 304, 344, 415, 481, 485, 502, 519, 528, 542, 546,
    618, 627, 638, 763, 936, 967, 8, 22, 148, 163, 199, 295, 321, 336, 339, 364, 446, 477, 480, 550,
    586, 591, 638, 754, 767, 802, 803, 887, 2, 23, 65, 131, 219, 229, 306, 347, 356, 460, 542, 576,
    785, 849, 863, 870, 880, 892, 901, 50, 71, 153, 198, 235, 239, 309, 323, 333, 338, 341, 437, 523,
    538, 571, 578, 763, 806, 837, 870, 877, 25, 59, 77, 116, 209, 219, 366, 424, 443, 452, 542, 571,
    611, 642, 723, 741, 752, 828, 849, 853, 980, 2, 35, 124, 170, 192, 199, 264, 294, 453, 470, 487,
    531, 532, 566, 585, 661, 718, 757, 764, 888, 900, 924, 995, 102, 124, 267, 283, 301, 319, 425, 437,
    438, 480, 486, 496, 602, 608, 664, 711, 753, 926, 935, 946, 961, 993, 54, 61, 198, 216, 508, 535,
    596, 600, 717, 759, 774, 791, 897, 905, 929, 57, 120, 253, 278, 292, 364, 446, 447, 565, 675, 719,
    721, 748, 749, 751, 804, 810, 815, 906, 955, 980, 983, 27, 73, 118, 237, 292, 402, 557, 612, 618,
    714, 757, 780, 896, 931, 941, 957, 115, 150, 166, 189, 278, 282, 300, 327, 338, 373, 422, 458, 535,
    587, 598, 631, 642, 703, 709, 853, 887, 913, 930, 995, 41, 152, 183, 211, 231, 233, 262, 265, 266,
    439, 495, 522, 555, 794, 863, 908, 183, 202, 220, 260, 278, 347, 398, 469, 487, 503, 567, 580, 592,
    658, 664, 785, 813, 819, 850, 873, 874, 908, 945, 960, 9, 17, 55, 124, 193, 274, 342, 386, 416,
    423, 437, 456, 583, 595, 607, 732, 794, 798, 952, 967, 971, 19, 78, 94, 221, 231, 396, 410, 582,
    674, 720, 724, 763, 803, 841, 862, 878, 916, 920, 959, 963, 0, 7, 85, 86, 106, 248, 258, 290,
    310, 321, 340, 389, 488, 510, 514, 596, 642, 723, 753, 784, 837, 881, 896, 952, 71, 82, 214, 300,
    316, 469, 483, 542, 594, 657, 710, 740, 743, 757, 763, 788, 862, 916, 100, 111, 155, 278, 314, 349,
    355, 390, 391, 436, 446, 536, 555, 694, 783, 819, 824, 858, 881, 890, 934, 967, 21, 28, 32, 89,
    128, 142, 145, 186, 224, 244, 463, 467, 527, 536, 562, 621, 660, 683, 701, 727, 734, 749, 856, 942,
    988, 10, 22, 71, 87, 98, 145, 175, 183, 202, 220, 294, 432, 444, 450, 603, 673, 838, 906, 914,
    970, 976, 985, 998, 219, 327, 378, 387, 550, 588, 651, 741, 805, 863, 872, 907, 59, 76, 88, 97,
    152, 186, 268, 414, 428, 520, 545, 594, 617, 620, 661, 709, 796, 903, 930, 32, 87, 130, 148, 265,
    328, 423, 480, 489, 510, 576, 616, 646, 685, 752, 791, 804, 828, 841, 853, 855, 930, 71, 202, 212,
    234, 249, 259, 267, 411, 427, 454, 517, 575, 586, 606, 752, 780, 784, 855, 882, 915, 920, 963, 103,
    116, 178, 185, 215, 433, 576, 591, 623, 690, 717, 814, 820, 826, 854, 869, 919, 959, 990, 98, 118,
    121, 137, 186, 218, 261, 361, 455, 538, 580, 608, 662, 667, 669, 735, 782, 826, 876, 904, 946, 978,
    980, 3, 41, 42, 49, 115, 175, 189, 244, 390, 405, 470, 494, 559, 567, 572, 745, 772, 778, 984,
    999, 84, 259, 301, 309, 328, 343, 359, 388, 425, 488, 519, 556, 558, 662, 672, 673, 677, 701, 742,
    760, 898, 907, 922, 977, 980, 5, 9, 86, 144, 226, 265, 266, 349, 407, 418, 441, 522, 729, 809,
    827, 948, 974, 980, 994, 34, 62, 82, 165, 197, 237, 383, 480, 505, 544, 626, 627, 703, 742, 768,
    815, 891, 893, 952, 968, 15, 39, 40, 144, 182, 196, 233, 241, 249, 266, 296, 305, 407, 421, 453,
    558, 627, 630, 770, 783, 793, 948, 954, 962, 992, 141, 156, 189, 413, 493, 595, 605, 642, 656, 734,
    782, 791, 874, 876, 900, 920, 955, 964, 984, 992, 8, 16, 19, 62, 224, 234, 283, 348, 422, 424,
    564, 597, 615, 684, 707, 768, 774, 794, 852, 980, 28, 131, 134, 141, 179, 217, 230, 256, 268, 390,
    443, 495, 498, 605, 611, 634, 672, 680, 693, 854, 861, 873, 986, 999, 12, 38, 54, 63, 72, 130,
    181, 185, 207, 211, 253, 260, 296, 299, 356, 360, 368, 378, 413, 439, 482, 486, 531, 539, 568, 603,
    610, 648, 674, 741, 772, 790, 810, 4, 45, 213, 275, 278, 366, 424, 544, 560, 624, 645, 669, 686,
    780, 795, 816, 825, 864, 926, 970, 988,
};
/* The buffers, and what each holds. */
enum { NODES = 1000, EDGES = 20128 };
enum { NOISE, Y, WEIGHTS, POINT_, DEAD, BLOCK, TOTAL, CLOSED, DONE, RESULT, SUM_INSTANT_1 };
enum { BLOCK_S_base, BLOCK_S_sum, BLOCK_S_squares };
enum { TOTAL_S_sum, TOTAL_S_lost, TOTAL_S_squares };
enum { CLOSED_S_sum, CLOSED_S_lost, CLOSED_S_squares };
enum { DONE_mean_S, DONE_std_S };
enum { RESULT_mean_S, RESULT_std_S };

/* The state before the first step. */
static inline void begin(const struct kernel_job *job, int v)
{
    real *restrict y = (real *)job->at[Y] + v;
    for (int i = 0; i < NODES; i++) {
        y[i*VECS] = lanes(0.1f);
    }
}

/* Sums over the sources of each row, in its order: an index and a weight are loaded once for all V vectors. */
enum { V = VECS < 4 ? VECS : 4 };
static APART_ void couple(const num *restrict w, const real *restrict x, real *restrict sum)
{
    for (int v0 = 0; v0 < VECS; v0 += V)
        for (int i = 0; i < NODES; i++) {
            real s[V];
            for (int v = 0; v < V; v++)
                s[v] = lanes(0.0f);
            for (int e = edge_row[i]; e < edge_row[i + 1]; e++) {
                const real *from = x + edge_source[e]*VECS + v0;
                for (int v = 0; v < V; v++)
                    s[v] = madd(w[e], from[v], s[v]);
            }
            for (int v = 0; v < V; v++)
                sum[i*VECS + v0 + v] = s[v];
        }
}

/* Observed values are summed over the nodes of a step first, then over the steps of a block: numbers less one that all
 * nodes have in common, so a block holds three of a value, not three of each node. */
enum { AT_S = 0*VECS };

/* A block of steps begins: the one before joins the total. */
static void gather_blocks(const struct kernel_job *job, long m, int v)
{
    if (m == 0)             /* there is no block before the first */
        return;
    gather((const real *)job->at[BLOCK] + AT_S + v, (wide *)job->at[TOTAL] + (TOTAL_S_sum*VECS + v)*PARTS,
           1, 1, (double)(m - 1)*BLOCK_TICKS*NODES, BLOCK_TICKS*NODES, 1);
}

/* With the block that did not end. */
static void close_sums(const struct kernel_job *job, int v)
{
    const long last = last_steps(job->total);
    const wide *S = (const wide *)job->at[TOTAL] + (TOTAL_S_sum*VECS + v)*PARTS;
    wide *closed_S = (wide *)job->at[CLOSED] + (CLOSED_S_sum*VECS + v)*PARTS;
    for (int slot = 0; slot < 3; slot++)
        for (int part = 0; part < PARTS; part++)
            closed_S[slot*STRIDE + part] = S[slot*STRIDE + part];
    if (last)
        gather((const real *)job->at[BLOCK] + AT_S + v, closed_S, 1, 1, (job->total - (double)last)*NODES, last*NODES, 1);
}

/* Linear, input 'instant'.
 * Stage 1 of heun: the equations.
 * Stage 2 of heun: the equations.
 * The new state.
 * Notes which lanes have left the finite numbers. */
static INLINE_ void step(const struct kernel_job *job, long n, int v, int observed, int fresh)
{
    const num sigma_sqrt_dt = 0.0003162278f; /* sigma*sqrt(dt) */
    const num dt_over_2 = 0.05f;         /* dt/2 */
    const num dt = 0.1f;                 /* ms: time step */
    const num one_over_d = 0.0064935065f; /* 1/d */
    const num d = 154.0f;                /* ms: curvature of the transfer function */
    const num a = 0.27f;                 /* kHz/nA: slope of the transfer function */
    const num J_N = 0.2609f;             /* nA: synaptic coupling */
    const num w_J_N = 0.15654f;          /* w*J_N */
    const num I_o = 0.33f;               /* nA: overall input current */
    const num b = 0.108f;                /* kHz: offset of the transfer function */
    const num gamma = 0.641f;            /* kinetic parameter of the gating */
    const num tau_s = 100.0f;            /* ms: time constant of the NMDA synapses */
    const num *restrict noise = (const num *)job->at[NOISE] + n*NODES;
    real *restrict y = (real *)job->at[Y] + v;
    const real *restrict point = (const real *)job->at[POINT_] + v;
    real *restrict dead = (real *)job->at[DEAD] + v;
    const real *restrict sum_instant_1 = (const real *)job->at[SUM_INSTANT_1] + v;
    const real G = point[0];
    const real sick = dead[0];
    real any_sick = lanes(0.0f);
    real *restrict block = (real *)job->at[BLOCK] + v;
    const real base_S = fresh ? y[0] : block[AT_S];
    real sum_S = lanes(0.0f), squares_S = lanes(0.0f);
    for (int i = 0; i < NODES; i++) {
        const num noise_S = noise[i];
        const real S = y[i*VECS];
        const real sum_instant = sum_instant_1[i*VECS];
        const real t1 = G*sum_instant;
        const real x = madd(J_N, t1, madd(w_J_N, S, I_o));
        const real H = one_over_d/m_exprel(-d*madd(a, x, -b));
        const real dS_1 = madd((1.0f - S)*H, gamma, -S/tau_s);
        const real S_2 = madd(sigma_sqrt_dt, noise_S, madd(dt, dS_1, S));
        const real x_ = madd(J_N, t1, madd(w_J_N, S_2, I_o));
        const real H_ = one_over_d/m_exprel(-d*madd(a, x_, -b));
        const real dS_2 = madd((1.0f - S_2)*H_, gamma, -S_2/tau_s);
        const real S_next = madd(sigma_sqrt_dt, noise_S, madd(dt_over_2, dS_2 + dS_1, S));
        any_sick = any_sick + madd(S_next, 0.0f, sick);
        y[i*VECS] = S_next;
        const real apart_S = S_next - base_S;
        sum_S = sum_S + apart_S;
        squares_S = madd(apart_S, apart_S, squares_S);
    }
    dead[0] = any_sick;
    if (observed) {
        block[AT_S] = base_S;
        block[AT_S + VECS] = (fresh ? lanes(0.0f) : block[AT_S + VECS]) + sum_S;
        block[AT_S + 2*VECS] = (fresh ? lanes(0.0f) : block[AT_S + 2*VECS]) + squares_S;
    }
}

/* Finished reductions, in double. */
static void finish_sums(const struct kernel_job *job, int v)
{
    ((real *)job->at[DONE])[DONE_mean_S*VECS + v] =
        finished((const wide *)job->at[CLOSED] + (CLOSED_S_sum*VECS + v)*PARTS, 1, 1, job->total*1000.0, mean_of);
    ((real *)job->at[DONE])[DONE_std_S*VECS + v] =
        finished((const wide *)job->at[CLOSED] + (CLOSED_S_sum*VECS + v)*PARTS, 1, 1, job->total*1000.0, std_of);
}

/* The columns of the table. */
static inline void columns(const struct kernel_job *job, int v)
{
    const real *restrict done = (const real *)job->at[DONE] + v;
    real *restrict result = (real *)job->at[RESULT] + v;
    result[RESULT_mean_S*VECS] = done[DONE_mean_S*VECS];
    result[RESULT_std_S*VECS] = done[DONE_std_S*VECS];
}

/* Prepares a block: what is known before the first step. */
static void start(const struct kernel_job *job)
{
    for (int v = 0; v < VECS; v++) {
        begin(job, v);
    }
}

/* Takes job->ticks steps with every vector of the block. */
static void advance(const struct kernel_job *job)
{
    for (long n = 0; n < job->ticks; n++) {
        const long tick = job->first + n - job->origin;
        const int observed = tick >= 0, fresh = observed && tick%BLOCK_TICKS == 0;
        couple((const num *)job->at[WEIGHTS], (const real *)job->at[Y], (real *)job->at[SUM_INSTANT_1]);
        for (int v = 0; v < VECS; v++) {
            if (fresh)
                gather_blocks(job, tick/BLOCK_TICKS, v);
            step(job, n, v, observed, fresh);
        }
    }
}

/* Turns finished reductions into the columns of the table. */
static void results(const struct kernel_job *job)
{
    for (int v = 0; v < VECS; v++) {
        close_sums(job, v);
        finish_sums(job, v);
        columns(job, v);
    }
}

static const struct kernel_axis axes[] = {
    { "lane", AXIS_LANE, LANES, -1, -1 },
    { "node", AXIS_NODE, 1000, -1, -1 },
    { "edge", AXIS_EDGE, 20128, 1, 1 },
};
static const struct kernel_clock clocks[] = {
    { "fixed", -1, 1, 0, 0, 0 },
    { "point", -1, 1, 0, 0, 0 },
    { "step", -1, 1, 0, 0, 0 },
    { "end", -1, 1, 0, 0, 0 },
    { "observe", 2, 1, 0, 1, 0 },
    { "fresh", 4, 32, -31, 0, 0 },
};
static const struct kernel_buffer buffers[] = {
    { "noise", INPUT, 0x2, 1, STEP, 0, REAL },
    { "y", LIVE, 0x3, 1, STEP, 1, REAL },
    { "weights", INPUT, 0x4, 1, POINT, 1, REAL },
    { "point", INPUT, 0x1, 1, POINT, 1, REAL },
    { "dead", LIVE, 0x1, 1, STEP, 1, REAL },
    { "block", LIVE, 0x3, 3, 4, 1, REAL },
    { "total", LIVE, 0x1, 3, 5, 1, 8 },
    { "closed", SCRATCH, 0x1, 3, END, 1, 8 },
    { "done", SCRATCH, 0x1, 2, END, 1, REAL },
    { "result", OUTPUT, 0x1, 2, END, 1, REAL },
    { "sum_instant_1", SCRATCH, 0x3, 1, STEP, 1, REAL },
};

/* The name is set by the host when the text becomes part of a larger program. */
#ifndef KERNEL_SYMBOL
#define KERNEL_SYMBOL massc_kernel
#endif
extern const struct kernel KERNEL_SYMBOL;
const struct kernel KERNEL_SYMBOL = {
    .abi = KERNEL_ABI, .bytes = REAL, .lanes = LANES, .width = WIDTH, .name = "sweep",
    .axes = axes, .axis_count = 3, .clocks = clocks, .clock_count = 6,
    .buffers = buffers, .buffer_count = 11, .room = 0, .dead = DEAD,
    .start = start, .advance = advance, .results = results
};
