/* lower_data.c -- which quantities a kernel is given as data, and why others are not.
 *
 * What an exploration sweeps is data in any case. Besides, `--data` names numbers that the kernel reads from its host
 * instead of having them written in: then `--set` and `--axis` give them other values without compiling. By the law of
 * numbers (docs/numbers.md) no bit hangs on it.
 */
#include "given.h"
#include <string.h>
#include "lower.h"

/* Why quantity [quantity] cannot be data in the kernel of [x], as the end of "PATH: ..."; NULL: it can. */
static const char *data_reason(const struct experiment *e, const struct exploration *x, int quantity, struct arena *a)
{
    const struct quantity *q = model_quantity(e, x, quantity);
    const struct term *formula = model_formula(e, x, quantity);
    if (model_axis(x, quantity) >= 0)
        return NULL;
    if (formula)
        return arena_print(a, "it follows from other parameters: %s = %s; set those", q->name, term_text(a, formula, 60));
    if (q->kind == QUANTITY_DT)
        return "the steps of windows and recordings are counted in the kernel";
    if (q->kind == QUANTITY_WEIGHTS)
        return "which nodes are joined is written into the kernel";
    if (q->kind == QUANTITY_LENGTHS || q->kind == QUANTITY_DELAYS)
        return "the order of the edges hangs on it, which is written into the kernel";
    if (q->matrix)
        return "a matrix over modes is written into the kernel";
    if (q->per_edge && (q->values || q->sparse))
        return "a number of each edge is written into the kernel";
    if (q->kind == QUANTITY_NOISE_KEY && e->noises[q->index].draws.values)
        return "its normals are recorded";
    return NULL;
}

/* ---- what was asked for ---- */

/* What stands next in a list with commas; NULL behind the last. The end of it. */
static const char *next_name(const char *at, struct arena *a, const char **name)
{
    at += strspn(at, ", \t");
    size_t len = strcspn(at, ", \t");
    *name = len ? arena_copy(a, at, len) : NULL;
    return at + len;
}

static int find(const struct experiment *e, const struct exploration *x, const char *name)
{
    int found = -1, several = 0;
    for (int i = 0; i < e->quantity_count; i++) {
        const struct quantity *q = &e->quantities[i];
        if ((q->owner && q->owner != x) || q->is_hidden)
            continue;
        if (!strcmp(q->path, name))
            return i;
        size_t all = strlen(q->path), own = strlen(name);
        if (all > own && !strcmp(q->path + all - own, name) && q->path[all - own - 1] == '.') {
            several |= found >= 0;
            found = i;
        }
    }
    return several ? -1 : found;
}

/* Whether some exploration knows that name. */
static int is_known(const struct experiment *e, const char *name)
{
    int known = 0;
    for (int k = 0; k < e->exploration_count; k++)
        known |= find(e, &e->explorations[k], name) >= 0;
    return known;
}

static int is_word(const char *name)
{
    return !strcmp(name, DATA_ALL) || !strcmp(name, DATA_SWEPT);
}

void data_judge(const struct experiment *e, const char *asked, struct diags *d)
{
    const char *name, *at = asked ? asked : "";
    const struct source *src = source_text("--data", at, strlen(at), d->arena);
    for (const char *end = next_name(at, d->arena, &name); name; at = end, end = next_name(end, d->arena, &name)) {
        at += strspn(at, ", \t");
        const struct span there = { src, (int)(at - asked), (int)(end - asked) };
        if (is_word(name))
            continue;
        if (!is_known(e, name))
            model_find(e, &e->explorations[0], name, there, d);
        for (int k = 0; k < e->exploration_count; k++) {
            int q = find(e, &e->explorations[k], name);
            const char *why = q < 0 ? NULL : data_reason(e, &e->explorations[k], q, d->arena);
            if (why)
                diag_error(d, there, "%s cannot be data: %s", e->quantities[q].path, why);
        }
    }
}

/* Noise of the lanes' own is drawn as often as there are lanes: who wants keys along an axis says so. */
static void take_all(struct program *p)
{
    for (int i = 0; i < p->e->quantity_count; i++) {
        const struct quantity *q = &p->e->quantities[i];
        int is_seen = (!q->owner || q->owner == p->x) && !q->is_hidden;
        p->is_data[i] = is_seen && !p->why_fixed[i] && model_axis(p->x, i) < 0 && q->kind != QUANTITY_NOISE_KEY;
    }
}

void lower_data(struct lowering *l, const char *asked)
{
    struct program *p = l->p;
    const char *name, *at = asked ? asked : "";
    for (int i = 0; i < p->e->quantity_count; i++)
        if (!p->why_fixed[i])
            p->why_fixed[i] = data_reason(p->e, p->x, i, p->arena);
    for (const char *end = next_name(at, p->arena, &name); name; end = next_name(end, p->arena, &name)) {
        int q = is_word(name) ? -1 : find(p->e, p->x, name);
        if (q >= 0 && !p->why_fixed[q] && model_axis(p->x, q) < 0)
            p->is_data[q] = 1;
        else if (!strcmp(name, DATA_ALL))
            take_all(p);
    }
}

/* ---- numbers ---- */

/* The number of the quantity that a load of host's numbers reads, or -1. */
static int data_of(const struct program *p, const struct net_ins *i)
{
    const struct swept_input *const all[] = { &p->point, &p->each, &p->each_mode, &p->each_place };
    for (size_t k = 0; i->op == NET_LOAD && k < sizeof all/sizeof *all; k++)
        if (all[k]->buffer >= 0 && all[k]->buffer == i->buffer && all[k]->first[i->slot].axis < 0)
            return all[k]->first[i->slot].quantity;
    return -1;
}

void lower_data_stays(struct lowering *l, net_ref r)
{
    struct program *p = l->p;
    if (p->bytes == 8 || r < 0)
        return;
    reach_begin(&l->reach);
    reach_value(&l->reach, r);
    for (int i = 0; i < l->reach.count; i++) {
        int q = data_of(p, &l->n->ins[l->reach.values[i]]);
        if (q < 0)
            continue;
        p->why_fixed[q] = "times are compared with it, which in single precision are decided when the kernel is made";
        l->data_again = 1;
    }
}
