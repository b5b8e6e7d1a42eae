/* check_block.c -- what may stand where.
 *
 * The tree comes from a grammar that lets any statement stand in any block. The
 * table of words.def says which belong where and which clauses may follow them;
 * all other files look only at statements of their own kind, so what is out of place is
 * reported here and nowhere else.
 */
#include <string.h>
#include "checker.h"
#include "wording/foreign.h"

static const char *block_here(enum block where)
{
    int i = 0;
    while (ast_places[i].block != where)
        i++;
    return ast_places[i].here;
}

static const char *block_list(struct check *c, unsigned where)
{
    const char *text = "";
    for (int i = 0; i < PLACES; i++)
        if (where & ast_places[i].block) {
            where &= ~(unsigned)ast_places[i].block;
            text = arena_print(c->arena, "%s%s%s", text, !*text ? "" : where ? ", " : " or ",
                               ast_places[i].where);
        }
    return text;
}

static int is_model_name(const struct check *c, const char *name)
{
    const char *model = NULL;
    for (int i = 0; c->library && c->library->names && (model = c->library->names(i)); i++)
        if (!strcmp(model, name))
            break;
    return model != NULL;
}

static void unknown_statement(struct check *c, const struct ast_stmt *s, enum block where)
{
    struct offer o;
    if (ast_is_planned(s->name)) {
        diag_error(c->diags, s->name_at, "'%s' is not available yet", s->name);
        return;
    }
    const char *ours = foreign_word(FOREIGN_STATEMENT, s->name);
    if (where == IN_FILE && name_one_of(s->name, scheme_names) >= 0) {
        ours = simulate_example(c->arena, (enum scheme)name_one_of(s->name, scheme_names), "1 s");
        scope_put(c->arena, &c->reported, "simulate", s->at, SYMBOL_POISON, 0);
    } else if (where == IN_FILE && is_model_name(c, s->name)) {
        ours = arena_print(c->arena, "use %s", s->name);
        c->blind = 1;
    }
    if (where & IN_AXES && s->word && !strncmp(s->word, "in [", 4))
        ours = arena_print(c->arena, "%s = %s", s->name, s->word + 3);
    if (ours) {
        diag_error(c->diags, s->name_at, "unknown declaration '%s'; write %s", s->name, ours);
        return;
    }
    offer_start(&o, s->name);
    for (int i = 0; i < AST_UNKNOWN; i++)
        if (ast_rules[i].places & where && *ast_rules[i].word && !ast_is_planned(ast_rules[i].word))
            offer_add(&o, ast_rules[i].word);
    diag_error(c->diags, s->name_at, "unknown declaration '%s'%s", s->name,
               offer_end(c, &o, "there are"));
}

static const char *statement_name(struct check *c, const struct ast_stmt *s)
{
    switch (s->kind) {
    case AST_DEFINE:   return arena_print(c->arena, "%s = ...", s->name);
    case AST_DRAW:     return arena_print(c->arena, "%s ~ ...", s->name);
    case AST_RATE:     return arena_print(c->arena, "%s' = ...", s->name);
    case AST_NEXT:     return arena_print(c->arena, "%s+ = ...", s->name);
    case AST_FUNCTION: return arena_print(c->arena, "%s(...) = ...", s->name);
    case AST_COUPLING_USE:
        return arena_print(c->arena, "coupling %s = ...", s->name);
    default:           return arena_print(c->arena, "'%s'", ast_rules[s->kind].word);
    }
}

/* 'nodes = 4' where 'nodes 4' is a statement. */
static int is_assigned_word(const struct ast_stmt *s, enum block where)
{
    int i = 0;
    while (i < AST_UNKNOWN && (strcmp(ast_rules[i].word, s->name ? s->name : "")
                         || !(ast_rules[i].places & where)))
        i++;
    return s->kind == AST_DEFINE && i < AST_UNKNOWN;
}

static void misplaced(struct check *c, const struct ast_stmt *s, enum block where)
{
    const char *theirs = s->kind == AST_DEFINE ? foreign_word(FOREIGN_STATEMENT, s->name) : NULL;
    const char *way_out = arena_print(c->arena, "it goes into %s",
                                      block_list(c, ast_rules[s->kind].places));
    if (is_assigned_word(s, where))
        way_out = arena_print(c->arena, "write %s without '='", s->name);
    else if (s->kind == AST_DEFINE && where == IN_NETWORK && theirs && !strncmp(theirs, "graph ", 6))
        way_out = arena_print(c->arena, "write %s", theirs);
    else if (s->kind == AST_DEFINE && where == IN_FILE)
        way_out = arena_print(c->arena, "write observe %s = ... or param %s = ...", s->name,
                              s->name);
    diag_error(c->diags, s->at, "%s does not belong %s; %s", statement_name(c, s),
               block_here(where), way_out);
}

/* What may follow a statement in this kind of block. */
static unsigned legal_clauses(const struct ast_stmt *s, enum block where)
{
    unsigned legal = ast_rules[s->kind].clauses;
    int axis = where & (IN_FILE | IN_AXES) || s->kind == AST_STATE;
    if (s->kind == AST_DEFINE && where & IN_AXES)
        legal &= ~CLAUSE_BIT(CLAUSE_UNIT);
    unsigned axes = where & IN_COUPLING ? AXIS_CLAUSES & ~CLAUSE_BIT(CLAUSE_PER) : AXIS_CLAUSES;
    return axis ? legal : legal & ~axes;
}

/* `reference = "..."`: text is no value of a derived quantity. */
static int is_assigned_text(const struct ast_stmt *s)
{
    return s->kind == AST_DEFINE && s->value && s->value->op == AST_STRING && !strcmp(s->name, ast_rules[AST_REFERENCE].word);
}

/* `param = 0.27 [nA]`: the name is missing, and 'param' became one. A derived quantity
 * may be called so; it has no range, and no unit but a time. */
int is_nameless(const struct ast_stmt *s)
{
    if (is_assigned_text(s))
        return 1;
    const struct ast_expr *e = s->value;
    int marked = e && (e->op == AST_LIST || (e->unit && !unit_is_time(e->unit)));
    for (const struct ast_clause *k = s->clauses; k; k = k->next)
        marked |= k->kind != CLAUSE_UNIT;
    return marked && s->kind == AST_DEFINE
        && (!strcmp(s->name, "param") || !strcmp(s->name, "state"));
}

static void check_clauses(struct check *c, const struct ast_stmt *s, enum block where)
{
    if (where & (IN_MODEL | IN_COUPLING | IN_OBSERVER) && is_assigned_text(s)) {
        diag_error(c->diags, s->at, "write %s \"...\" without '='", s->name);
        return;
    }
    if (where & (IN_MODEL | IN_COUPLING | IN_OBSERVER) && is_nameless(s)) {
        diag_error(c->diags, s->name_at, "a name is missing; write %s NAME = ...", s->name);
        return;
    }
    unsigned seen = 0, legal = legal_clauses(s, where);
    for (const struct ast_clause *k = s->clauses; k; k = k->next) {
        const char *name = k->kind == CLAUSE_UNIT ? "a unit"
                         : arena_print(c->arena, "'%s'", ast_clause_words[k->kind]);
        if (!(legal & CLAUSE_BIT(k->kind)))
            diag_error(c->diags, k->at, "%s does not go with %s", name, statement_name(c, s));
        else if (seen & CLAUSE_BIT(k->kind))
            diag_error(c->diags, k->at, "%s stands here twice", name);
        seen |= CLAUSE_BIT(k->kind);
    }
}

/* Behind an opening line nobody understood ("modle X") its body would be out of
 * place too: nothing is said until a statement fits again. Of what belongs into one
 * block whose first line is missing the first is reported. */
void check_block(struct check *c, const struct ast_stmt *body, enum block where)
{
    unsigned silent = 0;
    for (const struct ast_stmt *s = body; s; s = s->next) {
        int fits = s->kind != AST_UNKNOWN && ast_rules[s->kind].places & where;
        if (fits) {
            silent = 0;
            check_clauses(c, s, where);
            continue;
        }
        if (s->kind == AST_UNKNOWN)
            unknown_statement(c, s, where);
        else if (!(silent & ast_rules[s->kind].places))
            misplaced(c, s, where);
        if (s->kind == AST_UNKNOWN)
            silent = ~0u;
        else if (where == IN_FILE && !is_assigned_word(s, where))
            c->orphans |= silent |= ast_rules[s->kind].places;
    }
}
