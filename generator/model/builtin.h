/* builtin.h -- the functions of the language: names, arguments, constants. */
#ifndef BUILTIN_H
#define BUILTIN_H

/* Rows of the two tables. */
enum elementary {
#define FUNCTION(name, least, most, args, units, call, constant, by_x, by_y, text) FUNCTION_##name,
#include "function.def"
#undef FUNCTION
    FUNCTION_COUNT
};
enum composed {
#define COMPOSED(name, least, most, args, units, text) COMPOSED_##name,
#include "composed.def"
#undef COMPOSED
    COMPOSED_COUNT
};

/* Dimensions of the arguments and of the value. */
enum unit_rule {
    UNITS_NUMBER,               /* pure numbers make one */
    UNITS_ALIKE,                /* all are of one dimension, and so is the value */
    UNITS_RATIO,                /* all are of one dimension, the value is a pure number */
    UNITS_FREE,                 /* any makes a pure number */
    UNITS_ROOT,                 /* the square root of the dimension */
    UNITS_POWER,                /* the first to the power of the second */
    UNITS_TRAIN,                /* as RATIO, but for the third, which is a pure number */
    UNITS_WAVE,                 /* the first times the second, and the third, are pure numbers */
    UNITS_CHIRP                 /* the first two are alike, so are the others, and one times the other is a pure number */
};

/* A function of function.def or composed.def; one without [constant] cannot be
 * called by constants. */
struct builtin {
    const char *name;
    int least, most;            /* arguments; most 0: any number */
    const char *args, *text;    /* names of the arguments; what it is */
    enum unit_rule units;
    const char *call;           /* its name in the generated C; NULL: composed of others */
    struct { long double (*one)(long double), (*two)(long double, long double); } constant;
    const char *body;           /* of that, in C: an expression of x, or x and y, in long double; NULL as constant is */
};
extern const struct builtin builtins[];     /* the first table, then the other; ends with a name of NULL */
const struct builtin *builtin_find(const char *name);           /* or NULL */
int builtin_is_constant(const char *name);                      /* pi, nan, inf */
#endif
