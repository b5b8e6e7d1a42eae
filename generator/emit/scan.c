/* scan.c -- regions of sums over all sources before each node, or behind it (FORM_BEFORE, FORM_AFTER): one loop, in which
 * each sum is stored where it stands and then takes in its own node. The order is that of the axes, so the bits are.
 */
#include "walk.h"

static int is_scan(const struct spelling *s, const struct net_ins *i)
{
    enum edge_form form = (i->op == NET_SUM || i->op == NET_DOT) && i->side == TARGET ? (enum edge_form)s->ir->axes[i->axis].form : FORM_ROWS;
    return form == FORM_BEFORE || form == FORM_AFTER;
}

int walk_is_scan(const struct spelling *s, const struct net_effect *e)
{
    const struct net_ins *i = &s->ir->ins[e->value];
    if (!is_scan(s, i) || s->ir->buffers[e->buffer].over != (OVER(0) | OVER(s->ir->axes[i->axis].to)))
        return 0;
    int ends = s->ends[i->a] | (i->b == NET_NONE ? 0 : s->ends[i->b]);
    return !(ends & (END_TARGET | END_OWN));
}

static const struct net_axis *axis_of(const struct spelling *s, const struct net_effect *e)
{
    return &s->ir->axes[s->ir->ins[e->value].axis];
}

/* Nobody reads the sum of any node but the first. */
static int is_of_first(const struct spelling *s, const struct net_effect *e)
{
    for (net_ref r = 0; r < s->ir->len; r++) {
        const struct net_ins *i = &s->ir->ins[r];
        if (i->op == NET_LOAD && i->buffer == e->buffer && i->slot == e->slot && i->side != FIRST)
            return 0;
    }
    return axis_of(s, e)->form == FORM_AFTER;
}

/* One loop over the vectors for each thing that is done, so that sums of all of them are under way. */
static void open_vectors(struct spelling *s)
{
    s->vector = walk_calls(s) ? NULL : "v";
    if (s->vector)
        walk_open_loop(s, "for (int v = 0; v < VECS; v++) {");
}

static void close_vectors(struct spelling *s, int written)
{
    if (s->vector)
        walk_close_loop(s, written);
    s->vector = NULL;
}

static void keep(struct spelling *s, const struct net_effect *e, const char *sum, const char *at)
{
    s->index[axis_of(s, e)->to] = at;
    const char *to = walk_element(s, e->buffer, e->slot, HERE, -1);
    if (walk_calls(s))
        calls_store(s, to, (struct spelled){ sum, 20, 0 });
    else
        walk_line(s, "%s = %s;", to, sum);
}

static const char *begin(struct spelling *s, net_ref r)
{
    if (walk_calls(s))
        return walk_first_sum(s, r);
    const char *name = walk_local(s, r);
    walk_line(s, "%s %s[VECS];", s->o->target->real, name);
    return walk_print(s, "%s[v]", name);
}

static void prepare(struct spelling *s, const struct net_region *r)
{
    s->stamp++;
    for (int e = 0; e < r->effect_count; e++) {
        walk_prepare(s, s->ir->ins[r->effects[e].value].a);
        walk_prepare(s, s->ir->ins[r->effects[e].value].b);
    }
}

/* The last node's own number is in no sum. */
void walk_scans(struct spelling *s, const struct net_region *r)
{
    const struct net_axis *x = axis_of(s, &r->effects[0]);
    const char **sums = ARENA_ARRAY(s->arena, const char *, r->effect_count), *extent = walk_extent(s, x->to);
    const char *i = names_take(s->o->names, "i"), *j = names_take(s->o->names, "j");
    int written = s->written_count;
    for (int e = 0; e < r->effect_count; e++)
        sums[e] = begin(s, r->effects[e].value);
    open_vectors(s);
    for (int e = 0; s->vector && e < r->effect_count; e++)
        walk_line(s, "%s = %s;", sums[e], walk_lanes(s, walk_first_of(s, &s->ir->ins[r->effects[e].value])));
    close_vectors(s, written);
    walk_open_loop(s, walk_print(s, "for (int %s = 0; ; %s++) {", i, i));
    walk_line(s, "const int %s = %s - 1 - %s;", j, extent, i);
    open_vectors(s);
    for (int e = 0; e < r->effect_count; e++)
        if (!is_of_first(s, &r->effects[e]))
            keep(s, &r->effects[e], sums[e], axis_of(s, &r->effects[e])->form == FORM_AFTER ? j : i);
    close_vectors(s, written);
    walk_line(s, "if (!%s)\n%*sbreak;", j, 4*(s->loops + 2), "");
    open_vectors(s);
    prepare(s, r);
    for (int e = 0; e < r->effect_count; e++) {
        s->source = axis_of(s, &r->effects[e])->form == FORM_AFTER ? j : i;
        walk_accumulate(s, r->effects[e].value, sums[e]);
    }
    close_vectors(s, written);
    walk_close_loop(s, written);
    open_vectors(s);
    for (int e = 0; e < r->effect_count; e++)
        if (is_of_first(s, &r->effects[e]))
            keep(s, &r->effects[e], sums[e], "0");
    close_vectors(s, written);
}

void walk_begin_along(struct spelling *s, int axis)
{
    for (int k = 0; k < s->reach.count; k++) {
        net_ref r = s->reach.values[k];
        const struct net_ins *i = &s->ir->ins[r];
        if (!net_is_reduction(i) || !is_scan(s, i) || s->ir->axes[i->axis].form != FORM_BEFORE || s->ir->axes[i->axis].to != axis)
            continue;
        s->along[s->along_count++] = (struct walk_sum){ r, walk_first_sum(s, r) };
    }
}

void walk_pass_along(struct spelling *s)
{
    for (int k = 0; k < s->along_count; k++) {
        net_ref r = s->along[k].value;
        const char *source = s->source;
        const char *so_far = walk_calls(s) ? calls_place(s, r) : walk_local(s, r);
        if (walk_calls(s))
            calls_store(s, so_far, (struct spelled){ s->along[k].name, 20, 0 });
        else
            walk_line(s, "const %s %s = %s;", s->o->target->real, so_far, s->along[k].name);
        s->source = s->index[s->ir->axes[s->ir->ins[r].axis].to];
        walk_accumulate(s, r, s->along[k].name);
        s->source = source;
        walk_keep(s, r, (struct spelled){ so_far, 20, 0 });
    }
}
