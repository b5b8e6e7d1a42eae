/* check_coupling.c -- coupling definitions.
 *
 * Derived quantities and functions of a coupling are written out where `pre` and
 * `post` name them: whether x_j or the sum may be read depends on which of the
 * two it is. What comes after the checker sees two expressions and no helpers.
 */
#include <string.h>
#include "checker.h"

/* -------------------------------------------------------------- declarations -- */

static void declare_sources(struct check *c, struct definition *d, const struct ast_stmt *s)
{
    for (const struct ast_expr *n = s->value; n; n = n->next) {
        const char *source = arena_print(c->arena, "%s_j", n->name);
        const char *target = arena_print(c->arena, "%s_i", n->name);
        if (n->unit)
            diag_error(c->diags, n->unit_at, "what a coupling reads is in the unit of the state it stands for; leave [%s] out", n->unit);
        if (!scope_declare(c, &d->scope, source, n->at, SYMBOL_SOURCE, d->source_count))
            continue;
        scope_declare(c, &d->scope, target, n->at, SYMBOL_TARGET, d->source_count);
        *ARENA_PUSH(c->arena, d->sources, d->source_count) = n->name;
    }
}

static int is_side(const struct ast_stmt *s)
{
    return s->kind == AST_DEFINE && (!strcmp(s->name, "pre") || !strcmp(s->name, "post"));
}

static void declare_helper(struct check *c, struct definition *d, const struct ast_stmt *s)
{
    enum symbol_kind kind = s->kind == AST_DEFINE ? SYMBOL_LET : SYMBOL_FUNCTION;
    if (!scope_declare(c, &d->scope, s->name, s->name_at, kind, d->helper_count))
        return;
    const struct point_table *lookup = s->kind == AST_TABLE ? check_table(c, s) : NULL;
    int arity = s->kind == AST_FUNCTION ? check_arguments(c, s) : s->kind == AST_TABLE;
    *ARENA_PUSH(c->arena, d->helpers, d->helper_count) = (struct helper){ .stmt = s, .arity = arity, .lookup = lookup };
}

/* The first statement that says what one side is, or NULL. */
static const struct ast_stmt *side_of(const struct definition *d, const char *side)
{
    const struct ast_stmt *s = d->stmt->body;
    while (s && !(is_side(s) && !strcmp(s->name, side)))
        s = s->next;
    return s;
}

/* `sum` is that of the same place, where there is one; of several each has a name, too. */
static void declare_sums(struct check *c, struct definition *d)
{
    const struct ast_stmt *pre = side_of(d, "pre"), *post = side_of(d, "post");
    d->pre_count = pre ? expr_count(pre->value) : 0;
    d->post_count = post ? expr_count(post->value) : 0;
    scope_put(c->arena, &d->scope, "sum", d->stmt->name_at, SYMBOL_SUM, d->pre_count > 1 ? -1 : 0)->used = 1;
    for (int i = 0; d->pre_count > 1 && i < d->pre_count; i++)
        scope_put(c->arena, &d->scope, arena_print(c->arena, "sum%d", i + 1), d->stmt->name_at, SYMBOL_SUM, i)->used = 1;
}

static void declare_outputs(struct check *c, struct definition *d, const struct ast_stmt *s)
{
    for (const struct ast_expr *n = s->value; n; n = n->next) {
        int i = 0;
        while (i < d->output_count && strcmp(d->outputs[i], n->name))
            i++;
        if (i < d->output_count)
            diag_error(c->diags, n->at, "output '%s' is named twice", n->name);
        *ARENA_PUSH(c->arena, d->outputs, d->output_count) = n->name;
    }
}

static void declare_all(struct check *c, struct definition *d)
{
    declare_sums(c, d);
    for (const struct ast_stmt *s = d->stmt->body; s; s = s->next)
        if (s->kind == AST_SOURCE)
            declare_sources(c, d, s);
        else if (s->kind == AST_OUTPUT)
            declare_outputs(c, d, s);
        else if (s->kind == AST_PARAM)
            check_param(c, d, s);
        else if (s->kind == AST_FUNCTION || s->kind == AST_TABLE || (s->kind == AST_DEFINE && !is_side(s) && !is_nameless(s)))
            declare_helper(c, d, s);
}

/* ------------------------------------------------------------------- helpers -- */

/* What neither side names is checked all the same, as if it stood in both. */
static void check_idle(struct check *c, struct definition *d)
{
    for (int i = 0; i < d->helper_count; i++) {
        const struct ast_stmt *s = d->helpers[i].stmt;
        struct walk w = { .c = c, .name = scope_name, .call = scope_call, .scope = &d->scope,
                          .def = d, .in_pre = 1, .in_post = 1, .arguments = s->params,
                          .declared = unit_of_all(s) };
        int uses_target = d->uses_target;
        if (!d->helpers[i].seen && s->kind != AST_TABLE)
            expr_check(&w, s->value, WANT_NUMBER);
        d->uses_target = uses_target;
    }
}

/* --------------------------------------------------------------------- sides -- */

enum { PRE = 1, POST = 2 };         /* which of them were written */

static void check_side(struct check *c, struct definition *d, const struct ast_stmt *s, int *seen)
{
    int pre = !strcmp(s->name, "pre"), again = *seen & (pre ? PRE : POST);
    *seen |= pre ? PRE : POST;
    struct walk w = { .c = c, .name = scope_name, .call = scope_call, .scope = &d->scope,
                      .def = d, .in_pre = pre, .in_post = !pre, .declared = unit_of_all(s) };
    const struct term **values = ARENA_ARRAY(c->arena, const struct term *, expr_count(s->value));
    for (const struct ast_expr *e = s->value; e; e = e->next, w.output++)
        values[w.output] = expr_check(&w, e, WANT_NUMBER);
    helper_is_too_large(c, d);
    if (again)
        diag_error(c->diags, s->name_at, "'%s' is defined twice", s->name);
    else
        *(pre ? &d->pre : &d->post) = values;
}

static const struct ast_stmt *output_of(const struct definition *d)
{
    const struct ast_stmt *s = d->stmt->body;
    while (s && s->kind != AST_OUTPUT)
        s = s->next;
    return s;
}

/* What stands behind `to`, in pre and in post belongs together. */
static void check_counts(struct check *c, const struct definition *d, const struct ast_stmt *to)
{
    if (!d->post_count)
        return;
    if (to && d->output_count != d->post_count)
        diag_error(c->diags, to->at, "coupling '%s' has %d output%s, and 'post' %d value%s; each output has one", d->stmt->name,
                   d->output_count, d->output_count == 1 ? "" : "s", d->post_count, d->post_count == 1 ? "" : "s");
}

static void side_missing(struct check *c, const struct definition *d, const char *side,
                         const char *way_out)
{
    struct nearest near;
    if (name_is_broken(c, side))
        return;
    nearest_start(&near, side);
    for (int i = 0; i < d->helper_count; i++)
        nearest_offer(&near, d->helpers[i].stmt->name);
    const char *best = nearest_best(&near);
    if (best)
        diag_error(c->diags, scope_find(&d->scope, best)->at, "coupling '%s' has no '%s'; did you "
                   "mean it by '%s'?", d->stmt->name, side, best);
    else
        diag_error(c->diags, d->stmt->name_at, "coupling '%s' has no '%s'; write %s",
                   d->stmt->name, side, way_out);
}

void check_coupling(struct check *c, struct definition *d)
{
    const struct ast_stmt *def = d->stmt;
    int seen = 0, before = c->diags->errors;
    check_block(c, def->body, IN_COUPLING);
    check_references(c, d);
    declare_all(c, d);
    struct walk w = { .c = c, .name = scope_name, .call = scope_call, .scope = &d->scope, .def = d };
    check_formulas(d, &w, c->diags->errors == before);
    for (const struct ast_stmt *s = def->body; s; s = s->next)
        if (is_side(s))
            check_side(c, d, s, &seen);
    check_idle(c, d);
    if (!d->source_count && !d->file->failed)
        diag_error(c->diags, def->name_at,
                   "coupling '%s' reads no state; name what it reads: from x", def->name);
    if (!(seen & PRE))
        side_missing(c, d, "pre", "pre = x_j");
    if (!(seen & POST))
        side_missing(c, d, "post", "post = sum");
    check_counts(c, d, output_of(d));
}
