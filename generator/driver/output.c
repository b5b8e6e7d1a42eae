/* output.c -- messages to stderr, texts to stdout. */
#include "driver.h"
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int complain(const struct fail *f)
{
    fprintf(stderr, "massc: error: %s\n", f->text);
    return f->code;
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
    fputs("massc: warning: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
}

int flush_stdout(struct fail *f)
{
    if ((fflush(stdout) == 0 && !ferror(stdout)) || errno == EPIPE)
        return 0;
    return fail(f, EXIT_SYSTEM, "cannot write to the standard output: %s", strerror(errno));
}

int print_text(const struct text *text)
{
    struct fail f = { .code = 0 };
    errno = 0;
    fwrite(text_string(text), 1, text->len, stdout);
    return flush_stdout(&f) < 0 ? complain(&f) : EXIT_OK;
}
