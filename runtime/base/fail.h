/* fail.h -- errors as values: what went wrong, and the exit code it deserves. */
#ifndef FAIL_H
#define FAIL_H

/* How the program ends, and what an error deserves. */
enum exit_code {
    EXIT_OK = 0,
    EXIT_MODEL = 1,             /* the model has errors */
    EXIT_USAGE = 2,             /* command line not understood */
    EXIT_SYSTEM = 3,            /* file, memory, disk, compiler missing */
    EXIT_NUMERIC = 4,           /* --strict and a point that is not finite */
    EXIT_INTERNAL = 70,         /* a bug here */
    EXIT_INTERRUPTED = 130
};

/* Begun as all 0 by the caller of what may fail. The first error is kept: it is the cause. */
struct fail {
    int code;               /* 0: nothing went wrong; else an exit code */
    char text[1000];        /* lower case, no full stop; names the file or axis */
    int no_memory;          /* it was memory that ran out, which is nobody's fault */
};

/* Fills [f] unless it already holds an error; returns -1 for `return fail(...)`. */
int fail(struct fail *f, int code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Puts words in front of what [f] says; returns -1. */
int fail_in_front(struct fail *f, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* As fail, with code 3 where memory ran out: "[name]: out of memory", or without a name. */
int fail_memory(struct fail *f, const char *name);
#endif
