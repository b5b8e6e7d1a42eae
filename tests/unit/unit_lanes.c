/* unit_lanes.c -- the same bits from every compiler and at every width.
 *
 * All functions of templates/math and the noise are compiled as kernels are:
 * by tcc, and by gcc and clang at each number of lanes a vector may have. What
 * tcc's plain numbers give is what all others have to give, NaN for NaN. A
 * compiler that is not installed is skipped with a note.
 */
#include "engine/compile.h"
#include "space/random.h"
#include "texts.h"
#include <math.h>
#include <stdint.h>

enum { NUMBERS = 4096, LANES = 16, NORMALS = 1000 };

/* In an order in which each comes after what it needs. */
static const struct { const char *name; int arguments; } functions[] = {
    { "word", 0 }, { "abs", 1 }, { "sqrt", 1 }, { "sign", 1 }, { "heaviside", 1 }, { "min", 2 },
    { "max", 2 }, { "round", 1 }, { "floor", 1 }, { "ceil", 1 }, { "trunc", 1 }, { "mod", 2 },
    { "hypot", 2 }, { "exp", 1 }, { "exp2", 1 }, { "expm1", 1 }, { "log", 1 }, { "log1p", 1 },
    { "log2", 1 }, { "log10", 1 }, { "pow", 2 }, { "sinh", 1 }, { "cosh", 1 }, { "tanh", 1 },
    { "far", 0 }, { "quarter", 0 }, { "half", 0 }, { "sin", 1 }, { "cos", 1 }, { "tan", 1 }, { "atan", 1 },
    { "atan2", 2 }, { "asin", 1 }, { "acos", 1 }, { "erf", 1 }, { "erfc", 1 }, { "normal", 0 }
};
enum { FUNCTIONS = sizeof functions/sizeof *functions };

/* ---- the text ------------------------------------------------------------- */

static void append(char **text, const char *more)
{
    size_t size = strlen(*text) + strlen(more) + 1;
    *text = realloc(*text, size);
    ck_assert_ptr_nonnull(*text);
    strcat(*text, more);
}

static void append_file(char **text, const char *path)
{
    char *file = texts_read(path);
    append(text, file);
    free(file);
}

static char *make(int real, int width)
{
    char line[100], *text = calloc(1, 1);

    snprintf(line, sizeof line, "#define REAL %d\n#define LANES %d\n#define WIDTH %d\n", real,
             LANES, width);
    append(&text, line);
    append_file(&text, "runtime/engine/kernel.h");
    append_file(&text, "templates/math/real.c");
    append_file(&text, "templates/math/threefry.c");
    for (int i = 0; i < FUNCTIONS; i++) {
        snprintf(line, sizeof line, "templates/math/f%d/%s.c", 8*real, functions[i].name);
        append_file(&text, line);
    }
    append_file(&text, "templates/math/draw.c");
    append(&text, "#define CASES");
    for (int i = 0; i < FUNCTIONS; i++)
        if (functions[i].arguments) {
            snprintf(line, sizeof line, " %s(%d, %s)", functions[i].arguments == 1 ? "ONE" : "TWO",
                     i, functions[i].name);
            append(&text, line);
        }
    append(&text, "\n");
    append_file(&text, "tests/unit/kernels/lanes.c");
    return text;
}

/* ---- the numbers ---------------------------------------------------------- */

static const double special[] = {
    0.0, -0.0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 3, -3, 10, 88.8, -87.9, 104, -104, 709.8, -745.2,
    1e-40, 1e-310, -1e-310, 1e30, 1e300, -1e300, 8388608.5, 4503599627370497.0, HUGE_VAL,
    -HUGE_VAL, NAN, 0.625, 0.7, 1.5707963267948966
};
enum { SPECIALS = sizeof special/sizeof *special };

static uint64_t next(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state*0x2545f4914f6cdd1d;
}

static void put(void *array, int real, int i, double x)
{
    if (real == 4)
        ((float *)array)[i] = (float)x;
    else
        ((double *)array)[i] = x;
}

static double get(const void *array, int real, int i)
{
    return real == 4 ? (double)((const float *)array)[i] : ((const double *)array)[i];
}

/* Special values in all pairs, then all exponents, then what models compute with. */
static void fill(void *x, void *y, int real)
{
    uint64_t state = 5;

    for (int i = 0; i < NUMBERS; i++) {
        uint64_t a = next(&state), b = next(&state);
        if (i < SPECIALS*SPECIALS) {
            put(x, real, i, special[i/SPECIALS]);
            put(y, real, i, special[i%SPECIALS]);
        } else if (i % 2) {
            memcpy((char *)x + i*real, &a, (size_t)real);
            memcpy((char *)y + i*real, &b, (size_t)real);
        } else {
            put(x, real, i, (double)(int64_t)a*0x1p-60);
            put(y, real, i, (double)(int64_t)b*0x1p-61);
        }
    }
}

/* ---- comparing ------------------------------------------------------------ */

struct results {
    _Alignas(64) unsigned char x[NUMBERS*8], y[NUMBERS*8], of[FUNCTIONS][NUMBERS*8];
    _Alignas(64) unsigned char normals[NORMALS*8];
};

static void evaluate(const struct kernel *k, struct results *r)
{
    enum { CUT = 333 };                 /* no multiple of a width; crosses 2^32 */
    unsigned long long first = 0xfffffe00;

    fill(r->x, r->y, k->bytes);
    for (int i = 0; i < FUNCTIONS; i++) {
        void *const at[] = { r->x, r->y, r->of[i] };
        struct kernel_job job = { .first = i, .ticks = NUMBERS, .at = at };
        k->advance(&job);
    }
    k->draw(1, 2, first, CUT, 1, r->normals);
    k->draw(1, 2, first + CUT, NORMALS - CUT, 1, r->normals + CUT*k->bytes);
}

static int differ(const void *a, const void *b, int real, int i)
{
    const char *p = (const char *)a + i*real, *q = (const char *)b + i*real;
    return memcmp(p, q, (size_t)real) != 0 && !(isnan(get(a, real, i)) && isnan(get(b, real, i)));
}

static void compare(const struct results *want, const struct results *got, int real,
                    const char *who, int width)
{
    for (int f = 0; f < FUNCTIONS; f++)
        for (int i = 0; i < NUMBERS; i++)
            ck_assert_msg(!differ(want->of[f], got->of[f], real, i),
                          "f%d %s(%a, %a): %a from tcc, %a from %s with %d lanes", 8*real,
                          functions[f].name, get(want->x, real, i), get(want->y, real, i),
                          get(want->of[f], real, i), get(got->of[f], real, i), who, width);
    for (int i = 0; i < NORMALS; i++)
        ck_assert_msg(!differ(want->normals, got->normals, real, i),
                      "f%d normal %d: %a from tcc, %a from %s with %d lanes", 8*real, i,
                      get(want->normals, real, i), get(got->normals, real, i), who, width);
}

/* ---- the tests ------------------------------------------------------------ */

static struct results *compiled_by_tcc(int real)
{
    struct results *r = aligned_alloc(64, sizeof *r);
    struct compiled c;
    struct fail f = { 0 };
    char *text = make(real, 1);

    ck_assert_ptr_nonnull(r);
    memset(r, 0, sizeof *r);
    ck_assert_msg(compile(text, ENGINE_TCC, &c, &f) == 0, "%s", f.text);
    evaluate(c.kernel, r);
    compile_close(&c);
    free(text);
    return r;
}

/* Two compilers at a time; between them they meet every width. */
static const struct plan { int real; enum engine engine; int width; } plans[] = {
    { 4, ENGINE_GCC, 16 }, { 4, ENGINE_CLANG, 8 }, { 4, ENGINE_GCC, 4 }, { 4, ENGINE_CLANG, 2 },
    { 8, ENGINE_GCC, 8 }, { 8, ENGINE_CLANG, 4 }, { 8, ENGINE_GCC, 2 }, { 8, ENGINE_CLANG, 1 },
    /* with ALL_WIDTHS=1 in the environment also */
    { 4, ENGINE_GCC, 8 }, { 4, ENGINE_CLANG, 16 }, { 4, ENGINE_GCC, 2 }, { 4, ENGINE_CLANG, 4 },
    { 8, ENGINE_GCC, 4 }, { 8, ENGINE_CLANG, 8 }, { 8, ENGINE_GCC, 1 }, { 8, ENGINE_CLANG, 2 },
    { 4, ENGINE_GCC, 1 }, { 4, ENGINE_CLANG, 1 }
};
enum { PLANS = sizeof plans/sizeof *plans, USUAL_PLANS = 8 };

static struct compile_task *begin(const struct plan *p)
{
    char path[400];
    struct fail f = { 0 };

    if (!engine_path(p->engine, path, sizeof path)) {
        printf("# skip: %s is not installed\n", engine_name(p->engine));
        return NULL;
    }
    char *text = make(p->real, p->width);
    struct compile_task *task = compile_begin(text, p->engine, &f);
    ck_assert_msg(task != NULL, "%s", f.text);
    free(text);
    return task;
}

static void end(struct compile_task *task, const struct plan *p, const struct results *want)
{
    struct results *got = aligned_alloc(64, sizeof *got);
    struct compiled c;
    struct fail f = { 0 };

    ck_assert_ptr_nonnull(got);
    memset(got, 0, sizeof *got);
    ck_assert_msg(compile_take(task, &c, &f) == 0, "%s", f.text);
    evaluate(c.kernel, got);
    compare(want, got, p->real, engine_name(p->engine), p->width);
    compile_close(&c);
    free(got);
}

START_TEST(same_bits)
{
    const struct plan *p = &plans[2*_i];
    struct compile_task *first, *second;
    struct results *want;

    if (2*_i >= USUAL_PLANS && !getenv("ALL_WIDTHS"))
        return;
    first = begin(p);
    second = begin(p + 1);
    want = compiled_by_tcc(p->real);
    if (first)
        end(first, p, want);
    if (second)
        end(second, p + 1, want);
    free(want);
}
END_TEST

/* Draws of kernels and of the runtime are the same stream. */
START_TEST(noise_is_the_runtimes)
{
    struct random_key key = { 1, 2 };

    for (int real = 4; real <= 8; real += 4) {
        struct results *r = compiled_by_tcc(real);
        for (int i = 0; i < NORMALS; i++) {
            uint64_t n = 0xfffffe00u + (uint64_t)i;
            ck_assert(get(r->normals, real, i) == random_normal(key, n, real));
        }
        free(r);
    }
}
END_TEST

Suite *suite_lanes(void)
{
    Suite *s = suite_create("lanes");
    TCase *t = tcase_create("bits");

    tcase_set_timeout(t, 120);
    texts_fixtures(t);
    tcase_add_loop_test(t, same_bits, 0, PLANS/2);
    tcase_add_test(t, noise_is_the_runtimes);
    suite_add_tcase(s, t);
    return s;
}
