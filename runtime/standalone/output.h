/* output.h -- messages to stderr, texts to stdout: the same for every program that runs jobs.
 *
 * [program] stands in front of messages: "massc", or what a built program is called.
 */
#ifndef OUTPUT_H
#define OUTPUT_H
#include <stdarg.h>
#include "base/fail.h"
#include "base/text.h"
#include "job/job.h"

/* "PROGRAM: error: text" to stderr; returns the code. */
int tell_error(const char *program, const struct fail *f);
/* "PROGRAM: warning: text" likewise. */
void tell_warning(const char *program, const char *format, ...) __attribute__((format(printf, 2, 3)));
void tell_warning_of(const char *program, const char *format, va_list args) __attribute__((format(printf, 2, 0)));
/* That process [holder], 0: another run, writes into the folder (struct job_watch). */
void tell_folder_waits(const char *program, const char *folder, long holder);

/* To be called before anything is opened: whichever of the descriptors 0 to 2 is
 * closed is opened on /dev/null, so that no file gets its number. What is written
 * to a standard output that was closed still fails. */
void open_standard_streams(const char *program);

/* 0, or -1 with code 3 when nothing can be written to stdout: it was closed. */
int check_stdout(struct fail *f);
/* stdout at the end of a command: 0, or -1 when it could not be written. A
 * reader that went away (massc list | head -1) is no error. */
int flush_stdout(struct fail *f);
/* Writes a text to stdout: 0, or -1 as flush_stdout. */
int write_stdout(const struct text *text, struct fail *f);
/* Prints a table to stdout and closes it; 0, or -1 as flush_stdout. */
int print_screen(struct sink *screen, struct fail *f);
/* The same of what a job shows. */
int print_job(struct job *job, struct fail *f);
#endif
