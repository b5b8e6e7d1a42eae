/* data_edges.c -- lists of edges: a row for each, in which columns 'source' and 'target' name its ends.
 *
 * Ends are numbers of nodes, or labels as soon as one of them is no whole number; labels are numbered
 * in the order in which they are met.
 */
#include "data_text.h"
#include <stdlib.h>
#include <string.h>
#include "base/name.h"

enum { MOST_NODES = 1 << 24 };

const char *const data_edge_columns[EDGE_COLUMNS] = { "weight", "length", "delay" };

static const char *const sources[] = { "source", "from", NULL }, *const targets[] = { "target", "to", NULL };
static const char *const numbers[EDGE_COLUMNS][4] = {
    { "weight", "weights", "w", NULL }, { "length", "lengths", "tract_length", NULL }, { "delay", "delays", NULL, NULL }
};

/* Where things stand, and what was read so far. */
struct edge_reader {
    struct row *row;
    long source, target;        /* columns */
    long taken[EDGE_COLUMNS]; int count;        /* columns of numbers in the order of the values */
    struct data_edges *edges;   /* handed on or freed, as the next */
    char **labels; long label_count, label_room;
    long *buckets, *older; long bucket_count;   /* labels by their hash, -1: none */
    long rows, room;            /* edges that were read; that there is room for */
    int by_label;
};

static long column_called(const struct row *first, const char *const *names)
{
    for (; *names; names++)
        for (long i = 0; i < first->count; i++)
            if (cell_is(&first->cells[i], *names))
                return i;
    return -1;
}

int data_is_edges(const struct row *first)
{
    return column_called(first, sources) >= 0 && column_called(first, targets) >= 0;
}

/* ---- columns ------------------------------------------------------------------------ */

/* All kinds of numbers are the column that was asked for, or each its own. */
static int choose(struct edge_reader *e, struct data_part part)
{
    const char *const asked[] = { part.name, NULL };
    long one = part.name ? column_called(e->row, asked) : -1;
    if (part.name && one < 0)
        return fail(e->row->r->f, EXIT_MODEL, "%.200s: the edges have no column '%.60s'", e->row->r->name, part.name);
    for (int k = 0; k < EDGE_COLUMNS; k++) {
        long at = one >= 0 ? one : column_called(e->row, numbers[k]);
        e->edges->column[k] = one >= 0 ? 0 : at < 0 ? -1 : e->count;
        if (at >= 0 && (one < 0 || !e->count))
            e->taken[e->count++] = at;
    }
    return 0;
}

/* ---- ends --------------------------------------------------------------------------- */

/* A whole number from 0 on, or -1. */
static long node_number(const struct cell *c)
{
    long n = 0;
    for (const char *at = c->at; at < c->end; at++) {
        if (*at < '0' || *at > '9' || n > MOST_NODES)
            return -1;
        n = 10*n + *at - '0';
    }
    return cell_is_empty(c) ? -1 : n;
}

static int more_labels(struct edge_reader *e)
{
    long room = e->label_room ? 2*e->label_room : 256;
    char **labels = realloc(e->labels, (size_t)room*sizeof *labels);
    if (labels)
        e->labels = labels;
    long *older = realloc(e->older, (size_t)room*sizeof *older);
    if (older)
        e->older = older;
    long *buckets = realloc(e->buckets, (size_t)room*sizeof *buckets);
    if (buckets)
        e->buckets = buckets;
    if (!labels || !older || !buckets)
        return fail_memory(e->row->r->f, e->row->r->name);
    e->label_room = e->bucket_count = room;
    for (long i = 0; i < room; i++)
        e->buckets[i] = -1;
    for (long i = 0; i < e->label_count; i++) {
        long *bucket = &e->buckets[name_hash(e->labels[i], strlen(e->labels[i])) & (unsigned)(room - 1)];
        e->older[i] = *bucket;
        *bucket = i;
    }
    return 0;
}

/* The number of a label, which may be new; -1: failed. */
static long label_number(struct edge_reader *e, const struct cell *c)
{
    if (cell_is_empty(c))
        return reader_fail(e->row->r, c->at, "a node is missing");
    if (e->label_count == e->label_room && more_labels(e))
        return -1;
    char *name = cell_copy(c);
    if (!name)
        return fail_memory(e->row->r->f, e->row->r->name);
    long *bucket = &e->buckets[name_hash(name, strlen(name)) & (unsigned)(e->bucket_count - 1)];
    for (long i = *bucket; i >= 0; i = e->older[i])
        if (strcmp(e->labels[i], name) == 0) {
            free(name);
            return i;
        }
    if (e->label_count == MOST_NODES) {
        free(name);
        return fail(e->row->r->f, EXIT_SYSTEM, "%s: too many nodes", e->row->r->name);
    }
    e->labels[e->label_count] = name;
    e->older[e->label_count] = *bucket;
    return *bucket = e->label_count++;
}

static long end_number(struct edge_reader *e, long column)
{
    const struct cell *c = &e->row->cells[column];
    reader_go_to(e->row->r, c);
    if (e->by_label)
        return label_number(e, c);
    long n = node_number(c);
    if (n >= MOST_NODES)
        return reader_fail(e->row->r, c->at, "a network has %d nodes at most", MOST_NODES);
    return n < 0 ? reader_fail(e->row->r, c->at, "a node is missing") : n;
}

/* ---- rows --------------------------------------------------------------------------- */

static int more_edges(struct edge_reader *e)
{
    long room = e->room ? 2*e->room : 256;
    int *target = realloc(e->edges->target, (size_t)room*sizeof *target);
    if (target)
        e->edges->target = target;
    int *source = realloc(e->edges->source, (size_t)room*sizeof *source);
    if (source)
        e->edges->source = source;
    if (!target || !source)
        return fail_memory(e->row->r->f, e->row->r->name);
    e->room = room;
    return 0;
}

static int read_edge(struct edge_reader *e, long width)
{
    struct text_reader *r = e->row->r;
    const char *line = r->line;
    long line_number = r->line_number;
    if (row_filled(e->row) > width || e->row->count < width)
        return reader_fail(r, r->at, "an edge of %ld values, the first line names %ld", row_filled(e->row), width);
    if (e->rows == e->room && more_edges(e))
        return -1;
    long source = end_number(e, e->source), target = source < 0 ? -1 : end_number(e, e->target);
    if (target < 0)
        return -1;
    e->edges->source[e->rows] = (int)source;
    e->edges->target[e->rows++] = (int)target;
    e->edges->nodes = source >= e->edges->nodes ? source + 1 : e->edges->nodes;
    e->edges->nodes = target >= e->edges->nodes ? target + 1 : e->edges->nodes;
    for (int k = 0; k < e->count; k++) {
        const struct cell *c = &e->row->cells[e->taken[k]];
        reader_go_to(r, c);
        if (cell_is_empty(c) ? reader_missing_number(r, c->at) : reader_number(r, c->at, c->end))
            return -1;
    }
    r->line = line;
    r->line_number = line_number;
    return e->count ? 0 : reader_keep(r, 1);
}

/* Whether an end of any edge is no number. */
static int look_for_labels(struct edge_reader *e)
{
    struct text_reader ahead = *e->row->r;
    struct row row = { .r = &ahead, .begun = 1 };
    int more;
    while ((more = row_next(&row)) > 0 && !e->by_label)
        for (int k = 0; k < 2; k++) {
            long column = k ? e->target : e->source;
            e->by_label |= column < row.count && !cell_is_empty(&row.cells[column]) && node_number(&row.cells[column]) < 0;
        }
    free(row.cells);
    return more < 0 ? -1 : 0;
}

static int read_edges(struct edge_reader *e, struct data_part part)
{
    long width = row_filled(e->row);
    int more;
    if (choose(e, part) || look_for_labels(e))
        return -1;
    while ((more = row_next(e->row)) > 0)
        if (read_edge(e, width))
            return -1;
    if (more == 0 && !e->rows)
        return fail(e->row->r->f, EXIT_MODEL, "%s: no edges in it", e->row->r->name);
    return more;
}

int data_read_edges(struct row *first, struct data_part part, struct data *out)
{
    struct edge_reader e = { .row = first, .source = column_called(first, sources), .target = column_called(first, targets) };
    e.edges = calloc(1, sizeof *e.edges);
    int bad = e.edges ? read_edges(&e, part) : fail_memory(first->r->f, first->r->name);
    free(e.buckets);
    free(e.older);
    if (bad) {
        data_free_edges(e.edges);
        data_free_names(e.labels, e.label_count);
        return -1;
    }
    out->rank = 2;
    out->shape[0] = e.rows;
    out->shape[1] = e.count ? e.count : 1;
    if (!e.count)
        e.edges->column[EDGE_WEIGHT] = 0;       /* 1 each */
    out->edges = e.edges;
    out->labels = e.labels;
    out->label_count = e.label_count;
    return 0;
}
