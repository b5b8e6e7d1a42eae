/* lower.h -- the plan behind a program: which operations are roots of which
 * part of the kernel. Private to this folder.
 */
#ifndef LOWER_H
#define LOWER_H
#include "model/builtin.h"
#include "program.h"

/* An input nothing is connected to. It is no number: absent + x is x, and
 * absent*x is absent, so that an unconnected model costs nothing. */
enum { IR_ABSENT = -2 };

enum tally_kind { TALLY_SUM, TALLY_SPREAD, TALLY_MIN, TALLY_MAX, TALLY_FIRST, TALLY_LAST };

struct tally {
    enum tally_kind kind;
    ir_ref sample;              /* evaluated at every node after every step */
};

/* A finished reduction: what LOAD_TALLY reads. */
struct finished {
    enum reduction kind;
    int tally;                  /* mean, sum, std and var of one sample share theirs */
};

struct lowered_coupling {
    int input;                  /* model input it feeds */
    const char *role, *def;
    ir_ref pre, post;
    int swept;                  /* first of its weights in program.slots, or -1: they are fixed */
    const double *values;       /* weights [nodes][nodes], w[i][j] from j to i */
};

struct lowered {
    ir_ref *rates, *initial;    /* [states] */
    ir_ref *gain;               /* [noise_count]: sigma*sqrt(dt) */
    int *noise_row;             /* [states]: row of the noise tensor, or -1 */
    struct lowered_coupling *couplings; int coupling_count;
    struct tally *tallies;      int tally_count;
    struct finished *finished;  int finished_count;
    ir_ref *results;            /* [result_count] */
    int observe_inputs;         /* a sample reads coupling inputs */
    ir_ref dt;
};

struct lowering {
    struct program *p;
    struct lowered *low;
    const struct experiment *e;
    ir_ref *lets;               /* [let_count], in order */
    ir_ref stimulus;            /* at each node; IR_ABSENT: there is none */
    int *axis_slot;             /* [axis_count]: first slot, or -1 */
    int *fixed_at;              /* [quantity_count]: offset in graph, or -1 */
};

/* Where the terms that are lowered stand. */
struct scope {
    struct lowering *l;
    const struct param *params;         /* that REF_PARAM counts */
    const struct coupling *coupling;    /* and its number; or NULL */
    int coupling_index;
    const ir_ref *given;                /* arguments of the function being expanded, or NULL */
};

ir_ref lower_expr(const struct scope *s, const struct term *t);
/* The value, or a zero where it is absent. */
ir_ref lower_present(const struct scope *s, const struct term *t);
/* Appends numbers to job.graph and says where they start. */
int lower_graph(struct program *p, const double *values, long n);
/* A function of composed.def. */
ir_ref lower_composed(const struct scope *s, const struct term *t);
/* x op y where one side is the time (shifted, scaled, within a period, or its absolute
 * value) and the other steady: decided on the step grid. IR_NONE: it is no such comparison. */
ir_ref lower_crossing(struct program *p, enum ast_op op, ir_ref x, ir_ref y);
/* The same for floor, ceil, trunc and sign of the time, and for mod. */
ir_ref lower_whole_part(struct program *p, enum elementary function, ir_ref x);
ir_ref lower_phase(struct program *p, ir_ref x, ir_ref period);
/* What the time gives with fixed numbers. */
ir_ref lower_mark(struct program *p, struct time_mark mark);
/* x = scale*leaf + shift with fixed numbers: the leaf. */
ir_ref lower_peel(const struct ir *ir, ir_ref x, double *scale, double *shift);
int lower_is_time(const struct ir *ir, ir_ref r);
int lower_is_call(const struct ir *ir, ir_ref r, enum elementary function);
/* The same for all steps of a run. */
int lower_is_steady(const struct ir *ir, ir_ref r);
/* The time a little later or earlier, to be compared with [other]. */
ir_ref lower_late(struct program *p, ir_ref other);
ir_ref lower_early(struct program *p, ir_ref other);
/* [x] around the time of a stage: a time counts as any that lies between. 0: [x] is not
 * the time with shifts, scales and remainders. */
struct around { ir_ref low, high; };
int lower_around(struct program *p, ir_ref x, struct around *out);
/* A quantity as seen by the kernel: a constant, a swept or a per-node value. */
ir_ref lower_quantity(struct lowering *l, int quantity);
/* Makes [n] more slots in a row, to be filled in; the first of them. */
int lower_slots(struct program *p, long n);
int lower_axis_slot(struct lowering *l, int axis);
/* Registers a reduction and gives the load of its finished value, at each node where
 * it keeps them. */
ir_ref lower_reduction(struct lowering *l, enum reduction kind, ir_ref sample);
#endif
