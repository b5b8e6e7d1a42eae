/* sweep_out.c -- rows that are complete, handed out in order by hand 0. */
#include "sweep_run.h"

enum { BATCH = 4096 };          /* rows handed out at once */

/* A column without a NaN costs one fast look. */
static int holds_nan(const double *cells, long n)
{
    int found = 0;
    for (long i = 0; i < n; i++)
        found |= cells[i] != cells[i];
    return found;
}

static const double *statuses(const struct run *r)
{
    for (int i = 0; i < r->outlet_count; i++)
        if (r->outlets[i].kind == COLUMN_STATUS)
            return r->outlets[i].cells;
    return NULL;
}

/* The first column in which [row] has a NaN, or that is made of one, or -1. */
static int nan_in(const struct run *r, long row)
{
    for (int i = 0; i < r->outlet_count; i++) {
        const struct outlet *o = &r->outlets[i];
        if (o->kind == COLUMN_RESULT && !o->is_made && holds_nan(o->cells + row*o->elements, o->elements))
            return o->column;
    }
    return -1;
}

/* Of a row that left the finite numbers nothing else is said. */
static void judge_row(struct run *r, long row, int fell)
{
    struct sweep_report *report = r->report;
    int column = fell ? -1 : nan_in(r, row);
    report->diverged += fell;
    if (column >= 0 && report->undefined++ == 0)
        report->undefined_column = column;
}

static void judge(struct run *r, long from, long upto)
{
    const double *status = statuses(r);
    int fine = 1;
    for (long row = from; status && row < upto; row++)
        fine &= status[row] == 0;
    for (int i = 0; i < r->outlet_count && fine; i++) {
        const struct outlet *o = &r->outlets[i];
        fine = o->kind != COLUMN_RESULT || o->is_made
            || !holds_nan(o->cells + from*o->elements, (upto - from)*o->elements);
    }
    for (long row = from; row < upto && !fine; row++)
        judge_row(r, row, status && status[row] != 0);
}

static int hand_out(struct run *r, long count)
{
    for (int i = 0; i < r->column_count && !r->trials; i++)
        r->slabs[i] = slab_of_rows(r->s->table, i, r->wave_first + r->emitted, count,
                                   r->outlets[i].cells + r->emitted*r->outlets[i].elements);
    return trials_rows(r, count);
}

int rows_emit(struct run *r, long upto)
{
    while (r->emitted < upto) {
        long count = upto - r->emitted < BATCH ? upto - r->emitted : BATCH;
        if (hand_out(r, count))
            return -1;
        judge(r, r->emitted, r->emitted + count);
        r->emitted += count;
    }
    return 0;
}
