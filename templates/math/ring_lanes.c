
#define late(now, distance) ((const real *)((const num *)(now) + (distance)))

static INLINE_ void distances(int *to, real lag, long rows, long row)
{
    for (int l = 0; l < WIDTH; l++)
        to[l] = distance(lane_(lag, l), rows, row);
}

/* Each lane from a row of its own. */
static INLINE_ real gathered(const real *now, const int *distance)
{
    real r;
    for (int l = 0; l < WIDTH; l++)
        lane_(r, l) = ((const num *)now)[distance[l] + l];
    return r;
}

/* Into [rows] rows, each [row] behind the one before. */
static INLINE_ void fill_ring(real *at, long rows, long row, real x)
{
    for (long r = 0; r < rows; r++)
        at[r*row] = x;
}
