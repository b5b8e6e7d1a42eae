/* kernels.c -- explorations of a model, checked and compiled. */
#include "kernels.h"
#include <stdlib.h>
#include <string.h>
#include "base/clock.h"
#include "job/choose.h"
#include "job/job_build.h"
#include "object.h"

/* ---- what it follows from ---- */

/* Of one row the checker needs to know which only where the time step is swept. */
static int needs_row(const struct massc *m, const char *exploration)
{
    for (int i = 0; m->e && i < m->e->exploration_count; i++) {
        const struct exploration *x = &m->e->explorations[i];
        if ((!exploration || strcmp(x->name, exploration) == 0) && m->e->simulate.present && model_axis(x, m->e->simulate.dt) >= 0)
            return 1;
    }
    return !m->e;
}

struct describing {
    const struct massc *m;
    const struct kernel_request *q;
    struct text text;
};

static void describe(void *user)
{
    struct describing *d = user;
    const struct job_options *o = d->q->o;
    const char *row = !o->point ? "all" : needs_row(d->m, d->q->exploration) ? o->point : "one";
    text_print(&d->text, "%s\n%s\n%d %d\n%s\n", d->q->exploration ? d->q->exploration : "", row, o->engine, o->lanes, d->q->data ? d->q->data : "");
    for (int i = 0; o->records && o->records[i]; i++)
        text_print(&d->text, "%s\n", o->records[i]);
}

/* ---- making one ---- */

struct kernel_work {
    struct massc *m;
    const struct kernel_request *q;
    struct held_kernel *k;
    struct fail fail;
};

/* The options first: of one row the checker knows more. */
static void check_one(struct kernel_work *w)
{
    const char *const chosen[] = { w->q->exploration, NULL };
    struct held_kernel *k = w->k;
    struct overrides over = overrides_of(w->q->o);
    over.chosen = w->q->exploration ? chosen : NULL;
    double begun = clock_seconds();
    k->e = object_check(w->m, w->m->src, over, &k->pipe, &k->library);
    k->parse_s = clock_seconds() - begun;
    if (k->e)
        k->stamps = stamps_of(k->e, &k->pipe.arena);
    k->x = k->e ? choose_exploration(k->e, w->q->exploration, &w->fail) : NULL;
}

static void emit_one(struct kernel_work *w)
{
    struct held_kernel *k = w->k;
    const struct job_options *o = w->q->o;
    k->pipe.options.lanes = o->lanes;
    k->pipe.options.one_row = o->point != NULL;
    k->pipe.texts = build_texts((enum engine)o->engine);
    k->program = pipeline_emit(&k->pipe, k->e, k->x, &k->c);
    k->lower_s = k->pipe.lower_s;
    k->emit_s = k->pipe.emit_s;
    text_add(&k->warnings, text_string(&w->m->error));
    object_keep_said(w->m, &k->said);
}

static void make(void *user)
{
    struct kernel_work *w = user;
    check_one(w);
    if (w->k->x)
        emit_one(w);
}

/* What it begins with, unless a better one is in the cache. Where tcc cannot a run finds out why, or a way out. */
static void compile_one(struct held_kernel *k, enum engine e)
{
    struct fail ignored = { .code = 0 };
    const char *text = text_string(&k->c), *calls = k->program->calls ? k->program->calls : text;
    struct compiled chosen = { .note = "" };
    if (!engine_may_be_tcc(e) || (e == ENGINE_AUTO && compile_choose(text, &chosen) != ENGINE_TCC))
        return;
    double begun = clock_seconds();
    if (compile(calls, ENGINE_TCC, &k->compiled, &ignored) < 0)
        k->compiled = (struct compiled){ .kernel = NULL };
    k->compile_s = clock_seconds() - begun;
}

void kernels_drop(struct held_kernel *k)
{
    if (!k || __atomic_sub_fetch(&k->holders, 1, __ATOMIC_ACQ_REL) > 0)
        return;
    compile_close(&k->compiled);
    text_free(&k->c);
    text_free(&k->warnings);
    arena_free(&k->said.arena);
    pipeline_close(&k->pipe);
    free(k->asked);
    free(k);
}

static struct held_kernel *make_kernel(struct massc *m, const struct kernel_request *q, const char *asked)
{
    struct kernel_work w = { .m = m, .q = q, .k = calloc(1, sizeof *w.k) };
    if (!w.k || !(w.k->asked = strdup(asked))) {
        free(w.k);
        object_fault(m, EXIT_SYSTEM, "out of memory");
        return NULL;
    }
    w.k->holders = 1;
    int bad = object_guarded(m, make, &w) < 0;
    if (!bad && w.fail.code)
        object_fail(m, &w.fail);
    if (bad || !w.k->x) {
        kernels_drop(w.k);
        return NULL;
    }
    compile_one(w.k, (enum engine)q->o->engine);
    return w.k;
}

/* ---- keeping them ---- */

static struct held_kernel *hold(struct held_kernel *k)
{
    __atomic_add_fetch(&k->holders, 1, __ATOMIC_RELAXED);
    return k;
}

/* To the front, where there was one at [i]; the last one goes where there is no room. */
static void put_first(struct kernels *all, struct held_kernel *k, int i)
{
    if (i < 0) {
        if (all->count == KERNELS_KEPT)
            kernels_drop(all->list[--all->count]);
        i = all->count++;
    }
    memmove(all->list + 1, all->list, (size_t)i*sizeof *all->list);
    all->list[0] = k;
}

void kernels_forget(struct kernels *all)
{
    while (all->count)
        kernels_drop(all->list[--all->count]);
}

static void repeat(void *user)
{
    struct kernel_work *w = user;
    object_repeat(w->m, &w->k->warnings, &w->k->said);
}

/* Made before: what was said of it then is said again. */
static struct held_kernel *find_kernel(struct massc *m, const char *asked)
{
    struct kernels *all = &m->kernels;
    for (int i = 0; i < all->count; i++) {
        struct kernel_work w = { .m = m, .k = all->list[i] };
        if (strcmp(w.k->asked, asked) != 0 || !stamps_hold(&w.k->stamps))
            continue;
        if (object_guarded(m, repeat, &w) < 0)
            return NULL;
        put_first(all, w.k, i);
        return hold(w.k);
    }
    return NULL;
}

struct held_kernel *kernels_get(struct massc *m, const struct kernel_request *q)
{
    struct describing d = { .m = m, .q = q };
    struct held_kernel *k = NULL;
    if (object_guarded(m, describe, &d) == 0) {
        k = find_kernel(m, text_string(&d.text));
        if (!k && m->code == EXIT_OK && (k = make_kernel(m, q, text_string(&d.text))) != NULL)
            put_first(&m->kernels, hold(k), -1);
    }
    text_free(&d.text);
    return k;
}
