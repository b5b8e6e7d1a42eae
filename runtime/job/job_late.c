/* job_late.c -- see job_late.h. */
#include "job_late.h"
#include <stdlib.h>
#include <string.h>
#include "sink/time_fold.h"

enum { PIECE_BYTES = 1 << 20 };         /* of samples that are read at once, at least one */

static const char *scratch_folder(const char *dir)
{
    const char *temporary = getenv("TMPDIR");
    return dir ? dir : temporary && *temporary ? temporary : "/tmp";
}

static int first_result(const struct table *t)
{
    int i = 0;
    while (i < t->column_count && t->columns[i].kind != COLUMN_RESULT)
        i++;
    return i;
}

int late_open(struct late *l, const struct table *t, const char *dir, struct fail *f)
{
    l->table = *t;
    l->table.dir = scratch_folder(dir);
    l->table.formats = FORMAT_CSV;              /* a scratch is no NPY file */
    l->table.series = l->series;
    l->table.series_count = l->series_count;
    l->first = first_result(t);
    l->numbers = calloc((size_t)l->column_count + 1, sizeof *l->numbers);
    if (!l->numbers)
        return fail_memory(f, NULL);
    if (spools_open(&l->spools, &l->table, f) < 0)
        return -1;
    l->rows = held_open(&l->table, "rows", f);
    return l->rows ? 0 : -1;
}

int late_samples(struct late *l, const struct slab *slab, struct fail *f)
{
    return spools_take(&l->spools, slab, 1, f);
}

int late_rows(struct late *l, const struct slab *slabs, struct fail *f)
{
    return held_take(l->rows, slabs, f);
}

void late_close(struct late *l)
{
    spools_close(&l->spools);
    held_close(l->rows);
    for (int i = 0; l->numbers && i < l->column_count; i++)
        free(l->numbers[i]);
    free(l->numbers);
    l->rows = NULL;
    l->numbers = NULL;
}

/* ---- reducing ---- */

/* One leaf on its way through the samples of a point. */
struct late_reading {
    const struct late *late;
    const struct trials_late *leaf;
    struct time_fold *fold;
    double *samples;            /* of a piece */
    long sample, piece;         /* numbers of a sample; samples of a piece */
};

/* Floats grow to doubles where they lie, from the last on. */
static int read_piece(struct late_reading *r, long point, long first, long count, struct fail *f)
{
    const struct late *l = r->late;
    long n = count*r->sample, row = l->series[r->leaf->series].samples*r->sample;
    if (spools_read(&l->spools, r->leaf->series, point*row + first*r->sample, n, r->samples, f))
        return -1;
    for (long i = n - 1; i >= 0 && l->table.single; i--)
        r->samples[i] = (double)((const float *)r->samples)[i];
    return 0;
}

static int reduce_point(struct late_reading *r, long point, double *out, struct fail *f)
{
    long samples = r->late->series[r->leaf->series].samples;
    time_fold_start(r->fold);
    for (long first = 0; first < samples; first += r->piece) {
        long count = samples - first < r->piece ? samples - first : r->piece;
        if (read_piece(r, point, first, count, f))
            return -1;
        for (long k = 0; k < count; k++)
            time_fold_add(r->fold, r->samples + k*r->sample);
    }
    time_fold_end(r->fold, out);
    return 0;
}

/* A leaf at all points: [point][nodes], where it is one number in all places. */
static int reduce_leaf(const struct late *l, const struct trials_late *leaf, long points, long nodes, double *out, struct fail *f)
{
    struct late_reading r = { .late = l, .leaf = leaf, .sample = series_sample(&l->series[leaf->series]) };
    r.piece = r.sample*(long)sizeof(double) < PIECE_BYTES ? PIECE_BYTES/(long)sizeof(double)/r.sample : 1;
    r.fold = time_fold_open(leaf->kind, r.sample, leaf->over_nodes);
    r.samples = calloc((size_t)(r.piece*r.sample), sizeof *r.samples);
    double *one = calloc((size_t)r.sample + 1, sizeof *one);
    int status = r.fold && r.samples && one ? 0 : fail_memory(f, NULL), is_one = leaf->over_nodes || r.sample == 1;
    for (long point = 0; point < points && !status; point++) {
        status = reduce_point(&r, point, one, f);
        for (long i = 0; i < nodes; i++)
            out[point*nodes + i] = one[is_one ? 0 : i];
    }
    time_fold_close(r.fold);
    free(r.samples);
    free(one);
    return status;
}

/* ---- columns ---- */

static long widest(const struct late *l, const struct late_column *c)
{
    long nodes = 1;
    for (int k = 0; k < c->value->leaf_count; k++) {
        long n = series_sample(&l->series[c->leaves[k].series]);
        nodes = n > nodes ? n : nodes;
    }
    return nodes;
}

/* [results]: [leaf][point][node]. */
static void evaluate(struct late *l, int number, long points, long nodes, const double *results, double *leaves, double *work)
{
    const struct late_column *c = &l->columns[number];
    const struct column *column = &l->table.columns[l->first + c->result];
    long elements = column_elements(column);
    for (long point = 0; point < points; point++) {
        for (int k = 0; k < c->value->leaf_count; k++)
            memcpy(leaves + k*nodes, results + (k*points + point)*nodes, (size_t)nodes*sizeof *leaves);
        const double *x = trials_evaluate(c->value, nodes, leaves, work);
        for (long e = 0; e < elements; e++)
            l->numbers[number][point*elements + e] = scale_take(column->scale, l->table.single ? (double)(float)x[e] : x[e], l->table.single);
    }
}

static int make_column(struct late *l, int number, struct fail *f)
{
    const struct late_column *c = &l->columns[number];
    const struct column *column = &l->table.columns[l->first + c->result];
    long points = table_count(&l->table, column->made), nodes = widest(l, c);
    double *results = calloc((size_t)(c->value->leaf_count*points*nodes) + 1, sizeof *results);
    double *leaves = calloc((size_t)(c->value->leaf_count*nodes) + 1, sizeof *leaves);
    double *work = calloc((size_t)(c->value->op_count*nodes) + 1, sizeof *work);
    l->numbers[number] = calloc((size_t)(points*column_elements(column)) + 1, sizeof *work);
    int status = results && leaves && work && l->numbers[number] ? 0 : fail_memory(f, NULL);
    for (int k = 0; k < c->value->leaf_count && !status; k++)
        status = reduce_leaf(l, &c->leaves[k], points, nodes, results + k*points*nodes, f);
    if (!status)
        evaluate(l, number, points, nodes, results, leaves, work);
    free(results);
    free(leaves);
    free(work);
    return status;
}

/* ---- rows ---- */

struct handing {
    struct late *late;
    held_give *give;
    void *user;
};

/* Each row has what its point has. */
static double *cells_of(const struct late *l, int number, long first, long count)
{
    const struct column *column = &l->table.columns[l->first + l->columns[number].result];
    long elements = column_elements(column), step = table_step(&l->table, column->made);
    double *cells = malloc((size_t)(count*elements)*sizeof *cells + 1);
    for (long row = 0; cells && row < count; row++)
        memcpy(cells + row*elements, l->numbers[number] + (first + row)/step*elements, (size_t)elements*sizeof *cells);
    return cells;
}

static int hand_on(void *user, const struct slab *slabs, int count, struct fail *f)
{
    const struct handing *h = user;
    const struct late *l = h->late;
    struct slab *own = malloc((size_t)count*sizeof *own + 1);
    double **cells = calloc((size_t)l->column_count + 1, sizeof *cells);
    int bad = !own || !cells;
    if (own)
        memcpy(own, slabs, (size_t)count*sizeof *own);
    for (int i = 0; i < l->column_count && !bad; i++) {
        cells[i] = cells_of(l, i, slabs[0].first[0], slabs[0].count[0]);
        own[l->first + l->columns[i].result].data = cells[i];
        bad = !cells[i];
    }
    int status = bad ? fail_memory(f, NULL) : h->give(h->user, own, count, f);
    for (int i = 0; cells && i < l->column_count; i++)
        free(cells[i]);
    free(cells);
    free(own);
    return status;
}

int late_finish(struct late *l, held_give *give, void *user, struct fail *f)
{
    struct handing h = { l, give, user };
    int status = spools_complete(&l->spools, f);
    for (int i = 0; i < l->column_count && !status; i++)
        status = make_column(l, i, f);
    return status ? -1 : held_replay(l->rows, hand_on, &h, f);
}
