/* unit_cache.c -- the cache is an aid: whatever happens to it, kernels come out. */
#include "caches.h"
#include "engine/compile.h"
#include <dlfcn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <utime.h>

Suite *suite_cache(void);

static char *a_text(int number)
{
    char line[40];
    snprintf(line, sizeof line, "/* text %d */", number);
    return texts_make(8, 4, line, "pure");
}

static void compiles(const char *text, int cached)
{
    struct compiled c;
    struct fail f = { 0 };
    ck_assert_msg(compile(text, ENGINE_GCC, &c, &f) == 0, "%s", f.text);
    ck_assert_int_eq(c.cached, cached);
    ck_assert_str_eq(c.kernel->name, "pure");
    compile_close(&c);
}

/* Where the entry of a text is. */
static const char *entry_of(const char *text)
{
    static char path[CACHE_PATH];
    char compiler[CACHE_PATH], key[CACHE_KEY];
    struct cache c = caches_open();
    cache_key(text, engine_path(ENGINE_GCC, compiler, sizeof compiler), engine_flags(), key);
    cache_file(&c, key, "so", path);
    return path;
}

/* ---- entries ------------------------------------------------------------- */

START_TEST(only_the_entry_stays)
{
    char *text = a_text(1);
    struct cache c = caches_open();
    struct stat st;
    int before = caches_count(c.dir);
    compiles(text, 0);
    ck_assert_int_eq(caches_count(c.dir), before + 1);
    ck_assert_int_eq(access(entry_of(text), R_OK), 0);
    ck_assert_int_eq(stat(c.dir, &st), 0);
    ck_assert_int_eq(st.st_mode & 0777, 0700);
    compiles(text, 1);
    free(text);
}
END_TEST

/* A trailer behind an object harms no loader, should it be loaded as a file. */
START_TEST(entries_are_loadable_as_they_are)
{
    char *text = a_text(2), compiler[CACHE_PATH], key[CACHE_KEY], path[CACHE_PATH];
    struct cache c = caches_open();
    struct compiled k;
    struct fail f = { 0 };
    ck_assert_int_eq(compile(text, (enum engine)_i, &k, &f), 0);
    compile_close(&k);
    cache_key(text, engine_path((enum engine)_i, compiler, sizeof compiler), engine_flags(), key);
    cache_file(&c, key, "so", path);
    void *library = dlopen(path, RTLD_NOW);
    ck_assert_ptr_nonnull(library);
    ck_assert_ptr_nonnull(dlsym(library, "massc_kernel"));
    dlclose(library);
    free(text);
}
END_TEST

START_TEST(a_shortened_entry_is_made_again)
{
    char *text = a_text(3);
    compiles(text, 0);
    const char *path = entry_of(text);
    struct stat st;
    ck_assert_int_eq(stat(path, &st), 0);
    long lengths[] = { 0, 1, 31, 32, 33, 64, 4096, st.st_size/2, st.st_size - 33,
                       st.st_size - 32, st.st_size - 1 };
    ck_assert_int_eq(truncate(path, lengths[_i]), 0);
    ck_assert_int_eq(compile_is_cached(text, ENGINE_GCC), 0);
    ck_assert_int_eq(access(path, F_OK), -1);           /* it is removed at once */
    compiles(text, 0);
    compiles(text, 1);
    unlink(path);
    free(text);
}
END_TEST

START_TEST(a_changed_entry_is_made_again)
{
    char *text = a_text(4);
    compiles(text, 0);
    const char *path = entry_of(text);
    struct stat st;
    ck_assert_int_eq(stat(path, &st), 0);
    long places[] = { 0, 5000, st.st_size - 1, st.st_size - 20, st.st_size - 32 };
    FILE *file = fopen(path, "r+");
    fseek(file, places[_i], SEEK_SET);
    int old = fgetc(file);
    fseek(file, places[_i], SEEK_SET);
    fputc(old ^ 4, file);
    fclose(file);
    compiles(text, 0);
    compiles(text, 1);
    unlink(path);
    free(text);
}
END_TEST

START_TEST(garbage_is_no_entry)
{
    char *text = a_text(5);
    FILE *file = fopen(entry_of(text), "w");
    for (int i = 0; i < 100000; i++)
        fputc(i*7919 >> 3, file);
    fclose(file);
    compiles(text, 0);
    compiles(text, 1);
    free(text);
}
END_TEST

/* Sound, but not a kernel. */
START_TEST(a_foreign_object_is_no_entry)
{
    char *text = a_text(6), compiler[CACHE_PATH], key[CACHE_KEY], scratch[CACHE_PATH];
    struct cache c = caches_open();
    cache_key(text, engine_path(ENGINE_GCC, compiler, sizeof compiler), engine_flags(), key);
    cache_scratch(&c, key, scratch);
    ck_assert_int_eq(cache_write(scratch, "some text", 9), 0);
    cache_publish(&c, key, scratch);
    ck_assert_int_eq(compile_is_cached(text, ENGINE_GCC), 1);
    compiles(text, 0);
    compiles(text, 1);
    free(text);
}
END_TEST

/* Sound, but its kernel speaks another version: the number in front says so. */
START_TEST(a_kernel_of_another_version_is_no_entry)
{
    char *text = a_text(12), compiler[CACHE_PATH], key[CACHE_KEY], scratch[CACHE_PATH], command[3*CACHE_PATH];
    struct cache c = caches_open();
    const char *gcc = engine_path(ENGINE_GCC, compiler, sizeof compiler);
    cache_key(text, gcc, engine_flags(), key);
    cache_scratch(&c, key, scratch);
    snprintf(command, sizeof command, "echo 'const int massc_kernel[64] = { %d, 8, 4, 4 };' | %s -shared -fPIC -xc - -o %s",
             KERNEL_ABI - 1, gcc, scratch);
    ck_assert_int_eq(system(command), 0);
    cache_publish(&c, key, scratch);
    ck_assert_int_eq(compile_is_cached(text, ENGINE_GCC), 1);
    compiles(text, 0);
    compiles(text, 1);
    free(text);
}
END_TEST

/* Sound, a kernel, but of another text. */
START_TEST(a_renamed_entry_is_no_entry)
{
    char *text = a_text(11), *other = texts_make(8, 4, "/* another */", "growth"), from[CACHE_PATH];
    struct compiled c;
    struct fail f = { 0 };
    ck_assert_int_eq(compile(other, ENGINE_GCC, &c, &f), 0);
    ck_assert_str_eq(c.kernel->name, "growth");
    compile_close(&c);
    strcpy(from, entry_of(other));
    ck_assert_int_eq(rename(from, entry_of(text)), 0);
    ck_assert_int_eq(compile_is_cached(text, ENGINE_GCC), 0);
    compiles(text, 0);
    compiles(text, 1);
    free(text);
    free(other);
}
END_TEST

/* Compiles and returns what was said of the cache; static. */
static const char *said_of(const char *text, int cached)
{
    static char said[400];
    struct compiled c;
    struct fail f = { 0 };
    ck_assert_msg(compile(text, ENGINE_GCC, &c, &f) == 0, "%s", f.text);
    ck_assert_int_eq(c.cached, cached);
    snprintf(said, sizeof said, "%s", c.note);
    compile_close(&c);
    return said;
}

/* Others may have written it: what is in it is not asked. */
/* A home folder that machines share: neither by its own name nor by that of the kernel here is one run that was
 * made for a processor with one feature more or less. */
START_TEST(an_entry_for_another_processor_is_no_entry)
{
    char *text = a_text(40), compiler[CACHE_PATH], here[CACHE_KEY], there[CACHE_KEY], from[CACHE_PATH], to[CACHE_PATH];
    unsigned char features[CACHE_PROCESSOR];
    struct cache c = caches_open();
    size_t size;
    engine_path(ENGINE_GCC, compiler, sizeof compiler);
    compiles(text, 0);
    cache_key(text, compiler, engine_flags(), here);
    cache_processor(features);
    cache_key_on(features, text, compiler, engine_flags(), there);
    ck_assert_str_eq(here, there);
    for (int bit = 0; bit < 8*CACHE_PROCESSOR; bit++) {
        features[bit/8] ^= (unsigned char)(1 << bit%8);
        cache_key_on(features, text, compiler, engine_flags(), there);
        ck_assert_str_ne(here, there);
        features[bit/8] ^= (unsigned char)(1 << bit%8);
    }
    cache_file(&c, here, "so", from);
    cache_file(&c, there, "so", to);
    void *entry = cache_read(&c, here, &size);
    ck_assert_ptr_nonnull(entry);
    ck_assert_int_eq(unlink(from), 0);
    ck_assert_int_eq(cache_write(to, entry, size), 0);
    cache_publish(&c, there, to);
    free(entry);
    entry = cache_read(&c, there, &size);
    ck_assert_ptr_nonnull(entry);
    free(entry);
    ck_assert_int_eq(compile_is_cached(text, ENGINE_GCC), 0);
    ck_assert_int_eq(rename(to, from), 0);
    ck_assert_int_eq(compile_is_cached(text, ENGINE_GCC), 0);
    compiles(text, 0);
    free(text);
}
END_TEST

START_TEST(an_entry_of_others_is_no_entry)
{
    char *text = a_text(120 + _i);
    struct stat st;
    compiles(text, 0);
    const char *path = entry_of(text);
    if (_i < 2) {
        ck_assert_int_eq(chmod(path, _i ? 0620 : 0666), 0);
        ck_assert_ptr_nonnull(strstr(said_of(text, 0), ".so can be written to by others"));
    } else if (geteuid() == 0) {
        ck_assert_int_eq(chown(path, 65533, 0), 0);
        ck_assert_ptr_nonnull(strstr(said_of(text, 0), ".so belongs to somebody else"));
    }
    ck_assert_str_eq(said_of(text, 1), "");             /* it was made again */
    ck_assert_int_eq(stat(path, &st), 0);
    ck_assert_int_eq(st.st_mode & 0777, 0600);
    ck_assert_uint_eq(st.st_uid, geteuid());
    free(text);
}
END_TEST

/* Nobody writes into a FIFO, and a link leads elsewhere; neither is followed. */
START_TEST(an_entry_that_is_no_file)
{
    char *text = a_text(130 + _i), elsewhere[CACHE_PATH];
    compiles(text, 0);
    const char *path = entry_of(text);
    snprintf(elsewhere, sizeof elsewhere, "%s/elsewhere%d", texts_home, _i);
    ck_assert_int_eq(rename(path, elsewhere), 0);
    ck_assert_int_eq(_i ? symlink(elsewhere, path) : mkfifo(path, 0600), 0);
    alarm(20);
    compiles(text, 0);
    compiles(text, 1);
    alarm(0);
    free(text);
}
END_TEST

/* A folder above that others may write to, unless it is sticky as /tmp. */
START_TEST(a_folder_of_others_above)
{
    static const struct { mode_t mode; uid_t owner; int trusted; } cases[] = {
        { 0777, 0, 0 }, { 01777, 0, 1 }, { 0775, 0, 0 }, { 01777, 65533, 0 }, { 0755, 65533, 0 },
        { 0755, 0, 1 },
    };
    char above[200], home[210];
    if (geteuid())                      /* only root gives folders away */
        return;
    char *text = a_text(140 + _i);
    snprintf(above, sizeof above, "%s/above%d", texts_home, _i);
    snprintf(home, sizeof home, "%s/home", above);
    ck_assert_int_eq(mkdir(above, 0700), 0);
    ck_assert_int_eq(mkdir(home, 0700), 0);
    ck_assert_int_eq(chown(above, cases[_i].owner, 0), 0);
    ck_assert_int_eq(chmod(above, cases[_i].mode), 0);
    setenv("XDG_CACHE_HOME", home, 1);
    const char *said = said_of(text, 0);
    ck_assert_int_eq(strstr(said, strrchr(above, '/')) == NULL, cases[_i].trusted);
    ck_assert_int_eq(*said == '\0', cases[_i].trusted);
    said_of(text, cases[_i].trusted);
    free(text);
}
END_TEST

START_TEST(everything_is_in_the_key)
{
    static const char *const few[] = { "-O3", NULL }, *const more[] = { "-O3", "-g", NULL };
    char a[CACHE_KEY], b[CACHE_KEY], compiler[100];
    snprintf(compiler, sizeof compiler, "%s/cc", texts_home);
    texts_script(compiler, "exit 1");
    cache_key("text", compiler, few, a);
    cache_key("text", compiler, few, b);
    ck_assert_str_eq(a, b);
    cache_key("texts", compiler, few, b);
    ck_assert_str_ne(a, b);
    cache_key("text", compiler, more, b);
    ck_assert_str_ne(a, b);
    cache_key("text", "/bin/sh", few, b);
    ck_assert_str_ne(a, b);
    struct utimbuf old = { 1, 1 };
    ck_assert_int_eq(utime(compiler, &old), 0);
    cache_key("text", compiler, few, b);
    ck_assert_str_ne(a, b);
}
END_TEST

/* ---- the folder ---------------------------------------------------------- */

/* What cannot be used is gone around, and nothing is left behind. */
START_TEST(without_a_folder_all_works)
{
    char *text = a_text(7), file[100], temporary[100], open_to_all[100];
    snprintf(file, sizeof file, "%s/file", texts_home);
    snprintf(temporary, sizeof temporary, "%s/tmp%d", texts_home, _i);
    snprintf(open_to_all, sizeof open_to_all, "%s/open/massc", texts_home);
    fclose(fopen(file, "w"));
    ck_assert_int_eq(mkdir(temporary, 0700), 0);
    setenv("TMPDIR", temporary, 1);
    setenv("HOME", "/proc/nowhere", 1);
    switch (_i) {
    case 0: setenv("XDG_CACHE_HOME", file, 1); break;           /* not a folder */
    case 1: setenv("XDG_CACHE_HOME", "/proc/nowhere", 1); break;
    case 2: unsetenv("XDG_CACHE_HOME"); break;
    case 3: setenv("XDG_CACHE_HOME", "relative", 1); break;
    case 4:
        *strrchr(open_to_all, '/') = '\0';
        mkdir(open_to_all, 0700);
        setenv("XDG_CACHE_HOME", open_to_all, 1);
        strcat(open_to_all, "/massc");
        mkdir(open_to_all, 0777);
        chmod(open_to_all, 0777);           /* others could put code there */
        break;
    }
    compiles(text, 0);
    compiles(text, 0);
    ck_assert_int_eq(compile_is_cached(text, ENGINE_GCC), 0);
    ck_assert_int_eq(caches_count(temporary), 0);
    free(text);
}
END_TEST

START_TEST(nowhere_to_write_is_an_error)
{
    char *text = a_text(8);
    struct compiled c;
    struct fail f = { 0 };
    setenv("XDG_CACHE_HOME", "/proc/nowhere", 1);
    setenv("TMPDIR", "/proc/nowhere", 1);
    ck_assert_int_eq(compile(text, ENGINE_GCC, &c, &f), -1);
    ck_assert_int_eq(f.code, 3);
    ck_assert_ptr_nonnull(strstr(f.text, "/proc/nowhere"));
    f.code = 0;
    ck_assert_int_eq(compile(text, ENGINE_TCC, &c, &f), 0);     /* needs no folder */
    compile_close(&c);
    free(text);
}
END_TEST

/* Eight runs at once: each gets its kernel, one entry stays, nothing else. */
START_TEST(runs_may_compile_at_once)
{
    char *text = a_text(9);
    struct cache c = caches_open();
    int before = caches_count(c.dir), status;
    for (int i = 0; i < 8; i++)
        if (fork() == 0) {
            struct compiled k;
            struct fail f = { 0 };
            int bad = compile(text, ENGINE_GCC, &k, &f);
            _exit(bad || strcmp(k.kernel->name, "pure"));
        }
    for (int i = 0; i < 8; i++) {
        ck_assert_int_gt(wait(&status), 0);
        ck_assert_int_eq(status, 0);
    }
    ck_assert_int_eq(caches_count(c.dir), before + 1);
    compiles(text, 1);
    free(text);
}
END_TEST

Suite *suite_cache(void)
{
    Suite *s = suite_create("cache");
    TCase *c = tcase_create("cache");
    tcase_set_timeout(c, 60);
    texts_fixtures(c);
    tcase_add_test(c, only_the_entry_stays);
    tcase_add_loop_test(c, entries_are_loadable_as_they_are, ENGINE_GCC, ENGINE_CLANG + 1);
    tcase_add_loop_test(c, a_shortened_entry_is_made_again, 0, 11);
    tcase_add_loop_test(c, a_changed_entry_is_made_again, 0, 5);
    tcase_add_test(c, garbage_is_no_entry);
    tcase_add_test(c, a_foreign_object_is_no_entry);
    tcase_add_test(c, a_kernel_of_another_version_is_no_entry);
    tcase_add_test(c, a_renamed_entry_is_no_entry);
    tcase_add_test(c, an_entry_for_another_processor_is_no_entry);
    tcase_add_loop_test(c, an_entry_of_others_is_no_entry, 0, 3);
    tcase_add_loop_test(c, an_entry_that_is_no_file, 0, 2);
    tcase_add_loop_test(c, a_folder_of_others_above, 0, 6);
    tcase_add_test(c, everything_is_in_the_key);
    tcase_add_loop_test(c, without_a_folder_all_works, 0, 5);
    tcase_add_test(c, nowhere_to_write_is_an_error);
    tcase_add_test(c, runs_may_compile_at_once);
    suite_add_tcase(s, c);
    return s;
}
