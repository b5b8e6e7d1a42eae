/* merge_find.c -- the pieces in a folder: which tables they make, and whether nothing is missing, twice or damaged. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "merge_parts.h"

enum { DIGITS = 9 };            /* of the numbers in a name: more no shard has */

/* A file that is called like one of a piece. */
struct merge_entry {
    const char *name;           /* of the table */
    long piece, count;          /* NAME.piece-of-count ... */
    const char *suffix;         /* ... .SUFFIX */
};

struct finding {
    struct merge *m;
    struct merge_entry *list;         /* [count], in the arena; sorted before it is looked at */
    int count;
    struct fail *f;
};

/* ---- names ---- */

/* A number as a run writes it; what stands behind it, or NULL. */
static const char *digits(const char *at, long *out)
{
    size_t n = strspn(at, "0123456789");
    *out = n ? strtol(at, NULL, 10) : 0;
    return !n || n > DIGITS || (n > 1 && *at == '0') ? NULL : at + n;
}

/* Pictures and the like may lie beside a piece. */
static int is_ours(const char *suffix)
{
    const char *dot = strrchr(suffix, '.'), *last = dot ? dot + 1 : suffix;
    return strcmp(last, "csv") == 0 || strcmp(last, "nc") == 0 || strcmp(last, "npy") == 0 || strcmp(suffix, "json") == 0;
}

/* No name of a table has a dot. */
static void look_at(struct finding *x, const char *entry)
{
    struct arena *a = x->m->arena;
    struct merge_entry new;
    const char *dot = strchr(entry, '.'), *at = dot && dot != entry ? digits(dot + 1, &new.piece) : NULL;
    at = at && strncmp(at, "-of-", 4) == 0 ? digits(at + 4, &new.count) : NULL;
    if (!at || *at != '.' || !is_ours(at + 1))
        return;
    new.name = arena_copy(a, entry, (size_t)(dot - entry));
    new.suffix = arena_copy(a, at + 1, strlen(at + 1));
    *ARENA_PUSH(a, x->list, x->count) = new;
}

static int by_name(const void *one, const void *other)
{
    const struct merge_entry *a = one, *b = other;
    int order = strcmp(a->name, b->name);
    if (order == 0)
        order = (a->count > b->count) - (a->count < b->count);
    if (order == 0)
        order = (a->piece > b->piece) - (a->piece < b->piece);
    return order ? order : strcmp(a->suffix, b->suffix);
}

static int read_folder(struct finding *x)
{
    DIR *dir = opendir(x->m->folder);
    if (!dir)
        return fail(x->f, EXIT_SYSTEM, "cannot read '%s': %s", x->m->folder, strerror(errno));
    errno = 0;
    for (struct dirent *entry; (entry = readdir(dir)); )
        look_at(x, entry->d_name);
    int error = errno;
    closedir(dir);
    if (error)
        return fail(x->f, EXIT_SYSTEM, "cannot read '%s': %s", x->m->folder, strerror(error));
    if (!x->count)
        return fail(x->f, EXIT_SYSTEM, "no pieces in '%s'; they are called NAME.i-of-n.csv, .nc and .json, and massc run --shard i/n writes them",
                    x->m->folder);
    qsort(x->list, (size_t)x->count, sizeof *x->list, by_name);
    return 0;
}

/* ---- which are there ---- */

static int is_piece(const struct merge_entry *a, const struct merge_entry *b)
{
    return a->piece == b->piece && a->count == b->count && strcmp(a->name, b->name) == 0;
}

/* Of all that lies in [from, end), of one table. */
static int check_counts(struct finding *x, int from, int end)
{
    const struct merge_entry *first = &x->list[from], *last = &x->list[end - 1];
    if (first->count != last->count)
        return fail(x->f, EXIT_SYSTEM, "'%s' has pieces of %ld and of %ld shards, as %s.%ld-of-%ld and %s.%ld-of-%ld; remove those that are "
                    "not wanted", x->m->folder, first->count, last->count, first->name, first->piece, first->count, last->name,
                    last->piece, last->count);
    if (first->count < 1 || last->piece >= last->count)
        return fail(x->f, EXIT_SYSTEM, "'%s' is called like no shard: they go from 0-of-%ld to %ld-of-%ld",
                    merge_path(x->m, last->name, last->piece, last->count, last->suffix, x->m->arena), last->count, last->count - 1,
                    last->count);
    return 0;
}

static int has_companion(struct finding *x, int from, int end)
{
    for (int i = from; i < end; i++)
        if (strcmp(x->list[i].suffix, "json") == 0)
            return 0;
    const struct merge_entry *lost = &x->list[from];
    struct arena *a = x->m->arena;
    return fail(x->f, EXIT_SYSTEM, "'%s' is without its companion %s, which says what it is a piece of; copy that too, or run the shard "
                "again: --shard %ld/%ld", merge_path(x->m, lost->name, lost->piece, lost->count, lost->suffix, a),
                merge_file(lost->name, lost->piece, lost->count, "json", a), lost->piece, lost->count);
}

/* "1, 2 and 5", the first of them. */
static int tell_missing(struct finding *x, const struct merge_entry *one, const long *missing, long count)
{
    enum { SHOWN = 10 };
    struct arena *a = x->m->arena;
    const char *list = "";
    for (long i = 0; i < count && i < SHOWN; i++)
        list = arena_print(a, "%s%s%ld/%ld", list, i == 0 ? "" : i + 1 < count ? ", " : " and ", missing[i], one->count);
    return fail(x->f, EXIT_SYSTEM, "%s: of %ld shards %ld %s missing in '%s': %s%s; run %s with --shard", one->name, one->count, count,
                count == 1 ? "is" : "are", x->m->folder, list, count > SHOWN ? ", ..." : "", count == 1 ? "it" : "them");
}

static int check_pieces(struct finding *x, int from, int end)
{
    long wanted = 0, missing = 0;
    long *numbers = ARENA_ARRAY(x->m->arena, long, 10 + 1);
    for (int i = from, next; i < end; i = next) {
        for (next = i; next < end && is_piece(&x->list[i], &x->list[next]); )
            next++;
        if (has_companion(x, i, next) < 0)
            return -1;
        for (; wanted < x->list[i].piece; wanted++, missing++)
            numbers[missing < 10 ? missing : 10] = wanted;
        wanted++;
    }
    for (; wanted < x->list[from].count; wanted++, missing++)
        numbers[missing < 10 ? missing : 10] = wanted;
    return missing ? tell_missing(x, &x->list[from], numbers, missing) : 0;
}

/* ---- what they say ---- */

static int has_suffix(const struct merge_about *about, const char *suffix)
{
    int found = strcmp(suffix, "json") == 0;
    for (int i = 0; i < about->count && !found; i++)
        found = strcmp(about->suffixes[i], suffix) == 0;
    return found;
}

/* Files that are called like a piece's, and are not of it. */
static int check_foreign(struct finding *x, const struct merge_about *about, int from, int end)
{
    for (int i = from; i < end; i++)
        if (!has_suffix(about, x->list[i].suffix)) {
            const struct merge_entry *odd = &x->list[i];
            return fail(x->f, EXIT_SYSTEM, "'%s' is not of the run that wrote %s; remove it", merge_path(x->m, odd->name, odd->piece,
                        odd->count, odd->suffix, x->m->arena), merge_file(odd->name, odd->piece, odd->count, "json", x->m->arena));
        }
    return 0;
}

/* Another engine is no other question; what ran is said of all. */
static void add_engine(struct merge_about *all, const struct merge_about *piece, struct arena *a)
{
    struct attribute *engines = merge_attribute(all, JOB_ENGINE);
    const struct attribute *engine = merge_attribute(piece, JOB_ENGINE);
    const char *at = engines && engine ? strstr(engines->value, engine->value) : NULL;
    size_t n = engine ? strlen(engine->value) : 0;
    while (at && ((at != engines->value && at[-1] != ' ') || (at[n] && at[n] != ';')))
        at = strstr(at + 1, engine->value);
    if (engines && engine && !at)
        engines->value = arena_print(a, "%s; %s", engines->value, engine->value);
}

static int check_rows(struct finding *x, const struct merge_set *s, long i)
{
    const struct merge_piece *piece = &s->pieces[i];
    long begins = i ? piece[-1].first + piece[-1].rows : 0, end = s->whole.rows;
    const char *file = merge_file(s->whole.name, i, s->count, "json", x->m->arena);
    if (piece->first != begins && piece->rows > 0)
        return fail(x->f, EXIT_SYSTEM, "'%s/%s' begins with row %ld, and the one before ends in front of row %ld: they %s; run them again",
                    x->m->folder, file, piece->first, begins, piece->first < begins ? "overlap" : "leave rows out");
    if (piece->rows < 0 || piece->rows > end - begins || (i == s->count - 1 && begins + piece->rows != end))
        return fail(x->f, EXIT_SYSTEM, "'%s/%s' ends in front of row %ld, and the table has %ld; run it again", x->m->folder, file,
                    begins + piece->rows, end);
    return 0;
}

static int read_pieces(struct finding *x, struct merge_set *s, struct merge_about *first, int from, int end)
{
    int status = 0, next = from;
    for (long i = 0; i < s->count && !status; i++) {
        struct arena own = { 0 };
        struct merge_about about;
        int begin = next;
        while (next < end && is_piece(&x->list[begin], &x->list[next]))
            next++;
        status = merge_stopped(x->m, x->f) ? -1 : merge_about_read(x->m, s->whole.name, i, s->count, &own, &about, x->f);
        const char *differ = status ? NULL : merge_about_differ(first, &about, &own);
        if (differ)
            status = fail(x->f, EXIT_SYSTEM, "'%s/%s' is of another question than %s: %s differ%s; merge them in folders of their own, or "
                          "run the shard again: --shard %ld/%ld", x->m->folder, merge_file(s->whole.name, i, s->count, "json", &own),
                          merge_file(s->whole.name, 0, s->count, "json", &own), differ,
                          differ[strlen(differ) - 1] == 's' && strcmp(differ, "what the table holds") ? "" : "s", i, s->count);
        if (!status)
            status = check_foreign(x, &about, begin, next);
        if (!status) {
            struct checksum *sums = ARENA_ARRAY(x->m->arena, struct checksum, about.count + 1);
            memcpy(sums, about.sums, (size_t)about.count*sizeof *sums);
            s->pieces[i] = (struct merge_piece){ about.whole.first, about.rows, sums };
            add_engine(first, &about, x->m->arena);
            status = check_rows(x, s, i);
        }
        arena_free(&own);
    }
    return status;
}

static int add_set(struct finding *x, int from, int end)
{
    struct merge *m = x->m;
    const struct merge_entry *one = &x->list[from];
    struct merge_about *first = ARENA_NEW(m->arena, struct merge_about);
    struct merge_set *s = &m->sets[m->count];
    if (check_counts(x, from, end) < 0 || check_pieces(x, from, end) < 0
        || merge_about_read(m, one->name, 0, one->count, m->arena, first, x->f) < 0)
        return -1;
    *s = (struct merge_set){ .of = m, .whole = first->whole, .count = one->count, .suffixes = first->suffixes, .suffix_count = first->count };
    s->pieces = ARENA_ARRAY(m->arena, struct merge_piece, s->count);
    m->count++;
    int status = read_pieces(x, s, first, from, end);
    s->whole.attributes = first->attributes;
    s->whole.attribute_count = first->attribute_count;
    return status;
}

/* ---- whether their files are whole ---- */

static int check_file(struct merge *m, const struct merge_set *s, long i, int k, struct fail *f)
{
    struct arena own = { 0 };
    struct checksum now;
    struct stat about;
    const struct checksum *then = &s->pieces[i].sums[k];
    const char *path = merge_path(m, s->whole.name, i, s->count, s->suffixes[k], &own);
    int status = stat(path, &about) == 0 ? 0 : errno;
    if (status == ENOENT)
        status = fail(f, EXIT_SYSTEM, "'%s' is missing; copy it too, or run the shard again: --shard %ld/%ld", path, i, s->count);
    else if (status)
        status = fail(f, EXIT_SYSTEM, "cannot read '%s': %s", path, strerror(status));
    else if (about.st_size != then->bytes)
        status = fail(f, EXIT_SYSTEM, "'%s' is damaged: it has %lld bytes, and was written with %lld; copy it again, or run the shard "
                      "again: --shard %ld/%ld", path, (long long)about.st_size, then->bytes, i, s->count);
    else if (checksum_file(path, &now, f) < 0)
        status = -1;
    else if (now.bytes != then->bytes || strcmp(now.hash, then->hash) != 0)
        status = fail(f, EXIT_SYSTEM, "'%s' is damaged: it is not what was written; copy it again, or run the shard again: --shard %ld/%ld",
                      path, i, s->count);
    arena_free(&own);
    return status;
}

static int check_files(struct merge *m, const struct merge_set *s, struct fail *f)
{
    for (long i = 0; i < s->count; i++)
        for (int k = 0; k < s->suffix_count; k++)
            if (merge_stopped(m, f) || check_file(m, s, i, k, f))
                return -1;
    return 0;
}

/* What is quickly seen of all tables comes first. */
int merge_find(struct merge *m, struct fail *f)
{
    struct finding x = { .m = m, .f = f };
    m->sets = NULL;
    m->count = 0;
    if (read_folder(&x) < 0)
        return -1;
    m->sets = ARENA_ARRAY(m->arena, struct merge_set, x.count);
    for (int i = 0, next; i < x.count; i = next) {
        for (next = i; next < x.count && strcmp(x.list[i].name, x.list[next].name) == 0; )
            next++;
        if (add_set(&x, i, next) < 0)
            return -1;
    }
    for (int i = 0; i < m->count; i++)
        if (check_files(m, &m->sets[i], f) < 0)
            return -1;
    return 0;
}
