/* lower_noise.c -- noise: the stream of normals, and what a step adds of it to the states. */
#include "lower.h"

void lower_noise(struct lowering *l)
{
    struct program *p = l->p;
    const struct noise *z = &l->e->noise;
    const struct model *model = l->e->model;
    l->noise_row = ARENA_ARRAY(p->arena, int, model->state_count);
    for (int i = 0; i < model->state_count; i++)
        l->noise_row[i] = -1;
    if (!z->present)
        return;
    p->noise = net_buffer(l->n, "noise", INPUT, lower_places(p, OVER_NODE | OVER_MODE) | (p->noise_lanes ? OVER(0) : 0), STEP, 0);
    for (int i = 0; i < z->state_count; i++)
        l->noise_row[z->states[i]] = net_slot(l->n, p->noise, model->states[z->states[i]].name);
}

/* dW = (sigma*sqrt(dt))*z: the gain does not change from step to step. */
int lower_increment(void *self, struct net *n, int state, net_ref *gain, net_ref *normal)
{
    struct lowering *l = self;
    int row = l->noise_row[state];
    if (row < 0)
        return 0;
    net_ref root = net_term(n, NET_SQRT, lower_dt(l), NET_NONE, NET_NONE);
    *gain = net_term(n, NET_MUL, lower_quantity(&l->first, l->e->noise.sigma), root, NET_NONE);
    net_name(n, *gain, "gain");
    *normal = net_load(n, l->p->noise, row, NULL);
    return 1;
}
