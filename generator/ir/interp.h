/* interp.h -- what a kernel IR means, executable: the reference that generated code
 * is held against, to the bit.
 *
 *   struct machine *m = machine_open(&ir, &(struct machine_options){ .dt = 0.1 });
 *   double *G = machine_at(m, point, 0, 0);      fill the inputs
 *   machine_start(m);
 *   machine_advance(m, 50);
 *   machine_end(m);
 *   machine_close(m);
 *
 * Slow: every value of a region is an array over its axes. Numbers of single
 * precision are doubles that are exact floats.
 */
#ifndef KERNEL_INTERP_H
#define KERNEL_INTERP_H
#include "circuit.h"

/* Set by who opens the machine; copied. */
struct machine_options {
    double dt, rest;                    /* ms: a step; what the double dt lacks of its decimal */
    long origin;                        /* steps of the transient: time 0 is behind them */
    double total;                       /* steps that are observed */
    long rows;                          /* of buffers that leave theirs to the job (net_buffer.rows 0) */
    long ring;                          /* of rings that do: LIVE */
    /* Function [slot] of a CALL, in the kernel's precision; y of a function of one
     * argument means nothing. NULL: there are no calls. */
    double (*call)(int bytes, int function, double x, double y);
};

struct machine;

/* All memory 0. Memory that runs out is raised (base/guard.h). All extents must be known; [ir] is
 * borrowed and must not change. */
struct machine *machine_open(const struct net *ir, const struct machine_options *o);
void machine_close(struct machine *m);          /* or NULL */
/* Numbers of a row of a slot: the buffer's axes in the order of the table, the lanes
 * last. Lives as long as the machine. */
double *machine_at(struct machine *m, int buffer, int slot, long row);
/* How many numbers those are; slots of a buffer. */
long machine_size(const struct machine *m, int buffer);
int  machine_slots(const struct machine *m, int buffer);
/* The regions of POINT; [ticks] of STEP; the regions of END. */
void machine_start(struct machine *m);
void machine_advance(struct machine *m, long ticks);
void machine_end(struct machine *m);
/* The regions of a clock that is called. */
void machine_call(struct machine *m, int clock);
#endif
