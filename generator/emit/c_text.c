/* c_text.c -- see c_text.h. */
#include "c_text.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "base/number.h"
#include "base/utf8.h"

/* Whole numbers from here on get a point: what is an int elsewhere may be none, and compilers warn of
 * those that are no double or float. */
#define MOST_INT 1e6

/* ---- values ------------------------------------------------------------------------- */

enum { NUMBER_ROOM = NUMBER_SHORTEST + 8 };

/* tcc takes no sign in front of INFINITY where a constant is wanted. */
static char *spell(char out[NUMBER_ROOM], double x, int single)
{
    if (isnan(x))
        return strcpy(out, "NAN");
    if (isinf(x))
        return strcpy(out, x > 0 ? "INFINITY" : "-1.0/0.0");
    number_shortest(out, x, single);
    int has_point = strpbrk(out, ".e") != NULL;
    if (!has_point && (fabs(x) >= MOST_INT || (x == 0 && signbit(x))))
        has_point = strcat(out, ".0") != NULL;
    return has_point && single ? strcat(out, "f") : out;
}

const char *c_number(struct arena *a, double x, int single)
{
    char digits[NUMBER_ROOM];
    return arena_print(a, "%s", spell(digits, x, single));
}

/* The least one has no literal of its own. */
static const char *integer(struct arena *a, int64_t n)
{
    if (n == INT64_MIN)
        return "-9223372036854775807 - 1";
    return arena_print(a, "%lld", (long long)n);
}

/* '?' could begin a trigraph; an octal escape of three digits is joined by no digit behind it. */
static void add_byte(struct text *t, unsigned char c)
{
    if (c == '\n')
        text_add(t, "\\n");
    else if (c == '"' || c == '\\' || c == '?')
        text_print(t, "\\%c", c);
    else if (c < ' ' || c > '~')
        text_print(t, "\\%03o", c);
    else
        text_bytes(t, (const char *)&c, 1);
}

/* Alone, a '?' is no trigraph. */
static void add_byte_of(struct text *t, const char *s, size_t i, size_t len)
{
    if (s[i] == '?' && (i == 0 || s[i - 1] != '?') && (i + 1 == len || s[i + 1] != '?'))
        text_add(t, "?");
    else
        add_byte(t, (unsigned char)s[i]);
}

/* Behind a line, and in one that is too long behind a space. */
static int breaks_behind(char c, size_t width)
{
    return c == '\n' || (c == ' ' && width > C_COLUMNS - 25) || width > C_COLUMNS;
}

const char *c_string_of(struct arena *a, const char *s, size_t len, int indent)
{
    struct text t = { 0 };
    size_t line = 0;
    text_add(&t, "\"");
    for (size_t i = 0; i < len; i++) {
        add_byte_of(&t, s, i, len);
        if (i + 1 < len && breaks_behind(s[i], t.len - line)) {
            text_print(&t, "\"\n%*s\"", indent, "");
            line = t.len - 1;
        }
    }
    text_add(&t, "\"");
    const char *copy = arena_copy(a, text_string(&t), t.len);
    text_free(&t);
    return copy;
}

const char *c_string(struct arena *a, const char *s, int indent)
{
    return s ? c_string_of(a, s, strlen(s), indent) : "NULL";
}

/* Letters that turn the direction of what is read: U+061C, U+200E and F, U+202A to E, U+2066 to 9. Compilers warn of them. */
static int turns(const char *c, int len)
{
    const unsigned char *u = (const unsigned char *)c;
    return (len == 2 && u[0] == 0xd8 && u[1] == 0x9c)
        || (len == 3 && u[0] == 0xe2 && u[1] == 0x80 && (u[2] == 0x8e || u[2] == 0x8f || (u[2] >= 0xaa && u[2] <= 0xae)))
        || (len == 3 && u[0] == 0xe2 && u[1] == 0x81 && u[2] >= 0xa6 && u[2] <= 0xa9);
}

/* What may stand behind [before] in a comment. */
static int is_harmless(char before, char c)
{
    if (c < ' ' || c > '~' || c == '\\')
        return 0;
    return !(c == '?' && before == '?') && !(c == '/' && before == '*') && !(c == '*' && before == '/');
}

const char *c_remark(struct arena *a, const char *s)
{
    const char *end = s + strlen(s);
    char *copy = arena_copy(a, s, strlen(s)), *to = copy;
    while (s < end) {
        int len = utf8_length(s, end);
        if (len > 1 && !turns(s, len)) {
            memcpy(to, s, (size_t)len);
            to += len;
        } else {
            *to = is_harmless(to > copy ? to[-1] : '\0', *s) ? *s : *s == '\n' || *s == '\t' ? ' ' : '.';
            to++;
        }
        s += len > 0 ? len : 1;
    }
    *to = '\0';
    return copy;
}

/* ---- initialisers ------------------------------------------------------------------- */

static size_t line_of(const struct text *t)
{
    size_t at = t->len;
    while (at > 0 && t->bytes[at - 1] != '\n')
        at--;
    return at;
}

struct c_record c_open(struct arena *a, struct text *out, int indent)
{
    text_add(out, "{ ");
    return (struct c_record){ .arena = a, .out = out, .indent = indent + 2, .line = line_of(out) };
}

void c_member(struct c_record *r, const char *name, const char *value)
{
    if (!value)
        return;
    const char *end = strchr(value, '\n');
    size_t width = strlen(name) + (end ? (size_t)(end - value) : strlen(value)) + 6;
    if (r->count)
        text_add(r->out, r->out->len - r->line + width > C_COLUMNS ? "," : ", ");
    if (r->count && r->out->bytes[r->out->len - 1] == ',') {
        text_print(r->out, "\n%*s", r->indent, "");
        r->line = line_of(r->out);
    }
    text_print(r->out, "%s%s%s", name, *name ? " = " : "", value);
    r->line = end ? line_of(r->out) : r->line;
    r->count++;
}

/* -0 is a value of its own. */
void c_member_number(struct c_record *r, const char *name, double x)
{
    if (x != 0 || signbit(x))
        c_member(r, name, c_number(r->arena, x, 0));
}

void c_member_integer(struct c_record *r, const char *name, int64_t n)
{
    if (n)
        c_member(r, name, integer(r->arena, n));
}

void c_member_string(struct c_record *r, const char *name, const char *s)
{
    if (s)
        c_member(r, name, c_string(r->arena, s, r->indent + 4));
}

void c_close(struct c_record *r)
{
    text_add(r->out, r->count ? " }" : "0 }");
}

/* ---- lists -------------------------------------------------------------------------- */

struct c_list { struct text *out; size_t line; };

static struct c_list open_list(const char *type, const char *name, struct text *out)
{
    text_print(out, "static const %s %s[] = {\n    ", type, name);
    return (struct c_list){ out, out->len - 4 };
}

static void add_to(struct c_list *l, const char *value)
{
    size_t at = l->out->len - l->line;
    if (at > 4 && at + strlen(value) + 2 > C_COLUMNS - 10) {
        text_add(l->out, "\n    ");
        l->line = l->out->len - 4;
    } else if (at > 4) {
        text_add(l->out, " ");
    }
    text_print(l->out, "%s,", value);
}

static void close_list(struct c_list *l)
{
    text_add(l->out, "\n};\n");
}

void c_doubles(const char *name, const double *values, long count, struct text *out)
{
    char digits[NUMBER_ROOM];
    struct c_list l = open_list("double", name, out);
    for (long i = 0; i < count; i++)
        add_to(&l, spell(digits, values[i], 0));
    close_list(&l);
}

void c_floats(const char *name, const float *values, long count, struct text *out)
{
    char digits[NUMBER_ROOM];
    struct c_list l = open_list("float", name, out);
    for (long i = 0; i < count; i++)
        add_to(&l, spell(digits, (double)values[i], 1));
    close_list(&l);
}

void c_longs(const char *name, const long *values, long count, struct text *out)
{
    char digits[NUMBER_ROOM];
    struct c_list l = open_list("long", name, out);
    for (long i = 0; i < count; i++) {
        snprintf(digits, sizeof digits, "%ld", values[i]);
        add_to(&l, digits);
    }
    close_list(&l);
}
