/* primitives.h -- the vector primitives of one precision against plain scalar C.
 *
 * unit_vector_f32.c and unit_vector_f64.c set REAL and include this. Every primitive of
 * every instruction set the machine has gives the bits of one line of C for each lane;
 * the elementary functions those of their text with one lane, which unit_math_*.c hold
 * against wider arithmetic.
 */
#include "engine/compile.h"
#include "space/random.h"
#include "texts.h"
#include "vector/vector.h"
#include <math.h>
#include <stdint.h>

#define LANES 1
#define WIDTH 1
#include "../../templates/math/real.c"
#if REAL == 4
#include "vector_math_f32.h"
enum { DIGITS = 24 };
#define SUITE "vector_f32"
#else
#include "vector_math_f64.h"
enum { DIGITS = 53 };
#define SUITE "vector_f64"
#endif

/* [BLOCKS] blocks go through all exponents of the first operand, as many are mixed. */
enum { MOST = 256, GUARD = 16, BLOCKS = 8, EXPONENTS = 1 << (8*REAL - DIGITS) };

static const char *const isas[] = { "x86-64-v4", "x86-64-v3", "generic" };
enum { ISAS = sizeof isas/sizeof *isas };

/* ---- what they mean ------------------------------------------------------- */

static num truth(int holds) { return as_real(holds ? ~(word)0 : 0); }
static int holds(num x) { return as_word(x) != 0; }
static int nan_in(num x, num y) { return x != x || y != y; }

/* X(name, masks, exact, value): which operands are conditions, bit 0 for the first, -1: an
 * int; exact: NaNs are bits like any others, as a condition is one. */
#define MEANINGS(X) \
    X(fill, 0, 1, a) X(copy, 0, 1, a) X(neg, 0, 0, -a) X(sqrt, 0, 0, SQRT_(a)) \
    X(add, 0, 0, a + b) X(sub, 0, 0, a - b) X(mul, 0, 0, a*b) X(div, 0, 0, a/b) X(fma, 0, 0, FMA_(a, b, c)) \
    X(least, 0, 0, nan_in(a, b) ? (num)NAN : b < a ? b : a) \
    X(most, 0, 0, nan_in(a, b) ? (num)NAN : b > a ? b : a) \
    X(lt, 0, 1, truth(a < b)) X(le, 0, 1, truth(a <= b)) X(eq, 0, 1, truth(a == b)) X(ne, 0, 1, truth(a != b)) \
    X(and, 3, 1, truth(holds(a) && holds(b))) X(or, 3, 1, truth(holds(a) || holds(b))) \
    X(not, 1, 1, truth(!holds(a))) X(mask, -1, 1, truth(a != 0)) X(select, 1, 1, holds(a) ? b : c)

#define MEANING(name, masks, exact, value) \
    static num do_##name(num a, num b, num c) { (void)a; (void)b; (void)c; return value; }
#define ONE(x) MEANING(m_##x, 0, 0, m_##x(a))
#define TWO(x) MEANING(m_##x, 0, 0, m_##x(a, b))
MEANINGS(MEANING)
VECTOR_FUNCTIONS(ONE, TWO)
#undef ONE
#undef TWO

struct meaning { const char *name, *kinds; int masks, exact; num (*of)(num, num, num); };
#define ROW(name, masks, exact, value) { #name, "", masks, exact, do_##name },
#define ONE(x) { "m_" #x, "v", 0, 0, do_m_##x },
#define TWO(x) { "m_" #x, "vv", 0, 0, do_m_##x },
static const struct meaning meanings[] = { MEANINGS(ROW) VECTOR_FUNCTIONS(ONE, TWO) };
enum { COUNT = sizeof meanings/sizeof *meanings };

/* What block_sums.h and edge_sums.h hold against arithmetic of their own. */
#define SUM(name) #name,
static const char *const sums[] = {
#include "vector/primitives.def"
};
#undef SUM
enum { SUMS = sizeof sums/sizeof *sums };

/* Its number among them, or -1. */
static int sum_number(const char *name)
{
    int i = 0;
    while (i < SUMS && strcmp(sums[i], name) != 0)
        i++;
    return i < SUMS ? i : -1;
}

/* A function's name is followed by nothing, another's by the kinds of its operands. */
static const struct meaning *meaning_of(const char *name, const char **kinds)
{
    const char *end = strrchr(name, '_');
    ck_assert_msg(strncmp(name, "v_", 2) == 0, "%s", name);
    for (int i = 0; i < COUNT; i++) {
        const struct meaning *m = &meanings[i];
        size_t n = strlen(m->name);
        *kinds = *m->kinds ? m->kinds : end + 1;
        if (strncmp(name + 2, m->name, n) == 0 && name + 2 + n == (*m->kinds ? name + strlen(name) : end))
            return m;
    }
    ck_abort_msg("%s is not known to this test", name);
    return NULL;
}

static void call(void (*f)(void), const char *kinds, long n, num *d, num *const x[3])
{
    const num *a = x[0], *b = x[1], *c = x[2];
    typedef const num *lanes_of;
#define AS(...) ((void (*)(long, num *, __VA_ARGS__))f)
#define IS(k) else if (strcmp(kinds, k) == 0)
    if (strcmp(kinds, "i") == 0) AS(int)(n, d, *a != 0);
    IS("s") AS(num)(n, d, *a);
    IS("v") AS(lanes_of)(n, d, a);
    IS("vv") AS(lanes_of, lanes_of)(n, d, a, b);
    IS("vs") AS(lanes_of, num)(n, d, a, *b);
    IS("sv") AS(num, lanes_of)(n, d, *a, b);
    IS("vvv") AS(lanes_of, lanes_of, lanes_of)(n, d, a, b, c);
    IS("vvs") AS(lanes_of, lanes_of, num)(n, d, a, b, *c);
    IS("vsv") AS(lanes_of, num, lanes_of)(n, d, a, *b, c);
    IS("vss") AS(lanes_of, num, num)(n, d, a, *b, *c);
    IS("svv") AS(num, lanes_of, lanes_of)(n, d, *a, b, c);
    IS("svs") AS(num, lanes_of, num)(n, d, *a, b, *c);
    IS("ssv") AS(num, num, lanes_of)(n, d, *a, *b, c);
    else ck_abort_msg("no prototype for %s", kinds);
#undef AS
#undef IS
}

/* ---- numbers ---------------------------------------------------------------- */

static uint64_t next(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30)*0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27)*0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static num with_exponent(uint64_t exponent, uint64_t r)
{
    uint64_t digits = r & (((uint64_t)1 << (DIGITS - 1)) - 1), sign = r >> 63;
    return as_real((word)(sign << (8*REAL - 1) | exponent%EXPONENTS << (DIGITS - 1) | digits));
}

/* Special, of any exponent, or near 1. */
static num mixed(uint64_t *state)
{
    static const double special[] = {
        0.0, -0.0, 1, -1, 0.5, -2.5, 88.8, -104, 709.8, -745.2, 1e-40, -1e-310, 5e-324, 1e38, -1e308, 65536,
        8388608.5, 4503599627370497.0, HUGE_VAL, -HUGE_VAL, NAN
    };
    uint64_t r = next(state);
    if (r%4 == 0)
        return (num)special[(r >> 8)%(sizeof special/sizeof *special)];
    if (r%4 == 1)
        return (num)((double)(int64_t)next(state)*0x1p-61);
    return with_exponent(r >> 8, next(state));
}

static void fill(num *x, int which, int masks, int block, uint64_t *state)
{
    for (int l = 0; l < MOST; l++)
        if (masks > 0 && masks >> which & 1)
            x[l] = truth(next(state) >> 63 != 0);
        else if (which == 0 && block < BLOCKS)
            x[l] = with_exponent((uint64_t)(block*MOST + l), next(state));
        else
            x[l] = mixed(state);
}

/* ---- the tests ---------------------------------------------------------------- */

static int same(num x, num y, int exact)
{
    return as_word(x) == as_word(y) || (!exact && x != x && y != y);
}

struct block { num x[3][MOST], d[MOST + GUARD], want[MOST]; } __attribute__((aligned(64)));

/* Into an array of its own, and into each operand's. */
static void check_call(const char *isa, const struct vector_entry *e, const struct meaning *m, const char *kinds,
                       struct block *b, long n)
{
    num *x[3] = { b->x[0], b->x[1], b->x[2] };
    for (int into = -1; into < (int)strlen(kinds); into++) {
        if (into >= 0 && kinds[into] != 'v')
            continue;
        for (int l = 0; l < MOST + GUARD; l++)
            b->d[l] = into >= 0 && l < MOST ? b->x[into][l] : 7;
        num *y[3] = { into == 0 ? b->d : x[0], into == 1 ? b->d : x[1], into == 2 ? b->d : x[2] };
        num after = b->d[n];
        call(e->address, m->masks < 0 ? "i" : kinds, n, b->d, y);
        for (long l = 0; l < n; l++)
            ck_assert_msg(same(b->d[l], b->want[l], m->exact), "%s, %s, n = %ld, lane %ld, %s: of %a, %a, %a is %a, not %a",
                          isa, e->name, n, l, into < 0 ? "apart" : "in place", (double)b->x[0][l], (double)b->x[1][l],
                          (double)b->x[2][l], (double)b->d[l], (double)b->want[l]);
        ck_assert_msg(same(b->d[n], after, 1), "%s, %s writes behind lane %ld", isa, e->name, n);
    }
}

static void check_entry(const struct vector_set *s, const struct vector_entry *e)
{
    const long sizes[] = { 256, s->width, 64 };
    static struct block b;
    const char *kinds;
    const struct meaning *m = meaning_of(e->name, &kinds);
    uint64_t state = 1;
    for (int block = 0; block < 2*BLOCKS; block++) {
        long n = block < BLOCKS ? MOST : sizes[block%3];
        for (int i = 0; i < 3; i++)
            fill(b.x[i], i, m->masks, block, &state);
        for (long l = 0; l < n; l++) {
            num v[3];
            for (int i = 0; i < 3; i++)
                v[i] = b.x[i][i < (int)strlen(kinds) && kinds[i] == 's' ? 0 : l];
            b.want[l] = m->of(v[0], v[1], v[2]);
        }
        check_call(s->isa, e, m, kinds, &b, n);
    }
}

START_TEST(primitives_are_scalar_c)
{
    const struct vector_set *s = vector_set_for(REAL, isas[_i]);
    if (!s) {
        printf("# skip %s in %s: not on this machine\n", isas[_i], SUITE);
        return;
    }
    ck_assert_str_eq(s->isa, isas[_i]);
    ck_assert_int_eq(s->bytes, REAL);
    for (int i = 0; i < s->count; i++)
        if (sum_number(s->entries[i].name) < 0)
            check_entry(s, &s->entries[i]);
}
END_TEST

/* What kernels of few lanes call: the functions, by the names of their texts. */
START_TEST(functions_of_few_lanes_are_scalar_c)
{
    const struct vector_set *s = vector_few(REAL);
    static struct block b;
    uint64_t state = 1;
    ck_assert_ptr_nonnull(s);
    for (int i = 0; i < COUNT; i++) {
        const struct meaning *m = &meanings[i];
        union { void (*code)(void); num (*one)(num); num (*two)(num, num); } f = { NULL };
        for (int k = 0; k < s->count; k++)
            if (strcmp(s->entries[k].name, m->name) == 0)
                f.code = s->entries[k].address;
        ck_assert_msg(f.code || strncmp(m->name, "m_", 2) != 0, "%s is not there", m->name);
        for (int block = 0; f.code && block < 2*BLOCKS; block++) {
            fill(b.x[0], 0, 0, block, &state);
            fill(b.x[1], 1, 0, block, &state);
            for (long l = 0; l < MOST; l++) {
                const num x = b.x[0][l], y = b.x[1][l], r = strlen(m->kinds) == 1 ? f.one(x) : f.two(x, y);
                ck_assert_msg(same(r, m->of(x, y, 0), 0), "%s of %a, %a is %a", m->name, (double)x, (double)y, (double)r);
            }
        }
    }
}
END_TEST

/* Every set has every meaning, under the same names. */
START_TEST(sets_are_complete)
{
    const struct vector_set *first = vector_set(REAL, 0), *generic = vector_set_for(REAL, "generic");
    ck_assert_ptr_nonnull(generic);
    for (int k = 0; k < ISAS; k++) {
        const struct vector_set *s = vector_set_for(REAL, isas[k]);
        if (!s)
            continue;
        if (first) {
            ck_assert_ptr_eq(first, s);
            first = NULL;
        }
        int seen[COUNT] = { 0 }, sums_seen = 0;
        ck_assert_int_eq(s->count, generic->count);
        for (int i = 0; i < s->count; i++) {
            const char *kinds;
            ck_assert_str_eq(s->entries[i].name, generic->entries[i].name);
            if (sum_number(s->entries[i].name) >= 0)
                sums_seen++;
            else
                seen[meaning_of(s->entries[i].name, &kinds) - meanings] = 1;
        }
        ck_assert_int_eq(sums_seen, SUMS);
        for (int i = 0; i < COUNT; i++)
            ck_assert_msg(seen[i], "%s lacks v_%s", s->isa, meanings[i].name);
    }
    ck_assert_ptr_null(first);
    ck_assert_ptr_null(vector_set(2, 0));
    ck_assert_ptr_null(vector_set(REAL, 1));
    for (long lanes = 16/REAL; lanes <= 64; lanes *= 2)
        ck_assert_int_eq(lanes%vector_set(REAL, lanes)->width, 0);
    ck_assert_ptr_null(vector_set_for(REAL, "x86-64-v9"));
}
END_TEST

#include "block_sums.h"
#include "edge_sums.h"

/* A kernel text that calls primitives; [body] is a file or C. */
static char *text_of(const char *body)
{
    char *abi = texts_read("runtime/engine/kernel.h"), *math = texts_read("templates/math/real.c");
    char *vector = texts_read("templates/math/vector.c");
    size_t size = strlen(abi) + strlen(math) + strlen(vector) + strlen(body) + 100;
    char *text = malloc(size);
    snprintf(text, size, "#define REAL %d\n#define LANES 64\n%s%s%s%s", REAL, abi, math, vector, body);
    free(abi);
    free(math);
    free(vector);
    return text;
}

START_TEST(kernels_of_tcc_call_them)
{
    static num point[128] __attribute__((aligned(64))), result[3*64] __attribute__((aligned(64)));
    char *body = texts_read("tests/unit/kernels/vector.c"), *text = text_of(body);
    struct compiled c;
    struct fail f = { 0 };
    uint64_t state = 3;
    ck_assert_msg(compile(text, ENGINE_TCC, &c, &f) == 0, "%s", f.text);
    for (int i = 0; i < 128; i++)
        point[i] = mixed(&state);
    void *const at[] = { point, result };
    struct kernel_job job = { .at = at };
    c.kernel->start(&job);
    c.kernel->results(&job);
    for (int l = 0; l < 64; l++) {
        num x = point[l], y = point[64 + l], q = FMA_((num)0.3, m_exp(x), y);
        ck_assert(same(result[l], q, 0));
        ck_assert(same(result[64 + l], x < (num)0.7 ? y : -(num)1.5, 1));
        ck_assert(same(result[128 + l], m_pow(x, y) - 1, 0));
    }
    compile_close(&c);
    free(text);
    free(body);
}
END_TEST

/* Ranges of a stream, across the carry of its counter, against one normal at a time. */
START_TEST(normals_are_those_of_one_at_a_time)
{
    enum { DRAWN = 149 };               /* several vectors at once, some one by one, and part of one */
    static const unsigned long long firsts[] = { 0, 5, 1000003, 0xfffffff0u, 0x1fffffff7u };
    const struct vector_set *set = vector_set_for(REAL, isas[_i]);
    struct random_key key = random_key(42, REAL);
    num out[3*DRAWN];
    for (size_t f = 0; set && f < sizeof firsts/sizeof *firsts; f++)
        for (long stride = 1; stride <= 3; stride += 2) {
            set->draw(key.hi, key.lo, firsts[f], DRAWN, stride, out);
            for (int i = 0; i < DRAWN; i++)
                ck_assert(same(out[i*stride], (num)random_normal(key, firsts[f] + (unsigned)i, REAL), 1));
        }
}
END_TEST

START_TEST(what_is_missing_is_told)
{
    char *text = text_of("void v_m_nothing(long n, num *d);\n"
                         "static void all(const struct kernel_job *j) { v_m_nothing(LANES, j->room); }\n"
                         "const struct kernel massc_kernel = { KERNEL_ABI, REAL, LANES, WIDTH, \"none\", .dead = -1, "
                         ".start = all, .results = all };\n");
    struct compiled c;
    struct fail f = { 0 };
    ck_assert_int_eq(compile(text, ENGINE_TCC, &c, &f), -1);
    ck_assert_int_eq(f.code, 70);
    ck_assert_msg(strstr(f.text, "v_m_nothing") != NULL, "%s", f.text);
    free(text);
}
END_TEST

static Suite *vector_suite(void)
{
    Suite *s = suite_create(SUITE);
    TCase *t = tcase_create("primitives");
    tcase_set_timeout(t, 120);
    texts_fixtures(t);
    tcase_add_loop_test(t, primitives_are_scalar_c, 0, ISAS);
    tcase_add_test(t, functions_of_few_lanes_are_scalar_c);
    tcase_add_test(t, sets_are_complete);
    tcase_add_loop_test(t, sums_are_scalar_c, 0, ISAS);
    tcase_add_loop_test(t, sums_of_edges_are_scalar_c, 0, ISAS);
    tcase_add_test(t, kernels_of_tcc_call_them);
    tcase_add_loop_test(t, normals_are_those_of_one_at_a_time, 0, ISAS);
    tcase_add_test(t, what_is_missing_is_told);
    suite_add_tcase(s, t);
    return s;
}
