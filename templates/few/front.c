/* front.c -- what stands in front of a kernel of few lanes that tcc compiles and nobody reads: a lane is
 * a number of C, one after the other. Functions and sums of blocks are machine code already
 * (runtime/vector/few.c), of the very texts that stand here elsewhere.
 */
#define FEW 1
#define inline
#define INLINE_
#define APART_
#define SPARE_

enum { WIDTH = 1, PARTS = 1, BLOCK_TICKS = 32 };

#if REAL == 4
typedef float num;
float fmaf(float, float, float);
float sqrtf(float);
#define FMA_  fmaf
#define SQRT_ sqrtf
#else
typedef double num;
double sqrt(double);
#define FMA_  fma
#define SQRT_ sqrt
#endif
double fma(double, double, double);
typedef num real;
typedef double wide;
#define madd FMA_
#define lane_(x, l) (x)
