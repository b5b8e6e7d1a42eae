/* draw.c -- normals number first .. first+count-1 of a key's stream.
 *
 * A normal depends on the key and its number alone, so how a range is cut
 * changes no bit. Stands behind math/threefry.c and normal.c of the precision.
 */
static void draw(unsigned key_hi, unsigned key_lo, unsigned long long first,
                 long count, long stride, void *out)
{
    num *to = out;

    for (long i = 0; i < count; i += WIDTH) {
        unsigned long long n = first + i;
        unsigned base = n;
        bits lo = base + counting();
        bits hi = (unsigned)(n >> 32) + ((base & ~lo) >> 31);   /* + the carry */
        union { real r; num lane[WIDTH]; } z;

        threefry(key_hi, key_lo, &hi, &lo);
        z.r = m_normal(hi, lo);
        for (int l = 0; l < WIDTH && i + l < count; l++)
            to[(i + l)*stride] = z.lane[l];
    }
}
