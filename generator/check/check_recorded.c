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

/* The axis of the noise key, or NULL. */
static const struct axis_decl *key_axis(const struct experiment *e, const struct exploration *x)
{
    for (int i = 0; i < x->axis_count; i++)
        if (x->axes[i].quantity == e->noise.key)
            return &x->axes[i];
    return NULL;
}

const char *model_noise_fault(const struct experiment *e, const struct exploration *x,
                              const struct data *v, const long want[4], struct arena *a)
{
    const struct axis_decl *key = key_axis(e, x);
    int own = key || x->trials > 0;
    const char *one = arena_print(a, "%s (steps, noisy states, nodes)", bracketed(a, 3, want + 1));
    const char *each = arena_print(a, "%s (%s, steps, noisy states, nodes)",
                                   bracketed(a, 4, want), !key ? "trials"
                                   : x->trials > 0 ? "keys x trials" : "keys");
    if (v->rank == 4 && own && same_shape(v->shape, want, 4))
        return NULL;
    if (v->rank == 3 && !key && same_shape(v->shape, want + 1, 3))
        return NULL;
    if (v->rank == 3 && same_shape(v->shape, want + 1, 3))
        return arena_print(a, "it holds one realisation, but noise.key is an axis of '%s'; take "
                           "the axis out, or record %s", x->name, each);
    return arena_print(a, "its shape is %s, but '%s' takes %s%s%s",
                       bracketed(a, v->rank, v->shape), x->name, key ? each : one, own && !key ? " or " : "",
                       own && !key ? each : "");
}

void check_draws_file(struct check *c, const struct ast_expr *value)
{
    struct noise *noise = &c->e->noise;
    if (value->op != AST_STRING) {
        diag_error(c->diags, value->at, "draws takes the name of a file in quotes: "
                   "draws = \"noise.npy\"");
        return;
    }
    if (c->over && c->over->noise)
        return;                                 /* the command line has another file */
    noise->draws_at = value->at;
    noise->draws_file = value->name;
    if (!check_data(c, value, &noise->draws)) {
        noise->draws.values = NULL;
        return;
    }
    long total = 1;
    for (int i = 0; i < noise->draws.rank; i++)
        total *= noise->draws.shape[i];
    for (long i = 0; i < total; i++)
        if (!isfinite(noise->draws.values[i])) {
            diag_error(c->diags, value->at, "draws must be finite, got %s",
                       number_text(c, noise->draws.values[i]));
            noise->draws.values = NULL;
            return;
        }
}

void check_recorded(struct check *c)
{
    const struct experiment *e = c->e;
    const struct noise *noise = &e->noise;
    long want[4];
    if (!noise->draws.values || c->diags->errors || !e->model || !e->simulate.present
        || !c->library || !c->library->noise_shape)
        return;
    for (int i = 0; i < e->exploration_count; i++) {
        const struct exploration *x = &e->explorations[i];
        const char *fault = NULL;
        if (!c->library->noise_shape(e, x, c->arena, want))
            fault = model_noise_fault(e, x, &noise->draws, want, c->arena);
        if (fault)
            diag_error(c->diags, noise->draws_at, "'%s' does not fit: %s", noise->draws_file,
                       fault);
        if (fault && key_axis(e, x) && noise->draws.rank == 3)
            diag_note(c->diags, key_axis(e, x)->at, "the axis is here");
    }
}
