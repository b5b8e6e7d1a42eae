/* command_check.c -- massc check FILE...: all diagnostics, nothing else.
 *
 * Silent when all is well, as compilers are. Of several files the worst exit
 * code counts.
 */
#include "driver.h"
#include "session.h"

static int check_space(struct session *s, const struct exploration *x)
{
    struct job job;
    int code = session_job(s, x, &job);
    job_close(&job);
    return code;
}

static int check_one(const struct options *o, const char *name)
{
    struct session s;
    int code = session_open(&s, o, name), worst = code;
    for (int i = 0; code == 0 && i < s.e->exploration_count; i++) {
        int now = check_space(&s, &s.e->explorations[i]);
        worst = now > worst ? now : worst;
    }
    session_close(&s);
    return worst;
}

int command_check(const struct options *o)
{
    int worst = EXIT_OK;
    if (o->operand_count == 0)
        return complain_usage("check needs a file: massc check FILE...; see massc check --help");
    for (int i = 0; i < o->operand_count; i++) {
        int code = check_one(o, o->operands[i]);
        worst = code > worst ? code : worst;
    }
    return worst;
}
