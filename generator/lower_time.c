/* lower_time.c -- comparisons of the time, so that steps of the grid stay on it.
 *
 * Times are decimals, and neither 0.17 + 0.25 nor 42*0.01 is the double 0.42. Where the
 * time alone, or with a shift, is compared with what neither the states nor the time
 * change, it counts as reached a little early and as passed a little late: by less than
 * anything on the grid, and by more than rounding (templates/part/time.c). Against fixed
 * times that is decided in double, whatever the precision of the kernel.
 */
#include "lower.h"
#include <math.h>
#include <string.h>

/* The largest of an axis' values; 0 where they are drawn. */
static double magnitude(const struct axis_decl *x)
{
    double most = 0;
    if (x->form == FORM_GRID || x->form == FORM_LOG_GRID || x->form == FORM_RANGE)
        return fmax(fabs(x->lo), fabs(x->hi));
    for (long i = 0; x->form == FORM_LIST && i < x->n*lower_elements(x); i++)
        most = fmax(most, fabs(x->values[i]));
    return most;
}

/* In single precision the values of an axis are no decimals any more, by a few eps of
 * its largest one: so much is added to what the time is looked at late and early by. */
static void note_axes(struct program *p, ir_ref r)
{
    for (int i = 0; i < p->x->axis_count && r >= 0; i++)
        if (p->ir.ins[r].axes >> (i < 63 ? i : 63) & 1)
            p->time_scale = fmax(p->time_scale, magnitude(&p->x->axes[i]));
}

/* The time a little later or earlier, to be compared with [other]. */
static ir_ref late(struct program *p, ir_ref other)
{
    note_axes(p, other);
    return ir_load(&p->ir, LOAD_LATE, 0, VARY_TIME, NULL);
}

static ir_ref early(struct program *p, ir_ref other)
{
    note_axes(p, other);
    return ir_load(&p->ir, LOAD_EARLY, 0, VARY_TIME, NULL);
}

ir_ref lower_mark(struct program *p, enum mark_kind kind, double a, double b)
{
    struct time_mark mark;
    int at = 0;
    memset(&mark, 0, sizeof mark);                      /* compared with what is between its members */
    mark.kind = kind;
    mark.a = a;
    mark.b = b;
    while (at < p->mark_count && memcmp(&p->marks[at], &mark, sizeof mark) != 0)
        at++;
    if (at == p->mark_count) {
        struct time_mark *grown = ARENA_ARRAY(p->arena, struct time_mark, at + 1);
        if (at)
            memcpy(grown, p->marks, (size_t)at*sizeof *grown);
        memcpy(&grown[at], &mark, sizeof mark);
        p->marks = grown;
        p->mark_count++;
    }
    return ir_load(&p->ir, LOAD_MARK, at, VARY_TIME, NULL);
}

int lower_is_time(const struct ir *ir, ir_ref r)
{
    return r >= 0 && ir->ins[r].op == IR_LOAD && ir->ins[r].load == LOAD_TIME;
}

/* The same for all steps of a run. */
static int is_steady(const struct ir *ir, ir_ref r)
{
    return r >= 0 && !(ir->ins[r].vary & (VARY_TIME | VARY_STATE | VARY_END)) && !ir->ins[r].is_mask;
}

/* ---- the time, shifted and scaled ----------------------------------------- */

/* x op y as "the time, op, threshold"; 0: it is something else. */
struct crossing {
    enum ast_op op;
    ir_ref threshold;
};

static enum ast_op turned(enum ast_op op)
{
    return op == AST_LT ? AST_GT : op == AST_LE ? AST_GE : op == AST_GT ? AST_LT
         : op == AST_GE ? AST_LE : op;
}

static int find_crossing(struct ir *ir, enum ast_op op, ir_ref x, ir_ref y, struct crossing *out);

/* k*x op y for a known k. */
static int find_scaled(struct ir *ir, enum ast_op op, ir_ref x, ir_ref k, int over, ir_ref y,
                       struct crossing *out)
{
    double factor;
    if (!ir_is_const(ir, k, &factor) || factor == 0)
        return 0;
    y = ir_emit(ir, over ? IR_MUL : IR_DIV, y, k, IR_NONE);
    return find_crossing(ir, factor < 0 ? turned(op) : op, x, y, out);
}

/* Brings what is steady in [x] over to [y], until the time stands alone. */
static int find_crossing(struct ir *ir, enum ast_op op, ir_ref x, ir_ref y, struct crossing *out)
{
    const struct ir_ins i = ir->ins[x];
    *out = (struct crossing){ op, y };
    if (lower_is_time(ir, x))
        return 1;
    if (!(i.vary & VARY_TIME) || i.vary & (VARY_STATE | VARY_END))
        return 0;
    int first = is_steady(ir, i.a), second = is_steady(ir, i.b);
    ir_ref rest = first ? i.b : i.a, part = first ? i.a : i.b;
    switch (i.op) {
    case IR_NEG:
        return find_crossing(ir, turned(op), i.a, ir_emit(ir, IR_NEG, y, IR_NONE, IR_NONE), out);
    case IR_ADD:
        return (first || second)
            && find_crossing(ir, op, rest, ir_emit(ir, IR_SUB, y, part, IR_NONE), out);
    case IR_SUB:
        if (second)
            return find_crossing(ir, op, i.a, ir_emit(ir, IR_ADD, y, i.b, IR_NONE), out);
        return first && find_crossing(ir, turned(op), i.b, ir_emit(ir, IR_SUB, i.a, y, IR_NONE), out);
    case IR_MUL:
        return (first || second) && find_scaled(ir, op, rest, part, 0, y, out);
    case IR_DIV:
        return second && find_scaled(ir, op, i.a, i.b, 1, y, out);
    case IR_FMA:
        if (first && second) {
            part = ir_emit(ir, IR_MUL, i.a, i.b, IR_NONE);
            return find_crossing(ir, op, i.c, ir_emit(ir, IR_SUB, y, part, IR_NONE), out);
        }
        return (first || second) && is_steady(ir, i.c)
            && find_scaled(ir, op, rest, part, 0, ir_emit(ir, IR_SUB, y, i.c, IR_NONE), out);
    default:
        return 0;
    }
}

static ir_ref is_marked(struct program *p, enum mark_kind kind, double at)
{
    return ir_emit(&p->ir, IR_LT, ir_const(&p->ir, 0, NULL), lower_mark(p, kind, at, 0), IR_NONE);
}

/* Whether the time is at least the threshold, or more than it. */
static ir_ref reached(struct program *p, ir_ref threshold)
{
    double at;
    return ir_wide(&p->ir, threshold, &at) ? is_marked(p, MARK_REACHED, at)
         : ir_emit(&p->ir, IR_LE, threshold, late(p, threshold), IR_NONE);
}

static ir_ref passed(struct program *p, ir_ref threshold)
{
    double at;
    return ir_wide(&p->ir, threshold, &at) ? is_marked(p, MARK_PASSED, at)
         : ir_emit(&p->ir, IR_LT, threshold, early(p, threshold), IR_NONE);
}

static ir_ref negated(struct program *p, ir_ref mask)
{
    return ir_emit(&p->ir, IR_NOT, mask, IR_NONE, IR_NONE);
}

static ir_ref cross(struct program *p, struct crossing x)
{
    ir_ref t = x.threshold;
    switch (x.op) {
    case AST_GE: return reached(p, t);
    case AST_GT: return passed(p, t);
    case AST_LT: return negated(p, reached(p, t));
    case AST_LE: return negated(p, passed(p, t));
    case AST_EQ: return ir_emit(&p->ir, IR_AND, reached(p, t), negated(p, passed(p, t)), IR_NONE);
    case AST_NE: return negated(p, ir_emit(&p->ir, IR_AND, reached(p, t), negated(p, passed(p, t)), IR_NONE));
    default:     return IR_NONE;
    }
}

/* ---- the time within a period ---------------------------------------------- */

/* mod(t, period) op y: the phase a little late is past a whole period where the time
 * is at its end, and on y where the time is; for "more than y" it must be more by that. */
static ir_ref phase(struct program *p, enum ast_op op, ir_ref x, ir_ref y)
{
    struct ir *ir = &p->ir;
    const struct ir_ins i = ir->ins[x];
    if (i.op != IR_CALL || strcmp(i.name, "m_mod") || !lower_is_time(ir, i.a) || !is_steady(ir, i.b))
        return IR_NONE;
    double period, on;
    if ((op == AST_LT || op == AST_GE) && ir_wide(ir, i.b, &period) && ir_wide(ir, y, &on)) {
        ir_ref inside = ir_emit(ir, IR_LT, ir_const(ir, 0, NULL), lower_mark(p, MARK_TRAIN, period, on), IR_NONE);
        return op == AST_LT ? inside : negated(p, inside);
    }
    ir_ref soon = ir_call(ir, "m_mod", late(p, i.b), i.b);
    ir_ref by = ir_emit(ir, IR_SUB, late(p, y), early(p, y), IR_NONE);
    switch (op) {
    case AST_LT: return ir_emit(ir, IR_LT, soon, y, IR_NONE);
    case AST_GE: return ir_emit(ir, IR_LE, y, soon, IR_NONE);
    case AST_GT: return ir_emit(ir, IR_LT, ir_emit(ir, IR_ADD, y, by, IR_NONE), soon, IR_NONE);
    case AST_LE: return ir_emit(ir, IR_LE, soon, ir_emit(ir, IR_ADD, y, by, IR_NONE), IR_NONE);
    default:     return IR_NONE;
    }
}

ir_ref lower_crossing(struct program *p, enum ast_op op, ir_ref x, ir_ref y)
{
    struct crossing c;
    if (x < 0 || y < 0)
        return IR_NONE;
    if (is_steady(&p->ir, x)) {
        ir_ref other = x;
        x = y;
        y = other;
        op = turned(op);
    }
    if (!is_steady(&p->ir, y))
        return IR_NONE;
    ir_ref r = phase(p, op, x, y);
    return r != IR_NONE ? r : find_crossing(&p->ir, op, x, y, &c) ? cross(p, c) : IR_NONE;
}

/* ---- expressions of the time ------------------------------------------------ */

/* [r] with another time in it; [seen] is what an operation was turned into. */
static ir_ref moved(struct ir *ir, ir_ref r, ir_ref time, ir_ref *seen)
{
    if (r < 0 || !(ir->ins[r].vary & VARY_TIME) || ir->ins[r].vary & VARY_STATE)
        return r;
    if (seen[r] != IR_NONE)
        return seen[r];
    const struct ir_ins i = ir->ins[r];
    ir_ref out = r;
    if (lower_is_time(ir, r)) {
        out = time;
    } else if (i.op == IR_CALL) {
        ir_ref a = moved(ir, i.a, time, seen);
        out = ir_call(ir, i.name, a, moved(ir, i.b, time, seen));
    } else if (i.op != IR_LOAD) {
        ir_ref a = moved(ir, i.a, time, seen), b = moved(ir, i.b, time, seen);
        out = ir_emit(ir, (enum ir_op)i.op, a, b, moved(ir, i.c, time, seen));
    }
    return seen[r] = out;
}

static ir_ref move(struct program *p, ir_ref r, ir_ref time)
{
    ir_ref *seen = ARENA_ARRAY(p->arena, ir_ref, r + 1);
    for (int i = 0; i <= r; i++)
        seen[i] = IR_NONE;
    return moved(&p->ir, r, time, seen);
}

ir_ref lower_later(struct program *p, ir_ref r, ir_ref other)
{
    note_axes(p, other);
    return move(p, r, late(p, r));
}

/* Which whole number the time is at, for floor; or past, for ceil. */
ir_ref lower_whole_part(struct program *p, const char *function, ir_ref x)
{
    struct crossing c;
    int up = strcmp(function, "m_ceil") == 0;
    if ((!up && strcmp(function, "m_floor"))
        || !find_crossing(&p->ir, AST_GE, x, ir_const(&p->ir, 0, NULL), &c))
        return IR_NONE;
    ir_ref time = (c.op == AST_GE) != up ? late(p, x) : early(p, x);
    return ir_call(&p->ir, function, move(p, x, time), IR_NONE);
}
