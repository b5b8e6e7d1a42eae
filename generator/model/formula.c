/* formula.c -- formulas of parameters in double. */
#include "formula.h"
#include <math.h>
#include "builtin.h"
#include "lookup.h"

struct evaluation {
    const struct formula_names *names;
    int node, mode;                     /* whose value it is, where there are several */
    const struct term *const *args;     /* arguments of the function whose body it is, which may be asked for in several modes, ... */
    const struct evaluation *outside;   /* ... and who calls it; or NULL */
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

static int modes_of(const struct evaluation *r)
{
    return r->names->model && r->names->model->modes ? r->names->model->modes : 1;
}

/* Lists of other lengths are an error elsewhere. */
static double named(const struct evaluation *r, const struct term *t)
{
    if (t->ref == REF_ARGUMENT) {
        struct evaluation outside = *r->outside;
        outside.mode = r->mode;
        return value(&outside, r->args[t->index]);
    }
    const struct quantity *q = quantity_of(r->names, t);
    int at = !q->modes ? r->node : q->each_node ? r->node*q->modes + r->mode : r->mode;
    return model_inside(q, q->values && at < q->value_count ? q->values[at] : q->value);
}

/* ---- over modes ---- */

static double in_mode(const struct evaluation *r, const struct term *t, int mode)
{
    struct evaluation there = *r;
    there.mode = mode;
    return value(&there, t);
}

static double reduction(const struct evaluation *r, const struct term *t)
{
    int modes = modes_of(r);
    double sum = 0, squares = 0, least = INFINITY, most = -INFINITY;
    for (int i = 0; i < modes; i++) {
        double x = in_mode(r, t->args[0], i);
        sum += x;
        least = x < least ? x : least;
        most = x > most ? x : most;
    }
    for (int i = 0; i < modes; i++) {
        double off = in_mode(r, t->args[0], i) - sum/modes;
        squares += off*off;
    }
    switch (t->index) {
    case REDUCE_SUM:  return sum;
    case REDUCE_MEAN: return sum/modes;
    case REDUCE_MIN:  return least;
    case REDUCE_MAX:  return most;
    case REDUCE_VAR:  return squares/modes;
    case REDUCE_STD:  return sqrt(squares/modes);
    default:          return NAN;
    }
}

/* A factor of mode [i] in the sum of mode [to]. */
static double factor(const struct evaluation *r, const struct term *t, int i, int to, int columns)
{
    if (!t->type.matrix)
        return in_mode(r, t, i);
    const struct quantity *q = quantity_of(r->names, t);
    int at = columns ? i*q->modes + to : to*q->modes + i;
    return q->values && at < q->value_count ? model_inside(q, q->values[at]) : NAN;
}

static double dot(const struct evaluation *r, const struct term *t)
{
    double sum = 0;
    for (int i = 0; i < modes_of(r); i++)
        sum = fma(factor(r, t->args[0], i, r->mode, 0), factor(r, t->args[1], i, r->mode, 1), sum);
    return sum;
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
    struct evaluation inside = { .names = r->names, .node = r->node, .mode = r->mode, .args = t->args, .outside = r };
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
    case TERM_REDUCE: return t->gone == OVER_MODE ? reduction(r, t) : NAN;
    case TERM_AT:     return t->gone == OVER_MODE ? in_mode(r, t->args[0], t->index) : NAN;
    case TERM_SHIFT:  return in_mode(r, t->args[0], (r->mode + t->index + modes_of(r)) % modes_of(r));
    case TERM_DOT:    return dot(r, t);
    case TERM_TABLE:  return lookup_at(t->lookup, value(r, t->args[0]));
    case TERM_COMPOSED: break;
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
    int nodes;                          /* that something read has values for; 0: none */
};

static void measure(void *user, int quantity)
{
    struct longest *l = user;
    const struct quantity *q = quantity_of(l->names, &(struct term){ .ref = REF_QUANTITY, .index = quantity });
    int nodes = !q->values ? 0 : !q->modes ? q->value_count : q->each_node ? q->value_count/q->modes : 0;
    l->nodes = nodes > l->nodes ? nodes : l->nodes;
}

void formula_settle(struct quantity *q, const struct formula_names *names, struct arena *a)
{
    struct scale out = scale_back(unit_inside(q->unit));
    struct longest l = { names, 0 };
    formula_reads(names, q->formula, measure, &l);
    int modes = q->formula->type.over & OVER_MODE && names->model ? names->model->modes : 0, each = modes ? modes : 1;
    int count = l.nodes || modes ? (l.nodes ? l.nodes : 1)*each : 0;
    double *values = count ? ARENA_ARRAY(a, double, count) : NULL;
    for (int i = 0; i < count; i++)
        values[i] = scale_take(out, value(&(struct evaluation){ .names = names, .node = i/each, .mode = i % each }, q->formula), 0);
    q->values = values;
    q->value_count = count;
    q->each_node = modes && l.nodes > 0;
    if (modes)
        q->modes = modes;
    q->value = values ? values[0] : scale_take(out, value(&(struct evaluation){ .names = names }, q->formula), 0);
}
