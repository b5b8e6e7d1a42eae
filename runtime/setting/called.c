/* called.c -- see called.h. */
#include "called.h"
#include <string.h>

const char *called_tail(const char *path, const char *name)
{
    int parts = 1;
    while ((name = strchr(name, '.')) != NULL && name++)
        parts++;
    const char *at = path + strlen(path);
    while (at > path && (at[-1] != '.' || --parts > 0))
        at--;
    return at;
}

int called_find(const char *name, called_path *path, const void *user, int *count)
{
    const char *one;
    int last = -1;
    *count = 0;
    for (int i = 0; (one = path(user, i)) != NULL; i++) {
        if (strcmp(called_tail(one, name), name) != 0 || !*one)
            continue;
        if (!strcmp(one, name)) {
            *count = 1;
            return i;
        }
        ++*count;
        last = i;
    }
    return *count == 1 ? last : -1;
}

void called_ambiguous(struct diags *d, const char *name, struct span at, called_path *path, const void *user)
{
    struct offer o;
    const char *one;
    offer_start(&o, "");
    for (int i = 0; words_matter(d) && (one = path(user, i)) != NULL; i++)
        if (*one && !strcmp(called_tail(one, name), name))
            offer_add(&o, one);
    diag_error(d, at, "'%s' is ambiguous%s", name, offer_close(d->arena, &o, "it may be"));
}

/* The one path that ends as the name does ("Model.a", for dynamics.a), or NULL. */
static const char *same_end(const char *name, called_path *path, const void *user)
{
    const char *last = strrchr(name, '.'), *found = NULL, *one;
    for (int i = 0; last && (one = path(user, i)) != NULL; i++) {
        const char *end = strrchr(one, '.');
        if (!end || strcmp(end, last))
            continue;
        if (found)
            return NULL;
        found = one;
    }
    return found;
}

const char *called_unknown(struct diags *d, const char *name, called_path *path, const void *user)
{
    struct offer o;
    const char *one, *same = same_end(name, path, user);
    if (same)
        return arena_print(d->arena, "unknown quantity '%s'; did you mean '%s'?", name, same);
    offer_start(&o, name);
    for (int i = 0; (one = path(user, i)) != NULL; i++)
        if (*one)
            offer_add(&o, called_tail(one, name));
    return arena_print(d->arena, "unknown quantity '%s'%s", name, offer_close(d->arena, &o, "there are"));
}
