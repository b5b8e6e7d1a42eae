/* lower_stimulus.c -- what acts from outside: on rates, and on inputs beside what couplings feed.
 *
 * In a circle with lower_calls.c, lower_composed.c, lower_delay.c, lower_expr.c, lower_mode.c, lower_samples.c, lower_table.c, observe.c: an input is read in expressions, and a stimulus is one.
 */
#include "lower.h"

net_ref lower_make_stimulus(struct spot *at, int stimulus)
{
    const struct stimulus *m = &at->l->e->stimuli[stimulus];
    struct net *n = at->l->n;
    struct context s = { .at = at, .params = m->params };
    net_ref x = lower_value(&s, m->value);
    if (x == ABSENT)
        return x;
    if (m->where) {                     /* chosen and not multiplied: elsewhere it is zero whatever its value */
        net_ref zero = net_const(n, 0, NULL), here = lower_fixed(at, m->where, "here");
        x = net_term(n, NET_SELECT, net_term(n, NET_LT, zero, here, NET_NONE), x, zero);
    }
    net_name(n, x, m->name ? m->name : "stimulus");
    return x;
}

void lower_stimuli(struct spot *at)
{
    for (int i = 0; i < at->l->e->stimulus_count; i++)
        lower_stimulus(at, i);
}

static int has(const int *list, int count, int one)
{
    int i = 0;
    while (i < count && list[i] != one)
        i++;
    return i < count;
}

net_ref lower_driven(struct spot *at, int state, net_ref rate)
{
    struct net *n = at->l->n;
    for (int i = 0; i < at->l->e->stimulus_count; i++) {
        const struct stimulus *m = &at->l->e->stimuli[i];
        net_ref x = has(m->states, m->state_count, state) ? lower_stimulus(at, i) : ABSENT;
        double k;
        if (x != ABSENT)
            rate = net_is_const(n, rate, &k) && k == 0 ? x : net_term(n, NET_ADD, rate, x, NET_NONE);
    }
    return rate;
}

net_ref lower_fed(struct spot *at, int input, net_ref x)
{
    int count = at->l->p->eval ? 0 : at->l->e->stimulus_count;         /* what is given is all there is */
    for (int i = 0; i < count; i++) {
        const struct stimulus *m = &at->l->e->stimuli[i];
        net_ref y = has(m->inputs, m->input_count, input) ? lower_stimulus(at, i) : ABSENT;
        x = y == ABSENT ? x : x == ABSENT ? y : net_term(at->l->n, NET_ADD, x, y, NET_NONE);
    }
    return x;
}
