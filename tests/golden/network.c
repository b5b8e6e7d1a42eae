/* strength.c -- exploration strength of network
 * Written by massc 0.1.0: edit the model or the templates, not this file.
 *
 *   model    Gating, 4 nodes
 *   states   S
 *   swept    coupling.c.G
 *   fixed    dynamics.w = 0.6, dynamics.I_o = 0.33, initial.S = 0.1, noise.sigma = 0.001,
 *           noise.key = 0
 *   solver   heun, dt = 0.1 ms, coupling at every stage
 *   noise    S, the same for all points
 *   observed mean_S, top_H
 *
 * A lane is one point of the sweep. Read upwards: advance, then what it calls.
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
 *                                   other in table order, too. Those of edges are between the kernel and who
 *                                   wrote it: of one point of many nodes they lie in strips
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
    const struct kernel_job *also;      /* of advance, or NULL: looks at the same steps, too, with numbers of the point, what
                                   start made of them, tallies and recordings of its own; where no number of the
                                   point is read by those alone, nobody looks for it */
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
#define LANES 8
/* real.c -- a number of every lane, and the few operations C has no sign for.
 *
 * Set before this text: REAL (bytes of a number, 4 or 8) and LANES (points of a
 * block, a power of two), or ELEMENTS, nodes that vectors are of (nodes.c). A `real` holds WIDTH lanes: a vector where the
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
#ifndef ELEMENTS
#define ELEMENTS LANES
#endif
#ifndef WIDTH
#if defined __TINYC__
#define WIDTH 1
#elif defined __AVX512F__ && ELEMENTS*REAL >= 64
#define WIDTH (64/REAL)
#elif defined __AVX__ && ELEMENTS*REAL >= 32
#define WIDTH (32/REAL)
#elif ELEMENTS*REAL >= 16
#define WIDTH (16/REAL)
#else
#define WIDTH ELEMENTS
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
#if REAL*WIDTH == 64 && defined __AVX512F__
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
/* exp.c -- e^x of singles, within 0.9 ulp.
 *
 * x = n*ln 2 + r with |r| <= ln 2/2; e^r is a polynomial (minimax by Remez,
 * recomputed), and 2^n comes in two factors where there is no instruction for it: their
 * exponents are the halves of n + 254, so that 2^128 and the subnormals are reached
 * without a branch.
 * ln 2 is split as in Cephes: n times the high part is exact.
 */
static INLINE_ real m_exp_parts(real x, real low, real factor)  /* factor*e^(x + low) */
{
    const num shift = 12582912.0f + 254.0f;         /* 1.5*2^23: n lands in the low bits */
    real k, n, r, p;

    k = madd(x, lanes(1.44269504f), lanes(shift));
    n = k - shift;
    r = madd(n, lanes(-0.693359375f), x);
    r = madd(n, lanes(2.12194440e-4f), r) + low;

    p = lanes(1.3814548e-3f);
    p = madd(p, r, lanes(8.368745e-3f));
    p = madd(p, r, lanes(4.166839e-2f));
    p = madd(p, r, lanes(1.6666521e-1f));
    p = madd(p, r, lanes(0.49999994f));
    p = madd(p, r, lanes(1.0f));
    p = madd(p, r, lanes(1.0f));

    return m_scaled(p*factor, n, as_word(k));
}

static INLINE_ real m_exp(real x)
{
    x = at_most(x, lanes(89.0f));          /* e^89 overflows */
    x = at_least(x, lanes(-104.0f));      /* e^-104 rounds to 0 */
    return m_exp_parts(x, lanes(-0.0f), lanes(1.0f));
}

/* spread.c -- from here on a number stands for itself in every lane. */
#if WIDTH > 1
#define lanes(x)        ((x) - (real){ 0 })
#define madd(a, b, c)   madd(lanes(a), lanes(b), lanes(c))
#define root(x)         root(lanes(x))
#define select(m, a, b) select(m, lanes(a), lanes(b))
#endif

enum { VECS = (LANES + WIDTH - 1)/WIDTH };

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
/* The buffers, and what each holds. */
enum { NODES = 4, EDGES = 12 };
enum { NOISE, Y, K1, Y2, POINT_, DEAD, C_NEXT, BLOCK, TOTAL, CLOSED, EXTREME, DONE, RESULT, SUM_C_1, SUM_C_2,
       SUM_C_3 };
enum { BLOCK_S_base, BLOCK_S_sum };
enum { TOTAL_S_sum, TOTAL_S_lost };
enum { CLOSED_S_sum, CLOSED_S_lost };
enum { RESULT_mean_S, RESULT_top_H };

/* The state before the first step. */
static inline void begin(const struct kernel_job *job, int v)
{
    real *restrict y = (real *)job->at[Y] + v;
    for (int i = 0; i < NODES; i++) {
        y[i*VECS] = lanes(0.1f);
    }
}

/* Nothing is observed yet. */
static inline void start_tallies(const struct kernel_job *job, int v)
{
    real *restrict extreme = (real *)job->at[EXTREME] + v;
    extreme[0] = lanes((-1.0f/0.0f));
}

/* Sums over the edges of each node. */
static INLINE_ void couple_c_1_sum(const struct kernel_job *job, int v)
{
    const real *restrict y = (const real *)job->at[Y] + v;
    real *restrict sum_c_1 = (real *)job->at[SUM_C_1] + v;
    const real x0 = lanes(0.0f) + y[0*VECS];
    const real x1 = lanes(0.0f) + y[1*VECS];
    const real x2 = y[2*VECS];
    const real x3 = y[3*VECS];
    sum_c_1[0*VECS] = x1 + x2 + x3;
    sum_c_1[1*VECS] = x0 + x2 + x3;
    sum_c_1[2*VECS] = x0 + x1 + x3;
    sum_c_1[3*VECS] = x0 + x1 + x2;
}

/* Linear, input 'c'.
 * Stage 1 of heun: the equations. */
static INLINE_ void predict_2(const struct kernel_job *job, long n, int v)
{
    const num w_0p2609 = 0.15654f;       /* w*0.2609 */
    const num I_o = 0.33f;               /* nA */
    const num sigma_sqrt_dt = 0.0003162278f; /* sigma*sqrt(dt) */
    const num dt = 0.1f;                 /* ms: time step */
    const num *restrict noise = (const num *)job->at[NOISE] + n*NODES;
    const real *restrict y = (const real *)job->at[Y] + v;
    real *restrict k1 = (real *)job->at[K1] + v;
    real *restrict y2 = (real *)job->at[Y2] + v;
    const real *restrict point = (const real *)job->at[POINT_] + v;
    const real *restrict sum_c_1 = (const real *)job->at[SUM_C_1] + v;
    const real G = point[0];
    for (int i = 0; i < NODES; i++) {
        const real S = y[i*VECS];
        const real sum_c = sum_c_1[i*VECS];
        const real x = madd(0.2609f, G*sum_c, madd(w_0p2609, S, I_o));
        const real t1 = 0.27f*x - 0.108f;
        const real H = t1/(1.0f - m_exp(-154.0f*t1));
        const real dS_1 = madd((1.0f - S)*H, 0.641f, -S/100.0f);
        k1[i*VECS] = dS_1;
        y2[i*VECS] = madd(sigma_sqrt_dt, noise[i], madd(dt, dS_1, S));
    }
}

/* Sums over the edges of each node. */
static INLINE_ void couple_c_2_sum(const struct kernel_job *job, int v)
{
    const real *restrict y2 = (const real *)job->at[Y2] + v;
    real *restrict sum_c_2 = (real *)job->at[SUM_C_2] + v;
    const real x0 = lanes(0.0f) + y2[0*VECS];
    const real x1 = lanes(0.0f) + y2[1*VECS];
    const real x2 = y2[2*VECS];
    const real x3 = y2[3*VECS];
    sum_c_2[0*VECS] = x1 + x2 + x3;
    sum_c_2[1*VECS] = x0 + x2 + x3;
    sum_c_2[2*VECS] = x0 + x1 + x3;
    sum_c_2[3*VECS] = x0 + x1 + x2;
}

/* Linear, input 'c'.
 * Stage 2 of heun: the equations.
 * The new state. */
static INLINE_ void step(const struct kernel_job *job, long n, int v)
{
    const num sigma_sqrt_dt = 0.0003162278f; /* sigma*sqrt(dt) */
    const num dt_over_2 = 0.05f;         /* dt/2 */
    const num w_0p2609 = 0.15654f;       /* w*0.2609 */
    const num I_o = 0.33f;               /* nA */
    const num *restrict noise = (const num *)job->at[NOISE] + n*NODES;
    real *restrict y = (real *)job->at[Y] + v;
    const real *restrict k1 = (const real *)job->at[K1] + v;
    const real *restrict y2 = (const real *)job->at[Y2] + v;
    const real *restrict point = (const real *)job->at[POINT_] + v;
    const real *restrict sum_c_2 = (const real *)job->at[SUM_C_2] + v;
    const real G = point[0];
    for (int i = 0; i < NODES; i++) {
        const real S = y2[i*VECS];
        const real sum_c = sum_c_2[i*VECS];
        const real x = madd(0.2609f, G*sum_c, madd(w_0p2609, S, I_o));
        const real t1 = 0.27f*x - 0.108f;
        const real H = t1/(1.0f - m_exp(-154.0f*t1));
        const real dS_2 = madd((1.0f - S)*H, 0.641f, -S/100.0f);
        const real y_S = y[i*VECS];
        y[i*VECS] = madd(sigma_sqrt_dt, noise[i], madd(dt_over_2, dS_2 + k1[i*VECS], y_S));
    }
}

/* Notes which lanes have left the finite numbers. */
static INLINE_ void watch(const struct kernel_job *job, int v)
{
    const real *restrict y = (const real *)job->at[Y] + v;
    real *restrict dead = (real *)job->at[DEAD] + v;
    const real sick = dead[0];
    real any_sick = lanes(0.0f);
    for (int i = 0; i < NODES; i++) {
        const real S = y[i*VECS];
        any_sick = any_sick + madd(S, 0.0f, sick);
    }
    dead[0] = any_sick;
}

/* Sums over the edges of each node. */
static INLINE_ void couple_c_seen_sum(const struct kernel_job *job, int v)
{
    const real *restrict y = (const real *)job->at[Y] + v;
    real *restrict sum_c_3 = (real *)job->at[SUM_C_3] + v;
    const real x0 = lanes(0.0f) + y[0*VECS];
    const real x1 = lanes(0.0f) + y[1*VECS];
    const real x2 = y[2*VECS];
    const real x3 = y[3*VECS];
    sum_c_3[0*VECS] = x1 + x2 + x3;
    sum_c_3[1*VECS] = x0 + x2 + x3;
    sum_c_3[2*VECS] = x0 + x1 + x3;
    sum_c_3[3*VECS] = x0 + x1 + x2;
}

/* Linear, input 'c'. */
static INLINE_ void couple_c_seen(const struct kernel_job *job, int v)
{
    const real *restrict point = (const real *)job->at[POINT_] + v;
    real *restrict c_next = (real *)job->at[C_NEXT] + v;
    const real *restrict sum_c_3 = (const real *)job->at[SUM_C_3] + v;
    const real G = point[0];
    for (int i = 0; i < NODES; i++) {
        const real sum_c = sum_c_3[i*VECS];
        c_next[i*VECS] = G*sum_c;
    }
}

/* A block of steps begins: the one before joins the sums. */
static void gather_blocks(const struct kernel_job *job, long m, int v)
{
    if (m == 0)             /* there is no block before the first */
        return;
    gather((const real *)job->at[BLOCK] + BLOCK_S_base*4*VECS + v,
           (wide *)job->at[TOTAL] + (TOTAL_S_sum*VECS + v)*PARTS, 1, 4, (double)(m - 1)*128.0, BLOCK_TICKS, 0);
}

/* What is observed, at one node after a step. */
static INLINE_ void observe_sums(const struct kernel_job *job, int v, int fresh)
{
    const num w_0p2609 = 0.15654f;       /* w*0.2609 */
    const num I_o = 0.33f;               /* nA */
    const real *restrict y = (const real *)job->at[Y] + v;
    const real *restrict c_next = (const real *)job->at[C_NEXT] + v;
    real *restrict block = (real *)job->at[BLOCK] + v;
    real *restrict extreme = (real *)job->at[EXTREME] + v;
    real most = lanes((-1.0f/0.0f));
    for (int i = 0; i < NODES; i++) {
        const real S = y[i*VECS];
        const real block_S_base = block[(BLOCK_S_base*NODES + i)*VECS];
        const real t1 = (fresh ? S : block_S_base);
        const real block_S_sum = block[(BLOCK_S_sum*NODES + i)*VECS];
        const real c = c_next[i*VECS];
        const real x = madd(0.2609f, c, madd(w_0p2609, S, I_o));
        const real t2 = 0.27f*x - 0.108f;
        const real H = t2/(1.0f - m_exp(-154.0f*t2));
        most = select(either(H > most, H != H), H, most);
        block[(BLOCK_S_base*NODES + i)*VECS] = t1;
        block[(BLOCK_S_sum*NODES + i)*VECS] = (fresh ? lanes(0.0f) : block_S_sum) + (S - t1);
    }
    const real extreme_H_most = extreme[0];
    extreme[0] = select(either(extreme_H_most < most, most != most), most, extreme_H_most);
}

/* With the block that did not end. */
static void close_sums(const struct kernel_job *job, int v)
{
    close_sum((const wide *)job->at[TOTAL] + (TOTAL_S_sum*VECS + v)*PARTS, (const real *)job->at[BLOCK] + BLOCK_S_base*4*VECS + v,
              (wide *)job->at[CLOSED] + (CLOSED_S_sum*VECS + v)*PARTS, 1, 4, job->total, 0);
}

/* Finished reductions, in double. */
static void finish_sums(const struct kernel_job *job, int v)
{
    ((real *)job->at[DONE])[0*VECS + v] =
        finished((const wide *)job->at[CLOSED] + (CLOSED_S_sum*VECS + v)*PARTS, 1, 0, job->total*4.0, mean_of);
}

/* The columns of the table. */
static inline void columns(const struct kernel_job *job, int v)
{
    const real *restrict extreme = (const real *)job->at[EXTREME] + v;
    const real *restrict done = (const real *)job->at[DONE] + v;
    real *restrict result = (real *)job->at[RESULT] + v;
    result[RESULT_mean_S*VECS] = done[0];
    result[RESULT_top_H*VECS] = extreme[0];
}

/* Prepares a block: what is known before the first step. */
static void start(const struct kernel_job *job)
{
    for (int v = 0; v < VECS; v++) {
        begin(job, v);
        start_tallies(job, v);
    }
}

/* Takes job->ticks steps with every vector of the block. */
static void advance(const struct kernel_job *job)
{
    for (long n = 0; n < job->ticks; n++) {
        const long observe_tick = job->first + n - job->origin;
        const int observe_now = observe_tick >= 0;
        const long fresh_tick = observe_tick/32;
        const int fresh_now = observe_now && observe_tick%32 == 0;
        for (int v = 0; v < VECS; v++) {
            couple_c_1_sum(job, v);
        }
        for (int v = 0; v < VECS; v++) {
            predict_2(job, n, v);
        }
        for (int v = 0; v < VECS; v++) {
            couple_c_2_sum(job, v);
        }
        for (int v = 0; v < VECS; v++) {
            step(job, n, v);
        }
        for (int v = 0; v < VECS; v++) {
            if (observe_now)
                couple_c_seen_sum(job, v);
            if (observe_now)
                couple_c_seen(job, v);
            if (fresh_now)
                gather_blocks(job, fresh_tick, v);
            if (fresh_now)
                observe_sums(job, v, 1);
            else if (observe_now)
                observe_sums(job, v, 0);
        }
    }
    for (int v = 0; v < VECS; v++) {
        watch(job, v);
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
    { "lane", AXIS_LANE, 8, -1, -1 },
    { "node", AXIS_NODE, 4, -1, -1 },
    { "edge", AXIS_EDGE, 12, 1, 1 },
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
    { "k1", SCRATCH, 0x3, 1, STEP, 1, REAL },
    { "y2", SCRATCH, 0x3, 1, STEP, 1, REAL },
    { "point", INPUT, 0x1, 1, POINT, 1, REAL },
    { "dead", LIVE, 0x1, 1, STEP, 1, REAL },
    { "c_next", SCRATCH, 0x3, 1, 4, 1, REAL },
    { "block", LIVE, 0x3, 2, 4, 1, REAL },
    { "total", LIVE, 0x1, 2, 5, 1, 8 },
    { "closed", SCRATCH, 0x1, 2, END, 1, 8 },
    { "extreme", LIVE, 0x1, 1, 4, 1, REAL },
    { "done", SCRATCH, 0x1, 1, END, 1, REAL },
    { "result", OUTPUT, 0x1, 2, END, 1, REAL },
    { "sum_c_1", SCRATCH, 0x3, 1, STEP, 1, REAL },
    { "sum_c_2", SCRATCH, 0x3, 1, STEP, 1, REAL },
    { "sum_c_3", SCRATCH, 0x3, 1, 4, 1, REAL },
};

/* The name is set by the host when the text becomes part of a larger program. */
#ifndef KERNEL_SYMBOL
#define KERNEL_SYMBOL massc_kernel
#endif
extern const struct kernel KERNEL_SYMBOL;
const struct kernel KERNEL_SYMBOL = {
    .abi = KERNEL_ABI, .bytes = REAL, .lanes = LANES, .width = WIDTH, .name = "strength",
    .axes = axes, .axis_count = 3, .clocks = clocks, .clock_count = 6,
    .buffers = buffers, .buffer_count = 16, .room = 0, .dead = DEAD,
    .start = start, .advance = advance, .results = results
};
