/* memo.c -- what became of values: see struct net_memo. */
#include "circuit.h"
#include <string.h>

net_ref net_memo_get(const struct net_memo *m, net_ref r)
{
    return r >= 0 && r < m->room && m->round[r] == m->now + 1 ? m->to[r] : NET_NONE;
}

void net_memo_put(struct net_memo *m, net_ref r, net_ref to, struct arena *a)
{
    if (r >= m->room) {
        const struct net_memo old = *m;
        m->room = r + r/2 + 64;
        m->to = ARENA_ARRAY(a, net_ref, m->room);
        m->round = ARENA_ARRAY(a, int, m->room);
        if (old.room) {
            memcpy(m->to, old.to, (size_t)old.room*sizeof *old.to);
            memcpy(m->round, old.round, (size_t)old.room*sizeof *old.round);
        }
    }
    m->to[r] = to;
    m->round[r] = m->now + 1;
}

void net_memo_forget(struct net_memo *m)
{
    m->now++;
}
