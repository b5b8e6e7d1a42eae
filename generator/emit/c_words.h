/* c_words.h -- the words of a C text, without those of its comments and strings. */
#ifndef C_WORDS_H
#define C_WORDS_H
#include <stddef.h>
#include "base/text.h"

/* A walk over a text that ends with a NUL. Set text and len, all else 0. */
struct c_words {
    const char *text; size_t len;
    size_t at;                  /* behind the last word */
    int inside;                 /* braces and parentheses open */
    int in_enum;                /* its constants are names of the outermost level: 1 until its brace, 2 */
};

struct c_word {
    size_t from, len;           /* in the text */
    int is_outer;               /* it stands at the outermost level; so do the constants of an enum there */
    int is_member;              /* behind '.' or '->' */
    int is_directive;           /* behind '#' */
};

/* The next name or keyword; numbers are none. 0: there are no more. */
int c_words_next(struct c_words *w, struct c_word *word);

/* Appends the text with long long where it says long: counts of 64 bits on machines whose long is shorter. */
void c_wide(const char *text, struct text *out);
/* Appends #undef for each macro that the text defines, but for those [kept] (NULL behind the last, or NULL). */
void c_undefine(const char *text, const char *const *kept, struct text *out);
#endif
