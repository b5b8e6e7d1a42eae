/* sweep_engine.c -- which machine code runs the sweep, and when it changes.
 *
 * Auto takes what the cache holds, else starts on tcc at once. If the speed
 * seen so far says that tcc would be at work for long, a compiler is started
 * beside it, and blocks go on with its kernel from their next chunk. Both make
 * the same bits of the same text, so no result knows which one ran.
 */
#include "sweep_run.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "vector/vector.h"

_Static_assert(sizeof ((struct sweep_report *)0)->note == sizeof ((struct compiled *)0)->note, "notes");

static const double WORTH = 0.25;       /* seconds of tcc's work that justify a compiler */
static const double ENOUGH = 1e-3;      /* seconds of work that show the speed */
static const double PATIENCE = 0.2;     /* part of the rest that a hand waits for the compiler */

/* Of this way, in run.made. */
struct engine_state {
    struct compiled first, second;      /* second: what auto changed over to, while blocks run */
    struct compile_task *task;          /* auto: at work on the second */
    double task_begun;                  /* clock_seconds, when it was started */
    int next_engine;                    /* auto: to try, or past the last */
};

static void tell_waiting(const struct run *r, enum engine e)
{
    if (r->s->compiling)
        r->s->compiling(r->s->user, engine_name(e));
}

/* Like compile(), but ends when the run is to stop. */
static int compile_watched(const struct run *r, enum engine e, struct compiled *out, struct fail *f)
{
    const struct timespec moment = { 0, 2*1000*1000 };
    struct compile_task *t = compile_begin(r->s->text, e, f);
    if (!t)
        return -1;
    while (compile_ready(t) == 0) {
        if (sweep_stopped(r)) {
            compile_cancel(t);
            return fail(f, EXIT_INTERRUPTED, "interrupted");
        }
        tell_waiting(r, e);
        nanosleep(&moment, NULL);
    }
    return compile_take(t, out, f);
}

static int compile_tcc(const struct run *r, struct compiled *out, struct fail *f)
{
    return compile(r->s->calls ? r->s->calls : r->s->text, ENGINE_TCC, out, f);
}

/* What the cache holds, else tcc. That is missing nothing, but may meet a text that it
 * cannot take. */
static int compile_auto(const struct run *r, struct compiled *out)
{
    struct fail tcc = { 0 }, other = { 0 };
    struct compiled chosen = { 0 };
    enum engine cached = compile_choose(r->s->text, &chosen);
    int bad = cached == ENGINE_TCC ? compile_tcc(r, out, &tcc) : compile(r->s->text, cached, out, &tcc);
    if (!bad) {
        if (!*out->note)
            memcpy(out->note, chosen.note, sizeof chosen.note);
        return 0;
    }
    for (int e = ENGINE_GCC; e <= ENGINE_CLANG && other.code != EXIT_INTERRUPTED; e++) {
        other.code = 0;
        if (compile_watched(r, (enum engine)e, out, &other) == 0)
            return 0;
    }
    const struct fail *why = other.code == EXIT_INTERRUPTED ? &other : &tcc;
    return fail(r->f, why->code, "%s", why->text);
}

static void tell(const struct run *r, double seconds)
{
    if (r->s->compiled)
        r->s->compiled(r->s->user, r->report->engine, seconds);
}

static void take_note(struct run *r, const struct compiled *c)
{
    if (*c->note)
        memcpy(r->report->note, c->note, sizeof r->report->note);
}

/* From here on its machine code runs. */
static void take_kernel(struct run *r, const struct compiled *c, double seconds)
{
    take_note(r, c);
    r->report->engine = engine_name(c->engine);
    note_engine(r, r->report->engine, c->version);
    shared_point(&r->kernel, c->kernel);
    tell(r, seconds);
}

static sweep_draw *drawing(const struct kernel *k)
{
    const struct vector_set *primitives = k->draw ? NULL : vector_set(k->bytes, 0);
    return primitives ? primitives->draw : k->draw;
}

/* Of tcc, and whoever made it throws it away. */
static int take_made(const struct run *r, struct compiled *out)
{
    *out = (struct compiled){ .kernel = r->s->kernel, .engine = ENGINE_TCC };
    return 0;
}

static int engine_open(struct run *r)
{
    enum engine e = r->s->engine;
    struct engine_state *m = r->made = calloc(1, sizeof *m);
    if (!m)
        return fail_memory(r->f, NULL);
    double begun = clock_seconds();
    int bad = r->s->kernel && engine_may_be_tcc(e) ? take_made(r, &m->first)
            : e == ENGINE_AUTO ? compile_auto(r, &m->first)
            : e == ENGINE_TCC ? compile_tcc(r, &m->first, r->f)
            : compile_watched(r, e, &m->first, r->f);
    r->report->compile_s = clock_seconds() - begun;
    if (bad)
        return -1;
    r->shape = m->first.kernel;
    r->draw = drawing(r->shape);
    m->next_engine = e == ENGINE_AUTO && m->first.engine == ENGINE_TCC ? ENGINE_GCC : ENGINE_CLANG + 1;
    take_kernel(r, &m->first, r->report->compile_s);
    return 0;
}

static void engine_close(struct run *r)
{
    struct engine_state *m = r->made;
    if (!m)
        return;
    if (m->task)
        compile_cancel(m->task);
    compile_close(&m->second);
    compile_close(&m->first);
    free(m);
}

/* ---- changing over ------------------------------------------------------- */

/* Seconds that the rest would take at the speed seen so far; 0: not known. */
static double remaining(const struct run *r)
{
    double done = 0, busy = 0;
    for (int i = 0; i < r->hand_count; i++) {
        done += (double)shared_see(&r->hands[i].done);
        busy += 1e-9*(double)shared_see(&r->hands[i].busy);
    }
    if (busy < ENOUGH || done <= 0)
        return 0;
    return (r->work - done)*(busy/done)/r->hand_count;
}

static void change_over(struct run *r, struct engine_state *m)
{
    struct fail why = { 0 };            /* tcc goes on, so nobody needs to know */
    int bad = compile_take(m->task, &m->second, &why);
    m->task = NULL;
    if (bad)
        return;
    if (!kernel_same_shape(r->shape, m->second.kernel)) {
        take_note(r, &m->second);
        compile_close(&m->second);
        return;
    }
    m->next_engine = ENGINE_CLANG + 1;
    take_kernel(r, &m->second, clock_seconds() - m->task_begun);
}

/* A hand rests while the compiler works: on few cores the two only slow each
 * other down, and what tcc does meanwhile is little. Not where tcc would be done
 * soon anyway, and only once. */
static void leave_room(const struct run *r, struct engine_state *m)
{
    const struct timespec nap = { 0, 1000*1000 };
    double limit = clock_seconds() + remaining(r)*PATIENCE;
    while (!r->is_stepped && !compile_ready(m->task) && clock_seconds() < limit && !sweep_stopped(r)) {
        tell_waiting(r, (enum engine)(m->next_engine - 1));
        nanosleep(&nap, NULL);
    }
}

static void engine_poll(struct run *r)
{
    struct engine_state *m = r->made;
    struct fail why = { 0 };
    if (m->task) {
        if (compile_ready(m->task))
            change_over(r, m);
        return;
    }
    if (m->next_engine > ENGINE_CLANG)
        return;
    double worth = r->s->compile_worth > 0 ? r->s->compile_worth : WORTH;
    m->task_begun = clock_seconds();
    if (remaining(r) > worth)
        m->task = compile_begin(r->s->text, (enum engine)m->next_engine++, &why);
    if (m->task)
        leave_room(r, m);
}

const struct sweep_kernels sweep_compiled = { engine_open, engine_poll, engine_close };
