/* e.c -- exploration e of clock
 * Written by massc 0.1.0: edit the model or the templates, not this file.
 *
 *   model    M, 3 nodes
 *   states   x
 *   swept    dynamics.f
 *   fixed    dynamics.A = 1, initial.x = 0
 *   solver   heun, dt = 0.1 ms
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
#define TIME_SCALE 0.0
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
/* far.c -- angles of doubles far from 0, by quarters of a turn.
 *
 * x = n*pi/2 + r + low, |r| <= pi/4. From 2^43 on 2/pi is taken in as many digits as
 * it needs (Payne & Hanek), in whole numbers, for the lanes that are so far out. An
 * infinity gives NaN.
 */
#define m_is_far(a) ((a) >= lanes(8796093022208.0))         /* 2^43 */

/* x = m*2^e, m of 53 bits. The bits of 2/pi above 2^(1 - e) give multiples of 4, those
 * 192 after them make m*2/pi mod 4 to 137 bits behind the point; no double is nearer
 * than 2^-62 to a multiple of pi/2. */
static int m_quarter_digits(whole x, unsigned long long *high, unsigned long long *low)
{
    static const unsigned digits[38] = {                    /* 2/pi, behind 32 zeros */
        0, 0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041, 0xfe5163ab,
        0xdebbc561, 0xb7246e3a, 0x424dd2e0, 0x06492eea, 0x09d1921c, 0xfe1deb1c, 0xb129a73e,
        0xe88235f5, 0x2ebb4484, 0xe99c7026, 0xb45f7e41, 0x3991d639, 0x835339f4, 0x9c845f8b,
        0xbdf9283b, 0x1ff897ff, 0xde05980f, 0xef2f118b, 0x5a0a6d1f, 0x6d367ecf, 0x27cb09b7,
        0x4f463f66, 0x9e5fea2d, 0x7527bac7, 0xebe5f17b, 0x3d0739f7, 0x8a5292ea, 0x6bfb5fb1,
        0x1f8d5d08, 0x56033046
    };
    const unsigned long long m = (x & 0xfffffffffffffLL) | 0x10000000000000LL, all = 0xffffffff;
    int from = (int)(x >> 52) - 1075 + 30, down = 32 - from%32;
    unsigned long long w[6], q[6], t = 0;

    for (int i = 0; i < 6; i++) {
        const unsigned *d = digits + from/32 + 5 - i;
        w[i] = (((unsigned long long)d[0] << 32 | d[1]) >> down) & all;
        t = w[i]*(m & all) + (t >> 32);
        q[i] = t & all;
    }
    t = 0;
    for (int i = 1; i < 6; i++) {
        t = w[i - 1]*(m >> 32) + q[i] + (t >> 32);
        q[i] = t & all;
    }
    *high = q[5] << 34 | q[4] << 2 | q[3] >> 30;            /* the fraction */
    *low = q[3] << 34 | q[2] << 2 | q[1] >> 30;
    return (int)(q[5] >> 30);
}

/* As m_quarter, for the lanes that are far. */
static COLD_ word m_quarter_far(real a, real *r, real *low)
{
    word n = as_word(a);

    *r = *low = a;
    for (int l = 0; l < WIDTH; l++) {
        unsigned long long h, g;
        num x = lane_(a, l), s = 1.1102230246251565e-16, p, q;     /* 2^-53 */

        if (!(x >= 8796093022208.0 && x - x == 0.0))
            continue;
        lane_(n, l) = m_quarter_digits(lane_(as_word(a), l), &h, &g);
        if (h >> 63) {                                      /* to the nearest: 1 less */
            lane_(n, l) += 1;
            s = -s;
            g = ~g + 1;
            h = ~h + (g == 0);
        }
        for (; !(h >> 63); s *= 0.5) {
            h = h << 1 | g >> 63;
            g <<= 1;
        }
        p = s*(num)(whole)(h >> 11);                        /* p + q: of pi/2 */
        q = s*(num)(whole)((h & 0x7ff) << 42 | g >> 22)*1.1102230246251565e-16;
        s = p*1.5707963267948966;
        q = FMA_(p, 1.5707963267948966, -s) + FMA_(p, 6.123233995736766e-17, q*1.5707963267948966);
        lane_(*r, l) = s + q;
        lane_(*low, l) = q - (lane_(*r, l) - s);
    }
    return n;
}

/* needs: far */
/* half.c -- the sine of doubles within half a turn, and the way there.
 *
 * |x| = n*pi + r, |r| <= pi/2, with pi in three parts (Cody & Waite): the first step
 * is exact, the last part matters where little is left. The sine of r is one
 * polynomial (minimax by Remez, recomputed), whose rounding must not leave [-1, 1].
 */
static INLINE_ real m_half(real a, real n)                  /* 0 <= a < 2^43; n may be halves */
{
    real r;

    r = madd(n, lanes(-3.141592653589793), a);
    r = madd(n, lanes(-1.2246467991473532e-16), r);
    return madd(n, lanes(2.9947698097183397e-33), r);
}

static INLINE_ real m_half_sin(real r)
{
    real z = r*r, p;

    p = lanes(2.7214196722853237e-15);
    p = madd(p, z, lanes(-7.6430193774367627e-13));
    p = madd(p, z, lanes(1.6058941002415119e-10));
    p = madd(p, z, lanes(-2.5052106904423958e-8));
    p = madd(p, z, lanes(2.7557319211569486e-6));
    p = madd(p, z, lanes(-1.9841269841212479e-4));
    p = madd(p, z, lanes(8.3333333333332066e-3));
    p = madd(p, z, lanes(-0.16666666666666666));
    p = at_most(madd(p, z*r, r), lanes(1.0));
    return at_least(p, lanes(-1.0));
}

/* y, its sign changed where n, in the low bits, is odd. */
static INLINE_ real m_half_signed(word n, real y)
{
    return as_real(as_word(y) ^ (word)((wrap)n << 63));
}

/* The sine of n*pi/2 + r + low, |r| <= pi/4: an odd quarter is taken to an even one beside it;
 * of an infinity NaN. */
static COLD_ real m_half_far(word n, real r, real low)
{
    mask odd = (n & 1) != 0, below = r < lanes(0.0);
    real back = select(odd, select(below, lanes(1.0), lanes(-1.0)), lanes(0.0));
    real y = m_half_sin(madd(back, lanes(1.5707963267948966), madd(back, lanes(6.123233995736766e-17), low) + r));

    return m_half_signed((n >> 1) & 1, (r - r) + select(back < lanes(0.0), -y, y));
}

/* needs: half */
/* sin.c -- sine of doubles, within 1.85 ulp. */
static COLD_ real m_sin_far(real a, real y)
{
    real r, low;
    word n = m_quarter_far(a, &r, &low);

    return select(m_is_far(a), m_half_far(n, r, low), y);
}

static INLINE_ real m_sin(real x)
{
    word sign = as_word(x) & as_word(lanes(-0.0));
    real a = as_real(as_word(x) ^ sign), k = madd(a, lanes(0.3183098861837907), lanes(6755399441055744.0)), y;

    y = m_half_signed(as_word(k), m_half_sin(m_half(a, k - 6755399441055744.0)));
    if (some_(m_is_far(a)))
        y = m_sin_far(a, y);
    return as_real(as_word(y) ^ sign);
}

/* spread.c -- from here on a number stands for itself in every lane. */
#if WIDTH > 1
#define lanes(x)        ((x) - (real){ 0 })
#define madd(a, b, c)   madd(lanes(a), lanes(b), lanes(c))
#define root(x)         root(lanes(x))
#define select(m, a, b) select(m, lanes(a), lanes(b))
#endif

enum { VECS = (LANES + WIDTH - 1)/WIDTH };

/* time.c -- the time of a stage, [step] steps behind time 0; half ones occur.
 *
 * The double is the one nearest to step*dt as the decimal dt is written, so that times
 * equal the decimals of a file. An onset may be computed, and is rounded then: what
 * asks whether it is reached looks a little later (for "is it past", a little earlier),
 * by max(1e-9 steps, 4 eps t), at most a quarter of a step, half of what lies between
 * two stages. Fixed times are compared in double whatever a number is; swept ones were
 * rounded when they were as large as TIME_SCALE.
 */
double fma(double, double, double);

struct moment {
    num t, early, late;                 /* early, late: by 4 eps of a number */
    double exact, before, after;        /* the same by 4 eps of a double */
};

static inline double slack(double t, double dt, double eps)
{
    double far = 4.0*eps*(t < 0.0 ? -t : t), near = 1e-9*dt, most = 0.25*dt;

    far = far > near ? far : near;
    return far < most ? far : most;
}

static inline void moment(const struct kernel_job *job, double step, struct moment *m)
{
    const double t = fma(step, job->dt, step*job->rest);
    const double few = slack(t, job->dt, 2.220446049250313e-16);
    const double some = slack(t < 0.0 ? t - TIME_SCALE : t + TIME_SCALE, job->dt,
                              REAL == 4 ? 1.1920928955078125e-7 : 2.220446049250313e-16);

    m->t = (num)t;
    m->early = (num)(t - some);
    m->late = (num)(t + some);
    m->exact = t;
    m->before = t - few;
    m->after = t + few;
}

static inline SPARE_ double whole_(double q)
{
    if (!(q > -4e15 && q < 4e15))
        return q;
    double whole = (double)(long long)q;
    return whole > q ? whole - 1.0 : whole;
}

/* Whether t lies in the first part of its period, [on] long. */
static inline SPARE_ int in_train_(double t, double period, double on)
{
    double q = t/period;

    if (!(q > -4e15 && q < 4e15))
        return 0;
    double phase = t - whole_(q)*period;
    return (phase < 0.0 ? phase + period : phase) < on;
}

/* What is left of t, soon to be [late], in its period; 0 where the period is over. */
static inline SPARE_ double phase_(double t, double late, double period)
{
    double phase = fma(-whole_(late/period), period, t);
    return phase < late - t ? 0.0 : phase;
}
/* The buffers, and what each holds. */
enum { NODES = 3 };
enum { Y, POINT_, DEAD, LAST, RESULT_NODES, HELD_LANE };

/* The state before the first step.
 * The same at each node. */
static inline void start_nodes(const struct kernel_job *job, int v)
{
    real *restrict y = (real *)job->at[Y] + v;
    real *restrict last = (real *)job->at[LAST] + v;
    for (int i = 0; i < NODES; i++) {
        y[i*VECS] = lanes(0.0);
        last[i*VECS] = lanes(0.0);
    }
}

/* What no step changes. */
static inline void hold_1(const struct kernel_job *job, int v)
{
    const real *restrict point = (const real *)job->at[POINT_] + v;
    real *restrict held_lane = (real *)job->at[HELD_LANE] + v;
    const real f = point[0];
    held_lane[0] = 6.283185307179586*f;
}

/* Stage 1 of heun: the equations.
 * Stage 2 of heun: the equations.
 * The new state. */
static INLINE_ void step(const struct kernel_job *job, long n, int v)
{
    const num dt_over_2 = 0.05;          /* dt/2 */
    const num dt = 0.1;                  /* ms: time step */
    real *restrict y = (real *)job->at[Y] + v;
    const real *restrict held_lane = (const real *)job->at[HELD_LANE] + v;
    struct moment now;
    moment(job, (double)(job->first + n - job->origin) + 1.0, &now);
    struct moment now_;
    moment(job, (double)(job->first + n - job->origin) + 0.0, &now_);
    const real held_lane_h1 = held_lane[0];
    const num t1 = now.t;
    const real t2 = m_sin(held_lane_h1*t1);
    const num t3 = now_.t;
    const real t4 = m_sin(held_lane_h1*t3);
    const num t5 = (num)(now_.after >= 2.0);
    const num t6 = (num)(now_.after >= 4.0);
    const real t7 = select(both(lanes(0.0) < lanes(t5), neither(lanes(0.0) < lanes(t6))), 1.0, 0.0);
    const num t8 = (num)(now.after >= 2.0);
    const num t9 = (num)(now.after >= 4.0);
    const real t10 = select(both(lanes(0.0) < lanes(t8), neither(lanes(0.0) < lanes(t9))), 1.0, 0.0);
    for (int i = 0; i < NODES; i++) {
        const real x = y[i*VECS];
        const real dx_1 = t4 - x/10.0 + t7;
        const real x_2 = madd(dt, dx_1, x);
        const real dx_2 = t2 - x_2/10.0 + t10;
        y[i*VECS] = madd(dt_over_2, dx_2 + dx_1, x);
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
    { "node", AXIS_NODE, 3, -1, -1 },
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
    { "result_nodes", OUTPUT, 0x3, 1, END, 1, REAL },
    { "held_lane", LIVE, 0x1, 1, POINT, 1, REAL },
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
