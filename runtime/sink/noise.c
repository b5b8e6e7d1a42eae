/* noise.c -- the noise of a run as a NumPy array. */
#include <stdlib.h>
#include "npy.h"
#include "sink.h"

/* The file of one run; its numbers have form->bytes. */
struct noise_file {
    const struct noise_form *form;
    struct atomic file;
};

static int write_head(struct noise_file *n, struct fail *f)
{
    const struct noise_form *form = n->form;
    char head[NPY_HEAD];
    struct npy_shape shape = { .rank = 0 };
    for (int i = form->realised ? 0 : 1; i < 4; i++)
        npy_extend(&shape, form->shape[i]);
    return atomic_write(&n->file, head, npy_head(head, form->bytes == 4 ? "<f4" : "<f8", &shape), f);
}

static void abandon(struct sink *s)
{
    struct noise_file *n = s->self;
    atomic_abandon(&n->file);
    free(n);
    s->self = NULL;
}

static int open_sink(struct sink *s, struct fail *f)
{
    struct noise_file *n = calloc(1, sizeof *n);
    if (!n)
        return fail(f, EXIT_SYSTEM, "out of memory");
    n->form = s->to;
    if (atomic_open(&n->file, n->form->path, f) < 0) {
        free(n);
        return -1;
    }
    s->self = n;
    if (write_head(n, f) == 0)
        return 0;
    abandon(s);
    return -1;
}

static int draws(struct sink *s, const void *normals, long count, struct fail *f)
{
    struct noise_file *n = s->self;
    return atomic_write(&n->file, normals, (size_t)count*(size_t)n->form->bytes, f);
}

static int commit(struct sink *s, struct sink_files *files, struct fail *f)
{
    struct noise_file *n = s->self;
    int status = atomic_add(&files->group, &n->file, f);
    free(n);
    s->self = NULL;
    return status;
}

const struct sink_kind sink_noise = {
    .name = "noise", .open = open_sink, .draws = draws, .commit = commit, .abandon = abandon,
};
