/* c_text.h -- values of C as a person writes them: numbers, strings, comments, tables of constants.
 *
 * Whatever stands in a name or a text of a user, what is written here is C99 and says the same to every
 * compiler: no trigraph, no end of a comment, no byte that is not ASCII, no string longer than C promises.
 */
#ifndef C_TEXT_H
#define C_TEXT_H
#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/text.h"

enum {
    C_COLUMNS = 110,            /* lines end in front of it where they can */
    C_STRING_MOST = 4000        /* bytes of a string; C99 promises 4095 */
};

/* ---- values; all in the arena ---- */

/* The shortest decimal that reads back as x; INFINITY and NAN are those of math.h. In initialisers of
 * numbers, not in expressions: "1" may stand for 1.0. [single]: x is a float. */
const char *c_number(struct arena *a, double x, int single);
/* A text as literals in quotes, one a line of it; lines behind the first begin with [indent] spaces. NULL: "NULL".
 * Of [len] bytes, at most C_STRING_MOST. */
const char *c_string(struct arena *a, const char *s, int indent);
const char *c_string_of(struct arena *a, const char *s, size_t len, int indent);
/* What a comment may hold of a text, in one line: dots for what could do harm there. */
const char *c_remark(struct arena *a, const char *s);

/* ---- one initialiser, "{ .name = value, ... }" ---- */

/* Begun by c_open; members follow each other, and lines are broken between them. */
struct c_record {
    struct arena *arena;
    struct text *out;
    int indent;                 /* of the lines behind the first */
    size_t line;                /* where the line begins in out */
    int count;                  /* of members so far */
};
/* Behind what stands in [out] already, the line of which is indented by [indent]. */
struct c_record c_open(struct arena *a, struct text *out, int indent);
void c_member(struct c_record *r, const char *name, const char *value);     /* NULL: there is none */
/* The same; none where it is 0, or NULL. */
void c_member_number(struct c_record *r, const char *name, double x);
void c_member_integer(struct c_record *r, const char *name, int64_t n);
void c_member_string(struct c_record *r, const char *name, const char *s);
void c_close(struct c_record *r);       /* "{ 0 }" where it has no member */

/* ---- lists ---- */

/* "static const TYPE NAME[] = {", numbers in lines, "};". [count] is 1 at least. */
void c_doubles(const char *name, const double *values, long count, struct text *out);
void c_floats(const char *name, const float *values, long count, struct text *out);
void c_longs(const char *name, const long *values, long count, struct text *out);
#endif
