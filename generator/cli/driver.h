/* driver.h -- the commands of massc, and what they share. */
#ifndef DRIVER_H
#define DRIVER_H
#include "source/diag.h"
#include "base/fail.h"
#include "options.h"
#include "job/job.h"
#include "base/version.h"

/* Each does one command, says on stderr what went wrong, and returns the exit code. */
int command_run(const struct options *o);
int command_check(const struct options *o);
int command_emit(const struct options *o);
int command_list(const struct options *o);
int command_show(const struct options *o);
int command_space(const struct options *o);
int command_plot(const struct options *o);
int command_diff(const struct options *o);
int command_eval(const struct options *o);

/* "massc: error: text" to stderr; returns the code. */
int complain(const struct fail *f);
int complain_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* "massc: warning: text" to stderr. */
void caution(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* To be called before anything is opened: whichever of the descriptors 0 to 2 is
 * closed is opened on /dev/null, so that no file gets its number. What is written
 * to a standard output that was closed still fails. */
void open_standard_streams(void);

/* 0, or -1 with code 3 when nothing can be written to stdout: it was closed. */
int check_stdout(struct fail *f);
/* stdout at the end of a command: 0, or -1 when it could not be written. A
 * reader that went away (massc list | head -1) is no error. */
int flush_stdout(struct fail *f);
/* Writes a text to stdout; returns the exit code, after a message. */
int print_text(const struct text *text);
/* Prints a table to stdout and closes it; 0, or -1 as flush_stdout. */
int print_screen(struct sink *screen, struct fail *f);
/* The same of what a job shows. */
int print_job(struct job *job, struct fail *f);
/* "massc: warning: ..." that process [holder], 0: another run, writes into the folder (struct job_watch). */
void tell_waiting(const char *folder, long holder);
#endif
