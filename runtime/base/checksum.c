/* checksum.c -- XXH128 of bytes, files and streams. */
#include "checksum.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

struct checksum_stream {
    XXH3_state_t *state;
    long long bytes;
};

static struct checksum spell(XXH128_hash_t h, long long bytes)
{
    struct checksum out = { .bytes = bytes };
    snprintf(out.hash, sizeof out.hash, "%016llx%016llx", (unsigned long long)h.high64,
             (unsigned long long)h.low64);
    return out;
}

struct checksum checksum_of(const void *bytes, size_t n)
{
    return spell(XXH3_128bits(bytes, n), (long long)n);
}

struct checksum_stream *checksum_open(void)
{
    struct checksum_stream *s = calloc(1, sizeof *s);
    if (s && (s->state = XXH3_createState())) {
        XXH3_128bits_reset(s->state);
        return s;
    }
    free(s);
    return NULL;
}

void checksum_add(struct checksum_stream *s, const void *bytes, size_t n)
{
    XXH3_128bits_update(s->state, bytes, n);
    s->bytes += (long long)n;
}

struct checksum checksum_total(const struct checksum_stream *s)
{
    return spell(XXH3_128bits_digest(s->state), s->bytes);
}

void checksum_close(struct checksum_stream *s)
{
    if (s)
        XXH3_freeState(s->state);
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
