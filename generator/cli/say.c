/* say.c -- what massc says, under its name. */
#include "driver.h"
#include <stdarg.h>
#include <stdio.h>

int complain(const struct fail *f)
{
    return tell_error("massc", f);
}

int complain_usage(const char *format, ...)
{
    va_list args;
    struct fail f = { .code = EXIT_USAGE };
    va_start(args, format);
    vsnprintf(f.text, sizeof f.text, format, args);
    va_end(args);
    return complain(&f);
}

void caution(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    tell_warning_of("massc", format, args);
    va_end(args);
}

void tell_waiting(void *user, const char *folder, long holder)
{
    (void)user;
    tell_folder_waits("massc", folder, holder);
}

int print_text(const struct text *text)
{
    struct fail f = { .code = 0 };
    return write_stdout(text, &f) < 0 ? complain(&f) : EXIT_OK;
}
