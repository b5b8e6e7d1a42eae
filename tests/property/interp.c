/* interp.c -- the IR by a loop and a switch; see interp.h. */
#include "interp.h"
#include <math.h>
#include <string.h>

/* Away from the step grid there is nothing to be lenient about. */
static double mark(const struct time_mark *m, double t)
{
    const double x = m->scale*t + m->shift;
    switch (m->kind) {
    case MARK_REACHED: return t >= m->a;
    case MARK_PASSED:  return t > m->a;
    case MARK_WINDOW:  return t >= m->a && t < m->b;
    case MARK_TRAIN:   return x - m->a*floor(x/m->a) < m->b;
    case MARK_WITHIN:  return x - m->a*floor(x/m->a) <= m->b;
    case MARK_PHASE:   return x - m->a*floor(x/m->a);
    case MARK_WHOLE:   return floor(x);
    case MARK_SLACK:   return 0;
    case MARK_SINCE:   return t - m->a;
    }
    return NAN;
}

static double load(const struct program *p, const struct interp *at, const struct ir_ins *i)
{
    switch ((enum ir_load)i->load) {
    case LOAD_POINT:      return at->point[i->a];
    case LOAD_POINT_NODE: return at->point[i->a + at->node];
    case LOAD_FIXED_NODE: return p->bytes == 4 ? (double)(float)p->graph[i->a + at->node]
                                               : p->graph[i->a + at->node];
    case LOAD_STATE:      return at->states[i->a];
    case LOAD_SOURCE:     return at->source ? at->source[i->a] : 0;
    case LOAD_TARGET:     return at->target ? at->target[i->a] : 0;
    case LOAD_INPUT:      return at->inputs ? at->inputs[i->a] : 0;
    case LOAD_SUM:        return at->sum;
    case LOAD_TIME: case LOAD_EARLY: case LOAD_LATE:      return at->t;
    case LOAD_MARK:       return mark(&p->marks[i->a], at->t);
    case LOAD_DT:         return at->dt;
    case LOAD_TALLY: case LOAD_TALLY_NODE: return 0;
    }
    return NAN;
}

static double single(const struct ir_ins *i, float a, float b, float c)
{
    switch (i->op) {
    case IR_ADD: return (double)(a + b);
    case IR_SUB: return (double)(a - b);
    case IR_MUL: return (double)(a * b);
    case IR_DIV: return (double)(a / b);
    case IR_FMA: return (double)fmaf(a, b, c);
    case IR_SQRT: return (double)sqrtf(a);
    default: return NAN;
    }
}

static double rounded(const struct program *p, const struct ir_ins *i, double a, double b, double c)
{
    if (p->bytes == 4)
        return single(i, (float)a, (float)b, (float)c);
    switch (i->op) {
    case IR_ADD: return a + b;
    case IR_SUB: return a - b;
    case IR_MUL: return a * b;
    case IR_DIV: return a / b;
    case IR_FMA: return fma(a, b, c);
    case IR_SQRT: return sqrt(a);
    default: return NAN;
    }
}

static double evaluate(const struct program *p, const struct interp *at, const struct ir_ins *i,
                       double a, double b, double c)
{
    switch (i->op) {
    case IR_CONST:  return i->k;
    case IR_LOAD:   return load(p, at, i);
    case IR_NEG:    return -a;
    case IR_LT:     return a < b;
    case IR_LE:     return a <= b;
    case IR_EQ:     return a == b;
    case IR_NE:     return a != b;
    case IR_AND:    return a != 0 && b != 0;
    case IR_OR:     return a != 0 || b != 0;
    case IR_NOT:    return a == 0;
    case IR_SELECT: return a != 0 ? b : c;
    case IR_CALL:   return p->bytes == 4 ? interp_call_f32(i->name, a, b)
                                         : interp_call_f64(i->name, a, b);
    default:        return rounded(p, i, a, b, c);
    }
}

void interp(const struct program *p, const struct interp *at, double *values)
{
    for (int r = 0; r < p->ir.len; r++) {
        const struct ir_ins *i = &p->ir.ins[r];
        int leaf = i->op == IR_CONST || i->op == IR_LOAD;
        double a = !leaf && i->a >= 0 ? values[i->a] : 0;
        double b = !leaf && i->b >= 0 ? values[i->b] : 0;
        double c = !leaf && i->c >= 0 ? values[i->c] : 0;
        values[r] = evaluate(p, at, i, a, b, c);
    }
}
