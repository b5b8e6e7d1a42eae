/* sweep_engine.c -- which machine code runs the sweep, and when it changes.
 *
 * Auto takes what the cache holds, else starts on tcc at once. If what the circuit costs,
 * and soon the speed seen so far, say that tcc would be at work for long, a compiler is started
 * beside it, and blocks go on with its kernel from their next chunk. Of what is then left for far
 * longer than that took, the other compiler makes a kernel, too: the two take chunks in turn, the better
 * one goes on, and the cache keeps which it was. All make
 * the same bits of the same text, so no result knows which one ran.
 */
#include "sweep_run.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "vector/vector.h"

_Static_assert(sizeof ((struct sweep_report *)0)->note == sizeof ((struct compiled *)0)->note, "notes");

static const double WORTH = 0.4;        /* seconds of tcc's work that justify a compiler */
static const double ENOUGH = 1e-3;      /* seconds of work that show the speed */
static const double PATIENCE = 0.2;     /* part of the rest that a hand waits for the compiler, where that is long: */
static const double LONG = 2.5;         /* times as much as justifies one */
static const double OF_CALLS = 0.1e-9;  /* seconds of an operation of tcc's kernel, at least: by primitives; ... */
static const double OF_FEW = 5e-9;      /* ... of few lanes */
static const double RIVAL_WORTH = 10;   /* the rest takes so many times as long as the compiler did, and ... */
static const double RIVAL_LEAST = 2;    /* ... so many seconds: another one may be better */
static const double RACED = 0.05;       /* seconds of each of two kernels that tell which one is */
static const double BETTER = 1.02;      /* by less nobody changes */

int sweep_is_brief(double operations)
{
    return operations*OF_CALLS <= WORTH;
}

/* Of this way, in run.made. */
struct engine_state {
    struct compiled first, second, rival;       /* second: what auto changed over to, while blocks run; rival: of
                                           the other compiler */
    const struct compiled *at_work;     /* auto: of gcc or clang, first or second; or NULL */
    struct compile_task *task;          /* auto: at work on the second, or on the rival */
    double task_begun;                  /* clock_seconds, when it was started */
    double compiler_took;               /* seconds of the one that is at work; of a cached one a guess */
    int next_engine;                    /* auto: to try, or past the last */
    int is_settled;                     /* nobody looks for a better one any more */
    double done, busy;                  /* of all hands, when that began to work */
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
    m->is_settled = e != ENGINE_AUTO;
    m->at_work = m->first.engine == ENGINE_TCC ? NULL : &m->first;
    m->compiler_took = 1;
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
    compile_close(&m->rival);
    compile_close(&m->second);
    compile_close(&m->first);
    free(m);
}

/* ---- changing over ------------------------------------------------------- */

/* Steps x rows, and seconds, of all hands. */
static void add_up(const struct run *r, double *done, double *busy)
{
    *done = *busy = 0;
    for (int i = 0; i < r->hand_count; i++) {
        *done += (double)shared_see(&r->hands[i].done);
        *busy += 1e-9*(double)shared_see(&r->hands[i].busy);
    }
}

/* Seconds that the rest would take at the speed seen since the kernel changed; [foreseen]: by the
 * circuit's cost where none was seen, else 0. */
static double remaining(const struct run *r, int *foreseen)
{
    const struct engine_state *m = r->made;
    double done, busy;
    add_up(r, &done, &busy);
    double rest = (r->work - done)/r->hand_count;
    *foreseen = busy - m->busy < ENOUGH || done <= m->done;
    return *foreseen ? rest*r->s->step_cost*(r->s->calls ? OF_CALLS : OF_FEW) : rest*(busy - m->busy)/(done - m->done);
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
    m->at_work = &m->second;
    m->compiler_took = clock_seconds() - m->task_begun;
    add_up(r, &m->done, &m->busy);
    take_kernel(r, &m->second, m->compiler_took);
}

/* A hand rests while the compiler works: on few cores the two only slow each
 * other down, and what tcc does meanwhile is little. Not where tcc would be done
 * soon anyway, and only once. */
static void leave_room(const struct run *r, struct engine_state *m, double rest)
{
    const struct timespec nap = { 0, 1000*1000 };
    const double limit = clock_seconds() + rest*PATIENCE;
    while (!r->is_stepped && !compile_ready(m->task) && clock_seconds() < limit && !sweep_stopped(r)) {
        tell_waiting(r, (enum engine)(m->next_engine - 1));
        nanosleep(&nap, NULL);
    }
}

/* Tcc is at work: is it for long? */
static void seek_second(struct run *r, struct engine_state *m)
{
    struct fail why = { 0 };
    int foreseen;
    const double worth = r->s->compile_worth > 0 ? r->s->compile_worth : WORTH, left = remaining(r, &foreseen);
    if (m->next_engine > ENGINE_CLANG || left <= worth)
        return;
    m->task_begun = clock_seconds();
    m->task = compile_begin(r->s->text, (enum engine)m->next_engine++, &why);
    if (m->task && left > LONG*worth)
        leave_room(r, m, left);
}

/* ---- rivals ---------------------------------------------------------------- */

/* Gcc or clang is at work: is it for so long that the other one is worth a try? */
static void seek_rival(struct run *r, struct engine_state *m)
{
    struct fail why = { 0 };
    const enum engine other = m->at_work->engine == ENGINE_GCC ? ENGINE_CLANG : ENGINE_GCC;
    const double least = r->s->rival_worth > 0 ? r->s->rival_worth : RIVAL_LEAST;
    const double worth = r->s->rival_worth > 0 ? least : RIVAL_WORTH*m->compiler_took;
    int foreseen;
    const double left = remaining(r, &foreseen);
    if (foreseen)
        return;
    m->is_settled = r->shape->dead < 0 || left <= worth || left <= least || compile_preferred(r->s->text) != ENGINE_AUTO;
    if (m->is_settled)
        return;
    m->task_begun = clock_seconds();
    m->task = compile_begin(r->s->text, other, &why);
    m->is_settled = !m->task;
}

static void enter_rival(struct run *r, struct engine_state *m)
{
    struct fail why = { 0 };
    int bad = compile_take(m->task, &m->rival, &why);
    m->task = NULL;
    if (!bad && !kernel_same_shape(r->shape, m->rival.kernel)) {
        take_note(r, &m->rival);
        compile_close(&m->rival);
        bad = 1;
    }
    m->is_settled = bad;
    if (bad)
        return;
    shared_point(&r->rivals[0], m->at_work->kernel);
    shared_point(&r->rivals[1], m->rival.kernel);
}

/* Seconds of one of them, and steps of blocks. */
static double raced(const struct run *r, int i, double *steps)
{
    double busy = 0;
    *steps = 0;
    for (int h = 0; h < r->hand_count; h++) {
        *steps += (double)shared_see(&r->hands[h].raced[i].steps);
        busy += 1e-9*(double)shared_see(&r->hands[h].raced[i].busy);
    }
    return busy;
}

/* The one that has had less takes the next chunks, until both have had enough. */
static void race(struct run *r, struct engine_state *m)
{
    double steps[2], busy[2];
    for (int i = 0; i < 2; i++)
        busy[i] = raced(r, i, &steps[i]);
    if (busy[0] < RACED || busy[1] < RACED) {
        shared_point(&r->kernel, shared_at(&r->rivals[busy[1] < busy[0]]));
        return;
    }
    const int better = busy[1]*steps[0]*BETTER < busy[0]*steps[1];
    shared_point(&r->kernel, shared_at(&r->rivals[better]));
    if (better)
        take_kernel(r, &m->rival, m->rival.seconds);
    compile_prefer(r->s->text, better ? m->rival.engine : m->at_work->engine);
    m->is_settled = 1;
}

/* Only hand 0 changes what is at work. */
static void engine_poll(struct run *r)
{
    struct engine_state *m = r->made;
    if (m->is_settled)
        return;
    if (m->task && compile_ready(m->task))
        (m->at_work ? enter_rival : change_over)(r, m);
    else if (m->task)
        return;
    else if (m->rival.kernel)
        race(r, m);
    else if (m->at_work)
        seek_rival(r, m);
    else
        seek_second(r, m);
}

const struct sweep_kernels sweep_compiled = { engine_open, engine_poll, engine_close };
