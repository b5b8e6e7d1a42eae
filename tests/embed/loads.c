/* loads.c -- a program that loads the library, uses it and lets it go, again and again.
 *
 *   loads LIBRARY FOLDER TIMES
 *
 * When it is let go nothing of it may stay: no mapping, no file, no thread, no memory. (The C library keeps some bytes of
 * what it has loaded; the library of NetCDF stays.)
 */
#include <dirent.h>
#include <dlfcn.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "massc.h"

static const char text[] =
    "model Decay\n  state x = 1\n  param k = 1\n  x' = -k*x\nend\nnetwork\n  nodes 2\n  dynamics Decay\n"
    "  noise additive with sigma = 0.1, key = 3\nend\nsimulate heun with dt = 0.5 ms, duration = 20 ms\nobserve l = last(x)\n"
    "record x\nexplore e\n  k = [0, 1, 2]\nend\n";

/* What a program calls of it. */
struct calls {
    void *library;
    struct massc *(*open)(const char *, size_t);
    struct massc_result *(*run)(struct massc *, const char *, const struct massc_options *);
    int (*save)(struct massc_result *, const char *, const char *);
    struct massc_sim *(*sim_open)(struct massc *, const char *, long, const struct massc_options *);
    int (*step)(struct massc_sim *, long);
    void (*sim_close)(struct massc_sim *), (*result_close)(struct massc_result *), (*close)(struct massc *);
};

/* ISO C has no way from a pointer to data to one to a function; POSIX has this one. */
static int find(void *library, const char *name, void *to)
{
    void *at = dlsym(library, name);
    memcpy(to, &at, sizeof at);
    return at ? 0 : -1;
}

static int load(const char *path, struct calls *c)
{
    c->library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!c->library) {
        printf("%s\n", dlerror());
        return -1;
    }
    return find(c->library, "massc_open_text", &c->open) || find(c->library, "massc_run", &c->run) || find(c->library, "massc_save", &c->save)
        || find(c->library, "massc_sim_open", &c->sim_open) || find(c->library, "massc_step", &c->step)
        || find(c->library, "massc_sim_close", &c->sim_close) || find(c->library, "massc_result_close", &c->result_close)
        || find(c->library, "massc_close", &c->close) ? -1 : 0;
}

/* An object, a run by two threads, files now and then, a simulation that is left in the middle, a wrong text. */
static int use(const struct calls *c, const char *folder, int files)
{
    const struct massc_options o = { .size = sizeof o, .engine = "tcc", .threads = 2 };
    struct massc *m = c->open(text, strlen(text)), *wrong = c->open("model", 5);
    struct massc_result *r = c->run(m, "e", &o);
    struct massc_sim *s = c->sim_open(m, "e", 1, &o);
    int bad = !r || !s || c->step(s, 7) != 0 || (files && c->save(r, folder, "csv,nc,npy") != 0);
    if (s)
        c->sim_close(s);
    c->result_close(r);
    c->close(m);
    c->close(wrong);
    return bad ? -1 : 0;
}

static int entries(const char *folder)
{
    DIR *d = opendir(folder);
    int n = 0;
    while (d && readdir(d))
        n++;
    if (d)
        closedir(d);
    return n;
}

static long mappings(void)
{
    FILE *f = fopen("/proc/self/maps", "r");
    long n = 0;
    for (int c; f && (c = getc(f)) != EOF; )
        n += c == '\n';
    if (f)
        fclose(f);
    return n;
}

struct held { size_t memory; long maps; int files, threads; };

static struct held now(void)
{
    struct mallinfo2 heap = mallinfo2();
    return (struct held){ heap.uordblks + heap.hblkhd, mappings(), entries("/proc/self/fd"), entries("/proc/self/task") };
}

int main(int argc, char **argv)
{
    int times = argc == 4 ? atoi(argv[3]) : 0;
    struct held first = { 0 }, last;
    for (int i = 0; i < times; i++) {
        struct calls c;
        if (load(argv[1], &c) < 0 || use(&c, argv[2], i % 100 == 0) < 0)
            return 1;
        dlclose(c.library);
        if (dlopen(argv[1], RTLD_NOW | RTLD_NOLOAD)) {
            printf("it is still there\n");
            return 1;
        }
        if (i == times/2)              /* by then the C library has what it keeps */
            first = now();
    }
    last = now();
    /* Threads of the C library and of NetCDF take a mapping now and then; a load that left one would leave hundreds. */
    int bad = last.memory > first.memory + (size_t)(times/2)*32 || last.maps > first.maps + times/40 || last.files != first.files || last.threads != first.threads;
    printf("%d times: %zu bytes then, %zu now; %ld mappings, %ld; %d files, %d; %d threads, %d\n", times, first.memory, last.memory, first.maps,
           last.maps, first.files, last.files, first.threads, last.threads);
    return bad || !times;
}
