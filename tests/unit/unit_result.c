/* unit_result.c -- what result.h sees of a NetCDF file that libnetcdf makes here: all of it, as text.
 *
 * The file has what massc never writes, but others do: packed numbers, rows of characters,
 * attributes of many kinds, dimensions without a coordinate.
 */
#include "data/data.h"
#include "data/netcdf_library.h"
#include "data/result.h"
#include "folder.h"
#include "libcheck.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- a writer ---- */

struct file { const struct netcdf_library *nc; int id, var; };

static char *path_of(const char *name)
{
    static char path[200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static struct file make(const char *name, int mode)
{
    struct file file = { .nc = netcdf_lock(), .var = NC_GLOBAL };
    ck_assert_ptr_nonnull(file.nc);
    ck_assert_int_eq(file.nc->create(path_of(name), mode, &file.id), NC_NOERR);
    return file;
}

static void finish(const struct file *file)
{
    ck_assert_int_eq(file->nc->close(file->id), NC_NOERR);
    netcdf_unlock();
}

static int dim(const struct file *file, const char *name, size_t size)
{
    int id;
    ck_assert_int_eq(file->nc->def_dim(file->id, name, size, &id), NC_NOERR);
    return id;
}

/* Attributes that follow are its. */
static void variable(struct file *file, const char *name, nc_type type, int rank, const int *dims)
{
    ck_assert_int_eq(file->nc->def_var(file->id, name, type, rank, dims, &file->var), NC_NOERR);
}

static void text(const struct file *file, const char *name, const char *value)
{
    ck_assert_int_eq(file->nc->put_att_text(file->id, file->var, name, strlen(value), value), NC_NOERR);
}

static void strings(const struct file *file, const char *name, size_t n, const char **values)
{
    ck_assert_int_eq(file->nc->put_att_string(file->id, file->var, name, n, values), NC_NOERR);
}

static void numbers(const struct file *file, const char *name, nc_type type, size_t n, const void *values)
{
    ck_assert_int_eq(file->nc->put_att(file->id, file->var, name, type, n, values), NC_NOERR);
}

/* All values of the variable made last, up to three dimensions. */
static void put(const struct file *file, size_t n0, size_t n1, size_t n2, const void *values)
{
    const size_t start[3] = { 0 }, count[] = { n0, n1, n2 };
    ck_assert_int_eq(file->nc->put_vara(file->id, file->var, start, count, values), NC_NOERR);
}

/* ---- a reader ---- */

static const char *or_none(const char *text_or_null)
{
    return text_or_null ? text_or_null : "-";
}

static void show_variable(const struct result *r, int i, FILE *out)
{
    static const char *const types[] = { "real", "integer", "text", "other" };
    const struct result_variable *v = &r->variables[i];
    fprintf(out, "%s: %s%s%s%s", v->name, types[v->type], v->single ? " single" : "", v->is_whole ? " whole" : "",
            v->is_unsigned ? " unsigned" : "");
    if (v->characters)
        fprintf(out, " of %ld characters", v->characters);
    for (int k = 0; k < v->rank; k++)
        fprintf(out, "%s%s", k ? ", " : " over ", r->dims[v->dims[k]].name);
    fprintf(out, "; %ld values; unit %s, doc %s, coordinates %s\n", result_count(r, i), or_none(v->unit), or_none(v->doc),
            or_none(v->coordinates));
    for (int k = 0; k < v->attribute_count; k++)
        fprintf(out, "  %s = %s\n", v->attributes[k].name, v->attributes[k].text);
}

static char *shown(const struct result *r)
{
    char *all;
    size_t size;
    FILE *out = open_memstream(&all, &size);
    for (int i = 0; i < r->dim_count; i++)
        fprintf(out, "%s %ld %s\n", r->dims[i].name, r->dims[i].size,
                r->dims[i].coordinate < 0 ? "-" : r->variables[r->dims[i].coordinate].name);
    for (int i = 0; i < r->variable_count; i++)
        show_variable(r, i, out);
    for (int i = 0; i < r->attribute_count; i++)
        fprintf(out, "%s = %s\n", r->attributes[i].name, r->attributes[i].text);
    fclose(out);
    return all;
}

static struct arena arena;

static struct result opened(const char *name)
{
    struct result r;
    struct fail f = { .code = 0 };
    ck_assert_msg(result_open(&r, path_of(name), &arena, &f) == 0, "%s", f.text);
    return r;
}

static void done(struct result *r)
{
    result_close(r);
    result_close(r);
    ck_assert_int_eq(r->fd, -1);
    arena_free(&arena);
}

/* ---- what a file says ---- */

START_TEST(all_of_a_file)
{
    struct file file = make("x.nc", NC_NETCDF4);
    const double real[65] = { 0.1, -2, 1e20 };
    const float single[] = { 0.1f };
    const int whole[] = { 7, -8 };
    const char *one[] = { "µV" }, *two[] = { "a", "b" };
    const int b = dim(&file, "b", 3), a = dim(&file, "a", 2), none = dim(&file, "none", 4);
    text(&file, "title", "all of it");
    strings(&file, "unit", 1, one);
    strings(&file, "list", 2, two);
    numbers(&file, "three", NC_DOUBLE, 3, real);
    numbers(&file, "most", NC_DOUBLE, 64, (const double[64]){ 0 });
    numbers(&file, "beyond", NC_DOUBLE, 65, real);
    numbers(&file, "single", NC_FLOAT, 1, single);
    numbers(&file, "whole", NC_INT, 2, whole);
    text(&file, "empty", "");
    variable(&file, "coupling.a.G", NC_DOUBLE, 2, (const int[]){ a, b });
    text(&file, "units", "mV");
    text(&file, "long_name", "strength");
    text(&file, "coordinates", "c d");
    variable(&file, "a", NC_FLOAT, 1, &a);
    variable(&file, "b", NC_INT64, 2, (const int[]){ b, a });      /* its name, but not alone along it */
    variable(&file, "packed", NC_SHORT, 1, &b);
    numbers(&file, "scale_factor", NC_DOUBLE, 1, (const double[]){ 0.5 });
    variable(&file, "moved", NC_SHORT, 1, &b);
    numbers(&file, "add_offset", NC_DOUBLE, 1, (const double[]){ 10 });
    variable(&file, "long", NC_UINT64, 0, NULL);
    variable(&file, "word", NC_STRING, 1, &none);
    variable(&file, "rows", NC_CHAR, 2, (const int[]){ a, b });
    variable(&file, "none", NC_CHAR, 1, &none);
    variable(&file, "other", NC_CHAR, 1, &none);
    variable(&file, "letter", NC_CHAR, 0, NULL);
    finish(&file);
    struct result r = opened("x.nc");
    char most[64*3 + 1] = "";
    for (int i = 0; i < 64; i++)
        strcat(most, i ? ", 0" : "0");
    char *got = shown(&r), want[3000];
    snprintf(want, sizeof want,
        "b 3 -\n"
        "a 2 a\n"
        "none 4 none\n"
        "coupling.a.G: real over a, b; 6 values; unit mV, doc strength, coordinates c d\n"
        "  units = mV\n"
        "  long_name = strength\n"
        "  coordinates = c d\n"
        "a: real single over a; 2 values; unit -, doc -, coordinates -\n"
        "b: integer whole over b, a; 6 values; unit -, doc -, coordinates -\n"
        "packed: integer over b; 3 values; unit -, doc -, coordinates -\n"
        "  scale_factor = 0.5\n"
        "moved: integer over b; 3 values; unit -, doc -, coordinates -\n"
        "  add_offset = 10\n"
        "long: integer whole unsigned; 1 values; unit -, doc -, coordinates -\n"
        "word: text over none; 4 values; unit -, doc -, coordinates -\n"
        "rows: text of 3 characters over a; 2 values; unit -, doc -, coordinates -\n"
        "none: text of 1 characters over none; 4 values; unit -, doc -, coordinates -\n"
        "other: other over none; 4 values; unit -, doc -, coordinates -\n"
        "letter: other; 1 values; unit -, doc -, coordinates -\n"
        "title = all of it\n"
        "unit = µV\n"
        "list = \n"
        "three = 0.1, -2, 1e+20\n"
        "most = %s\n"
        "beyond = \n"
        "single = 0.1\n"
        "whole = 7, -8\n"
        "empty = \n", most);
    ck_assert_str_eq(got, want);
    free(got);
    ck_assert_str_eq(result_about(&r, "unit"), "µV");
    ck_assert_ptr_null(result_about(&r, "units"));
    ck_assert_str_eq(result_about_variable(&r, 0, "units"), "mV");
    ck_assert_ptr_null(result_about_variable(&r, 1, "units"));
    ck_assert_int_eq(result_find(&r, "G"), 0);
    ck_assert_int_eq(result_find(&r, "a.G"), 0);
    ck_assert_int_eq(result_find(&r, "letter"), 10);
    ck_assert_int_eq(result_find(&r, "etter"), -1);
    done(&r);
}
END_TEST

/* ---- what it holds ---- */

static void must_read(const struct result *r, const char *name, const long *first, const long *count, const double *want, int n)
{
    double got[30];
    struct fail f = { .code = 0 };
    ck_assert_msg(result_read(r, result_find(r, name), first, count, got, &f) == 0, "%s", f.text);
    for (int i = 0; i < n; i++)
        ck_assert_msg(got[i] == want[i] || (isnan(got[i]) && isnan(want[i])), "%s[%d]: %g for %g", name, i, got[i], want[i]);
}

START_TEST(values)
{
    struct file file = make("x.nc", NC_NETCDF4);
    const int b = dim(&file, "b", 3), a = dim(&file, "a", 2);
    const int both[] = { a, b };
    const short packed[] = { 4, 5, -1 };
    const long long large[] = { 9007199254740993, -1, 3 };
    const unsigned long long larger[] = { 1, 18446744073709551615u, 9223372036854775808u };
    const char *words[] = { "x", "two words" };
    variable(&file, "real", NC_DOUBLE, 2, both);
    put(&file, 2, 3, 0, (const double[]){ 1, 2, 3, 4, 5, 6 });
    variable(&file, "scaled", NC_SHORT, 1, &b);
    numbers(&file, "scale_factor", NC_DOUBLE, 1, (const double[]){ 0.5 });
    numbers(&file, "_FillValue", NC_SHORT, 1, (const short[]){ -1 });
    put(&file, 3, 0, 0, packed);
    variable(&file, "moved", NC_SHORT, 1, &b);
    numbers(&file, "add_offset", NC_DOUBLE, 1, (const double[]){ 10 });
    put(&file, 3, 0, 0, packed);
    variable(&file, "large", NC_INT64, 1, &b);
    put(&file, 3, 0, 0, large);
    variable(&file, "larger", NC_UINT64, 1, &b);
    put(&file, 3, 0, 0, larger);
    variable(&file, "words", NC_STRING, 1, &a);
    put(&file, 2, 0, 0, words);
    variable(&file, "rows", NC_CHAR, 2, both);
    put(&file, 2, 3, 0, "ab \0cd");
    finish(&file);
    struct result r = opened("x.nc");
    struct fail f = { .code = 0 };
    long long whole[3];
    must_read(&r, "real", (const long[]){ 0, 0 }, (const long[]){ 2, 3 }, (const double[]){ 1, 2, 3, 4, 5, 6 }, 6);
    must_read(&r, "real", (const long[]){ 1, 1 }, (const long[]){ 1, 2 }, (const double[]){ 5, 6 }, 2);
    must_read(&r, "real", (const long[]){ 0, 2 }, (const long[]){ 2, 1 }, (const double[]){ 3, 6 }, 2);
    must_read(&r, "scaled", (const long[]){ 0 }, (const long[]){ 3 }, (const double[]){ 2, 2.5, NAN }, 3);
    must_read(&r, "moved", (const long[]){ 0 }, (const long[]){ 3 }, (const double[]){ 14, 15, 9 }, 3);
    ck_assert_int_eq(result_read_whole(&r, result_find(&r, "large"), (const long[]){ 0 }, (const long[]){ 3 }, whole, &f), 0);
    ck_assert_mem_eq(whole, large, sizeof large);
    ck_assert_int_eq(result_read_whole(&r, result_find(&r, "large"), (const long[]){ 1 }, (const long[]){ 2 }, whole, &f), 0);
    ck_assert_mem_eq(whole, large + 1, 2*sizeof *large);
    ck_assert_int_eq(result_read_whole(&r, result_find(&r, "larger"), (const long[]){ 0 }, (const long[]){ 3 }, whole, &f), 0);
    ck_assert_mem_eq(whole, larger, sizeof larger);
    const char *const *texts = result_texts(&r, result_find(&r, "words"), &arena, &f);
    ck_assert_ptr_nonnull(texts);
    ck_assert_str_eq(texts[0], "x");
    ck_assert_str_eq(texts[1], "two words");
    texts = result_texts(&r, result_find(&r, "rows"), &arena, &f);
    ck_assert_ptr_nonnull(texts);
    ck_assert_str_eq(texts[0], "ab");
    ck_assert_str_eq(texts[1], "");
    /* Beyond the end. */
    ck_assert_int_eq(result_read_whole(&r, result_find(&r, "large"), (const long[]){ 2 }, (const long[]){ 2 }, whole, &f), -1);
    ck_assert_int_eq(f.code, EXIT_SYSTEM);
    done(&r);
}
END_TEST

/* ---- arrays of such files ---- */

static void must_refuse(const char *spec, const char *said)
{
    char whole[300], want[600];
    struct data d;
    struct fail f = { .code = 0 };
    snprintf(whole, sizeof whole, "%s/%s", folder, spec);
    snprintf(want, sizeof want, said, folder, folder);
    ck_assert_int_eq(data_read(whole, DATA_VALUES, &d, &f), -1);
    ck_assert_int_eq(f.code, EXIT_MODEL);
    ck_assert_str_eq(f.text, want);
}

START_TEST(arrays)
{
    struct file file = make("x.nc", 0);
    int two[5];
    for (int i = 0; i < 5; i++) {
        char name[] = "d0";
        name[1] = (char)('0' + i);
        two[i] = dim(&file, name, 2);
    }
    variable(&file, "a.G", NC_DOUBLE, 5, two);
    variable(&file, "b.G", NC_DOUBLE, 4, two + 1);
    finish(&file);
    file = make("none.nc", 0);
    finish(&file);
    file = make("one.nc", 0);
    variable(&file, "x", NC_INT, 0, NULL);
    file.nc->enddef(file.id);
    put(&file, 0, 0, 0, (const int[]){ 5 });
    finish(&file);
    must_refuse("x.nc:G", "%s/x.nc has several variables that end in '.G'; write the whole name");
    must_refuse("x.nc:a.G", "%s/x.nc: variable 'a.G' has more than 4 dimensions");
    must_refuse("x.nc", "%s/x.nc has a.G, b.G; say which, as in %s/x.nc:a.G");
    must_refuse("x.nc:H", "%s/x.nc has no variable 'H'; it has a.G, b.G");
    must_refuse("none.nc", "%s/none.nc has no variables");
    must_refuse("none.nc:x", "%s/none.nc has no variable 'x'; it has none");
    struct data d;
    struct fail f = { .code = 0 };
    ck_assert_msg(data_read(path_of("one.nc"), DATA_VALUES, &d, &f) == 0, "%s", f.text);
    ck_assert_int_eq(d.rank, 0);
    ck_assert_double_eq(d.values[0], 5);
    data_free(&d);
    char spec[220];
    snprintf(spec, sizeof spec, "%s:b.G", path_of("x.nc"));
    ck_assert_msg(data_read(spec, DATA_VALUES, &d, &f) == 0, "%s", f.text);
    ck_assert_int_eq(d.rank, 4);
    for (int i = 0; i < 4; i++)
        ck_assert_int_eq(d.shape[i], 2);
    data_free(&d);
}
END_TEST

Suite *suite_result(void)
{
    Suite *s = suite_create("result");
    TCase *t = tcase_create("result");
    tcase_add_checked_fixture(t, make_folder, remove_folder);
    tcase_add_test(t, all_of_a_file);
    tcase_add_test(t, values);
    tcase_add_test(t, arrays);
    suite_add_tcase(s, t);
    return s;
}
