/* tile_late.c -- as tile.c, of what the sources gave some steps ago.
 *
 * [lag] holds a distance for each edge (ring_lanes.c), [x] is the row of now. Every edge reads from a place of its
 * own, so nothing is read for several targets at once: a weight and a distance serve all vectors of
 * a target, and targets side by side hide the latency of their chains.
 */
#define LATE_COLUMNS_ (VECTORS_ < 8 ? VECTORS_ : 8)
#define LATE_ROWS_ (8/LATE_COLUMNS_)

static INLINE_ void late_tile_(int rows, int columns, real *restrict to, const num *restrict w, const int *restrict lag, long sources, const real *restrict x, long vectors)
{
    real s[LATE_ROWS_][LATE_COLUMNS_];
    WRITTEN_OUT_ for (int r = 0; r < rows; r++)
        WRITTEN_OUT_ for (int v = 0; v < columns; v++)
            s[r][v] = lanes(0);
    for (long j = 0; j < sources; j++)
        WRITTEN_OUT_ for (int r = 0; r < rows; r++) {
            const real weight = lanes(w[r*sources + j]);
            const real *restrict from = late(x + j*vectors, lag[r*sources + j]);
            WRITTEN_OUT_ for (int v = 0; v < columns; v++)
                s[r][v] = madd(weight, from[v], s[r][v]);
        }
    WRITTEN_OUT_ for (int r = 0; r < rows; r++)
        WRITTEN_OUT_ for (int v = 0; v < columns; v++)
            to[r*vectors + v] = s[r][v];
}

/* All pairs. */
static INLINE_ SPARE_ void late_pairs_(real *restrict to, const num *restrict w, const int *restrict lag, long targets, long sources, const real *restrict x, long vectors)
{
    long i = 0;
    for (; i + LATE_ROWS_ <= targets; i += LATE_ROWS_)
        for (long v = 0; v < vectors; v += LATE_COLUMNS_)
            late_tile_(LATE_ROWS_, LATE_COLUMNS_, to + i*vectors + v, w + i*sources, lag + i*sources, sources, x + v, vectors);
    for (; i < targets; i++)
        for (long v = 0; v < vectors; v += LATE_COLUMNS_)
            late_tile_(1, LATE_COLUMNS_, to + i*vectors + v, w + i*sources, lag + i*sources, sources, x + v, vectors);
}

/* Listed edges: those of target i are row[i] .. row[i + 1] - 1. */
static INLINE_ SPARE_ void late_edges_(real *restrict to, const num *restrict w, const int *restrict lag, const int *restrict row, const int *restrict source, long targets, const real *restrict x, long vectors)
{
    for (long i = 0; i < targets; i++)
        for (long v = 0; v < vectors; v += LATE_COLUMNS_) {
            real s[LATE_COLUMNS_];
            WRITTEN_OUT_ for (int k = 0; k < LATE_COLUMNS_; k++)
                s[k] = lanes(0);
            for (int e = row[i]; e < row[i + 1]; e++) {
                const real weight = lanes(w[e]);
                const real *restrict from = late(x + source[e]*vectors + v, lag[e]);
                WRITTEN_OUT_ for (int k = 0; k < LATE_COLUMNS_; k++)
                    s[k] = madd(weight, from[k], s[k]);
            }
            WRITTEN_OUT_ for (int k = 0; k < LATE_COLUMNS_; k++)
                to[i*vectors + v + k] = s[k];
        }
}

#define sum_late_pairs(to, w, lag, targets, sources, x)      late_pairs_(to, w, lag, targets, sources, x, VECTORS_)
#define sum_late_edges(to, w, lag, row, source, targets, x)  late_edges_(to, w, lag, row, source, targets, x, VECTORS_)
