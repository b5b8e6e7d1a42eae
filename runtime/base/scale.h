/* scale.h -- numbers taken from one unit to another: what one of a unit is of the other.
 *
 * A power of ten acts on the decimal that is read as the number, so that 0.57 s are the
 * double that is written 570 ms: 0.57*1000 is not.
 */
#ifndef SCALE_H
#define SCALE_H

/* times*10^tens/parts, with tens taken out of both; { 0 } and 1 to 1 change nothing. */
struct scale {
    double times, parts;
    int tens;
};

int scale_is_one(struct scale s);
/* Out of one unit into a second, out of that into a third; back. */
struct scale scale_both(struct scale a, struct scale b);
struct scale scale_back(struct scale s);
/* x in the other unit. [single]: x is a float, and the decimal is the shortest that is
 * read as that; the result is rounded to double all the same. */
double scale_take(struct scale s, double x, int single);
#endif
