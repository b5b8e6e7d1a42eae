/* whole.h -- a lowered program as a whole kernel: the circuit and what its host must
 * know of it.
 *
 * For now the equations come from the flat list of program.h; what is made here is the
 * rest: the step of the scheme, couplings, noise, bounds, the watch for numbers that are
 * not finite.
 */
#ifndef LOWER_WHOLE_H
#define LOWER_WHOLE_H
#include "ir/circuit.h"
#include "step.h"
#include "program.h"

/* Numbers that the host fills in for each point. */
struct swept_input {
    int buffer;                         /* INPUT over lanes, or -1 */
    int *program_slot;                  /* [slot]: of its first number in program.slots */
};

struct kernel_plan {
    struct net net;
    struct swept_input point;           /* of all nodes */
    struct swept_input each;            /* of each node */
    struct swept_input swept_weights;   /* of each edge */
    /* Numbers of buffers, or -1: */
    int fixed;                          /* INPUT over nodes, the same at all points */
    int weights;                        /* INPUT over edges, the same at all points */
    int noise;                          /* INPUT, a stream: normals of a step */
    int dead;                           /* LIVE over lanes: 0 while all was finite, NaN ever after */
    struct step_buffers step;           /* states and what follows them; y -1: no dynamics */
    int node, edge;                     /* axes, or -1 */
    /* What the host fills the inputs with, in the order of the table of buffers: */
    struct program_slot *slots; int slot_count;     /* numbers of each point */
    double *fixed_numbers; long fixed_count;        /* the same at all points */
};

/* The kernel of a program; lives in the program's arena. Says in program.results where
 * each column lies. */
struct kernel_plan *kernel_lower(struct program *p);
/* Name in C of function [slot] of a CALL: "m_exp". */
const char *kernel_function(int row);
#endif
