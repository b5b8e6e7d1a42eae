/* sweep_engine.c -- which machine code runs the sweep, and when it changes.
 *
 * Auto takes what the cache holds, else starts on tcc at once. If the speed
 * seen so far says that tcc would be at work for long, a compiler is started
 * beside it, and blocks go on with its kernel from their next chunk. Both make
 * the same bits of the same text, so no result knows which one ran.
 */
#include "sweep_run.h"
#include <stdio.h>
#include <string.h>
#include <time.h>

_Static_assert(sizeof ((struct sweep_report *)0)->note == sizeof ((struct compiled *)0)->note, "notes");

static const double WORTH = 0.25;       /* seconds of tcc's work that justify a compiler */
static const double ENOUGH = 1e-3;      /* seconds of work that show the speed */
static const double PATIENCE = 0.2;     /* part of the rest that a hand waits for the compiler */

static int interrupted(const struct run *r)
{
    return r->s->stop && *r->s->stop;
}

static void tell_waiting(const struct run *r, enum engine e)
{
    if (r->s->compiling)
        r->s->compiling(r->s->user, engine_name(e));
}

/* Like compile(), but ends when the run is to stop. */
static int compile_watched(struct run *r, enum engine e, struct fail *f)
{
    const struct timespec moment = { 0, 2*1000*1000 };
    struct compile_task *t = compile_begin(r->s->text, e, f);
    if (!t)
        return -1;
    while (compile_ready(t) == 0) {
        if (interrupted(r)) {
            compile_cancel(t);
            return fail(f, EXIT_INTERRUPTED, "interrupted");
        }
        tell_waiting(r, e);
        nanosleep(&moment, NULL);
    }
    return compile_take(t, &r->first, f);
}

static int compile_tcc(struct run *r, struct fail *f)
{
    return compile(r->s->calls ? r->s->calls : r->s->text, ENGINE_TCC, &r->first, f);
}

/* What the cache holds, else tcc. That is missing nothing, but may meet a text that it
 * cannot take. */
static int compile_auto(struct run *r)
{
    struct fail tcc = { 0 }, other = { 0 };
    struct compiled chosen = { 0 };
    enum engine cached = compile_choose(r->s->text, &chosen);
    int bad = cached == ENGINE_TCC ? compile_tcc(r, &tcc) : compile(r->s->text, cached, &r->first, &tcc);
    if (!bad) {
        if (!*r->first.note)
            memcpy(r->first.note, chosen.note, sizeof chosen.note);
        return 0;
    }
    for (int e = ENGINE_GCC; e <= ENGINE_CLANG && other.code != EXIT_INTERRUPTED; e++) {
        other.code = 0;
        if (compile_watched(r, (enum engine)e, &other) == 0)
            return 0;
    }
    const struct fail *why = other.code == EXIT_INTERRUPTED ? &other : &tcc;
    return fail(r->f, why->code, "%s", why->text);
}

/* Adds an engine to those that ran. */
static void note_engine(struct run *r, const struct compiled *c)
{
    char *all = r->report->engines;
    size_t used = strlen(all), room = sizeof r->report->engines - used;
    snprintf(all + used, room, "%s%s%s%s", used ? ", then " : "", engine_name(c->engine),
             *c->version ? " " : "", c->version);
}

static void tell(const struct run *r, double seconds)
{
    if (r->s->compiled)
        r->s->compiled(r->s->user, engine_name(r->report->engine), seconds);
}

static void take_note(struct run *r, const struct compiled *c)
{
    if (*c->note)
        memcpy(r->report->note, c->note, sizeof r->report->note);
}

int sweep_engine_open(struct run *r)
{
    enum engine e = r->s->engine;
    double begun = clock_seconds();
    int bad = e == ENGINE_AUTO ? compile_auto(r)
            : e == ENGINE_TCC ? compile_tcc(r, r->f)
            : compile_watched(r, e, r->f);
    r->report->compile_s = clock_seconds() - begun;
    if (bad)
        return -1;
    take_note(r, &r->first);
    r->shape = r->first.kernel;
    r->report->engine = r->first.engine;
    note_engine(r, &r->first);
    r->next_engine = e == ENGINE_AUTO && r->first.engine == ENGINE_TCC ? ENGINE_GCC
                                                                       : ENGINE_CLANG + 1;
    atomic_store(&r->kernel, r->first.kernel);
    tell(r, r->report->compile_s);
    return 0;
}

void sweep_engine_close(struct run *r)
{
    if (r->task)
        compile_cancel(r->task);
    compile_close(&r->second);
    compile_close(&r->first);
}

/* ---- changing over ------------------------------------------------------- */

/* Seconds that the rest would take at the speed seen so far; 0: not known. */
static double remaining(const struct run *r)
{
    double done = 0, busy = 0;
    for (int i = 0; i < r->hand_count; i++) {
        done += (double)atomic_load_explicit(&r->hands[i].done, memory_order_relaxed);
        busy += 1e-9*(double)atomic_load_explicit(&r->hands[i].busy, memory_order_relaxed);
    }
    if (busy < ENOUGH || done <= 0)
        return 0;
    return (r->work - done)*(busy/done)/r->hand_count;
}

static void change_over(struct run *r)
{
    struct fail why = { 0 };            /* tcc goes on, so nobody needs to know */
    int bad = compile_take(r->task, &r->second, &why);
    r->task = NULL;
    if (bad)
        return;
    take_note(r, &r->second);
    if (!kernel_same_shape(r->shape, r->second.kernel)) {
        compile_close(&r->second);
        return;
    }
    r->next_engine = ENGINE_CLANG + 1;
    r->report->engine = r->second.engine;
    note_engine(r, &r->second);
    atomic_store(&r->kernel, r->second.kernel);
    tell(r, clock_seconds() - r->task_begun);
}

/* A hand rests while the compiler works: on few cores the two only slow each
 * other down, and what tcc does meanwhile is little. Not where tcc would be done
 * soon anyway, and only once. */
static void leave_room(struct run *r)
{
    const struct timespec nap = { 0, 1000*1000 };
    double limit = clock_seconds() + remaining(r)*PATIENCE;
    while (!compile_ready(r->task) && clock_seconds() < limit && !(r->s->stop && *r->s->stop)) {
        tell_waiting(r, (enum engine)(r->next_engine - 1));
        nanosleep(&nap, NULL);
    }
}

void sweep_engine_poll(struct run *r)
{
    struct fail why = { 0 };
    if (r->task) {
        if (compile_ready(r->task))
            change_over(r);
        return;
    }
    if (r->next_engine > ENGINE_CLANG)
        return;
    double worth = r->s->compile_worth > 0 ? r->s->compile_worth : WORTH;
    r->task_begun = clock_seconds();
    if (remaining(r) > worth)
        r->task = compile_begin(r->s->text, (enum engine)r->next_engine++, &why);
    if (r->task)
        leave_room(r);
}
