/* lower_factor.c -- factors of a rate that become part of the time step; docs/numbers.md, "Algebra by rule".
 *
 * A rate written as a product and quotient of numbers, parameters and something that changes is split into the two, each
 * in the order in which it is written. What an open input would add does not count.
 */
#include "lower.h"

/* Of one state; both NULL: its rate has no such factor. */
struct factored { const struct term *factor, *varying; int known; };

struct splitting {
    struct arena *a;
    const struct lowering *l;
    int negative;
};

static int has(const int *list, int count, int one)
{
    int i = 0;
    while (i < count && list[i] != one)
        i++;
    return i < count;
}

/* Nothing is connected to it, and no stimulus. */
static int is_open(const struct lowering *l, int input)
{
    const struct experiment *e = l->e;
    for (int i = 0; i < e->stimulus_count; i++)
        if (has(e->stimuli[i].inputs, e->stimuli[i].input_count, input))
            return 0;
    return l->connected[input] < 0;
}

static int is_absent(const struct splitting *p, const struct term *t)
{
    if (t->kind == TERM_REF)
        return t->ref == REF_INPUT && is_open(p->l, t->index);
    if (term_is_op(t, AST_MUL))
        return is_absent(p, t->args[0]) || is_absent(p, t->args[1]);
    if (term_is_op(t, AST_ADD) || term_is_op(t, AST_SUB))
        return is_absent(p, t->args[0]) && is_absent(p, t->args[1]);
    return (term_is_op(t, AST_NEG) || term_is_op(t, AST_DIV)) && is_absent(p, t->args[0]);
}

/* What is left of a sum where the rest of it is absent and that is a product; or the sum. */
static const struct term *only_part(const struct splitting *p, const struct term *sum)
{
    const struct term *t = sum;
    while (term_is_op(t, AST_ADD) && (is_absent(p, t->args[0]) || is_absent(p, t->args[1])))
        t = t->args[is_absent(p, t->args[0])];
    return term_is_op(t, AST_MUL) || term_is_op(t, AST_DIV) || term_is_op(t, AST_NEG) ? t : sum;
}

static const struct term *product(const struct splitting *p, const struct term *t, const struct term *x, const struct term *y)
{
    return x && y ? term_op(p->a, t->at, AST_MUL, x, y) : x ? x : y;
}

static const struct term *quotient(const struct splitting *p, const struct term *t, const struct term *x, const struct term *y)
{
    return y ? term_op(p->a, t->at, AST_DIV, x ? x : term_number(p->a, t->at, 1), y) : x;
}

static void split(struct splitting *p, const struct term *t, struct factored *to)
{
    struct factored x = { 0 }, y = { 0 };
    *to = (struct factored){ 0 };
    if (model_is_fixed(p->l->e, t)) {
        to->factor = t;
    } else if (term_is_op(t, AST_NEG)) {
        p->negative ^= 1;
        split(p, t->args[0], to);
    } else if (term_is_op(t, AST_MUL) || term_is_op(t, AST_DIV)) {
        const struct term *(*joined)(const struct splitting *, const struct term *, const struct term *, const struct term *)
            = t->op == AST_MUL ? product : quotient;
        split(p, t->args[0], &x);
        split(p, t->args[1], &y);
        to->factor = joined(p, t, x.factor, y.factor);
        to->varying = joined(p, t, x.varying, y.varying);
    } else if (only_part(p, t) != t) {
        split(p, only_part(p, t), to);
    } else {
        to->varying = t;
    }
}

static int is_driven(const struct experiment *e, int state)
{
    int driven = 0;
    for (int i = 0; i < e->stimulus_count; i++)
        driven |= has(e->stimuli[i].states, e->stimuli[i].state_count, state);
    return driven;
}

static const struct factored *factored(struct lowering *l, int state)
{
    const struct model *m = l->e->model;
    const struct solver *solver = solver_find(scheme_names[l->e->simulate.scheme]);
    if (!l->factored)
        l->factored = ARENA_ARRAY(l->p->arena, struct factored, m->state_count);
    struct factored *of = &l->factored[state];
    if (of->known)
        return of;
    struct splitting p = { .a = l->p->arena, .l = l };
    if (!l->e->literal && solver->b.over > 0 && !is_driven(l->e, state))
        split(&p, m->states[state].rate, of);
    if (!of->factor || !of->varying)
        of->factor = of->varying = NULL;
    else if (p.negative)
        of->factor = term_op(l->p->arena, m->states[state].rate->at, AST_NEG, of->factor, NULL);
    of->known = 1;
    return of;
}

net_ref lower_factor(void *self, struct net *n, int state)
{
    (void)n;
    struct lowering *l = self;
    struct context s = { .at = &l->first, .params = l->e->model->params };
    const struct term *factor = factored(l, state)->factor;
    return factor ? lower_present(&s, factor) : NET_NONE;
}

const struct term *lower_varying(struct lowering *l, int state)
{
    const struct term *varying = factored(l, state)->varying;
    return varying ? varying : l->e->model->states[state].rate;
}
