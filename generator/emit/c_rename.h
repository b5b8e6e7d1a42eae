/* c_rename.h -- other names for what a C text declares, so that several stand in one file. */
#ifndef C_RENAME_H
#define C_RENAME_H
#include "base/arena.h"
#include "base/text.h"

/* What a text calls its things, and what they shall be called. */
struct c_renames {
    struct c_rename { const char *from, *to; } *list;
    int count;
};

/* Appends the text with other names for what it declares at its outermost level: [prefix] in front, in capitals where
 * a name begins with one, and underscores behind until no word of the text and no name of [taken] is the same. What
 * [known] declares there, or C itself, keeps its name. Both end with NULL; prefix "": only names that are taken change.
 * The names are added to [all], in the arena, and count as taken from then on. */
void c_rename(const char *text, const char *prefix, const char *const *known, const char *const *taken, struct arena *a,
              struct c_renames *all, struct text *out);
#endif
