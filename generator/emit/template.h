/* template.h -- texts of templates/, from the program itself or a folder, and filling in. */
#ifndef TEMPLATE_H
#define TEMPLATE_H
#include "base/arena.h"
#include "base/text.h"

struct templates {                      /* set by frame_text */
    const char *folder;             /* that overrides the embedded ones, or NULL */
    struct arena *arena;            /* holds what was read */
};

/* The text of templates/[path], which ends with a NUL. Raises (base/guard.h) an error
 * that names the file, code 3, when a folder was given and it cannot be read. */
const char *template_text(const struct templates *t, const char *path);

/* The text of kernel.h: no folder overrides what the runtime was compiled with. */
const char *template_interface(void);
/* What kernel_eval.h adds to it. */
const char *template_eval_interface(void);

/* A hole of a template: ${name}. Both are the caller's. */
struct hole { const char *name; const struct text *text; };

/* Appends the template with its holes filled, the list of which ends with a NULL name; a hole of
 * another name stays as it is. A hole that stands alone on its line and is empty takes the line with it; runs of empty lines
 * become one. */
void template_fill(const char *text, const struct hole *holes, struct text *out);
#endif
