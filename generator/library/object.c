/* object.c -- how calls on an object begin and end, and what a check says. */
#include "object.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- errors ---- */

void object_succeed(struct massc *m)
{
    m->code = EXIT_OK;
    m->fault[0] = m->plain.text[0] = '\0';
    text_free(&m->error);
    arena_free(&m->said.arena);
    m->said.list = NULL;
    m->said.count = 0;
}

static void set_plain(struct massc *m, const char *text)
{
    snprintf(m->plain.text, sizeof m->plain.text, "%s", text);
    m->plain.diagnostic = (struct massc_diagnostic){ .severity = MASSC_ERROR, .text = m->plain.text };
}

int object_fault(struct massc *m, int code, const char *text)
{
    object_succeed(m);
    m->code = code;
    snprintf(m->fault, sizeof m->fault, "%s\n", text);
    set_plain(m, text);
    return -1;
}

int object_guarded(struct massc *m, void (*work)(void *user), void *user)
{
    struct guard g;
    return guard_call(&g, work, user) < 0 ? object_fault(m, g.code, g.text) : 0;
}

struct saying {
    struct massc *m;
    const struct fail *f;
};

static void say(void *user)
{
    struct saying *s = user;
    text_print(&s->m->error, "%s\n", s->f->text);
}

int object_fail(struct massc *m, const struct fail *f)
{
    struct saying s = { m, f };
    struct guard g;
    m->code = f->code;
    set_plain(m, f->text);
    return guard_call(&g, say, &s) < 0 ? object_fault(m, f->code, f->text) : -1;
}

/* A file that cannot be read stays so. */
int object_can(struct massc *m)
{
    struct fail f = { .code = 0 };
    object_succeed(m);
    if (m->src)
        return 1;
    fail(&f, EXIT_SYSTEM, "the file could not be read");
    object_fail(m, &f);
    return 0;
}

void object_log(const struct massc *m, int level, const char *format, ...)
{
    char line[1200];
    va_list args;
    if (!m->log)
        return;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    m->log(m->log_user, level, line);
}

/* ---- checking ---- */

struct job_options object_options(const struct massc *m)
{
    return (struct job_options){ .sets = m->sets.list, .axes = m->axes.list,
                                 .key = *m->key ? m->key : NULL, .real = m->real };
}

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

struct experiment *object_check(struct massc *m, const struct source *src, struct overrides over, struct pipeline *p,
                                struct model_library *lib)
{
    pipeline_open(p, &lib->calls);
    library_open(lib, &p->arena);
    const struct source *own = source_text(src->path, src->text, (size_t)src->len, &p->arena);
    struct ast *tree = ast_parse(own, &p->diags, &p->arena);
    struct experiment *e = model_check(tree, &lib->calls, &over, &p->diags, &p->arena);
    diag_print(&p->diags, &m->error);
    diag_each(&p->diags, keep_diagnostic, &m->said);
    log_diagnostics(m);
    if (p->diags.errors)
        m->code = EXIT_MODEL;
    return p->diags.errors ? NULL : e;
}

void object_keep_said(struct massc *m, struct said *to)
{
    *to = m->said;
    m->said.arena = (struct arena){ .newest = NULL };
}

void object_repeat(struct massc *m, const struct text *warnings, const struct said *said)
{
    text_add(&m->error, text_string(warnings));
    m->said.list = said->list;
    m->said.count = said->count;
}
