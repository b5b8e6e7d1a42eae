/* evaluate.h -- the equations of a model at states that are given: slopes, watched
 * quantities, and how the slopes change with what is given. Nothing is simulated.
 *
 *   evaluation_open(&v, &pipe, e, nodes);
 *   evaluation_give(&v, GIVEN_STATES, i)[place] = ...;     what nobody gives is as declared
 *   evaluation_run(&v, with_changes, ENGINE_TCC, &f);
 *   ... v.rates[i*v.places + place] ...
 *
 * A place is a mode of a node, node*modes + mode; without modes it is a node.
 *
 * All numbers are in the units that were declared: slopes in those of the state a ms, watched
 * quantities as they are shown (let.display), changes in that of the one a unit of the other.
 */
#ifndef EVALUATE_H
#define EVALUATE_H
#include "engine/compile.h"
#include "pipeline.h"

/* What is given, and what slopes change with, in this order. */
enum given { GIVEN_STATES, GIVEN_INPUTS, GIVEN_PARAMS, GIVEN_PARTS };

/* Arrays lie in the arena of the pipeline. */
struct eval {
    const struct experiment *e;         /* set by evaluation_open, all to `columns` */
    const struct model *model;
    struct pipeline *pipe;
    struct exploration *x;              /* of its own: what is given stands in it as set */
    int nodes, modes, places;           /* modes: 1 where the model has none; places: all of all nodes */
    int counts[GIVEN_PARTS], columns;   /* of the model; directions to look along, all together */
    double *at[GIVEN_PARTS];            /* [number of the model][place]: begun by evaluation_open with what is declared, inputs with 0 */
    double time;                        /* ms */
    /* By evaluation_run. */
    const struct program *program;
    double *rates, *watched;            /* [state][place], [watched let, in order][place] */
    double *changes;                    /* [state][column][place]; NULL: not asked for */
};

/* [e] has a model and no errors. [nodes]: 0, those of [e]. What is given for each node in [e] is for those. */
void evaluation_open(struct eval *v, struct pipeline *pipe, const struct experiment *e, int nodes);
/* Where number [i] of a part is to be put, one for each place; what it follows from does not count any more. */
double *evaluation_give(struct eval *v, enum given part, int i);
/* Its name; NULL behind the last. */
const char *evaluation_name(const struct eval *v, enum given part, int i);
/* Columns that number [i] of a part has among the changes: one, or one for each mode; 0: a matrix. */
int  evaluation_width(const struct eval *v, enum given part, int i);
/* It follows from parameters: slopes change with those. */
int  evaluation_follows(const struct eval *v, enum given part, int i);
/* Compiles and computes, once; AUTO is tcc. 0, or -1: codes as those of compile. */
int  evaluation_run(struct eval *v, int with_changes, enum engine engine, struct fail *f);
#endif
