/* merge_csv.c -- the text of pieces, one behind the other.
 *
 * Lines are taken over as they are, so what a number looks like is not decided a second time; but where a cell
 * points to the piece's own NetCDF file it points to the table's. Each file has its header once, and must have as
 * many lines as its rows make.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "merge_parts.h"
#include "sink/csv_text.h"

enum { LINES = 1 << 12 };       /* after so many it is asked whether to stop */

/* A file of text on its way. */
struct joining {
    const struct merge_set *set;
    const char *suffix;
    struct csv_file *out;
    struct arena arena;         /* texts of the piece that is read */
    const char *path;           /* of it */
    char *header;               /* of the first; with its newline */
    char *line; size_t room;    /* of getline */
    const char *elsewhere, *there;      /* the cell that stands for a large array: in the piece, in the table; or NULL */
    struct fail *f;
};

/* ---- lines ---- */

/* Up to the newline that ends a row, which is none within quotes; the bytes, 0 at the end, -1. */
static ssize_t read_line(struct joining *j, FILE *in)
{
    size_t used = 0, more = 0;
    int quoted = 0;
    char *part = NULL;
    ssize_t n = 0;
    while ((n = getline(&part, &more, in)) > 0) {
        if (used + (size_t)n + 1 > j->room) {
            size_t room = 2*(used + (size_t)n + 1);
            char *line = realloc(j->line, room);
            if (!line) {
                free(part);
                return fail_memory(j->f, j->path);
            }
            j->line = line;
            j->room = room;
        }
        memcpy(j->line + used, part, (size_t)n + 1);
        used += (size_t)n;
        for (ssize_t i = 0; i < n; i++)
            quoted ^= part[i] == '"';
        if (!quoted)
            break;
    }
    free(part);
    return ferror(in) ? fail(j->f, EXIT_SYSTEM, "cannot read %s: %s", j->path, strerror(errno)) : (ssize_t)used;
}

/* A line without the piece's name: cells are as they are between commas. */
static int put_line(struct joining *j, size_t n)
{
    const char *at = j->line, *end = at + n;
    size_t old = j->elsewhere ? strlen(j->elsewhere) : 0;
    while (j->elsewhere) {
        const char *cell = memmem(at, (size_t)(end - at), j->elsewhere, old);
        if (!cell)
            break;
        int whole = (cell == j->line || cell[-1] == ',') && (cell[old] == ',' || cell[old] == '\n');
        const char *from = whole ? j->there : j->elsewhere;
        if (csv_file_put(j->out, at, (size_t)(cell - at), j->f) || csv_file_put(j->out, from, strlen(from), j->f))
            return -1;
        at = cell + old;
    }
    return csv_file_put(j->out, at, (size_t)(end - at), j->f);
}

static int put_header(struct joining *j, FILE *in)
{
    ssize_t n = read_line(j, in);
    if (n < 0)
        return -1;
    if (!j->header) {
        j->header = strdup(n ? j->line : "");
        return !j->header ? fail_memory(j->f, j->path) : put_line(j, (size_t)n);
    }
    return strcmp(j->header, n ? j->line : "") == 0 ? 0 : fail(j->f, EXIT_SYSTEM, "'%s' has another header than the piece before", j->path);
}

static int put_lines(struct joining *j, FILE *in, long wanted)
{
    long lines = 0;
    ssize_t n;
    while ((n = read_line(j, in)) > 0) {
        if (lines++ % LINES == 0 && merge_stopped(j->set->of, j->f))
            return -1;
        if (put_line(j, (size_t)n))
            return -1;
    }
    if (n < 0)
        return -1;
    return lines == wanted ? 0 : fail(j->f, EXIT_SYSTEM, "'%s' has %ld lines behind its header, and its rows make %ld", j->path, lines, wanted);
}

/* ---- files ---- */

/* Lines of a piece: [series] -1: rows. */
static long lines_of(const struct merge_set *s, long rows, int series)
{
    struct table piece = s->whole;
    piece.rows = rows;
    return series < 0 ? rows : series_lines(&piece, &s->whole.series[series]);
}

static int join_piece(struct joining *j, long i, int series)
{
    const struct merge_set *s = j->set;
    const char *name = s->whole.name;
    struct arena *a = &j->arena;
    j->path = merge_path(s->of, name, i, s->count, j->suffix, a);
    j->elsewhere = table_has(&s->whole, FORMAT_NETCDF) ? arena_print(a, "see %s", merge_file(name, i, s->count, "nc", a)) : NULL;
    j->there = arena_print(a, "see %s.nc", name);
    FILE *in = fopen(j->path, "rbe");
    if (!in)
        return fail(j->f, EXIT_SYSTEM, "cannot read '%s': %s", j->path, strerror(errno));
    int status = put_header(j, in) || put_lines(j, in, lines_of(s, s->pieces[i].rows, series)) ? -1 : 0;
    fclose(in);
    arena_free(a);
    return status;
}

static int join(const struct merge_set *s, const struct table *t, const char *suffix, int series, struct sink_files *files, struct fail *f)
{
    struct joining j = { .set = s, .suffix = suffix, .f = f, .out = csv_file_open(t, suffix, f) };
    int status = j.out ? 0 : -1;
    for (long i = 0; i < s->count && !status; i++) {
        sink_writing(files, j.out->file.path);
        status = join_piece(&j, i, series);
    }
    arena_free(&j.arena);
    free(j.header);
    free(j.line);
    if (!status)
        return csv_file_add(j.out, files, series < 0 ? "csv" : NULL, suffix, f);
    csv_file_abandon(j.out);
    return -1;
}

/* ---- the sink ---- */

static int wanted(const struct table *t)
{
    return sink_csv.wanted(t);
}

static int suffixes(const struct table *t, int i, char out[TABLE_SUFFIX])
{
    return sink_csv.suffixes(t, i, out);
}

/* Rows that are handed out are not its source. */
static int take(struct sink *sink, const struct slab *slabs, int count, struct fail *f)
{
    (void)sink, (void)slabs, (void)count, (void)f;
    return 0;
}

static int commit(struct sink *sink, struct sink_files *files, struct fail *f)
{
    const struct table *t = sink->table;
    char suffix[TABLE_SUFFIX];
    int status = join(sink->to, t, "csv", -1, files, f);
    for (int i = 0; i < t->series_count && !status; i++)
        if (series_has_text(t, &t->series[i]))
            status = join(sink->to, t, table_part(suffix, t->series[i].name, "csv"), i, files, f);
    return status;
}

const struct sink_kind merge_csv = {
    .name = "csv", .suffix = "csv", .suffixes = suffixes, .wanted = wanted, .take = take, .commit = commit,
};
