/* units.h -- dimensions while expressions are walked: what check_dimension.c and
 * check_units.c share.
 */
#ifndef UNITS_H
#define UNITS_H
#include "checker.h"

struct known {
    enum { UNKNOWN, ANY, KNOWN } is;            /* ANY: 0, of whatever the other side is */
    struct dimension of;                        /* of KNOWN */
};

/* A call of a function of the model that was looked at: its arguments, what it gave. */
struct seen_call {
    int function;
    const struct known *args;
    struct known value;
    const struct seen_call *older;
};

/* What names are while an expression is walked; by who begins. */
struct units {
    struct check *c;
    const struct model *model;                  /* whose states, lets and functions they are, or NULL */
    const struct quantity *params;              /* of the definition, or: */
    const struct param *own;                    /* into experiment.quantities; one of them, or neither */
    const struct coupling *coupling;            /* whose pre and post it is, or NULL */
    const struct known *sums;                   /* of each pre, in a post; or NULL */
    const struct known *args;                   /* of the function whose body it is, or NULL: unknown ones */
    struct known *lets;                         /* [let of the model], those that were looked at */
    const struct seen_call *calls;
    const struct term *around[2];               /* what a fix is for: its own units are what is offered; or NULL */
    const struct state *kept;                   /* set while a fix of its derivative is looked for: to declare it anew
                                                   would change both sides; or NULL */
    int strict, timed;                          /* timed: something has a unit, so t has */
};

extern const struct known units_unknown;
struct known units_dimension(struct dimension d);
/* Of the time, and of what a state is divided by in its equation. */
struct known units_time(const struct units *u);
/* Of what is declared in [unit]; NULL: nothing is said. */
struct known units_declared(const char *unit, int strict);
int units_differ(struct known a, struct known b);
/* Of two that fit. */
struct known units_joined(struct known a, struct known b);
/* a*b^times, times in twelfths. */
struct known units_product(struct known a, struct known b, int times);
/* "in [mV]", "a pure number" */
const char *units_spoken(const struct units *u, struct known k);
/* Says it as is fit; what it is about is of no known dimension. */
struct known units_report(const struct units *u, struct span at, const char *text);
/* The dimension of an expression, whose misfits are reported. */
struct known units_walk(struct units *u, const struct term *t);
/* [t], or NULL, as the value of something in [want]; [what]: "the derivative of 'V' is in [mV/ms]". */
void units_wants(struct units *u, const struct term *t, struct known want, struct span at, const char *what);
/* The same of the right-hand side of a state. */
void units_wants_rate(struct units *u, const struct state *y, struct known want, const char *what);
#endif
