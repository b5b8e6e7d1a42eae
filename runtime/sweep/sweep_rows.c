/* sweep_rows.c -- from rows to the kernel's point slots, and back to cells.
 *
 * The rows of a block are neighbours, so their positions along a dimension follow
 * from the first one's: a division a row would cost more than a small pure
 * function. Samples of the axes are computed once into tables unless an axis is
 * longer than the sweep. All hands write cells, each those of its blocks.
 */
#include "sweep_run.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    TABLE_MOST = 1 << 21,       /* numbers of an axis kept in a table */
    TRIALS_MOST = 1 << 16       /* draws of a slot kept in one */
};

/* ---- tables of samples --------------------------------------------------- */

static long elements_of(const struct axis *a)
{
    return a->kind == AXIS_KEYS ? 2 : axis_elements(a);
}

static int fill_table(struct run *r, int axis)
{
    const struct axis *a = &r->space->axes[axis];
    long e = elements_of(a);
    if (a->n > TABLE_MOST/e || (a->n > 4096 && a->n > 2*r->space->points))
        return 0;
    double *table = malloc(sizeof *table*(size_t)(a->n*e + 1));
    if (!table)
        return -1;
    for (long i = 0; i < a->n; i++)
        for (long k = 0; k < e; k++)
            table[i*e + k] = axis_value(a, r->space->bytes, i, k);
    r->tables[axis] = table;
    return 0;
}

/* As the kernel takes them, where its unit is another. */
static int fill_inside(struct run *r, int axis)
{
    const struct axis *a = &r->space->axes[axis];
    long e = axis_elements(a);
    if (!r->tables[axis] || scale_is_one(a->scale) || a->kind == AXIS_KEYS)
        return 0;
    double *table = malloc(sizeof *table*(size_t)(a->n*e + 1));
    for (long i = 0; table && i < a->n; i++)
        for (long k = 0; k < e; k++)
            table[i*e + k] = axis_inside(a, r->space->bytes, i, k);
    r->inside[axis] = table;
    return table ? 0 : -1;
}

/* The dimension of the trials, or the one that stays 0. */
static int trial_dim(const struct space *s)
{
    return s->trials > 0 ? s->dim_count - 1 : s->dim_count;
}

int rows_trial_dim(const struct run *r)
{
    return trial_dim(r->space);
}

static double drawn(const struct run *r, const struct sweep_slot *slot, long trial)
{
    long trials = r->space->trials > 0 ? r->space->trials : 1;
    double x = random_sample(slot->law, slot->key, (uint64_t)(trial*slot->per_trial + slot->element),
                             (uint64_t)(trials*slot->per_trial), r->space->bytes);
    return scale_take(slot->scale, x, r->space->bytes == 4);
}

static int fill_trials(struct run *r, long i)
{
    long trials = r->space->trials > 0 ? r->space->trials : 1;
    if (trials > TRIALS_MOST)
        return 0;
    double *table = malloc(sizeof *table*(size_t)trials);
    if (!table)
        return -1;
    for (long t = 0; t < trials; t++)
        table[t] = drawn(r, &r->s->slots[i], t);
    r->trial_tables[i] = table;
    return 0;
}

struct random_key sweep_trial_key(const struct space *s, int stream)
{
    return random_fold_in(random_split(random_key(s->key, s->bytes), 0), (uint32_t)stream);
}

static struct origin from_axis(const struct run *r, int axis, long element)
{
    const struct axis *a = &r->space->axes[axis];
    const double *table = r->tables[axis];
    return (struct origin){ .table = table ? table + element : NULL, .stride = elements_of(a),
                            .dim = a->dim, .axis = a, .element = element };
}

static int open_slots(struct run *r)
{
    for (long i = 0; i < r->points; i++) {
        const struct sweep_slot *slot = &r->s->slots[i];
        if (slot->axis >= r->space->count)
            return fail(r->f, EXIT_INTERNAL, "point slot %ld of the kernel has no source", i);
        if (slot->axis >= 0) {
            r->slots[i] = from_axis(r, slot->axis, slot->element);
            r->slots[i].is_inside = 1;
            if (r->inside[slot->axis])
                r->slots[i].table = r->inside[slot->axis] + slot->element;
            continue;
        }
        if (!slot->law) {
            r->slots[i] = (struct origin){ .table = &slot->plain, .dim = r->space->dim_count, .element = i, .is_inside = 1 };
            continue;
        }
        if (fill_trials(r, i))
            return fail(r->f, EXIT_SYSTEM, "not enough memory for the trials");
        r->slots[i] = (struct origin){ .table = r->trial_tables[i], .stride = 1,
                                       .dim = trial_dim(r->space), .element = i };
    }
    return 0;
}

/* ---- columns ------------------------------------------------------------- */

static int open_axis_column(struct run *r, struct outlet *o, const struct column *c, int axis)
{
    if (axis >= r->space->count)
        return fail(r->f, EXIT_INTERNAL, "the table has more axis columns than the space has axes");
    const struct axis *a = &r->space->axes[axis];
    o->from = from_axis(r, axis, 0);
    if (a->kind == AXIS_KEYS && !c->key && a->values) {     /* shown as the seeds written */
        o->from.table = a->values;
        o->from.stride = 1;
    } else if (o->elements > o->from.stride) {
        return fail(r->f, EXIT_INTERNAL, "column '%s' is wider than its axis", c->name);
    }
    return 0;
}

/* What a column is made of, from outlet [next] on. */
static int open_leaves(struct run *r, int column, const struct trials_value *made, int next)
{
    for (int k = 0; made && k < made->leaf_count; k++) {
        const struct trials_leaf *leaf = &made->leaves[k];
        if (leaf->at < 0 || leaf->elements < 1 || leaf->at > r->results - leaf->elements)
            return fail(r->f, EXIT_INTERNAL, "column '%s' is made of what the kernel does not give", r->s->table->columns[column].name);
        r->outlets[next + k] = (struct outlet){ .kind = COLUMN_RESULT, .column = column, .slot = leaf->at, .elements = leaf->elements };
    }
    return 0;
}

static int open_columns(struct run *r)
{
    int axis = 0, result = 0, next = r->column_count;
    long slot = 0;
    for (int i = 0; i < r->column_count; i++) {
        const struct column *c = &r->s->table->columns[i];
        struct outlet *o = &r->outlets[i];
        *o = (struct outlet){ .kind = c->kind, .column = i, .is_made = c->made != NULL, .elements = column_elements(c) };
        if (c->kind == COLUMN_AXIS && open_axis_column(r, o, c, axis++))
            return -1;
        if (c->kind == COLUMN_RESULT && !c->made) {
            o->slot = r->s->result_at ? r->s->result_at[result] : slot;
            o->scale = c->scale;
            slot += o->elements;
        }
        result += c->kind == COLUMN_RESULT;
        if (open_leaves(r, i, c->made, next))
            return -1;
        next += c->made ? c->made->leaf_count : 0;
    }
    if (slot > r->results)
        return fail(r->f, EXIT_INTERNAL, "the table has %ld results, the kernel %ld", slot, r->results);
    return 0;
}

static int count_outlets(const struct run *r)
{
    int count = r->column_count;
    for (int i = 0; i < r->column_count; i++)
        count += r->s->table->columns[i].made ? r->s->table->columns[i].made->leaf_count : 0;
    return count;
}

int rows_open(struct run *r)
{
    size_t axes = (size_t)r->space->count, slots = (size_t)r->points;
    r->column_count = r->s->table ? r->s->table->column_count : 0;
    r->outlet_count = count_outlets(r);
    size_t columns = (size_t)r->outlet_count;
    r->tables = calloc(axes + 1, sizeof *r->tables);
    r->inside = calloc(axes + 1, sizeof *r->inside);
    r->trial_tables = calloc(slots + 1, sizeof *r->trial_tables);
    r->slots = calloc(slots + 1, sizeof *r->slots);
    r->outlets = calloc(columns + 1, sizeof *r->outlets);
    r->slabs = calloc(columns + 1, sizeof *r->slabs);
    if (!r->tables || !r->inside || !r->trial_tables || !r->slots || !r->outlets || !r->slabs)
        return fail(r->f, EXIT_SYSTEM, "not enough memory for the columns");
    for (int a = 0; a < r->space->count; a++)
        if (fill_table(r, a) || fill_inside(r, a))
            return fail(r->f, EXIT_SYSTEM, "not enough memory for axis '%s'",
                        r->space->axes[a].path);
    return open_slots(r) || open_columns(r) ? -1 : 0;
}

size_t rows_bytes(const struct run *r)
{
    size_t n = 0;
    for (int i = 0; i < r->outlet_count; i++)
        n += (size_t)r->outlets[i].elements*sizeof(double);
    return n;
}

int rows_buffers(struct run *r)
{
    for (int i = 0; i < r->outlet_count; i++) {
        struct outlet *o = &r->outlets[i];
        if (o->is_made)
            continue;
        o->cells = malloc(sizeof(double)*(size_t)o->elements*(size_t)r->wave_most + 1);
        if (!o->cells)
            return fail(r->f, EXIT_SYSTEM, "not enough memory for the results of %ld rows",
                        r->wave_most);
    }
    return 0;
}

void rows_close(struct run *r)
{
    for (int a = 0; r->tables && a < r->space->count; a++)
        free(r->tables[a]);
    for (int a = 0; r->inside && a < r->space->count; a++)
        free(r->inside[a]);
    for (long i = 0; r->trial_tables && i < r->points; i++)
        free(r->trial_tables[i]);
    for (int i = 0; r->outlets && i < r->outlet_count; i++)
        free(r->outlets[i].cells);
    free(r->tables);
    free(r->inside);
    free(r->trial_tables);
    free(r->slots);
    free(r->outlets);
    free(r->slabs);
}

/* ---- positions ----------------------------------------------------------- */

/* Positions along [d] of [rows] rows from [whole] on. */
static void count_up(const struct space_dim *d, long whole, int rows, long *position)
{
    long inner = whole % d->block, at = whole/d->block % d->size;
    if (inner + rows <= d->block) {
        for (int i = 0; i < rows; i++)
            position[i] = at;
        return;
    }
    for (int i = 0; i < rows; i++) {
        position[i] = at;
        if (++inner < d->block)
            continue;
        inner = 0;
        if (++at == d->size)
            at = 0;
    }
}

/* Whether the rows of a block stand side by side, which is said once for all of them. */
static int are_neighbours(const struct run *r)
{
    return !r->order && !r->tracks && !r->alike;
}

static void locate(struct hand *h, const struct block *b)
{
    const struct run *r = h->run;
    const struct space *s = r->space;
    int lanes = r->shape->lanes;
    int neighbours = are_neighbours(r);
    for (int lane = 0; lane < b->rows; lane++)
        h->place[lane] = neighbours ? b->first + lane : row_of(r, b, lane);
    for (int d = 0; d < s->dim_count; d++) {
        long *position = h->position + (long)d*lanes;
        if (are_neighbours(r) && s->stride == 1) {
            count_up(&s->dims[d], s->first + r->wave_first + b->first, b->rows, position);
            continue;
        }
        for (int lane = 0; lane < b->rows; lane++) {
            position[lane] = whole_of(r, b, lane)/s->dims[d].block % s->dims[d].size;
        }
    }
}

/* ---- into the block ------------------------------------------------------ */

static double compute(const struct run *r, const struct origin *from, long position)
{
    if (!from->axis)
        return drawn(r, &r->s->slots[from->element], position);
    return (from->is_inside ? axis_inside : axis_value)(from->axis, r->space->bytes, position, from->element);
}

/* Neighbouring rows mostly stand at one position of a slow dimension: one look at
 * the table serves them all. Along a dimension that moves at most once within
 * the block, equal ends mean that it did not move. */
static int is_steady(const struct hand *h, const struct block *b, int dim)
{
    const struct run *r = h->run;
    const long *position = h->position + (long)dim*r->shape->lanes;
    if (!are_neighbours(r) || r->space->stride != 1 || dim >= r->space->dim_count)
        return 0;
    return r->space->dims[dim].block >= b->rows && position[0] == position[b->rows - 1];
}

static void put_same(void *array, int bytes, int count, double x)
{
    for (int i = 0; i < count && bytes == 4; i++)
        ((float *)array)[i] = (float)x;
    for (int i = 0; i < count && bytes == 8; i++)
        ((double *)array)[i] = x;
}

/* Along the fastest dimension neighbours in the table are neighbours here. */
static int is_rising(const struct hand *h, const struct block *b, const struct origin *from)
{
    const struct run *r = h->run;
    const long *position = h->position + (long)from->dim*r->shape->lanes;
    if (!are_neighbours(r) || r->space->stride != 1 || from->dim >= r->space->dim_count || from->stride != 1)
        return 0;
    return r->space->dims[from->dim].block == 1 && position[b->rows - 1] - position[0] == b->rows - 1;
}

static void put_row(void *array, int bytes, int count, const double *row)
{
    for (int i = 0; i < count && bytes == 4; i++)
        ((float *)array)[i] = (float)row[i];
    if (bytes == 8)
        memcpy(array, row, (size_t)count*sizeof *row);
}

static void put_each(void *array, int bytes, int count, const struct origin *from, const long *position)
{
    for (int i = 0; i < count && bytes == 4; i++)
        ((float *)array)[i] = (float)from->table[position[i]*from->stride];
    for (int i = 0; i < count && bytes == 8; i++)
        ((double *)array)[i] = from->table[position[i]*from->stride];
}

static void put(void *array, int bytes, long i, double x)
{
    if (bytes == 4)
        ((float *)array)[i] = (float)x;
    else
        ((double *)array)[i] = x;
}

static double get(const void *array, int bytes, long i)
{
    return bytes == 4 ? ((const float *)array)[i] : ((const double *)array)[i];
}

/* Lanes behind the last row repeat it. */
static void put_points(struct hand *h, const struct block *b, char *swept)
{
    const struct run *r = h->run;
    int lanes = r->shape->lanes, bytes = r->shape->bytes;
    for (long i = 0; i < r->points; i++) {
        const struct origin *from = &r->slots[i];
        const long *position = h->position + (long)from->dim*lanes;
        char *slot = swept + i*lanes*bytes;
        if (from->table && is_steady(h, b, from->dim))
            put_same(slot, bytes, b->rows, from->table[position[0]*from->stride]);
        else if (from->table && is_rising(h, b, from))
            put_row(slot, bytes, b->rows, from->table + position[0]);
        else if (from->table)
            put_each(slot, bytes, b->rows, from, position);
        else
            for (int lane = 0; lane < b->rows; lane++)
                put(slot, bytes, lane, compute(r, from, position[lane]));
        for (int lane = b->rows; lane < lanes; lane++)
            put(slot, bytes, lane, get(slot, bytes, b->rows - 1));
    }
}

/* Of the one run before all, which stands in no row. */
static void put_plain_point(struct hand *h, const struct block *b)
{
    const struct run *r = h->run;
    int lanes = r->shape->lanes, bytes = r->shape->bytes;
    struct random_key *keys = (struct random_key *)(b->memory + r->layout.keys);
    for (long i = 0; i < r->points; i++)
        put_same(b->memory + r->layout.swept + i*lanes*bytes, bytes, lanes, r->s->slots[i].plain);
    for (int k = 0; k < r->s->noise_count*lanes; k++)
        keys[k] = noise_plain(r, k/lanes);
}

static struct random_key key_of(const struct hand *h, int term, int lane)
{
    const struct run *r = h->run;
    const struct space *s = r->space;
    int lanes = r->shape->lanes, axis = r->s->noises[term].axis;
    long sample = axis >= 0 ? h->position[(long)s->axes[axis].dim*lanes + lane] : 0;
    return noise_name(r, term, sample, h->position[(long)trial_dim(s)*lanes + lane]);
}

void rows_keys(struct hand *h, const struct block *b)
{
    struct random_key *keys = (struct random_key *)(b->memory + h->run->layout.keys);
    int lanes = h->run->shape->lanes;
    for (int term = 0; term < h->run->noise_count; term++, keys += lanes) {
        if (!h->run->noises[term].by_lane)
            continue;
        for (int lane = 0; lane < b->rows; lane++)
            keys[lane] = key_of(h, term, lane);
        for (int lane = b->rows; lane < lanes; lane++)
            keys[lane] = keys[b->rows - 1];
    }
}

static void put_axis(struct hand *h, const struct block *b, const struct outlet *o)
{
    const struct run *r = h->run;
    struct origin from = o->from;
    const long *position = h->position + (long)from.dim*r->shape->lanes;
    for (long e = 0; e < o->elements; e++, from.element++) {
        double *cell = o->cells + e;
        if (from.table && o->elements == 1 && is_steady(h, b, from.dim))
            put_same(cell + h->place[0], 8, b->rows, from.table[position[0]*from.stride]);
        else if (from.table && o->elements == 1 && is_rising(h, b, &from))
            put_row(cell + h->place[0], 8, b->rows, from.table + position[0]);
        else
            for (int lane = 0; lane < b->rows; lane++)
                if (h->place[lane] >= 0)
                    cell[h->place[lane]*o->elements] = from.table ? from.table[position[lane]*from.stride + e]
                                                                  : compute(r, &from, position[lane]);
    }
}

static void put_trial(struct hand *h, const struct block *b, const struct outlet *o)
{
    const long *trial = h->position + (long)trial_dim(h->run->space)*h->run->shape->lanes;
    for (int lane = 0; lane < b->rows; lane++)
        if (h->place[lane] >= 0)
            o->cells[h->place[lane]] = (double)trial[lane];
}

static void put_cells(struct hand *h, const struct block *b)
{
    const struct run *r = h->run;
    for (int i = 0; i < r->outlet_count; i++) {
        if (r->outlets[i].kind == COLUMN_AXIS)
            put_axis(h, b, &r->outlets[i]);
        if (r->outlets[i].kind == COLUMN_TRIAL)
            put_trial(h, b, &r->outlets[i]);
    }
}

void rows_cells(struct hand *h, struct block *b)
{
    locate(h, b);
    put_cells(h, b);
}

void rows_points(struct hand *h, struct block *b, char *swept)
{
    locate(h, b);
    put_points(h, b, swept);
}

void rows_begin(struct hand *h, struct block *b)
{
    const struct run *r = h->run;
    if (b->is_common) {
        put_plain_point(h, b);
        return;
    }
    rows_points(h, b, b->memory + r->layout.swept);
    put_cells(h, b);
    rows_keys(h, b);
}

/* ---- out of the block ---------------------------------------------------- */

/* The usual case: rows in order, one number each, none dead. */
static int put_plain(const struct run *r, const struct block *b, const struct outlet *o)
{
    const long *status = (const long *)(b->memory + r->layout.status);
    const char *slot = b->memory + r->layout.result + o->slot*r->shape->lanes*r->shape->bytes;
    long dead = 0;
    for (int lane = 0; lane < b->rows; lane++)
        dead |= status[lane];
    if (!are_neighbours(r) || o->elements != 1 || dead || !scale_is_one(o->scale))
        return 0;
    for (int i = 0; i < b->rows && r->shape->bytes == 4; i++)
        o->cells[b->first + i] = ((const float *)slot)[i];
    if (r->shape->bytes == 8)
        memcpy(o->cells + b->first, slot, (size_t)b->rows*sizeof(double));
    return 1;
}

static void put_results(const struct run *r, const struct block *b, const struct outlet *o)
{
    if (put_plain(r, b, o))
        return;
    const long *status = (const long *)(b->memory + r->layout.status);
    const char *result = b->memory + r->layout.result;
    int lanes = r->shape->lanes, bytes = r->shape->bytes;
    for (long e = 0; e < o->elements; e++) {
        const char *slot = result + (o->slot + e)*lanes*bytes;
        for (int lane = 0; lane < b->rows; lane++) {
            long row = row_of(r, b, lane);
            if (row >= 0)
                o->cells[row*o->elements + e] = status[lane] ? NAN : scale_take(o->scale, get(slot, bytes, lane), bytes == 4);
        }
    }
}

static void put_status(const struct run *r, const struct block *b, const struct outlet *o)
{
    const long *status = (const long *)(b->memory + r->layout.status);
    int neighbours = are_neighbours(r);
    for (int lane = 0; lane < b->rows; lane++) {
        long row = neighbours ? b->first + lane : row_of(r, b, lane);
        if (row >= 0)
            o->cells[row] = (double)status[lane];
    }
}

void rows_end(struct hand *h, const struct block *b)
{
    const struct run *r = h->run;
    for (int i = 0; i < r->outlet_count; i++) {
        if (r->outlets[i].kind == COLUMN_RESULT && !r->outlets[i].is_made)
            put_results(r, b, &r->outlets[i]);
        if (r->outlets[i].kind == COLUMN_STATUS)
            put_status(r, b, &r->outlets[i]);
    }
}
