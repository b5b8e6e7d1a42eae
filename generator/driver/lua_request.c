/* lua_request.c -- one run that a script asked for, done without Lua.
 *
 * Nothing here may raise a Lua error, so that everything can be freed at one place
 * (request_run). What has to outlive the run is copied into the result.
 */
#include "lua_request.h"
#include <string.h>
#include "name.h"
#include "provenance.h"
#include "runlog.h"
#include "sinks.h"

/* What a run owns. */
struct work {
    struct request *q;
    struct pipeline pipe;
    struct model_library library;
    struct experiment *e;
    struct program *program;
    struct space whole, part;           /* part: the rows that run */
    struct table table;
    struct text c;
    struct sinks sinks;
    struct runlog *log;
};

const char *request_messages(const struct diags *d, struct arena *a)
{
    struct text text = { 0 };
    diag_print(d, &text);
    size_t n = text.len;
    while (n > 0 && text.bytes[n - 1] == '\n')
        n--;
    const char *copy = arena_copy(a, text_string(&text), n);
    text_free(&text);
    return copy;
}

/* ---- explorations ---- */

static void unknown_exploration(const struct experiment *e, const char *name, struct fail *f)
{
    struct nearest near;
    nearest_start(&near, name);
    for (int i = 0; i < e->exploration_count; i++)
        nearest_offer(&near, e->explorations[i].name);
    if (nearest_best(&near))
        fail(f, EXIT_USAGE, "'%s' has no exploration '%s'; did you mean '%s'?", e->src->path, name,
             nearest_best(&near));
    else
        fail(f, EXIT_USAGE, "'%s' has no exploration '%s'; it has %s%s", e->src->path, name,
             e->explorations[0].name, e->exploration_count > 1 ? ", ..." : "");
}

const struct exploration *request_choose(const struct experiment *e, const char *name,
                                         struct fail *f)
{
    if (!name && e->exploration_count == 1)
        return &e->explorations[0];
    for (int i = 0; name && i < e->exploration_count; i++)
        if (strcmp(e->explorations[i].name, name) == 0)
            return &e->explorations[i];
    if (name)
        unknown_exploration(e, name, f);
    else
        fail(f, EXIT_USAGE, "'%s' has %d explorations; name one: %s, %s%s", e->src->path,
             e->exploration_count, e->explorations[0].name, e->explorations[1].name,
             e->exploration_count > 2 ? ", ..." : "");
    return NULL;
}

/* ---- a space as an explore block ---- */

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

static struct ast_stmt *write_block(struct work *w, const char *name)
{
    struct arena *a = &w->pipe.arena;
    const struct space *s = &w->q->space->space;
    struct text text = { 0 };
    text_print(&text, "explore %s %s key %lld\n", name, s->mode == SPACE_ZIP ? "zip" : "product",
               (long long)s->key);
    if (s->trials > 0)
        text_print(&text, "trials %ld\n", s->trials);
    if (s->sorted)
        text_add(&text, "order sorted\n");
    for (int i = 0; i < s->count; i++) {
        text_print(&text, "%s %s ", script_axis_name(&s->axes[i]), s->axes[i].kind == AXIS_LAW ? "~" : "=");
        script_axis_text(&s->axes[i], &text);
        text_add(&text, "\n");
    }
    text_add(&text, "end\n");
    const struct source *src = source_text("space", arena_copy(a, text_string(&text), text.len),
                                           text.len, a);
    text_free(&text);
    return ast_parse(src, &w->pipe.diags, a)->body;
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
static const char *whole_name(struct work *w, const char *name)
{
    struct diags unheard = { .arena = &w->pipe.arena };
    struct fail ignored = { .code = 0 };
    const char *own = w->q->exploration;
    const struct exploration *x = own ? request_choose(w->q->e, own, &ignored) : NULL;
    int q = model_find(w->q->e, x, name, (struct span){ w->q->e->src, 0, 0 }, &unheard);
    return q < 0 ? name : w->q->e->quantities[q].path;
}

static int has_axis(struct work *w, const char *path)
{
    const struct space *s = &w->q->space->space;
    for (int i = 0; i < s->count; i++)
        if (strcmp(whole_name(w, s->axes[i].path), path) == 0)
            return 1;
    return 0;
}

static int has_value(struct work *w, const char *path)
{
    for (const char *const *set = w->q->over.sets; set && *set; set++) {
        const char *name = arena_copy(&w->pipe.arena, *set, strcspn(*set, "="));
        if (strcmp(whole_name(w, name), path) == 0)
            return 1;
    }
    return 0;
}

/* The axis of a parameter gives way to the space: an axis, or a value set later. */
static int release_param(struct work *w, struct ast_stmt *s, struct fail *f)
{
    if (!is_axis_param(w->q->e, s))
        return 0;
    if (!has_axis(w, s->name) && !has_value(w, s->name))
        return fail(f, EXIT_MODEL, "the space does not say what '%s' is; give it an axis or a number",
                    s->name);
    s->value = ast_number(&w->pipe.arena, s->value->at, 0);
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
static const char *settled_path(const struct work *w, const struct exploration *x, const struct ast_stmt *s)
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
static int stays(struct work *w, const struct exploration *x, const struct ast_stmt *s)
{
    const char *path = settled_path(w, x, s);
    if (s->kind == AST_DRAW && w->q->space->space.trials == 0)
        return 0;
    return path ? !has_axis(w, path)
                : s->kind == AST_PARAM || s->kind == AST_OBSERVE || s->kind == AST_RECORD;
}

/* Moves what an exploration declares, but not how it explores, behind *[to]. */
static struct ast_stmt **keep_statements(struct work *w, const struct exploration *x, struct ast_stmt *body,
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

static int replace_block(struct work *w, struct ast_stmt *block, const struct ast_stmt *own,
                         struct fail *f)
{
    struct ast_stmt *body = NULL;
    const struct exploration *x = request_choose(w->q->e, block->name, f);
    struct ast_stmt **to = x ? keep_statements(w, x, block->body, &body, f) : NULL;
    if (!to)
        return -1;
    *to = own->body;
    block->body = body;
    block->word = own->word;
    block->clauses = own->clauses;
    return 0;
}

/* Puts the block of the space into the tree; [name] becomes that of its exploration. */
static int graft(struct work *w, struct ast *tree, const char **name, struct fail *f)
{
    struct ast_stmt *block = *name ? find_block(tree, *name) : NULL;
    if (*name && !block && strcmp(*name, "run") != 0)
        return request_choose(w->q->e, *name, f) ? 0 : -1;
    *name = block ? *name : free_name(tree, &w->pipe.arena);
    struct ast_stmt *own = write_block(w, *name), **end = &tree->body;
    if (w->pipe.diags.errors || !own)
        return 0;                       /* the messages say so */
    if (block && replace_block(w, block, own, f) < 0)
        return -1;
    for (; *end; end = &(*end)->next)
        if (release_param(w, *end, f) < 0)
            return -1;
    if (!block)
        *end = own;
    return 0;
}

/* ---- compiling ---- */

static int refuse(struct work *w, struct fail *f)
{
    w->q->messages = request_messages(&w->pipe.diags, &w->q->result->arena);
    return fail(f, EXIT_MODEL, "%s cannot run%s", w->q->e->src->path, w->q->space ? " over the space" : "");
}

static int check(struct work *w, const char **name, struct fail *f)
{
    const struct source *from = w->q->e->src;
    struct arena *a = &w->pipe.arena;
    const struct source *src = source_text(from->path, from->text, (size_t)from->len, a);
    struct ast *tree = ast_parse(src, &w->pipe.diags, a);
    if (w->q->space && graft(w, tree, name, f) < 0)
        return -1;
    if (w->pipe.diags.errors == 0)
        w->e = model_check(tree, &w->library.calls, &w->q->over, &w->pipe.diags, a);
    return w->pipe.diags.errors ? refuse(w, f) : 0;
}

/* Draws and sorted rows go by the whole names. */
static int names_matter(const struct space *s)
{
    int draws = s->sorted;
    for (int i = 0; i < s->count; i++)
        draws |= (s->axes[i].kind == AXIS_LAW || s->axes[i].kind == AXIS_UNIFORM) && !s->axes[i].own_key;
    return draws;
}

/* Short names are fine as long as they sort like the whole ones: else the space
 * and its run would draw differently. */
static int check_names(const struct work *w, const struct exploration *x, struct fail *f)
{
    const struct space *s = &w->q->space->space;
    const struct quantity *all = w->e->quantities;
    for (int i = 0; i < s->count && names_matter(s); i++)
        for (int k = 0; k < i; k++) {
            int here = script_compare_paths(s->axes[i].path, s->axes[k].path);
            int there = script_compare_paths(all[x->axes[i].quantity].path, all[x->axes[k].quantity].path);
            if ((here < 0) == (there < 0))
                continue;
            return fail(f, EXIT_MODEL, "'%s' and '%s' would draw in another order than '%s' and '%s', which "
                        "they mean; write the whole names", s->axes[k].path, s->axes[i].path,
                        all[x->axes[k].quantity].path, all[x->axes[i].quantity].path);
        }
    return 0;
}

/* Axes of the block are those of the space, in order; labels are text to the end. */
static int adopt_groups(struct work *w, struct exploration *x, struct fail *f)
{
    const struct space *s = &w->q->space->space;
    if (x->axis_count != s->count)
        return fail(f, EXIT_INTERNAL, "the space has %d axes, its exploration %d", s->count, x->axis_count);
    for (int i = 0; i < s->count; i++)
        x->axes[i].group = s->axes[i].group;
    return check_names(w, x, f);
}

/* The rows that a slice kept, of the same space in the run's precision. */
static void cut_part(struct work *w)
{
    w->part = w->whole;
    if (!w->q->space || !w->q->space->space.part)
        return;
    const struct space *s = &w->q->space->space;
    w->part.first = s->first;
    w->part.stride = s->stride;
    w->part.points = s->points;
    w->part.part = 1;
}

/* The rows of a slice lie along one dimension. */
static void flatten(struct table *t)
{
    t->dims[0] = (struct table_dim){ "point", t->rows };
    t->dim_count = 1;
    for (int c = 0; c < t->column_count; c++)
        t->columns[c].dim = 0;
}

static struct program *prepare(struct work *w, struct fail *f)
{
    const char *name = w->q->exploration;
    if (check(w, &name, f) < 0)
        return NULL;
    struct exploration *x = (struct exploration *)request_choose(w->e, name, f);
    if (!x || (w->q->space && adopt_groups(w, x, f) < 0)
        || build_space(w->e, x, &w->pipe.arena, &w->whole, f) < 0)
        return NULL;
    cut_part(w);
    struct program *p = w->program = pipeline_emit(&w->pipe, w->e, x, &w->c);
    if (!p) {
        refuse(w, f);
        return NULL;
    }
    build_table(p, &w->part, &w->pipe.arena, &w->table);
    if (w->part.part)
        flatten(&w->table);
    struct provenance from = { w->q->command, engine_name(w->q->engine) };
    w->table.dir = w->q->out;
    if (w->q->out)
        provenance_add(&from, w->e, x, &w->pipe.arena, &w->table);
    return p;
}

/* ---- running ---- */

static int take_rows(void *user, const struct table_batch *b, struct fail *f)
{
    struct work *w = user;
    script_table_rows(w->q->result, b);
    return w->q->out ? sinks_rows(&w->sinks, b, f) : 0;
}

static void show_progress(void *user, long done, long points, double fraction, const char *engine)
{
    struct work *w = user;
    (void)done, (void)engine;
    runlog_update(w->log, (long)(fraction*(double)points));
}

static void judge(struct work *w, const struct sweep_report *report)
{
    const char *missing = w->sinks.no_library
        ? "libnetcdf is not installed (Debian package libnetcdf19): only CSV files are written" : "";
    const char *diverged = report->diverged == 0 ? ""
        : arena_print(&w->q->result->arena, "%s: %ld of %ld point%s left the finite numbers; "
                      "see column status", w->table.name, report->diverged, report->points,
                      report->points == 1 ? "" : "s");
    if (*missing || *diverged)
        w->q->warning = arena_print(&w->q->result->arena, "%s%s%s", missing,
                                    *missing && *diverged ? "\n" : "", diverged);
}

static int sweep(struct work *w, const struct program *p, struct fail *f)
{
    struct sweep_report report;
    struct sweep s = {
        .space = &w->part, .text = text_string(&w->c), .engine = w->q->engine,
        .threads = w->q->threads, .table = &w->table, .rows = take_rows,
        .progress = show_progress, .user = w, .stop = w->q->stop,
    };
    build_sweep(p, &w->part, &w->pipe.arena, &s);
    w->log = runlog_open(stderr, w->q->quiet);
    runlog_start(w->log, w->table.name, w->part.points);
    int status = sweep_run(&s, &report, f);
    runlog_finish(w->log);
    runlog_close(w->log);
    if (status == 0 && w->q->out)
        status = sinks_commit(&w->sinks, f);
    if (status == 0)
        judge(w, &report);
    return status;
}

static int run(struct work *w, struct fail *f)
{
    const struct program *p = prepare(w, f);
    if (!p || script_table_describe(w->q->result, &w->table, f) < 0)
        return -1;
    if (w->q->out && sinks_open(&w->sinks, &w->table, f) < 0)
        return -1;
    return sweep(w, p, f);
}

int request_run(struct request *q, struct fail *f)
{
    struct work w = { .q = q };
    pipeline_open(&w.pipe, &w.library.calls);
    library_open(&w.library, &w.pipe.arena);
    int status = run(&w, f);
    if (status < 0 && f->code == EXIT_INTERRUPTED)
        *f = (struct fail){ EXIT_INTERRUPTED, "interrupted" };
    sinks_abandon(&w.sinks);
    space_close(&w.whole);
    text_free(&w.c);
    pipeline_close(&w.pipe);
    return status;
}
