/* provenance.h -- where a result comes from, as attributes of its table. */
#ifndef PROVENANCE_H
#define PROVENANCE_H
#include "base/arena.h"
#include "base/fail.h"
#include "job/job.h"
#include "job/option.h"
#include "model/model.h"

/* What all tables of a run have in common; in the arena. By provenance_open, if nothing else is said. */
struct provenance {
    const char *command;        /* as typed, or NULL */
    const char *files;          /* every file read, one a line: name, size, hash */
    const char *used;           /* the texts among them behind the first, each with a line in front, or "" */
    const char *data;           /* the data among them: where each is, size, hash, how it was found, or "" */
    const char *run_id;         /* follows from what was asked, see provenance_open */

    /* Set by command line or script, behind provenance_open. */
    const char *options;        /* provenance_options; NULL: none */
    const char *space;          /* that a script made and ran over, as a word of it; NULL: it did not */
};

/* The options that a run depends on, as a text (job/option.h), and with --record the names of
 * the explorations that record; [chosen]: those, or NULL. In the arena, "" where there is none. */
const char *provenance_options(const struct job_options *o, const char *const *chosen, struct arena *a);

/* 0, or -1 with code 3: a data file cannot be read any more. [part]: the rows of a space that are
 * run, or NULL. The id follows from what was asked: the program's version, the content of
 * all files, and every value; not from names, engine, threads or folders. So the same
 * question has the same id. */
int provenance_open(struct provenance *p, const char *command, const struct experiment *e,
                    const struct space *part, struct arena *a, struct fail *f);

/* Gives the job its attributes, in its arena: run id, version, command, source text and its hash, files,
 * options, exploration, key, engine (NULL still), precision, the fixed parameters, and recorded
 * noise. No time, no host, no folder but those of data: the same run gives the same attributes. */
void provenance_add(const struct provenance *p, const struct experiment *e,
                    const struct exploration *x, struct job *job);
#endif
