/* unit_source.c -- memory, files that are refused and why, places. */
#include "libcheck.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "source/source.h"
#include "suites.h"

static struct arena arena;
static char path[] = "/tmp/massc-unit-XXXXXX";

static void setup(void)
{
    strcpy(path, "/tmp/massc-unit-XXXXXX");
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    close(fd);
}

static void teardown(void)
{
    unlink(path);
    arena_free(&arena);
}

static struct source *read_bytes(const char *bytes, size_t n, const char **why)
{
    FILE *f = fopen(path, "wb");
    ck_assert_uint_eq(fwrite(bytes, 1, n, f), n);
    fclose(f);
    return source_read(path, &arena, why);
}

START_TEST(arena_is_zero_and_aligned)
{
    for (size_t n = 0; n < 3000; n += 7) {
        unsigned char *p = arena_alloc(&arena, n);
        ck_assert_ptr_nonnull(p);
        ck_assert_uint_eq((size_t)p % sizeof(double), 0);
        size_t zeros = 0;
        while (zeros < n && !p[zeros])
            zeros++;
        ck_assert_uint_eq(zeros, n);
        memset(p, 255, n);
    }
    memset(arena_alloc(&arena, 1 << 20), 255, 1 << 20);
    ck_assert_str_eq(arena_print(&arena, "%s-%d", "a", 3), "a-3");
    ck_assert_str_eq(arena_copy(&arena, "abcdef", 3), "abc");
}
END_TEST

START_TEST(reads)
{
    const char *why = NULL;
    struct source *src = read_bytes("model m\n", 8, &why);
    ck_assert_ptr_nonnull(src);
    ck_assert_str_eq(src->text, "model m\n");
    ck_assert_int_eq(src->len, 8);
    ck_assert_str_eq(src->path, path);
    src = read_bytes("", 0, &why);
    ck_assert_int_eq(src->len, 0);
    src = read_bytes("\xef\xbb\xbfuse m", 8, &why);     /* a byte order mark */
    ck_assert_str_eq(src->text, "use m");
    src = read_bytes("a\r\n\t# \xc3\xa9 \xe2\x80\x93 \xf0\x9f\x98\x80", 17, &why);
    ck_assert_ptr_nonnull(src);
}
END_TEST

static const struct { const char *bytes; size_t n; const char *why; } refused[] = {
    { "model M\rend\r", 12, "ends its lines in carriage returns alone; save it with line feeds" },
    { "a\nb\n\0", 5, "is not text: byte 0x00 in line 3" },
    { "\x1b[0m", 4, "is not text: byte 0x1b in line 1" },
    { "\n\xff", 2, "is not text: byte 0xff in line 2; save it as UTF-8" },
    { "\xc3", 1, "is not text: byte 0xc3 in line 1; save it as UTF-8" },
    { "\xc0\x80", 2, "is not text: byte 0xc0 in line 1; save it as UTF-8" },          /* longer than needed */
    { "\xed\xa0\x80", 3, "is not text: byte 0xed in line 1; save it as UTF-8" },      /* surrogate */
    { "\xf4\x90\x80\x80", 4, "is not text: byte 0xf4 in line 1; save it as UTF-8" },  /* above U+10FFFF */
    { "\x7f" "ELF", 4, "is not text: byte 0x7f in line 1" }
};

START_TEST(refuses_bytes)
{
    const char *why = NULL;
    ck_assert_ptr_null(read_bytes(refused[_i].bytes, refused[_i].n, &why));
    ck_assert_str_eq(why, refused[_i].why);
}
END_TEST

START_TEST(refuses_files)
{
    const char *why = NULL;
    ck_assert_ptr_null(source_read("/tmp/massc/no/such/file", &arena, &why));
    ck_assert_str_eq(why, "no such file");
    ck_assert_ptr_null(source_read("/tmp", &arena, &why));
    ck_assert_str_eq(why, "is a directory, not a model file");
    ck_assert_ptr_null(source_read("/dev/zero", &arena, &why));
    ck_assert_str_eq(why, "is a device, not a model file");
    ck_assert_int_eq(truncate(path, (8 << 20) + 1), 0);
    ck_assert_ptr_null(source_read(path, &arena, &why));
    ck_assert_ptr_nonnull(strstr(why, "larger than 8 MiB"));
    chmod(path, 0);
    if (access(path, R_OK)) {                           /* root may read it all the same */
        ck_assert_ptr_null(source_read(path, &arena, &why));
        ck_assert_str_eq(why, "cannot be read: permission denied");
    }
}
END_TEST

static const struct { int byte, line, column, bol, eol; } places[] = {
    { 0, 1, 1, 0, 2 }, { 1, 1, 2, 0, 2 }, { 2, 1, 3, 0, 2 }, { 3, 2, 1, 3, 3 },
    { 4, 3, 1, 4, 7 }, { 8, 3, 5, 4, 7 }, { 9, 4, 1, 9, 10 }, { 10, 4, 2, 9, 10 },
    { 99, 4, 2, 9, 10 }, { -1, 1, 1, 0, 2 }
};

START_TEST(finds_places)
{
    struct source *src = source_text("<text>", "ab\n\nabc\r\nx", 10, &arena);
    struct place at = source_place(src, places[_i].byte);
    ck_assert_int_eq(at.line, places[_i].line);
    ck_assert_int_eq(at.column, places[_i].column);
    ck_assert_int_eq(at.bol, places[_i].bol);
    ck_assert_int_eq(at.eol, places[_i].eol);
}
END_TEST

Suite *suite_source(void)
{
    Suite *s = suite_create("source");
    TCase *t = tcase_create("source");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, arena_is_zero_and_aligned);
    tcase_add_test(t, reads);
    tcase_add_loop_test(t, refuses_bytes, 0, sizeof refused/sizeof *refused);
    tcase_add_test(t, refuses_files);
    tcase_add_loop_test(t, finds_places, 0, sizeof places/sizeof *places);
    suite_add_tcase(s, t);
    return s;
}
