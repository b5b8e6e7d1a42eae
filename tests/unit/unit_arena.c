/* unit_arena.c -- memory of one owner, and what is released when something is raised. */
#include "base/arena.h"
#include "base/guard.h"
#include "libcheck.h"
#include <stdalign.h>
#include <stdint.h>
#include <string.h>
#include "suites.h"

static int is_all(const unsigned char *bytes, size_t size, int value)
{
    for (size_t k = 0; k < size; k++)
        if (bytes[k] != value)
            return 0;
    return 1;
}

/* Sizes on both sides of what an arena's blocks hold and halve. */
START_TEST(nothing_overlaps)
{
    static const size_t sizes[] = { 0, 1, 15, 16, 17, 100, 4096, 16383, 16384, 16385, 3, 65535, 65536, 65537, 8, 200000, 1, 40000, 30000, 7 };
    enum { COUNT = sizeof sizes/sizeof *sizes };
    struct arena a = { 0 };
    unsigned char *room[2*COUNT];
    for (size_t i = 0; i < 2*COUNT; i++) {
        size_t size = sizes[i % COUNT];
        room[i] = arena_alloc(&a, size);
        ck_assert_uint_eq((uintptr_t)room[i] % alignof(max_align_t), 0);
        ck_assert(is_all(room[i], size, 0));
        memset(room[i], (int)i + 1, size);
    }
    for (size_t i = 0; i < 2*COUNT; i++)
        ck_assert(is_all(room[i], sizes[i % COUNT], (int)i + 1));
    arena_free(&a);
    ck_assert_ptr_null(a.newest);
}
END_TEST

START_TEST(arrays_grow)
{
    struct arena a = { 0 };
    struct three { char bytes[3]; } *array = NULL;
    int count = 0;
    for (int i = 0; i < 300; i++) {
        struct three *one = ARENA_PUSH(&a, array, count);
        ck_assert_int_eq(count, i + 1);
        *one = (struct three){ { (char)i, (char)(i >> 8), 1 } };
        memset(arena_alloc(&a, 5), 0xff, 5);            /* something behind it */
    }
    for (int i = 0; i < 300; i++)
        ck_assert(array[i].bytes[0] == (char)i && array[i].bytes[1] == i >> 8 && array[i].bytes[2] == 1);
    arena_free(&a);
}
END_TEST

START_TEST(texts)
{
    static const long list[] = { 2, -3, 4 };
    struct arena a = { 0 };
    ck_assert_str_eq(arena_join(&a, list, 0, " x "), "");
    ck_assert_str_eq(arena_join(&a, list, 1, " x "), "2");
    ck_assert_str_eq(arena_join(&a, list, 3, " x "), "2 x -3 x 4");
    ck_assert_str_eq(arena_copy(&a, "abc", 2), "ab");
    ck_assert_str_eq(arena_copy(&a, NULL, 0), "");
    ck_assert_str_eq(arena_print(&a, "%s", ""), "");
    ck_assert_str_eq(arena_print(&a, "%d %s", 7, "x"), "7 x");
    char *longer = arena_print(&a, "%0100000d", 5);
    ck_assert(strlen(longer) == 100000 && longer[0] == '0' && longer[99999] == '5');
    arena_free(&a);
}
END_TEST

/* ---- guards ---- */

/* What was released, in order. */
static char released[20];

struct kept {
    char letter;
    struct held held;
};

static void release(struct held *h)
{
    const struct kept *k = (void *)((char *)h - offsetof(struct kept, held));
    strncat(released, &k->letter, 1);
}

static struct kept a = { .letter = 'a' }, b = { .letter = 'b' }, c = { .letter = 'c' }, d = { .letter = 'd' }, e = { .letter = 'e' };

static void holds(void *user)
{
    guard_hold(&a.held, release);
    guard_hold(&b.held, release);
    guard_hold(&c.held, release);
    guard_hold(&d.held, release);
    guard_drop(&c.held);
    guard_drop(&c.held);            /* twice does no harm */
    guard_drop(&d.held);
    guard_free(NULL);
    memset(guard_alloc(10), 1, 10);
    guard_free(guard_alloc(20));
    if (*(const int *)user)
        guard_raise(*(const int *)user, "it rains");
}

START_TEST(what_is_held_is_released)
{
    struct guard g;
    int code = 7;
    released[0] = '\0';
    ck_assert_int_eq(guard_call(&g, holds, &code), -1);
    ck_assert_int_eq(g.code, 7);
    ck_assert_str_eq(g.text, "it rains");
    ck_assert_str_eq(released, "ba");
    ck_assert_ptr_null(a.held.link);
}
END_TEST

static void keeps(void *user)
{
    (void)user;
    guard_hold(&a.held, release);
    guard_hold(&b.held, release);
}

/* What came through well is its owner's. */
START_TEST(what_ends_well_is_kept)
{
    struct guard g;
    released[0] = '\0';
    ck_assert_int_eq(guard_call(&g, keeps, NULL), 0);
    ck_assert_int_eq(g.code, 0);
    ck_assert_str_eq(released, "");
    ck_assert(!a.held.link && !b.held.link);
    guard_hold(&a.held, release);           /* without a guard */
    ck_assert_ptr_null(a.held.link);
    guard_drop(&a.held);
}
END_TEST

static void nests(void *user)
{
    struct guard inner;
    guard_hold(&e.held, release);
    if (guard_call(&inner, holds, user))
        guard_raise_again(&inner);
    guard_raise(9, "only here");
}

START_TEST(guards_nest)
{
    struct guard g;
    int code = 5;
    released[0] = '\0';
    ck_assert_int_eq(guard_call(&g, nests, &code), -1);
    ck_assert_int_eq(g.code, 5);
    ck_assert_str_eq(g.text, "it rains");
    ck_assert_str_eq(released, "bae");
    guard_hold(&a.held, release);           /* the outermost is gone, too */
    ck_assert_ptr_null(a.held.link);
}
END_TEST

Suite *suite_arena(void)
{
    Suite *s = suite_create("arena");
    TCase *t = tcase_create("arena");
    tcase_add_test(t, nothing_overlaps);
    tcase_add_test(t, arrays_grow);
    tcase_add_test(t, texts);
    tcase_add_test(t, what_is_held_is_released);
    tcase_add_test(t, what_ends_well_is_kept);
    tcase_add_test(t, guards_nest);
    suite_add_tcase(s, t);
    return s;
}
