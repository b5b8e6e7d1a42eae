/* unit_sink.c -- pieces of columns: which make rows, and where they end up. */
#include "folder.h"
#include "slabs.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

Suite *suite_sink(void);

enum { ROWS = 3, A = 2, B = 4 };        /* rows, and the dimensions of a cell */

static struct column columns[] = {
    { .name = "x", .kind = COLUMN_AXIS },
    { .name = "k", .kind = COLUMN_RESULT, .key = 1 },
    { .name = "m", .kind = COLUMN_RESULT, .rank = 2, .shape = { A, B } }
};
static struct table_dim dims[] = { { "x", ROWS } };
static double x[ROWS] = { 10, 20, 30 }, k[ROWS*2], m[ROWS*A*B];
static const double *const whole[] = { x, k, m };

static struct table table_of_all(const char *dir)
{
    for (int i = 0; i < ROWS*2; i++)
        k[i] = 100 + i;
    for (int i = 0; i < ROWS*A*B; i++)
        m[i] = i + 0.5;
    return (struct table){ .name = "t", .dir = dir, .rows = ROWS, .columns = columns, .column_count = 3,
                           .dims = dims, .dim_count = 1 };
}

/* Columns [from, to) of matrix m in row [row]. */
static struct slab strip(long row, long from, long to, double *room)
{
    for (long a = 0, at = 0; a < A; a++)
        for (long b = from; b < to; b++)
            room[at++] = m[(row*A + a)*B + b];
    return (struct slab){ .variable = 2, .series = -1, .first = { row, 0, from }, .count = { 1, A, to - from, 1, 1 }, .data = room };
}

/* Rows of x and k, and m in strips of all rows, the last first. */
static void give_strips(const struct table *t, int (*take)(void *to, const struct slab *slab), void *to)
{
    static const long cuts[] = { 0, 1, B };
    double room[A*B];
    for (int c = 0; c < 2; c++) {
        struct slab s = slab_of_rows(t, c, 0, ROWS, whole[c]);
        ck_assert_int_eq(take(to, &s), 0);
    }
    for (int i = 1; i >= 0; i--)
        for (long row = ROWS - 1; row >= 0; row--) {
            struct slab s = strip(row, cuts[i], cuts[i + 1], room);
            ck_assert_int_eq(take(to, &s), 0);
        }
}

static int give_sink(void *sink, const struct slab *slab)
{
    struct fail f = { 0 };
    int status = sink_take(sink, slab, 1, &f);
    ck_assert_msg(status == 0, "%s", f.text);
    return status;
}

START_TEST(rows)
{
    struct table t = table_of_all(NULL);
    struct rows_of r = rows_of(&t, whole, 1, 2);
    double room[A*B];
    ck_assert(slabs_make_rows(&t, r.slab, 3));
    ck_assert(!slabs_make_rows(&t, r.slab, 2));
    ck_assert(!slabs_make_rows(&t, r.slab + 1, 2));
    r.slab[1].count[0] = 1;
    ck_assert(!slabs_make_rows(&t, r.slab, 3));
    r = rows_of(&t, whole, 1, 1);
    r.slab[2] = strip(1, 0, B, room);
    ck_assert(slabs_make_rows(&t, r.slab, 3));
    r.slab[2] = strip(1, 1, B, room);
    ck_assert(!slabs_make_rows(&t, r.slab, 3));
}
END_TEST

START_TEST(memory)
{
    struct table t = table_of_all(NULL);
    struct cells cells = { 0 };
    struct sink s;
    struct fail f = { 0 };
    ck_assert_int_eq(sink_open(&s, &sink_memory, &t, &cells, &f), 0);
    give_strips(&t, give_sink, &s);
    sink_abandon(&s);
    ck_assert_mem_eq(cells.column[0], x, sizeof x);
    ck_assert_mem_eq(cells.column[1], k, sizeof k);
    ck_assert_mem_eq(cells.column[2], m, sizeof m);
    cells_close(&cells);
    cells_close(&cells);
}
END_TEST

START_TEST(lines_want_rows)
{
    static const struct sink_kind *const kinds[] = { &sink_csv, &sink_screen, &sink_netcdf, &sink_npy };
    struct table t = table_of_all(folder);
    struct fail f = { 0 };
    struct sink s;
    struct slab one = slab_of_rows(&t, 2, 0, ROWS, m);
    ck_assert_int_eq(sink_open(&s, kinds[_i], &t, NULL, &f), 0);
    ck_assert_int_eq(sink_take(&s, &one, 1, &f), -1);
    ck_assert_int_eq(f.code, EXIT_INTERNAL);
    sink_abandon(&s);
    sink_abandon(&s);
}
END_TEST

/* Keys are pairs of 32 bits, whole numbers end where those of 64 bits do. */
/* The sinks without a library are the others, in their order. */
START_TEST(plain_kinds_are_those_without_a_library)
{
    int plain = 0;
    for (int i = 0; sink_file_kinds[i]; i++)
        if (sink_file_kinds[i] != &sink_netcdf)
            ck_assert_ptr_eq(sink_file_kinds[i], sink_plain_kinds[plain++]);
    ck_assert_int_gt(plain, 1);
    ck_assert_ptr_null(sink_plain_kinds[plain]);
}
END_TEST

START_TEST(arrays)
{
    static struct column of[] = {
        { .name = "k", .kind = COLUMN_RESULT, .key = 1 }, { .name = "n", .kind = COLUMN_RESULT, .integer = 1 }
    };
    static const double keys[] = { 100, 101, 102, 103, 104, 4294967295 }, numbers[] = { NAN, 1e19, -1e19 };
    static const double *const data[] = { keys, numbers };
    struct table t = { .name = "t", .dir = folder, .rows = ROWS, .columns = of, .column_count = 2, .dims = dims, .dim_count = 1 };
    struct fail f = { 0 };
    struct sink s;
    ck_assert_int_eq(sink_open(&s, &sink_npy, &t, NULL, &f), 0);
    ck_assert_msg(take_rows(&s, data, 0, ROWS, &f) == 0 && commit_alone(&s, &f) == 0, "%s", f.text);
    ck_assert_str_eq(printed_in_folder("head -c 70 $(find . -name '*k.npy') | tail -c 60"),
                     "{'descr': '<u4', 'fortran_order': False, 'shape': (3, 2), } ");
    ck_assert_str_eq(printed_in_folder("tail -c 24 $(find . -name '*k.npy') | od -An -v -w4 -tu4 | tr -d ' ' | tr '\\n' ' '"),
                     "100 101 102 103 104 4294967295 ");
    ck_assert_str_eq(printed_in_folder("tail -c 24 $(find . -name '*n.npy') | od -An -v -w8 -td8 | tr -d ' ' | tr '\\n' ' '"),
                     "0 9223372036854775807 -9223372036854775808 ");
}
END_TEST

Suite *suite_sink(void)
{
    Suite *s = suite_create("sink");
    TCase *c = tcase_create("slabs");
    tcase_add_checked_fixture(c, make_folder, remove_folder);
    tcase_add_test(c, rows);
    tcase_add_test(c, memory);
    tcase_add_loop_test(c, lines_want_rows, 0, 4);
    tcase_add_test(c, arrays);
    tcase_add_test(c, plain_kinds_are_those_without_a_library);
    suite_add_tcase(s, c);
    return s;
}
