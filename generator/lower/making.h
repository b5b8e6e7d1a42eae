/* making.h -- what the files share that make a circuit of a program (private to lower/).
 *
 * Values of the flat list are made again as values of the circuit, once for each place
 * that asks for them: a stage, an end of an edge, the state after a step.
 */
#ifndef MAKING_H
#define MAKING_H
#include "lower.h"
#include "whole.h"

struct making;

/* The place a value is made for. */
struct spot {
    struct making *m;
    const struct stage *stage;          /* NULL: before the first step */
    enum net_side side;                 /* of parameters of nodes: SOURCE in pre, else HERE */
    net_ref sum;                        /* of post, or NET_NONE */
    net_ref *made;                      /* [ir.len]: NET_NONE until made */
};

struct making {
    const struct program *p;
    struct kernel_plan *k;
    struct net *n;
    int *connected;                     /* [input]: its slot among those couplings feed, or -1 */
    const char **inputs; int input_count;
    struct spot first;                  /* before the first step */
    const double *edge_weights;         /* of fixed weights, once they are asked for; or: */
    int weights_are_one;
    struct observing *observing;        /* observe.c */
    net_ref *finished;                  /* [finished_count]: at the end */
};

struct spot spot_open(struct making *m, const struct stage *s, enum net_side side, net_ref sum);
/* A value of the flat list at this place. */
net_ref made(struct spot *at, ir_ref r);

/* The regions that look at the state after each step, and those of the end that make the
 * columns of the table (observe.c). */
void lower_observations(struct making *m, const struct equations *e);
void lower_results(struct making *m);
/* What the end reads: a finished number; a tally that keeps the nodes. */
net_ref observed_number(const struct making *m, int finished);
net_ref observed_nodes(const struct making *m, int tally);
#endif
