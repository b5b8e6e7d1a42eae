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

/* library.noise_shape: realisations, steps, noisy states, nodes. */
int noise_shape(const struct experiment *e, const struct exploration *x, struct arena *a,
                long shape[4]);

/* In all of these [option] is what the user calls the option that asked, for messages. */

/* [e] with the noise of a file in the place of its own draws; NULL: codes 2 and 3. [now]: where the file is
 * if not there any more, or NULL. */
const struct experiment *noise_load(const struct experiment *e, const char *path, const char *now, const char *option,
                                    struct arena *a, struct fail *f);
/* Whether what was read is noise for [x]: code 2. */
int noise_fits(const struct experiment *e, const struct exploration *x, const char *option, struct arena *a,
               struct fail *f);

/* The form of a NumPy file for the noise of [x], which sink_noise writes. Code 2: a name that
 * says it is something else, no noise, or more than a gibibyte of it. */
int noise_form(const struct experiment *e, const struct exploration *x, const char *path, const char *option,
               struct arena *a, struct noise_form *out, struct fail *f);
#endif
