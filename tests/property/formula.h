/* formula.h -- expressions for random models, and what they are worth.
 *
 * A formula is made, printed as .mass text, and evaluated here by the rules of
 * docs/numbers.md ("Fusing") with the C library's exact fma: nothing of the
 * compiler takes part, except the elementary functions, which have their own
 * tests. What is fused is decided on the tree alone, before any value is known.
 */
#ifndef FORMULA_H
#define FORMULA_H
#include <stdint.h>
#include "random_model.h"
#include "base/text.h"

enum formula_op {
    F_NUMBER, F_NAME, F_NEG, F_ADD, F_SUB, F_MUL, F_DIV,
    F_POWER,            /* arg[0]^value, a number from 2 to 4 */
    F_CALL,             /* function of function.def */
    F_APPLY,            /* function of the model */
    F_IF                /* if arg[0] `compare` arg[1] then arg[2] else arg[3] */
};

/* What a name stands for; ORDER name_texts in formula.c. */
enum formula_name {
    NAME_STATE, NAME_LET, NAME_PARAM, NAME_INPUT, NAME_ARGUMENT, NAME_TIME,
    NAME_SOURCE,        /* S_j of a coupling */
    NAME_TARGET,        /* S_i */
    NAME_SUM, NAME_GAIN /* the coupling's own parameter */
};

struct formula {
    enum formula_op op;
    double value;               /* NUMBER, POWER */
    enum formula_name name;     /* NAME */
    int index;                  /* NAME: which of its kind; APPLY: which function */
    const char *call;           /* CALL: name in .mass text */
    const char *compare;        /* IF: "<", "<=", ">", ">=" */
    struct formula *arg[4];
    int fused;                  /* ADD, SUB: 0 no, 1 the left operand, 2 the right one */
};

enum { MOST_LETS = 5, MOST_FUNCTIONS = 2, MOST_NAMES = 8 };

/* What names mean: definitions of the model, in order. */
struct formulas {
    struct formula *lets[MOST_LETS];            int let_count;
    struct formula *functions[MOST_FUNCTIONS];  int function_count;     /* of u and v */
};

/* What may be written where. */
struct grammar {
    int states, params, lets, inputs, functions;        /* names up to here */
    int arguments;              /* u and v: the body of a function */
    int time;
    int sources, targets, sum, gain;                    /* of a coupling */
};

/* A random formula at most [depth] deep, whose values stay moderate where those
 * of its names do. [count] gets a tick for each construct, by name. */
struct formula *formula_random(struct dice *d, const struct grammar *g, int depth);
struct formula *formula_new(enum formula_op op, struct formula *a, struct formula *b);
struct formula *formula_number(double value);
struct formula *formula_name(enum formula_name name, int index);
void formula_print(const struct formula *f, struct text *out);
/* Decides what is fused in [f], which sees the definitions [all]. */
void formula_fuse(struct formula *f, const struct formulas *all);

/* Values of names at one place; all are numbers of the precision. */
struct spot {
    int single;
    const struct formulas *all;
    const double *states, *lets, *params, *inputs, *arguments, *sources, *targets;
    double time, sum, gain;
};
double formula_value(const struct formula *f, const struct spot *at);

/* a*b + c, a + b, a*b and a rounded to the precision. */
double number_fma(int single, double a, double b, double c);
double number_add(int single, double a, double b);
double number_mul(int single, double a, double b);
double number_round(int single, double a);
/* A function of function.def by its name in .mass text. */
double number_call(int single, const char *name, double x, double y);

/* How often each construct was made since the program began. */
void formula_count(const char *construct);
int  formula_counted(int i, const char **construct);    /* 0 behind the last */
#endif
