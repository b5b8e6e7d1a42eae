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

struct repeating {
    struct massc *m;
    const struct checked *c;
};

static void repeat(void *user)
{
    const struct repeating *r = user;
    text_add(&r->m->error, text_string(&r->c->warnings));
}

int object_repeat(struct massc *m, const struct checked *c)
{
    struct repeating r = { m, c };
    m->said.list = c->said.list;
    m->said.count = c->said.count;
    return object_guarded(m, repeat, &r);
}
