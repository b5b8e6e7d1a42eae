/* lua_axis_text.c -- how a .mass file writes an axis that a constructor of the Lua module made. */
#include "lua_massc.h"
#include "model/model.h"
#include "base/number.h"

static void add_number(struct text *out, const char *before, double x)
{
    char number[NUMBER_SHORTEST];
    text_print(out, "%s%s", before, number_shortest(number, x, 0));
}

/* Element numbers run on: [[1, 2], [3, 4]] */
static void add_nested(struct text *out, const struct axis *a, int level, long *e)
{
    long n = level ? a->shape[level - 1] : a->n;
    for (long i = 0; i < n; i++) {
        text_add(out, i ? ", " : "[");
        if (level < a->rank)
            add_nested(out, a, level + 1, e);
        else
            add_number(out, "", a->values[(*e)++]);
    }
    text_add(out, "]");
}

/* ", [[1, 0.5], [0.5, 2]]" */
static void add_square(struct text *out, const double *matrix, int n)
{
    for (int i = 0; i < n; i++)
        for (int k = 0; k < n; k++)
            add_number(out, k ? ", " : i ? "], [" : ", [[", matrix[(long)i*n + k]);
    text_add(out, "]]");
}

/* Parameters behind the last that differs from its default are left out. */
static void add_law(struct text *out, const struct axis *a)
{
    const struct random_kind *kind = &random_kinds[a->law.kind];
    int n = 0, many = random_takes_list(kind);
    text_print(out, "%s(", kind->name);
    for (int i = 0; i < random_param_count(kind); i++)
        if (!(a->law.a[i] == kind->params[i].otherwise))
            n = i + 1;
    for (int i = 0; i < n && !many; i++)
        add_number(out, i ? ", " : "", a->law.a[i]);
    for (int i = 0; i < a->law.count && many; i++)
        add_number(out, i ? ", " : "[", a->law.many[i]);
    text_add(out, many ? "]" : "");
    if (random_takes_matrix(kind))
        add_square(out, a->law.many + random_many(&a->law), a->law.count);
    text_print(out, ") n %ld", a->n);
}

static void add_shape(struct text *out, const struct axis *a)
{
    int rank = a->rank - (a->kind == AXIS_LAW && random_takes_list(&random_kinds[a->law.kind]));
    if (rank < 1 || a->kind == AXIS_LIST)
        return;
    text_print(out, " shape %s%ld", rank > 1 ? "(" : "", a->shape[0]);
    for (int d = 1; d < rank; d++)
        text_print(out, ", %ld", a->shape[d]);
    text_print(out, "%s%s", rank > 1 ? ")" : "", a->broadcast ? " broadcast" : "");
}

void script_axis_text(const struct axis *a, struct text *out)
{
    long e = 0;
    if (a->kind == AXIS_KEYS && a->has_seed) {
        text_print(out, "split(%lld, %ld)", (long long)a->seed, a->n);
    } else if (a->kind == AXIS_LIST || a->kind == AXIS_KEYS) {
        add_nested(out, a, 0, &e);
    } else if (a->kind == AXIS_LAW) {
        add_law(out, a);
    } else {
        text_add(out, axis_words[a->kind]);
        add_number(out, "(", a->lo);
        add_number(out, ", ", a->hi);
        if (a->kind == AXIS_RANGE)
            add_number(out, ", ", a->step);
        else
            text_print(out, ", %ld", a->n);
        text_add(out, ")");
    }
    add_shape(out, a);
    if (a->own_key)
        text_print(out, " key %lld", (long long)a->key);
}
