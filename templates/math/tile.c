/* tile.c -- sums of weights times what the sources give, for all vectors of a block.
 *
 * [w] holds the weights target by target, [x] what each source gives, [to] the sums. A sum
 * adds its sources in their order in one accumulator, so how many are made at once changes no
 * bit: a tile of ROWS_ targets and COLUMNS_ vectors stays in registers, 16 or with AVX-512
 * 32 of them, where each number that is read is used several times.
 */
#define VECTORS_ (LANES/WIDTH)              /* of a block */
#if WIDTH > 1 && REAL*WIDTH == 64 && VECTORS_ >= 4
#define COLUMNS_ 4
#define ROWS_ 6
#elif WIDTH > 1 && VECTORS_ >= 2
#define COLUMNS_ 2
#define ROWS_ (REAL*WIDTH == 64 ? 12 : 6)
#else
#define COLUMNS_ 1
#define ROWS_ (WIDTH == 1 ? 4 : 12)
#endif
#define ABREAST_ 8                          /* vectors of one target at most, where edges are listed */
#if defined __clang__
#define WRITTEN_OUT_ _Pragma("clang loop unroll(full)")
#elif defined __TINYC__
#define WRITTEN_OUT_
#else
#define WRITTEN_OUT_ _Pragma("GCC unroll 16")
#endif

/* [rows] and [columns] are numbers of the text: so the array is registers. */
static INLINE_ void tile_(int rows, int columns, real *restrict to, const num *restrict w, long sources, const real *restrict x, long vectors)
{
    real s[ROWS_][COLUMNS_];
    WRITTEN_OUT_ for (int r = 0; r < rows; r++)
        WRITTEN_OUT_ for (int v = 0; v < columns; v++)
            s[r][v] = lanes(0);
    for (long j = 0; j < sources; j++)
        WRITTEN_OUT_ for (int r = 0; r < rows; r++) {
            const real weight = lanes(w[r*sources + j]);
            WRITTEN_OUT_ for (int v = 0; v < columns; v++)
                s[r][v] = madd(weight, x[j*vectors + v], s[r][v]);
        }
    WRITTEN_OUT_ for (int r = 0; r < rows; r++)
        WRITTEN_OUT_ for (int v = 0; v < columns; v++)
            to[r*vectors + v] = s[r][v];
}

/* Some targets, all vectors. */
static INLINE_ void strip_(int rows, real *restrict to, const num *restrict w, long sources, const real *restrict x, long vectors)
{
    long v = 0;
    for (; v + COLUMNS_ <= vectors; v += COLUMNS_)
        tile_(rows, COLUMNS_, to + v, w, sources, x + v, vectors);
    for (; v < vectors; v++)
        tile_(rows, 1, to + v, w, sources, x + v, vectors);
}

/* All pairs. What is left behind whole tiles is powers of two. */
static INLINE_ SPARE_ void pairs_(real *restrict to, const num *restrict w, long targets, long sources, const real *restrict x, long vectors)
{
    long i = 0;
    for (; i + ROWS_ <= targets; i += ROWS_)
        strip_(ROWS_, to + i*vectors, w + i*sources, sources, x, vectors);
#define REST_(rows) \
    if ((rows) < ROWS_ && targets % ROWS_ & (rows)) { \
        strip_((rows) < ROWS_ ? (rows) : 1, to + i*vectors, w + i*sources, sources, x, vectors); \
        i += (rows); \
    }
    REST_(8)
    REST_(4)
    REST_(2)
    REST_(1)
}

/* [count] vectors of a target, whose edges are those from [at] to [end]. */
static INLINE_ void row_(int count, real *restrict to, const num *restrict w, const int *restrict source, int at, int end, const real *restrict x, long vectors)
{
    real s[ABREAST_];
    WRITTEN_OUT_ for (int k = 0; k < count; k++)
        s[k] = lanes(0);
    for (int e = at; e < end; e++) {
        const real weight = lanes(w[e]);
        const real *restrict from = x + source[e]*vectors;
        WRITTEN_OUT_ for (int k = 0; k < count; k++)
            s[k] = madd(weight, from[k], s[k]);
    }
    WRITTEN_OUT_ for (int k = 0; k < count; k++)
        to[k] = s[k];
}

/* Listed edges: those of target i are row[i] .. row[i + 1] - 1. */
static INLINE_ SPARE_ void edges_(real *restrict to, const num *restrict w, const int *restrict row, const int *restrict source, long targets, const real *restrict x, long vectors)
{
    for (long i = 0; i < targets; i++) {
        long v = 0;
#define ROW_(count) \
        for (; v + (count) <= vectors; v += (count)) \
            row_(count, to + i*vectors + v, w, source, row[i], row[i + 1], x + v, vectors);
        ROW_(ABREAST_)
        ROW_(4)
        ROW_(2)
        ROW_(1)
    }
}

#define sum_pairs(to, w, targets, sources, x)      pairs_(to, w, targets, sources, x, VECTORS_)
#define sum_edges(to, w, row, source, targets, x)  edges_(to, w, row, source, targets, x, VECTORS_)
