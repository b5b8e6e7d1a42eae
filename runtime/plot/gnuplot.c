/* gnuplot.c -- starts gnuplot, without a shell, and takes what it draws.
 *
 * The script, the picture and what gnuplot says are files without names in memory: nothing
 * waits for anything but the end of the process. What it draws is looked at before it is
 * anybody's file, since gnuplot leaves a half picture where it runs out of room.
 */
#include "picture.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "base/clock.h"

extern char **environ;

enum { SCRIPT, IMAGE, WORDS, STREAMS };     /* its standard streams */

static int no_gnuplot(struct fail *f)
{
    return fail(f, EXIT_SYSTEM, "gnuplot is not installed (Debian package gnuplot-nox); --term draws without it, "
                "-o X.gp writes the script");
}

int gnuplot_find(struct fail *f)
{
    const char *path = getenv("PATH");
    char name[4096];
    for (const char *at = path ? path : ""; *at; ) {
        size_t n = strcspn(at, ":");
        if (n > 0 && snprintf(name, sizeof name, "%.*s/gnuplot", (int)n, at) < (int)sizeof name
            && access(name, X_OK) == 0)
            return 0;
        at += n + (at[n] == ':');
    }
    return no_gnuplot(f);
}

/* -d: no settings of the user's, the same picture everywhere. In a process group of its own, so
 * that all of it can be ended. */
static int start(pid_t *pid, const int *fds, struct fail *f)
{
    char *argv[] = { "gnuplot", "-d", NULL };
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    if (posix_spawn_file_actions_init(&files))
        return fail_memory(f, "gnuplot");
    if (posix_spawnattr_init(&how)) {
        posix_spawn_file_actions_destroy(&files);
        return fail_memory(f, "gnuplot");
    }
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETPGROUP);
    for (int i = 0; i < STREAMS; i++)
        posix_spawn_file_actions_adddup2(&files, fds[i], i);
    int why = posix_spawnp(pid, "gnuplot", &files, &how, argv, environ);
    posix_spawnattr_destroy(&how);
    posix_spawn_file_actions_destroy(&files);
    if (why == ENOENT)
        return no_gnuplot(f);
    return why ? fail(f, EXIT_SYSTEM, "cannot start gnuplot: %s", strerror(why)) : 0;
}

static int write_all(int fd, const char *bytes, size_t n)
{
    for (size_t done = 0; done < n; ) {
        ssize_t more = write(fd, bytes + done, n - done);
        if (more < 0 && errno != EINTR)
            return -1;
        done += more > 0 ? (size_t)more : 0;
    }
    return lseek(fd, 0, SEEK_SET) < 0 ? -1 : 0;
}

static int read_all(int fd, struct text *out, struct fail *f)
{
    char piece[1 << 14];
    ssize_t n = 0;
    if (lseek(fd, 0, SEEK_SET) < 0)
        return fail(f, EXIT_SYSTEM, "cannot read what gnuplot drew: %s", strerror(errno));
    while ((n = read(fd, piece, sizeof piece)) != 0) {
        if (n < 0 && errno != EINTR)
            return fail(f, EXIT_SYSTEM, "cannot read what gnuplot drew: %s", strerror(errno));
        if (n > 0)
            text_bytes(out, piece, (size_t)n);
    }
    return 0;
}

/* The first line of its words that says something; it shows the line of the script and a
 * caret before. */
static void first_words(const char *all, char *out, size_t size)
{
    const char *at = strstr(all, "line ");
    at = at && strchr(at, ':') ? strchr(at, ':') + 1 : all;
    at += strspn(at, " \t\n^");
    snprintf(out, size, "%.*s", (int)strcspn(at, "\n"), at);
}

static int explain(int status, const struct text *words, struct fail *f)
{
    char said[200];
    first_words(text_string(words), said, sizeof said);
    if (WIFSIGNALED(status))
        return fail(f, EXIT_SYSTEM, "gnuplot failed: %s", strsignal(WTERMSIG(status)));
    if (WIFEXITED(status) && WEXITSTATUS(status) == 127 && !*said)
        return no_gnuplot(f);
    return fail(f, EXIT_SYSTEM, "gnuplot failed%s%s", *said ? ": " : "", said);
}

/* A picture that ends as its format wants. */
static int is_complete(const struct text *image, enum plot_format format)
{
    static const struct { const char *begin, *end; size_t end_size; } marks[] = {
        [FORMAT_PNG] = { "\x89PNG", "IEND\xae\x42\x60\x82", 8 },
        [FORMAT_SVG] = { "<?xml", "</svg>", 6 },
        [FORMAT_PDF] = { "%PDF", "%%EOF", 5 },
    };
    size_t n = image->len, begin = strlen(marks[format].begin), size = marks[format].end_size;
    const char *bytes = text_string(image);
    while (n > size && (bytes[n - 1] == '\n' || bytes[n - 1] == '\r'))
        n--;
    return n > begin + size && memcmp(bytes, marks[format].begin, begin) == 0
        && memcmp(bytes + n - size, marks[format].end, size) == 0;
}

/* Whether it has ended. */
static int has_ended(pid_t pid, int *status, int flags)
{
    pid_t ended;
    while ((ended = waitpid(pid, status, flags)) < 0)
        if (errno != EINTR)
            return 1;                   /* the host ignores SIGCHLD: the picture will tell */
    return ended == pid;
}

/* Nothing but looking again and again ends at a signal as well as in time. */
static int wait_for(pid_t pid, double patience, const volatile sig_atomic_t *stop, int *status, struct fail *f)
{
    const struct timespec moment = { 0, 2*1000*1000 };
    double begun = clock_seconds();
    *status = 0;
    while (!has_ended(pid, status, WNOHANG)) {
        if (stop && *stop)
            fail(f, EXIT_INTERRUPTED, "interrupted");
        else if (clock_seconds() - begun > patience)
            fail(f, EXIT_SYSTEM, "gnuplot has not drawn the picture within %.3g s and was ended; see whether gnuplot itself "
                 "works (gnuplot -d -e 'set term png; plot x' > x.png), or write the script with -o X.gp and run that", patience);
        if (f->code) {
            kill(-pid, SIGKILL);        /* and what it started */
            has_ended(pid, status, 0);
            return -1;
        }
        nanosleep(&moment, NULL);
    }
    return 0;
}

static int run(const struct text *script, enum plot_format format, double patience, const volatile sig_atomic_t *stop,
               const int *fds, struct text *image, struct fail *f)
{
    pid_t pid;
    int status;
    struct text words = { 0 };
    if (write_all(fds[SCRIPT], text_string(script), script->len) < 0)
        return fail(f, EXIT_SYSTEM, "cannot hand gnuplot its script: %s", strerror(errno));
    if (start(&pid, fds, f) < 0 || wait_for(pid, patience, stop, &status, f) < 0)
        return -1;
    int bad = read_all(fds[IMAGE], image, f) < 0 || read_all(fds[WORDS], &words, f) < 0;
    if (!bad && (status || !is_complete(image, format)))
        bad = explain(status, &words, f);
    text_free(&words);
    return bad ? -1 : 0;
}

int gnuplot_run(const struct text *script, enum plot_format format, double patience, const volatile sig_atomic_t *stop,
                struct text *image, struct fail *f)
{
    int fds[STREAMS], opened = 0, bad = 0;
    while (opened < STREAMS && (fds[opened] = memfd_create("massc-plot", MFD_CLOEXEC)) >= 0)
        opened++;
    bad = opened < STREAMS ? fail(f, EXIT_SYSTEM, "cannot start gnuplot: %s", strerror(errno))
                           : run(script, format, patience, stop, fds, image, f);
    while (opened > 0)
        close(fds[--opened]);
    return bad;
}
