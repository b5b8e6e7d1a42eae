/* check_sampling.c -- the clauses every, from and to.
 *
 * What a line does not say of them it takes from the names that it reads: a reduction from
 * those in what it reduces, a series from those outside of reductions.
 */
#include <math.h>
#include "checker.h"

static double time_of(struct check *c, const struct ast_clause *clause, double none)
{
    double x;
    if (!clause || !time_value(c, clause->args, &x))
        return none;
    if (clause->kind == CLAUSE_EVERY && x == 0)
        diag_error(c->diags, clause->at, "'every' takes a time above 0; leave it out for each step");
    else if (x < 0 || !isfinite(x))
        diag_error(c->diags, clause->args->at, "'%s' takes a time %s, got %s", ast_clause_words[clause->kind],
                   clause->kind == CLAUSE_EVERY ? "above 0" : "of 0 or more", time_text(c, x));
    else
        return x;
    return none;
}

struct sampling sampling_of(struct check *c, const struct ast_stmt *s)
{
    const struct ast_clause *every = ast_find_clause(s, CLAUSE_EVERY), *to = ast_find_clause(s, CLAUSE_TO);
    struct sampling when = { .from = time_of(c, ast_find_clause(s, CLAUSE_FROM), 0), .to = time_of(c, to, INFINITY),
                             .every = time_of(c, every, 0), .in_steps = c->e->simulate.is_map, .every_at = every ? every->args->at : s->at };
    if (when.to <= when.from) {
        diag_error(c->diags, to->at, "'to' (%s) is not behind 'from' (%s)", time_text(c, when.to), time_text(c, when.from));
        when.to = INFINITY;                     /* told once, not of all that has no sample then */
    }
    return when;
}

struct sampled sampled_open(void)
{
    return (struct sampled){ .when = { .to = INFINITY } };
}

static void add(struct check *c, enum ast_clause_kind kind, double mine, double none, double theirs, double *got, const char **of,
                const char *name, struct span at)
{
    const char *word = ast_clause_words[kind];
    if (mine != none || theirs == none || theirs == *got)
        return;
    if (*got != none)
        diag_error(c->diags, at, "'%s' has '%s %s' and '%s' has '%s %s'; say it in this line: %s %s", *of, word,
                   time_text(c, *got), name, word, time_text(c, theirs), word, time_text(c, theirs));
    *got = theirs;
    *of = name;
}

void sampled_add(struct check *c, struct sampled *names, const struct sampling *line, const struct observe *o, struct span at)
{
    const struct sampling *theirs = &o->when;
    if (names->when.every == 0)
        names->when.every_at = at;
    add(c, CLAUSE_EVERY, line->every, 0, theirs->every, &names->when.every, &names->every_of, o->name, at);
    add(c, CLAUSE_FROM, line->from, 0, theirs->from, &names->when.from, &names->from_of, o->name, at);
    add(c, CLAUSE_TO, line->to, INFINITY, theirs->to, &names->when.to, &names->to_of, o->name, at);
}

struct sampling sampled_when(const struct sampling *line, const struct sampled *names)
{
    struct sampling when = *line;
    if (line->every == 0 && names->when.every != 0) {
        when.every = names->when.every;
        when.every_at = names->when.every_at;
    }
    if (line->from == 0)
        when.from = names->when.from;
    if (isinf(line->to))
        when.to = names->when.to;
    return when;
}

int sampling_is_all(const struct sampling *when)
{
    return when->every == 0 && when->from == 0 && isinf(when->to);
}
