/* draw.c -- normals number first .. first+count-1 of a key's stream.
 *
 * A normal depends on the key and its number alone, so how a range is cut
 * changes no bit. Several vectors are drawn at once, so that the rounds of one fill what those
 * of another wait for. Stands behind math/threefry.c and normal.c of the precision.
 */
enum { DRAWN_ = 4 };                    /* vectors at once */

static INLINE_ void draw_some_(int count, unsigned key_hi, unsigned key_lo, unsigned long long first, real *z)
{
    bits lo[DRAWN_], hi[DRAWN_];

    for (int k = 0; k < count; k++) {
        unsigned long long n = first + (unsigned)(k*WIDTH);
        unsigned base = n;
        lo[k] = base + counting();
        hi[k] = (unsigned)(n >> 32) + ((base & ~lo[k]) >> 31);      /* + the carry */
    }
    threefry(count, key_hi, key_lo, hi, lo);
    for (int k = 0; k < count; k++)
        z[k] = m_normal(hi[k], lo[k]);
}

static void draw(unsigned key_hi, unsigned key_lo, unsigned long long first,
                 long count, long stride, void *out)
{
    union { real r[DRAWN_]; num lane[DRAWN_*WIDTH]; } z;
    num *to = out;
    long i = 0;

    for (; i + DRAWN_*WIDTH <= count; i += DRAWN_*WIDTH) {
        draw_some_(DRAWN_, key_hi, key_lo, first + i, z.r);
        for (int l = 0; l < DRAWN_*WIDTH; l++)
            to[(i + l)*stride] = z.lane[l];
    }
    for (; i < count; i += WIDTH) {
        draw_some_(1, key_hi, key_lo, first + i, z.r);
        for (int l = 0; l < WIDTH && i + l < count; l++)
            to[(i + l)*stride] = z.lane[l];
    }
}
