/* primitives.c -- the vector primitives of one instruction set and one precision.
 *
 * The build sets REAL, ISA (the set's name), SET (its variable), MATH (the header of its
 * functions) and FOREIGN where the instruction set is not what any compiler has; ISA is
 * empty on a processor that has no such instructions. The elementary functions are the
 * very texts of kernels, hence the same bits.
 */
#include "vector.h"

#define STRING_(x) #x
#define STRING(x) STRING_(x)

extern const struct vector_set SET;

#if defined FOREIGN && !defined __FMA__
const struct vector_set SET = { STRING(ISA), REAL, 0, 0, 0, 0 };
#else

/* real.c's loops over the lanes say the same, but gcc takes them apart in long texts. */
#ifdef __FMA__
#include <immintrin.h>
#define madd slow_madd
#define root slow_root
#endif
#define select select_lanes         /* the system's headers have one too */
#define LANES 16
#include "../../templates/math/real.c"
#ifdef __FMA__
#undef madd
#undef root
#if REAL == 4 && WIDTH == 16
#define OF_CHIP(name) _mm512_##name##_ps
typedef __m512 chip;
#elif REAL == 4
#define OF_CHIP(name) _mm256_##name##_ps
typedef __m256 chip;
#elif WIDTH == 8
#define OF_CHIP(name) _mm512_##name##_pd
typedef __m512d chip;
#else
#define OF_CHIP(name) _mm256_##name##_pd
typedef __m256d chip;
#endif
static INLINE_ real madd(real a, real b, real c) { return (real)OF_CHIP(fmadd)((chip)a, (chip)b, (chip)c); }
static INLINE_ real root(real x) { return (real)OF_CHIP(sqrt)((chip)x); }
#endif

#define WITH_DRAW
#include STRING(MATH)
#define VECTOR_ static
#include "../../templates/math/vector.c"

#ifdef __clang__
#define ALL_FOUR _Pragma("clang loop unroll(full)") for (int k = 0; k < 4; k++)
#else
#define ALL_FOUR _Pragma("GCC unroll 4") for (int k = 0; k < 4; k++)
#endif
#define EACH for (long i = 0; i < n; i += WIDTH)
#define AT(p) (*(const real *)((p) + i))
#define TO(p) (*(real *)((p) + i))

/* The parameters of each kind of primitive, and its operands as vectors. */
#define S_PARAMETERS num a
#define S_OPERANDS const real A = lanes(a);
#define I_PARAMETERS int a
#define I_OPERANDS const mask A = (mask){ 0 } - (whole)(a != 0);
#define V_PARAMETERS const num *a
#define V_OPERANDS const real A = AT(a);
#define VV_PARAMETERS const num *a, const num *b
#define VV_OPERANDS const real A = AT(a), B = AT(b);
#define VS_PARAMETERS const num *a, num b
#define VS_OPERANDS const real A = AT(a), B = lanes(b);
#define SV_PARAMETERS num a, const num *b
#define SV_OPERANDS const real A = lanes(a), B = AT(b);
#define VVV_PARAMETERS const num *a, const num *b, const num *c
#define VVV_OPERANDS const real A = AT(a), B = AT(b), C = AT(c);
#define VVS_PARAMETERS const num *a, const num *b, num c
#define VVS_OPERANDS const real A = AT(a), B = AT(b), C = lanes(c);
#define VSV_PARAMETERS const num *a, num b, const num *c
#define VSV_OPERANDS const real A = AT(a), B = lanes(b), C = AT(c);
#define VSS_PARAMETERS const num *a, num b, num c
#define VSS_OPERANDS const real A = AT(a), B = lanes(b), C = lanes(c);
#define SVV_PARAMETERS num a, const num *b, const num *c
#define SVV_OPERANDS const real A = lanes(a), B = AT(b), C = AT(c);
#define SVS_PARAMETERS num a, const num *b, num c
#define SVS_OPERANDS const real A = lanes(a), B = AT(b), C = lanes(c);
#define SSV_PARAMETERS num a, num b, const num *c
#define SSV_OPERANDS const real A = lanes(a), B = lanes(b), C = AT(c);

/* Four vectors are read before the first is written, or each would wait for the store before
 * it, which might be meant for its place. */
#define PRIMITIVE(name, kind, value) \
    static void name(long n, num *d, kind##_PARAMETERS) \
    { \
        long i = 0; \
        while (i + 4*WIDTH <= n) { \
            real four[4]; \
            ALL_FOUR { kind##_OPERANDS four[k] = (real)(value); i += WIDTH; } \
            i -= 4*WIDTH; \
            ALL_FOUR { TO(d) = four[k]; i += WIDTH; } \
        } \
        for (; i < n; i += WIDTH) { kind##_OPERANDS TO(d) = (real)(value); } \
    }
#include "primitives.def"
#undef PRIMITIVE

/* Long enough to keep the processor busy as they are. */
#define ONE(x) static void v_m_##x(long n, num *d, const num *a) { EACH TO(d) = m_##x(AT(a)); }
#define TWO(x) static void v_m_##x(long n, num *d, const num *a, const num *b) { EACH TO(d) = m_##x(AT(a), AT(b)); }
VECTOR_FUNCTIONS(ONE, TWO)

/* ---- sums over edges ---------------------------------------------------------------- */

/* Rows and vectors of a tile, whose sums stay in registers with a source and a weight beside them. */
#ifdef __AVX512F__
enum { TILE_ROWS = 6, TILE_VECTORS = 4 };
#else
enum { TILE_ROWS = 4, TILE_VECTORS = 2 };
#endif
#ifdef __clang__
#define WHOLLY _Pragma("clang loop unroll(full)")
#else
#define WHOLLY _Pragma("GCC unroll 6")
#endif

/* [rows] and [vectors] are constants where it is called. */
static INLINE_ void tile(long n, num *d, const num *w, const num *x, int columns, const int rows, const int vectors)
{
    real sum[TILE_ROWS][TILE_VECTORS];
    WHOLLY for (int r = 0; r < rows; r++)
        WHOLLY for (int v = 0; v < vectors; v++)
            sum[r][v] = lanes(0);
    for (int j = 0; j < columns; j++, x += n)
        WHOLLY for (int r = 0; r < rows; r++) {
            const real weight = lanes(w[r*(long)columns + j]);
            WHOLLY for (int v = 0; v < vectors; v++)
                sum[r][v] = madd(weight, ((const real *)x)[v], sum[r][v]);
        }
    WHOLLY for (int r = 0; r < rows; r++)
        WHOLLY for (int v = 0; v < vectors; v++)
            ((real *)(d + r*n))[v] = sum[r][v];
}

static void dense_row(long n, num *d, const num *w, const num *x, int columns)
{
    for (long i = 0; i < n; i += WIDTH) {
        real sum = lanes(0);
        for (int j = 0; j < columns; j++)
            sum = w ? madd(lanes(w[j]), AT(x + j*n), sum) : AT(x + j*n) + sum;
        TO(d) = sum;
    }
}

static void v_dense(long n, num *d, const num *w, const num *x, int rows, int columns)
{
    const long apart = TILE_VECTORS*WIDTH, tiled = w ? n/apart*apart : 0;
    const int even = tiled ? rows/TILE_ROWS*TILE_ROWS : 0;
    for (long l = 0; l < tiled; l += apart) {
        for (int i = 0; i < even; i += TILE_ROWS)
            tile(n, d + i*n + l, w + i*(long)columns, x + l, columns, TILE_ROWS, TILE_VECTORS);
        for (int i = even; i < rows; i++)
            tile(n, d + i*n + l, w + i*(long)columns, x + l, columns, 1, TILE_VECTORS);
    }
    for (long l = tiled; l < n; l += WIDTH)
        for (int i = 0; i < rows && tiled; i++)
            tile(n, d + i*n + l, w + i*(long)columns, x + l, columns, 1, 1);
    for (int i = 0; i < rows && !tiled; i++)
        dense_row(n, d + i*n, w ? w + i*(long)columns : w, x, columns);
}

static INLINE_ void row_of(long n, num *d, const num *w, const num *x, const int *source, int count, const int vectors)
{
    real sum[4];
    WHOLLY for (int v = 0; v < vectors; v++)
        sum[v] = lanes(0);
    for (int e = 0; e < count; e++) {
        const real *from = (const real *)(x + source[e]*n);
        WHOLLY for (int v = 0; v < vectors; v++)
            sum[v] = w ? madd(lanes(w[e]), from[v], sum[v]) : from[v] + sum[v];
    }
    WHOLLY for (int v = 0; v < vectors; v++)
        ((real *)d)[v] = sum[v];
}

static void v_rows(long n, num *d, const num *w, const num *x, const int *row, const int *source, int rows)
{
    for (int i = 0; i < rows; i++, d += n) {
        const num *own = w ? w + row[i] : w;
        const int count = row[i + 1] - row[i];
        long l = 0;
        for (; l + 4*WIDTH <= n; l += 4*WIDTH)
            row_of(n, d + l, own, x + l, source + row[i], count, 4);
        for (; l < n; l += WIDTH)
            row_of(n, d + l, own, x + l, source + row[i], count, 1);
    }
}

/* ---- sums of blocks, as kernels have them, but over n lanes ------------------------ */

enum { VECS = 1 };                  /* of sums.c's own loops over vectors, which nobody calls */
#include "../../templates/after/sums.c"

static void v_gather(long n, double *total, const num *block, long apart, int nodes, double before, double steps, int squares)
{
    for (long i = 0; i < n/WIDE; i++)
        gather_part((const slim *)block + i, (wide *)total + i, apart*(n/WIDE), nodes, before, steps, squares);
}

static void v_close(long n, double *closed, const double *total, const num *block, long apart, int nodes, double steps, int squares)
{
    const long last = last_steps(steps);
    for (int slot = 0; slot < 2 + squares; slot++)
        for (long i = 0; i < n; i++)
            closed[slot*apart*n + i] = total[slot*apart*n + i];
    if (last)
        v_gather(n, closed, block, apart, nodes, (steps - (double)last)*nodes, (double)last, squares);
}

#define FINISH(of) \
    static void v_##of(long n, num *d, const double *closed, long apart, double count, int squares) \
    { \
        for (long i = 0; i < n; i++) \
            d[i] = (num)of(closed[i], closed[apart*n + i], squares ? closed[2*apart*n + i] : 0.0, count); \
    }
FINISH(mean_of)
FINISH(total_of)
FINISH(var_of)
FINISH(std_of)

/* ---- rings of delays (templates/math/ring.c) ------------------------------------------ */

static void v_late_v(long n, num *d, const num *now, const int *distance)
{
    for (long i = 0; i < n; i++)
        d[i] = now[distance[i] + i];
}

/* ---- functions given by points ------------------------------------------------------- */

#include "../../templates/math/look.c"

static void v_look_v(long n, num *d, const num *a, const num *from, const num *at, const num *slope, int lines)
{
    EACH TO(d) = look(AT(a), from, at, slope, lines);
}

/* ---- the table ----------------------------------------------------------------------- */

#define SUM(name) { #name, (void (*)(void))name },
#define PRIMITIVE(name, kind, value) { #name, (void (*)(void))name },
#define FUNCTION(x) { "v_m_" #x, (void (*)(void))v_m_##x },
static const struct vector_entry entries[] = {
#include "primitives.def"
    VECTOR_FUNCTIONS(FUNCTION, FUNCTION)
};

const struct vector_set SET = { STRING(ISA), REAL, WIDTH, sizeof entries/sizeof *entries, entries, draw };
#endif
