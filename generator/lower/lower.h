/* lower.h -- what the files share that make a circuit of an exploration. Private to this
 * folder.
 *
 * Terms become values of the circuit once for each place that asks for them: a stage, the
 * source of an edge, the state after a step, the end.
 */
#ifndef LOWER_H
#define LOWER_H
#include "ir/reach.h"
#include "model/builtin.h"
#include "program.h"

/* An input nothing is connected to. It is no number: absent + x is x, and
 * absent*x is absent, so that an unconnected model costs nothing. */
enum { ABSENT = -2 };

struct lowering;

/* The place a value is made for. */
struct spot {
    struct lowering *l;
    struct stage stage;                 /* number NO_STAGE: before the first step, or after the last */
    enum net_side side;                 /* of parameters of nodes: SOURCE in pre, else HERE */
    net_ref sum;                        /* of post, or NET_NONE */
    net_ref *made;                      /* [lets, observes, the stimulus]: UNKNOWN until made */
};
enum { NO_STAGE = -2, UNKNOWN = -3 };

struct lowering {
    struct program *p;
    struct net *n;                      /* program.net */
    const struct experiment *e;
    int coupled;                        /* there are weights: couplings feed their inputs */
    int *connected;                     /* [input]: its slot among those that couplings feed, or -1 */
    const char **inputs; int input_count;           /* their names */
    int *noise_row;                     /* [state]: its slot in the noise, or -1 */
    struct spot first;                  /* before the first step */
    const double *edge_weights;         /* of fixed weights, once they are asked for; or: */
    int weights_are_one;
    const struct equations *equations;  /* while there are some */
    struct reach reach;                 /* what a value is made of; begun anew by each who asks */
    struct observing *observing;        /* observe.c */
    const double **one_node;            /* [node]: 1 there and 0 elsewhere, once it is asked for; or NULL */
};

/* [s] NULL: before the first step. */
struct spot spot_open(struct lowering *l, const struct stage *s, enum net_side side, net_ref sum);

/* Where the terms that are lowered stand. */
struct context {
    struct spot *at;
    const struct param *params;         /* that REF_PARAM counts */
    const struct coupling *coupling;    /* or NULL */
    const net_ref *given;               /* arguments of the function being expanded, or NULL */
};

/* lower_expr.c -- the value, or ABSENT. */
net_ref lower_expr(const struct context *s, const struct term *t);
/* The value, or a zero where it is absent. */
net_ref lower_present(const struct context *s, const struct term *t);
/* What an observation says, or a zero. */
net_ref lower_observed(struct spot *at, int observe);
/* 1 where [mask] holds, else 0. */
net_ref lower_one_where(struct spot *at, net_ref mask);
/* The stimulus at this node, or ABSENT; the derived quantities of the model, in order. */
net_ref lower_stimulus(struct spot *at);
void lower_lets(struct spot *at);

/* lower_inputs.c -- a quantity as seen by the kernel: a constant, a swept or a per-node value. */
net_ref lower_quantity(struct spot *at, int quantity);
/* The initial value of a state that trials draw. */
net_ref lower_draw(struct spot *at, int state);
/* A number of each node, the same at all points. */
net_ref lower_fixed(struct spot *at, const double *values, const char *name);
/* The weights of the edges. */
net_ref lower_weight(struct lowering *l, int axis);
/* The step of time. */
net_ref lower_dt(struct lowering *l);
/* What the host fills all inputs with; slots that no region reads go. */
void lower_host(struct lowering *l);

/* lower_composed.c -- a function of composed.def. */
net_ref lower_composed(const struct context *s, const struct term *t);

/* lower_moment.c -- what the time gives with fixed numbers. */
net_ref lower_mark(struct spot *at, struct net_mark mark);
/* The time itself; what is left of it in a fixed period; a call of that function. */
int lower_is_time(const struct net *n, net_ref r);
int lower_is_phase(const struct net *n, net_ref r);
int lower_is_call(const struct net *n, net_ref r, enum elementary function);
/* The time a little later or earlier, to be compared with [other]. */
net_ref lower_late(struct spot *at, net_ref other);
net_ref lower_early(struct spot *at, net_ref other);
/* Times are compared with [r]: its size says how little that is. */
void lower_note(struct spot *at, net_ref r);
/* x = scale*leaf + shift with fixed numbers: the leaf. */
net_ref lower_peel(const struct net *n, net_ref x, double *scale, double *shift);

/* lower_around.c -- [x] around the time of a stage: a time counts as any that lies between.
 * 0: [x] is not the time with shifts, scales and remainders. */
struct around { net_ref low, high; };
int lower_around(struct spot *at, net_ref x, struct around *out);

/* lower_time.c -- x op y where one side is the time (shifted, scaled, within a period, or its
 * absolute value) and the other steady: decided on the step grid. NET_NONE: it is no such
 * comparison. */
net_ref lower_crossing(struct spot *at, enum ast_op op, net_ref x, net_ref y);

/* lower_jump.c -- the same for floor, ceil, trunc and sign of the time, and for mod. */
net_ref lower_whole_part(struct spot *at, enum elementary function, net_ref x);
net_ref lower_phase(struct spot *at, net_ref x, net_ref period);

/* whole.c -- the step and what looks at it. */
void lower_dynamics(struct lowering *l);

/* observe.c -- the regions that look at the state after each step, and those of the end
 * that make the columns of the table. */
void lower_observations(struct lowering *l);
/* record.c -- the recordings of the exploration: p->series. */
void lower_records(struct lowering *l);
void lower_results(struct lowering *l);

/* lower_trials.c -- what is made of all trials of a point: reductions of parts, which the kernel
 * computes, and what is computed of these. */
struct trials_parts {
    struct arena *arena;
    const struct experiment *e;
    const struct term **parts; int part_count;          /* each once; leaves count them */
    struct trials_leaf *leaves; int leaf_count;
};
/* The values of [terms], which share leaves. */
const struct trials_value *lower_trials(struct trials_parts *parts, const struct term *const *terms, int count);
/* A mean of each of [count] parts. */
const struct trials_value *lower_means(struct arena *a, int count);
/* What the end reads of a reduction: its finished number, or at each node where it keeps
 * the nodes. */
net_ref lower_reduction(struct lowering *l, const struct term *t);
#endif
