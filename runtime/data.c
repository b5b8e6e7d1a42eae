/* data.c -- opens a data file and tells what it is. */
#include "data_formats.h"
#include <errno.h>
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
        return fail_memory(f, name);
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
        return fail_memory(f, path);
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

static int is_text(const char *path)
{
    static const char *const endings[] = { ".csv", ".tsv", ".txt", ".dat", NULL };
    for (int i = 0; endings[i]; i++)
        if (has_ending(path, endings[i]))
            return 1;
    return 0;
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
    return data_read_text(path, member, file, out, f);
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

/* A colon separates a member only behind the name of an archive, or of a table
 * unless the whole is the name of a file: other colons belong to the path. */
int data_read(const char *spec, struct data *out, struct fail *f)
{
    *out = (struct data){ .nan = -1 };
    char *path = strdup(spec), *colon = path ? strrchr(path, ':') : NULL;
    if (!path)
        return fail_memory(f, spec);
    const char *member = NULL;
    if (colon) {
        int whole = access(path, F_OK) == 0;
        *colon = '\0';
        if (is_archive(path) || is_netcdf(path) || (is_text(path) && !whole))
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
