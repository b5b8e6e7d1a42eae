/* check_delay.c -- what is read of the past: by delayed couplings, over the delays of a graph.
 */
#include <math.h>
#include <string.h>
#include "delays.h"

void check_delayed(struct check *c, const struct ast_stmt *s, int graph)
{
    const struct graph *g = graph >= 0 ? &c->e->graphs[graph] : NULL;
    const char *name = g && g->name ? arena_print(c->arena, "%s ", g->name) : "";
    if (c->lost_graph || name_is_broken(c, "graph"))
        return;
    if (g && g->delays < 0 && g->lengths < 0)
        diag_error(c->diags, s->name_at, "'%s' is delayed, and %s has no delays; write: graph %sdelays = ..., or graph %slengths = ... with speed = 3",
                   s->name, g->path, name, name);
    else if (g && g->delays < 0 && g->speed < 0)
        diag_error(c->diags, s->name_at, "'%s' is delayed, and %s has lengths, but no speed; write: graph %slengths = ... with speed = 3",
                   s->name, g->path, name);
}

void delays_set(struct check *c, const struct ast_expr *setting)
{
    static const char *const ways[] = { "nearest", "linear", NULL };
    struct coupling *k = &c->e->couplings[c->e->coupling_count - 1];
    const struct ast_expr *value = setting->first;
    int way = value->op == AST_NAME ? name_one_of(value->name, ways) : -1;
    if (!k->delayed)
        diag_error(c->diags, setting->at, "'%s' is not delayed; write: coupling %s = delayed %s(...)", k->role, k->role, k->def);
    else if (way < 0)
        diag_error(c->diags, value->at, "delays are 'nearest', the step nearest to each, or 'linear', between two steps");
    else
        k->linear = way;
}

/* A graph's own longest delay, of numbers that no axis moves; NaN: not known here. */
double graph_longest(const struct check *c, const struct graph *g)
{
    const struct quantity *q = &c->e->quantities[g->delays >= 0 ? g->delays : g->lengths];
    const struct quantity *speed = g->delays >= 0 || g->speed < 0 ? NULL : &c->e->quantities[g->speed];
    double most = 0;
    long count;
    const double *numbers = model_numbers(q, c->e->nodes, &count);
    for (long i = 0; i < count; i++)
        most = fmax(most, model_inside(q, numbers[i]));
    return speed ? most/model_inside(speed, speed->value) : g->delays >= 0 ? most : NAN;
}

void most_delay_set(struct check *c, struct graph *g, const struct ast_expr *setting)
{
    double x;
    if (g->most_delay > 0) {
        diag_error(c->diags, setting->at, "'%s' is set twice", setting->name);
        return;
    }
    g->most_delay = INFINITY;
    if (!const_value(c, setting->first, "ms", &x))
        return;
    if (!(x > 0) || isinf(x))
        diag_error(c->diags, setting->first->at, "most_delay must be positive and finite, got %s", number_text(c, x));
    else
        g->most_delay = x;
    g->most_at = setting->at;
}

void most_delay_judge(struct check *c, const struct graph *g)
{
    double most = g->delays >= 0 || g->lengths >= 0 ? graph_longest(c, g) : NAN;
    if (g->most_delay > 0 && g->delays < 0 && g->lengths < 0)
        diag_error(c->diags, g->most_at, "%s has no delays that could be longer; write: graph %s%sdelays = ...", g->path, g->name ? g->name : "",
                   g->name ? " " : "");
    else if (g->most_delay > 0 && most > g->most_delay)
        diag_error(c->diags, g->most_at, "delays of %s are up to %s ms, and most_delay says %s ms; raise it", g->path, number_text(c, most),
                   number_text(c, g->most_delay));
}
