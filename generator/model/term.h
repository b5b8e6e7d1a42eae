/* term.h -- what an expression means: every name resolved, every term with its type.
 *
 * The checker makes terms where it reads a name or an operator, and nobody looks a
 * name up again: a term says by kind and index which row of which table it reads.
 * Terms are shared and never changed; what is written out twice (the argument of a
 * coupling's function) is one term below two others.
 */
#ifndef TERM_H
#define TERM_H
#include <stdint.h>
#include "ast/ast.h"
#include "base/arena.h"
#include "base/text.h"
#include "source/source.h"

struct sampling;                /* model.h */
struct point_table;                  /* lookup.h */

enum term_kind {
    TERM_NUMBER,        /* value */
    TERM_REF,           /* what a name reads: ref, index */
    TERM_OP,            /* an operator, a comparison or "if": op */
    TERM_CALL,          /* index: row of function.def (enum function) */
    TERM_COMPOSED,      /* index: row of composed.def (enum composed) */
    TERM_APPLY,         /* index: row of model.functions */
    TERM_REDUCE,        /* index: row of reduction.def (enum reduction) */
    TERM_AT,            /* index: the node, or (gone: OVER_MODE) the mode, whose value it is */
    TERM_SHIFT,         /* index: of the mode so many places on, in a ring */
    TERM_TABLE,         /* of lookup, at its argument; index: that of no other table */
    TERM_PAST,          /* a REF_STATE, so long ago as a number or parameter says: x(t - tau) */
    TERM_DOT            /* the sum over modes of what two have in each; one of them may be a matrix */
};

/* What an index counts. A definition is checked before an experiment takes it, maybe
 * twice: its terms count within it. */
enum ref_kind {
    REF_STATE,          /* SIDE_HERE: model.states; at a side: coupling.sources */
    REF_INPUT,          /* model.inputs */
    REF_LET,            /* model.lets */
    REF_PARAM,          /* params of the model, coupling or stimulus the term belongs to */
    REF_QUANTITY,       /* experiment.quantities */
    REF_ARGUMENT,       /* of the function whose body it stands in, from 0 */
    REF_SUM,            /* of a coupling: sum_j weight_ij*pre; which pre */
    REF_TIME,
    REF_OBSERVE,        /* experiment.observes */
    REF_OBSERVER        /* experiment.observers: what it shows */
};

enum side { SIDE_HERE, SIDE_SOURCE, SIDE_TARGET };      /* x, x_j, x_i */

/* Axes a value may vary over; over points every value may. */
typedef uint32_t over_set;
enum { OVER_NODE = 1, OVER_TIME = 2,
       OVER_TRIAL = 4,          /* in what a reduction goes over alone: see struct type */
       OVER_MODE = 8 };

struct type {
    over_set over;
    unsigned char condition;    /* a truth value, no number */
    unsigned char at_end;       /* made of reductions: known at the end of a run only */
    unsigned char by_trial;     /* may be another in each trial */
    unsigned char matrix;       /* of a parameter: modes x modes numbers, for a dot alone */
    unsigned char crosses;      /* made of other modes of the same node: of SHIFTs, of DOTs with a matrix */
    unsigned char of_trials;    /* made of reductions over the trials: known when all of a point are through */
    const char *unit;           /* as declared, "1" too; NULL: none, or not known */
};

/* Which operand of a sum is a product fused into it. */
enum fused { FUSED_NONE, FUSED_LEFT, FUSED_RIGHT };

struct term {
    enum term_kind kind;
    enum ref_kind ref;          /* of a REF */
    enum ast_op op;             /* of an OP: NEG to IF */
    int index;
    enum side side;             /* of a REF_STATE in a coupling; of a REF_PARAM in its pre, HERE being the source */
    const struct sampling *when;        /* of a REDUCE over time: the window it looks at, or the one time whose
                                           value (LAST) it is; NULL: all steps */
    const struct point_table *lookup;        /* of a TABLE */
    over_set gone;              /* of a REDUCE: what it goes over; over nodes or modes alone it is known in each step;
                                   over the trials, alone, it is made outside of the kernel. Of an AT of one mode
                                   OVER_MODE */
    struct type type;           /* set where the term is made, never changed */
    double value;               /* of a NUMBER; times are in ms */
    const char *name;           /* of a REF, a call or a constant such as pi: as it is printed, never
                                   compared; else NULL */
    const struct term *const *args;
    int count;
    struct span at;
    unsigned char *fused;       /* of an ADD, SUB, else NULL: enum fused, FUSED_NONE until fuse_decide
                                   decides, when all is checked; NULL too of a sum it shall not fuse */
    const struct term **instead;        /* of an ADD, SUB, else NULL: the same number by other operations, by algebra_decide; or NULL */
};

/* A copy in the arena. Its type is made from those of its operands where it has some. */
const struct term *term_make(struct arena *a, struct term t);
const struct term *term_number(struct arena *a, struct span at, double value);
/* An operator of one operand, or of two. */
const struct term *term_op(struct arena *a, struct span at, enum ast_op op, const struct term *x,
                           const struct term *y);
/* A function of function.def of one argument. */
const struct term *term_call(struct arena *a, struct span at, int function, const struct term *x);
int term_is_op(const struct term *t, enum ast_op op);
int term_is_call(const struct term *t, int function);
/* What is computed for it. */
const struct term *term_computed(const struct term *t);
/* Whether two names read the same. */
int term_same_ref(const struct term *x, const struct term *y);
/* Terms it consists of, one that stands in it twice counted twice. */
long term_size(const struct term *t);
/* The exponent of a power that stands for a product, x^2 or pow(x, 2) to 16 with the
 * number written out; else 0. */
int term_whole_power(const struct term *t);
/* Beyond it the power function is as quick and more exact. */
enum { TERM_LARGEST_POWER = 16 };

/* As it would be written; "?" for NULL, what was wrong. */
void term_print(const struct term *t, struct text *out);
/* The same in the arena; "..." where that is longer than [most] (0: of any length). */
const char *term_text(struct arena *a, const struct term *t, size_t most);
#endif
