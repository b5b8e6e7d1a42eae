/* check_helper.c -- derived quantities and functions of a coupling, written out where they
 * are named.
 *
 * In a circle with check_expr.c, check_mode.c, check_past.c: what a name stands for is an expression.
 */
#include <string.h>
#include "checker.h"

/* Reported once: later uses are silent. */
static const struct term *give_up(struct symbol *y)
{
    y->kind = SYMBOL_POISON;
    return NULL;
}

int helper_is_too_large(struct check *c, struct definition *d)
{
    if (d->expanded <= MOST_EXPANDED)
        return 0;
    if (!d->too_large)
        diag_error(c->diags, d->stmt->name_at, "coupling '%s' is too large once its derived "
                   "quantities and functions are written out", d->stmt->name);
    return d->too_large = 1;
}

/* Whether nothing but functions is being written out: that these call each other check_formulas says. */
static int functions_alone(const struct definition *d)
{
    for (int i = 0; i < d->helper_count; i++)
        if (d->helpers[i].busy && !d->helpers[i].arity)
            return 0;
    return 1;
}

const struct term *helper_value(struct walk *w, struct symbol *y, const struct term *const *values)
{
    struct definition *d = w->def;
    struct helper *h = &d->helpers[y->index];
    if (h->stmt->kind == AST_TABLE)             /* one that has errors stays silent */
        return h->lookup ? table_value(w->c, h->stmt, h->lookup, values[0]) : NULL;
    if (h->busy) {
        if (!functions_alone(d))
            diag_error(w->c->diags, h->stmt->name_at, "'%s' depends on itself", y->name);
        return give_up(y);
    }
    d->expanded += expr_size(h->stmt->value);
    if (helper_is_too_large(w->c, d))
        return give_up(y);
    struct walk inner = *w;
    inner.arguments = h->stmt->params;
    inner.values = values;
    inner.declared = unit_of_all(h->stmt);
    h->busy = 1;
    const struct term *value = expr_check(&inner, h->stmt->value, WANT_NUMBER);
    h = &d->helpers[y->index];
    h->busy = 0;
    h->seen = 1;
    return value;
}

/* One term, however often the argument is named; what is computed is counted. */
const struct term *helper_argument(struct walk *w, int n)
{
    if (w->def->expanded <= MOST_EXPANDED)
        w->def->expanded += term_size(w->values[n]);
    return w->values[n];
}
