/* axis_way.c -- the ways to write an axis, and what others call them. */
#include <string.h>
#include "setting.h"

static const struct axis_way ways[] = {
    { "grid",    AXIS_GRID,     2, 3, "grid(0, 1, 8)", "lo, hi, n", "n even steps, both ends included" },
    { "loggrid", AXIS_LOG_GRID, 2, 3, "loggrid(0.1, 10, 5)", "lo, hi, n",
      "n steps of one factor, both ends included" },
    { "range",   AXIS_RANGE,    3, 3, "range(0, 1, 0.1)", "lo, hi, step",
      "from lo to hi in steps, both ends included" },
    { "uniform", AXIS_UNIFORM,  2, 3, "uniform(0, 1, 8)", "lo, hi, n", "n draws from [lo, hi)" },
    { "sobol",   AXIS_SOBOL,    2, 3, "sobol(0, 1, 8)", "lo, hi, n", "n Sobol' points; axes that move together are its dimensions" },
    { "latin",   AXIS_LATIN,    2, 3, "latin(0, 1, 8)", "lo, hi, n", "a Latin hypercube: one draw in each of n equal parts" },
    { "split",   AXIS_KEYS,    1, 2, "split(0, 4)", "seed, n",
      "n keys, children of jax.random.key(seed); for noise.key" },
    { "data",    AXIS_LIST,     1, 1, "data(\"file.npy\")", "\"FILE\"", "the values of a file" }
};
enum { WAYS = sizeof ways/sizeof *ways };

const struct axis_way *axis_way_at(int i)
{
    return i < WAYS ? &ways[i] : NULL;
}

const struct axis_way *axis_way_called(const char *name)
{
    for (int i = 0; i < WAYS; i++)
        if (!strcmp(ways[i].name, name))
            return &ways[i];
    return NULL;
}

const char *axis_way_meant(const char *word)
{
    static const struct { const char *theirs, *ours; } words[] = {
        { "linspace", "grid(lo, hi, n)" }, { "lin", "grid(lo, hi, n)" },
        { "logspace", "loggrid(lo, hi, n), with the ends themselves and not their exponents" },
        { "geomspace", "loggrid(lo, hi, n)" }, { "log", "loggrid(lo, hi, n)" },
        { "arange", "range(lo, hi, step), which holds its upper end" },
        { "array", "a list: [1, 2, 5]" }, { "list", "a list: [1, 2, 5]" },
        { "rand", "uniform(lo, hi, n)" }, { "random", "uniform(lo, hi, n)" },
        { "Sobol", "sobol(lo, hi, n)" }, { "sobol_seq", "sobol(lo, hi, n)" }, { "quasirandom", "sobol(lo, hi, n)" },
        { "lhs", "latin(lo, hi, n)" }, { "LatinHypercube", "latin(lo, hi, n)" }, { "lhsdesign", "latin(lo, hi, n)" },
        { "loadtxt", "a file in quotes: \"values.csv\"" }, { "load", "a file in quotes: \"values.npy\"" },
        { "read_csv", "a file in quotes: \"values.csv\"" }
    };
    const char *dot = strrchr(word, '.'), *base = dot ? dot + 1 : word;
    for (size_t i = 0; i < sizeof words/sizeof *words; i++)
        if (!strcmp(words[i].theirs, base))
            return words[i].ours;
    return NULL;
}
