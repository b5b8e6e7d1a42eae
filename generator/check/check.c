/* check.c -- the order of the work, and what may stand where.
 *
 * The tree comes from a grammar that lets any statement stand in any block. The
 * table below says which belong where and which clauses may follow them; the
 * parts that follow look only at statements of their own kind, so what is out of
 * place is reported here and nowhere else.
 */
#include <ctype.h>
#include <string.h>
#include "checker.h"
#include "fuse.h"
#include "wording/foreign.h"

/* --------------------------------------------------------------------- places -- */

#define BIT(clause) (1u << (clause))
enum {
    AXIS_CLAUSES = BIT(CLAUSE_N) | BIT(CLAUSE_KEY) | BIT(CLAUSE_SHAPE) | BIT(CLAUSE_BROADCAST)
                 | BIT(CLAUSE_PER),
    STATE_CLAUSES = BIT(CLAUSE_IN) | BIT(CLAUSE_CLAMP) | BIT(CLAUSE_WRAP) | BIT(CLAUSE_DRAW)
                  | BIT(CLAUSE_UNIT),
    IN_AXES = IN_EXPLORE | IN_GROUP
};

/* ORDER ast_kind */
static const struct rule { const char *word; unsigned blocks, clauses; } rules[] = {
    [AST_MODEL]        = { "model",     IN_FILE, 0 },
    [AST_COUPLING_DEF] = { "coupling",  IN_FILE, 0 },
    [AST_NETWORK]      = { "network",   IN_FILE, 0 },
    [AST_EXPLORE]      = { "explore",   IN_FILE, BIT(CLAUSE_KEY) | BIT(CLAUSE_ORDER) },
    [AST_GROUP]        = { "group",     IN_EXPLORE, 0 },
    [AST_USE]          = { "use",       IN_FILE, 0 },
    [AST_PRECISION]    = { "precision", IN_FILE, 0 },
    [AST_STATE]        = { "state",     IN_MODEL, STATE_CLAUSES },
    [AST_PARAM]        = { "param",     IN_FILE | IN_MODEL | IN_COUPLING | IN_AXES,
                           AXIS_CLAUSES | BIT(CLAUSE_IN) | BIT(CLAUSE_UNIT) },
    [AST_INPUT]        = { "input",     IN_MODEL, 0 },
    [AST_WATCH]        = { "watch",     IN_MODEL, 0 },
    [AST_SOURCE]       = { "from",      IN_COUPLING, 0 },
    [AST_DEFINE]       = { "=",         IN_MODEL | IN_COUPLING | IN_AXES,
                           AXIS_CLAUSES | BIT(CLAUSE_UNIT) },
    [AST_RATE]         = { "'",         IN_MODEL, BIT(CLAUSE_UNIT) },
    [AST_FUNCTION]     = { "(",         IN_MODEL | IN_COUPLING, BIT(CLAUSE_UNIT) },
    [AST_DRAW]         = { "~",         IN_AXES, AXIS_CLAUSES },
    [AST_NODES]        = { "nodes",     IN_NETWORK, 0 },
    [AST_DYNAMICS]     = { "dynamics",  IN_NETWORK, BIT(CLAUSE_WITH) },
    [AST_GRAPH]        = { "graph",     IN_NETWORK, BIT(CLAUSE_WITH) },
    [AST_COUPLING_USE] = { "coupling",  IN_NETWORK, BIT(CLAUSE_WITH) },
    [AST_NOISE]        = { "noise",     IN_NETWORK, BIT(CLAUSE_WITH) | BIT(CLAUSE_ON) },
    [AST_STIMULUS]     = { "stimulus",  IN_NETWORK, BIT(CLAUSE_WITH) | BIT(CLAUSE_AT) },
    [AST_SIMULATE]     = { "simulate",  IN_FILE, BIT(CLAUSE_WITH) },
    [AST_OBSERVE]      = { "observe",   IN_FILE | IN_EXPLORE, BIT(CLAUSE_UNIT) | BIT(CLAUSE_FROM) },
    [AST_RECORD]       = { "record",    IN_FILE | IN_EXPLORE, BIT(CLAUSE_EVERY) },
    [AST_TRIALS]       = { "trials",    IN_EXPLORE, BIT(CLAUSE_AVERAGE) },
    [AST_ORDER]        = { "order",     IN_EXPLORE, 0 },
    [AST_UNKNOWN]      = { "",          0, 0 }
};

/* ORDER ast_clause_kind */
static const char *const clause_names[] = {
    "in", "clamp", "wrap", "~", "a unit", "with", "on", "n", "key", "shape", "broadcast", "per",
    "every", "from", "average", "at", "order"
};

static const struct { enum block block; const char *where, *here; } blocks[] = {
    { IN_FILE,     "the top level",         "at top level" },
    { IN_MODEL,    "a model",           "in a model" },
    { IN_COUPLING, "a coupling",        "in a coupling" },
    { IN_NETWORK,  "a network",         "in a network" },
    { IN_EXPLORE,  "an explore block",  "in an explore block" },
    { IN_GROUP,    "a group",           "in a group" }
};
enum { BLOCKS = sizeof blocks/sizeof *blocks, KINDS = AST_UNKNOWN };

static const char *block_here(enum block where)
{
    int i = 0;
    while (blocks[i].block != where)
        i++;
    return blocks[i].here;
}

static const char *block_list(struct check *c, unsigned where)
{
    const char *text = "";
    for (int i = 0; i < BLOCKS; i++)
        if (where & blocks[i].block) {
            where &= ~(unsigned)blocks[i].block;
            text = arena_print(c->arena, "%s%s%s", text, !*text ? "" : where ? ", " : " or ",
                               blocks[i].where);
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
    for (int i = 0; i < KINDS; i++)
        if (rules[i].blocks & where && islower((unsigned char)*rules[i].word) && i != AST_RECORD)
            offer_add(&o, rules[i].word);
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
    default:           return arena_print(c->arena, "'%s'", rules[s->kind].word);
    }
}

/* 'nodes = 4' where 'nodes 4' is a statement. */
static int is_assigned_word(const struct ast_stmt *s, enum block where)
{
    int i = 0;
    while (i < KINDS && (strcmp(rules[i].word, s->name ? s->name : "")
                         || !(rules[i].blocks & where)))
        i++;
    return s->kind == AST_DEFINE && i < KINDS;
}

static void misplaced(struct check *c, const struct ast_stmt *s, enum block where)
{
    const char *way_out = arena_print(c->arena, "it goes into %s",
                                      block_list(c, rules[s->kind].blocks));
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
    unsigned legal = rules[s->kind].clauses;
    int axis = where & (IN_FILE | IN_AXES) || s->kind == AST_STATE;
    if (s->kind == AST_DEFINE && where & IN_AXES)
        legal &= ~BIT(CLAUSE_UNIT);
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
        if (!(legal & BIT(k->kind)))
            diag_error(c->diags, k->at, "%s%s%s does not go with %s",
                       k->kind == CLAUSE_UNIT ? "" : "'", clause_names[k->kind],
                       k->kind == CLAUSE_UNIT ? "" : "'", statement_name(c, s));
        else if (seen & BIT(k->kind))
            diag_error(c->diags, k->at, "'%s' stands here twice", clause_names[k->kind]);
        seen |= BIT(k->kind);
    }
}

/* Behind an opening line nobody understood ("modle X") its body would be out of
 * place too: nothing is said until a statement fits again. Of what belongs into one
 * block whose first line is missing the first is reported. */
void check_block(struct check *c, const struct ast_stmt *body, enum block where)
{
    unsigned silent = 0;
    for (const struct ast_stmt *s = body; s; s = s->next) {
        int fits = s->kind != AST_UNKNOWN && rules[s->kind].blocks & where;
        if (fits) {
            silent = 0;
            check_clauses(c, s, where);
            continue;
        }
        if (s->kind == AST_UNKNOWN)
            unknown_statement(c, s, where);
        else if (!(silent & rules[s->kind].blocks))
            misplaced(c, s, where);
        if (s->kind == AST_UNKNOWN)
            silent = ~0u;
        else if (where == IN_FILE && !is_assigned_word(s, where))
            c->orphans |= silent |= rules[s->kind].blocks;
    }
}

/* --------------------------------------------------------------------- survey -- */

/* Names written in statements that are not understood count as declared. Blocks
 * of the file being checked are walked before anything is looked up. */
static void mark_misfits(struct check *c, const struct ast_stmt *body, enum block where)
{
    static const struct { enum ast_kind kind; enum block inside; } inner[] = {
        { AST_MODEL, IN_MODEL }, { AST_COUPLING_DEF, IN_COUPLING }, { AST_NETWORK, IN_NETWORK },
        { AST_EXPLORE, IN_EXPLORE }, { AST_GROUP, IN_GROUP }
    };
    for (const struct ast_stmt *s = body; s; s = s->next) {
        if (s->kind == AST_UNKNOWN || !(rules[s->kind].blocks & where)) {
            file_mark_broken(c, c->files, s->at);
            continue;
        }
        for (size_t i = 0; i < sizeof inner/sizeof *inner; i++)
            if (inner[i].kind == s->kind)
                mark_misfits(c, s->body, inner[i].inside);
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
            diag_error(c->diags, s->at, "a file has one '%s'", rules[kind].word);
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

/* Every definition of the file is checked, used or not; what it uses is found. */
static void check_definitions(struct check *c)
{
    const struct ast_stmt *body = c->files->tree->body;
    for (const struct ast_stmt *s = body; s; s = s->next) {
        if (s->kind != AST_MODEL && s->kind != AST_COUPLING_DEF && s->kind != AST_USE)
            continue;
        for (const struct ast_stmt *o = body; o != s; o = o->next)
            if (o->kind == s->kind && !strcmp(o->name, s->name)) {
                diag_error(c->diags, s->name_at, "'%s' is %s twice", s->name,
                           s->kind == AST_USE ? "used" : "defined");
                diag_note(c->diags, o->name_at, "the first one is here");
                break;
            }
        if (s->kind == AST_USE)
            c->blind |= !definition_used(c, s);
        else
            definition_of(c, c->files, s);
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
        if (s->kind == AST_RECORD)
            diag_error(c->diags, s->at, "'record' is not available yet");
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
