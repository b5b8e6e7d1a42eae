/* source.c -- text in memory, and its lines. */
#include "source.h"
#include <string.h>

struct source *source_text(const char *path, const char *text, size_t len, struct arena *a)
{
    struct source *src = ARENA_NEW(a, struct source);
    src->path = arena_copy(a, path, strlen(path));
    src->text = arena_copy(a, text, len);
    src->len = (int)len;
    return src;
}

struct place source_place(const struct source *src, int byte)
{
    const char *s = src->text;
    if (byte < 0)
        byte = 0;
    if (byte > src->len)
        byte = src->len;
    struct place at = { .line = 1 };
    const char *newline;
    while ((newline = memchr(s + at.bol, '\n', (size_t)(byte - at.bol)))) {
        at.bol = (int)(newline - s) + 1;
        at.line++;
    }
    newline = memchr(s + byte, '\n', (size_t)(src->len - byte));
    at.eol = newline ? (int)(newline - s) : src->len;
    if (at.eol > at.bol && s[at.eol-1] == '\r')
        at.eol--;
    at.column = byte - at.bol + 1;
    return at;
}
