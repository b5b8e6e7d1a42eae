/* result.h -- a NetCDF result: variables with dimensions, coordinates, units, long names.
 *
 * What describes the file is read when it is opened, values when they are asked for, and of
 * them only what is asked for: how large the file is does not matter.
 */
#ifndef RESULT_H
#define RESULT_H
#include "base/arena.h"
#include "base/fail.h"

enum { RESULT_RANK = 32 };          /* dimensions of a variable, as many as HDF5 can have */

struct result_dim {
    const char *name;               /* as the file has it */
    long size;                      /* places along it, 0 too */
    int coordinate;                 /* the variable of its name that runs along it alone, or -1 */
};

/* A number is spelt as it reads back, several with ", " between them; what is neither a text nor a
 * few numbers is "". */
struct result_attribute { const char *name, *text; };

enum result_type { RESULT_REAL, RESULT_INTEGER, RESULT_TEXT, RESULT_OTHER };
/* TEXT: strings, or rows of characters; OTHER: single characters and what users define. */

struct result_variable {
    const char *name;               /* with its points: "coupling.instant.G" */
    enum result_type type;
    long characters;                /* TEXT: of each in the file, whose dimension is none here; 0: strings */
    int single;                     /* REAL: stored as a float */
    int is_whole, is_unsigned;      /* INTEGER: stands for itself, not packed; of 64 bits without a sign */
    int rank, dims[RESULT_RANK];    /* indices into dims, slowest first */
    const char *unit, *doc;         /* `units` and `long_name`, or NULL; "1": a pure number */
    const char *coordinates;        /* names of others that move along its dimensions, or NULL */
    const struct result_attribute *attributes;      /* all of its own, those above among them */
    int attribute_count;
};

/* All of it is set by result_open and stays; texts lie in the arena. */
struct result {
    const char *path;               /* the caller's text */
    struct result_dim *dims;        /* in the order of the file, as the next */
    int dim_count;
    struct result_variable *variables;
    int variable_count;
    const struct result_attribute *attributes;      /* of the file */
    int attribute_count;
    int fd, file;                   /* fd -1: closed; file: libnetcdf's id */
};

/* 0, or -1 with code 3: no such file, no NetCDF, no libnetcdf. Nothing is open then. */
int  result_open(struct result *r, const char *path, struct arena *a, struct fail *f);
void result_close(struct result *r);        /* harmless when called again */

/* The variable of a name, or the only one that ends in it behind a point ("G" for
 * "coupling.instant.G"); -1: there is none, -2: several. */
int result_find(const struct result *r, const char *name);
/* The text of an attribute of the file, of a variable, or NULL. */
const char *result_about(const struct result *r, const char *name);
const char *result_about_variable(const struct result *r, int variable, const char *name);
long result_count(const struct result *r, int variable);       /* values in all */

/* So much of each dimension from [first] on, row-major; what is missing is NaN. The variable
 * holds numbers; [first] and [count] have one for each of its dimensions, out as many numbers as
 * the product of [count]. 0, or -1 with code 3: the file is damaged. */
int result_read(const struct result *r, int variable, const long *first, const long *count, double *out,
                struct fail *f);
/* The same of integers, all 64 bits of them, unsigned ones as what has these bits. The variable is_whole. */
int result_read_whole(const struct result *r, int variable, const long *first, const long *count, long long *out, struct fail *f);
/* Strings first .. first+count-1 of a variable of them that runs along one dimension, one after the other. Code 3. */
typedef void result_see_text(void *user, long i, const char *text);
int result_each_text(const struct result *r, int variable, long first, long count, result_see_text *see, void *user, struct fail *f);
/* All strings of a variable that runs along one dimension, in the arena; NULL: code 3. */
const char *const *result_texts(const struct result *r, int variable, struct arena *a, struct fail *f);
#endif
