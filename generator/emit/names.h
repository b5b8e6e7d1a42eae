/* names.h -- identifiers of the emitted text, unique by construction.
 *
 * Everything that will stand in the text and is not the model's (templates, keywords,
 * the walker's own words) is reserved first; a model's name is then taken as it is, or
 * with underscores behind it until it is free. So generated and model names cannot
 * meet, whatever a model calls its quantities and whatever templates come to say.
 */
#ifndef EMIT_NAMES_H
#define EMIT_NAMES_H
#include <stddef.h>
#include "base/arena.h"

struct names {
    struct arena *arena;        /* by names_open; holds all else */
    struct name_entry **buckets; int bucket_count;      /* a power of two; grown as names come */
    int count;                  /* names that were ever reserved or taken */
    int level;                  /* names of a level end with it: 0 the file, 1 a function, ...; names_enter, names_leave */
    struct name_entry *taken;   /* by names_take, newest first; names_leave drops those of its level */
};

/* With the keywords of C and of the compilers reserved. */
void names_open(struct names *n, struct arena *a);
/* Reserves what a text of C says at its outermost level: functions, types, macros and
 * what they stand for, constants of enums; not what lives inside other braces and parentheses. [text] ends with a
 * NUL. */
void names_reserve_text(struct names *n, const char *text, size_t len);
void names_reserve(struct names *n, const char *name);      /* for good; copied */
/* A name as near to [want] as is free, taken until its level ends. Names that C keeps
 * for itself (a leading underscore) are moved out of the way; what no identifier has
 * becomes an underscore. */
const char *names_take(struct names *n, const char *want);
/* With Greek letters spelt by their names, "tau_1"; [name] itself where there are none. */
const char *names_spelt(const char *name, struct arena *a);
/* What C takes for a name, as near to [want] as that allows; it may be a keyword. */
const char *names_identifier(const char *want, struct arena *a);
int  names_is_free(const struct names *n, const char *name);   /* would names_take take it as it is? */
void names_enter(struct names *n);
void names_leave(struct names *n);
#endif
