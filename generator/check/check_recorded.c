/* check_recorded.c -- recorded noise: the normals of a file instead of draws.
 *
 * The file is read with the network, but it can be judged only when every setting
 * and every axis is known: how many steps a run takes, and whether its points
 * share one realisation.
 */
#include <math.h>
#include <string.h>
#include "base/text.h"
#include "checker.h"

static const char *bracketed(struct arena *a, int rank, const long *shape)
{
    char text[128];
    return arena_print(a, "%s", text_list(text, sizeof text, shape, rank));
}

static int same_shape(const long *a, const long *b, int rank)
{
    return !memcmp(a, b, (size_t)rank*sizeof *a);
}

/* The axis of the key, or NULL. */
static const struct axis_decl *key_axis(const struct exploration *x, const struct noise *z)
{
    int axis = model_axis(x, z->key);
    return axis < 0 ? NULL : &x->axes[axis];
}

const char *model_noise_fault(const struct experiment *e, const struct exploration *x, int term,
                              const struct data *v, const long want[DATA_RANK], struct arena *a)
{
    const struct noise *z = &e->noises[term];
    const struct axis_decl *key = key_axis(x, z);
    int own = model_noise_varies(x, z), each_rank = e->model->modes ? DATA_RANK : DATA_RANK - 1, one_rank = each_rank - 1;
    const char *dims = e->model->modes ? "steps, noisy states, nodes, modes" : "steps, noisy states, nodes";
    const char *one = arena_print(a, "%s (%s)", bracketed(a, one_rank, want + 1), dims);
    const char *each = arena_print(a, "%s (%s, %s)", bracketed(a, each_rank, want), !key ? "trials" : x->trials > 0 ? "keys x trials" : "keys",
                                   dims);
    if (v->rank == each_rank && own && same_shape(v->shape, want, each_rank))
        return NULL;
    if (v->rank == one_rank && !key && same_shape(v->shape, want + 1, one_rank))
        return NULL;
    if (v->rank == one_rank && same_shape(v->shape, want + 1, one_rank))
        return arena_print(a, "it holds one realisation, but %s.key is an axis of '%s'; take "
                           "the axis out, or record %s", z->path, x->name, each);
    return arena_print(a, "its shape is %s, but '%s' takes %s%s%s",
                       bracketed(a, v->rank, v->shape), x->name, key ? each : one, own && !key ? " or " : "",
                       own && !key ? each : "");
}

void check_draws_file(struct check *c, struct noise *z, const struct ast_expr *value)
{
    if (value->op != AST_STRING) {
        diag_error(c->diags, value->at, "draws takes the name of a file in quotes: "
                   "draws = \"noise.npy\"");
        return;
    }
    if (c->over && c->over->noise)
        return;                                 /* the command line has another file */
    z->draws_at = value->at;
    z->draws_file = value->name;
    if (!check_data(c, value, &z->draws)) {
        z->draws.values = NULL;
        return;
    }
    long total = 1;
    for (int i = 0; i < z->draws.rank; i++)
        total *= z->draws.shape[i];
    for (long i = 0; i < total; i++)
        if (!isfinite(z->draws.values[i])) {
            diag_error(c->diags, value->at, "draws must be finite, got %s",
                       number_text(c, z->draws.values[i]));
            z->draws.values = NULL;
            return;
        }
}

static void judge_recorded(struct check *c, const struct exploration *x, int term)
{
    const struct experiment *e = c->e;
    const struct noise *z = &e->noises[term];
    const struct axis_decl *key = key_axis(x, z);
    const char *fault = NULL;
    long want[DATA_RANK];
    if (!c->library->noise_shape(e, x, term, c->arena, want))
        fault = model_noise_fault(e, x, term, &z->draws, want, c->arena);
    if (fault)
        diag_error(c->diags, z->draws_at, "'%s' does not fit: %s", z->draws_file, fault);
    if (fault && key && z->draws.rank == (e->model->modes ? DATA_RANK : DATA_RANK - 1) - 1)
        diag_note(c->diags, key->at, "the axis is here");
}

void check_recorded(struct check *c)
{
    const struct experiment *e = c->e;
    if (c->diags->errors || !e->model || !e->simulate.present || !c->library || !c->library->noise_shape)
        return;
    for (int term = 0; term < e->noise_count; term++)
        for (int i = 0; e->noises[term].draws.values && i < e->exploration_count; i++)
            judge_recorded(c, &e->explorations[i], term);
}
