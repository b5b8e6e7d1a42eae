/* emit.c -- a program's texts: one of expressions for gcc, clang and any C99, one of calls
 * of vector primitives for tcc, which does not optimise; where lanes are few one of plain expressions.
 */
#include "frame.h"
#include <string.h>
#include "c_rename.h"
#include "c_words.h"

/* Lanes that fill a vector of AVX2: 8 singles, 4 doubles. With fewer the calls cost more than
 * what they do. */
enum { BYTES_FOR_CALLS = 32 };

void program_emit(struct program *p, const char *templates, unsigned texts, struct text *out)
{
    int is_called = texts & TEXT_OF_CALLS && p->lanes*p->bytes >= BYTES_FOR_CALLS;
    const struct target *few = texts == TEXT_OF_CALLS && !templates ? &target_plain : &target_vector;
    if (!is_called || texts & TEXT_OF_EXPRESSIONS)
        frame_text(&(struct frame){ p, few, templates }, out);
    p->calls = NULL;
    if (!is_called)
        return;
    struct text calls = { 0 };
    frame_text(&(struct frame){ p, &target_calls, templates }, &calls);
    p->calls = arena_copy(p->arena, text_string(&calls), calls.len);
    text_free(&calls);
}

/* Names of one part make way for those of all others: it is written as if it were alone, and gets other names then. */
static void own_text(const struct frame *all, int count, int i, const struct names *outside, const char *const *taken, const char *shared,
                     struct c_renames *renamed, struct program_part *part)
{
    struct arena *a = all[i].program->arena;
    struct text own = { 0 }, macros = { 0 };
    const char *prefix = count > 1 ? arena_print(a, "%s_", names_identifier(all[i].program->x->name, a)) : "";
    part->symbol = frame_own(all, count, i, outside, &own);
    c_rename(text_string(&own), prefix, (const char *const[]){ shared, part->symbol, NULL }, taken, a, renamed, &part->text);
    c_undefine(text_string(&part->text), NULL, &macros);
    text_add(&part->text, text_string(&macros));
    text_free(&macros);
    text_free(&own);
}

/* [beside] and the text of what is shared, NULL behind them. */
static const char *const *all_taken(const char *const *beside, const char *shared, struct arena *a)
{
    int count = 0;
    while (beside && beside[count])
        count++;
    const char **list = ARENA_ARRAY(a, const char *, count + 2);
    for (int i = 0; i < count; i++)
        list[i] = beside[i];
    list[count] = shared;
    return list;
}

void programs_emit(struct program *const *programs, int count, const char *templates, const char *const *beside,
                   struct program_file *out)
{
    static const char *const kept[] = { "KERNEL_H", "OVER", "KERNEL_CLOCKS", NULL };
    struct arena *a = programs[0]->arena;
    struct frame *all = ARENA_ARRAY(a, struct frame, count);
    struct c_renames renamed = { NULL, 0 };
    struct names outside;
    *out = (struct program_file){ .parts = ARENA_ARRAY(a, struct program_part, count), .count = count };
    for (int i = 0; i < count; i++)
        all[i] = (struct frame){ programs[i], &target_vector, templates };
    frame_shared(all, count, &out->shared);
    const char *front = text_string(&out->shared), *const *taken = all_taken(beside, front, a);
    names_open(&outside, a);
    for (int i = 0; taken[i]; i++)
        names_reserve_text(&outside, taken[i], strlen(taken[i]));
    for (int i = 0; i < count; i++) {
        own_text(all, count, i, &outside, taken, front, &renamed, &out->parts[i]);
        const char *symbol = out->parts[i].symbol;
        names_reserve(&outside, symbol);
        *ARENA_PUSH(a, renamed.list, renamed.count) = (struct c_rename){ symbol, symbol };
    }
    c_undefine(front, kept, &out->behind);
    frame_behind(all, &out->behind);
}

void program_file_free(struct program_file *f)
{
    for (int i = 0; i < f->count; i++)
        text_free(&f->parts[i].text);
    text_free(&f->shared);
    text_free(&f->behind);
}
