/* number.h -- numbers as text, the same under every locale. */
#ifndef NUMBER_H
#define NUMBER_H

/* A whole number has at most so many units: every double below is exact to the last one
 * and is written without an exponent. More values, steps or nodes are nobody's wish. */
#define NUMBER_WHOLE 1e15

enum {
    NUMBER_SHORTEST = 32,       /* room for what number_shortest writes */
    NUMBER_FIXED = 400          /* room for number_fixed up to DBL_MAX, 60 decimals */
};

/* The shortest decimal that reads back as x: "0.1", "12", "1e-06", "1e+16",
 * "nan", "inf", "-inf". As Python does, plain decimals are used for exponents
 * -4 to 15. [single]: x is taken as a float and has to read back as that float.
 * Returns out. */
char *number_shortest(char out[NUMBER_SHORTEST], double x, int single);

/* The same without a NUL, which may take NUMBER_SHORTEST bytes from [out] on; returns where it ends. */
char *number_put(char *out, double x, int single);

/* printf's "% .6f" and "% .6e" with [decimals] for the 6 and a point whatever
 * the locale: a space stands where a minus would. Returns out. */
char *number_fixed(char out[NUMBER_FIXED], double x, int decimals);
char *number_exponent(char out[NUMBER_FIXED], double x, int decimals);

/* Steps of a duration: ceil(duration/dt), but a quotient within max(1e-9, 4 eps q) of a
 * whole number is that number: 2.1/0.7 is 3. -1 when there is no such number. */
long number_steps(double duration, double dt);
/* Whole steps in it: the same of floor. A duration is a multiple of dt where both agree. */
long number_steps_within(double duration, double dt);
#endif
