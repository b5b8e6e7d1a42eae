/* child.c -- a compiler at work, as a child process.
 *
 * It is in its own process group: a Ctrl-C in the terminal
 * reaches us alone, and child_stop ends the compiler together with the processes
 * it has started. What it says goes to a file, so nothing has to be read while
 * it runs.
 */
#include "child.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

/* The environment, with messages that who reads the log understands; to be freed, or NULL. */
static char **english(void)
{
    size_t n = 0, used = 0;
    while (environ && environ[n])
        n++;
    char **copy = malloc((n + 2)*sizeof *copy);
    for (size_t i = 0; copy && i < n; i++)
        if (strncmp(environ[i], "LC_ALL=", 7) && strncmp(environ[i], "LANGUAGE=", 9))
            copy[used++] = environ[i];
    if (copy) {
        copy[used++] = "LC_ALL=C";
        copy[used] = NULL;
    }
    return copy;
}

static int spawn(struct child *c, const char *const *argv, const char *log)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    sigset_t none, usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGINT);
    sigaddset(&usual, SIGTERM);
    sigaddset(&usual, SIGPIPE);
    sigaddset(&usual, SIGCHLD);
    if (posix_spawn_file_actions_init(&files))
        return ENOMEM;
    if (posix_spawnattr_init(&how)) {
        posix_spawn_file_actions_destroy(&files);
        return ENOMEM;
    }
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, 1, log, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_adddup2(&files, 1, 2);
    posix_spawnattr_setpgroup(&how, 0);
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawnattr_setsigdefault(&how, &usual);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK
                                   | POSIX_SPAWN_SETSIGDEF);
    char **surroundings = english();
    int why = posix_spawn(&c->pid, argv[0], &files, &how, (char *const *)(uintptr_t)argv, surroundings ? surroundings : environ);
    free(surroundings);
    posix_spawnattr_destroy(&how);
    posix_spawn_file_actions_destroy(&files);
    return why;
}

int child_start(struct child *c, const char *const *argv, const char *log, struct fail *f)
{
    int why = spawn(c, argv, log);
    if (why) {
        c->pid = 0;
        return fail(f, EXIT_SYSTEM, "cannot start %s: %s", argv[0], strerror(why));
    }
    return 0;
}

int child_ended(struct child *c, int wait)
{
    if (c->pid == 0)
        return 1;
    pid_t got;
    do
        got = waitpid(c->pid, &c->status, wait ? 0 : WNOHANG);
    while (got < 0 && errno == EINTR);
    if (got == 0)
        return 0;
    if (got < 0)                /* a host that ignores SIGCHLD: the object will tell */
        c->status = 0;
    c->pid = 0;
    return 1;
}

/* Politely first: the driver then removes its own temporary files. */
void child_stop(struct child *c)
{
    const struct timespec moment = { 0, 5*1000*1000 };
    if (child_ended(c, 0))
        return;
    kill(-c->pid, SIGTERM);
    for (int i = 0; i < 100; i++) {
        if (child_ended(c, 0))
            return;
        nanosleep(&moment, NULL);
    }
    kill(-c->pid, SIGKILL);
    child_ended(c, 1);
}
