/* caches.h -- the folder of a cache, for its tests. */
#ifndef CACHES_H
#define CACHES_H
#include <dirent.h>
#include "engine/cache.h"
#include "texts.h"

static inline struct cache caches_open(void)
{
    struct cache c;
    struct fail f = { 0 };
    ck_assert_int_eq(cache_open(&c, 0, &f), 0);
    return c;
}

static inline int caches_count(const char *dir)
{
    int n = 0;
    DIR *d = opendir(dir);
    ck_assert_ptr_nonnull(d);
    for (struct dirent *e; (e = readdir(d)); )
        n += e->d_name[0] != '.';
    closedir(d);
    return n;
}
#endif
