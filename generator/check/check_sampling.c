/* check_sampling.c -- the clauses every, from and to. */
#include <math.h>
#include "checker.h"

static double time_of(struct check *c, const struct ast_clause *clause, double none)
{
    double x;
    if (!clause || !const_value(c, clause->args, "ms", &x))
        return none;
    if (x >= 0 && isfinite(x))
        return x;
    diag_error(c->diags, clause->args->at, "'%s' takes a time of 0 or more, got %s ms", ast_clause_words[clause->kind],
               number_text(c, x));
    return none;
}

struct sampling sampling_of(struct check *c, const struct ast_stmt *s)
{
    const struct ast_clause *every = ast_find_clause(s, CLAUSE_EVERY), *to = ast_find_clause(s, CLAUSE_TO);
    struct sampling when = { .from = time_of(c, ast_find_clause(s, CLAUSE_FROM), 0), .to = time_of(c, to, INFINITY),
                             .every = time_of(c, every, 0), .every_at = every ? every->args->at : s->at };
    if (every && when.every == 0)
        diag_error(c->diags, every->at, "'every' takes a time above 0; leave it out for each step");
    if (when.to <= when.from)
        diag_error(c->diags, to->at, "'to' (%s ms) is not behind 'from' (%s ms)", number_text(c, when.to),
                   number_text(c, when.from));
    return when;
}
