/* screen.c -- tables as pandas prints them.
 *
 * Followed is DataFrame.__repr__ under its default options: six decimals with
 * common trailing zeros trimmed, exponents where a column has values too small or
 * too wide, cells of at most 50 characters, and past 60 rows the first and last
 * five. As there, the rows that are not shown have no say in the format. Two
 * things differ: lines are not wrapped, and list cells show every digit.
 *
 * Only rows to be shown are kept, so a table of 10^9 rows costs nothing.
 */
#include "sink.h"
#include "base/number.h"
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    ALL = 60,               /* rows printed in full */
    EDGE = 5,               /* rows at either end of a longer table */
    DECIMALS = 6,
    TOO_WIDE = DECIMALS + 6,        /* characters, sign included */
    CELL = 50               /* characters of a list cell, leading space included */
};

typedef char list_text[CELL + 1];       /* or a name */

struct kept {
    const struct column *column;
    long elements;
    double *numbers;        /* [slot]; NULL for lists */
    list_text *lists;       /* [slot]; NULL for numbers */
    char **cells;           /* [slot], formatted; the sign's place first */
    int width;
};

struct screen {
    const struct table *table;
    int *order;
    struct kept *kept;      /* [column], as they are shown */
    long slots;
    int fell;               /* some status is not 0 */
};

static long slots_of(const struct table *t)
{
    return t->rows <= ALL ? t->rows : 2*EDGE;
}

/* Where a row is kept, or -1. */
static long slot_of(const struct table *t, long row)
{
    if (t->rows <= ALL || row < EDGE)
        return row;
    long from_end = row - (t->rows - EDGE);
    return from_end < 0 ? -1 : EDGE + from_end;
}

static int is_list(const struct column *c)
{
    return c->key || c->rank > 0 || c->names;
}

static void keep_list(list_text *out, const struct kept *k, const double *cell, int single)
{
    char text[CELL + 1 + LIST_NUMBER];
    if (k->column->names) {
        snprintf(*out, sizeof *out, " %s", column_name_of(k->column, *cell));
        return;
    }
    size_t n = column_list(k->column, cell, single, LIST_PYTHON, text, CELL);
    if (n > CELL - 1)
        strcpy(text + CELL - 4, "...");
    snprintf(*out, sizeof *out, " %.*s", CELL - 1, text);
}

static void keep(struct screen *s, const struct slab *slabs, long row, long slot)
{
    for (int i = 0; i < s->table->column_count; i++) {
        struct kept *k = &s->kept[i];
        const double *cell = slabs[s->order[i]].data + row*k->elements;
        if (k->numbers)
            k->numbers[slot] = *cell;
        else
            keep_list(&k->lists[slot], k, cell, s->table->single);
    }
}

static int any(const double *x, long n)
{
    for (long i = 0; i < n; i++)
        if (x[i] != 0)
            return 1;
    return 0;
}

static void take_rows(struct screen *s, const struct slab *slabs)
{
    long first = slabs[0].first[0], count = slabs[0].count[0];
    for (int c = 0; c < s->table->column_count; c++)
        if (s->table->columns[c].kind == COLUMN_STATUS && !s->fell)
            s->fell = any(slabs[c].data, count);
    for (long row = 0; row < count; row++) {
        long slot = slot_of(s->table, first + row);
        if (slot >= 0 && slot < s->slots)
            keep(s, slabs, row, slot);
        else if (s->table->rows - EDGE > first + row)
            row = s->table->rows - EDGE - first - 1;        /* on to the tail */
    }
}

static int has_decimals(const char *text)
{
    return strchr(text, '.') != NULL;
}

/* Drops the zeros that all numbers of the column end in, but for one. */
static void trim(char (*texts)[NUMBER_FIXED], long n)
{
    int zeros = DECIMALS - 1;
    for (long i = 0; i < n; i++) {
        size_t length = strlen(texts[i]);
        int here = 0;
        while (has_decimals(texts[i]) && here < zeros && texts[i][length - 1 - (size_t)here] == '0')
            here++;
        if (has_decimals(texts[i]))
            zeros = here;
    }
    for (long i = 0; i < n; i++)
        if (has_decimals(texts[i]))
            texts[i][strlen(texts[i]) - (size_t)zeros] = '\0';
}

static void format_number(char out[NUMBER_FIXED], double x, int exponent)
{
    if (isnan(x))
        strcpy(out, "NaN");
    else if (exponent)
        number_exponent(out, x, DECIMALS);
    else
        number_fixed(out, x, DECIMALS);
}

static int wants_exponent(const struct kept *k, char (*texts)[NUMBER_FIXED], long n, int single)
{
    double smallest = single ? 1e-6f : 1e-6;
    int small = 0, large = 0, wide = 0;
    for (long i = 0; i < n; i++) {
        double x = fabs(k->numbers[i]);
        small |= x > 0 && x < smallest;
        large |= x > 1e6;
        wide |= strlen(texts[i]) > TOO_WIDE;
    }
    return small || (large && wide);
}

static void format_floats(const struct kept *k, char (*texts)[NUMBER_FIXED], long n, int single)
{
    for (long i = 0; i < n; i++)
        format_number(texts[i], k->numbers[i], 0);
    trim(texts, n);
    if (wants_exponent(k, texts, n, single))
        for (long i = 0; i < n; i++)
            format_number(texts[i], k->numbers[i], 1);
}

static void format_integers(const struct kept *k, char (*texts)[NUMBER_FIXED], long n)
{
    for (long i = 0; i < n; i++)
        if (isnan(k->numbers[i]))
            strcpy(texts[i], "NaN");
        else
            number_fixed(texts[i], k->numbers[i], 0);
}

static int format_numbers(struct kept *k, long n, int single)
{
    char (*texts)[NUMBER_FIXED] = malloc(((size_t)n + 1)*sizeof *texts);
    if (!texts)
        return -1;
    int missing = 0;
    if (k->column->integer)
        format_integers(k, texts, n);
    else
        format_floats(k, texts, n, single);
    for (long i = 0; i < n; i++)
        missing |= !(k->cells[i] = strdup(texts[i]));
    free(texts);
    return missing ? -1 : 0;
}

/* pandas leaves the sign's place before the name of a number column only. */
static int header_width(const struct kept *k)
{
    return (int)strlen(k->column->name) + (k->numbers != NULL);
}

static int format(struct kept *k, long n, int single)
{
    if (k->numbers && format_numbers(k, n, single))
        return -1;
    k->width = header_width(k);
    for (long i = 0; i < n; i++) {
        int width = (int)strlen(k->numbers ? k->cells[i] : k->lists[i]);
        if (width > k->width)
            k->width = width;
    }
    return 0;
}

static int is_shown(const struct screen *s, int i)
{
    return s->kept[i].column->kind != COLUMN_STATUS || s->fell;
}

static int index_width(const struct table *t)
{
    char text[24];
    return snprintf(text, sizeof text, "%ld", t->rows - 1);
}

static void print_header(const struct screen *s, FILE *out)
{
    fprintf(out, "%*s", index_width(s->table), "");
    for (int i = 0; i < s->table->column_count; i++)
        if (is_shown(s, i))
            fprintf(out, " %*s", s->kept[i].width, s->kept[i].column->name);
    fputc('\n', out);
}

static const char *dots(int width)
{
    return width > 3 ? "..." : "..";
}

static void print_dots(const struct screen *s, FILE *out)
{
    int width = index_width(s->table);
    fprintf(out, "%-*s", width, dots(width));
    for (int i = 0; i < s->table->column_count; i++)
        if (is_shown(s, i))
            fprintf(out, " %*s", s->kept[i].width, dots(s->kept[i].width));
    fputc('\n', out);
}

static void print_row(const struct screen *s, long slot, FILE *out)
{
    const struct table *t = s->table;
    long row = slot < EDGE || t->rows <= ALL ? slot : t->rows - 2*EDGE + slot;
    fprintf(out, "%-*ld", index_width(t), row);
    for (int i = 0; i < t->column_count; i++) {
        const struct kept *k = &s->kept[i];
        if (is_shown(s, i))
            fprintf(out, " %*s", k->width, k->numbers ? k->cells[slot] : k->lists[slot]);
    }
    fputc('\n', out);
}

/* " (a 6, time 80000, state 2, node 1)": the shape of the array. */
static void print_dims(const struct table *t, const struct series *s, FILE *out)
{
    struct extent own[SERIES_RANK];
    int rank = series_extents(s, own), front = table_rank(t, s->made);
    for (int i = 0; i < front; i++)
        fprintf(out, "%s%s %ld", i ? ", " : " (", t->dims[i].name, t->dims[i].size);
    for (int i = 0; i < rank; i++)
        fprintf(out, "%s%s %ld", i || front ? ", " : " (", extent_name(own[i].kind), own[i].size);
    fputs(rank || front ? ")" : "", out);
}

/* Series are too long for a screen: what there is, and where. */
static void print_series(const struct table *t, FILE *out)
{
    char first[NUMBER_SHORTEST], every[NUMBER_SHORTEST], suffix[TABLE_SUFFIX];
    for (int i = 0; i < t->series_count; i++) {
        const struct series *s = &t->series[i];
        fprintf(out, "%s: %ld sample%s every %s %s from %s %s", s->name, s->samples, s->samples == 1 ? "" : "s",
                number_shortest(every, s->every, 0), series_time_unit(s), number_shortest(first, s->first, 0), series_time_unit(s));
        for (int k = 0; k < s->state_count; k++)
            fprintf(out, "%s%s", k ? ", " : " of ", s->states[k]);
        if (s->nodes)
            fprintf(out, " at %ld node%s", s->nodes, s->nodes == 1 ? "" : "s");
        if (s->modes)
            fprintf(out, ", %ld mode%s", s->modes, s->modes == 1 ? "" : "s");
        print_dims(t, s, out);
        if (t->dir && series_has_text(t, s))
            fprintf(out, ", in %s.%s", t->name, table_part(suffix, s->name, "csv"));
        else if (t->dir && table_has(t, FORMAT_NETCDF))
            fprintf(out, ", in %s.nc", t->name);
        else if (t->dir && table_has(t, FORMAT_NPY))
            fprintf(out, ", in %s.%s", t->name, table_part(suffix, s->name, "npy"));
        else if (!t->dir)
            fputs(", in no file", out);
        fputc('\n', out);
    }
}

static void print_rows(const struct screen *s, int columns, FILE *out)
{
    print_header(s, out);
    for (long slot = 0; slot < s->slots; slot++) {
        if (s->table->rows > ALL && slot == EDGE)
            print_dots(s, out);
        print_row(s, slot, out);
    }
    if (s->table->rows > ALL)
        fprintf(out, "\n[%ld rows x %d columns]\n", s->table->rows, columns);
}

/* Of what is made of trials: it is no value of the row it stands in alone. */
static void print_made(const struct screen *s, FILE *out)
{
    const struct table *t = s->table;
    int count = 0;
    for (int i = 0; i < t->column_count; i++)
        if (is_shown(s, i) && s->kept[i].column->made && table_step(t, s->kept[i].column->made) > 1)
            fprintf(out, "%s%s", count++ ? ", " : "\n", s->kept[i].column->name);
    if (count)
        fprintf(out, " %s made of all trials of a point: the same in each of its rows\n", count == 1 ? "is" : "are");
}

static void print_all(const struct screen *s, FILE *out)
{
    const struct table *t = s->table;
    int columns = 0;
    for (int i = 0; i < t->column_count; i++)
        columns += is_shown(s, i);
    if (columns || !t->series_count)
        print_rows(s, columns, out);
    print_made(s, out);
    if (columns && t->series_count)
        fputc('\n', out);
    print_series(t, out);
}

static int print(struct screen *s, FILE *out, struct fail *f)
{
    for (int i = 0; i < s->table->column_count; i++)
        if (format(&s->kept[i], s->slots, s->table->single))
            return fail(f, EXIT_SYSTEM, "out of memory");
    print_all(s, out);
    if (fflush(out) || ferror(out))
        return fail(f, EXIT_SYSTEM, "cannot print the table: %s", strerror(errno));
    return 0;
}

static int prepare(struct screen *s, const struct column *c, struct kept *k)
{
    size_t n = (size_t)s->slots + 1;
    k->column = c;
    k->elements = column_elements(c);
    if (is_list(c))
        return (k->lists = calloc(n, sizeof *k->lists)) ? 0 : -1;
    k->numbers = calloc(n, sizeof *k->numbers);
    k->cells = calloc(n, sizeof *k->cells);
    return k->numbers && k->cells ? 0 : -1;
}

static int prepare_all(struct screen *s)
{
    const struct table *t = s->table;
    s->order = calloc((size_t)t->column_count + 1, sizeof *s->order);
    s->kept = calloc((size_t)t->column_count + 1, sizeof *s->kept);
    if (!s->order || !s->kept)
        return -1;
    table_order(t, s->order);
    for (int i = 0; i < t->column_count; i++)
        if (prepare(s, &t->columns[s->order[i]], &s->kept[i]))
            return -1;
    return 0;
}

static void release(struct kept *k, long slots)
{
    for (long i = 0; k->cells && i < slots; i++)
        free(k->cells[i]);
    free(k->cells);
    free(k->numbers);
    free(k->lists);
}

static void close_screen(struct screen *s)
{
    for (int i = 0; s->kept && i < s->table->column_count; i++)
        release(&s->kept[i], s->slots);
    free(s->kept);
    free(s->order);
    free(s);
}

/* ---- the sink ---- */

static int open_sink(struct sink *sink, struct fail *f)
{
    struct screen *s = calloc(1, sizeof *s);
    if (!s)
        return fail(f, EXIT_SYSTEM, "out of memory");
    s->table = sink->table;
    s->slots = slots_of(s->table);
    if (prepare_all(s)) {
        close_screen(s);
        return fail(f, EXIT_SYSTEM, "out of memory");
    }
    sink->self = s;
    return 0;
}

static int take(struct sink *sink, const struct slab *slabs, int count, struct fail *f)
{
    (void)count, (void)f;
    take_rows(sink->self, slabs);
    return 0;
}

static void abandon(struct sink *sink)
{
    close_screen(sink->self);
    sink->self = NULL;
}

static int show(struct sink *sink, FILE *out, struct fail *f)
{
    int status = print(sink->self, out, f);
    abandon(sink);
    return status;
}

const struct sink_kind sink_screen = {
    .name = "screen", .open = open_sink, .take = take, .show = show, .abandon = abandon,
};
