/* output.c -- messages to stderr, texts to stdout. */
#include "driver.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* ---- streams ---- */

/* Where a stream cannot be had; if it is the one of messages there is nobody to tell. */
_Noreturn static void leave_without(int fd, int error)
{
    struct fail f = { .code = EXIT_SYSTEM };
    snprintf(f.text, sizeof f.text, "descriptor %d is closed, and /dev/null does not open in its place: %s", fd, strerror(error));
    _exit(complain(&f));
}

/* The lowest free number is taken, so streams are looked at in order, and one that gets a
 * higher number was not closed. They are opened the wrong way round: using them fails as it
 * would on the closed ones. Messages go to nobody. */
void open_standard_streams(void)
{
    static const int modes[] = { O_WRONLY, O_RDONLY, O_RDONLY };
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        int opened = fcntl(fd, F_GETFD) < 0 ? open("/dev/null", modes[fd]) : fd;
        if (opened < 0)
            leave_without(fd, errno);
        if (opened > fd)
            close(opened);
    }
}

int check_stdout(struct fail *f)
{
    int flags = fcntl(STDOUT_FILENO, F_GETFL);
    if (flags >= 0 && (flags & O_ACCMODE) != O_RDONLY)
        return 0;
    return fail(f, EXIT_SYSTEM, "cannot write to the standard output: it is closed; "
                ">/dev/null drops what is printed");
}

/* errno may be a later one's by the time a stream tells that it failed. */
static int reader_left(int error)
{
    struct pollfd out = { .fd = STDOUT_FILENO, .events = POLLOUT };
    return error == EPIPE || (poll(&out, 1, 0) > 0 && (out.revents & POLLERR));
}

/* ---- messages ---- */

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

void tell_waiting(const char *folder, long holder)
{
    if (holder)
        caution("process %ld is writing into '%s'; waiting until it is done", holder, folder);
    else
        caution("another run is writing into '%s'; waiting until it is done", folder);
}

/* ---- texts ---- */

/* [earlier]: errno of a write that failed before, or 0. */
static int finish_stdout(int earlier, struct fail *f)
{
    errno = 0;
    int failed = fflush(stdout) != 0 || ferror(stdout), error = errno ? errno : earlier;
    if (!failed || reader_left(error))
        return 0;
    if (check_stdout(f) < 0)
        return -1;
    return fail(f, EXIT_SYSTEM, "cannot write to the standard output%s%s", error ? ": " : "",
                error ? strerror(error) : "");
}

int flush_stdout(struct fail *f)
{
    return finish_stdout(0, f);
}

int print_text(const struct text *text)
{
    struct fail f = { .code = 0 };
    errno = 0;
    int error = fwrite(text_string(text), 1, text->len, stdout) < text->len ? errno : 0;
    return finish_stdout(error, &f) < 0 ? complain(&f) : EXIT_OK;
}

/* What a screen said of stdout: [mine], when [status] is not 0. */
static int printed(int status, const struct fail *mine, struct fail *f)
{
    if (status == 0 || (ferror(stdout) && reader_left(errno)))
        return 0;
    if (ferror(stdout) && check_stdout(f) < 0)
        return -1;
    return fail(f, mine->code, "%s", mine->text);
}

int print_screen(struct sink *screen, struct fail *f)
{
    struct fail mine = { .code = 0 };
    errno = 0;
    return printed(sink_show(screen, stdout, &mine), &mine, f);
}

int print_job(struct job *job, struct fail *f)
{
    struct fail mine = { .code = 0 };
    errno = 0;
    return printed(job_show(job, stdout, &mine), &mine, f);
}
