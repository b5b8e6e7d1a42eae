/* data_zip.c -- members of zip archives, maybe packed once more by bzip2.
 *
 * Nothing an archive says about itself is believed: every offset and length is held against
 * what is there, and a member against its checksum.
 */
#include "data_formats.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <bzlib.h>
#define ZLIB_CONST
#include <zlib.h>

static unsigned u16(const unsigned char *p) { return p[0] | (unsigned)p[1] << 8; }
static uint32_t u32(const unsigned char *p) { return u16(p) | (uint32_t)u16(p + 2) << 16; }

/* ---- bzip2 ---- */

int data_is_bzip2(struct bytes file)
{
    return file.size >= 4 && memcmp(file.at, "BZh", 3) == 0 && file.at[3] >= '1' && file.at[3] <= '9';
}

/* Room for more of what is unpacked, twice as much as before: a few bytes may unpack to very many. */
static int grow(const char *name, unsigned char **to, size_t *room, struct fail *f)
{
    size_t more = *room ? *room*2 : 1 << 16;
    if (*room >= MOST_BYTES)
        return fail(f, EXIT_SYSTEM, "%s: it unpacks to more than " MOST_BYTES_SAID, name);
    if (more > MOST_BYTES)
        more = MOST_BYTES;
    unsigned char *bytes = realloc(*to, more + 1);
    if (!bytes)
        return fail_memory(f, name);
    *to = bytes;
    *room = more;
    return 0;
}

static int unpack_bzip2(const char *name, bz_stream *s, struct bytes *out, unsigned char **to, struct fail *f)
{
    size_t room = 0, done = 0;
    int state = BZ_OK;
    while (state != BZ_STREAM_END) {
        if (done == room && grow(name, to, &room, f))
            return -1;
        unsigned before = s->avail_in;
        s->next_out = (char *)*to + done;
        s->avail_out = (unsigned)(room - done);
        state = BZ2_bzDecompress(s);
        size_t made = room - done - s->avail_out;
        done += made;
        if (state == BZ_MEM_ERROR)
            return fail_memory(f, name);
        if ((state != BZ_OK && state != BZ_STREAM_END) || (state == BZ_OK && !made && before == s->avail_in && s->avail_out))
            return fail(f, EXIT_SYSTEM, "%s: what bzip2 packed is damaged or truncated", name);
    }
    (*to)[done] = 0;
    *out = (struct bytes){ *to, done };
    return 0;
}

int data_unpack_bzip2(const char *name, struct bytes file, struct bytes *out, unsigned char **to, struct fail *f)
{
    bz_stream s = { .next_in = (char *)(uintptr_t)file.at, .avail_in = (unsigned)file.size };
    *to = NULL;
    if (BZ2_bzDecompressInit(&s, 0, 0) != BZ_OK)
        return fail_memory(f, name);
    int bad = unpack_bzip2(name, &s, out, to, f);
    BZ2_bzDecompressEnd(&s);
    if (bad) {
        free(*to);
        *to = NULL;
    }
    return bad;
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

/* The name without folders and, if [bare], without its ending, and that of bzip2 before. */
static int base_name(const struct zip_entry *e, int bare, const char **name)
{
    static const char packed[] = ".bz2";
    const char *slash = memrchr(e->name, '/', (size_t)e->length);
    *name = slash ? slash + 1 : e->name;
    int length = e->length - (int)(*name - e->name), ending = (int)sizeof packed - 1;
    if (bare && length > ending && memcmp(*name + length - ending, packed, (size_t)ending) == 0)
        length -= ending;
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

static int zip_has(struct zip z, const char *member)
{
    struct zip_entry e;
    struct fail ignored = { .code = 0 };
    z.f = &ignored;
    return find_member(z, member, &e) == 0;
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

static int read_unpacked(const char *name, struct data_part part, struct bytes member, struct data *out, struct fail *f)
{
    return data_is_npy(member) ? data_read_npy(name, member, out, f) : data_read_text(name, part, member, out, f);
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
        unsigned char *inner = NULL;
        all[e->size] = 0;
        bad = data_is_bzip2(member) && data_unpack_bzip2(name, member, &member, &inner, z->f);
        bad = bad || read_unpacked(name, (struct data_part){ .use = use }, member, out, z->f);
        free(inner);
    }
    free(all);
    return bad ? -1 : 0;
}

int data_read_zip(const char *path, struct data_part part, struct bytes file, struct data *out,
                  struct fail *f)
{
    struct zip z = { .path = path, .file = file, .f = f };
    struct zip_entry e = { 0 };
    if (find_directory(&z))
        return -1;
    if (!part.name && part.use == DATA_MATRIX && zip_has(z, "weights"))
        part.name = "weights";                  /* of a connectivity */
    return find_member(z, part.name, &e) ? -1 : read_member(&z, &e, part.use, out);
}

int data_zip_has(const char *path, struct bytes file, const char *member)
{
    struct fail ignored = { .code = 0 };
    struct zip z = { .path = path, .file = file, .f = &ignored };
    return find_directory(&z) == 0 && zip_has(z, member);
}
