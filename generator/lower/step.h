/* step.h -- a step of a scheme as regions, from the equations of a group of nodes.
 *
 * What is lowered here are registers (the states), wires (slopes and states of the
 * stages, coupling inputs, the next state) and the arithmetic of the tableau. What a
 * rate, an input, a bound or a gain is, the caller says.
 */
#ifndef STEP_H
#define STEP_H
#include "ir/circuit.h"
#include "solver.h"

/* Where a stage finds what it reads: loads are made with net_load of these buffers. By lower_step
 * or lower_after. */
struct stage {
    int number;                         /* from 0; -1: the state after the step */
    double time;                        /* in steps after the start of the step */
    int states;                         /* buffer of the states, a slot each */
    int inputs;                         /* buffer of the coupling inputs, or -1; behind lower_after by lower_inputs */
    int clock;                          /* of the regions that are made for it */
};

/* How a step adds its noise, by step.c. */
struct kick {
    double share;                       /* of the increment: 1, or what part a stage is of the step */
    const struct stage *ahead;          /* the predicted state, which Stratonovich's gains look at, too; or NULL */
    net_ref white, smooth;              /* of an exponential step what becomes of an increment that is white, of one that
                                           lasts as long as the step; else NET_NONE */
};

/* The equations of one group of nodes, set by the caller (whole.c), who keeps them; [self] comes back
 * in every call. Calls append to [ir]. */
struct equations {
    void *self;
    const char *const *states; int state_count;     /* names */
    const char *const *inputs; int input_count;     /* names of the inputs that couplings feed */
    over_set over;                      /* of the states: lanes, nodes, modes */
    const char *mark;                   /* in front of the names of buffers and regions; NULL: nothing */
    int registers;                      /* of the states, where lower_registers made them before; else 0 */
    int frozen;                         /* couplings are those of the step's start */
    /* The value a state begins with; known at POINT. */
    net_ref (*initial)(void *self, struct net *ir, int state);
    /* The right-hand sides of all states at a stage: out[state_count], a unit of the state a ms; of a map, of the state. */
    void (*rates)(void *self, struct net *ir, const struct stage *s, net_ref *out);
    /* What the rate of a state has as a factor that does not change, and rates leaves out, or NET_NONE; NULL: of none. */
    net_ref (*factor)(void *self, struct net *ir, int state);
    /* Stores each input for the states of a stage into s->inputs, in regions of its own of s->clock;
     * where there are inputs. */
    void (*couple)(void *self, struct net *ir, const struct stage *s);
    /* [next] within its bounds. */
    net_ref (*bounded)(void *self, struct net *ir, int state, net_ref next);
    /* The state of a later stage within those of its bounds that hold there, too. */
    net_ref (*staged)(void *self, struct net *ir, int state, net_ref x);
    /* Regions that make of the state and the inputs of the first stage what noise needs in this step. */
    void (*excite)(void *self, struct net *ir, const struct stage *first);
    /* [x] with this step's noise on a state. */
    net_ref (*noise)(void *self, struct net *ir, const struct kick *kick, int state, net_ref x);
};

/* By lower_step: registers of the states; wire of the new state; wire of the first stage's inputs, or -1. */
struct step_buffers { int y, next, inputs; };

/* The registers of the states, which are not filled yet. */
int lower_registers(struct net *ir, const struct equations *e);

/* h/k of the scheme: a constant, or net_h where the step is swept. */
typedef net_ref step_size(void *self, struct net *ir, double divisor);

/* Appends the region of POINT that fills the states and the regions of one step:
 * y + (h/over)*(k[0]*k1 + k[1]*k2 + ...) of the tableau (solver.h), each product fused; of a map k1; of an
 * exponential scheme y + h*exprel(h*a)*k1. Before
 * bounds are applied the new state is in `next` too, slots state_count on ("x before"). */
struct step_buffers lower_step(struct net *ir, const struct equations *e, const struct solver *solver, step_size *h);
/* The state after the step, for what is observed in the ticks of [clock]; `next` must be
 * stored. Its coupling inputs are made where they are asked for: by regions that come before
 * those that read them. */
struct stage lower_after(const struct step_buffers *b, int clock);
void lower_inputs(struct net *ir, const struct equations *e, struct stage *after);
#endif
