/* noise_file.c -- noise that is kept in files: what shape it has, reading, writing. */
#include "noise_file.h"
#include <math.h>
#include <string.h>
#include "data/data.h"
#include "job_build.h"

static const double MOST_BYTES = 1 << 30;

/* ---- what a run needs ---- */

int noise_shape(const struct experiment *e, const struct exploration *x, int term, struct arena *a,
                long shape[DATA_RANK])
{
    struct space space = build_space(e, x, a);
    struct fail ignored = { .code = 0 };
    if (space_open(&space, &ignored) < 0) {
        if (ignored.no_memory)
            guard_out_of_memory();
        return -1;
    }
    struct sweep s = {
        .space = &space, .dt = model_quantity(e, x, e->simulate.dt)->value, .dt_axis = model_axis(x, e->simulate.dt),
        .duration = e->simulate.duration, .transient = e->simulate.transient,
    };
    shape[0] = sweep_realisations(&space, model_axis(x, e->noises[term].key));
    shape[1] = sweep_most_steps(&s);
    shape[2] = e->noises[term].state_count;
    shape[3] = e->nodes;
    shape[4] = e->model->modes ? e->model->modes : 1;
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

/* Whether a run has terms: 0, or -1 with code 2. */
static int has_noise(const struct experiment *e, const char *option, struct fail *f)
{
    return e->noise_count && e->simulate.present ? 0 : fail(f, EXIT_USAGE, "%s: '%s' has no noise", option, e->name);
}

/* "out/z.npy", or of a named term "out/z.a.npy". */
static const char *file_of(const struct noise *z, const char *path, struct arena *a)
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
    int stem = dot ? (int)(dot - path) : (int)strlen(path);
    return z->name ? arena_print(a, "%.*s.%s%s", stem, path, z->name, dot ? dot : "") : path;
}

/* Where the file of that name is now, of a run that is done again. */
static const char *place_of(const char *path, const struct recorded_file *files, int count)
{
    for (int i = 0; i < count; i++)
        if (!files[i].text && strcmp(files[i].path, path) == 0)
            return files[i].place;
    return NULL;
}

/* Reads the normals of one term. 0, or -1. */
static int load_term(struct experiment *e, int term, const char *path, const char *place, const char *option, struct arena *a, struct fail *f)
{
    struct noise *z = &e->noises[term];
    struct data_held h;
    struct data *d = &h.data;
    struct fail why = { .code = 0 };
    char where[100];
    if (data_read(place ? place : path, DATA_VALUES, d, &why) < 0)
        return fail(f, why.code == EXIT_MODEL ? EXIT_USAGE : why.code, "%s: %s", option, why.text);
    data_hold(&h);
    long fault = find_fault(d);
    if (fault < 0) {
        z->draws = data_keep(d, a);
        z->draws_file = path;
        model_add_input(e, (struct input){ .name = path, .path = path, .place = place }, a);
    } else {
        data_place(d, fault, where, sizeof where);
        fail(f, EXIT_USAGE, "%s: %s: %s is %s", option, path, where, isnan(d->values[fault]) ? "not a number" : "not finite");
    }
    data_drop(&h);
    return fault < 0 ? 0 : -1;
}

/* The experiment that was checked stays as it is. */
const struct experiment *noise_load(const struct experiment *checked, const char *path, const struct recorded_file *files, int file_count,
                                    const char *option, struct arena *a, struct fail *f)
{
    struct experiment *e = ARENA_NEW(a, struct experiment);
    if (has_noise(checked, option, f) < 0)
        return NULL;
    *e = *checked;
    e->noises = ARENA_ARRAY(a, struct noise, e->noise_count);
    memcpy(e->noises, checked->noises, (size_t)e->noise_count*sizeof *e->noises);
    for (int i = 0; i < e->noise_count; i++) {
        const char *own = file_of(&e->noises[i], path, a);
        if (load_term(e, i, own, place_of(own, files, file_count), option, a, f) < 0)
            return NULL;
    }
    return e;
}

int noise_fits(const struct experiment *e, const struct exploration *x, const char *option, struct arena *a,
               struct fail *f)
{
    for (int i = 0; i < e->noise_count; i++) {
        long want[DATA_RANK];
        const char *fault = noise_shape(e, x, i, a, want) == 0 ? model_noise_fault(e, x, i, &e->noises[i].draws, want, a) : NULL;
        if (fault)
            return fail(f, EXIT_USAGE, "%s: '%s' does not fit: %s", option, e->noises[i].draws_file, fault);
    }
    return 0;
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
    for (int i = 0; i < DATA_RANK; i++)
        size *= (double)shape[i];
    if (size <= MOST_BYTES)
        return 0;
    return fail(f, EXIT_USAGE, "%s %s: %ld realisation%s of %ld steps, %ld noisy state%s "
                "and %ld node%s are %.3g GiB; at most 1 GiB is saved", option, form->path, shape[0],
                shape[0] == 1 ? "" : "s", shape[1], shape[2], shape[2] == 1 ? "" : "s", shape[3]*shape[4],
                shape[3]*shape[4] == 1 ? "" : "s", size/MOST_BYTES);
}

static int term_form(const struct experiment *e, const struct exploration *x, int term, const char *path, const char *option,
                     struct arena *a, struct noise_form *out, struct fail *f)
{
    *out = (struct noise_form){ .path = file_of(&e->noises[term], path, a), .bytes = e->single ? 4 : 8,
                                .realised = model_noise_varies(x, &e->noises[term]), .moded = e->model->modes > 0 };
    if (noise_shape(e, x, term, a, out->shape) < 0)
        return fail(f, EXIT_USAGE, "%s: '%s' has no number of steps", option, x->name);
    return check_size(out, option, f);
}

int noise_forms(const struct experiment *e, const struct exploration *x, const char *path, const char *option,
                struct arena *a, struct noise_forms *out, struct fail *f)
{
    if (!says_npy(path))
        return fail(f, EXIT_USAGE, "%s writes a NumPy array; give it a name that ends in .npy, not '%s'", option,
                    path);
    if (has_noise(e, option, f) < 0)
        return -1;
    *out = (struct noise_forms){ .forms = ARENA_ARRAY(a, struct noise_form, e->noise_count), .count = e->noise_count };
    for (int i = 0; i < e->noise_count; i++)
        if (term_form(e, x, i, path, option, a, &out->forms[i], f) < 0)
            return -1;
    return 0;
}
