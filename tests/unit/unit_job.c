/* unit_job.c -- a run from a kernel's text alone: no model, no generator. */
#include "job/job.h"
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
        .sweep = { .text = m->text, .engine = ENGINE_TCC, .threads = 1, .slots = slots, .dt = 1, .dt_axis = -1,
                   .noise_axis = -1 },
        .results = results, .result_count = 1, .dir = dir, .no_netcdf_option = "no_netcdf",
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
    tcase_add_test(c, together);
    tcase_add_test(c, reserved);
    tcase_add_test(c, whose_fault);
    suite_add_tcase(s, c);
    return s;
}
