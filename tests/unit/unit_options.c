/* unit_options.c -- what command lines mean, and what is said of wrong ones. */
#include "cli/options.h"
#include "libcheck.h"
#include <string.h>
#include "suites.h"
#include "base/shell.h"

enum { WORDS = 8 };

/* Parses; the caller frees the arena. */
static int parse(enum command_bit command, const char *const *words, struct arena *a,
                 struct options *o, struct fail *f)
{
    char **list = ARENA_ARRAY(a, char *, WORDS + 1);
    for (int i = 0; i < WORDS && words[i]; i++)
        list[i] = arena_copy(a, words[i], strlen(words[i]));
    f->code = 0;
    return options_parse(o, command, list, a, f);
}

static const struct {
    enum command_bit command;
    const char *words[WORDS], *text;
} refused[] = {
    { FOR_RUN, { "--thread", "2" }, "unknown option '--thread'; did you mean '--threads'?" },
    { FOR_RUN, { "--thread=2" }, "unknown option '--thread'; did you mean '--threads'?" },
    { FOR_RUN, { "-x" }, "unknown option '-x'; see massc run --help" },
    { FOR_CHECK, { "--threads", "2" }, "this command takes no option '--threads'; see massc check --help" },
    { FOR_NONE, { "--quiet" }, "this command takes no option '--quiet'; see massc --help" },
    { FOR_RUN, { "--threads" }, "option '--threads' needs a value: --threads N" },
    { FOR_RUN, { "--threads", "--quiet" }, "option '--threads' needs a value: --threads N" },
    { FOR_RUN, { "--out=" }, "option '--out' needs a value: --out DIR" },
    { FOR_RUN, { "--quiet=1" }, "option '--quiet' takes no value" },
    { FOR_RUN, { "--threads", "0" }, "'--threads' takes a whole number from 1 to 1024, not '0'" },
    { FOR_RUN, { "--threads", "-1" }, "'--threads' takes a whole number from 1 to 1024, not '-1'" },
    { FOR_RUN, { "--threads", "2x" }, "'--threads' takes a whole number from 1 to 1024, not '2x'" },
    { FOR_RUN, { "--threads", "99999999999999999999" },
      "'--threads' takes a whole number from 1 to 1024, not '99999999999999999999'" },
    { FOR_RUN, { "--lanes", "6" }, "'--lanes' takes a power of two up to 64, not '6'" },
    { FOR_RUN, { "--engine", "icc" }, "'--engine' takes auto, tcc, gcc or clang, not 'icc'" },
    { FOR_RUN, { "--real", "f16" }, "'--real' takes f32 or f64, not 'f16'" },
    { FOR_RUN, { "--dump", "asm" }, "'--dump' takes ast, model, ir, c or space, not 'asm'" },
    { FOR_RUN, { "--key", "1.5" }, "'--key' takes an integer of at most 64 bits, not '1.5'" },
    { FOR_RUN, { "--key", "9223372036854775808" },
      "'--key' takes an integer of at most 64 bits, not '9223372036854775808'" },
};

START_TEST(as_text)
{
    const char *sets[] = { "a=1", "b = it's [1, 2]", NULL }, *back[4] = { NULL };
    struct job_options o = { .sets = sets, .key = "-3", .real = 4, .trials = 7, .formats = FORMAT_CSV | FORMAT_NPY,
                             .no_netcdf = 1, .engine = ENGINE_GCC }, again = { .sets = back };
    struct option_table kept = job_option_table(JOB_QUESTION | JOB_FORM, &o), taken = kept;
    struct text text = { 0 };
    struct arena arena = { 0 };
    struct fail f = { .code = 0 };
    const char *operands[12];
    option_write(&kept, &text);
    shell_add(&text, "two words");
    text_add(&text, "\n");
    ck_assert_str_eq(text_string(&text), "--set=a=1\n--set='b = it'\\''s [1, 2]'\n--key=-3\n--trials=7\n--real=f32\n"
                     "--no-netcdf\n--format=csv,npy\n'two words'\n");
    taken.fields = &again;
    struct command_line line = { .tables = &taken, .table_count = 1, .help = "", .words = option_split(text_string(&text), &arena),
                                 .operands = operands };
    ck_assert_int_eq(option_words(&line, &f), 0);
    ck_assert_str_eq(again.sets[0], sets[0]);
    ck_assert_str_eq(again.sets[1], sets[1]);
    ck_assert_ptr_null(again.sets[2]);
    ck_assert_str_eq(again.key, "-3");
    ck_assert(again.real == 4 && again.trials == 7 && again.no_netcdf == 1 && again.engine == 0);
    ck_assert_int_eq(again.formats, FORMAT_CSV | FORMAT_NPY);
    ck_assert_int_eq(line.operand_count, 1);
    ck_assert_str_eq(operands[0], "two words");
    ck_assert_ptr_null(*option_split(" \n", &arena));
    text_free(&text);
    arena_free(&arena);
}
END_TEST

START_TEST(refuses)
{
    struct arena a = { 0 };
    struct options o;
    struct fail f;
    ck_assert_int_eq(parse(refused[_i].command, refused[_i].words, &a, &o, &f), -1);
    ck_assert_int_eq(f.code, EXIT_USAGE);
    ck_assert_str_eq(f.text, refused[_i].text);
    arena_free(&a);
}
END_TEST

static const struct {
    const char *words[WORDS], *operands[4];
} orders[] = {
    { { "a", "b" }, { "a", "b" } },
    { { "a", "--quiet", "b" }, { "a", "b" } },
    { { "--out", "d", "a", "--threads=2", "b" }, { "a", "b" } },
    { { "--", "--quiet", "a" }, { "--quiet", "a" } },
    { { "a", "-1" }, { "a", "-1" } },
    { { "a", "-10:" }, { "a", "-10:" } },
    { { "a", "-" }, { "a", "-" } },
    { { NULL }, { NULL } },
};

START_TEST(operands)
{
    struct arena a = { 0 };
    struct options o;
    struct fail f;
    int n = 0;
    ck_assert_int_eq(parse(FOR_RUN, orders[_i].words, &a, &o, &f), 0);
    for (; orders[_i].operands[n]; n++) {
        ck_assert_int_lt(n, o.operand_count);
        ck_assert_str_eq(o.operands[n], orders[_i].operands[n]);
    }
    ck_assert_int_eq(o.operand_count, n);
    ck_assert_ptr_null(o.operands[n]);
    arena_free(&a);
}
END_TEST

START_TEST(values)
{
    static const char *const words[WORDS] = {
        "--threads=3", "--engine", "gcc", "--real", "f32", "--lanes", "16", "--quiet"
    };
    struct arena a = { 0 };
    struct options o;
    struct fail f;
    ck_assert_int_eq(parse(FOR_RUN, words, &a, &o, &f), 0);
    ck_assert_int_eq(o.run.threads, 3);
    ck_assert_int_eq(o.run.engine, ENGINE_GCC);
    ck_assert_int_eq(o.run.real, 4);
    ck_assert_int_eq(o.run.lanes, 16);
    ck_assert(o.run.quiet && !o.run.strict && !o.run.no_files);
    ck_assert_int_eq(o.dump, DUMP_NONE);
    arena_free(&a);
}
END_TEST

START_TEST(overrides)
{
    static const char *const words[WORDS] = {
        "--set", "a=1", "--axis=b=grid(0, 1, 2)", "--set=c=-2", "--key", "-9223372036854775808"
    };
    struct arena a = { 0 };
    struct options o;
    struct fail f;
    ck_assert_int_eq(parse(FOR_SPACE, words, &a, &o, &f), 0);
    struct overrides over = options_overrides(&o);
    ck_assert_str_eq(over.sets[0], "a=1");
    ck_assert_str_eq(over.sets[1], "c=-2");
    ck_assert_ptr_null(over.sets[2]);
    ck_assert_str_eq(over.axes[0], "b=grid(0, 1, 2)");
    ck_assert_ptr_null(over.axes[1]);
    ck_assert_str_eq(over.key, "-9223372036854775808");
    ck_assert_int_eq(over.real, 0);
    arena_free(&a);
}
END_TEST

/* A program that was built from a model has no commands: the table alone, and a job. */
START_TEST(a_run_alone)
{
    static const char *const texts[] = { "--no-netcdf", "--engine=clang", "x", "--threads", "2", "--out", "d", NULL };
    char *words[WORDS];
    const char *rest[WORDS], *sets[WORDS] = { NULL };
    struct job_options o = { .sets = sets };
    struct option_table table = job_option_table(JOB_ASKS | JOB_RUNS, &o);
    struct command_line line = { .tables = &table, .table_count = 1, .help = "model --help",
                                 .words = words, .operands = rest };
    struct job job = { .name = "job" };
    struct fail f = { .code = 0 };
    memcpy(words, texts, sizeof texts);
    ck_assert_int_eq(option_words(&line, &f), 0);
    ck_assert_int_eq(line.operand_count, 1);
    ck_assert_str_eq(rest[0], "x");
    job_take_options(&job, &o);
    ck_assert_str_eq(job.dir, "d");
    ck_assert(job.formats == (FORMAT_CSV | FORMAT_LONG_TEXT) && job.sweep.engine == ENGINE_CLANG && job.sweep.threads == 2);

    static const struct { const char *word, *said; } more[] = {
        { "--format=npy,csv", NULL }, { "--compress=9", NULL }, { "--compress=0", NULL },
        { "--compress=10", "'--compress' takes a whole number from 0 to 9, not '10'" },
        { "--format=csv,,nc", "'--format' takes csv, nc or npy, or several with commas between, not 'csv,,nc'" },
        { "--format=zarr", "'--format' takes csv, nc or npy, or several with commas between, not 'zarr'" },
    };
    for (int i = 0; i < (int)(sizeof more/sizeof *more); i++) {
        char word[40];
        snprintf(word, sizeof word, "%s", more[i].word);
        words[0] = word;
        words[1] = NULL;
        int status = option_words(&line, &f);
        ck_assert_int_eq(status, more[i].said ? -1 : 0);
        if (more[i].said)
            ck_assert_str_eq(f.text, more[i].said);
        ck_assert_int_eq(o.compress, i < 1 ? 0 : i < 2 ? 9 : 0);
        f.code = 0;
    }
    ck_assert_int_eq(o.formats, FORMAT_CSV | FORMAT_NPY);
    o.no_netcdf = 0;
    job_take_options(&job, &o);
    ck_assert_int_eq(job.formats, FORMAT_CSV | FORMAT_NPY | FORMAT_LONG_TEXT);

    words[0] = (char[]){ "--lanes=4" };
    ck_assert_int_eq(option_words(&line, &f), -1);
    ck_assert_str_eq(f.text, "this command takes no option '--lanes'; see model --help");
    f.code = 0;
    words[0] = (char[]){ "-?" };
    ck_assert_int_eq(option_words(&line, &f), -1);
    ck_assert_str_eq(f.text, "unknown option '-?'; see model --help");
}
END_TEST

START_TEST(last_counts)
{
    static const char *const words[WORDS] = { "--dump", "c", "--dump", "space", "--threads", "2",
                                              "--threads", "4" };
    struct arena a = { 0 };
    struct options o;
    struct fail f;
    ck_assert_int_eq(parse(FOR_RUN, words, &a, &o, &f), 0);
    ck_assert_int_eq(o.dump, DUMP_SPACE);
    ck_assert_int_eq(o.run.threads, 4);
    arena_free(&a);
}
END_TEST

START_TEST(help)
{
    struct text out = { 0 };
    options_help(FOR_CHECK, &out);
    ck_assert_ptr_nonnull(strstr(text_string(&out), "  --set path=value "));
    ck_assert_ptr_null(strstr(text_string(&out), "--threads"));
    text_free(&out);
}
END_TEST

Suite *suite_options(void)
{
    Suite *s = suite_create("options");
    TCase *t = tcase_create("options");
    tcase_add_loop_test(t, refuses, 0, sizeof refused/sizeof *refused);
    tcase_add_loop_test(t, operands, 0, sizeof orders/sizeof *orders);
    tcase_add_test(t, as_text);
    tcase_add_test(t, values);
    tcase_add_test(t, overrides);
    tcase_add_test(t, a_run_alone);
    tcase_add_test(t, last_counts);
    tcase_add_test(t, help);
    suite_add_tcase(s, t);
    return s;
}
