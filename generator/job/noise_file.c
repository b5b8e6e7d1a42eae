/* noise_file.c -- noise that is kept in files: what shape it has, reading, writing. */
#include "noise_file.h"
#include <math.h>
#include <string.h>
#include "data/data.h"
#include "job_build.h"

static const double MOST_BYTES = 1 << 30;

/* ---- what a run needs ---- */

int noise_shape(const struct experiment *e, const struct exploration *x, struct arena *a,
                long shape[4])
{
    struct space space = build_space(e, x, a);
    struct fail ignored = { .code = 0 };
    if (space_open(&space, &ignored) < 0) {
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
    shape[3] = (long)e->nodes*(e->model->modes ? e->model->modes : 1);
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

/* The experiment with what was read: the one that was checked stays as it is. */
static const struct experiment *with_draws(const struct experiment *checked, const char *path, const char *place,
                                           const struct data *d, struct arena *a)
{
    struct experiment *e = ARENA_NEW(a, struct experiment);
    *e = *checked;
    e->noise.draws = data_keep(d, a);
    e->noise.draws_file = path;
    model_add_input(e, (struct input){ .name = path, .path = path, .place = place }, a);
    return e;
}

const struct experiment *noise_load(const struct experiment *e, const char *path, const char *now, const char *option,
                                    struct arena *a, struct fail *f)
{
    const struct experiment *with = NULL;
    struct data_held h;
    struct data *d = &h.data;
    struct fail why = { .code = 0 };
    char place[100];
    if (!e->noise.present || !e->simulate.present) {
        fail(f, EXIT_USAGE, "%s: '%s' has no noise", option, e->name);
        return NULL;
    }
    if (data_read(now ? now : path, DATA_VALUES, d, &why) < 0) {
        fail(f, why.code == EXIT_MODEL ? EXIT_USAGE : why.code, "%s: %s", option, why.text);
        return NULL;
    }
    data_hold(&h);
    long fault = find_fault(d);
    if (fault < 0) {
        with = with_draws(e, path, now, d, a);
    } else {
        data_place(d, fault, place, sizeof place);
        fail(f, EXIT_USAGE, "%s: %s: %s is %s", option, path, place,
             isnan(d->values[fault]) ? "not a number" : "not finite");
    }
    data_drop(&h);
    return with;
}

int noise_fits(const struct experiment *e, const struct exploration *x, const char *option, struct arena *a,
               struct fail *f)
{
    long want[4];
    const char *fault = NULL;
    if (noise_shape(e, x, a, want) == 0)
        fault = model_noise_fault(e, x, &e->noise.draws, want, a);
    return fault ? fail(f, EXIT_USAGE, "%s: '%s' does not fit: %s", option, e->noise.draws_file, fault) : 0;
}

/* ---- writing ---- */

/* "noise.csv" would be no such thing. */
static int says_npy(const char *path)
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
    return !dot || strcmp(dot, ".npy") == 0;
}

static int check_size(const struct noise_form *form, const char *option, struct fail *f)
{
    const long *shape = form->shape;
    double size = form->bytes;
    for (int i = 0; i < 4; i++)
        size *= (double)shape[i];
    if (size <= MOST_BYTES)
        return 0;
    return fail(f, EXIT_USAGE, "%s %s: %ld realisation%s of %ld steps, %ld noisy state%s "
                "and %ld node%s are %.3g GiB; at most 1 GiB is saved", option, form->path, shape[0],
                shape[0] == 1 ? "" : "s", shape[1], shape[2], shape[2] == 1 ? "" : "s", shape[3],
                shape[3] == 1 ? "" : "s", size/MOST_BYTES);
}

int noise_form(const struct experiment *e, const struct exploration *x, const char *path, const char *option,
               struct arena *a, struct noise_form *out, struct fail *f)
{
    *out = (struct noise_form){ .path = path, .bytes = e->single ? 4 : 8,
                                .realised = x->trials > 0 || model_axis(x, e->noise.key) >= 0 };
    if (!says_npy(path))
        return fail(f, EXIT_USAGE, "%s writes a NumPy array; give it a name that ends in .npy, not '%s'", option,
                    path);
    if (!e->noise.present || !e->simulate.present)
        return fail(f, EXIT_USAGE, "%s: '%s' has no noise", option, e->name);
    if (noise_shape(e, x, a, out->shape) < 0)
        return fail(f, EXIT_USAGE, "%s: '%s' has no number of steps", option, x->name);
    return check_size(out, option, f);
}
