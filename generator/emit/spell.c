/* spell.c -- see spell.h. The walker of expressions.
 *
 * A region is a nest of loops over its axes, the lanes being the vectors' own. Each
 * value is written at the outermost place it may: outside the loops over axes it does
 * not vary over. A value used once stands inside its user while the line stays short;
 * one with a name, several users or a user in an inner loop gets a line of its own.
 * Sums over an axis are loops of their own in front of their first user.
 */
#include "walk.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "source/diag.h"

int walk_calls(const struct spelling *s)
{
    return s->o->target->style == CALLS;
}

const char *walk_print(struct spelling *s, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *text = arena_vprint(s->arena, format, args);
    va_end(args);
    return text;
}

void walk_line(struct spelling *s, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    text_print(s->out, "%*s", 4*(1 + s->loops), "");
    text_vprint(s->out, format, args);
    text_add(s->out, "\n");
    va_end(args);
}

/* ---- where values stand ---------------------------------------------------------- */

int walk_operands(const struct net_ins *i)
{
    return i->op == NET_CALL ? (i->b == NET_NONE ? 1 : 2) : i->op == NET_LOAD ? i->a != NET_NONE : net_operands((enum net_op)i->op);
}

net_ref walk_operand(const struct net_ins *i, int n)
{
    return n == 0 ? i->a : n == 1 ? i->b : i->c;
}

static int is_reduction(const struct net_ins *i)
{
    return i->op >= NET_SUM && i->op <= NET_MOST;
}

/* Loops around a value's place: behind the innermost loop it varies with; one more than
 * all loops of the region inside a sum. (A sum within a sum goes through a wire.) */
static int depth_of(const struct spelling *s, const struct net_ins *i, int loops)
{
    int depth = 0;
    over_set loop_set = OVER(0);
    for (int l = 0; l < loops; l++) {
        loop_set |= OVER(s->loop_axes[l]);
        if (i->over & OVER(s->loop_axes[l]))
            depth = l + 1;
    }
    return i->over & ~loop_set ? loops + 1 : depth;
}

static void look(struct spelling *s, net_ref r, int loops)
{
    const struct net_ins *i = &s->ir->ins[r];
    s->uses[r]++;
    if (s->depth[r] >= 0)
        return;
    s->depth[r] = depth_of(s, i, loops);
    s->looked[s->looked_count++] = r;
    for (int n = 0; n < walk_operands(i); n++)
        look(s, walk_operand(i, n), loops);
}

/* ---- operations -------------------------------------------------------------------- */

/* How this value's operation is spelled in C: in CALLS only what lanes do not vary. */
static const struct op_spelling *form_of(const struct spelling *s, const struct net_ins *i)
{
    return walk_calls(s) ? &target_plain.op[i->op] : &s->o->target->op[i->op];
}

static const char *filled(struct spelling *s, const char *form, const char *const args[3]);

static const char *lanes(struct spelling *s, struct spelled x)
{
    const char *args[3] = { x.text, "", "" };
    return x.scalar && !walk_calls(s) ? filled(s, s->o->target->spread, args) : x.text;
}

/* An operand in its place: parentheses where precedence or a sign asks for them. */
static const char *placed(struct spelling *s, const struct net_ins *i, struct spelled x, int n)
{
    const struct op_spelling *form = form_of(s, i);
    if (form->lanes && !(i->op == NET_SELECT && n == 0))
        return lanes(s, x);
    int close = x.precedence < form->precedence || (n > 0 && x.precedence == form->precedence)
             || ((i->op == NET_NEG || n > 0) && x.text[0] == '-');
    return close && form->precedence < 20 ? walk_print(s, "(%s)", x.text) : x.text;
}

static const char *filled(struct spelling *s, const char *form, const char *const args[3])
{
    struct text t = { 0 };
    for (; *form; form++)
        if (*form == '%')
            text_add(&t, args[*++form - 'a']);
        else
            text_bytes(&t, form, 1);
    const char *text = arena_copy(s->arena, text_string(&t), t.len);
    text_free(&t);
    return text;
}

static struct spelled operation(struct spelling *s, net_ref r)
{
    const struct net_ins *i = &s->ir->ins[r];
    const struct op_spelling *form = form_of(s, i);
    struct spelled x[3];
    const char *args[3] = { "", "", "" };
    int count = walk_operands(i), same = 1;
    for (int n = 0; n < count; n++) {
        x[n] = walk_value(s, walk_operand(i, n));
        same &= x[n].scalar;
    }
    if (walk_calls(s) && (!same || i->op == NET_CALL))
        return calls_operation(s, r, x);
    if (i->op == NET_SELECT && x[0].scalar)
        return (struct spelled){ walk_print(s, "(%s ? %s : %s)", x[0].text, same ? x[1].text : lanes(s, x[1]), same ? x[2].text : lanes(s, x[2])), 20, same };
    for (int n = 0; n < count; n++)
        args[n] = i->op == NET_CALL ? lanes(s, x[n]) : placed(s, i, x[n], n);
    int scalar = same && (walk_calls(s) || (!form->lanes && !i->condition));
    if (i->op == NET_CALL)
        return (struct spelled){ walk_print(s, i->b == NET_NONE ? "%s(%s)" : "%s(%s, %s)", s->o->call(i->slot), args[0], args[1]), 20, 0 };
    return (struct spelled){ filled(s, form->text, args), form->precedence, scalar };
}

const char *walk_local(struct spelling *s, net_ref r)
{
    const struct net_ins *i = &s->ir->ins[r];
    if (i->name && !is_reduction(i))
        return names_take(s->o->names, i->name);
    return names_take(s->o->names, walk_print(s, is_reduction(i) ? "sum%d" : "t%d", ++s->temporaries));
}

/* ---- lines ---------------------------------------------------------------------------- */

static void keep(struct spelling *s, net_ref r, struct spelled x)
{
    s->done[r] = x;
    s->written[s->written_count++] = r;
}

static void write_line(struct spelling *s, net_ref r, struct spelled x)
{
    const struct net_ins *i = &s->ir->ins[r];
    const char *name = walk_local(s, r);
    const char *type = i->condition ? walk_calls(s) ? "int " : s->o->target->condition
                     : x.scalar ? "num " : walk_calls(s) ? "num *" : s->o->target->real;
    walk_line(s, "const %s%s%s = %s;", type, type[strlen(type) - 1] == ' ' || type[strlen(type) - 1] == '*' ? "" : " ", name, x.text);
    keep(s, r, (struct spelled){ name, 20, x.scalar });
}

static void reduction(struct spelling *s, net_ref r);

static int is_leaf(const struct net_ins *i)
{
    return i->op == NET_CONST || i->op == NET_LOAD || i->op == NET_TIME || i->op == NET_MARK || i->op == NET_H || i->op == NET_TICKS;
}

/* The text of a value at the place that is being written; lines it needs come first. */
struct spelled walk_value(struct spelling *s, net_ref r)
{
    const struct net_ins *i = &s->ir->ins[r];
    if (s->done[r].text)
        return s->done[r];
    if (is_reduction(i)) {
        reduction(s, r);
        return s->done[r];
    }
    struct spelled x = is_leaf(i) ? walk_leaf(s, i) : operation(s, r);
    if (walk_calls(s) && !is_leaf(i) && !x.scalar) {         /* its call wrote a line */
        keep(s, r, x);
        return x;
    }
    int inside = i->op == NET_LOAD && i->side != HERE && s->uses[r] == 1;
    int own = i->op == NET_LOAD || i->op == NET_TIME || i->op == NET_MARK || i->name || (!is_leaf(i) && s->uses[r] > 1) || strlen(x.text) > LONGEST;
    if (!own || inside)
        return x;
    write_line(s, r, x);
    return s->done[r];
}

/* Writes what a loop about to be opened would otherwise compute again and again: the
 * values below [r] that stand outside of it. */
static void prepare(struct spelling *s, net_ref r)
{
    const struct net_ins *i = &s->ir->ins[r];
    if (s->seen[r] == s->stamp)
        return;
    s->seen[r] = s->stamp;
    if (s->depth[r] > s->loops) {
        for (int n = 0; n < walk_operands(i); n++)
            prepare(s, walk_operand(i, n));
        return;
    }
    struct spelled x = walk_value(s, r);
    if (!s->done[r].text && i->op != NET_CONST)
        write_line(s, r, x);
}

/* ---- loops ----------------------------------------------------------------------------- */

/* In CALLS the places of a function are declared at its head, so a name stands for one. */
static void open_loop(struct spelling *s, const char *head)
{
    if (!walk_calls(s))
        names_enter(s->o->names);
    walk_line(s, "%s", head);
    s->loops++;
}

/* What was written inside the loop that ends is not there any more. */
static void close_loop(struct spelling *s, int written)
{
    while (s->written_count > written)
        s->done[s->written[--s->written_count]].text = NULL;
    s->loops--;
    walk_line(s, "}");
    if (walk_calls(s))
        calls_leave(s);
    else
        names_leave(s->o->names);
}

static const char *loop_head(struct spelling *s, int axis)
{
    const struct net_axis *x = &s->ir->axes[axis];
    const char *i = s->index[axis];
    if (x->kind == AXIS_EDGE)
        return walk_print(s, "for (int %s = %s_row[%s]; %s < %s_row[%s + 1]; %s++) {", i, x->name, s->index[x->to], i, x->name,
                     s->index[x->to], i);
    return walk_print(s, "for (int %s = 0; %s < %ld; %s++) {", i, i, x->extent, i);
}

static const char *first_sum(struct spelling *s, net_ref r)
{
    const struct net_ins *i = &s->ir->ins[r];
    struct spelled first = { walk_number(s, i->op == NET_LEAST ? INFINITY : i->op == NET_MOST ? -INFINITY : 0), 20, 1 };
    const char *sum = walk_calls(s) ? calls_place(s, r) : walk_local(s, r);
    if (walk_calls(s))
        calls_store(s, sum, first);
    else
        walk_line(s, "%s %s = %s;", s->o->target->real, sum, lanes(s, first));
    return sum;
}

static void accumulate(struct spelling *s, net_ref r, const char *sum)
{
    const struct net_ins *i = &s->ir->ins[r];
    struct spelled a = walk_value(s, i->a), b = i->b == NET_NONE ? a : walk_value(s, i->b);
    if (walk_calls(s)) {
        calls_accumulate(s, r, sum, a, b);
        return;
    }
    const char *args[3] = { placed(s, i, a, 0), placed(s, i, b, 1), sum };
    walk_line(s, "%s = %s;", sum, filled(s, form_of(s, i)->text, args));
}

/* A sum in a loop of its own in front of the line that is being written. */
static void reduction(struct spelling *s, net_ref r)
{
    const struct net_ins *i = &s->ir->ins[r];
    s->stamp++;
    prepare(s, i->a);
    if (i->b != NET_NONE)
        prepare(s, i->b);
    const char *sum = first_sum(s, r);
    if (!walk_calls(s))
        names_enter(s->o->names);
    s->index[i->axis] = names_take(s->o->names, s->ir->axes[i->axis].kind == AXIS_EDGE ? "e" : "j");
    int written = s->written_count;
    open_loop(s, loop_head(s, i->axis));
    accumulate(s, r, sum);
    close_loop(s, written);
    s->index[i->axis] = NULL;
    if (!walk_calls(s))
        names_leave(s->o->names);
    keep(s, r, (struct spelled){ sum, 20, 0 });
}

/* ---- regions --------------------------------------------------------------------------- */

/* A number of what was computed in lanes though all lanes are the same: functions know
 * lanes only. */
static const char *one_of(struct spelling *s, struct spelled x)
{
    return x.scalar ? x.text : walk_print(s, walk_calls(s) ? "%s[0]" : "lane_(%s, 0)", x.text);
}

static void store(struct spelling *s, const struct net_effect *e, struct spelled x)
{
    int lane = (s->ir->buffers[e->buffer].over & OVER(0)) != 0;
    const char *to = walk_element(s, e->buffer, e->slot, HERE, -1);
    if (lane && walk_calls(s))
        calls_store(s, to, x);
    else
        walk_line(s, "%s = %s;", to, lane ? lanes(s, x) : one_of(s, x));
}

/* In CALLS a load is where its lanes lie: one that is stored as it is must be taken away
 * before the region stores to its buffer. */
static struct spelled effect_value(struct spelling *s, const struct net_region *r, const struct net_effect *e)
{
    const struct net_ins *i = &s->ir->ins[e->value];
    struct spelled x = walk_value(s, e->value);
    if (!walk_calls(s) || x.scalar || i->op != NET_LOAD)
        return x;
    for (int k = 0; k < r->effect_count; k++)
        if (r->effects[k].buffer == i->buffer) {
            const char *place = calls_place(s, e->value);
            calls_store(s, place, x);
            return (struct spelled){ place, 20, 0 };
        }
    return x;
}

static void body(struct spelling *s, const struct net_region *r)
{
    struct spelled *all = ARENA_ARRAY(s->arena, struct spelled, r->effect_count + 1);
    for (int e = 0; e < r->effect_count; e++)
        all[e] = effect_value(s, r, &r->effects[e]);
    text_add(s->out, "\n");
    for (int e = 0; e < r->effect_count; e++)
        store(s, &r->effects[e], all[e]);
}

static void nest(struct spelling *s, const struct net_region *r, int loops)
{
    if (s->loops == loops) {
        body(s, r);
        return;
    }
    int axis = s->loop_axes[s->loops], written = s->written_count;
    s->stamp++;
    for (int e = 0; e < r->effect_count; e++)
        prepare(s, r->effects[e].value);
    s->index[axis] = names_take(s->o->names, "i");
    open_loop(s, loop_head(s, axis));
    nest(s, r, loops);
    close_loop(s, written);
}

/* Which buffers a region touches: bit 1 reads, bit 2 stores. */
static void touched(const struct spelling *s, const struct net_region *r, unsigned char *how)
{
    for (int k = 0; k < s->looked_count; k++)
        if (s->ir->ins[s->looked[k]].op == NET_LOAD)
            how[s->ir->ins[s->looked[k]].buffer] |= 1;
    for (int e = 0; e < r->effect_count; e++)
        how[r->effects[e].buffer] |= 2;
}

/* The row of a stream that belongs to this tick: inputs are filled from row 0 on for
 * each call, all others count the ticks of their clock. */
static const char *row(struct spelling *s, const struct net_buffer *b, int buffer)
{
    if (b->rows == 1)
        return "";
    long each = b->slot_count;
    for (int a = 1; a < s->ir->axis_count; a++)
        each *= b->over & OVER(a) ? s->ir->axes[a].extent : 1;
    const char *tick = b->life == INPUT ? "n" : b->clock == STEP ? "(job->first + n)" : "m";
    const char *rows = b->rows ? walk_print(s, "%ld", b->rows) : walk_print(s, "job->rows[%d]", buffer);
    return walk_print(s, " + %s%%%s*%ld%s", tick, rows, each, !(b->over & OVER(0)) ? "" : walk_calls(s) ? "*LANES" : "*VECS");
}

static void pointers(struct spelling *s, const struct net_region *r)
{
    unsigned char *how = ARENA_ARRAY(s->arena, unsigned char, s->ir->buffer_count + 1);
    touched(s, r, how);
    for (int b = 0; b < s->ir->buffer_count; b++) {
        const struct net_buffer *x = &s->ir->buffers[b];
        if (!how[b])
            continue;
        int lane = (x->over & OVER(0)) != 0;
        const char *type = walk_print(s, "%s%s", how[b] & 2 ? "" : "const ", lane ? s->o->target->real : "num");
        s->pointer[b] = names_take(s->o->names, x->name);
        walk_line(s, "%s *restrict %s = (%s *)job->at[%d]%s%s;", type, s->pointer[b], type, b, lane && !walk_calls(s) ? " + v" : "", row(s, x, b));
    }
}

/* Clocks whose ticks the region asks for are parameters: the rest of the list. */
static const char *ticks(struct spelling *s, int region)
{
    const char *list = "";
    s->ticks[region] = 0;
    for (int k = 0; k < s->looked_count; k++)
        if (s->ir->ins[s->looked[k]].op == NET_TICKS)
            s->ticks[region] |= 1u << (s->ir->ins[s->looked[k]].slot - FIRST_CHILD);
    for (int c = FIRST_CHILD; c < s->ir->clock_count; c++) {
        if (!(s->ticks[region] >> (c - FIRST_CHILD) & 1))
            continue;
        s->tick_name[c - FIRST_CHILD] = names_take(s->o->names, s->ir->clocks[c].name);
        list = walk_print(s, "%s, int %s", list, s->tick_name[c - FIRST_CHILD]);
    }
    return list;
}

/* One variable for each stage time that the region looks at. */
static void moments(struct spelling *s)
{
    s->moment_count = 0;
    for (int k = 0; k < s->looked_count; k++) {
        const struct net_ins *i = &s->ir->ins[s->looked[k]];
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
        walk_line(s, "moment(job, (double)(job->first + n - job->origin) + %s, &%s);", walk_wide_number(s, i->k), name);
    }
}

void spell_offsets(const struct net *ir, const struct spell_options *o, struct text *out)
{
    for (int b = 0; b < ir->buffer_count; b++) {
        const struct net_buffer *x = &ir->buffers[b];
        if (!x->slot_count)
            continue;
        text_add(out, "enum { ");
        for (int i = 0; i < x->slot_count; i++) {
            const char *name = arena_print(ir->arena, "%s_%s", x->name, x->slots[i]);
            names_reserve(o->names, name);
            text_print(out, "%s%s", i ? ", " : "", name);
        }
        text_add(out, " };\n");
    }
}

struct spelling *spell_open(const struct net *ir, const struct spell_options *o, struct text *out)
{
    struct spelling *s = ARENA_NEW(ir->arena, struct spelling);
    *s = (struct spelling){ .ir = ir, .o = o, .arena = ir->arena, .out = out };
    s->looked = ARENA_ARRAY(ir->arena, net_ref, ir->len + 1);
    s->done = ARENA_ARRAY(ir->arena, struct spelled, ir->len + 1);
    s->uses = ARENA_ARRAY(ir->arena, int, ir->len + 1);
    s->depth = ARENA_ARRAY(ir->arena, int, ir->len + 1);
    s->seen = ARENA_ARRAY(ir->arena, int, ir->len + 1);
    s->held = ARENA_ARRAY(ir->arena, int, ir->len + 1);
    s->left = ARENA_ARRAY(ir->arena, int, ir->len + 1);
    s->room = ARENA_ARRAY(ir->arena, unsigned char, ir->len + 1);
    s->written = ARENA_ARRAY(ir->arena, net_ref, ir->len + 1);
    s->ticks = ARENA_ARRAY(ir->arena, unsigned, ir->region_count + 1);
    s->pointer = ARENA_ARRAY(ir->arena, const char *, ir->buffer_count + 1);
    for (net_ref v = 0; v < ir->len; v++)
        s->depth[v] = -1;
    return s;
}

/* The next region begins with nothing known; only what was touched is cleared. */
static void clear(struct spelling *s)
{
    for (int k = 0; k < s->looked_count; k++) {
        net_ref r = s->looked[k];
        s->done[r].text = NULL;
        s->uses[r] = 0;
        s->depth[r] = -1;
    }
    s->looked_count = s->written_count = s->temporaries = 0;
    memset(s->room, 0, (size_t)s->room_count);
}

static void function(struct spelling *s, const struct net_region *r, int loops)
{
    struct text *out = s->out, body_text = { 0 };
    if (r->doc)
        text_print(out, "/* %s */\n", r->doc);
    text_print(out, walk_calls(s) ? "static void %s(const struct kernel_job *job, long n, long m%s)\n{\n"
                             : "static inline void %s(const struct kernel_job *job, long n, long m, int v%s)\n{\n", r->name,
               ticks(s, (int)(r - s->ir->regions)));
    pointers(s, r);
    moments(s);
    if (walk_calls(s))
        walk_line(s, "num *const room = job->room;");
    s->out = &body_text;
    nest(s, r, loops);
    s->out = out;
    text_bytes(out, s->places.bytes ? s->places.bytes : "", s->places.len);
    text_print(out, "%s}\n\n", text_string(&body_text));
    text_free(&body_text);
    text_free(&s->places);
}

void spell_region(struct spelling *s, int region)
{
    const struct net_region *r = &s->ir->regions[region];
    int loops = 0;
    clear(s);
    if (r->effect_count && r->effects[0].kind != EFFECT_STORE) {
        walk_sums(s, r);
        return;
    }
    for (int a = 1; a < s->ir->axis_count; a++)
        if (r->over & OVER(a))
            s->loop_axes[loops++] = a;
    for (int e = 0; e < r->effect_count; e++)
        look(s, r->effects[e].value, loops);
    for (int k = 0; k < s->looked_count; k++) {
        s->left[s->looked[k]] = s->uses[s->looked[k]];
        s->held[s->looked[k]] = -1;
    }
    names_enter(s->o->names);
    function(s, r, loops);
    names_leave(s->o->names);
}

unsigned spell_ticks(const struct spelling *s, int region)
{
    return s->ticks[region];
}

int spell_room(const struct spelling *s)
{
    return s->room_count;
}
