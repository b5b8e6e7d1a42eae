/* job_table.c -- from a space and the results of a kernel to the table of a run. */
#include "job_table.h"
#include <string.h>
#include "base/number.h"

/* ---- columns ---- */

/* "Beta(2, 5)", "uniform(0, 1)", "MultivariateNormal([0, 1], ...)": what values were drawn from; NULL: they were not. */
static const char *drawn_from(const struct axis *axis, struct arena *a)
{
    enum { SHOWN = 20 };
    const double bounds[] = { axis->lo, axis->hi };
    const struct random_law *law = &axis->law;
    int is_law = axis->kind == AXIS_LAW, count = is_law ? law->count : 2;
    const double *values = !is_law ? bounds : law->many ? law->many : law->a;
    char number[NUMBER_SHORTEST];
    const char *text = is_law ? random_kinds[law->kind].name : axis->kind == AXIS_UNIFORM ? "uniform"
                     : axis->kind == AXIS_SOBOL ? "sobol" : axis->kind == AXIS_LATIN ? "latin" : NULL;
    if (!text)
        return NULL;
    int of_mean = is_law && random_takes_matrix(&random_kinds[law->kind]);
    for (int i = 0; i < count && i < SHOWN; i++)
        text = arena_print(a, "%s%s%s", text, i ? ", " : of_mean ? "([" : "(", number_shortest(number, values[i], 0));
    return arena_print(a, "%s%s%s)", text, count > SHOWN ? ", ..." : "", of_mean ? "], ..." : "");
}

static struct column axis_column(const struct axis *axis, struct arena *a)
{
    struct column c = {
        .name = axis->label ? axis->label : axis->path,
        .unit = axis->unit, .doc = axis->doc, .drawn = drawn_from(axis, a), .kind = COLUMN_AXIS,
        .key = axis->kind == AXIS_KEYS && axis->has_seed,
        .integer = (axis->kind == AXIS_KEYS && !axis->has_seed) || axis->names, .names = axis->names, .rank = axis->rank, .dim = axis->dim,
    };
    memcpy(c.shape, axis->shape, sizeof c.shape);
    return c;
}

static struct column *add_column(struct table *t)
{
    return &t->columns[t->column_count++];
}

void table_of_points(const char *name, const struct space *s, int by_point, int more, struct arena *a,
                     struct table *t)
{
    *t = (struct table){
        .name = name, .single = s->bytes == 4, .rows = s->points, .dim_count = s->dim_count,
        .columns = ARENA_ARRAY(a, struct column, s->count + 1 + more),
        .dims = ARENA_ARRAY(a, struct table_dim, s->dim_count + 1),
    };
    for (int i = 0; i < s->dim_count; i++)
        t->dims[i] = (struct table_dim){ s->dims[i].name, s->dims[i].size };
    for (int i = 0; i < s->count; i++)
        *add_column(t) = axis_column(&s->axes[i], a);
    if (s->trials > 0 && !by_point)
        *add_column(t) = (struct column){ .name = "trial", .kind = COLUMN_TRIAL, .integer = 1,
                                          .dim = s->dim_count - 1 };
}

/* The rows of a part lie along one dimension. */
static void flatten(struct table *t)
{
    t->dims[0] = (struct table_dim){ "point", t->rows };
    t->dim_count = 1;
    for (int c = 0; c < t->column_count; c++)
        t->columns[c].dim = 0;
}

void table_of_run(const char *name, const struct space *s, int by_point, const struct column *results, int count,
                  struct arena *a, struct table *t)
{
    table_of_points(name, s, by_point, count + 1, a, t);
    t->trials = by_point || s->part ? 0 : s->trials;
    if (by_point) {                     /* the trials are the last dimension */
        t->runs = s->trials;
        t->rows /= s->trials;
        t->dim_count--;
    }
    for (int i = 0; i < count; i++)
        *add_column(t) = results[i];
    *add_column(t) = (struct column){
        .name = "status", .kind = COLUMN_STATUS, .integer = 1,
        .doc = "step at which the point left the finite numbers, 0: never",
    };
    if (s->part)
        flatten(t);
}

/* ---- whether files can hold it ---- */

static void take_first(void *user, int column, int dim, const char *text)
{
    (void)column, (void)dim;
    fail(user, EXIT_MODEL, "%s", text);
}

int table_check_files(const struct table *t, const struct space *s, struct fail *f)
{
    for (int i = 0; i < s->count; i++)
        if (s->axes[i].group && table_reserved(s->axes[i].group))
            return fail(f, EXIT_MODEL, "the group's name '%s' %s; choose another", s->axes[i].group,
                        table_reserved(s->axes[i].group));
    if (table_faults(t, take_first, f) < 0)
        return fail(f, EXIT_SYSTEM, "out of memory");
    return f->code ? -1 : 0;
}
