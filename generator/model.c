/* model.c -- questions about a checked experiment, and the names of its parts. */
#include "model.h"

const char *const reduction_names[] = { "mean", "std", "var", "min", "max", "sum", "last", NULL };
const char *const scheme_names[] = { "euler", "heun", "rk4", NULL };

int model_is_column(const struct observe *o, const struct exploration *x)
{
    return o->value && !o->is_series && (!o->owner || o->owner == x);
}

int model_axis(const struct exploration *x, int quantity)
{
    for (int i = 0; i < x->axis_count; i++)
        if (x->axes[i].quantity == quantity)
            return i;
    return -1;
}

const struct quantity *model_quantity(const struct experiment *e, const struct exploration *x,
                                      int index)
{
    for (int i = 0; i < x->setting_count; i++)
        if (x->settings[i].index == index)
            return &x->settings[i].value;
    return &e->quantities[index];
}

const struct ast_expr *model_draw(const struct experiment *e, const struct exploration *x, int state)
{
    if (x->draws && x->draws[state])
        return x->draws[state];
    return e->model->states[state].draw;
}
