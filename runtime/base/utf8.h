/* utf8.h -- characters of more than one byte. */
#ifndef UTF8_H
#define UTF8_H
#include <stddef.h>

/* The length of the well-formed character at [s], which ends before [end]; 0 if there is
 * none: forms that are longer than needed, surrogates and values above U+10FFFF are refused
 * (RFC 3629). */
int utf8_length(const char *s, const char *end);
/* All of a text is well-formed. */
int utf8_is(const char *text);
/* A byte that does not begin a character. */
int utf8_continues(char c);
/* The bytes of the whole characters within the first [most] bytes of a text. */
size_t utf8_cut(const char *text, size_t most);
/* Whether a terminal's locale has more than ASCII: LC_ALL, LC_CTYPE or LANG, in this order, as
 * setlocale would choose. */
int locale_is_utf8(void);
#endif
