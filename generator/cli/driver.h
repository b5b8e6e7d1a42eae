/* driver.h -- the commands of massc, and what they share. */
#ifndef DRIVER_H
#define DRIVER_H
#include "source/diag.h"
#include "base/fail.h"
#include "options.h"
#include "standalone/output.h"
#include "base/version.h"

/* Each does one command, says on stderr what went wrong, and returns the exit code. */
int command_run(const struct options *o);
int command_check(const struct options *o);
int command_emit(const struct options *o);
int command_build(const struct options *o);
int command_list(const struct options *o);
int command_show(const struct options *o);
int command_space(const struct options *o);
int command_plot(const struct options *o);
int command_diff(const struct options *o);
int command_merge(const struct options *o);
int command_eval(const struct options *o);

/* "massc: error: text" to stderr; returns the code. */
int complain(const struct fail *f);
int complain_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* "massc: warning: text" to stderr. */
void caution(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* struct job_watch: "massc: warning: ..." that process [holder], 0: another run, writes into the folder. */
void tell_waiting(void *user, const char *folder, long holder);
/* Writes a text to stdout; returns the exit code, after a message. */
int print_text(const struct text *text);
#endif
