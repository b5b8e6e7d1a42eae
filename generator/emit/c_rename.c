/* c_rename.c -- see c_rename.h. */
#include "c_rename.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "c_words.h"
#include "names.h"

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct c_rename *)a)->from, ((const struct c_rename *)b)->from);
}

static const char *copied(const char *text, const struct c_word *w, struct arena *a)
{
    return arena_copy(a, text + w->from, w->len);
}

/* Those that the text itself declares: all at its outermost level that nobody else has. Sorted; each once. */
static void declared(const char *text, const char *const *known, struct arena *a, struct c_renames *out)
{
    struct names others;
    struct c_words words = { .text = text, .len = strlen(text) };
    struct c_word w;
    names_open(&others, a);
    for (int i = 0; known[i]; i++)
        names_reserve_text(&others, known[i], strlen(known[i]));
    while (c_words_next(&words, &w)) {
        const char *name = w.is_outer && !w.is_directive && !w.is_member && text[w.from] != '_' ? copied(text, &w, a) : NULL;
        if (!name || !names_is_free(&others, name))
            continue;
        names_reserve(&others, name);
        *ARENA_PUSH(a, out->list, out->count) = (struct c_rename){ name, name };
    }
    if (out->count)
        qsort(out->list, (size_t)out->count, sizeof *out->list, by_name);
}

static const char *with_prefix(const char *prefix, const char *name, struct arena *a)
{
    char *text = arena_print(a, "%s%s", prefix, name);
    for (size_t i = 0; isupper((unsigned char)name[0]) && prefix[i]; i++)
        text[i] = (char)toupper((unsigned char)text[i]);
    return text;
}

/* All words of the text are taken by itself, but for a name that stays. */
static void choose(const char *text, const char *prefix, const char *const *taken, const struct c_renames *before_it, struct arena *a,
                   struct c_renames *own)
{
    struct names outside, inside;
    struct c_words words = { .text = text, .len = strlen(text) };
    struct c_word w;
    names_open(&outside, a);
    names_open(&inside, a);
    for (int i = 0; taken[i]; i++)
        names_reserve_text(&outside, taken[i], strlen(taken[i]));
    for (int i = 0; i < before_it->count; i++)
        names_reserve(&outside, before_it->list[i].to);
    while (c_words_next(&words, &w))
        names_reserve(&inside, copied(text, &w, a));
    for (int i = 0; i < own->count; i++) {
        const char *name = with_prefix(prefix, own->list[i].from, a);
        int is_same = !*prefix;
        for (; !names_is_free(&outside, name) || (!is_same && !names_is_free(&inside, name)); is_same = 0)
            name = arena_print(a, "%s_", name);
        names_reserve(&outside, name);
        own->list[i].to = name;
    }
}

static void replace(const char *text, const struct c_renames *own, struct arena *a, struct text *out)
{
    struct c_words words = { .text = text, .len = strlen(text) };
    struct c_word w;
    size_t done = 0;
    while (own->count && c_words_next(&words, &w)) {
        const struct c_rename key = { copied(text, &w, a), NULL };
        const struct c_rename *r = w.is_member ? NULL : bsearch(&key, own->list, (size_t)own->count, sizeof key, by_name);
        if (!r)
            continue;
        text_bytes(out, text + done, w.from - done);
        text_add(out, r->to);
        done = w.from + w.len;
    }
    text_add(out, text + done);
}

void c_rename(const char *text, const char *prefix, const char *const *known, const char *const *taken, struct arena *a,
              struct c_renames *all, struct text *out)
{
    struct c_renames own = { NULL, 0 };
    declared(text, known, a, &own);
    choose(text, prefix, taken, all, a, &own);
    replace(text, &own, a, out);
    for (int i = 0; i < own.count; i++)
        *ARENA_PUSH(a, all->list, all->count) = own.list[i];
}
