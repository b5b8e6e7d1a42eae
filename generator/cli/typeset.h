/* typeset.h -- equations as they are printed: boxes of lines with fractions and powers, or LaTeX.
 *
 * What is written here follows a term (model/term.h), so that it cannot say anything else than
 * the kernel computes.
 */
#ifndef TYPESET_H
#define TYPESET_H
#include "base/arena.h"
#include "base/text.h"
#include "model/model.h"

/* ---- typeset_box.c: lines of UTF-8 beside and above each other ---- */

/* Made by the calls below, in their arena; never changed. Each line is as wide as the box. */
struct box {
    const char **lines;
    int height, width;
    int base;                           /* the line on which neighbours stand */
};

struct box box_text(struct arena *a, const char *text);
struct box box_beside(struct arena *a, struct box x, struct box y);
/* x over y with a bar between. */
struct box box_fraction(struct arena *a, struct box x, struct box y);
/* y at the upper right of x. */
struct box box_raised(struct arena *a, struct box x, struct box y);
/* One under the other, from the left; the base is that of the first. */
struct box box_below(struct arena *a, struct box x, struct box y);
/* Within "(" and ")", "|" and "|", or behind "{": tall where x is. */
struct box box_within(struct arena *a, char open, struct box x, char close);
/* Appends its lines, each behind [indent] blanks and without blanks at its end. */
void box_print(const struct box *x, int indent, struct text *out);
/* Characters, not bytes. */
int  box_width(const char *text);

/* ---- typeset_text.c, typeset_latex.c ---- */

/* "V' = ...": [left] is the name as it is declared, behind it [mark], "'", "+" or "". Lines are broken at the
 * sums of the whole where it is too wide. */
struct box typeset_equation(struct arena *a, const char *left, const char *mark, const struct term *right);
/* Appends the definition, as a document takes it in: equations as align*, states and parameters as tables. */
struct shown;
void typeset_latex(const struct shown *w, struct arena *a, struct text *out);

/* ---- typeset_names.c ---- */

/* "τ_s", "V₁" of "tau_s", "V1". */
const char *typeset_name(struct arena *a, const char *name);
/* "\tau_{\mathrm{s}}", "V_{1}" */
const char *typeset_latex_name(struct arena *a, const char *name);
/* A text with what LaTeX would take for its own. */
const char *typeset_latex_text(struct arena *a, const char *text);
#endif
