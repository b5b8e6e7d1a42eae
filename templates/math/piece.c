/* piece.c -- the one of [count] pieces that holds x: the first that ends behind it, or the last. */
static inline SPARE_ int piece_(const double *end, int count, double x)
{
    int low = 0, high = count - 1;

    while (low < high) {
        const int middle = low + (high - low)/2;
        if (x < end[middle])
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}
