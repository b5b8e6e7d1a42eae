/* unit_emit.c -- the templates may run out of memory anywhere: that is said, and no more. */
#include "libcheck.h"
#include <stdlib.h>
#include <string.h>
#include "job/library.h"
#include "pipeline.h"
#include "lower/program.h"

Suite *suite_emit(void);

/* Gives memory so many times, then none. */
static void *counted(void *user, void *block, size_t old, size_t size)
{
    long *left = user;
    if (size == 0) {
        free(block);
        return NULL;
    }
    if ((!block || size > old) && (*left)-- <= 0)
        return NULL;
    return realloc(block, size);
}

START_TEST(memory_that_runs_out)
{
    struct arena arena = { 0 };
    struct model_library library;
    struct pipeline p;
    struct text whole = { 0 }, got = { 0 };
    int code, status = -1;
    long tries = 0;
    library_open(&library, &arena);
    pipeline_open(&p, &library.calls);
    struct experiment *e = pipeline_read(&p, "models/experiments/rww_g_sweep.mass", NULL, &code);
    ck_assert_ptr_nonnull(e);
    struct program *program = pipeline_emit(&p, e, &e->explorations[0], &whole);
    for (long given = 0; status; given += 1 + given/400, tries++) {
        long left = given;
        status = program_emit_within(program, NULL, counted, &left, &got);
        ck_assert(status == 0 || got.len == 0);
    }
    ck_assert_int_gt(tries, 100);
    ck_assert_str_eq(text_string(&got), text_string(&whole));
    text_free(&whole);
    text_free(&got);
    pipeline_close(&p);
    arena_free(&arena);
}
END_TEST

Suite *suite_emit(void)
{
    Suite *s = suite_create("emit");
    TCase *t = tcase_create("emit");
    tcase_set_timeout(t, 60);
    tcase_add_test(t, memory_that_runs_out);
    suite_add_tcase(s, t);
    return s;
}
