/* merge_rows.c -- the numbers of pieces, from their NetCDF or NPY files, to the sinks of the table.
 *
 * An item is a row, or a point where the piece has one cell, or one sample's array, for all trials of a point: of axes, and
 * of what is made of the trials. Items are read in parts of bounded size, in the order of the rows.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "data/result.h"
#include "job/job_shard.h"
#include "merge_parts.h"
#include "sink/npy.h"

enum { PART_BYTES = 4 << 20 };

/* A piece that is read. */
struct merge_reading {
    struct merge_set *set;
    struct table piece;
    long number;                /* which it is */
    struct result nc;           /* open where the table has that format; else NPY files are opened one by one */
    int has_nc;
    struct arena arena;         /* of this piece */
    struct fail *f;
};

/* What a column or series is in the piece's files. */
struct merge_source {
    int column, series;         /* one of them -1 */
    int by_point;               /* items are points, not rows */
    long each;                  /* numbers of an item */
    int variable;               /* of the NetCDF file */
    int fd; long long head; char type; int size;        /* of the NPY file: "fiu"[...], bytes of a number */
    const char *path;
};

/* ---- files ---- */

/* NetCDF forbids '/'. */
static int find_variable(const struct result *r, const char *name, struct arena *a)
{
    char *legal = arena_copy(a, name, strlen(name));
    for (char *at = legal; *at; at++)
        *at = *at == '/' ? '_' : *at;
    for (int i = 0; i < r->variable_count; i++)
        if (strcmp(r->variables[i].name, legal) == 0)
            return i;
    return -1;
}

static int open_npy(struct merge_reading *r, struct merge_source *s, const char *name)
{
    char suffix[TABLE_SUFFIX], head[NPY_HEAD], there[NPY_HEAD];
    const struct table *t = &r->piece;
    const char *type = t->single ? "<f4" : "<f8";
    size_t n = s->column >= 0 ? npy_column_head(head, t, s->column, &type) : npy_series_head(head, t, &t->series[s->series]);
    s->path = merge_path(r->set->of, r->set->whole.name, r->number, r->set->count, table_part(suffix, name, "npy"), &r->arena);
    s->fd = open(s->path, O_RDONLY | O_CLOEXEC);
    if (s->fd < 0)
        return fail(r->f, EXIT_SYSTEM, "cannot read '%s': %s", s->path, strerror(errno));
    if (pread(s->fd, there, n, 0) != (ssize_t)n || memcmp(head, there, n) != 0)
        return fail(r->f, EXIT_SYSTEM, "'%s' is not the array that its companion tells of", s->path);
    s->head = (long long)n;
    s->type = type[1];
    s->size = type[2] - '0';
    return 0;
}

static int open_source(struct merge_reading *r, struct merge_source *s, const char *name)
{
    s->fd = -1;
    if (!r->has_nc)
        return open_npy(r, s, name);
    s->path = r->nc.path;
    s->variable = find_variable(&r->nc, name, &r->arena);
    return s->variable >= 0 ? 0 : fail(r->f, EXIT_SYSTEM, "'%s' has no variable '%s', which its companion tells of", s->path, name);
}

static void close_source(struct merge_source *s)
{
    if (s->fd >= 0)
        close(s->fd);
    s->fd = -1;
}

/* ---- numbers ---- */

static double as_double(const struct merge_source *s, const char *at)
{
    double wide;
    float single;
    long long whole;
    unsigned word;
    switch (s->type) {
    case 'u': memcpy(&word, at, 4); return word;
    case 'i': memcpy(&whole, at, 8); return (double)whole;
    default:
        if (s->size == 8) {
            memcpy(&wide, at, 8);
            return wide;
        }
        memcpy(&single, at, 4);
        return (double)single;
    }
}

/* They grow to doubles where they lie, from the last on. */
static int read_npy(struct merge_reading *r, const struct merge_source *s, long first, long count, double *out)
{
    char *bytes = (char *)out;
    size_t wanted = (size_t)count*(size_t)s->size, used = 0;
    long long at = s->head + (long long)first*s->size;
    while (used < wanted) {
        ssize_t n = pread(s->fd, bytes + used, wanted - used, at + (long long)used);
        if (n <= 0)
            return fail(r->f, EXIT_SYSTEM, "cannot read '%s': %s", s->path, n ? strerror(errno) : "it ends too early");
        used += (size_t)n;
    }
    for (long i = count - 1; i >= 0; i--)
        out[i] = as_double(s, bytes + (size_t)i*(size_t)s->size);
    return 0;
}

/* Names become their numbers again. */
struct naming { const char *const *names; long first; double *out; int unknown; };

static void see_name(void *user, long i, const char *text)
{
    struct naming *n = user;
    long k = 0;
    while (n->names[k] && strcmp(n->names[k], text) != 0)
        k++;
    n->unknown |= !n->names[k];
    n->out[i - n->first] = (double)k;
}

static int read_names(struct merge_reading *r, const struct merge_source *s, long first, long count, double *out)
{
    struct naming n = { r->piece.columns[s->column].names, first, out, 0 };
    if (result_each_text(&r->nc, s->variable, first, count, see_name, &n, r->f))
        return -1;
    return n.unknown ? fail(r->f, EXIT_SYSTEM, "'%s' has a name in '%s' that its companion does not tell of", s->path,
                            r->piece.columns[s->column].name) : 0;
}

/* A hyperslab of items; where they are rows of trials either whole points or some of one. */
static int read_nc(struct merge_reading *r, const struct merge_source *s, long first, long count, long first_sample, long samples, double *out)
{
    const struct result_variable *v = &r->nc.variables[s->variable];
    long from[RESULT_RANK], n[RESULT_RANK], trials = s->by_point ? 0 : r->piece.trials;
    int d = 0, is_part = trials > 0 && (first % trials || count < trials);
    from[d] = trials > 0 ? first/trials : first;
    n[d++] = trials == 0 ? count : is_part ? 1 : count/trials;
    if (trials > 0) {
        from[d] = first % trials;
        n[d++] = is_part ? count : trials;
    }
    if (s->series >= 0 && r->piece.series[s->series].has_time) {
        from[d] = first_sample;
        n[d++] = samples;
    }
    if (v->rank < d)
        return fail(r->f, EXIT_SYSTEM, "'%s' in '%s' has not the dimensions that its companion tells of", v->name, s->path);
    for (; d < v->rank; d++) {
        from[d] = 0;
        n[d] = r->nc.dims[v->dims[d]].size;
    }
    long numbers = 1;
    for (int k = 0; k < d; k++)
        numbers *= n[k];
    long sample = s->series >= 0 ? series_sample(&r->piece.series[s->series]) : s->each;
    if (numbers != count*(s->series >= 0 ? samples*sample : sample))
        return fail(r->f, EXIT_SYSTEM, "'%s' in '%s' has not the shape that its companion tells of", v->name, s->path);
    return result_read(&r->nc, s->variable, from, n, out, r->f);
}

/* ---- rows ---- */

static int open_column(struct merge_reading *r, struct merge_source *s, int column)
{
    const struct column *c = &r->piece.columns[column];
    *s = (struct merge_source){ .column = column, .series = -1, .fd = -1, .each = column_elements(c),
                          .by_point = c->kind == COLUMN_AXIS || (c->made && r->piece.trials > 0) };
    return c->kind == COLUMN_TRIAL ? 0 : open_source(r, s, c->name);
}

static int read_items(struct merge_reading *r, const struct merge_source *s, long first, long count, double *out)
{
    if (s->fd >= 0)
        return read_npy(r, s, first*s->each, count*s->each, out);
    if (r->piece.columns[s->column].names)
        return read_names(r, s, first, count, out);
    return read_nc(r, s, first, count, 0, 1, out);
}

/* Rows of a column; [items] has room for those of points. */
static int read_rows(struct merge_reading *r, const struct merge_source *s, long first, long count, double *items, double *out)
{
    long trials = r->piece.trials > 0 ? r->piece.trials : 1, begin = first/trials;
    if (r->piece.columns[s->column].kind == COLUMN_TRIAL) {
        for (long i = 0; i < count; i++)
            out[i] = (double)((first + i) % trials);
        return 0;
    }
    if (!s->by_point || trials == 1)
        return read_items(r, s, first, count, out);
    if (read_items(r, s, begin, (first + count - 1)/trials - begin + 1, items))
        return -1;
    for (long i = 0; i < count; i++)
        memcpy(out + i*s->each, items + ((first + i)/trials - begin)*s->each, (size_t)s->each*sizeof *out);
    return 0;
}

/* Whole points, or some rows of one. */
static long part_of(const struct table *t, long first, long left, long most)
{
    if (t->trials < 1)
        return left < most ? left : most;
    long in_point = t->trials - first % t->trials;
    if (first % t->trials || t->trials > most)
        return in_point < most ? in_point : most;
    most = most/t->trials*t->trials;
    return left < most ? left : most;
}

static int give(struct merge_reading *r, const struct slab *slabs, int count)
{
    struct job *j = &r->set->job;
    int status = 0;
    for (int i = 0; i < j->sink_count && !status; i++)
        status = sink_take(&j->sinks[i], slabs, count, r->f);
    return status;
}

static int copy_rows(struct merge_reading *r, struct merge_source *sources, struct slab *slabs, double **cells, double *items, long most)
{
    const struct table *t = &r->piece;
    for (long first = 0, n; first < t->rows; first += n) {
        n = part_of(t, first, t->rows - first, most);
        for (int c = 0; c < t->column_count; c++) {
            if (read_rows(r, &sources[c], first, n, items, cells[c]))
                return -1;
            slabs[c] = slab_of_rows(&r->set->whole, c, t->first + first, n, cells[c]);
        }
        if (merge_stopped(r->set->of, r->f) || give(r, slabs, t->column_count))
            return -1;
    }
    return 0;
}

static int read_table(struct merge_reading *r)
{
    const struct table *t = &r->piece;
    size_t count = (size_t)t->column_count + 1;
    struct merge_source *sources = calloc(count, sizeof *sources);
    struct slab *slabs = calloc(count, sizeof *slabs);
    double **cells = calloc(count, sizeof *cells), *items = NULL;
    long row = 1, widest = 1;
    for (int c = 0; c < t->column_count; c++) {
        long n = column_elements(&t->columns[c]);
        row += n;
        widest = n > widest ? n : widest;
    }
    long most = PART_BYTES/(long)sizeof(double)/row + 1;
    int status = sources && slabs && cells && (items = malloc((size_t)(most*widest)*sizeof *items)) ? 0 : fail_memory(r->f, NULL);
    for (int c = 0; c < t->column_count && !status; c++) {
        cells[c] = malloc((size_t)(most*column_elements(&t->columns[c]) + 1)*sizeof **cells);
        status = cells[c] ? open_column(r, &sources[c], c) : fail_memory(r->f, NULL);
        sources[c].fd = status && !cells[c] ? -1 : sources[c].fd;
    }
    if (!status)
        status = copy_rows(r, sources, slabs, cells, items, most);
    for (int c = 0; c < t->column_count && sources && cells; c++) {
        if (cells[c])
            close_source(&sources[c]);
        free(cells[c]);
    }
    free(sources);
    free(slabs);
    free(cells);
    free(items);
    return status;
}

/* ---- series ---- */

static int copy_samples(struct merge_reading *r, const struct merge_source *s, long first, long count, long first_sample, long samples, double *numbers)
{
    const struct series *about = &r->piece.series[s->series];
    long sample = series_sample(about), begins = (first*about->samples + first_sample)*sample;
    int status = s->fd >= 0 ? read_npy(r, s, begins, count*samples*sample, numbers)
                            : read_nc(r, s, first, count, first_sample, samples, numbers);
    long whole = r->piece.first/table_step(&r->set->whole, about->made) + first;
    const struct slab slab = slab_of_samples(&r->set->whole, s->series, whole, count, first_sample, samples, numbers);
    return status || merge_stopped(r->set->of, r->f) || spools_take(&r->set->job.spools, &slab, 1, r->f) ? -1 : 0;
}

/* Of long rows some samples at a time, of short ones many rows. */
static int copy_series(struct merge_reading *r, const struct merge_source *s, long items, double *numbers, long most)
{
    const struct series *about = &r->piece.series[s->series];
    struct table by = r->piece;
    by.trials = s->by_point ? 0 : by.trials;
    long sample = series_sample(about), row = sample*about->samples, samples = most/sample;
    for (long first = 0, n; first < items; first += n) {
        n = row > most ? 1 : part_of(&by, first, items - first, row > 0 ? most/row : items);
        for (long at = 0, k; at < about->samples; at += k) {
            k = row > most && about->samples - at > samples ? samples : about->samples - at;
            if (copy_samples(r, s, first, n, at, k, numbers))
                return -1;
        }
    }
    return 0;
}

static int read_series(struct merge_reading *r, int series)
{
    const struct series *about = &r->piece.series[series];
    struct merge_source s = { .column = -1, .series = series, .by_point = about->made && r->piece.trials > 0 };
    long sample = series_sample(about), most = PART_BYTES/(long)sizeof(double);
    most = most > sample ? most : sample;
    double *numbers = malloc((size_t)most*sizeof *numbers);
    int status = !numbers ? fail_memory(r->f, NULL) : open_source(r, &s, about->name);
    if (!status)
        status = copy_series(r, &s, table_count(&r->piece, about->made), numbers, most);
    if (numbers)
        close_source(&s);
    free(numbers);
    return status;
}

/* ---- pieces ---- */

static int read_piece(struct merge_set *s, long i, struct fail *f)
{
    struct merge_reading r = { .set = s, .number = i, .has_nc = table_has(&s->whole, FORMAT_NETCDF), .f = f };
    struct arena *a = &r.arena;
    shard_table(&s->whole, s->whole.name, s->pieces[i].first, s->pieces[i].rows, a, &r.piece);
    int status = r.has_nc && result_open(&r.nc, merge_path(s->of, s->whole.name, i, s->count, "nc", a), a, f) ? -1 : 0;
    int is_open = r.has_nc && !status;
    if (!status)
        status = read_table(&r);
    for (int k = 0; k < s->whole.series_count && !status; k++)
        status = read_series(&r, k);
    if (is_open)
        result_close(&r.nc);
    arena_free(a);
    return status;
}

int merge_rows(struct merge_set *s, struct fail *f)
{
    for (long i = 0; i < s->count; i++)
        if (s->pieces[i].rows > 0 && read_piece(s, i, f))
            return -1;
    return 0;
}
