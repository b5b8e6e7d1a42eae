/* standalone_help.h -- what a program made from a model says of itself. Private to this folder. */
#ifndef STANDALONE_HELP_H
#define STANDALONE_HELP_H
#include "base/text.h"
#include "standalone.h"

/* --help: from the model's text to the names that may be set. */
void standalone_help(const struct standalone *s, const char *program, struct text *out);
/* --list of these explorations. Code as job_open. */
void standalone_list(const struct standalone *s, const int *chosen, int count, struct arena *a, struct text *out, struct fail *f);
#endif
