/* pairs.c -- regions that store sums over edges, in the forms of place.h: all pairs, four
 * targets at a time, and few nodes, written out. Every form adds in the order of the axis.
 */
#include "walk.h"
#include <string.h>

static void prepare_operands(struct spelling *s, net_ref r)
{
    s->stamp++;
    walk_prepare(s, s->ir->ins[r].a);
    walk_prepare(s, s->ir->ins[r].b);
}

static const char *stored(struct spelling *s, const struct net_effect *e)
{
    return walk_element(s, e->buffer, e->slot, HERE, -1);
}

/* ---- sums over all pairs ------------------------------------------------------------------- */

enum { TILE = 4 };                      /* chains of sums in flight */

static const char *row_of(struct spelling *s, const char *i, int k)
{
    return k ? walk_print(s, "%s + %d", i, k) : i;
}

/* Where the numbers of the edges to node i lie in strips, a format of the source: those of a tile lie in one. */
static const char *strip_of(struct spelling *s, const struct net_axis *x, const char *i)
{
    const char *at = names_take(s->o->names, "at"), *step = names_take(s->o->names, "step"), *extent = walk_extent(s, x->to);
    walk_line(s, "const long %s = in_strip(%s, 0, %s), %s = STEP_OF(%s, %s);", at, i, extent, step, i, extent);
    return walk_print(s, "%s + %%s*%s", at, step);
}

/* The sums of [tile] targets from i on. */
static void pairs(struct spelling *s, const struct net_effect *e, int tile, const char *head, const char *i)
{
    const struct net_ins *sum = &s->ir->ins[e->value];
    const struct net_axis *x = &s->ir->axes[sum->axis];
    const char *name[TILE];
    int before = s->written_count;
    walk_open_loop(s, head);
    walk_open_loop(s, walk_print(s, "for (int %s = 0; %s < VECS; %s++) {", s->vector, s->vector, s->vector));
    prepare_operands(s, e->value);
    for (int k = 0; k < tile; k++) {
        name[k] = names_take(s->o->names, walk_print(s, "s%d", k));
        walk_line(s, "%s %s = %s;", walk_real(s), name[k], walk_lanes(s, walk_first_of(s, sum)));
    }
    int written = s->written_count, in_strips = x->form == FORM_STRIPS;
    const char *at = in_strips ? strip_of(s, x, i) : NULL;
    s->index[x->to] = i;
    walk_open_edges(s, sum->axis);
    at = in_strips ? walk_print(s, at, s->source) : NULL;
    walk_write_source(s, sum->a);
    if (sum->b != NET_NONE)
        walk_write_source(s, sum->b);
    for (int k = 0, shared = s->written_count; k < tile; k++, walk_forget(s, shared)) {
        s->index[x->to] = row_of(s, i, k);
        s->index[sum->axis] = walk_print(s, k ? "(%s)*%s + %s" : "%s*%s + %s", s->index[x->to], walk_extent(s, x->from), s->source);
        s->strip = in_strips ? walk_print(s, k ? "%s + %d" : "%s", at, k) : NULL;
        walk_accumulate(s, e->value, name[k]);
    }
    s->strip = NULL;
    walk_close_loop(s, written);
    for (int k = 0; k < tile; k++) {
        s->index[x->to] = row_of(s, i, k);
        walk_line(s, "%s = %s;", stored(s, e), name[k]);
    }
    s->index[x->to] = s->index[sum->axis] = NULL;
    walk_close_loop(s, before);
    walk_close_loop(s, before);
}

static void tiled(struct spelling *s, const struct net_effect *e)
{
    const struct net_axis *x = &s->ir->axes[s->ir->ins[e->value].axis];
    long rows = s->ir->axes[x->to].extent, whole = rows - rows%TILE;
    names_enter(s->o->names);
    const char *i = names_take(s->o->names, "i");
    s->vector = "v";
    if (whole)
        pairs(s, e, TILE, walk_print(s, "for (int %s = 0; %s < %ld; %s += %d) {", i, i, whole, i, TILE), i);
    if (whole < rows)
        pairs(s, e, 1, walk_print(s, "for (int %s = %ld; %s < %s; %s++) {", i, whole, i, walk_extent(s, x->to), i), i);
    s->vector = NULL;
    names_leave(s->o->names);
}

/* ---- sums written out ------------------------------------------------------------------------ */

static double weight_at(const struct spelling *s, net_ref w, int edge)
{
    const struct net_ins *i = &s->ir->ins[w];
    double x = s->ir->buffers[i->buffer].values[i->slot][edge];
    return s->ir->bytes == 4 ? (double)(float)x : x;
}

/* What each source gives. Where a row of plain sums begins with it, 0 is added: so the row
 * need not say that it is from 0. */
static const struct spelled *sources(struct spelling *s, net_ref of, const struct net_axis *x, int plain)
{
    long count = s->ir->axes[x->from].extent;
    struct spelled *all = ARENA_ARRAY(s->arena, struct spelled, count);
    unsigned char *used = ARENA_ARRAY(s->arena, unsigned char, count);
    for (long i = 0; i < s->ir->axes[x->to].extent; i++)
        for (int e = x->row[i]; e < x->row[i + 1]; e++)
            used[x->source[e]] |= plain && e == x->row[i] ? 2 : 1;
    for (int j = 0; j < count; j++) {
        int written = s->written_count;
        s->source = walk_print(s, "%d", j);
        if (!used[j])
            continue;
        all[j] = walk_value(s, of);
        if (!walk_calls(s)) {
            const char *name = names_take(s->o->names, walk_print(s, "x%d", j));
            const char *zero = used[j] & 2 ? walk_lanes(s, (struct spelled){ walk_number(s, 0), 20, 1 }) : "";
            walk_line(s, "const %s %s = %s%s%s;", s->o->target->real, name, zero, *zero ? " + " : "",
                      all[j].precedence < 13 && *zero ? walk_print(s, "(%s)", walk_lanes(s, all[j])) : walk_lanes(s, all[j]));
            all[j] = (struct spelled){ name, 20, 0 };
        }
        walk_forget(s, written);
    }
    return all;
}

/* Weight times source added to [sum], as in a loop. */
static struct spelled added(struct spelling *s, const struct net_ins *i, struct spelled sum, struct spelled w, struct spelled x)
{
    const char *args[3] = { i->b == NET_NONE ? walk_placed(s, i, x, 1) : walk_placed(s, i, w, 0), x.text, walk_lanes(s, sum) };
    return (struct spelled){ walk_filled(s, walk_form(s, i)->text, args), walk_form(s, i)->precedence, 0 };
}

static void row_in_calls(struct spelling *s, const struct net_effect *e, int i, const struct spelled *from)
{
    const struct net_ins *sum = &s->ir->ins[e->value];
    const struct net_axis *x = &s->ir->axes[sum->axis];
    const char *to = stored(s, e);
    for (int k = x->row[i]; k < x->row[i + 1]; k++) {
        struct spelled source = from[x->source[k]], w = source;
        if (sum->b != NET_NONE)
            w = (struct spelled){ walk_number(s, weight_at(s, sum->a, k)), 20, 1 };
        if (k == x->row[i] && calls_begin(s, e->value, to, w, source))
            continue;
        if (k == x->row[i])
            calls_store(s, to, walk_first_of(s, sum));
        walk_add(s, e->value, to, w, source);
    }
    if (x->row[i] == x->row[i + 1])
        calls_store(s, to, walk_first_of(s, sum));
}

/* One statement while its line stays short. */
static void row_as_expression(struct spelling *s, const struct net_effect *e, int i, const struct spelled *from)
{
    const struct net_ins *sum = &s->ir->ins[e->value];
    const struct net_axis *x = &s->ir->axes[sum->axis];
    const char *to = stored(s, e);
    int k = x->row[i], plain = sum->op == NET_SUM && k < x->row[i + 1];
    struct spelled all = plain ? from[x->source[k++]] : walk_first_of(s, sum);
    for (; k < x->row[i + 1]; k++) {
        struct spelled w = { sum->b == NET_NONE ? "" : walk_number(s, weight_at(s, sum->a, k)), 20, 1 };
        all = added(s, sum, all, w, from[x->source[k]]);
        if (strlen(all.text) > 2*LONGEST/3 && k + 1 < x->row[i + 1]) {
            walk_line(s, "%s = %s;", to, all.text);
            all = (struct spelled){ to, 20, 0 };
        }
    }
    walk_line(s, "%s = %s;", to, walk_lanes(s, all));
}

static void literal(struct spelling *s, const struct net_effect *e)
{
    const struct net_ins *sum = &s->ir->ins[e->value];
    const struct net_axis *x = &s->ir->axes[sum->axis];
    prepare_operands(s, e->value);
    const struct spelled *from = sources(s, sum->b == NET_NONE ? sum->a : sum->b, x, sum->op == NET_SUM && !walk_calls(s));
    for (int i = 0; i < s->ir->axes[x->to].extent; i++) {
        s->index[x->to] = walk_print(s, "%d", i);
        (walk_calls(s) ? row_in_calls : row_as_expression)(s, e, i, from);
    }
}

/* ---- which form ------------------------------------------------------------------------------- */

static enum edge_form form_of(const struct spelling *s, const struct net_effect *e)
{
    if (e->kind != EFFECT_STORE)
        return FORM_ROWS;
    const struct net_ins *i = &s->ir->ins[e->value];
    if (net_is_reduction(i) && walk_is_scan(s, e))
        return FORM_AFTER;
    over_set nodes = net_is_reduction(i) && i->axis >= 0 && s->ir->axes[i->axis].to >= 0 ? OVER(s->ir->axes[i->axis].to) : 0;
    if (!nodes || i->side != TARGET || s->ir->buffers[e->buffer].over != (OVER(0) | nodes))
        return FORM_ROWS;
    const struct net_axis *x = &s->ir->axes[i->axis];
    net_ref of = i->b == NET_NONE ? i->a : i->b;
    int weighted = i->b != NET_NONE && s->ir->ins[i->a].op == NET_LOAD && s->ir->buffers[s->ir->ins[i->a].buffer].values;
    if (x->form == FORM_LITERAL && s->ends[of] == END_SOURCE && (i->b == NET_NONE || weighted))
        return FORM_LITERAL;
    if (x->form == FORM_STRIPS && walk_has_nodes(s))
        return FORM_STRIPS;
    if ((x->form == FORM_DENSE || x->form == FORM_STRIPS) && !walk_calls(s) && !((s->ends[i->a] | s->ends[of]) & END_TARGET) && !walk_is_single(s->ir, x->to))
        return FORM_DENSE;
    return FORM_ROWS;
}

enum edge_form walk_form_of_edges(const struct spelling *s, const struct net_region *r)
{
    enum edge_form form = r->effect_count ? form_of(s, &r->effects[0]) : FORM_ROWS;
    for (int e = 1; e < r->effect_count; e++)
        form = form_of(s, &r->effects[e]) == form ? form : FORM_ROWS;
    return form;
}

int walk_is_whole(const struct spelling *s, int region)
{
    const struct net_region *r = &s->ir->regions[region];
    enum edge_form form = walk_form_of_edges(s, r);
    return walk_calls(s) || walk_has_nodes(s) || walk_is_tiled(s, r) || form == FORM_DENSE || form == FORM_AFTER;
}

int walk_edges(struct spelling *s, const struct net_region *r)
{
    enum edge_form form = walk_form_of_edges(s, r);
    if (walk_is_tiled(s, r)) {
        walk_register_tiles(s, r);
        return 1;
    }
    if (form == FORM_AFTER)
        walk_scans(s, r);
    for (int e = 0; e < r->effect_count && form == FORM_STRIPS; e++)
        walk_tile(s, r, &r->effects[e]);
    for (int e = 0; e < r->effect_count && (form == FORM_DENSE || form == FORM_LITERAL); e++)
        (form == FORM_DENSE ? tiled : literal)(s, &r->effects[e]);
    return form != FORM_ROWS;
}
