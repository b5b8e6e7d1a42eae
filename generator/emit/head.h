/* head.h -- what the comment at the head of a kernel says. */
#ifndef EMIT_HEAD_H
#define EMIT_HEAD_H
#include "base/text.h"
#include "lower/program.h"

/* Appends model, states, what is swept and fixed, solver, noise, columns: lines of a comment, the
 * last without its end. */
void head_facts(const struct program *p, struct text *out);
/* "kHz/nA: slope of the transfer function", of the parameter of that name and value; NULL where
 * none or several are meant, or a comment could not hold it. [program]: a struct program, in whose
 * arena it lies (spell_options.remark). */
const char *head_remark(const void *program, const char *name, double k);
#endif
