/* noise_file.h -- noise that is kept in files: what shape it has, reading, what is written.
 *
 * A file holds the normals of a run in the order in which they are numbered:
 * [steps][noisy states][nodes], the transient's steps included. Where there are
 * trials or an axis of keys the realisations stand in front, trials fastest.
 */
#ifndef NOISE_FILE_H
#define NOISE_FILE_H
#include "base/arena.h"
#include "base/fail.h"
#include "model/model.h"
#include "sink/sink.h"

/* library.noise_shape: realisations, steps of the longest run with its transient, noisy states, nodes. 0, or
 * -1: the space of [x] cannot be opened, or there is no number of steps. */
int noise_shape(const struct experiment *e, const struct exploration *x, struct arena *a,
                long shape[4]);

/* In all of these [option] is what the user calls the option that asked, for messages. */

/* A copy of [e] with the noise of a file in the place of its own draws, in the arena. NULL with code 2: no
 * noise in [e], or none in the file; 3: it cannot be read. [path] is what results say; [now]: where the file
 * is if not there any more, or NULL. */
const struct experiment *noise_load(const struct experiment *e, const char *path, const char *now, const char *option,
                                    struct arena *a, struct fail *f);
/* Whether what was read is noise for [x]: 0, or -1 with code 2. */
int noise_fits(const struct experiment *e, const struct exploration *x, const char *option, struct arena *a,
               struct fail *f);

/* The form of a NumPy file for the noise of [x], which sink_noise writes. 0, or -1 with code 2: a name that
 * says it is something else, no noise, or more than a gibibyte of it. */
int noise_form(const struct experiment *e, const struct exploration *x, const char *path, const char *option,
               struct arena *a, struct noise_form *out, struct fail *f);
#endif
