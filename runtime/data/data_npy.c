/* data_npy.c -- NumPy's arrays, alone and in zip archives.
 *
 * Nothing a file says about itself is believed: every offset and length is held
 * against what is there, and a member against its checksum. An array that is
 * read is row-major, whatever order it was written in.
 */
#include "data_formats.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#define ZLIB_CONST
#include <zlib.h>

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

/* ---- zip ---- */

struct zip_entry {
    const char *name;           /* in the file, not terminated */
    int length;
    unsigned flags, method;
    uint32_t crc, packed, size, offset;
};

struct zip {
    const char *path;
    struct bytes file;
    size_t at;                  /* of the next entry in the directory */
    unsigned left;              /* entries from there on */
    struct fail *f;
};

int data_is_zip(struct bytes file)
{
    return file.size >= 4 && (memcmp(file.at, "PK\3\4", 4) == 0 || memcmp(file.at, "PK\5\6", 4) == 0);
}

static int damaged(const struct zip *z)
{
    return fail(z->f, EXIT_SYSTEM, "%s: the archive is damaged or truncated", z->path);
}

/* The directory stands at the end of the file, before a comment. */
static int find_directory(struct zip *z)
{
    size_t size = z->file.size, least = size > 22 + 65535 ? size - 22 - 65535 : 0;
    for (size_t at = size < 22 ? 0 : size - 22; size >= 22; at--) {
        const unsigned char *p = z->file.at + at;
        if (memcmp(p, "PK\5\6", 4) == 0) {
            z->left = u16(p + 10);
            z->at = u32(p + 16);
            if (z->at == UINT32_MAX)
                return fail(z->f, EXIT_SYSTEM, "%s: archives over 4 GiB cannot be read; save the array "
                            "as .npy", z->path);
            return 0;
        }
        if (at == least)
            break;
    }
    return damaged(z);
}

/* 1: an entry, 0: no more, -1: damaged. Folders are passed over. */
static int next_entry(struct zip *z, struct zip_entry *e)
{
    while (z->left > 0) {
        if (z->at > z->file.size || z->file.size - z->at < 46)
            return damaged(z);
        const unsigned char *p = z->file.at + z->at;
        if (memcmp(p, "PK\1\2", 4) != 0)
            return damaged(z);
        *e = (struct zip_entry){ .name = (const char *)p + 46, .length = (int)u16(p + 28),
                             .flags = u16(p + 8), .method = u16(p + 10), .crc = u32(p + 16),
                             .packed = u32(p + 20), .size = u32(p + 24), .offset = u32(p + 42) };
        size_t whole = 46 + (size_t)e->length + u16(p + 30) + u16(p + 32);
        if (whole > z->file.size - z->at)
            return damaged(z);
        z->at += whole;
        z->left--;
        if (e->length > 0 && e->name[e->length - 1] != '/')
            return 1;
    }
    return 0;
}

/* The name without folders and, if [bare], without its ending. */
static int base_name(const struct zip_entry *e, int bare, const char **name)
{
    const char *slash = memrchr(e->name, '/', (size_t)e->length);
    *name = slash ? slash + 1 : e->name;
    int length = e->length - (int)(*name - e->name);
    const char *dot = bare ? memrchr(*name, '.', (size_t)length) : NULL;
    return dot && dot > *name ? (int)(dot - *name) : length;
}

static int same(const char *wanted, const char *name, int length)
{
    return strlen(wanted) == (size_t)length && memcmp(wanted, name, (size_t)length) == 0;
}

static int is_called(const struct zip_entry *e, const char *wanted)
{
    const char *name;
    int length = base_name(e, 0, &name);
    if (same(wanted, e->name, e->length) || same(wanted, name, length))
        return 1;
    length = base_name(e, 1, &name);
    return same(wanted, name, length);
}

static int refuse_member(struct zip directory, const char *wanted)
{
    char list[600] = "";
    size_t used = 0;
    int n = 0;
    struct zip_entry e;
    while (next_entry(&directory, &e) == 1 && used + 50 < sizeof list) {
        const char *name;
        int length = base_name(&e, 1, &name);
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%.*s", n++ ? ", " : "",
                                 length > 40 ? 40 : length, name);
    }
    if (wanted)
        return fail(directory.f, EXIT_MODEL, "%.200s has no member '%.60s'; it has %s",
                    directory.path, wanted, n ? list : "none");
    if (n == 0)
        return fail(directory.f, EXIT_MODEL, "%.200s has no members", directory.path);
    return fail(directory.f, EXIT_MODEL, "%.200s has %s; say which, as in %.200s:%.*s",
                directory.path, list, directory.path, (int)strcspn(list, ","), list);
}

/* The member meant: of several that fit the first. */
static int find_member(struct zip z, const char *wanted, struct zip_entry *found)
{
    struct zip directory = z;
    struct zip_entry e;
    int more, n = 0;
    while ((more = next_entry(&z, &e)) == 1)
        if (!wanted || is_called(&e, wanted))
            if (n++ == 0)
                *found = e;
    if (more < 0)
        return -1;
    return n == 0 || (n > 1 && !wanted) ? refuse_member(directory, wanted) : 0;
}

/* Unpacks into [to], which has room for e->size bytes. */
static int unpack(const struct zip *z, const struct zip_entry *e, const unsigned char *from,
                  unsigned char *to)
{
    if (e->method == 0) {
        if (e->packed != e->size)
            return damaged(z);
        memcpy(to, from, e->size);
    } else {
        z_stream s = { .next_in = from, .avail_in = e->packed,
                       .next_out = to, .avail_out = e->size };
        if (inflateInit2(&s, -MAX_WBITS) != Z_OK)
            return fail_memory(z->f, z->path);
        int end = inflate(&s, Z_FINISH);
        inflateEnd(&s);
        if (end != Z_STREAM_END || s.total_out != e->size)
            return damaged(z);
    }
    return crc32(0, to, e->size) == e->crc ? 0 : damaged(z);
}

/* Checks where the member lies and how large it says it is: deflate packs at
 * most about 1032 to 1, so a lie costs no more memory than that. */
static const unsigned char *locate(const struct zip *z, const struct zip_entry *e)
{
    if ((e->flags & 1) || (e->method != 0 && e->method != 8)) {
        fail(z->f, EXIT_SYSTEM, "%s: member '%.*s' is encrypted or packed in a way that is not known",
             z->path, e->length > 60 ? 60 : e->length, e->name);
        return NULL;
    }
    if (e->size > MOST_BYTES) {
        fail(z->f, EXIT_SYSTEM, "%s: member '%.*s' unpacks to %.3g GiB; at most " MOST_BYTES_SAID
             " is read", z->path, e->length > 60 ? 60 : e->length, e->name,
             (double)e->size/(1 << 30));
        return NULL;
    }
    size_t room = e->offset < z->file.size ? z->file.size - e->offset : 0;
    const unsigned char *p = room >= 30 ? z->file.at + e->offset : NULL;
    size_t start = p ? 30 + (size_t)u16(p + 26) + u16(p + 28) : 0;
    if (!p || memcmp(p, "PK\3\4", 4) != 0 || start > room || e->packed > room - start
        || e->size / 1100 > e->packed) {
        damaged(z);
        return NULL;
    }
    return p + start;
}

static int read_member(const struct zip *z, const struct zip_entry *e, enum data_use use,
                       struct data *out)
{
    const unsigned char *from = locate(z, e);
    if (!from)
        return -1;
    unsigned char *all = malloc((size_t)e->size + 1);
    char name[300];
    const char *base;
    int length = base_name(e, 0, &base);
    snprintf(name, sizeof name, "%.200s:%.*s", z->path, length > 90 ? 90 : length, base);
    int bad = all ? unpack(z, e, from, all) : fail_memory(z->f, z->path);
    if (!bad) {
        struct bytes member = { all, e->size };
        all[e->size] = 0;
        bad = data_is_npy(member) ? data_read_npy(name, member, out, z->f)
                                  : data_read_text(name, (struct data_part){ .use = use }, member,
                                                   out, z->f);
    }
    free(all);
    return bad;
}

int data_read_zip(const char *path, struct data_part part, struct bytes file, struct data *out,
                  struct fail *f)
{
    struct zip z = { .path = path, .file = file, .f = f };
    struct zip_entry e = { 0 };
    if (find_directory(&z) || find_member(z, part.name, &e))
        return -1;
    return read_member(&z, &e, part.use, out);
}
