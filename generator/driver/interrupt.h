/* interrupt.h -- Ctrl-C and kill, as a flag that long work looks at. */
#ifndef INTERRUPT_H
#define INTERRUPT_H
#include <signal.h>

/* From now on the first SIGINT or SIGTERM raises the flag and the next one ends
 * the process at once. A signal that was ignored (nohup) stays ignored. */
void interrupt_watch(void);
const volatile sig_atomic_t *interrupt_flag(void);
#endif
