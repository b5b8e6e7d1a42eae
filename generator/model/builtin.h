/* builtin.h -- the functions of the language: names, arguments, constants. */
#ifndef BUILTIN_H
#define BUILTIN_H

/* Rows of the two tables. */
enum elementary {
#define FUNCTION(name, least, most, args, call, constant, text) FUNCTION_##name,
#include "function.def"
#undef FUNCTION
    FUNCTION_COUNT
};
enum composed {
#define COMPOSED(name, least, most, args, text) COMPOSED_##name,
#include "composed.def"
#undef COMPOSED
    COMPOSED_COUNT
};

/* A function of function.def or composed.def; one without [constant] cannot be
 * called by constants. */
struct builtin {
    const char *name;
    int least, most;            /* arguments; most 0: any number */
    const char *args, *text;    /* names of the arguments; what it is */
    const char *call;           /* its name in the generated C; NULL: composed of others */
    struct { long double (*one)(long double), (*two)(long double, long double); } constant;
};
extern const struct builtin builtins[];     /* the first table, then the other; ends with a name of NULL */
const struct builtin *builtin_find(const char *name);           /* or NULL */
int builtin_is_constant(const char *name);                      /* pi, nan, inf */
#endif
