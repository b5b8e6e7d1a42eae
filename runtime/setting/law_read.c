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

static int read_mean(struct reader *r, const struct ast_expr *e, const char *unit, const struct random_kind *kind, struct data *out)
{
    if (!constant_values(r, e, unit, arena_print(r->arena, "the mean of %s", kind->name), out))
        return 0;
    if (out->rank == 1)
        return 1;
    diag_error(r->diags, e->at, "the mean of %s is a list of numbers, got %s", kind->name, said_shape(r, out->shape, out->rank));
    return 0;
}

/* Numbers of it are in the square of the unit. */
static int read_covariance(struct reader *r, const struct ast_expr *e, const char *unit, const struct random_kind *kind, long n,
                           struct data *out)
{
    const char *squared = unit ? arena_print(r->arena, "(%s)^2", unit) : NULL;
    if (!constant_values(r, e, squared, arena_print(r->arena, "the covariance of %s", kind->name), out))
        return 0;
    if (out->rank == 2 && out->shape[0] == n && out->shape[1] == n)
        return 1;
    if (out->rank == 2 && out->shape[0] == out->shape[1])
        diag_error(r->diags, e->at, "the mean has %ld number%s, and the covariance is %ld x %ld; both are of one size", n, n == 1 ? "" : "s",
                   out->shape[0], out->shape[1]);
    else
        diag_error(r->diags, e->at, "the covariance of %s is a square matrix, a row of %ld for each number of the mean; got %s", kind->name, n,
                   said_shape(r, out->shape, out->rank));
    return 0;
}

/* MultivariateNormal([0, 1], [[1, 0.5], [0.5, 2]]): what is kept of the covariance is its factor. */
static int read_law_matrix(struct reader *r, const struct ast_expr *call, const char *unit, const struct random_kind *kind,
                           struct random_law *out)
{
    struct data mean, covariance;
    struct fail f = { .code = 0 };
    const struct ast_expr *e = call->first;
    if (expr_count(e) != 2) {
        diag_error(r->diags, call->at, "%s takes %s, a list and a matrix, got %d argument%s: %s(%s)", kind->name, law_usage(r, kind),
                   expr_count(e), expr_count(e) == 1 ? "" : "s", kind->name, kind->example);
        return 0;
    }
    if (!read_mean(r, e, unit, kind, &mean) || !read_covariance(r, e->next, unit, kind, mean.shape[0], &covariance))
        return 0;
    const long n = mean.shape[0];
    double *many = ARENA_ARRAY(r->arena, double, n + n*(n + 1)/2);
    memcpy(many, mean.values, (size_t)n*sizeof *many);
    if (random_factor(covariance.values, (int)n, many + n, &f) < 0) {
        diag_error(r->diags, e->next->at, "the covariance of %s %s", kind->name, f.text);
        return 0;
    }
    out->many = many;
    out->count = (int)n;
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
    if (random_takes_matrix(kind))
        return read_law_matrix(r, call, unit, kind, out) && law_is_sound(r, call, out);
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
