/* object.h -- the inside of an object of the library: what its files know of each other.
 *
 * Settings take part in the checking of a text, so a model is its text and its settings, and is checked again
 * whenever one of them changes. A run or a simulation checks once more, into memory of its own, so that what
 * it gives stands alone.
 *
 * What may ask for memory runs under a guard; what it fills in stands outside of it and can be closed at any
 * moment.
 */
#ifndef OBJECT_H
#define OBJECT_H
#include <signal.h>
#include "base/fail.h"
#include "job/option.h"
#include "massc.h"
#include "checked.h"
#include "kernels.h"

/* Settings in the order in which they hold: of what stands on one left-hand side there is the last alone. */
struct settings {
    const char **list;              /* NULL-terminated, each of malloc; NULL: none yet */
    int count, room;                /* room for the NULL not counted */
};

/* Begun as all 0 by massc_open and massc_open_text. */
struct massc {
    struct arena arena;             /* of the path */
    const char *path;               /* of the text, "<text>" where it has none */
    int has_path;                   /* it can be read again */
    struct arena text;              /* of the source */
    const struct source *src;       /* NULL: the file could not be read */
    struct settings sets, axes;
    char key[24];                   /* "": as declared */
    int real;
    struct checked *good;           /* of this text and these settings; NULL: never without errors so far */
    struct kernels kernels;         /* of this text and these settings */
    int code;                       /* of the last call, as the next four */
    struct text error;
    char fault[1100];               /* the error where there is no memory for a text; else "" */
    struct { char text[1000]; struct massc_diagnostic diagnostic; } plain;      /* an error that lies in no text; else "" */
    struct said said;               /* its arena is empty where they are another's, who keeps them until the next call */
    volatile sig_atomic_t cancelled;        /* raised by massc_cancel in any thread, 0 when a run or steps begin */
    void (*log)(void *user, int level, const char *line);       /* of massc_log, or NULL */
    void *log_user;
};

/* ---- errors ---- */

/* Nothing is wrong so far. */
void object_succeed(struct massc *m);
/* The only error, in memory that is there; -1. */
int  object_fault(struct massc *m, int code, const char *text);
/* Behind the warnings; -1. */
int  object_fail(struct massc *m, const struct fail *f);
/* Calls work(user); what it raises is the error of [m], and -1. */
int  object_guarded(struct massc *m, void (*work)(void *user), void *user);
/* A call on a model begins: 0 where its file could never be read, which is the error then. */
int  object_can(struct massc *m);
/* ... and on one without errors, which are said again: 0 where there are any. */
int  object_has_model(struct massc *m);
/* A line of the log, as printf would write it; nothing where nobody listens. */
void object_log(const struct massc *m, int level, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* ---- checking ---- */

/* The options that the settings are. */
struct job_options object_options(const struct massc *m);
/* Says again what a check said; 0, or -1 where there is no memory for it. */
int  object_repeat(struct massc *m, const struct checked *c);
/* Adds a setting and checks with it; 0, or -1 and it is as it was. */
int  object_set(struct massc *m, struct settings *to, const char *text);
#endif
