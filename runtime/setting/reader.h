/* reader.h -- who reads values and axes, and in which words it says what is wrong with them.
 *
 * The checker of files and the command line of a built program read the same things by the same rules: numbers
 * (constant.h), a value and an axis (setting.h). What only the checker has, the functions of the language, files and
 * names of a model, it lends by the calls below; without them the reader says that only massc can do it.
 */
#ifndef READER_H
#define READER_H
#include "base/name.h"
#include "data/data.h"
#include "source/diag.h"
#include "source/expr.h"

/* What a reader can do besides; each may be NULL. */
struct reads {
    /* The value of a call of a function; 0 after an error. Without: only massc computes it. */
    int (*call)(void *user, const struct ast_expr *e, const char *unit, double *out);
    /* Whether a name is that of such a function. */
    int (*is_function)(const char *name);
    /* What a file holds, the first of its names; 0 after an error. Without: only massc reads it. */
    int (*data)(void *user, const struct ast_expr *file, struct data *out);
    /* Whether a name was written where something was not understood, which is told already. */
    int (*is_broken)(void *user, const char *name);
    ast_printer *print;             /* of expressions, with all that files hold; NULL: ast_print_value */
};

/* Set by who reads; nothing changes it. */
struct reader {
    struct arena *arena;            /* of what is read and said */
    struct diags *diags;
    const struct reads *reads;
    void *user;                     /* handed to those */
};

enum {
    MOST_LISTED = 12,               /* names listed in a message */
    MOST_QUOTED = 60                /* letters of an expression in a message */
};

/* Whether a message may still be one of those that are shown: after very many, the
 * names that it might mean are not searched for any more. */
int words_matter(const struct diags *d);

/* Collects what would be legal; the end of a message is the nearest of it, or
 * a list. */
struct offer {
    struct nearest near;            /* of all that were offered */
    struct text list;               /* the first of them, but for the last */
    int count;                      /* so far */
    char last[64];                  /* the last that was listed */
};

void offer_start(struct offer *o, const char *want);
void offer_add(struct offer *o, const char *name);
/* "; did you mean 'a'?", "; <what> a, b and c", or "". In the arena. Frees the collection. */
const char *offer_close(struct arena *a, struct offer *o, const char *what);

/* The shortest text of a number; an expression as it is quoted; "one number", "2 x 3 numbers". All in the arena. */
const char *said_number(const struct reader *r, double x);
const char *said_expr(const struct reader *r, const struct ast_expr *e);
const char *said_shape(const struct reader *r, const long *shape, int rank);
/* Expressions of a list. */
int expr_count(const struct ast_expr *list);
#endif
