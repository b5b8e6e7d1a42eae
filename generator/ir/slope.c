/* slope.c -- see slope.h. The words in which function.def says them.
 *
 * A quotient that is 0/0 somewhere is written as its series there: exprel and its like, whose
 * derivatives are differences that cancel near 0.
 */
#include "slope.h"
#include <math.h>
#include "model/builtin.h"

/* A call that a derivative is asked of: its arguments, its value. */
struct slope { struct net *net; net_ref x, y, f; };

/* ---- series in x, or in x*x behind a factor x: the coefficients of 1, x, ... ------------------ */

/* (k + 1)/(k + 2)! */
static const double of_exprel[] = { 1.0/2, 1.0/3, 1.0/8, 1.0/30, 1.0/144, 1.0/840, 1.0/5760, 1.0/45360, 1.0/403200, 1.0/3991680 };
/* (-1)^(k + 1)*(k + 1)/(k + 2) */
static const double of_logrel[] = { -1.0/2, 2.0/3, -3.0/4, 4.0/5, -5.0/6, 6.0/7, -7.0/8, 8.0/9, -9.0/10, 10.0/11, -11.0/12, 12.0/13 };
/* (-1)^(k + 1)*(2*k + 2)/(2*k + 3)! */
static const double of_sinrel[] = { -1.0/3, 1.0/30, -1.0/840, 1.0/45360, -1.0/3991680, 1.0/518918400 };
/* (2*k + 2) times the coefficients of tanh(x)/x */
static const double of_tanhrel[] = { -2.0/3, 8.0/15, -34.0/105, 496.0/2835, -2764.0/31185, 262128.0/6081075, -13013966.0/638512875 };

static net_ref series(struct slope *s, net_ref x, const double *c, int count)
{
    net_ref sum = net_const(s->net, c[count - 1], NULL);
    for (int k = count - 2; k >= 0; k--)
        sum = net_emit(s->net, NET_FMA, sum, x, net_const(s->net, c[k], NULL));
    return sum;
}

/* ---- words -------------------------------------------------------------------------------------- */

static net_ref op(struct slope *s, enum net_op which, net_ref a, net_ref b)
{
    return net_emit(s->net, which, a, b, NET_NONE);
}

static net_ref chosen(struct slope *s, net_ref condition, net_ref a, net_ref b)
{
    return net_emit(s->net, NET_SELECT, condition, a, b);
}

#define NONE            NET_NONE
#define number(k)       net_const(s->net, k, NULL)
#define plus(a, b)      op(s, NET_ADD, a, b)
#define minus(a, b)     op(s, NET_SUB, a, b)
#define times(a, b)     op(s, NET_MUL, a, b)
#define over(a, b)      op(s, NET_DIV, a, b)
#define negative(a)     op(s, NET_NEG, a, NET_NONE)
#define root(a)         op(s, NET_SQRT, a, NET_NONE)
#define square(a)       times(a, a)
#define apply(name, a)  net_call(s->net, FUNCTION_##name, a, NET_NONE)
#define power(a, b)     net_call(s->net, FUNCTION_pow, a, b)
#define below(a, b)     op(s, NET_LT, a, b)
#define equal(a, b)     op(s, NET_EQ, a, b)
#define where(m, a, b)  chosen(s, m, a, b)
/* One within a distance of 0, the other beyond. */
#define near(distance, a, b)    where(below(apply(abs, x), number(distance)), a, b)
#define in_x(of)        series(s, x, of, (int)(sizeof of/sizeof *of))
#define in_square(of)   times(x, series(s, square(x), of, (int)(sizeof of/sizeof *of)))

#define FUNCTION(name, least, most, args, units, call, constant, by_x, by_y, text) \
    static net_ref name##_by_x(struct slope *s) { net_ref x = s->x, y = s->y, f = s->f; (void)x, (void)y, (void)f; return by_x; } \
    static net_ref name##_by_y(struct slope *s) { net_ref x = s->x, y = s->y, f = s->f; (void)x, (void)y, (void)f; return by_y; }
#include "model/function.def"
#undef FUNCTION

static net_ref (*const slopes[][2])(struct slope *s) = {
#define FUNCTION(name, least, most, args, units, call, constant, by_x, by_y, text) { name##_by_x, name##_by_y },
#include "model/function.def"
#undef FUNCTION
};

net_ref slope_of(struct net *net, net_ref call, int number)
{
    const struct net_ins i = net->ins[call];
    struct slope s = { net, i.a, i.b, call };
    return slopes[i.slot][number](&s);
}
