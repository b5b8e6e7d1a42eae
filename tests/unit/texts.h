/* texts.h -- kernel texts for tests, put together as the generator does it.
 *
 * A text is: REAL and LANES, the runtime's kernel.h, templates/math/real.c, and
 * a body of kernels/. Paths are relative to the repository, where tests run.
 */
#ifndef TEXTS_H
#define TEXTS_H
#include "libcheck.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static inline char *texts_read(const char *path)
{
    FILE *in = fopen(path, "r");
    ck_assert_msg(in != NULL, "cannot open %s: run tests from the repository's folder", path);
    char *text = calloc(1, 1 << 16);
    ck_assert_uint_lt(fread(text, 1, 1 << 16, in), 1 << 16);
    fclose(in);
    return text;
}

/* [defines] are lines behind REAL and LANES, [name] is a file of kernels/. To be freed. */
static inline char *texts_make(int real, int lanes, const char *defines, const char *name)
{
    char path[100];
    snprintf(path, sizeof path, "tests/unit/kernels/%s.c", name);
    char *abi = texts_read("runtime/engine/kernel.h"), *math = texts_read("templates/math/real.c");
    char *body = texts_read(path);
    size_t size = strlen(abi) + strlen(math) + strlen(defines) + strlen(body) + 200;
    char *text = malloc(size);
    snprintf(text, size, "#define REAL %d\n#define LANES %d\n%s\n%s%s%s",
             real, lanes, defines, abi, math, body);
    free(abi);
    free(math);
    free(body);
    return text;
}

/* ---- a cache of the tests' own -------------------------------------------- */

enum { TEXTS_VARIABLES = 6 };
static const char *const texts_names[TEXTS_VARIABLES] = {
    "PATH", "HOME", "TMPDIR", "MASSC_GCC", "MASSC_CLANG", "XDG_CACHE_HOME"
};
static char *texts_values[TEXTS_VARIABLES];
static char texts_home[64];

/* Tests change the environment; without forks the next one would see it. */
static inline void texts_restore(void)
{
    for (int i = 0; i < TEXTS_VARIABLES; i++) {
        if (texts_values[i])
            setenv(texts_names[i], texts_values[i], 1);
        else
            unsetenv(texts_names[i]);
    }
}

/* Before each test. */
static inline void texts_fresh(void)
{
    texts_restore();
    unsetenv("MASSC_GCC");
    unsetenv("MASSC_CLANG");
    setenv("XDG_CACHE_HOME", texts_home, 1);
}

/* Before and behind all tests of a case. */
static inline void texts_open(void)
{
    for (int i = 0; i < TEXTS_VARIABLES; i++) {
        const char *value = getenv(texts_names[i]);
        texts_values[i] = value ? strdup(value) : NULL;
    }
    snprintf(texts_home, sizeof texts_home, "/tmp/massc-test-XXXXXX");
    if (!mkdtemp(texts_home))
        abort();
    texts_fresh();
}

static inline void texts_close(void)
{
    char command[100];
    texts_restore();
    snprintf(command, sizeof command, "rm -rf '%s'", texts_home);
    if (system(command))
        abort();
    for (int i = 0; i < TEXTS_VARIABLES; i++)
        free(texts_values[i]);
}

static inline void texts_fixtures(TCase *c)
{
    tcase_add_unchecked_fixture(c, texts_open, texts_close);
    tcase_add_checked_fixture(c, texts_fresh, NULL);
}

/* An executable shell script. */
static inline void texts_script(const char *path, const char *commands)
{
    FILE *out = fopen(path, "w");
    ck_assert_ptr_nonnull(out);
    fprintf(out, "#!/bin/sh\n%s\n", commands);
    fclose(out);
    ck_assert_int_eq(chmod(path, 0700), 0);
}
#endif
