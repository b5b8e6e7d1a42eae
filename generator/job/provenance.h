/* provenance.h -- where a result comes from, as attributes of its table. */
#ifndef PROVENANCE_H
#define PROVENANCE_H
#include "base/arena.h"
#include "base/fail.h"
#include "job/job.h"
#include "model/model.h"

/* What all tables of a run have in common; in the arena. */
struct provenance {
    const char *command;        /* as typed, or NULL */
    const char *files;          /* every file read, one a line: name, size, hash */
    const char *run_id;
};

/* Code 3: a data file cannot be read any more. [part]: the rows of a space that are
 * run, or NULL. The id follows from what was asked: the program's version, the content of
 * all files, and every value; not from names, engine, threads or folders. So the same
 * question has the same id. */
int provenance_open(struct provenance *p, const char *command, const struct experiment *e,
                    const struct space *part, struct arena *a, struct fail *f);

/* Gives the job its attributes: run id, version, command, source text and its hash, files,
 * exploration, key, engine (NULL still), precision, the fixed parameters, and recorded
 * noise. No time, no host: the same run gives the same attributes. */
void provenance_add(const struct provenance *p, const struct experiment *e,
                    const struct exploration *x, struct job *job);
#endif
