/* value.c -- a value that is given to a quantity. */
#include <math.h>
#include <string.h>
#include "base/unit.h"
#include "setting.h"

int value_fits(struct reader *r, const struct taker *t, double x, struct span at)
{
    int is_positive = t->kind == TAKES_TIME || t->kind == TAKES_SPEED;
    if (t->kind == TAKES_SIZE && x < 0)
        diag_error(r->diags, at, "%s must be 0 or more, got %s", t->path, said_number(r, x));
    else if (is_positive && x <= 0)
        diag_error(r->diags, at, "%s must be positive, got %s%s", t->path, said_number(r, x), t->kind == TAKES_TIME ? " ms" : "");
    else
        return 1;
    return 0;
}

int value_number(struct reader *r, const struct taker *t, const struct ast_expr *value, double *out)
{
    if (t->kind != TAKES_STEP)
        return constant_finite(r, value, t->unit, t->path, out) && (value_fits(r, t, *out, value->at), 1);
    if (!constant_value(r, value, t->unit, out))
        return 0;
    if (isinf(*out))
        diag_error(r->diags, value->at, "dt must be finite, got %s", said_number(r, *out));
    return 1;
}

int value_list_fits(struct reader *r, const struct taker *t, const struct data *v, const struct ast_expr *value)
{
    if (!t->per_node || v->rank != 1) {
        diag_error(r->diags, value->at, t->per_node ? "%s takes one number, or a list with one "
                   "for each node" : "%s takes one number", t->path);
        return 0;
    }
    for (long i = 0; i < v->shape[0]; i++)
        if (!isfinite(v->values[i]) || (t->kind == TAKES_SIZE && v->values[i] < 0)) {
            diag_error(r->diags, value->at, "%s cannot be %s", t->path, said_number(r, v->values[i]));
            return 0;
        }
    return 1;
}

void value_count_fits(struct reader *r, const struct taker *t, long count, int each_mode, struct span at)
{
    if (count != t->nodes)
        diag_error(r->diags, at, each_mode ? "%s has values for %ld nodes, the network %ld node%s"
                   : "%s has %ld values, the network %ld node%s", t->path, count, t->nodes, t->nodes == 1 ? "" : "s");
}
