/* check_noise.c -- the noise of a network. */
#include <math.h>
#include <string.h>
#include "checker.h"

static void noisy_states(struct check *c, const struct ast_stmt *s)
{
    struct noise *noise = &c->e->noise;
    const struct model *m = c->e->model;
    const struct ast_clause *on = ast_find_clause(s, CLAUSE_ON);
    for (int i = 0; !on && m && i < m->state_count; i++)
        *ARENA_PUSH(c->arena, noise->states, noise->state_count) = i;
    if (on && m)
        noise->state_count = network_states(c, on->args, &noise->states);
}

void check_noise(struct check *c)
{
    const struct ast_stmt *s = network_only(c, AST_NOISE);
    if (!s)
        return;
    struct noise *noise = &c->e->noise;
    if (!strcmp(s->name, "multiplicative")) {
        diag_error(c->diags, s->name_at, "multiplicative noise is not available yet; "
                   "there is additive");
    } else if (strcmp(s->name, "additive")) {
        struct offer o;
        offer_start(&o, s->name);
        offer_add(&o, "additive");
        diag_error(c->diags, s->name_at, "unknown noise '%s'%s", s->name,
                   offer_end(c, &o, "there is"));
    }
    noise->present = 1;
    noise->at = s->at;
    noisy_states(c, s);
    noise->sigma = quantity_add(c, (struct quantity){
        .kind = QUANTITY_NOISE, .path = "noise.sigma", .name = "sigma", .at = s->at,
        .doc = "strength of the noise", .value = NAN, .lo = 0, .hi = INFINITY, .per_node = 1
    });
    noise->key = quantity_add(c, (struct quantity){
        .kind = QUANTITY_NOISE_KEY, .path = "noise.key", .name = "key", .at = s->at,
        .doc = "key of the random numbers", .lo = -INFINITY, .hi = INFINITY
    });
    int before = c->diags->errors;
    check_with(c, s, "noise", "noise");
    if (isnan(c->e->quantities[noise->sigma].value) && c->diags->errors == before)
        diag_error(c->diags, s->at, "noise needs its strength; write: noise additive with "
                   "sigma = 0.01");
}
