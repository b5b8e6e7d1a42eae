/* interrupt.h -- Ctrl-C, kill and a lost terminal, as a flag that long work looks at. */
#ifndef INTERRUPT_H
#define INTERRUPT_H
#include <signal.h>

/* From now on SIGINT, SIGTERM, SIGHUP and SIGXCPU raise the flag, and calls that wait
 * fail with EINTR. (Before, they end the process: there is nothing to clean up.) One that
 * comes two seconds or more after the first ends the process at once, one that comes
 * sooner is taken for the same. A signal that was ignored (nohup) stays ignored. */
void interrupt_watch(void);
/* [call] is called by the signal's handler when the flag is raised, and may do only what a handler may;
 * NULL: nothing is. */
void interrupt_call(void (*call)(void));
/* 1 once it is raised, which is for good. */
const volatile sig_atomic_t *interrupt_flag(void);
#endif
