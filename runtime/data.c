/* data.c -- opens a data file, tells what it is, and reads text.
 *
 * Text is read without regard to the locale: a point is a point. Every message
 * about text says line and column.
 */
#include "data_formats.h"
#include <ctype.h>
#include <errno.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include "regular.h"

enum { START_BYTES = 1 << 12 };     /* enough for the header of any .npy in use */

/* ---- arrays ---- */

long data_count(const struct data *d)
{
    long n = 1;
    for (int i = 0; i < d->rank; i++)
        n *= d->shape[i];
    return n;
}

long data_judge_shape(const char *name, const struct data *out, struct fail *f)
{
    long n = 1;
    for (int i = 0; i < out->rank; i++)
        if (out->shape[i] < 1)
            return fail(f, BAD_CONTENT, "%s: the array is empty", name);
    for (int i = 0; i < out->rank; i++) {
        if (out->shape[i] > MOST_VALUES/n)
            return fail(f, BAD_FILE, "%s: the array is too large: at most %d numbers are read", name,
                        MOST_VALUES);
        n *= out->shape[i];
    }
    return n;
}

int data_allocate(const char *name, struct data *out, struct fail *f)
{
    long n = data_judge_shape(name, out, f);
    if (n < 0)
        return -1;
    out->values = malloc((size_t)n * sizeof *out->values);
    if (!out->values)
        return fail(f, BAD_FILE, "%s: out of memory for %ld values", name, n);
    return 0;
}

void data_free(struct data *d)
{
    free(d->values);
    d->values = NULL;
}

void data_place(const struct data *d, long index, char *out, size_t size)
{
    long at[4] = { 0 };
    for (int i = d->rank - 1; i >= 0; i--) {
        at[i] = index % d->shape[i] + 1;
        index /= d->shape[i];
    }
    if (d->rank < 2)
        snprintf(out, size, "value %ld", d->rank ? at[0] : 1);
    else if (d->rank == 2)
        snprintf(out, size, "row %ld, column %ld", at[0], at[1]);
    else if (d->rank == 3)
        snprintf(out, size, "element [%ld, %ld, %ld]", at[0], at[1], at[2]);
    else
        snprintf(out, size, "element [%ld, %ld, %ld, %ld]", at[0], at[1], at[2], at[3]);
}

static long find_nan(const struct data *d)
{
    long n = data_count(d);
    for (long i = 0; i < n; i++)
        if (isnan(d->values[i]))
            return i;
    return -1;
}

/* ---- text ---- */

struct text_reader {
    const char *name;
    const char *at, *end, *line;        /* line: where the current one begins */
    long line_number, rows, columns;
    double *values;
    size_t count, room;
    locale_t plain;
    struct fail *f;
};

static int line_ends(const struct text_reader *r)
{
    return r->at == r->end || *r->at == '\n' || *r->at == '\r' || *r->at == '#';
}

static void skip_blanks(struct text_reader *r)
{
    while (r->at < r->end && (*r->at == ' ' || *r->at == '\t'))
        r->at++;
}

static long column(const struct text_reader *r)
{
    return r->at - r->line + 1;
}

static int push(struct text_reader *r, double value)
{
    if (r->count == MOST_VALUES)
        return fail(r->f, BAD_FILE, "%s: too large: at most %d numbers are read", r->name, MOST_VALUES);
    if (r->count == r->room) {
        size_t room = r->room ? r->room * 2 : 256;
        double *more = realloc(r->values, room * sizeof *more);
        if (!more)
            return fail(r->f, BAD_FILE, "%s: out of memory", r->name);
        r->values = more;
        r->room = room;
    }
    r->values[r->count++] = value;
    return 0;
}

static int refuse_word(const struct text_reader *r, int length)
{
    const char *way_out = "";
    if (memchr(r->at, ';', (size_t)length))
        way_out = "; put commas or blanks between numbers";
    else if (r->rows == 0)
        way_out = "; begin a header line with #";
    return fail(r->f, BAD_CONTENT, "%s:%ld:%ld: '%.*s' is not a number%s", r->name, r->line_number,
                column(r), length > 40 ? 40 : length, r->at, way_out);
}

/* One word, which has to be a number. strtod alone would read on over the end
 * of the word, take nothing for a zero, and 1e999 for infinity. */
static int read_number(struct text_reader *r)
{
    const char *end = r->at;
    while (end < r->end && !strchr(" \t,#\r\n", *end))
        end++;
    char *stop;
    double value = strtod_l(r->at, &stop, r->plain);
    if (stop != end || end == r->at)
        return refuse_word(r, (int)(end - r->at));
    if (isinf(value) && memchr("0123456789", *(end - 1), 10))
        return fail(r->f, BAD_CONTENT, "%s:%ld:%ld: '%.*s' is too large for a number", r->name,
                    r->line_number, column(r), (int)(end - r->at > 40 ? 40 : end - r->at), r->at);
    r->at = end;
    return push(r, value);
}

static int missing_number(const struct text_reader *r)
{
    return fail(r->f, BAD_CONTENT, "%s:%ld:%ld: a number is missing; write nan for no value", r->name,
                r->line_number, column(r));
}

/* The numbers of a line that has some; how many, or -1. */
static long read_row(struct text_reader *r)
{
    long n = 0;
    for (;;) {
        if (line_ends(r) || *r->at == ',')
            return missing_number(r);
        if (read_number(r))
            return -1;
        n++;
        skip_blanks(r);
        if (line_ends(r))
            return n;
        if (*r->at == ',')
            r->at++;
        skip_blanks(r);
    }
}

static int read_line(struct text_reader *r)
{
    skip_blanks(r);
    if (line_ends(r))
        return 0;
    long n = read_row(r);
    if (n < 0)
        return -1;
    if (r->rows++ == 0)
        r->columns = n;
    if (n != r->columns)
        return fail(r->f, BAD_CONTENT, "%s:%ld: row %ld has %ld value%s, row 1 has %ld", r->name,
                    r->line_number, r->rows, n, n == 1 ? "" : "s", r->columns);
    return 0;
}

/* Goes behind the end of the line: a newline, a return or both. */
static void next_line(struct text_reader *r)
{
    const char *end = strpbrk(r->at, "\r\n");
    r->at = !end ? r->end : end[0] == '\r' && end[1] == '\n' ? end + 2 : end + 1;
}

static int read_lines(struct text_reader *r)
{
    while (r->at < r->end) {
        r->line = r->at;
        r->line_number++;
        if (read_line(r))
            return -1;
        next_line(r);
    }
    if (r->rows == 0)
        return fail(r->f, BAD_CONTENT, "%s: no numbers in it", r->name);
    return 0;
}

int data_read_text(const char *name, struct bytes text, struct data *out, struct fail *f)
{
    if (memchr(text.at, 0, text.size))
        return fail(f, BAD_FILE, "%s: neither text nor a format that is known", name);
    struct text_reader r = { .name = name, .at = (const char *)text.at, .f = f };
    r.end = r.at + text.size;
    if (text.size >= 3 && memcmp(r.at, "\xef\xbb\xbf", 3) == 0)
        r.at += 3;
    r.plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (!r.plain)
        return fail(f, BAD_FILE, "out of memory");
    int bad = read_lines(&r);
    freelocale(r.plain);
    if (bad) {
        free(r.values);
        return -1;
    }
    out->values = r.values;
    out->rank = r.rows > 1 && r.columns > 1 ? 2 : 1;
    out->shape[0] = out->rank == 2 ? r.rows : r.rows * r.columns;
    out->shape[1] = r.columns;
    return 0;
}

/* ---- files ---- */

static int refuse_file(const char *path, const char *why, struct fail *f)
{
    return fail(f, BAD_FILE, "cannot read %s: %s", path, why);
}

static int read_at(int fd, const char *path, unsigned char *to, size_t from, size_t size,
                   struct fail *f)
{
    for (size_t done = 0; done < size; ) {
        ssize_t n = pread(fd, to + done, size - done, (off_t)(from + done));
        if (n < 0 && errno != EINTR)
            return refuse_file(path, strerror(errno), f);
        if (n == 0)
            return refuse_file(path, "it was cut short while it was read", f);
        done += n > 0 ? (size_t)n : 0;
    }
    return 0;
}

/* Its size first, then what it says of itself at its beginning, then all of it. */
static int read_all(int fd, const char *path, size_t size, unsigned char **text, struct fail *f)
{
    unsigned char start[START_BYTES];
    size_t seen = size < sizeof start ? size : sizeof start;
    if (size > MOST_BYTES)
        return fail(f, BAD_FILE, "cannot read %s: it holds %.3g GiB; at most " MOST_BYTES_SAID
                    " is read", path, (double)size/(1 << 30));
    if (read_at(fd, path, start, 0, seen, f))
        return -1;
    if (data_judge_npy(path, (struct bytes){ start, seen }, size, f))
        return -1;
    *text = malloc(size + 1);
    if (!*text)
        return refuse_file(path, "out of memory", f);
    memcpy(*text, start, seen);
    (*text)[size] = 0;
    return read_at(fd, path, *text + seen, seen, size - seen, f);
}

static int has_ending(const char *path, const char *ending)
{
    size_t n = strlen(path), m = strlen(ending);
    return n > m && strcasecmp(path + n - m, ending) == 0;
}

static int is_netcdf(const char *path)
{
    return has_ending(path, ".nc") || has_ending(path, ".nc4") || has_ending(path, ".cdf");
}

static int is_archive(const char *path)
{
    return has_ending(path, ".npz") || has_ending(path, ".zip");
}

/* What the first bytes say, unless the ending says otherwise. */
static int read_bytes(const char *path, const char *member, struct bytes file, struct data *out,
                      struct fail *f)
{
    if (file.size == 0)
        return refuse_file(path, "it is empty", f);
    if (data_is_npy(file) && !is_archive(path))
        return data_read_npy(path, file, out, f);
    if (has_ending(path, ".npy"))
        return refuse_file(path, "it is not a NumPy array (no \\x93NUMPY at its beginning)", f);
    if (data_is_zip(file))
        return data_read_zip(path, member, file, out, f);
    if (is_archive(path))
        return refuse_file(path, "it is not a zip archive (no PK at its beginning)", f);
    return data_read_text(path, file, out, f);
}

static int read_path(const char *path, const char *member, struct data *out, struct fail *f)
{
    struct stat about;
    const char *why;
    int fd = regular_open(path, &about, &why);
    if (fd < 0)
        return refuse_file(path, why, f);
    unsigned char *text = NULL;
    size_t size = (size_t)about.st_size;
    int bad = is_netcdf(path) ? data_read_netcdf(path, fd, member, out, f)
                              : read_all(fd, path, size, &text, f);
    if (!bad && !is_netcdf(path))
        bad = read_bytes(path, member, (struct bytes){ text, size }, out, f);
    close(fd);
    free(text);
    return bad;
}

/* A colon separates a member only behind the name of an archive: other colons
 * belong to the path. */
int data_read(const char *spec, struct data *out, struct fail *f)
{
    *out = (struct data){ .nan = -1 };
    char *path = strdup(spec), *colon = path ? strrchr(path, ':') : NULL;
    if (!path)
        return fail(f, BAD_FILE, "out of memory");
    const char *member = NULL;
    if (colon) {
        *colon = '\0';
        if (is_archive(path) || is_netcdf(path))
            member = colon + 1;
        else
            *colon = ':';
    }
    int bad = read_path(path, member && *member ? member : NULL, out, f);
    free(path);
    if (!bad)
        out->nan = find_nan(out);
    return bad;
}
