/* algebra.c -- polynomials of a state by Horner's rule; docs/numbers.md, "Algebra by rule".
 *
 * Parameters are what model_is_fixed says. A sum, however its terms are bracketed, is c_n*x^n + ... + c_1*x + rest if two or more
 * different powers of one state stand in it, the highest at least 2, each alone or with numbers and
 * parameters as factors and divisors. The rest is what is left of the sum where those are taken out, and so
 * is each coefficient: what equals what does not hang on where it stands. The rest may hold no other product or power of
 * what changes in a step: x^2 - y^2 + x - y is 0 for equal states as it is written, and would not be by
 * any other order.
 *
 * What is made is a text like any other, ((c_3*x + c_2)*x + c_1)*x + rest, and fuse.c decides on it. Only where the
 * rest reads a name or calls a function the last product is rounded by itself: it may be the like of this one.
 */
#include "algebra.h"
#include "model/builtin.h"

enum { HIGHEST = 64 };

/* Whose names they are, and where terms are made. */
struct shaping { const struct experiment *e; struct arena *a; };

struct polynomial {
    const struct shaping *with;
    const struct term *root;
    const struct term *x;               /* the state */
    int least, most;                    /* powers of it, 1 and up; most 0: there is none */
    int other;                          /* the rest has a product of what changes, or a power */
    int opaque;                         /* it reads a name or calls something */
};

/* A value without its sign; t NULL: there is none. */
struct signed_term { const struct term *t; int negative; };

static int is_sum(const struct term *t)
{
    return term_is_op(t, AST_ADD) || term_is_op(t, AST_SUB) || (term_is_op(t, AST_NEG) && is_sum(t->args[0]));
}

/* How many changing factors it has, at most 2 being told apart. */
static int degree(const struct experiment *e, const struct term *t)
{
    int n = term_whole_power(t);
    if (model_is_fixed(e, t))
        return 0;
    if (n)
        return n*degree(e, t->args[0]);
    if (term_is_op(t, AST_NEG))
        return degree(e, t->args[0]);
    if (term_is_op(t, AST_DIV))
        return model_is_fixed(e, t->args[1]) ? degree(e, t->args[0]) : 2;
    if (term_is_op(t, AST_MUL))
        return degree(e, t->args[0]) + degree(e, t->args[1]);
    if (!is_sum(t))
        return 1;
    int x = degree(e, t->args[0]), y = degree(e, t->args[1]);
    return x > y ? x : y;
}

/* Does anything but states, inputs, the time and what is fixed stand in it, added and multiplied? */
static int is_opaque(const struct experiment *e, const struct term *t)
{
    if (model_is_fixed(e, t))
        return 0;
    if (t->kind == TERM_REF)
        return t->ref != REF_STATE && t->ref != REF_INPUT && t->ref != REF_TIME;
    if (!is_sum(t) && !term_is_op(t, AST_NEG) && !term_is_op(t, AST_MUL) && !term_is_op(t, AST_DIV))
        return 1;
    for (int i = 0; i < t->count; i++)
        if (is_opaque(e, t->args[i]))
            return 1;
    return 0;
}

/* ---- powers with coefficients ------------------------------------------------- */

struct monomial {
    const struct term *x;               /* the state; NULL: none yet */
    int power;
    int negative;
    int fails;                          /* it is something else */
};

static const struct term *op(struct arena *a, const struct term *where, enum ast_op op, const struct term *x, const struct term *y)
{
    return term_op(a, where->at, op, x, y);
}

static const struct term *of_state(struct monomial *m, const struct term *x, int power)
{
    if (x->kind != TERM_REF || x->ref != REF_STATE || (m->x && !term_same_ref(m->x, x)))
        m->fails = 1;
    m->x = x;
    m->power += power;
    return NULL;
}

/* What is left of a product without the powers of the state; NULL: 1. */
static const struct term *coefficient(const struct shaping *with, const struct term *t, struct monomial *m)
{
    int n = term_whole_power(t);
    if (m->fails || model_is_fixed(with->e, t))
        return t;
    if (n)
        return of_state(m, t->args[0], n);
    if (term_is_op(t, AST_NEG)) {
        m->negative ^= 1;
        return coefficient(with, t->args[0], m);
    }
    if (term_is_op(t, AST_DIV) && model_is_fixed(with->e, t->args[1])) {
        const struct term *k = coefficient(with, t->args[0], m);
        return op(with->a, t, AST_DIV, k ? k : term_number(with->a, t->at, 1), t->args[1]);
    }
    if (!term_is_op(t, AST_MUL))
        return of_state(m, t, 1);
    const struct term *k = coefficient(with, t->args[0], m), *l = coefficient(with, t->args[1], m);
    return k && l ? op(with->a, t, AST_MUL, k, l) : k ? k : l;
}

/* ---- the sum -------------------------------------------------------------------- */

static void look(struct polynomial *s, const struct term *t)
{
    if (is_sum(t)) {
        for (int i = 0; i < t->count; i++)
            look(s, t->args[i]);
        return;
    }
    struct monomial m = { 0 };
    coefficient(s->with, t, &m);
    if (m.fails || !m.x || m.power > HIGHEST) {
        s->other |= degree(s->with->e, t) > 1;
        s->opaque |= is_opaque(s->with->e, t);
        return;
    }
    if (m.power <= s->most)
        return;
    s->x = m.x;
    s->most = m.power;
}

/* The least power of the state; another one has none. */
static void measure(struct polynomial *s, const struct term *t)
{
    if (is_sum(t)) {
        for (int i = 0; i < t->count; i++)
            measure(s, t->args[i]);
        return;
    }
    struct monomial m = { 0 };
    coefficient(s->with, t, &m);
    if (m.fails || !m.x)
        return;
    if (!term_same_ref(m.x, s->x))
        s->other |= m.power > 1;
    else if (!s->least || m.power < s->least)
        s->least = m.power;
}

static struct signed_term joined(const struct polynomial *s, struct signed_term x, struct signed_term y)
{
    if (!x.t || !y.t)
        return x.t ? x : y;
    if (x.negative == y.negative)
        return (struct signed_term){ op(s->with->a, s->root, AST_ADD, x.t, y.t), x.negative };
    if (x.negative)
        return (struct signed_term){ op(s->with->a, s->root, AST_SUB, y.t, x.t), 0 };
    return (struct signed_term){ op(s->with->a, s->root, AST_SUB, x.t, y.t), 0 };
}

/* The coefficient of x^power; of power 0 the rest. */
static struct signed_term part(const struct polynomial *s, const struct term *t, int power)
{
    if (term_is_op(t, AST_NEG) && is_sum(t)) {
        struct signed_term x = part(s, t->args[0], power);
        x.negative ^= 1;
        return x;
    }
    if (is_sum(t)) {
        struct signed_term x = part(s, t->args[0], power), y = part(s, t->args[1], power);
        y.negative ^= t->op == AST_SUB;
        return joined(s, x, y);
    }
    struct monomial m = { 0 };
    const struct term *k = coefficient(s->with, t, &m);
    int ours = !m.fails && m.x && term_same_ref(m.x, s->x);
    if (!ours || m.power != power)
        return (struct signed_term){ ours || power ? NULL : t, 0 };
    return (struct signed_term){ k ? k : term_number(s->with->a, t->at, 1), m.negative };
}

static const struct term *power_of(const struct polynomial *s, int n)
{
    return n == 1 ? s->x : op(s->with->a, s->root, AST_POW, s->x, term_number(s->with->a, s->root->at, n));
}

/* [x] times the state to the power of n. */
static struct signed_term raised(const struct polynomial *s, struct signed_term x, int n)
{
    for (int least; n; n -= least) {
        least = n < TERM_LARGEST_POWER ? n : TERM_LARGEST_POWER;
        int one = x.t->kind == TERM_NUMBER && x.t->value == 1;
        x.t = one ? power_of(s, least) : op(s->with->a, s->root, AST_MUL, x.t, power_of(s, least));
    }
    return x;
}

static const struct term *horner(const struct polynomial *s)
{
    struct signed_term x = part(s, s->root, s->most);
    int at = s->most;
    for (int n = s->most - 1; n >= 0; n--) {
        struct signed_term k = part(s, s->root, n);
        if (!k.t && n)
            continue;
        x = joined(s, raised(s, x, at - n), k);
        at = n;
    }
    if (s->opaque) {
        struct term apart = *x.t;
        apart.fused = NULL;
        struct term *made = ARENA_NEW(s->with->a, struct term);
        *made = apart;
        x.t = made;
    }
    return x.negative ? op(s->with->a, s->root, AST_NEG, x.t, NULL) : x.t;
}

static void decide(const struct shaping *with, const struct term *t)
{
    struct polynomial s = { .with = with, .root = t };
    look(&s, t);
    if (s.other || s.most < 2)
        return;
    measure(&s, t);
    if (!s.other && s.least < s.most)
        *t->instead = horner(&s);
}

static int breaks_numbers(const struct term *t)
{
    static const int kinds[] = { FUNCTION_heaviside, FUNCTION_sign, FUNCTION_floor, FUNCTION_ceil, FUNCTION_round,
                                 FUNCTION_trunc, FUNCTION_mod };
    for (size_t i = 0; i < sizeof kinds/sizeof *kinds; i++)
        if (term_is_call(t, kinds[i]))
            return 1;
    return t->kind == TERM_OP && (t->op == AST_NOT || (t->op >= AST_LT && t->op <= AST_OR));
}

/* [inside]: it is part of a sum that was decided on. */
static void walk(const struct shaping *with, const struct term *t, int inside)
{
    int sum = is_sum(t);
    if (breaks_numbers(t))
        return;
    if (sum && !inside && t->instead) {
        if (*t->instead)
            return;
        decide(with, t);
        inside = 1;
    }
    for (int i = term_is_op(t, AST_IF); i < t->count; i++)
        walk(with, t->args[i], sum && inside);
}

void algebra_decide(const struct experiment *e, const struct term *t, struct arena *a)
{
    struct shaping with = { e, a };
    walk(&with, t, 0);
}
