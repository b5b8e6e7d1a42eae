/* standalone_make.h -- the tables of a program from a checked experiment, and its kernels as C.
 *
 * What a program may be asked for by name, what it can write and what it needs is for who makes it a program.
 */
#ifndef STANDALONE_MAKE_H
#define STANDALONE_MAKE_H
#include "base/fail.h"
#include "pipeline.h"
#include "standalone_text.h"

/* Begun as all 0; closed in any case. What it leads to is the pipeline's arena's. */
struct standalone_made {
    const struct exploration *const *list; int count;       /* by standalone_open */
    struct job *jobs;                           /* [count], open: closed by standalone_close */
    struct program **programs;                  /* [count], by standalone_kernels, as the next two */
    struct program_file kernels;                /* its parts are files of their own where nothing is shared */
    struct standalone program;                  /* by standalone_tables_of: explorations, title, file, stem, version, run_id */
    struct standalone_extent *extents;          /* [count] */
};

/* Opens the jobs. 0, or -1: what is wrong with a space is a space's own message, of exploration *[blamed]. */
int  standalone_open(struct standalone_made *m, struct pipeline *p, const struct experiment *e, const struct exploration *const *list,
                     int count, int *blamed, struct fail *f);
/* Lowers and writes the kernels: each as a file of its own, which a compiler is told the name of (KERNEL_SYMBOL, the part's
 * symbol), or for one file beside texts of C (programs_emit). */
void standalone_kernels(struct standalone_made *m, struct pipeline *p, const struct experiment *e, int in_one_file,
                        const char *const *beside);
/* Makes the tables. [command]: as typed, or NULL. 0, or -1 with code 3: a file cannot be read any more. */
int  standalone_tables_of(struct standalone_made *m, struct pipeline *p, const struct experiment *e, const char *command, struct fail *f);
void standalone_close(struct standalone_made *m);
#endif
