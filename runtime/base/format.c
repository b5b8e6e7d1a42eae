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

static size_t print_with_library(char *out, size_t size, const char *format, va_list args)
{
    int n = vsnprintf(out, size, format, args);
    return n < 0 ? 0 : (size_t)n;
}

/* 0: there is a conversion that is none of the plain ones, and what is written is nothing. */
static int print_plain(struct printed *l, const char *format, va_list args)
{
    for (const char *at = format; *at; at++) {
        const char *plain = at;
        int most;
        char letter;
        while (*at && *at != '%')
            at++;
        put(l, plain, (size_t)(at - plain));
        if (!*at)
            break;
        switch (*++at) {
        case 's':
            put_text(l, -1, va_arg(args, const char *));
            break;
        case 'd':
            put_number(l, va_arg(args, int));
            break;
        case 'c': case '%':
            letter = *at == 'c' ? (char)va_arg(args, int) : '%';
            put(l, &letter, 1);
            break;
        case 'l':
            if (*++at != 'd')
                return 0;
            put_number(l, va_arg(args, long));
            break;
        case '.':
            if (*++at != '*' || *++at != 's')
                return 0;
            most = va_arg(args, int);
            put_text(l, most, va_arg(args, const char *));
            break;
        default:
            return 0;
        }
    }
    return 1;
}

size_t format_into(char *out, size_t size, const char *format, va_list args)
{
    struct printed l = { out, size, 0 };
    va_list whole;
    va_copy(whole, args);
    if (!print_plain(&l, format, args))
        l.len = print_with_library(out, size, format, whole);
    else if (size)
        out[l.len < size ? l.len : size - 1] = '\0';
    va_end(whole);
    return l.len;
}
