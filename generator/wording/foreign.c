/* foreign.c -- words of other languages and libraries, and what is written here.
 *
 * The nearest name finds slips of the finger. A word that means the same thing
 * elsewhere is no slip, and no letters lead from 'linspace' to 'grid'.
 */
#include "foreign.h"
#include <stddef.h>
#include <string.h>

struct word { const char *theirs, *ours; };

static const char delays[] = "graph delays = 10 ms and coupling NAME = delayed Linear(x), in a network";
static const char lengths[] = "graph lengths = ... with speed = 3 [mm/ms] and coupling NAME = delayed Linear(x), in a network";

static const struct word statements[] = {
    { "parameter", "param a = 1" }, { "parameters", "param a = 1" }, { "par", "param a = 1" },
    { "const", "param a = 1" }, { "constant", "param a = 1" }, { "int", "param a = 1" },
    { "float", "param a = 1" }, { "double", "param a = 1" }, { "real", "param a = 1" },
    { "variable", "state x = 0" }, { "var", "state x = 0" }, { "states", "state x = 0" },
    { "init", "state x = 0" }, { "initial", "state x = 0" },
    { "let", "y = ..." }, { "aux", "y = ..." }, { "equation", "x' = ..." },
    { "def", "f(x) = ..." }, { "function", "f(x) = ..." }, { "fun", "f(x) = ..." },
    { "import", "use NAME" }, { "include", "use NAME" }, { "load", "use NAME" },
    { "integrate", "simulate heun with dt = 0.1 ms, duration = 1 s" },
    { "solve", "simulate heun with dt = 0.1 ms, duration = 1 s" },
    { "run", "simulate heun with dt = 0.1 ms, duration = 1 s" },
    { "solver", "simulate heun with dt = 0.1 ms, duration = 1 s" },
    { "monitor", "observe NAME = mean(x)" }, { "output", "observe NAME = mean(x)" },
    { "print", "observe NAME = mean(x)" }, { "plot", "observe NAME = mean(x)" },
    { "return", "observe NAME = mean(x)" },
    { "sweep", "explore NAME" }, { "scan", "explore NAME" },
    { "for", "an equation once, for all nodes, or explore NAME to vary a quantity" },
    { "key", "explore NAME key 3" }, { "seed", "explore NAME key 3" }, { "sorted", "order sorted" },
    { "zip", "explore NAME zip" }, { "product", "explore NAME product" },
    { "weights", "graph weights = ..." }, { "connectivity", "graph weights = ..." },
    { "delay", delays }, { "delays", delays }, { "lag", delays },
    { "lengths", lengths }, { "tract_lengths", lengths }, { "distances", lengths },
    { "speed", lengths }, { "conduction_speed", lengths }, { "velocity", lengths },
    { "delayed", "coupling NAME = delayed Linear(x), in a network" },
    { NULL, NULL }
};

static const char noise[] = "noise additive on x with sigma = 0.1, in a network";

static const struct word functions[] = {
    { "ln", "log(x)" }, { "lg", "log10(x)" }, { "fabs", "abs(x)" }, { "sgn", "sign(x)" },
    { "arcsin", "asin(x)" }, { "arccos", "acos(x)" }, { "arctan", "atan(x)" },
    { "arctan2", "atan2(y, x)" }, { "power", "x^y" }, { "fmod", "mod(x, y)" },
    { "step", "heaviside(x)" }, { "Theta", "heaviside(x)" }, { "H", "heaviside(x)" },
    { "theta", "heaviside(x)" }, { "square", "x^2" }, { "cbrt", "x^(1/3)" },
    { "minimum", "min(x, y)" }, { "maximum", "max(x, y)" }, { "clip", "max(lo, min(x, hi))" },
    { "where", "if a < b then x else y" }, { "ifelse", "if a < b then x else y" },
    { "avg", "mean(x)" }, { "average", "mean(x)" }, { "stdev", "std(x)" },
    { "variance", "var(x)" }, { "final", "last(x)" }, { "int", "trunc(x)" },
    { "rand", noise }, { "randn", noise }, { "random", noise }, { "normal", noise }, { "gauss", noise },
    { "uniform", noise }, { "Normal", noise }, { "Uniform", noise }, { "xi", noise },
    { NULL, NULL }
};

static const struct word names[] = {
    { "e", "exp(1)" }, { "time", "t" }, { "true", "a condition such as 1 > 0" },
    { "false", "a condition such as 1 < 0" }, { "True", "a condition such as 1 > 0" },
    { "False", "a condition such as 1 < 0" }, { "infinity", "inf" }, { "randn", noise }, { "rand", noise },
    { "xi", noise }, { NULL, NULL }
};

/* As tvboptim calls them, which has a class for each that is delayed. */
static const struct word couplings[] = {
    { "LinearCoupling", "Linear" }, { "FastLinearCoupling", "Linear" }, { "DelayedLinearCoupling", "delayed Linear" },
    { "DifferenceCoupling", "Difference" }, { "DelayedDifferenceCoupling", "delayed Difference" },
    { "KuramotoCoupling", "Kuramoto" }, { "DelayedKuramotoCoupling", "delayed Kuramoto" },
    { "DelayedSigmoidalJansenRit", "delayed SigmoidalJansenRit" },
    { "SigmoidCoupling", "Sigmoid" }, { "DelayedSigmoidCoupling", "delayed Sigmoid" }, { "TanhCoupling", "Tanh" },
    { NULL, NULL }
};

const char *foreign_base(const char *word)
{
    const char *dot = strrchr(word, '.');
    return dot ? dot + 1 : word;
}

const char *foreign_word(enum foreign_place place, const char *word)
{
    static const struct word *const tables[] = {        /* ORDER foreign_place */
        statements, functions, names, couplings
    };
    const char *base = foreign_base(word);
    for (const struct word *w = tables[place]; w->theirs; w++)
        if (!strcmp(w->theirs, base))
            return w->ours;
    return NULL;
}
