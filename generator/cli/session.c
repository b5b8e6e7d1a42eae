/* session.c -- a .mass file, read and checked for one command. */
#include "session.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "driver.h"
#include "job/file.h"
#include "base/name.h"

void session_report(struct session *s)
{
    struct text text = { 0 };
    diag_print(&s->pipe.diags, &text);
    fputs(text_string(&text), stderr);
    text_free(&text);
}

int session_open(struct session *s, const struct options *o, const char *name)
{
    struct fail f = { .code = 0 };
    int code = 0;
    memset(s, 0, sizeof *s);
    pipeline_open(&s->pipe, &s->library.calls);
    library_open(&s->library, &s->pipe.arena);
    s->pipe.templates = o->templates;
    s->pipe.for_tcc = engine_may_be_tcc(o->engine);
    s->pipe.options.lanes = o->lanes;
    s->pipe.dump = o->dump;
    s->over = options_overrides(o);
    if (o->templates && access(o->templates, R_OK | X_OK) < 0)
        fail(&f, EXIT_SYSTEM, "cannot read templates in '%s': %s", o->templates, strerror(errno));
    s->path = f.code ? NULL : file_find(name, &s->pipe.arena, &f);
    if (!s->path)
        return complain(&f);
    s->e = pipeline_read(&s->pipe, s->path, &s->over, &code);
    session_report(s);
    if (!s->e || s->e->src->len > 0)
        return s->e ? 0 : code;
    fail(&f, EXIT_MODEL, "'%s' is empty", s->e->src->path);
    return complain(&f);
}

void session_close(struct session *s)
{
    pipeline_close(&s->pipe);
}

static const struct exploration *unknown(const struct session *s, const char *name)
{
    struct nearest near;
    nearest_start(&near, name);
    for (int i = 0; i < s->e->exploration_count; i++)
        nearest_offer(&near, s->e->explorations[i].name);
    if (s->e->exploration_count == 0)
        complain_usage("'%s' has no explorations", s->path);
    else if (nearest_best(&near))
        complain_usage("'%s' has no exploration '%s'; did you mean '%s'?", s->path, name,
                       nearest_best(&near));
    else
        complain_usage("'%s' has no exploration '%s'; it has %s%s", s->path, name,
                       s->e->explorations[0].name, s->e->exploration_count > 1 ? ", ..." : "");
    return NULL;
}

const struct exploration *session_find(const struct session *s, const char *name)
{
    for (int i = 0; i < s->e->exploration_count; i++)
        if (strcmp(s->e->explorations[i].name, name) == 0)
            return &s->e->explorations[i];
    return unknown(s, name);
}

const struct exploration *session_choose(const struct session *s, const char *name)
{
    const struct exploration *list = s->e->explorations;
    int count = s->e->exploration_count;
    if (name)
        return session_find(s, name);
    if (count == 1)
        return &list[0];
    if (count == 0)
        complain_usage("'%s' has no explorations", s->path);
    else
        complain_usage("'%s' has %d explorations; name one: %s, %s%s", s->path, count,
                       list[0].name, list[1].name, count > 2 ? ", ..." : "");
    return NULL;
}
