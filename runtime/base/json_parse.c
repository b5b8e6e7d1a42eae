/* json_parse.c -- see json_parse.h. */
#include "json_parse.h"
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 64 };                  /* brackets within each other */

struct json_reader {
    const char *text;                   /* all of it */
    const void *owner;                  /* of all values */
    struct json_fault *fault;
    struct arena *arena;
    const char *at;                     /* the next byte */
    int depth, failed;
    locale_t plain;
};

static struct json_place from(const struct json_reader *r, const char *begin)
{
    int here = (int)(begin - r->text), end = (int)(r->at - r->text);
    return (struct json_place){ here, end > here ? end : here + 1 };
}

/* Of several faults the first is told. Returns 0. */
static int wrong(struct json_reader *r, const char *begin, const char *text)
{
    if (!r->failed)
        *r->fault = (struct json_fault){ from(r, begin), text };
    r->failed = 1;
    return 0;
}

static void skip(struct json_reader *r)
{
    r->at += strspn(r->at, " \t\r\n");
}

/* ---- words and numbers -------------------------------------------------------------------- */

static int word(struct json_reader *r, struct json *out)
{
    static const struct { const char *text; enum json_kind kind; } words[] = {
        { "true", JSON_TRUE }, { "false", JSON_FALSE }, { "null", JSON_NULL }
    };
    const char *begin = r->at;
    size_t len = strspn(begin, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_");
    r->at += len;
    for (size_t i = 0; i < sizeof words/sizeof *words; i++)
        if (strlen(words[i].text) == len && memcmp(words[i].text, begin, len) == 0) {
            out->kind = words[i].kind;
            return 1;
        }
    if (!len && *begin)
        r->at++;
    return wrong(r, begin, !*begin ? "a value is missing at the end" : len ? "JSON has no such word; names and texts stand in \"quotes\""
                 : *begin == '\'' ? "JSON has double quotes: \"" : "a value is missing here: a number, \"text\", [list] or {object}");
}

static int digits(struct json_reader *r)
{
    size_t len = strspn(r->at, "0123456789");
    r->at += len;
    return len > 0;
}

/* -?(0|[1-9][0-9]*)(.[0-9]+)?([eE][+-]?[0-9]+)? */
static int number(struct json_reader *r, struct json *out)
{
    const char *begin = r->at;
    r->at += *r->at == '-';
    int zero = *r->at == '0';
    if (!digits(r))
        return wrong(r, begin, "a number begins with a digit, behind a minus or not");
    if (zero && r->at - begin > 1 + (*begin == '-'))
        return wrong(r, begin, "a number does not begin with 0");
    if (*r->at == '.' && (r->at++, !digits(r)))
        return wrong(r, begin, "a number has a digit behind its point");
    if (*r->at == 'e' || *r->at == 'E') {
        r->at++;
        r->at += *r->at == '+' || *r->at == '-';
        if (!digits(r))
            return wrong(r, begin, "a number has a digit behind its e");
    }
    out->kind = JSON_NUMBER;
    out->number = r->plain ? strtod_l(begin, NULL, r->plain) : strtod(begin, NULL);
    return isfinite(out->number) ? 1 : wrong(r, begin, "the number is larger than any double");
}

/* ---- texts ----------------------------------------------------------------------------------- */

static int hex(struct json_reader *r, unsigned *out)
{
    *out = 0;
    for (int i = 0; i < 4; i++) {
        static const char all[] = "0123456789abcdef0123456789ABCDEF";
        const char *c = *r->at ? strchr(all, *r->at) : NULL;
        if (!c)
            return 0;
        *out = 16**out + (unsigned)(c - all)%16;
        r->at++;
    }
    return 1;
}

static char *utf8(char *to, unsigned c)
{
    if (c < 0x80) {
        if (c)
            *to++ = (char)c;
        return to;
    }
    static const unsigned lead[] = { 0, 0xc0, 0xe0, 0xf0 };
    int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    *to++ = (char)(lead[more] | (c >> 6*more));
    while (more--)
        *to++ = (char)(0x80 | (c >> 6*more & 0x3f));
    return to;
}

/* Behind "\u": a pair of halves is one character. */
static int unicode(struct json_reader *r, char **to)
{
    const char *begin = r->at - 2;
    unsigned c, low;
    if (!hex(r, &c))
        return wrong(r, begin, "\\u has four hexadecimal digits");
    if (c >= 0xdc00 && c < 0xe000)
        return wrong(r, begin, "half a character: \\uD8.. to \\uDB.. comes before it");
    if (c >= 0xd800 && c < 0xdc00) {
        if (r->at[0] != '\\' || r->at[1] != 'u' || (r->at += 2, !hex(r, &low)) || low < 0xdc00 || low >= 0xe000)
            return wrong(r, begin, "half a character: \\uDC.. to \\uDF.. follows it");
        c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
    }
    *to = utf8(*to, c);
    return 1;
}

static int escape(struct json_reader *r, char **to)
{
    static const char letters[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
    const char *begin = r->at++, *letter = *r->at ? strchr(letters, *r->at) : NULL;
    if (*r->at == 'u') {
        r->at++;
        return unicode(r, to);
    }
    if (!letter)
        return wrong(r, begin, "no such escape; JSON has \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u");
    *(*to)++ = means[letter - letters];
    r->at++;
    return 1;
}

/* The text in quotes; NULL after an error. */
static const char *quoted(struct json_reader *r)
{
    const char *begin = r->at++;
    char *text = arena_alloc(r->arena, strcspn(r->at, "\n") + 1), *to = text;
    while (*r->at != '"') {
        if ((unsigned char)*r->at < ' ') {
            wrong(r, begin, "the text does not end in its line");
            return NULL;
        }
        if (*r->at != '\\')
            *to++ = *r->at++;
        else if (!escape(r, &to))
            return NULL;
    }
    r->at++;
    *to = '\0';
    return text;
}

/* ---- lists and objects ------------------------------------------------------------------------- */

static int value(struct json_reader *r, struct json *out);

/* "name": in front of a value of an object */
static int member(struct json_reader *r, const struct json *object, struct json *out)
{
    const char *begin = r->at;
    if (*begin != '"')
        return wrong(r, begin, *begin == '}' ? "a name is missing behind the comma" : "a name in \"quotes\" is missing here");
    out->name = quoted(r);
    if (!out->name)
        return 0;
    out->name_at = from(r, begin);
    if (json_member(object, out->name))
        return wrong(r, begin, "the name stands twice");
    skip(r);
    if (*r->at != ':')
        return wrong(r, r->at, "':' is missing behind the name");
    r->at++;
    return 1;
}

static int items(struct json_reader *r, struct json *out, char close)
{
    const struct json **end = &out->first;
    for (skip(r); *r->at != close || out->count; skip(r)) {
        struct json *x = ARENA_NEW(r->arena, struct json);
        if (close == '}' && !member(r, out, x))
            return 0;
        if (!value(r, x))
            return 0;
        *end = x;
        end = &x->next;
        out->count++;
        skip(r);
        if (*r->at == close)
            break;
        if (*r->at != ',')
            return wrong(r, r->at, !*r->at ? close == '}' ? "'}' is missing at the end" : "']' is missing at the end"
                         : close == '}' ? "',' or '}' is missing here" : "',' or ']' is missing here");
        r->at++;
    }
    r->at++;
    return 1;
}

static int nested(struct json_reader *r, struct json *out)
{
    const char *begin = r->at++;
    int is_object = *begin == '{';
    out->kind = is_object ? JSON_OBJECT : JSON_LIST;
    struct json_place here = from(r, begin);
    if (++r->depth > DEEPEST)
        return wrong(r, begin, "brackets are nested too deeply");
    if (!items(r, out, is_object ? '}' : ']'))
        return 0;
    r->depth--;
    out->at = here;
    return 1;
}

static int string(struct json_reader *r, struct json *out)
{
    out->kind = JSON_STRING;
    out->text = quoted(r);
    return out->text != NULL;
}

static int value(struct json_reader *r, struct json *out)
{
    skip(r);
    out->owner = r->owner;
    const char *begin = r->at, c = *begin;
    if (c == '{' || c == '[')
        return nested(r, out);
    int good = c == '"' ? string(r, out) : c == '-' || (c >= '0' && c <= '9') ? number(r, out) : word(r, out);
    out->at = from(r, begin);
    return good;
}

const struct json *json_parse(const char *text, const void *owner, struct arena *a, struct json_fault *fault)
{
    struct json *out = ARENA_NEW(a, struct json);
    struct json_reader r = { .text = text, .owner = owner, .fault = fault, .arena = a, .at = text,
                             .plain = newlocale(LC_ALL_MASK, "C", (locale_t)0) };
    int good = value(&r, out);
    skip(&r);
    if (good && *r.at)
        good = wrong(&r, r.at, "one value is all, and it ended before");
    if (r.plain)
        freelocale(r.plain);
    return good ? out : NULL;
}

const char *json_kind_text(enum json_kind kind)
{
    static const char *const texts[] = { "a number", "a text", "a list", "an object", "true", "false", "null" };
    return texts[kind];
}

const struct json *json_member(const struct json *object, const char *name)
{
    const struct json *x = object && object->kind == JSON_OBJECT ? object->first : NULL;
    while (x && strcmp(x->name, name) != 0)
        x = x->next;
    return x;
}
