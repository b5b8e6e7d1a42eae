/* formula.c -- formulas of parameters in double. */
#include "formula.h"
#include <math.h>
#include "builtin.h"

struct evaluation {
    const struct formula_names *names;
    int node;                           /* whose value it is, where there are several */
    const double *given;                /* arguments of the function whose body it is, or NULL */
};

static double value(const struct evaluation *r, const struct term *t);

static int index_of(const struct formula_names *n, const struct term *t)
{
    return t->ref == REF_PARAM && n->own ? n->own[t->index].quantity : t->index;
}

static const struct quantity *quantity_of(const struct formula_names *n, const struct term *t)
{
    int i = index_of(n, t);
    return n->params ? &n->params[i] : n->x ? model_quantity(n->e, n->x, i) : &n->e->quantities[i];
}

/* Lists of other lengths are an error elsewhere. */
static double named(const struct evaluation *r, const struct term *t)
{
    if (t->ref == REF_ARGUMENT)
        return r->given[t->index];
    const struct quantity *q = quantity_of(r->names, t);
    return model_inside(q, q->values && r->node < q->value_count ? q->values[r->node] : q->value);
}

static double operation(const struct evaluation *r, const struct term *t)
{
    double x = value(r, t->args[0]), y = t->count > 1 && t->op != AST_IF ? value(r, t->args[1]) : 0;
    switch (t->op) {
    case AST_NEG: return -x;
    case AST_NOT: return !x;
    case AST_ADD: return x + y;
    case AST_SUB: return x - y;
    case AST_MUL: return x*y;
    case AST_DIV: return x/y;
    case AST_POW: return (double)powl(x, y);
    case AST_LT:  return x < y;
    case AST_LE:  return x <= y;
    case AST_GT:  return x > y;
    case AST_GE:  return x >= y;
    case AST_EQ:  return x == y;
    case AST_NE:  return x != y;
    case AST_AND: return x && y;
    case AST_OR:  return x || y;
    case AST_IF:  return value(r, t->args[x ? 1 : 2]);
    default:      return NAN;
    }
}

static double call(const struct evaluation *r, const struct term *t)
{
    const struct builtin *f = &builtins[t->index];
    double x = value(r, t->args[0]);
    if (f->constant.one)
        return (double)f->constant.one(x);
    for (int i = 1; i < t->count; i++)
        x = (double)f->constant.two(x, value(r, t->args[i]));
    return x;
}

static double apply(const struct evaluation *r, const struct term *t)
{
    double given[MOST_ARGUMENTS];
    for (int i = 0; i < t->count; i++)
        given[i] = value(r, t->args[i]);
    struct evaluation inside = { .names = r->names, .node = r->node, .given = given };
    return value(&inside, r->names->model->functions[t->index].value);
}

/* What changes with time, or is known at the end, is no part of a formula. */
static double value(const struct evaluation *r, const struct term *t)
{
    switch (t->kind) {
    case TERM_NUMBER: return t->value;
    case TERM_REF:    return named(r, t);
    case TERM_OP:     return operation(r, t);
    case TERM_CALL:   return call(r, t);
    case TERM_APPLY:  return apply(r, t);
    case TERM_COMPOSED: case TERM_REDUCE: case TERM_AT: break;
    }
    return NAN;
}

void formula_reads(const struct formula_names *names, const struct term *t, formula_reads_in *tell, void *user)
{
    if (t->kind == TERM_REF && (t->ref == REF_PARAM || t->ref == REF_QUANTITY))
        tell(user, index_of(names, t));
    if (t->kind == TERM_APPLY)
        formula_reads(names, names->model->functions[t->index].value, tell, user);
    for (int i = 0; i < t->count; i++)
        formula_reads(names, t->args[i], tell, user);
}

struct longest {
    const struct formula_names *names;
    int count;
};

static void measure(void *user, int quantity)
{
    struct longest *l = user;
    const struct quantity *q = quantity_of(l->names, &(struct term){ .ref = REF_QUANTITY, .index = quantity });
    if (q->values && q->value_count > l->count)
        l->count = q->value_count;
}

void formula_settle(struct quantity *q, const struct formula_names *names, struct arena *a)
{
    struct scale out = scale_back(unit_inside(q->unit));
    struct longest l = { names, 0 };
    formula_reads(names, q->formula, measure, &l);
    double *values = l.count ? ARENA_ARRAY(a, double, l.count) : NULL;
    for (int i = 0; i < l.count; i++)
        values[i] = scale_take(out, value(&(struct evaluation){ .names = names, .node = i }, q->formula), 0);
    q->values = values;
    q->value_count = l.count;
    q->value = values ? values[0] : scale_take(out, value(&(struct evaluation){ .names = names }, q->formula), 0);
}
