/* data.c -- opens a data file and tells what it is. */
#include "data_formats.h"
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include "space/regular.h"

enum { START_BYTES = 1 << 12 };     /* enough for the header of any .npy in use */

/* ---- files ---- */

static int refuse_file(const char *path, const char *why, struct fail *f)
{
    return fail(f, EXIT_SYSTEM, "cannot read %s: %s", path, why);
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
        return fail(f, EXIT_SYSTEM, "cannot read %s: it holds %.3g GiB; at most " MOST_BYTES_SAID
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

static int read_packed(const char *path, struct data_part part, struct bytes file, struct data *out, struct fail *f)
{
    unsigned char *inner;
    if (data_unpack_bzip2(path, file, &file, &inner, f))
        return -1;
    int bad = data_is_npy(file) ? data_read_npy(path, file, out, f) : data_read_text(path, part, file, out, f);
    free(inner);
    return bad;
}

/* What the first bytes say, unless the ending says otherwise. */
static int read_bytes(const char *path, struct data_part part, struct bytes file, struct data *out,
                      struct fail *f)
{
    if (file.size == 0)
        return refuse_file(path, "it is empty", f);
    if (data_is_npy(file) && !is_archive(path) && part.name)
        return fail(f, EXIT_MODEL, "%s: it holds one array, which has no name", path);
    if (data_is_npy(file) && !is_archive(path))
        return data_read_npy(path, file, out, f);
    if (has_ending(path, ".npy"))
        return refuse_file(path, "it is not a NumPy array (no \\x93NUMPY at its beginning)", f);
    if (data_is_zip(file))
        return data_read_zip(path, part, file, out, f);
    if (is_archive(path))
        return refuse_file(path, "it is not a zip archive (no PK at its beginning)", f);
    return data_is_bzip2(file) ? read_packed(path, part, file, out, f) : data_read_text(path, part, file, out, f);
}

static int read_path(const char *path, struct data_part part, struct data *out, struct fail *f)
{
    struct stat about;
    const char *why;
    int fd = regular_open(path, &about, &why);
    if (fd < 0)
        return refuse_file(path, why, f);
    unsigned char *text = NULL;
    size_t size = (size_t)about.st_size;
    int bad = is_netcdf(path) ? data_read_netcdf(path, fd, part.name, out, f)
                              : read_all(fd, path, size, &text, f);
    if (!bad && !is_netcdf(path))
        bad = read_bytes(path, part, (struct bytes){ text, size }, out, f);
    close(fd);
    free(text);
    return bad;
}

/* ---- parts of files ---- */

static int is_file(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && !S_ISDIR(about.st_mode);
}

static int ends_as_data(const char *path)
{
    static const char *const endings[] = { ".csv", ".tsv", ".txt", ".tab", ".dat", ".npy" };
    for (size_t i = 0; i < sizeof endings/sizeof *endings; i++)
        if (has_ending(path, endings[i]))
            return 1;
    return is_netcdf(path) || is_archive(path);
}

/* Where the first colon stands that [is_path] takes what is before it for a path; or 0. */
static size_t find_colon(char *spec, int (*is_path)(const char *path))
{
    size_t found = 0;
    for (char *at = spec; !found && (at = strchr(at, ':')); at++) {
        *at = '\0';
        found = is_path(spec) ? (size_t)(at - spec) : 0;
        *at = ':';
    }
    return found;
}

size_t data_path_length(const char *spec)
{
    size_t whole = strlen(spec), found = 0;
    char *copy = strchr(spec, ':') && !is_file(spec) ? strdup(spec) : NULL;
    if (copy && !(found = find_colon(copy, is_file)))
        found = find_colon(copy, ends_as_data);
    free(copy);
    return found ? found : whole;
}

static long find_nan(const struct data *d)
{
    long n = data_count(d);
    for (long i = 0; i < n; i++)
        if (isnan(d->values[i]))
            return i;
    return -1;
}

int data_has_member(const char *path, const char *member)
{
    struct fail ignored = { .code = 0 };
    struct stat about;
    const char *why;
    int fd = is_archive(path) ? regular_open(path, &about, &why) : -1, has = 0;
    unsigned char *text = NULL;
    if (fd < 0)
        return 0;
    if (read_all(fd, path, (size_t)about.st_size, &text, &ignored) == 0)
        has = data_zip_has(path, (struct bytes){ text, (size_t)about.st_size }, member);
    close(fd);
    free(text);
    return has;
}

int data_read(const char *spec, enum data_use use, struct data *out, struct fail *f)
{
    *out = (struct data){ .nan = -1 };
    size_t length = data_path_length(spec);
    char *path = strndup(spec, length);
    if (!path)
        return fail_memory(f, spec);
    struct data_part part = { .name = spec[length] && spec[length + 1] ? spec + length + 1 : NULL,
                              .use = use };
    int bad = read_path(path, part, out, f);
    free(path);
    if (!bad)
        out->nan = find_nan(out);
    return bad;
}

int data_read_memory(const char *name, const char *text, size_t size, const char *column, enum data_use use, struct data *out, struct fail *f)
{
    *out = (struct data){ .nan = -1 };
    struct bytes all = { (const unsigned char *)text, size };
    int bad = data_read_text(name, (struct data_part){ .name = column, .use = use }, all, out, f);
    if (!bad)
        out->nan = find_nan(out);
    return bad;
}
