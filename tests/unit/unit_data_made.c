/* unit_data_made.c -- NumPy's heads and zip archives as others might make them, byte by byte. */
#include "data_files.h"
#include <stdint.h>
#include <zlib.h>

Suite *suite_data_made(void);

static unsigned char made[80000];
static size_t used;

static void add(const void *bytes, size_t n)
{
    ck_assert_uint_le(used + n, sizeof made);
    memcpy(made + used, bytes, n);
    used += n;
}

/* The lowest [bytes] bytes of a number. */
static void add_number(uint32_t x, int bytes)
{
    for (; bytes-- > 0; x >>= 8)
        made[used++] = (unsigned char)x;
}

/* ---- heads ---- */

#define DESCRIBED(type, shape) "{'descr': '" type "', 'fortran_order': False, 'shape': " shape ", }"

/* Of a version, padded to [length], in front of values. */
static void put_npy(int version, const char *header, size_t length, const void *values, size_t size)
{
    used = 0;
    add("\x93NUMPY", 6);
    add_number((uint32_t)version, 2);
    add_number((uint32_t)length, version == 1 ? 2 : 4);
    add(header, strlen(header));
    while (used < length + (version == 1 ? 10 : 12))
        add(" ", 1);
    add(values, size);
    put("array.npy", made, used);
}

START_TEST(long_heads)
{
    static const struct { int version; size_t length; } heads[] = {
        { 1, 60 }, { 1, 255 }, { 1, 256 }, { 1, 4086 }, { 1, 4087 }, { 1, 65535 }, { 2, 60 }, { 2, 256 }, { 3, 65536 }, { 2, 70001 }
    };
    double want = -2.5;
    for (size_t i = 0; i < sizeof heads/sizeof *heads; i++) {
        put_npy(heads[i].version, DESCRIBED("<f8", "(1,)"), heads[i].length, &want, sizeof want);
        check_data(read_good(""), "1", &want);
    }
}
END_TEST

START_TEST(heads_cut_short)
{
    for (size_t size = 6; size < 10; size++) {
        put("array.npy", "\x93NUMPY\1\0\0\0", size);
        check_failure("", 3, "FILE: the file is truncated");
    }
    for (size_t size = 8; size < 12; size++) {
        put("array.npy", "\x93NUMPY\2\0\0\0\0\0", size);
        check_failure("", 3, "FILE: the file is truncated");
    }
    put("array.npy", "\x93NUMPY\1\0\0\0", 10);
    check_failure("", 1, "FILE: its type () is not one number each");
    put("array.npy", "\x93NUMPY\3\0\0\0\0\0", 12);
    check_failure("", 1, "FILE: its type () is not one number each");
    put("array.npy", "\x93NUMPY\0\0\0\0\0\0", 12);
    check_failure("", 3, "FILE: unknown version of NumPy's format");
    put("array.npy", "\x93NUMPY\1\0\2\0 ", 11);
    check_failure("", 3, "FILE: the file is truncated in its header");
    put_npy(1, DESCRIBED("<f8", "()"), 60, "", 0);
    check_failure("", 3, "FILE: the file is truncated: it holds 0 values of its array");
    put_npy(1, DESCRIBED("<f8", "(2,)"), 60, "0123456789abcde", 15);
    check_failure("", 3, "FILE: the file is truncated: it holds 1 values of its array");
}
END_TEST

START_TEST(types_and_shapes)
{
    static const struct { const char *header; int code; const char *message; } cases[] = {
        { DESCRIBED(">u2", "(1,)"), 1, "FILE: its values are big-endian; save them with .astype('<u2')" },
        { DESCRIBED(">i8", "(1,)"), 1, "FILE: its values are big-endian; save them with .astype('<i8')" },
        { DESCRIBED("<f2", "(1,)"), 1, "FILE: numbers of type f2 cannot be read; save them with .astype('<f8')" },
        { DESCRIBED("<f16", "(1,)"), 1, "FILE: numbers of type f16 cannot be read; save them with .astype('<f8')" },
        { DESCRIBED("<f1", "(1,)"), 1, "FILE: numbers of type f1 cannot be read; save them with .astype('<f8')" },
        { DESCRIBED("|b2", "(1,)"), 1, "FILE: numbers of type b2 cannot be read; save them with .astype('<f8')" },
        { DESCRIBED("<i3", "(1,)"), 1, "FILE: numbers of type i3 cannot be read; save them with .astype('<f8')" },
        { DESCRIBED("<u16", "(1,)"), 1, "FILE: numbers of type u16 cannot be read; save them with .astype('<f8')" },
        { DESCRIBED("|S8", "(1,)"), 1, "FILE: numbers of type S8 cannot be read; save them with .astype('<f8')" },
        { "{'descr': [('a name of a field that goes on and on and on until it is cut', '<f8')], 'shape': (1,)}", 1,
          "FILE: its type ([('a name of a field that goes on and on and on until it is ) is not one number each" },
        { "{'shape': (1,)}", 1, "FILE: its type () is not one number each" },
        { DESCRIBED("<f8", "(-1,)"), 3, "FILE: damaged: its shape is not one" },
        { DESCRIBED("<f8", "(0,)"), 1, "FILE: the array is empty" },
        { DESCRIBED("<f8", "(2, 0, 2)"), 1, "FILE: the array is empty" },
        { DESCRIBED("<f8", "(1, 1, 1, 1, 1, 1)"), 1, "FILE: it has more than 5 dimensions" },
        { "{'descr': '<f8'}", 3, "FILE: damaged: its header has no shape" },
        { DESCRIBED("<f8", "[1]"), 3, "FILE: damaged: its header has no shape" },
    };
    double one = 7;
    for (size_t i = 0; i < sizeof cases/sizeof *cases; i++) {
        put_npy(1, cases[i].header, 118, &one, sizeof one);
        check_failure("", cases[i].code, cases[i].message);
    }
    put_npy(1, DESCRIBED(">u1", "(1, 1, 1, 1)"), 118, "\xfe", 1);
    check_data(read_good(""), "1 1 1 1", (double[]){ 254 });
    put_npy(1, DESCRIBED("|b1", "(2,)"), 118, "\0\2", 2);
    check_data(read_good(""), "2", (double[]){ 0, 1 });
    put_npy(1, "{ 'shape' : ( 1 , ) ,'descr' :  '<f8'}", 118, &one, sizeof one);
    check_data(read_good(""), "1", &one);
    put_npy(1, DESCRIBED("<f8", "(1,)"), 118, "01234567 and more", 17);
    struct data d = read_good("");
    ck_assert_mem_eq(d.values, "01234567", 8);
    data_free(&d);
}
END_TEST

START_TEST(places)
{
    static const struct { int rank; long shape[4], index; const char *place; } cases[] = {
        { 0, { 0 }, 0, "value 1" }, { 1, { 5 }, 0, "value 1" }, { 1, { 5 }, 4, "value 5" },
        { 2, { 2, 3 }, 0, "row 1, column 1" }, { 2, { 2, 3 }, 5, "row 2, column 3" }, { 2, { 2, 3 }, 2, "row 1, column 3" },
        { 3, { 2, 3, 4 }, 12 + 4 + 3, "element [2, 2, 4]" },
        { 4, { 2, 3, 4, 5 }, ((1*3 + 2)*4 + 1)*5 + 3, "element [2, 3, 2, 4]" },
    };
    for (size_t i = 0; i < sizeof cases/sizeof *cases; i++) {
        struct data d = { .rank = cases[i].rank };
        char place[60];
        memcpy(d.shape, cases[i].shape, sizeof d.shape);
        data_place(&d, cases[i].index, place, sizeof place);
        ck_assert_str_eq(place, cases[i].place);
    }
}
END_TEST

/* ---- archives ---- */

/* Text members, stored; what may be odd of each. */
struct member { const char *name, *text; unsigned flags, method; int extra, comment, wrong; };

static void add_fields(const struct member *m, int in_directory)
{
    size_t size = strlen(m->text);
    add_number(20, 2);
    add_number(m->flags, 2);
    add_number(m->method, 2);
    add_number(0, 4);
    add_number((uint32_t)crc32(0, (const unsigned char *)m->text, (unsigned)size) + (uint32_t)m->wrong, 4);
    add_number((uint32_t)size, 4);
    add_number((uint32_t)size, 4);
    add_number((uint32_t)strlen(m->name), 2);
    add_number((uint32_t)(in_directory ? m->extra : 2*m->extra), 2);
}

static void add_blanks(int n)
{
    while (n-- > 0)
        add("P", 1);
}

static void put_zip(const char *name, const struct member *list, int count, int comment)
{
    size_t at[16];
    used = 0;
    for (int i = 0; i < count; i++) {
        at[i] = used;
        add("PK\3\4", 4);
        add_fields(&list[i], 0);
        add(list[i].name, strlen(list[i].name));
        add_blanks(2*list[i].extra);
        add(list[i].text, strlen(list[i].text));
    }
    uint32_t directory = (uint32_t)used;
    for (int i = 0; i < count; i++) {
        add("PK\1\2", 4);
        add_number(20, 2);
        add_fields(&list[i], 1);
        add_number((uint32_t)list[i].comment, 2);
        add_number(0, 4);
        add_number(0, 4);
        add_number((uint32_t)at[i], 4);
        add(list[i].name, strlen(list[i].name));
        add_blanks(list[i].extra + list[i].comment);
    }
    add("PK\5\6", 4);
    add_number(0, 4);
    add_number((uint32_t)count, 2);
    add_number((uint32_t)count, 2);
    add_number((uint32_t)used - directory, 4);
    add_number(directory, 4);
    add_number((uint32_t)comment, 2);
    add_blanks(comment);
    put(name, made, used);
}

START_TEST(members)
{
    static const struct member list[] = {
        { .name = "sc/", .text = "" }, { .name = "sc/weights.csv", .text = "1,2\n3,4\n", .extra = 3, .comment = 5 },
        { .name = "sc/.csv", .text = "5\n" }, { .name = "x.y.txt", .text = "6\n7\n" }, { .name = "two/weights.txt", .text = "8\n" },
        { .name = "words", .text = "one\n", .extra = 1 },
    };
    double weights[] = { 1, 2, 3, 4 }, y[] = { 6, 7 };
    static const int comments[] = { 0, 1, 300, 65535 };
    for (int i = 0; i < 4; i++) {
        put_zip("sc.zip", list, 6, comments[i]);
        check_data(read_good(":weights"), "2 2", weights);              /* the first of two */
    }
    check_data(read_good(":weights.csv"), "2 2", weights);
    check_data(read_good(":sc/weights.csv"), "2 2", weights);
    check_data(read_good(":two/weights.txt"), "1", (double[]){ 8 });
    check_data(read_good(":weights.txt"), "1", (double[]){ 8 });
    check_data(read_good(":.csv"), "1", (double[]){ 5 });
    check_data(read_good(":x.y"), "2", y);
    check_failure(":x", 1, "FILE has no member 'x'; it has weights, .csv, x.y, weights, words");
    check_failure(":sc/", 1, "FILE has no member 'sc/'; it has weights, .csv, x.y, weights, words");
    check_failure("", 1, "FILE has weights, .csv, x.y, weights, words; say which, as in FILE:weights");
    check_failure(":words", 1, "FILE:words:1:1: 'one' is not a number");
    put_zip("one.zip", list, 2, 0);
    check_data(read_good(""), "2 2", weights);
    put_zip("none.zip", list, 1, 0);
    check_failure(":a", 1, "FILE has no member 'a'; it has none");
    put_zip("none.zip", list, 0, 0);
    check_failure("", 1, "FILE has no members");
    check_failure(":a", 1, "FILE has no member 'a'; it has none");
}
END_TEST

START_TEST(many_members)
{
    static const char name[] = "a_name_of_forty_letters_and_then_some_more.txt";
    struct member list[16];
    char said[800] = "FILE has no member 'x'; it has ";
    for (int i = 0; i < 16; i++)
        list[i] = (struct member){ .name = name, .text = "1" };
    /* 40 letters of each and a comma: behind the 14th less than 50 of 600 bytes are left. */
    for (int i = 0; i < 14; i++)
        sprintf(said + strlen(said), "%s%.40s", i ? ", " : "", name);
    put_zip("many.zip", list, 16, 0);
    check_failure(":x", 1, said);
}
END_TEST

START_TEST(members_that_cannot_be_read)
{
    static const struct { struct member m; const char *said; } cases[] = {
        { { .name = "a", .text = "1", .flags = 1 }, "FILE: member 'a' is encrypted or packed in a way that is not known" },
        { { .name = "a", .text = "1", .flags = 2049 }, "FILE: member 'a' is encrypted or packed in a way that is not known" },
        { { .name = "a", .text = "1", .method = 12 }, "FILE: member 'a' is encrypted or packed in a way that is not known" },
        { { .name = "a", .text = "1", .method = 8 }, "FILE: the archive is damaged or truncated" },
        { { .name = "a", .text = "1", .wrong = 1 }, "FILE: the archive is damaged or truncated" },
    };
    for (size_t i = 0; i < sizeof cases/sizeof *cases; i++) {
        put_zip("a.zip", &cases[i].m, 1, 0);
        check_failure(":a", 3, cases[i].said);
    }
    const struct member fine = { .name = "a", .text = "1", .flags = 2048 };
    put_zip("a.zip", &fine, 1, 0);
    check_data(read_good(""), "1", (double[]){ 1 });
    memset(made + used - 6, 0xff, 4);                   /* where its directory would be beyond 4 GiB */
    put("a.zip", made, used);
    check_failure(":a", 3, "FILE: archives over 4 GiB cannot be read; save the array as .npy");
    put("a.zip", "PK\3\4", 4);
    check_failure(":a", 3, "FILE: the archive is damaged or truncated");
}
END_TEST

/* ---- names of files ---- */

START_TEST(paths)
{
    static const struct { const char *spec; size_t length; } cases[] = {
        { "a", 1 }, { "a.csv", 5 }, { "a.csv:x", 5 }, { "a.CSV:x:y", 5 }, { "a:b.csv:x", 7 }, { "a.tsv:b.csv:x", 5 },
        { "a.txt:x", 5 }, { "a.tab:x", 5 }, { "a.dat:x", 5 }, { "a.npy:x", 5 }, { "a.npz:x", 5 }, { "a.zip:x", 5 },
        { "a.nc:x", 4 }, { "a.nc4:x", 5 }, { "a.cdf:x", 5 }, { "a:x", 3 }, { ".csv:x", 6 }, { "a.csv:", 5 }, { ":", 1 },
    };
    for (size_t i = 0; i < sizeof cases/sizeof *cases; i++)
        ck_assert_msg(data_path_length(cases[i].spec) == cases[i].length, "%s: %zu", cases[i].spec,
                      data_path_length(cases[i].spec));
    put_text("one:two:three", "x,y\n1,2\n");            /* of the names that are a file the first */
    check_data(read_good(":y"), "1", (double[]){ 2 });
    check_failure(":", 1, "FILE has the columns x, y; say which, as in FILE:x, or put # before their names to take all");
}
END_TEST

Suite *suite_data_made(void)
{
    Suite *suite = suite_create("data_made");
    TCase *files = tcase_create("files");
    tcase_add_checked_fixture(files, make_folder, remove_folder);
    tcase_add_test(files, long_heads);
    tcase_add_test(files, heads_cut_short);
    tcase_add_test(files, types_and_shapes);
    tcase_add_test(files, places);
    tcase_add_test(files, members);
    tcase_add_test(files, many_members);
    tcase_add_test(files, members_that_cannot_be_read);
    tcase_add_test(files, paths);
    suite_add_tcase(suite, files);
    return suite;
}
