/* fail.c -- errors as values. The first error is kept: it is the cause. */
#include "fail.h"
#include <stdarg.h>
#include <stdio.h>

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
