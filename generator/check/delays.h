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
/* check_history.c -- [sure]: the number of nodes is known. */
void check_histories(struct check *c, int sure);
/* check_past.c -- x(t - tau) in an equation; whether the delays of the model's terms can be, once all numbers are known. */
const struct term *past_call(struct walk *w, const struct ast_expr *e, const struct symbol *state);
void past_judge(struct check *c);
#endif
