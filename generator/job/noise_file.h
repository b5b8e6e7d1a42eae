/* noise_file.h -- noise that is kept in files: what shape it has, reading, writing.
 *
 * A file holds the normals of a run in the order in which they are numbered:
 * [steps][noisy states][nodes], the transient's steps included. Where there are
 * trials or an axis of keys the realisations stand in front, trials fastest.
 */
#ifndef NOISE_FILE_H
#define NOISE_FILE_H
#include "base/arena.h"
#include "base/atomic.h"
#include "base/fail.h"
#include "model/model.h"

/* library.noise_shape: realisations, steps, noisy states, nodes. */
int noise_shape(const struct experiment *e, const struct exploration *x, struct arena *a,
                long shape[4]);

/* Reads [path] in the place of the draws of [e]: codes 2 and 3. */
int noise_load(struct experiment *e, const char *path, struct arena *a, struct fail *f);
/* Whether what was read is noise for [x]: code 2. */
int noise_fits(const struct experiment *e, const struct exploration *x, struct arena *a,
               struct fail *f);

struct noise_file {
    struct atomic file;
    int open, bytes;                /* of a number */
};

/* A NumPy file for the noise of [x]. Code 2: a name that says it is something else, or
 * more than a gibibyte. noise_file_abandon may follow always, and twice. */
int  noise_file_open(struct noise_file *n, const char *path, const struct experiment *e,
                     const struct exploration *x, struct arena *a, struct fail *f);
int  noise_file_write(struct noise_file *n, const void *normals, long count, struct fail *f);
/* Hands the file to [g], complete. */
int  noise_file_commit(struct noise_file *n, struct atomic_group *g, struct fail *f);
void noise_file_abandon(struct noise_file *n);
#endif
