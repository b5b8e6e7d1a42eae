/* formula.c -- formulas of parameters in double. */
#include "formula.h"
#include <math.h>
#include "builtin.h"
#include "lookup.h"

enum { FEW = 8 };               /* modes whose values need no room in the arena */

struct evaluation {
    const struct formula_names *names;
    struct arena *arena;
    int node, modes;                    /* whose values it is, where there are several nodes; how many modes, at least 1 */
    double *const *given;               /* arguments of the function whose body it is, [modes] each, or NULL */
};

/* Values in all modes, of up to three operands. */
struct operands {
    double room[3][FEW];
    double *of[3];
};

/* All modes at once, so that no operand is computed more than once. */
static void values_of(const struct evaluation *r, const struct term *t, double *out);

static void evaluate(const struct evaluation *r, const struct term *t, int count, struct operands *x)
{
    for (int i = 0; i < count; i++) {
        x->of[i] = r->modes <= FEW ? x->room[i] : ARENA_ARRAY(r->arena, double, r->modes);
        values_of(r, t->args[i], x->of[i]);
    }
}

static void fill(const struct evaluation *r, double x, double *out)
{
    for (int m = 0; m < r->modes; m++)
        out[m] = x;
}

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
static void named(const struct evaluation *r, const struct term *t, double *out)
{
    const struct quantity *q = t->ref == REF_ARGUMENT ? NULL : quantity_of(r->names, t);
    for (int m = 0; m < r->modes; m++) {
        int at = !q ? 0 : !q->modes ? r->node : q->each_node ? r->node*q->modes + m : m;
        out[m] = !q ? r->given[t->index][m] : model_inside(q, q->values && at < q->value_count ? q->values[at] : q->value);
    }
}

/* ---- over modes ---- */

static double reduced(enum reduction kind, const double *x, int modes)
{
    double sum = 0, squares = 0, least = INFINITY, most = -INFINITY;
    for (int i = 0; i < modes; i++) {
        sum += x[i];
        least = x[i] < least ? x[i] : least;
        most = x[i] > most ? x[i] : most;
    }
    for (int i = 0; i < modes; i++)
        squares += (x[i] - sum/modes)*(x[i] - sum/modes);
    switch (kind) {
    case REDUCE_SUM:  return sum;
    case REDUCE_MEAN: return sum/modes;
    case REDUCE_MIN:  return least;
    case REDUCE_MAX:  return most;
    case REDUCE_VAR:  return squares/modes;
    case REDUCE_STD:  return sqrt(squares/modes);
    default:          return NAN;
    }
}

/* Element [i][k] of a matrix. */
static double element(const struct evaluation *r, const struct term *t, int i, int k)
{
    const struct quantity *q = quantity_of(r->names, t);
    int at = i*q->modes + k;
    return q->values && at < q->value_count ? model_inside(q, q->values[at]) : NAN;
}

static void dot(const struct evaluation *r, const struct term *t, double *out)
{
    struct operands x;
    for (int i = 0; i < 2; i++) {
        x.of[i] = r->modes <= FEW ? x.room[i] : ARENA_ARRAY(r->arena, double, r->modes);
        if (!t->args[i]->type.matrix)
            values_of(r, t->args[i], x.of[i]);
    }
    for (int m = 0; m < r->modes; m++) {
        out[m] = 0;
        for (int i = 0; i < r->modes; i++) {
            double a = t->args[0]->type.matrix ? element(r, t->args[0], m, i) : x.of[0][i];
            double b = t->args[1]->type.matrix ? element(r, t->args[1], i, m) : x.of[1][i];
            out[m] = fma(a, b, out[m]);
        }
    }
}

static void of_one(const struct evaluation *r, const struct term *t, double *out)
{
    struct operands x;
    evaluate(r, t, 1, &x);
    for (int m = 0; m < r->modes; m++)
        out[m] = t->kind == TERM_TABLE ? lookup_at(t->lookup, x.of[0][m])
               : t->kind == TERM_SHIFT ? x.of[0][(m + t->index + r->modes) % r->modes]
               : t->kind == TERM_AT ? x.of[0][t->index] : reduced((enum reduction)t->index, x.of[0], r->modes);
}

/* ---- operations ---- */

static double operated(enum ast_op op, double x, double y, double z)
{
    switch (op) {
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
    case AST_IF:  return x ? y : z;
    default:      return NAN;
    }
}

static void operation(const struct evaluation *r, const struct term *t, double *out)
{
    struct operands x;
    evaluate(r, t, t->count, &x);
    for (int m = 0; m < r->modes; m++)
        out[m] = operated(t->op, x.of[0][m], t->count > 1 ? x.of[1][m] : 0, t->count > 2 ? x.of[2][m] : 0);
}

/* min and max of several fold from the left. */
static void call(const struct evaluation *r, const struct term *t, double *out)
{
    const struct builtin *f = &builtins[t->index];
    struct operands x;
    values_of(r, t->args[0], out);
    for (int m = 0; f->constant.one && m < r->modes; m++)
        out[m] = (double)f->constant.one(out[m]);
    for (int i = 1; i < t->count; i++) {
        const struct term behind = { .args = t->args + i };
        evaluate(r, &behind, 1, &x);
        for (int m = 0; m < r->modes; m++)
            out[m] = (double)f->constant.two(out[m], x.of[0][m]);
    }
}

static void apply(const struct evaluation *r, const struct term *t, double *out)
{
    double room[MOST_ARGUMENTS][FEW], *given[MOST_ARGUMENTS];
    for (int i = 0; i < t->count; i++) {
        given[i] = r->modes <= FEW ? room[i] : ARENA_ARRAY(r->arena, double, r->modes);
        values_of(r, t->args[i], given[i]);
    }
    struct evaluation inside = *r;
    inside.given = given;
    values_of(&inside, r->names->model->functions[t->index].value, out);
}

/* What changes with time, or is known at the end, is no part of a formula. */
static void values_of(const struct evaluation *r, const struct term *t, double *out)
{
    switch (t->kind) {
    case TERM_NUMBER: fill(r, t->value, out); return;
    case TERM_REF:    named(r, t, out); return;
    case TERM_OP:     operation(r, t, out); return;
    case TERM_CALL:   call(r, t, out); return;
    case TERM_APPLY:  apply(r, t, out); return;
    case TERM_DOT:    dot(r, t, out); return;
    case TERM_SHIFT: case TERM_TABLE: of_one(r, t, out); return;
    case TERM_PAST: break;
    case TERM_REDUCE: case TERM_AT:
        if (t->gone == OVER_MODE) {
            of_one(r, t, out);
            return;
        }
        break;
    case TERM_COMPOSED: break;
    }
    fill(r, NAN, out);
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
    int modes = q->formula->type.over & OVER_MODE && names->model ? names->model->modes : 0;
    int nodes = l.nodes ? l.nodes : 1, each = modes ? modes : 1, of_model = names->model && names->model->modes ? names->model->modes : 1;
    double *values = l.nodes || modes ? ARENA_ARRAY(a, double, (long)nodes*each) : NULL, *here = ARENA_ARRAY(a, double, of_model);
    for (int i = 0; i < nodes; i++) {
        values_of(&(struct evaluation){ .names = names, .arena = a, .node = i, .modes = of_model }, q->formula, here);
        for (int m = 0; m < each; m++)
            *(values ? &values[i*each + m] : &q->value) = scale_take(out, here[m], 0);
    }
    q->values = values;
    q->value_count = values ? nodes*each : 0;
    q->each_node = modes && l.nodes > 0;
    if (modes)
        q->modes = modes;
    if (values)
        q->value = values[0];
}
