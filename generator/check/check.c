/* check.c -- the order of the work: who is asked for what, and when.
 */
#include <string.h>
#include "check_nodes.h"
#include "delays.h"
#include "starts.h"
#include "fuse.h"

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

static void check_precision(struct check *c)
{
    const struct ast_stmt *s = file_only(c, AST_PRECISION);
    if (s && name_one_of(s->name, precision_words) < 0) {
        struct offer o;
        offer_start(&o, s->name);
        offer_add(&o, precision_words[1]);
        offer_add(&o, precision_words[0]);
        diag_error(c->diags, s->name_at, "unknown precision '%s'%s", s->name,
                   offer_end(c, &o, "there are"));
    }
    c->e->single = s && !strcmp(s->name, precision_words[1]);
    if (c->over && c->over->real)
        c->e->single = c->over->real == 4;
}

static void check_arithmetic(struct check *c)
{
    const struct ast_stmt *s = file_only(c, AST_ARITHMETIC);
    if (s && strcmp(s->name, "literal"))
        diag_error(c->diags, s->name_at, "arithmetic is 'literal' or not spoken of, got '%s'; write arithmetic literal", s->name);
    c->e->literal = s != NULL;
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
    struct scope used = { 0 };
    for (const struct ast_stmt *s = c->files->tree->body; s; s = s->next) {
        if (s->kind == AST_USE)
            check_use(c, s, &used);
        if (s->kind != AST_MODEL && s->kind != AST_COUPLING_DEF && s->kind != AST_OBSERVER)
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
    check_unused_data(c);
    network_remarks(c);
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
    c.network = file_only(&c, AST_NETWORK);
    c.simulate = file_only(&c, AST_SIMULATE);
    check_precision(&c);
    check_arithmetic(&c);
    check_units_word(&c, tree->body, &e->strict);
    check_definitions(&c);
    check_data_names(&c);
    check_network(&c);
    check_simulate(&c);
    check_settle(&c);
    check_free_params(&c);
    check_observers(&c);
    check_sets(&c);
    check_lengths(&c);
    past_judge(&c);
    check_times(&c);
    settle_judge(&c);
    check_noise_scheme(&c);
    check_explorations(&c);
    check_derived(&c);
    check_recorded(&c);
    c.used = ARENA_ARRAY(a, char, e->quantity_count);
    formulas_used(&c);
    check_observes(&c);
    check_records(&c);
    check_columns(&c);
    warn_definitions(&c);
    check_units(&c);
    if (!d->errors)
        observers_fuse(e, a);
    return e;
}
