/* session.h -- a .mass file, read and checked for one command. */
#ifndef SESSION_H
#define SESSION_H
#include "base/fail.h"
#include "job/again.h"
#include "job/job.h"
#include "job/library.h"
#include "model/model.h"
#include "options.h"
#include "pipeline.h"

/* All of it is set by session_open or session_again, which stop where something is wrong. It must not move:
 * the pipeline points to the library. */
struct session {
    struct pipeline pipe;           /* its arena holds all else */
    struct model_library library;   /* by session_pipeline */
    struct overrides over;          /* what the options set, axes and all; borrows of them */
    const char *path;               /* of the file that was found, or of that a result was made from; NULL: none */
    const struct experiment *e;     /* NULL: the file could not be read, or has errors */
};

/* Reads the file a user called [name]; prints every diagnostic. Returns 0 or the
 * exit code; session_close follows in both cases. */
int session_open(struct session *s, const struct options *o, const char *name);
/* The same of what a result was made from, whose texts and data alone are read. */
int session_again(struct session *s, const struct options *o, const struct again *g);
void session_close(struct session *s);

/* Opens a pipeline as the options ask for; pipeline_close follows in both cases. 0, or -1 with
 * code 3. */
int session_pipeline(struct pipeline *p, struct model_library *library, const struct options *o, struct fail *f);

/* As choose_exploration (job/choose.h); NULL after a message on stderr (exit code 2). */
const struct exploration *session_choose(const struct session *s, const char *name);

/* The explorations that are named, NULL behind them, each once; without names all. [list] has room for those of the file. How
 * many, or -1 after a message (exit code 2). */
int session_pick(const struct session *s, const char *const *names, const struct exploration **list);

/* Begins a job and opens its space, and prints what is wrong with it or cut off. Returns 0
 * or the exit code; job_close follows in both cases. */
int session_job(struct session *s, const struct exploration *x, struct job *out);
#endif
