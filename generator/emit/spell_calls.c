/* spell_calls.c -- the style CALLS: an operation of lanes is one call of a primitive over
 * all lanes of the block, v_fma_svv(LANES, to, 0.25f, x, y). The letters say which
 * operands are lanes (v) and which one number (s). What is the same for all lanes stays
 * an expression of plain C.
 *
 * Results go to places of a room that the job lends; a place is free again when its
 * value was used for the last time, but not before the loop it was taken in ends its
 * round: what a loop finds from outside it needs in every round. A place has one name in a
 * function, whatever it holds: declarations are what tcc takes longest for.
 */
#include "walk.h"
#include <string.h>
#include "source/diag.h"

/* ---- places ------------------------------------------------------------------- */

const char *calls_place(struct spelling *s, net_ref r)
{
    int at = 0;
    while (at < s->room_count && s->room[at])
        at++;
    if (at == s->room_count)
        s->room_count++;
    s->room[at] = (unsigned char)(1 + s->loops);
    s->held[r] = at;
    if (!s->place_name[at]) {
        s->place_name[at] = names_take(s->o->names, walk_print(s, "at%d", at));
        text_print(&s->places, "    num *const %s = room + %d*LANES;\n", s->place_name[at], at);
    }
    return s->place_name[at];
}

/* A value was used once; its place may become free. */
static void used(struct spelling *s, net_ref r)
{
    r = walk_taken(s, r);
    if (--s->left[r] > 0 || s->held[r] < 0 || s->room[s->held[r]] != 1 + s->loops)
        return;
    s->room[s->held[r]] = 0;
    s->held[r] = -1;
}

void calls_leave(struct spelling *s)
{
    for (int i = 0; i < s->room_count; i++)
        if (s->room[i] > 1 + s->loops)
            s->room[i] = 0;
}

/* ---- where a value is stored ------------------------------------------------------ */

int calls_keeps(const struct spelling *s, const struct net_effect *e)
{
    const struct net_ins *i = &s->ir->ins[walk_taken(s, e->value)];
    return i->op == NET_LOAD && i->side == HERE && i->buffer == e->buffer && i->slot == e->slot
        && s->ir->buffers[e->buffer].rows == 1;
}

static int reads(const struct spelling *s, net_ref r, const struct net_effect *e)
{
    const struct net_ins *i = &s->ir->ins[r];
    return i->op == NET_LOAD && i->buffer == e->buffer && i->slot == e->slot;
}

/* Nothing still to be written wants what was there before. What stands in sums may be
 * written more than once, so of it that is never known. */
static int is_done_with(const struct spelling *s, const struct net_effect *e)
{
    for (int k = 0; k < s->reach.count; k++) {
        net_ref r = s->reach.values[k];
        if (reads(s, r, e) && s->left[r] > 0)
            return 0;
        for (int n = 0; s->depth[r] > s->loop_count && n < walk_operands(&s->ir->ins[r]); n++)
            if (reads(s, walk_operand(&s->ir->ins[r], n), e))
                return 0;
    }
    return 1;
}

/* The memory a value is for, if it may be computed there; else NULL. */
static const char *memory_of(struct spelling *s, net_ref r)
{
    const struct net_region *g = s->straight;
    for (int k = s->stored[r]; g && k >= 0 && k < g->effect_count; k++) {
        const struct net_effect *e = &g->effects[k];
        int loops = walk_is_inside(s, e) ? s->loop_count : s->loop_count - 1;
        if (walk_taken(s, e->value) == r && !walk_is_ring(&s->ir->buffers[e->buffer]) && s->ir->buffers[e->buffer].ring < 0 && s->ir->buffers[e->buffer].over & OVER(0) && s->loops == loops && is_done_with(s, e))
            return walk_target(s, e);
    }
    return NULL;
}

static const char *place_for(struct spelling *s, net_ref r)
{
    const char *memory = memory_of(s, r);
    return memory ? memory : calls_place(s, r);
}

/* ---- operations ------------------------------------------------------------------ */

static int commutes(enum net_op op)
{
    return op == NET_ADD || op == NET_MUL || op == NET_FMA || op == NET_EQ || op == NET_NE || op == NET_AND || op == NET_OR;
}

/* Of two operands that may change places the lanes come first, of an fma's factors the
 * number: so there are fewer primitives. */
static void order(enum net_op op, struct spelled x[3])
{
    int wrong = op == NET_FMA ? x[1].scalar && !x[0].scalar : x[0].scalar && !x[1].scalar;
    if (!commutes(op) || !wrong)
        return;
    struct spelled y = x[0];
    x[0] = x[1];
    x[1] = y;
}

/* A number made lanes, for primitives that know lanes only. */
struct spelled calls_as_lanes(struct spelling *s, net_ref r, struct spelled x, int condition)
{
    if (!x.scalar)
        return x;
    const char *to = calls_place(s, r);
    walk_line(s, "%s(LANES, %s, %s);", condition ? "v_mask_s" : "v_fill_s", to, x.text);
    return (struct spelled){ to, 20, 0 };
}

/* Which operands must be lanes: arguments of functions, conditions. */
static int wants_lanes(enum net_op op, int n)
{
    return op == NET_CALL || op == NET_LOOK || op == NET_AND || op == NET_OR || op == NET_NOT || (op == NET_SELECT && n == 0);
}

static void write_call(struct spelling *s, const struct net_ins *i, const char *to, struct spelled x[3], int count)
{
    char kinds[4] = "";
    if (i->op == NET_LOOK) {
        walk_line(s, "v_look_v(LANES, %s, %s, %s);", to, x[0].text, walk_lines(s, i));
        return;
    }
    for (int n = 0; n < count; n++)
        kinds[n] = x[n].scalar ? 's' : 'v';
    const char *name = i->op == NET_CALL ? s->o->call(i->slot) : s->o->target->op[i->op].text;
    const char *front = i->op == NET_CALL ? "v_" : "", *between = i->op == NET_CALL ? "" : "_", *end = i->op == NET_CALL ? "" : kinds;
    walk_line(s, "%s%s%s%s(LANES, %s%s%s%s%s%s%s);", front, name, between, end, to, count > 0 ? ", " : "", count > 0 ? x[0].text : "",
              count > 1 ? ", " : "", count > 1 ? x[1].text : "", count > 2 ? ", " : "", count > 2 ? x[2].text : "");
}

static const char *copy_of(struct spelling *s, const char *to, struct spelled x)
{
    return walk_print(s, "%s(LANES, %s, %s)", x.scalar ? "v_fill_s" : "v_copy_v", to, x.text);
}

/* By a condition that is the same for all lanes. */
static struct spelled choice(struct spelling *s, net_ref r, const struct spelled x[3])
{
    const struct net_ins *i = &s->ir->ins[r];
    for (int n = 0; n < 3; n++)
        used(s, walk_operand(i, n));
    const char *to = calls_place(s, r);
    if (!x[1].scalar && !x[2].scalar) {
        walk_line(s, "v_copy_v(LANES, %s, %s ? %s : %s);", to, x[0].text, x[1].text, x[2].text);
    } else {
        walk_line(s, "if (%s)", x[0].text);
        walk_line(s, "    %s;", copy_of(s, to, x[1]));
        walk_line(s, "else");
        walk_line(s, "    %s;", copy_of(s, to, x[2]));
    }
    return (struct spelled){ to, 20, 0 };
}

/* The operands are used before the result has a place, so that it may take one of theirs. */
struct spelled calls_operation(struct spelling *s, net_ref r, struct spelled x[3])
{
    const struct net_ins *i = &s->ir->ins[r];
    int count = walk_operands(i), filled[3] = { -1, -1, -1 };
    if (i->op == NET_SELECT && x[0].scalar)
        return choice(s, r, x);
    for (int n = 0; n < count; n++)
        if (wants_lanes((enum net_op)i->op, n) && x[n].scalar) {
            x[n] = calls_as_lanes(s, r, x[n], s->ir->ins[walk_operand(i, n)].condition);
            filled[n] = s->held[r];
        }
    order((enum net_op)i->op, x);
    for (int n = 0; n < count; n++) {
        used(s, walk_operand(i, n));
        if (filled[n] >= 0)
            s->room[filled[n]] = 0;
    }
    const char *to = place_for(s, r);
    write_call(s, i, to, x, count);
    return (struct spelled){ to, 20, 0 };
}

struct spelled calls_late(struct spelling *s, net_ref r)
{
    const struct net_ins *i = &s->ir->ins[r];
    const char *at = walk_late(s, i).text, *to = place_for(s, r);
    walk_line(s, "v_late_v(LANES, %s, %s);", to, at);
    return (struct spelled){ to, 20, 0 };
}

void calls_store(struct spelling *s, const char *to, struct spelled x)
{
    if (!x.scalar && strcmp(to, x.text) == 0)       /* it was computed there */
        return;
    walk_line(s, "%s;", copy_of(s, to, x));
}

/* sum = sum + a, fma(a, b, sum), ...: the sum is lanes. */
void calls_accumulate(struct spelling *s, net_ref r, const char *sum, struct spelled a, struct spelled b)
{
    const struct net_ins *i = &s->ir->ins[r];
    struct spelled x[3] = { a, b, { sum, 20, 0 } };
    if (i->op == NET_DOT) {
        order(NET_FMA, x);
        walk_line(s, "v_fma_%c%cv(LANES, %s, %s, %s, %s);", x[0].scalar ? 's' : 'v', x[1].scalar ? 's' : 'v', sum, x[0].text,
                  x[1].text, sum);
        return;
    }
    const char *name = i->op == NET_SUM ? "v_add" : i->op == NET_LEAST ? "v_least" : "v_most";
    walk_line(s, "%s_v%c(LANES, %s, %s, %s);", name, a.scalar ? 's' : 'v', sum, sum, a.text);
}

/* A sum's first number and its first element at once: a + 0 is 0 + a, and fma(a, b, 0) what is
 * added to 0, to the bit. 0: there is no such call. */
int calls_begin(struct spelling *s, net_ref r, const char *sum, struct spelled a, struct spelled b)
{
    const struct net_ins *i = &s->ir->ins[r];
    struct spelled x[3] = { a, b };
    const char *zero = walk_number(s, 0);
    order(NET_FMA, x);
    if (i->op == NET_SUM && !a.scalar) {
        walk_line(s, "v_add_vs(LANES, %s, %s, %s);", sum, a.text, zero);
    } else if (i->op == NET_DOT && !x[1].scalar) {
        walk_line(s, "v_fma_%cvs(LANES, %s, %s, %s, %s);", x[0].scalar ? 's' : 'v', sum, x[0].text, x[1].text, zero);
    } else {
        return 0;
    }
    return 1;
}
