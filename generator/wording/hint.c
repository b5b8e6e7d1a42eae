/* hint.c -- a way out for a line that did not parse.
 *
 * The parser knows which token it did not expect; what was meant shows in the
 * line as a whole. Each rule below looks for one thing people write by habit.
 */
#include "hint.h"
#include <ctype.h>
#include <string.h>
#include "ast/rules.h"
#include "base/name.h"
#include "model/builtin.h"
#include "model/model.h"

enum { LONGEST = 40 };              /* bytes of the line that a hint repeats */

/* The line, without its indentation. */
struct line {
    const char *text;               /* first byte of its first word */
    const char *at;                 /* the token that was not expected */
    int word;                       /* length of the first word */
    struct arena *arena;
};

static int is_letter(char c)
{
    return isalpha((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

static int word(const char *s)
{
    int n = 0;
    while (is_letter(s[n]) || (n && (isdigit((unsigned char)s[n]) || s[n] == '.')))
        n++;
    return n;
}

static const char *blanks(const char *s)
{
    return s + strspn(s, " \t\r");
}

static int is(const char *s, int len, const char *want)
{
    return (int)strlen(want) == len && !strncmp(s, want, (size_t)len);
}

static int begins(const struct line *l, const char *want)
{
    return is(l->text, l->word, want);
}

static int ends(const char *s)
{
    return !*s || *s == '\n' || *s == '#';
}

static int is_sign(const char *s)
{
    return s[0] == '=' && s[1] != '=';
}

/* The bytes up to one of [ends], few enough to be repeated. */
static int up_to(const char *s, const char *ends)
{
    int n = (int)strcspn(s, ends);
    while (n && strchr(" \t\r,", s[n-1]))
        n--;
    return n > LONGEST ? LONGEST : n;
}

/* The same up to the end of the line or its comment. */
static int rest(const char *s)
{
    return up_to(s, "\n#");
}

/* The word that ends in front of a place of the line, blanks aside. */
static const char *last_word(const struct line *l, const char *s)
{
    while (s > l->text && (s[-1] == ' ' || s[-1] == '\t'))
        s--;
    while (s > l->text && (is_letter(s[-1]) || isdigit((unsigned char)s[-1])))
        s--;
    return s;
}

/* The sign in front of a place of the line, blanks aside; 0 at its beginning. */
static char sign_before(const struct line *l, const char *s)
{
    while (s > l->text && (s[-1] == ' ' || s[-1] == '\t'))
        s--;
    return s > l->text ? s[-1] : 0;
}

/* The bracket that is open at the token, or NULL. */
static const char *open_bracket(const struct line *l)
{
    int depth = 0;
    for (const char *s = l->at; s-- > l->text;) {
        depth += (*s == ')' || *s == ']') - (*s == '(' || *s == '[');
        if (depth < 0)
            return s;
    }
    return NULL;
}

/* dx/dt, d x/dt, d(x)/dt, d/dt x. */
static const char *derivative(const struct line *l)
{
    const char *s = l->text;
    if (*s++ != 'd')
        return NULL;
    const char *name = s += strspn(s, " \t(_");
    int len = word(name);
    s = name + len;
    s += strspn(s, " \t)");
    if (*s != '/' || *(s = blanks(s + 1)) != 'd' || *(s = blanks(s + 1)) != 't' || is_letter(s[1]))
        return NULL;
    if (!len) {
        name = s + 1 + strspn(s + 1, " \t(");
        len = word(name);
    }
    return len ? arena_print(l->arena, "write %.*s' = ...", len, name) : NULL;
}

static const char *second_order(const struct line *l)
{
    if (*l->at != '\'' || l->at == l->text || l->at[-1] != '\'')
        return NULL;
    return arena_print(l->arena, "an equation of second order is two of first order: "
                       "%.*s' = v and v' = ...", l->word, l->text);
}

static const char *unit_first(const struct line *l, const char *name, int len)
{
    int unit = (int)strcspn(l->at, "]\n");
    if (l->at != blanks(name + len) || *l->at != '[' || l->at[unit] != ']' || unit > LONGEST)
        return NULL;
    return arena_print(l->arena, "the unit stands behind the value: %.*s %.*s = ... %.*s", l->word,
                       l->text, len, name, unit + 1, l->at);
}

static const char *observation(const struct line *l)
{
    if (!begins(l, "observe"))
        return NULL;
    const char *name = blanks(l->text + l->word);
    int len = word(name);
    const char *next = blanks(name + len), *unit = unit_first(l, name, len);
    if (unit)
        return unit;
    if (len && (ends(next) || *next == ','))
        return arena_print(l->arena, "an observation has a name of its own: "
                           "observe mean_%.*s = mean(%.*s)", len, name, len, name);
    if (is_sign(next) && *l->at == ',' && !open_bracket(l))
        return arena_print(l->arena, "one statement a line; write on the next: observe %.*s",
                           rest(blanks(l->at + 1)), blanks(l->at + 1));
    if (len && l->at == next && word(next))
        return arena_print(l->arena, "write observe %.*s = %.*s", len, name, rest(next), next);
    if (is_sign(next) || ends(name) || strchr("=~:", *name) || memchr(name, '=', (size_t)rest(name)))
        return NULL;
    return arena_print(l->arena, "an observation has a name: observe NAME = %.*s", rest(name), name);
}

static const char *declaration(const struct line *l)
{
    if (!begins(l, "state") && !begins(l, "param"))
        return NULL;
    const char *name = blanks(l->text + l->word);
    int len = word(name), state = begins(l, "state");
    const char *next = blanks(name + len), *unit = unit_first(l, name, len);
    const char *sign = memchr(l->text, '=', (size_t)(l->at - l->text));
    if (unit || !len)
        return unit;
    if (!sign && (ends(next) || *next == ',' || *next == '('))
        return arena_print(l->arena, *next == ',' ? "each %s has a value: %.*s %.*s = %d, ..." : "a %s has a value: %.*s %.*s = %d",
                           state ? "state" : "parameter", l->word, l->text, len, name, !state);
    if (!sign && state && *l->at == '~')
        return arena_print(l->arena, "trials draw it, and a run without them needs a value: state %.*s = 0 %.*s", len, name, rest(l->at), l->at);
    if (!sign && (is(l->at, word(l->at), "in") || is(l->at, word(l->at), "clamp")))
        return arena_print(l->arena, "the range stands behind the value: %.*s %.*s = ... %.*s", l->word,
                           l->text, len, name, up_to(l->at, "=\n#"), l->at);
    if (sign && *l->at == ',' && is_letter(*blanks(l->at + 1))) {
        const char *other = blanks(l->at + 1);
        return arena_print(l->arena, "each %s has a value: %.*s = %d", state ? "state" : "parameter", word(other), other, !state);
    }
    return NULL;
}

/* The word of a clause behind what is recorded, or nothing. */
static int is_clause(const char *s)
{
    static const char *const words[] = { "every", "from", "to", "at" };
    int known = 0;
    for (size_t i = 0; i < sizeof words/sizeof *words; i++)
        known |= is(s, word(s), words[i]);
    return known;
}

/* V + W, m = mean(V over node): what is recorded has a name. [s]: the list of names. */
static const char *recorded_value(const struct line *l, const char *s)
{
    const char *item = s;
    int depth = 0, len = 0;
    for (; s < l->at; s++) {
        depth += (*s == '(') - (*s == ')');
        if (*s == ',' && depth == 0)
            item = s + 1;
    }
    item = blanks(item);
    for (depth = 0, s = item; !ends(s) && *s != '"' && (depth > 0 || *s != ','); s += word(s) ? word(s) : 1) {
        if (depth == 0 && s > item && is_clause(s))
            break;
        depth += (*s == '(') - (*s == ')');
    }
    for (len = (int)(s - item); len && strchr(" \t\r", item[len-1]); len--)
        continue;
    const char *sign = memchr(item, '=', (size_t)len);
    int named = word(item), own = sign && sign == blanks(item + named) && is_sign(sign);
    if (len > LONGEST)
        return "names alone stand here; what is computed is observed under a name of its own: observe name = ..., and record name";
    if (own)
        return arena_print(l->arena, "names alone stand here; write: observe %.*s, and record %.*s", len, item, named, item);
    return arena_print(l->arena, "names alone stand here; write: observe name = %.*s, and record name", len, item);
}

static const char *recording(const struct line *l)
{
    return begins(l, "record") && *l->at && strchr("+-*/^(=<>.0123456789", *l->at) ? recorded_value(l, l->text + l->word) : NULL;
}

const char *hint_recorded(const char *text, int at, struct arena *a)
{
    const struct line l = { .text = text, .at = text + at, .arena = a };
    return text[at] && strchr("+-*/^(=<>.0123456789", text[at]) ? recorded_value(&l, text) : NULL;
}

/* 0,5 and a = 0, 1, 2 and a = (0, 1, 2). */
static const char *comma(const struct line *l)
{
    const char *bracket = open_bracket(l), *s = l->at;
    if (*s != ',')
        return NULL;
    if (bracket)
        return *bracket == '(' && sign_before(l, bracket) == '='
               ? "a list stands in square brackets: [0, 1, 2]" : NULL;
    const char *from = s;
    while (from > l->text && isdigit((unsigned char)from[-1]))
        from--;
    int before = (int)(s - from), behind = (int)strspn(s + 1, "0123456789");
    if (before && behind)
        return arena_print(l->arena, "a number has a point, %.*s.%.*s, and a list square brackets", before,
                           from, behind, s + 1);
    return before && isdigit((unsigned char)*blanks(s + 1))
           ? "a list stands in square brackets: [0, 1, 2]" : NULL;
}

/* x(0) = 1 */
static const char *initial_value(const struct line *l)
{
    const char *s = blanks(l->text + l->word);
    if (!l->word || *s != '(' || *(s = blanks(s + 1)) != '0' || *(s = blanks(s + 1)) != ')'
        || !is_sign(s = blanks(s + 1)))
        return NULL;
    s = blanks(s + 1);
    return arena_print(l->arena, "an initial value is written state %.*s = %.*s", l->word, l->text,
                       rest(s), s);
}

/* x(t + 1) = ..., x[n+1] = ... */
static const char *next_value(const struct line *l)
{
    const char *s = blanks(l->text + l->word);
    if (!l->word || (*s != '(' && *s != '[') || word(s = blanks(s + 1)) != 1 || *(s = blanks(s + 1)) != '+' || *(s = blanks(s + 1)) != '1'
        || (*(s = blanks(s + 1)) != ')' && *s != ']') || !is_sign(blanks(s + 1)))
        return NULL;
    return arena_print(l->arena, "the next value of a map is written %.*s+ = ..., and %.*s is the one before", l->word, l->text, l->word, l->text);
}

static const char *comment(const struct line *l)
{
    const char *s = l->at;
    if (s == l->text && (!strncmp(s, "--", 2) || *s == '"' || *s == '\''))
        return "comments begin with '#'";
    int behind = s > l->text && s[-1] == '/';
    int slashes = s[0] == '/' && (s[1] == '/' || s[1] == '*' || behind);
    return slashes || (s[0] == '*' && behind) ? "comments begin with '#'" : NULL;
}

/* mean(x from 200 ms), mean(x over node at 5 ms) */
static const char *clause_inside(const struct line *l)
{
    static const char *const words[] = { "from", "to", "every", "at" };
    const char *bracket = open_bracket(l);
    int known = 0, len = word(l->at);
    for (size_t i = 0; i < sizeof words/sizeof *words; i++)
        known |= is(l->at, len, words[i]);
    if (!known || !bracket || *bracket != '(' || !(begins(l, "observe") || begins(l, "record")))
        return NULL;
    const char *name = last_word(l, bracket);
    int inside = (int)(l->at - name);
    while (inside && name[inside-1] == ' ')
        inside--;
    return arena_print(l->arena, "it stands behind the bracket: %.*s) %.*s", inside > LONGEST ? LONGEST : inside, name,
                       up_to(l->at, ")\n#"), l->at);
}

/* V over node, mean(V) over trial */
static const char *over_outside(const struct line *l)
{
    const char *s = l->at + word(l->at);
    if (!is(l->at, word(l->at), "over") || open_bracket(l) || !begins(l, "observe"))
        return NULL;
    s = blanks(s);
    return arena_print(l->arena, "it stands in the bracket of a reduction: mean(... over %.*s)", word(s) ? word(s) : 4, word(s) ? s : "node");
}

/* sin x, exp^2x: the word in front is a function. */
static const char *call(const struct line *l)
{
    const char *name = last_word(l, l->at);
    int len = word(name), argument = word(l->at);
    if (!argument)
        argument = (int)strspn(l->at, "0123456789.");
    const char *function = arena_copy(l->arena, name, (size_t)len);
    if (!argument || !(builtin_find(function) || name_one_of(function, reduction_names) >= 0))
        return NULL;
    return arena_print(l->arena, "write %.*s(%.*s)", len, name, argument, l->at);
}

/* Normal(loc = 0) */
static const char *argument(const struct line *l)
{
    const char *bracket = open_bracket(l);
    if (!is_sign(l->at) || !bracket || *bracket != '(' || !word(last_word(l, bracket)))
        return NULL;
    return "arguments have no names; they stand in their order";
}

/* x[0], x[i] */
/* 3 1/s, 10 [ms: a unit of several words, one without its end. */
static const char *unit(const struct line *l)
{
    const char *before = l->at > l->text ? l->at - 1 : l->text;
    while (before > l->text && (*before == ' ' || *before == '\t'))
        before--;
    if (l->at == l->text || !isdigit((unsigned char)*before))
        return NULL;
    int len = strncmp(l->at, "1/", 2) == 0 ? word(l->at + 2) : 0;
    if (len && len < LONGEST)
        return arena_print(l->arena, "a unit of several words stands in brackets: [1/%.*s]", len, l->at + 2);
    return *l->at == '[' && !memchr(l->at, ']', (size_t)rest(l->at)) ? "a unit ends with ']'" : NULL;
}

static const char *element(const struct line *l)
{
    const char *s = *l->at == '[' ? l->at : NULL;
    if (!s && l->at > l->text && sign_before(l, l->at) == ']')
        for (s = l->at; s > l->text && *s != '['; s--)
            continue;
    if (!s || s == l->text || !(is_letter(s[-1]) || isdigit((unsigned char)s[-1])) || !hint_is_index(s))
        return NULL;
    return HINT_INDEX;
}

static const char *sign(const struct line *l)
{
    const char *s = l->at;
    if (*s == '(' && s > l->text && s[-1] == '\'')
        return arena_print(l->arena, "write %.*s' = ...", l->word, l->text);
    if (s[0] == '>' && s > l->text && s[-1] == '<')
        return "write !=";
    if ((s[0] && strchr("+-*/^", s[0]) && s[1] == '=') || (s[0] == '<' && s[1] == '-'))
        return "'=' defines a name, once";
    return NULL;
}

/* a if x > 0 else b */
static const char *choice(const struct line *l)
{
    return is(l->at, word(l->at), "if") && !begins(l, "if") && strstr(l->at, "else")
           ? "a choice begins with if: if x > 0 then a else b" : NULL;
}

static const char *network(const struct line *l)
{
    const char *next = blanks(l->text + l->word);
    int len = word(next);
    if (begins(l, "simulate") && *next == '(')
        return "write simulate heun with dt = 0.1 ms, duration = 1 s";
    if (begins(l, "stimulus") && is_sign(l->at) && is(last_word(l, l->at), 2, "on"))
        return "behind 'on' stands what it drives, states or inputs";
    if (begins(l, "noise") && (is(next, len, "with") || is_sign(blanks(next + len))))
        return "write noise additive with sigma = 0.01";
    if (begins(l, "coupling") && *l->at == '(')
        return arena_print(l->arena, "say which input it feeds: coupling c = %.*s", rest(next), next);
    if (begins(l, "coupling") && ends(l->at) && memchr(l->text, '=', (size_t)(l->at - l->text)))
        return "say what it reads: NAME(x)";
    return NULL;
}

/* "simulate heun dt = 0.1" lacks a 'with', "with a = 1 b = 2" a comma. */
static const char *settings(const struct line *l)
{
    int listed = 0;
    unsigned clauses = ast_rules[ast_kind_of(l->text, (size_t)l->word)].clauses
                     | (begins(l, "coupling") ? ast_rules[AST_COUPLING_USE].clauses : 0);
    const char *name = l->at;
    if (is_sign(name))              /* the name was taken for a unit */
        name = last_word(l, name);
    int len = word(name);
    if (!(clauses & CLAUSE_BIT(CLAUSE_WITH)) || !len || !is_sign(blanks(name + len)))
        return NULL;
    for (const char *s = l->text; s < name; s += word(s) ? word(s) : 1)
        listed |= is(s, word(s), "with");
    return arena_print(l->arena, listed ? "write ',' in front of %.*s" : "write with in front of %.*s",
                       len, name);
}

static const char *other_words(const struct line *l)
{
    int len = word(l->at);
    if (begins(l, "explore") && is(l->at, len, "sorted"))
        return "write order sorted";
    int mode = is(l->at, len, "zip") || is(l->at, len, "product");
    const char *before = last_word(l, l->at);
    if (mode && (is(before, word(before), "zip") || is(before, word(before), "product")))
        return "it is one of the two";
    if (begins(l, "explore") && mode)
        return arena_print(l->arena, "it stands behind the name: explore NAME %.*s", len, l->at);
    if (begins(l, "explore") && memchr(l->text, '=', (size_t)rest(l->text)))
        return "an exploration is a block: explore NAME, a line for each axis, and end";
    if (begins(l, "use") && *l->at == '"')
        return "write the name of the model, without quotes and without .mass";
    if (begins(l, "end"))
        return "'end' stands alone on its line";
    if (begins(l, "if"))
        return "a choice is a value: y = if a < b then c else d";
    if ((begins(l, "input") || begins(l, "watch")) && *l->at == '=')
        return "names alone stand here";
    if (begins(l, "input") && is(l->at, len, "from"))
        return "an input that says what it reads has a line of its own: input c from x";
    if (begins(l, "reference"))
        return "a reference is a text in quotes: reference \"Lotka (1925)\"";
    if (l->at[0] == '=' && l->at[1] == '=')
        return "'=' defines, '==' compares";
    return NULL;
}

int hint_is_index(const char *s)
{
    s = blanks(s + 1);
    return isdigit((unsigned char)*s) || !strncmp(s, "end", 3) || *s == ':' || (*s && strchr("ijknt", *s) && !isalpha((unsigned char)s[1]));
}

const char *hint_sign(const char *text, int at, int in_brackets)
{
    const char *s = text + at;
    int digit = at > 0 && isdigit((unsigned char)s[-1]);
    int from = at;
    while (from > 0 && (s[from-1-at] == ' ' || s[from-1-at] == '\t'))
        from--;
    int first = !from || text[from-1] == '\n';
    switch (*s) {
    case '!': return first ? "comments begin with '#'" : "write 'not' in front of a condition";
    case ':': return digit && isdigit((unsigned char)s[1]) ? "write range(lo, hi, step)" : NULL;
    case ';': return first ? "comments begin with '#'" : in_brackets ? "write ','; a matrix is a list of lists: [[0, 1], [1, 0]]" : NULL;
    case '.': return s[1] && strchr("*/^", s[1]) ? "all signs work number by number; leave out the point"
                     : NULL;
    case '\\': return isalpha((unsigned char)s[1]) ? "no formulas of TeX: tau, sqrt(x), a/b" : NULL;
    case '{': return at > 0 && s[-1] == '^' ? "write ^(...)" : at > 0 && s[-1] == '_'
                     ? "write x_1, without braces" : NULL;
    case '|': return s[1] != '|' ? "write abs(x), or 'or' between conditions" : NULL;
    }
    return NULL;
}

const char *hint_line(const char *text, int at, struct arena *a)
{
    static const char *(*const rules[])(const struct line *l) = {
        derivative, second_order, next_value, unit, element, observation, recording, comma, sign, choice, declaration, initial_value,
        comment, network, argument, settings, clause_inside, over_outside, call, other_words
    };
    int from = at;
    while (from > 0 && text[from-1] != '\n')
        from--;
    struct line l = { .text = blanks(text + from), .at = text + at, .arena = a };
    if (l.text > l.at)
        l.text = l.at;
    l.word = word(l.text);
    const char *hint = NULL;
    for (size_t i = 0; !hint && i < sizeof rules/sizeof *rules; i++)
        hint = rules[i](&l);
    return hint;
}
