/* choose.c -- which exploration a user means. */
#include "choose.h"
#include <string.h>
#include "base/name.h"

static const struct exploration *unknown(const struct experiment *e, const char *name, struct fail *f)
{
    struct nearest near;
    nearest_start(&near, name);
    for (int i = 0; i < e->exploration_count; i++)
        nearest_offer(&near, e->explorations[i].name);
    if (e->exploration_count == 0)
        fail(f, EXIT_USAGE, "'%s' has no explorations", e->src->path);
    else if (nearest_best(&near))
        fail(f, EXIT_USAGE, "'%s' has no exploration '%s'; did you mean '%s'?", e->src->path, name,
             nearest_best(&near));
    else
        fail(f, EXIT_USAGE, "'%s' has no exploration '%s'; it has %s%s", e->src->path, name,
             e->explorations[0].name, e->exploration_count > 1 ? ", ..." : "");
    return NULL;
}

const struct exploration *choose_exploration(const struct experiment *e, const char *name, struct fail *f)
{
    const struct exploration *list = e->explorations;
    int count = e->exploration_count;
    for (int i = 0; name && i < count; i++)
        if (strcmp(list[i].name, name) == 0)
            return &list[i];
    if (name)
        return unknown(e, name, f);
    if (count == 1)
        return &list[0];
    if (count == 0)
        fail(f, EXIT_USAGE, "'%s' has no explorations", e->src->path);
    else
        fail(f, EXIT_USAGE, "'%s' has %d explorations; name one: %s, %s%s", e->src->path, count,
             list[0].name, list[1].name, count > 2 ? ", ..." : "");
    return NULL;
}
