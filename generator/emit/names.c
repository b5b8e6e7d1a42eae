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
    unsigned hash;
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

static struct name_entry *find(const struct names *n, const char *s, size_t len, unsigned hash)
{
    struct name_entry *e = n->buckets[hash & (unsigned)(n->bucket_count - 1)];
    while (e && (e->hash != hash || strncmp(e->name, s, len) != 0 || e->name[len]))
        e = e->next;
    return e;
}

static void link_entry(struct names *n, struct name_entry *e)
{
    struct name_entry **bucket = &n->buckets[e->hash & (unsigned)(n->bucket_count - 1)];
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

/* One that is not there yet; [name] lives on. */
static struct name_entry *insert(struct names *n, const char *name, unsigned hash)
{
    if (n->count >= n->bucket_count)
        grow(n);
    struct name_entry *e = ARENA_NEW(n->arena, struct name_entry);
    *e = (struct name_entry){ .name = name, .hash = hash };
    link_entry(n, e);
    n->count++;
    return e;
}

static void reserve(struct names *n, const char *s, size_t len)
{
    const unsigned hash = name_hash(s, len);
    struct name_entry *e = find(n, s, len, hash);
    if (!e)
        e = insert(n, arena_copy(n->arena, s, len), hash);
    e->level = 0;
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
    reserve(n, name, strlen(name));
}

void names_reserve_text(struct names *n, const char *text, size_t len)
{
    struct c_words words = { .text = text, .len = len };
    struct c_word w;
    while (c_words_next(&words, &w))
        if (w.is_outer)
            reserve(n, text + w.from, w.len);
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
    const size_t len = strlen(want), front = want[0] == '_' || isdigit((unsigned char)want[0]);
    char *text = arena_alloc(a, front + len + 1);
    text[0] = 'u';
    for (size_t i = 0; i < len; i++)
        text[front + i] = (char)(isalnum((unsigned char)want[i]) ? want[i] : '_');
    text[front + len] = '\0';
    return text;
}

const char *names_take(struct names *n, const char *want)
{
    const char *name = names_identifier(want, n->arena);
    for (;;) {
        const size_t len = strlen(name);
        const unsigned hash = name_hash(name, len);
        struct name_entry *e = find(n, name, len, hash);
        if (!e || e->level < 0) {
            e = e ? e : insert(n, name, hash);
            e->level = n->level;
            e->below = n->taken;
            n->taken = e;
            return e->name;
        }
        name = arena_print(n->arena, "%s_", name);
    }
}

int names_is_free(const struct names *n, const char *name)
{
    const size_t len = strlen(name);
    const struct name_entry *e = find(n, name, len, name_hash(name, len));
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
