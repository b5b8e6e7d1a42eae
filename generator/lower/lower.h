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
#include "model/map.h"
#include "program.h"

/* An input nothing is connected to. It is no number: absent + x is x, and
 * absent*x is absent, so that an unconnected model costs nothing. */
enum { ABSENT = -2 };

/* All tables and samples of as many points share an axis of the lines between them; by lower_lines. */
struct table_look { const struct point_table *of; const double *at, *slope; int slot; };
struct table_lines {
    int count;                          /* points */
    int axis;
    int buffer, of_nodes;               /* numbers of each line, and of each line and node; -1 until there are any */
    struct table_look *looks; int look_count;           /* three slots of that buffer each, by lower_look */
};
enum { FEW_POINTS = 8 };                /* of more the line that holds is looked for: */
enum { FEW_LINES = 32 };                /* up to here among all at once, of more by halves */

struct lowering;

/* The place a value is made for, by spot_open. */
struct spot {
    struct lowering *l;
    struct stage stage;                 /* number NO_STAGE: before the first step, or after the last. Its inputs
                                           are made by lower_inputs where an expression asks for them */
    enum net_side side;                 /* of parameters of nodes: SOURCE in pre, else HERE */
    int edge;                           /* axis of the edges at whose ends it is, set by lower_couple; or -1 */
    int modes;                          /* axis of all pairs of modes at whose source it is, or -1; or ... */
    int ahead;                          /* ... values of modes are those so many places on, 0: their own */
    struct called **called;             /* what functions came to that look at nothing but what they are given (lower_calls.c); or NULL */
    struct stored_argument *stored;     /* what those are given that are called many times; or NULL */
    struct spot *base;                  /* the one it stands beside, where inputs are made; or NULL */
    struct spot *beside;                /* of a base: the newest beside it; of those: the one before; or NULL */
    struct map *made;                   /* row of the lets, then the observes, then the stimuli, then the quantities -> what lower_expr.c made of it */
};
enum { NO_STAGE = -2 };

/* A graph as the kernel has it; its axis by lower_edges, the others by who first asks for weights. */
struct lowered_graph {
    int edge;                           /* axis of the net: its edges by target; -1: no coupling stands on it */
    const double *weights;              /* [edge] of fixed weights; or: */
    int weights_are_one;                /* they all are */
};

/* One call of program_lower, which sets p, n, e, first and the net of reach; graphs to noises
 * are set by lower_dynamics before it lowers the step. Arrays lie in the program's arena. */
struct lowering {
    struct program *p;
    struct net *n;                      /* program.net */
    const struct experiment *e;
    struct lowered_graph *graphs;       /* [graph] */
    int *connected;                     /* [input]: its slot among those that couplings feed, or -1 */
    const char **inputs; int input_count;           /* names of those that are fed */
    struct lowered_noise *noises;       /* [terms of the noise]: lower_noise.c's */
    struct spot first;                  /* before the first step */
    const struct equations *equations;  /* while lower_dynamics runs, else NULL */
    int data_again;                     /* a quantity that is data cannot be: all is lowered again without it */
    struct reach reach;                 /* what a value is made of; begun anew by each who asks */
    struct factored *factored;          /* [state]: lower_factor.c's, once it is asked for; else NULL */
    struct lowered_observer *observers; /* [observer]: by lower_observers, as ...; NULL: there are none */
    net_ref (*shown)(struct spot *at, int observer);    /* ... what one shows at a spot of the network: at the start of a step, or behind it */
    struct lowered_observer *observer;  /* whose own lowering it is (lower_observer.c), or NULL */
    struct past *past;                  /* by lower_delay.c, where a coupling is delayed; else NULL */
    struct observing *observing;        /* by lower_observations (observe.c); NULL without a simulation */
    struct map constants;               /* quantity -> the constant that it is, once it is asked for (lower_given) */
    double **inside;                    /* [quantity]: values of nodes in the kernel's unit, once they are asked for; or NULL */
    int pair, *ring, ring_count;        /* axes of edges between modes, -1, NULL or 0 until somebody asks: all
                                           pairs; [modes ahead] of one edge each */
    double **ahead;                     /* [modes ahead]: of all pairs those that lead from there; or NULL */
    double **matrices;                  /* [quantity][by columns][modes ahead]: a matrix by its edges, once it is asked for; or NULL */
    int *call_axes, call_axis_count;    /* lower_calls.c's, one for each number of calls */
    long *function_sizes;               /* [function]: its own, once one is asked for; or NULL */
    int call_loop_count, most_expanded; /* so far; as program_options has it */
    int before, behind;                 /* lower_alike.c's axes of edges from all nodes before each, behind it; 0: none yet */
    const double **one_mode;            /* as one_node */
    struct table_lines *lookups; int lookup_count;            /* lower_table.c's, one for each number of points */
    const double **one_node;            /* [node], each [nodes]: 1 there and 0 elsewhere, once x[node] is asked for; or NULL */
};

/* The spot that one stands beside, or itself: what has no modes is made there. */
struct spot *lower_base(struct spot *at);
/* [s] NULL: before the first step; copied. */
struct spot spot_open(struct lowering *l, const struct stage *s, enum net_side side);

/* Where the terms that are lowered stand; set by who lowers them, for one call. */
struct context {
    struct spot *at;
    const struct param *params;         /* that REF_PARAM counts; NULL: in observations */
    const struct coupling *coupling;    /* whose pre or post it is, or NULL */
    const net_ref *sums;                /* [pre of it]: what its post calls the sums, else NULL */
    int carried;                        /* of it: wire of the derived quantities it reads, of source [i] slot [i]; or -1 */
    const net_ref *given;               /* arguments of the function being expanded, or NULL: as they are at ... */
    const struct spot *given_at;        /* ... this spot; at others they are made anew: */
    const struct term *const *args;     /* the same as terms of ... */
    const struct context *outside;      /* ... who calls */
};

/* lower_expr.c -- the value, or a zero where it is absent; or ABSENT. */
net_ref lower_present(const struct context *s, const struct term *t);
net_ref lower_value(const struct context *s, const struct term *t);
/* [x] at the one place of an axis where [here] is 1 and not 0. */
net_ref lower_chosen(struct lowering *l, net_ref here, net_ref x, int axis);
/* What observation [observe] says, or a zero; made once a spot. */
net_ref lower_observed(struct spot *at, int observe);
/* 1 where [mask] holds, else 0. */
net_ref lower_one_where(struct spot *at, net_ref mask);
/* A quantity as seen by the kernel, in its coherent unit: given, or made once a spot of what it follows from. */
net_ref lower_quantity(struct spot *at, int quantity);
/* Makes the derived quantities of the model, in order, once a spot. */
void lower_lets(struct spot *at);
/* A stimulus at this node, or ABSENT; likewise. */
net_ref lower_stimulus(struct spot *at, int stimulus);
/* One of them, or a zero. */
net_ref lower_let(struct spot *at, int let);

/* lower_factor.c -- the numbers and parameters that a rate has as factors, for equations.factor; the rate without them. */
net_ref lower_factor(void *self, struct net *n, int state);
const struct term *lower_varying(struct lowering *l, int state);

/* lower_calls.c -- makes loops, before the equations of a stage are lowered, of functions that these call many times; what
 * a function came to with arguments of those values, or NET_NONE: it is expanded, and what comes of it kept where it hangs on nothing else. */
void lower_calls(struct spot *at);
net_ref lower_called(const struct spot *at, int function, const net_ref *args, int count);
void lower_keep_called(struct spot *at, int function, const net_ref *args, int count, net_ref value);

/* lower_stimulus.c -- the value of one; all of them, in order. */
net_ref lower_make_stimulus(struct spot *at, int stimulus);
void lower_stimuli(struct spot *at);
/* The rate of a state, and what an input gets, maybe ABSENT, with what stimuli add there. */
net_ref lower_driven(struct spot *at, int state, net_ref rate);
net_ref lower_fed(struct spot *at, int input, net_ref x);

/* lower_inputs.c -- nodes and modes as sets, counted: none, nodes, modes, both; as axes of the circuit. */
enum { PLACE_SETS = 4 };
over_set lower_set(const struct program *p, int set);
/* Axes that values of [over] have in the circuit, nodes and modes. */
over_set lower_places(const struct program *p, over_set over);
/* How many places those are. */
int lower_place_count(const struct program *p, over_set over);
/* What a spot sees of a slot that may vary over nodes and modes; [tame]: see net_tame. */
net_ref lower_load(struct spot *at, int buffer, int slot, int tame, const char *name);
/* Edges to each mode from all of them, as an axis. */
int lower_pairs(struct lowering *l);
/* A quantity that does not follow from others: a constant, a swept or a per-node value. */
net_ref lower_given(struct spot *at, int quantity);
/* The initial value of a state that trials draw. */
net_ref lower_draw(struct spot *at, int state);
/* A number of each node, the same at all points: values[nodes], kept; the same array is one slot. */
net_ref lower_fixed(struct spot *at, const double *values, const char *name);
/* The same of each mode; of each edge between modes. */
net_ref lower_fixed_modes(struct spot *at, const double *values, const char *name);
net_ref lower_edge_numbers(struct lowering *l, int axis, const double *values, const char *name);
/* The same of each place of [axis], in a buffer of its own: [*buffer], -1 at first. */
net_ref lower_numbers(struct lowering *l, int axis, int *buffer, const char *name, const double *values, const char *value);
/* A number of each edge of the axis [edge], of quantity [quantity] of a graph: that of the host's if the exploration
 * sweeps it, else of values[edges], which are kept. [name]: of the value. */
net_ref lower_of_edges(struct lowering *l, int edge, int quantity, const double *values, const char *name);
/* Of each edge of a graph the number of its pair of nodes, of a quantity that is a matrix of them; in the coherent unit. */
net_ref lower_of_pairs(struct lowering *l, int graph, int quantity);
/* The numbers of quantity [quantity], a matrix of pairs of nodes, of the edges of a graph; as the quantity has them. */
double *lower_edge_values(struct lowering *l, int graph, int quantity);
/* The step of time, ms. */
net_ref lower_dt(struct lowering *l);
/* A number of each node and each place of [axis], in a buffer of its own, likewise. */
net_ref lower_of_nodes(struct spot *at, int axis, int *buffer, const char *name, const double *values, const char *value);
/* What the host fills all inputs with, program.slots and fixed_numbers; slots that no region reads go. Last. */
void lower_host(struct lowering *l);

/* lower_data.c -- sets program.is_data and program.why_fixed by program_options.data. */
void lower_data(struct lowering *l, const char *asked);
/* What [r] is made of cannot be data: in single precision times are compared with it. */
void lower_data_stays(struct lowering *l, net_ref r);

/* eval.c -- the kernel that is called: p->eval. With [tangents] it says how the slopes change, too. */
void lower_eval(struct lowering *l, int tangents);

/* lower_table.c -- a function given by points. */
net_ref lower_table(const struct context *s, const struct term *t);
struct table_lines *lower_lines(struct lowering *l, int count);
/* What stands behind each of [count] points but the last, on the lines; [rest] on those that hold nowhere. */
net_ref lower_at_lines(struct lowering *l, struct table_lines *a, const double *values, int count, double rest, const char *name);
/* The same of each node: values[columns][count - 1]. */
net_ref lower_at_columns(struct spot *at, struct table_lines *a, const double *values, int columns, int count, const char *name);
/* By halves: at + slope*(x - where a line of [t] begins), in two roundings; [slope] NULL: [at] itself. */
net_ref lower_look(struct lowering *l, struct table_lines *a, const struct point_table *t, const double *at, const double *slope,
                   const char *name, net_ref x);
/* lower_samples.c -- samples of a stimulus. */
net_ref lower_samples(const struct context *s, const struct term *t);

/* lower_mode.c -- dot, x[i-1], x[0]; maybe ABSENT. */
net_ref lower_dot(const struct context *s, const struct term *t);
net_ref lower_shift(const struct context *s, const struct term *t);
net_ref lower_mode(const struct context *s, const struct term *t);
/* lower_composed.c -- a call of a function of model/composed.def, written out as its row says. */
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
/* Times are compared with [r]: its size says how little that is (net.time_scale). NET_NONE: nothing. */
void lower_note(struct spot *at, net_ref r);
/* x = scale*leaf + shift with fixed numbers, in double: the leaf, which may be [x] with 1 and 0. */
net_ref lower_peel(const struct net *n, net_ref x, double *scale, double *shift);

/* lower_around.c -- [x] around the time of a stage: a time counts as any that lies between.
 * 1; or 0, and [out] means nothing: [x] is not the time with shifts, scales and remainders. */
struct around { net_ref low, high; };    /* ends of [x], whatever the sign of a swept factor is */
int lower_around(struct spot *at, net_ref x, struct around *out);

/* lower_time.c -- x op y where one side is the time (shifted, scaled, within a period, or its
 * absolute value) and the other steady: decided on the step grid. NET_NONE: it is no such
 * comparison. */
net_ref lower_crossing(struct spot *at, enum ast_op op, net_ref x, net_ref y);

/* lower_jump.c -- the same for floor, ceil, trunc and sign of the time, and for mod; NET_NONE: it is no time,
 * no such function, or a period that may be none. */
net_ref lower_whole_part(struct spot *at, enum elementary function, net_ref x);
net_ref lower_phase(struct spot *at, net_ref x, net_ref period);

/* lower_noise.c -- the streams of normals, before the step is lowered; excite and noise of struct equations. */
void lower_noise(struct lowering *l);
void lower_excite(void *self, struct net *n, const struct stage *first);
net_ref lower_increment(void *self, struct net *n, const struct kick *kick, int state, net_ref x);

/* lower_alike.c -- the weights of a graph were written so that all are one number, and those of a node to itself another. */
enum { FEW_NODES = 16 };                /* of no more each edge is written out, and nothing else is done with their sums */
struct alike { double weight, own; };
/* The weight of each edge of a graph. */
net_ref lower_weight(struct lowering *l, int graph);
int lower_are_alike(const struct lowering *l, const struct graph *g, struct alike *out);
/* Where the sums of a coupling go that are made for a stage; opened when the first comes. */
struct sum_place { int buffer, region; };       /* buffer 0: not yet */
struct summing { const char *name; int clock; struct sum_place all, others; };
/* weight*x over all nodes, the same for all of them; over all but the node itself, of what lies there over lanes and nodes;
 * of x = 1, [count] of them, as additions one behind the other give it. */
net_ref lower_sum_of_all(struct lowering *l, struct summing *s, double weight, net_ref x);
net_ref lower_sum_of_others(struct lowering *l, struct summing *s, double weight, struct net_place at);
net_ref lower_sum_of_ones(struct lowering *l, double weight, int count);
/* lower_part.c -- sum [of] of a coupling whose pre separates into functions of the source and of the target, or whose
 * weights are alike; NET_NONE: it is written as it stands. [edge]: its context at the edges. */
net_ref lower_parted_sum(struct lowering *l, const struct stage *s, const struct context *edge, const char *when, int of);

/* lower_couple.c -- the axes of edges, one a graph that a coupling stands on, and which inputs couplings feed. */
void lower_edges(struct lowering *l);
/* The inputs of a stage (step.h); [self] is the lowering. */
void lower_couple(void *self, struct net *n, const struct stage *s);

/* whole.c -- the step and what looks at it: calls lower_step, lower_observations, lower_records. */
void lower_dynamics(struct lowering *l);

/* lower_observer.c -- which observers something asks for; what drives them, behind the slopes of the first stage; their own
 * steps, behind that of the network. */
void lower_observers(struct lowering *l);
void lower_observers_begin(struct lowering *l, const struct stage *first);
void lower_observers_advance(struct lowering *l, step_size *h);

/* observe.c -- the regions that look at the state after each step, for the reductions of p->results. */
void lower_observations(struct lowering *l);
/* record.c -- the recordings of the exploration: p->series. */
void lower_records(struct lowering *l);
/* observe.c -- the regions of the end that make the columns of the table, with dynamics or without. */
void lower_results(struct lowering *l);

/* lower_trials.c -- what is made of all trials of a point: reductions of parts, which the kernel
 * computes, and what is computed of these. */
struct trials_parts {                   /* arena and e by the caller, all else by lower_trials */
    struct arena *arena;
    const struct experiment *e;
    const struct term **parts; int part_count;          /* each once */
    struct trials_leaf *leaves; int leaf_count;         /* [at] is the number of a part; elements 1 until the caller knows */
    const struct term **lates; int late_count;          /* reductions over time of what is made; leaves then are these alone */
};
/* The values of [terms], [count], which share the leaves of [parts]; in its arena. */
const struct trials_value *lower_trials(struct trials_parts *parts, const struct term *const *terms, int count);
/* How a reduction goes over what is made of trials. */
enum trials_kind lower_trials_kind(const struct term *t);
/* A mean of each of [count] parts, [count]. */
const struct trials_value *lower_means(struct arena *a, int count);
/* observe.c -- what the end reads of a reduction over time that lower_observations collected: its finished
 * number, or at each node where it keeps the nodes. */
net_ref lower_reduction(struct lowering *l, const struct term *t);
/* lower_delay.c -- source number [source] of [c] as long ago as its graph says; pre number [pre], in the place of
 * lower_present. */
net_ref lower_past_source(struct spot *at, const struct coupling *c, int source);
net_ref lower_past_pre(const struct context *source, int pre);
/* x(t - tau), at the time of the stage. */
net_ref lower_past_own(const struct context *s, const struct term *t);
/* Sum [of] of a coupling of the past alone is the same in all stages of a step: it, or NET_NONE, which is to be kept
 * by the first stage that makes it; what is to be read in its place. */
net_ref lower_past_sum(struct lowering *l, const struct stage *s, const struct coupling *c, int of);
net_ref lower_keep_sum(struct lowering *l, const struct stage *s, const struct coupling *c, int of, net_ref sum);
/* Behind lower_step: keeps what was asked for. */
void lower_past(struct lowering *l);
#endif
