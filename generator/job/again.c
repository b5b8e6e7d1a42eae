/* again.c -- what a result says of the run that made it. */
#include "again.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "base/checksum.h"
#include "data/data.h"
#include "data/result.h"
#include "file.h"

/* While a result is read. */
struct reading_back {
    struct again *g;
    struct arena *a;
    struct fail *f;
};

/* ---- attributes ---- */

/* NULL where it is empty, too. */
static const char *about(const struct result *from, const char *name)
{
    const char *text = result_about(from, name);
    return text && *text ? text : NULL;
}

static int refuse(const struct reading_back *r, const char *why)
{
    return fail(r->f, EXIT_SYSTEM, "'%s' %s", r->g->result, why);
}

/* ---- files ---- */

static void add_file(const struct reading_back *r, struct recorded_file file)
{
    int room = r->g->file_count;
    *ARENA_PUSH(r->a, r->g->files, room) = file;
    r->g->file_count = room;
}

/* A number of bytes in front of [end], behind ", "; where that begins, or NULL. */
static const char *bytes_before(const char *line, const char *end, long long *bytes)
{
    const char *at = end;
    while (at > line && at[-1] >= '0' && at[-1] <= '9')
        at--;
    if (at == end || end - at > 15 || at - line < 3 || at[-1] != ' ' || at[-2] != ',')
        return NULL;
    *bytes = strtoll(at, NULL, 10);
    return at - 2;
}

/* "PATH, 12 bytes", and so many bytes in the lines below. */
static int read_used(const struct reading_back *r, const char *text)
{
    static const char behind[] = " bytes";
    while (text && *text) {
        const char *end = strchr(text, '\n'), *word = end ? end - (sizeof behind - 1) : NULL, *path_end = NULL;
        long long bytes = 0;
        if (word > text && memcmp(word, behind, sizeof behind - 1) == 0)
            path_end = bytes_before(text, word, &bytes);
        if (!path_end || (size_t)bytes >= strlen(end + 1) || end[1 + bytes] != '\n')
            return refuse(r, "does not hold the texts of its models whole");
        add_file(r, (struct recorded_file){ .path = arena_copy(r->a, text, (size_t)(path_end - text)), .len = (size_t)bytes,
                                            .text = arena_copy(r->a, end + 1, (size_t)bytes) });
        text = end + 2 + bytes;
    }
    return 0;
}

/* Is the file the one that was read then? */
static int check_data(const struct reading_back *r, const char *place, long long bytes, const char *hash)
{
    struct checksum now;
    struct fail why = { .code = 0 };
    const char *file = arena_copy(r->a, place, data_path_length(place));
    if (checksum_file(file, &now, &why) < 0)
        return fail(r->f, EXIT_SYSTEM, "%s; '%s' was made with it", why.text, r->g->result);
    if (now.bytes == bytes && strcmp(now.hash, hash) == 0)
        return 0;
    return fail(r->f, EXIT_SYSTEM, "'%s' is no longer what '%s' was made with: then %lld bytes, hash %s; now %lld bytes, hash %s",
                file, r->g->result, bytes, hash, now.bytes, now.hash);
}

/* The last place of [what] in front of [end], or NULL. */
static const char *last_of(const char *from, const char *end, const char *what)
{
    size_t n = strlen(what);
    for (size_t at = (size_t)(end - from); at >= n; at--)
        if (memcmp(from + at - n, what, n) == 0)
            return from + at - n;
    return NULL;
}

/* "PLACE, 12 bytes, hash H, read as PATH". */
static int read_place(const struct reading_back *r, const char *line, const char *end)
{
    static const char read_as[] = ", read as ", hash_is[] = " bytes, hash ";
    long long bytes = 0;
    const char *as = last_of(line, end, read_as), *hash = as ? last_of(line, as, hash_is) : NULL;
    const char *place_end = hash ? bytes_before(line, hash, &bytes) : NULL;
    if (!place_end)
        return refuse(r, "does not say where its data are");
    const char *path = arena_copy(r->a, as + sizeof read_as - 1, (size_t)(end - as) - (sizeof read_as - 1));
    const char *member = path + data_path_length(path);
    const char *file = arena_copy(r->a, line, (size_t)(place_end - line));
    const char *sum = arena_copy(r->a, hash + sizeof hash_is - 1, (size_t)(as - hash) - (sizeof hash_is - 1));
    if (check_data(r, file, bytes, sum) < 0)
        return -1;
    add_file(r, (struct recorded_file){ .path = path, .place = arena_print(r->a, "%s%s", file, member) });
    return 0;
}

static int read_places(const struct reading_back *r, const char *text)
{
    while (text && *text) {
        const char *end = text + strcspn(text, "\n");
        if (read_place(r, text, end) < 0)
            return -1;
        text = *end ? end + 1 : end;
    }
    return 0;
}

/* The experiment's own path is that of the first file. */
static int read_source(const struct reading_back *r, const struct result *from)
{
    const char *text = about(from, "source"), *hash = about(from, "source_hash"), *files = about(from, "files");
    const char *end = files ? strchr(files, '\n') : NULL, *word = end ? last_of(files, end, " bytes, hash ") : NULL;
    long long bytes = 0;
    const char *path_end = word ? bytes_before(files, word, &bytes) : NULL;
    if (!text || !hash || !path_end)
        return refuse(r, "does not hold the text of its experiment");
    size_t len = strlen(text);
    if (strcmp(checksum_of(text, len).hash, hash) != 0)
        return refuse(r, "holds a text that has not the hash it is said to have");
    add_file(r, (struct recorded_file){ .path = arena_copy(r->a, files, (size_t)(path_end - files)), .text = text, .len = len });
    return 0;
}

/* ---- options ---- */

/* One that ran alone; where several did, which is a matter of time. */
static enum engine engine_of(const char *text)
{
    static const struct { const char *name; enum engine engine; } names[] = {
#define X(NAME, name) { name, ENGINE_##NAME },
        ENGINES(X)
#undef X
    };
    size_t n = text ? strcspn(text, " ") : 0;
    for (size_t i = 0; text && !strstr(text, ", then ") && i < sizeof names/sizeof *names; i++)
        if (strlen(names[i].name) == n && memcmp(names[i].name, text, n) == 0)
            return names[i].engine;
    return ENGINE_AUTO;
}

static int read_options(const struct reading_back *r, const char *text, const char *engine)
{
    struct again *g = r->g;
    char **words = option_split(text, r->a);
    int count = 0;
    while (words[count])
        count++;
    struct job_options *o = &g->options;
    o->sets = ARENA_ARRAY(r->a, const char *, count + 1);
    o->axes = ARENA_ARRAY(r->a, const char *, count + 1);
    o->records = ARENA_ARRAY(r->a, const char *, count + 1);
    const struct option_table kept = job_option_table(JOB_QUESTION | JOB_FORM, o);
    struct command_line line = { .tables = &kept, .table_count = 1, .help = "massc run --help", .words = words,
                                 .operands = ARENA_ARRAY(r->a, const char *, count + 1) };
    if (option_words(&line, r->f) < 0)
        return fail_in_front(r->f, "the options in '%s': ", g->result);
    g->chosen = line.operand_count ? line.operands : NULL;
    o->engine = engine_of(engine);
    return 0;
}

/* ---- all of it ---- */

static int read_all(const struct reading_back *r, const struct result *from)
{
    struct again *g = r->g;
    const char *options = result_about(from, "options"), *engine = about(from, JOB_ENGINE);
    g->version = about(from, "massc_version");
    g->command = about(from, "command");
    g->run_id = about(from, "run_id");
    g->exploration = about(from, "exploration");
    if (!g->version || !g->exploration || !g->run_id)
        return refuse(r, "is no result of massc");
    if (about(from, "space"))
        return refuse(r, "is of a run over a space that a script made; run the script again");
    if (!options)
        return refuse(r, "does not hold the options of its run: it is of a massc that did not keep them");
    if (read_source(r, from) < 0 || read_used(r, about(from, "used")) < 0 || read_places(r, about(from, "data")) < 0)
        return -1;
    return read_options(r, options, engine);
}

int again_read(const char *path, struct arena *a, struct again *out, struct fail *f)
{
    struct reading_back r = { out, a, f };
    struct result from;
    *out = (struct again){ .result = file_result(path, "a run is done again from the NetCDF file of its result: --from",
                                                 "runs it", a, f) };
    if (!out->result || result_open(&from, out->result, a, f) < 0)
        return -1;
    int status = read_all(&r, &from);
    result_close(&from);
    return status;
}

int again_is(const struct again *g, const char *path)
{
    struct stat one, other;
    return stat(g->result, &one) == 0 && stat(path, &other) == 0 && one.st_dev == other.st_dev
        && one.st_ino == other.st_ino;
}
