/* spell.c -- see spell.h. Regions as functions.
 *
 * A region is a nest of loops over its axes, the lanes being the vectors' own. Each value
 * is written at the outermost place it may: outside the loops over axes it does not vary
 * over; behind the innermost loop where it waits for a sum over its axis. An axis of one
 * element has no loop.
 */
#include "hand.h"
#include "ticks.h"
#include <ctype.h>
#include <string.h>
#include "source/diag.h"

enum { WIDEST = 110 };                  /* columns of an enum */

/* ---- regions --------------------------------------------------------------------------- */

static void store(struct spelling *s, const struct net_effect *e, struct spelled x)
{
    int lane = walk_is_across(s, s->ir->buffers[e->buffer].over);
    if (walk_calls(s) && calls_keeps(s, e))
        return;
    if (s->ir->buffers[e->buffer].ring >= 0) {
        walk_store_lags(s, e, x);
        return;
    }
    if (walk_is_ring(&s->ir->buffers[e->buffer])) {
        walk_store_ring(s, e, x);
        return;
    }
    if (lane && walk_has_nodes(s)) {
        walk_put(s, s->pointer[e->buffer], walk_place(s, e->buffer, e->slot, e->along ? ALONG : HERE, e->along ? s->ir->buffers[e->buffer].along : -1), x);
        return;
    }
    const char *to = walk_target(s, e);
    if (lane && walk_calls(s))
        calls_store(s, to, x);
    else
        walk_line(s, "%s = %s;", to, lane ? walk_lanes(s, x) : walk_one_of(s, x));
}

/* In CALLS a load is where its lanes lie: one that is stored as it is must be taken away
 * before the region stores to its buffer. */
static struct spelled effect_value(struct spelling *s, const struct net_region *r, const struct net_effect *e)
{
    const struct net_ins *i = &s->ir->ins[walk_taken(s, e->value)];
    struct spelled x = walk_stored(s, e->value);
    if (!walk_calls(s) || x.scalar || i->op != NET_LOAD || calls_keeps(s, e))
        return x;
    for (int k = 0; k < r->effect_count; k++)
        if (r->effects[k].buffer == i->buffer) {
            const char *place = calls_place(s, walk_taken(s, e->value));
            calls_store(s, place, x);
            return (struct spelled){ place, 20, 0 };
        }
    return x;
}

/* The stores that stand in the innermost loop, or those behind it. */
static void stores(struct spelling *s, const struct net_region *r, int inside)
{
    struct spelled *all = ARENA_ARRAY(s->arena, struct spelled, r->effect_count);
    for (int e = 0; e < r->effect_count; e++)
        if (walk_is_inside(s, &r->effects[e]) == inside)
            all[e] = effect_value(s, r, &r->effects[e]);
    for (int k = 0; k < s->sum_count && inside; k++)
        walk_accumulate(s, s->sums[k].value, s->sums[k].name);
    for (int e = 0; e < r->effect_count; e++)
        if (walk_is_inside(s, &r->effects[e]) == inside)
            store(s, &r->effects[e], all[e]);
}

/* The sums that the loop about to be opened gathers. */
static void first_sums(struct spelling *s)
{
    s->sum_count = 0;
    for (int k = 0; k < s->reach.count; k++) {
        net_ref r = s->reach.values[k];
        if (!net_is_reduction(&s->ir->ins[r]) || s->ir->ins[r].axis != s->inner)
            continue;
        s->sums[s->sum_count].value = r;
        s->sums[s->sum_count++].name = walk_first_sum(s, r);
    }
}

static void prepare(struct spelling *s, const struct net_region *r)
{
    s->stamp++;
    for (int e = 0; e < r->effect_count; e++)
        if (walk_is_inside(s, &r->effects[e]))
            walk_prepare(s, r->effects[e].value);
    for (int k = 0; k < s->reach.count; k++) {
        const struct net_ins *i = &s->ir->ins[s->reach.values[k]];
        if (!net_is_reduction(i) || i->axis != s->inner)
            continue;
        walk_prepare(s, i->a);
        walk_prepare(s, i->b);
    }
}

static void nest(struct spelling *s, const struct net_region *r, int loops)
{
    if (s->loops == loops) {
        walk_pass_along(s);
        stores(s, r, 1);
        return;
    }
    int axis = s->loop_axes[s->loops], innermost = s->loops == loops - 1 && s->inner >= 0;
    prepare(s, r);
    int written = s->written_count;
    s->index[axis] = names_take(s->o->names, "i");
    if (innermost)
        first_sums(s);
    walk_begin_along(s, axis);
    walk_open_loop(s, walk_loop_head(s, axis));
    nest(s, r, loops);
    walk_close_loop(s, written);
    if (!innermost)
        return;
    for (int k = 0; k < s->sum_count; k++)
        walk_keep(s, s->sums[k].value, walk_reduced(s, &s->ir->ins[s->sums[k].value], s->sums[k].name));
    stores(s, r, 0);
}

/* What the circuit can say and no target writes yet: loops within a step, lags that no table holds. */
static void refuse_unwritten(const struct spelling *s, const struct net_region *r)
{
    for (int k = 0; k < s->reach.count; k++) {
        const struct net_ins *i = &s->ir->ins[s->reach.values[k]], *lag = walk_is_late(i) ? &s->ir->ins[i->a] : NULL;
        if (lag && (lag->op != NET_LOAD || s->ir->buffers[lag->buffer].ring != i->buffer))
            BUG("no target writes a lag that is computed");
    }
    if (s->ir->clocks[r->clock].most)
        BUG("no target writes a looped clock");
}

/* The weight of a sum of the region, whose edges are written out: a number in the text. */
static int is_written_out(const struct spelling *s, const struct net_region *r, net_ref load)
{
    for (int e = 0; e < r->effect_count; e++) {
        const struct net_ins *sum = &s->ir->ins[r->effects[e].value];
        if (sum->b != NET_NONE && sum->a == load)
            return 1;
    }
    return 0;
}

static void touch(const struct spelling *s, const struct net_region *r)
{
    unsigned char *how = s->touched;
    int literal = walk_form_of_edges(s, r) == FORM_LITERAL;
    refuse_unwritten(s, r);
    memset(how, 0, (size_t)s->ir->buffer_count);
    for (int k = 0; k < s->reach.count; k++) {
        const struct net_ins *i = &s->ir->ins[s->reach.values[k]];
        if (i->op == NET_LOAD && !(literal && is_written_out(s, r, s->reach.values[k])))
            how[i->buffer] |= walk_is_late(i) && net_is_stored(i) ? READ_STORED : READ;
        if (i->op == NET_LOOK)
            how[i->buffer] |= READ;
    }
    for (int e = 0; e < r->effect_count; e++)
        how[r->effects[e].buffer] |= !walk_is_ring(&s->ir->buffers[r->effects[e].buffer]) ? STORED
                                   : r->clock == POINT ? FILLED : net_is_before(s->ir, r->clock) ? BEFORE : STORED;
}

/* The row of a stream that belongs to this tick: inputs are filled from row 0 on for
 * each call, where the job says their length, to its end; all others count the ticks of
 * their clock. */
static const char *row(struct spelling *s, const struct net_buffer *b)
{
    if (b->rows == 1)
        return "";
    const char *each = walk_row(s, b, "");
    each = *each ? walk_print(s, "*%s", each) : "";
    const char *unit = !(b->over & OVER(0)) || walk_has_nodes(s) ? "" : walk_calls(s) ? "*LANES" : "*VECS";
    if (b->life == INPUT && !b->rows)
        return walk_print(s, " + n%s%s", each, unit);
    const char *tick = b->life == INPUT ? "n" : b->clock == STEP ? "(job->first + n)" : "m";
    const char *rows = b->rows ? walk_print(s, "%ld", b->rows) : walk_print(s, "job->rows[%s]", b->number);
    return walk_print(s, " + %s%%%s%s%s", tick, rows, each, unit);
}

static void pointers(struct spelling *s, const struct net_region *r)
{
    touch(s, r);
    for (int b = 0; b < s->ir->buffer_count; b++) {
        const struct net_buffer *x = &s->ir->buffers[b];
        if (!s->touched[b] || hand_field(s, b, 0))
            continue;
        int lane = (x->over & OVER(0)) != 0 && !walk_has_nodes(s);
        if (walk_is_ring(x) || x->ring >= 0) {
            walk_ring_pointers(s, b);
            continue;
        }
        s->pointer[b] = names_take(s->o->names, x->name);
        if (walk_is_one_lane(s) && x->rows == 1) {
            walk_line(s, "num *%s = job->at[%s];", s->pointer[b], x->number);
            continue;
        }
        const char *type = walk_print(s, "%s%s", s->touched[b] & STORED ? "" : "const ", lane ? s->o->target->real : "num");
        walk_line(s, "%s *restrict %s = (%s *)job->at[%s]%s%s;", type, s->pointer[b], type, x->number, lane && !s->whole ? " + v" : "", row(s, x));
    }
}

/* One variable for each stage time that the region looks at. */
static void moments(struct spelling *s, const struct net_region *r)
{
    s->moment_count = 0;
    for (int k = 0; k < s->reach.count; k++) {
        const struct net_ins *i = &s->ir->ins[s->reach.values[k]];
        int seen = 0;
        if (i->op != NET_TIME && i->op != NET_MARK)
            continue;
        while (seen < s->moment_count && s->moments[seen].steps != i->k)
            seen++;
        if (seen < s->moment_count)
            continue;
        if (seen == MOST_MOMENTS)
            BUG("more stage times in a region than a scheme has");
        const char *name = names_take(s->o->names, "now");
        s->moments[s->moment_count].steps = i->k;
        s->moments[s->moment_count++].name = name;
        walk_line(s, "struct moment %s;", name);
        walk_line(s, "moment(job, (double)%s + %s, &%s);", net_is_before(s->ir, r->clock) ? "n" : "(job->first + n - job->origin)",
                  walk_wide_number(s, i->k), name);
    }
}

static void extents(const struct net *ir, const struct spell_options *o, struct text *out)
{
    int any = 0;
    for (int a = 1; a < ir->axis_count; a++) {
        const char *name = spell_extent(ir, a);
        if (walk_is_single(ir, a))
            continue;
        names_reserve(o->names, name);
        text_print(out, "%s%s = %ld", any++ ? ", " : "enum { ", name, ir->axes[a].extent);
    }
    text_add(out, any ? " };\n" : "");
}

/* Items of an enum, in lines. */
static void list(const char *const *names, int count, struct text *out)
{
    size_t line = out->len;
    text_add(out, "enum {");
    for (int i = 0; i < count; i++) {
        if (out->len - line + strlen(names[i]) > WIDEST) {
            line = out->len + 1;
            text_add(out, "\n      ");
        }
        text_print(out, " %s%s", names[i], i + 1 < count ? "," : " };\n");
    }
}

static void name_offsets(const struct net *ir, const struct spell_options *o, int count, struct text *out)
{
    const char **rows = ARENA_ARRAY(ir->arena, const char *, count);
    for (int b = 0; b < ir->buffer_count; b++) {
        struct net_buffer *x = &ir->buffers[b];
        if (x->row >= 0)
            x->number = rows[x->row] = names_take(o->names, walk_upper(ir->arena, x->name, ""));
    }
    if (count)
        list(rows, count, out);
    for (int b = 0; b < ir->buffer_count; b++) {
        struct net_buffer *x = &ir->buffers[b];
        x->offsets = ARENA_ARRAY(ir->arena, const char *, x->slot_count);
        for (int i = 0; i < x->slot_count && x->slot_count > 1; i++)
            x->offsets[i] = names_take(o->names, arena_print(ir->arena, "%s_%s", walk_upper(ir->arena, x->name, ""), x->slots[i]));
        if (x->slot_count > 1)
            list(x->offsets, x->slot_count, out);
    }
}

/* Where nobody reads them their digits are as good as names. */
static void count_offsets(const struct net *ir, int most)
{
    const char **digits = ARENA_ARRAY(ir->arena, const char *, most), **none = ARENA_ARRAY(ir->arena, const char *, 1);
    for (int i = 0; i < most; i++)
        digits[i] = arena_print(ir->arena, "%d", i);
    for (int b = 0; b < ir->buffer_count; b++) {
        struct net_buffer *x = &ir->buffers[b];
        x->number = x->row >= 0 ? digits[x->row] : NULL;
        x->offsets = x->slot_count > 1 ? digits : none;
    }
}

void spell_offsets(const struct net *ir, const struct spell_options *o, struct text *out)
{
    int count = 0, most = 0;
    extents(ir, o, out);
    for (int b = 0; b < ir->buffer_count; b++) {
        struct net_buffer *x = &ir->buffers[b];
        x->row = x->slot_count ? count++ : -1;
        x->number = NULL;
        most = x->slot_count > most ? x->slot_count : most;
    }
    if (o->target == &target_vector)
        name_offsets(ir, o, count, out);
    else
        count_offsets(ir, most > count ? most : count);
}

struct spelling *spell_open(const struct net *ir, const struct spell_options *o, struct text *out)
{
    struct spelling *s = ARENA_NEW(ir->arena, struct spelling);
    *s = (struct spelling){ .ir = ir, .o = o, .arena = ir->arena, .out = out, .child = -1 };
    s->reach.net = ir;
    int sums = 0, constants = 0, places = walk_calls(s) ? ir->len : 0;
    for (net_ref r = 0; r < ir->len; r++) {
        sums += net_is_reduction(&ir->ins[r]);
        constants += ir->ins[r].op == NET_CONST;
    }
    s->sums = ARENA_ARRAY(ir->arena, struct walk_sum, sums);
    s->along = ARENA_ARRAY(ir->arena, struct walk_sum, sums);
    s->done = ARENA_ARRAY(ir->arena, struct spelled, ir->len);
    s->uses = ARENA_ARRAY(ir->arena, int, ir->len);
    s->depth = ARENA_ARRAY(ir->arena, int, ir->len);
    s->span = ARENA_ARRAY(ir->arena, over_set, ir->len);
    s->ends = place_ends(ir);
    s->seen = ARENA_ARRAY(ir->arena, int, ir->len);
    s->held = ARENA_ARRAY(ir->arena, int, ir->len);
    s->stored = ARENA_ARRAY(ir->arena, int, ir->len);
    s->place_name = ARENA_ARRAY(ir->arena, const char *, places);
    s->left = ARENA_ARRAY(ir->arena, int, ir->len);
    s->room = ARENA_ARRAY(ir->arena, unsigned char, places);
    s->written = ARENA_ARRAY(ir->arena, net_ref, ir->len);
    s->parameters = ARENA_ARRAY(ir->arena, struct walk_parameters, ir->region_count);
    s->constants = ARENA_ARRAY(ir->arena, struct walk_constant, constants);
    s->tick_name = ARENA_ARRAY(ir->arena, const char *, ir->clock_count);
    s->touched = ARENA_ARRAY(ir->arena, unsigned char, ir->buffer_count);
    s->pointer = ARENA_ARRAY(ir->arena, const char *, ir->buffer_count);
    s->ahead = ARENA_ARRAY(ir->arena, const char *, ir->buffer_count);
    hand_open(s);
    ticks_declare(s, out);
    return s;
}

/* Axes a value varies over: at the target of an edge it is the node's. */
static over_set span_of(const struct spelling *s, const struct net_ins *i, over_set loop_set)
{
    over_set span = i->over;
    if (net_is_reduction(i))
        return span;
    if (i->op == NET_LOAD && i->side == TARGET && loop_set & OVER(s->ir->axes[i->axis].to))
        span = (span & ~OVER(i->axis)) | OVER(s->ir->axes[i->axis].to);
    if (walk_operands(i))
        span = i->op == NET_LOAD ? span : 0;
    for (int n = 0; n < walk_operands(i); n++)
        span |= s->span[walk_operand(i, n)];
    return span;
}

/* Loops around a value's place: behind the innermost loop it varies with; one more than
 * all loops of the region inside a sum, where that of its own axis has to be open (walk_prepare). (A sum over edges of
 * nodes within a sum goes through a wire.) */
static int depth_of(const struct spelling *s, over_set span, over_set loop_set)
{
    int depth = 0;
    for (int a = 1; a < s->ir->axis_count; a++)
        loop_set |= walk_is_single(s->ir, a) ? OVER(a) : 0;
    for (int l = 0; l < s->loop_count; l++)
        if (span & OVER(s->loop_axes[l]))
            depth = l + 1;
    return span & ~loop_set & ~OVER(0) ? s->loop_count + 1 : depth;
}

/* The next region begins with nothing known but digits; only what was touched is cleared. */
static void clear(struct spelling *s)
{
    for (int k = 0; k < s->reach.count; k++) {
        net_ref r = s->reach.values[k];
        if (s->ir->ins[r].op != NET_CONST)
            s->done[r].text = NULL;
        s->uses[r] = 0;
    }
    s->written_count = s->temporaries = s->sum_count = s->along_count = 0;
    memset(s->room, 0, (size_t)s->room_count);
    memset(s->place_name, 0, (size_t)s->room_count*sizeof *s->place_name);
}

/* What the region needs, how often, and where it stands. */
static void look(struct spelling *s, const struct net_region *r, int loops)
{
    over_set loop_set = 0;
    for (int l = 0; l < loops; l++)
        loop_set |= OVER(s->loop_axes[l]);
    s->loop_count = loops;
    reach_begin(&s->reach);
    reach_region(&s->reach, r);
    for (int k = 0; k < s->reach.count; k++) {
        const struct net_ins *i = &s->ir->ins[s->reach.values[k]];
        s->span[s->reach.values[k]] = span_of(s, i, loop_set);
        s->depth[s->reach.values[k]] = depth_of(s, s->span[s->reach.values[k]], loop_set);
        s->held[s->reach.values[k]] = s->stored[s->reach.values[k]] = -1;
        if (walk_taken(s, s->reach.values[k]) != s->reach.values[k])
            continue;
        for (int n = 0; n < walk_operands(i); n++)
            s->uses[walk_taken(s, walk_operand(i, n))]++;
    }
    for (int e = r->effect_count - 1; e >= 0; e--) {
        net_ref x = walk_taken(s, r->effects[e].value);
        s->uses[x]++;
        s->stored[x] = e;
    }
    for (int k = 0; k < s->reach.count; k++)
        s->left[s->reach.values[k]] = s->uses[s->reach.values[k]];
    s->inner = loops ? s->loop_axes[loops - 1] : -1;
    reach_behind(&s->reach, s->inner);
    if (reach_is_tangled(&s->reach, r, s->inner))
        s->inner = -1;
}

/* Functions of a step are part of its loop over vectors, but for long loops over edges,
 * which have all registers to themselves. */
static const char *linkage(const struct spelling *s, const struct net_region *r)
{
    int edges = 0;
    if (!walk_is_read(s))
        return "";
    if (r->apart)
        return "APART_ ";
    for (int k = 0; k < s->reach.count; k++) {
        const struct net_ins *i = &s->ir->ins[s->reach.values[k]];
        edges |= net_is_reduction(i) && s->ir->axes[i->axis].kind == AXIS_EDGE && s->ir->axes[i->axis].form != FORM_BEFORE;
    }
    enum edge_form form = walk_form_of_edges(s, r);
    if (edges && form != FORM_LITERAL && form != FORM_AFTER)
        return "APART_ ";
    return r->clock == STEP || r->clock >= FIRST_CHILD ? "INLINE_ " : "inline ";
}

static void function(struct spelling *s, const struct net_region *r, int loops, const char *name)
{
    struct text *out = s->out, head_text = { 0 }, body_text = { 0 };
    int in_tiles = !walk_calls(s) && walk_form_of_edges(s, r) == FORM_STRIPS;
    const char *tile = in_tiles ? names_take(s->o->names, walk_print(s, "%s_tile", name)) : NULL;
    s->whole = walk_is_whole(s, (int)(r - s->ir->regions));
    const char *list = walk_parameters(s, (int)(r - s->ir->regions));
    walk_take_constants(s);
    s->out = &head_text;
    pointers(s, r);
    moments(s, r);
    if (walk_calls(s))
        walk_line(s, "num *const room = job->room;");
    s->out = &body_text;
    if (!calls_edges(s, r) && !walk_edges(s, r)) {
        s->straight = r;
        nest(s, r, loops);
        s->straight = NULL;
    }
    s->out = out;
    const char *all = s->at_hand ? arena_print(s->arena, "%s%s", text_string(&head_text), text_string(&body_text)) : "";
    walk_doc(out, r->doc);
    const char *parameters = walk_head(s, (int)(r - s->ir->regions), list, all);
    text_print(out, "static %svoid %s(%s%s)\n{\n", in_tiles ? "INLINE_ " : linkage(s, r), in_tiles ? tile : name, parameters,
               in_tiles ? ", const int count, const int first, const int is_last" : "");
    walk_declare_constants(s, out);
    text_bytes(out, text_string(&head_text), head_text.len);
    text_bytes(out, s->places.bytes ? s->places.bytes : "", s->places.len);
    text_print(out, "%s}\n\n", text_string(&body_text));
    text_free(&head_text);
    text_free(&body_text);
    text_free(&s->places);
    if (!in_tiles)
        return;
    text_print(out, "static APART_ void %s(%s)\n{\n", name, parameters);
    walk_tiles(s, r, tile, walk_arguments(s, (int)(r - s->ir->regions)));
    text_add(out, "}\n\n");
}

static void write_function(struct spelling *s, const struct net_region *r, int loops, const char *name)
{
    names_enter(s->o->names);
    function(s, r, loops, name);
    names_leave(s->o->names);
}

/* The axis that vectors of a region lie along: what goes from edge to edge takes node after node. */
static int across_of(const struct spelling *s, const struct net_region *r)
{
    const struct net *n = s->ir;
    if (!walk_has_nodes(s))
        return 0;
    for (int a = 1; a < n->axis_count; a++)
        if (r->over & OVER(a) && n->axes[a].kind == AXIS_EDGE)
            return -1;
    for (int k = 0; k < s->reach.count; k++) {
        const struct net_ins *i = &n->ins[s->reach.values[k]];
        if (net_is_reduction(i) && n->axes[i->axis].kind == AXIS_EDGE && walk_form_of_edges(s, r) != FORM_STRIPS)
            return -1;
    }
    return n->vector;
}

/* One function; in CALLS one more of a region that asks whether a child of its clock ticks, so
 * that a choice by that is none. */
void spell_region(struct spelling *s, int region)
{
    const struct net_region *r = &s->ir->regions[region];
    int loops = 0;
    clear(s);
    s->at_hand = hand_has(s, r);
    if (r->effect_count && r->effects[0].kind != EFFECT_STORE) {
        walk_sums(s, r);
        return;
    }
    for (int a = 1; a < s->ir->axis_count; a++) {
        s->index[a] = walk_is_single(s->ir, a) ? "0" : NULL;
        if (r->over & OVER(a) && !walk_is_single(s->ir, a))
            s->loop_axes[loops++] = a;
    }
    look(s, r, loops);
    s->across = across_of(s, r);
    walk_find_parameters(s, region);
    s->child = walk_calls(s) ? spell_asks_child(s, region) : -1;
    if (s->child < 0) {
        write_function(s, r, loops, r->name);
        return;
    }
    struct walk_parameters *p = &s->parameters[region];
    p->ticking = names_take(s->o->names, walk_print(s, "%s_%s", r->name, s->ir->clocks[s->child].name));
    for (s->child_ticks = 0; s->child_ticks < 2; s->child_ticks++) {
        clear(s);
        look(s, r, loops);
        write_function(s, r, loops, s->child_ticks ? p->ticking : r->name);
    }
    s->child = -1;
}

int spell_abreast(const struct spelling *s)
{
    return ticks_abreast(s);
}

int spell_room(const struct spelling *s)
{
    return s->room_count;
}
