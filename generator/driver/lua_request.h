/* lua_request.h -- one run that a script asked for, done without Lua. */
#ifndef LUA_REQUEST_H
#define LUA_REQUEST_H
#include <signal.h>
#include "lua_massc.h"
#include "model.h"
#include "session.h"
#include "space_build.h"

struct request {
    const struct experiment *e;             /* as it was loaded */
    const struct script_space *space;       /* to run over, or NULL: as declared */
    const char *exploration;                /* which, or the one the space stands for; or NULL */
    struct overrides over;
    enum engine engine;
    int threads, quiet;
    const char *out, *command;              /* or NULL */
    const volatile sig_atomic_t *stop;      /* or NULL */
    struct script_table *result;            /* filled; its arena holds what comes back */

    const char *messages;                   /* after an error: diagnostics, or NULL */
    const char *warning;                    /* after a run, or NULL */
};

/* 0, or -1 and [f] filled. */
int request_run(struct request *q, struct fail *f);
/* The exploration called [name], or the only one where that is NULL. */
const struct exploration *request_choose(const struct experiment *e, const char *name,
                                         struct fail *f);
/* What was collected as text, without its last end of line. */
const char *request_messages(const struct diags *d, struct arena *a);
#endif
