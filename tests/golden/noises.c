/* e.c -- exploration e of noises
 * Written by massc 0.1.0: edit the model or the templates, not this file.
 *
 *   model    M, 2 nodes
 *   states   x
 *   swept    noise.slow.tau
 *   fixed    dynamics.k = 0.7, initial.x = 0.4, noise.gain.s = 0.2, noise.gain.key = 0,
 *           noise.slow.sigma = 0.2, noise.slow.key = 1
 *   solver   heun, dt = 0.1 ms
 *   noise    x, the same for all points, x, the same for all points
 *   observed end_x
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
#define REAL  8
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
typedef unsigned long long wrap;
#else
typedef unsigned long long wrap __attribute__((vector_size(8*WIDTH)));
#endif
#define m_minus(a, b)   ((word)((wrap)(a) - (wrap)(b)))
#define m_power(w)      as_real((word)((wrap)(w) << 52))    /* 2^(w - 1023): low 11 bits */

/* p*2^n, rounded once; the low bits of w: n and twice the bias. */
#ifdef SCALE_
#define m_scaled(p, n, w) SCALE_(p, n)
#else
#define m_scaled(p, n, w) ((p)*m_power((w) >> 1)*m_power((w) - ((w) >> 1)))
#endif

/* needs: word */
/* exp.c -- e^x of doubles, within 0.95 ulp.
 *
 * x = n*ln 2 + r with |r| <= ln 2/2; e^r is a polynomial (minimax by Remez,
 * recomputed), and 2^n comes in two factors where there is no instruction for it: their
 * exponents are the halves of n + 2046, so that 2^1024 and the subnormals are reached
 * without a branch.
 * ln 2 is split as in msun: n times the high part is exact.
 */
static INLINE_ real m_exp_parts(real x, real low, real factor)  /* factor*e^(x + low) */
{
    const num shift = 6755399441055744.0 + 2046.0;  /* 1.5*2^52: n lands in the low bits */
    real k, n, r, p;

    k = madd(x, lanes(1.4426950408889634), lanes(shift));
    n = k - shift;
    r = madd(n, lanes(-6.93147180369123816490e-1), x);
    r = madd(n, lanes(-1.90821492927058770002e-10), r) + low;

    p = lanes(2.4999965953370417e-8);
    p = madd(p, r, lanes(2.763030635488147e-7));
    p = madd(p, r, lanes(2.7557586977540287e-6));
    p = madd(p, r, lanes(2.4801492949639555e-5));
    p = madd(p, r, lanes(1.9841269505573798e-4));
    p = madd(p, r, lanes(1.38888889437596e-3));
    p = madd(p, r, lanes(8.33333333349507e-3));
    p = madd(p, r, lanes(4.166666666652973e-2));
    p = madd(p, r, lanes(1.666666666666641e-1));
    p = madd(p, r, lanes(0.5000000000000011));
    p = madd(p, r, lanes(1.0));
    p = madd(p, r, lanes(1.0));

    return m_scaled(p*factor, n, as_word(k));
}

static INLINE_ real m_exp(real x)
{
    x = at_most(x, lanes(710.0));          /* e^710 overflows */
    x = at_least(x, lanes(-746.0));        /* e^-746 rounds to 0 */
    return m_exp_parts(x, lanes(-0.0), lanes(1.0));
}

/* needs: word */
/* expm1.c -- e^x - 1 of doubles, within 1.1 ulp.
 *
 * x = n*ln 2 + r; e^r - 1 = p + low with p a polynomial (minimax by Remez,
 * recomputed) and low what its last sum and the reduction lose; then
 * 2^n*(p + low) + (2^n - 1), the greater parts first.
 */
static INLINE_ real m_expm1(real x)
{
    const num shift = 6755399441055744.0 + 1023.0;         /* 1.5*2^52: n lands low */
    real k, n, a, r, p, s, low, sum;
    mask huge;

    x = at_most(x, lanes(710.0));          /* overflows */
    x = at_least(x, lanes(-40.0));        /* e^-40 - 1 rounds to -1 */
    k = madd(x, lanes(1.4426950408889634), lanes(shift));
    n = k - shift;
    a = madd(n, lanes(-6.93147180369123816490e-1), x);
    r = madd(n, lanes(-1.90821492927058770002e-10), a);
    low = madd(n, lanes(-1.90821492927058770002e-10), a - r);

    p = lanes(2.087537294081924e-9);
    p = madd(p, r, lanes(2.510902570977142e-8));
    p = madd(p, r, lanes(2.7557402644604894e-7));
    p = madd(p, r, lanes(2.755724425045975e-6));
    p = madd(p, r, lanes(2.480158717236234e-5));
    p = madd(p, r, lanes(1.984126988607742e-4));
    p = madd(p, r, lanes(1.3888888888962552e-3));
    p = madd(p, r, lanes(8.333333333321652e-3));
    p = madd(p, r, lanes(4.1666666666666505e-2));
    p = madd(p, r, lanes(0.16666666666666677));
    p = madd(p, r, lanes(0.5));
    p = madd(p, r*r, low);
    low = p - ((r + p) - r);
    p = r + p;

    huge = n > lanes(1023.0);                        /* 2^n: half of it, doubled at the end */
    s = select(huge, lanes(8.9884656743115795e307), m_power(as_word(k)));
    a = s - 1.0;
    low = madd(s, low, (s - a) - 1.0);
    p = s*p;
    sum = a + p;
    sum = sum + ((p - (sum - a)) + low);
    sum = select(huge, sum + sum, sum);
    return select(x == lanes(0.0), x, sum);
}

/* spread.c -- from here on a number stands for itself in every lane. */
#if WIDTH > 1
#define lanes(x)        ((x) - (real){ 0 })
#define madd(a, b, c)   madd(lanes(a), lanes(b), lanes(c))
#define root(x)         root(lanes(x))
#define select(m, a, b) select(m, lanes(a), lanes(b))
#endif

enum { VECS = (LANES + WIDTH - 1)/WIDTH };

/* The buffers, and what each holds. */
enum { NODES = 2, CORRELATED_SLOWS = 3 };
enum { NOISE_GAIN, KICK_GAIN, NOISE_SLOW, TRIANGLE_SLOW, COLOUR_SLOW, BEGUN_SLOW, KICK_SLOW, Y, POINT_, DEAD,
       LAST, RESULT_NODES, SUM_1, HELD_LANE };
enum { HELD_LANE_h1, HELD_LANE_h2, HELD_LANE_h3 };

/* The state before the first step.
 * The same at each node. */
static inline void start_nodes(const struct kernel_job *job, int v)
{
    real *restrict y = (real *)job->at[Y] + v;
    real *restrict last = (real *)job->at[LAST] + v;
    for (int i = 0; i < NODES; i++) {
        y[i*VECS] = lanes(0.4);
        last[i*VECS] = lanes(0.0);
    }
}

/* What no step changes. */
static inline void hold_1(const struct kernel_job *job, int v)
{
    const num dt = 0.1;                  /* ms: time step */
    const num sigma = 0.2;               /* strength of the noise */
    const real *restrict point = (const real *)job->at[POINT_] + v;
    real *restrict held_lane = (real *)job->at[HELD_LANE] + v;
    const real tau = point[0];
    const real t1 = dt/tau;
    held_lane[HELD_LANE_h1*VECS] = m_exp(-t1);
    held_lane[HELD_LANE_h2*VECS] = root(-m_expm1(-2.0*t1));
    held_lane[HELD_LANE_h3*VECS] = sigma*(dt/root(2.0*tau));
}

/* Stage 1 of heun: the equations.
 * The noise of this step. */
static INLINE_ void excite_gain(const struct kernel_job *job, long n, int v)
{
    const num s = 0.2;
    const num sqrt_dt = 0.31622776601683794; /* sqrt(dt) */
    const num *restrict noise_gain = (const num *)job->at[NOISE_GAIN] + n*NODES;
    real *restrict kick_gain = (real *)job->at[KICK_GAIN] + v;
    const real *restrict y = (const real *)job->at[Y] + v;
    for (int i = 0; i < NODES; i++) {
        const real x = y[i*VECS];
        kick_gain[i*VECS] = s*root(madd(x, x, 1.0))*sqrt_dt*noise_gain[i];
    }
}

/* Sums over the edges of each node. */
static INLINE_ void excite_slow_sum(const struct kernel_job *job, long n, int v)
{
    const num *restrict noise_slow = (const num *)job->at[NOISE_SLOW] + n*NODES;
    real *restrict sum_1 = (real *)job->at[SUM_1] + v;
    const real x0 = lanes(noise_slow[0]);
    const real x1 = lanes(noise_slow[1]);
    sum_1[0*VECS] = madd(1.0, x0, lanes(0.0));
    sum_1[1*VECS] = madd(0.916515138991168, x1, madd(0.4, x0, lanes(0.0)));
}

/* The noise of this step. */
static INLINE_ void excite_slow(const struct kernel_job *job, int v)
{
    real *restrict colour_slow = (real *)job->at[COLOUR_SLOW] + v;
    const real *restrict begun_slow_ = (const real *)job->at[BEGUN_SLOW] + v;
    real *restrict kick_slow = (real *)job->at[KICK_SLOW] + v;
    const real *restrict sum_1 = (const real *)job->at[SUM_1] + v;
    const real *restrict held_lane = (const real *)job->at[HELD_LANE] + v;
    const real held_lane_h1 = held_lane[HELD_LANE_h1*VECS];
    const real begun = begun_slow_[0];
    const real t1 = select(lanes(0.0) < begun, held_lane[HELD_LANE_h2*VECS], 1.0);
    const real held_lane_h3 = held_lane[HELD_LANE_h3*VECS];
    for (int i = 0; i < NODES; i++) {
        const real colour_slow_x = colour_slow[i*VECS];
        const real t2 = madd(held_lane_h1, colour_slow_x, t1*sum_1[i*VECS]);
        colour_slow[i*VECS] = t2;
        kick_slow[i*VECS] = held_lane_h3*t2;
    }
}

static INLINE_ void begun_slow(const struct kernel_job *job, int v)
{
    real *restrict begun_slow_ = (real *)job->at[BEGUN_SLOW] + v;
    begun_slow_[0] = lanes(1.0);
}

/* Stage 2 of heun: the equations.
 * The new state. */
static INLINE_ void step(const struct kernel_job *job, long n, int v)
{
    const num dt_over_2___minus_k = -0.034999999999999996; /* dt/2*(-k) */
    const num dt___minus_k = -0.06999999999999999; /* dt*(-k) */
    const num s = 0.2;
    const num sqrt_dt = 0.31622776601683794; /* sqrt(dt) */
    const num *restrict noise_gain = (const num *)job->at[NOISE_GAIN] + n*NODES;
    const real *restrict kick_gain = (const real *)job->at[KICK_GAIN] + v;
    const real *restrict kick_slow = (const real *)job->at[KICK_SLOW] + v;
    real *restrict y = (real *)job->at[Y] + v;
    for (int i = 0; i < NODES; i++) {
        const real x = y[i*VECS];
        const real kick_gain_x = kick_gain[i*VECS];
        const real kick_slow_x = kick_slow[i*VECS];
        const real x_2 = madd(dt___minus_k, x, x) + kick_gain_x + kick_slow_x;
        const real t1 = madd(dt_over_2___minus_k, x_2 + x, x) + 0.5*(kick_gain_x + s*root(madd(x_2, x_2, 1.0))*sqrt_dt*noise_gain[i]);
        y[i*VECS] = t1 + kick_slow_x;
    }
}

/* Notes which lanes have left the finite numbers. */
static INLINE_ void watch(const struct kernel_job *job, int v)
{
    const real *restrict y = (const real *)job->at[Y] + v;
    real *restrict dead = (real *)job->at[DEAD] + v;
    const real sick = dead[0];
    real any_sick = lanes(0.0);
    for (int i = 0; i < NODES; i++) {
        const real x = y[i*VECS];
        any_sick = any_sick + madd(x, 0.0, sick);
    }
    dead[0] = any_sick;
}

static INLINE_ void observe_last(const struct kernel_job *job, int v)
{
    const real *restrict y = (const real *)job->at[Y] + v;
    real *restrict last = (real *)job->at[LAST] + v;
    for (int i = 0; i < NODES; i++) {
        const real x = y[i*VECS];
        last[i*VECS] = x;
    }
}

/* The columns of the table that keep the nodes. */
static inline void columns_nodes(const struct kernel_job *job, int v)
{
    const real *restrict last = (const real *)job->at[LAST] + v;
    real *restrict result_nodes = (real *)job->at[RESULT_NODES] + v;
    for (int i = 0; i < NODES; i++) {
        result_nodes[i*VECS] = last[i*VECS];
    }
}

/* Prepares a block: what is known before the first step. */
static void start(const struct kernel_job *job)
{
    for (int v = 0; v < VECS; v++) {
        start_nodes(job, v);
        hold_1(job, v);
    }
}

/* Takes job->ticks steps with every vector of the block. */
static void advance(const struct kernel_job *job)
{
    for (long n = 0; n < job->ticks; n++) {
        const long observe_tick = job->first + n - job->origin;
        const int observe_now = observe_tick >= 0;
        for (int v = 0; v < VECS; v++) {
            excite_gain(job, n, v);
        }
        for (int v = 0; v < VECS; v++) {
            excite_slow_sum(job, n, v);
        }
        for (int v = 0; v < VECS; v++) {
            excite_slow(job, v);
        }
        for (int v = 0; v < VECS; v++) {
            begun_slow(job, v);
        }
        for (int v = 0; v < VECS; v++) {
            step(job, n, v);
        }
        for (int v = 0; v < VECS; v++) {
            if (observe_now)
                observe_last(job, v);
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
        columns_nodes(job, v);
    }
}

static const struct kernel_axis axes[] = {
    { "lane", AXIS_LANE, 8, -1, -1 },
    { "node", AXIS_NODE, 2, -1, -1 },
    { "correlated_slow", AXIS_EDGE, 3, 1, 1 },
};
static const struct kernel_clock clocks[] = {
    { "fixed", -1, 1, 0, 0, 0 },
    { "point", -1, 1, 0, 0, 0 },
    { "step", -1, 1, 0, 0, 0 },
    { "end", -1, 1, 0, 0, 0 },
    { "observe", 2, 1, 0, 1, 0 },
};
static const struct kernel_buffer buffers[] = {
    { "noise_gain", INPUT, 0x2, 1, STEP, 0, REAL },
    { "kick_gain", SCRATCH, 0x3, 1, STEP, 1, REAL },
    { "noise_slow", INPUT, 0x2, 1, STEP, 0, REAL },
    { "triangle_slow", INPUT, 0x4, 1, POINT, 1, REAL },
    { "colour_slow", LIVE, 0x3, 1, STEP, 1, REAL },
    { "begun_slow", LIVE, 0x1, 1, STEP, 1, REAL },
    { "kick_slow", SCRATCH, 0x3, 1, STEP, 1, REAL },
    { "y", LIVE, 0x3, 1, STEP, 1, REAL },
    { "point", INPUT, 0x1, 1, POINT, 1, REAL },
    { "dead", LIVE, 0x1, 1, STEP, 1, REAL },
    { "last", LIVE, 0x3, 1, 4, 1, REAL },
    { "result_nodes", OUTPUT, 0x3, 1, END, 1, REAL },
    { "sum_1", SCRATCH, 0x3, 1, STEP, 1, REAL },
    { "held_lane", LIVE, 0x1, 3, POINT, 1, REAL },
};

/* The name is set by the host when the text becomes part of a larger program. */
#ifndef KERNEL_SYMBOL
#define KERNEL_SYMBOL massc_kernel
#endif
extern const struct kernel KERNEL_SYMBOL;
const struct kernel KERNEL_SYMBOL = {
    .abi = KERNEL_ABI, .bytes = REAL, .lanes = LANES, .width = WIDTH, .name = "e",
    .axes = axes, .axis_count = 3, .clocks = clocks, .clock_count = 5,
    .buffers = buffers, .buffer_count = 14, .room = 0, .dead = DEAD,
    .start = start, .advance = advance, .results = results
};
