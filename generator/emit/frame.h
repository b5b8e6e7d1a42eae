/* frame.h -- the whole text of a kernel: templates/kernel.c with its holes filled. */
#ifndef FRAME_H
#define FRAME_H
#include "lower/program.h"
#include "names.h"
#include "target.h"

struct frame {                          /* set by program_emit */
    const struct program *program;
    const struct target *target;
    const char *templates;              /* folder that overrides the embedded ones, or NULL */
};

/* Appends the text to [out]. Raises (base/guard.h) when a template cannot be read. */
void frame_text(const struct frame *f, struct text *out);

/* Of [count] kernels that stand in one file, all of the same numbers, lanes and target: what they share, what ends them, and each one's
 * own text. Names of what two of them declare may be the same (c_rename.h), but for what frame_own returns: what its kernel
 * is called, a constant of the file, none of the names [outside]. */
void frame_shared(const struct frame *all, int count, struct text *out);
void frame_behind(const struct frame *all, struct text *out);
const char *frame_own(const struct frame *all, int count, int i, const struct names *outside, struct text *out);

/* Has it a term of noise, whose normals come from outside? */
int frame_draws(const struct net *n);
/* Appends the tables at the end (tables.c). [name]: of the exploration; [symbol]: of the kernel in this
 * file, or NULL: the host says it and sees it; [room]: numbers a lane that the calls of a step need
 * beside the buffers; [dead]: number of a buffer, or -1. */
void frame_tables(const struct net *n, const char *name, const char *symbol, int dead, long room, struct text *out);
#endif
