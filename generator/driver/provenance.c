/* provenance.c -- where a result comes from, as attributes of its table. */
#include "provenance.h"
#define XXH_INLINE_ALL
#include <xxhash.h>
#include "driver.h"
#include "text.h"

enum { ATTRIBUTES = 10, LISTED = 64 };       /* longer arrays are only counted */

static const char *hash_of(const struct source *src, struct arena *a)
{
    XXH128_hash_t h = XXH3_128bits(src->text, (size_t)src->len);
    return arena_print(a, "%016llx%016llx", (unsigned long long)h.high64,
                       (unsigned long long)h.low64);
}

static void add_array(struct text *out, const double *values, long n, int single)
{
    char number[32];
    if (n > LISTED) {
        text_print(out, "%ld values", n);
        return;
    }
    for (long i = 0; i < n; i++)
        text_print(out, "%s%s", i ? ", " : "[", text_number(number, values[i], single));
    text_add(out, "]");
}

static void add_quantity(struct text *out, const struct experiment *e, const struct quantity *q)
{
    char number[32];
    text_print(out, "%s = ", q->path);
    if (q->values)
        add_array(out, q->values, q->value_count, e->single);
    else if (q->kind == QUANTITY_NOISE_KEY)
        text_print(out, "%lld", (long long)q->seed);
    else
        text_add(out, text_number(number, q->value, e->single));
    if (q->unit)
        text_print(out, " [%s]", q->unit);
    text_add(out, "\n");
}

static const char *parameters(const struct experiment *e, const struct exploration *x,
                              struct arena *a)
{
    struct text out = { 0 };
    for (int i = 0; i < e->quantity_count; i++) {
        const struct quantity *q = model_quantity(e, x, i);
        int unused = q->kind == QUANTITY_NOISE_KEY && e->noise.draws.values;
        if ((!q->owner || q->owner == x) && model_axis(x, i) < 0 && !unused)
            add_quantity(&out, e, q);
    }
    const char *copy = arena_copy(a, text_string(&out), out.len);
    text_free(&out);
    return copy;
}

/* A recorded noise by name, shape and content. */
static const char *recorded(const struct data_view *v, const char *file, struct arena *a)
{
    const char *text = arena_print(a, "%s", file);
    size_t n = sizeof *v->values;
    for (int i = 0; i < v->rank; i++) {
        text = arena_print(a, "%s%s%ld", text, i ? " x " : ", ", v->shape[i]);
        n *= (size_t)v->shape[i];
    }
    XXH128_hash_t h = XXH3_128bits(v->values, n);
    return arena_print(a, "%s, hash %016llx%016llx", text, (unsigned long long)h.high64,
                       (unsigned long long)h.low64);
}

void provenance_add(const struct provenance *p, const struct experiment *e,
                    const struct exploration *x, struct arena *a, struct table *t)
{
    struct attribute *to = t->attributes = ARENA_ARRAY(a, struct attribute, ATTRIBUTES);
    *to++ = (struct attribute){ "massc_version", MASSC_VERSION };
    if (p->command)
        *to++ = (struct attribute){ "command", p->command };
    *to++ = (struct attribute){ "source", e->src->text };
    *to++ = (struct attribute){ "source_hash", hash_of(e->src, a) };
    *to++ = (struct attribute){ "exploration", x->name };
    *to++ = (struct attribute){ "key", arena_print(a, "%lld", (long long)x->key) };
    *to++ = (struct attribute){ "engine", p->engine };
    *to++ = (struct attribute){ "precision", e->single ? "single" : "double" };
    *to++ = (struct attribute){ "parameters", parameters(e, x, a) };
    if (e->noise.draws.values)
        *to++ = (struct attribute){ "noise", recorded(&e->noise.draws, e->noise.draws_file, a) };
    t->attribute_count = (int)(to - t->attributes);
}
