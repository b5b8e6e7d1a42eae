/* again.h -- what a result says of the run that made it, so that it can be done again.
 *
 * A NetCDF result holds the text of all models, the options, and of data where they are, how long
 * they were and their hashes (provenance.h). So a run needs neither the .mass file nor the folder
 * it was started in, and knows when data are no longer what they were.
 */
#ifndef AGAIN_H
#define AGAIN_H
#include "base/arena.h"
#include "base/fail.h"
#include "job/option.h"
#include "model/model.h"

/* All of it is set by again_read, in the arena; lists end with a NULL. */
struct again {
    const char *result;                 /* the file */
    const char *version;                /* of massc that made it */
    const char *command;                /* as typed then, or NULL */
    const char *run_id;                 /* of that run: the same question gets it again */
    const char *exploration;            /* that made this result */
    const char **chosen;                /* those that were named beside --record, or NULL */
    struct job_options options;         /* those kept, and the engine; all else 0 */
    struct recorded_file *files;        /* the experiment's text first, other texts, then data by their places */
    int file_count;                     /* 1 at least */
};

/* 0, or -1 with code 2: the name is that of another kind of file; code 3: no NetCDF file, no result of massc
 * or one that does not say enough, data that are not there any more or have another hash. */
int again_read(const char *path, struct arena *a, struct again *out, struct fail *f);
/* Whether [path] is the file that the run is read from, by whatever name. */
int again_is(const struct again *g, const char *path);
#endif
