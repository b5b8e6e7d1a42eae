/* build.c -- see build.h. */
#include "build.h"
#include <string.h>
#include "wording/pasted.h"

void build_count_fault(struct parse *p, struct span at)
{
    if (++p->faults < MOST_FAULTS || p->stopped)
        return;
    p->stopped = 1;
    diag_error(p->diags, at, "too many faults; the rest of the file is not read");
}

struct clauses build_add_clause(struct clauses list, struct ast_clause *c)
{
    if (list.last)
        list.last->next = c;
    else
        list.first = c;
    list.last = c;
    return list;
}

void build_too_deep(struct parse *p, struct span at)
{
    build_count_fault(p, at);
    diag_error(p->diags, at, "expression is nested too deeply; give parts of it a name");
}

struct stmts build_add_stmt(struct parse *p, struct stmts list, struct ast_stmt *s)
{
    if (s && ast_stmt_depth(s) > AST_DEPTH) {
        build_too_deep(p, s->at);
        s = NULL;
    }
    if (!s)
        return list;
    if (list.last)
        list.last->next = s;
    else
        list.first = s;
    list.last = s;
    return list;
}

struct stmts build_add_stmts(struct stmts list, struct stmts more)
{
    if (!list.first || !more.first)
        return list.first ? list : more;
    list.last->next = more.first;
    return (struct stmts){ list.first, more.last };
}

struct ast_stmt *build_unknown(struct parse *p, struct span at, const char *word)
{
    if (p->stopped)
        return NULL;
    int len = pasted_word(p->text + at.from);       /* [word] is its spelling in ASCII */
    struct span name_at = { p->src, at.from, at.from + len };
    struct ast_stmt *s = ast_stmt(p->arena, at, AST_UNKNOWN, word, name_at, NULL);
    const char *rest = arena_copy(p->arena, p->text + name_at.to,
                                  (size_t)(at.to - name_at.to));
    rest += strspn(rest, " \t\r");
    s->word = *rest && !p->cut ? rest : NULL;
    return s;
}

const char *build_delayed(struct parse *p, struct span at, const char *word)
{
    static const char delayed[] = "delayed";
    if (strcmp(word, delayed))
        diag_error(p->diags, at, "a coupling is '%s', or nothing is said of it; '%s' means nothing here", delayed, word);
    return delayed;                     /* which was meant, most likely */
}

struct ast_stmt *build_noise(struct ast_stmt *s, struct clauses before)
{
    struct ast_clause *rest = s->clauses, **end = &s->clauses;
    for (struct ast_clause *c = before.first; c; c = c->next)
        if (c->kind == CLAUSE_ON && !s->params) {
            s->params = c->args;
        } else {
            *end = c;
            end = &c->next;
        }
    *end = rest;
    return s;
}
