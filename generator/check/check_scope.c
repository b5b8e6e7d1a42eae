/* check_scope.c -- names: declared once, found, misspelt.
 *
 * A scope keeps its symbols in order of declaration and in hash buckets, so
 * that a file of a hundred thousand names is no slower a name than one of ten.
 */
#include <ctype.h>
#include <string.h>
#include "checker.h"

/* ------------------------------------------------------------------ symbols -- */

static struct symbol **bucket(const struct scope *s, const char *name)
{
    return &s->buckets[name_hash(name, strlen(name)) & (unsigned)(s->bucket_count - 1)];
}

struct symbol *scope_find(const struct scope *s, const char *name)
{
    struct symbol *at = s->bucket_count ? *bucket(s, name) : NULL;
    while (at && strcmp(at->name, name))
        at = at->chain;
    return at;
}

struct symbol *scope_find_older(const struct symbol *newer)
{
    struct symbol *at = newer->chain;
    while (at && strcmp(at->name, newer->name))
        at = at->chain;
    return at;
}

static void widen(struct arena *a, struct scope *s)
{
    s->bucket_count = s->bucket_count ? 4*s->bucket_count : 16;
    s->buckets = ARENA_ARRAY(a, struct symbol *, s->bucket_count);
    for (struct symbol *y = s->first; y; y = y->next) {
        struct symbol **b = bucket(s, y->name);
        y->chain = *b;
        *b = y;
    }
}

struct symbol *scope_put(struct arena *a, struct scope *s, const char *name,
                         struct span at, enum symbol_kind kind, int index)
{
    if (s->count >= s->bucket_count)
        widen(a, s);
    struct symbol *y = ARENA_NEW(a, struct symbol);
    *y = (struct symbol){ .name = name, .kind = kind, .index = index, .at = at };
    struct symbol **b = bucket(s, name);
    y->chain = *b;
    *b = y;
    if (s->last)
        s->last->next = y;
    else
        s->first = y;
    s->last = y;
    s->count++;
    return y;
}

struct symbol *owned_find(const struct check *c, const struct owned_scope *s, const struct exploration *owner, const char *name)
{
    struct symbol *own = owner && s->own ? scope_find(&s->own[owner - c->e->explorations], name) : NULL;
    return own ? own : scope_find(&s->file, name);
}

void owned_put(struct check *c, struct owned_scope *s, const struct exploration *owner, const char *name, struct span at, int index)
{
    if (owner && !s->own)
        s->own = ARENA_ARRAY(c->arena, struct scope, c->e->exploration_count);
    scope_put(c->arena, owner ? &s->own[owner - c->e->explorations] : &s->file, name, at, SYMBOL_OBSERVE, index);
}

/* -------------------------------------------------------------- declarations -- */

const char *name_reserved(const char *name)
{
    if (!strcmp(name, "t"))
        return "the time";
    if (!strcmp(name, ast_end_word))
        return "the word that closes a block";
    if (builtin_is_constant(name))
        return "a constant of the language";
    if (builtin_find(name) || name_one_of(name, reduction_names) >= 0)
        return "a function of the language";
    return NULL;
}

struct symbol *scope_declare(struct check *c, struct scope *s, const char *name, struct span at,
                       enum symbol_kind kind, int index)
{
    const struct symbol *first = scope_find(s, name);
    const char *why = name_reserved(name);
    if (why) {
        diag_error(c->diags, at, "'%s' is %s; choose another name", name, why);
    } else if (first && first->kind != SYMBOL_POISON) {
        diag_error(c->diags, at, "'%s' is declared twice", name);
        diag_note(c->diags, first->at, "'%s' is declared here", name);
    } else if (strchr(name, '.')) {
        diag_error(c->diags, at, "'%s' holds a dot; a name declared here is one word", name);
    }
    if (first && first->kind != SYMBOL_POISON)
        return NULL;
    struct symbol *y = scope_put(c->arena, s, name, at, kind, index);
    y->used = why != NULL;                      /* one message is enough */
    return y;
}

const char *symbol_kind_name(enum symbol_kind kind)
{
    static const char *const names[] = {        /* ORDER symbol_kind */
        "a state", "a parameter", "an input", "a derived quantity", "a function",
        "a source state", "a target state", "the weighted sum", "an observation", "unknown"
    };
    return names[kind];
}

/* ------------------------------------------------------------ unknown names -- */

/* Letters beyond ASCII are no signs. */
static size_t word_length(const char *text)
{
    size_t n = 0;
    while (isalnum((unsigned char)text[n]) || text[n] == '_' || (unsigned char)text[n] >= 0x80)
        n++;
    return n;
}

static void mark_word(struct check *c, const struct file *f, const char *at, size_t n)
{
    const char *word = arena_copy(c->arena, at, n);
    if (!scope_find(&c->broken, word))
        scope_put(c->arena, &c->broken, word, (struct span){ f->src, (int)(at - f->src->text), (int)n }, SYMBOL_POISON, 0);
}

/* All words of a line, comments left out; of dV/dt the V, too. */
static void mark_line(struct check *c, const struct file *f, const char *line)
{
    const char *end = line + strcspn(line, "#\n");
    for (const char *at = line; at < end;) {
        size_t n = word_length(at);
        if (n)
            mark_word(c, f, at, n);
        if (n > 1 && *at == 'd' && !strncmp(at + n, "/dt", 3))
            mark_word(c, f, at + 1, n - 1);
        at += n ? n : 1;
    }
}

/* All lines of the span. */
void file_mark_broken(struct check *c, const struct file *f, struct span at)
{
    int from = at.from;
    while (from > 0 && f->src->text[from-1] != '\n')
        from--;
    while (from <= at.to && from < f->src->len) {
        mark_line(c, f, f->src->text + from);
        from += (int)strcspn(f->src->text + from, "\n") + 1;
    }
}

/* Dotted names are cut at their dots: the line "coupling instant = (" leaves
 * "coupling.instant.G" unknown too. */
int name_is_broken(const struct check *c, const char *name)
{
    for (const char *word = name; c->broken.count && *word;) {
        size_t n = strcspn(word, ".");
        if (n && scope_find(&c->broken, n < strlen(word) ? arena_copy(c->arena, word, n) : word))
            return 1;
        word += n + (word[n] == '.');
    }
    return 0;
}

static int is_unit_letter(char c)
{
    return isalpha((unsigned char)c) || c == '%' || (unsigned char)c >= 0x80;
}

static int skip_back(const char *text, int at)
{
    while (at > 0 && (text[at-1] == ' ' || text[at-1] == '\t'))
        at--;
    return at;
}

static int known_between(struct check *c, const char *text, int from, int to)
{
    return to > from && unit_is_known(arena_copy(c->arena, text + from, (size_t)(to - from)));
}

/* Where the units begin that are multiplied and divided in front of [at], each a known one; and how many. */
static int units_before(struct check *c, const char *text, int at, int *count)
{
    for (*count = 0;; ++*count) {
        int sign = skip_back(text, at), end = sign > 0 && strchr("*/", text[sign-1]) ? skip_back(text, sign - 1) : 0, from = end;
        while (from > 0 && is_unit_letter(text[from-1]))
            from--;
        if (!known_between(c, text, from, end))
            return at;
        at = from;
    }
}

/* Behind a word the others of its unit. */
static int units_behind(struct check *c, const char *text, int at)
{
    for (;;) {
        int from = at, to;
        if (text[at] == '^' && isdigit((unsigned char)text[at + 1]))
            at += 1 + (int)strspn(text + at + 1, "0123456789");
        from = at + (text[at] && strchr("*/", text[at]));
        for (to = from; is_unit_letter(text[to]); to++)
            continue;
        if (from == at || !known_between(c, text, from, to))
            return at;
        at = to;
    }
}

/* What to say of an unknown name that stands where a unit does, 3 m/s, 1/ms; NULL: it is no unit, or stands elsewhere;
 * "": that was said of the word before it. */
static const char *unit_in_formula(struct check *c, struct span at, const char *name)
{
    const char *text = at.src ? at.src->text : "";
    if (!at.src || !unit_is_known(name))
        return NULL;
    int count, from = units_before(c, text, at.from, &count), number = skip_back(text, from), to = units_behind(c, text, at.to);
    if (count && number > 0 && isdigit((unsigned char)text[number-1]))
        return count > 1 ? "" : arena_print(c->arena, "'%s' is a unit here, and one of several words stands in brackets: [%.*s]", name, to - from, text + from);
    int sign = skip_back(text, at.from);
    if (strlen(name) > 1 && sign > 0 && strchr("*/", text[sign-1]))
        return arena_print(c->arena, "unknown name '%s'; a unit stands behind a number: 1 %s", name, name);
    return NULL;
}

void scope_unknown(struct check *c, struct scope *s, struct span at, const char *name,
                  const char *text)
{
    const char *unit = unit_in_formula(c, at, name);
    if (unit) {                         /* it is no name that others miss, too */
        if (*unit)
            diag_error(c->diags, at, "%s", unit);
        return;
    }
    scope_put(c->arena, s, name, at, SYMBOL_POISON, 0);
    if (!scope_find(&c->reported, name))
        scope_put(c->arena, &c->reported, name, at, SYMBOL_POISON, 0);
    if (!name_is_broken(c, name))
        diag_error(c->diags, at, "%s", text);
}
