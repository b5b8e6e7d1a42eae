/* formula.h -- what a formula of parameters gives outside of kernels, in double: for what is shown.
 *
 * The kernel computes it by its own rules and in its own precision (lower_quantity). Here it is
 * arithmetic in double, an operation after the other, with functions as constants have them.
 */
#ifndef FORMULA_H
#define FORMULA_H
#include "model.h"

/* What the names of a formula are: of a definition, or as an exploration has them. */
struct formula_names {
    const struct quantity *params;      /* of a definition, which REF_PARAM counts; or NULL: */
    const struct experiment *e;
    const struct exploration *x;        /* NULL: of no exploration */
    const struct param *own;            /* that REF_PARAM counts (model_params) */
    const struct model *model;          /* whose functions are called, or NULL */
};
/* The value of [q], or those of its nodes, from its formula; in the arena. */
void formula_settle(struct quantity *q, const struct formula_names *names, struct arena *a);
/* Hands each quantity that a formula reads to [tell], maybe twice: through functions, too. */
typedef void formula_reads_in(void *user, int quantity);
void formula_reads(const struct formula_names *names, const struct term *t, formula_reads_in *tell, void *user);
#endif
