/* output.c -- messages to stderr, texts to stdout. */
#include "output.h"
#include "base/guard.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* ---- streams ---- */

/* Where a stream cannot be had; if it is the one of messages there is nobody to tell. */
NO_RETURN static void leave_without(const char *program, int fd, int error)
{
    struct fail f = { .code = EXIT_SYSTEM };
    snprintf(f.text, sizeof f.text, "descriptor %d is closed, and /dev/null does not open in its place: %s", fd, strerror(error));
    _exit(tell_error(program, &f));
}

/* The lowest free number is taken, so streams are looked at in order, and one that gets a
 * higher number was not closed. They are opened the wrong way round: using them fails as it
 * would on the closed ones. Messages go to nobody. */
void open_standard_streams(const char *program)
{
    static const int modes[] = { O_WRONLY, O_RDONLY, O_RDONLY };
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        int opened = fcntl(fd, F_GETFD) < 0 ? open("/dev/null", modes[fd]) : fd;
        if (opened < 0)
            leave_without(program, fd, errno);
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

int tell_error(const char *program, const struct fail *f)
{
    fprintf(stderr, "%s: error: %s\n", program, f->text);
    return f->code;
}

void tell_warning_of(const char *program, const char *format, va_list args)
{
    fprintf(stderr, "%s: warning: ", program);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
}

void tell_warning(const char *program, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    tell_warning_of(program, format, args);
    va_end(args);
}

void tell_folder_waits(const char *program, const char *folder, long holder)
{
    if (holder)
        tell_warning(program, "process %ld is writing into '%s'; waiting until it is done", holder, folder);
    else
        tell_warning(program, "another run is writing into '%s'; waiting until it is done", folder);
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

int write_stdout(const struct text *text, struct fail *f)
{
    errno = 0;
    int error = fwrite(text_string(text), 1, text->len, stdout) < text->len ? errno : 0;
    return finish_stdout(error, f);
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
