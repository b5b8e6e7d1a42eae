/* lua_graft.c -- a space of a script as an explore block of the file's tree.
 *
 * The block is written as text and parsed, so that every rule for axes holds and
 * messages show the line. It stands behind the file, or in the place of an exploration,
 * whose declarations and observations stay; what the space does not say, trials and
 * key, is then as that exploration says.
 */
#include "lua_request.h"
#include "job/choose.h"
#include "ast/rules.h"
#include <string.h>

struct graft {
    const struct request *q;
    struct pipeline *pipe;
};

static struct ast_stmt *find_block(const struct ast *tree, const char *name)
{
    for (struct ast_stmt *s = tree->body; s; s = s->next)
        if (s->kind == AST_EXPLORE && strcmp(s->name, name) == 0)
            return s;
    return NULL;
}

/* A name that no exploration of the file has. */
static const char *free_name(const struct ast *tree, struct arena *a)
{
    const char *name = "space";
    while (find_block(tree, name))
        name = arena_print(a, "%s_", name);
    return name;
}

/* What the space does not say is as the exploration it stands for says, which may be NULL. */
static long trials_of(const struct graft *w, const struct exploration *x)
{
    long own = w->q->space->space.trials;
    return w->q->o.run.trials ? w->q->o.run.trials : own > 0 || !x ? own : x->trials;
}

/* So is the key, unless an axis drew the points of the space with its own. */
static int64_t key_of(const struct graft *w, const struct exploration *x)
{
    const struct space *s = &w->q->space->space;
    int draws = w->q->space->keyed;
    for (int i = 0; i < s->count; i++)
        draws |= axis_draws(&s->axes[i]);
    return draws || !x ? s->key : x->key;
}

/* Of a space that is carried along an axis. */
static void add_carry(const struct space *s, struct text *text)
{
    for (int i = 0; i < s->count; i++)
        if (s->axes[i].is_carried)
            text_print(text, "carry along %s%s\n", script_axis_name(&s->axes[i]), s->way >= 0 ? " both ways" : "");
}

static struct ast_stmt *write_block(struct graft *w, const char *name, const struct exploration *x)
{
    struct arena *a = &w->pipe->arena;
    const struct space *s = &w->q->space->space;
    struct text text = { 0 };
    text_print(&text, "explore %s %s key %lld\n", name, s->mode == SPACE_ZIP ? ast_word_ZIP : ast_word_PRODUCT,
               (long long)key_of(w, x));
    if (trials_of(w, x) > 0)
        text_print(&text, "trials %ld%s\n", trials_of(w, x), x && x->average_trials ? " average" : "");
    if (s->sorted)
        text_add(&text, "order sorted\n");
    for (int i = 0; i < s->count && !s->axes[i].is_way; i++) {
        text_print(&text, "%s %s ", script_axis_name(&s->axes[i]), s->axes[i].kind == AXIS_LAW ? "~" : "=");
        script_axis_text(&s->axes[i], &text);
        text_add(&text, "\n");
    }
    add_carry(s, &text);
    text_add(&text, "end\n");
    const struct source *src = source_text("space", arena_copy(a, text_string(&text), text.len),
                                           text.len, a);
    text_free(&text);
    return ast_parse(src, &w->pipe->diags, a)->body;
}

/* Whether a statement of the file, param x = grid(...), made an axis. */
static int is_axis_param(const struct experiment *e, const struct ast_stmt *s)
{
    for (int i = 0; s->kind == AST_PARAM && i < e->exploration_count; i++)
        for (int k = 0; k < e->explorations[i].axis_count; k++) {
            const struct axis_decl *d = &e->explorations[i].axes[k];
            if (e->quantities[d->quantity].kind == QUANTITY_PARAM && d->at.from == s->name_at.from
                && strcmp(e->quantities[d->quantity].path, s->name) == 0)
                return 1;
        }
    return 0;
}

/* The path of the quantity that [name] means in the exploration the space stands for. */
static const char *whole_name(struct graft *w, const char *name)
{
    struct diags unheard = { .arena = &w->pipe->arena };
    struct fail ignored = { .code = 0 };
    const char *own = w->q->exploration;
    const struct exploration *x = own ? choose_exploration(w->q->e, own, &ignored) : NULL;
    int q = model_find(w->q->e, x, name, (struct span){ w->q->e->src, 0, 0 }, &unheard);
    return q < 0 ? name : w->q->e->quantities[q].path;
}

static int has_axis(struct graft *w, const char *path)
{
    const struct space *s = &w->q->space->space;
    for (int i = 0; i < s->count; i++)
        if (strcmp(whole_name(w, s->axes[i].path), path) == 0)
            return 1;
    return 0;
}

static int has_value(struct graft *w, const char *path)
{
    for (const char *const *set = w->q->o.run.sets; set && *set; set++) {
        const char *name = arena_copy(&w->pipe->arena, *set, strcspn(*set, "="));
        if (strcmp(whole_name(w, name), path) == 0)
            return 1;
    }
    return 0;
}

/* The axis of a parameter gives way to the space: an axis, or a value set later. */
static int release_param(struct graft *w, struct ast_stmt *s, struct fail *f)
{
    if (!is_axis_param(w->q->e, s))
        return 0;
    if (!has_axis(w, s->name) && !has_value(w, s->name))
        return fail(f, EXIT_MODEL, "the space does not say what '%s' is; give it an axis or a number",
                    s->name);
    s->value = ast_number(&w->pipe->arena, s->value->at, 0);
    s->word = NULL;
    struct ast_clause **to = &s->clauses;
    for (struct ast_clause *c = s->clauses; c; c = c->next)
        if (c->kind == CLAUSE_IN || c->kind == CLAUSE_UNIT) {
            *to = c;
            to = &c->next;
        }
    *to = NULL;
    return 0;
}

/* The quantity that a statement of the exploration gives a value, or a law to its
 * trials, as the file was loaded; NULL: it does neither. */
static const char *settled_path(const struct graft *w, const struct exploration *x, const struct ast_stmt *s)
{
    const struct experiment *e = w->q->e;
    for (int i = 0; s->kind == AST_DEFINE && i < x->setting_count; i++)
        if (x->settings[i].value.value_at.from == s->value->at.from)
            return e->quantities[x->settings[i].index].path;
    for (int i = 0; s->kind == AST_DRAW && x->draws && i < e->model->state_count; i++)
        if (x->draws[i] && x->draws[i]->at.from == s->value->at.from)
            return arena_print(&w->q->result->arena, "initial.%s", e->model->states[i].name);
    return NULL;
}

/* Whether a statement stays when the space takes the place of the axes. */
static int stays(struct graft *w, const struct exploration *x, const struct ast_stmt *s)
{
    const char *path = settled_path(w, x, s);
    if (s->kind == AST_DRAW && trials_of(w, x) == 0)
        return 0;
    return path ? !has_axis(w, path)
                : s->kind == AST_PARAM || s->kind == AST_OBSERVE || s->kind == AST_RECORD;
}

/* Moves what an exploration declares, but not how it explores, behind *[to]. */
static struct ast_stmt **keep_statements(struct graft *w, const struct exploration *x, struct ast_stmt *body,
                                         struct ast_stmt **to, struct fail *f)
{
    for (struct ast_stmt *s = body, *next; s && to; s = next) {
        next = s->next;
        if (s->kind == AST_GROUP) {
            to = keep_statements(w, x, s->body, to, f);
        } else if (stays(w, x, s)) {
            if (release_param(w, s, f) < 0)
                return NULL;
            *to = s;
            to = &s->next;
        }
    }
    return to;
}

static int replace_block(struct graft *w, const struct exploration *x, struct ast_stmt *block,
                         const struct ast_stmt *own, struct fail *f)
{
    struct ast_stmt *body = NULL;
    struct ast_stmt **to = keep_statements(w, x, block->body, &body, f);
    if (!to)
        return -1;
    *to = own->body;
    block->body = body;
    block->word = own->word;
    block->clauses = own->clauses;
    return 0;
}

int request_graft(const struct request *q, struct pipeline *pipe, struct ast *tree, const char **name,
                  struct fail *f)
{
    struct graft graft = { q, pipe }, *w = &graft;
    struct ast_stmt *block = *name ? find_block(tree, *name) : NULL;
    if (*name && !block && strcmp(*name, "run") != 0)
        return choose_exploration(w->q->e, *name, f) ? 0 : -1;
    const struct exploration *x = block ? choose_exploration(w->q->e, *name, f) : NULL;
    *name = block ? *name : free_name(tree, &w->pipe->arena);
    struct ast_stmt *own = write_block(w, *name, x), **end = &tree->body;
    if (w->pipe->diags.errors || !own)
        return 0;                       /* the messages say so */
    if (x && replace_block(w, x, block, own, f) < 0)
        return -1;
    for (; *end; end = &(*end)->next)
        if (release_param(w, *end, f) < 0)
            return -1;
    if (!block)
        *end = own;
    return 0;
}
