/* sinks.h -- where the rows of one exploration go: screen, CSV, NetCDF; and the companion. */
#ifndef SINKS_H
#define SINKS_H
#include "base/atomic.h"
#include "base/folder_lock.h"
#include "sink/table.h"

struct sinks {
    const struct table *table;
    struct screen *screen;
    struct csv *csv;                /* NULL without files */
    struct netcdf *netcdf;          /* opened when there is enough for it, see sinks.c */
    struct table_batch held;        /* rows that wait for it */
    double **cells;                 /* [column], their memory; NULL: nothing is held */
    long room;
    const char *way_out;            /* how to do without NetCDF, for a message */
    int unlocked;                   /* errno of why the folder could not be locked, or 0 */
    struct atomic_group group;      /* complete, without their names; others may be added */
    struct folder_lock lock;        /* on the folder, while files get their names */
    int locked;
    double seconds;                 /* wall time spent in here */
};

/* Opens screen and CSV; no files when table->dir is NULL. [way_out] is how the
 * user asks for no NetCDF file, a constant text. After a failure, as later,
 * sinks_abandon removes what there is. */
int  sinks_open(struct sinks *s, const struct table *t, const char *way_out, struct fail *f);
int  sinks_rows(struct sinks *s, const struct table_batch *b, struct fail *f);
int  sinks_print(struct sinks *s, struct fail *f);
/* All files, those in the group too, are complete under their names, or what was there
 * before is there again. Two runs do so one after the
 * other; what is in a folder afterwards is of one of them. */
int  sinks_commit(struct sinks *s, struct fail *f);
void sinks_abandon(struct sinks *s);
#endif
