/* data_npy.c -- NumPy's arrays.
 *
 * Nothing a file says about itself is believed: every offset and length is held
 * against what is there. An array that is read is row-major, whatever order it was written in.
 */
#include "data_formats.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned u16(const unsigned char *p) { return p[0] | (unsigned)p[1] << 8; }
static uint32_t u32(const unsigned char *p) { return u16(p) | (uint32_t)u16(p + 2) << 16; }

/* ---- .npy ---- */

struct npy {
    const char *name;
    char kind;                  /* f, i, u or b */
    int width;                  /* bytes of a value */
    int fortran;
    struct bytes values;
    struct fail *f;
};

int data_is_npy(struct bytes file)
{
    return file.size >= 6 && memcmp(file.at, "\x93NUMPY", 6) == 0;
}

/* What stands behind 'key': in the dictionary of the header. */
static const char *header_entry(const char *header, const char *key)
{
    const char *at = strstr(header, key);
    if (!at)
        return NULL;
    at += strlen(key);
    return at + strspn(at, " :");
}

static int read_type(struct npy *n, const char *header)
{
    const char *descr = header_entry(header, "'descr'");
    char order = 0, kind = 0;
    int width = 0, length = descr ? (int)strcspn(descr, ",}") : 0;
    if (!descr || sscanf(descr, "'%c%c%d'", &order, &kind, &width) != 3)
        return fail(n->f, EXIT_MODEL, "%s: its type (%.*s) is not one number each", n->name,
                    length > 60 ? 60 : length, descr ? descr : "");
    if (order == '>' && width > 1)
        return fail(n->f, EXIT_MODEL, "%s: its values are big-endian; save them with "
                    ".astype('<%c%d')", n->name, kind, width);
    int known = kind == 'f' ? width == 4 || width == 8
              : kind == 'b' ? width == 1
              : (kind == 'i' || kind == 'u') && (width == 1 || width == 2 || width == 4 || width == 8);
    if (!known)
        return fail(n->f, EXIT_MODEL, "%s: numbers of type %c%d cannot be read; save them with "
                    ".astype('<f8')", n->name, kind, width);
    n->kind = kind;
    n->width = width;
    return 0;
}

static int read_shape(struct npy *n, const char *header, struct data *out)
{
    const char *at = header_entry(header, "'shape'");
    if (!at || *at != '(')
        return fail(n->f, EXIT_SYSTEM, "%s: damaged: its header has no shape", n->name);
    for (at++; *at && *at != ')'; at += strspn(at, ", L")) {
        char *end;
        long size = strtol(at, &end, 10);
        if (end == at || size < 0)
            return fail(n->f, EXIT_SYSTEM, "%s: damaged: its shape is not one", n->name);
        if (out->rank == DATA_RANK)
            return fail(n->f, EXIT_MODEL, "%s: it has more than %d dimensions", n->name, DATA_RANK);
        out->shape[out->rank++] = size;
        at = end;
    }
    return 0;
}

/* The dictionary as text; the caller frees. Version 1 has a short length. */
static char *read_header(struct npy *n, struct bytes file)
{
    size_t prefix = file.size > 6 && file.at[6] == 1 ? 10 : 12;
    if (file.size < prefix || file.at[6] < 1 || file.at[6] > 3) {
        fail(n->f, EXIT_SYSTEM, "%s: %s", n->name, file.size < prefix ? "the file is truncated"
                                                                  : "unknown version of NumPy's format");
        return NULL;
    }
    size_t length = prefix == 10 ? u16(file.at + 8) : u32(file.at + 8);
    int whole = length <= file.size - prefix;
    char *header = whole ? malloc(length + 1) : NULL;
    if (!whole)
        fail(n->f, EXIT_SYSTEM, "%s: the file is truncated in its header", n->name);
    else if (!header)
        fail_memory(n->f, n->name);
    if (!header)
        return NULL;
    memcpy(header, file.at + prefix, length);
    header[length] = '\0';
    n->values = (struct bytes){ file.at + prefix + length, file.size - prefix - length };
    return header;
}

#define LOAD(type) do { type v; memcpy(&v, p, sizeof v); return (double)v; } while (0)

/* One value; the machine is little-endian, as the file. */
static double load(const struct npy *n, const unsigned char *p)
{
    switch (n->kind << 8 | n->width) {
    case 'f' << 8 | 4: LOAD(float);
    case 'f' << 8 | 8: LOAD(double);
    case 'i' << 8 | 1: LOAD(int8_t);
    case 'i' << 8 | 2: LOAD(int16_t);
    case 'i' << 8 | 4: LOAD(int32_t);
    case 'i' << 8 | 8: LOAD(int64_t);
    case 'u' << 8 | 2: LOAD(uint16_t);
    case 'u' << 8 | 4: LOAD(uint32_t);
    case 'u' << 8 | 8: LOAD(uint64_t);
    default:           return n->kind == 'b' ? *p != 0 : *p;
    }
}

/* Where element [i] of a row-major array stands in a column-major one. */
static long fortran_place(const struct data *d, long i)
{
    long at[4] = { 0 }, place = 0;
    for (int k = d->rank - 1; k >= 0; k--) {
        at[k] = i % d->shape[k];
        i /= d->shape[k];
    }
    for (int k = d->rank - 1; k >= 0; k--)
        place = place * d->shape[k] + at[k];
    return place;
}

/* The array against its own description, before anything is allocated for it. */
static int judge(const struct npy *n, const struct data *out, size_t bytes)
{
    long wanted = data_judge_shape(n->name, out, n->f);
    if (wanted > 0 && (size_t)wanted > bytes/(size_t)n->width)
        return fail(n->f, EXIT_SYSTEM, "%s: the file is truncated: it holds %zu values of its array",
                    n->name, bytes/(size_t)n->width);
    return wanted < 0 ? -1 : 0;
}

static int read_values(struct npy *n, struct data *out)
{
    if (judge(n, out, n->values.size) || data_allocate(n->name, out, n->f))
        return -1;
    for (long i = 0, count = data_count(out); i < count; i++) {
        long place = n->fortran ? fortran_place(out, i) : i;
        out->values[i] = load(n, n->values.at + place * n->width);
    }
    return 0;
}

static int read_description(struct npy *n, const char *header, struct data *out)
{
    out->rank = 0;
    const char *order = header_entry(header, "'fortran_order'");
    n->fortran = order && *order == 'T';
    return read_type(n, header) || read_shape(n, header, out) ? -1 : 0;
}

int data_judge_npy(const char *name, struct bytes start, size_t whole, struct fail *f)
{
    struct fail unread = { .code = 0 };         /* a header that goes on, or a damaged one */
    struct npy n = { .name = name, .f = &unread };
    struct data described;
    char *header = data_is_npy(start) ? read_header(&n, start) : NULL;
    if (!header)
        return 0;
    n.f = f;
    int bad = read_description(&n, header, &described)
           || judge(&n, &described, whole - (start.size - n.values.size));
    free(header);
    return bad ? -1 : 0;
}

int data_read_npy(const char *name, struct bytes file, struct data *out, struct fail *f)
{
    struct npy n = { .name = name, .f = f };
    char *header = read_header(&n, file);
    if (!header)
        return -1;
    int bad = read_description(&n, header, out) || read_values(&n, out);
    free(header);
    return bad ? -1 : 0;
}
