/* cache.c -- compiled kernels on disk.
 *
 * Nothing here is allowed to be the reason that a run fails: whatever goes
 * wrong with an entry means that there is no entry. Only a machine without a
 * writable folder at all is an error.
 *
 * An entry is code that will run: it is taken only from a folder that nobody else
 * can put a file into, and only if nobody else can write to it. The seal is not
 * against an attacker, who could make one; it finds what is damaged or misnamed.
 */
#include "cache.h"
#include "base/atomic.h"
#include "kernel.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#define XXH_INLINE_ALL
#include <xxhash.h>
#if defined __x86_64__ || defined __i386__
#include <cpuid.h>
#endif

enum {
    KEY_DIGITS = CACHE_KEY - 1,
    LIMIT_MB = 256,             /* some thousand kernels */
    ROOM_MB = 192,              /* left after making room, so that it is rarely made */
    ORPHAN_S = 3600,            /* a temporary file this old belongs to no run */
    TOUCH_S = 86400             /* an entry's time of use is exact to this */
};

/* Behind the object. The magic changes whenever the meaning of an entry does. */
struct trailer {
    char magic[8];
    uint64_t size;              /* of the object */
    uint64_t low, high;         /* its and its key's hash */
};
static const char magic[8] = "massc\0\2";

/* ---- whole files --------------------------------------------------------- */

static int read_all(int fd, char *to, size_t size)
{
    while (size > 0) {
        ssize_t n = read(fd, to, size);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return -1;
        to += n;
        size -= (size_t)n;
    }
    return 0;
}

static int write_all(int fd, const char *from, size_t size)
{
    while (size > 0) {
        ssize_t n = write(fd, from, size);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        from += n;
        size -= (size_t)n;
    }
    return 0;
}

static void *slurp(int fd, size_t *size)
{
    struct stat st;
    if (fstat(fd, &st) || !S_ISREG(st.st_mode) || st.st_size > (off_t)LIMIT_MB << 20)
        return NULL;
    char *bytes = malloc((size_t)st.st_size + 1);
    if (!bytes)
        return NULL;
    *size = (size_t)st.st_size;
    bytes[*size] = 0;
    if (read_all(fd, bytes, *size)) {
        free(bytes);
        return NULL;
    }
    return bytes;
}

/* Of a FIFO or a link planted under the name nothing is read. */
static int open_to_read(const char *path)
{
    return open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY);
}

void *cache_slurp(const char *path, size_t *size)
{
    int fd = open_to_read(path);
    if (fd < 0)
        return NULL;
    void *bytes = slurp(fd, size);
    close(fd);
    return bytes;
}

int cache_write(const char *path, const void *bytes, size_t size)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return -1;
    int bad = write_all(fd, bytes, size);
    int why = errno;
    if (close(fd) && !bad) {    /* network disks tell of a full quota here */
        bad = -1;
        why = errno;
    }
    if (bad)
        unlink(path);
    errno = why;
    return bad;
}

/* ---- the folder ---------------------------------------------------------- */

/* Why what [st] describes may be somebody else's work; NULL: it may not. */
static const char *suspicion(const struct stat *st)
{
    if (st->st_uid != geteuid() && st->st_uid != 0)
        return "belongs to somebody else";
    return st->st_mode & (S_IWGRP | S_IWOTH) ? "can be written to by others" : NULL;
}

static int note(struct cache *c, const char *path, const char *why)
{
    snprintf(c->note, sizeof c->note, "%.300s %s: compiled kernels are not taken from there", path, why);
    return -1;
}

/* Whoever owns the root can do what they like; in a container they may be unknown. */
static int owns_root(uid_t user)
{
    struct stat root;
    return stat("/", &root) == 0 && root.st_uid == user;
}

static const char *suspicion_above(const struct stat *st)
{
    struct stat owned = *st;
    if (owns_root(st->st_uid))
        owned.st_uid = 0;
    const char *why = suspicion(&owned);
    int sticky = st->st_mode & S_ISVTX && (owned.st_uid == 0 || owned.st_uid == geteuid());
    return sticky ? NULL : why;         /* then others may not replace what is not theirs */
}

/* Whoever may write to a folder above may put another in the place of ours. Cuts
 * [path] to nothing. */
static int judge_parents(struct cache *c, char *path)
{
    while (strcmp(path, "/")) {
        struct stat st;
        char *slash = strrchr(path, '/');
        slash[slash == path] = '\0';    /* the root keeps its own */
        const char *why = stat(path, &st) ? "cannot be looked at" : suspicion_above(&st);
        if (why)
            return note(c, path, why);
    }
    return 0;
}

/* A folder that others may write, or replace, is no place to load code from. */
static int judge_folder(struct cache *c)
{
    struct stat st;
    char *real = realpath(c->dir, NULL);
    int bad = !real || strlen(real) >= sizeof c->dir || stat(real, &st) || !S_ISDIR(st.st_mode)
           || access(real, R_OK | W_OK | X_OK);
    if (!bad) {
        strcpy(c->dir, real);
        const char *why = suspicion(&st);
        bad = why ? note(c, c->dir, why) : judge_parents(c, real);
    }
    free(real);
    return bad ? -1 : 0;
}

static int home_folder(struct cache *c)
{
    const char *base = getenv("XDG_CACHE_HOME"), *under = "massc";
    if (!base || base[0] != '/') {      /* the XDG rules: a relative one does not count */
        base = getenv("HOME");
        under = ".cache/massc";
    }
    if (!base || base[0] != '/')
        return -1;
    int n = snprintf(c->dir, sizeof c->dir, "%s/%s", base, under);
    if (n < 0 || n >= (int)sizeof c->dir || atomic_folders(c->dir, 0700) || (mkdir(c->dir, 0700) && errno != EEXIST))
        return -1;
    return judge_folder(c);
}

static int temporary_folder(struct cache *c, struct fail *f)
{
    const char *base = getenv("TMPDIR");
    if (!base || base[0] != '/')
        base = "/tmp";
    int n = snprintf(c->dir, sizeof c->dir, "%s/massc-XXXXXX", base);
    if (n < 0 || n >= (int)sizeof c->dir)
        return fail(f, EXIT_SYSTEM, "the path in TMPDIR is too long");
    if (!mkdtemp(c->dir))
        return fail(f, EXIT_SYSTEM, "cannot make a folder in %s: %s", base, strerror(errno));
    c->temporary = 1;
    return 0;
}

int cache_open(struct cache *c, int temporary, struct fail *f)
{
    c->temporary = 0;
    c->note[0] = '\0';
    if (!temporary && home_folder(c) == 0)
        return 0;
    return temporary_folder(c, f);
}

void cache_close(struct cache *c)
{
    if (!c->temporary)
        return;
    DIR *dir = opendir(c->dir);
    if (!dir)
        return;
    for (struct dirent *e; (e = readdir(dir)); )
        if (e->d_name[0] != '.')
            unlinkat(dirfd(dir), e->d_name, 0);
    closedir(dir);
    rmdir(c->dir);
}

void cache_file(const struct cache *c, const char *key, const char *ending, char out[CACHE_PATH])
{
    snprintf(out, CACHE_PATH, "%s/%s.%s", c->dir, key, ending);
}

/* Process numbers repeat among machines that share a disk, so: chance. */
void cache_scratch(const struct cache *c, const char *key, char out[CACHE_PATH])
{
    uint64_t chance = 0;
    if (getrandom(&chance, sizeof chance, GRND_NONBLOCK) != (ssize_t)sizeof chance) {
        struct timespec t;
        clock_gettime(CLOCK_REALTIME, &t);
        chance = XXH3_64bits_withSeed(&t, sizeof t, (uint64_t)getpid());
    }
    snprintf(out, CACHE_PATH, "%s/%s.tmp-%016llx", c->dir, key, (unsigned long long)chance);
}

/* ---- keys ---------------------------------------------------------------- */

static void digest(XXH3_state_t *h, const char *string)
{
    XXH3_128bits_update(h, string, strlen(string) + 1);
}

/* The binary's size and time stand for its version: asking it costs a process. */
static void digest_compiler(XXH3_state_t *h, const char *compiler)
{
    char path[PATH_MAX];
    if (!realpath(compiler, path))
        snprintf(path, sizeof path, "%s", compiler);
    digest(h, path);
    struct stat st;
    long long facts[3] = { 0 };
    if (stat(path, &st) == 0) {
        facts[0] = (long long)st.st_size;
        facts[1] = (long long)st.st_mtim.tv_sec;
        facts[2] = (long long)st.st_mtim.tv_nsec;
    }
    XXH3_128bits_update(h, facts, sizeof facts);
}

#if defined __x86_64__ || defined __i386__
/* What -march=native looks at. EBX of leaf 1 is left out: it names the core. */
void cache_processor(unsigned char features[CACHE_PROCESSOR])
{
    unsigned f[14] = { 0 }, skip;
    _Static_assert(sizeof f == CACHE_PROCESSOR, "the words");
    __get_cpuid(0, &skip, &f[0], &f[1], &f[2]);
    __get_cpuid(1, &f[3], &skip, &f[4], &f[5]);
    __get_cpuid_count(7, 0, &skip, &f[6], &f[7], &f[8]);
    __get_cpuid_count(7, 1, &f[9], &skip, &skip, &f[10]);
    __get_cpuid(0x80000001, &skip, &skip, &f[11], &f[12]);
    if (f[4] & bit_OSXSAVE)             /* the registers that the system saves */
        __asm__("xgetbv" : "=a"(f[13]), "=d"(skip) : "c"(0));
    memcpy(features, f, sizeof f);
}
#else
void cache_processor(unsigned char features[CACHE_PROCESSOR])
{
    FILE *info = fopen("/proc/cpuinfo", "re");
    char line[4096];
    XXH3_state_t h;
    XXH3_INITSTATE(&h);
    XXH3_128bits_reset(&h);
    while (info && fgets(line, sizeof line, info))
        if (!strstr(line, "MHz") && !strstr(line, "clock") && !strcasestr(line, "bogomips"))
            digest(&h, line);
    if (info)
        fclose(info);
    XXH128_hash_t sum = XXH3_128bits_digest(&h);
    memset(features, 0, CACHE_PROCESSOR);
    memcpy(features, &sum, sizeof sum);
}
#endif

void cache_key_on(const unsigned char features[CACHE_PROCESSOR], const char *text, const char *compiler,
                  const char *const *flags, char key[CACHE_KEY])
{
    const int abi = KERNEL_ABI;         /* whatever the text is */
    XXH3_state_t h;
    XXH3_INITSTATE(&h);
    XXH3_128bits_reset(&h);
    XXH3_128bits_update(&h, magic, sizeof magic);
    XXH3_128bits_update(&h, &abi, sizeof abi);
    digest(&h, text);
    digest_compiler(&h, compiler);
    while (*flags)
        digest(&h, *flags++);
    XXH3_128bits_update(&h, features, CACHE_PROCESSOR);
    XXH128_hash_t sum = XXH3_128bits_digest(&h);
    snprintf(key, CACHE_KEY, "%016llx%016llx",
             (unsigned long long)sum.high64, (unsigned long long)sum.low64);
}

void cache_key(const char *text, const char *compiler, const char *const *flags,
               char key[CACHE_KEY])
{
    unsigned char features[CACHE_PROCESSOR];
    cache_processor(features);
    cache_key_on(features, text, compiler, flags, key);
}

/* ---- entries ------------------------------------------------------------- */

static struct trailer seal(const char *key, const void *object, size_t size)
{
    XXH3_state_t h;
    XXH3_INITSTATE(&h);
    XXH3_128bits_reset(&h);
    XXH3_128bits_update(&h, key, KEY_DIGITS);
    XXH3_128bits_update(&h, object, size);
    XXH128_hash_t sum = XXH3_128bits_digest(&h);
    struct trailer t = { .size = size, .low = sum.low64, .high = sum.high64 };
    memcpy(t.magic, magic, sizeof magic);
    return t;
}

static int sound(const char *key, const char *bytes, size_t size)
{
    struct trailer found, right;
    if (size <= sizeof found)
        return 0;
    memcpy(&found, bytes + size - sizeof found, sizeof found);
    right = seal(key, bytes, size - sizeof found);
    return memcmp(&found, &right, sizeof found) == 0;
}

/* Entries leave in the order of their last use. */
static void touch(int fd)
{
    struct stat st;
    if (fstat(fd, &st) == 0 && time(NULL) - st.st_mtime > TOUCH_S)
        futimens(fd, NULL);
}

/* The whole entry at [path], if nobody else can have written it. */
static char *read_entry(struct cache *c, const char *path, size_t *size)
{
    struct stat st;
    char *bytes = NULL;
    int fd = open_to_read(path);
    const char *why = fd < 0 || fstat(fd, &st) ? NULL : suspicion(&st);
    if (why)
        note(c, path, why);
    else if (fd >= 0)
        bytes = slurp(fd, size);
    if (bytes)
        touch(fd);
    if (fd >= 0)
        close(fd);
    return bytes;
}

void *cache_read(struct cache *c, const char *key, size_t *size)
{
    char path[CACHE_PATH];
    cache_file(c, key, "so", path);
    char *bytes = read_entry(c, path, size);
    if (!bytes)
        return NULL;
    if (!sound(key, bytes, *size)) {
        free(bytes);
        unlink(path);
        return NULL;
    }
    *size -= sizeof(struct trailer);
    return bytes;
}

struct old { char name[80]; time_t used; off_t size; };

static int by_age(const void *a, const void *b)
{
    const struct old *x = a, *y = b;
    return (x->used > y->used) - (x->used < y->used);
}

static int ours(const char *name)
{
    return strspn(name, "0123456789abcdef") == KEY_DIGITS && name[KEY_DIGITS] == '.'
        && strlen(name) < sizeof ((struct old *)0)->name;
}

static struct old *list(DIR *dir, long *count, off_t *sum)
{
    struct old *all = NULL;
    long room = 0;
    for (struct dirent *e; (e = readdir(dir)); ) {
        struct stat st;
        if (!ours(e->d_name) || fstatat(dirfd(dir), e->d_name, &st, 0))
            continue;
        if (strstr(e->d_name, ".tmp-") && time(NULL) - st.st_mtime > ORPHAN_S) {
            unlinkat(dirfd(dir), e->d_name, 0);
            continue;
        }
        if (*count == room) {
            struct old *more = realloc(all, (size_t)(room = 2*room + 64)*sizeof *all);
            if (!more)
                break;
            all = more;
        }
        struct old *o = &all[(*count)++];
        memcpy(o->name, e->d_name, strlen(e->d_name) + 1);     /* fits: it is ours */
        o->used = st.st_mtime;
        o->size = st.st_size;
        *sum += st.st_size;
    }
    return all;
}

static void make_room(const struct cache *c)
{
    DIR *dir = opendir(c->dir);
    if (!dir)
        return;
    long count = 0;
    off_t sum = 0;
    struct old *all = list(dir, &count, &sum);
    if (sum > (off_t)LIMIT_MB << 20) {
        qsort(all, (size_t)count, sizeof *all, by_age);
        for (long i = 0; i < count && sum > (off_t)ROOM_MB << 20; i++)
            if (unlinkat(dirfd(dir), all[i].name, 0) == 0)
                sum -= all[i].size;
    }
    free(all);
    closedir(dir);
}

static int append(const char *path, const struct trailer *t)
{
    int fd = open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
    if (fd < 0)
        return -1;
    int bad = fchmod(fd, 0600) || write_all(fd, (const char *)t, sizeof *t);
    return close(fd) || bad ? -1 : 0;
}

void cache_publish(const struct cache *c, const char *key, const char *path)
{
    char entry[CACHE_PATH];
    size_t size;
    void *object = c->temporary ? NULL : cache_slurp(path, &size);
    if (!object)
        return;
    struct trailer t = seal(key, object, size);
    free(object);
    cache_file(c, key, "so", entry);
    if (append(path, &t) == 0 && rename(path, entry) == 0)
        make_room(c);
}
