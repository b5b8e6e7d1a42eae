/* standalone_from.h -- where a program's results come from: the attributes it was made with, and what it was asked. */
#ifndef STANDALONE_FROM_H
#define STANDALONE_FROM_H
#include "standalone_words.h"

/* What all tables of a run have in common; in the arena. By from_words. */
struct standalone_from {
    const char *command;        /* as typed */
    const char *options;        /* that the question and the files depend on, a line each */
    const char *run_id;         /* that of the program, unless it was asked something else */
};

struct standalone_from from_words(const struct standalone *s, const char *program, char **words, const struct job_options *o, struct arena *a);
/* Puts it into the attributes of a job whose rows are known. */
void from_add(const struct standalone_from *from, struct job *j);
#endif
