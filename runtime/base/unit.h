/* unit.h -- units: what is written in brackets, how much of which dimension it is.
 *
 * In equations everything of a known dimension is in one coherent system (unit.def); tables
 * and messages speak the unit that was declared.
 */
#ifndef UNIT_H
#define UNIT_H
#include "base/arena.h"
#include "base/scale.h"

/* Base quantities, in the order of the columns of unit.def. */
enum base { BASE_TIME, BASE_VOLTAGE, BASE_CURRENT, BASE_LENGTH, BASE_CONCENTRATION, BASE_TEMPERATURE, BASES };

enum { WHOLE = 12 };                    /* exponents are counted in twelfths: sqrt(ms), ms^(1/3) */
struct dimension { short of[BASES]; };  /* exponents; all 0: a pure number */

extern const struct dimension dimension_of_time, dimension_of_number;
int dimension_same(struct dimension a, struct dimension b);
int dimension_is_number(struct dimension d);
/* a*b^times, times in twelfths. A dimension whose exponents leave the range is a number's. */
struct dimension dimension_times(struct dimension a, struct dimension b, int times);
/* Its coherent unit as it is written: "mV/ms", "uS"; "1" of a number. In the arena. */
const char *dimension_unit(struct dimension d, struct arena *a);


struct unit {
    struct dimension dimension;
    struct scale scale;                 /* of it to the coherent unit */
};
/* Reads "mV", "mm/ms", "1/(ms*mV)", "ms^-1", "mV/sqrt(ms)"; 0: it is none, a label. */
int unit_read(const char *text, struct unit *out);
/* The same of NULL, too. */
int unit_is_known(const char *text);
int unit_is_time(const char *text);
/* From [unit] to the coherent unit; of a label or NULL nothing changes. */
struct scale unit_inside(const char *unit);
/* What [text], which is no unit, is meant for: the case of its letters is wrong, or it is spelt
 * otherwise ("msec"); or NULL. */
const char *unit_near(const char *text);
/* x [from] in [to]; 0 when they do not convert: both must be of one dimension, or spelt alike. */
int unit_convert(double x, const char *from, const char *to, double *out);
/* Whether it may stand behind a number without brackets: one word. */
int unit_is_word(const char *text);

/* Unit [i] that is listed; 0 behind the last. */
struct listed_unit {
    const char *name, *text;            /* what it measures */
    char is[48];                        /* "0.001 ms" */
};
int unit_listed(int i, struct listed_unit *out);
#endif
