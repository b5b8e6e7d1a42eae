/* check_limit.c -- quotients that are 0/0 where they have a limit.
 *
 * A product of factors and divisors is looked at as a whole. A divisor such as
 * 1 - exp(u) vanishes with u, and so may a factor; where their ratio does not depend
 * on what varies, both go, and a function with the limit built in stays: 1 - exp(u)
 * is -u*exprel(u). Whether forms are linear, and their ratio constant, is asked of
 * numbers, at points that names and a seed give, so that the writing matters little;
 * the new line is held against the old one in the same way before it is offered.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "checker.h"

enum { MOST_FACTORS = 32, MOST_NAMES = 32, MOST_DEEP = 60, SAMPLES = 128,
       MOST_STEPS = 5000000 };

/* What names stand for: parameters by [fixed], 0 their own values, other names by
 * [base] and, along a straight line, [along]. */
struct point {
    unsigned fixed, base;
    double along;
    int open;                           /* derived quantities are read through */
    int inside;                         /* other names stay in the ranges of states */
    int alone;                          /* all that varies is 0, but ... */
    const struct term *only;            /* this name, which is [along] */
    const struct term *twice;           /* this parameter counts twice */
};

struct found { struct span at; const char *where; const struct term *better; };

struct limits {
    struct check *c;
    const struct definition *d;
    int arity, moving;                  /* of the function whose body it is; all arguments but
                                           this one are as parameters are */
    struct found found[MOST_FACTORS];
    int count, deep;
    long steps;                         /* names written out may be many: it stops then */
    int met_lets;                       /* a value that was asked for reads derived quantities */
    double *lets;                       /* [let]: its value at the point that is looked at, once it is ... */
    int *known, now;                    /* ... known: [let] is the number of that point */
};

/* A factor f = sign*u*rest(u), with rest(0) = 1: of exp(u) - 1, exprel. */
struct factor { const struct term *e, *u; int rest; double sign; };
enum { NO_REST = -1 };
struct fraction {
    struct factor top[MOST_FACTORS], below[MOST_FACTORS];
    int tops, belows;
    double number;                      /* what the numbers among them make */
};
struct enclosing { const struct term *condition; const struct enclosing *outer; };

/* ------------------------------------------------------------------- numbers -- */

static double hashed(const char *name, unsigned seed)       /* in [0, 1) */
{
    uint64_t h = 1469598103934665603u ^ seed*0x9e3779b97f4a7c15u;
    for (; *name; name++)
        h = (h ^ (unsigned char)*name)*1099511628211u;
    h ^= h >> 29;
    h *= 0xbf58476d1ce4e5b9u;
    return (double)((h ^ h >> 32) >> 11)*0x1p-53;
}

static double some_value(const char *name, unsigned seed)   /* a parameter's */
{
    return 0.4 + hashed(name, seed);
}

static const struct quantity *param_of(const struct limits *l, const struct term *t)
{
    static const struct quantity some = { .value = 1 };
    if (t->ref == REF_ARGUMENT)
        return t->index != l->moving ? &some : NULL;
    return t->ref == REF_PARAM ? &l->d->params[t->index] : NULL;
}

static const struct let *let_of(const struct limits *l, const struct term *t)
{
    return t->kind == TERM_REF && t->ref == REF_LET ? &l->d->model->lets[t->index] : NULL;
}

/* A place in the range a state is given; ends are places too. */
static double inside(const struct limits *l, const struct term *t, unsigned seed)
{
    double lo = t->ref == REF_TIME ? 0 : -INFINITY, hi = INFINITY, r = hashed(t->name, seed);
    if (t->ref == REF_STATE && t->side == SIDE_HERE) {
        const struct state *y = &l->d->model->states[t->index];
        lo = scale_take(unit_inside(y->unit), fmax(y->lo, y->bound_lo), 0);
        hi = scale_take(unit_inside(y->unit), fmin(y->hi, y->bound_hi), 0);
    }
    int end = (int)(8*hashed(t->name, seed + 1000));
    if (end < 2 && isfinite(end ? hi : lo))
        return end ? hi : lo;
    if (isfinite(lo) && isfinite(hi))
        return lo + r*(hi - lo);
    r = pow(10, 8*r - 4);
    return isfinite(lo) ? lo + r : isfinite(hi) ? hi - r : end & 1 ? r : -r;
}

/* [given]: what is passed to the function whose body it is, or NULL. */
static double value(struct limits *l, const struct term *t, const struct point *p, const double *given);

/* Each derived quantity is looked at once, however many read it. */
static double let_value(struct limits *l, int let, const struct point *p)
{
    if (l->known[let] != l->now) {
        l->lets[let] = value(l, l->d->model->lets[let].value, p, NULL);
        l->known[let] = isnan(l->lets[let]) ? 0 : l->now;       /* it may have been too deep for one and not for another */
    }
    return l->lets[let];
}

static double named(struct limits *l, const struct term *t, const struct point *p, const double *given)
{
    if (t->ref == REF_ARGUMENT && given)
        return given[t->index];
    const struct quantity *q = param_of(l, t);
    const struct let *y = let_of(l, t);
    l->met_lets |= y != NULL;
    if (q)
        return (p->twice && term_same_ref(p->twice, t) ? 2 : 1)
             * (p->fixed ? some_value(t->name, p->fixed) : model_inside(q, q->value));
    if (y && p->open)
        return let_value(l, t->index, p);
    if (p->alone)
        return p->only && term_same_ref(p->only, t) ? p->along : 0;
    if (p->inside)
        return inside(l, t, p->base);
    return 0.3 + hashed(t->name, p->base) + p->along*(0.2 + hashed(t->name, p->base + 77));
}

static double called(struct limits *l, const struct term *t, const struct point *p, const double *given)
{
    const struct builtin *f = &builtins[t->index];
    double x = value(l, t->args[0], p, given);
    if (f->constant.one)
        return (double)f->constant.one(x);
    for (int i = 1; i < t->count; i++)
        x = (double)f->constant.two(x, value(l, t->args[i], p, given));
    return x;
}

static double applied(struct limits *l, const struct term *t, const struct point *p, const double *given)
{
    double args[MOST_ARGUMENTS];
    for (int i = 0; i < t->count; i++)
        args[i] = value(l, t->args[i], p, given);
    return value(l, l->d->model->functions[t->index].value, p, args);
}

static double computed(struct limits *l, const struct term *t, const struct point *p, const double *given)
{
    double x = value(l, t->args[0], p, given), y = t->count > 1 ? value(l, t->args[1], p, given) : 0;
    switch (t->op) {
    case AST_NEG: return -x;
    case AST_ADD: return x + y;
    case AST_SUB: return x - y;
    case AST_MUL: return x*y;
    case AST_DIV: return x/y;
    case AST_POW: return pow(x, y);
    default:      return NAN;
    }
}

static double value(struct limits *l, const struct term *t, const struct point *p, const double *given)
{
    double x = NAN;
    if (l->deep > MOST_DEEP || l->steps++ > MOST_STEPS)
        return NAN;
    l->deep++;
    if (t->kind == TERM_NUMBER)
        x = t->value;
    else if (t->kind == TERM_REF)
        x = named(l, t, p, given);
    else if (t->kind == TERM_CALL)
        x = called(l, t, p, given);
    else if (t->kind == TERM_APPLY)
        x = applied(l, t, p, given);
    else if (t->kind == TERM_OP && t->op != AST_IF)
        x = computed(l, t, p, given);
    l->deep--;
    return x;
}

static double value_at(struct limits *l, const struct term *t, struct point p)
{
    l->now++;
    return value(l, t, &p, NULL);
}

static int close_to(double x, double y)
{
    return fabs(x - y) <= 1e-9*fmax(fabs(x), fabs(y));
}

/* Linear, and no constant, in what varies. */
static int is_linear(struct limits *l, const struct term *u, int open)
{
    double x[3];
    if (u->kind == TERM_NUMBER || (u->kind == TERM_REF && !let_of(l, u)))
        return u->kind == TERM_REF && !param_of(l, u);
    for (int i = 0; i < 3; i++) {
        x[i] = value_at(l, u, (struct point){ .fixed = 5, .base = 9, .along = i, .open = open });
        if (isnan(x[i]) || (i == 1 && close_to(x[0], x[1])))
            return 0;
    }
    double size = fabs(x[0]) + fabs(x[1]) + fabs(x[2]);
    return fabs(x[0] - 2*x[1] + x[2]) <= 1e-9*size;
}

/* Does u vanish where states keep to their ranges, parameters as declared? */
static int is_reachable(struct limits *l, const struct term *u)
{
    int above = 0, below = 0;
    for (unsigned i = 1; i <= SAMPLES && !(above && below); i++) {
        double x = value_at(l, u, (struct point){ .base = i, .open = 1, .inside = 1 });
        above |= x >= 0;
        below |= x <= 0;
    }
    return above && below;
}

/* --------------------------------------------------------------------- names -- */

static int name_among(const struct term *t, const struct term **names, int n)
{
    while (n-- > 0)
        if (term_same_ref(names[n], t))
            return 1;
    return 0;
}

/* Adds the parameters, or the other names, that [t] reads; [open]: through derived
 * quantities. */
static int collect(struct limits *l, const struct term *t, int params, int open,
                   const struct term **names, int n)
{
    const struct let *y = open ? let_of(l, t) : NULL;
    if (l->deep > MOST_DEEP || l->steps++ > MOST_STEPS)
        return n;
    l->deep++;
    if (y)
        n = collect(l, y->value, params, open, names, n);
    else if (t->kind == TERM_REF && n < MOST_NAMES && (param_of(l, t) != NULL) == params
             && !name_among(t, names, n))
        names[n++] = t;
    for (int i = 0; i < t->count; i++)
        n = collect(l, t->args[i], params, open, names, n);
    l->deep--;
    return n;
}

/* Does a condition around it read what u reads? Then somebody has seen to it. */
static int is_guarded(struct limits *l, const struct term *u, const struct enclosing *g)
{
    const struct term *own[MOST_NAMES], *read[MOST_NAMES];
    int owns = collect(l, u, 0, 1, own, 0);
    for (; g; g = g->outer)
        for (int n = collect(l, g->condition, 0, 1, read, 0); n-- > 0;)
            if (name_among(read[n], own, owns))
                return 1;
    return 0;
}

/* -------------------------------------------------------------------- factors -- */

static int is_one(const struct term *t)
{
    return t->kind == TERM_NUMBER && t->value == 1;
}

static struct factor factor_of(const struct limits *l, const struct term *t)
{
    static const struct { int function, rest; } table[] = {
        { FUNCTION_expm1, FUNCTION_exprel }, { FUNCTION_log1p, FUNCTION_logrel },
        { FUNCTION_sin, FUNCTION_sinrel }, { FUNCTION_tanh, FUNCTION_tanhrel }
    };
    struct factor plain = { t, t, NO_REST, 1 };
    const struct let *y = let_of(l, t);
    if (y) {
        struct factor f = factor_of(l, y->value);
        f.e = t;
        return f.rest != NO_REST ? f : plain;
    }
    const struct term *a = t->count ? t->args[0] : NULL, *b = t->count > 1 ? t->args[1] : NULL;
    for (size_t i = 0; i < sizeof table/sizeof *table; i++)
        if (term_is_call(t, table[i].function))
            return (struct factor){ t, a, table[i].rest, 1 };
    if (term_is_call(t, FUNCTION_log) && term_is_op(a, AST_ADD) && is_one(a->args[0]))
        return (struct factor){ t, a->args[1], FUNCTION_logrel, 1 };
    if (term_is_call(t, FUNCTION_log) && term_is_op(a, AST_ADD) && is_one(a->args[1]))
        return (struct factor){ t, a->args[0], FUNCTION_logrel, 1 };
    if (term_is_op(t, AST_SUB) && is_one(a) && term_is_call(b, FUNCTION_exp))
        return (struct factor){ t, b->args[0], FUNCTION_exprel, -1 };
    if (term_is_op(t, AST_SUB) && is_one(b) && term_is_call(a, FUNCTION_exp))
        return (struct factor){ t, a->args[0], FUNCTION_exprel, 1 };
    return plain;
}

static void multiply(const struct limits *l, struct fraction *p, const struct term *t, int below)
{
    if (term_is_op(t, AST_MUL) || term_is_op(t, AST_DIV)) {
        multiply(l, p, t->args[0], below);
        multiply(l, p, t->args[1], below ^ (t->op == AST_DIV));
    } else if (term_is_op(t, AST_NEG)) {
        p->number = -p->number;
        multiply(l, p, t->args[0], below);
    } else if (t->kind == TERM_NUMBER && (!t->name || t->type.unit)) {
        p->number = below ? p->number/t->value : p->number*t->value;
    } else if (p->tops < MOST_FACTORS && p->belows < MOST_FACTORS) {
        *(below ? &p->below[p->belows++] : &p->top[p->tops++]) = factor_of(l, t);
    } else
        p->number = NAN;
}

/* --------------------------------------------------------------------- writing -- */

static const struct term *times(struct limits *l, const struct term *x, const struct term *y)
{
    return x ? term_op(l->c->arena, y->at, AST_MUL, x, y) : y;
}

/* The sign stands before the first factor. */
static const struct term *negated(struct limits *l, const struct term *t)
{
    return term_is_op(t, AST_MUL) ? times(l, negated(l, t->args[0]), t->args[1])
                                  : term_op(l->c->arena, t->at, AST_NEG, t, NULL);
}

/* [all] times what is left of a factor. */
static const struct term *times_rest(struct limits *l, const struct term *all, const struct factor *f)
{
    return f->rest == NO_REST ? all : times(l, all, term_call(l->c->arena, f->e->at, f->rest, f->u));
}

/* [all] times the parameters whose power has this sign. */
static const struct term *powers(struct limits *l, const struct term **names, const int *power, int n,
                                 int sign, const struct term *all)
{
    for (int i = 0; i < n; i++)
        for (int k = sign*power[i]; k > 0; k--)
            all = times(l, all, names[i]);
    return all;
}

/* 0.1 rather than 0.09999999999999998: to 12 digits where that moves x by [most] of it. */
static double rounded(double x, double most)
{
    char text[40];
    snprintf(text, sizeof text, "%.12g", x);
    double y = strtod(text, NULL);
    return fabs(x - y) <= most*fabs(x) ? y : x;
}

/* ----------------------------------------------------------------------- pairs -- */

static double ratio(struct limits *l, const struct factor *a, const struct factor *b,
                    struct point p)
{
    return a->sign*value_at(l, a->u, p)/(b->sign*value_at(l, b->u, p));
}

/* The ratio as number*product of powers of parameters; 0: it is none. */
static int monomial(struct limits *l, const struct factor *a, const struct factor *b, int open,
                    const struct term **names, int *power, int *count, double *number)
{
    struct point p = { .fixed = 5, .base = 9, .open = open };
    double r = ratio(l, a, b, p), product = 1;
    for (unsigned i = 1; i < 4; i++) {
        p.base = 9 + i;
        if (!close_to(ratio(l, a, b, p), r))
            return 0;
    }
    *count = collect(l, b->u, 1, open, names, collect(l, a->u, 1, open, names, 0));
    for (int i = 0; i < *count; i++) {
        p.twice = names[i];
        power[i] = (int)lround(log2(ratio(l, a, b, p)/r));
        product *= pow(some_value(names[i]->name, 5), power[i]);
    }
    *number = r/product;
    p = (struct point){ .fixed = 6, .base = 3, .open = open };
    r = *number;
    for (int i = 0; i < *count; i++)
        r *= pow(some_value(names[i]->name, 6), power[i]);
    return close_to(ratio(l, a, b, p), r);
}

static const char *where_zero(struct limits *l, const struct term *u)
{
    const struct term *names[MOST_NAMES];
    struct point p = { .alone = 1 };
    double at0 = value_at(l, u, p);
    if (collect(l, u, 0, 0, names, 0) != 1 || (at0 != 0 && l->arity > 1))
        return arena_print(l->c->arena, "where %s = 0", term_text(l->c->arena, u, MOST_QUOTED));
    p.only = names[0];
    p.along = 1;
    double x = -at0/(value_at(l, u, p) - at0);
    const char *unit = names[0]->type.unit;
    struct scale back = scale_back(unit_inside(unit));
    return arena_print(l->c->arena, "at %s = %s%s%s", names[0]->name, number_text(l->c, scale_take(back, rounded(x, 1), 0) + 0.0),
                       scale_is_one(back) ? "" : " ", scale_is_one(back) ? "" : unit);
}

/* The product with factor [i] and divisor [j] gone but for their rests, and their ratio
 * in their place. */
static const struct term *without(struct limits *l, const struct fraction *p, int i, int j,
                                  const struct term **names, const int *power, int count,
                                  double number, struct span at)
{
    const struct term *top = NULL, *below = powers(l, names, power, count, -1, NULL);
    double size = rounded(fabs(number), 1e-15);
    if (size != 1)
        top = term_number(l->c->arena, at, size);
    for (int k = 0; k < p->tops; k++)
        top = k == i ? times_rest(l, top, &p->top[k]) : times(l, top, p->top[k].e);
    top = powers(l, names, power, count, 1, top);
    top = top ? top : term_number(l->c->arena, at, 1);
    if (number < 0)
        top = negated(l, top);
    for (int k = 0; k < p->belows; k++)
        below = k == j ? times_rest(l, below, &p->below[k]) : times(l, below, p->below[k].e);
    return below ? term_op(l->c->arena, at, AST_DIV, top, below) : top;
}

/* The product without factor [i] and divisor [j], if they vanish together, or NULL. */
static const struct term *without_pair(struct limits *l, const struct term *t, const struct fraction *p, int i, int j,
                                       int open, const struct enclosing *g)
{
    const struct factor *a = &p->top[i], *b = &p->below[j];
    const struct term *names[MOST_NAMES];
    int power[MOST_NAMES], count;
    double number;
    if (!is_linear(l, a->u, open) || is_guarded(l, b->u, g)
        || !monomial(l, a, b, open, names, power, &count, &number) || !is_reachable(l, b->u))
        return NULL;
    const struct term *better = without(l, p, i, j, names, power, count, p->number*number, t->at);
    l->found[l->count++] = (struct found){ t->at, where_zero(l, b->u), better };
    return better;
}

/* The product without the first pair that vanishes, or NULL. */
static const struct term *without_first(struct limits *l, const struct term *t, const struct fraction *p, int open,
                                        const struct enclosing *g)
{
    const struct term *better = NULL;
    for (int j = 0; j < p->belows && !better; j++)
        for (int i = 0, vanishes = is_linear(l, p->below[j].u, open); vanishes && i < p->tops && !better; i++)
            better = without_pair(l, t, p, i, j, open, g);
    return better;
}

static const struct term *limit_of(struct limits *l, const struct term *t, const struct enclosing *g)
{
    struct fraction p;
    p.tops = p.belows = 0;
    p.number = 1;
    multiply(l, &p, t, 0);
    if (!isfinite(p.number) || l->count == MOST_FACTORS)
        return NULL;
    l->met_lets = 0;
    const struct term *better = without_first(l, t, &p, 0, g);
    return better || !l->met_lets ? better : without_first(l, t, &p, 1, g);
}

/* [t] itself where nothing in it is. */
static const struct term *rewritten(struct limits *l, const struct term *t, const struct enclosing *g)
{
    const struct term *better = term_is_op(t, AST_MUL) || term_is_op(t, AST_DIV) ? limit_of(l, t, g) : NULL;
    if (better || !t->count)
        return better ? better : t;
    const struct enclosing inner = { t->args[0], g };
    const struct term **args = NULL;
    for (int i = 0; i < t->count; i++) {
        const struct term *arg = rewritten(l, t->args[i], term_is_op(t, AST_IF) && i ? &inner : g);
        if (arg == t->args[i])
            continue;
        if (!args) {
            args = ARENA_ARRAY(l->c->arena, const struct term *, t->count);
            memcpy(args, t->args, (size_t)t->count*sizeof *args);
        }
        args[i] = arg;
    }
    if (!args)
        return t;
    struct term copy = *t;
    copy.args = args;
    return term_make(l->c->arena, copy);
}

/* The line written anew or, of a long one, what stands in place of the quotient. */
static const char *way_out(struct limits *l, const struct found *f, const struct term *line)
{
    enum { LONG = 240 };
    const char *text = term_text(l->c->arena, line, 0);
    return strlen(text) <= LONG ? text
         : arena_print(l->c->arena, "%s in its place", term_text(l->c->arena, f->better, 0));
}

static void check_line(struct limits *l, const struct term *t)
{
    if (!t)
        return;
    l->count = 0;
    const struct term *better = rewritten(l, t, NULL);
    for (unsigned i = 1; i < 4 && l->count; i++) {
        struct point p = { .fixed = i, .base = 20 + i, .open = 1 };
        double x = value_at(l, t, p), y = value_at(l, better, p);
        if (!close_to(x, y))
            return;
    }
    for (int i = 0; i < l->count; i++)
        diag_warn(l->c->diags, l->found[i].at, "limit", "0/0 %s; write %s", l->found[i].where,
                  way_out(l, &l->found[i], better));
}

/* One argument of a function varies at a time. */
static void check_function(struct limits *l, const struct function *f)
{
    l->arity = f->arity;
    l->count = 0;
    for (l->moving = 0; l->moving < f->arity && !l->count; l->moving++)
        check_line(l, f->value);
    l->arity = 0;
}

void definition_limits(struct check *c, const struct definition *d)
{
    const struct model *m = d->model;
    const int lets = m ? m->let_count : 0;
    struct limits l = { .c = c, .d = d, .lets = ARENA_ARRAY(c->arena, double, lets), .known = ARENA_ARRAY(c->arena, int, lets) };
    for (int i = 0; m && i < m->function_count; i++)
        check_function(&l, &m->functions[i]);
    for (int i = 0; m && i < m->let_count; i++)
        check_line(&l, m->lets[i].value);
    for (int i = 0; m && i < m->state_count; i++)
        check_line(&l, m->states[i].rate);
    for (int i = 0; d->pre && i < d->pre_count; i++)
        check_line(&l, d->pre[i]);
    for (int i = 0; d->post && i < d->post_count; i++)
        check_line(&l, d->post[i]);
}
