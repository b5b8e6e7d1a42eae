/* lower_trials.c -- what is made of all trials of a point.
 *
 * The kernel knows runs alone: it computes the parts that are reduced over the trials. What
 * becomes of these is a list of operations for whoever has all trials (runtime/sink/trials.h).
 * What no trial changes is the first trial's.
 */
#include <math.h>
#include "lower.h"
#include "source/diag.h"

struct trials_listing {
    struct trials_parts *parts;
    struct trials_op *ops; int count;
};

static const enum trials_kind kinds[] = {
    [REDUCE_MEAN] = MADE_MEAN, [REDUCE_STD] = MADE_STD, [REDUCE_VAR] = MADE_VAR, [REDUCE_MIN] = MADE_MIN,
    [REDUCE_MAX] = MADE_MAX, [REDUCE_SUM] = MADE_SUM, [REDUCE_FIRST] = MADE_FIRST, [REDUCE_LAST] = MADE_LAST,
    [REDUCE_SEM] = MADE_SEM, [REDUCE_MEDIAN] = MADE_MEDIAN
};

static int add(struct trials_listing *l, struct trials_op op)
{
    *ARENA_PUSH(l->parts->arena, l->ops, l->count) = op;
    return l->count - 1;
}

static int part_of(struct trials_parts *p, const struct term *t)
{
    for (int i = 0; i < p->part_count; i++)
        if (p->parts[i] == t || term_same_ref(p->parts[i], t))
            return i;
    *ARENA_PUSH(p->arena, p->parts, p->part_count) = t;
    return p->part_count - 1;
}

static int leaf(struct trials_listing *l, enum trials_kind kind, const struct term *t)
{
    struct trials_parts *p = l->parts;
    int part = part_of(p, t), i = 0;
    while (i < p->leaf_count && (p->leaves[i].kind != kind || p->leaves[i].at != part))
        i++;
    if (i == p->leaf_count)
        *ARENA_PUSH(p->arena, p->leaves, p->leaf_count) = (struct trials_leaf){ .kind = kind, .at = part, .elements = 1 };
    return add(l, (struct trials_op){ .action = MADE_LEAF, .a = i });
}

static int list(struct trials_listing *l, const struct term *t);

/* The sign of > and >= is that of < and <= with the sides exchanged. */
static enum trials_action action_of(enum ast_op op)
{
    switch (op) {
    case AST_NEG: return MADE_NEG;
    case AST_NOT: return MADE_NOT;
    case AST_ADD: return MADE_ADD;
    case AST_SUB: return MADE_SUB;
    case AST_MUL: return MADE_MUL;
    case AST_DIV: return MADE_DIV;
    case AST_LT: case AST_GT: return MADE_LT;
    case AST_LE: case AST_GE: return MADE_LE;
    case AST_EQ:  return MADE_EQ;
    case AST_NE:  return MADE_NE;
    case AST_AND: return MADE_AND;
    case AST_OR:  return MADE_OR;
    case AST_IF:  return MADE_CHOICE;
    default:      BUG("an operator of no kind");
    }
}

static int operation(struct trials_listing *l, const struct term *t)
{
    int of[3] = { 0, 0, 0 };
    for (int i = 0; i < t->count; i++)
        of[i] = list(l, t->args[i]);
    if (t->op == AST_POW)
        return add(l, (struct trials_op){ .action = MADE_TWO, .a = of[0], .b = of[1], .two = builtins[FUNCTION_pow].constant.two });
    int turned = t->op == AST_GT || t->op == AST_GE;
    return add(l, (struct trials_op){ .action = action_of(t->op), .a = of[turned], .b = of[!turned], .c = of[2] });
}

/* min and max of several fold from the left, as in a kernel. */
static int call(struct trials_listing *l, const struct term *t)
{
    const struct builtin *f = &builtins[t->index];
    int x = list(l, t->args[0]);
    if (f->constant.one)
        return add(l, (struct trials_op){ .action = MADE_ONE, .a = x, .one = f->constant.one });
    for (int i = 1; i < t->count; i++) {
        int y = list(l, t->args[i]);
        x = add(l, (struct trials_op){ .action = MADE_TWO, .a = x, .b = y, .two = f->constant.two });
    }
    return x;
}

/* Over time: of samples that are looked at when all have come. */
static int late(struct trials_listing *l, const struct term *t)
{
    struct trials_parts *p = l->parts;
    *ARENA_PUSH(p->arena, p->lates, p->late_count) = t;
    return add(l, (struct trials_op){ .action = MADE_LEAF, .a = p->late_count - 1 });
}

/* Over the trials, or over the nodes of what is made of them, which are rounded first, as a sample of it would be. */
static int reduction(struct trials_listing *l, const struct term *t)
{
    if (t->gone & OVER_TRIAL)
        return leaf(l, kinds[t->index], t->args[0]);
    if (t->gone & OVER_TIME)
        return late(l, t);
    int x = list(l, t->args[0]);
    return add(l, (struct trials_op){ .action = MADE_OVER_NODES, .a = x, .kind = kinds[t->index], .single = l->parts->e->single });
}

static int list(struct trials_listing *l, const struct term *t)
{
    if (t->kind == TERM_NUMBER)
        return add(l, (struct trials_op){ .action = MADE_NUMBER, .number = t->value });
    if (!t->type.of_trials)
        return leaf(l, MADE_FIRST, t);
    switch (t->kind) {
    case TERM_REDUCE: return reduction(l, t);
    case TERM_REF:    return list(l, l->parts->e->observes[t->index].value);
    case TERM_OP:     return operation(l, t);
    case TERM_CALL:   return call(l, t);
    default:          BUG("a term that is not made of trials");
    }
}

enum trials_kind lower_trials_kind(const struct term *t)
{
    return kinds[t->index];
}

const struct trials_value *lower_trials(struct trials_parts *parts, const struct term *const *terms, int count)
{
    struct trials_value *values = ARENA_ARRAY(parts->arena, struct trials_value, count);
    for (int i = 0; i < count; i++) {
        struct trials_listing l = { .parts = parts };
        list(&l, terms[i]);
        values[i] = (struct trials_value){ .ops = l.ops, .op_count = l.count };
    }
    for (int i = 0; i < count; i++) {
        values[i].leaves = parts->leaves;
        values[i].leaf_count = parts->leaf_count;
    }
    return values;
}

const struct trials_value *lower_means(struct arena *a, int count)
{
    struct trials_leaf *leaves = ARENA_ARRAY(a, struct trials_leaf, count);
    struct trials_op *ops = ARENA_ARRAY(a, struct trials_op, count);
    struct trials_value *values = ARENA_ARRAY(a, struct trials_value, count);
    for (int i = 0; i < count; i++) {
        leaves[i] = (struct trials_leaf){ .kind = MADE_MEAN, .at = i, .elements = 1 };
        ops[i] = (struct trials_op){ .action = MADE_LEAF, .a = i };
        values[i] = (struct trials_value){ leaves, count, &ops[i], 1 };
    }
    return values;
}
