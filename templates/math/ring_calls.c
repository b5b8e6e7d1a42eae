
void v_late_v(long n, num *d, const num *now, const int *distance);         /* each lane from a row of its own */

static void distances(int *to, const num *lag, long rows, long row)
{
    for (int l = 0; l < LANES; l++)
        to[l] = distance(lag[l], rows, row);
}

/* Into [rows] rows, each [row] behind the one before. */
static void fill_ring_v(num *at, long rows, long row, const num *x)
{
    for (long r = 0; r < rows; r++)
        v_copy_v(LANES, at + r*row, x);
}

static void fill_ring_s(num *at, long rows, long row, num x)
{
    for (long r = 0; r < rows; r++)
        v_fill_s(LANES, at + r*row, x);
}
