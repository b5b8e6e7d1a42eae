/* vector.c -- which set of primitives runs here. */
#include "vector.h"
#include <stddef.h>
#include <string.h>

extern const struct vector_set vector_v4_f32, vector_v4_f64, vector_v3_f32, vector_v3_f64;
extern const struct vector_set vector_generic_f32, vector_generic_f64;
extern const struct vector_set few_v3_f32, few_v3_f64, few_generic_f32, few_generic_f64;

/* Of each instruction set what files.ninja lets the compiler use of it; the compiler's
 * support library asks the system too whether it saves the registers. */
#ifdef __x86_64__
static int runs_v3(void) { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }
static int runs_v4(void)
{
    return runs_v3() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl")
        && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw");
}
#else
static int runs_v3(void) { return 0; }
static int runs_v4(void) { return 0; }
#endif
static int runs_always(void) { return 1; }

struct level { const struct vector_set *set; int (*runs)(void); };

static const struct level sets[] = {      /* fastest first */
    { &vector_v4_f32, runs_v4 }, { &vector_v4_f64, runs_v4 },
    { &vector_v3_f32, runs_v3 }, { &vector_v3_f64, runs_v3 },
    { &vector_generic_f32, runs_always }, { &vector_generic_f64, runs_always },
};

static const struct level few[] = {
    { &few_v3_f32, runs_v3 }, { &few_v3_f64, runs_v3 }, { &few_generic_f32, runs_always }, { &few_generic_f64, runs_always },
};

static const struct vector_set *find(const struct level *rows, size_t count, int bytes, long lanes, const char *isa)
{
    for (size_t i = 0; i < count; i++) {
        const struct vector_set *s = rows[i].set;
        if (s->bytes == bytes && s->count > 0 && lanes%s->width == 0 && (!isa || strcmp(s->isa, isa) == 0) && rows[i].runs())
            return s;
    }
    return NULL;
}

const struct vector_set *vector_set(int bytes, long lanes)
{
    return find(sets, sizeof sets/sizeof *sets, bytes, lanes, NULL);
}

const struct vector_set *vector_set_for(int bytes, const char *isa)
{
    return find(sets, sizeof sets/sizeof *sets, bytes, 0, isa);
}

const struct vector_set *vector_few(int bytes)
{
    return find(few, sizeof few/sizeof *few, bytes, 0, NULL);
}
