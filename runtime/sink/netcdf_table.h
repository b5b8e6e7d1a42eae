/* netcdf_table.h -- a table as a NetCDF-4 file, through libnetcdf. */
#ifndef NETCDF_TABLE_H
#define NETCDF_TABLE_H
#include "sink.h"

struct netcdf;

struct netcdf *netcdf_open(const struct table *t, struct fail *f);
/* Whole cells of a column come in order of rows; pieces of a cell in any order. */
int netcdf_take(struct netcdf *, const struct slab *slabs, int count, struct fail *f);
/* Hands the file to [g], complete; frees, also on failure. */
int netcdf_commit(struct netcdf *, struct atomic_group *g, struct fail *f);
void netcdf_abandon(struct netcdf *);       /* removes the temporary file, frees */
#endif
