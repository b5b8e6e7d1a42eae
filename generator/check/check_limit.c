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
    const char *only;                   /* this name is [along], ... */
    const char *twice;                  /* this parameter counts twice */
};

struct binding { const char *name; double value; const struct binding *outer; };

struct found { struct span at; const char *where; const struct ast_expr *better; };

struct limits {
    struct check *c;
    const struct definition *d;
    const struct ast_expr *args;        /* of the function whose body it is; all but one */
    const char *moving;                 /* of them are as parameters are */
    struct found found[MOST_FACTORS];
    int count, deep;
    long steps;                         /* names written out may be many: it stops then */
};

/* A factor f = sign*u*rest(u), with rest(0) = 1: of exp(u) - 1, exprel. */
struct factor { const struct ast_expr *e, *u; const char *rest; double sign; };
struct product {
    struct factor top[MOST_FACTORS], below[MOST_FACTORS];
    int tops, belows;
    double number;                      /* what the numbers among them make */
};
struct enclosing { const struct ast_expr *condition; const struct enclosing *outer; };

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

static int is_arg(const struct limits *l, const char *name)
{
    const struct ast_expr *a = l->args;
    while (a && strcmp(a->name, name))
        a = a->next;
    return a != NULL;
}

static const struct quantity *param_of(const struct limits *l, const char *name)
{
    static const struct quantity some = { .value = 1 };
    if (is_arg(l, name))
        return strcmp(name, l->moving) ? &some : NULL;
    for (int i = 0; i < l->d->param_count; i++)
        if (!strcmp(l->d->params[i].name, name))
            return &l->d->params[i];
    return NULL;
}

static const struct let *let_of(const struct limits *l, const char *name)
{
    for (int i = 0; !is_arg(l, name) && l->d->model && i < l->d->model->let_count; i++)
        if (!strcmp(l->d->model->lets[i].name, name))
            return &l->d->model->lets[i];
    return NULL;
}

/* A place in the range a state is given; ends are places too. */
static double inside(const struct limits *l, const char *name, unsigned seed)
{
    double lo = strcmp(name, "t") ? -INFINITY : 0, hi = INFINITY, r = hashed(name, seed);
    for (int i = 0; l->d->model && i < l->d->model->state_count; i++) {
        const struct state *y = &l->d->model->states[i];
        if (!strcmp(y->name, name)) {
            lo = fmax(y->lo, y->bound_lo);
            hi = fmin(y->hi, y->bound_hi);
        }
    }
    int end = (int)(8*hashed(name, seed + 1000));
    if (end < 2 && isfinite(end ? hi : lo))
        return end ? hi : lo;
    if (isfinite(lo) && isfinite(hi))
        return lo + r*(hi - lo);
    r = pow(10, 8*r - 4);
    return isfinite(lo) ? lo + r : isfinite(hi) ? hi - r : end & 1 ? r : -r;
}

static double value(struct limits *l, const struct ast_expr *e, const struct point *p,
                    const struct binding *b);

static double named(struct limits *l, const char *name, const struct point *p,
                    const struct binding *b)
{
    for (; b; b = b->outer)
        if (!strcmp(b->name, name))
            return b->value;
    const struct quantity *q = param_of(l, name);
    const struct let *y = p->open ? let_of(l, name) : NULL;
    if (!strcmp(name, "pi"))
        return M_PI;
    if (q)
        return (p->twice && !strcmp(p->twice, name) ? 2 : 1)
             * (p->fixed ? some_value(name, p->fixed) : q->value);
    if (y)
        return value(l, y->value, p, NULL);
    if (p->only)
        return strcmp(p->only, name) ? 0 : p->along;
    if (p->inside)
        return inside(l, name, p->base);
    return 0.3 + hashed(name, p->base) + p->along*(0.2 + hashed(name, p->base + 77));
}

static double called(struct limits *l, const struct ast_expr *e, const struct point *p,
                     const struct binding *b)
{
    const struct builtin *f = builtin_find(e->name);
    double x = value(l, e->first, p, b);
    if (f && f->constant.one)
        return (double)f->constant.one(x);
    if (f && f->constant.two) {
        for (const struct ast_expr *a = e->first->next; a; a = a->next)
            x = (double)f->constant.two(x, value(l, a, p, b));
        return x;
    }
    for (int i = 0; !f && l->d->model && i < l->d->model->function_count; i++) {
        const struct function *g = &l->d->model->functions[i];
        struct binding args[16];
        int n = 0;
        if (strcmp(g->name, e->name))
            continue;
        const struct ast_expr *a = e->first, *q = g->params;
        for (; a && q && n < 16; a = a->next, q = q->next, n++)
            args[n] = (struct binding){ q->name, value(l, a, p, b), n ? &args[n - 1] : NULL };
        return value(l, g->value, p, n ? &args[n - 1] : NULL);
    }
    return NAN;
}

static double value(struct limits *l, const struct ast_expr *e, const struct point *p,
                    const struct binding *b)
{
    double x = NAN, y = NAN;
    if (l->deep > MOST_DEEP || l->steps++ > MOST_STEPS)
        return NAN;
    l->deep++;
    if (e->op == AST_NUMBER)
        x = e->value;
    else if (e->op == AST_NAME)
        x = named(l, e->name, p, b);
    else if (e->op == AST_CALL)
        x = called(l, e, p, b);
    else if (e->first && e->op != AST_IF && e->op != AST_LIST && e->op != AST_OVER) {
        x = value(l, e->first, p, b);
        y = e->first->next ? value(l, e->first->next, p, b) : 0;
        x = e->op == AST_NEG ? -x : e->op == AST_ADD ? x + y : e->op == AST_SUB ? x - y
          : e->op == AST_MUL ? x*y : e->op == AST_DIV ? x/y : e->op == AST_POW ? pow(x, y) : NAN;
    }
    l->deep--;
    return x;
}

static int close_to(double x, double y)
{
    return fabs(x - y) <= 1e-9*fmax(fabs(x), fabs(y));
}

/* Linear, and no constant, in what varies. */
static int is_linear(struct limits *l, const struct ast_expr *u, int open)
{
    double x[3];
    for (int i = 0; i < 3; i++)
        x[i] = value(l, u, &(struct point){ .fixed = 5, .base = 9, .along = i, .open = open },
                     NULL);
    double size = fabs(x[0]) + fabs(x[1]) + fabs(x[2]);
    return !close_to(x[0], x[1]) && fabs(x[0] - 2*x[1] + x[2]) <= 1e-9*size;
}

/* Does u vanish where states keep to their ranges, parameters as declared? */
static int is_reachable(struct limits *l, const struct ast_expr *u)
{
    int above = 0, below = 0;
    for (unsigned i = 1; i <= SAMPLES && !(above && below); i++) {
        double x = value(l, u, &(struct point){ .base = i, .open = 1, .inside = 1 }, NULL);
        above |= x >= 0;
        below |= x <= 0;
    }
    return above && below;
}

/* --------------------------------------------------------------------- names -- */

static int name_among(const char *name, const char **names, int n)
{
    while (n-- > 0)
        if (!strcmp(names[n], name))
            return 1;
    return 0;
}

/* Adds the parameters, or the other names, that [e] reads; [open]: through derived
 * quantities. */
static int collect(struct limits *l, const struct ast_expr *e, int params, int open,
                   const char **names, int n)
{
    const struct let *y = e->op == AST_NAME && open ? let_of(l, e->name) : NULL;
    if (l->deep > MOST_DEEP || l->steps++ > MOST_STEPS)
        return n;
    l->deep++;
    if (y)
        n = collect(l, y->value, params, open, names, n);
    else if (e->op == AST_NAME && strcmp(e->name, "pi") && n < MOST_NAMES
             && (param_of(l, e->name) != NULL) == params && !name_among(e->name, names, n))
        names[n++] = e->name;
    for (const struct ast_expr *x = e->first; x; x = x->next)
        n = collect(l, x, params, open, names, n);
    l->deep--;
    return n;
}

/* Does a condition around it read what u reads? Then somebody has seen to it. */
static int is_guarded(struct limits *l, const struct ast_expr *u, const struct enclosing *g)
{
    const char *own[MOST_NAMES], *read[MOST_NAMES];
    int owns = collect(l, u, 0, 1, own, 0);
    for (; g; g = g->outer)
        for (int n = collect(l, g->condition, 0, 1, read, 0); n-- > 0;)
            if (name_among(read[n], own, owns))
                return 1;
    return 0;
}

/* -------------------------------------------------------------------- factors -- */

static int is_number(const struct ast_expr *e, double x)
{
    return e && e->op == AST_NUMBER && e->value == x;
}

static int is_call(const struct ast_expr *e, const char *name)
{
    return e && e->op == AST_CALL && !strcmp(e->name, name);
}

static struct factor factor_of(const struct limits *l, const struct ast_expr *e)
{
    static const struct { const char *name, *rest; } table[] = {
        { "expm1", "exprel" }, { "log1p", "logrel" }, { "sin", "sinrel" }, { "tanh", "tanhrel" }
    };
    struct factor plain = { e, e, NULL, 1 };
    const struct let *y = e->op == AST_NAME ? let_of(l, e->name) : NULL;
    if (y) {
        struct factor f = factor_of(l, y->value);
        f.e = e;
        return f.rest ? f : plain;
    }
    const struct ast_expr *a = e->first, *b = a ? a->next : NULL;
    for (size_t i = 0; i < sizeof table/sizeof *table; i++)
        if (is_call(e, table[i].name))
            return (struct factor){ e, a, table[i].rest, 1 };
    if (is_call(e, "log") && a->op == AST_ADD && is_number(a->first, 1))
        return (struct factor){ e, a->first->next, "logrel", 1 };
    if (is_call(e, "log") && a->op == AST_ADD && is_number(a->first->next, 1))
        return (struct factor){ e, a->first, "logrel", 1 };
    if (e->op == AST_SUB && is_number(a, 1) && is_call(b, "exp"))
        return (struct factor){ e, b->first, "exprel", -1 };
    if (e->op == AST_SUB && is_number(b, 1) && is_call(a, "exp"))
        return (struct factor){ e, a->first, "exprel", 1 };
    return plain;
}

static void multiply(const struct limits *l, struct product *p, const struct ast_expr *e, int below)
{
    if (e->op == AST_MUL || e->op == AST_DIV) {
        multiply(l, p, e->first, below);
        multiply(l, p, e->first->next, below ^ (e->op == AST_DIV));
    } else if (e->op == AST_NEG) {
        p->number = -p->number;
        multiply(l, p, e->first, below);
    } else if (e->op == AST_NUMBER) {
        p->number = below ? p->number/e->value : p->number*e->value;
    } else if (p->tops < MOST_FACTORS && p->belows < MOST_FACTORS) {
        *(below ? &p->below[p->belows++] : &p->top[p->tops++]) = factor_of(l, e);
    } else
        p->number = NAN;
}

/* --------------------------------------------------------------------- writing -- */

static struct ast_expr *copied(struct limits *l, const struct ast_expr *e)
{
    struct ast_expr *copy = expr_copy(l->c, e);
    for (const struct ast_expr *x = e->first; x; x = x->next)
        copy->first = ast_append(copy->first, copied(l, x));
    return copy;
}

static struct ast_expr *times(struct limits *l, struct ast_expr *x, struct ast_expr *y)
{
    return x ? ast_op(l->c->arena, y->at, AST_MUL, x, y, NULL) : y;
}

/* The sign stands before the first factor. */
static struct ast_expr *negated(struct limits *l, struct ast_expr *e)
{
    struct ast_expr *y = e->op == AST_MUL ? e->first->next : NULL;
    e->next = NULL;
    return y ? times(l, negated(l, e->first), y)
             : ast_op(l->c->arena, e->at, AST_NEG, e, NULL, NULL);
}

static struct ast_expr *rest_of(struct limits *l, const struct factor *f)
{
    return f->rest ? ast_named(l->c->arena, f->e->at, AST_CALL, f->rest, copied(l, f->u)) : NULL;
}

/* [all] times the parameters whose power has this sign. */
static struct ast_expr *powers(struct limits *l, struct span at, const char **names,
                               const int *power, int n, int sign, struct ast_expr *all)
{
    for (int i = 0; i < n; i++)
        for (int k = sign*power[i]; k > 0; k--)
            all = times(l, all, ast_word(l->c->arena, at, AST_NAME, names[i]));
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
    return a->sign*value(l, a->u, &p, NULL)/(b->sign*value(l, b->u, &p, NULL));
}

/* The ratio as number*product of powers of parameters; 0: it is none. */
static int monomial(struct limits *l, const struct factor *a, const struct factor *b, int open,
                    const char **names, int *power, int *count, double *number)
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
        product *= pow(some_value(names[i], 5), power[i]);
    }
    *number = r/product;
    p = (struct point){ .fixed = 6, .base = 3, .open = open };
    r = *number;
    for (int i = 0; i < *count; i++)
        r *= pow(some_value(names[i], 6), power[i]);
    return close_to(ratio(l, a, b, p), r);
}

static const char *where_zero(struct limits *l, const struct ast_expr *u)
{
    const char *names[MOST_NAMES];
    struct point p = { .only = "" };
    double at0 = value(l, u, &p, NULL);
    if (collect(l, u, 0, 0, names, 0) != 1 || (at0 != 0 && l->args && l->args->next))
        return arena_print(l->c->arena, "where %s = 0", expr_text(l->c, u));
    p.only = names[0];
    p.along = 1;
    double x = -at0/(value(l, u, &p, NULL) - at0);
    return arena_print(l->c->arena, "at %s = %s", names[0], number_text(l->c, rounded(x, 1) + 0.0));
}

/* The product with factor [i] and divisor [j] gone but for their rests, and their ratio
 * in their place. */
static struct ast_expr *without(struct limits *l, const struct product *p, int i, int j,
                                const char **names, const int *power, int count,
                                double number, struct span at)
{
    struct ast_expr *top = NULL, *below = powers(l, at, names, power, count, -1, NULL);
    double size = rounded(fabs(number), 1e-15);
    if (size != 1)
        top = ast_number(l->c->arena, at, size);
    for (int k = 0; k < p->tops; k++) {
        struct ast_expr *f = k == i ? rest_of(l, &p->top[k]) : copied(l, p->top[k].e);
        top = f ? times(l, top, f) : top;
    }
    top = powers(l, at, names, power, count, 1, top);
    top = top ? top : ast_number(l->c->arena, at, 1);
    if (number < 0)
        top = negated(l, top);
    for (int k = 0; k < p->belows; k++) {
        struct ast_expr *f = k == j ? rest_of(l, &p->below[k]) : copied(l, p->below[k].e);
        below = f ? times(l, below, f) : below;
    }
    return below ? ast_op(l->c->arena, at, AST_DIV, top, below, NULL) : top;
}

/* The product without the first pair that vanishes, or NULL. */
static struct ast_expr *limit_of(struct limits *l, const struct ast_expr *e, const struct enclosing *g)
{
    struct product p = { .number = 1 };
    multiply(l, &p, e, 0);
    if (!isfinite(p.number) || l->count == MOST_FACTORS)
        return NULL;
    for (int open = 0; open < 2; open++)
        for (int j = 0; j < p.belows; j++)
            for (int i = 0; i < p.tops; i++) {
                const struct factor *a = &p.top[i], *b = &p.below[j];
                const char *names[MOST_NAMES];
                int power[MOST_NAMES], count;
                double number;
                if (!is_linear(l, b->u, open) || !is_linear(l, a->u, open)
                    || is_guarded(l, b->u, g)
                    || !monomial(l, a, b, open, names, power, &count, &number)
                    || !is_reachable(l, b->u))
                    continue;
                struct ast_expr *better = without(l, &p, i, j, names, power, count,
                                                  p.number*number, e->at);
                l->found[l->count++] = (struct found){ e->at, where_zero(l, b->u), better };
                return better;
            }
    return NULL;
}

static struct ast_expr *rewritten(struct limits *l, const struct ast_expr *e, const struct enclosing *g)
{
    if (e->op == AST_MUL || e->op == AST_DIV) {
        struct ast_expr *better = limit_of(l, e, g);
        if (better)
            return better;
    }
    struct ast_expr *copy = expr_copy(l->c, e);
    struct enclosing inner = { e->first, g };
    for (const struct ast_expr *x = e->first; x; x = x->next)
        copy->first = ast_append(copy->first, rewritten(l, x, e->op == AST_IF && x != e->first
                                                               ? &inner : g));
    return copy;
}

/* The line written anew or, of a long one, what stands in place of the quotient. */
static const char *way_out(struct limits *l, const struct found *f, const struct ast_expr *line)
{
    enum { LONG = 240 };
    struct text t = { 0 };
    ast_print_expr(line, &t);
    if (t.len > LONG) {
        text_free(&t);
        t = (struct text){ 0 };
        ast_print_expr(f->better, &t);
        text_add(&t, " in its place");
    }
    const char *text = arena_copy(l->c->arena, text_string(&t), t.len);
    text_free(&t);
    return text;
}

static void check_line(struct limits *l, const struct ast_expr *e)
{
    if (!e)
        return;
    l->count = 0;
    const struct ast_expr *better = rewritten(l, e, NULL);
    for (unsigned i = 1; i < 4 && l->count; i++) {
        struct point p = { .fixed = i, .base = 20 + i, .open = 1 };
        double x = value(l, e, &p, NULL), y = value(l, better, &p, NULL);
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
    l->args = f->params;
    l->count = 0;
    for (const struct ast_expr *a = f->params; a && !l->count; a = a->next) {
        l->moving = a->name;
        check_line(l, f->value);
    }
    l->args = NULL;
}

void definition_limits(struct check *c, const struct definition *d)
{
    struct limits l = { .c = c, .d = d };
    const struct model *m = d->model;
    for (int i = 0; m && i < m->function_count; i++)
        check_function(&l, &m->functions[i]);
    for (int i = 0; m && i < m->let_count; i++)
        check_line(&l, m->lets[i].value);
    for (int i = 0; m && i < m->state_count; i++)
        check_line(&l, m->states[i].rate);
    check_line(&l, d->pre);
    check_line(&l, d->post);
}
