/* texts.h -- kernel texts for tests, put together as the generator does it.
 *
 * A text is: REAL and LANES, the runtime's kernel.h, templates/math/real.c, and
 * a body of kernels/. Paths are relative to the repository, where tests run.
 */
#ifndef TEXTS_H
#define TEXTS_H
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#undef fail                     /* check's old name for a failed test; ours is fail.h's */

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
    char *abi = texts_read("runtime/kernel.h"), *math = texts_read("templates/math/real.c");
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

/* A cache of the tests' own, at a path that is returned. */
static inline const char *texts_cache(void)
{
    static char path[64];
    snprintf(path, sizeof path, "/tmp/massc-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(path));
    setenv("XDG_CACHE_HOME", path, 1);
    return path;
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

/* Removes a folder with its files and folders. */
static inline void texts_remove(const char *path)
{
    char command[200];
    ck_assert(strncmp(path, "/tmp/massc-test-", 16) == 0);
    snprintf(command, sizeof command, "rm -rf '%s'", path);
    ck_assert_int_eq(system(command), 0);
}
#endif
