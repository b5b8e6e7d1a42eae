/* unit_atomic.c -- files that are there whole or not at all. */
#include "base/atomic.h"
#include "base/checksum.h"
#include "base/folder_lock.h"
#include "libcheck.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "base/utf8.h"
#include "folder.h"
#include "suites.h"

/* A path in the test's folder, until the eighth call from here. */
static const char *in(const char *name)
{
    static char paths[8][400];
    static int next;
    char *path = paths[next++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static void put(const char *name, const char *text)
{
    FILE *out = fopen(in(name), "w");
    ck_assert_ptr_nonnull(out);
    fputs(text, out);
    fclose(out);
}

static struct atomic opened(const char *name)
{
    struct atomic a;
    struct fail f = { 0 };
    ck_assert_msg(atomic_open(&a, in(name), &f) == 0, "%s", f.text);
    return a;
}

static void write_text(struct atomic *a, const char *text)
{
    struct fail f = { 0 };
    ck_assert_int_eq(atomic_write(a, text, strlen(text), &f), 0);
}

/* [says] stands behind "cannot write PATH: ". */
static void refused(const char *path, const char *says)
{
    struct atomic a;
    struct fail f = { 0 };
    char want[600];
    ck_assert_int_eq(atomic_open(&a, path, &f), -1);
    ck_assert_int_eq(f.code, EXIT_SYSTEM);
    snprintf(want, sizeof want, "cannot write %s: %s", path, says);
    ck_assert_str_eq(f.text, want);
    ck_assert(a.fd == -1 && !a.path && !a.target && !a.temporary);
    atomic_abandon(&a);
}

/* Somebody else could have the lock. */
static int is_free(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC), got;
    ck_assert_int_ge(fd, 0);
    got = flock(fd, LOCK_EX | LOCK_NB) == 0;
    close(fd);
    return got;
}

/* ---- one file ---- */

START_TEST(is_there_when_it_is_committed)
{
    struct fail f = { 0 };
    struct atomic a = opened("new/folders/x");
    write_text(&a, "one ");
    write_text(&a, "two");
    ck_assert_int_ne(access(in("new/folders/x"), F_OK), 0);
    ck_assert_int_eq(is_free(a.temporary), 0);
    ck_assert_int_eq(atomic_disk_error(&a), 0);
    ck_assert_int_eq(atomic_commit(&a, &f), 0);
    ck_assert_str_eq(printed_in_folder("find . -type f && cat new/folders/x"), "./new/folders/x\none two");
    a = opened("new/folders/x");
    write_text(&a, "other");
    ck_assert_str_eq(printed_in_folder("cat new/folders/x"), "one two");
    ck_assert_int_eq(atomic_commit(&a, &f), 0);
    ck_assert_str_eq(printed_in_folder("find . -type f && cat new/folders/x"), "./new/folders/x\nother");
    atomic_abandon(&a);
    ck_assert_int_eq(atomic_disk_error(&a), 0);
}
END_TEST

START_TEST(is_gone_when_it_is_abandoned)
{
    struct atomic a = opened("x");
    atomic_abandon(&a);
    atomic_abandon(&a);
    ck_assert_str_eq(printed_in_folder("find ."), ".\n");
    put("x", "old");
    a = opened("x");
    write_text(&a, "new");
    atomic_abandon(&a);
    ck_assert_str_eq(printed_in_folder("find . -type f && cat x"), "./x\nold");
    a = opened("sub/x");                /* which goes with its folder */
    ck_assert_int_eq(rename(in("sub"), in("moved")), 0);
    atomic_abandon(&a);
    ck_assert_str_eq(printed_in_folder("find moved"), "moved\n");
}
END_TEST

/* A file may have any number, 0 too. */
START_TEST(the_lock_stays_until_the_name_is_there)
{
    struct fail f = { 0 };
    struct atomic_group g = { 0 };
    int in_use = _i == 0 ? dup(0) : -1;
    if (_i == 0)
        close(0);
    struct atomic a = opened("x");
    int number = a.fd;
    write_text(&a, "text");
    int status = atomic_add(&g, &a, &f), locked = !is_free(g.files[0].temporary);
    if (_i == 0) {
        ck_assert_int_eq(number, 0);
        dup2(in_use, 0);
        close(in_use);
    }
    ck_assert_int_eq(status, 0);
    ck_assert(locked);
    ck_assert(a.fd == -1 && !a.temporary);
    int kept = g.files[0].fd;
    ck_assert_int_eq(atomic_group_commit(&g, &f), 0);
    ck_assert(fcntl(kept, F_GETFD) == -1 && errno == EBADF);
    ck_assert_str_eq(printed_in_folder("cat x"), "text");
}
END_TEST

START_TEST(the_lock_can_be_had_again)
{
    struct atomic a = opened("x");
    flock(a.fd, LOCK_UN);
    ck_assert(is_free(a.temporary));
    atomic_relock(&a);
    ck_assert(!is_free(a.temporary));
    atomic_abandon(&a);
}
END_TEST

/* Room for the ending is made by cutting the name between two characters. */
START_TEST(long_names)
{
    struct fail f = { 0 };
    char name[300] = "x", ending[60];
    for (int i = 0; i < 127; i++)
        strcat(name, "\xc3\xa4");
    struct atomic a = opened(name);
    const char *base = strrchr(a.temporary, '/') + 1;
    snprintf(ending, sizeof ending, ".massc-%ld-0.tmp", (long)getpid());
    ck_assert_uint_eq(strlen(base), 215 + strlen(ending));
    ck_assert(utf8_is(base));
    ck_assert_str_eq(base + 215, ending);
    ck_assert_int_eq(atomic_commit(&a, &f), 0);
    ck_assert_int_eq(access(in(name), F_OK), 0);
    strcat(name, "more");
    a = opened(name);
    ck_assert_int_eq(atomic_commit(&a, &f), -1);
    ck_assert_ptr_nonnull(strstr(f.text, ": File name too long"));
    ck_assert_str_eq(printed_in_folder("ls | wc -l"), "1\n");
}
END_TEST

START_TEST(two_writers_of_one_file)
{
    struct fail f = { 0 };
    struct atomic a[3];
    for (int i = 0; i < 3; i++) {
        a[i] = opened("x");
        char ending[60];
        snprintf(ending, sizeof ending, "/x.massc-%ld-%d.tmp", (long)getpid(), i);
        ck_assert_str_eq(strrchr(a[i].temporary, '/'), ending);
        write_text(&a[i], i == 0 ? "first" : i == 1 ? "second" : "third");
    }
    ck_assert_int_eq(atomic_commit(&a[1], &f), 0);
    ck_assert_int_eq(atomic_commit(&a[0], &f), 0);
    atomic_abandon(&a[2]);
    ck_assert_str_eq(printed_in_folder("find . -type f && cat x"), "./x\nfirst");
}
END_TEST

/* ---- what is in the way ---- */

START_TEST(what_cannot_be_written)
{
    struct sockaddr_un at = { .sun_family = AF_UNIX };
    put("file", "");
    refused(in("file/x"), "Not a directory");
    ck_assert_int_eq(mkfifo(in("fifo"), 0600), 0);
    refused(in("fifo"), "a FIFO of that name is in the way");
    snprintf(at.sun_path, sizeof at.sun_path, "%s", in("socket"));
    int s = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ck_assert_int_eq(bind(s, (struct sockaddr *)&at, sizeof at), 0);
    refused(in("socket"), "a socket of that name is in the way");
    close(s);
    ck_assert_int_eq(symlink("b", in("a")) | symlink("a", in("b")), 0);
    refused(in("a"), "Too many levels of symbolic links");
    ck_assert_str_eq(printed_in_folder("ls | tr '\\n' ' '"), "a b fifo file socket ");
}
END_TEST

/* Links lead on, wherever they point to, until a name that nobody has. */
START_TEST(links_to_what_is_not_there)
{
    struct fail f = { 0 };
    char far[200];
    snprintf(far, sizeof far, "%s/sub/second", folder);
    ck_assert_int_eq(mkdir(in("sub"), 0700) | symlink(far, in("first")) | symlink("../third", in("sub/second")) | symlink("sub/new", in("third")), 0);
    struct atomic a = opened("first");
    write_text(&a, "there");
    ck_assert_int_eq(atomic_commit(&a, &f), 0);
    ck_assert_str_eq(printed_in_folder("cat sub/new first && find . -type f && find . -type l | sort"), "therethere./sub/new\n./first\n./sub/second\n./third\n");
}
END_TEST

/* Descriptors by their names: one that is for reading takes nothing, others are written as they are. */
START_TEST(names_of_descriptors)
{
    static const char *const forms[] = { "/dev/fd/%d", "/proc/self/fd/%d" };
    char path[60], text[20] = "";
    struct fail f = { 0 };
    int ends[2];
    ck_assert_int_eq(pipe2(ends, O_CLOEXEC), 0);
    snprintf(path, sizeof path, forms[_i], ends[0]);
    refused(path, "Bad file descriptor");
    put("x", "old");
    int fd = open(in("x"), O_RDONLY | O_CLOEXEC);
    snprintf(path, sizeof path, forms[_i], fd);
    refused(path, "Bad file descriptor");
    snprintf(path, sizeof path, forms[_i], ends[1]);
    struct atomic a;
    ck_assert_int_eq(atomic_open(&a, path, &f), 0);
    ck_assert_ptr_null(a.temporary);
    write_text(&a, "piped");
    ck_assert_int_eq(atomic_commit(&a, &f), 0);
    ck_assert_int_eq(read(ends[0], text, sizeof text - 1), 5);
    ck_assert_str_eq(text, "piped");
    strcat(path, "x");
    ck_assert_int_eq(atomic_open(&a, path, &f), -1);
    ck_assert_ptr_null(strstr(f.text, "Bad file descriptor"));
    close(ends[0]);
    close(ends[1]);
    close(fd);
}
END_TEST

/* A standard stream that was opened for reading is not written by way of its name. */
START_TEST(names_of_streams)
{
    static const char *const names[] = { "/dev/stdin", "/dev/stdout", "/dev/stderr" };
    struct atomic a;
    struct fail f = { 0 };
    put("x", "old");
    fflush(NULL);
    int in_use = dup(_i), fd = open(in("x"), O_RDONLY | O_CLOEXEC);
    dup2(fd, _i);
    int status = atomic_open(&a, names[_i], &f);
    dup2(in_use, _i);
    close(in_use);
    close(fd);
    ck_assert_int_eq(status, -1);
    ck_assert_ptr_nonnull(strstr(f.text, ": Bad file descriptor"));
}
END_TEST

START_TEST(the_null_device_takes_anything)
{
    struct fail f = { 0 };
    struct atomic a;
    ck_assert_int_eq(atomic_open(&a, "/dev/null", &f), 0);
    write_text(&a, "x");
    ck_assert_int_eq(atomic_commit(&a, &f), 0);
    ck_assert_int_eq(atomic_open(&a, "/dev/full", &f), 0);
    ck_assert_int_eq(atomic_write(&a, "x", 1, &f), -1);
    ck_assert_str_eq(f.text, "cannot write /dev/full: No space left on device");
    atomic_abandon(&a);
}
END_TEST

/* ---- what killed runs left ---- */

/* A process that ended, taken notice of or not. */
static long dead_process(int buried)
{
    pid_t pid = fork();
    if (pid == 0)
        _exit(0);
    siginfo_t ended;
    waitid(P_PID, (id_t)pid, &ended, WEXITED | (buried ? 0 : WNOWAIT));
    return pid;
}

static const char *left_by(const char *front, long process, const char *behind, long seconds_ago)
{
    static char name[100];
    snprintf(name, sizeof name, "%s.massc-%ld-%s", front, process, behind);
    put(name, "");
    struct timespec times[2] = { { .tv_sec = time(NULL) - seconds_ago }, { .tv_sec = time(NULL) - seconds_ago } };
    ck_assert_int_eq(utimensat(AT_FDCWD, in(name), times, 0), 0);
    return name;
}

static int is_swept(const char *name)
{
    struct atomic a = opened("x");
    atomic_abandon(&a);
    int gone = access(in(name), F_OK) != 0;
    unlink(in(name));
    return gone;
}

START_TEST(what_is_left_is_removed)
{
    long dead = dead_process(1), zombie = dead_process(0), living = getppid(), own = getpid();
    ck_assert(is_swept(left_by("x", dead, "0.tmp", 0)));
    ck_assert(is_swept(left_by("other", dead, "12.tmp", 0)));
    ck_assert(is_swept(left_by("x.massc-1-1.tmp", dead, "1.tmp", 0)));
    ck_assert(is_swept(left_by("x", zombie, "0.tmp", 0)));
    ck_assert(!is_swept(left_by("x", living, "0.tmp", 0)));
    ck_assert(!is_swept(left_by("x", living, "0.tmp", 3000)));
    ck_assert(is_swept(left_by("x", living, "0.tmp", 4000)));
    ck_assert(!is_swept(left_by("x", own, "9.tmp", 0)));
    ck_assert(is_swept(left_by("x", own, "9.tmp", 3)));
    ck_assert(!is_swept(left_by("x", dead, "0.tmpx", 5000)));
    ck_assert(!is_swept(left_by("x", dead, "0.tm", 5000)));
    ck_assert(!is_swept(left_by("x", dead, ".tmp", 5000)));
    ck_assert(!is_swept(left_by("x", 0, "1.tmp", 5000)));
    ck_assert(!is_swept(left_by("x", -dead, "1.tmp", 5000)));
    ck_assert_int_eq(waitpid((pid_t)zombie, NULL, 0), zombie);
}
END_TEST

START_TEST(what_is_held_or_no_file_stays)
{
    long dead = dead_process(1);
    const char *name = left_by("x", dead, "0.tmp", 5000);
    int fd = open(in(name), O_RDONLY | O_CLOEXEC);
    ck_assert_int_eq(flock(fd, LOCK_SH), 0);
    struct atomic a = opened("x");
    atomic_abandon(&a);
    ck_assert_int_eq(access(in(name), F_OK), 0);
    close(fd);
    ck_assert_int_eq(unlink(in(name)) | mkfifo(in(name), 0600), 0);
    ck_assert(!is_swept(name));
    ck_assert_int_eq(symlink("y", in(name)), 0);
    put("y", "");
    a = opened("x");
    atomic_abandon(&a);
    struct stat about;
    ck_assert_int_eq(lstat(in(name), &about), 0);
}
END_TEST

/* ---- files without a name ---- */

START_TEST(scratch_is_read_where_it_was_written)
{
    struct fail f = { 0 };
    struct atomic a;
    char text[10] = "";
    ck_assert_int_eq(atomic_scratch(&a, in("new/x"), &f), 0);
    ck_assert_int_eq(atomic_write_at(&a, "cdef", 4, 2, &f), 0);
    ck_assert_int_eq(atomic_write_at(&a, "ab", 2, 0, &f), 0);
    ck_assert_int_eq(atomic_write_at(&a, "", 0, 100, &f), 0);
    ck_assert_int_eq(atomic_read_at(&a, text, 6, 0, &f), 0);
    ck_assert_str_eq(text, "abcdef");
    ck_assert_int_eq(atomic_read_at(&a, text, 3, 1, &f), 0);
    ck_assert_str_eq(text, "bcddef");
    ck_assert_int_eq(atomic_reserve(&a, 1 << 16, &f) | atomic_reserve(&a, 0, &f), 0);
    ck_assert_int_eq(atomic_read_at(&a, text, 3, 4, &f), -1);
    char want[200];
    snprintf(want, sizeof want, "cannot read what was written for %s: the file is cut short", in("new/x"));
    ck_assert_str_eq(f.text, want);
    ck_assert_str_eq(printed_in_folder("find new"), "new\n");
    atomic_abandon(&a);
    f = (struct fail){ 0 };
    put("file", "");
    ck_assert_int_eq(atomic_scratch(&a, in("file/x"), &f), -1);
    snprintf(want, sizeof want, "cannot write %s: Not a directory", in("file/x"));
    ck_assert_str_eq(f.text, want);
}
END_TEST

/* More than any file holds: which a disk in memory says of itself. */
START_TEST(room_that_cannot_be)
{
    struct fail f = { 0 };
    struct atomic a = opened("x");
    ck_assert_int_eq(atomic_reserve(&a, LLONG_MAX, &f), -1);
    char want[200], full[200];
    snprintf(want, sizeof want, "cannot write %s: File too large", in("x"));
    snprintf(full, sizeof full, "cannot write %s: No space left on device", in("x"));
    ck_assert_msg(!strcmp(f.text, want) || !strcmp(f.text, full), "%s", f.text);
    atomic_abandon(&a);
}
END_TEST

START_TEST(descriptors_that_do_not_work)
{
    struct fail f = { 0 };
    struct atomic a = opened("x");
    char byte, want[200];
    int fd = a.fd;
    a.fd = open(a.temporary, O_PATH | O_CLOEXEC);
    ck_assert_int_eq(atomic_read_at(&a, &byte, 1, 0, &f), -1);
    snprintf(want, sizeof want, "cannot read what was written for %s: Bad file descriptor", in("x"));
    ck_assert_str_eq(f.text, want);
    f = (struct fail){ 0 };
    ck_assert_int_eq(atomic_write_at(&a, "x", 1, 0, &f), -1);
    snprintf(want, sizeof want, "cannot write %s: Bad file descriptor", in("x"));
    ck_assert_str_eq(f.text, want);
    close(fd);
    atomic_abandon(&a);
}
END_TEST

/* ---- several ---- */

START_TEST(all_of_a_group_or_none)
{
    struct fail f = { 0 };
    struct atomic_group g = { 0 };
    char name[20], want[200];
    put("f3", "old 3");
    for (int i = 0; i < 20; i++) {
        snprintf(name, sizeof name, "f%d", i);
        struct atomic a = opened(name);
        write_text(&a, "new");
        ck_assert_int_eq(atomic_add(&g, &a, &f), 0);
        ck_assert_int_eq(g.count, i + 1);
    }
    ck_assert_int_eq(mkdir(in("f17"), 0700), 0);        /* where nothing was */
    ck_assert_int_eq(atomic_group_commit(&g, &f), -1);
    snprintf(want, sizeof want, "cannot write %s: Is a directory", in("f17"));
    ck_assert_str_eq(f.text, want);
    ck_assert(g.count == 0 && g.room == 0 && !g.files);
    ck_assert_str_eq(printed_in_folder("find . -mindepth 1 | sort && cat f3"), "./f17\n./f3\nold 3");
    ck_assert_int_eq(rmdir(in("f17")), 0);
    for (int i = 0; i < 9; i++) {
        snprintf(name, sizeof name, "f%d", i);
        struct atomic a = opened(name);
        write_text(&a, name);
        ck_assert_int_eq(atomic_add(&g, &a, &f), 0);
    }
    ck_assert_int_eq(atomic_group_commit(&g, &f), 0);
    ck_assert(g.count == 0 && g.room == 0 && !g.files);
    ck_assert_str_eq(printed_in_folder("ls -A | tr '\\n' ' ' && cat *"), "f0 f1 f2 f3 f4 f5 f6 f7 f8 f0f1f2f3f4f5f6f7f8");
    struct atomic a = opened("f1");
    ck_assert_int_eq(atomic_add(&g, &a, &f), 0);
    atomic_group_abandon(&g);
    atomic_group_abandon(&g);
    ck_assert_str_eq(printed_in_folder("ls -A | wc -l && cat f1"), "9\nf1");
}
END_TEST

/* ---- folders ---- */

static long told, teller;

static void hear(void *user, const char *path, long holder)
{
    ck_assert_ptr_null(user);
    ck_assert_str_eq(path, folder);
    told = holder;
    teller++;
}

START_TEST(a_folder_is_locked_by_one)
{
    struct fail f = { 0 };
    struct folder_lock a, b;
    volatile sig_atomic_t stop = 1;
    ck_assert_int_eq(folder_lock(&a, folder, NULL, NULL, NULL, &f), 0);
    ck_assert(a.fd >= 0 && a.error == 0);
    ck_assert_int_eq(folder_lock(&b, folder, &stop, hear, NULL, &f), -1);
    ck_assert_int_eq(f.code, EXIT_INTERRUPTED);
    ck_assert(b.fd == -1 && teller == 0);
    folder_unlock(&a);
    folder_unlock(&a);
    ck_assert_int_eq(folder_lock(&b, folder, &stop, NULL, NULL, &f), 0);
    ck_assert_int_ge(b.fd, 0);
    folder_unlock(&b);
    ck_assert_int_eq(folder_lock(&a, in("none"), NULL, NULL, NULL, &f), 0);
    ck_assert_int_eq(a.fd, -1);
}
END_TEST

/* ---- sums ---- */

/* The sums of xxhsum -H2. */
START_TEST(checksums)
{
    static const struct { const char *command, *hash; long long bytes; } files[] = {
        { "printf '' > x", "99aa06d3014798d86001c324468d497f", 0 },
        { "printf abc > x", "06b05ab6733a618578af5f94892f3950", 3 },
        { "head -c 200000 /dev/zero > x", NULL, 200000 }
    };
    struct fail f = { 0 };
    struct checksum sum;
    char want[200];
    for (int i = 0; i < 3; i++) {
        printed_in_folder(files[i].command);
        ck_assert_int_eq(checksum_file(in("x"), &sum, &f), 0);
        ck_assert_int_eq(sum.bytes, files[i].bytes);
        static const char zeros[200000];
        struct checksum whole = checksum_of(i == 1 ? "abc" : zeros, (size_t)files[i].bytes);
        ck_assert_str_eq(whole.hash, sum.hash);
        if (files[i].hash)
            ck_assert_str_eq(sum.hash, files[i].hash);
    }
    ck_assert_int_eq(checksum_file(folder, &sum, &f), -1);
    snprintf(want, sizeof want, "cannot read %s: Is a directory", folder);
    ck_assert_str_eq(f.text, want);
    f = (struct fail){ 0 };
    ck_assert_int_eq(checksum_file("/dev/null", &sum, &f), -1);
    ck_assert_str_eq(f.text, "cannot read /dev/null: Invalid argument");
    f = (struct fail){ 0 };
    ck_assert_int_eq(checksum_file(in("none"), &sum, &f), -1);
    snprintf(want, sizeof want, "cannot read %s: No such file or directory", in("none"));
    ck_assert_str_eq(f.text, want);
}
END_TEST

Suite *suite_atomic(void)
{
    Suite *s = suite_create("atomic");
    TCase *t = tcase_create("atomic");
    tcase_add_checked_fixture(t, make_folder, remove_folder);
    tcase_add_test(t, is_there_when_it_is_committed);
    tcase_add_test(t, is_gone_when_it_is_abandoned);
    tcase_add_loop_test(t, the_lock_stays_until_the_name_is_there, 0, 2);
    tcase_add_test(t, the_lock_can_be_had_again);
    tcase_add_test(t, long_names);
    tcase_add_test(t, two_writers_of_one_file);
    tcase_add_test(t, what_cannot_be_written);
    tcase_add_test(t, links_to_what_is_not_there);
    tcase_add_loop_test(t, names_of_descriptors, 0, 2);
    tcase_add_loop_test(t, names_of_streams, 0, 3);
    tcase_add_test(t, the_null_device_takes_anything);
    tcase_add_test(t, what_is_left_is_removed);
    tcase_add_test(t, what_is_held_or_no_file_stays);
    tcase_add_test(t, scratch_is_read_where_it_was_written);
    tcase_add_test(t, room_that_cannot_be);
    tcase_add_test(t, descriptors_that_do_not_work);
    tcase_add_test(t, all_of_a_group_or_none);
    tcase_add_test(t, a_folder_is_locked_by_one);
    tcase_add_test(t, checksums);
    suite_add_tcase(s, t);
    return s;
}
