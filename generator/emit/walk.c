/* walk.c -- what all files of the walker stand on: lines, names, operands in their places.
 */
#include "walk.h"
#include <ctype.h>
#include <stdio.h>
#include <string.h>

int walk_calls(const struct spelling *s)
{
    return s->o->target->style == CALLS;
}

int walk_is_read(const struct spelling *s)
{
    return s->o->target == &target_vector;
}

int walk_is_one_lane(const struct spelling *s)
{
    return !walk_is_read(s) && s->ir->axes[0].extent == 1;
}

/* ---- vectors of nodes (nodes.c) ---------------------------------------------------------- */

int walk_has_nodes(const struct spelling *s)
{
    return s->ir->vector && walk_is_read(s);
}

int walk_is_plain(const struct spelling *s)
{
    return walk_calls(s) || s->across < 0;
}

int walk_is_across(const struct spelling *s, over_set over)
{
    return s->across >= 0 && (over & OVER(s->across)) != 0;
}

int walk_is_vector(const struct spelling *s, int buffer, enum net_side side)
{
    const struct net_buffer *b = &s->ir->buffers[buffer];
    if (!walk_has_nodes(s))
        return (b->over & OVER(0)) != 0;
    return b->strips ? s->strip != NULL : side != SOURCE && side != FIRST && walk_is_across(s, b->over);
}

const char *walk_real(const struct spelling *s)
{
    return walk_is_plain(s) ? "num" : s->o->target->real;
}

int walk_goes_along(const struct spelling *s, const struct net_ins *i)
{
    return walk_has_nodes(s) && net_is_reduction(i) && i->axis == s->across;
}

/* ---- texts -------------------------------------------------------------------------------- */

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
    for (int i = 0; i <= s->loops; i++)
        text_bytes(s->out, "    ", 4);
    text_vprint(s->out, format, args);
    text_add(s->out, "\n");
    va_end(args);
}

int walk_operands(const struct net_ins *i)
{
    return i->op == NET_CALL ? (i->b == NET_NONE ? 1 : 2) : i->op == NET_LOAD ? i->a != NET_NONE
         : i->op == NET_MOST ? (i->b == NET_NONE ? 1 : 2) : net_operands((enum net_op)i->op);
}

net_ref walk_operand(const struct net_ins *i, int n)
{
    return n == 0 ? i->a : n == 1 ? i->b : i->c;
}

int walk_is_single(const struct net *ir, int axis)
{
    return ir->axes[axis].kind != AXIS_EDGE && ir->axes[axis].extent == 1;
}

/* How this value's operation is spelled in C: in CALLS only what lanes do not vary. */
const struct op_spelling *walk_form(const struct spelling *s, const struct net_ins *i)
{
    return walk_is_plain(s) ? &target_plain.op[i->op] : &s->o->target->op[i->op];
}

const char *walk_filled(struct spelling *s, const char *form, const char *const args[3])
{
    size_t sizes[3] = { strlen(args[0]), strlen(args[1]), strlen(args[2]) }, len = 0;
    for (const char *c = form; *c; c++)
        len += *c == '%' ? sizes[*++c - 'a'] : 1;
    char *text = arena_alloc(s->arena, len + 1), *to = text;
    for (; *form; form++)
        if (*form == '%') {
            size_t size = sizes[*++form - 'a'];
            memcpy(to, args[*form - 'a'], size);
            to += size;
        } else {
            *to++ = *form;
        }
    return text;
}

const char *walk_lanes(struct spelling *s, struct spelled x)
{
    const char *args[3] = { x.text, "", "" };
    return x.scalar && !walk_is_plain(s) ? walk_filled(s, s->o->target->spread, args) : x.text;
}

const char *walk_one_of(struct spelling *s, struct spelled x)
{
    return x.scalar ? x.text : walk_print(s, walk_calls(s) ? "%s[0]" : "lane_(%s, 0)", x.text);
}

/* An operand in its place: parentheses where precedence or a sign asks for them. */
const char *walk_placed(struct spelling *s, const struct net_ins *i, struct spelled x, int n)
{
    const struct op_spelling *form = walk_form(s, i);
    if (form->lanes == 1 && !(i->op == NET_SELECT && n == 0))
        return walk_lanes(s, x);
    int close = x.precedence < form->precedence || (n > 0 && x.precedence == form->precedence)
             || ((i->op == NET_NEG || n > 0) && x.text[0] == '-');
    return close && form->precedence < 20 ? walk_print(s, "(%s)", x.text) : x.text;
}

/* The operand whose value an operation has, or NET_NONE. */
static net_ref taken(const struct spelling *s, const struct net_ins *i)
{
    const struct net_ins *by = &s->ir->ins[i->a];
    if (i->op == NET_SELECT && by->op == NET_TICKS && by->slot == s->child)
        return walk_operand(i, s->child_ticks ? 1 : 2);
    if ((i->op == NET_LEAST || i->op == NET_MOST) && walk_is_single(s->ir, i->axis))
        return i->a;
    return NET_NONE;
}

net_ref walk_taken(const struct spelling *s, net_ref r)
{
    while (walk_calls(s) && walk_operands(&s->ir->ins[r])) {
        net_ref next = taken(s, &s->ir->ins[r]);
        if (next == NET_NONE)
            break;
        r = next;
    }
    return r;
}

/* "y_S": where a load reads, for one whose name is another's already or who has none. */
static const char *place_name(struct spelling *s, const struct net_ins *i)
{
    return walk_print(s, "%s_%s", s->ir->buffers[i->buffer].name, s->ir->buffers[i->buffer].slots[i->slot]);
}

const char *walk_local(struct spelling *s, net_ref r)
{
    const struct net_ins *i = &s->ir->ins[r];
    struct names *names = s->o->names;
    if (i->op == NET_LOAD && (!i->name || !names_is_free(names, i->name)))
        return names_take(names, place_name(s, i));
    if (i->name)
        return names_take(names, i->name);
    return names_take(names, net_is_reduction(i) ? i->op == NET_LEAST ? "least" : i->op == NET_MOST ? "most" : "sum"
                                                 : walk_print(s, "t%d", ++s->temporaries));
}

int walk_is_inside(const struct spelling *s, const struct net_effect *e)
{
    return s->inner < 0 || net_stored_over(s->ir, e) & OVER(s->inner);
}

void walk_doc(struct text *out, const char *doc)
{
    text_add(out, doc ? "/* " : "");
    for (const char *c = doc ? doc : ""; *c; c++)
        text_bytes(out, *c == '\n' ? "\n * " : c, *c == '\n' ? 4 : 1);
    text_add(out, doc ? " */\n" : "");
}

const char *walk_upper(struct arena *a, const char *name, const char *end)
{
    char *text = arena_print(a, "%s%s", name, end);
    for (char *c = text; *c; c++)
        *c = (char)toupper((unsigned char)*c);
    return text;
}

const char *spell_extent(const struct net *ir, int axis)
{
    return walk_upper(ir->arena, ir->axes[axis].name, "S");
}
