/* value.c -- values as expressions of C.
 *
 * A value used once stands inside its user while the line stays short; one with a name,
 * several users or a user in an inner loop gets a line of its own. In CALLS an operation of
 * lanes is a line.
 */
#include "walk.h"
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

int walk_operands(const struct net_ins *i)
{
    return i->op == NET_CALL ? (i->b == NET_NONE ? 1 : 2) : i->op == NET_LOAD ? i->a != NET_NONE : net_operands((enum net_op)i->op);
}

net_ref walk_operand(const struct net_ins *i, int n)
{
    return n == 0 ? i->a : n == 1 ? i->b : i->c;
}

/* ---- operations -------------------------------------------------------------------- */

/* How this value's operation is spelled in C: in CALLS only what lanes do not vary. */
const struct op_spelling *walk_form(const struct spelling *s, const struct net_ins *i)
{
    return walk_calls(s) ? &target_plain.op[i->op] : &s->o->target->op[i->op];
}

const char *walk_filled(struct spelling *s, const char *form, const char *const args[3])
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

const char *walk_lanes(struct spelling *s, struct spelled x)
{
    const char *args[3] = { x.text, "", "" };
    return x.scalar && !walk_calls(s) ? walk_filled(s, s->o->target->spread, args) : x.text;
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

static struct spelled operation(struct spelling *s, net_ref r)
{
    const struct net_ins *i = &s->ir->ins[r];
    const struct op_spelling *form = walk_form(s, i);
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
        return (struct spelled){ walk_print(s, "(%s ? %s : %s)", x[0].text, same ? x[1].text : walk_lanes(s, x[1]), same ? x[2].text : walk_lanes(s, x[2])), 20, same };
    for (int n = 0; n < count; n++)
        args[n] = i->op == NET_CALL ? walk_lanes(s, x[n]) : walk_placed(s, i, x[n], n);
    int scalar = same && (walk_calls(s) || (!form->lanes && !i->condition));
    if (i->op == NET_CALL)
        return (struct spelled){ walk_print(s, i->b == NET_NONE ? "%s(%s)" : "%s(%s, %s)", s->o->call(i->slot), args[0], args[1]), 20, 0 };
    return (struct spelled){ walk_filled(s, form->text, args), form->precedence, scalar };
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

/* ---- lines ---------------------------------------------------------------------------- */

void walk_keep(struct spelling *s, net_ref r, struct spelled x)
{
    s->done[r] = x;
    s->written[s->written_count++] = r;
}

void walk_name_it(struct spelling *s, net_ref r, struct spelled x)
{
    const struct net_ins *i = &s->ir->ins[r];
    const char *name = walk_local(s, r);
    const char *type = i->condition ? walk_calls(s) ? "int " : s->o->target->condition
                     : x.scalar ? "num " : walk_calls(s) ? "num *" : s->o->target->real;
    walk_line(s, "const %s%s%s = %s;", type, type[strlen(type) - 1] == ' ' || type[strlen(type) - 1] == '*' ? "" : " ", name, x.text);
    walk_keep(s, r, (struct spelled){ name, 20, x.scalar });
}

/* Only its user asks for it, and may: what it reads no store of the region touches. */
static int stands_inside(const struct spelling *s, net_ref r)
{
    const struct net_ins *i = &s->ir->ins[r];
    if (i->op != NET_LOAD || s->uses[r] > 1)
        return 0;
    return s->depth[r] > s->loop_count || (!i->name && !walk_calls(s) && !(s->touched[i->buffer] & STORED));
}

struct spelled walk_stored(struct spelling *s, net_ref r)
{
    const struct net_ins *i = &s->ir->ins[r];
    if (walk_calls(s) || s->uses[r] > 1 || net_is_leaf(i) || net_is_reduction(i) || s->done[r].text)
        return walk_value(s, r);
    return operation(s, r);
}

struct spelled walk_value(struct spelling *s, net_ref r)
{
    r = walk_taken(s, r);
    const struct net_ins *i = &s->ir->ins[r];
    if (s->done[r].text)
        return s->done[r];
    if (net_is_reduction(i))
        return walk_reduction(s, r);
    if (i->op == NET_CONST)
        return walk_constant(s, r);
    struct spelled x = net_is_leaf(i) ? walk_leaf(s, i) : operation(s, r);
    if (walk_calls(s) && !net_is_leaf(i) && !x.scalar) {         /* its call wrote a line */
        walk_keep(s, r, x);
        return x;
    }
    int own = i->op == NET_LOAD || i->op == NET_TIME || i->op == NET_MARK || i->name || (!net_is_leaf(i) && s->uses[r] > 1) || strlen(x.text) > LONGEST;
    if (!own || stands_inside(s, r))
        return x;
    walk_name_it(s, r, x);
    return s->done[r];
}

