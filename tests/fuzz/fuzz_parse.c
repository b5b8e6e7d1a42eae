/* fuzz_parse.c -- any bytes: parse, print, parse what was printed, report. */
#include <stdint.h>
#include <string.h>
#include "ast/ast.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct arena a = { 0 };
    struct diags first = { .arena = &a }, second = { .arena = &a };
    struct text once = { 0 }, twice = { 0 }, report = { 0 };
    ast_print(ast_parse(source_text("fuzz", (const char *)data, n, &a), &first, &a), &once);
    const struct source *again = source_text("again", text_string(&once), once.len, &a);
    ast_print(ast_parse(again, &second, &a), &twice);
    diag_print(&first, &report);
    if (second.errors || strcmp(text_string(&once), text_string(&twice)))
        BUG("what was printed does not parse to the same tree");
    ast_parse_axis(source_text("axis", (const char *)data, n, &a), &first, &a);
    text_free(&once), text_free(&twice), text_free(&report);
    arena_free(&a);
    return 0;
}
