/* settings.c -- reads --set and --axis of a program by its names. */
#include "settings.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "setting/called.h"
#include "setting/value_text.h"

/* ---- names ---- */

/* Those that an exploration sees; NULL: those of all. */
struct names_seen {
    const struct standalone *program;
    const char *exploration;
};

static const char *path_in(const void *user, int i)
{
    const struct names_seen *v = user;
    if (i >= v->program->name_count)
        return NULL;
    const struct standalone_name *n = &v->program->names[i];
    return !n->only || (v->exploration && !strcmp(n->only, v->exploration)) ? n->path : "";
}

/* The same of what is offered. */
static const char *quantity_in(const void *user, int i)
{
    const struct names_seen *v = user;
    return i < v->program->name_count && v->program->names[i].kind == STANDALONE_SETTING ? "" : path_in(user, i);
}

static struct names_seen view_of(const struct program_settings *s, int exploration)
{
    return (struct names_seen){ s->program, exploration < 0 ? NULL : s->program->explorations[exploration].job.name };
}

static void unknown(struct program_settings *s, const struct names_seen *v, const struct given *g, int count)
{
    if (count > 1)
        called_ambiguous(&s->diags, g->name, g->name_at, path_in, v);
    else
        diag_error(&s->diags, g->name_at, "%s", called_unknown(&s->diags, g->name, quantity_in, v));
}

/* Why an exploration has a name written in that others have not, or NULL. */
static const char *is_compiled(struct program_settings *s, int exploration, int name)
{
    const struct standalone_exploration *x = &s->program->explorations[exploration];
    for (int i = 0; i < x->use_count; i++)
        if (x->uses[i].name == name && x->uses[i].role == STANDALONE_COMPILED)
            return arena_print(s->arena, "its value is written into the kernel of exploration '%s'; name the others, or make data of it by --data %s",
                               x->job.name, s->program->names[name].path);
    return NULL;
}

/* What the program cannot do with a name; 0 after an error. */
static int is_free(struct program_settings *s, const struct given *g, int name, int as_axis)
{
    const struct standalone_name *n = &s->program->names[name];
    const char *why = n->fixed ? n->fixed : as_axis ? n->no_axis : NULL;
    for (int i = 0; !why && i < s->chosen_count; i++)
        why = is_compiled(s, s->chosen[i], name);
    if (why)
        diag_error(&s->diags, g->name_at, "%s: %s", n->path, why);
    return !why;
}

static struct taker taker_of(const struct program_settings *s, const struct standalone_name *n)
{
    static const enum taker_kind kinds[] = {
        [STANDALONE_NUMBER] = TAKES_NUMBER, [STANDALONE_POSITIVE] = TAKES_SPEED, [STANDALONE_TIME] = TAKES_TIME,
        [STANDALONE_NOT_NEGATIVE] = TAKES_SIZE, [STANDALONE_KEY] = TAKES_KEY, [STANDALONE_TIME_STEP] = TAKES_STEP
    };
    return (struct taker){ .kind = kinds[n->kind], .path = n->path, .unit = n->unit, .doc = n->doc, .per_node = n->rank == 1 && !n->modes,
                           .modes = n->rank ? n->modes : 0, .nodes = n->rank ? n->shape[0] : 1,
                           .duration = s->program->explorations[0].job.sweep.duration };
}

/* ---- values ---- */

static struct reader reader_of(struct program_settings *s)
{
    static const struct reads none;
    return (struct reader){ .arena = s->arena, .diags = &s->diags, .reads = &none };
}

static struct settings_row *add(struct program_settings *s, const struct given *g, int name)
{
    struct settings_row *row = ARENA_PUSH(s->arena, s->rows, s->count);
    *row = (struct settings_row){ .name = name, .at = g->name_at };
    return row;
}

/* Of each node, of each mode of all or of each node. */
static int fits_modes(struct reader *r, const struct standalone_name *n, const struct data *v, const struct ast_expr *value)
{
    long last = n->shape[n->rank - 1];
    if ((v->rank == 1 && v->shape[0] == last) || (v->rank == 2 && n->rank == 2 && v->shape[0] == n->shape[0] && v->shape[1] == last))
        return 1;
    diag_error(r->diags, value->at, "%s takes one number, one for each of %d modes%s; got %s", n->path, n->modes,
               n->rank == 2 ? ", or one for each node and mode" : "", said_shape(r, v->shape, v->rank));
    return 0;
}

static void set_list(struct program_settings *s, const struct given *g, int name, struct settings_row *row)
{
    struct reader r = reader_of(s);
    const struct standalone_name *n = &s->program->names[name];
    const struct taker t = taker_of(s, n);
    struct data v;
    if (!constant_list(&r, g->value, n->unit, &v))
        return;
    if (!n->rank && v.rank == 1 && v.shape[0] == 1) {
        row->value = v.values[0];
        return;
    }
    if (n->modes && n->rank ? !fits_modes(&r, n, &v, g->value) : !value_list_fits(&r, &t, &v, g->value))
        return;
    if (!n->modes)
        value_count_fits(&r, &t, v.shape[0], 0, g->value->at);
    row->values = v.values;
    row->count = v.rank == 2 ? v.shape[0]*v.shape[1] : v.shape[0];
}

static void set_name(struct program_settings *s, const struct given *g, int name)
{
    struct reader r = reader_of(s);
    const struct standalone_name *n = &s->program->names[name];
    const struct taker t = taker_of(s, n);
    if (!is_free(s, g, name, 0))
        return;
    struct settings_row *row = add(s, g, name);     /* also where its value is wrong: what else is wrong with it is told, too */
    if (n->kind == STANDALONE_KEY)
        constant_key(&r, g->value, &row->seed);
    else if (g->value->op == AST_STRING)
        diag_error(r.diags, g->value->at, FILES_ARE_MASSCS);
    else if (g->value->op == AST_LIST)
        set_list(s, g, name, row);
    else
        value_number(&r, &t, g->value, &row->value);
}

static void read_set(struct program_settings *s, const char *text)
{
    struct reader r = reader_of(s);
    struct given g;
    int count, owned, name, done = 0;
    if (!given_read(&r, "--set", text, &g))
        return;
    if (g.draws || g.n.is || g.shape.is || g.per.is || g.key.is || g.broadcast.is) {
        diag_error(&s->diags, g.at, SET_ONE_VALUE, "--set");
        return;
    }
    struct names_seen v = view_of(s, -1);
    name = called_find(g.name, path_in, &v, &count);
    for (int i = 0; name < 0 && !count && i < s->program->count; i++) {
        struct names_seen own = view_of(s, i);
        int one = called_find(g.name, path_in, &own, &owned);
        if (one >= 0)
            set_name(s, &g, one);
        done |= one >= 0;
    }
    if (name >= 0)
        set_name(s, &g, name);
    else if (!done)
        unknown(s, &v, &g, count);
}

/* ---- axes ---- */

static void axis_name(struct program_settings *s, const struct given *g, int name)
{
    struct reader r = reader_of(s);
    const struct taker t = taker_of(s, &s->program->names[name]);
    struct axis axis;
    int per_node;
    if (!is_free(s, g, name, 1) || !axis_set(&r, g, &t, &axis, &per_node))
        return;
    struct axis *kept = ARENA_NEW(s->arena, struct axis);
    *kept = axis;
    add(s, g, name)->axis = kept;
}

static void read_axis(struct program_settings *s, const char *text)
{
    struct reader r = reader_of(s);
    struct given g;
    int count, seen = -1;
    if (!given_read(&r, "--axis", text, &g))
        return;
    for (int i = 0; i < s->program->count; i++) {
        struct names_seen v = view_of(s, i);
        int name = called_find(g.name, path_in, &v, &count);
        if (name >= 0 && name != seen)
            axis_name(s, &g, name);
        seen = name >= 0 ? name : seen;
    }
    struct names_seen first = view_of(s, 0);
    if (seen < 0) {
        called_find(g.name, path_in, &first, &count);
        unknown(s, &first, &g, count);
    }
}

/* ---- trials ---- */

/* Without trials a kernel has one noise for all points, and results of none. */
static void check_trials(struct program_settings *s, const struct job_options *o)
{
    for (int i = 0; o->trials && i < s->chosen_count; i++) {
        const struct job *j = &s->program->explorations[s->chosen[i]].job;
        if (j->space.trials > 0)
            continue;
        const char *text = arena_print(s->arena, "%d", o->trials);
        const struct source *src = source_text("--trials", text, strlen(text), s->arena);
        diag_error(&s->diags, (struct span){ src, 0, src->len }, "exploration '%s' has no trials, and its kernel is made for none; massc run %s takes them",
                   j->name, s->program->file);
    }
}

/* ---- all ---- */

static int has_axis(const struct program_settings *s, const struct standalone_exploration *x, int name)
{
    const char *path = s->program->names[name].path;
    for (int i = 0; i < x->job.space.count; i++)
        if (!strcmp(x->axes[i].path, path))
            return 1;
    for (int i = 0; i < s->count; i++)
        if (s->rows[i].axis && s->rows[i].name == name)
            return 1;
    return 0;
}

static int sees(const struct standalone_exploration *x, const struct standalone_name *n)
{
    return !n->only || !strcmp(n->only, x->job.name);
}

static void warn_swept(struct program_settings *s)
{
    for (int i = 0; i < s->program->count; i++) {
        const struct standalone_exploration *x = &s->program->explorations[i];
        for (int k = s->count - 1; k >= 0; k--) {
            const struct standalone_name *n = &s->program->names[s->rows[k].name];
            if (!s->rows[k].axis && sees(x, n) && has_axis(s, x, s->rows[k].name))
                diag_warn(&s->diags, s->rows[k].at, "set-on-axis", SET_ON_AXIS, n->path, x->job.name);
        }
    }
}

int settings_read(struct program_settings *s, const struct standalone *program, const int *chosen, int count, const struct job_options *o,
                  struct arena *a)
{
    *s = (struct program_settings){ .program = program, .chosen = chosen, .chosen_count = count, .options = o, .arena = a, .diags.arena = a };
    for (int i = 0; o->sets && o->sets[i]; i++)
        read_set(s, o->sets[i]);
    for (int i = 0; o->axes && o->axes[i]; i++)
        read_axis(s, o->axes[i]);
    warn_swept(s);
    check_trials(s, o);
    return s->diags.errors ? EXIT_MODEL : 0;
}

void settings_tell(struct program_settings *s)
{
    struct text out = { 0 };
    diag_print(&s->diags, &out);
    fputs(text_string(&out), stderr);
    text_free(&out);
}
