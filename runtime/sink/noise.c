/* noise.c -- the noise of a run as a NumPy array. */
#include <stdlib.h>
#include <string.h>
#include "sink.h"

/* The file of one run; its numbers have form->bytes. */
struct noise_file {
    const struct noise_form *form;
    struct atomic file;
};

enum { MAGIC = 10, BLOCK = 64 };    /* NumPy's format 1.0: a head whose length BLOCK divides */

/* The file's own description; its length in [len]. */
static int write_head(struct noise_file *n, struct fail *f)
{
    const struct noise_form *form = n->form;
    char text[200], head[4*BLOCK] = "\x93NUMPY\x01";
    int first = form->realised ? 0 : 1;
    int used = snprintf(text, sizeof text, "{'descr': '<f%d', 'fortran_order': False, 'shape': (", form->bytes);
    for (int i = first; i < 4; i++)
        used += snprintf(text + used, sizeof text - (size_t)used, "%s%ld", i > first ? ", " : "", form->shape[i]);
    used += snprintf(text + used, sizeof text - (size_t)used, "), }");
    int length = (MAGIC + used + 1 + BLOCK - 1)/BLOCK*BLOCK;
    head[8] = (char)((length - MAGIC) & 255);
    head[9] = (char)((length - MAGIC) >> 8);
    memset(head + MAGIC, ' ', (size_t)(length - MAGIC));
    memcpy(head + MAGIC, text, (size_t)used);
    head[length - 1] = '\n';
    return atomic_write(&n->file, head, (size_t)length, f);
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
