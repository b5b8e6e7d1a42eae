/* e.c -- exploration e of powers
 * Written by massc 0.1.0: edit the model or the templates, not this file.
 *
 *   model    M, 1 node
 *   states   x
 *   swept    dynamics.a
 *   fixed    initial.x = 1.5
 *   solver   euler, dt = 0.01 ms
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
/* log2.c -- binary logarithm of doubles, within 0.51 ulp, and in two parts for pow.
 *
 * x = 2^e*m with m in [sqrt 1/2, sqrt 2), s = (m - 1)/(m + 1), and ln m = 2 atanh s
 * = 2(s + s^3*(1/3 + s^2*Q(s^2))): every product down to Q is a pair of doubles, so
 * the sum of the parts has a relative error below 2^-64. Q: minimax by Remez.
 */
static INLINE_ real m_log2_parts(real x, real *low)
{
    mask tiny = x < lanes(2.2250738585072014e-308);
    real a = select(tiny, x*18014398509481984.0, x);             /* 2^54 */
    word w = m_minus(as_word(a), as_word(lanes(0.70710678118654757)));    /* sqrt 1/2 */
    real e = as_real((w >> 52) + 0x4338000000000000) - 6755399441055744.0;
    real m = as_real(m_minus(as_word(a), w & ~0xfffffffffffffLL));
    real f = m - 1.0, t = m + 1.0, y = 1.0/t;
    real s = f*y, s2 = madd(-s, m - (t - 1.0), madd(-s, t, f))*y;
    real z = s*s, z2 = madd(s, s2 + s2, madd(s, s, -z));
    real q, u, u2, v, v2, h, h2, sum;

    q = lanes(6.598254209885665e-2);
    q = madd(q, z, lanes(6.62839942473167e-2));
    q = madd(q, z, lanes(7.693379061298447e-2));
    q = madd(q, z, lanes(9.090892175188356e-2));
    q = madd(q, z, lanes(0.11111111260054748));
    q = madd(q, z, lanes(0.14285714285049278));
    q = madd(q, z, lanes(0.20000000000001128));
    q = q*z;
    u = q + 0.3333333333333333;
    u2 = (q - (u - 0.3333333333333333)) + 1.850371707708594e-17;
    v = z*u;                            /* times z */
    v2 = madd(z, u2, madd(z2, u, madd(z, u, -v)));
    h = s*v;                            /* times s */
    h2 = madd(s, v2, madd(s2, v, madd(s, v, -h)));
    u = s + h;                          /* plus s: atanh s */
    u2 = (h - (u - s)) + (s2 + h2);
    h = u*2.8853900817779268;          /* times 2/ln 2 */
    h2 = madd(u, lanes(2.8853900817779268), -h);
    h2 = madd(u2, lanes(2.8853900817779268), madd(u, lanes(4.0710547481862066e-17), h2));

    e = select(tiny, e - 54.0, e);
    sum = e + h;
    *low = (h - (sum - e)) + h2;
    u = select(x == lanes(0.0), lanes(-1.0/0.0), lanes(0.0/0.0));
    sum = select(x > lanes(0.0), sum, u);
    return select(x < lanes(1.0/0.0), sum, x);
}

static INLINE_ real m_log2(real x)
{
    real low, high = m_log2_parts(x, &low);
    return high + low;
}

/* needs: word */
/* exp2.c -- 2^x of doubles, within 0.95 ulp.
 *
 * x = n + r with |r| <= 1/2; 2^r is a polynomial (minimax by Remez, recomputed)
 * and 2^n comes in two factors, as in exp.c.
 */
static INLINE_ real m_exp2_parts(real x, real low)       /* 2^(x + low) */
{
    const num shift = 6755399441055744.0 + 2046.0;  /* 1.5*2^52: n lands in the low bits */
    real k = x + shift, n = k - shift, r = (x - n) + low, p;

    p = lanes(4.4347611694122505e-10);
    p = madd(p, r, lanes(7.073798210618911e-9));
    p = madd(p, r, lanes(1.0178199758726194e-7));
    p = madd(p, r, lanes(1.3215435200822768e-6));
    p = madd(p, r, lanes(1.525273349238602e-5));
    p = madd(p, r, lanes(1.5403530457262906e-4));
    p = madd(p, r, lanes(1.3333558146775692e-3));
    p = madd(p, r, lanes(9.618129107594011e-3));
    p = madd(p, r, lanes(5.550410866482008e-2));
    p = madd(p, r, lanes(0.2402265069591013));
    p = madd(p, r, lanes(0.6931471805599453));
    p = madd(p, r, lanes(1.0));
    return m_scaled(p, n, as_word(k));
}

static INLINE_ real m_exp2(real x)
{
    x = at_most(x, lanes(1025.0));       /* overflows */
    x = at_least(x, lanes(-1076.0));     /* rounds to 0 */
    return m_exp2_parts(x, lanes(-0.0));
}

/* needs: log2 exp2 */
/* pow.c -- x^y of doubles, within 1.4 ulp, with the special values of C's pow.
 *
 * |x|^y = 2^(y*log2 |x|), the exponent in two parts; the sign of x counts where y
 * is an odd whole number.
 */
static INLINE_ real m_pow_whole(real x)      /* to the nearest, for x >= 0 */
{
    const num edge = 4503599627370496.0;  /* 2^52 */

    return select(x < lanes(edge), (x + edge) - edge, x);
}

static INLINE_ real m_pow(real x, real y)
{
    const num limit = 1.2676506002282294e30; /* 2^100: exponents that saturate anyway */
    word sign = as_word(lanes(-0.0));
    real a = as_real(as_word(x) & ~sign), b = as_real(as_word(y) & ~sign);
    real low, log = m_log2_parts(a, &low), half = b*0.5, v, e, r;
    mask whole_y = m_pow_whole(b) == b;
    mask odd = both(whole_y, m_pow_whole(half) != half);

    v = at_most(y, lanes(limit));
    v = at_least(v, lanes(-limit));
    e = v*log;
    low = madd(v, low, madd(v, log, -e));
    r = at_most(e, lanes(1025.0));
    r = at_least(r, lanes(-1076.0));
    r = m_exp2_parts(r, select(r == e, low, lanes(0.0)));

    r = select(both(odd, as_word(x) < 0), -r, r);
    odd = both(both(x < lanes(0.0), x > lanes(-1.0/0.0)), neither(whole_y));
    r = select(odd, lanes(0.0/0.0), r);
    return select(either(x == lanes(1.0), y == lanes(0.0)), lanes(1.0), r);
}

/* spread.c -- from here on a number stands for itself in every lane. */
#if WIDTH > 1
#define lanes(x)        ((x) - (real){ 0 })
#define madd(a, b, c)   madd(lanes(a), lanes(b), lanes(c))
#define root(x)         root(lanes(x))
#define select(m, a, b) select(m, lanes(a), lanes(b))
#endif

enum { VECS = (LANES + WIDTH - 1)/WIDTH };

#define ABREAST 4
/* abreast.c -- vectors that take a step side by side: what one waits for the others compute meanwhile.
 *
 * ABREAST is set before this text, and is no more than a block has. each_ does its
 * statements for each of them, k being a constant: so what a vector has in hand is registers,
 * as it would not be in a loop.
 */
#if ABREAST > LANES/WIDTH
#undef ABREAST
#define ABREAST (LANES/WIDTH)
#endif
#define one_(i, ...) { enum { k = i }; __VA_ARGS__; }
#if ABREAST >= 8
#define each_(...) do { one_(0, __VA_ARGS__) one_(1, __VA_ARGS__) one_(2, __VA_ARGS__) one_(3, __VA_ARGS__) \
                        one_(4, __VA_ARGS__) one_(5, __VA_ARGS__) one_(6, __VA_ARGS__) one_(7, __VA_ARGS__) } while (0)
#elif ABREAST >= 4
#define each_(...) do { one_(0, __VA_ARGS__) one_(1, __VA_ARGS__) one_(2, __VA_ARGS__) one_(3, __VA_ARGS__) } while (0)
#elif ABREAST >= 2
#define each_(...) do { one_(0, __VA_ARGS__) one_(1, __VA_ARGS__) } while (0)
#else
#define each_(...) do { one_(0, __VA_ARGS__) } while (0)
#endif

/* The step at which something is due in [wait] steps, where that is before [upto]. */
static inline long sooner(long upto, long n, long wait)
{
    return wait > 0 && wait < upto - n ? n + wait : upto;
}
/* The buffers, and what each holds. */
enum { Y, POINT_, DEAD, LAST, RESULT, HELD_LANE };
enum { HELD_LANE_h1, HELD_LANE_h2 };

/* What a vector has in hand while steps are taken. */
struct in_hand {
    real y_x;
    real point_a;
    real dead_sick;
    real last_x;
    real held_lane_h1, held_lane_h2;
};

/* From memory. */
static INLINE_ void pick_up(const struct kernel_job *job, int v, struct in_hand *restrict at)
{
    at->y_x = ((const real *)job->at[Y])[v];
    at->point_a = ((const real *)job->at[POINT_])[v];
    at->dead_sick = ((const real *)job->at[DEAD])[v];
    at->last_x = ((const real *)job->at[LAST])[v];
    at->held_lane_h1 = ((const real *)job->at[HELD_LANE])[HELD_LANE_h1*VECS + v];
    at->held_lane_h2 = ((const real *)job->at[HELD_LANE])[HELD_LANE_h2*VECS + v];
}

/* What steps change, to memory. */
static INLINE_ void put_down(const struct kernel_job *job, int v, const struct in_hand *restrict at)
{
    ((real *)job->at[Y])[v] = at->y_x;
    ((real *)job->at[DEAD])[v] = at->dead_sick;
    ((real *)job->at[LAST])[v] = at->last_x;
}

/* The state before the first step.
 * The same at each node. */
static inline void start_nodes(const struct kernel_job *job, int v)
{
    real *restrict y = (real *)job->at[Y] + v;
    real *restrict last = (real *)job->at[LAST] + v;
    y[0] = lanes(1.5);
    last[0] = lanes(0.0);
}

/* What no step changes. */
static inline void hold_1(const struct kernel_job *job, int v)
{
    const real *restrict point = (const real *)job->at[POINT_] + v;
    real *restrict held_lane = (real *)job->at[HELD_LANE] + v;
    const real a = point[0];
    const real t1 = a*a*a;
    held_lane[HELD_LANE_h1*VECS] = 1.0/t1;
    held_lane[HELD_LANE_h2*VECS] = t1*t1*a;
}

/* Stage 1 of euler: the equations.
 * The new state. */
static INLINE_ void step(struct in_hand *restrict at)
{
    const num dt = 0.01;                 /* ms: time step */
    const real x = at->y_x;
    const real t1 = root(x);
    const real t2 = x*x;
    const real t3 = 1.0/t2;
    const real roots = t1 + 1.0 + x + t3;
    const real t4 = t2*t2;
    const real t5 = t4*t4;
    const real below = 1.0/x + t3 + 1.0/(t5*t5) + at->held_lane_h1;
    const real t6 = t4*x;
    const real whole_ = madd(madd(madd(t6*t6, x, 1.0), t2, 1.0), x, 1.0)*t2 + at->held_lane_h2;
    const real t7 = m_pow(x, lanes(17.0)) + m_pow(x, lanes(2.5)) + m_pow(x, lanes(-0.5)) + m_pow(x, lanes(-17.0));
    const real a = at->point_a;
    const real called = t7 + m_pow(x, a) + m_pow(lanes(2.0), x) + m_pow(x, lanes(0.5));
    const real dx = roots + below + whole_ - called + t4 + t1 + m_pow(a, x);
    at->y_x = madd(dt, dx, x);
}

/* Notes which lanes have left the finite numbers. */
static INLINE_ void watch(struct in_hand *restrict at)
{
    const real x = at->y_x;
    const real sick = at->dead_sick;
    at->dead_sick = madd(x, 0.0, sick);
}

static INLINE_ void observe_last(struct in_hand *restrict at)
{
    const real x = at->y_x;
    at->last_x = x;
}

/* The columns of the table. */
static inline void columns(const struct kernel_job *job, int v)
{
    const real *restrict last = (const real *)job->at[LAST] + v;
    real *restrict result = (real *)job->at[RESULT] + v;
    result[0] = last[0];
}

/* Prepares a block: what is known before the first step. */
static void start(const struct kernel_job *job)
{
    for (int v = 0; v < VECS; v++) {
        start_nodes(job, v);
        hold_1(job, v);
    }
}

/* Takes job->ticks steps with some vectors of the block, then with others. */
static void advance(const struct kernel_job *job)
{
    for (int v = 0; v < VECS; v += ABREAST) {
        struct in_hand at[ABREAST];
        each_(pick_up(job, v + k, &at[k]));
        for (long n = 0, upto; n < job->ticks; ) {
            const long from = n;
            const long observe_tick = job->first + n - job->origin;
            const int observe_now = observe_tick >= 0;
            upto = job->ticks;
            upto = sooner(upto, n, -observe_tick);
            for (; n < upto && !observe_now; n++)
                each_(step(&at[k]));
            for (; n < upto; n++)
                each_(step(&at[k]); observe_last(&at[k]));
            (void)from;
        }
        each_(watch(&at[k]));
        each_(put_down(job, v + k, &at[k]));
    }
}

/* Turns finished reductions into the columns of the table. */
static void results(const struct kernel_job *job)
{
    for (int v = 0; v < VECS; v++) {
        columns(job, v);
    }
}

static const struct kernel_axis axes[] = {
    { "lane", AXIS_LANE, 8, -1, -1 },
    { "node", AXIS_NODE, 1, -1, -1 },
};
static const struct kernel_clock clocks[] = {
    { "fixed", -1, 1, 0, 0, 0 },
    { "point", -1, 1, 0, 0, 0 },
    { "step", -1, 1, 0, 0, 0 },
    { "end", -1, 1, 0, 0, 0 },
    { "observe", 2, 1, 0, 1, 0 },
};
static const struct kernel_buffer buffers[] = {
    { "y", LIVE, 0x3, 1, STEP, 1, REAL },
    { "point", INPUT, 0x1, 1, POINT, 1, REAL },
    { "dead", LIVE, 0x1, 1, STEP, 1, REAL },
    { "last", LIVE, 0x3, 1, 4, 1, REAL },
    { "result", OUTPUT, 0x1, 1, END, 1, REAL },
    { "held_lane", LIVE, 0x1, 2, POINT, 1, REAL },
};

/* The name is set by the host when the text becomes part of a larger program. */
#ifndef KERNEL_SYMBOL
#define KERNEL_SYMBOL massc_kernel
#endif
extern const struct kernel KERNEL_SYMBOL;
const struct kernel KERNEL_SYMBOL = {
    .abi = KERNEL_ABI, .bytes = REAL, .lanes = LANES, .width = WIDTH, .name = "e",
    .axes = axes, .axis_count = 2, .clocks = clocks, .clock_count = 5,
    .buffers = buffers, .buffer_count = 6, .room = 0, .dead = DEAD,
    .start = start, .advance = advance, .results = results
};
