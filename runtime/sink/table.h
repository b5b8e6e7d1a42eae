/* table.h -- labelled results: what a sweep produces, as it is produced.
 *
 * A table is described first (columns, dimensions, provenance), then its values arrive
 * in pieces at the sinks (sink.h).
 */
#ifndef TABLE_H
#define TABLE_H
#include <stddef.h>
#include "base/fail.h"

enum column_kind { COLUMN_AXIS, COLUMN_RESULT, COLUMN_STATUS, COLUMN_TRIAL };

struct column {
    const char *name;           /* dotted axis name, observation, "status", "trial" */
    const char *unit, *doc;     /* or NULL */
    enum column_kind kind;
    int integer;                /* values are whole numbers (status, keys' seeds, trial) */
    int key;                    /* values are PRNG keys: two words in one cell "[hi, lo]" */
    int rank;                   /* of one cell; 0 for a number */
    long shape[4];
    int over_nodes;             /* RESULT: a cell's first dimension is that of the nodes */
    int dim;                    /* AXIS: the dimension it moves along, index into dims */
};

struct table_dim {
    const char *name;           /* "coupling.instant.G", "point", a group's label, "trial" */
    long size;
};

/* A value that is known only when all rows are there is NULL until then; the commit
 * writes it. */
struct attribute { const char *name, *value; };

struct table {
    const char *name;           /* exploration */
    const char *dir;            /* where files go; NULL: no files */
    int no_netcdf;              /* of them only the CSV file */
    const char *no_netcdf_option;       /* how a user asks for that, in messages; or NULL: no files */
    int single;                 /* numbers are floats: shortest text that reads back as a float */
    long rows;                  /* in all */
    struct column *columns;     /* axes first, then results, status last */
    int column_count;
    struct table_dim *dims;     /* slowest first; rows = product of sizes */
    int dim_count;
    struct attribute *attributes;       /* provenance, in order */
    int attribute_count;
};

/* Numbers in one cell: 1 for a number, 2 for a key, else the product of the shape. */
long column_elements(const struct column *c);
/* Column numbers in the order all sinks show them: axes, trial, results, status.
 * [order] has room for column_count. */
void table_order(const struct table *t, int *order);
/* "DIR/NAME.SUFFIX", to be freed; NULL and [f] filled when memory ran out. */
char *table_path(const struct table *t, const char *suffix, struct fail *f);

/* ---- names in the files (table_names.c) ---- */

enum {
    TABLE_NAME_MOST = 256,      /* bytes of a name: NetCDF's limit */
    TABLE_TITLE_MOST = 200,     /* bytes of table->name, a file name with endings to come */
    TABLE_DIMS_MOST = 27        /* HDF5's 32, less five of a cell */
};

/* A key or an array: cells with dimensions of their own. */
int column_is_list(const struct column *c);
/* What NetCDF calls a column, a dimension, dimension [k] of a column's cells; to be
 * freed, NULL when memory ran out. A list may not share the name of its dimension
 * (xarray refuses such files), which then is called NAME_index. */
char *table_variable_name(const struct table *t, int column);
char *table_dim_name(const struct table *t, int dim);
char *table_cell_dim_name(const struct table *t, int column, int k);
/* What a name that no column or dimension of a user may have stands for, as the
 * end of a sentence ("numbers the trials"), or NULL. */
const char *table_reserved(const char *name);

/* Hands every reason why [t] cannot be written to [tell], with the column or the
 * dimension it lies in (-1: neither). 0, or -1 when memory ran out. */
typedef void table_fault(void *user, int column, int dim, const char *text);
int table_faults(const struct table *t, table_fault *tell, void *user);

/* ---- cells as text ---- */

enum list_style {
    LIST_JSON,              /* [0.5, 1, NaN, Infinity] */
    LIST_PYTHON             /* [0.5, 1.0, nan, inf] */
};
enum { LIST_NUMBER = 40 };  /* bytes one number of a list may take, brackets and all */
/* One array cell or key as a nested list. Stops after the number that goes
 * beyond [enough] bytes; [out] has room for enough + LIST_NUMBER. Returns the
 * length, NUL not counted. */
size_t column_list(const struct column *c, const double *cell, int single,
                   enum list_style style, char *out, size_t enough);

#endif
