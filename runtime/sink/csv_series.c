/* csv_series.c -- series as text in long form: a line a sample, node and mode, with the values of
 * the axes, the trial, the time in ms, the node and the mode in front of one column a state. */
#include <stdlib.h>
#include <string.h>
#include "base/number.h"
#include "csv_text.h"
#include "held.h"
#include "spool.h"

enum { PIECE = 1 << 17 };       /* numbers that are read at once, at least a sample */

/* One series on its way into its file. */
struct long_form {
    const struct csv_cells *cells;
    const struct spools *spools;
    const struct series *about;
    struct series_clock clock;
    struct csv_file *file;
    const struct sink_files *files;     /* who hears of it */
    struct csv_line front;      /* the axes of a row, as they stand in all of its lines */
    struct csv_line label;      /* of the node of a line */
    void *numbers;              /* of a piece, in the precision of the table */
    int series, single;
    long sample, piece;         /* numbers of a sample; samples of a piece */
};

/* What is made of trials has no number of theirs. */
static int is_front(const struct long_form *l, int column)
{
    const struct column *c = &l->cells->table->columns[column];
    return c->kind == COLUMN_AXIS || (c->kind == COLUMN_TRIAL && !l->about->made);
}

static int put_word(struct csv_line *line, const char *word, struct fail *f)
{
    return (line->used && csv_line_add(line, ",", 1, f)) || csv_line_text(line, word, f) ? -1 : 0;
}

static int put_header(struct long_form *l, struct fail *f)
{
    const struct table *t = l->cells->table;
    struct csv_line *line = &l->front;
    int status = 0;
    for (int i = 0; i < t->column_count && !status; i++)
        if (is_front(l, l->cells->order[i]))
            status = put_word(line, t->columns[l->cells->order[i]].name, f);
    if (!status && l->about->has_time)
        status = put_word(line, "time", f);
    if (!status && l->about->nodes)
        status = put_word(line, "node", f);
    if (!status && l->about->modes)
        status = put_word(line, "mode", f);
    for (int i = 0; i < l->about->state_count && !status; i++)
        status = put_word(line, l->about->states[i], f);
    if (!status && !l->about->state_count)
        status = put_word(line, l->about->name, f);
    if (!status)
        status = csv_line_add(line, "\n", 1, f);
    return status ? -1 : csv_file_put(l->file, line->text, line->used, f);
}

static int make_front(struct long_form *l, const struct slab *slabs, long row, struct fail *f)
{
    const struct table *t = l->cells->table;
    l->front.used = 0;
    for (int i = 0; i < t->column_count; i++)
        if (is_front(l, l->cells->order[i])
            && (csv_cells_put(l->cells, i, slabs, row, &l->front, f) || csv_line_add(&l->front, ",", 1, f)))
            return -1;
    return 0;
}

/* A number and what stands behind it. */
static int put_number(struct long_form *l, double x, int single, char behind, struct fail *f)
{
    char *at = csv_file_room(l->file, NUMBER_SHORTEST + 1, f);
    if (!at)
        return -1;
    number_shortest(at, x, single);
    size_t n = strlen(at);
    at[n] = behind;
    l->file->used += n + 1;
    return 0;
}

static double number(const struct long_form *l, long i)
{
    return l->single ? (double)((const float *)l->numbers)[i] : ((const double *)l->numbers)[i];
}

/* By its name where nodes have names. */
static int put_node(struct long_form *l, long node, struct fail *f)
{
    const struct table *t = l->cells->table;
    if (!t->node_labels || node >= t->node_label_count)
        return put_number(l, (double)node, 0, ',', f);
    l->label.used = 0;
    return csv_line_text(&l->label, t->node_labels[node], f) || csv_line_add(&l->label, ",", 1, f)
        || csv_file_put(l->file, l->label.text, l->label.used, f) ? -1 : 0;
}

/* The node and the mode of a place, those of them that there are. */
static int put_place(struct long_form *l, long place, struct fail *f)
{
    long modes = l->about->modes ? l->about->modes : 1;
    if (l->about->nodes && put_node(l, place/modes, f))
        return -1;
    return l->about->modes ? put_number(l, (double)(place % modes), 0, ',', f) : 0;
}

/* One line; its first value is number [at] of the piece, the next ones [stride] further. */
static int put_line(struct long_form *l, const char *time, long place, long at, long stride, struct fail *f)
{
    int values = l->about->state_count ? l->about->state_count : 1;
    if (csv_file_put(l->file, l->front.text, l->front.used, f) || csv_file_put(l->file, time, strlen(time), f)
        || put_place(l, place, f))
        return -1;
    for (int i = 0; i < values; i++)
        if (put_number(l, number(l, at + i*stride), l->single, i + 1 < values ? ',' : '\n', f))
            return -1;
    return 0;
}

static int put_sample(struct long_form *l, long sample, long at, struct fail *f)
{
    char time[NUMBER_SHORTEST + 1] = "";
    long places = series_places(l->about);
    if (l->about->has_time)
        strcat(number_shortest(time, series_time(&l->clock, sample), 0), ",");
    for (long place = 0; place < places; place++)
        if (put_line(l, time, place, at + place, places, f))
            return -1;
    return 0;
}

static int put_row(struct long_form *l, long row, struct fail *f)
{
    long samples = l->about->samples;
    for (long first = 0; first < samples; first += l->piece) {
        long n = samples - first < l->piece ? samples - first : l->piece;
        sink_writing(l->files, l->file->file.path);
        if (spools_read(l->spools, l->series, (row*samples + first)*l->sample, n*l->sample, l->numbers, f))
            return -1;
        for (long k = 0; k < n; k++)
            if (put_sample(l, first + k, k*l->sample, f))
                return -1;
    }
    return 0;
}

static int take_rows(void *user, const struct slab *slabs, int count, struct fail *f)
{
    struct long_form *l = user;
    (void)count;
    long step = table_step(l->cells->table, l->about->made);
    for (long i = 0; i < slabs[0].count[0]; i++) {
        long row = slabs[0].first[0] + i;
        if (row % step == 0 && (make_front(l, slabs, i, f) || put_row(l, row/step, f)))
            return -1;
    }
    return 0;
}

static int write_one(const struct csv_cells *cells, int series, struct held_table *rows, const struct spools *spools,
                     struct sink_files *files, struct fail *f)
{
    const struct table *t = cells->table;
    char suffix[TABLE_SUFFIX];
    struct long_form l = { .cells = cells, .spools = spools, .about = &t->series[series], .series = series,
                           .single = t->single, .sample = series_sample(&t->series[series]), .files = files };
    table_part(suffix, l.about->name, "csv");
    l.clock = series_clock(l.about);
    l.piece = l.sample < PIECE ? PIECE/l.sample : 1;
    if (l.piece > l.about->samples)
        l.piece = l.about->samples > 0 ? l.about->samples : 1;
    l.numbers = malloc((size_t)(l.piece*l.sample)*sizeof(double));
    l.file = l.numbers ? csv_file_open(t, suffix, f) : NULL;
    int status = !l.numbers ? fail_memory(f, NULL) : !l.file || put_header(&l, f) ? -1 : held_replay(rows, take_rows, &l, f);
    if (status)
        csv_file_abandon(l.file);
    else
        status = csv_file_add(l.file, files, NULL, suffix, f);
    free(l.front.text);
    free(l.label.text);
    free(l.numbers);
    return status;
}

int csv_series_write(const struct csv_cells *cells, struct held_table *rows, const struct spools *spools,
                     struct sink_files *files, struct fail *f)
{
    for (int i = 0; i < cells->table->series_count; i++)
        if (series_has_text(cells->table, &cells->table->series[i]) && write_one(cells, i, rows, spools, files, f))
            return -1;
    return 0;
}
