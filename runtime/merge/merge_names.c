/* merge_names.c -- what files of pieces are called, and whether to go on. */
#include "merge_parts.h"

const char *merge_file(const char *name, long piece, long count, const char *suffix, struct arena *a)
{
    return arena_print(a, "%s.%ld-of-%ld.%s", name, piece, count, suffix);
}

const char *merge_path(const struct merge *m, const char *name, long piece, long count, const char *suffix, struct arena *a)
{
    return arena_print(a, "%s/%s", m->folder, merge_file(name, piece, count, suffix, a));
}

int merge_stopped(const struct merge *m, struct fail *f)
{
    return m->stop && *m->stop ? fail(f, EXIT_INTERRUPTED, "interrupted") : 0;
}
