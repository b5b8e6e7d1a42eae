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
#define both(a, b)      ((a) & (b))
#define either(a, b)    ((a) | (b))
#define neither(a)      (!(a))

#define some_(m)        (m)             /* is it so in any lane? */
#define lane_(x, l)     (x)

static inline word as_word(real x) { union { real r; word w; } u; u.r = x; return u.w; }
static inline real as_real(word x) { union { real r; word w; } u; u.w = x; return u.r; }
#else
typedef num real __attribute__((vector_size(REAL*WIDTH)));
typedef whole word __attribute__((vector_size(REAL*WIDTH)));
typedef word mask;

static inline real lanes(num x) { return x - (real){ 0 }; }
static inline real madd(real a, real b, real c)
{
    real r;
    for (int l = 0; l < WIDTH; l++)
        r[l] = FMA_(a[l], b[l], c[l]);
    return r;
}
static inline real root(real x)
{
    real r;
    for (int l = 0; l < WIDTH; l++)
        r[l] = SQRT_(x[l]);
    return r;
}
static inline real select(mask m, real a, real b) { return (real)((m & (word)a) | (~m & (word)b)); }
static inline mask both(mask a, mask b) { return a & b; }
static inline mask either(mask a, mask b) { return a | b; }
static inline mask neither(mask a) { return ~a; }
#define lane_(x, l)     (x)[l]
static inline int some_(mask m)             /* is it so in any lane? */
{
#if defined __AVX__ && REAL*WIDTH >= 32
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
static inline word as_word(real x) { return (word)x; }
static inline real as_real(word x) { return (real)x; }
#endif
