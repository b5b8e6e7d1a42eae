/* check.c -- the order of the work, and what may stand where.
 *
 * The tree comes from a grammar that lets any statement stand in any block. The
 * table of words.def says which belong where and which clauses may follow them;
 * the parts that follow look only at statements of their own kind, so what is out
 * of place is reported here and nowhere else.
 */
#include <string.h>
#include "checker.h"
#include "fuse.h"
#include "wording/foreign.h"

/* --------------------------------------------------------------------- places -- */

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
        ours = arena_print(c->arena, "simulate %s with dt = 0.1 ms, duration = 1 s", s->name);
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
    const char *way_out = arena_print(c->arena, "it goes into %s",
                                      block_list(c, ast_rules[s->kind].places));
    if (is_assigned_word(s, where))
        way_out = arena_print(c->arena, "write %s without '='", s->name);
    else if (s->kind == AST_DEFINE && where == IN_NETWORK && !strcmp(s->name, "weights"))
        way_out = "write graph weights = ...";
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
    return axis ? legal : legal & ~(unsigned)(AXIS_CLAUSES);
}

/* `param = 0.27 [nA]`: the name is missing, and 'param' became one. A derived quantity
 * may be called so; it has no range, and no unit but a time. */
int is_nameless(const struct ast_stmt *s)
{
    const struct ast_expr *e = s->value;
    int marked = e && (e->op == AST_LIST || (e->unit && !unit_is_time(e->unit)));
    for (const struct ast_clause *k = s->clauses; k; k = k->next)
        marked |= k->kind != CLAUSE_UNIT;
    return marked && s->kind == AST_DEFINE
        && (!strcmp(s->name, "param") || !strcmp(s->name, "state"));
}

static void check_clauses(struct check *c, const struct ast_stmt *s, enum block where)
{
    if (where & (IN_MODEL | IN_COUPLING) && is_nameless(s)) {
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

/* --------------------------------------------------------------------- survey -- */

/* Names written in statements that are not understood count as declared. Blocks
 * of the file being checked are walked before anything is looked up. */
static void mark_misfits(struct check *c, const struct ast_stmt *body, enum block where)
{
    for (const struct ast_stmt *s = body; s; s = s->next) {
        if (s->kind == AST_UNKNOWN || !(ast_rules[s->kind].places & where)) {
            file_mark_broken(c, c->files, s->at);
            continue;
        }
        if (ast_rules[s->kind].opens)
            mark_misfits(c, s->body, (enum block)ast_rules[s->kind].opens);
    }
}

/* The first statement of a kind; a second one is an error. */
static const struct ast_stmt *only(struct check *c, enum ast_kind kind)
{
    const struct ast_stmt *first = NULL;
    for (const struct ast_stmt *s = c->files->tree->body; s; s = s->next) {
        if (s->kind != kind)
            continue;
        if (first) {
            diag_error(c->diags, s->at, "a file has one '%s'", ast_rules[kind].word);
            diag_note(c->diags, first->at, "the first one is here");
            break;
        }
        first = s;
    }
    return first;
}

static void check_precision(struct check *c)
{
    static const char *const names[] = { "single", "double", NULL };
    const struct ast_stmt *s = only(c, AST_PRECISION);
    if (s && name_one_of(s->name, names) < 0) {
        struct offer o;
        offer_start(&o, s->name);
        offer_add(&o, names[0]);
        offer_add(&o, names[1]);
        diag_error(c->diags, s->name_at, "unknown precision '%s'%s", s->name,
                   offer_end(c, &o, "there are"));
    }
    c->e->single = s && !strcmp(s->name, "single");
    if (c->over && c->over->real)
        c->e->single = c->over->real == 4;
}

static void again(struct check *c, const struct ast_stmt *s, const char *what, struct span first)
{
    diag_error(c->diags, s->name_at, "'%s' is %s twice", s->name, what);
    diag_note(c->diags, first, "the first one is here");
}

static void check_use(struct check *c, const struct ast_stmt *s, struct scope *used)
{
    const struct symbol *first = scope_find(used, s->name);
    if (first)
        again(c, s, "used", first->at);
    else
        scope_put(c->arena, used, s->name, s->name_at, SYMBOL_POISON, 0);
    c->blind |= !definition_used(c, s);
}

/* Every definition of the file is checked, used or not; what it uses is found. */
static void check_definitions(struct check *c)
{
    struct scope used = { NULL };
    for (const struct ast_stmt *s = c->files->tree->body; s; s = s->next) {
        if (s->kind == AST_USE)
            check_use(c, s, &used);
        if (s->kind != AST_MODEL && s->kind != AST_COUPLING_DEF)
            continue;
        const struct ast_stmt *first = definition_check(c, c->files, s);
        if (first != s)
            again(c, s, "defined", first->name_at);
    }
}

/* A fault may hide where a name is used. */
static void warn_definitions(struct check *c)
{
    if (c->diags->errors)
        return;
    for (const struct definition *d = c->definitions; d; d = d->next)
        if (d->file == c->files)
            definition_unused(c, d);
    for (const struct definition *d = c->definitions; d; d = d->next)
        definition_limits(c, d);
    check_unused_params(c);
    warn_columns(c);
}

static const char *experiment_name(struct check *c, const char *path)
{
    const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
    size_t len = strlen(base);
    if (len > 5 && !strcmp(base + len - 5, ".mass"))
        len -= 5;
    return arena_copy(c->arena, base, len);
}

static void not_yet(struct check *c, const struct ast_stmt *body)
{
    for (const struct ast_stmt *s = body; s; s = s->next) {
        const char *word = ast_rules[s->kind].word;
        if (ast_is_planned(word))
            diag_error(c->diags, s->at, "'%s' is not available yet", word);
        else if (s->kind == AST_EXPLORE)
            not_yet(c, s->body);
    }
}

struct experiment *model_check(const struct ast *tree, const struct library *lib,
                               const struct overrides *over, struct diags *d, struct arena *a)
{
    struct experiment *e = ARENA_NEW(a, struct experiment);
    struct check c = { .arena = a, .diags = d, .library = lib, .over = over, .e = e };
    e->src = tree->src;
    e->name = experiment_name(&c, tree->src->path);
    file_add(&c, tree->src, tree, d->errors);
    mark_misfits(&c, tree->body, IN_FILE);

    check_block(&c, tree->body, IN_FILE);
    not_yet(&c, tree->body);
    c.network = only(&c, AST_NETWORK);
    c.simulate = only(&c, AST_SIMULATE);
    check_precision(&c);
    check_definitions(&c);
    check_network(&c);
    check_simulate(&c);
    check_free_params(&c);
    check_sets(&c);
    check_lengths(&c);
    check_times(&c);
    check_explorations(&c);
    check_recorded(&c);
    c.used = ARENA_ARRAY(a, char, e->quantity_count);
    check_observes(&c);
    check_columns(&c);
    warn_definitions(&c);
    if (!d->errors)
        fuse_decide(e, a);
    return e;
}
