/* massc_names.c -- questions about a model, and arrays for what it has. */
#include <math.h>
#include <stdlib.h>
#include "base/number.h"
#include "base/text.h"
#include "job/choose.h"
#include "job/job_build.h"
#include "object.h"

const char *massc_exploration(const struct massc *m, int i)
{
    const struct massc_entry *x = massc_entry(m, MASSC_EXPLORATION, i);
    return x ? x->name : NULL;
}

const struct massc_entry *massc_entry(const struct massc *m, int kind, int i)
{
    int known = m->good && kind >= 0 && kind < CONTENT_KINDS && i >= 0 && i < m->good->contents.count[kind];
    return known ? &m->good->contents.list[kind][i] : NULL;
}

int massc_find_entry(const struct massc *m, int kind, const char *name)
{
    return m->good ? contents_find(&m->good->contents, kind, name) : -1;
}

long massc_nodes(const struct massc *m)
{
    return m->good ? m->good->e->nodes : 0;
}

long massc_modes(const struct massc *m)
{
    return !m->good ? 0 : m->good->e->model && m->good->e->model->modes ? m->good->e->model->modes : 1;
}

/* ---- rows ---- */

struct counting {
    const struct massc *m;
    const char *name;
    struct arena arena;
    struct space space;
    struct fail fail;
    long points;
};

static void count_points(void *user)
{
    struct counting *c = user;
    const struct exploration *x = choose_exploration(c->m->good->e, c->name, &c->fail);
    if (!x)
        return;
    c->space = build_space(c->m->good->e, x, &c->arena);
    if (space_open(&c->space, &c->fail) < 0)
        fail_in_front(&c->fail, "exploration '%s': ", x->name);
    else
        c->points = c->space.points;
}

long massc_points(struct massc *m, const char *exploration)
{
    struct counting c = { .m = m, .name = exploration, .points = -1 };
    if (!object_can(m) || !object_has_model(m))
        return -1;
    object_guarded(m, count_points, &c);
    if (c.fail.code)
        object_fail(m, &c.fail);
    space_close(&c.space);
    arena_free(&c.arena);
    return c.points;
}

/* ---- arrays ---- */

/* How many numbers an inner list has; 0: there is one list. */
static long row_of(const struct massc *m, const char *name, long count)
{
    const struct massc_entry *x = massc_entry(m, MASSC_QUANTITY, massc_find_entry(m, MASSC_QUANTITY, name));
    long nodes = massc_nodes(m), modes = massc_modes(m);
    if (!x)
        return 0;
    if (x->takes & MASSC_PAIRS && count == nodes*nodes)
        return nodes;
    if (x->rank == 2 && count == x->shape[0]*x->shape[1])
        return x->shape[1];
    return x->takes & MASSC_MODES && x->takes & MASSC_NODES && modes > 1 && count == nodes*modes ? modes : 0;
}

struct array_text {
    const struct massc *m;
    const char *name;
    const double *values; long count;
    struct text text;
};

static void write_array(void *user)
{
    struct array_text *w = user;
    int row = (int)row_of(w->m, w->name, w->count);
    char number[NUMBER_SHORTEST];
    text_print(&w->text, "%s=", w->name);
    if (w->count == 1 && !row) {
        text_add(&w->text, number_shortest(number, w->values[0], 0));
        return;
    }
    for (int i = 0; i < w->count; i++) {
        text_add(&w->text, model_comma(row, i));
        text_add(&w->text, number_shortest(number, w->values[i], 0));
    }
    text_add(&w->text, model_close(row));
}

static int check_array(const double *values, long count, const char *name, struct fail *f)
{
    if (count < 1 || count > 1 << 24)
        return fail(f, EXIT_USAGE, "'%s' cannot be set to %ld numbers", name, count);
    for (long i = 0; i < count; i++)
        if (!isfinite(values[i]))
            return fail(f, EXIT_USAGE, "number %ld for '%s' is %g; an array takes finite numbers", i, name, values[i]);
    return 0;
}

int massc_set_array(struct massc *m, const char *name, const double *values, long count)
{
    struct array_text w = { .m = m, .name = name, .values = values, .count = count };
    struct fail f = { .code = 0 };
    if (!object_can(m))
        return -1;
    if (check_array(values, count, name, &f) < 0)
        return object_fail(m, &f);
    int status = object_guarded(m, write_array, &w);
    if (status == 0)
        status = object_set(m, &m->sets, text_string(&w.text));
    text_free(&w.text);
    return status;
}
