
static INLINE_ void distances(int *to, real lag, long rows, long row)
{
    for (int l = 0; l < WIDTH; l++)
        to[l] = distance(lane_(lag, l), rows, row);
}

/* Each node from a row of its own. */
static INLINE_ real gathered(const num *now, const int *distance)
{
    real r;
    for (int l = 0; l < WIDTH; l++)
        lane_(r, l) = now[distance[l] + l];
    return r;
}

/* Into [rows] rows, each [row] behind the one before. */
static INLINE_ void fill_ring(num *at, long rows, long row, real x, int done)
{
    for (long r = 0; r < rows; r++)
        put(at + r*row, x, done);
}

static SPARE_ void fill_ring_s(num *at, long rows, long row, num x)
{
    for (long r = 0; r < rows; r++)
        at[r*row] = x;
}
