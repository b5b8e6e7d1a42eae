/* names.c -- see names.h. A hash table with levels. */
#include "names.h"
#include <ctype.h>
#include <string.h>
#include "base/name.h"
#include "base/utf8.h"
#include "c_words.h"
#include "wording/pasted.h"

struct name_entry {
    const char *name;
    int level;                  /* -1: its level ended */
    struct name_entry *next;    /* in its bucket */
    struct name_entry *below;   /* taken before it, while its level lasts */
};

/* C11's words without an underscore in front, those that gcc, clang and tcc add, and
 * what they define before the text begins. All other words a compiler may keep to
 * itself begin with an underscore. */
static const char *const keywords[] = {
    "auto", "break", "case", "char", "const", "continue", "default", "do", "double", "else", "enum", "extern",
    "float", "for", "goto", "if", "inline", "int", "long", "register", "restrict", "return", "short", "signed",
    "sizeof", "static", "struct", "switch", "typedef", "union", "unsigned", "void", "volatile", "while",
    "asm", "typeof", "typeof_unqual", "alignas", "alignof", "bool", "constexpr", "false", "nullptr", "true",
    "static_assert", "thread_local", "linux", "unix", "i386"
};

static struct name_entry *find(const struct names *n, const char *s, size_t len)
{
    struct name_entry *e = n->buckets[name_hash(s, len) & (unsigned)(n->bucket_count - 1)];
    while (e && (strncmp(e->name, s, len) != 0 || e->name[len]))
        e = e->next;
    return e;
}

static void link_entry(struct names *n, struct name_entry *e)
{
    struct name_entry **bucket = &n->buckets[name_hash(e->name, strlen(e->name)) & (unsigned)(n->bucket_count - 1)];
    e->next = *bucket;
    *bucket = e;
}

static void grow(struct names *n)
{
    struct name_entry **old = n->buckets;
    int count = n->bucket_count;
    n->bucket_count = count ? 2*count : 1024;
    n->buckets = ARENA_ARRAY(n->arena, struct name_entry *, n->bucket_count);
    for (int i = 0; i < count; i++)
        for (struct name_entry *e = old[i], *next; e; e = next) {
            next = e->next;
            link_entry(n, e);
        }
}

static struct name_entry *add(struct names *n, const char *s, size_t len, int level)
{
    if (n->count >= n->bucket_count)
        grow(n);
    struct name_entry *e = find(n, s, len);
    if (!e) {
        e = ARENA_NEW(n->arena, struct name_entry);
        *e = (struct name_entry){ .name = arena_copy(n->arena, s, len) };
        link_entry(n, e);
        n->count++;
    }
    e->level = level;
    return e;
}

void names_open(struct names *n, struct arena *a)
{
    *n = (struct names){ .arena = a };
    grow(n);
    for (size_t i = 0; i < sizeof keywords/sizeof *keywords; i++)
        names_reserve(n, keywords[i]);
}

void names_reserve(struct names *n, const char *name)
{
    add(n, name, strlen(name), 0);
}

void names_reserve_text(struct names *n, const char *text, size_t len)
{
    struct c_words words = { .text = text, .len = len };
    struct c_word w;
    while (c_words_next(&words, &w))
        if (w.is_outer)
            add(n, text + w.from, w.len, 0);
}

static int is_ascii(const char *s)
{
    while (*s && !(*s & 0x80))
        s++;
    return !*s;
}

const char *names_spelt(const char *name, struct arena *a)
{
    const char *text = "";
    if (is_ascii(name))
        return name;
    for (int len; *name; name += len) {
        len = utf8_length(name, name + strlen(name));
        len = len ? len : 1;
        const char *letter = len > 1 ? pasted_name(name, len, a) : NULL;
        text = letter ? arena_print(a, "%s%s", text, letter) : arena_print(a, "%s%.*s", text, len, name);
    }
    return text;
}

/* What a constant is folded from, "w*J_N", may name what is made of it. */
const char *names_identifier(const char *want, struct arena *a)
{
    want = names_spelt(want, a);
    char *text = arena_print(a, want[0] == '_' || isdigit((unsigned char)want[0]) ? "u%s" : "%s", want);
    for (char *c = text; *c; c++)
        *c = (char)(isalnum((unsigned char)*c) ? *c : '_');
    return text;
}

const char *names_take(struct names *n, const char *want)
{
    const char *name = names_identifier(want, n->arena);
    for (;;) {
        struct name_entry *e = find(n, name, strlen(name));
        if (!e || e->level < 0) {
            e = add(n, name, strlen(name), n->level);
            e->below = n->taken;
            n->taken = e;
            return e->name;
        }
        name = arena_print(n->arena, "%s_", name);
    }
}

int names_is_free(const struct names *n, const char *name)
{
    const struct name_entry *e = find(n, name, strlen(name));
    return name[0] != '_' && (!e || e->level < 0);
}

void names_enter(struct names *n)
{
    n->level++;
}

void names_leave(struct names *n)
{
    for (; n->taken && n->taken->level == n->level; n->taken = n->taken->below)
        n->taken->level = -1;
    n->level--;
}
