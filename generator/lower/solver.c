/* solver.c -- the table of solver.def. */
#include "solver.h"
#include <stddef.h>
#include <string.h>

#define BARE(...) __VA_ARGS__
const struct solver solvers[] = {
#define SOLVER(name, order, stages, noise, times, rows, last, text) \
    { #name, order, stages, noise, BARE times, BARE rows, BARE last, text },
#include "model/solver.def"
#undef SOLVER
    { .name = NULL }
};

const struct solver *solver_find(const char *name)
{
    const struct solver *s = solvers;
    while (s->name && strcmp(s->name, name) != 0)
        s++;
    return s->name ? s : NULL;
}
