/* standalone_names.c -- see standalone_names.h. */
#include "standalone_names.h"
#include <math.h>
#include <string.h>

/* What is made; by standalone_names. */
struct names_made {
    const struct experiment *e;
    const struct exploration *const *list;
    struct program *const *programs;
    int count;
    struct arena *arena;
    struct standalone_exploration *explorations;
    struct standalone_name *names; int name_count;
    struct standalone_use **uses;   /* [count]: those of each exploration */
};

static int is_seen(const struct quantity *q, const struct exploration *x)
{
    return (!q->owner || q->owner == x) && !q->is_hidden;
}

/* ---- what a program can give ---- */

static int is_drawn_key(const struct program *p, const struct quantity *q)
{
    return q->kind == QUANTITY_NOISE_KEY && !p->e->noises[q->index].draws.values;
}

/* Whether the kernel of [p] takes another value of it, maybe without reading any. */
static int is_free(const struct program *p, int quantity)
{
    return p->is_data[quantity] || model_axis(p->x, quantity) >= 0 || is_drawn_key(p, &p->e->quantities[quantity]);
}

static const char *reason(const struct names_made *n, int quantity)
{
    for (int i = 0; i < n->count; i++)
        if (is_seen(&n->e->quantities[quantity], n->list[i]) && n->programs[i]->why_fixed[quantity])
            return n->programs[i]->why_fixed[quantity];
    return "its value is written into the kernel; --data NAME makes data of it";
}

/* The slots of a quantity in [p] from [*at] on that stand in one place of the kernel; 0: there are no more. */
static int next_slots(const struct program *p, int quantity, int *at)
{
    const struct quantity *q = &p->e->quantities[quantity];
    int axis = model_axis(p->x, quantity), count = 0;
    for (int i = *at; i < p->slot_count; i++) {
        const struct program_slot *s = &p->slots[i];
        int is_own = s->quantity == quantity || (axis >= 0 && s->axis == axis) || (q->kind == QUANTITY_INITIAL && s->state == q->index);
        if (count && (!is_own || s->element <= p->slots[i - 1].element))
            break;
        if (is_own && !count++)
            *at = i;
    }
    return count;
}

static void add_use(struct names_made *n, int i, int name, enum standalone_role role, int at, int count)
{
    struct standalone_exploration *x = &n->explorations[i];
    *ARENA_PUSH(n->arena, n->uses[i], x->use_count) = (struct standalone_use){ name, role, at, count };
    x->uses = n->uses[i];
}

/* Fewest numbers that a kernel has of it in one place: of 1 a list cannot be given. */
static int add_uses(struct names_made *n, int i, int quantity, int name)
{
    const struct program *p = n->programs[i];
    const struct quantity *q = &n->e->quantities[quantity];
    int least = 0;
    for (int at = 0, count; (count = next_slots(p, quantity, &at)) > 0; at += count) {
        add_use(n, i, name, STANDALONE_SLOTS, at, count);
        least = least && least < count ? least : count;
    }
    for (int k = 0; k < p->noise_count && q->kind == QUANTITY_NOISE_KEY; k++)
        if (n->e->noises[k].key == quantity)
            add_use(n, i, name, STANDALONE_NOISE, k, 1);
    for (int k = 0; k < p->delay_count; k++) {
        if (p->delays[k].times == quantity)
            add_use(n, i, name, STANDALONE_DELAY, k, 1);
        if (p->delays[k].speed == quantity)
            add_use(n, i, name, STANDALONE_SPEED, k, 1);
    }
    if (q->kind == QUANTITY_DT && p->dt_axis >= 0)
        add_use(n, i, name, STANDALONE_STEP, 0, 1);
    return least;
}

/* ---- rows ---- */

static enum standalone_kind kind_of(const struct quantity *q)
{
    return q->kind == QUANTITY_NOISE ? STANDALONE_NOT_NEGATIVE : q->kind == QUANTITY_NOISE_KEY ? STANDALONE_KEY
         : q->kind == QUANTITY_NOISE_TAU ? STANDALONE_TIME : q->kind == QUANTITY_SPEED ? STANDALONE_POSITIVE
         : q->kind == QUANTITY_DT ? STANDALONE_TIME_STEP : STANDALONE_NUMBER;
}

/* Whether its last name means it alone, wherever it is seen. */
static int is_alone(const struct names_made *n, const struct quantity *q)
{
    int count = 0;
    for (int i = 0; i < n->e->quantity_count; i++) {
        const struct quantity *other = &n->e->quantities[i];
        const char *dot = strrchr(other->path, '.');
        int meets = !other->owner || !q->owner || other->owner == q->owner;
        count += meets && !other->is_hidden && !strcmp(dot ? dot + 1 : other->path, q->name);
    }
    return count == 1 && strcmp(q->name, q->path) != 0;
}

/* The least that all kernels have. */
static void set_shape(const struct names_made *n, const struct quantity *q, int least, struct standalone_name *row)
{
    int modes = q->modes, nodes = n->programs[0]->nodes;
    row->modes = modes;
    if (least == nodes*(long)modes && modes && least > modes) {
        row->rank = 2;
        row->shape[0] = nodes;
        row->shape[1] = modes;
    } else if (least > 1 || (least == 1 && q->per_node && q->values)) {
        row->rank = 1;
        row->shape[0] = least;
    }
}

static void set_fixed_shape(const struct names_made *n, const struct quantity *q, struct standalone_name *row)
{
    row->modes = q->modes;
    row->rank = model_is_matrix(q) || q->matrix || q->sparse ? 2 : q->values ? 1 : 0;
    row->shape[0] = q->matrix ? q->modes : model_is_matrix(q) || q->sparse ? n->e->nodes : q->value_count;
    row->shape[1] = row->shape[0];
}

static int is_listed(const struct names_made *n, const struct quantity *q)
{
    int seen = 0;
    for (int i = 0; i < n->count; i++)
        seen |= is_seen(q, n->list[i]);
    return seen;
}

static void add_quantity(struct names_made *n, int quantity)
{
    const struct quantity *q = model_quantity(n->e, n->list[0], quantity);
    struct standalone_name row = {
        .path = q->path, .name = is_alone(n, q) ? q->name : NULL, .unit = q->unit, .doc = q->doc, .only = q->owner ? q->owner->name : NULL,
        .value = isfinite(q->value) ? q->value : 0, .seed = q->seed, .lo = q->lo, .hi = q->hi, .scale = unit_inside(q->unit), .kind = kind_of(q)
    };
    int name = n->name_count, free_count = 0, least = 0, keys = 0;
    for (int i = 0; i < n->count; i++)
        if (is_seen(q, n->list[i])) {
            free_count += is_free(n->programs[i], quantity);
            keys += is_drawn_key(n->programs[i], q) && !n->programs[i]->is_data[quantity] && !model_noise_varies(n->list[i], &n->e->noises[q->index]);
        }
    row.fixed = free_count ? NULL : reason(n, quantity);
    row.no_axis = keys ? "its axis needs noise of each point's own in the kernel; --data all,noise.key makes it" : NULL;
    for (int i = 0; i < n->count && free_count; i++) {
        if (!is_seen(q, n->list[i]))
            continue;
        int some = is_free(n->programs[i], quantity) ? add_uses(n, i, quantity, name) : 0;
        if (!is_free(n->programs[i], quantity))
            add_use(n, i, name, STANDALONE_COMPILED, 0, 1);
        least = some && (!least || some < least) ? some : least;
    }
    if (free_count)
        set_shape(n, q, least, &row);
    else
        set_fixed_shape(n, q, &row);
    *ARENA_PUSH(n->arena, n->names, n->name_count) = row;
}

/* Settings of a simulation that are no quantities. */
static void add_setting(struct names_made *n, const char *path, double value, const char *why)
{
    *ARENA_PUSH(n->arena, n->names, n->name_count) = (struct standalone_name){
        .path = path, .name = strchr(path, '.') + 1, .unit = n->e->simulate.is_map ? "steps" : "ms", .value = isfinite(value) ? value : 0,
        .lo = -INFINITY, .hi = INFINITY, .kind = STANDALONE_SETTING, .fixed = why
    };
}

static void add_simulation(struct names_made *n)
{
    const struct simulate *s = &n->e->simulate;
    if (!s->present)
        return;
    add_setting(n, "simulate.duration", s->duration, "how many samples there are is written into the kernel");
    add_setting(n, "simulate.transient", s->transient, "which steps are observed is written into the kernel");
    if (s->settle > 0)
        add_setting(n, "simulate.settle", s->settle, "how long points settle is written into the program");
}

void standalone_names(const struct experiment *e, const struct exploration *const *list, struct program *const *programs, int count,
                      struct arena *a, struct standalone_exploration *explorations, struct standalone *out)
{
    struct names_made n = { .e = e, .list = list, .programs = programs, .count = count, .arena = a, .explorations = explorations,
                        .uses = ARENA_ARRAY(a, struct standalone_use *, count) };
    for (int i = 0; i < e->quantity_count; i++)
        if (is_listed(&n, &e->quantities[i]))
            add_quantity(&n, i);
    add_simulation(&n);
    out->names = n.names;
    out->name_count = n.name_count;
}
