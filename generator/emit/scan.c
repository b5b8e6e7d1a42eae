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

/* The sum so far where it belongs, and one number more. */
static void pass(struct spelling *s, const struct net_effect *e, const char *sum, const char *at)
{
    const struct net_axis *x = &s->ir->axes[s->ir->ins[e->value].axis];
    s->index[x->to] = s->source = at;
    const char *to = walk_element(s, e->buffer, e->slot, HERE, -1);
    if (walk_calls(s))
        calls_store(s, to, (struct spelled){ sum, 20, 0 });
    else
        walk_line(s, "%s = %s;", to, sum);
    walk_accumulate(s, e->value, sum);
}

void walk_scans(struct spelling *s, const struct net_region *r)
{
    const struct net_axis *x = &s->ir->axes[s->ir->ins[r->effects[0].value].axis];
    const char **sums = ARENA_ARRAY(s->arena, const char *, r->effect_count), *extent = walk_extent(s, x->to);
    int behind = 0;
    s->stamp++;
    for (int e = 0; e < r->effect_count; e++) {
        const struct net_ins *sum = &s->ir->ins[r->effects[e].value];
        walk_prepare(s, sum->a);
        walk_prepare(s, sum->b);
        sums[e] = walk_first_sum(s, r->effects[e].value);
        behind |= s->ir->axes[sum->axis].form == FORM_AFTER;
    }
    int written = s->written_count;
    const char *i = names_take(s->o->names, "i"), *j = names_take(s->o->names, "j");
    walk_open_loop(s, walk_print(s, "for (int %s = 0; %s < %s; %s++) {", i, i, extent, i));
    if (behind)
        walk_line(s, "const int %s = %s - 1 - %s;", j, extent, i);
    for (int e = 0; e < r->effect_count; e++)
        pass(s, &r->effects[e], sums[e], s->ir->axes[s->ir->ins[r->effects[e].value].axis].form == FORM_AFTER ? j : i);
    walk_close_loop(s, written);
}
