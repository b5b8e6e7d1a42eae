/* emit.c -- a program's texts: one of expressions for gcc, clang and any C99, one of calls
 * of vector primitives for tcc, which does not optimise.
 */
#include "frame.h"

/* Lanes that fill a vector of AVX2: 8 singles, 4 doubles. With fewer the calls cost more than
 * what they do. */
enum { BYTES_FOR_CALLS = 32 };

void program_emit(struct program *p, const char *templates, unsigned texts, struct text *out)
{
    int is_called = texts & TEXT_OF_CALLS && p->lanes*p->bytes >= BYTES_FOR_CALLS;
    if (!is_called || texts & TEXT_OF_EXPRESSIONS)
        frame_text(&(struct frame){ p, &target_vector, templates }, out);
    p->calls = NULL;
    if (!is_called)
        return;
    struct text calls = { 0 };
    frame_text(&(struct frame){ p, &target_calls, templates }, &calls);
    p->calls = arena_copy(p->arena, text_string(&calls), calls.len);
    text_free(&calls);
}
