/* place.h -- the pass that chooses what leaves every bit alone: how sums over edges are
 * written. It comes before the passes of schedule.h.
 */
#ifndef PLACE_H
#define PLACE_H
#include "circuit.h"

/* How a loop over the edges of a target is written: net_axis.form, by place. Every form adds in
 * the order of the axis. */
enum edge_form {
    FORM_ROWS,                          /* from row[i] to row[i + 1], sources from a list */
    FORM_DENSE,                         /* there are all pairs: sources counted, four targets at a time
                                           where nothing but the weight is the edge's own */
    FORM_LITERAL,                       /* few nodes, fixed weights: written out */
    FORM_BEFORE, FORM_AFTER,            /* from all sources before the target, ascending; from all behind it, descending: each
                                           sum is the one of the neighbour and a number more (scan.c) */
    FORM_STRIPS                         /* all pairs, a vector being one of targets: numbers of edges lie in strips */
};

/* Chooses the forms; what an edge takes from its source alone is computed once a source,
 * and sums over edges get a region of their own. */
void place(struct net *net);
/* The nodes, where the one point of a block leaves vectors empty and there are nodes enough to fill them; else the lanes, 0. */
int place_vector(const struct net *net);
/* Gives an axis of all pairs the form FORM_STRIPS, and its numbers the order of it, where vectors are of its targets and what
 * its edges have of their own are fixed numbers. */
void place_in_strips(struct net *net, int axis);
/* A slot of an input of fixed numbers, [net_places], as it lies in memory; in the net's arena where that is another order. */
const double *place_laid(const struct net *net, int buffer, int slot);
/* Of each value, [net->len]: at which ends of edges the loads are that it is made of, bits of enum
 * edge_end; in the net's arena. */
enum edge_end { END_SOURCE = 1, END_TARGET = 2, END_OWN = 4 };  /* OWN: of the edge itself */
unsigned char *place_ends(const struct net *net);
#endif
