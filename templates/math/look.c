/* look.c -- functions given by lines: of each lane the one that holds, by halves. */
static INLINE_ real look(real x, const num *from, const num *at, const num *slope, int lines)
{
    real begins, value, rise;
    for (int l = 0; l < WIDTH; l++) {
        int low = 0, high = lines;
        while (high - low > 1) {
            const int middle = low + (high - low)/2;
            if (from[middle] <= lane_(x, l))
                low = middle;
            else
                high = middle;
        }
        lane_(begins, l) = from[low];
        lane_(value, l) = at[low];
        lane_(rise, l) = slope[low];
    }
    return madd(rise, x - begins, value);
}
