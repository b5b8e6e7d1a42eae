/* sweep_trials.c -- rows on their way out: as they are, or with what is made of all trials of a
 * point.
 *
 * The trials of a point are neighbouring rows, so a point is complete when as many rows were
 * taken as there are trials; it may begin in one wave and end in the next. Numbers are
 * folded in the order of the trials. A trial that left the finite numbers makes what is made
 * of it NaN: what the others give would hide it. Where rows are points, theirs is the status
 * of the first trial that has one; where they are trials, those of a point wait for its last
 * and all bear what is made of them.
 */
#include "sweep_run.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM = 1024 };           /* rows that wait to be handed out, if a point has not more */

/* A reduction over the trials of the point under way. */
struct gathered_leaf {
    int outlet;                 /* whose cells it reads */
    enum trials_kind kind;
    struct trials_fold *folds;  /* [element] */
    double *kept;               /* [element][trial], where it keeps its numbers; else NULL */
};

/* A column that is made of leaves. */
struct made_column {
    const struct trials_value *value;
    int first;                  /* its first leaf */
    long nodes;                 /* of the widest of its leaves */
};

struct trials {
    long trials, seen;          /* seen: trials of the point under way */
    int by_point;               /* rows of the table are points */
    struct gathered_leaf *leaves;   int leaf_count;
    struct made_column *made;   /* [column]: value NULL: it is none */
    double **memory;            /* [column]: rows that wait, [row][element] */
    struct slab *slabs;         /* [column]: these, as they are handed out */
    double *results, *work;     /* of the leaves of a column, [leaf][node]; of its operations */
    long room;                  /* points that wait, at most */
    long ready, given;          /* points that wait, and that were handed out */
};

/* ---- opening ------------------------------------------------------------- */

static int check_rows(struct run *r)
{
    const struct space *s = r->space;
    if (s->trials > 0 && s->stride == 1 && s->first % s->trials == 0
        && s->points % s->trials == 0)
        return 0;
    return fail(r->f, EXIT_INTERNAL, "these rows hold no whole trials to reduce");
}

/* The mean of a column that says nothing else. */
static const struct trials_value *plain_mean(void)
{
    static const struct trials_leaf leaf = { .kind = MADE_MEAN };
    static const struct trials_op op = { .action = MADE_LEAF };
    static const struct trials_value mean = { &leaf, 1, &op, 1 };
    return &mean;
}

static int is_made(const struct run *r, int column)
{
    const struct column *c = &r->s->table->columns[column];
    return c->kind == COLUMN_RESULT && (c->made || r->s->average);
}

static int is_wanted(const struct run *r)
{
    int wanted = r->s->average || r->s->by_point;
    for (int i = 0; i < r->column_count; i++)
        wanted |= is_made(r, i);
    return wanted;
}

static int open_leaf(const struct run *r, struct trials *t, int outlet, enum trials_kind kind)
{
    size_t elements = (size_t)r->outlets[outlet].elements;
    struct gathered_leaf *leaf = &t->leaves[t->leaf_count++];
    *leaf = (struct gathered_leaf){ .outlet = outlet, .kind = kind };
    if (trials_keeps(kind))
        leaf->kept = calloc(elements*(size_t)t->trials + 1, sizeof *leaf->kept);
    else
        leaf->folds = calloc(elements + 1, sizeof *leaf->folds);
    return leaf->kept || leaf->folds ? 0 : -1;
}

/* Leaves of a column have outlets behind those of the table, in order. */
static int open_column(const struct run *r, struct trials *t, int column, int *outlet)
{
    const struct column *c = &r->s->table->columns[column];
    struct made_column *made = &t->made[column];
    if (!is_made(r, column))
        return 0;
    *made = (struct made_column){ c->made ? c->made : plain_mean(), t->leaf_count, 1 };
    int bad = 0;
    for (int k = 0; k < made->value->leaf_count && !bad; k++) {
        int from = c->made ? (*outlet)++ : column;
        made->nodes = r->outlets[from].elements > made->nodes ? r->outlets[from].elements : made->nodes;
        bad = open_leaf(r, t, from, made->value->leaves[k].kind);
    }
    return bad;
}

static int open_columns(const struct run *r, struct trials *t)
{
    long leaves = 1, ops = 1;           /* numbers of the column that has most */
    int outlet = r->column_count;
    for (int i = 0; i < r->column_count; i++) {
        long rows = (t->room + 1)*(t->by_point ? 1 : t->trials);       /* the last under way */
        t->memory[i] = calloc((size_t)(rows*r->outlets[i].elements) + 1, sizeof(double));
        if (!t->memory[i] || open_column(r, t, i, &outlet))
            return -1;
        const struct made_column *made = &t->made[i];
        leaves = made->value && made->value->leaf_count*made->nodes > leaves ? made->value->leaf_count*made->nodes : leaves;
        ops = made->value && made->value->op_count*made->nodes > ops ? made->value->op_count*made->nodes : ops;
    }
    t->results = calloc((size_t)leaves, sizeof *t->results);
    t->work = calloc((size_t)ops, sizeof *t->work);
    return t->results && t->work ? 0 : -1;
}

int trials_open(struct run *r)
{
    if (!is_wanted(r))
        return 0;
    if (check_rows(r))
        return -1;
    size_t columns = (size_t)r->column_count + 1;
    struct trials *t = r->trials = calloc(1, sizeof *t);
    if (t) {
        t->trials = r->space->trials;
        t->by_point = r->s->average || r->s->by_point;
        t->room = t->by_point ? ROOM : t->trials < ROOM ? ROOM/t->trials : 1;
        t->memory = calloc(columns, sizeof *t->memory);
        t->slabs = calloc(columns, sizeof *t->slabs);
        t->made = calloc(columns, sizeof *t->made);
        t->leaves = calloc(columns + (size_t)r->outlet_count, sizeof *t->leaves);
    }
    int bad = !t || !t->memory || !t->slabs || !t->made || !t->leaves || open_columns(r, t);
    return bad ? fail(r->f, EXIT_SYSTEM, "not enough memory for what is made of the trials") : 0;
}

void trials_close(struct run *r)
{
    struct trials *t = r->trials;
    if (!t)
        return;
    for (int i = 0; t->memory && i < r->column_count; i++)
        free(t->memory[i]);
    for (int k = 0; k < t->leaf_count; k++) {
        free(t->leaves[k].folds);
        free(t->leaves[k].kept);
    }
    free(t->memory);
    free(t->slabs);
    free(t->made);
    free(t->leaves);
    free(t->results);
    free(t->work);
    free(t);
    r->trials = NULL;
}

/* ---- rows ------------------------------------------------------------------ */

static void add_leaf(const struct trials *t, const struct gathered_leaf *leaf, const double *cell, long elements)
{
    for (long e = 0; e < elements; e++)
        if (leaf->kept)
            leaf->kept[e*t->trials + t->seen] = cell[e];
        else
            trials_add(leaf->kind, &leaf->folds[e], cell[e], t->seen);
}

/* The row among those that wait in which a trial's own numbers stand. */
static long waiting(const struct trials *t, long trial)
{
    return t->by_point ? t->ready : t->ready*t->trials + trial;
}

static void put_cell(const struct trials *t, int column, long row, const double *cell, long elements)
{
    for (long e = 0; e < elements; e++)
        t->memory[column][row*elements + e] = cell[e];
}

/* What a row says itself: of a point its first trial, and the first status there is. */
static void keep_row(const struct run *r, const struct trials *t, long row)
{
    for (int i = 0; i < r->column_count; i++) {
        const struct outlet *o = &r->outlets[i];
        int wanted = !t->by_point || t->seen == 0 || (o->kind == COLUMN_STATUS && t->memory[i][t->ready] == 0);
        if (wanted && !t->made[i].value)
            put_cell(t, i, waiting(t, t->seen), o->cells + row*o->elements, o->elements);
    }
}

static double leaf_at(const struct trials *t, const struct gathered_leaf *leaf, long element)
{
    return leaf->kept ? trials_of_all(leaf->kept + element*t->trials, t->trials)
                      : trials_folded(leaf->kind, &leaf->folds[element], t->trials);
}

/* The numbers of a column, at each node. */
static const double *numbers_made(const struct run *r, const struct trials *t, const struct made_column *made)
{
    for (int k = 0; k < made->value->leaf_count; k++) {
        const struct gathered_leaf *leaf = &t->leaves[made->first + k];
        long elements = r->outlets[leaf->outlet].elements;
        double *out = t->results + k*made->nodes;
        for (long e = 0; e < made->nodes; e++)
            out[e] = e < elements ? leaf_at(t, leaf, e) : out[0];
    }
    return trials_evaluate(made->value, made->nodes, t->results, t->work);
}

/* A mean of what the column says anyway has its unit. */
static void make_column(const struct run *r, const struct trials *t, int column)
{
    const struct made_column *made = &t->made[column];
    const struct column *c = &r->s->table->columns[column];
    int single = r->shape->bytes == 4;
    long elements = r->outlets[column].elements, rows = t->by_point ? 1 : t->trials;
    const double *numbers = numbers_made(r, t, made);
    for (long e = 0; e < elements; e++) {
        double x = numbers[e < made->nodes ? e : 0];
        x = single ? (float)x : x;
        x = c->made ? scale_take(c->scale, x, single) : x;
        for (long trial = 0; trial < rows; trial++)
            t->memory[column][waiting(t, trial)*elements + e] = x;
    }
}

/* [row] of the wave. */
static void take_row(const struct run *r, struct trials *t, long row)
{
    for (int k = 0; k < t->leaf_count; k++) {
        const struct outlet *o = &r->outlets[t->leaves[k].outlet];
        add_leaf(t, &t->leaves[k], o->cells + row*o->elements, o->elements);
    }
    keep_row(r, t, row);
    if (++t->seen < t->trials)
        return;
    for (int i = 0; i < r->column_count; i++)
        if (t->made[i].value)
            make_column(r, t, i);
    t->seen = 0;
    t->ready++;
}

/* To the caller. */
static int hand_over(struct run *r, const struct slab *slabs)
{
    double begun = clock_seconds();
    lock_take(&r->take_lock);
    int bad = r->s->take ? r->s->take(r->s->user, slabs, r->column_count, r->f) : 0;
    lock_drop(&r->take_lock);
    r->report->write_s += clock_seconds() - begun;
    if (bad)
        fail(r->f, EXIT_SYSTEM, "the rows could not be written");
    return bad ? -1 : 0;
}

/* The point under way becomes the first of those that wait. */
static void move_up(const struct run *r, struct trials *t)
{
    long rows = t->by_point ? 1 : t->trials;
    for (int i = 0; i < r->column_count && t->seen; i++) {
        size_t row = (size_t)r->outlets[i].elements*sizeof(double);
        memmove(t->memory[i], t->memory[i] + t->ready*rows*r->outlets[i].elements, row*(size_t)rows);
    }
}

static int give(struct run *r)
{
    struct trials *t = r->trials;
    long rows = t->by_point ? 1 : t->trials;
    for (int i = 0; i < r->column_count; i++)
        t->slabs[i] = slab_of_rows(r->s->table, i, t->given*rows, t->ready*rows, t->memory[i]);
    int bad = t->ready > 0 ? hand_over(r, t->slabs) : 0;
    if (t->ready > 0)
        move_up(r, t);
    t->given += t->ready;
    t->ready = 0;
    return bad;
}

int trials_rows(struct run *r, long count)
{
    struct trials *t = r->trials;
    if (!t)
        return hand_over(r, r->slabs);
    for (long row = 0; row < count; row++) {
        take_row(r, t, r->emitted + row);
        if (t->ready == t->room && give(r))
            return -1;
    }
    return give(r);
}
