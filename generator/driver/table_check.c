/* table_check.c -- whether the files of a run can hold its table.
 *
 * The runtime knows what names and how many dimensions files take, the checker
 * where each was written; here columns become axes and observations.
 */
#include "table_check.h"
#include <string.h>
#include "space_build.h"

struct columns {
    const struct experiment *e;
    const struct exploration *x;
    const struct table *table;
    table_fault_in *tell;
    void *user;
};

/* The observation that column number [nth] of the results is. */
static int find_observe(const struct columns *c, int nth)
{
    for (int i = 0; i < c->e->observe_count; i++)
        if (model_is_column(&c->e->observes[i], c->x) && nth-- == 0)
            return i;
    return -1;
}

/* The first axis that moves along a dimension, or -1: the trials. */
static int axis_along(const struct columns *c, int dim)
{
    for (int i = 0; i < c->x->axis_count; i++)
        if (c->table->columns[i].dim == dim)
            return i;
    return -1;
}

static void tell_in(void *user, int column, int dim, const char *text)
{
    const struct columns *c = user;
    int results = c->x->axis_count;
    while (results < c->table->column_count && c->table->columns[results].kind != COLUMN_RESULT)
        results++;
    if (dim >= 0)
        c->tell(c->user, axis_along(c, dim), -1, text);
    else if (column >= results)
        c->tell(c->user, -1, find_observe(c, column - results), text);
    else
        c->tell(c->user, column < c->x->axis_count ? column : -1, -1, text);
}

/* A group names a dimension, or would if the exploration were no zip. */
static void check_groups(const struct columns *c, struct arena *a)
{
    for (int i = 0; i < c->x->axis_count; i++) {
        const char *group = c->x->axes[i].group;
        int first = group != NULL;
        for (int k = 0; k < i && first; k++)
            first = !c->x->axes[k].group || strcmp(c->x->axes[k].group, group) != 0;
        if (first && table_reserved(group))
            c->tell(c->user, i, -1, arena_print(a, "the group's name '%s' %s; choose another", group,
                                                table_reserved(group)));
    }
}

void table_check(const struct experiment *e, const struct exploration *x, struct arena *a,
                 table_fault_in *tell, void *user)
{
    struct table table;
    struct space space;
    struct fail ignored = { .code = 0 };
    struct columns c = { e, x, &table, tell, user };
    if (build_space(e, x, a, &space, &ignored) < 0)
        return;
    build_table_names(e, x, &space, a, &table);
    check_groups(&c, a);
    (void)table_faults(&table, tell_in, &c);    /* out of memory: the run will say so */
    space_close(&space);
}

static void take_first(void *user, int column, int dim, const char *text)
{
    (void)column, (void)dim;
    fail(user, EXIT_MODEL, "%s", text);
}

int table_first_fault(const struct table *t, const struct exploration *x, struct fail *f)
{
    for (int i = 0; i < x->axis_count; i++)
        if (x->axes[i].group && table_reserved(x->axes[i].group))
            return fail(f, EXIT_MODEL, "the group's name '%s' %s; choose another", x->axes[i].group,
                        table_reserved(x->axes[i].group));
    if (table_faults(t, take_first, f) < 0)
        return fail(f, EXIT_SYSTEM, "out of memory");
    return f->code ? -1 : 0;
}
