/* noise_file.h -- noise that is kept in files: what shape it has, reading, what is written.
 *
 * A file holds the normals of a term of the noise in the order in which they are numbered:
 * [steps][noisy states][nodes], where there are modes [modes] behind them, the transient's steps
 * included. Where there are trials or an axis of its key the realisations stand in front, trials
 * fastest. The term without a name has the file that is asked for, z.npy; a named one z.NAME.npy.
 */
#ifndef NOISE_FILE_H
#define NOISE_FILE_H
#include "base/arena.h"
#include "base/fail.h"
#include "model/model.h"
#include "sink/sink.h"

/* library.noise_shape: realisations, steps of the longest run with its transient, noisy states, nodes, modes. 0, or
 * -1: the space of [x] cannot be opened, or there is no number of steps. */
int noise_shape(const struct experiment *e, const struct exploration *x, int term, struct arena *a,
                long shape[DATA_RANK]);

/* In all of these [option] is what the user calls the option that asked, for messages. */

/* A copy of [e] with the noise of files in the place of its own draws, in the arena. NULL with code 2: no
 * noise in [e], or none in the file; 3: it cannot be read. Paths are what results say; [files]: of a
 * run that is done again those it read, and where they are. */
const struct experiment *noise_load(const struct experiment *e, const char *path, const struct recorded_file *files, int file_count,
                                    const char *option, struct arena *a, struct fail *f);
/* Whether what was read is noise for [x]: 0, or -1 with code 2. */
int noise_fits(const struct experiment *e, const struct exploration *x, const char *option, struct arena *a,
               struct fail *f);

/* The forms of the NumPy files for the noise of [x], which sink_noise writes. 0, or -1 with code 2: a name that
 * says it is something else, no noise, or more than a gibibyte of it. */
int noise_forms(const struct experiment *e, const struct exploration *x, const char *path, const char *option,
                struct arena *a, struct noise_forms *out, struct fail *f);
#endif
