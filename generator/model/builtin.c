/* builtin.c -- the functions of the language as a table. */
#include "builtin.h"
#include <math.h>
#include <string.h>
#include "base/name.h"

typedef long double wide;

#define PARAMETERS_1 (wide x)
#define PARAMETERS_2 (wide x, wide y)
#define FUNCTION(name, least, most, args, units, call, constant, by_x, by_y, text) \
    static wide const_##name PARAMETERS_##least { return constant; }
#include "function.def"
#undef FUNCTION

#define CONSTANT_1 .one
#define CONSTANT_2 .two

const struct builtin builtins[] = {
#define FUNCTION(name, least, most, args, units, call, constant, by_x, by_y, text) \
    { #name, least, most, args, text, UNITS_##units, #call, { CONSTANT_##least = const_##name }, #constant },
#include "function.def"
#undef FUNCTION
#define COMPOSED(name, least, most, args, units, text) { #name, least, most, args, text, UNITS_##units, NULL, { NULL, NULL }, NULL },
#include "composed.def"
#undef COMPOSED
    { NULL, 0, 0, NULL, NULL, UNITS_NUMBER, NULL, { NULL, NULL }, NULL }
};

const struct builtin *builtin_find(const char *name)
{
    for (int i = 0; builtins[i].name; i++)
        if (*builtins[i].name == *name && !strcmp(builtins[i].name, name))
            return &builtins[i];
    return NULL;
}

int builtin_is_constant(const char *name)
{
    static const char *const constants[] = { "pi", "nan", "inf", NULL };
    return name_one_of(name, constants) >= 0;
}
