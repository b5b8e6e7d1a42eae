/* netcdf_table.h -- a table as a NetCDF-4 file, through libnetcdf. */
#ifndef NETCDF_TABLE_H
#define NETCDF_TABLE_H
#include "sink.h"

struct netcdf;
struct spools;

/* Bytes of all numbers of the file, before they are compressed. */
size_t netcdf_bytes(const struct table *t);
/* [file] is open and stays the caller's. In memory, until it is finished, or straight on
 * the disk, where libnetcdf may crash. */
struct netcdf *netcdf_open(const struct table *t, struct atomic *file, int in_memory, struct fail *f);
/* Groups that make rows, in order. */
int netcdf_take(struct netcdf *, const struct slab *slabs, int count, struct fail *f);
/* Copies the series of [spools] (or NULL), writes what is left, closes and frees, also on
 * failure. */
int netcdf_finish(struct netcdf *, const struct spools *spools, struct fail *f);
void netcdf_abandon(struct netcdf *);       /* frees */
#endif
