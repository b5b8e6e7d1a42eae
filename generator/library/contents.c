/* contents.c -- what there is in a model: entries made of a checked one. */
#include "contents.h"
#include <math.h>
#include <string.h>
#include "base/name.h"

struct taking_stock {
    const struct experiment *e;
    struct arena *arena;
    struct contents contents;
};

static struct massc_entry *add(struct taking_stock *m, struct massc_entry entry)
{
    struct massc_entry *to = ARENA_PUSH(m->arena, m->contents.list[entry.kind], m->contents.count[entry.kind]);
    *to = entry;
    return to;
}

static void extend(struct massc_entry *x, long size)
{
    x->shape[x->rank++] = size;
}

/* ---- quantities ---- */

static const char *last_of(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot ? dot + 1 : path;
}

/* Numbers at two nodes for each pair; where a graph is large its edges alone are known. */
static void shape_quantity(struct massc_entry *x, const struct experiment *e, const struct quantity *q)
{
    int row = model_row(q);
    if (model_is_matrix(q)) {
        extend(x, e->nodes);
        extend(x, e->nodes);
        x->value = NAN;
    } else if (q->values) {
        if (row)
            extend(x, q->value_count/row);
        extend(x, row ? row : q->value_count);
        x->value = NAN;
    }
    x->values = q->values;
}

static int takes(const struct quantity *q)
{
    int pairs = q->per_edge || (q->kind >= QUANTITY_WEIGHTS && q->kind <= QUANTITY_DELAYS);
    if (q->kind == QUANTITY_NOISE_KEY)
        return MASSC_INTEGER;
    return (q->per_node ? MASSC_NODES : 0) | (q->modes ? MASSC_MODES : 0) | (pairs ? MASSC_PAIRS : 0);
}

static void add_quantity(struct taking_stock *m, const struct quantity *q)
{
    struct massc_entry x = {
        .kind = MASSC_QUANTITY, .name = q->path, .owner = q->owner ? q->owner->name : NULL, .unit = q->unit, .doc = q->doc,
        .value = q->kind == QUANTITY_NOISE_KEY ? (double)q->seed : q->value, .integer = q->kind == QUANTITY_NOISE_KEY ? q->seed : 0,
        .lo = q->lo, .hi = q->hi, .takes = takes(q), .follows = q->formula && !q->given
    };
    shape_quantity(&x, m->e, q);
    add(m, x);
}

/* The last word of a path, where no other path ends in it. */
static void name_alone(struct taking_stock *m)
{
    struct massc_entry *all = m->contents.list[MASSC_QUANTITY];
    int count = m->contents.count[MASSC_QUANTITY];
    unsigned *hash = ARENA_ARRAY(m->arena, unsigned, count);
    for (int i = 0; i < count; i++) {
        const char *last = last_of(all[i].name);
        hash[i] = name_hash(last, strlen(last));
    }
    for (int i = 0; i < count; i++) {
        const char *last = last_of(all[i].name);
        int others = 0;
        for (int k = 0; k < count && !others; k++)
            others = k != i && hash[k] == hash[i] && strcmp(last_of(all[k].name), last) == 0;
        all[i].alone = others || last == all[i].name ? NULL : last;
    }
}

static void add_quantities(struct taking_stock *m)
{
    for (int i = 0; i < m->e->quantity_count; i++)
        if (!m->e->quantities[i].is_hidden)
            add_quantity(m, &m->e->quantities[i]);
    name_alone(m);
}

/* ---- the model ---- */

/* Dimensions of what varies over nodes and modes. */
static void over(struct massc_entry *x, const struct experiment *e, int nodes, int modes)
{
    if (nodes)
        extend(x, e->nodes);
    if (modes)
        extend(x, e->model->modes);
}

static void add_states(struct taking_stock *m)
{
    const struct model *of = m->e->model;
    for (int i = 0; i < of->state_count; i++) {
        const struct state *s = &of->states[i];
        struct massc_entry *x = add(m, (struct massc_entry){
            .kind = MASSC_STATE, .name = s->name, .unit = s->unit, .doc = s->doc, .value = s->values ? NAN : s->initial,
            .lo = s->lo, .hi = s->hi, .follows = s->start != NULL });
        over(x, m->e, 1, of->modes > 0);
    }
}

static void add_model(struct taking_stock *m)
{
    const struct model *of = m->e->model;
    add_states(m);
    for (int i = 0; i < of->input_count; i++)
        over(add(m, (struct massc_entry){ .kind = MASSC_INPUT, .name = of->inputs[i].name, .unit = of->inputs[i].unit,
                                          .doc = of->inputs[i].doc, .value = NAN, .lo = -INFINITY, .hi = INFINITY }), m->e, 1, of->modes > 0);
    for (int i = 0; i < of->let_count; i++)
        if (of->lets[i].watched)
            over(add(m, (struct massc_entry){ .kind = MASSC_WATCHED, .name = of->lets[i].name, .unit = of->lets[i].display.unit,
                                              .doc = of->lets[i].doc, .value = NAN, .lo = -INFINITY, .hi = INFINITY }),
                 m->e, 1, of->lets[i].over_modes);
}

/* ---- what is looked at ---- */

static void add_observations(struct taking_stock *m)
{
    const struct experiment *e = m->e;
    for (int i = 0; i < e->observe_count; i++) {
        const struct observe *o = &e->observes[i];
        if (!model_is_column(o, o->owner ? o->owner : &e->explorations[0]))
            continue;
        struct massc_entry *x = add(m, (struct massc_entry){
            .kind = MASSC_OBSERVATION, .name = o->name, .owner = o->owner ? o->owner->name : NULL, .unit = o->display.unit,
            .doc = o->doc, .value = NAN, .lo = -INFINITY, .hi = INFINITY });
        over(x, e, o->keeps_nodes, o->keeps_modes);
    }
}

static void add_recordings(struct taking_stock *m)
{
    const struct experiment *e = m->e;
    for (int i = 0; i < e->recording_count; i++) {
        const struct recording *r = &e->recordings[i];
        struct massc_entry *x = add(m, (struct massc_entry){
            .kind = MASSC_RECORDING, .name = r->name, .owner = r->owner ? r->owner->name : NULL,
            .unit = r->of_states ? NULL : r->display[0].unit, .doc = r->doc, .value = NAN, .lo = -INFINITY, .hi = INFINITY });
        if (r->of_states)
            extend(x, r->count);
        over(x, e, r->keeps_nodes, r->keeps_modes);
    }
}

static void add_axes(struct taking_stock *m, const struct exploration *x)
{
    for (int i = 0; i < x->axis_count; i++) {
        const struct axis *a = &x->axes[i].axis;
        struct massc_entry *to = add(m, (struct massc_entry){
            .kind = MASSC_AXIS, .name = a->path, .alone = a->label, .owner = x->name, .unit = a->unit, .doc = a->doc, .value = NAN,
            .rank = a->rank, .lo = a->lo, .hi = a->hi, .samples = a->n });
        memcpy(to->shape, a->shape, sizeof to->shape);
    }
}

static void add_explorations(struct taking_stock *m)
{
    const struct experiment *e = m->e;
    for (int i = 0; i < e->exploration_count; i++) {
        const struct exploration *x = &e->explorations[i];
        add(m, (struct massc_entry){ .kind = MASSC_EXPLORATION, .name = x->name, .doc = x->doc, .value = NAN, .lo = -INFINITY, .hi = INFINITY });
        add_axes(m, x);
    }
}

struct contents contents_of(const struct experiment *e, struct arena *a)
{
    struct taking_stock m = { .e = e, .arena = a };
    add_quantities(&m);
    if (e->model)
        add_model(&m);
    add_observations(&m);
    add_recordings(&m);
    add_explorations(&m);
    return m.contents;
}

/* ---- by name ---- */

/* Whether [name] is the end of a path behind a dot. */
static int ends_in(const char *path, const char *name)
{
    size_t whole = strlen(path), end = strlen(name);
    return whole > end && path[whole - end - 1] == '.' && strcmp(path + whole - end, name) == 0;
}

int contents_find(const struct contents *n, int kind, const char *name)
{
    int found = -1, count = 0;
    if (kind < 0 || kind >= CONTENT_KINDS)
        return -1;
    for (int i = 0; i < n->count[kind]; i++)
        if (strcmp(n->list[kind][i].name, name) == 0)
            return i;
    for (int i = 0; i < n->count[kind]; i++)
        if (ends_in(n->list[kind][i].name, name)) {
            found = i;
            count++;
        }
    return count == 1 ? found : -1;
}
