/* table_check.c -- whether the files of a run can hold its table.
 *
 * The runtime knows what names and how many dimensions files take, the checker
 * where each was written; here columns become axes and observations, series recordings.
 */
#include "table_check.h"
#include <string.h>
#include "job_build.h"

struct columns {
    const struct experiment *e;
    const struct exploration *x;
    const struct table *table;
    table_fault_in *tell;
    void *user;
    struct guard guard;                 /* around each message that the runtime asks for */
    int column, dim;                    /* of which it is */
    const char *text;
};

/* The first axis that moves along a dimension, or -1: the trials. */
static int axis_along(const struct columns *c, int dim)
{
    for (int i = 0; i < c->x->axis_count; i++)
        if (c->table->columns[i].dim == dim)
            return i;
    return -1;
}

static void tell_in(void *user)
{
    const struct columns *c = user;
    int column = c->column, dim = c->dim;
    const char *text = c->text;
    int results = c->x->axis_count;
    while (results < c->table->column_count && c->table->columns[results].kind != COLUMN_RESULT)
        results++;
    if (dim >= 0)
        c->tell(c->user, axis_along(c, dim), -1, -1, text);
    else if (column >= c->table->column_count)
        c->tell(c->user, -1, -1, c->x->recordings[column - c->table->column_count], text);
    else if (column >= results)
        c->tell(c->user, -1, column - results < c->x->column_count ? c->x->columns[column - results] : -1, -1, text);
    else
        c->tell(c->user, column < c->x->axis_count ? column : -1, -1, -1, text);
}

/* Called by the runtime, whose frames nothing may jump over. */
static void tell_guarded(void *user, int column, int dim, const char *text)
{
    struct columns *c = user;
    if (c->guard.code)
        return;
    c->column = column;
    c->dim = dim;
    c->text = text;
    guard_call(&c->guard, tell_in, c);
}

/* A group names a dimension, or would if the exploration were no zip. */
static void check_groups(const struct columns *c, struct arena *a)
{
    for (int i = 0; i < c->x->axis_count; i++) {
        const char *group = c->x->axes[i].axis.group;
        int first = group && table_reserved(group);
        for (int k = 0; k < i && first; k++)
            first = !c->x->axes[k].axis.group || strcmp(c->x->axes[k].axis.group, group) != 0;
        if (first)
            c->tell(c->user, i, -1, -1, arena_print(a, "the group's name '%s' %s; choose another", group,
                                                    table_reserved(group)));
    }
}

/* Closed when memory runs out. */
struct held_space {
    struct held held;
    struct space space;
};

static void close_space(struct held *h)
{
    space_close(&((struct held_space *)h)->space);      /* its first member */
}

void table_check(const struct experiment *e, const struct exploration *x, struct arena *a,
                 table_fault_in *tell, void *user)
{
    struct table table;
    struct held_space h;
    struct fail ignored = { .code = 0 };
    struct columns c = { .e = e, .x = x, .table = &table, .tell = tell, .user = user };
    h.space = build_space(e, x, a);
    if (space_open(&h.space, &ignored) < 0) {
        if (ignored.no_memory)
            guard_out_of_memory();
        return;
    }
    guard_hold(&h.held, close_space);
    build_table_names(e, x, &h.space, a, &table);
    check_groups(&c, a);
    int known = table_faults(&table, tell_guarded, &c) == 0;
    if (c.guard.code)
        guard_raise_again(&c.guard);
    if (!known)
        guard_out_of_memory();
    guard_drop(&h.held);
    space_close(&h.space);
}
