/* constant.c -- numbers as they are written. */
#include "constant.h"
#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "base/number.h"
#include "base/unit.h"

/* -------------------------------------------------------------------- units -- */

/* "ns, us, ms, s, min or h" */
static const char *units_of_time(struct reader *r)
{
    struct listed_unit u, next;
    const char *text = "";
    for (int i = 0; unit_listed(i, &u) && unit_is_time(u.name); i++) {
        int last = !unit_listed(i + 1, &next) || !unit_is_time(next.name);
        text = arena_print(r->arena, "%s%s%s", text, !i ? "" : last ? " or " : ", ", u.name);
    }
    return text;
}

int constant_unit(struct reader *r, const char *unit, struct span at, const struct ast_expr *number)
{
    if (unit_is_known(unit) || !ast_unit_is_bare(at))
        return 1;
    const char *near = unit_near(unit);
    if (near)
        diag_error(r->diags, at, "'%s' is no unit; did you mean %s?", unit, near);
    else if (number)
        diag_error(r->diags, at, "'%s' is no unit; a label of your own stands in brackets: %s [%s]", unit,
                   said_number(r, number->value), unit);
    else
        diag_error(r->diags, at, "'%s' is no unit; a label of your own stands in brackets: [%s]", unit, unit);
    return 0;
}

static int in_unit(struct reader *r, const struct ast_expr *e, const char *unit, double *out)
{
    if (!e->unit)
        return 1;
    if (!constant_unit(r, e->unit, e->unit_at, e))
        return 0;
    if (unit && unit_convert(e->value, e->unit, unit, out))
        return 1;
    if (!unit)
        diag_error(r->diags, e->unit_at, "unexpected unit [%s]; this value has none", e->unit);
    else if (unit_is_time(unit))
        diag_error(r->diags, e->unit_at, "[%s] is no unit of time; write %s", e->unit, units_of_time(r));
    else
        diag_error(r->diags, e->unit_at, "[%s] does not convert to [%s]", e->unit, unit);
    return 0;
}

/* The number a value consists of, maybe with a sign. */
const struct ast_expr *constant_number(const struct ast_expr *e)
{
    if (e && e->op == AST_NEG)
        e = e->first;
    return e && e->op == AST_NUMBER ? e : NULL;
}

/* ---------------------------------------------------------------- arithmetic -- */

static int is_named(const char *name, double *out)
{
    static const struct { const char *name; double value; } table[] = {
        { "pi", M_PI }, { "nan", NAN }, { "inf", INFINITY }
    };
    for (size_t i = 0; i < sizeof table/sizeof *table; i++)
        if (!strcmp(table[i].name, name)) {
            *out = table[i].value;
            return 1;
        }
    return 0;
}

static int named(struct reader *r, const struct ast_expr *e, double *out)
{
    if (is_named(e->name, out))
        return 1;
    if (!r->reads->is_broken || !r->reads->is_broken(r->user, e->name))
        diag_error(r->diags, e->at, "'%s' is no constant; a number is needed here", e->name);
    return 0;
}

static int call(struct reader *r, const struct ast_expr *e, const char *unit, double *out)
{
    if (r->reads->call)
        return r->reads->call(r->user, e, unit, out);
    diag_error(r->diags, e->at, "'%s' is a function, which only massc computes; a number is needed here", e->name);
    return 0;
}

static int condition(struct reader *r, const struct ast_expr *e, const char *unit, int *out)
{
    int a = 0, b = 0;
    double x = 0, y = 0;
    const struct ast_expr *left = e->first, *right = left ? left->next : NULL;
    switch (e->op) {
    case AST_NOT:
        return condition(r, left, unit, &a) && (*out = !a, 1);
    case AST_AND:
        return condition(r, left, unit, &a) && condition(r, right, unit, &b) && (*out = a && b, 1);
    case AST_OR:
        return condition(r, left, unit, &a) && condition(r, right, unit, &b) && (*out = a || b, 1);
    case AST_LT: case AST_LE: case AST_GT: case AST_GE: case AST_EQ: case AST_NE:
        if (!constant_value(r, left, unit, &x) || !constant_value(r, right, unit, &y))
            return 0;
        *out = e->op == AST_LT ? x < y : e->op == AST_LE ? x <= y : e->op == AST_GT ? x > y
             : e->op == AST_GE ? x >= y : e->op == AST_EQ ? x == y : x != y;
        return 1;
    default:
        diag_error(r->diags, e->at, "expected a condition such as %s > 0", said_expr(r, e));
        return 0;
    }
}

static int arithmetic(struct reader *r, const struct ast_expr *e, const char *unit, double *out)
{
    double x = 0, y = 0;
    int both = constant_value(r, e->first, unit, &x);
    both &= constant_value(r, e->first->next, unit, &y);
    *out = e->op == AST_ADD ? x + y : e->op == AST_SUB ? x - y : e->op == AST_MUL ? x*y
         : e->op == AST_DIV ? x/y : (double)powl(x, y);
    return both;
}

int constant_value(struct reader *r, const struct ast_expr *e, const char *unit, double *out)
{
    int truth = 0;
    switch (e->op) {
    case AST_NUMBER:
        *out = e->value;
        return in_unit(r, e, unit, out);
    case AST_NAME:
        return named(r, e, out);
    case AST_CALL:
        return call(r, e, unit, out);
    case AST_NEG:
        return constant_value(r, e->first, unit, out) && (*out = -*out, 1);
    case AST_ADD: case AST_SUB: case AST_MUL: case AST_DIV: case AST_POW:
        return arithmetic(r, e, unit, out);
    case AST_IF:
        return condition(r, e->first, unit, &truth)
            && constant_value(r, truth ? e->first->next : e->first->next->next, unit, out);
    case AST_LIST:
        diag_error(r->diags, e->at, "one number is needed here, not a list");
        return 0;
    case AST_STRING:
        diag_error(r->diags, e->at, "a number is needed here, not text in quotes");
        return 0;
    default:
        diag_error(r->diags, e->at, "a number is needed here");
        return 0;
    }
}

/* -------------------------------------------------------------- kinds of it -- */

int constant_finite(struct reader *r, const struct ast_expr *e, const char *unit,
                 const char *what, double *out)
{
    if (!constant_value(r, e, unit, out))
        return 0;
    if (isfinite(*out))
        return 1;
    diag_error(r->diags, e->at, "%s must be a finite number, got %s", what, said_number(r, *out));
    return 0;
}

int constant_whole(struct reader *r, const struct ast_expr *e, const char *what, long least, long *out)
{
    double x;
    if (!constant_value(r, e, NULL, &x))
        return 0;
    if (x >= (double)least && x <= NUMBER_WHOLE && x == floor(x)) {
        *out = (long)x;
        return 1;
    }
    if (x > NUMBER_WHOLE)
        diag_error(r->diags, e->at, "%s is too large: %s", what, said_number(r, x));
    else
        diag_error(r->diags, e->at, "%s must be a whole number from %ld on, got %s", what, least,
                   said_number(r, x));
    return 0;
}

/* Digits are read from the source text: a double holds only 53 bits of them. */
static int read_digits(const struct ast_expr *e, int negative, int64_t *out)
{
    const char *text = e->at.src->text + e->at.from;
    int len = e->at.to - e->at.from, digits = 0;
    char copy[24] = "-";
    while (digits < len && isdigit((unsigned char)text[digits]))
        digits++;
    if (digits != len || len > 20)
        return 0;
    memcpy(copy + 1, text, (size_t)len);
    errno = 0;
    *out = strtoll(copy + !negative, NULL, 10);
    return !errno;
}

int constant_key(struct reader *r, const struct ast_expr *e, int64_t *out)
{
    const struct ast_expr *number = constant_number(e);
    if (number && !number->unit && number->at.src && read_digits(number, number != e, out))
        return 1;
    double x;
    if (!constant_value(r, e, NULL, &x))
        return 0;
    if (x == floor(x) && fabs(x) <= 9007199254740992.0) {
        *out = (int64_t)x;
        return 1;
    }
    diag_error(r->diags, e->at, "a key is a whole number of 64 bits, got %s", said_number(r, x));
    return 0;
}

/* -------------------------------------------------------------------- lists -- */

/* The shape the first elements promise; every list is held to it below. */
static int measure(struct reader *r, const struct ast_expr *list, struct data *out)
{
    *out = (struct data){ .nan = -1 };
    for (const struct ast_expr *e = list; e && e->op == AST_LIST; e = e->first) {
        if (!e->first) {
            diag_error(r->diags, e->at, "the list is empty");
            return 0;
        }
        if (out->rank == 4) {
            diag_error(r->diags, e->at, "lists nest four levels deep at most");
            return 0;
        }
        out->shape[out->rank++] = expr_count(e->first);
    }
    return 1;
}

static int fill(struct reader *r, const struct ast_expr *list, const char *unit, int level,
                const struct data *v, double **to)
{
    int count = expr_count(list->first);
    if (count != v->shape[level]) {
        diag_error(r->diags, list->at, "this list has %d element%s, the first one beside it %ld",
                   count, count == 1 ? "" : "s", v->shape[level]);
        return 0;
    }
    for (const struct ast_expr *e = list->first; e; e = e->next) {
        if ((e->op == AST_LIST) != (level + 1 < v->rank)) {
            diag_error(r->diags, e->at, "elements of a list must have one shape; this is %s",
                       e->op == AST_LIST ? "a list among numbers" : "no list among lists");
            return 0;
        }
        if (e->op == AST_LIST ? !fill(r, e, unit, level + 1, v, to)
                              : !constant_value(r, e, unit, (*to)++))
            return 0;
    }
    return 1;
}

int constant_list(struct reader *r, const struct ast_expr *list, const char *unit,
               struct data *out)
{
    if (!measure(r, list, out))
        return 0;
    double total = 1;
    for (int i = 0; i < out->rank; i++)
        total *= (double)out->shape[i];
    /* A ragged list may promise more than the file holds elements. */
    if (total > (double)(list->at.to - list->at.from)) {
        diag_error(r->diags, list->at, "elements of a list must have one shape");
        return 0;
    }
    out->values = ARENA_ARRAY(r->arena, double, total);
    double *to = out->values;
    return fill(r, list, unit, 0, out, &to);
}

int constant_values(struct reader *r, const struct ast_expr *e, const char *unit, const char *what, struct data *out)
{
    const struct ast_expr *file = e->op == AST_CALL && !strcmp(e->name, "data") ? e->first : e->op == AST_STRING ? e : NULL;
    if (e->op == AST_LIST)
        return constant_list(r, e, unit, out);
    if (!file || (file != e && file->next) || file->op != AST_STRING) {
        diag_error(r->diags, e->at, "%s is a list or a file in quotes, got %s", what, said_expr(r, e));
        return 0;
    }
    if (r->reads->data)
        return r->reads->data(r->user, file, out);
    diag_error(r->diags, file->at, FILES_ARE_MASSCS);
    return 0;
}
