/* steps.h -- one row of a sweep, taken step by step by whoever asks.
 *
 *   steps_open      the kernel, the row's numbers, what is run before its first step
 *   steps_take      so many steps; cut as one likes they give the bits that sweep_run gives
 *   steps_results   when all are taken: the row goes to [take], as of any sweep
 *
 * Between two steps the state, the numbers of the row and the whole of what is remembered may be read and replaced,
 * and normals given in the place of those that are drawn. All of it by one thread.
 */
#ifndef STEPS_H
#define STEPS_H
#include "sweep.h"

struct steps;

/* [s] as for sweep_run, with one row, and one thread; it and the report must outlive the steps. NULL: [f] says why. */
struct steps *steps_open(const struct sweep *s, struct sweep_report *report, struct fail *f);
void steps_close(struct steps *t);      /* takes NULL */

/* [n] steps, or those that are left. 0, or -1 with the codes of sweep_run: of code 130 those that were taken stay taken,
 * and it may go on. */
int  steps_take(struct steps *t, long n, struct fail *f);
long steps_done(const struct steps *t), steps_all(const struct steps *t);       /* the transient's included */
long steps_origin(const struct steps *t);       /* steps of the transient: time 0 is behind them */
double steps_dt(const struct steps *t);
/* 0, or the step at which the row left the finite numbers: no more steps are taken then, all count as done. */
long steps_status(const struct steps *t);
/* What is observed, where all steps are done: rows go to [take]. Code 1: not yet. */
int  steps_results(struct steps *t, struct fail *f);

/* The states in the kernel's units, as [state][node][mode]; how many numbers that is. What delays look back to stays
 * as it is when they are replaced. */
long steps_states(const struct steps *t);
void steps_get(const struct steps *t, double *out);
void steps_put(struct steps *t, const double *in);

/* Number [slot] of the row (sweep.slots), in the kernel's unit; holds from steps_given on. Where no step was taken and
 * nothing replaced, the first state is made of them, too. */
void steps_give(struct steps *t, long slot, double x);
void steps_given(struct steps *t);

/* Normals of a term for the next steps, [steps][normals of a step], instead of what would have been drawn for these;
 * of an earlier call the rest is forgotten. 0, or -1 with code 3. */
long steps_normals(const struct steps *t, int term);            /* of a step; 0: there is no such term */
int  steps_give_noise(struct steps *t, int term, const double *normals, long steps, struct fail *f);

/* All that the next step depends on, in steps_snapshot_size bytes. It may go back to steps of the same kernel, or of one
 * with the same buffers: else code 1. Normals that were given and not used are none of it. */
size_t steps_snapshot_size(const struct steps *t);
void steps_snapshot(const struct steps *t, void *out);
int  steps_restore(struct steps *t, const void *from, size_t size, struct fail *f);
#endif
