/* fail.c -- errors as values. The first error is kept: it is the cause. */
#include "fail.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int fail(struct fail *f, int code, const char *format, ...)
{
    if (f->code)
        return -1;
    f->code = code;
    va_list args;
    va_start(args, format);
    vsnprintf(f->text, sizeof f->text, format, args);
    va_end(args);
    return -1;
}

int fail_memory(struct fail *f, const char *name)
{
    f->no_memory |= !f->code;
    return fail(f, EXIT_SYSTEM, "%s%sout of memory", name ? name : "", name ? ": " : "");
}

int fail_in_front(struct fail *f, const char *format, ...)
{
    char text[sizeof f->text];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    size_t room = sizeof text - 1 - strlen(text);
    strncat(text, f->text, room);
    memcpy(f->text, text, sizeof text);
    return -1;
}
