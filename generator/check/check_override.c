/* check_override.c -- what the command line sets.
 *
 * Its settings are parsed as if they stood in a file called "--set".
 */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "checker.h"

/* -------------------------------------------------------------- command line -- */

/* What the user calls an option: "--set", "set" in a script. */
static const char *spelled(const struct check *c, const char *option)
{
    return c->over->script ? option + 2 : option;
}

typedef struct ast_stmt *parse_statement(const struct source *src, struct diags *d, struct arena *a);

/* [form]: what is expected, where there is nothing. */
static struct ast_stmt *parse_option(struct check *c, const char *option, const char *text, parse_statement *parse,
                                     const char *form)
{
    option = spelled(c, option);
    const struct source *src = source_text(option, text, strlen(text), c->arena);
    int before = c->diags->errors;
    struct ast_stmt *s = parse(src, c->diags, c->arena);
    if (!s && c->diags->errors == before)
        diag_error(c->diags, (struct span){ src, 0, 0 }, "expected %s", form);
    return s;
}

static void set_one(struct check *c, int q, const struct ast_stmt *s)
{
    quantity_set(c, q, s->value);
    struct set set = { q, s->name_at, map_get(&c->set_of, q) };
    map_put(&c->set_of, q, c->set_count, c->arena);
    *ARENA_PUSH(c->arena, c->sets, c->set_count) = set;
}

/* A parameter that explorations declare is set in each of them. */
static int set_owned(struct check *c, const struct ast_stmt *s)
{
    int done = 0, count;
    for (int i = 0; i < c->e->exploration_count; i++) {
        int q = quantity_called(c->e, &c->e->explorations[i], s->name, &count);
        if (q < 0)
            continue;
        set_one(c, q, s);
        done = 1;
    }
    return done;
}

static void check_set(struct check *c, const char *text)
{
    struct ast_stmt *s = parse_option(c, "--set", text, ast_parse_axis, "name=value");
    if (!s)
        return;
    if (s->kind == AST_DRAW || s->clauses || s->doc) {
        diag_error(c->diags, s->at, SET_ONE_VALUE, spelled(c, "--set"));
        return;
    }
    struct ast_expr assign = { .op = AST_ASSIGN, .at = s->at, .name = s->name, .first = s->value };
    if (simulate_set(c, s->name, &assign))
        return;
    int count, q = quantity_called(c->e, NULL, s->name, &count);
    if (q >= 0)
        set_one(c, q, s);
    else if (count || !set_owned(c, s))
        quantity_find(c, NULL, s->name, s->name_at);
}

void check_sets(struct check *c)
{
    for (int i = 0; c->over && c->over->sets && c->over->sets[i]; i++)
        check_set(c, c->over->sets[i]);
}

void check_swept_sets(struct check *c)
{
    for (int i = 0; c->set_count && i < c->e->exploration_count; i++) {
        const struct exploration *x = &c->e->explorations[i];
        for (int k = 0; k < x->axis_count; k++)
            for (int n = map_get(&c->set_of, x->axes[k].quantity); n >= 0; n = c->sets[n].earlier)
                diag_warn(c->diags, c->sets[n].at, "set-on-axis", SET_ON_AXIS,
                          c->e->quantities[c->sets[n].quantity].path, x->name);
    }
}

/* Puts an axis in the place of the one on the same quantity, or behind all. */
static void put_axis(struct check *c, struct exploration *x, struct axis_decl axis)
{
    int i = model_axis(x, axis.quantity);
    if (i < 0) {
        model_add_axis(x, axis, c->arena);
        return;
    }
    axis.axis.group = x->axes[i].axis.group;
    x->axes[i] = axis;
}

static void check_axis_override(struct check *c, const struct ast_stmt *s)
{
    struct axis_decl axis;
    int seen = -1, good = 0, count;
    for (int i = 0; i < c->e->exploration_count; i++) {
        struct exploration *x = &c->e->explorations[i];
        int q = quantity_called(c->e, x, s->name, &count);
        if (q >= 0 && q != seen)
            good = check_axis(c, s, q, &axis);
        if (q >= 0 && good)
            put_axis(c, x, axis);
        seen = q >= 0 ? q : seen;
    }
    if (seen < 0)
        quantity_find(c, &c->e->explorations[0], s->name, s->name_at);
}

void check_axis_overrides(struct check *c)
{
    for (int i = 0; c->over && c->over->axes && c->over->axes[i]; i++) {
        const struct ast_stmt *s = parse_option(c, "--axis", c->over->axes[i], ast_parse_axis, "name=value");
        if (s)
            check_axis_override(c, s);
    }
}

const struct ast_stmt *override_record(struct check *c, const char *text)
{
    const struct ast_stmt *s = parse_option(c, "--record", text, ast_parse_record, "names: V, W every 1 ms");
    if (s)
        check_block(c, s, IN_FILE);
    return s;
}

int override_chooses(const struct check *c, const struct exploration *x)
{
    const char *const *name = c->over->chosen;
    while (name && *name && strcmp(*name, x->name))
        name++;
    return !name || *name;
}

void check_key_override(struct check *c)
{
    const char *text = c->over ? c->over->key : NULL;
    if (!text)
        return;
    char *end;
    errno = 0;
    int64_t key = strtoll(text, &end, 10);
    if (end == text || *end || errno) {
        const struct source *src = source_text(spelled(c, "--key"), text, strlen(text), c->arena);
        diag_error(c->diags, (struct span){ src, 0, src->len },
                   "a key is a whole number of 64 bits, got '%s'", text);
        return;
    }
    for (int i = 0; i < c->e->exploration_count; i++)
        c->e->explorations[i].key = key;
}
