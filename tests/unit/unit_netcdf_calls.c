/* unit_netcdf_calls.c -- a libnetcdf that fails at each call in turn, by whoever writes and reads.
 *
 * The functions below take the place of the library's; call number [fails_at] fails with
 * [says]. Whatever fails, the result of before it stays and the message says why.
 */
#include "data/data.h"
#include "data/netcdf_library.h"
#include "data/result.h"
#include "folder.h"
#include "libcheck.h"
#include "sink/netcdf_file.h"
#include "sink/netcdf_table.h"
#include "slabs.h"
#include "sink/spool.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* ---- a library that fails ---- */

static struct netcdf_library real;
static long calls, fails_at;            /* since begin(); 0: none fails */
static int says, with;                  /* the library's code, errno */
static const char *fell;                /* the call that failed */

static int falls(const char *name)
{
    if (++calls != fails_at)
        return 0;
    fell = name;
    errno = with;
    return 1;
}

#define CALL(name, parameters, arguments) \
    static int failing_##name parameters { return falls(#name) ? says : real.name arguments; }

CALL(create, (const char *path, int mode, int *id), (path, mode, id))
CALL(sync, (int id), (id))
CALL(enddef, (int id), (id))
CALL(set_fill, (int id, int fill, int *old), (id, fill, old))
CALL(def_dim, (int id, const char *name, size_t size, int *dim), (id, name, size, dim))
CALL(def_var, (int id, const char *name, nc_type type, int rank, const int *dims, int *var), (id, name, type, rank, dims, var))
CALL(def_var_chunking, (int id, int var, int storage, const size_t *sizes), (id, var, storage, sizes))
CALL(def_var_deflate, (int id, int var, int shuffle, int deflate, int level), (id, var, shuffle, deflate, level))
CALL(put_att, (int id, int var, const char *name, nc_type type, size_t n, const void *value), (id, var, name, type, n, value))
CALL(put_att_text, (int id, int var, const char *name, size_t n, const char *text), (id, var, name, n, text))
CALL(put_att_string, (int id, int var, const char *name, size_t n, const char **texts), (id, var, name, n, texts))
CALL(put_vara, (int id, int var, const size_t *start, const size_t *count, const void *from), (id, var, start, count, from))
CALL(open, (const char *path, int mode, int *id), (path, mode, id))
CALL(inq_nvars, (int id, int *count), (id, count))
CALL(inq_natts, (int id, int *count), (id, count))
CALL(inq_dimids, (int id, int *count, int *ids, int parents), (id, count, ids, parents))
CALL(inq_dim, (int id, int dim, char *name, size_t *size), (id, dim, name, size))
CALL(inq_var, (int id, int var, char *name, nc_type *type, int *rank, int *dims, int *count), (id, var, name, type, rank, dims, count))
CALL(inq_attname, (int id, int var, int i, char *name), (id, var, i, name))
CALL(inq_att, (int id, int var, const char *name, nc_type *type, size_t *n), (id, var, name, type, n))
CALL(get_att_double, (int id, int var, const char *name, double *out), (id, var, name, out))
CALL(get_att_text, (int id, int var, const char *name, char *out), (id, var, name, out))
CALL(get_att_string, (int id, int var, const char *name, char **out), (id, var, name, out))
CALL(get_vara_double, (int id, int var, const size_t *start, const size_t *count, double *out), (id, var, start, count, out))
CALL(get_vara_longlong, (int id, int var, const size_t *start, const size_t *count, long long *out), (id, var, start, count, out))
CALL(get_vara_string, (int id, int var, const size_t *start, const size_t *count, char **out), (id, var, start, count, out))
CALL(get_vara_text, (int id, int var, const size_t *start, const size_t *count, char *out), (id, var, start, count, out))

/* The file is closed all the same, as the next one may have its name. */
static int failing_close(int id)
{
    int status = real.close(id);
    return falls("close") ? says : status;
}

static struct netcdf_library *library(void)
{
    struct netcdf_library *lib = (struct netcdf_library *)(uintptr_t)netcdf_lock();
    ck_assert_ptr_nonnull(lib);
    netcdf_unlock();
    return lib;
}

static void put_back(void)
{
    *library() = real;
    remove_folder();
}

static void replace(void)
{
    struct netcdf_library *lib = library();
    make_folder();
    real = *lib;
    calls = fails_at = 0;
    says = NC_EHDFERR;
    with = 0;
#define REPLACE(name) lib->name = failing_##name;
    REPLACE(create) REPLACE(sync) REPLACE(close) REPLACE(enddef) REPLACE(set_fill) REPLACE(def_dim) REPLACE(def_var)
    REPLACE(def_var_chunking) REPLACE(def_var_deflate) REPLACE(put_att) REPLACE(put_att_text) REPLACE(put_att_string)
    REPLACE(put_vara) REPLACE(open) REPLACE(inq_nvars) REPLACE(inq_natts) REPLACE(inq_dimids) REPLACE(inq_dim)
    REPLACE(inq_var) REPLACE(inq_attname) REPLACE(inq_att) REPLACE(get_att_double) REPLACE(get_att_text)
    REPLACE(get_att_string) REPLACE(get_vara_double) REPLACE(get_vara_longlong) REPLACE(get_vara_string)
    REPLACE(get_vara_text)
#undef REPLACE
}

static void begin(long n)
{
    calls = 0;
    fails_at = n;
    fell = "none";
}

static const char *in_folder(const char *name)
{
    static char path[200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static int open_files(void)
{
    DIR *dir = opendir("/proc/self/fd");
    int count = 0;
    for (; dir && readdir(dir); count++)
        ;
    if (dir)
        closedir(dir);
    return count;
}

/* ---- writing ---- */

static const char *const states[] = { "V", "W" }, *const units[] = { "mV", "nA" };
static struct column columns[] = {
    { .name = "a", .unit = "µV", .drawn = "Beta(2, 5)", .kind = COLUMN_AXIS, .dim = 0 },
    { .name = "key", .kind = COLUMN_AXIS, .dim = 1, .key = 1 },
    { .name = "w", .unit = "seconds", .kind = COLUMN_RESULT, .rank = 1, .shape = { 3 }, .over_nodes = 1 },
    { .name = "n", .kind = COLUMN_RESULT, .integer = 1 },
    { .name = "status", .kind = COLUMN_STATUS, .integer = 1 },
};
static struct table_dim dims[] = { { "a", 2 }, { "key", 2 } };
static const double a[] = { 1, 1, 2, 2 }, key[] = { 0, 1, 0, 2, 0, 1, 0, 2 }, n[] = { 1, 2, 3, 4 }, status[4];
static const double w[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 };
static const double *const cells[] = { a, key, w, n, status };
static struct series series[] = {
    { .name = "s", .states = states, .units = units, .state_count = 2, .nodes = 3, .samples = 2, .has_time = 1, .first = 1, .every = 1 },
};
static struct attribute attributes[] = { { "source", "model" }, { "seconds", NULL } };

static struct table a_table(void)
{
    return (struct table){ .name = "g", .dir = folder, .formats = FORMAT_NETCDF, .compress = 4, .rows = 4, .columns = columns,
                           .column_count = 5, .dims = dims, .dim_count = 2, .series = series, .series_count = 1,
                           .attributes = attributes, .attribute_count = 2 };
}

static void fill(struct spools *spools, const struct table *t)
{
    double numbers[4*12];
    struct fail f = { .code = 0 };
    for (int i = 0; i < 48; i++)
        numbers[i] = i;
    ck_assert_msg(spools_open(spools, t, &f) == 0, "%s", f.text);
    struct slab slab = slab_of_samples(t, 0, 0, 4, 0, 2, numbers);
    ck_assert_int_eq(spools_take(spools, &slab, 1, &f), 0);
    ck_assert_int_eq(spools_complete(spools, &f), 0);
}

static int give(const struct table *t, struct atomic *file, int in_memory, const struct spools *spools, struct fail *f)
{
    attributes[1].value = NULL;
    struct netcdf *out = netcdf_open(t, file, in_memory, f);
    if (!out)
        return -1;
    struct rows_of rows = rows_of(t, cells, 0, 4);
    if (netcdf_take(out, rows.slab, rows.count, f)) {
        netcdf_abandon(out);
        return -1;
    }
    attributes[1].value = "0.1";
    return netcdf_finish(out, spools, f);
}

static int write_table(const struct table *t, int in_memory, const struct spools *spools, struct fail *f)
{
    struct atomic file;
    *f = (struct fail){ .code = 0 };
    ck_assert_int_eq(atomic_open(&file, in_folder("g.nc"), f), 0);
    int bad = give(t, &file, in_memory, spools, f);
    if (bad)
        atomic_abandon(&file);
    return bad ? -1 : atomic_commit(&file, f);
}

static void must_say(const struct fail *f, const char *what)
{
    char said[300];
    snprintf(said, sizeof said, "cannot write %s: %s", in_folder("g.nc"), what);
    ck_assert_int_eq(f->code, EXIT_SYSTEM);
    ck_assert_str_eq(f->text, said);
}

/* In memory, then on the disk. */
START_TEST(writing)
{
    struct table t = a_table();
    struct spools spools;
    struct fail f;
    fill(&spools, &t);
    for (long i = 1;; i++) {
        begin(i);
        int bad = write_table(&t, !_i, &spools, &f);
        if (calls < i) {
            ck_assert_msg(!bad, "%s", f.text);
            ck_assert_str_eq(fell, "none");
            break;
        }
        if (_i && strcmp(fell, "create") == 0)          /* is tried again */
            continue;
        ck_assert_msg(bad == -1, "%s, call %ld", fell, i);
        must_say(&f, "NetCDF: HDF error");
        ck_assert_str_eq(printed_in_folder("ls -A | grep -v '^g.nc$'"), "");
    }
    /* 6 dimensions and 10 variables, all of which hold values; 30 attributes at least. */
    ck_assert_int_gt(calls, 60);
    ck_assert_str_eq(printed_in_folder("ls -A"), "g.nc\n");
    spools_close(&spools);
}
END_TEST

static const struct { int in_memory, says, with; const char *text; } reasons[] = {
    { 1, NC_EHDFERR, ENOSPC, "NetCDF: HDF error" }, { 1, NC_ENOMEM, 0, "Cannot allocate memory" },
    { 0, NC_EHDFERR, ENOSPC, "No space left on device" }, { 0, NC_EHDFERR, EDQUOT, "Disk quota exceeded" },
    { 0, NC_EHDFERR, EIO, "Input/output error" }, { 0, NC_EHDFERR, EFBIG, "File too large" },
    { 0, NC_EHDFERR, ENOENT, "NetCDF: HDF error" },
};

START_TEST(what_is_said)
{
    struct table t = a_table();
    struct fail f;
    t.series_count = 0;
    says = reasons[_i].says;
    with = reasons[_i].with;
    begin(20);
    ck_assert_int_eq(write_table(&t, reasons[_i].in_memory, NULL, &f), -1);
    must_say(&f, reasons[_i].text);
}
END_TEST

/* a 2 numbers, key 2 pairs, w 4 times 3, n and status 4, s 4 times 2*2*3; of 8 bytes but for keys and status. */
START_TEST(bytes)
{
    struct table t = a_table();
    ck_assert_uint_eq(netcdf_bytes(&t), 8*2 + 4*2*2 + 8*4*3 + 8*4 + 4*4 + 8*4*12);
    t.single = 1;
    ck_assert_uint_eq(netcdf_bytes(&t), 4*2 + 4*2*2 + 4*4*3 + 8*4 + 4*4 + 4*4*12);
}
END_TEST

/* ---- a file that HDF5 wants to lock, too ---- */

static long creates, creates_failing;

static int locked_create(const char *path, int mode, int *id)
{
    ck_assert_msg(strncmp(path, "/proc/self/fd/", 14) == 0, "%s", path);
    int fd = open(path, O_RDWR);
    ck_assert_int_ge(fd, 0);
    /* Ours the first time, free behind that. */
    ck_assert_int_eq(flock(fd, LOCK_EX | LOCK_NB) == 0, creates > 0);
    close(fd);
    return creates++ < creates_failing ? NC_EHDFERR : real.create(path, mode, id);
}

START_TEST(tries)
{
    struct table t = a_table();
    struct fail f;
    t.series_count = 0;
    library()->create = locked_create;
    static const long failing[] = { 1, 2, 20, 21 };
    creates = 0;
    creates_failing = failing[_i];
    int bad = write_table(&t, 0, NULL, &f);
    ck_assert_int_eq(bad, creates_failing > 20 ? -1 : 0);
    ck_assert_int_eq(creates, creates_failing > 20 ? 21 : creates_failing + 1);
    if (bad)
        must_say(&f, "NetCDF: HDF error");
}
END_TEST

/* ---- reading ---- */

static void write_good(void)
{
    struct table t = a_table();
    struct spools spools;
    struct fail f;
    fill(&spools, &t);
    begin(0);
    ck_assert_msg(write_table(&t, 1, &spools, &f) == 0, "%s", f.text);
    spools_close(&spools);
}

static void must_not_read(const struct fail *f, const char *of)
{
    char said[400];
    snprintf(said, sizeof said, "cannot read %s%s: NetCDF: HDF error%s", of, in_folder("g.nc"), strcmp(fell, "open") ? ""
             : "; the file is not whole: cut short, damaged or still being written");
    ck_assert_int_eq(f->code, EXIT_SYSTEM);
    ck_assert_str_eq(f->text, said);
}

START_TEST(describing)
{
    write_good();
    int open_before = open_files();
    for (long i = 1;; i++) {
        struct arena arena = { 0 };
        struct fail f = { .code = 0 };
        struct result r;
        begin(i);
        int bad = result_open(&r, in_folder("g.nc"), &arena, &f);
        if (calls < i) {
            ck_assert_msg(!bad, "%s", f.text);
            result_close(&r);
            arena_free(&arena);
            break;
        }
        ck_assert_msg(bad == -1, "%s, call %ld", fell, i);
        ck_assert_int_eq(r.fd, -1);
        must_not_read(&f, "");
        ck_assert_int_eq(open_files(), open_before);
        arena_free(&arena);
    }
    ck_assert_int_gt(calls, 60);
    ck_assert_int_eq(open_files(), open_before);
}
END_TEST

/* What asks for values: numbers, whole ones, texts. */
START_TEST(values)
{
    struct arena arena = { 0 };
    struct fail f = { .code = 0 };
    struct result r;
    double x[12];
    long long whole[4];
    const long first[3] = { 0 }, count[] = { 2, 2, 3 };
    write_good();
    ck_assert_int_eq(result_open(&r, in_folder("g.nc"), &arena, &f), 0);
    begin(1);
    ck_assert_int_eq(result_read(&r, result_find(&r, "w"), first, count, x, &f), -1);
    must_not_read(&f, "w of ");
    f.code = 0;
    begin(1);
    ck_assert_int_eq(result_read_whole(&r, result_find(&r, "n"), first, count, whole, &f), -1);
    must_not_read(&f, "n of ");
    for (int i = 1; i <= 2; i++) {
        f.code = 0;
        begin(i);
        ck_assert_ptr_null(result_texts(&r, result_find(&r, "state"), &arena, &f));
        must_not_read(&f, "state of ");
    }
    begin(0);
    const char *const *texts = result_texts(&r, result_find(&r, "state"), &arena, &f);
    ck_assert_ptr_nonnull(texts);
    ck_assert_str_eq(texts[0], "V");
    ck_assert_str_eq(texts[1], "W");
    result_close(&r);
    arena_free(&arena);
}
END_TEST

/* Of the one variable of a file. Attributes that are not there are no failure: it is not packed. */
START_TEST(arrays)
{
    static const char *const in_turn[] = { "open", "inq_nvars", "inq_var", "inq_dim", "get_vara_double" };
    static struct column x = { .name = "x", .kind = COLUMN_RESULT, .rank = 1, .shape = { 3 } };
    const struct table t = { .name = "g", .dir = folder, .rows = 1, .columns = &x, .column_count = 1 };
    const double *const row[] = { w };
    struct sink s;
    struct data d;
    struct fail f = { .code = 0 };
    ck_assert_int_eq(sink_open(&s, &sink_netcdf, &t, NULL, &f), 0);
    ck_assert_int_eq(take_rows(&s, row, 0, 1, &f), 0);
    ck_assert_msg(commit_alone(&s, &f) == 0, "%s", f.text);
    int open_before = open_files();
    for (int i = 0; i < 5; i++) {
        begin(i + 1);
        ck_assert_int_eq(data_read(in_folder("g.nc"), DATA_VALUES, &d, &f), -1);
        ck_assert_str_eq(fell, in_turn[i]);
        must_not_read(&f, "");
        ck_assert_int_eq(open_files(), open_before);
        f.code = 0;
    }
    begin(6);
    ck_assert_int_eq(data_read(in_folder("g.nc"), DATA_VALUES, &d, &f), 0);
    ck_assert_str_eq(fell, "get_att_double");
    ck_assert_int_eq(calls, 9);             /* three attributes, close */
    ck_assert_int_eq(d.rank, 1);
    ck_assert_int_eq(d.shape[0], 3);
    ck_assert_mem_eq(d.values, w, 3*sizeof *w);
    data_free(&d);
    ck_assert_int_eq(open_files(), open_before);
}
END_TEST

Suite *suite_netcdf_calls(void)
{
    Suite *s = suite_create("netcdf_calls");
    TCase *t = tcase_create("netcdf_calls");
    tcase_add_checked_fixture(t, replace, put_back);
    tcase_add_loop_test(t, writing, 0, 2);
    tcase_add_loop_test(t, what_is_said, 0, sizeof reasons/sizeof *reasons);
    tcase_add_test(t, bytes);
    tcase_add_loop_test(t, tries, 0, 4);
    tcase_add_test(t, describing);
    tcase_add_test(t, values);
    tcase_add_test(t, arrays);
    suite_add_tcase(s, t);
    return s;
}
