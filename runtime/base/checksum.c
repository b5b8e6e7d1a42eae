/* checksum.c -- XXH128 of bytes, files and streams. */
#include "checksum.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "xxh128.h"

struct checksum_stream {
    struct xxh128 state;
};

static struct checksum spell(const struct xxh128 *x)
{
    struct xxh128_hash h = xxh128_total(x);
    struct checksum out = { .bytes = (long long)x->bytes };
    snprintf(out.hash, sizeof out.hash, "%016llx%016llx", (unsigned long long)h.high, (unsigned long long)h.low);
    return out;
}

struct checksum checksum_of(const void *bytes, size_t n)
{
    struct xxh128 x;
    xxh128_begin(&x);
    xxh128_add(&x, bytes, n);
    return spell(&x);
}

struct checksum_stream *checksum_open(void)
{
    struct checksum_stream *s = calloc(1, sizeof *s);
    if (s)
        xxh128_begin(&s->state);
    return s;
}

void checksum_add(struct checksum_stream *s, const void *bytes, size_t n)
{
    xxh128_add(&s->state, bytes, n);
}

struct checksum checksum_total(const struct checksum_stream *s)
{
    return spell(&s->state);
}

void checksum_close(struct checksum_stream *s)
{
    free(s);
}

/* 0, or the errno of why the file cannot be read. */
static int add_file(struct checksum_stream *s, const char *path)
{
    char piece[1 << 16];
    struct stat about;
    size_t n;
    if (stat(path, &about))
        return errno;
    if (!S_ISREG(about.st_mode))
        return S_ISDIR(about.st_mode) ? EISDIR : EINVAL;
    FILE *in = fopen(path, "rb");
    if (!in)
        return errno;
    while ((n = fread(piece, 1, sizeof piece, in)) > 0)
        checksum_add(s, piece, n);
    int error = ferror(in) ? errno : 0;
    fclose(in);
    return error;
}

int checksum_file(const char *path, struct checksum *out, struct fail *f)
{
    struct checksum_stream *s = checksum_open();
    int error = s ? add_file(s, path) : ENOMEM;
    if (!error)
        *out = checksum_total(s);
    checksum_close(s);
    return error ? fail(f, EXIT_SYSTEM, "cannot read %s: %s", path, strerror(error)) : 0;
}
