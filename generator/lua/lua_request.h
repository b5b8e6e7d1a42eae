/* lua_request.h -- one run that a script asked for, done without Lua. */
#ifndef LUA_REQUEST_H
#define LUA_REQUEST_H
#include <signal.h>
#include "lua_massc.h"
#include "model/model.h"
#include "cli/options.h"
#include "cli/session.h"
#include "job/job_build.h"

/* experiment:run sets e, known, result and space; script_run_options the exploration, o, command and stop. Texts
 * are borrowed of values on the script's stack, or lie in the arena of the result. */
struct request {
    const struct experiment *e;             /* as it was loaded */
    const struct script_space *space;       /* to run over, or NULL: as declared */
    const char *exploration;                /* which, or the one the space stands for; or NULL */
    struct options o;                       /* as the command line has them */
    const char *command;                    /* as typed, or NULL */
    const struct diags *known;              /* of the load: not told again */
    const volatile sig_atomic_t *stop;      /* or NULL */
    struct script_table *result;            /* filled; its arena holds what comes back */

    /* By request_run, in the arena of the result: */
    const char *messages;                   /* after an error: diagnostics, or NULL */
    const char *warning;                    /* after a run: what to warn of, or "" */
    const char *strict_fault;               /* after a run: what option strict ends it with, or NULL */
};

/* 0, or -1 and [f] filled. Compiles and runs, writes what the options ask for; raises no Lua error. */
int request_run(struct request *q, struct fail *f);
/* Puts the space into the tree as an exploration, whose name [name] becomes; NULL at first: one that no other
 * has. 0, with messages in the pipeline where something is wrong with the block, or -1 and [f] filled
 * (lua_graft.c). */
int request_graft(const struct request *q, struct pipeline *pipe, struct ast *tree, const char **name,
                  struct fail *f);
/* Reads the table of options at RUN_OPTIONS; raises (lua_options.c). */
void script_run_options(lua_State *L, struct request *q);
/* What was collected as text, without its last end of line; in the arena, "" where there is nothing. */
const char *request_messages(const struct diags *d, struct arena *a);
#endif
