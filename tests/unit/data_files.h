/* data_files.h -- for tests of data.h: writes a file, reads it, judges what came. */
#ifndef DATA_FILES_H
#define DATA_FILES_H
#include "data/data.h"
#include "libcheck.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/massc_data_XXXXXX";
static char path[300];
static enum data_use use;

static inline void make_folder(void)
{
    use = DATA_VALUES;
    strcpy(folder + sizeof folder - 7, "XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static inline void remove_folder(void)
{
    remove(path);
    rmdir(folder);
}

/* Writes [size] bytes to folder/name; the one file of a test. */
static inline void put(const char *name, const void *bytes, size_t size)
{
    remove(path);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *out = fopen(path, "wb");
    ck_assert_ptr_nonnull(out);
    ck_assert_uint_eq(fwrite(bytes, 1, size, out), size);
    fclose(out);
}

static inline void put_text(const char *name, const char *text)
{
    put(name, text, strlen(text));
}

/* The file written last, with :member if there is one. */
static inline int read_back(const char *member, struct data *d, struct fail *f)
{
    char spec[400];
    snprintf(spec, sizeof spec, "%s%s", path, member);
    *f = (struct fail){ 0 };
    return data_read(spec, use, d, f);
}

static inline struct data read_good(const char *member)
{
    struct data d;
    struct fail f;
    ck_assert_msg(read_back(member, &d, &f) == 0, "%s", f.text);
    return d;
}

/* Expects a shape ("2 3", "" for a scalar) and values; frees. */
static inline void check_data(struct data d, const char *shape, const double *values)
{
    char text[100] = "";
    for (int i = 0; i < d.rank; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%ld", i ? " " : "", d.shape[i]);
    ck_assert_str_eq(text, shape);
    for (long i = 0; i < data_count(&d); i++)
        ck_assert(d.values[i] == values[i] || (isnan(d.values[i]) && isnan(values[i])));
    data_free(&d);
    ck_assert_ptr_null(d.values);
}

/* Expects a failure; FILE in [text] stands for the path of the file. */
static inline void check_failure(const char *member, int code, const char *text)
{
    struct data d;
    struct fail f;
    char expected[1500] = "";
    ck_assert_int_eq(read_back(member, &d, &f), -1);
    for (const char *at = text; *at;) {
        size_t used = strlen(expected);
        if (strncmp(at, "FILE", 4) == 0) {
            strcpy(expected + used, path);
            at += 4;
        } else {
            expected[used] = *at++;
            expected[used + 1] = '\0';
        }
    }
    ck_assert_str_eq(f.text, expected);
    ck_assert_int_eq(f.code, code);
}
#endif
