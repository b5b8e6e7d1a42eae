/* strength.c -- exploration strength of pieces
 * Written by massc 0.1.0: edit the model or the templates, not this file.
 *
 *   model    Pieces, 3 nodes
 *   states   v, u
 *   swept    coupling.c.G, dynamics.v0
 *   fixed    initial.v = -60, initial.u = 0
 *   solver   rk4, dt = 0.1 ms, coupling once a step
 *   observed last_v, mean_u
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
/* max.c -- the greater of two; NaN if either is, as in NumPy. */
static INLINE_ real m_max(real x, real y)
{
    return select(either(y > x, y != y), y, x);
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
    0, 1, 2, 3,
};
static const int edge_source[] = {
    1, 2, 0,
};
/* The buffers, and what each holds. */
enum { NODES = 3, EDGES = 3 };
enum { Y, POINT_, FIXED_, DEAD, LAST, BLOCK, TOTAL, CLOSED, DONE, RESULT, RESULT_NODES, SUM_C_1 };
enum { Y_v, Y_u };
enum { POINT_G, POINT_v0 };
enum { BLOCK_u_base, BLOCK_u_sum };
enum { TOTAL_u_sum, TOTAL_u_lost };
enum { CLOSED_u_sum, CLOSED_u_lost };

/* The state before the first step.
 * The same at each node. */
static inline void start_nodes(const struct kernel_job *job, int v)
{
    real *restrict y = (real *)job->at[Y] + v;
    real *restrict last = (real *)job->at[LAST] + v;
    for (int i = 0; i < NODES; i++) {
        y[(Y_v*NODES + i)*VECS] = lanes(-60.0);
        y[(Y_u*NODES + i)*VECS] = lanes(0.0);
        last[i*VECS] = lanes(0.0);
    }
}

/* Sums over the edges of each node. */
static APART_ void couple_c_1_sum(const struct kernel_job *job, int v)
{
    const real *restrict y = (const real *)job->at[Y] + v;
    real *restrict sum_c_1 = (real *)job->at[SUM_C_1] + v;
    for (int i = 0; i < NODES; i++) {
        const real v_i = y[(Y_v*NODES + i)*VECS];
        real sum_c = lanes(0.0);
        for (int e = edge_row[i]; e < edge_row[i + 1]; e++) {
            sum_c = sum_c + (y[(Y_v*NODES + edge_source[e])*VECS] - v_i);
        }
        sum_c_1[i*VECS] = sum_c;
    }
}

/* Diffusive, input 'c'.
 * Stage 1 of rk4: the equations.
 * Stage 2 of rk4: the equations.
 * Stage 3 of rk4: the equations.
 * Stage 4 of rk4: the equations.
 * The new state. */
static INLINE_ void step(const struct kernel_job *job, long n, int v)
{
    const num dt_over_6 = 0.016666666666666666; /* dt/6 */
    const num dt = 0.1;                  /* ms: time step */
    const num dt_over_2 = 0.05;          /* dt/2 */
    const num dt_over_2_0p02 = 0.001;    /* dt/2*0.02 */
    const num dt_0p02 = 0.002;           /* dt*0.02 */
    const num dt_over_6_0p02 = 0.0003333333333333333; /* dt/6*0.02 */
    real *restrict y = (real *)job->at[Y] + v;
    const real *restrict point = (const real *)job->at[POINT_] + v;
    const num *restrict fixed = (const num *)job->at[FIXED_];
    const real *restrict sum_c_1 = (const real *)job->at[SUM_C_1] + v;
    struct moment now;
    moment(job, (double)(job->first + n - job->origin) + 0.0, &now);
    struct moment now_;
    moment(job, (double)(job->first + n - job->origin) + 0.5, &now_);
    struct moment now__;
    moment(job, (double)(job->first + n - job->origin) + 1.0, &now__);
    const real v0 = point[POINT_v0*VECS];
    const num t1 = (num)(now.after >= 1.0);
    const num t2 = (num)(now.after >= 2.0);
    const mask t3 = both(lanes(0.0) < lanes(t1), neither(lanes(0.0) < lanes(t2)));
    const real G = point[POINT_G*VECS];
    const num t4 = (num)(now_.after >= 1.0);
    const num t5 = (num)(now_.after >= 2.0);
    const mask t6 = both(lanes(0.0) < lanes(t4), neither(lanes(0.0) < lanes(t5)));
    const num t7 = (num)(now__.after >= 1.0);
    const num t8 = (num)(now__.after >= 2.0);
    const mask t9 = both(lanes(0.0) < lanes(t7), neither(lanes(0.0) < lanes(t8)));
    for (int i = 0; i < NODES; i++) {
        const real y_v = y[(Y_v*NODES + i)*VECS];
        const real t10 = y_v - v0;
        const num I = fixed[i];
        const real drive = select(t3, I, 0.0);
        const real u = y[(Y_u*NODES + i)*VECS];
        const real sum_c = sum_c_1[i*VECS];
        const real t11 = G*sum_c;
        const real dv_1 = madd(-0.1, y_v + 60.0, select(v0 < y_v, t10*t10, 0.0)) + drive - u + t11;
        const real v_2 = madd(dt_over_2, dv_1, y_v);
        const real t12 = v_2 - v0;
        const real drive_ = select(t6, I, 0.0);
        const real du_1 = m_max(y_v, v0) - v0 - u;
        const real u_2 = madd(dt_over_2_0p02, du_1, u);
        const real dv_2 = madd(-0.1, v_2 + 60.0, select(v0 < v_2, t12*t12, 0.0)) + drive_ - u_2 + t11;
        const real v_3 = madd(dt_over_2, dv_2, y_v);
        const real t13 = v_3 - v0;
        const real du_2 = m_max(v_2, v0) - v0 - u_2;
        const real u_3 = madd(dt_over_2_0p02, du_2, u);
        const real dv_3 = madd(-0.1, v_3 + 60.0, select(v0 < v_3, t13*t13, 0.0)) + drive_ - u_3 + t11;
        const real v_4 = madd(dt, dv_3, y_v);
        const real t14 = v_4 - v0;
        const real drive__ = select(t9, I, 0.0);
        const real du_3 = m_max(v_3, v0) - v0 - u_3;
        const real u_4 = madd(dt_0p02, du_3, u);
        const real dv_4 = madd(-0.1, v_4 + 60.0, select(v0 < v_4, t14*t14, 0.0)) + drive__ - u_4 + t11;
        const real du_4 = m_max(v_4, v0) - v0 - u_4;
        y[(Y_v*NODES + i)*VECS] = madd(dt_over_6, dv_4 + madd(2.0, dv_3, madd(2.0, dv_2, dv_1)), y_v);
        y[(Y_u*NODES + i)*VECS] = madd(dt_over_6_0p02, du_4 + madd(2.0, du_3, madd(2.0, du_2, du_1)), u);
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
        const real u = y[(Y_u*NODES + i)*VECS];
        const real y_v = y[(Y_v*NODES + i)*VECS];
        any_sick = any_sick + madd(u, 0.0, madd(y_v, 0.0, sick));
    }
    dead[0] = any_sick;
}

/* A block of steps begins: the one before joins the sums. */
static void gather_blocks(const struct kernel_job *job, long m, int v)
{
    if (m == 0)             /* there is no block before the first */
        return;
    gather((const real *)job->at[BLOCK] + BLOCK_u_base*3*VECS + v,
           (wide *)job->at[TOTAL] + (TOTAL_u_sum*VECS + v)*PARTS, 1, 3, (double)(m - 1)*96.0, BLOCK_TICKS, 0);
}

/* What is observed, at one node after a step. */
static INLINE_ void observe_last(const struct kernel_job *job, int v, int fresh)
{
    const real *restrict y = (const real *)job->at[Y] + v;
    real *restrict last = (real *)job->at[LAST] + v;
    real *restrict block = (real *)job->at[BLOCK] + v;
    for (int i = 0; i < NODES; i++) {
        const real u = y[(Y_u*NODES + i)*VECS];
        const real block_u_base = block[(BLOCK_u_base*NODES + i)*VECS];
        const real t1 = (fresh ? u : block_u_base);
        const real block_u_sum = block[(BLOCK_u_sum*NODES + i)*VECS];
        const real y_v = y[(Y_v*NODES + i)*VECS];
        block[(BLOCK_u_base*NODES + i)*VECS] = t1;
        block[(BLOCK_u_sum*NODES + i)*VECS] = (fresh ? lanes(0.0) : block_u_sum) + (u - t1);
        last[i*VECS] = y_v;
    }
}

/* With the block that did not end. */
static void close_sums(const struct kernel_job *job, int v)
{
    close_sum((const wide *)job->at[TOTAL] + (TOTAL_u_sum*VECS + v)*PARTS, (const real *)job->at[BLOCK] + BLOCK_u_base*3*VECS + v,
              (wide *)job->at[CLOSED] + (CLOSED_u_sum*VECS + v)*PARTS, 1, 3, job->total, 0);
}

/* Finished reductions, in double. */
static void finish_sums(const struct kernel_job *job, int v)
{
    ((real *)job->at[DONE])[0*VECS + v] =
        finished((const wide *)job->at[CLOSED] + (CLOSED_u_sum*VECS + v)*PARTS, 1, 0, job->total*3.0, mean_of);
}

/* The columns of the table. */
static inline void columns(const struct kernel_job *job, int v)
{
    const real *restrict done = (const real *)job->at[DONE] + v;
    real *restrict result = (real *)job->at[RESULT] + v;
    result[0] = done[0];
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
        const long fresh_tick = observe_tick/32;
        const int fresh_now = observe_now && observe_tick%32 == 0;
        for (int v = 0; v < VECS; v++) {
            couple_c_1_sum(job, v);
        }
        for (int v = 0; v < VECS; v++) {
            step(job, n, v);
        }
        for (int v = 0; v < VECS; v++) {
            if (fresh_now)
                gather_blocks(job, fresh_tick, v);
            if (fresh_now)
                observe_last(job, v, 1);
            else if (observe_now)
                observe_last(job, v, 0);
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
        columns_nodes(job, v);
    }
}

static const struct kernel_axis axes[] = {
    { "lane", AXIS_LANE, 8, -1, -1 },
    { "node", AXIS_NODE, 3, -1, -1 },
    { "edge", AXIS_EDGE, 3, 1, 1 },
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
    { "y", LIVE, 0x3, 2, STEP, 1, REAL },
    { "point", INPUT, 0x1, 2, POINT, 1, REAL },
    { "fixed", INPUT, 0x2, 1, POINT, 1, REAL },
    { "dead", LIVE, 0x1, 1, STEP, 1, REAL },
    { "last", LIVE, 0x3, 1, 4, 1, REAL },
    { "block", LIVE, 0x3, 2, 4, 1, REAL },
    { "total", LIVE, 0x1, 2, 5, 1, 8 },
    { "closed", SCRATCH, 0x1, 2, END, 1, 8 },
    { "done", SCRATCH, 0x1, 1, END, 1, REAL },
    { "result", OUTPUT, 0x1, 1, END, 1, REAL },
    { "result_nodes", OUTPUT, 0x3, 1, END, 1, REAL },
    { "sum_c_1", SCRATCH, 0x3, 1, STEP, 1, REAL },
};

/* The name is set by the host when the text becomes part of a larger program. */
#ifndef KERNEL_SYMBOL
#define KERNEL_SYMBOL massc_kernel
#endif
extern const struct kernel KERNEL_SYMBOL;
const struct kernel KERNEL_SYMBOL = {
    .abi = KERNEL_ABI, .bytes = REAL, .lanes = LANES, .width = WIDTH, .name = "strength",
    .axes = axes, .axis_count = 3, .clocks = clocks, .clock_count = 6,
    .buffers = buffers, .buffer_count = 12, .room = 0, .dead = DEAD,
    .start = start, .advance = advance, .results = results
};
