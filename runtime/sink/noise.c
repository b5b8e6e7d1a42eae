/* noise.c -- the noise of a run as NumPy arrays, one for each term. */
#include <stdlib.h>
#include "npy.h"
#include "sink.h"

/* The files of one run; their numbers have form->bytes. */
struct noise_files {
    const struct noise_forms *to;
    struct atomic *files;               /* [to->count] */
    int open;                           /* so many of them, from the first on */
};

static int write_head(struct atomic *file, const struct noise_form *form, struct fail *f)
{
    char head[NPY_HEAD];
    struct npy_shape shape = { .rank = 0 };
    for (int i = form->realised ? 0 : 1; i < DATA_RANK - !form->moded; i++)
        npy_extend(&shape, form->shape[i]);
    return atomic_write(file, head, npy_head(head, form->bytes == 4 ? "<f4" : "<f8", &shape), f);
}

static void forget(struct sink *s)
{
    struct noise_files *n = s->self;
    free(n->files);
    free(n);
    s->self = NULL;
}

static void abandon(struct sink *s)
{
    struct noise_files *n = s->self;
    for (int i = 0; i < n->open; i++)
        atomic_abandon(&n->files[i]);
    forget(s);
}

static int open_files(struct noise_files *n, struct fail *f)
{
    for (; n->open < n->to->count; n->open++) {
        if (atomic_open(&n->files[n->open], n->to->forms[n->open].path, f) < 0)
            return -1;
        if (write_head(&n->files[n->open], &n->to->forms[n->open], f) < 0) {
            n->open++;
            return -1;
        }
    }
    return 0;
}

static int open_sink(struct sink *s, struct fail *f)
{
    const struct noise_forms *to = s->to;
    struct noise_files *n = calloc(1, sizeof *n);
    if (n)
        n->files = calloc((size_t)to->count, sizeof *n->files);
    if (!n || !n->files) {
        free(n);
        return fail(f, EXIT_SYSTEM, "out of memory");
    }
    n->to = to;
    s->self = n;
    if (open_files(n, f) == 0)
        return 0;
    abandon(s);
    return -1;
}

static int draws(struct sink *s, int term, const void *normals, long count, struct fail *f)
{
    struct noise_files *n = s->self;
    return atomic_write(&n->files[term], normals, (size_t)count*(size_t)n->to->forms[term].bytes, f);
}

static int commit(struct sink *s, struct sink_files *files, struct fail *f)
{
    struct noise_files *n = s->self;
    int status = 0;
    for (int i = 0; i < n->open && status == 0; i++)
        status = atomic_add(&files->group, &n->files[i], f);
    forget(s);
    return status;
}

const struct sink_kind sink_noise = {
    .name = "noise", .open = open_sink, .draws = draws, .commit = commit, .abandon = abandon,
};
