/* builtin.c -- the functions of the language as a table. */
#include "builtin.h"
#include <math.h>
#include <string.h>

/* Functions that constants call and the C library lacks. */

typedef long double wide;

static wide const_sign(wide x) { return x > 0 ? 1 : x < 0 ? -1 : x; }
static wide const_heaviside(wide x) { return x >= 0 ? 1 : x < 0 ? 0 : x; }
static wide const_min(wide x, wide y) { return y < x || y != y ? y : x; }
static wide const_max(wide x, wide y) { return y > x || y != y ? y : x; }

/* f(x)/x with f(x) = x + ..., and its limits at 0 and infinity. */
static wide relative(wide f, wide x, wide at_infinity)
{
    return x == 0 ? 1 : isinf(x) ? at_infinity : f/x;
}

static wide const_exprel(wide x) { return relative(expm1l(x), x, x > 0 ? INFINITY : 0); }
static wide const_logrel(wide x) { return relative(log1pl(x), x, x > 0 ? 0 : NAN); }
static wide const_sinrel(wide x) { return relative(sinl(x), x, 0); }
static wide const_tanhrel(wide x) { return relative(tanhl(x), x, 0); }

/* fmod is exact; a remainder with the sign of a moves by b, one of 0 takes b's sign. */
static wide const_mod(wide a, wide b)
{
    wide r = fmodl(a, b);
    return r == 0 ? copysignl(r, b) : (r < 0) != (b < 0) ? r + b : r;
}

/* A line without a function for constants does not compile. */
#define CONSTANT_1 .one
#define CONSTANT_2 .two

const struct builtin builtins[] = {
#define FUNCTION(name, least, most, args, call, constant, text) \
    { #name, least, most, args, text, { CONSTANT_##least = constant } },
#include "functions.def"
#undef FUNCTION
#define COMPOSED(name, least, most, args, text) { #name, least, most, args, text, { NULL, NULL } },
#include "composed.def"
#undef COMPOSED
    { NULL, 0, 0, NULL, NULL, { NULL, NULL } }
};

const struct builtin *builtin_find(const char *name)
{
    for (int i = 0; builtins[i].name; i++)
        if (!strcmp(builtins[i].name, name))
            return &builtins[i];
    return NULL;
}
