/* fail.h -- errors as values: what went wrong, and the exit code it deserves. */
#ifndef FAIL_H
#define FAIL_H

enum { FAIL_SYSTEM = 3 };   /* file, memory, disk: EXIT_SYSTEM of diag.h */

struct fail {
    int code;               /* 0: nothing went wrong; else an exit code of diag.h */
    char text[1000];        /* lower case, no full stop; names the file or axis */
    int no_memory;          /* it was memory that ran out, which is nobody's fault */
};

/* Fills [f] unless it already holds an error; returns -1 for `return fail(...)`. */
int fail(struct fail *f, int code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same with code 3 where memory ran out: "[name]: out of memory", or without a name. */
int fail_memory(struct fail *f, const char *name);
#endif
