/* value.c -- values as expressions of C.
 *
 * A value used once stands inside its user while the line stays short; one with a name,
 * several users or a user in an inner loop gets a line of its own. In CALLS an operation of
 * lanes is a line.
 *
 * In a circle with loop.c: a sum is a value, and a loop over values.
 */
#include "walk.h"
#include <stdio.h>
#include <string.h>
#include "source/diag.h"

/* ---- operations -------------------------------------------------------------------- */

/* A function of a number: it knows vectors alone. */
static struct spelled one_call(struct spelling *s, const struct net_ins *i, const struct spelled x[3])
{
    const char *call = i->op == NET_LOOK ? walk_print(s, "look(lanes(%s), %s)", x[0].text, walk_lines(s, i))
                     : walk_print(s, i->b == NET_NONE ? "%s(lanes(%s))" : "%s(lanes(%s), lanes(%s))", s->o->call(i->slot), x[0].text, x[1].text);
    return (struct spelled){ walk_print(s, "lane_(%s, 0)", call), 20, 1 };
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
    if (walk_calls(s) && (!same || i->op == NET_CALL || i->op == NET_LOOK))
        return calls_operation(s, r, x);
    if (walk_is_plain(s) && (i->op == NET_CALL || i->op == NET_LOOK))
        return one_call(s, i, x);
    if (i->op == NET_LOOK)
        return (struct spelled){ walk_print(s, "look(%s, %s)", walk_lanes(s, x[0]), walk_lines(s, i)), 20, 0 };
    if (i->op == NET_SELECT && x[0].scalar)
        return (struct spelled){ walk_print(s, "(%s ? %s : %s)", x[0].text, same ? x[1].text : walk_lanes(s, x[1]), same ? x[2].text : walk_lanes(s, x[2])), 20, same };
    for (int n = 0; n < count; n++)
        args[n] = i->op == NET_CALL ? walk_lanes(s, x[n]) : walk_placed(s, i, x[n], n);
    int scalar = same && (walk_is_plain(s) || (!form->lanes && !i->condition));
    if (i->op == NET_CALL)
        return (struct spelled){ walk_print(s, i->b == NET_NONE ? "%s(%s)" : "%s(%s, %s)", s->o->call(i->slot), args[0], args[1]), 20, 0 };
    return (struct spelled){ walk_filled(s, form->text, args), form->precedence, scalar };
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
    const char *type = i->condition ? walk_is_plain(s) ? "int " : s->o->target->condition
                     : x.scalar ? "num " : walk_calls(s) ? "num *" : s->o->target->real;
    walk_line(s, "%s%s%s%s = %s;", s->o->target == &target_plain ? "" : "const ", type, type[strlen(type) - 1] == ' ' || type[strlen(type) - 1] == '*' ? "" : " ", name, x.text);
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
    int gathered = walk_calls(s) && walk_is_gathered(s, i);
    struct spelled x = gathered ? calls_late(s, r) : walk_is_late(i) ? walk_late(s, i) : net_is_leaf(i) ? walk_leaf(s, i) : operation(s, r);
    if (gathered || (walk_calls(s) && !net_is_leaf(i) && !x.scalar)) {         /* its call wrote a line */
        walk_keep(s, r, x);
        return x;
    }
    int own = i->op == NET_LOAD || i->op == NET_TIME || i->op == NET_MARK || i->name || (!net_is_leaf(i) && s->uses[r] > 1) || strlen(x.text) > LONGEST;
    if (!own || stands_inside(s, r))
        return x;
    walk_name_it(s, r, x);
    return s->done[r];
}

