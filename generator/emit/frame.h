/* frame.h -- the whole text of a kernel: templates/kernel.c with its holes filled. */
#ifndef FRAME_H
#define FRAME_H
#include "lower/program.h"
#include "target.h"

struct frame {                          /* set by program_emit */
    const struct program *program;
    const struct target *target;
    const char *templates;              /* folder that overrides the embedded ones, or NULL */
};

/* Appends the text to [out]. Raises (base/guard.h) when a template cannot be read. */
void frame_text(const struct frame *f, struct text *out);

/* Appends the tables at the end (tables.c). [name]: of the exploration; [room]: numbers a lane that the calls of a step need
 * beside the buffers; [dead]: number of a buffer, or -1. */
void frame_tables(const struct net *n, const char *name, int dead, long room, struct text *out);
#endif
