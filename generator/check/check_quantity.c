/* check_quantity.c -- quantities by name.
 *
 * A quantity answers to its path and to any end of it that follows a dot, as
 * long as that is no other's: coupling.instant.G, instant.G, G. An exploration sees
 * its own and those of the file.
 */
#include <string.h>
#include "checker.h"
#include "setting/called.h"
#include "wording/pasted.h"

/* -------------------------------------------------------------- by name -- */

static int visible(const struct quantity *q, const struct exploration *x)
{
    return (!q->owner || q->owner == x) && !q->is_hidden;
}

/* Every end of every path that follows a dot, and every path. */
struct quantity_name {
    const char *text;                   /* the end of the path of a quantity */
    const struct exploration *owner;    /* of that quantity, or NULL: all see it */
    int quantity;
    int older;                          /* entry in the same bucket, or -1 */
};

struct quantity_names {
    struct quantity_name *list; int count;
    int *buckets;                       /* [room]: the newest entry, or -1 */
    int room;                           /* a power of two */
};

static int *bucket(const struct quantity_names *n, const char *text, const struct exploration *owner)
{
    unsigned h = name_hash(text, strlen(text)) ^ (unsigned)((uintptr_t)owner/sizeof *owner)*2654435769u;
    return &n->buckets[h & (unsigned)(n->room - 1)];
}

static void put_in_bucket(struct quantity_names *n, int entry)
{
    int *b = bucket(n, n->list[entry].text, n->list[entry].owner);
    n->list[entry].older = *b;
    *b = entry;
}

static void widen(struct quantity_names *n, struct arena *a)
{
    n->room = n->room ? 4*n->room : 16;
    n->buckets = ARENA_ARRAY(a, int, n->room);
    for (int i = 0; i < n->room; i++)
        n->buckets[i] = -1;
    for (int i = 0; i < n->count; i++)
        put_in_bucket(n, i);
}

static void add_name(struct quantity_names *n, struct quantity_name name, struct arena *a)
{
    if (n->count >= n->room)
        widen(n, a);
    *ARENA_PUSH(a, n->list, n->count) = name;
    put_in_bucket(n, n->count - 1);
}

int quantity_add(struct check *c, struct quantity q)
{
    struct experiment *e = c->e;
    int number = e->quantity_count;
    *ARENA_PUSH(c->arena, e->quantities, e->quantity_count) = q;
    if (!e->names)
        e->names = ARENA_NEW(c->arena, struct quantity_names);
    for (const char *end = q.is_hidden ? NULL : q.path; end; end = strchr(end, '.') ? strchr(end, '.') + 1 : NULL)
        add_name(e->names, (struct quantity_name){ .text = end, .owner = q.owner, .quantity = number }, c->arena);
    return number;
}

/* What a name means as an end of paths. */
struct meaning {
    int whole;                  /* the first quantity of this path, or -1 */
    int last, count;            /* of all that end so */
};

static void find_owned(const struct experiment *e, const struct exploration *owner, const char *name,
                       struct meaning *m)
{
    const struct quantity_names *n = e->names;
    for (int i = n && n->count ? *bucket(n, name, owner) : -1; i >= 0; i = n->list[i].older) {        /* all may be hidden */
        const struct quantity_name *one = &n->list[i];
        if (one->owner != owner || strcmp(one->text, name) != 0)
            continue;
        if (one->text == e->quantities[one->quantity].path && (m->whole < 0 || one->quantity < m->whole))
            m->whole = one->quantity;
        m->last = one->quantity > m->last ? one->quantity : m->last;
        m->count++;
    }
}

static struct meaning find(const struct experiment *e, const struct exploration *x, const char *name)
{
    struct meaning m = { -1, -1, 0 };
    find_owned(e, NULL, name, &m);
    if (x)
        find_owned(e, x, name, &m);
    return m;
}

int quantity_at(const struct experiment *e, const struct exploration *x, const char *path)
{
    return find(e, x, path).whole;
}

int quantity_called(const struct experiment *e, const struct exploration *x, const char *name,
                    int *count)
{
    struct meaning m = find(e, x, name);
    *count = m.whole >= 0 ? 1 : m.count;
    return m.whole >= 0 ? m.whole : m.count == 1 ? m.last : -1;
}

/* What is seen of all by who looks. */
struct view {
    const struct experiment *e;
    const struct exploration *x;
};

static const char *path_in(const void *user, int i)
{
    const struct view *v = user;
    return i >= v->e->quantity_count ? NULL : visible(&v->e->quantities[i], v->x) ? v->e->quantities[i].path : "";
}

/* Why a name that means something cannot be set, or NULL. */
static const char *no_setting(struct check *c, const struct exploration *x, const char *name)
{
    const struct symbol *y = c->dynamics ? scope_find(&c->dynamics->scope, name) : NULL;
    static const char *const times[] = {
        "duration", "steps", "transient", "simulate.duration", "simulate.steps", "simulate.transient", NULL
    };
    if (y && y->kind != SYMBOL_POISON)
        return arena_print(c->arena, "'%s' is %s of %s; only parameters and initial values are set",
                           name, symbol_kind_name(y->kind), c->e->model->name);
    if (c->e->simulate.is_map && (!strcmp(name, "dt") || !strcmp(name, "simulate.dt")))
        return arena_print(c->arena, "a map has no '%s'; its time counts steps", name);
    if (name_one_of(name, times) >= 0 && c->e->simulate.present)
        return arena_print(c->arena, "'%s' cannot be an axis; it is one for all points", name);
    if (c->e->noise_count && (!strcmp(name, "noise.draws") || !strcmp(name, "draws")))
        return arena_print(c->arena, "'%s' cannot be an axis; recorded noise is one for all "
                           "points: noise additive with draws = \"noise.npy\"", name);
    for (int i = 0; i < c->e->quantity_count; i++) {
        const struct quantity *q = &c->e->quantities[i];
        if (!visible(q, x) && !strcmp(q->path, name))
            return arena_print(c->arena, "'%s' belongs to exploration '%s' and is not seen here",
                               name, q->owner->name);
    }
    return NULL;
}

/* What the file lacks for the name to mean something, or NULL. */
static const char *no_statement(struct check *c, const char *name)
{
    static const char *const own[] = { "trials", "key", "seed", "order", NULL };
    static const char *const ways[] = {
        "trials 10, or --trials 10", "explore NAME key 3, or --key 3", "explore NAME key 3, or --key 3",
        "order sorted"
    };
    int i = name_one_of(name, own);
    if (i >= 0)
        return arena_print(c->arena, "; write %s", ways[i]);
    if (!c->e->noise_count && !strncmp(name, "noise.", 6))
        return "; the network has no noise";
    if (!c->e->graph_count && !strncmp(name, "graph.", 6))
        return "; the network has no graph";
    return NULL;
}

/* The quantity of that name in Greek letters, "tau" for dynamics.τ, or NULL. */
static const char *in_greek(struct check *c, const struct exploration *x, const char *name)
{
    for (int i = 0; i < c->e->quantity_count; i++) {
        const struct quantity *q = &c->e->quantities[i];
        const char *end = visible(q, x) ? called_tail(q->path, name) : NULL;
        const char *spelt = end ? pasted_name(end, (int)strlen(end), c->arena) : NULL;
        if (spelt && strcmp(spelt, end) && !strcmp(spelt, name))
            return end;
    }
    return NULL;
}

static const char *unknown_text(struct check *c, const struct exploration *x, const char *name)
{
    const char *why = wording_matters(c) ? no_setting(c, x, name) : NULL;
    if (why)
        return why;
    const char *absent = no_statement(c, name);
    if (absent || !wording_matters(c))
        return arena_print(c->arena, "unknown quantity '%s'%s", name, absent ? absent : "");
    const char *same = in_greek(c, x, name);
    const struct view v = { c->e, x };
    return same ? arena_print(c->arena, "unknown quantity '%s'; did you mean '%s'?", name, same) : called_unknown(c->diags, name, path_in, &v);
}

/* Reported already where the model names it, maybe. */
static int is_reported(const struct check *c, const char *name)
{
    const char *dot = strrchr(name, '.'), *last = dot ? dot + 1 : name;
    return scope_find(&c->reported, name) || scope_find(&c->reported, last)
        || (c->lost_role && !strncmp(name, "coupling.", 9))
        || ((c->lost_graph || name_is_broken(c, "graph")) && !strncmp(name, "graph.", 6));
}

int quantity_find(struct check *c, const struct exploration *x, const char *name, struct span at)
{
    int count, found = quantity_called(c->e, x, name, &count);
    if (found >= 0)
        return found;
    const struct view v = { c->e, x };
    if (count > 1)
        called_ambiguous(c->diags, name, at, path_in, &v);
    else if (!c->blind && !is_reported(c, name))
        scope_unknown(c, &c->reported, at, name, unknown_text(c, x, name));
    return -1;
}

int model_find(const struct experiment *e, const struct exploration *x, const char *name,
               struct span at, struct diags *d)
{
    struct experiment view = *e;        /* a check may change its own; finding changes nothing */
    struct check c = { .arena = d->arena, .diags = d, .e = &view };
    return quantity_find(&c, x, name, at);
}
