/* text.c -- growing text. */
#include "text.h"
#include "format.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "guard.h"

static void release(struct held *h)
{
    text_free((struct text *)((char *)h - offsetof(struct text, held)));
}

/* Room for n more bytes and the NUL. */
static void reserve(struct text *t, size_t n)
{
    if (n > SIZE_MAX/4 || t->len > SIZE_MAX/4)
        guard_out_of_memory();
    size_t need = t->len + n + 1;
    if (need <= t->cap)
        return;
    size_t cap = t->cap ? 2*t->cap : 64;
    if (cap < need)
        cap = need;
    char *bytes = realloc(t->bytes, cap);
    if (!bytes)
        guard_out_of_memory();
    if (!t->bytes)
        guard_hold(&t->held, release);
    t->bytes = bytes;
    t->cap = cap;
}

void text_bytes(struct text *t, const char *s, size_t n)
{
    reserve(t, n);
    if (n)
        memcpy(t->bytes + t->len, s, n);
    t->len += n;
    t->bytes[t->len] = 0;
}

void text_add(struct text *t, const char *s)
{
    text_bytes(t, s, strlen(s));
}

void text_vprint(struct text *t, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    size_t room = t->cap > t->len ? t->cap - t->len : 0, n = format_into(room ? t->bytes + t->len : NULL, room, format, args);
    if (n >= room && n) {
        reserve(t, n);
        format_into(t->bytes + t->len, n + 1, format, again);
    }
    t->len += n;
    va_end(again);
}

void text_print(struct text *t, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    text_vprint(t, format, args);
    va_end(args);
}

void text_free(struct text *t)
{
    guard_drop(&t->held);
    free(t->bytes);
    *t = (struct text){ 0 };
}

const char *text_string(const struct text *t)
{
    return t->bytes ? t->bytes : "";
}

const char *plural(long n)
{
    return n == 1 ? "" : "s";
}

char *text_list(char *out, size_t size, const long *list, int n)
{
    enum { LONGEST = 24 };              /* bytes of a number and what follows it */
    size_t used = (size_t)snprintf(out, size, "[");
    for (int i = 0; i < n && used + LONGEST < size; i++)
        used += (size_t)snprintf(out + used, size - used, "%s%ld", i ? ", " : "", list[i]);
    snprintf(out + used, size - used, "]");
    return out;
}
