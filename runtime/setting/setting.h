/* setting.h -- what may be given to a quantity: a value, or an axis; by the rules of files and command lines alike.
 *
 *   value_set    0.5, 0.5 mV, [0.1, 0.2], a key
 *   axis_set     grid(a, b, n), loggrid, range, uniform, split, lists, ~ Normal(0, 1), with clauses
 *
 * Who asks makes a `struct given` of what stands there (the checker of its tree, value_text.c of a text) and a
 * `struct taker` of the quantity. Both report what is wrong, and return 0 then.
 */
#ifndef SETTING_H
#define SETTING_H
#include "constant.h"
#include "space/space.h"

/* What a quantity takes besides any number. */
enum taker_kind {
    TAKES_NUMBER,
    TAKES_FREE,            /* ... and as an axis anything of any shape */
    TAKES_KEY,             /* a whole number of 64 bits */
    TAKES_SIZE,            /* 0 or more, as a strength of noise */
    TAKES_TIME,            /* positive, a time in ms */
    TAKES_SPEED,           /* positive */
    TAKES_LENGTH,          /* as an axis 0 or more */
    TAKES_STEP             /* the step of time */
};

struct taker {
    enum taker_kind kind;
    const char *path, *unit, *doc;      /* "coupling.instant.G"; unit and doc may be NULL */
    int per_node;                       /* may have a value for each node */
    int modes;                          /* may have one for each of so many modes; 0: it has one of all */
    int two_modes;                      /* ... for each two of them, and nothing else */
    int per_edge;                       /* may have one for each two nodes */
    int pairs;                          /* has one for each two nodes, and nothing else */
    long nodes;                         /* of the network */
    int unsure;                         /* so many, or others: they could not be read */
    double duration;                    /* of STEP: what is simulated, ms; so many steps of it where [steps] are written */
    int steps;
};

/* A clause: where it stands, and what behind its word; [is] 0: there is none. */
struct given_clause {
    int is;
    struct span at;
    const struct ast_expr *args;
};

/* "name = value", "name ~ law", and what follows. */
struct given {
    const char *name;                   /* as it was written */
    struct span at, name_at;            /* all of it */
    const struct ast_expr *value;
    int draws;                          /* behind a '~' */
    struct given_clause n, shape, per, key, broadcast;
};

/* Sentences that both who read say. */
#define SET_ON_AXIS "'%s' is an axis of exploration '%s'; the value set here is not used"
#define SET_ONE_VALUE "%s takes one value: --set name=value"

/* ---- axes ---- */

/* A way to write one: grid, loggrid ...; row [i] of the table, NULL behind the last. */
struct axis_way {
    const char *name;
    enum axis_form kind;
    int least, most;                    /* arguments; the last may stand behind n instead */
    const char *usage;
    const char *args, *text;            /* their names; what it is */
};
const struct axis_way *axis_way_at(int i);
const struct axis_way *axis_way_called(const char *name);       /* or NULL */
/* What to write for what is called so elsewhere ("grid(lo, hi, n)" for "np.linspace"), or NULL. */
const char *axis_way_meant(const char *word);

/* Whether a value is an axis by its look. */
int axis_is_written(const struct reader *r, const struct given *w);
/* The axis; [per_node]: one of the nodes was asked for. */
int axis_set(struct reader *r, const struct given *w, const struct taker *t, struct axis *out, int *per_node);
/* Whether the quantity takes what was read (axis_fit.c), behind the rest. */
int axis_fits(struct reader *r, const struct given *w, const struct taker *t, const struct axis *x);

/* A distribution with its parameters. */
int law_set(struct reader *r, const struct ast_expr *call, const char *unit, struct random_law *out);

/* Whether a run lasts one step. */
int takes_a_step(double duration, double dt);

/* ---- values ---- */

/* One number, as it is given: whether the quantity takes it; [at]: where it stands. */
int value_fits(struct reader *r, const struct taker *t, double x, struct span at);
/* Reads a number that it takes. */
int value_number(struct reader *r, const struct taker *t, const struct ast_expr *value, double *out);
/* Judges values of nodes: [v], which stand at [value]. */
int value_list_fits(struct reader *r, const struct taker *t, const struct data *v, const struct ast_expr *value);
/* Says that a quantity has so many values, and the network not so many nodes. */
void value_count_fits(struct reader *r, const struct taker *t, long count, int each_mode, struct span at);
#endif
