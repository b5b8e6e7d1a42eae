/* value_text.c -- from the text of an option to the tree of what it gives, one token ahead.
 *
 * Messages are those of the grammar: what was not expected, and what may stand there.
 */
#include "value_text.h"
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "base/utf8.h"

enum { MOST_BRACKETS = 200 };           /* open at a time */

enum token { END, NUMBER, NAME, STRING, SIGN, FAULT };

struct given_text {
    struct reader *r;
    const struct source *src;
    enum token token;                   /* the one that is next, as the next three */
    struct span at;
    double value;                       /* of a NUMBER */
    const char *word;                   /* of a NAME, STRING or SIGN */
    int behind;                         /* where the last one ended */
    int brackets;
    int goes_on;                        /* the last that was read is an expression, which an operator might follow */
    int failed;                         /* a fault was told: nothing more is */
};

/* ---- tokens ---- */

static void fault(struct given_text *t, struct span at, const char *text)
{
    if (!t->failed)
        diag_error(t->r->diags, at, "%s", text);
    t->failed = 1;
    t->token = FAULT;
}

static const char *copied(struct given_text *t, int from, int to)
{
    return arena_copy(t->r->arena, t->src->text + from, (size_t)(to - from));
}

/* Letters of ASCII, and all that stands behind it: names may be Greek. */
static int is_letter(char c)
{
    return isalpha((unsigned char)c) || c == '_' || (c & 0x80);
}

static int is_of_name(char c)
{
    return is_letter(c) || isdigit((unsigned char)c);
}

/* The end of the name that begins at [i]: words that dots join. */
static int name_end(const char *s, int i)
{
    while (is_of_name(s[i]) || (s[i] == '.' && is_letter(s[i + 1])))
        i++;
    return i;
}

static const char *digits(const char *s)
{
    return s + strspn(s, "0123456789");
}

/* The end of the number at [s]. */
static const char *number_end(const char *s)
{
    s = digits(s);
    s = *s == '.' ? digits(s + 1) : s;
    const char *power = s + ((*s == 'e' || *s == 'E') ? 1 + (s[1] == '+' || s[1] == '-') : 0);
    return power > s && isdigit((unsigned char)*power) ? digits(power) : s;
}

/* 5ms is 5 ms here. */
static void read_number(struct given_text *t)
{
    const char *s = t->src->text + t->at.from, *end = number_end(s), *rest = end;
    struct arena *a = t->r->arena;
    while (is_of_name(*rest) || *rest == '.')
        rest++;
    const char *all = arena_copy(a, s, (size_t)(rest - s));
    t->at.to = t->at.from + (int)(rest - s);
    if (s[0] == '0' && (s[1] == 'x' || s[1] == 'X'))
        fault(t, t->at, arena_print(a, "'%.40s' is not a number; numbers are decimal", all));
    else if (rest > end && (!is_letter(*end) || memchr(end, '.', (size_t)(rest - end))))
        fault(t, t->at, arena_print(a, "'%.40s' is not a number", all));
    if (t->failed)
        return;
    t->at.to = t->at.from + (int)(end - s);
    t->value = strtod(copied(t, t->at.from, t->at.to), NULL);
    if (isinf(t->value))
        fault(t, t->at, arena_print(a, "number is too large: %.40s", copied(t, t->at.from, t->at.to)));
}

static void read_string(struct given_text *t)
{
    const char *s = t->src->text + t->at.from + 1, *end = strchr(s, '"');
    t->at.to = end ? t->at.from + (int)(end - s) + 2 : t->src->len;
    if (!end)
        fault(t, t->at, "string is not closed on its line");
    t->word = copied(t, t->at.from + 1, end ? t->at.to - 1 : t->at.to);
}

static void read_sign(struct given_text *t)
{
    const char *s = t->src->text + t->at.from;
    int two = (s[0] == '*' && s[1] == '*') || (strchr("=<>!", s[0]) && s[1] == '=');
    t->at.to = t->at.from + 1 + two;
    t->word = two && s[0] == '*' ? "^" : copied(t, t->at.from, t->at.to);
    if (two && s[0] == '=')
        fault(t, t->at, "unexpected '=='; '=' defines, '==' compares");
    else if (!strchr("()[],=~+-*/^<>!", s[0]))
        fault(t, t->at, arena_print(t->r->arena, "stray '%s'%s", t->word, *s == ':' ? "; write '='" : *s == ';' ?
                                    t->brackets ? "; write ','" : "; one statement a line, without a sign behind it" : ""));
}

static void next(struct given_text *t)
{
    static const enum token kinds[] = { END, NUMBER, NAME, STRING, SIGN };
    const char *s = t->src->text;
    int i = t->behind = t->at.to, kind;
    while (s[i] == ' ' || s[i] == '\t' || s[i] == '\n' || s[i] == '\r')
        i++;
    t->at.from = t->at.to = i;
    kind = !s[i] || s[i] == '#' ? 0 : isdigit((unsigned char)s[i]) || (s[i] == '.' && isdigit((unsigned char)s[i + 1])) ? 1
         : is_letter(s[i]) ? 2 : s[i] == '"' ? 3 : 4;
    t->token = kinds[kind];
    if (t->token == NUMBER) {
        read_number(t);
    } else if (t->token == NAME) {
        t->at.to = name_end(s, i);
        t->word = copied(t, i, t->at.to);
    } else if (t->token == STRING) {
        read_string(t);
    } else if (t->token == SIGN) {
        read_sign(t);
    } else {
        t->at.from = t->at.to = t->behind;
    }
}

static int is_sign(const struct given_text *t, char sign)
{
    return t->token == SIGN && t->word[0] == sign && !t->word[1];
}

static void unexpected(struct given_text *t, const char *expected)
{
    struct arena *a = t->r->arena;
    const char *what = t->token == END ? "end of line" : t->token == NUMBER || t->token == STRING
                     ? arena_print(a, "'%s'", copied(t, t->at.from, t->at.to)) : t->token == FAULT ? "" : arena_print(a, "'%s'", t->word);
    fault(t, t->at, arena_print(a, "unexpected %s; expected %s", what, expected));
}

/* ---- units ---- */

static const char *const clause_words[] = { "n", "key", "shape", "per", "broadcast", NULL };

static int is_clause(const struct given_text *t)
{
    return t->token == NAME && name_one_of(t->word, clause_words) >= 0;
}

/* "[mm/ms]", and the next token behind it; NULL after an error. */
static const char *bracket_unit(struct given_text *t, struct span *at)
{
    const char *s = t->src->text, *end = strchr(s + t->at.from, ']');
    struct text unit = { 0 };
    *at = (struct span){ t->src, t->at.from, end ? (int)(end - s) + 1 : t->src->len };
    for (int i = at->from + 1; i < at->to - 1; i++)
        if (s[i] != ' ')
            text_bytes(&unit, s + i, 1);
    const char *out = unit.len ? arena_copy(t->r->arena, unit.bytes, unit.len) : NULL;
    text_free(&unit);
    if (!end)
        fault(t, (struct span){ t->src, at->from, at->from + 1 }, "'[' is not closed");
    else if (!out)
        fault(t, *at, "unit is empty; leave it out");
    t->at.to = at->to;
    if (!t->failed)
        next(t);
    return out;
}

static struct ast_expr *number(struct given_text *t)
{
    struct ast_expr *e = ast_number(t->r->arena, t->at, t->value);
    const char *unit = NULL;
    struct span at = t->at;
    next(t);
    if (t->token == NAME && !is_clause(t)) {
        unit = t->word;
        at = t->at;
        next(t);
    } else if (is_sign(t, '[')) {
        unit = bracket_unit(t, &at);
    }
    if (!unit)
        return e;
    e->at.to = at.to;
    return ast_with_unit(e, unit, at);
}

/* ---- expressions ---- */

static struct ast_expr *sum(struct given_text *t);

static struct ast_expr *deep(struct given_text *t, struct ast_expr *e)
{
    if (e && e->depth > AST_DEPTH)
        fault(t, e->at, "this is too deep: more than 1000 operators in each other");
    return t->failed ? NULL : e;
}

/* What stands in brackets, the opening one being next: expressions between commas; NULL: none, or a fault. */
static struct ast_expr *inside(struct given_text *t, char close, int one, struct span *at)
{
    static const char *const wanted[] = { "an operator, a clause, ',' or ')'", "an operator, ',' or ']'", "an operator or ')'" };
    struct span open = t->at;
    struct ast_expr *list = NULL;
    if (++t->brackets > MOST_BRACKETS)
        fault(t, t->at, arena_print(t->r->arena, "brackets are nested more than %d deep", MOST_BRACKETS));
    next(t);
    while (!t->failed && t->token != END && !(is_sign(t, close) && !list && !one)) {
        list = ast_append(list, sum(t));
        if (one || !is_sign(t, ','))
            break;
        next(t);
        if (t->token == END)
            break;
        if (is_sign(t, close))
            unexpected(t, "an expression");
    }
    if (!t->failed && t->token == END)
        fault(t, open, arena_print(t->r->arena, "'%.1s' is not closed", t->src->text + open.from));
    else if (!t->failed && !is_sign(t, close))
        unexpected(t, wanted[one ? 2 : close == ']']);
    *at = (struct span){ t->src, open.from, t->at.to };
    t->brackets--;
    if (!t->failed)
        next(t);
    return list;
}

static struct ast_expr *leaf(struct given_text *t)
{
    struct arena *a = t->r->arena;
    struct span at = t->at, brackets;
    const char *word = t->word;
    struct ast_expr *e = NULL;
    if (t->token == NUMBER) {
        e = number(t);
    } else if (t->token == STRING) {
        e = ast_word(a, at, AST_STRING, word);
        next(t);
    } else if (t->token == NAME) {
        next(t);
        if (!is_sign(t, '('))
            return ast_word(a, at, AST_NAME, word);
        struct ast_expr *list = inside(t, ')', 0, &brackets);
        e = ast_named(a, (struct span){ t->src, at.from, brackets.to }, AST_CALL, word, list);
    } else if (is_sign(t, '[')) {
        struct ast_expr *list = inside(t, ']', 0, &brackets);
        e = ast_named(a, brackets, AST_LIST, NULL, list);
    } else if (is_sign(t, '(')) {
        e = inside(t, ')', 1, &brackets);
        if (e)
            e->at = brackets;
    } else {
        unexpected(t, "an expression");
    }
    return deep(t, e);
}

static struct ast_expr *made(struct given_text *t, enum ast_op op, int from, struct ast_expr *x, struct ast_expr *y)
{
    if (t->failed || !x)
        return NULL;
    return deep(t, ast_op(t->r->arena, (struct span){ t->src, from, y ? y->at.to : x->at.to }, op, x, y, NULL));
}

static struct ast_expr *signed_value(struct given_text *t);

static struct ast_expr *power(struct given_text *t)
{
    struct ast_expr *e = leaf(t);
    if (t->failed || !is_sign(t, '^'))
        return e;
    next(t);
    struct ast_expr *exponent = signed_value(t);
    return made(t, AST_POW, e->at.from, e, exponent);
}

static struct ast_expr *signed_value(struct given_text *t)
{
    int from = t->at.from;
    if (!is_sign(t, '-'))
        return power(t);
    if (++t->brackets > MOST_BRACKETS)
        fault(t, t->at, "too many signs");
    next(t);
    struct ast_expr *e = signed_value(t);
    t->brackets--;
    return made(t, AST_NEG, from, e, NULL);
}

static struct ast_expr *product(struct given_text *t)
{
    struct ast_expr *e = signed_value(t);
    while (!t->failed && (is_sign(t, '*') || is_sign(t, '/'))) {
        enum ast_op op = is_sign(t, '*') ? AST_MUL : AST_DIV;
        next(t);
        struct ast_expr *right = signed_value(t);
        e = made(t, op, e->at.from, e, right);
    }
    return e;
}

static struct ast_expr *sum(struct given_text *t)
{
    struct ast_expr *e = product(t);
    while (!t->failed && (is_sign(t, '+') || is_sign(t, '-'))) {
        enum ast_op op = is_sign(t, '+') ? AST_ADD : AST_SUB;
        next(t);
        struct ast_expr *right = product(t);
        e = made(t, op, e->at.from, e, right);
    }
    return e;
}

/* ---- the whole ---- */

/* "shape (2, 3)" is a list. */
static const struct ast_expr *shape(struct given_text *t)
{
    struct span at;
    if (!is_sign(t, '('))
        return sum(t);
    struct ast_expr *list = inside(t, ')', 0, &at);
    return list && list->next ? ast_named(t->r->arena, at, AST_LIST, NULL, list) : list;
}

static const struct ast_expr *word(struct given_text *t)
{
    const struct ast_expr *e = ast_word(t->r->arena, t->at, AST_NAME, t->word);
    if (t->token != NAME)
        unexpected(t, "a name");
    else
        next(t);
    return e;
}

static void clause(struct given_text *t, struct given *out)
{
    struct given_clause *const all[] = { &out->n, &out->key, &out->shape, &out->per, &out->broadcast };
    struct given_clause *c = all[name_one_of(t->word, clause_words)];
    struct span at = t->at;
    const char *name = t->word;
    if (c->is) {
        fault(t, at, arena_print(t->r->arena, "'%s' is given twice", name));
        return;
    }
    next(t);
    c->is = 1;
    if (c == &out->per)
        c->args = word(t);
    else if (c != &out->broadcast)
        c->args = c == &out->shape ? shape(t) : sum(t);
    t->goes_on = c != &out->per && c != &out->broadcast;
    c->at = (struct span){ t->src, at.from, t->behind };
}

/* "I=1,2": a comma for a point, or a list without its brackets. */
static void behind(struct given_text *t)
{
    if (is_sign(t, ','))
        fault(t, t->at, "unexpected ','; a number has a point, 1.2, and a list square brackets");
    else
        unexpected(t, t->goes_on ? "an operator, a clause or end of line" : "a clause or end of line");
}

int given_read(struct reader *r, const char *option, const char *text, struct given *out)
{
    struct given_text t = { .r = r, .src = source_text(option, text, strlen(text), r->arena) };
    *out = (struct given){ 0 };
    t.at.src = t.src;
    next(&t);
    out->at = out->name_at = t.at;
    out->name = t.word;
    if (t.token != NAME) {
        unexpected(&t, "a name");
        return 0;
    }
    next(&t);
    out->draws = is_sign(&t, '~');
    if (!out->draws && !is_sign(&t, '=')) {
        unexpected(&t, "'=' or '~'");
        return 0;
    }
    next(&t);
    if (out->draws && t.token != NAME)
        unexpected(&t, "a name");
    out->value = t.failed ? NULL : sum(&t);
    t.goes_on = !out->draws;
    if (!t.failed && out->draws && out->value->op != AST_CALL)
        unexpected(&t, "'('");
    while (!t.failed && is_clause(&t))
        clause(&t, out);
    if (!t.failed && t.token != END)
        behind(&t);
    out->at.to = t.behind;
    return !t.failed;
}
