/* standalone_text.h -- a program's tables (standalone/standalone.h) as the C text that declares them.
 *
 * What the text needs is declared in front of it: standalone.h and math.h, by #include or pasted, and the kernels,
 * or they are files of their own. It ends with main. Only members that are not 0 are written; texts that occur
 * again, and long ones, stand once and have names.
 */
#ifndef STANDALONE_TEXT_H
#define STANDALONE_TEXT_H
#include "base/arena.h"
#include "base/text.h"
#include "standalone/standalone.h"

/* Beside the tables of an exploration: what they do not say themselves. */
struct standalone_extent {
    const char *kernel;         /* in C: a struct kernel of that name, ... */
    int is_apart;               /* ... in another file */
    long slots;                 /* of job.sweep.slots */
    long fixed;                 /* numbers of job.sweep.graph */
    const long *given;          /* [job.sweep.noise_count]: numbers of noises[i].given; or NULL where none has any */
};

/* Filled in by who asks. */
struct standalone_writing {
    const struct standalone *program;           /* kernel of its explorations, file_kinds and parts are not looked at */
    const struct standalone_extent *extents;    /* [program->count] */
    const char *file_kinds;     /* in C: sink_file_kinds or sink_plain_kinds */
    const char *compiler;       /* in C; NULL: as the program says */
    const char *parts;          /* in C: struct standalone_parts of that name, declared in front; or NULL */
    const char *const *beside;  /* texts of C the names of which are taken, NULL behind them; or NULL */
    struct arena *arena;        /* for what is made meanwhile */
};

/* Appends the text. */
void standalone_text(const struct standalone_writing *w, struct text *out);
/* Bytes of the numbers that stand in it as arrays. */
double standalone_text_bytes(const struct standalone_writing *w);
#endif
