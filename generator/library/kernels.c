/* kernels.c -- explorations of a model, checked and compiled. */
#include "kernels.h"
#include <stdlib.h>
#include <string.h>
#include "base/clock.h"
#include "job/choose.h"
#include "job/job_build.h"
#include "lower/given.h"
#include "object.h"

/* ---- what it follows from ---- */

/* The exploration itself, or any where the only one is meant. */
static int is_meant(const struct exploration *x, const char *exploration)
{
    return !exploration || strcmp(x->name, exploration) == 0;
}

/* Of one row the checker needs to know which only where the time step is swept. */
static int needs_row(const struct massc *m, const char *exploration)
{
    const struct experiment *e = m->good ? m->good->e : NULL;
    for (int i = 0; e && i < e->exploration_count; i++)
        if (is_meant(&e->explorations[i], exploration) && e->simulate.present && model_axis(&e->explorations[i], e->simulate.dt) >= 0)
            return 1;
    return !e;
}

/* One row has nothing that is made of trials, and the checker says so. */
static int has_trials(const struct experiment *e)
{
    int has = 0;
    for (int i = 0; i < e->observe_count; i++)
        has |= e->observes[i].value && e->observes[i].value->type.of_trials;
    for (int i = 0; i < e->recording_count; i++)
        for (int k = 0; k < e->recordings[i].count; k++)
            has |= e->recordings[i].values[k]->type.of_trials;
    return has;
}

/* Whether the object's own check says all of [q]. */
static int is_checked(const struct massc *m, const struct kernel_request *q)
{
    const struct job_options *o = q->o;
    return m->good && !(o->records && o->records[0]) && (!o->point || (!needs_row(m, NULL) && !has_trials(m->good->e)))
        && stamps_hold(&m->good->stamps);
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
static struct checked *check_one(struct massc *m, const struct kernel_request *q)
{
    const char *const chosen[] = { q->exploration, NULL };
    struct overrides over = overrides_of(q->o);
    over.chosen = q->exploration ? chosen : NULL;
    if (!is_checked(m, q))
        return checked_make(m, m->src, &over);
    return object_repeat(m, m->good) < 0 ? NULL : checked_hold(m->good);
}

static void make(void *user)
{
    struct kernel_work *w = user;
    struct held_kernel *k = w->k;
    const struct job_options *o = w->q->o;
    pipeline_open(&k->pipe, &k->of->library.calls);
    k->x = choose_exploration(k->of->e, w->q->exploration, &w->fail);
    if (!k->x)
        return;
    data_judge(k->of->e, w->q->data, &k->pipe.diags);
    if (k->pipe.diags.errors) {
        checked_say(w->m, &k->pipe.diags);
        return;
    }
    k->pipe.options.data = w->q->data;
    k->pipe.options.lanes = o->lanes;
    k->pipe.options.one_row = o->point != NULL;
    k->pipe.texts = build_texts((enum engine)o->engine);
    k->program = pipeline_emit(&k->pipe, k->of->e, k->x, &k->c);
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
    pipeline_close(&k->pipe);
    checked_drop(k->of);
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
    w.k->of = check_one(m, q);
    int bad = !w.k->of || object_guarded(m, make, &w) < 0;
    if (!bad && w.fail.code)
        object_fail(m, &w.fail);
    if (bad || !w.k->program) {
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

/* Made before: what was said of it then is said again. */
static struct held_kernel *find_kernel(struct massc *m, const char *asked)
{
    struct kernels *all = &m->kernels;
    for (int i = 0; i < all->count; i++) {
        struct held_kernel *k = all->list[i];
        if (strcmp(k->asked, asked) != 0 || !stamps_hold(&k->of->stamps))
            continue;
        if (object_repeat(m, k->of) < 0)
            return NULL;
        put_first(all, k, i);
        return hold(k);
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
