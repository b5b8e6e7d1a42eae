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

/* A line of our text is named without the temporary name, and our fault, unless the machine ran out of something. */
START_TEST(what_a_compiler_says_is_passed_on)
{
    static const struct { const char *commands, *says; int code; } cases[] = {
        { "echo in $t: see; echo $t:12:5: error: bad; echo $t:x $t", "gcc rejected the generated C: 12:5: error: bad\nx /", 70 },
        { "echo $t:9: Error: no such instruction", "gcc rejected the generated C: 9: Error: no such", 70 },
        { "echo $t:0:1: odd", "gcc failed: 0:1: odd", 3 }, { "echo $t: odd; echo $t", "gcc failed:  odd\n/", 3 },
        { "echo $t:1:1: fatal error: No space left on device", "gcc failed: 1:1: fatal error: No space left", 3 },
        { "echo $t:1:1: error writing to x", "gcc failed: 1:1: error", 3 }, { "echo $t:1:1: out of memory", "gcc failed: 1:1: out", 3 },
        { "echo $t:1:1: fatal error: Killed signal terminated program cc1", "gcc failed: 1:1: fatal", 3 },
        { "echo $t:1:1: Cannot allocate memory >&2", "gcc failed: 1:1: Cannot", 3 },
        { "echo lc=$LC_ALL language=$LANGUAGE home=$HOME", "gcc failed: lc=C language= home=/a/home\n", 3 },
        { "echo got $(cat)", "gcc failed: got\n", 3 },
        { "echo $*", "gcc failed: -std=c99 -O3 -march=native -ffp-contract=off -fno-math-errno -fno-trapping-math -fPIC -shared -Wno-psabi -w -o /", 3 },
        { "echo ${13} ${14} | sed s:/.*/::g", ".c -lm\n", 3 },
    };
    char *text = texts_make(8, 4, "/* says */", "pure"), commands[300];
    snprintf(commands, sizeof commands, "for t; do case $t in *.c) break;; esac; done; %s; exit 1", cases[_i].commands);
    setenv("HOME", "/a/home", 1);
    setenv("LC_ALL", "de_DE.UTF-8", 1);
    setenv("LANGUAGE", "de", 1);
    pretend(commands);
    struct fail f = refused(text, ENGINE_GCC, cases[_i].code);
    unsetenv("LC_ALL");
    unsetenv("LANGUAGE");
    const char *at = strstr(f.text, cases[_i].says);
    ck_assert_msg(at && (at == f.text || *cases[_i].says == '.'), "%s", f.text);
    free(text);
}
END_TEST

/* Neither the folder of the cache nor one of its own helps: nothing is left in them. */
START_TEST(what_is_no_program_cannot_be_started)
{
    char *text = texts_make(8, 4, "/* no program */", "pure"), want[200], aside[100], none[200];
    snprintf(aside, sizeof aside, "%s/aside%d", texts_home, _i);
    ck_assert_int_eq(mkdir(aside, 0700), 0);
    setenv("TMPDIR", aside, 1);
    if (_i)
        setenv("XDG_CACHE_HOME", "/proc/nowhere", 1), setenv("HOME", "/proc/nowhere", 1);
    unlink(beside("compiler"));
    FILE *out = fopen(beside("compiler"), "w");
    fputs("no program", out);
    fclose(out);
    chmod(beside("compiler"), 0700);
    setenv("MASSC_GCC", beside("compiler"), 1);
    struct fail f = refused(text, ENGINE_GCC, 3);
    snprintf(want, sizeof want, "cannot start %s: Exec format error", beside("compiler"));
    ck_assert_str_eq(f.text, want);
    ck_assert_int_eq(rmdir(aside), 0);          /* it is empty */
    snprintf(none, sizeof none, "! ls %s/massc/*.tmp* 2>/dev/null", texts_home);
    ck_assert_int_eq(system(none), 0);
    free(text);
}
END_TEST

START_TEST(what_cannot_be_loaded_is_our_fault)
{
    char *text = texts_make(8, 4, "/* not loaded */", "pure");
    pretend("echo garbage > ${12}");
    struct fail f = refused(text, ENGINE_GCC, 70);
    ck_assert_ptr_eq(strstr(f.text, "cannot load a compiled kernel: /"), f.text);
    ck_assert_ptr_nonnull(strstr(f.text, " (text kept in "));
    ck_assert_int_eq(compile_is_cached(text, ENGINE_GCC), 0);
    free(text);
}
END_TEST

/* As many messages as fit, the first in front. */
START_TEST(tcc_may_have_much_to_say)
{
    char *text = malloc(1 << 16);
    int used = 0;
    for (int i = 0; i < 60; i++)
        used += sprintf(text + used, "void missing_%02d(void); void call_%02d(void) { missing_%02d(); }\n", i, i, i);
    struct fail f = refused(text, ENGINE_TCC, 70);
    static const char begin[] = "tcc rejected the generated C: tcc: error: undefined symbol 'missing_00'\ntcc: error: undefined symbol 'missing_01'\n";
    ck_assert_msg(strncmp(f.text, begin, sizeof begin - 1) == 0, "%s", f.text);
    const char *kept = strstr(f.text, " (text kept in ");
    ck_assert_ptr_nonnull(kept);
    ck_assert_int_eq(kept - f.text, (long)strlen("tcc rejected the generated C: ") + 599);
    free(text);
}
END_TEST

/* It is killed where it does not listen, and those it started. */
START_TEST(a_stubborn_compiler_is_killed)
{
    char *text = texts_make(8, 4, "/* stubborn */", "pure"), commands[200];
    snprintf(commands, sizeof commands, "trap '' TERM; sleep 100 & echo $! > %s/child; wait; sleep 100", texts_home);
    unlink(beside("child"));
    pretend(commands);
    struct fail f = { 0 };
    struct compile_task *t = compile_begin(text, ENGINE_GCC, &f);
    ck_assert_ptr_nonnull(t);
    double begun = now();
    FILE *in = NULL;
    int pid = 0;
    while (now() - begun < 5 && (!(in = fopen(beside("child"), "r")) || fscanf(in, "%d", &pid) != 1))
        if (in)
            fclose(in);
    fclose(in);
    begun = now();
    compile_cancel(t);
    double took = now() - begun;
    ck_assert_msg(took > 0.4 && took < 8, "%g s", took);
    for (begun = now(); now() - begun < 5 && kill(pid, 0) == 0; )
        ;                                   /* until the system has taken notice */
    free(text);
}
END_TEST

/* Conversions for which tcc calls functions: 2^63 and more as whole numbers. */
START_TEST(tcc_converts_large_numbers)
{
    static const char body[] =
        "static void start(const struct kernel_job *j) { (void)j; }\n"
        "static void results(const struct kernel_job *j)\n"
        "{\n"
        "    const double *p = j->at[0];\n"
        "    double *r = j->at[1];\n"
        "    unsigned long long a = (unsigned long long)p[0], b = (unsigned long long)(float)p[1];\n"
        "    r[0] = (double)(a + 2048);\n"
        "    r[1] = (float)(b + 0x10000000000ull);\n"
        "    r[2] = (double)(a >> 63) + 10*(double)(b >> 62);\n"
        "    r[3] = sqrt(p[3]) + sqrtf((float)p[3]) + fma(2, 3, 4) + fmaf(1, 2, 3);\n"
        "}\n"
        "static const struct kernel_axis axes[] = { { \"lane\", AXIS_LANE, 4, -1, -1 } };\n"
        "static const struct kernel_clock clocks[] = { KERNEL_CLOCKS };\n"
        "static const struct kernel_buffer buffers[] = { { \"in\", INPUT, OVER(0), 2, POINT, 1, 8 }, { \"out\", OUTPUT, OVER(0), 1, END, 1, 8 } };\n"
        "const struct kernel massc_kernel = { KERNEL_ABI, 8, 4, 1, \"x\", axes, 1, clocks, 4, buffers, 2, 0, -1, start, 0, results, 0 };\n";
    char *abi = texts_read("runtime/engine/kernel.h"), *text = malloc(1 << 16);
    snprintf(text, 1 << 16, "double sqrt(double); float sqrtf(float); double fma(double, double, double); float fmaf(float, float, float);\n%s\n%s", abi, body);
    struct compiled c;
    struct fail f = { 0 };
    ck_assert_msg(compile(text, ENGINE_TCC, &c, &f) == 0, "%s", f.text);
    double point[8] = { 0x1p63 + 2048, 0x1p63 + 0x1p40, 0, 9 }, result[4];
    void *const at[] = { point, result };
    struct kernel_job job = { .at = at };
    c.kernel->results(&job);
    ck_assert(result[0] == 0x1p63 + 4096 && result[1] == 0x1p63 + 0x1p41 && result[2] == 21 && result[3] == 3 + 3 + 10 + 5);
    compile_close(&c);
    free(abi);
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
    tcase_add_loop_test(c, what_a_compiler_says_is_passed_on, 0, 13);
    tcase_add_loop_test(c, what_is_no_program_cannot_be_started, 0, 2);
    tcase_add_test(c, what_cannot_be_loaded_is_our_fault);
    tcase_add_test(c, tcc_may_have_much_to_say);
    tcase_add_test(c, a_stubborn_compiler_is_killed);
    tcase_add_test(c, tcc_converts_large_numbers);
    tcase_add_test(c, a_full_cache_is_gone_around);
    tcase_add_test(c, a_slow_compiler_can_be_cancelled);
    tcase_add_test(c, tasks_may_be_polled_taken_or_dropped);
    tcase_add_test(c, a_host_may_ignore_its_children);
    suite_add_tcase(s, c);
    return s;
}
