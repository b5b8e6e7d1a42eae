/* delays.h -- what the checker says of the past: delayed couplings, and x(t - tau) in equations. */
#ifndef DELAYS_H
#define DELAYS_H
#include "checker.h"

/* check_delay.c -- whether there is something to be delayed by; 'delays = linear' of the coupling that is read; the
 * same of a graph's most_delay, and whether its delays keep to it. */
void check_delayed(struct check *c, const struct ast_stmt *s, int graph);
void delays_set(struct check *c, const struct ast_expr *setting);
void most_delay_set(struct check *c, struct graph *g, const struct ast_expr *setting);
void most_delay_judge(struct check *c, const struct graph *g);
/* check_history.c -- [sure]: the number of nodes is known. Whether something reads the past of a state. */
void check_histories(struct check *c, int sure);
int  history_is_read(const struct check *c, int state);
/* check_recall.c -- the past that the result has recorded from which the network starts. */
void check_recall(struct check *c, int sure);
/* check_samples.c -- straight lines between samples of [columns] values, one for each node or 1. */
const struct point_table *samples_lines(struct check *c, const double *times, const double *values, long count, long columns);
/* check_delay.c -- the longest delay of a graph, ms, where no axis moves it; NaN: not known. */
double graph_longest(const struct check *c, const struct graph *g);
/* check_past.c -- x(t - tau) in an equation; whether the delays of the model's terms can be, once all numbers are known. */
const struct term *past_call(struct walk *w, const struct ast_expr *e, const struct symbol *state);
void past_judge(struct check *c);
/* The longest delay of x(t - tau) of a state, ms, where no axis moves it. */
double past_longest(const struct check *c, int state);
#endif
