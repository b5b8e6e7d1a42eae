/* frame.h -- the whole text of a kernel: head, the templates it needs, tables of edges,
 * regions, entries.
 */
#ifndef FRAME_H
#define FRAME_H
#include "target.h"

struct frame {
    const struct net *net;
    const struct target *target;
    const char *(*call)(int function);      /* name in C of a function: "m_exp" */
    const char *interface;                  /* text of kernel.h: the job's and kernel's structs */
    const char *table;                      /* what follows the entries: the kernel's own table */
};

/* Appends the text to [out]; returns how many times LANES numbers job->room must hold. */
int frame_text(const struct frame *f, struct text *out);
#endif
