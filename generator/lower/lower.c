/* lower.c -- an exploration into a program: what is computed, and for what.
 *
 * Fixed parameters become constants, swept ones loads of a point slot, inputs
 * without a coupling vanish. The order below is the order of the kernel: the
 * model's step, then what is observed.
 */
#include "lower.h"
#include "given.h"
#include "ir/cost.h"
#include <math.h>
#include <string.h>

enum {
    VECTOR_BYTES = 64       /* of the widest vectors; a block holds whole ones */
};

const char *kernel_function(int row)
{
    return builtins[row].call;
}

static over_set places_of(const struct program *p, int nodes, int modes)
{
    return (nodes && p->nodes > 1 ? OVER(p->node) : 0) | (modes && p->modes > 1 ? OVER(p->mode) : 0);
}

static struct program_result result_of(const struct program *p, const struct observe *o, int number)
{
    return (struct program_result){
        .elements = (o->keeps_nodes ? p->nodes : 1)*(o->keeps_modes ? p->modes : 1), .places = places_of(p, o->keeps_nodes, o->keeps_modes), .name = o->name, .observe = number,
        .unit = o->display.unit, .scale = o->display.scale,
        .doc = o->doc ? o->doc : model_observe_text(o, p->arena)
    };
}

static void add_result(struct program *p, struct program_result r)
{
    *ARENA_PUSH(p->arena, p->results, p->result_count) = r;
}


/* The samples that a column reduces when all have come: recorded, and no series of the table. */
static int hidden_series(struct program *p, const struct observe *o, const struct term *t)
{
    struct recording *r = ARENA_NEW(p->arena, struct recording);
    const struct term **value = ARENA_NEW(p->arena, const struct term *);
    const char **label = ARENA_NEW(p->arena, const char *);
    *value = t->args[0];
    *label = o->name;
    *r = (struct recording){ .name = arena_print(p->arena, "%s_over_time_%d", o->name, p->hidden_count + 1), .at = o->at, .values = value,
                             .count = 1, .labels = label, .display = ARENA_NEW(p->arena, struct display), .keeps_nodes = (t->args[0]->type.over & OVER_NODE) != 0,
                             .keeps_modes = (t->args[0]->type.over & OVER_MODE) != 0, .when = { .to = INFINITY } };
    if (t->when)
        r->when = *t->when;
    *ARENA_PUSH(p->arena, p->hidden, p->hidden_count) = r;
    return p->hidden_count - 1;
}

/* The kernel gives nothing but those; a row has 0 until its column is known. */
static void add_late(struct program *p, struct program_result *r, const struct trials_parts *parts, const struct trials_value *value)
{
    static const struct trials_op nothing = { .action = MADE_NUMBER };
    static const struct trials_value none = { .ops = &nothing, .op_count = 1 };
    const struct observe *o = &p->e->observes[r->observe];
    struct trials_late *lates = ARENA_ARRAY(p->arena, struct trials_late, parts->late_count);
    struct trials_value *late = ARENA_NEW(p->arena, struct trials_value);
    for (int k = 0; k < parts->late_count; k++)
        lates[k] = (struct trials_late){ .kind = lower_trials_kind(parts->lates[k]), .over_nodes = (parts->lates[k]->gone & OVER_NODE) != 0,
                                         .series = hidden_series(p, o, parts->lates[k]) };
    *late = (struct trials_value){ .leaf_count = parts->late_count, .ops = value->ops, .op_count = value->op_count };
    r->late = late;
    r->lates = lates;
    r->made = &none;
}

/* What a column of trials is made of are results of the kernel, behind those of the table. */
static void add_parts(struct lowering *l, int column)
{
    struct program *p = l->p;
    const struct observe *o = &l->e->observes[p->results[column].observe];
    struct trials_parts parts = { .arena = p->arena, .e = l->e };
    const struct trials_value *made = lower_trials(&parts, &o->value, 1);
    if (parts.late_count) {
        add_late(p, &p->results[column], &parts, made);
        return;
    }
    p->results[column].made = made;
    p->results[column].leaves = parts.leaves;
    for (int k = 0; k < parts.leaf_count; k++) {
        parts.leaves[k].elements = lower_place_count(p, parts.parts[parts.leaves[k].at]->type.over);
        parts.leaves[k].at += p->result_count;                  /* until they have their places */
    }
    for (int i = 0; i < parts.part_count; i++)
        add_result(p, (struct program_result){ .name = arena_print(p->arena, "%s_of_%d", o->name, i + 1), .observe = -1,
                                               .part = parts.parts[i], .elements = lower_place_count(p, parts.parts[i]->type.over),
                                               .places = places_of(p, (parts.parts[i]->type.over & OVER_NODE) != 0,
                                                                   (parts.parts[i]->type.over & OVER_MODE) != 0) });
}

static void list_columns(struct lowering *l)
{
    struct program *p = l->p;
    const struct experiment *e = l->e;
    for (int i = 0; i < e->observe_count; i++)
        if (model_is_column(&e->observes[i], p->x))
            add_result(p, result_of(p, &e->observes[i], i));
    for (int i = 0, count = p->result_count; i < count; i++)
        if (e->observes[p->results[i].observe].value->type.of_trials)
            add_parts(l, i);
}

/* Numbers first, then what keeps the nodes, the modes, or both: a buffer each, one behind the other. */
static void place_results(struct program *p)
{
    int at = 0;
    for (int set = 0; set < PLACE_SETS; set++)
        for (int i = 0; i < p->result_count; i++)
            if (p->results[i].places == lower_set(p, set) && !p->results[i].made && !(set & 2 && p->mode < 0)) {
                p->results[i].at = at;
                at += p->results[i].elements;
            }
    for (int i = 0; i < p->result_count; i++)
        for (int k = 0; p->results[i].made && k < p->results[i].made->leaf_count; k++)
            p->results[i].leaves[k].at = p->results[p->results[i].leaves[k].at].at;
}

/* Rows the exploration will have beside each other, groups counted as if free: an estimate. */
static double rows_of(const struct exploration *x)
{
    double rows = 1, least = INFINITY;
    int carried = 0;
    for (int i = 0; i < x->axis_count; i++) {
        rows *= x->axes[i].axis.is_carried ? 1 : (double)x->axes[i].axis.n;
        carried |= x->axes[i].axis.is_carried;
        least = fmin(least, (double)x->axes[i].axis.n);
    }
    if (x->zip && x->axis_count)
        rows = carried ? 1 : least;
    return rows*(double)(x->trials > 0 ? x->trials : 1);
}

double program_work(const struct program *p)
{
    const struct experiment *e = p->e;
    if (!p->has_dynamics)
        return 0;
    double dt = e->model->is_map ? 1 : model_quantity(e, p->x, e->simulate.dt)->value;
    return rows_of(p->x)*net_step_cost(&p->net)*(e->simulate.transient + e->simulate.duration)/dt;
}

enum { NODES_OF_VECTORS = 17, BYTES_OF_FEW = 16 };

/* All edges, or more than half of them, with weights that are the same at all points. */
static int is_dense(const struct program *p, const struct graph *g)
{
    const struct quantity *w = model_axis(p->x, g->weights) < 0 ? model_quantity(p->e, p->x, g->weights) : NULL;
    long pairs = (long)p->nodes*p->nodes, count = 0;
    for (long i = 0; w && w->values && i < pairs; i++)
        count += w->values[i] != 0;
    return w && !w->sparse && (!w->values || count > pairs/2);
}

/* Points that fill less of a vector than their nodes do: each is a block, and vectors are of nodes (ir/across.c). What goes from
 * edge to edge would be taken number by number. */
static int goes_across(const struct program *p, double rows)
{
    int dense = p->nodes >= NODES_OF_VECTORS && p->modes == 1 && rows*p->bytes <= BYTES_OF_FEW;
    for (int c = 0; dense && c < p->e->coupling_count; c++)
        dense = !p->e->couplings[c].delayed && is_dense(p, &p->e->graphs[p->e->couplings[c].graph]);
    return dense;
}

/* Lanes of a block: several vectors, so that their operations overlap; fewer
 * for networks, whose nodes overlap already and whose states fill the cache;
 * never many more than there are points. More where that leaves blocks enough for all
 * threads and a state that is small: then tcc's calls do more each. Where only tcc compiles it is enough that blocks
 * occupy some threads, and that a state stays near. Axes may come where there are data. */
static int choose_lanes(const struct program *p, const struct program_options *o)
{
    const int blocks = o->by_calls ? 8 : 64, state_bytes = o->by_calls ? 256 << 10 : 4096;
    int vector = VECTOR_BYTES/p->bytes;
    int most = p->nodes == 1 ? 4*vector : vector, more = p->nodes == 1 ? 8*vector : 4*vector;
    int may_grow = o->data && strcmp(o->data, DATA_SWEPT) != 0;
    double rows = o->one_row ? 1 : may_grow ? fmax(most, rows_of(p->x)) : rows_of(p->x), state = p->e->model ? (double)p->nodes*p->modes*p->e->model->state_count*p->bytes : 0;
    int lanes = 1;
    if (p->e->model && goes_across(p, rows))
        return 1;
    while (lanes < most && lanes < rows)
        lanes *= 2;
    while (lanes < more && 2*lanes*blocks <= rows && 2*lanes*state <= state_bytes)
        lanes *= 2;
    return lanes;
}

/* What a lane more costs: blocks that are not full, and vectors that are not. */
static double cost_of(double rows, int lanes, int vector)
{
    return ceil(rows/lanes)*fmax(1, (double)lanes/vector);
}

int programs_lanes(const struct experiment *e, const struct exploration *const *list, int count, const struct program_options *o)
{
    int best = 1, vector = VECTOR_BYTES/(e->single ? 4 : 8);
    double least = INFINITY;
    for (int i = 0; i < count; i++) {
        struct program p = { .e = e, .x = list[i], .bytes = e->single ? 4 : 8, .nodes = e->model ? e->nodes : 1,
                             .modes = e->model && e->model->modes ? e->model->modes : 1 };
        int lanes = choose_lanes(&p, o);
        double cost = 0;
        for (int k = 0; k < count; k++)
            cost += cost_of(rows_of(list[k]), lanes, vector);
        if (cost < least || (cost == least && lanes > best)) {
            best = lanes;
            least = cost;
        }
    }
    return best;
}

static void describe_dynamics(struct program *p)
{
    const struct experiment *e = p->e;
    p->has_dynamics = e->model && e->simulate.present;
    if (!p->has_dynamics)
        return;
    p->dt_axis = model_axis(p->x, e->simulate.dt);
    p->noise_count = e->noise_count;
}

static void lower_run(struct lowering *l)
{
    list_columns(l);
    if (l->p->has_dynamics)
        lower_dynamics(l);
    lower_results(l);
}

/* [fixed]: of the program, which goes on filling it; 0: a quantity in it is data now and cannot be. */
static int lower_once(const struct experiment *e, const struct exploration *x, struct program_options options, const char **fixed,
                      struct arena *a, struct program *p)
{
    int nodes = options.nodes ? options.nodes : e->model ? e->nodes : 1, modes = e->model && e->model->modes ? e->model->modes : 1;
    *p = (struct program){ .e = e, .x = x, .arena = a, .bytes = e->single ? 4 : 8, .nodes = nodes, .modes = modes, .mode = -1,
                           .dt_axis = -1, .point.buffer = -1, .each.buffer = -1,
                           .each_mode.buffer = -1, .each_place.buffer = -1, .fixed_modes = -1, .fixed_places = -1, .matrices = -1,
                           .fixed = -1, .ring = -1, .dead = -1, .of_edges = ARENA_ARRAY(a, struct edge_input, e->quantity_count + 1),
                           .step = { -1, -1, -1 } };
    p->why_fixed = fixed;
    p->is_data = ARENA_ARRAY(a, unsigned char, e->quantity_count + 1);
    for (int i = 0; i < e->quantity_count; i++)
        p->of_edges[i] = (struct edge_input){ .swept.buffer = -1, .fixed = -1 };
    p->lanes = options.lanes ? options.lanes : choose_lanes(p, &options);
    describe_dynamics(p);
    net_open(&p->net, p->bytes, a);
    p->net.no_fold = options.no_fold;
    p->net.axes[0].extent = p->lanes;
    p->node = net_axis(&p->net, "node", AXIS_NODE, p->nodes);
    if (e->model && e->model->modes)
        p->mode = net_axis(&p->net, "mode", AXIS_MODE, p->modes);
    struct lowering l = { .p = p, .n = &p->net, .e = e, .reach.net = &p->net, .pair = -1, .most_expanded = options.most_expanded };
    lower_data(&l, options.entry == ENTRY_RUN ? options.data : NULL);
    l.first = spot_open(&l, NULL, HERE);
    if (options.entry == ENTRY_RUN)
        lower_run(&l);
    else
        lower_eval(&l, options.entry == ENTRY_TANGENTS);
    lower_host(&l);
    place_results(p);
    return !l.data_again;
}

struct program *program_lower(const struct experiment *e, const struct exploration *x,
                              struct program_options options, struct arena *a)
{
    struct program *p = ARENA_NEW(a, struct program);
    const char **fixed = ARENA_ARRAY(a, const char *, e->quantity_count + 1);
    while (!lower_once(e, x, options, fixed, a, p))
        ;
    return p;
}
