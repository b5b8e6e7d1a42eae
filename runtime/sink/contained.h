/* contained.h -- work that may crash, in a process of its own. */
#ifndef CONTAINED_H
#define CONTAINED_H
#include "base/fail.h"

/* Calls [work] in a child that is a copy of this process, and waits for it; what it says
 * in its [f] is said here. The child's memory goes with it, files that it writes stay. It
 * has no other threads, so [work] must want none of their locks. Where the child dies
 * *signal is the signal that did it (0: it ended by itself), and [f] says so in words that
 * follow "PATH: ". [tick] is called here meanwhile, some twenty times a second, with the same [user];
 * or NULL. */
typedef int contained_work(void *user, struct fail *f);
int contained_call(contained_work *work, void (*tick)(void *user), void *user, int *signal, struct fail *f);
#endif
