/* literals.c -- numbers, units, letters and signs beyond ASCII. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "base/unit.h"
#include "wording/hint.h"
#include "build.h"
#include "lexer.h"
#include "wording/pasted.h"

/* ------------------------------------------------------ numbers and units -- */

int lex_number(MODEL_STYPE *value, struct span at, struct parse *p, const char *text)
{
    value->TOK_NUMBER = strtod(text, NULL);
    if (isinf(value->TOK_NUMBER))
        return lex_fault(p, at, "number is too large: %.40s", text);
    return TOK_NUMBER;
}

/* In an option, where no equation is written, 5ms is 5 ms. */
int lex_bad_number(MODEL_STYPE *value, struct span *at, struct parse *p, const char *text)
{
    if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X'))
        return lex_fault(p, *at, "'%.40s' is not a number; numbers are decimal", text);
    char *rest;
    value->TOK_NUMBER = strtod(text, &rest);
    int len = (int)(rest - text);
    if (!lex_is_first(*rest) || strchr(rest, '.'))
        return lex_fault(p, *at, "'%.40s' is not a number", text);
    if (lex_wants_name(p->prev))
        return lex_fault(p, *at, "'%.40s' is no name; names begin with a letter", text);
    if (p->is_option) {
        at->to = at->from + len;
        return TOK_NUMBER;
    }
    return lex_fault(p, *at, "'%.40s' is neither a number nor a name; write '%.*s*%.40s' for a product"
                 " or '%.*s %.40s' for a unit", text, len, text, rest, len, text, rest);
}

static const char *digits(const char *s)
{
    return s + strspn(s, "0123456789");
}

static const char *blanks(const char *s)
{
    return s + strspn(s, " \t");
}

/* "[0]", "[i]", "[i-1]" */
static int is_index(const char *text)
{
    const char *s = blanks(text + 1), *number = s;
    if (*s == 'i') {
        number = s = blanks(s + 1);
        if (*s == '-' || *s == '+')
            number = s = blanks(s + 1);
        else
            return *s == ']';
    }
    s = digits(s);
    return s > number && *blanks(s) == ']';
}

/* What else hint_is_index takes for an index is told about. */
int lex_index(MODEL_STYPE *value, struct span at, struct parse *p, const char *text)
{
    if (at.from != p->prev_end || (p->prev != TOK_NAME && p->prev != TOK_INDEX) || !hint_is_index(text))
        return 0;
    if (p->prev == TOK_INDEX)
        return lex_fault(p, at, "unexpected '%s'; a value has one index, that of its mode", text);
    if (!is_index(text))
        return lex_fault(p, at, "unexpected '%s'; " HINT_INDEX, text);
    value->TOK_INDEX = arena_copy(p->arena, text, strlen(text));
    return TOK_INDEX;
}

int lex_unit(MODEL_STYPE *value, struct span at, struct parse *p)
{
    const char *s = p->text;
    int from = lex_skip_blanks(p, at.from + 1), to = at.to - 1;
    while (to > from && s[to-1] == ' ')
        to--;
    if (to <= from)
        return lex_fault(p, at, "unit is empty; leave it out");
    value->TOK_UNIT = pasted_unit(s + from, to - from, p->arena);
    if (!value->TOK_UNIT)
        return lex_fault(p, at, "'%.*s' is no unit; units are written in the letters A to Z", to - from,
                     s + from);
    return p->prev == TOK_NUMBER ? TOK_UNIT : TOK_UNIT_BEHIND;
}

/* --------------------------------------------------- letters and signs of papers -- */

int lex_stray(struct span at, struct parse *p, const char *text)
{
    const char *hint = hint_sign(p->text, at.from, p->brackets > 0);
    if (!hint)
        hint = pasted_hint(text, (int)strlen(text));
    return lex_fault(p, at, hint ? "stray '%s'; %s" : "stray '%s'", text, hint);
}

/* Says once how a name is spelt here, and takes it as it is: the line is sound. */
static void say_spelling(struct parse *p, struct span at, const char *name, const char *ascii)
{
    struct spelt *s = p->spelt;
    while (s && strcmp(s->name, name))
        s = s->next;
    if (s || p->swallow || p->stopped)
        return;
    s = arena_alloc(p->arena, sizeof *s);
    *s = (struct spelt){ name, p->spelt };
    p->spelt = s;
    if (strstr(name, "\xcc\x87") || strstr(name, "\xe1\xba\x8b") || strstr(name, "\xe1\xba\x8f"))
        diag_error(p->diags, at, "a derivative is written with a prime: x' = ..., not '%s'", name);
    else if (ascii)
        diag_error(p->diags, at, "names are written in the letters A to Z and Greek ones; write %s for '%s', here "
                   "and below", ascii, name);
    else
        diag_error(p->diags, at, "names are written in the letters A to Z and Greek ones; give '%s' another name",
                   name);
    build_count_fault(p, at);
}

/* The bytes of words that dots join: 0, it begins with none. */
static int dotted(const char *text)
{
    int len = pasted_word(text), more;
    while (len && text[len] == '.' && !isdigit((unsigned char)text[len+1]) && (more = pasted_word(text + len + 1)) != 0)
        len += 1 + more;
    return len;
}

/* A word with letters beyond ASCII, or a sign: [at] is cut to what it takes. */
int lex_foreign_letters(MODEL_STYPE *value, struct span *at, struct parse *p, const char *text)
{
    int len = dotted(text);
    if (!len) {
        len = 1;
        while ((text[len] & 0xc0) == 0x80)
            len++;
        at->to = at->from + len;
        return lex_stray(*at, p, arena_copy(p->arena, text, (size_t)len));
    }
    at->to = at->from + len;
    const char *name = arena_copy(p->arena, text, (size_t)len), *greek = pasted_greek(text, len, p->arena);
    const char *unit = p->prev == TOK_NUMBER && !p->line_start ? pasted_unit(text, len, p->arena) : NULL;
    if (unit && (unit_is_known(unit) || !greek)) {
        value->TOK_UNIT = unit;
        return TOK_UNIT;
    }
    if (greek) {
        int token = lex_word(value, *at, p);
        value->TOK_NAME = greek;                /* of all tokens that a word with such a letter can be */
        return token;
    }
    const char *ascii = pasted_name(text, len, p->arena);
    say_spelling(p, *at, name, ascii);
    int token = lex_word(value, *at, p);
    if (token != TOK_NAME && token != TOK_UNIT && token != TOK_UNIT_BEHIND && token != TOK_DIMENSION && token != TOK_UNKNOWN)
        return token;
    ascii = ascii ? ascii : pasted_code(text, len, p->arena);
    value->TOK_NAME = lex_is_keyword(ascii) ? arena_print(p->arena, "%s_", ascii) : ascii;
    return token;
}
