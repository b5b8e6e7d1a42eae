/* evaluate.c -- see evaluate.h. A kernel that is called, its memory, and units on the way. */
#include "evaluate.h"
#include <stdlib.h>
#include <string.h>
#include "engine/kernel_eval.h"
#include "engine/kernel_shape.h"
#include "job_build.h"

enum { MOST_LANES = 32 };               /* directions that one call looks along */

/* ---- what is given ------------------------------------------------------------------------- */

/* The quantity behind it; -1: an input has none. */
static int quantity_of(const struct eval *v, enum given part, int i)
{
    if (part == GIVEN_PARAMS)
        return v->model->params[i].quantity;
    for (int q = 0; part == GIVEN_STATES && q < v->e->quantity_count; q++)
        if (v->e->quantities[q].kind == QUANTITY_INITIAL && v->e->quantities[q].index == i)
            return q;
    return -1;
}

int evaluation_width(const struct eval *v, enum given part, int i)
{
    if (part != GIVEN_PARAMS)
        return v->modes;
    const struct quantity *q = &v->e->quantities[quantity_of(v, part, i)];
    return q->matrix ? 0 : q->modes ? v->modes : 1;
}

static double declared(const struct eval *v, const struct quantity *q, int place)
{
    int at = !q->modes ? place/v->modes : q->each_node ? place : place % v->modes;
    return q->matrix ? 0 : q->values ? q->values[at] : q->value;
}

void evaluation_open(struct eval *v, struct pipeline *pipe, const struct experiment *e, int nodes)
{
    const struct model *m = e->model;
    *v = (struct eval){ .e = e, .model = m, .pipe = pipe, .x = ARENA_NEW(&pipe->arena, struct exploration),
                              .nodes = nodes ? nodes : e->nodes, .modes = m->modes ? m->modes : 1,
                              .counts = { m->state_count, m->input_count, m->param_count } };
    v->places = v->nodes*v->modes;
    v->x->name = "eval";
    for (int part = 0; part < GIVEN_PARTS; part++) {
        v->at[part] = ARENA_ARRAY(&pipe->arena, double, (long)v->counts[part]*v->places + 1);
        for (int i = 0; i < v->counts[part]; i++)
            v->columns += evaluation_width(v, (enum given)part, i);
        for (int i = 0; part != GIVEN_INPUTS && i < v->counts[part]; i++) {
            const struct quantity *q = &e->quantities[quantity_of(v, (enum given)part, i)];
            for (int place = 0; place < v->places; place++)
                v->at[part][(long)i*v->places + place] = declared(v, q, place);
        }
    }
}

double *evaluation_give(struct eval *v, enum given part, int i)
{
    int q = quantity_of(v, part, i);
    if (q >= 0 && model_formula(v->e, v->x, q)) {
        struct setting own = { q, v->e->quantities[q] };
        own.value.given = 1;
        model_add_setting(v->x, own, &v->pipe->arena);
    }
    return v->at[part] + (long)i*v->places;
}

const char *evaluation_name(const struct eval *v, enum given part, int i)
{
    if (i >= v->counts[part])
        return NULL;
    return part == GIVEN_STATES ? v->model->states[i].name : part == GIVEN_INPUTS ? v->model->inputs[i].name : v->model->params[i].name;
}

static const char *unit_of(const struct eval *v, enum given part, int i)
{
    return part == GIVEN_INPUTS ? v->model->inputs[i].unit : v->e->quantities[quantity_of(v, part, i)].unit;
}

int evaluation_follows(const struct eval *v, enum given part, int i)
{
    return part == GIVEN_PARAMS && model_formula(v->e, v->x, quantity_of(v, part, i));
}

/* ---- calls of the kernel ----------------------------------------------------------------------- */

/* One call: its buffers, and which columns its lanes look along. */
struct calling {
    struct eval *v;
    const struct kernel *kernel;
    void **at;                          /* [buffer of the kernel], as the next */
    long *rows;
    int column;                         /* of lane 0 */
};

static void *number_at(const struct calling *c, int buffer, int slot, int place, int lane)
{
    const struct net_buffer *x = &c->v->program->net.buffers[buffer];
    long places = net_places(&c->v->program->net, buffer);
    return (char *)c->at[x->row] + ((slot*places + place)*c->kernel->lanes + lane)*c->kernel->bytes;
}

static void put(const struct calling *c, int buffer, int slot, int place, int lane, double x)
{
    void *to = number_at(c, buffer, slot, place, lane);
    if (c->kernel->bytes == 4)
        *(float *)to = (float)x;
    else
        *(double *)to = x;
}

static double get(const struct calling *c, int buffer, int slot, int place, int lane)
{
    const void *from = number_at(c, buffer, slot, place, lane);
    return c->kernel->bytes == 4 ? (double)*(const float *)from : *(const double *)from;
}

/* The buffer of a part, or of its changes. */
static int buffer_of(const struct eval *v, enum given part, int changes)
{
    const struct program_eval *p = v->program->eval;
    const int values[] = { p->states, p->inputs, p->params }, twins[] = { p->d_states, p->d_inputs, p->d_params };
    return changes ? twins[part] : values[part];
}

/* What is in the direction of a column: of what has modes one of them. */
struct direction { enum given part; int number, mode, width; };

/* 0: there are no more. */
static int direction_of(const struct eval *v, int column, struct direction *out)
{
    for (int part = 0; part < GIVEN_PARTS; part++)
        for (int i = 0; i < v->counts[part]; i++) {
            int width = evaluation_width(v, (enum given)part, i);
            *out = (struct direction){ (enum given)part, i, column, width };
            if (column < width)
                return 1;
            column -= width;
        }
    return 0;
}

/* Of all lanes, from the units that were declared. */
static void give(const struct calling *c, enum given part, int number)
{
    const struct eval *v = c->v;
    struct scale inside = unit_inside(unit_of(v, part, number));
    for (int place = 0; place < v->places; place++) {
        double x = scale_take(inside, v->at[part][(long)number*v->places + place], 0);
        for (int lane = 0; lane < c->kernel->lanes; lane++)
            put(c, buffer_of(v, part, 0), number, place, lane, x);
    }
}

static void give_all(const struct calling *c)
{
    const struct eval *v = c->v;
    struct direction d;
    for (int part = 0; part < GIVEN_PARTS; part++)
        for (int i = 0; i < v->counts[part]; i++)
            give(c, (enum given)part, i);
    for (int lane = 0; lane < c->kernel->lanes; lane++)
        put(c, v->program->eval->time, 0, 0, lane, v->time);
    for (int lane = 0; v->changes && lane < c->kernel->lanes && direction_of(v, c->column + lane, &d); lane++)
        for (int place = 0; place < v->places; place++)
            put(c, buffer_of(v, d.part, 1), d.number, place, lane, d.width == 1 || place % v->modes == d.mode);
}

/* Numbers of nodes that are the same for all: the text reads them as its own. */
static void give_fixed(const struct calling *c)
{
    const double *from = c->v->program->fixed_numbers;
    for (int i = 0; i < c->kernel->buffer_count; i++) {
        if (kernel_area(c->kernel, i) != AREA_FIXED)
            continue;
        for (long k = 0; k < kernel_places(c->kernel, i); k++, from++) {
            if (c->kernel->bytes == 4)
                ((float *)c->at[i])[k] = (float)*from;
            else
                ((double *)c->at[i])[k] = *from;
        }
    }
}

/* Where a state begins that follows from parameters is known behind a first call. */
static int take_starts(const struct calling *c)
{
    const struct program_eval *p = c->v->program->eval;
    for (int i = 0; i < p->start_count; i++)
        for (int place = 0; place < c->v->places; place++)
            for (int lane = 0; lane < c->kernel->lanes; lane++)
                put(c, p->states, p->start_states[i], place, lane, get(c, p->starts, i, place, lane));
    return p->start_count > 0;
}

static double shown(const struct calling *c, struct scale s, double x)
{
    return scale_take(s, x, c->kernel->bytes == 4);
}

static void take_values(const struct calling *c)
{
    struct eval *v = c->v;
    const struct model *m = v->model;
    const struct program_eval *p = v->program->eval;
    for (int i = 0; i < m->state_count; i++)
        for (int place = 0; place < v->places; place++)
            v->rates[(long)i*v->places + place] = shown(c, scale_back(unit_inside(m->states[i].unit)), get(c, p->rates, i, place, 0));
    for (int i = 0, k = 0; i < m->let_count; i++) {
        if (!m->lets[i].watched)
            continue;
        for (int place = 0; place < v->places; place++)
            v->watched[(long)k*v->places + place] = shown(c, m->lets[i].display.scale, get(c, p->watched, k, place, 0));
        k++;
    }
}

static void take_changes(const struct calling *c)
{
    struct eval *v = c->v;
    struct direction d;
    for (int lane = 0; v->changes && lane < c->kernel->lanes && direction_of(v, c->column + lane, &d); lane++)
        for (int i = 0; i < v->model->state_count; i++) {
            struct scale inside = unit_inside(unit_of(v, d.part, d.number)), back = scale_back(unit_inside(v->model->states[i].unit));
            double *to = v->changes + ((long)i*v->columns + c->column + lane)*v->places;
            for (int place = 0; place < v->places; place++)
                to[place] = shown(c, scale_both(inside, back), get(c, v->program->eval->d_rates, i, place, lane));
        }
}

/* [memory]: of all buffers and the room, each at a multiple of 64 bytes. */
static void call(struct calling *c, char *memory, size_t size)
{
    const struct kernel *k = c->kernel;
    const struct kernel_eval *entry = (const void *)k;
    memset(memory, 0, size);
    for (int i = 0; i < k->buffer_count; i++) {
        c->at[i] = memory;
        c->rows[i] = 1;
        memory += (kernel_bytes(k, i) + 63) & ~(size_t)63;
    }
    give_all(c);
    give_fixed(c);
    struct kernel_job job = { .dt = 1, .at = c->at, .rows = c->rows, .room = memory };
    k->start(&job);
    entry->eval(&job);
    if (take_starts(c))
        entry->eval(&job);
}

static int call_all(struct calling *c, struct fail *f)
{
    const struct kernel *k = c->kernel;
    size_t size = 64 + (size_t)k->room*(size_t)k->lanes*(size_t)k->bytes;
    for (int i = 0; i < k->buffer_count; i++)
        size += (kernel_bytes(k, i) + 63) & ~(size_t)63;
    size = (size + 63) & ~(size_t)63;
    char *memory = aligned_alloc(64, size);
    if (!memory)
        return fail(f, EXIT_SYSTEM, "not enough memory");
    do {
        call(c, memory, size);
        if (c->column == 0)
            take_values(c);
        take_changes(c);
        c->column += k->lanes;
    } while (c->v->changes && c->column < c->v->columns);
    free(memory);
    return 0;
}

static int lanes_for(int columns)
{
    int lanes = 1;
    while (lanes < MOST_LANES && lanes < columns)
        lanes *= 2;
    return lanes;
}

/* The text for gcc and clang is appended. */
static void lower(struct eval *v, int with_changes, struct text *text)
{
    const struct model *m = v->model;
    struct arena *a = &v->pipe->arena;
    struct program_options o = { .entry = with_changes ? ENTRY_TANGENTS : ENTRY_EVAL, .nodes = v->nodes,
                                 .lanes = with_changes ? lanes_for(v->columns) : 1 };
    int watched = 0;
    v->program = pipeline_eval(v->pipe, v->e, v->x, o, text);
    for (int i = 0; i < m->let_count; i++)
        watched += m->lets[i].watched;
    v->rates = ARENA_ARRAY(a, double, (long)m->state_count*v->places + 1);
    v->watched = ARENA_ARRAY(a, double, (long)watched*v->places + 1);
    v->changes = with_changes ? ARENA_ARRAY(a, double, (long)m->state_count*v->columns*v->places + 1) : NULL;
}

int evaluation_run(struct eval *v, int with_changes, enum engine engine, struct fail *f)
{
    struct arena *a = &v->pipe->arena;
    struct text text = { 0 };
    struct compiled made = { 0 };
    int by_tcc = engine_may_be_tcc(engine);
    v->pipe->texts = build_texts(by_tcc ? ENGINE_TCC : engine);
    lower(v, with_changes, &text);
    int most = v->program->net.buffer_count + 1;
    struct calling c = { .v = v, .at = ARENA_ARRAY(a, void *, most), .rows = ARENA_ARRAY(a, long, most) };
    int bad = compile(by_tcc && v->program->calls ? v->program->calls : text_string(&text), by_tcc ? ENGINE_TCC : engine, &made, f);
    text_free(&text);
    if (bad)
        return -1;
    c.kernel = made.kernel;
    bad = call_all(&c, f);
    compile_close(&made);
    return bad;
}
