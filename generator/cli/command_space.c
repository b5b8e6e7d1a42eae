/* command_space.c -- massc space FILE NAME [I | I:J:K]: points, nothing run.
 *
 * Values are computed from a row's number, so that the first and the last rows
 * of a space of 10^9 points are as near as those of ten.
 */
#include "command_space.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "driver.h"
#include "base/number.h"
#include "job/job_table.h"
#include "sink/preview.h"

enum { BATCH = 64 };        /* rows computed at a time */

/* ---- rows ---- */

struct rows {
    const struct space *space;
    const struct table *table;
    long *samples;
    double **cells;         /* [column][BATCH][elements] */
};

static struct rows rows_open(const struct space *s, const struct table *t, struct arena *a)
{
    struct rows r = { s, t, ARENA_ARRAY(a, long, s->count + 1),
                      ARENA_ARRAY(a, double *, t->column_count + 1) };
    for (int c = 0; c < t->column_count; c++)
        r.cells[c] = ARENA_ARRAY(a, double, BATCH*column_elements(&t->columns[c]));
    return r;
}

static void fill_row(const struct rows *r, double **cells, long row, long at)
{
    long trial = 0;
    space_samples(r->space, row, r->samples, &trial);
    for (int c = 0; c < r->table->column_count; c++) {
        const struct column *column = &r->table->columns[c];
        long n = column_elements(column);
        double *cell = cells[c] + at*n;
        for (long e = 0; e < n; e++)
            cell[e] = column->kind == COLUMN_TRIAL ? (double)trial
                    : axis_value(&r->space->axes[c], r->space->bytes, r->samples[c], e);
    }
}

static void fill_rows(void *user, long first, long count, double **cells)
{
    for (long i = 0; i < count; i++)
        fill_row(user, cells, first + i, i);
}

/* ---- as values ---- */

/* A cell as text: a number, or a JSON list; to be freed. */
static char *cell_text(const struct column *c, const double *cell, int single)
{
    size_t enough = (size_t)(column_elements(c) + 1)*LIST_NUMBER;
    char *out = malloc(enough + LIST_NUMBER);
    if (!out)
        return NULL;
    if (column_name_of(c, *cell))
        strcpy(out, column_name_of(c, *cell));
    else if (c->rank == 0 && !c->key)
        number_shortest(out, *cell, single && !c->integer);
    else
        column_list(c, cell, single, LIST_JSON, out, enough);
    return out;
}

static void print_cell(const struct rows *r, int c, long at, const char *quote)
{
    const struct column *column = &r->table->columns[c];
    const double *cell = r->cells[c] + at*column_elements(column);
    char *text = cell_text(column, cell, r->table->single);
    int is_list = column->rank > 0 || column->key;
    printf("%s%s%s", is_list ? quote : "", text ? text : "", is_list ? quote : "");
    free(text);
}

static int print_csv(struct rows *r, struct fail *f)
{
    const struct table *t = r->table;
    for (int c = 0; c < t->column_count; c++)
        printf("%s%s", c ? "," : "", t->columns[c].name);
    putchar('\n');
    for (long first = 0; first < t->rows && !ferror(stdout); first += BATCH) {
        long count = t->rows - first < BATCH ? t->rows - first : BATCH;
        fill_rows(r, first, count, r->cells);
        for (long i = 0; i < count; i++) {
            for (int c = 0; c < t->column_count; c++) {
                fputs(c ? "," : "", stdout);
                print_cell(r, c, i, "\"");
            }
            putchar('\n');
        }
    }
    return flush_stdout(f);
}

/* One point: its axes, then what the exploration itself declares as fixed. */
static int print_point(struct rows *r, const struct experiment *e,
                       const struct exploration *x, struct fail *f)
{
    char number[NUMBER_SHORTEST];
    fill_rows(r, 0, 1, r->cells);
    for (int c = 0; c < r->table->column_count; c++) {
        printf("%s = ", r->table->columns[c].name);
        print_cell(r, c, 0, "");
        putchar('\n');
    }
    for (int i = 0; i < e->quantity_count; i++)
        if (e->quantities[i].owner == x && model_axis(x, i) < 0 && !model_is_moved(x, i))
            printf("%s = %s\n", e->quantities[i].path,
                   number_shortest(number, model_quantity(e, x, i)->value, e->single));
    for (int i = 0; i < x->setting_count; i++)
        printf("%s = %s\n", x->settings[i].value.path,
               number_shortest(number, x->settings[i].value.value, e->single));
    return flush_stdout(f);
}

/* ---- which rows ---- */

/* Reads one bound of "I:J:K"; an empty one is left out. */
static int read_bound(const char **at, long *value, int *has)
{
    char *end;
    *has = **at && **at != ':';
    if (!*has)
        return 0;
    errno = 0;
    *value = strtol(*at, &end, 10);
    int read = end > *at && errno == 0 && strchr("-+0123456789", **at);
    *at = end;
    return read ? 0 : -1;
}

static int read_slice(const char *text, struct space_range *r)
{
    const char *at = text;
    memset(r, 0, sizeof *r);
    if (read_bound(&at, &r->start, &r->has_start) < 0 || *at++ != ':')
        return -1;
    if (read_bound(&at, &r->stop, &r->has_stop) < 0)
        return -1;
    if (*at == ':' && (at++, read_bound(&at, &r->step, &r->has_step)) < 0)
        return -1;
    return *at ? -1 : 0;
}

static int bad_place(const char *where, struct fail *f)
{
    return fail(f, EXIT_USAGE, "'%s' is neither a point, such as 3 or -1, nor a slice, such as "
                "0:10 or ::-2", where);
}

static int find_point(const struct space *whole, const char *where, long *row, struct fail *f)
{
    const char *at = where;
    long asked;
    int has;
    if (read_bound(&at, &asked, &has) < 0 || !has || *at)
        return bad_place(where, f);
    return space_index(whole, asked, row, f);
}

/* The part of [whole] that [where] asks for. */
static int cut(const struct space *whole, const char *where, struct space *part, struct fail *f)
{
    struct space_range range;
    long row;
    if (strchr(where, ':'))
        return read_slice(where, &range) < 0 ? bad_place(where, f)
                                             : space_slice(whole, range, part, f);
    if (find_point(whole, where, &row, f) < 0)
        return -1;
    space_part(whole, row, 1, part);
    return 0;
}

static int show_table(struct session *s, const struct exploration *x, const struct space *space,
                      int csv, struct fail *f)
{
    struct table t;
    struct sink screen;
    table_of_points(x->name, space, 0, 0, &s->pipe.arena, &t);
    struct rows r = rows_open(space, &t, &s->pipe.arena);
    if (csv)
        return print_csv(&r, f);
    return preview_open(&screen, &t, fill_rows, &r, f) < 0 ? -1 : print_screen(&screen, f);
}

static int show_point(struct session *s, const struct exploration *x, const struct space *point,
                      struct fail *f)
{
    struct table t;
    table_of_points(x->name, point, 0, 0, &s->pipe.arena, &t);
    struct rows r = rows_open(point, &t, &s->pipe.arena);
    return print_point(&r, s->e, x, f);
}

static int show(struct session *s, const struct exploration *x, const struct space *whole,
                const char *where, int csv, struct fail *f)
{
    struct space part;
    if (!where)
        return show_table(s, x, whole, csv, f);
    if (cut(whole, where, &part, f) < 0)
        return -1;
    int one = !strchr(where, ':') && !csv;
    int status = one ? show_point(s, x, &part, f) : show_table(s, x, &part, csv, f);
    space_close(&part);
    return status;
}

int space_show(struct session *s, const struct exploration *x, const char *where, int csv)
{
    struct job job;
    struct fail f = { .code = 0 };
    int code = session_job(s, x, &job);
    if (code == 0 && show(s, x, &job.space, where, csv, &f) < 0)
        code = complain(&f);
    job_close(&job);
    return code;
}

int command_space(const struct options *o)
{
    struct session s;
    if (o->operand_count < 1 || o->operand_count > 3)
        return complain_usage("space takes a file, an exploration and at most one point or slice: "
                              "massc space FILE NAME [I | I:J:K]; see massc space --help");
    int code = session_open(&s, o, o->operands[0]);
    if (code == 0) {
        const struct exploration *x = session_choose(&s, o->operands[1]);
        code = x ? space_show(&s, x, o->operand_count > 2 ? o->operands[2] : NULL, o->csv)
                 : EXIT_USAGE;
    }
    session_close(&s);
    return code;
}
