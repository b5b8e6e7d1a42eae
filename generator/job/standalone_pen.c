/* standalone_pen.c -- names, texts and tables that are under way. */
#include "standalone_pen.h"
#include <string.h>

enum { LONG_TEXT = 160 };               /* bytes: stands by itself, under a name */

/* ---- names and shared things ---------------------------------------------------------- */

const char *pen_name(struct standalone_pen *p, const char *what)
{
    return names_take(&p->names, arena_print(p->arena, "%s%s", p->prefix, what));
}

const char *pen_name_of(struct standalone_pen *p, const char *of, const char *what)
{
    return pen_name(p, arena_print(p->arena, "%s_%s", of, what));
}

const char *pen_known(const struct standalone_pen *p, const void *what)
{
    for (int i = 0; what && i < p->known_count; i++)
        if (p->known[i].what == what)
            return p->known[i].name;
    return NULL;
}

const char *pen_know(struct standalone_pen *p, const void *what, const char *name)
{
    *ARENA_PUSH(p->arena, p->known, p->known_count) = (struct standalone_known){ .what = what, .name = name };
    return name;
}

/* ---- small values --------------------------------------------------------------------- */

const char *pen_scale(struct standalone_pen *p, struct scale s)
{
    AS_KNOWN(struct scale, 24);
    if (scale_is_one(s))
        return NULL;
    return arena_print(p->arena, "{ %s, %s, %d }", c_number(p->arena, s.times, 0), c_number(p->arena, s.parts, 0), s.tens);
}

const char *pen_shape(struct standalone_pen *p, const long *shape, int rank)
{
    return rank ? arena_print(p->arena, "{ %s }", arena_join(p->arena, shape, rank, ", ")) : NULL;
}

/* "static const TYPE NAME[] = {" of what a comment says. */
const char *pen_open(struct standalone_pen *p, const char *doc, const char *type, const char *what)
{
    const char *name = pen_name(p, what);
    text_print(p->out, "%s%s%sstatic const %s %s[] = {\n", doc ? "/* " : "", doc ? doc : "", doc ? " */\n" : "", type, name);
    return name;
}

void pen_close(struct standalone_pen *p)
{
    text_add(p->out, "};\n\n");
}

struct c_record pen_row(struct standalone_pen *p)
{
    text_add(p->out, "    ");
    return c_open(p->arena, p->out, 4);
}

void pen_row_end(struct c_record *r)
{
    c_close(r);
    text_add(r->out, ",\n");
}

/* Texts of a list that ends with NULL, or has a length; entries may be NULL. */
const char *pen_texts(struct standalone_pen *p, const char *name, const char *const *list, int count)
{
    size_t line = p->out->len;
    text_print(p->out, "static const char *const %s[] = {", name);
    for (int i = 0; count < 0 ? list[i] != NULL : i < count; i++) {
        const char *text = c_string(p->arena, list[i], 8);
        int breaks = p->out->len - line + strlen(text) + 2 > C_COLUMNS;
        line = breaks ? p->out->len + 1 : line;
        text_print(p->out, "%s%s,", breaks ? "\n    " : " ", text);
    }
    text_add(p->out, count < 0 ? " NULL };\n" : " };\n");
    return name;
}

/* ---- texts ------------------------------------------------------------------------------ */

static const char *text_name(const struct standalone_pen *p, const char *s)
{
    for (int i = 0; i < p->known_count; i++)
        if (p->known[i].text && strcmp(p->known[i].text, s) == 0)
            return p->known[i].name;
    return NULL;
}

void pen_member(struct standalone_pen *p, struct c_record *r, const char *name, const char *s)
{
    if (s && text_name(p, s))
        c_member(r, name, text_name(p, s));
    else
        c_member_string(r, name, s);
}

/* The end of a part of a text: behind a line, where there is one. */
static size_t part_end(const char *s, size_t len)
{
    size_t at = len < C_STRING_MOST ? len : C_STRING_MOST;
    for (size_t i = at; at < len && i > C_STRING_MOST/2; i--)
        if (s[i - 1] == '\n')
            return i;
    return at;
}

/* C promises no string so long: parts that main joins. */
static void write_parts(struct standalone_pen *p, const char *name, const char *s, size_t len)
{
    const char *parts = names_take(&p->names, arena_print(p->arena, "%s_parts", name));
    text_print(p->out, "static const char *const %s[] = {\n", parts);
    for (size_t at = 0, end; at < len; at += end) {
        end = part_end(s + at, len - at);
        text_print(p->out, "    %s,\n", c_string_of(p->arena, s + at, end, 4));
    }
    text_print(p->out, "    NULL\n};\nstatic char %s[%zu];           /* by main */\n\n", name, len + 1);
    *ARENA_PUSH(p->arena, p->joined, p->joined_count) = arena_print(p->arena, "%s, %s", name, parts);
}

void pen_take_text(struct standalone_pen *p, const char *name, const char *s)
{
    if (!s || strlen(s) < LONG_TEXT || text_name(p, s))
        return;
    name = names_take(&p->names, name);
    if (strlen(s) > C_STRING_MOST)
        write_parts(p, name, s, strlen(s));
    else
        text_print(p->out, "static const char %s[] =\n    %s;\n\n", name, c_string(p->arena, s, 4));
    *ARENA_PUSH(p->arena, p->known, p->known_count) = (struct standalone_known){ .text = s, .name = name };
}
