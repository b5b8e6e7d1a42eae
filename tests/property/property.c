/* property.c -- what must hold for every model, tried on random ones.
 *
 *   engines   tcc, gcc and clang, any lanes and threads: the same bits
 *   folding   constants folded here or computed by the kernel: the same bits
 *   order     lines of a model in another order: the same C
 *
 * Seeds are fixed, so a failure repeats; the text of the model is printed.
 */
#include "base/fail.h"       /* before check.h, which has a macro of the name */
#include "engine/compile.h"
#include "engine/kernel_shape.h"
#include "library/massc.h"
#include "lower/program.h"
#include "pipeline.h"
#include "random_model.h"
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#undef fail

enum { MODELS = 40, COMPILED = 6 };     /* compiled ones cost a second */

static struct text text_of(int seed, struct random_model *m)
{
    struct dice d = { 0x9e3779b97f4a7c15u*(uint64_t)(seed + 1) };
    struct text t = { 0 };
    for (int i = 0; i < 8; i++)
        dice_roll(&d, 2);
    random_model(&d, m, &t);
    return t;
}

/* ---- engines ---------------------------------------------------------- */

static struct massc_result *run(struct massc *m, const struct massc_options *o, const char *source)
{
    struct massc_result *r = massc_run(m, NULL, o);
    ck_assert_msg(r != NULL, "%s\nin\n%s", massc_error(m), source);
    return r;
}

static void same_tables(struct massc_result *a, struct massc_result *b, const char *what, const char *source)
{
    ck_assert_int_eq(massc_rows(a), massc_rows(b));
    for (int c = 0; c < massc_columns(a); c++) {
        const double *x = massc_values(a, c), *y = massc_values(b, c);
        ck_assert_int_eq(massc_elements(a, c), massc_elements(b, c));
        ck_assert_msg(memcmp(x, y, (size_t)(massc_rows(a)*massc_elements(a, c))*sizeof *x) == 0,
                      "column %s differs: %s: %a and %a in\n%s", massc_name(a, c), what, x[0], y[0], source);
    }
    ck_assert_int_eq(massc_series_count(a), massc_series_count(b));
    for (int i = 0; i < massc_series_count(a); i++) {
        long count = massc_rows(a);
        for (int d = 0; d < massc_series_dims(a, i); d++) {
            ck_assert_int_eq(massc_series_size(a, i, d), massc_series_size(b, i, d));
            count *= massc_series_size(a, i, d);
        }
        ck_assert_msg(memcmp(massc_series_values(a, i), massc_series_values(b, i), (size_t)count*sizeof(double)) == 0,
                      "series %s differs: %s in\n%s", massc_series_name(a, i), what, source);
    }
}

static void all_finite(struct massc_result *r, const char *source)
{
    const double *a = massc_values(r, massc_find(r, "a"));
    for (long i = 0; i < massc_rows(r); i++)
        ck_assert_msg(isfinite(a[i]), "not finite, so nothing is compared, in\n%s", source);
}

START_TEST(lanes_and_threads)
{
    struct random_model m;
    struct text source = text_of(_i, &m);
    struct massc *c = massc_open_text(text_string(&source), source.len);
    struct massc_result *first = run(c, &(struct massc_options){ .engine = "tcc" }, text_string(&source));
    all_finite(first, text_string(&source));
    for (int lanes = 1; lanes <= 16; lanes *= 4)
        for (int threads = 1; threads <= 2; threads++) {
            struct massc_options o = { .engine = "tcc", .threads = threads, .lanes = lanes };
            struct massc_result *r = run(c, &o, text_string(&source));
            same_tables(first, r, "lanes or threads", text_string(&source));
            massc_result_close(r);
        }
    massc_result_close(first);
    massc_close(c);
    text_free(&source);
}
END_TEST

START_TEST(compilers)
{
    struct random_model m;
    struct text source = text_of(1000 + _i, &m);
    struct massc *c = massc_open_text(text_string(&source), source.len);
    struct massc_result *first = run(c, &(struct massc_options){ .engine = "tcc", .lanes = 4 }, text_string(&source));
    static const char *const engines[] = { "gcc", "clang" };
    for (int e = 0; e < 2; e++)
        for (int lanes = 1; lanes <= 16; lanes *= 2) {
            struct massc_options o = { .engine = engines[e], .lanes = lanes };
            struct massc_result *r = massc_run(c, NULL, &o);
            if (!r && massc_code(c) == 3) {
                printf("skipped: %s is not installed\n", engines[e]);
                break;
            }
            ck_assert_msg(r != NULL, "%s", massc_error(c));
            same_tables(first, r, engines[e], text_string(&source));
            massc_result_close(r);
        }
    massc_result_close(first);
    massc_close(c);
    text_free(&source);
}
END_TEST

/* ---- one kernel, by hand ---------------------------------------------- */

static const char *no_model(const char *name, size_t *len) { (void)name; *len = 0; return NULL; }
static const char *no_names(int i) { (void)i; return NULL; }

static const struct library nothing = { .embedded = no_model, .names = no_names };

enum { STEPS = 4, BUFFERS = 160, RING = 16 };

struct bench {
    struct pipeline pipe;
    struct program *p;
    struct text c;
    struct compiled made;
    struct kernel_job job;
    void *at[BUFFERS];          /* of the kernel */
    long rows[BUFFERS];
};

static void put(const struct bench *b, void *array, long i, double x)
{
    if (b->p->bytes == 4)
        ((float *)array)[i] = (float)x;
    else
        ((double *)array)[i] = x;
}

static double get(const struct bench *b, const void *array, long i)
{
    return b->p->bytes == 4 ? (double)((const float *)array)[i] : ((const double *)array)[i];
}

static void bench_open(struct bench *b, const struct text *source, struct program_options options)
{
    memset(b, 0, sizeof *b);
    pipeline_open(&b->pipe, &nothing);
    b->pipe.options = options;
    struct source *src = source_text("random", source->bytes, source->len, &b->pipe.arena);
    struct ast *tree = ast_parse(src, &b->pipe.diags, &b->pipe.arena);
    static const struct overrides none;
    struct experiment *e = model_check(tree, &nothing, &none, &b->pipe.diags, &b->pipe.arena);
    struct text said = { 0 };
    diag_print(&b->pipe.diags, &said);
    ck_assert_msg(!b->pipe.diags.errors, "%s\nin\n%s", text_string(&said), source->bytes);
    text_free(&said);
    b->p = pipeline_emit(&b->pipe, e, &e->explorations[0], &b->c);
}

/* The buffer of that name. */
static void *buffer(const struct bench *b, const char *name)
{
    const struct kernel *k = b->made.kernel;
    for (int i = 0; i < k->buffer_count; i++)
        if (!strcmp(k->buffers[i].name, name))
            return b->at[i];
    return NULL;
}

/* Numbers of the states in all lanes. */
static long state_count(const struct bench *b)
{
    return (long)b->p->e->model->state_count*b->p->nodes*b->p->lanes;
}

/* Swept values, normals and fixed arrays. */
static void bench_fill(struct bench *b)
{
    const struct kernel *k = b->made.kernel;
    int noise = kernel_noise(k, 0);
    long fixed = 0, swept = 0;
    for (int i = 0; i < k->buffer_count; i++) {
        enum kernel_area area = kernel_area(k, i);
        for (long s = 0; area == AREA_SWEPT && s < kernel_places(k, i); s++, swept++)
            for (int l = 0; l < k->lanes; l++)
                put(b, b->at[i], s*k->lanes + l, 0.3 + 0.1*(double)l + 0.05*(double)swept);
        for (long s = 0; area == AREA_FIXED && s < kernel_places(k, i); s++)
            put(b, b->at[i], s, b->p->fixed_numbers[fixed++]);
    }
    for (long i = 0; noise >= 0 && i < STEPS*kernel_places(k, noise); i++)
        put(b, b->at[noise], i, 0.1*(double)(i % 7) - 0.3);
}

static void bench_start(struct bench *b)
{
    struct fail f = { 0 };
    ck_assert_msg(compile(b->c.bytes, ENGINE_TCC, &b->made, &f) == 0, "%s", f.text);
    const struct kernel *k = b->made.kernel;
    ck_assert_int_le(k->buffer_count, BUFFERS);
    for (int i = 0; i < k->buffer_count; i++) {
        int is_ring = kernel_is_ring(k, i);
        size_t bytes = kernel_bytes(k, i)*(is_ring ? 2*RING : STEPS);        /* of noise that many rows are read */
        b->at[i] = aligned_alloc(64, (bytes + 64) & ~(size_t)63);
        memset(b->at[i], 0, bytes);
        b->rows[i] = k->buffers[i].rows ? k->buffers[i].rows : is_ring ? RING : STEPS;
    }
    bench_fill(b);
    b->job = (struct kernel_job){ .total = STEPS, .at = b->at, .rows = b->rows };
    k->start(&b->job);
}

static void bench_close(struct bench *b)
{
    if (b->made.kernel)
        compile_close(&b->made);
    for (int i = 0; i < BUFFERS; i++)
        free(b->at[i]);
    text_free(&b->c);
    pipeline_close(&b->pipe);
}

/* ---- folding ---------------------------------------------------------- */

START_TEST(folding)
{
    struct random_model m;
    struct text source = text_of(3000 + _i, &m);
    struct bench folded, plain;
    bench_open(&folded, &source, (struct program_options){ .lanes = 2 });
    bench_open(&plain, &source, (struct program_options){ .lanes = 2, .no_fold = 1 });
    ck_assert_int_ge(plain.p->net.len, folded.p->net.len);
    bench_start(&folded);
    bench_start(&plain);
    folded.job.ticks = plain.job.ticks = STEPS;
    folded.made.kernel->advance(&folded.job);
    plain.made.kernel->advance(&plain.job);
    const void *folded_state = buffer(&folded, "y"), *plain_state = buffer(&plain, "y");
    for (long i = 0; i < state_count(&folded); i++)
        ck_assert_msg(get(&folded, folded_state, i) == get(&plain, plain_state, i),
                      "number %ld differs in\n%s", i, source.bytes);
    bench_close(&folded);
    bench_close(&plain);
    text_free(&source);
}
END_TEST

/* ---- order of declarations -------------------------------------------- */

/* The lines of the model block in reverse. States keep theirs: their order is
 * the order of the results. */
static struct text reversed(const char *source)
{
    struct text out = { 0 };
    const char *begin = strstr(source, "  param p0"), *end = strstr(begin, "\nend\n");
    text_bytes(&out, source, (size_t)(begin - source));
    for (const char *line = end; line > begin;) {
        const char *start = line - 1;
        while (start > begin && start[-1] != '\n')
            start--;
        text_bytes(&out, start, (size_t)(line - start));
        text_add(&out, "\n");
        line = start > begin ? start - 1 : begin;
    }
    text_add(&out, end + 1);
    return out;
}

START_TEST(order)
{
    struct random_model m;
    struct text source = text_of(4000 + _i, &m), turned = reversed(source.bytes);
    struct bench a, b;
    bench_open(&a, &source, (struct program_options){ .lanes = 2 });
    bench_open(&b, &turned, (struct program_options){ .lanes = 2 });
    bench_start(&a);
    bench_start(&b);
    a.job.ticks = b.job.ticks = 3;
    a.made.kernel->advance(&a.job);
    b.made.kernel->advance(&b.job);
    const void *a_state = buffer(&a, "y"), *b_state = buffer(&b, "y");
    for (long i = 0; i < state_count(&a); i++)
        ck_assert_msg(get(&a, a_state, i) == get(&b, b_state, i), "number %ld differs in\n%s", i, turned.bytes);
    bench_close(&a);
    bench_close(&b);
    text_free(&source);
    text_free(&turned);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("properties");
    TCase *c = tcase_create("random models");
    tcase_set_timeout(c, 120);
    tcase_add_loop_test(c, lanes_and_threads, 0, MODELS);
    tcase_add_loop_test(c, compilers, 0, COMPILED);
    tcase_add_loop_test(c, folding, 0, MODELS);
    tcase_add_loop_test(c, order, 0, MODELS);
    suite_add_tcase(s, c);
    SRunner *runner = srunner_create(s);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner), ran = srunner_ntests_run(runner);
    srunner_free(runner);
    printf("%d passed, %d failed\n", ran - failed, failed);
    return failed > 0 || ran == 0;
}
