/* standalone_columns.c -- what a run gives: columns, what they are made of, and recordings. */
#include "standalone_tables.h"
#include <string.h>
#include "model/builtin.h"

/* ---- what is made of trials ------------------------------------------------------------- */

static const char *const made_kinds[] = {
    [MADE_MEAN] = "MADE_MEAN", [MADE_STD] = "MADE_STD", [MADE_VAR] = "MADE_VAR", [MADE_MIN] = "MADE_MIN", [MADE_MAX] = "MADE_MAX",
    [MADE_SUM] = "MADE_SUM", [MADE_FIRST] = "MADE_FIRST", [MADE_LAST] = "MADE_LAST", [MADE_SEM] = "MADE_SEM", [MADE_MEDIAN] = "MADE_MEDIAN"
};

static const char *const actions[] = {
    [MADE_NUMBER] = "MADE_NUMBER", [MADE_LEAF] = "MADE_LEAF", [MADE_ONE] = "MADE_ONE", [MADE_TWO] = "MADE_TWO",
    [MADE_OVER_NODES] = "MADE_OVER_NODES", [MADE_NEG] = "MADE_NEG", [MADE_ADD] = "MADE_ADD", [MADE_SUB] = "MADE_SUB",
    [MADE_MUL] = "MADE_MUL", [MADE_DIV] = "MADE_DIV", [MADE_LT] = "MADE_LT", [MADE_LE] = "MADE_LE", [MADE_EQ] = "MADE_EQ",
    [MADE_NE] = "MADE_NE", [MADE_AND] = "MADE_AND", [MADE_OR] = "MADE_OR", [MADE_NOT] = "MADE_NOT", [MADE_CHOICE] = "MADE_CHOICE"
};

/* A function of the language, as a function in C of which the text stands in its table; written where it is first called. */
static const char *function(struct standalone_pen *p, const struct builtin *f, const void *place)
{
    const char *name = pen_known(p, place);
    if (name)
        return name;
    name = names_take(&p->names, arena_print(p->arena, "%s_of", f->name));
    text_print(p->out, "/* %s: %s. */\nstatic long double %s(long double x%s)\n{\n    return %s;\n}\n\n", f->name, f->text, name,
               f->constant.two ? ", long double y" : "", f->body);
    return pen_know(p, place, name);
}

static const char *function_of(struct standalone_pen *p, const struct trials_op *op)
{
    for (const struct builtin *f = builtins; f->name; f++)
        if ((op->action == MADE_ONE && f->constant.one == op->one) || (op->action == MADE_TWO && f->constant.two == op->two))
            return function(p, f, f);
    return NULL;
}

static const char *leaves(struct standalone_pen *p, const struct trials_value *v, const char *of)
{
    AS_KNOWN(struct trials_leaf, 24);
    const char *name = pen_known(p, v->leaves);
    if (name || !v->leaf_count || !v->leaves)     /* those of a column that waits are in its own list */
        return name;
    name = pen_name_of(p, of, "leaves");
    text_print(p->out, "static const struct trials_leaf %s[] = {\n", name);
    for (int i = 0; i < v->leaf_count; i++) {
        struct c_record r = pen_row(p);
        c_member(&r, ".kind", made_kinds[v->leaves[i].kind]);
        c_member_integer(&r, ".at", v->leaves[i].at);
        c_member_integer(&r, ".elements", v->leaves[i].elements);
        pen_row_end(&r);
    }
    text_add(p->out, "};\n");
    return pen_know(p, v->leaves, name);
}

static void op_row(struct standalone_pen *p, const struct trials_op *op, const char *call)
{
    AS_KNOWN(struct trials_op, 48);
    struct c_record r = pen_row(p);
    c_member(&r, ".action", actions[op->action]);
    c_member_integer(&r, ".a", op->a);
    c_member_integer(&r, ".b", op->b);
    c_member_integer(&r, ".c", op->c);
    c_member_number(&r, ".number", op->number);
    c_member(&r, ".kind", op->action == MADE_OVER_NODES ? made_kinds[op->kind] : NULL);
    c_member_integer(&r, ".single", op->single);
    c_member(&r, op->action == MADE_TWO ? ".two" : ".one", call);
    pen_row_end(&r);
}

static const char *ops(struct standalone_pen *p, const struct trials_value *v, const char *of)
{
    const char **calls = ARENA_ARRAY(p->arena, const char *, v->op_count + 1);
    for (int i = 0; i < v->op_count; i++)
        calls[i] = function_of(p, &v->ops[i]);
    const char *name = pen_name_of(p, of, "made");
    text_print(p->out, "static const struct trials_op %s[] = {\n", name);
    for (int i = 0; i < v->op_count; i++)
        op_row(p, &v->ops[i], calls[i]);
    text_add(p->out, "};\n");
    return name;
}

/* [count] values, the first of which has the name. */
static const char *values_made(struct standalone_pen *p, const struct trials_value *v, int count, const char *of)
{
    AS_KNOWN(struct trials_value, 32);
    const char **of_ops = ARENA_ARRAY(p->arena, const char *, count), **of_leaves = ARENA_ARRAY(p->arena, const char *, count);
    if (pen_known(p, v))
        return pen_known(p, v);
    text_print(p->out, "/* What %s is made of. */\n", c_remark(p->arena, of));
    for (int i = 0; i < count; i++) {
        of_leaves[i] = leaves(p, &v[i], of);
        of_ops[i] = ops(p, &v[i], of);
    }
    const char *name = pen_name_of(p, of, "value");
    text_print(p->out, "static const struct trials_value %s[] = {\n", name);
    for (int i = 0; i < count; i++) {
        struct c_record r = pen_row(p);
        c_member(&r, ".leaves", of_leaves[i]);
        c_member_integer(&r, ".leaf_count", v[i].leaf_count);
        c_member(&r, ".ops", of_ops[i]);
        c_member_integer(&r, ".op_count", v[i].op_count);
        pen_row_end(&r);
    }
    pen_close(p);
    return pen_know(p, v, name);
}

/* ---- columns ---------------------------------------------------------------------------- */

static void result_row(struct standalone_pen *p, const struct column *c, const char *made)
{
    AS_KNOWN(struct column, 144);
    struct c_record r = pen_row(p);
    c_member_string(&r, ".name", c->name);
    c_member_string(&r, ".unit", c->unit);
    pen_member(p, &r, ".doc", c->doc);
    c_member(&r, ".kind", "COLUMN_RESULT");
    c_member_integer(&r, ".rank", c->rank);
    c_member(&r, ".shape", pen_shape(p, c->shape, c->rank));
    c_member_integer(&r, ".over_nodes", c->over_nodes);
    c_member_integer(&r, ".over_modes", c->over_modes);
    c_member(&r, ".made", made);
    c_member(&r, ".scale", pen_scale(p, c->scale));
    pen_row_end(&r);
}

static const char *results(struct standalone_pen *p, const struct job *j)
{
    if (!j->result_count)
        return NULL;
    const char **made = ARENA_ARRAY(p->arena, const char *, j->result_count);
    for (int i = 0; i < j->result_count; i++)
        made[i] = j->results[i].made ? values_made(p, j->results[i].made, 1, j->results[i].name) : NULL;
    const char *name = pen_open(p, "The columns of the table behind the axes.", "struct column", "results");
    for (int i = 0; i < j->result_count; i++)
        result_row(p, &j->results[i], made[i]);
    pen_close(p);
    return name;
}

/* Where each begins among the kernel's results: one behind the other is what is taken for granted. */
static const char *result_at(struct standalone_pen *p, const struct job *j)
{
    const long *at = j->sweep.result_at;
    long next = 0;
    int follow = 1;
    for (int i = 0; at && i < j->result_count; i++) {
        follow &= at[i] == next && !j->results[i].made;
        next += column_elements(&j->results[i]);
    }
    if (!at || follow || !j->result_count)
        return NULL;
    const char *name = pen_name(p, "result_at");
    text_add(p->out, "/* Where each begins among the kernel's numbers. */\n");
    c_longs(name, at, j->result_count, p->out);
    text_add(p->out, "\n");
    return name;
}

static const char *followers(struct standalone_pen *p, const struct sweep *s)
{
    if (!s->follower_count)
        return NULL;
    const char *name = pen_name(p, "followers");
    text_add(p->out, "/* Buffers of observers' states. */\n");
    c_longs(name, s->followers, s->follower_count, p->out);
    text_add(p->out, "\n");
    return name;
}

/* ---- columns that wait ------------------------------------------------------------------- */

static const char *late_leaves(struct standalone_pen *p, const struct late_column *c, const char *of)
{
    AS_KNOWN(struct trials_late, 12);
    if (!c->value->leaf_count)
        return NULL;
    const char *name = pen_name_of(p, of, "times");
    text_print(p->out, "static const struct trials_late %s[] = {\n", name);
    for (int i = 0; i < c->value->leaf_count; i++) {
        struct c_record r = pen_row(p);
        c_member(&r, ".kind", made_kinds[c->leaves[i].kind]);
        c_member_integer(&r, ".over_nodes", c->leaves[i].over_nodes);
        c_member_integer(&r, ".series", c->leaves[i].series);
        pen_row_end(&r);
    }
    text_add(p->out, "};\n");
    return name;
}

static const char *late(struct standalone_pen *p, const struct job *j)
{
    AS_KNOWN(struct late_column, 24);
    const struct late *l = &j->late;
    if (!l->column_count)
        return NULL;
    const char **values = ARENA_ARRAY(p->arena, const char *, l->column_count), **times = ARENA_ARRAY(p->arena, const char *, l->column_count);
    for (int i = 0; i < l->column_count; i++) {
        const char *of = j->results[l->columns[i].result].name;
        times[i] = late_leaves(p, &l->columns[i], of);
        values[i] = values_made(p, l->columns[i].value, 1, of);
    }
    const char *name = pen_open(p, "Columns that are known when all samples have come.", "struct late_column", "late");
    for (int i = 0; i < l->column_count; i++) {
        struct c_record r = pen_row(p);
        c_member_integer(&r, ".result", l->columns[i].result);
        c_member(&r, ".value", values[i]);
        c_member(&r, ".leaves", times[i]);
        pen_row_end(&r);
    }
    pen_close(p);
    return name;
}

/* ---- recordings --------------------------------------------------------------------------- */

static const char *scales(struct standalone_pen *p, const struct scale *list, long count, const char *of)
{
    if (!list || !count)
        return NULL;
    const char *name = pen_name_of(p, of, "scales");
    text_print(p->out, "static const struct scale %s[] = {", name);
    for (long i = 0; i < count; i++) {
        const char *s = pen_scale(p, list[i]);
        text_print(p->out, " %s,", s ? s : "{ 0, 0, 0 }");
    }
    text_add(p->out, " };\n");
    return name;
}

/* The one of the table that takes it; NULL: nobody does. */
static const struct series *taker(const struct standalone_exploration *x, int number)
{
    const struct job *j = &x->job;
    return number < 0 ? NULL : number < j->series_count ? &x->series[number] : &x->late_series[number - j->series_count];
}

static const char *sweep_series(struct standalone_pen *p, const struct standalone_exploration *x)
{
    AS_KNOWN(struct sweep_series, 56);
    const struct sweep *s = &x->job.sweep;
    if (!s->series_count)
        return NULL;
    const char **of_scales = ARENA_ARRAY(p->arena, const char *, s->series_count);
    for (int i = 0; i < s->series_count; i++) {
        const struct series *to = taker(x, s->series[i].number);
        of_scales[i] = scales(p, s->series[i].scales, s->series[i].values, to ? to->name : "series");
    }
    const char *name = pen_open(p, "What the kernel records, in steps.", "struct sweep_series", "records");
    for (int i = 0; i < s->series_count; i++) {
        const struct sweep_series *e = &s->series[i];
        struct c_record r = pen_row(p);
        c_member_integer(&r, ".every", e->every);
        c_member_integer(&r, ".first", e->first);
        c_member_integer(&r, ".count", e->count);
        c_member_integer(&r, ".values", e->values);
        c_member_integer(&r, ".places", e->places);
        c_member_integer(&r, ".number", e->number);
        c_member(&r, ".scales", of_scales[i]);
        pen_row_end(&r);
    }
    pen_close(p);
    return name;
}

struct series_lists { const char *states, *units, *docs, *made, *scales; };

static const char *state_list(struct standalone_pen *p, const struct series *s, const char *const *list, const char *what)
{
    return list && s->state_count ? pen_texts(p, pen_name_of(p, s->name, what), list, s->state_count) : NULL;
}

static struct series_lists series_lists(struct standalone_pen *p, const struct series *s)
{
    int count = s->state_count ? s->state_count : 1;
    struct series_lists l = { .states = state_list(p, s, s->states, "states"), .units = state_list(p, s, s->units, "units"),
                              .docs = state_list(p, s, s->docs, "docs") };
    l.made = s->made ? values_made(p, s->made, count, s->name) : NULL;
    l.scales = scales(p, s->scales, count, s->name);
    return l;
}

static const char *series(struct standalone_pen *p, const struct series *list, int count, const char *doc, const char *what)
{
    AS_KNOWN(struct series, 136);
    if (!count)
        return NULL;
    struct series_lists *lists = ARENA_ARRAY(p->arena, struct series_lists, count);
    for (int i = 0; i < count; i++)
        lists[i] = series_lists(p, &list[i]);
    const char *name = pen_open(p, doc, "struct series", what);
    for (int i = 0; i < count; i++) {
        const struct series *s = &list[i];
        struct c_record r = pen_row(p);
        c_member_string(&r, ".name", s->name);
        pen_member(p, &r, ".doc", s->doc);
        c_member_string(&r, ".unit", s->unit);
        c_member(&r, ".states", lists[i].states);
        c_member(&r, ".units", lists[i].units);
        c_member(&r, ".docs", lists[i].docs);
        c_member_integer(&r, ".state_count", s->state_count);
        c_member_integer(&r, ".nodes", s->nodes);
        c_member_integer(&r, ".modes", s->modes);
        c_member_integer(&r, ".samples", s->samples);
        c_member_integer(&r, ".has_time", s->has_time);
        c_member_number(&r, ".first", s->first);
        c_member_number(&r, ".every", s->every);
        c_member_string(&r, ".time_unit", s->time_unit);
        c_member(&r, ".made", lists[i].made);
        c_member(&r, ".scales", lists[i].scales);
        c_member_integer(&r, ".run_places", s->run_places);
        pen_row_end(&r);
    }
    pen_close(p);
    return name;
}

void standalone_columns(struct standalone_pen *p, int i, struct standalone_tables *out)
{
    const struct standalone_exploration *x = &p->w->program->explorations[i];
    const struct job *j = &x->job;
    out->results = results(p, j);
    out->result_at = result_at(p, j);
    out->followers = followers(p, &j->sweep);
    out->late = late(p, j);
    out->sweep_series = sweep_series(p, x);
    out->series = series(p, x->series, j->series_count, "What is recorded, as it is shown.", "series");
    out->late_series = series(p, x->late_series, j->late.series_count, "What is recorded for columns that wait.", "late_series");
}
