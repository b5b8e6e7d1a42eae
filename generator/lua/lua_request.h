/* lua_request.h -- one run that a script asked for, done without Lua. */
#ifndef LUA_REQUEST_H
#define LUA_REQUEST_H
#include <signal.h>
#include "lua_massc.h"
#include "model/model.h"
#include "cli/options.h"
#include "cli/session.h"
#include "job/job_build.h"

struct request {
    const struct experiment *e;             /* as it was loaded */
    const struct script_space *space;       /* to run over, or NULL: as declared */
    const char *exploration;                /* which, or the one the space stands for; or NULL */
    struct options o;                       /* as the command line has them */
    const char *command;                    /* as typed, or NULL */
    const struct diags *known;              /* of the load: not told again */
    const volatile sig_atomic_t *stop;      /* or NULL */
    struct script_table *result;            /* filled; its arena holds what comes back */

    const char *messages;                   /* after an error: diagnostics, or NULL */
    const char *warning;                    /* after a run: what to warn of, or "" */
    const char *strict_fault;               /* after a run: what option strict ends it with, or NULL */
};

/* 0, or -1 and [f] filled. */
int request_run(struct request *q, struct fail *f);
/* Puts the space into the tree as an exploration, whose name [name] becomes: code 1, or
 * messages in the pipeline (lua_graft.c). */
int request_graft(const struct request *q, struct pipeline *pipe, struct ast *tree, const char **name,
                  struct fail *f);
/* Reads the table of options at RUN_OPTIONS; raises (lua_options.c). */
void script_run_options(lua_State *L, struct request *q);
/* What was collected as text, without its last end of line. */
const char *request_messages(const struct diags *d, struct arena *a);
#endif
