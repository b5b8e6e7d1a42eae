/* text.h -- growing text. */
#ifndef TEXT_H
#define TEXT_H
#include <stdarg.h>
#include <stddef.h>
#include "guard.h"

/* All 0 is an empty one. Whoever begins it frees it; where memory runs out the guard does, and
 * what adds raises instead of returning (guard.h). */
struct text {
    char  *bytes;           /* NUL-terminated; NULL while empty */
    size_t len, cap;        /* bytes of the text without its NUL; bytes there is room for */
    struct held held;       /* by the guard it was begun under: until that ends, not to be moved */
};

void text_add(struct text *t, const char *s);
void text_bytes(struct text *t, const char *s, size_t n);
void text_print(struct text *t, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void text_vprint(struct text *t, const char *format, va_list args)
    __attribute__((format(printf, 2, 0), nonnull(2)));
void text_free(struct text *t);                     /* it is empty then */
const char *text_string(const struct text *t);      /* "" while empty */

/* What ends a noun of which there are so many: "" for one, else "s". */
const char *plural(long n);

/* "[3, 2]", as far as [size] bytes reach; returns out. */
char *text_list(char *out, size_t size, const long *list, int n);
#endif
