/* fuzz_pipeline.c -- any text: read, check, report; what has no error is lowered
 * and emitted, and tcc takes the C that came out.
 */
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include "engine/compile.h"
#include "job/library.h"
#include "pipeline.h"

enum { MOST_DIGITS = 3, MOST_NODES = 40 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* A network of 99999 nodes or a list as long is slow, and not what is looked for. */
static int has_large_number(const uint8_t *data, size_t n)
{
    int digits = 0;
    for (size_t i = 0; i < n && digits <= MOST_DIGITS; i++)
        digits = isdigit(data[i]) ? digits + 1 : 0;
    return digits > MOST_DIGITS;
}

static void compile_exploration(struct pipeline *p, const struct experiment *e,
                                const struct exploration *x)
{
    struct text c = { 0 };
    struct fail f = { .code = 0 };
    struct compiled kernel;
    pipeline_emit(p, e, x, &c);
    if (compile(text_string(&c), ENGINE_TCC, &kernel, &f) < 0) {
        fprintf(stderr, "%s\n", f.text);
        abort();
    }
    compile_close(&kernel);
    text_free(&c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct pipeline p;
    struct model_library library;
    struct text report = { 0 };
    if (has_large_number(data, n))
        return 0;
    pipeline_open(&p, NULL);
    library_open(&library, &p.arena);
    p.library = &library.calls;
    const struct source *src = source_text("fuzz.mass", (const char *)data, n, &p.arena);
    const struct ast *tree = ast_parse(src, &p.diags, &p.arena);
    struct experiment *e = model_check(tree, p.library, &(struct overrides){ 0 }, &p.diags, &p.arena);
    diag_print(&p.diags, &report);
    for (int i = 0; !p.diags.errors && e->nodes <= MOST_NODES && i < e->exploration_count; i++)
        compile_exploration(&p, e, &e->explorations[i]);
    text_free(&report);
    pipeline_close(&p);
    return 0;
}
