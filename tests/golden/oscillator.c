/* bifurcation.c -- exploration bifurcation of oscillator
 * Written by massc 0.1.0: edit the model or the templates, not this file.
 *
 *   model    Oscillator, 1 node
 *   states   V, W
 *   swept    dynamics.a
 *   fixed    dynamics.tau = 1, dynamics.b = -10, dynamics.c = 0, dynamics.d = 0.02,
 *           initial.V = 0.1, initial.W = 0.1
 *   solver   heun, dt = 0.01 ms
 *   observed mean_V, std_W, swing
 *
 * A lane is one point of the sweep. Read upwards: advance, step, rhs.
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
 *   INPUT   of STEP, rows 0         noise, one such buffer at most: row 0 is the first
 *                                   step of the call; its normals are numbered
 *                                   [step][slot][node], for each lane if over lanes
 *   LIVE    of STEP or below        history: this and nothing else has to be kept to take
 *                                   steps again; 0 when start is called
 *   LIVE    of POINT                written by start, read later
 *   SCRATCH                         worth nothing between two calls
 *   OUTPUT  over lanes, of END      results, one buffer after the other in table order
 *
 * Buffers begin at multiples of 64 bytes where none has to follow another.
 */
#ifndef KERNEL_H
#define KERNEL_H

enum { KERNEL_ABI = 3 };

enum kernel_axis_kind { AXIS_LANE, AXIS_NODE, AXIS_EDGE, AXIS_MODE };

/* When something changes or is known: never, with the point, in a step, at the end. These
 * are the first rows of each table of clocks; more are children of STEP or of each other. */
enum kernel_when { FIXED, POINT, STEP, END, FIRST_CHILD };

enum kernel_life { INPUT, LIVE, SCRATCH, OUTPUT };

/* A set of axes: those a buffer varies over. */
#define OVER(axis) (1u << (axis))

struct kernel_axis {            /* row 0 is the lanes */
    const char *name;
    int kind;                   /* enum kernel_axis_kind */
    long extent;                /* of the lanes: `lanes` */
    int from, to;               /* EDGE: the axes it leads from and to, maybe one; else -1 */
};

/* A child ticks in every `every`-th tick of its parent, first in tick first + every - 1. */
struct kernel_clock {
    const char *name;
    int parent;                 /* an earlier row; -1 for the first four */
    long every, first;
    int after_origin;           /* `first` counts from time 0, the end of the transient */
};
/* The first four. */
#define KERNEL_CLOCKS { "fixed", -1, 1, 0, 0 }, { "point", -1, 1, 0, 0 }, { "step", -1, 1, 0, 0 }, { "end", -1, 1, 0, 0 }

struct kernel_buffer {
    const char *name;
    int life;                   /* enum kernel_life */
    unsigned over;              /* OVER of each axis */
    long slots;                 /* numbers at a place of the axes */
    int clock;                  /* row of the clocks: when it changes */
    long rows;                  /* 1; of a stream its length, 0: the host says in job->rows */
    int bytes;                  /* of a number: 4 or 8, the kernel's own or a double's */
};

struct kernel_job {             /* the host fills all of it, for each call */
    long first;                 /* steps taken before this call */
    long ticks;                 /* steps to take in this call */
    long origin;                /* steps of the transient: time 0 is behind them */
    double dt, rest;            /* time step, and what its decimal is more than this double */
    double total;               /* steps that will have been observed when results is called */
    void *const *at;            /* [buffers]: where each begins */
    const long *rows;           /* [buffers]: of the table, or at least job->ticks where it says 0 */
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
     * out[stride], ...; NULL: the host draws them, the same for every kernel. */
    void (*draw)(unsigned key_hi, unsigned key_lo, unsigned long long first,
                 long count, long stride, void *out);
};
#endif

#define REAL  8
#define LANES 8

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
#define INLINE_ inline __attribute__((always_inline))   /* what clang takes for too long */
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

enum { VECS = LANES/WIDTH, NODES = 1 };

/* Where a number of a node starts in an array [slot][node][lane]. */
#define AT(slot, node) (((slot)*NODES + (node))*VECS)

/* Where a buffer lies: job->at[...]. Their table is at the end. */
enum { SWEPT, STATE, DEAD, TALLY, WORK, RESULT };

/* Oscillator at one node: the derivatives of its states. */
static inline void rhs(const real *restrict point_, const real V, const real W,
                       real *restrict dV_, real *restrict dW_)
{
    const real t1 = V*V;
    const num b = -10.0;
    const real a = point_[0*VECS];

    *dV_ = 0.02*(madd(lanes(3.0), t1, -(t1*V)) + W);
    *dW_ = 0.02*(madd(lanes(b), V, a) - W);
}

/* The state before the first step. */
static INLINE_ void initial(real *restrict V0_, real *restrict W0_)
{
    *V0_ = lanes(0.1);
    *W0_ = lanes(0.1);
}

static INLINE_ real clamped(real x, num low, num high)
{
    x = at_least(x, lanes(low));
    return at_most(x, lanes(high));
}

/* One step of Heun's method: Euler predictor, trapezoidal corrector. The same
 * noise enters both. */
static INLINE_ void step(const struct kernel_job *job, long n, int v)
{
    const num h = 0.01, half_h = 0.005;
    real *restrict y = (real *)job->at[STATE] + v;
    const real *restrict point = (const real *)job->at[SWEPT] + v;
    real sick = ((const real *)job->at[DEAD])[v];
    (void)n;

    for (int i = 0; i < NODES; i++) {
        real d_0, d_1;
        rhs(point, y[AT(0, i)], y[AT(1, i)], &d_0, &d_1);
        const real mid_0 = madd(lanes(h), d_0, y[AT(0, i)]);
        const real mid_1 = madd(lanes(h), d_1, y[AT(1, i)]);
        real e_0, e_1;
        rhs(point, mid_0, mid_1, &e_0, &e_1);
        const real next_0 = madd(lanes(half_h), d_0 + e_0, y[AT(0, i)]);
        const real next_1 = madd(lanes(half_h), d_1 + e_1, y[AT(1, i)]);
        sick = madd(next_0, lanes(0.0), sick);
        y[AT(0, i)] = next_0;
        sick = madd(next_1, lanes(0.0), sick);
        y[AT(1, i)] = clamped(next_1, -6.0, 6.0);
    }
    ((real *)job->at[DEAD])[v] = sick;
}

/* What the observations look at, at one node after a step. */
static INLINE_ void sample(const real V, const real W, real *restrict x0_, real *restrict x1_)
{
    *x0_ = V;
    *x1_ = W;
}

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

/* Adds the state after a step to the tallies. [past]: steps since t = 0. */
static INLINE_ void observe(const struct kernel_job *job, long past, int v)
{
    const real *restrict y = (const real *)job->at[STATE] + v;
    real *restrict tally = (real *)job->at[TALLY] + v;
    const int place = (int)((unsigned long)past % BLOCK);
    real *restrict b1 = tally + 0*VECS;
    real *restrict b2 = tally + 2*VECS;
    real a3 = tally[5*VECS];
    real a4 = tally[6*VECS];

    if (place == 0)             /* a block begins: its bases */
        for (int i = 0; i < NODES; i++) {
            real x0_, x1_;
            sample(y[AT(0, i)], y[AT(1, i)], &x0_, &x1_);
            b1[AT(0, i)] = x0_;
            b1[AT(1, i)] = lanes(0.0);
            b2[AT(0, i)] = x1_;
            b2[AT(1, i)] = lanes(0.0);
            b2[AT(2, i)] = lanes(0.0);
        }
    for (int i = 0; i < NODES; i++) {
        real x0_, x1_;
        sample(y[AT(0, i)], y[AT(1, i)], &x0_, &x1_);
        const real d1 = x0_ - b1[AT(0, i)];
        b1[AT(1, i)] = b1[AT(1, i)] + d1;
        const real d2 = x1_ - b2[AT(0, i)];
        b2[AT(1, i)] = b2[AT(1, i)] + d2;
        b2[AT(2, i)] = madd(d2, d2, b2[AT(2, i)]);
        a3 = select(either(x0_ > a3, x0_ != x0_), x0_, a3);
        a4 = select(either(x0_ < a4, x0_ != x0_), x0_, a4);
    }

    tally[5*VECS] = a3;
    tally[6*VECS] = a4;
    if (place == BLOCK - 1) {
        const double before = (double)(past - place)*NODES;
        gather(b1, (wide *)job->at[TALLY] + (7*VECS + v)*PARTS, VECS*PARTS, before, BLOCK, 0);
        gather(b2, (wide *)job->at[TALLY] + (9*VECS + v)*PARTS, VECS*PARTS, before, BLOCK, 1);
    }
}

/* Prepares a block: hoisted values, the first state, empty tallies. */
static void start(const struct kernel_job *job)
{
    for (int v = 0; v < VECS; v++) {
        real *restrict y = (real *)job->at[STATE] + v;
        for (int i = 0; i < NODES; i++) {
            initial(&y[AT(0, i)], &y[AT(1, i)]);
        }
        real *restrict tally = (real *)job->at[TALLY] + v;
        tally[7*VECS] = lanes(0.0);
        tally[8*VECS] = lanes(0.0);
        tally[9*VECS] = lanes(0.0);
        tally[10*VECS] = lanes(0.0);
        tally[11*VECS] = lanes(0.0);
        tally[5*VECS] = lanes((-1.0/0.0));
        tally[6*VECS] = lanes((1.0/0.0));
        ((real *)job->at[DEAD])[v] = lanes(0.0);
    }
}

/* Takes job->ticks steps with every vector of the block. */
static void advance(const struct kernel_job *job)
{
    for (long n = 0; n < job->ticks; n++) {
        const long past = job->first + n - job->origin;
        for (int v = 0; v < VECS; v++) {
            step(job, n, v);
            if (past >= 0)
                observe(job, past, v);
        }
    }
}

/* The columns of the table from finished reductions and swept values. */
static INLINE_ void columns(const real *restrict done_, real *restrict out0_,
                            real *restrict out1_, real *restrict out2_)
{
    *out0_ = done_[0*VECS];
    *out1_ = done_[1*VECS];
    *out2_ = done_[2*VECS] - done_[3*VECS];
}

/* Turns the tallies into results, the reductions in double. */
static void results(const struct kernel_job *job)
{
    const num *tally = (const num *)job->at[TALLY];
    num *done = (num *)job->at[WORK] + 4*LANES;
    const double count = job->total*NODES;
    const long rest = (long)job->total % BLOCK;         /* steps of a block that did not end */

    for (int v = 0; v < VECS; v++) {
        union { wide w[3*PARTS]; double lane[3][WIDTH]; } all;
        for (int slot = 0; slot < 2; slot++)
            for (int part = 0; part < PARTS; part++)
                all.w[slot*PARTS + part] = ((const wide *)job->at[TALLY])[((7 + slot)*VECS + v)*PARTS + part];
        if (rest)
            gather((const real *)job->at[TALLY] + 0*VECS + v, all.w, PARTS, (job->total - (double)rest)*NODES, rest, 0);
        for (int l = 0; l < WIDTH; l++) {
            done[0*LANES + v*WIDTH + l] = (num)mean_of(all.lane[0][l], all.lane[1][l], count);
        }
        for (int slot = 0; slot < 3; slot++)
            for (int part = 0; part < PARTS; part++)
                all.w[slot*PARTS + part] = ((const wide *)job->at[TALLY])[((9 + slot)*VECS + v)*PARTS + part];
        if (rest)
            gather((const real *)job->at[TALLY] + 2*VECS + v, all.w, PARTS, (job->total - (double)rest)*NODES, rest, 1);
        for (int l = 0; l < WIDTH; l++) {
            done[1*LANES + v*WIDTH + l] = (num)sqrt(var_of(all.lane[0][l], all.lane[2][l], count));
        }
    }
    for (int l = 0; l < LANES; l++)
        done[2*LANES + l] = tally[5*LANES + l];
    for (int l = 0; l < LANES; l++)
        done[3*LANES + l] = tally[6*LANES + l];
    for (int v = 0; v < VECS; v++) {
        real *restrict out = (real *)job->at[RESULT] + v;
        const real *restrict done = (const real *)job->at[WORK] + 4*VECS + v;
        columns(done, &out[0*VECS], &out[1*VECS], &out[2*VECS]);
    }
}

static const struct kernel_axis axes[] = {
    { "lane", AXIS_LANE, LANES, -1, -1 },
    { "node", AXIS_NODE, NODES, -1, -1 }
};
static const struct kernel_clock clocks[] = { KERNEL_CLOCKS };
static const struct kernel_buffer buffers[] = {     /* name, life, over, slots, clock, rows, bytes */
    { "swept", INPUT, OVER(0), 1, POINT, 1, REAL },
    { "state", LIVE, OVER(0) | OVER(1), 2, STEP, 1, REAL },
    { "dead", LIVE, OVER(0), 1, STEP, 1, REAL },
    { "tally", LIVE, OVER(0), 12, STEP, 1, REAL },
    { "work", SCRATCH, OVER(0), 8, STEP, 1, REAL },
    { "result", OUTPUT, OVER(0), 3, END, 1, REAL }
};

/* The name is set by the host when the text becomes part of a larger program. */
#ifndef KERNEL_SYMBOL
#define KERNEL_SYMBOL massc_kernel
#endif
extern const struct kernel KERNEL_SYMBOL;
const struct kernel KERNEL_SYMBOL = {
    .abi = KERNEL_ABI, .bytes = REAL, .lanes = LANES, .width = WIDTH, .name = "bifurcation",
    .axes = axes, .axis_count = 2, .clocks = clocks, .clock_count = 4,
    .buffers = buffers, .buffer_count = 6, .dead = DEAD,
    .start = start, .advance = advance, .results = results, .draw = 0
};
