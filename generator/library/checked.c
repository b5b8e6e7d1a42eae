/* checked.c -- a text that was checked under some settings. */
#include "checked.h"
#include <stdlib.h>
#include <string.h>
#include "base/clock.h"
#include "object.h"

/* A place of the text, its file's name in the arena of what was said. */
static void take_place(struct said *to, const struct diag *m, struct massc_diagnostic *d)
{
    const struct source *src = m->at.src;
    if (!src)
        return;
    const struct place from = source_place(src, m->at.from), upto = source_place(src, m->at.to);
    d->file = arena_copy(&to->arena, src->path, strlen(src->path));
    d->line = from.line;
    d->column = from.column;
    d->end_line = upto.line;
    d->end_column = upto.column;
}

static void keep_diagnostic(void *user, const struct diag *m)
{
    struct said *to = user;
    struct massc_diagnostic d = { .severity = (int)m->severity, .text = arena_copy(&to->arena, m->text, strlen(m->text)),
                                  .rule = m->rule ? arena_copy(&to->arena, m->rule, strlen(m->rule)) : NULL };
    take_place(to, m, &d);
    *ARENA_PUSH(&to->arena, to->list, to->count) = d;
}

static void log_diagnostics(const struct massc *m)
{
    for (int i = 0; i < m->said.count; i++) {
        const struct massc_diagnostic *d = &m->said.list[i];
        if (d->file)
            object_log(m, d->severity, "%s:%d:%d: %s", d->file, d->line, d->column, d->text);
        else
            object_log(m, d->severity, "%s", d->text);
    }
}

/* A list that is another's stays as it is. */
void checked_say(struct massc *m, const struct diags *d)
{
    if (!m->said.arena.newest)
        m->said = (struct said){ .count = 0 };
    diag_print(d, &m->error);
    diag_each(d, keep_diagnostic, &m->said);
    log_diagnostics(m);
    if (d->errors)
        m->code = EXIT_MODEL;
}

struct check_work {
    struct massc *m;
    const struct source *src;
    const struct overrides *over;
    struct checked *c;
};

static void check(void *user)
{
    struct check_work *w = user;
    struct checked *c = w->c;
    struct massc *m = w->m;
    struct pipeline *p = &c->pipe;
    double begun = clock_seconds();
    pipeline_open(p, &c->library.calls);
    library_open(&c->library, &p->arena);
    const struct source *own = source_text(w->src->path, w->src->text, (size_t)w->src->len, &p->arena);
    struct ast *tree = ast_parse(own, &p->diags, &p->arena);
    struct experiment *e = model_check(tree, &c->library.calls, w->over, &p->diags, &p->arena);
    checked_say(m, &p->diags);
    if (p->diags.errors)
        return;
    c->contents = contents_of(e, &p->arena);
    c->stamps = stamps_of(e, &p->arena);
    text_add(&c->warnings, text_string(&m->error));
    c->seconds = clock_seconds() - begun;
    c->e = e;
}

struct checked *checked_make(struct massc *m, const struct source *src, const struct overrides *over)
{
    struct check_work w = { .m = m, .src = src, .over = over, .c = calloc(1, sizeof *w.c) };
    if (!w.c) {
        object_fault(m, EXIT_SYSTEM, "out of memory");
        return NULL;
    }
    w.c->holders = 1;
    if (object_guarded(m, check, &w) == 0 && w.c->e) {
        w.c->said = m->said;                        /* what [m] has said stays there, and is this one's to free */
        m->said.arena = (struct arena){ .newest = NULL };
        return w.c;
    }
    checked_drop(w.c);
    return NULL;
}

struct checked *checked_hold(struct checked *c)
{
    __atomic_add_fetch(&c->holders, 1, __ATOMIC_RELAXED);
    return c;
}

void checked_drop(struct checked *c)
{
    if (!c || __atomic_sub_fetch(&c->holders, 1, __ATOMIC_ACQ_REL) > 0)
        return;
    pipeline_close(&c->pipe);
    text_free(&c->warnings);
    arena_free(&c->said.arena);
    free(c);
}
