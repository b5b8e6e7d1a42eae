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
