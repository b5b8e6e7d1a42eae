/* moments.c -- see moments.h. */
#include "moments.h"
#include <stdint.h>

static int hash(const struct samples *s)
{
    uint64_t h = (uint64_t)s->every*0x9e3779b97f4a7c15u;
    h = (h ^ h >> 29 ^ (uint64_t)s->first)*0xbf58476d1ce4e5b9u;
    h = (h ^ h >> 29 ^ (uint64_t)s->count)*0x94d049bb133111ebu;
    return (int)(h >> 33);
}

int moments_number(struct moments *m, struct samples when, struct arena *a)
{
    int key = hash(&when), newest = map_get(&m->newest, key);
    for (int i = newest; i >= 0; i = m->older[i])
        if (m->when[i].every == when.every && m->when[i].first == when.first && m->when[i].count == when.count)
            return i;
    map_put(&m->newest, key, m->count, a);
    *ARENA_PUSH(a, m->older, m->older_count) = newest;
    *ARENA_PUSH(a, m->when, m->count) = when;
    return m->count - 1;
}
