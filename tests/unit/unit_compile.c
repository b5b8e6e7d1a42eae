/* unit_compile.c -- texts into kernels: every engine, every way to fail.
 *
 * Compilers that misbehave are shell scripts put in front of the real ones.
 */
#include "engine/compile.h"
#include "texts.h"
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

Suite *suite_compile(void);

/* A path in the tests' folder. */
static const char *beside(const char *name)
{
    static char path[100];
    snprintf(path, sizeof path, "%s/%s", texts_home, name);
    return path;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9*(double)t.tv_nsec;
}

/* The kernel pure.c at one point of 4 lanes. */
static void works(const struct kernel *k)
{
    double point[8] __attribute__((aligned(64))) = { 1, 2, 3, 4, 10, 20, 30, 40 };
    double result[8] __attribute__((aligned(64)));
    void *const at[] = { point, result };
    struct kernel_job job = { .at = at };
    ck_assert_int_eq(k->lanes, 4);
    ck_assert_str_eq(k->name, "pure");
    k->start(&job);
    k->results(&job);
    for (int i = 0; i < 4; i++)
        ck_assert(result[i] == point[i]*point[4 + i] + point[i]);
}

static void compiles(const char *text, enum engine e, int cached)
{
    struct compiled c;
    struct fail f = { 0 };
    ck_assert_msg(compile(text, e, &c, &f) == 0, "%s", f.text);
    ck_assert_int_eq((int)c.engine, (int)e);
    ck_assert_int_eq(c.cached, cached);
    ck_assert(c.seconds > 0);
    works(c.kernel);
    compile_close(&c);
    compile_close(&c);          /* twice does no harm */
}

static struct fail refused(const char *text, enum engine e, int code)
{
    struct compiled c;
    struct fail f = { 0 };
    ck_assert_int_eq(compile(text, e, &c, &f), -1);
    compile_close(&c);          /* of what failed there is nothing left to close */
    ck_assert_msg(f.code == code, "%s: code %d, not %d: %s", engine_name(e), f.code, code, f.text);
    return f;
}

/* ---- compilers ----------------------------------------------------------- */

START_TEST(compilers_are_found)
{
    char path[1024], want[100];
    ck_assert_str_eq(engine_path(ENGINE_TCC, path, sizeof path), "libtcc");
    setenv("PATH", texts_home, 1);
    ck_assert_ptr_null(engine_path(ENGINE_GCC, path, sizeof path));
    texts_script(beside("gcc-13"), "");
    snprintf(want, sizeof want, "/nonexistent:%s:/usr/bin", texts_home);
    setenv("PATH", want, 1);
    setenv("MASSC_CLANG", "gcc-13", 1);     /* a name is searched */
    snprintf(want, sizeof want, "%s/gcc-13", texts_home);
    ck_assert_str_eq(engine_path(ENGINE_CLANG, path, sizeof path), want);
    setenv("PATH", texts_home, 1);
    ck_assert_str_eq(engine_path(ENGINE_GCC, path, sizeof path), want);
    setenv("MASSC_GCC", "", 1);             /* none */
    ck_assert_ptr_null(engine_path(ENGINE_GCC, path, sizeof path));
    setenv("MASSC_GCC", "/tmp", 1);         /* a folder is no program */
    ck_assert_ptr_null(engine_path(ENGINE_GCC, path, sizeof path));
    unsetenv("PATH");
    unsetenv("MASSC_GCC");
    ck_assert_ptr_null(engine_path(ENGINE_GCC, path, sizeof path));
}
END_TEST

/* ---- compiling ----------------------------------------------------------- */

START_TEST(every_engine_compiles)
{
    char *text = texts_make(8, 4, "", "pure");
    ck_assert_int_eq(compile_is_cached(text, (enum engine)_i), 0);
    compiles(text, (enum engine)_i, 0);
    int kept = _i != ENGINE_TCC;
    ck_assert_int_eq(compile_is_cached(text, (enum engine)_i), kept);
    compiles(text, (enum engine)_i, kept);
    free(text);
}
END_TEST

START_TEST(auto_prefers_what_is_cached)
{
    char *text = texts_make(8, 4, "/* auto */", "pure");
    struct compiled c;
    struct fail f = { 0 };
    ck_assert_int_eq(compile(text, ENGINE_AUTO, &c, &f), 0);
    ck_assert_int_eq((int)c.engine, ENGINE_TCC);
    compile_close(&c);
    compiles(text, ENGINE_GCC, 0);
    ck_assert_int_eq(compile(text, ENGINE_AUTO, &c, &f), 0);
    ck_assert_int_eq((int)c.engine, ENGINE_GCC);
    works(c.kernel);
    compile_close(&c);
    free(text);
}
END_TEST

/* Two kernels live side by side, whatever they are called inside. */
START_TEST(kernels_coexist)
{
    char *a = texts_make(8, 4, "/* a */", "pure"), *b = texts_make(4, 16, "/* b */", "growth");
    struct compiled c[4];
    struct fail f = { 0 };
    for (int i = 0; i < 4; i++)
        ck_assert_int_eq(compile(i%2 ? b : a, i < 2 ? ENGINE_GCC : ENGINE_TCC, &c[i], &f), 0);
    for (int i = 0; i < 4; i++)
        ck_assert_str_eq(c[i].kernel->name, i%2 ? "growth" : "pure");
    works(c[0].kernel);
    works(c[2].kernel);
    compile_close(&c[0]);
    compile_close(&c[3]);
    works(c[2].kernel);
    ck_assert_int_eq(c[1].kernel->lanes, 16);
    compile_close(&c[1]);
    compile_close(&c[2]);
    free(a);
    free(b);
}
END_TEST

/* ---- rejected ------------------------------------------------------------ */

START_TEST(rejected_text_is_our_fault)
{
    char *text = texts_make(8, 4, "this is no C;", "pure"), *kept, *end;
    struct fail f = refused(text, (enum engine)_i, 70);
    ck_assert_ptr_nonnull(strstr(f.text, _i == ENGINE_TCC ? ":3: error" : ": 3:"));
    ck_assert_ptr_nonnull(kept = strstr(f.text, "text kept in "));
    kept += strlen("text kept in ");
    ck_assert_ptr_nonnull(end = strchr(kept, ')'));
    *end = '\0';
    char *again = texts_read(kept);
    ck_assert_str_eq(again, text);
    free(again);
    free(text);
}
END_TEST

START_TEST(strange_kernels_are_refused)
{
    static const struct { const char *kernel, *says; } cases[] = {
        { "int nothing;", "exports no massc_kernel" },
        { "const struct kernel massc_kernel = { 99 };", "version 99" },
        { "const struct kernel massc_kernel = { KERNEL_ABI, 8, 0, 1 };", "0 lanes" },
        { "const struct kernel massc_kernel = { KERNEL_ABI, 16, 4, 1 };", "16 bytes" },
        { "const struct kernel massc_kernel = { KERNEL_ABI, 8, 4, 1, \"x\" };", "no axis of its lanes" },
        { "static const struct kernel_axis lanes[] = { { \"lane\", AXIS_LANE, 8, -1, -1 } };\n"
          "const struct kernel massc_kernel = { KERNEL_ABI, 8, 4, 1, \"x\", lanes, 1 };", "no axis of its lanes" }
    };
    char *abi = texts_read("runtime/engine/kernel.h"), *text = malloc(1 << 16);
    snprintf(text, 1 << 16, "%s\n%s\n", abi, cases[_i].kernel);
    struct fail f = refused(text, ENGINE_TCC, 70);
    ck_assert_ptr_nonnull(strstr(f.text, cases[_i].says));
    f = refused(text, ENGINE_GCC, 70);
    ck_assert_ptr_nonnull(strstr(f.text, cases[_i].says));
    ck_assert_int_eq(compile_is_cached(text, ENGINE_GCC), 0);
    free(abi);
    free(text);
}
END_TEST

START_TEST(a_missing_compiler_is_named)
{
    char *text = texts_make(8, 4, "/* missing */", "pure");
    setenv("PATH", "", 1);
    struct fail f = refused(text, ENGINE_GCC, 3);
    ck_assert_ptr_nonnull(strstr(f.text, "gcc is not installed"));
    compiles(text, ENGINE_TCC, 0);
    free(text);
}
END_TEST

/* ---- compilers that misbehave -------------------------------------------- */

static void pretend(const char *commands)
{
    const char *path = beside("compiler");
    unlink(path);
    texts_script(path, commands);
    setenv("MASSC_GCC", path, 1);
}

START_TEST(a_broken_compiler_is_the_machines_fault)
{
    static const struct { const char *commands, *says; } cases[] = {
        { "echo no space left; exit 1", "no space left" },
        { "exit 1", "it said nothing" },
        { "exit 0", "it said nothing" },
        { "kill -9 $$", "signal 9" }
    };
    char *text = texts_make(8, 4, "/* broken */", "pure");
    pretend(cases[_i].commands);
    struct fail f = refused(text, ENGINE_GCC, 3);
    ck_assert_msg(strstr(f.text, cases[_i].says) != NULL, "%s", f.text);
    free(text);
}
END_TEST

/* The cache's disk is full, but $TMPDIR is not. */
START_TEST(a_full_cache_is_gone_around)
{
    char *text = texts_make(8, 4, "/* full */", "pure"), commands[300];
    snprintf(commands, sizeof commands,
             "case \"$*\" in *%s*) echo disk quota exceeded; exit 1;; esac; exec gcc \"$@\"", texts_home);
    pretend(commands);
    compiles(text, ENGINE_GCC, 0);
    compiles(text, ENGINE_GCC, 0);
    free(text);
}
END_TEST

START_TEST(a_slow_compiler_can_be_cancelled)
{
    char *text = texts_make(8, 4, "/* slow */", "pure"), commands[200];
    snprintf(commands, sizeof commands, "echo $$ > %s/pid; sleep 100 & wait", texts_home);
    pretend(commands);
    struct fail f = { 0 };
    double begun = now();
    struct compile_task *t = compile_begin(text, ENGINE_GCC, &f);
    ck_assert_ptr_nonnull(t);
    ck_assert(now() - begun < 0.3);
    FILE *in = NULL;
    int pid = 0;
    while (now() - begun < 5 && (!(in = fopen(beside("pid"), "r")) || fscanf(in, "%d", &pid) != 1))
        if (in)
            fclose(in);
    ck_assert_int_gt(pid, 1);
    ck_assert_int_eq(compile_ready(t), 0);
    ck_assert_int_eq(kill(-pid, 0), 0);         /* a group of its own */
    compile_cancel(t);
    ck_assert_int_eq(kill(pid, 0), -1);
    ck_assert(now() - begun < 6);
    fclose(in);
    free(text);
}
END_TEST

START_TEST(tasks_may_be_polled_taken_or_dropped)
{
    char *text = texts_make(8, 4, "/* task */", "pure");
    struct fail f = { 0 };
    struct compiled c;
    struct compile_task *t = compile_begin(text, ENGINE_GCC, &f);
    ck_assert_ptr_nonnull(t);
    while (compile_ready(t) == 0)
        ;
    ck_assert_int_eq(compile_ready(t), 1);
    ck_assert_int_eq(compile_take(t, &c, &f), 0);
    works(c.kernel);
    compile_close(&c);
    t = compile_begin(text, ENGINE_GCC, &f);    /* from the cache: done at once */
    ck_assert_int_eq(compile_ready(t), 1);
    compile_cancel(t);
    pretend("exit 1");
    t = compile_begin(text, ENGINE_GCC, &f);
    while (compile_ready(t) == 0)
        ;
    ck_assert_int_eq(compile_ready(t), -1);
    ck_assert_int_eq(compile_take(t, &c, &f), -1);
    ck_assert_int_eq(f.code, 3);
    free(text);
}
END_TEST

/* A host that ignores SIGCHLD gets no exit status; the object tells. */
START_TEST(a_host_may_ignore_its_children)
{
    char *text = texts_make(8, 4, "/* sigchld */", "pure");
    signal(SIGCHLD, SIG_IGN);
    compiles(text, ENGINE_GCC, 0);
    char *bad = texts_make(8, 4, "no C;", "pure");
    refused(bad, ENGINE_GCC, 70);
    signal(SIGCHLD, SIG_DFL);
    free(text);
    free(bad);
}
END_TEST

Suite *suite_compile(void)
{
    Suite *s = suite_create("compile");
    TCase *c = tcase_create("compile");
    tcase_set_timeout(c, 60);
    texts_fixtures(c);
    tcase_add_test(c, compilers_are_found);
    tcase_add_loop_test(c, every_engine_compiles, ENGINE_TCC, ENGINE_CLANG + 1);
    tcase_add_test(c, auto_prefers_what_is_cached);
    tcase_add_test(c, kernels_coexist);
    tcase_add_loop_test(c, rejected_text_is_our_fault, ENGINE_TCC, ENGINE_CLANG + 1);
    tcase_add_loop_test(c, strange_kernels_are_refused, 0, 6);
    tcase_add_test(c, a_missing_compiler_is_named);
    tcase_add_loop_test(c, a_broken_compiler_is_the_machines_fault, 0, 4);
    tcase_add_test(c, a_full_cache_is_gone_around);
    tcase_add_test(c, a_slow_compiler_can_be_cancelled);
    tcase_add_test(c, tasks_may_be_polled_taken_or_dropped);
    tcase_add_test(c, a_host_may_ignore_its_children);
    suite_add_tcase(s, c);
    return s;
}
