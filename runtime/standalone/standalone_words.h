/* standalone_words.h -- the words of a program made from a model. */
#ifndef STANDALONE_WORDS_H
#define STANDALONE_WORDS_H
#include "job/option.h"
#include "standalone.h"

enum { STANDALONE_REFUSALS = 7 };       /* options that only massc run has */

/* What they ask for; all 0 before. Texts are borrowed, lists lie in the arena. */
struct asked {
    struct job_options run;
    const char *refused[STANDALONE_REFUSALS];   /* values of those options, or NULL */
    const char **names;             /* of explorations, NULL-terminated */
    int list, help, version;
};

/* [program]: what messages call it. 0, or -1 with code 2. */
int  asked_read(struct asked *w, const char *program, char **words, struct arena *a, struct fail *f);
/* What it cannot do. 0, or -1 with code 2. */
int  asked_check(const struct asked *w, const struct standalone *s, struct fail *f);
/* Its options, one a line. */
void asked_help(struct text *out);
#endif
