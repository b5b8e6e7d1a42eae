/* stamps.c -- whether the files that a check has read are still the same. */
#include "stamps.h"
#include "data/data.h"

/* A file of data, without the name of what is in it; of a text its path, "<massc>/..." too, which is never there. */
static const char *path_of(const struct input *in, struct arena *a)
{
    const char *path = in->src ? in->src->path : in->place ? in->place : in->path;
    return in->src ? path : arena_copy(a, path, data_path_length(path));
}

struct stamps stamps_of(const struct experiment *e, struct arena *a)
{
    struct stamps s = { .list = ARENA_ARRAY(a, struct stamp, e->input_count + 1) };
    for (int i = 1; i < e->input_count; i++) {
        struct stamp *one = &s.list[s.count++];
        one->path = path_of(&e->inputs[i], a);
        one->is_there = stat(one->path, &one->was) == 0;
    }
    return s;
}

static int is_as_it_was(const struct stamp *one)
{
    struct stat now;
    if (stat(one->path, &now) != 0)
        return !one->is_there;
    return one->is_there && now.st_dev == one->was.st_dev && now.st_ino == one->was.st_ino && now.st_size == one->was.st_size
        && now.st_mtim.tv_sec == one->was.st_mtim.tv_sec && now.st_mtim.tv_nsec == one->was.st_mtim.tv_nsec;
}

int stamps_hold(const struct stamps *s)
{
    for (int i = 0; i < s->count; i++)
        if (!is_as_it_was(&s->list[i]))
            return 0;
    return 1;
}
