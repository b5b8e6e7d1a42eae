/* law_read.c -- distributions with their parameters. */
#include <math.h>
#include <string.h>
#include "setting.h"

static void unknown_law(struct reader *r, const struct ast_expr *call)
{
    struct offer o;
    if (axis_way_called(call->name)) {
        diag_error(r->diags, call->at, "'%s' is no distribution; write it behind '='", call->name);
        return;
    }
    offer_start(&o, call->name);
    for (int i = 0; i < DISTRIBUTIONS; i++)
        offer_add(&o, random_kinds[i].name);
    diag_error(r->diags, call->at, "unknown distribution '%s'%s", call->name, offer_close(r->arena, &o, "there are"));
}

static const char *law_usage(struct reader *r, const struct random_kind *kind)
{
    const char *text = arena_print(r->arena, "%s(", kind->name);
    for (int i = 0; i < random_param_count(kind); i++)
        text = arena_print(r->arena, "%s%s%s", text, i ? ", " : "", kind->params[i].name);
    return arena_print(r->arena, "%s)", text);
}

static int read_law_list(struct reader *r, const struct ast_expr *call,
                         const struct random_kind *kind, struct random_law *out)
{
    struct data v;
    const struct ast_expr *list = call->first;
    if (!list || list->next || list->op != AST_LIST) {
        diag_error(r->diags, call->at, "%s takes one list: %s([1, 2, 3])", kind->name, kind->name);
        return 0;
    }
    if (!constant_list(r, list, NULL, &v))
        return 0;
    if (v.rank != 1) {
        diag_error(r->diags, list->at, "%s takes a list of numbers", kind->name);
        return 0;
    }
    out->many = v.values;
    out->count = (int)v.shape[0];
    return 1;
}

static int read_law_args(struct reader *r, const struct ast_expr *call, const char *unit,
                         const struct random_kind *kind, struct random_law *out)
{
    const struct ast_expr *e = call->first;
    int good = 1, n = 0, most = random_param_count(kind);
    for (; n < most; n++) {
        const struct random_param *p = &kind->params[n];
        out->a[n] = e ? NAN : p->otherwise;
        if (!e && isnan(p->otherwise))
            break;
        if (e && constant_value(r, e, unit, &out->a[n]) && isnan(out->a[n]))
            diag_error(r->diags, e->at, "%s of %s must be a number, got nan", p->name, kind->name);
        good &= !isnan(out->a[n]);
        e = e ? e->next : NULL;
    }
    out->count = n;
    if (!e && n == most)
        return good;
    diag_error(r->diags, call->at, "%s takes %s, got %d argument%s", kind->name,
               law_usage(r, kind), expr_count(call->first),
               expr_count(call->first) == 1 ? "" : "s");
    return 0;
}

/* Whether the parameters have the signs and the order that the law asks for. */
static int law_is_sound(struct reader *r, const struct ast_expr *call, const struct random_law *law)
{
    struct fail f = { .code = 0 };
    if (random_law_check(law, &f) < 0)
        diag_error(r->diags, call->at, "%s", f.text);
    return !f.code;
}

int law_set(struct reader *r, const struct ast_expr *call, const char *unit, struct random_law *out)
{
    int found = random_find(call->name);
    if (found < 0) {
        unknown_law(r, call);
        return 0;
    }
    const struct random_kind *kind = &random_kinds[found];
    out->kind = (enum distribution)found;
    if (random_takes_list(kind))
        return read_law_list(r, call, kind, out) && law_is_sound(r, call, out);
    if (!read_law_args(r, call, unit, kind, out))
        return 0;
    int bounded = !strcmp(kind->params[0].name, "low");
    if (bounded && out->a[0] >= out->a[1]) {
        diag_error(r->diags, call->at, "low bound (%s) must be less than high bound (%s)",
                   said_number(r, out->a[0]), said_number(r, out->a[1]));
        return 0;
    }
    return law_is_sound(r, call, out);
}
