/* builtin.h -- the functions of the language: names, arguments, constants. */
#ifndef BUILTIN_H
#define BUILTIN_H

/* A function of function.def or composed.def; one without [constant] cannot be
 * called by constants. */
struct builtin {
    const char *name;
    int least, most;            /* arguments; most 0: any number */
    const char *args, *text;    /* names of the arguments; what it is */
    struct { long double (*one)(long double), (*two)(long double, long double); } constant;
};
extern const struct builtin builtins[];     /* ends with a name of NULL */
const struct builtin *builtin_find(const char *name);           /* or NULL */
#endif
