/* apart.c -- see apart.h. Written from docs/numbers.md, "Sums that separate". */
#include "apart.h"
#include <math.h>
#include <string.h>

enum { SOURCE_END = 1, TARGET_END = 2 };

static int ends(const struct formula *f)
{
    int of = f->op != F_NAME ? 0 : f->name == NAME_SOURCE ? SOURCE_END : f->name == NAME_TARGET ? TARGET_END : 0;
    for (int i = 0; i < 4; i++)
        of |= f->arg[i] ? ends(f->arg[i]) : 0;
    return of;
}

static int is_mixed(const struct formula *f)
{
    return ends(f) == (SOURCE_END | TARGET_END);
}

static int is_number_times(const struct formula *f)
{
    return f->op == F_MUL && (f->arg[0]->op == F_NUMBER || f->arg[1]->op == F_NUMBER);
}

/* A sum of parts of one end each. */
static int is_sum(const struct formula *f)
{
    if (!is_mixed(f))
        return 1;
    if (f->op == F_NEG || (f->op == F_DIV && f->arg[1]->op == F_NUMBER))
        return is_sum(f->arg[0]);
    if (is_number_times(f))
        return is_sum(f->arg[0]->op == F_NUMBER ? f->arg[1] : f->arg[0]);
    return (f->op == F_ADD || f->op == F_SUB) && is_sum(f->arg[0]) && is_sum(f->arg[1]);
}

static double value(const struct formula *f, const struct spot *at, const double *sources)
{
    struct spot here = *at;
    here.sources = sources;
    return formula_value(f, &here);
}

/* What a sum is above itself with node 0 as the source. */
static double above(const struct formula *f, const struct spot *at, const double *source, const double *first)
{
    int single = at->single;
    if (!(ends(f) & SOURCE_END))
        return 0;
    if (!is_mixed(f))
        return number_add(single, value(f, at, source), -value(f, at, first));
    if (f->op == F_NEG)
        return -above(f->arg[0], at, source, first);
    if (f->op == F_DIV) {
        double a = above(f->arg[0], at, source, first), b = number_round(single, f->arg[1]->value);
        return single ? (double)((float)a/(float)b) : a/b;
    }
    if (f->op == F_MUL) {
        int k = f->arg[0]->op == F_NUMBER;
        return number_mul(single, above(f->arg[k], at, source, first), number_round(single, f->arg[!k]->value));
    }
    double a = above(f->arg[0], at, source, first), b = above(f->arg[1], at, source, first);
    return number_add(single, a, f->op == F_SUB ? -b : b);
}

int apart_separates(const struct formula *pre, int nodes)
{
    int is_turn = pre->op == F_CALL && (!strcmp(pre->call, "sin") || !strcmp(pre->call, "cos"));
    return nodes > 16 && is_turn && is_mixed(pre) && is_sum(pre->arg[0]);
}

double apart_sum(const struct formula *pre, const struct spot *at, int count, const double *weights, const double *const *sources, const double *first)
{
    int single = at->single, is_sine = !strcmp(pre->call, "sin");
    const struct formula *of = pre->arg[0];
    double one = 0, two = 0, h = value(of, at, first), zero = 0;
    for (int k = 0; k < count; k++) {
        double u = above(of, at, sources[k], first), w = number_round(single, weights[k]);
        one = number_fma(single, w, number_call(single, is_sine ? "sin" : "cos", u, zero), one);
        two = number_fma(single, w, number_call(single, is_sine ? "cos" : "sin", u, zero), two);
    }
    double sine = number_call(single, "sin", h, zero), cosine = number_call(single, "cos", h, zero);
    return number_fma(single, is_sine ? sine : -sine, two, number_mul(single, cosine, one));
}
