/* standalone_pen.h -- a program's text on its way: names that are taken, what is written already; private to standalone_*.c. */
#ifndef STANDALONE_PEN_H
#define STANDALONE_PEN_H
#include "emit/c_text.h"
#include "emit/names.h"
#include "standalone_text.h"

/* Where a structure gets a member that is not written here this does not compile any more: a member that is
 * forgotten would be 0 in every program. The second of what lies in front of a member, for structures that go on
 * with what a run sets. */
#define STANDALONE_AS_KNOWN(size, bytes, what) _Static_assert((size) == (bytes), "write down what " what " has now that it had not")
#define AS_KNOWN(type, bytes) STANDALONE_AS_KNOWN(sizeof(type), bytes, #type)
#define AS_KNOWN_TO(type, member, bytes) STANDALONE_AS_KNOWN(offsetof(type, member), bytes, #type)

/* What is written already, and how it is called. */
struct standalone_known {
    const void *what;           /* a table, by its place; ... */
    const char *text;           /* ... or a text, by what it says; else NULL */
    const char *name;           /* in C */
};

/* A text on its way. Set by standalone_text. */
struct standalone_pen {
    const struct standalone_writing *w;
    struct arena *arena;
    struct names names;         /* of the outermost level, those of beside reserved */
    struct text *out;
    const char *prefix;         /* of the names of an exploration's tables, "g_sweep_" */
    struct standalone_known *known; int known_count;
    const char **joined; int joined_count;      /* texts that main joins, by their names */
};

/* Names at the outermost level: of a table of this exploration, "g_sweep_axes" of "axes"; "g_sweep_x_values" of "x" and "values". */
const char *pen_name(struct standalone_pen *p, const char *what);
const char *pen_name_of(struct standalone_pen *p, const char *of, const char *what);
/* What a table that is written already is called, by where it lies; NULL: it is not. The other says it, and returns it. */
const char *pen_known(const struct standalone_pen *p, const void *what);
const char *pen_know(struct standalone_pen *p, const void *what, const char *name);

/* "static const TYPE NAME[] = {" below what a comment says, rows, and its end. */
const char *pen_open(struct standalone_pen *p, const char *doc, const char *type, const char *what);
struct c_record pen_row(struct standalone_pen *p);
void pen_row_end(struct c_record *r);
void pen_close(struct standalone_pen *p);
/* A list of texts called [name], which is returned; entries may be NULL. [count] -1: it ends with NULL. */
const char *pen_texts(struct standalone_pen *p, const char *name, const char *const *list, int count);

/* A member that is a text: in quotes, or the name of one that stands in front (pen_take_text). */
void pen_member(struct standalone_pen *p, struct c_record *r, const char *name, const char *s);
/* Writes a text down that is long, under a name as near to [name] as is free. */
void pen_take_text(struct standalone_pen *p, const char *name, const char *s);
/* "{ 1000, 1, 3 }", or NULL: it changes nothing. */
const char *pen_scale(struct standalone_pen *p, struct scale s);
/* "{ 8, 3 }", or NULL: there is no dimension. */
const char *pen_shape(struct standalone_pen *p, const long *shape, int rank);
#endif
