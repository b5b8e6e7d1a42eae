/* unit_job.c -- a run from a kernel's text alone: no model, no generator. */
#include "job/job.h"
#include "job/job_table.h"
#include "job/option.h"
#include "folder.h"
#include "texts.h"
#include <dirent.h>

Suite *suite_job(void);

/* Names in the folder that are no temporary ones, and how many of those there are. */
static const char *listing(int *temporary)
{
    static char text[500];
    struct dirent **names;
    int n = scandir(folder, &names, NULL, alphasort);
    *temporary = 0;
    text[0] = '\0';
    for (int i = 0; i < n; i++) {
        if (strstr(names[i]->d_name, ".tmp"))
            ++*temporary;
        else if (names[i]->d_name[0] != '.')
            strcat(strcat(text, names[i]->d_name), " ");
        free(names[i]);
    }
    free(names);
    return text;
}

static const char *contents(const char *name)
{
    static char text[2000];
    char path[200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *in = fopen(path, "r");
    ck_assert_ptr_nonnull(in);
    text[fread(text, 1, sizeof text - 1, in)] = '\0';
    fclose(in);
    return text;
}

/* ---- a job ---- */

static struct axis axes[2];
static const struct sweep_slot slots[] = { { .axis = 0 }, { .axis = 1 } };
static const struct column results[] = { { .name = "ab", .unit = "1", .doc = "a*b + a", .kind = COLUMN_RESULT } };
static struct attribute attributes[3];

struct made {
    struct arena arena;
    struct job job;
    char *text;
    struct cells cells;
};

/* a in 0, 1 and b in 0, 1, 2; the kernel says a*b + a. */
static void make(struct made *m, const char *dir)
{
    axes[0] = (struct axis){ .path = "a", .unit = "mV", .doc = "the first", .kind = AXIS_GRID, .hi = 1, .n = 2 };
    axes[1] = (struct axis){ .path = "b", .kind = AXIS_GRID, .hi = 2, .n = 3 };
    attributes[0] = (struct attribute){ "run_id", "12ab" };
    attributes[1] = (struct attribute){ "source_hash", "34cd" };
    attributes[2] = (struct attribute){ JOB_ENGINE, NULL };
    memset(m, 0, sizeof *m);
    m->text = texts_make(8, 8, "", "pure");
    m->job = (struct job){
        .name = "t", .arena = &m->arena, .space = { .axes = axes, .count = 2, .bytes = 8 },
        .sweep = { .kernels = &sweep_compiled, .text = m->text, .engine = ENGINE_TCC, .threads = 1, .slots = slots, .dt = 1, .dt_axis = -1 },
        .results = results, .result_count = 1, .dir = dir, .file_kinds = sink_file_kinds, .no_netcdf_option = "no_netcdf",
        .attributes = attributes, .attribute_count = 3,
    };
}

static void end(struct made *m)
{
    job_close(&m->job);
    job_close(&m->job);
    cells_close(&m->cells);
    arena_free(&m->arena);
    free(m->text);
}

#define MUST(call) ck_assert_msg((call) == 0, "%s", f.text)

START_TEST(in_memory)
{
    static const double a[] = { 0, 0, 0, 1, 1, 1 }, b[] = { 0, 1, 2, 0, 1, 2 }, ab[] = { 0, 0, 0, 1, 2, 3 };
    struct made m;
    struct fail f = { 0 };
    make(&m, NULL);
    job_add(&m.job, &sink_memory, &m.cells);
    MUST(job_open(&m.job, &f));
    MUST(job_plan(&m.job, &f));
    const struct column *c = m.job.table.columns;
    ck_assert_int_eq(m.job.table.column_count, 4);
    ck_assert_str_eq(c[0].unit, "mV");
    ck_assert_str_eq(c[0].doc, "the first");
    ck_assert_str_eq(c[3].name, "status");
    MUST(job_run(&m.job, &f));
    MUST(job_commit(&m.job, &f));
    ck_assert_mem_eq(m.cells.column[0], a, sizeof a);
    ck_assert_mem_eq(m.cells.column[1], b, sizeof b);
    ck_assert_mem_eq(m.cells.column[2], ab, sizeof ab);
    ck_assert_int_eq(job_stats(&m.job).points, 6);
    end(&m);
}
END_TEST

/* Rows 1 and 3 of the six, along one dimension. */
START_TEST(part)
{
    static const double ab[] = { 0, 1 };
    struct made m;
    struct fail f = { 0 };
    make(&m, NULL);
    job_add(&m.job, &sink_memory, &m.cells);
    MUST(job_open(&m.job, &f));
    m.job.rows.first = 1;
    m.job.rows.stride = 2;
    m.job.rows.points = 2;
    m.job.rows.part = 1;
    MUST(job_plan(&m.job, &f));
    MUST(job_run(&m.job, &f));
    ck_assert_int_eq(m.job.table.dim_count, 1);
    ck_assert_str_eq(m.job.table.dims[0].name, "point");
    ck_assert_mem_eq(m.cells.column[2], ab, sizeof ab);
    end(&m);
}
END_TEST

static void run_files(struct made *m, int formats)
{
    struct fail f = { 0 };
    make(m, folder);
    m->job.formats = formats;
    MUST(job_open(&m->job, &f));
    MUST(job_plan(&m->job, &f));
    MUST(job_run(&m->job, &f));
}

START_TEST(files)
{
    struct made m;
    struct fail f = { 0 };
    int temporary;
    run_files(&m, 0);
    ck_assert_ptr_null(job_overwrites(&m.job));
    ck_assert_str_eq(listing(&temporary), "");
    ck_assert_int_ge(temporary, 1);
    MUST(job_commit(&m.job, &f));
    ck_assert_str_eq(listing(&temporary), "t.csv t.json t.nc ");
    ck_assert_int_eq(temporary, 0);
    ck_assert_str_eq(contents("t.csv"), "a,b,ab,status\n0,0,0,0\n0,1,0,0\n0,2,0,0\n1,0,1,0\n1,1,2,0\n1,2,3,0\n");
    ck_assert_ptr_nonnull(strstr(contents("t.json"), "\n  \"engine\": \"tcc"));
    end(&m);
}
END_TEST

START_TEST(abandoned)
{
    struct made m;
    int temporary;
    run_files(&m, 0);
    job_abandon(&m.job);
    ck_assert_str_eq(listing(&temporary), "");
    ck_assert_int_eq(temporary, 0);
    end(&m);
}
END_TEST

/* What is there is told by its companion. */
START_TEST(what_is_replaced)
{
    static const struct { int at; const char *value, *said; } now[] = {
        { 0, "12ab", "of the same question" }, { 0, "other", "of the same file with other values or data" },
        { 1, "other", "of another file" },
    };
    struct made m;
    struct fail f = { 0 };
    char said[200];
    run_files(&m, FORMAT_CSV);
    MUST(job_commit(&m.job, &f));
    for (int i = 0; i < 3; i++) {
        attributes[now[i].at].value = now[i].value;
        snprintf(said, sizeof said, "t: overwrites %s/t.csv and .json, %s", folder, now[i].said);
        ck_assert_str_eq(job_overwrites(&m.job), said);
    }
    end(&m);
}
END_TEST

/* Without a companion that can be read nobody knows; a companion alone is nothing to lose. */
START_TEST(what_has_no_companion)
{
    struct made m;
    struct fail f = { 0 };
    char said[200];
    run_files(&m, 0);
    MUST(job_commit(&m.job, &f));
    snprintf(said, sizeof said, "%s/t.csv, .nc and .json", folder);
    ck_assert_str_eq(job_files(&m.job), said);
    snprintf(said, sizeof said, "t: overwrites %s/t.csv, .nc and .json, of unknown origin", folder);
    printed_in_folder(_i == 0 ? "rm t.json" : _i == 1 ? ": > t.json" : _i == 2 ? "rm t.json t.nc && mkdir t.json" : "rm t.csv t.nc");
    if (_i == 3)
        ck_assert_ptr_null(job_overwrites(&m.job));
    else
        ck_assert_str_eq(job_overwrites(&m.job), said);
    end(&m);
}
END_TEST

/* ---- tables ---- */

/* A column as "name kind integer key rank dim drawn". */
static void spell_column(const struct column *c, char *out, size_t size)
{
    static const char *const kinds[] = { [COLUMN_AXIS] = "axis", [COLUMN_TRIAL] = "trial", [COLUMN_RESULT] = "result", [COLUMN_STATUS] = "status" };
    snprintf(out, size, "%s %s %d %d %d %d %s", c->name, kinds[c->kind], c->integer, c->key, c->rank, c->dim, c->drawn ? c->drawn : "-");
}

START_TEST(columns_say_what_they_hold)
{
    static const double many[21] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0.5, 1 }, seeds[] = { 4, 5 };
    static const char ones[] = "(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0.5";
    struct axis list[] = {
        { .path = "u", .label = "called", .kind = AXIS_UNIFORM, .lo = -1, .hi = 0.25, .n = 2 },
        { .path = "n", .kind = AXIS_LAW, .law = { .kind = DIST_BETA, .a = { 2, 5, 9 }, .count = 2 }, .n = 3, .rank = 2, .shape = { 4, 2 } },
        { .path = "d20", .kind = AXIS_LAW, .law = { .kind = DIST_DIRICHLET, .many = many, .count = 20 }, .n = 1, .rank = 1, .shape = { 20 } },
        { .path = "d21", .kind = AXIS_LAW, .law = { .kind = DIST_DIRICHLET, .many = many, .count = 21 }, .n = 1, .rank = 1, .shape = { 21 } },
        { .path = "k", .kind = AXIS_KEYS, .has_seed = 1, .seed = 1, .n = 2 }, { .path = "s", .kind = AXIS_KEYS, .values = seeds, .n = 2 },
        { .path = "g", .kind = AXIS_GRID, .hi = 1, .n = 2 },
    };
    char want[9][160] = { "called axis 0 0 0 0 uniform(-1, 0.25)", "n axis 0 0 2 1 Beta(2, 5)", "", "", "k axis 0 1 0 4 -", "s axis 1 0 0 5 -",
                          "g axis 0 0 0 6 -", "trial trial 1 0 0 7 -", "status status 1 0 0 0 -" }, got[200];
    snprintf(want[2], sizeof want[2], "d20 axis 0 0 1 2 Dirichlet%s)", ones);
    snprintf(want[3], sizeof want[3], "d21 axis 0 0 1 3 Dirichlet%s, ...)", ones);
    struct space s = { .axes = list, .count = 7, .bytes = 8, .trials = 3 }, cut;
    struct arena a = { 0 };
    struct table t;
    struct fail f = { 0 };
    MUST(space_open(&s, &f));
    table_of_run("x", &s, 0, NULL, 0, &a, &t);
    ck_assert(t.column_count == 9 && t.rows == 2*3*2*2*2*3 && t.dim_count == 8 && t.trials == 3 && !t.single);
    for (int c = 0; c < 9; c++) {
        spell_column(&t.columns[c], got, sizeof got);
        ck_assert_str_eq(got, want[c]);
    }
    ck_assert(t.columns[1].shape[0] == 4 && t.columns[1].shape[1] == 2);
    ck_assert_str_eq(t.dims[7].name, "trial");
    ck_assert_int_eq(t.dims[7].size, 3);
    ck_assert(table_check_files(&t, &s, &f) == 0);
    table_of_run("x", &s, 1, results, 1, &a, &t);       /* its trials are reduced */
    ck_assert(t.column_count == 9 && t.rows == 2*3*2*2*2 && t.dim_count == 7 && t.trials == 0 && t.runs == 3);
    ck_assert_str_eq(t.columns[7].name, "ab");
    space_part(&s, 5, 11, &cut);
    table_of_run("x", &cut, 0, results, 1, &a, &t);
    ck_assert(t.column_count == 10 && t.rows == 11 && t.dim_count == 1 && t.trials == 0 && t.dims[0].size == 11);
    ck_assert_str_eq(t.dims[0].name, "point");
    for (int c = 0; c < 10; c++)
        ck_assert_int_eq(t.columns[c].dim, 0);
    space_close(&s);
    arena_free(&a);
}
END_TEST

/* ---- options ---- */

START_TEST(formats_that_are_written)
{
    static const struct { int formats, no_netcdf, written; } cases[] = {
        { 0, 0, FORMAT_CSV | FORMAT_NETCDF }, { 0, 1, FORMAT_CSV | FORMAT_LONG_TEXT },
        { FORMAT_CSV | FORMAT_NETCDF, 0, FORMAT_CSV | FORMAT_NETCDF | FORMAT_LONG_TEXT }, { FORMAT_NETCDF, 0, FORMAT_NETCDF | FORMAT_LONG_TEXT },
        { FORMAT_NETCDF, 1, FORMAT_CSV | FORMAT_LONG_TEXT }, { FORMAT_NPY, 0, FORMAT_NPY | FORMAT_LONG_TEXT },
        { FORMAT_NPY | FORMAT_NETCDF, 1, FORMAT_NPY | FORMAT_LONG_TEXT }
    };
    for (size_t i = 0; i < sizeof cases/sizeof *cases; i++) {
        const struct job_options o = { .formats = cases[i].formats, .no_netcdf = cases[i].no_netcdf };
        ck_assert_msg(job_formats(&o) == cases[i].written, "case %zu: %d", i, job_formats(&o));
    }
}
END_TEST

START_TEST(what_compresses_nothing)
{
    struct job_options o = { .compress = 0, .formats = FORMAT_CSV };
    struct fail f = { 0 };
    MUST(job_check_compress(&o, "--compress 5", "--format csv", &f));
    o.compress = 5;
    ck_assert_int_eq(job_check_compress(&o, "--compress 5", "--format csv", &f), -1);
    ck_assert_int_eq(f.code, EXIT_USAGE);
    ck_assert_str_eq(f.text, "'--compress 5' is for the NetCDF file, and none is written; leave it out, or add nc to '--format csv'");
    o.formats = FORMAT_CSV | FORMAT_NETCDF;
    f = (struct fail){ 0 };
    MUST(job_check_compress(&o, "--compress 5", "--format csv,nc", &f));
    o.no_netcdf = 1;
    ck_assert_int_eq(job_check_compress(&o, "--compress 5", "--format csv,nc", &f), -1);
    ck_assert_str_eq(f.text, "'--compress 5' is for the NetCDF file, and none is written; leave it out, or ask for that file");
}
END_TEST

START_TEST(options_reach_the_job)
{
    const struct job_options o = { .out = folder, .compress = 3, .engine = ENGINE_GCC, .threads = 7, .progress = RUNLOG_JSON, .point = "-2" };
    const struct job_options quiet = { .no_files = 1, .out = folder, .quiet = 1, .progress = RUNLOG_JSON, .point = "6" };
    struct made m;
    struct fail f = { 0 };
    make(&m, NULL);
    job_take_options(&m.job, &o);
    ck_assert(m.job.dir == folder && m.job.compress == 3 && m.job.sweep.engine == ENGINE_GCC && m.job.sweep.threads == 7);
    ck_assert_int_eq(m.job.formats, FORMAT_CSV | FORMAT_NETCDF);
    ck_assert(job_log_form(&o) == RUNLOG_JSON && job_log_form(&quiet) == RUNLOG_SILENT);
    job_take_options(&m.job, &quiet);
    ck_assert_ptr_null(m.job.dir);
    MUST(job_open(&m.job, &f));
    ck_assert_int_eq(job_take_part(&m.job, "t.", &quiet, &f), -1);
    ck_assert_str_eq(f.text, "t.point: index 6 is out of range: the space has 6 points, 0 to 5 (or -6 to -1)");
    f = (struct fail){ 0 };
    MUST(job_take_part(&m.job, "t.", &o, &f));
    ck_assert(m.job.rows.first == 4 && m.job.rows.points == 1 && m.job.rows.part);
    ck_assert_str_eq(m.job.title, "t.point.4");
    end(&m);
}
END_TEST

/* One file cannot get its name: the others have none either. */
START_TEST(together)
{
    struct made m;
    struct fail f = { 0 };
    char path[100];
    int temporary;
    snprintf(path, sizeof path, "%s/t.nc", folder);
    ck_assert_int_eq(mkdir(path, 0777), 0);
    run_files(&m, 0);
    ck_assert_int_eq(job_commit(&m.job, &f), -1);
    ck_assert_int_eq(f.code, EXIT_SYSTEM);
    job_abandon(&m.job);
    ck_assert_str_eq(listing(&temporary), "t.nc ");
    ck_assert_int_eq(temporary, 0);
    ck_assert(!m.job.committed);
    end(&m);
}
END_TEST

START_TEST(reserved)
{
    struct made m;
    struct fail f = { 0 };
    make(&m, folder);
    axes[0].group = "status";
    MUST(job_open(&m.job, &f));
    ck_assert_int_eq(job_plan(&m.job, &f), -1);
    ck_assert_int_eq(f.code, EXIT_MODEL);
    end(&m);
}
END_TEST

START_TEST(whose_fault)
{
    struct made m;
    struct fail f = { 0 };
    make(&m, NULL);
    axes[1].n = 0;
    ck_assert_int_eq(job_open(&m.job, &f), -1);
    ck_assert_int_eq(f.code, EXIT_MODEL);
    ck_assert_int_eq(m.job.space.fault, 1);
    fail_in_front(&f, "exploration '%s': ", m.job.name);
    ck_assert_ptr_eq(strstr(f.text, "exploration 't': axis 'b': "), f.text);
    end(&m);
}
END_TEST

Suite *suite_job(void)
{
    Suite *s = suite_create("job");
    TCase *c = tcase_create("job");
    tcase_add_checked_fixture(c, make_folder, remove_folder);
    tcase_add_test(c, in_memory);
    tcase_add_test(c, part);
    tcase_add_test(c, files);
    tcase_add_test(c, abandoned);
    tcase_add_test(c, what_is_replaced);
    tcase_add_loop_test(c, what_has_no_companion, 0, 4);
    tcase_add_test(c, columns_say_what_they_hold);
    tcase_add_test(c, formats_that_are_written);
    tcase_add_test(c, what_compresses_nothing);
    tcase_add_test(c, options_reach_the_job);
    tcase_add_test(c, together);
    tcase_add_test(c, reserved);
    tcase_add_test(c, whose_fault);
    suite_add_tcase(s, c);
    return s;
}
