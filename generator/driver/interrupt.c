/* interrupt.c -- Ctrl-C and kill, as a flag that long work looks at.
 *
 * The flag is the only mutable global of the project: a signal handler has no
 * other place to write to.
 */
#include "interrupt.h"
#include <string.h>

static volatile sig_atomic_t raised;

static void raise_flag(int signal_number)
{
    (void)signal_number;
    raised = 1;
}

static void watch(int signal_number)
{
    struct sigaction now, before;
    memset(&now, 0, sizeof now);
    now.sa_handler = raise_flag;
    now.sa_flags = SA_RESTART | (int)SA_RESETHAND;
    sigemptyset(&now.sa_mask);
    if (sigaction(signal_number, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
        sigaction(signal_number, &now, NULL);
}

void interrupt_watch(void)
{
    watch(SIGINT);
    watch(SIGTERM);
}

const volatile sig_atomic_t *interrupt_flag(void)
{
    return &raised;
}
