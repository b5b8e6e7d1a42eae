/* choose.c -- which exploration a user means. */
#include "choose.h"
#include <string.h>
#include "base/name.h"
#include "base/text.h"

enum { MOST_LISTED = 12 };

/* "one, two and three"; of very many the first and how many more. */
static void list_names(const struct experiment *e, struct text *out)
{
    int shown = e->exploration_count <= MOST_LISTED ? e->exploration_count : MOST_LISTED - 1, more = e->exploration_count - shown;
    for (int i = 0; i < shown; i++)
        text_print(out, "%s%s", i == 0 ? "" : i == shown - 1 && !more ? " and " : ", ", e->explorations[i].name);
    if (more)
        text_print(out, " and %d more", more);
}

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
    else {
        struct text list = { 0 };
        list_names(e, &list);
        fail(f, EXIT_USAGE, "'%s' has no exploration '%s'; it has %s", e->src->path, name, text_string(&list));
        text_free(&list);
    }
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
    else {
        struct text names = { 0 };
        list_names(e, &names);
        fail(f, EXIT_USAGE, "'%s' has %d explorations; name one: %s", e->src->path, count, text_string(&names));
        text_free(&names);
    }
    return NULL;
}

int choose_something(const struct experiment *e, const char *path, struct fail *f)
{
    if (e->exploration_count != 1 || e->observe_count + e->recording_count + e->explorations[0].axis_count > 0)
        return 0;
    return fail(f, EXIT_MODEL, "'%s' has nothing to run: it observes, records and explores nothing; add a line "
                "record x or observe NAME = mean(x), and simulate", path);
}
