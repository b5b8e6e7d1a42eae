/* unit_series.c -- series from slabs to files, which other programs and readers of our own read. */
#include "slabs.h"
#include <math.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "sink/contained.h"
#include "folder.h"
#include "sink/spool.h"


/* What a command prints in the folder; to be freed. */
static char *output_of(const char *format, ...) __attribute__((format(printf, 1, 2)));
static char *output_of(const char *format, ...)
{
    char command[400], whole[500];
    va_list args;
    va_start(args, format);
    vsnprintf(command, sizeof command, format, args);
    va_end(args);
    snprintf(whole, sizeof whole, "cd '%s' && %s", folder, command);
    char *text = calloc(1, 1 << 16);
    FILE *out = popen(whole, "r");
    text[fread(text, 1, (1 << 16) - 1, out)] = '\0';
    pclose(out);
    return text;
}

static void must_print(const char *want, const char *command)
{
    char *got = output_of("%s", command);
    ck_assert_str_eq(got, want);
    free(got);
}

/* ---- what is written ---- */

/* Number of every place of every series. */
static double value(int series, long row, long time, long state, long node)
{
    return 1e6*series + 1e4*(double)row + 100*(double)time + 10*(double)state + (double)node + 0.5;
}

static void make_samples(const struct table *t, int series, long row, long first, long count, double *out)
{
    const struct series *s = &t->series[series];
    for (long k = first; k < first + count; k++)
        for (long state = 0; state < (s->state_count ? s->state_count : 1); state++)
            for (long node = 0; node < (s->nodes ? s->nodes : 1); node++)
                *out++ = value(series, row, k, state, node);
}

/* Samples of all rows, a few at a time, the last row first. */
static void give_series(struct spools *spools, const struct table *t, long piece)
{
    struct fail f = { 0 };
    for (int i = 0; i < t->series_count; i++) {
        const struct series *s = &t->series[i];
        double *room = calloc((size_t)(piece*series_sample(s)), sizeof *room);
        for (long first = 0; first < s->samples; first += piece)
            for (long row = t->rows - 1; row >= 0; row--) {
                long n = s->samples - first < piece ? s->samples - first : piece;
                make_samples(t, i, row, first, n, room);
                struct slab slab = slab_of_samples(t, i, row, 1, first, n, room);
                ck_assert_msg(spools_take(spools, &slab, 1, &f) == 0, "%s", f.text);
            }
        free(room);
    }
}

static int commit_all(const struct table *t, const double *const *columns, struct spools *spools, struct fail *f)
{
    struct sink_files files = { .count = 0 };
    int status = spools_complete(spools, f);
    for (int i = 0; sink_file_kinds[i] && status == 0; i++) {
        struct sink s;
        if (sink_file_kinds[i]->wanted && !sink_file_kinds[i]->wanted(t))
            continue;
        status = sink_open(&s, sink_file_kinds[i], t, spools, f);
        if (status == 0 && t->rows)
            status = take_rows(&s, columns, 0, t->rows, f);
        if (status == 0)
            status = sink_commit(&s, &files, f);
        else
            sink_abandon(&s);
    }
    if (status == 0)
        status = atomic_group_commit(&files.group, f);
    sink_files_close(&files);
    return status;
}

static void write_all(struct table *t, const double *const *columns, long piece)
{
    struct fail f = { 0 };
    struct spools spools;
    t->dir = folder;
    t->formats = FORMAT_CSV | FORMAT_NETCDF | FORMAT_NPY;
    ck_assert_msg(spools_open(&spools, t, &f) == 0, "%s", f.text);
    give_series(&spools, t, piece);
    ck_assert_msg(commit_all(t, columns, &spools, &f) == 0, "%s", f.text);
    spools_close(&spools);
    spools_close(&spools);
}

/* ---- readers ---- */

/* A NumPy file as its format says: magic, length, a text, numbers in C order. */
static void must_be_npy(const struct table *t, int series, const char *shape)
{
    const struct series *s = &t->series[series];
    char path[200], text[300];
    unsigned char head[10];
    snprintf(path, sizeof path, "%s/%s.%s.npy", folder, t->name, s->name);
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(fread(head, 1, sizeof head, file), 10);
    ck_assert_mem_eq(head, "\x93NUMPY\x01\0", 8);
    size_t length = head[8] + 256u*head[9];
    ck_assert_int_eq((10 + length) % 64, 0);
    char *said = calloc(1, length + 1);
    ck_assert_int_eq(fread(said, 1, length, file), length);
    snprintf(text, sizeof text, "{'descr': '<f%d', 'fortran_order': False, 'shape': (%s), }", t->single ? 4 : 8, shape);
    ck_assert_mem_eq(said, text, strlen(text));
    ck_assert_int_eq(said[length - 1], '\n');
    free(said);
    for (long row = 0; row < t->rows; row++)
        for (long k = 0; k < s->samples; k++)
            for (long state = 0; state < (s->state_count ? s->state_count : 1); state++)
                for (long node = 0; node < (s->nodes ? s->nodes : 1); node++) {
                    float single;
                    double x;
                    ck_assert_int_eq(t->single ? fread(&single, 4, 1, file) : fread(&x, 8, 1, file), 1);
                    ck_assert_double_eq(t->single ? (double)single : x, value(series, row, k, state, node));
                }
    ck_assert_int_eq(fgetc(file), EOF);
    fclose(file);
}

/* The numbers that ncdump prints. */
static void must_be_netcdf(const struct table *t, int series)
{
    const struct series *s = &t->series[series];
    char *text = output_of("ncdump -p 9,17 -v %s %s.nc", s->name, t->name), mark[40], *at;
    snprintf(mark, sizeof mark, "\n %s =", s->name);
    at = strstr(text, mark);
    if (*text)
        ck_assert_ptr_nonnull(at);
    else
        fprintf(stderr, "unit_series: skipped the numbers of NetCDF, ncdump is not installed\n");
    for (long row = 0; at && row < t->rows; row++)
        for (long k = 0; k < s->samples; k++)
            for (long state = 0; state < (s->state_count ? s->state_count : 1); state++)
                for (long node = 0; node < (s->nodes ? s->nodes : 1); node++) {
                    at += strcspn(at, "-0123456789;");
                    ck_assert_double_eq(strtod(at, &at), value(series, row, k, state, node));
                }
    if (at)
        ck_assert_int_eq(at[strspn(at, ", \n")], ';');
    free(text);
}

/* ---- tables ---- */

static const char *const states[] = { "V", "W" }, *const units[] = { "mV", NULL }, *const docs[] = { "potential", "recovery" };
static struct column columns[] = {
    { .name = "a", .unit = "mV", .doc = "the first", .kind = COLUMN_AXIS, .dim = 0 },
    { .name = "b", .kind = COLUMN_AXIS, .dim = 1 },
    { .name = "trial", .kind = COLUMN_TRIAL, .integer = 1, .dim = 2 },
    { .name = "status", .kind = COLUMN_STATUS, .integer = 1 },
};
static struct table_dim dims[] = { { "a", 2 }, { "b", 1 }, { "trial", 2 } };
static const double a[] = { 0.5, 0.5, 1.5, 1.5 }, b[] = { 7, 7, 7, 7 }, trial[] = { 0, 1, 0, 1 }, status[] = { 0, 0, 0, 0 };
static const double *const cells[] = { a, b, trial, status };

static struct series several[] = {
    { .name = "results", .states = states, .units = units, .docs = docs, .state_count = 2, .nodes = 3, .samples = 4,
      .has_time = 1, .first = 0.1, .every = 0.1 },
    { .name = "curve", .doc = "mean(V over node)", .unit = "mV", .samples = 3, .has_time = 1, .first = 200, .every = 0.5 },
    { .name = "one", .nodes = 3, .samples = 4, .has_time = 1, .first = 0.1, .every = 0.1 },
};

static struct table full_table(int single)
{
    return (struct table){ .name = "g", .single = single, .rows = 4, .columns = columns, .column_count = 4,
                           .dims = dims, .dim_count = 3, .series = several, .series_count = 3 };
}

START_TEST(all_formats)
{
    struct table t = full_table(_i % 2);
    t.compress = _i/2 % 2*4;
    write_all(&t, cells, 1 + _i % 4);
    must_be_npy(&t, 0, "2, 1, 2, 4, 2, 3");
    must_be_npy(&t, 1, "2, 1, 2, 3");
    must_be_npy(&t, 2, "2, 1, 2, 4, 3");
    for (int i = 0; i < 3; i++)
        must_be_netcdf(&t, i);
    must_print("g.a.npy\ng.b.npy\ng.csv\ng.curve.csv\ng.curve.npy\ng.json\ng.nc\ng.one.csv\ng.one.npy\ng.results.csv\n"
               "g.results.npy\ng.status.npy\ng.trial.npy\n", "LC_ALL=C ls -A");
}
END_TEST

START_TEST(long_form)
{
    struct table t = full_table(0);
    write_all(&t, cells, 3);
    must_print("a,b,trial,time,node,V,W\n"
               "0.5,7,0,0.1,0,0.5,10.5\n"
               "0.5,7,0,0.1,1,1.5,11.5\n"
               "0.5,7,0,0.1,2,2.5,12.5\n"
               "0.5,7,0,0.2,0,100.5,110.5\n", "head -5 g.results.csv");
    must_print("1.5,7,1,0.3,2,30202.5,30212.5\n"
               "1.5,7,1,0.4,0,30300.5,30310.5\n"
               "1.5,7,1,0.4,1,30301.5,30311.5\n"
               "1.5,7,1,0.4,2,30302.5,30312.5\n", "tail -4 g.results.csv");
    must_print("a,b,trial,time,curve\n0.5,7,0,200,1000000.5\n0.5,7,0,200.5,1000100.5\n0.5,7,0,201,1000200.5\n"
               "0.5,7,1,200,1010000.5\n", "head -5 g.curve.csv");
    must_print("49 g.results.csv\n", "wc -l g.results.csv");
}
END_TEST

START_TEST(head_reads_like_documentation)
{
    struct table t = full_table(0);
    write_all(&t, cells, 3);
    if (system("command -v ncdump >/dev/null")) {
        fprintf(stderr, "unit_series: skipped ncdump, not installed\n");
        return;
    }
    must_print(
        "netcdf g {\n"
        "dimensions:\n"
        "\ta = 2 ;\n"
        "\tb = 1 ;\n"
        "\ttrial = 2 ;\n"
        "\tnode = 3 ;\n"
        "\ttime_results = 4 ;\n"
        "\tstate = 2 ;\n"
        "\ttime_curve = 3 ;\n"
        "\ttime_one = 4 ;\n"
        "variables:\n"
        "\tint64 node(node) ;\n"
        "\t\tnode:long_name = \"number of the node, from 0\" ;\n"
        "\tdouble a(a) ;\n"
        "\t\ta:units = \"mV\" ;\n"
        "\t\ta:long_name = \"the first\" ;\n"
        "\tdouble b(b) ;\n"
        "\t\tb:long_name = \"b\" ;\n"
        "\tint64 trial(trial) ;\n"
        "\t\ttrial:long_name = \"number of the trial, from 0\" ;\n"
        "\tint status(a, b, trial) ;\n"
        "\t\tstatus:long_name = \"first step at which a state was not finite; 0: none\" ;\n"
        "\tdouble time_results(time_results) ;\n"
        "\t\ttime_results:units = \"ms\" ;\n"
        "\t\ttime_results:long_name = \"time\" ;\n"
        "\t\ttime_results:comment = \"observation starts at 0; a sample is the state behind a step\" ;\n"
        "\t\ttime_results:axis = \"T\" ;\n"
        "\tstring state(state) ;\n"
        "\t\tstate:long_name = \"name of the quantity\" ;\n"
        "\tdouble results(a, b, trial, time_results, state, node) ;\n"
        "\t\tresults:_FillValue = NaN ;\n"
        "\t\tresults:units_V = \"mV\" ;\n"
        "\t\tresults:long_name = \"recorded states\" ;\n"
        "\t\tresults:states = \"V: potential [mV]; W: recovery\" ;\n"
        "\tdouble time_curve(time_curve) ;\n"
        "\t\ttime_curve:units = \"ms\" ;\n"
        "\t\ttime_curve:long_name = \"time\" ;\n"
        "\t\ttime_curve:comment = \"observation starts at 0; a sample is the state behind a step\" ;\n"
        "\t\ttime_curve:axis = \"T\" ;\n"
        "\tdouble curve(a, b, trial, time_curve) ;\n"
        "\t\tcurve:_FillValue = NaN ;\n"
        "\t\tcurve:units = \"mV\" ;\n"
        "\t\tcurve:long_name = \"mean(V over node)\" ;\n"
        "\tdouble time_one(time_one) ;\n"
        "\t\ttime_one:units = \"ms\" ;\n"
        "\t\ttime_one:long_name = \"time\" ;\n"
        "\t\ttime_one:comment = \"observation starts at 0; a sample is the state behind a step\" ;\n"
        "\t\ttime_one:axis = \"T\" ;\n"
        "\tdouble one(a, b, trial, time_one, node) ;\n"
        "\t\tone:_FillValue = NaN ;\n"
        "\t\tone:long_name = \"one\" ;\n"
        "\n"
        "// global attributes:\n"
        "\t\t:Conventions = \"CF-1.8\" ;\n"
        "\t\t:title = \"g: 4 rows over a (2), b (1), trial (2)\" ;\n"
        "}\n", "ncdump -h g.nc");
    must_print(" state = \"V\", \"W\" ;\n time_curve = 200, 200.5, 201 ;\n",
               "ncdump -v state,time_curve g.nc | sed -n '/^data:/,$p' | grep -E '^ (state|time_curve) ='");
}
END_TEST

/* One run: no axes; one time for all; a single node; the times are the decimals. */
START_TEST(no_axes)
{
    static struct series s[] = {
        { .name = "V", .unit = "mV", .nodes = 1, .samples = 30, .has_time = 1, .first = 0.1, .every = 0.1 },
        { .name = "lfp", .samples = 30, .has_time = 1, .first = 0.1, .every = 0.1 },
    };
    struct table t = { .name = "g", .rows = 1, .columns = columns + 3, .column_count = 1, .series = s, .series_count = 2 };
    const double *one[] = { status };
    write_all(&t, one, 7);
    must_be_npy(&t, 0, "30, 1");
    must_be_npy(&t, 1, "30,");
    must_be_netcdf(&t, 0);
    must_be_netcdf(&t, 1);
    must_print("time,lfp\n0.1,1000000.5\n0.2,1000100.5\n0.3,1000200.5\n", "head -4 g.lfp.csv");
    must_print("time,node,V\n0.1,0,0.5\n", "head -2 g.V.csv");
    char *head = output_of("ncdump -h g.nc");
    if (*head) {
        ck_assert_ptr_nonnull(strstr(head, "double V(time, node) ;"));
        ck_assert_ptr_nonnull(strstr(head, "double lfp(time) ;"));
    }
    free(head);
}
END_TEST

/* No row: arrays of length 0, and heads alone. */
START_TEST(no_rows)
{
    static struct table_dim none[] = { { "a", 0 } };
    static struct series s[] = { { .name = "V", .nodes = 2, .samples = 3, .has_time = 1, .first = 1, .every = 1 } };
    struct table t = { .name = "g", .rows = 0, .columns = columns, .column_count = 1, .dims = none, .dim_count = 1,
                       .series = s, .series_count = 1 };
    write_all(&t, cells, 1);
    must_be_npy(&t, 0, "0, 3, 2");
    must_print("a,time,node,V\n", "cat g.V.csv");
}
END_TEST

/* The screen says what there is, and where. */
START_TEST(on_the_screen)
{
    struct table t = full_table(0);
    struct fail f = { 0 };
    struct sink s;
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    t.dir = folder;
    ck_assert_int_eq(sink_open(&s, &sink_screen, &t, NULL, &f), 0);
    ck_assert_int_eq(take_rows(&s, cells, 0, 4, &f), 0);
    ck_assert_int_eq(sink_show(&s, out, &f), 0);
    fclose(out);
    ck_assert_ptr_nonnull(strstr(text, "\n\nresults: 4 samples every 0.1 ms from 0.1 ms of V, W at 3 nodes "
                                    "(a 2, b 1, trial 2, time 4, state 2, node 3), in g.results.csv\n"
                                    "curve: 3 samples every 0.5 ms from 200 ms (a 2, b 1, trial 2, time 3), in g.curve.csv\n"));
    free(text);
}
END_TEST

/* ---- pieces ---- */

/* States one by one, nodes one by one: the place decides, not the order within a sample. */
START_TEST(parts_of_samples)
{
    struct table t = full_table(0);
    struct fail f = { 0 };
    struct spools spools;
    struct traces traces;
    double got[4*4*2*3];
    t.series_count = 1;
    t.dir = folder;
    ck_assert_int_eq(spools_open(&spools, &t, &f), 0);
    ck_assert_int_eq(traces_open(&traces, &t, &f), 0);
    for (long k = 0; k < 4; k++)
        for (long node = 2; node >= 0; node--)
            for (long state = 1; state >= 0; state--)
                for (long row = 0; row < 4; row++) {
                    double x = value(0, row, k, state, node);
                    struct slab s = { .variable = -1, .series = 0, .first = { row, k, state, node },
                                      .count = { 1, 1, 1, 1, 1 }, .data = &x };
                    ck_assert_int_eq(spools_take(&spools, &s, 1, &f), 0);
                    traces_put(&traces, &t, &s);
                }
    ck_assert_int_eq(spools_complete(&spools, &f), 0);
    ck_assert_int_eq(spools_read(&spools, 0, 0, 4*4*2*3, got, &f), 0);
    ck_assert_mem_eq(got, traces.series[0], sizeof got);
    traces_close(&traces);
    traces_close(&traces);
    double *at = got;
    for (long row = 0; row < 4; row++)
        for (long k = 0; k < 4; k++)
            for (long state = 0; state < 2; state++)
                for (long node = 0; node < 3; node++)
                    ck_assert_double_eq(*at++, value(0, row, k, state, node));
    spools_close(&spools);
    must_print("", "ls -A");
}
END_TEST

/* What never came is NaN; what does not belong is refused. */
START_TEST(what_is_missing)
{
    struct table t = full_table(1);
    struct fail f = { 0 };
    struct spools spools;
    double x[] = { 1, 2 };
    float got[12];
    t.dir = folder;
    ck_assert_int_eq(spools_open(&spools, &t, &f), 0);
    struct slab s = slab_of_samples(&t, 1, 2, 1, 0, 2, x);
    ck_assert_int_eq(spools_take(&spools, &s, 1, &f), 0);
    struct slab beyond = slab_of_samples(&t, 1, 2, 1, 2, 2, x);
    ck_assert_int_eq(spools_take(&spools, &beyond, 1, &f), -1);
    ck_assert_int_eq(f.code, EXIT_INTERNAL);
    ck_assert_int_eq(spools_complete(&spools, &f), 0);
    ck_assert_int_eq(spools_read(&spools, 1, 0, 12, got, &f), 0);
    for (int i = 0; i < 12; i++)
        if (i == 6 || i == 7)
            ck_assert_double_eq((double)got[i], i - 5);
        else
            ck_assert(isnan(got[i]));
    spools_close(&spools);
}
END_TEST

/* ---- memory ---- */

/* 10^7 samples of a node, 1000 at a time; the table in all formats. In a process of its own. */
static int write_long(void *user, struct fail *f)
{
    enum { SAMPLES = 10000000, PIECE = 1000 };
    static struct series s[] = { { .name = "V", .nodes = 1, .samples = SAMPLES, .has_time = 1, .first = 0.1, .every = 0.1 } };
    static double room[PIECE];
    struct table t = { .name = "g", .rows = 1, .columns = columns + 3, .column_count = 1, .series = s, .series_count = 1,
                       .dir = folder, .formats = FORMAT_NETCDF | FORMAT_NPY };
    const double *one[] = { status };
    struct spools spools;
    struct rusage self, child;
    (void)user;
    if (spools_open(&spools, &t, f))
        return -1;
    if (spools_memory(&spools) > SPOOL_BYTES + (1 << 16))
        return fail(f, EXIT_INTERNAL, "the spool takes %zu bytes", spools_memory(&spools));
    for (long first = 0; first < SAMPLES; first += PIECE) {
        for (long i = 0; i < PIECE; i++)
            room[i] = (double)(first + i);
        struct slab slab = slab_of_samples(&t, 0, 0, 1, first, PIECE, room);
        if (spools_take(&spools, &slab, 1, f))
            return -1;
    }
    if (commit_all(&t, one, &spools, f))
        return -1;
    spools_close(&spools);
    getrusage(RUSAGE_SELF, &self);
    getrusage(RUSAGE_CHILDREN, &child);
    if (self.ru_maxrss > 64*1024 || child.ru_maxrss > 64*1024)
        return fail(f, EXIT_INTERNAL, "%ld and %ld kB of memory", self.ru_maxrss, child.ru_maxrss);
    return 0;
}

START_TEST(bounded_memory)
{
    struct fail f = { 0 };
    int number;
#ifdef __SANITIZE_ADDRESS__
    fprintf(stderr, "unit_series: skipped bounded_memory, the sanitizers need more\n");
    return;
#endif
    ck_assert_msg(contained_call(write_long, NULL, NULL, &number, &f) == 0, "%s", f.text);
    must_print("80000128\n", "stat -c %s g.V.npy");
}
END_TEST

/* ---- what crashes ---- */

static int crash(void *how, struct fail *f)
{
    if (*(int *)how == 0)
        _exit(0);
    if (*(int *)how > 0) {
        signal(*(int *)how, SIG_DFL);           /* the sanitizers have a handler of their own */
        kill(getpid(), *(int *)how);
    }
    return *(int *)how == -1 ? fail(f, EXIT_SYSTEM, "a reason") : 0;
}

START_TEST(contained)
{
    static const struct { int how, status, code, number; const char *said; } cases[] = {
        { -2, 0, 0, 0, "" }, { -1, -1, EXIT_SYSTEM, 0, "a reason" },
        { 0, -1, EXIT_SYSTEM, 0, "the library that writes it ended the process" },
        { SIGSEGV, -1, EXIT_SYSTEM, SIGSEGV, "the library that writes it crashed (Segmentation fault)" },
        { SIGABRT, -1, EXIT_SYSTEM, SIGABRT, "the library that writes it crashed (Aborted)" },
        { SIGTERM, -1, EXIT_INTERRUPTED, SIGTERM, "interrupted" },
        { SIGHUP, -1, EXIT_INTERRUPTED, SIGHUP, "interrupted" },
    };
    for (int i = 0; i < (int)(sizeof cases/sizeof *cases); i++) {
        struct fail f = { 0 };
        int how = cases[i].how, number = -1;
        ck_assert_int_eq(contained_call(crash, NULL, &how, &number, &f), cases[i].status);
        ck_assert_int_eq(number, cases[i].number);
        ck_assert_int_eq(f.code, cases[i].code);
        ck_assert_str_eq(f.text, cases[i].said);
    }
}
END_TEST

static int be_interrupted(void *how, struct fail *f)
{
    (void)f;
    return kill(getpid(), *(int *)how);
}

/* What the parent ignores, as under nohup, does not end the child. */
START_TEST(contained_ignores)
{
    static const int numbers[] = { SIGHUP, SIGINT, SIGTERM };
    for (int i = 0; i < (int)(sizeof numbers/sizeof *numbers); i++) {
        struct fail f = { 0 };
        int how = numbers[i], number = -1;
        void (*before)(int) = signal(how, SIG_IGN);
        int bad = contained_call(be_interrupted, NULL, &how, &number, &f);
        signal(how, before);
        ck_assert_msg(bad == 0 && number == 0, "%s", f.text);
    }
}
END_TEST

static int sleep_well(void *ticks, struct fail *f)
{
    (void)f;
    usleep(300*1000);
    return *(int *)ticks;       /* the child's own: nobody ticks there */
}

static void count_ticks(void *ticks)
{
    ++*(int *)ticks;
}

/* Who waits is called meanwhile, and no more often than it makes sense. */
START_TEST(contained_ticks)
{
    struct fail f = { 0 };
    int ticks = 0, number = -1;
    ck_assert_msg(contained_call(sleep_well, count_ticks, &ticks, &number, &f) == 0, "%s", f.text);
    ck_assert_int_ge(ticks, 2);
    ck_assert_int_le(ticks, 100);
}
END_TEST

Suite *suite_series(void)
{
    Suite *s = suite_create("series");
    TCase *c = tcase_create("series");
    tcase_set_timeout(c, 60);
    tcase_add_checked_fixture(c, make_folder, remove_folder);
    tcase_add_loop_test(c, all_formats, 0, 4);
    tcase_add_test(c, long_form);
    tcase_add_test(c, head_reads_like_documentation);
    tcase_add_test(c, no_axes);
    tcase_add_test(c, no_rows);
    tcase_add_test(c, on_the_screen);
    tcase_add_test(c, parts_of_samples);
    tcase_add_test(c, what_is_missing);
    tcase_add_test(c, bounded_memory);
    tcase_add_test(c, contained);
    tcase_add_test(c, contained_ignores);
    tcase_add_test(c, contained_ticks);
    suite_add_tcase(s, c);
    return s;
}
