/* child.h -- a compiler at work, as a child process. */
#ifndef CHILD_H
#define CHILD_H
#include <sys/types.h>
#include "base/fail.h"

/* All 0: none runs. child_start sets pid, child_ended what became of it. */
struct child {
    pid_t pid;                  /* 0: none runs */
    int status;                 /* as of waitpid, once it ended */
};

/* Starts argv[0], a path, with these words, NULL behind them; what it says goes to the file [log], in English. 0, or -1
 * with code 3. */
int  child_start(struct child *c, const char *const *argv, const char *log, struct fail *f);
int  child_ended(struct child *c, int wait);    /* 1 once it ended; [wait]: blocks until then */
void child_stop(struct child *c);               /* ends and reaps it */
#endif
