/* one_file.h -- a program of one file: kernels, tables and the runtime as one text of C. */
#ifndef ONE_FILE_H
#define ONE_FILE_H
#include "base/fail.h"
#include "standalone_make.h"

/* Bytes of numbers that stand in the text as arrays, at most. */
#define ONE_FILE_MOST 8e6

/* Filled in by who asks. */
struct one_file {
    struct pipeline *pipe;
    const struct experiment *e;
    const struct exploration *const *list; int count;
    const char *command;        /* as typed, or NULL */
    const char *about;          /* of the model, lines ended; or NULL */
    const char *name;           /* of the file that it becomes, without folders; NULL: none is known */
};

/* Appends the text. 0, or -1: code 1, the numbers are too many, or as standalone_open and standalone_tables_of say. */
int  one_file_text(const struct one_file *w, struct text *out, struct fail *f);
#endif
