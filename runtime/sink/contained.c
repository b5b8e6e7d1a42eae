/* contained.c -- a child, and a pipe on which it says how it ended. */
#include "contained.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static const int interrupts[] = { SIGINT, SIGTERM, SIGHUP, SIGXCPU };
enum { INTERRUPTS = sizeof interrupts/sizeof *interrupts };

/* What interrupts the parent ends the child, what it ignores (nohup) the child does too; and
 * the parent's end is its own. */
static void follow_parent(pid_t parent)
{
    struct sigaction now;
    for (int i = 0; i < INTERRUPTS; i++)
        if (sigaction(interrupts[i], NULL, &now) || now.sa_handler != SIG_IGN)
            signal(interrupts[i], SIG_DFL);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(EXIT_INTERNAL);
}

static void say(int fd, const struct fail *f)
{
    const char *at = (const char *)f;
    for (size_t left = sizeof *f; left; ) {
        ssize_t n = write(fd, at, left);
        if (n < 0 && errno != EINTR)
            return;
        if (n > 0) {
            at += n;
            left -= (size_t)n;
        }
    }
}

enum { TICK = 50 };         /* ms */

static void wait_ticking(int fd, void (*tick)(void *user), void *user)
{
    struct pollfd heard = { .fd = fd, .events = POLLIN };
    for (int n = 0; tick && (n == 0 || (n < 0 && errno == EINTR)); ) {
        tick(user);
        n = poll(&heard, 1, TICK);
    }
}

/* All of what the child says, or 0. */
static int hear(int fd, struct fail *f)
{
    char *at = (char *)f;
    for (size_t left = sizeof *f; left; ) {
        ssize_t n = read(fd, at, left);
        if (n == 0 || (n < 0 && errno != EINTR))
            return 0;
        if (n > 0) {
            at += n;
            left -= (size_t)n;
        }
    }
    return 1;
}

/* The signal that ended a child; 0: none, or a host that collects its children itself. */
static int end_of(pid_t child)
{
    int how = 0;
    pid_t got;
    do
        got = waitpid(child, &how, 0);
    while (got < 0 && errno == EINTR);
    return got == child && WIFSIGNALED(how) ? WTERMSIG(how) : 0;
}

static int explain(int number, struct fail *f)
{
    for (int i = 0; i < INTERRUPTS; i++)
        if (number == interrupts[i])
            return fail(f, EXIT_INTERRUPTED, "interrupted");
    if (number)
        return fail(f, EXIT_SYSTEM, "the library that writes it crashed (%s)", strsignal(number));
    return fail(f, EXIT_SYSTEM, "the library that writes it ended the process");
}

int contained_call(contained_work *work, void (*tick)(void *user), void *user, int *number, struct fail *f)
{
    int ends[2];
    struct fail said;
    pid_t parent = getpid();
    *number = 0;
    if (pipe2(ends, O_CLOEXEC))
        return fail(f, EXIT_SYSTEM, "cannot make a pipe: %s", strerror(errno));
    pid_t child = fork();
    if (child == 0) {
        said = (struct fail){ .code = 0 };
        follow_parent(parent);
        close(ends[0]);
        int status = work(user, &said);
        if (status && !said.code)
            fail(&said, EXIT_INTERNAL, "failed without a reason");
        say(ends[1], &said);
        _exit(EXIT_OK);
    }
    int error = errno;
    close(ends[1]);
    if (child > 0)
        wait_ticking(ends[0], tick, user);
    int heard = child > 0 && hear(ends[0], &said);
    close(ends[0]);
    if (child < 0)
        return fail(f, EXIT_SYSTEM, "cannot start a process: %s", strerror(error));
    *number = end_of(child);
    if (!heard)
        return explain(*number, f);
    if (!said.code)
        return 0;
    said.text[sizeof said.text - 1] = '\0';
    return said.no_memory ? fail_memory(f, NULL) : fail(f, said.code, "%s", said.text);
}
