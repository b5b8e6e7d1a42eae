/* session.c -- a .mass file, read and checked for one command. */
#include "session.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "driver.h"
#include "job/choose.h"
#include "job/file.h"
#include "job/job_build.h"
#include "lower/given.h"

/* Prints what pipeline_* collected since the last call. */
static void report(struct session *s)
{
    struct text text = { 0 };
    diag_print(&s->pipe.diags, &text);
    fputs(text_string(&text), stderr);
    text_free(&text);
}

int session_pipeline(struct pipeline *p, struct model_library *library, const struct options *o, struct fail *f)
{
    pipeline_open(p, &library->calls);
    library_open(library, &p->arena);
    p->templates = o->templates;
    p->texts = build_texts((enum engine)o->run.engine);
    p->options.lanes = o->run.lanes;
    p->options.one_row = o->run.point != NULL;
    p->options.data = o->data;
    if (o->templates && access(o->templates, R_OK | X_OK) < 0)
        return fail(f, EXIT_SYSTEM, "cannot read templates in '%s': %s", o->templates, strerror(errno));
    return 0;
}

static void begin(struct session *s, const struct options *o, struct fail *f)
{
    memset(s, 0, sizeof *s);
    session_pipeline(&s->pipe, &s->library, o, f);
    s->pipe.dump = (enum dump)o->dump;
    s->over = options_overrides(o);
}

/* Behind the checking, which ended with [code]. */
static int finish(struct session *s, int code)
{
    struct fail f = { .code = 0 };
    if (s->e)
        data_judge(s->e, s->pipe.options.data, &s->pipe.diags);
    if (s->e && s->pipe.diags.errors) {
        s->e = NULL;
        code = EXIT_MODEL;
    }
    report(s);
    if (!s->e || s->e->src->len > 0)
        return s->e ? 0 : code;
    fail(&f, EXIT_MODEL, "'%s' is empty", s->e->src->path);
    return complain(&f);
}

int session_open(struct session *s, const struct options *o, const char *name)
{
    struct fail f = { .code = 0 };
    int code = 0;
    begin(s, o, &f);
    s->path = f.code ? NULL : file_find(name, &s->pipe.arena, &f);
    if (!s->path)
        return complain(&f);
    s->e = file_read(&s->pipe, s->path, &s->over, &code);
    return finish(s, code);
}

int session_again(struct session *s, const struct options *o, const struct again *g)
{
    struct fail f = { .code = 0 };
    const struct recorded_file *own = &g->files[0];
    int code = 0;
    begin(s, o, &f);
    if (f.code)
        return complain(&f);
    s->library.calls.recorded = g->files;
    s->library.calls.recorded_count = g->file_count;
    s->path = own->path;
    s->e = pipeline_check(&s->pipe, source_text(own->path, own->text, own->len, &s->pipe.arena), &s->over, &code);
    return finish(s, code);
}

void session_close(struct session *s)
{
    pipeline_close(&s->pipe);
}

const struct exploration *session_choose(const struct session *s, const char *name)
{
    struct fail f = { .code = 0 };
    const struct exploration *x = choose_exploration(s->e, name, &f);
    if (!x)
        complain(&f);
    return x;
}

int session_pick(const struct session *s, const char *const *names, const struct exploration **list)
{
    int n = 0;
    for (int i = 0; !*names && i < s->e->exploration_count; i++)
        list[n++] = &s->e->explorations[i];
    for (; *names; names++) {
        const struct exploration *x = session_choose(s, *names);
        int seen = 0;
        for (int i = 0; x && i < n; i++)
            seen |= list[i] == x;
        if (!x)
            return -1;
        if (!seen)
            list[n++] = x;
    }
    return n;
}
