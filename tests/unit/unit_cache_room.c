/* unit_cache_room.c -- what a cache removes, what it leaves alone, and when. */
#include "caches.h"
#include <time.h>
#include <utime.h>

Suite *suite_cache_room(void);

#define KEY(c) "0123456789abcdef0123456789abcde" c

static void plant(const struct cache *c, const char *name, long mb, long age)
{
    char path[CACHE_PATH + 100];
    snprintf(path, sizeof path, "%s/%s", c->dir, name);
    fclose(fopen(path, "w"));
    ck_assert_int_eq(truncate(path, mb << 20), 0);      /* sparse */
    struct utimbuf t = { time(NULL) - age, time(NULL) - age };
    ck_assert_int_eq(utime(path, &t), 0);
}

static int exists(const struct cache *c, const char *name)
{
    char path[CACHE_PATH + 100];
    snprintf(path, sizeof path, "%s/%s", c->dir, name);
    return access(path, F_OK) == 0;
}

/* An entry of a few bytes, published the usual way. */
static void publish(const struct cache *c, const char *key, const char *bytes, size_t size)
{
    char scratch[CACHE_PATH];
    cache_scratch(c, key, scratch);
    ck_assert_int_eq(cache_write(scratch, bytes, size), 0);
    cache_publish(c, key, scratch);
    ck_assert_int_eq(access(scratch, F_OK), -1);
}

START_TEST(old_entries_make_room)
{
    struct cache c = caches_open();
    plant(&c, KEY("0") ".so", 100, 50000);
    plant(&c, KEY("1") ".so", 90, 90000);
    plant(&c, KEY("2") ".so", 80, 10);
    plant(&c, KEY("3") ".tmp-00ff.c", 0, 5000);         /* of a run that was killed */
    plant(&c, KEY("4") ".tmp-00ff.c", 0, 10);           /* of one that may go on */
    plant(&c, "my-own-file.so", 1, 1000000);
    publish(&c, KEY("f"), "x", 1);
    ck_assert(exists(&c, KEY("0") ".so") && !exists(&c, KEY("1") ".so"));
    ck_assert(exists(&c, KEY("2") ".so"));
    ck_assert(!exists(&c, KEY("3") ".tmp-00ff.c") && exists(&c, KEY("4") ".tmp-00ff.c"));
    ck_assert(exists(&c, "my-own-file.so"));
}
END_TEST

static long long age_of(const struct cache *c, const char *name)
{
    char path[CACHE_PATH + 100];
    struct stat st;
    snprintf(path, sizeof path, "%s/%s", c->dir, name);
    ck_assert_int_eq(stat(path, &st), 0);
    return (long long)(time(NULL) - st.st_mtime);
}

/* Up to 256 MB all stay; of more the oldest go until no more than 192 MB are left. */
START_TEST(as_much_leaves_as_has_to)
{
    struct cache c = caches_open();
    plant(&c, KEY("5") ".so", 64, 400);
    plant(&c, KEY("6") ".so", 64, 300);
    plant(&c, KEY("7") ".so", 64, 500);
    plant(&c, KEY("8") ".so", 63, 100);
    publish(&c, KEY("9"), "x", 1);                      /* 255 MB and little */
    ck_assert(exists(&c, KEY("5") ".so") && exists(&c, KEY("6") ".so") && exists(&c, KEY("7") ".so"));
    plant(&c, KEY("a") ".so", 1, 50);
    publish(&c, KEY("9"), "y", 1);                      /* now more than 256 */
    ck_assert(exists(&c, KEY("8") ".so") && exists(&c, KEY("9") ".so") && exists(&c, KEY("a") ".so"));
    ck_assert(exists(&c, KEY("6") ".so") && !exists(&c, KEY("7") ".so"));
    ck_assert(!exists(&c, KEY("5") ".so"));             /* 192 MB and little were too much as well */
}
END_TEST

/* The 256 MB may be full to the last byte. */
START_TEST(as_much_stays_as_may)
{
    struct cache c = caches_open();
    size_t size;
    plant(&c, KEY("0") ".so", 255, 400);
    char path[CACHE_PATH], *bytes = calloc(1, 1 << 20);
    cache_file(&c, KEY("0"), "so", path);
    publish(&c, KEY("1"), bytes, (1 << 20) - (size_t)_i);       /* 32 bytes of a seal are added */
    ck_assert_int_eq(exists(&c, KEY("0") ".so"), _i >= 32);
    ck_assert(exists(&c, KEY("1") ".so"));
    void *back = cache_read(&c, KEY("1"), &size);
    ck_assert_ptr_nonnull(back);
    ck_assert_uint_eq(size, (1 << 20) - (size_t)_i);
    free(back);
    free(bytes);
}
END_TEST

/* Many small ones: all are seen, the younger half is kept. */
START_TEST(many_entries_make_room)
{
    enum { MANY = 300 };
    struct cache c = caches_open();
    char name[60];
    for (int i = 0; i < MANY; i++) {
        snprintf(name, sizeof name, "%032x.so", i*7 % MANY);
        plant(&c, name, 1, 1000 + (i*7 % MANY)*100);       /* far apart: planting takes its time, too */
    }
    publish(&c, KEY("0"), "x", 1);
    for (int i = 0; i < MANY; i++) {
        snprintf(name, sizeof name, "%032x.so", i);
        ck_assert_msg(exists(&c, name) == (i < 191), "entry %d", i);
    }
}
END_TEST

/* Not named as ours are: kept, and not counted. */
START_TEST(files_of_others_are_left_alone)
{
    static const char *const names[] = {
        "notes", "0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcde.so",
        "0123456789abcdef0123456789abcdef0.so", "0123456789ABCDEF0123456789ABCDEF.so",
        "0123456789abcdef0123456789abcdefg.tmp-1", "backup.tmp-00ff.c",
        "0123456789abcdef0123456789abcdef.a-name-that-is-longer-than-any-of-a-cache-by-far-0123456789",
    };
    struct cache c = caches_open();
    plant(&c, names[_i], 300, 90000);
    plant(&c, KEY("0") ".so", 10, 80000);
    publish(&c, KEY("1"), "x", 1);
    ck_assert(exists(&c, names[_i]) && exists(&c, KEY("0") ".so") && exists(&c, KEY("1") ".so"));
}
END_TEST

/* What a run leaves that was killed goes after an hour; entries do not for their age. */
START_TEST(orphans_leave)
{
    struct cache c = caches_open();
    plant(&c, KEY("0") ".tmp-00ff.c", 0, 3500);
    plant(&c, KEY("1") ".tmp-00ff.c", 0, 3700);
    plant(&c, KEY("2") ".so", 0, 370000);
    publish(&c, KEY("3"), "x", 1);
    ck_assert(exists(&c, KEY("0") ".tmp-00ff.c") && !exists(&c, KEY("1") ".tmp-00ff.c"));
    ck_assert(exists(&c, KEY("2") ".so"));
}
END_TEST

/* Its use makes an entry young, but not at once: a disk is not written for every run. */
START_TEST(use_makes_young)
{
    static const struct { long age; int young; } cases[] = { { 100, 0 }, { 86000, 0 }, { 87000, 1 }, { 1000000, 1 } };
    struct cache c = caches_open();
    char path[CACHE_PATH];
    size_t size = 0;
    publish(&c, KEY("0"), "some bytes", 10);
    cache_file(&c, KEY("0"), "so", path);
    struct utimbuf then = { time(NULL) - cases[_i].age, time(NULL) - cases[_i].age };
    ck_assert_int_eq(utime(path, &then), 0);
    char *bytes = cache_read(&c, KEY("0"), &size);
    ck_assert_ptr_nonnull(bytes);
    ck_assert_uint_eq(size, 10);
    ck_assert_int_eq(memcmp(bytes, "some bytes", 10), 0);
    free(bytes);
    long long age = age_of(&c, KEY("0") ".so");
    ck_assert(cases[_i].young ? age < 60 : age >= cases[_i].age && age < cases[_i].age + 60);
}
END_TEST

/* An object of no bytes is none: the seal alone is not taken. */
START_TEST(a_seal_alone_is_no_entry)
{
    struct cache c = caches_open();
    size_t size;
    publish(&c, KEY("0"), "", 0);
    ck_assert(exists(&c, KEY("0") ".so"));
    ck_assert_ptr_null(cache_read(&c, KEY("0"), &size));
    ck_assert(!exists(&c, KEY("0") ".so"));
    publish(&c, KEY("0"), "x", 1);
    char *bytes = cache_read(&c, KEY("0"), &size);
    ck_assert_ptr_nonnull(bytes);
    ck_assert(size == 1 && *bytes == 'x');
    free(bytes);
}
END_TEST

/* A file of its own over the limit is not read at all. */
START_TEST(too_large_a_file_is_none)
{
    struct cache c = caches_open();
    char path[CACHE_PATH];
    size_t size;
    plant(&c, KEY("0") ".so", 257, 10);
    cache_file(&c, KEY("0"), "so", path);
    ck_assert_ptr_null(cache_slurp(path, &size));
    ck_assert_ptr_null(cache_read(&c, KEY("0"), &size));
}
END_TEST

/* A folder for one run goes with what is in it; a home's stays; nothing is published to the first. */
START_TEST(a_temporary_folder_goes)
{
    struct cache c;
    struct fail f = { 0 };
    char path[CACHE_PATH];
    setenv("TMPDIR", _i ? "relative" : texts_home, 1);
    ck_assert_int_eq(cache_open(&c, 1, &f), 0);
    ck_assert(c.temporary && strncmp(c.dir, _i ? "/tmp/massc-" : texts_home, 11) == 0);
    cache_scratch(&c, KEY("0"), path);
    ck_assert_int_eq(cache_write(path, "x", 1), 0);
    ck_assert_int_eq(cache_write(path, "y", 1), -1);    /* it is there */
    cache_publish(&c, KEY("0"), path);
    ck_assert(access(path, F_OK) == 0 && caches_count(c.dir) == 1);
    cache_close(&c);
    ck_assert_int_eq(access(c.dir, F_OK), -1);
    c = caches_open();
    ck_assert_int_eq(c.temporary, 0);
    cache_close(&c);
    ck_assert_int_eq(access(c.dir, F_OK), 0);
}
END_TEST

static void clear(void)
{
    struct cache c = caches_open();
    DIR *d = opendir(c.dir);
    for (struct dirent *e; (e = readdir(d)); )
        if (e->d_name[0] != '.')
            unlinkat(dirfd(d), e->d_name, 0);
    closedir(d);
}

static void fresh(void)
{
    texts_fresh();
    clear();
}

Suite *suite_cache_room(void)
{
    Suite *s = suite_create("cache_room");
    TCase *r = tcase_create("room");                    /* each in an empty folder */
    tcase_set_timeout(r, 60);
    tcase_add_unchecked_fixture(r, texts_open, texts_close);
    tcase_add_checked_fixture(r, fresh, clear);
    tcase_add_test(r, old_entries_make_room);
    tcase_add_test(r, as_much_leaves_as_has_to);
    tcase_add_loop_test(r, as_much_stays_as_may, 31, 33);
    tcase_add_test(r, many_entries_make_room);
    tcase_add_loop_test(r, files_of_others_are_left_alone, 0, 8);
    tcase_add_test(r, orphans_leave);
    tcase_add_loop_test(r, use_makes_young, 0, 4);
    tcase_add_test(r, a_seal_alone_is_no_entry);
    tcase_add_test(r, too_large_a_file_is_none);
    tcase_add_loop_test(r, a_temporary_folder_goes, 0, 2);
    suite_add_tcase(s, r);
    return s;
}
