/* c_words.c -- see c_words.h. */
#include "c_words.h"
#include <ctype.h>
#include <string.h>

/* ---- words -------------------------------------------------------------------------- */

/* The end of a comment, string or character that begins at [i], its quote to come; [i] if none does. */
static size_t skip(const char *text, size_t len, size_t i)
{
    if (text[i] == '/' && i + 1 < len && text[i + 1] == '*') {
        const char *end = strstr(text + i + 2, "*/");
        return end ? (size_t)(end - text) + 2 : len;
    }
    if (text[i] == '"' || text[i] == '\'') {
        const char quote = text[i];
        for (i++; i < len && text[i] != quote; i++)
            i += text[i] == '\\';
    }
    return i;
}

static int in_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* What a sign at [i] opens or closes. */
static void take_sign(struct c_words *w, char c)
{
    w->inside += (c == '{' && w->in_enum != 1) || c == '(';
    w->inside -= (c == '}' && w->in_enum != 2) || c == ')';
    w->in_enum = c == '{' && w->in_enum == 1 ? 2 : (c == '}' || c == '(' || c == ';') && !w->inside ? 0 : w->in_enum;
}

/* The last sign in front of [i] that is no space; '>' of an arrow alone. */
static char before(const char *text, size_t i)
{
    while (i > 0 && isspace((unsigned char)text[i - 1]))
        i--;
    return i == 0 || (text[i - 1] == '>' && (i < 2 || text[i - 2] != '-')) ? '\0' : text[i - 1];
}

int c_words_next(struct c_words *w, struct c_word *word)
{
    while (w->at < w->len) {
        size_t from = w->at = skip(w->text, w->len, w->at);
        while (w->at < w->len && in_word(w->text[w->at]))
            w->at++;
        size_t len = w->at - from;
        if (len && !w->inside && len == 4 && !strncmp(w->text + from, "enum", 4))
            w->in_enum = 1;
        if (len && !isdigit((unsigned char)w->text[from])) {
            char sign = before(w->text, from);
            *word = (struct c_word){ from, len, !w->inside, sign == '.' || sign == '>', sign == '#' };
            return 1;
        }
        if (len || w->at >= w->len)
            continue;
        take_sign(w, w->text[w->at]);
        w->at++;
    }
    return 0;
}

/* ---- long --------------------------------------------------------------------------- */

static int is_word(const char *text, const struct c_word *w, const char *name)
{
    return strlen(name) == w->len && strncmp(text + w->from, name, w->len) == 0;
}

/* Whether nothing but space stands between two words. */
static int follows(const char *text, const struct c_word *w, const struct c_word *next)
{
    size_t i = w->from + w->len;
    while (i < next->from && isspace((unsigned char)text[i]))
        i++;
    return i == next->from;
}

/* "long" alone: not of long long or long double. */
void c_wide(const char *text, struct text *out)
{
    struct c_words words = { .text = text, .len = strlen(text) };
    struct c_word w, next;
    size_t done = 0;
    int more = c_words_next(&words, &w);
    for (int after_long = 0; more; w = next) {
        more = c_words_next(&words, &next);
        int is_long = is_word(text, &w, "long"), joins = more && follows(text, &w, &next);
        if (is_long && !after_long && !(joins && (is_word(text, &next, "long") || is_word(text, &next, "double")))) {
            text_bytes(out, text + done, w.from + w.len - done);
            text_add(out, " long");
            done = w.from + w.len;
        }
        after_long = is_long && joins && !after_long;
    }
    text_add(out, text + done);
}

/* ---- macros ------------------------------------------------------------------------- */

static int is_kept(const char *text, const struct c_word *w, const char *const *kept)
{
    for (int i = 0; kept && kept[i]; i++)
        if (is_word(text, w, kept[i]))
            return 1;
    return 0;
}

/* Whether the same is defined in front of [at]. */
static int is_again(const char *text, const struct c_word *name, size_t at)
{
    struct c_words words = { .text = text, .len = at };
    struct c_word w;
    while (c_words_next(&words, &w))
        if (w.is_directive && is_word(text, &w, "define") && c_words_next(&words, &w) && w.len == name->len
            && strncmp(text + w.from, text + name->from, w.len) == 0)
            return 1;
    return 0;
}

void c_undefine(const char *text, const char *const *kept, struct text *out)
{
    struct c_words words = { .text = text, .len = strlen(text) };
    struct c_word w;
    while (c_words_next(&words, &w)) {
        size_t at = w.from;
        if (w.is_directive && is_word(text, &w, "define") && c_words_next(&words, &w) && !is_kept(text, &w, kept)
            && !is_again(text, &w, at))
            text_print(out, "#undef %.*s\n", (int)w.len, text + w.from);
    }
}
