/* template.c -- see template.h. */
#include "template.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include "embedded.h"
#include "source/diag.h"

/* ---- reading ---------------------------------------------------------------------- */

static const char *embedded_text(const char *path)
{
    const struct embedded_file *f = embedded_files;
    while (f->path && strcmp(f->path, path) != 0)
        f++;
    if (!f->path)
        BUG("a template is not embedded");
    return f->text;
}

static _Noreturn void unreadable(const char *path, struct arena *a)
{
    guard_raise(EXIT_SYSTEM, arena_print(a, "cannot read the template '%s': %s", path, strerror(errno)));
}

/* Whole into the arena: no file is open while memory is asked for. */
static const char *file_text(const char *path, struct arena *a)
{
    FILE *f = fopen(path, "rb");
    long size = -1;
    if (f && fseek(f, 0, SEEK_END) == 0)
        size = ftell(f);
    if (f)
        fclose(f);
    if (size < 0)
        unreadable(path, a);
    char *text = arena_alloc(a, (size_t)size + 1);
    f = fopen(path, "rb");
    size_t got = f ? fread(text, 1, (size_t)size, f) : 0;
    int bad = !f || ferror(f);
    if (f)
        fclose(f);
    if (bad)
        unreadable(path, a);
    text[got] = '\0';
    return text;
}

const char *template_interface(void)
{
    return embedded_text("runtime/engine/kernel.h");
}

const char *template_eval_interface(void)
{
    return embedded_text("runtime/engine/kernel_eval.h");
}

const char *template_text(const struct templates *t, const char *path)
{
    if (t->folder)
        return file_text(arena_print(t->arena, "%s/%s", t->folder, path), t->arena);
    return embedded_text(arena_print(t->arena, "templates/%s", path));
}

/* ---- filling ------------------------------------------------------------------------ */

static const struct text *hole_named(const struct hole *holes, const char *name, size_t len)
{
    for (; holes->name; holes++)
        if (strlen(holes->name) == len && memcmp(holes->name, name, len) == 0)
            return holes->text;
    return NULL;
}

/* A line with its holes filled; 0: it was a hole with nothing in it. */
static int fill_line(const char *line, const char *end, const struct hole *holes, struct text *out)
{
    size_t before = out->len;
    int had = 0;
    while (line < end) {
        const char *open = strstr(line, "${"), *close = open ? memchr(open, '}', (size_t)(end - open)) : NULL;
        if (!open || open >= end || !close)
            break;
        const struct text *t = hole_named(holes, open + 2, (size_t)(close - open - 2));
        text_bytes(out, line, (size_t)(open - line));
        if (t)
            text_bytes(out, text_string(t), t->len);
        else
            text_bytes(out, open, (size_t)(close + 1 - open));
        had |= t != NULL;
        line = close + 1;
    }
    text_bytes(out, line, (size_t)(end - line));
    return !had || out->len > before;
}

static int ends_empty(const struct text *out)
{
    return !out->len || (out->len > 1 && out->bytes[out->len - 1] == '\n' && out->bytes[out->len - 2] == '\n');
}

void template_fill(const char *text, const struct hole *holes, struct text *out)
{
    struct text line = { 0 };
    for (const char *end; *text; text = *end ? end + 1 : end) {
        end = strchr(text, '\n');
        end = end ? end : text + strlen(text);
        text_free(&line);
        if (!fill_line(text, end, holes, &line) || (!line.len && ends_empty(out)))
            continue;
        text_bytes(out, text_string(&line), line.len);
        if (!line.len || line.bytes[line.len - 1] != '\n')
            text_add(out, "\n");
    }
    text_free(&line);
}
