/* netcdf_parts.h -- a NetCDF file of a table while it is written: for netcdf*.c alone. */
#ifndef NETCDF_PARTS_H
#define NETCDF_PARTS_H
#include "netcdf_file.h"
#include "netcdf_table.h"
#include "spool.h"

enum { NETCDF_RANK = TABLE_DIMS_MOST + 5 };     /* dimensions of a variable, a cell's among them */

/* A column of the table as a variable of the file. Described when the file is opened (netcdf.c), where
 * id is set, too; block, first and count change as rows come. */
struct netcdf_variable {
    const struct column *column;        /* of the table */
    char *name;             /* without the '/' that NetCDF forbids */
    int id;                 /* libnetcdf's */
    nc_type type;           /* keys NC_UINT, names NC_STRING, status NC_INT, whole numbers NC_INT64, else as the table is single */
    size_t size;            /* bytes of a number */
    long elements;          /* numbers in a cell */
    int dim;                /* AXIS, TRIAL: the dimension it moves along; -1: all */
    int is_coordinate;      /* bears the name of its dimension */
    char *block;            /* what was gathered, in the file's type */
    long first, count;      /* rows (of an axis: values) in the block */
};

struct netcdf_dimension {   /* of the table; set when the file is opened */
    char *name;             /* without '/', too; of node NULL */
    int id;                 /* libnetcdf's */
    size_t size, stride;    /* places; rows between two neighbours */
    int index;              /* variable 0..n-1, or -1 */
};

struct netcdf {
    const struct table *table;      /* outlives it */
    const struct netcdf_library *nc;        /* locked in each call from outside */
    struct netcdf_file file;
    struct netcdf_dimension *dims;  /* [dim_count] */
    struct netcdf_dimension node, mode;     /* of results that keep the nodes, the modes; size 0: there are none */
    struct netcdf_variable *vars;   /* [column] */
    struct netcdf_series *series;   /* [series] */
    char *auxiliary;                /* the `coordinates` attribute, or "" */
    long room;                      /* rows a block holds */
    char *written;                  /* [attribute]: it is in the file */
};

/* A series as a variable. Set by netcdf_define_series. */
struct netcdf_series {
    int id;                         /* of the variable; all ids are libnetcdf's */
    int ids[SERIES_RANK];           /* of its own dimensions */
    int coordinate[SERIES_RANK];    /* their variables; -1: another series writes it */
    long piece;                     /* numbers that are copied at once: of one chunk */
};

/* Here and below 0, or -1 with code 3. [status]: what a call of libnetcdf said. */
int netcdf_check(struct netcdf *s, int status, struct fail *f);
/* An attribute; NULL: none. */
int netcdf_put_text(struct netcdf *s, int id, const char *name, const char *value, struct fail *f);
int netcdf_put_unit(struct netcdf *s, int id, const char *name, const char *unit, struct fail *f);
/* 0, 1, 2, ... as the coordinate of a dimension without an axis of its name. */
int netcdf_put_index(struct netcdf *s, int variable, size_t size, struct fail *f);
/* The coordinate of nodes or modes (EXTENT_NODE, _MODE): what nodes are called, else numbers. Its type, its long_name; its values. */
nc_type netcdf_place_type(const struct netcdf *s, int kind);
const char *netcdf_place_doc(const struct netcdf *s, int kind);
int netcdf_put_places(struct netcdf *s, int variable, int kind, size_t size, struct fail *f);

/* ---- netcdf_series.c ---- */

/* Chunks and deflate for a variable of these sizes, of numbers of [each] bytes, as the
 * table wants it. *piece (or NULL) becomes the numbers that are best written at once:
 * those of a chunk, which follow one another in the array. */
int netcdf_pack(struct netcdf *s, int variable, const size_t *sizes, int rank, size_t each, long *piece,
                struct fail *f);
/* Dimensions, coordinates and variables of all series; then what coordinates hold, then
 * the series themselves. */
int netcdf_define_series(struct netcdf *s, struct fail *f);
int netcdf_put_coordinates(struct netcdf *s, struct fail *f);
int netcdf_copy_series(struct netcdf *s, const struct spools *spools, struct fail *f);
#endif
