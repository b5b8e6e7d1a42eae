/* standalone_list.c -- --list: explorations with their axes, how many rows they have, what they observe and record. */
#include "standalone_help.h"
#include "base/number.h"
#include "base/text.h"

static void add_tail(struct text *out, const char *unit, const char *doc)
{
    if (unit)
        text_print(out, " [%s]", unit);
    if (doc)
        text_print(out, "  %s", doc);
    text_add(out, "\n");
}

/* "8 values from 0.1 to 1" */
static void add_axis(struct text *out, const struct job *j, int i)
{
    const struct axis *a = &j->space.axes[i];
    const struct column *c = &j->table.columns[i];
    char first[NUMBER_SHORTEST], last[NUMBER_SHORTEST];
    int bytes = j->space.bytes, single = bytes == 4 && !a->is_time;
    text_print(out, "  along %s: %ld ", c->name, a->n);
    if (a->kind == AXIS_KEYS)
        text_print(out, "key%s", plural(a->n));
    else if (c->drawn)
        text_print(out, "draw%s of %s", plural(a->n), c->drawn);
    else if (axis_elements(a) > 1)
        text_print(out, "arrays");
    else if (a->n == 1)
        text_print(out, "value, %s", number_shortest(first, axis_value(a, bytes, 0, 0), single));
    else
        text_print(out, "values from %s to %s", number_shortest(first, axis_value(a, bytes, 0, 0), single),
                   number_shortest(last, axis_value(a, bytes, a->n - 1, 0), single));
    if (a->group)
        text_print(out, ", in group %s", a->group);
    add_tail(out, c->unit, c->doc);
}

static void add_series(struct text *out, const struct series *s)
{
    text_print(out, "  records %s", s->name);
    for (int i = 0; i < s->state_count; i++)
        text_print(out, "%s%s", i ? ", " : ": ", s->states[i]);
    text_print(out, ", %ld sample%s", s->samples, plural(s->samples));
    if (s->nodes)
        text_print(out, " of %ld node%s", s->nodes, plural(s->nodes));
    add_tail(out, s->unit, s->doc);
}

static void add_job(struct text *out, const struct job *j)
{
    const struct table *t = &j->table;
    text_print(out, "%s: %ld row%s\n", j->name, t->rows, plural(t->rows));
    for (int i = 0; i < j->space.count; i++)
        add_axis(out, j, i);
    if (j->space.trials > 0)
        text_print(out, "  %ld trial%s of each point\n", j->space.trials, plural(j->space.trials));
    for (int i = 0; i < t->column_count; i++)
        if (t->columns[i].kind == COLUMN_RESULT) {
            text_print(out, "  observes %s", t->columns[i].name);
            add_tail(out, t->columns[i].unit, t->columns[i].doc);
        }
    for (int i = 0; i < t->series_count; i++)
        add_series(out, &t->series[i]);
}

void standalone_list(const struct standalone *s, const int *chosen, int count, struct arena *a, struct text *out, struct fail *f)
{
    for (int i = 0; i < count && !f->code; i++) {
        struct job job;
        standalone_job(s, chosen[i], a, &job);
        if (job_open(&job, f) == 0 && job_plan(&job, f) == 0)
            add_job(out, &job);
        job_close(&job);
    }
}
