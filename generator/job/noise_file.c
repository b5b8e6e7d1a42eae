/* noise_file.c -- noise that is kept in files: what shape it has, reading, writing. */
#include "noise_file.h"
#include <math.h>
#include <string.h>
#include "data/data.h"
#include "space_build.h"

static const double MOST_BYTES = 1 << 30;

/* ---- what a run needs ---- */

int noise_shape(const struct experiment *e, const struct exploration *x, struct arena *a,
                long shape[4])
{
    struct space space;
    struct fail ignored = { .code = 0 };
    if (build_space(e, x, a, &space, &ignored) < 0) {
        if (ignored.no_memory)
            guard_out_of_memory();
        return -1;
    }
    struct sweep s = {
        .space = &space, .noise_axis = model_axis(x, e->noise.key),
        .dt = model_quantity(e, x, e->simulate.dt)->value, .dt_axis = model_axis(x, e->simulate.dt),
        .duration = e->simulate.duration, .transient = e->simulate.transient,
    };
    shape[0] = sweep_realisations(&s);
    shape[1] = sweep_most_steps(&s);
    shape[2] = e->noise.state_count;
    shape[3] = e->nodes;
    space_close(&space);
    return shape[1] < 0 ? -1 : 0;
}

/* ---- reading ---- */

/* The first number that is none, or -1. */
static long find_fault(const struct data *d)
{
    for (long i = 0; i < data_count(d); i++)
        if (!isfinite(d->values[i]))
            return i;
    return -1;
}

static void take_draws(struct experiment *e, const char *path, const struct data *d,
                       struct arena *a)
{
    struct data_view *v = &e->noise.draws;
    v->rank = d->rank;
    memcpy(v->shape, d->shape, sizeof v->shape);
    v->values = ARENA_ARRAY(a, double, data_count(d));
    memcpy(v->values, d->values, (size_t)data_count(d)*sizeof *v->values);
    e->noise.draws_file = path;
    model_add_input(e, (struct input){ .name = path, .path = path }, a);
}

int noise_load(struct experiment *e, const char *path, struct arena *a, struct fail *f)
{
    struct data d;
    struct fail why = { .code = 0 };
    char place[100];
    if (!e->noise.present || !e->simulate.present)
        return fail(f, EXIT_USAGE, "--load-noise: '%s' has no noise", e->name);
    if (data_read(path, DATA_VALUES, &d, &why) < 0)
        return fail(f, why.code == EXIT_MODEL ? EXIT_USAGE : why.code, "--load-noise: %s",
                    why.text);
    long fault = find_fault(&d);
    if (fault < 0) {
        take_draws(e, path, &d, a);
    } else {
        data_place(&d, fault, place, sizeof place);
        fail(f, EXIT_USAGE, "--load-noise: %s: %s is %s", path, place,
             isnan(d.values[fault]) ? "not a number" : "not finite");
    }
    data_free(&d);
    return fault < 0 ? 0 : -1;
}

int noise_fits(const struct experiment *e, const struct exploration *x, struct arena *a,
               struct fail *f)
{
    long want[4];
    const char *fault = NULL;
    if (noise_shape(e, x, a, want) == 0)
        fault = model_noise_fault(e, x, &e->noise.draws, want, a);
    return fault ? fail(f, EXIT_USAGE, "--load-noise: '%s' does not fit: %s", e->noise.draws_file,
                        fault) : 0;
}

/* ---- writing ---- */

/* "noise.csv" would be no such thing. */
static int says_npy(const char *path)
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
    return !dot || strcmp(dot, ".npy") == 0;
}

/* The file's own description, NumPy's format 1.0: a length that 64 divides. */
static const char *header(const long *shape, int rank, int bytes, size_t *len, struct arena *a)
{
    const char *sizes = "";
    for (int i = 0; i < rank; i++)
        sizes = arena_print(a, "%s%ld, ", sizes, shape[i]);
    const char *text = arena_print(a, "{'descr': '<f%d', 'fortran_order': False, "
                                   "'shape': (%.*s), }", bytes, (int)strlen(sizes) - 2, sizes);
    size_t n = (10 + strlen(text) + 1 + 63)/64*64 - 10;
    char *out = ARENA_ARRAY(a, char, n + 11);
    memcpy(out, "\x93NUMPY\x01", 7);
    out[8] = (char)(n & 255);
    out[9] = (char)(n >> 8);
    memset(out + 10, ' ', n - 1);
    memcpy(out + 10, text, strlen(text));
    out[10 + n - 1] = '\n';
    *len = n + 10;
    return out;
}

static int check_size(const char *path, const long shape[4], int bytes, struct fail *f)
{
    double size = bytes;
    for (int i = 0; i < 4; i++)
        size *= (double)shape[i];
    if (size <= MOST_BYTES)
        return 0;
    return fail(f, EXIT_USAGE, "--save-noise %s: %ld realisation%s of %ld steps, %ld noisy state%s "
                "and %ld node%s are %.3g GiB; at most 1 GiB is saved", path, shape[0],
                shape[0] == 1 ? "" : "s", shape[1], shape[2], shape[2] == 1 ? "" : "s", shape[3],
                shape[3] == 1 ? "" : "s", size/MOST_BYTES);
}

int noise_file_open(struct noise_file *n, const char *path, const struct experiment *e,
                    const struct exploration *x, struct arena *a, struct fail *f)
{
    long shape[4];
    size_t len;
    int own = x->trials > 0 || model_axis(x, e->noise.key) >= 0;
    *n = (struct noise_file){ .bytes = e->single ? 4 : 8 };
    if (!says_npy(path))
        return fail(f, EXIT_USAGE, "--save-noise writes a NumPy array; give it a name that ends in "
                    ".npy, not '%s'", path);
    if (!e->noise.present || !e->simulate.present)
        return fail(f, EXIT_USAGE, "--save-noise: '%s' has no noise", e->name);
    if (noise_shape(e, x, a, shape) < 0)
        return fail(f, EXIT_USAGE, "--save-noise: '%s' has no number of steps", x->name);
    if (check_size(path, shape, n->bytes, f) < 0 || atomic_open(&n->file, path, f) < 0)
        return -1;
    n->open = 1;
    const char *text = own ? header(shape, 4, n->bytes, &len, a)
                           : header(shape + 1, 3, n->bytes, &len, a);
    return atomic_write(&n->file, text, len, f);
}

int noise_file_write(struct noise_file *n, const void *normals, long count, struct fail *f)
{
    return atomic_write(&n->file, normals, (size_t)count*(size_t)n->bytes, f);
}

int noise_file_commit(struct noise_file *n, struct atomic_group *g, struct fail *f)
{
    int open = n->open;
    n->open = 0;
    return open ? atomic_add(g, &n->file, f) : 0;
}

void noise_file_abandon(struct noise_file *n)
{
    if (n->open)
        atomic_abandon(&n->file);
    n->open = 0;
}
