/* e.c -- exploration e of few
 * Written by massc 0.1.0: edit the model or the templates, not this file.
 *
 *   model    M, 4 nodes
 *   states   x
 *   swept    coupling.c.gain
 *   solver   euler, dt = 0.1 ms, coupling at every stage
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
/* spread.c -- from here on a number stands for itself in every lane. */
#if WIDTH > 1
#define lanes(x)        ((x) - (real){ 0 })
#define madd(a, b, c)   madd(lanes(a), lanes(b), lanes(c))
#define root(x)         root(lanes(x))
#define select(m, a, b) select(m, lanes(a), lanes(b))
#endif

enum { VECS = (LANES + WIDTH - 1)/WIDTH };

/* The buffers, and what each holds. */
enum { NODES = 4, EDGES = 6 };
enum { Y, FIXED_, POINT_, WEIGHTS, DEAD, LAST, RESULT_NODES, GIVEN_1, SUM_C_1 };

/* The state before the first step.
 * The same at each node. */
static inline void start_nodes(const struct kernel_job *job, int v)
{
    real *restrict y = (real *)job->at[Y] + v;
    const num *restrict fixed = (const num *)job->at[FIXED_];
    real *restrict last = (real *)job->at[LAST] + v;
    for (int i = 0; i < NODES; i++) {
        const num x = fixed[i];
        y[i*VECS] = lanes(x);
        last[i*VECS] = lanes(0.0);
    }
}

/* What each node gives the others. */
static INLINE_ void couple_c_1_given(const struct kernel_job *job, int v)
{
    const real *restrict y = (const real *)job->at[Y] + v;
    const real *restrict point = (const real *)job->at[POINT_] + v;
    real *restrict given_1 = (real *)job->at[GIVEN_1] + v;
    const real gain = point[0];
    for (int i = 0; i < NODES; i++) {
        const real x = y[i*VECS];
        given_1[i*VECS] = gain*x;
    }
}

/* Sums over the edges of each node. */
static INLINE_ void couple_c_1_sum(const struct kernel_job *job, int v)
{
    const real *restrict given_1 = (const real *)job->at[GIVEN_1] + v;
    real *restrict sum_c_1 = (real *)job->at[SUM_C_1] + v;
    const real x0 = given_1[0*VECS];
    const real x1 = given_1[1*VECS];
    const real x2 = given_1[2*VECS];
    const real x3 = given_1[3*VECS];
    sum_c_1[0*VECS] = madd(-2.0, x3, madd(1.0, x1, lanes(0.0)));
    sum_c_1[1*VECS] = madd(0.5, x0, lanes(0.0));
    sum_c_1[2*VECS] = lanes(0.0);
    sum_c_1[3*VECS] = madd(1.0, x2, madd(1.0, x1, madd(1.0, x0, lanes(0.0))));
}

/* Weighted, input 'c'.
 * Stage 1 of euler: the equations.
 * The new state. */
static INLINE_ void step(const struct kernel_job *job, int v)
{
    const num dt = 0.1;                  /* ms: time step */
    real *restrict y = (real *)job->at[Y] + v;
    const real *restrict sum_c_1 = (const real *)job->at[SUM_C_1] + v;
    for (int i = 0; i < NODES; i++) {
        const real sum_c = sum_c_1[i*VECS];
        const real x = y[i*VECS];
        const real dx = sum_c - x;
        y[i*VECS] = madd(dt, dx, x);
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
    }
}

/* Takes job->ticks steps with every vector of the block. */
static void advance(const struct kernel_job *job)
{
    for (long n = 0; n < job->ticks; n++) {
        const long observe_tick = job->first + n - job->origin;
        const int observe_now = observe_tick >= 0;
        for (int v = 0; v < VECS; v++) {
            couple_c_1_given(job, v);
        }
        for (int v = 0; v < VECS; v++) {
            couple_c_1_sum(job, v);
        }
        for (int v = 0; v < VECS; v++) {
            step(job, v);
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
    { "node", AXIS_NODE, 4, -1, -1 },
    { "edge", AXIS_EDGE, 6, 1, 1 },
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
    { "fixed", INPUT, 0x2, 1, POINT, 1, REAL },
    { "point", INPUT, 0x1, 1, POINT, 1, REAL },
    { "weights", INPUT, 0x4, 1, POINT, 1, REAL },
    { "dead", LIVE, 0x1, 1, STEP, 1, REAL },
    { "last", LIVE, 0x3, 1, 4, 1, REAL },
    { "result_nodes", OUTPUT, 0x3, 1, END, 1, REAL },
    { "given_1", SCRATCH, 0x3, 1, STEP, 1, REAL },
    { "sum_c_1", SCRATCH, 0x3, 1, STEP, 1, REAL },
};

/* The name is set by the host when the text becomes part of a larger program. */
#ifndef KERNEL_SYMBOL
#define KERNEL_SYMBOL massc_kernel
#endif
extern const struct kernel KERNEL_SYMBOL;
const struct kernel KERNEL_SYMBOL = {
    .abi = KERNEL_ABI, .bytes = REAL, .lanes = LANES, .width = WIDTH, .name = "e",
    .axes = axes, .axis_count = 3, .clocks = clocks, .clock_count = 5,
    .buffers = buffers, .buffer_count = 9, .room = 0, .dead = DEAD,
    .start = start, .advance = advance, .results = results
};
