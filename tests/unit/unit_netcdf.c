/* unit_netcdf.c -- NetCDF files as a reader finds them, and as failures leave them.
 *
 * Files are compared as a text of their own: dimensions, then each variable with
 * its dimensions, attributes and values.
 */
#include "data/netcdf_library.h"
#include "slabs.h"
#include "folder.h"
#include "libcheck.h"
#include <dlfcn.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

Suite *suite_netcdf(void);

static char *listing(void)
{
    return printed_in_folder("ls -A");
}

/* ---- a reader ---- */

#define CALLS(X) \
    X(open) X(close) X(inq) X(inq_dim) X(inq_var) X(inq_attname) X(inq_att) X(get_att_text) \
    X(get_att_string) X(free_string) X(get_att_double) X(get_var_double)

struct reader {
    FILE *out;
    int id;
#define POINTER(name) __typeof__(nc_##name) *name;
    CALLS(POINTER)
};

static void load(struct reader *r)
{
    const struct netcdf_library *lib = netcdf_lock();
    ck_assert_ptr_nonnull(lib);
#define LOOK_UP(name) *(void **)&r->name = dlsym(lib->handle, "nc_" #name);
    CALLS(LOOK_UP)
    netcdf_unlock();
}

static void dump_attributes(struct reader *r, int var, int count)
{
    for (int i = 0; i < count; i++) {
        char name[NC_MAX_NAME + 1], text[500];
        nc_type type;
        size_t n;
        double x;
        r->inq_attname(r->id, var, i, name);
        r->inq_att(r->id, var, name, &type, &n);
        if (type == NC_CHAR) {
            r->get_att_text(r->id, var, name, text);
            fprintf(r->out, "  %s=%.*s\n", name, (int)n, text);
        } else if (type == NC_STRING) {
            char *string;
            r->get_att_string(r->id, var, name, &string);
            fprintf(r->out, "  %s=%s\n", name, string);
            r->free_string(1, &string);
        } else {
            r->get_att_double(r->id, var, name, &x);
            fprintf(r->out, "  %s=%g\n", name, x);
        }
    }
}

static const char *type_name(nc_type type)
{
    return type == NC_FLOAT ? "float" : type == NC_DOUBLE ? "double" : type == NC_INT ? "int"
         : type == NC_INT64 ? "int64" : type == NC_UINT ? "uint" : "?";
}

static void dump_variable(struct reader *r, int var)
{
    char name[NC_MAX_NAME + 1];
    int rank, dims[NC_MAX_VAR_DIMS], attributes;
    size_t n = 1;
    nc_type type;
    r->inq_var(r->id, var, name, &type, &rank, dims, &attributes);
    fprintf(r->out, "%s %s(", type_name(type), name);
    for (int d = 0; d < rank; d++) {
        size_t size;
        r->inq_dim(r->id, dims[d], name, &size);
        fprintf(r->out, "%s%s", d ? ", " : "", name);
        n *= size;
    }
    fprintf(r->out, ") =");
    double *values = malloc((n + 1)*sizeof *values);
    r->get_var_double(r->id, var, values);
    for (size_t i = 0; i < n; i++)
        fprintf(r->out, " %g", values[i]);
    fprintf(r->out, "\n");
    free(values);
    dump_attributes(r, var, attributes);
}

static char *dump(const char *name)
{
    struct reader r;
    char path[200], *text;
    int dims, vars, attributes, unlimited;
    size_t size;
    load(&r);
    r.out = open_memstream(&text, &size);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    ck_assert_msg(r.open(path, NC_NOWRITE, &r.id) == NC_NOERR, "cannot read %s", path);
    r.inq(r.id, &dims, &vars, &attributes, &unlimited);
    for (int d = 0; d < dims; d++) {
        char dim[NC_MAX_NAME + 1];
        r.inq_dim(r.id, d, dim, &size);
        fprintf(r.out, "%s %zu\n", dim, size);
    }
    for (int v = 0; v < vars; v++)
        dump_variable(&r, v);
    dump_attributes(&r, NC_GLOBAL, attributes);
    r.close(r.id);
    fclose(r.out);
    return text;
}

static int commit(struct sink *s, struct fail *f)
{
    return commit_alone(s, f);
}

/* ---- a writer ---- */

static int write_in_batches(struct table *t, const double *const *data, long batch, struct fail *f)
{
    struct sink s;
    if (sink_open(&s, &sink_netcdf, t, NULL, f))
        return -1;
    for (long first = 0; first < t->rows; first += batch) {
        long left = t->rows - first;
        if (take_rows(&s, data, first, left < batch ? left : batch, f)) {
            sink_abandon(&s);
            return -1;
        }
    }
    return commit(&s, f);
}

static void must_write(struct table *t, const double *const *data, const char *expected)
{
    t->dir = folder;
    for (long batch = 1; batch <= t->rows; batch++) {
        struct fail f = { 0 };
        ck_assert_msg(write_in_batches(t, data, batch, &f) == 0, "%s", f.text);
        char *text = dump("g.nc");
        ck_assert_str_eq(text, expected);
        free(text);
    }
    ck_assert_str_eq(listing(), "g.nc\n");
}

START_TEST(product)
{
    static const double a[] = { 0.5, 0.5, 0.5, 1.5, 1.5, 1.5 }, b[] = { 1, 2, 3, 1, 2, 3 };
    static const double mean[] = { 10, NAN, 12, INFINITY, 14, 15 };
    static const double status[] = { 0, 17, 0, 0, 0, 5e9 };
    struct column columns[] = {
        { .name = "coupling.instant.G", .unit = "mV", .doc = "global", .kind = COLUMN_AXIS },
        { .name = "b", .kind = COLUMN_AXIS, .dim = 1 },
        { .name = "mean_V", .unit = "µV", .doc = "mean of V", .kind = COLUMN_RESULT },
        { .name = "status", .kind = COLUMN_STATUS, .integer = 1 }
    };
    struct table_dim dims[] = { { "coupling.instant.G", 2 }, { "b", 3 } };
    struct attribute attributes[] = { { "source", "model x\n" }, { "key", "42" }, { "note", "" } };
    struct table t = { .name = "g", .rows = 6, .columns = columns, .column_count = 4,
                       .dims = dims, .dim_count = 2, .attributes = attributes,
                       .attribute_count = 3 };
    const double *data[] = { a, b, mean, status };
    must_write(&t, data,
        "coupling.instant.G 2\n"
        "b 3\n"
        "double coupling.instant.G(coupling.instant.G) = 0.5 1.5\n"
        "  units=mV\n"
        "  long_name=global\n"
        "double b(b) = 1 2 3\n"
        "  long_name=b\n"
        "double mean_V(coupling.instant.G, b) = 10 nan 12 inf 14 15\n"
        "  _FillValue=nan\n"
        "  units=µV\n"
        "  long_name=mean of V\n"
        "int status(coupling.instant.G, b) = 0 17 0 0 0 2.14748e+09\n"
        "  long_name=first step at which a state was not finite; 0: none\n"
        "  Conventions=CF-1.8\n"
        "  title=g: 6 rows over coupling.instant.G (2), b (3)\n"
        "  source=model x\n"
        "\n"
        "  key=42\n"
        "  note=\n");
}
END_TEST

/* A group of two axes, an axis of its own, trials; in single precision. */
START_TEST(group_and_trials)
{
    static const double a[] = { 1, 1, 1, 1, 2, 2, 2, 2 }, b[] = { 5, 5, 5, 5, 6, 6, 6, 6 };
    static const double c[] = { 0.1f, 0.1f, 0.2f, 0.2f, 0.1f, 0.1f, 0.2f, 0.2f };
    static const double trial[] = { 0, 1, 0, 1, 0, 1, 0, 1 }, x[] = { 1, 2, 3, 4, 5, 6, 7, 8 };
    struct column columns[] = {
        { .name = "a", .kind = COLUMN_AXIS, .dim = 0 },
        { .name = "m/b", .kind = COLUMN_AXIS, .dim = 0 },
        { .name = "c", .kind = COLUMN_AXIS, .dim = 1 },
        { .name = "trial", .kind = COLUMN_TRIAL, .integer = 1 },
        { .name = "x", .kind = COLUMN_RESULT }
    };
    struct table_dim dims[] = { { "pairs", 2 }, { "c", 2 }, { "trial", 2 } };
    struct table t = { .name = "g", .single = 1, .rows = 8, .columns = columns,
                       .column_count = 5, .dims = dims, .dim_count = 3 };
    const double *data[] = { a, b, c, trial, x };
    must_write(&t, data,
        "pairs 2\n"
        "c 2\n"
        "trial 2\n"
        "int64 pairs(pairs) = 0 1\n"
        "  long_name=number along 'pairs', from 0\n"
        "float a(pairs) = 1 2\n"
        "  long_name=a\n"
        "float m_b(pairs) = 5 6\n"
        "  long_name=m/b\n"
        "float c(c) = 0.1 0.2\n"
        "  long_name=c\n"
        "int64 trial(trial) = 0 1\n"
        "  long_name=number of the trial, from 0\n"
        "float x(pairs, c, trial) = 1 2 3 4 5 6 7 8\n"
        "  _FillValue=nan\n"
        "  long_name=x\n"
        "  coordinates=a m_b\n"
        "  Conventions=CF-1.8\n"
        "  title=g: 8 rows over pairs (2), c (2), trial (2)\n");
}
END_TEST

START_TEST(lists_and_keys)
{
    static const double key[] = { 0, 1, 0, 1, 4294967295, 7, 4294967295, 7 };
    static const double w[] = { 1, 2, 3, 4, 1, 2, 3, 4 };
    static const double x[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 };
    struct column columns[] = {
        { .name = "noise.key", .kind = COLUMN_AXIS, .dim = 0, .key = 1 },
        { .name = "w", .kind = COLUMN_AXIS, .dim = 1, .rank = 1, .shape = { 2 } },
        { .name = "x", .kind = COLUMN_RESULT, .rank = 2, .shape = { 3, 1 } }
    };
    struct table_dim dims[] = { { "noise.key", 2 }, { "w", 2 } };
    struct table t = { .name = "g", .rows = 4, .columns = columns, .column_count = 3,
                       .dims = dims, .dim_count = 2 };
    const double *data[] = { key, w, x };
    must_write(&t, data,
        "noise.key_index 2\n"
        "w_index 2\n"
        "noise.key_dim0 2\n"
        "w_dim0 2\n"
        "x_dim0 3\n"
        "x_dim1 1\n"
        "int64 noise.key_index(noise.key_index) = 0 1\n"
        "  long_name=number along 'noise.key_index', from 0\n"
        "int64 w_index(w_index) = 0 1\n"
        "  long_name=number along 'w_index', from 0\n"
        "uint noise.key(noise.key_index, noise.key_dim0) = 0 1 4.29497e+09 7\n"
        "  long_name=noise.key\n"
        "double w(w_index, w_dim0) = 1 2 3 4\n"
        "  long_name=w\n"
        "double x(noise.key_index, w_index, x_dim0, x_dim1) = 1 2 3 4 5 6 7 8 9 10 11 12\n"
        "  _FillValue=nan\n"
        "  long_name=x\n"
        "  coordinates=noise.key w\n"
        "  Conventions=CF-1.8\n"
        "  title=g: 4 rows over noise.key (2), w (2)\n");
}
END_TEST

START_TEST(no_dimensions)
{
    static const double x[] = { 7 };
    struct column column = { .name = "x", .kind = COLUMN_RESULT };
    struct table t = { .name = "g", .rows = 1, .columns = &column, .column_count = 1 };
    const double *data[] = { x };
    must_write(&t, data, "double x() = 7\n  _FillValue=nan\n  long_name=x\n  Conventions=CF-1.8\n  title=g: 1 row\n");
}
END_TEST

/* More than HDF5 takes in an object header. */
START_TEST(long_attribute)
{
    enum { LENGTH = 200000 };
    static const double x[] = { 7 };
    struct column column = { .name = "x", .kind = COLUMN_RESULT };
    char *text = malloc(LENGTH + 1);
    struct attribute attribute = { "source", text };
    struct table t = { .name = "g", .rows = 1, .columns = &column, .column_count = 1, .dir = folder,
                       .attributes = &attribute, .attribute_count = 1 };
    const double *data[] = { x };
    struct fail f = { 0 };
    memset(text, 'x', LENGTH);
    text[LENGTH] = '\0';
    ck_assert_msg(write_in_batches(&t, data, 1, &f) == 0, "%s", f.text);
    free(text);
}
END_TEST

/* ---- long tables: a block fills and is cut at any row ---- */

enum { ROWS = 200*5*1000 };
static double ramp[ROWS];

static struct column ramp_columns[] = {
    { .name = "x", .kind = COLUMN_RESULT }, { .name = "c", .kind = COLUMN_AXIS, .dim = 2 }
};
static struct table_dim ramp_dims[] = { { "a", 200 }, { "b", 5 }, { "c", 1000 } };

static struct table ramp_table(const char *name)
{
    for (int i = 0; i < ROWS; i++)
        ramp[i] = i;
    return (struct table){ .name = name, .dir = folder, .rows = ROWS, .columns = ramp_columns,
                           .column_count = 2, .dims = ramp_dims, .dim_count = 3 };
}

static void must_be_ramp(const char *name)
{
    struct reader r;
    char path[200];
    double *x = calloc(ROWS, sizeof *x);
    load(&r);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    ck_assert_int_eq(r.open(path, NC_NOWRITE, &r.id), NC_NOERR);
    ck_assert_int_eq(r.get_var_double(r.id, 3, x), NC_NOERR);
    ck_assert(memcmp(x, ramp, sizeof ramp) == 0);
    ck_assert_int_eq(r.get_var_double(r.id, 2, x), NC_NOERR);
    ck_assert(memcmp(x, ramp, 1000*sizeof *x) == 0);
    r.close(r.id);
    free(x);
}

START_TEST(blocks)
{
    struct table t = ramp_table("g");
    struct fail f = { 0 };
    const double *data[] = { ramp, ramp };
    ck_assert_msg(write_in_batches(&t, data, 777, &f) == 0, "%s", f.text);
    must_be_ramp("g.nc");
}
END_TEST

static void *write_aside(void *arg)
{
    static const double *const data[] = { ramp, ramp };
    struct table *t = arg;
    struct fail f = { 0 };
    int status = write_in_batches(t, data, 50000, &f);
    if (status)
        fprintf(stderr, "%s\n", f.text);
    return status ? t : NULL;
}

START_TEST(threads)
{
    struct table one = ramp_table("one"), two = ramp_table("two");
    pthread_t thread;
    void *failed;
    netcdf_preload();
    netcdf_preload();
    ck_assert_int_eq(pthread_create(&thread, NULL, write_aside, &one), 0);
    ck_assert_ptr_null(write_aside(&two));
    pthread_join(thread, &failed);
    ck_assert_ptr_null(failed);
    must_be_ramp("one.nc");
    must_be_ramp("two.nc");
}
END_TEST

/* ---- failures ---- */

START_TEST(abandoned)
{
    struct table t = ramp_table("g");
    struct fail f = { 0 };
    const double *cells[] = { ramp, ramp };
    struct sink s;
    ck_assert_int_eq(sink_open(&s, &sink_netcdf, &t, NULL, &f), 0);
    ck_assert_int_eq(take_rows(&s, cells, 0, 1000000, &f), 0);
    sink_abandon(&s);
    ck_assert_str_eq(listing(), "");
}
END_TEST

/* Few rows are refused at the end, many when memory does not hold them any more. */
static void must_fail(struct table *t, long rows, const char *said)
{
    struct fail f = { 0 };
    const double *cells[] = { ramp, ramp };
    t->rows = rows;
    ck_assert_int_eq(write_in_batches(t, cells, 777, &f), -1);
    ck_assert_int_eq(f.code, EXIT_SYSTEM);
    ck_assert_str_eq(f.text, said);
}

START_TEST(no_folder)
{
    struct table t = ramp_table("g");
    t.dir = "/dev/null/x";
    must_fail(&t, ROWS, "cannot write /dev/null/x/g.nc: Not a directory");
    must_fail(&t, 10, "cannot write /dev/null/x/g.nc: Not a directory");
}
END_TEST

START_TEST(device)
{
    struct table t = ramp_table("g");
    char link[200], text[300];
    snprintf(link, sizeof link, "%s/g.nc", folder);
    snprintf(text, sizeof text, "cannot write %s: not a regular file", link);
    ck_assert_int_eq(symlink("/dev/full", link), 0);
    must_fail(&t, ROWS, text);
}
END_TEST

START_TEST(too_many_dimensions)
{
    struct table_dim dims[28];
    struct table t = ramp_table("g");
    for (int d = 0; d < 28; d++)
        dims[d] = (struct table_dim){ "d", 1 };
    t.dims = dims;
    t.dim_count = 28;
    must_fail(&t, 1, "cannot write NetCDF: 28 dimensions, but at most 27 are possible");
    ck_assert_str_eq(listing(), "");
}
END_TEST

/* Fills the disk but for [left] bytes. */
static void fill_disk(long left)
{
    static const char block[1024];
    char path[200];
    snprintf(path, sizeof path, "%s/filler", folder);
    FILE *file = fopen(path, "w");
    setvbuf(file, NULL, _IONBF, 0);
    long written = 0;
    while (fwrite(block, 1, sizeof block, file) == sizeof block)
        written += (long)sizeof block;
    fclose(file);
    ck_assert_int_eq(truncate(path, written > left ? written - left : 0), 0);
}

static const struct {
    int later;              /* filled while the table is written, not before */
    long left;              /* bytes that remain */
    const char *said;
} full[] = {
    { 0, 0, "-1 No space left on device" },
    { 0, 100000, "-1 No space left on device" },
    { 1, 0, "-1 No space left on device" },
    { 1, 5 << 20, "-1 No space left on device" },
    { 1, 9 << 20, "0 " }        /* what is kept until then is there already */
};

static int write_on_full_disk(int later, long left, struct fail *f)
{
    struct table t = ramp_table("g");
    const double *cells[] = { ramp, ramp };
    struct sink s;
    if (!later)
        fill_disk(left);
    if (sink_open(&s, &sink_netcdf, &t, NULL, f))
        return -1;
    if (take_rows(&s, cells, 0, ROWS, f)) {
        sink_abandon(&s);
        return -1;
    }
    if (later)
        fill_disk(left);
    return commit(&s, f);
}

/* HDF5 loses some bytes when a close fails; of ours none may be lost. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_options(void);

const char *__lsan_default_suppressions(void)
{
    return "leak:libhdf5\n";
}

const char *__lsan_default_options(void)
{
    return "print_suppressions=0";
}

/* In a process of its own: what HDF5 prints, also at the exit, is seen. The
 * library is loaded in a thread that is not the one that writes. */
static void write_and_say(int i)
{
    struct fail f = { 0 };
    netcdf_preload();
    usleep(50000);
    int status = write_on_full_disk(full[i].later, full[i].left, &f);
    const char *what = strstr(f.text, "/g.nc: ");
    fprintf(stderr, "%d %s", status, what ? what + strlen("/g.nc: ") : f.text);
    exit(0);
}

static void hear(int i, char *heard, size_t size)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], 2);
        close(ends[0]);
        close(ends[1]);
        write_and_say(i);
    }
    close(ends[1]);
    FILE *in = fdopen(ends[0], "r");
    heard[fread(heard, 1, size - 1, in)] = '\0';
    fclose(in);
    waitpid(child, NULL, 0);
}

START_TEST(full_disk)
{
    char heard[4000], files[1000];
    if (mount("none", folder, "tmpfs", 0, "size=26m")) {
        fprintf(stderr, "unit_netcdf: skipped full_disk, cannot mount a small disk\n");
        return;
    }
    hear(_i, heard, sizeof heard);
    strcpy(files, listing());
    umount(folder);
    ck_assert_str_eq(heard, full[_i].said);
    ck_assert_str_eq(files, *heard == '0' ? "filler\ng.nc\n" : "filler\n");
}
END_TEST

Suite *suite_netcdf(void)
{
    Suite *s = suite_create("netcdf");
    TCase *t = tcase_create("netcdf");
    tcase_add_checked_fixture(t, make_folder, remove_folder);
    tcase_add_test(t, product);
    tcase_add_test(t, group_and_trials);
    tcase_add_test(t, lists_and_keys);
    tcase_add_test(t, no_dimensions);
    tcase_add_test(t, long_attribute);
    tcase_add_test(t, blocks);
    tcase_add_test(t, threads);
    tcase_add_test(t, abandoned);
    tcase_add_test(t, no_folder);
    tcase_add_test(t, device);
    tcase_add_test(t, too_many_dimensions);
    tcase_add_loop_test(t, full_disk, 0, sizeof full/sizeof *full);
    suite_add_tcase(s, t);
    return s;
}
