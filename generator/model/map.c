/* map.c -- open addressing, one place behind the other. */
#include "map.h"

static int place_of(const struct map *m, int key)
{
    unsigned at = (unsigned)key*2654435769u;
    while (m->keys[at & (unsigned)(m->room - 1)] != key && m->keys[at & (unsigned)(m->room - 1)] >= 0)
        at++;
    return (int)(at & (unsigned)(m->room - 1));
}

static void widen(struct map *m, struct arena *a)
{
    const struct map old = *m;
    m->room = old.room ? 2*old.room : 8;
    m->keys = ARENA_ARRAY(a, int, m->room);
    m->values = ARENA_ARRAY(a, int, m->room);
    for (int i = 0; i < m->room; i++)
        m->keys[i] = -1;
    for (int i = 0; i < old.room; i++)
        if (old.keys[i] >= 0) {
            int at = place_of(m, old.keys[i]);
            m->keys[at] = old.keys[i];
            m->values[at] = old.values[i];
        }
}

void map_put(struct map *m, int key, int value, struct arena *a)
{
    if (4*(m->count + 1) > 3*m->room)
        widen(m, a);
    int at = place_of(m, key);
    m->count += m->keys[at] < 0;
    m->keys[at] = key;
    m->values[at] = value;
}

int map_get(const struct map *m, int key)
{
    int at = m->room ? place_of(m, key) : -1;
    return at >= 0 && m->keys[at] == key ? m->values[at] : -1;
}
