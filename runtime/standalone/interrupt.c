/* interrupt.c -- Ctrl-C, kill, a lost terminal and processor time that is used up, as a
 * flag that long work looks at.
 *
 * The flag, the time of the first signal and what is called are mutable globals: a
 * signal handler knows nothing else.
 */
#include "interrupt.h"
#include <string.h>
#include <time.h>

/* Seconds after which a second signal means that the first did not help. */
enum { PATIENCE = 2 };

static volatile sig_atomic_t raised;
static void (*volatile also)(void);         /* by the handler; NULL: nothing */
static volatile sig_atomic_t first_at;      /* second of the clock of the first signal */

/* Terminals, schedulers and wrappers may send one Ctrl-C twice within
 * microseconds, to the process and to its group: that is one, and what is half
 * written is still removed. A later one ends the process at once. */
static void raise_flag(int signal_number)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (!raised) {
        first_at = (sig_atomic_t)now.tv_sec;
        raised = 1;
        if (also)
            also();
    } else if ((sig_atomic_t)now.tv_sec - first_at >= PATIENCE) {
        signal(signal_number, SIG_DFL);
        raise(signal_number);               /* delivered when the handler returns */
    }
}

/* Without SA_RESTART: what waits, for a reader of a full pipe or for words of a
 * script's user, fails with EINTR and so comes to look at the flag. */
static void watch(int signal_number)
{
    struct sigaction now, before;
    memset(&now, 0, sizeof now);
    now.sa_handler = raise_flag;
    sigemptyset(&now.sa_mask);
    if (sigaction(signal_number, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
        sigaction(signal_number, &now, NULL);
}

void interrupt_watch(void)
{
    watch(SIGINT);
    watch(SIGTERM);
    watch(SIGHUP);
    watch(SIGXCPU);
}

void interrupt_call(void (*call)(void))
{
    also = call;
}

const volatile sig_atomic_t *interrupt_flag(void)
{
    return &raised;
}
