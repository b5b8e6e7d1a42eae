/* check_settle.c -- `settle 4 s`: a run before time 0, of which the last state is kept and nothing else.
 */
#include <math.h>
#include "starts.h"

void check_settle(struct check *c)
{
    const struct ast_stmt *s = file_only(c, AST_SETTLE);
    struct simulate *sim = &c->e->simulate;
    if (s && !sim->present && !c->blind && !name_is_broken(c, "simulate"))
        diag_error(c->diags, s->at, "there is no simulation that would follow; write: %s", simulate_example(c->arena, SCHEME_heun, "1 s"));
    if (!s || !sim->present)
        return;
    struct ast_expr assign = { .op = AST_ASSIGN, .at = s->at, .name = "settle", .first = s->value };
    simulate_set(c, "settle", &assign);
    sim->settle_once = s->word != NULL;
}

void settle_judge(struct check *c)
{
    const struct simulate *sim = &c->e->simulate;
    if (!sim->present || !(sim->settle > 0))
        return;
    double dt = c->e->quantities[sim->dt].value;
    if (dt > 0 && isfinite(dt) && !takes_a_step(sim->settle, dt))
        diag_error(c->diags, c->settle_at, "a time to settle of %s is shorter than one step (%s)", time_text(c, sim->settle), time_text(c, dt));
}

/* One run for all begins at one state: others are looked at by nobody. */
static void check_started(struct check *c, const struct exploration *x)
{
    for (int i = 0; i < x->axis_count; i++) {
        const struct quantity *q = &c->e->quantities[x->axes[i].quantity];
        if (q->kind == QUANTITY_INITIAL)
            diag_error(c->diags, x->axes[i].at, "all points start where one run ended ('settle once'), so this axis of %s moves nothing; "
                       "write settle without once", q->path);
    }
}

void check_settled(struct check *c)
{
    const struct simulate *sim = &c->e->simulate;
    for (int i = 0; sim->settle > 0 && sim->settle_once && i < c->e->exploration_count; i++)
        check_started(c, &c->e->explorations[i]);
}
