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

/* Where a slot of an input comes from. */
struct kernel_slot {
    int program_slot;                   /* of program.slots: the first of a row, or -1 */
    const double *values;               /* fixed ones: [nodes] or [edges]; or NULL */
};

struct kernel_plan {
    struct net net;
    /* Numbers of buffers, or -1: */
    int point;                          /* INPUT over lanes: swept values */
    int each;                           /* INPUT over lanes and nodes: swept values of nodes */
    int fixed;                          /* INPUT over nodes */
    int weights;                        /* INPUT over edges, over lanes too where they are swept */
    int noise;                          /* INPUT, a stream: normals of a step */
    int dead;                           /* LIVE over lanes: 0 while all was finite, NaN ever after */
    struct kernel_slot *point_slots, *each_slots, *fixed_slots;     /* [slots of the buffer] */
    struct kernel_slot weight_slot;
    struct step_buffers step;           /* states and what follows them */
    int node, edge;                     /* axes, or -1 */
};

/* The kernel of a program with dynamics; lives in the program's arena. */
struct kernel_plan *kernel_lower(const struct program *p);
/* Name in C of function [slot] of a CALL: "m_exp". */
const char *kernel_function(int slot);
#endif
