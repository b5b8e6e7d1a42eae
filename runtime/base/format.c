/* format.c -- see format.h. */
#include "format.h"
#include <stdio.h>
#include <string.h>

/* What is written; of a text that is too long the front. */
struct printed {
    char *out;
    size_t size;                /* of out, with its NUL */
    size_t len;                 /* of the whole text, so far */
};

static void put(struct printed *l, const char *bytes, size_t n)
{
    if (l->len < l->size) {
        size_t room = l->size - l->len;
        memcpy(l->out + l->len, bytes, n < room ? n : room);
    }
    l->len += n;
}

/* At most [most] bytes; -1: all. */
static void put_text(struct printed *l, int most, const char *text)
{
    if (!text)
        text = "(null)";
    put(l, text, most < 0 ? strlen(text) : strnlen(text, (size_t)most));
}

static void put_number(struct printed *l, long x)
{
    char digits[24], *first = digits + sizeof digits;
    unsigned long rest = x < 0 ? 0 - (unsigned long)x : (unsigned long)x;
    do
        *--first = (char)('0' + rest % 10);
    while (rest /= 10);
    if (x < 0)
        *--first = '-';
    put(l, first, (size_t)(digits + sizeof digits - first));
}

/* The letters behind a '%' that make one of the plain conversions; 0: it is another. */
static size_t conversion(const char *s)
{
    return strchr("sdc%", *s) && *s ? 1 : s[0] == 'l' && s[1] == 'd' ? 2 : strncmp(s, ".*s", 3) == 0 ? 3 : 0;
}

static int is_plain(const char *format)
{
    size_t n;
    for (const char *at = format; (at = strchr(at, '%')); at += n + 1)
        if (!(n = conversion(at + 1)))
            return 0;
    return 1;
}

static size_t print_with_library(char *out, size_t size, const char *format, va_list args)
{
    int n = vsnprintf(out, size, format, args);
    return n < 0 ? 0 : (size_t)n;
}

size_t format_into(char *out, size_t size, const char *format, va_list args)
{
    struct printed l = { out, size, 0 };
    if (!is_plain(format))
        return print_with_library(out, size, format, args);
    for (const char *at = format; *at; ) {
        size_t plain = strcspn(at, "%");
        put(&l, at, plain);
        at += plain;
        if (!*at)
            break;
        int most;
        char letter;
        switch (at[1]) {
        case 's':
            put_text(&l, -1, va_arg(args, const char *));
            break;
        case '.':
            most = va_arg(args, int);
            put_text(&l, most, va_arg(args, const char *));
            break;
        case 'd':
            put_number(&l, va_arg(args, int));
            break;
        case 'l':
            put_number(&l, va_arg(args, long));
            break;
        default:
            letter = at[1] == 'c' ? (char)va_arg(args, int) : '%';
            put(&l, &letter, 1);
        }
        at += conversion(at + 1) + 1;
    }
    if (size)
        out[l.len < size ? l.len : size - 1] = '\0';
    return l.len;
}
