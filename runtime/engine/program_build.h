/* program_build.h -- C texts and an archive in, a program out: by gcc or clang, in a folder of its own that is gone afterwards. */
#ifndef PROGRAM_BUILD_H
#define PROGRAM_BUILD_H
#include <signal.h>
#include "base/arena.h"
#include "base/fail.h"
#include "compile.h"

/* A text that becomes an object. */
struct build_text {
    const char *text;
    const char *kernel;         /* its KERNEL_SYMBOL: compiled as the engines compile kernels, for [march]; NULL: for any processor
                                   of this kind */
};

/* By who asks. */
struct build_order {
    const char *compiler;       /* a path */
    const char *name;           /* what messages call it: "gcc" */
    const char *march;          /* of kernels; NULL: what the compiler does without being told */
    const char *any;            /* likewise of all else: the least of this kind; NULL: what the compiler does */
    int is_static;              /* needs nothing where it runs */
    const void *archive; size_t archive_size;   /* of objects, linked behind the texts */
    const volatile sig_atomic_t *stop;          /* nonzero: end soon, code 130 */
};

/* What a compiler says of itself; texts in the arena. */
struct build_about {
    const char *version;        /* "gcc 12.2.0" */
    const char *needs;          /* of the processor, see processor.h; NULL: nothing */
};

/* 0, or -1 with code 2: it does not know the processor; 3: it is no compiler. */
int  build_ask(const struct build_order *b, struct arena *a, struct build_about *out, struct fail *f);
/* Makes the program at [path], which is there whole or not at all. Code 70 where a text is rejected, 3: machine and disk, 130. */
int  build_program(const struct build_order *b, const struct build_text *texts, int count, const char *path, struct fail *f);
#endif
