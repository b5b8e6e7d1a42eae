/* check_const.c -- constant expressions and units.
 *
 * Constants are computed with the C library, before any kernel exists: in double, and
 * functions in long double, since those for doubles may be 8 ulp off (cos of 5.3e255).
 */
#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "checker.h"
#include "base/number.h"
#include "base/text.h"

/* -------------------------------------------------------------------- units -- */

/* "ns, us, ms, s, min or h" */
static const char *units_of_time(struct check *c)
{
    struct listed_unit u, next;
    const char *text = "";
    for (int i = 0; unit_listed(i, &u) && unit_is_time(u.name); i++) {
        int last = !unit_listed(i + 1, &next) || !unit_is_time(next.name);
        text = arena_print(c->arena, "%s%s%s", text, !i ? "" : last ? " or " : ", ", u.name);
    }
    return text;
}

int unit_is_sound(struct check *c, const char *unit, struct span at, const struct ast_expr *number)
{
    if (unit_is_known(unit) || !ast_unit_is_bare(at))
        return 1;
    const char *near = unit_near(unit);
    if (near)
        diag_error(c->diags, at, "'%s' is no unit; did you mean %s?", unit, near);
    else if (number)
        diag_error(c->diags, at, "'%s' is no unit; a label of your own stands in brackets: %s [%s]", unit,
                   number_text(c, number->value), unit);
    else
        diag_error(c->diags, at, "'%s' is no unit; a label of your own stands in brackets: [%s]", unit, unit);
    return 0;
}

void unit_or_name(struct check *c, const struct ast_expr *e)
{
    const char *x = number_text(c, e->value);
    if (unit_is_known(e->unit))
        diag_error(c->diags, e->unit_at, "'%s' is a unit and a name; write %s*%s for a product, or %s [%s] for the unit",
                   e->unit, x, e->unit, x, e->unit);
    else
        diag_error(c->diags, e->unit_at, "a name behind a number is its unit; write %s*%s for a product", x, e->unit);
}

static int in_unit(struct check *c, const struct ast_expr *e, const char *unit, double *out)
{
    if (!e->unit)
        return 1;
    if (!unit_is_sound(c, e->unit, e->unit_at, e))
        return 0;
    if (unit && unit_convert(e->value, e->unit, unit, out))
        return 1;
    if (!unit)
        diag_error(c->diags, e->unit_at, "unexpected unit [%s]; this value has none", e->unit);
    else if (unit_is_time(unit))
        diag_error(c->diags, e->unit_at, "[%s] is no unit of time; write %s", e->unit, units_of_time(c));
    else
        diag_error(c->diags, e->unit_at, "[%s] does not convert to [%s]", e->unit, unit);
    return 0;
}

/* The number a value consists of, maybe with a sign. */
static const struct ast_expr *plain_number(const struct ast_expr *e)
{
    if (e && e->op == AST_NEG)
        e = e->first;
    return e && e->op == AST_NUMBER ? e : NULL;
}

/* The number that a value ends in, where nothing closes behind it. */
static const struct ast_expr *last_number(const struct ast_expr *e)
{
    while (e && e->op >= AST_NEG && e->first)
        for (e = e->first; e->next;)
            e = e->next;
    if (!e || e->op != AST_NUMBER || !e->unit || ast_unit_is_bare(e->unit_at))
        return NULL;
    const char *behind = e->unit_at.src->text + e->unit_at.to;
    behind += strspn(behind, " \t");
    return *behind != ')' ? e : NULL;
}

const struct ast_expr *unit_of_all(const struct ast_stmt *s)
{
    return s->value && !ast_find_clause(s, CLAUSE_UNIT) ? last_number(s->value) : NULL;
}

const char *unit_of(const struct ast_stmt *s)
{
    const struct ast_clause *unit = ast_find_clause(s, CLAUSE_UNIT);
    const struct ast_expr *number = plain_number(s->value), *last = unit_of_all(s);
    return unit ? unit->name : last ? last->unit : number ? number->unit : NULL;
}

const char *unit_within(const struct ast_expr *e)
{
    const char *unit = e->unit;
    for (const struct ast_expr *x = e->first; x && !unit; x = x->next)
        unit = unit_within(x);
    return unit;
}

/* A label that is a known unit but for its case is hardly meant as a label. Pressures (Pa)
 * are. */
void unit_judge(struct check *c, const struct ast_stmt *s)
{
    const struct ast_clause *clause = ast_find_clause(s, CLAUSE_UNIT);
    const char *unit = unit_of(s), *near = unit ? unit_near(unit) : NULL;
    if (clause && !unit_is_sound(c, clause->name, clause->at, NULL))
        return;
    const struct ast_expr *number = plain_number(s->value);
    int bare = !clause && !unit_of_all(s) && number && number->unit && ast_unit_is_bare(number->unit_at);
    if (near && !bare)                          /* else it is an error where the number is read */
        diag_warn(c->diags, s->name_at, "unit", "[%s] is no unit that is known and stays a label; did "
                  "you mean [%s]?", unit, near);
}

/* ---------------------------------------------------------------- arithmetic -- */

typedef long double wide;

static int named_constant(struct check *c, const struct ast_expr *e, double *out)
{
    static const struct { const char *name; double value; } table[] = {
        { "pi", M_PI }, { "nan", NAN }, { "inf", INFINITY }
    };
    for (size_t i = 0; i < sizeof table/sizeof *table; i++)
        if (!strcmp(table[i].name, e->name)) {
            *out = table[i].value;
            return 1;
        }
    if (!name_is_broken(c, e->name))
        diag_error(c->diags, e->at, "'%s' is no constant; a number is needed here", e->name);
    return 0;
}

static int call(struct check *c, const struct ast_expr *e, const char *unit, double *out)
{
    const struct builtin *f = builtin_find(e->name);
    if (!f) {
        struct offer o;
        offer_start(&o, e->name);
        builtin_offer(&o);
        const char *near = nearest_best(&o.near);
        text_free(&o.list);
        diag_error(c->diags, e->at, near ? "unknown function '%s'; did you mean '%s'?"
                   : "'%s' is no elementary function; a number is needed here", e->name, near);
        return 0;
    }
    int count = expr_count(e->first);
    if (count < f->least || (f->most && count > f->most)) {
        diag_error(c->diags, e->at, "%s takes %d argument%s%s, got %d", e->name, f->least,
                   f->least > 1 ? "s" : "", f->most ? "" : " or more", count);
        return 0;
    }
    if (!f->constant.one && !f->constant.two) {
        diag_error(c->diags, e->at, "%s is a function of time; a number is needed here", e->name);
        return 0;
    }
    double y;
    if (!const_value(c, e->first, unit, out))
        return 0;
    if (f->constant.one) {
        *out = (double)f->constant.one(*out);
        return 1;
    }
    for (const struct ast_expr *arg = e->first->next; arg; arg = arg->next) {
        if (!const_value(c, arg, unit, &y))
            return 0;
        *out = (double)f->constant.two(*out, y);
    }
    return 1;
}

static int condition(struct check *c, const struct ast_expr *e, const char *unit, int *out)
{
    int a = 0, b = 0;
    double x = 0, y = 0;
    const struct ast_expr *left = e->first, *right = left ? left->next : NULL;
    switch (e->op) {
    case AST_NOT:
        return condition(c, left, unit, &a) && (*out = !a, 1);
    case AST_AND:
        return condition(c, left, unit, &a) && condition(c, right, unit, &b) && (*out = a && b, 1);
    case AST_OR:
        return condition(c, left, unit, &a) && condition(c, right, unit, &b) && (*out = a || b, 1);
    case AST_LT: case AST_LE: case AST_GT: case AST_GE: case AST_EQ: case AST_NE:
        if (!const_value(c, left, unit, &x) || !const_value(c, right, unit, &y))
            return 0;
        *out = e->op == AST_LT ? x < y : e->op == AST_LE ? x <= y : e->op == AST_GT ? x > y
             : e->op == AST_GE ? x >= y : e->op == AST_EQ ? x == y : x != y;
        return 1;
    default:
        diag_error(c->diags, e->at, "expected a condition such as %s > 0", expr_text(c, e));
        return 0;
    }
}

static int arithmetic(struct check *c, const struct ast_expr *e, const char *unit, double *out)
{
    double x = 0, y = 0;
    int both = const_value(c, e->first, unit, &x);
    both &= const_value(c, e->first->next, unit, &y);
    *out = e->op == AST_ADD ? x + y : e->op == AST_SUB ? x - y : e->op == AST_MUL ? x*y
         : e->op == AST_DIV ? x/y : (double)powl(x, y);
    return both;
}

int const_value(struct check *c, const struct ast_expr *e, const char *unit, double *out)
{
    int truth = 0;
    switch (e->op) {
    case AST_NUMBER:
        *out = e->value;
        return in_unit(c, e, unit, out);
    case AST_NAME:
        return named_constant(c, e, out);
    case AST_CALL:
        return call(c, e, unit, out);
    case AST_NEG:
        return const_value(c, e->first, unit, out) && (*out = -*out, 1);
    case AST_ADD: case AST_SUB: case AST_MUL: case AST_DIV: case AST_POW:
        return arithmetic(c, e, unit, out);
    case AST_IF:
        return condition(c, e->first, unit, &truth)
            && const_value(c, truth ? e->first->next : e->first->next->next, unit, out);
    case AST_LIST:
        diag_error(c->diags, e->at, "one number is needed here, not a list");
        return 0;
    case AST_STRING:
        diag_error(c->diags, e->at, "a number is needed here, not text in quotes");
        return 0;
    default:
        diag_error(c->diags, e->at, "a number is needed here");
        return 0;
    }
}

/* -------------------------------------------------------------- kinds of it -- */

int const_finite(struct check *c, const struct ast_expr *e, const char *unit,
                 const char *what, double *out)
{
    if (!const_value(c, e, unit, out))
        return 0;
    if (isfinite(*out))
        return 1;
    diag_error(c->diags, e->at, "%s must be a finite number, got %s", what, number_text(c, *out));
    return 0;
}

int const_whole(struct check *c, const struct ast_expr *e, const char *what, long least, long *out)
{
    double x;
    if (!const_value(c, e, NULL, &x))
        return 0;
    if (x >= (double)least && x <= NUMBER_WHOLE && x == floor(x)) {
        *out = (long)x;
        return 1;
    }
    if (x > NUMBER_WHOLE)
        diag_error(c->diags, e->at, "%s is too large: %s", what, number_text(c, x));
    else
        diag_error(c->diags, e->at, "%s must be a whole number from %ld on, got %s", what, least,
                   number_text(c, x));
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

int const_key(struct check *c, const struct ast_expr *e, int64_t *out)
{
    const struct ast_expr *number = plain_number(e);
    if (number && !number->unit && number->at.src && read_digits(number, number != e, out))
        return 1;
    double x;
    if (!const_value(c, e, NULL, &x))
        return 0;
    if (x == floor(x) && fabs(x) <= 9007199254740992.0) {
        *out = (int64_t)x;
        return 1;
    }
    diag_error(c->diags, e->at, "a key is a whole number of 64 bits, got %s", number_text(c, x));
    return 0;
}

int const_range(struct check *c, const struct ast_expr *list, const char *unit,
                double *lo, double *hi, int may_be_one)
{
    if (!list || expr_count(list->first) != 2) {
        if (list)
            diag_error(c->diags, list->at, "a range has two ends: [low, high]");
        return 0;
    }
    if (!const_value(c, list->first, unit, lo) || !const_value(c, list->first->next, unit, hi))
        return 0;
    if (*lo < *hi || (may_be_one && *lo == *hi))
        return 1;
    diag_error(c->diags, list->at, "low end (%s) must be less than high end (%s)",
               number_text(c, *lo), number_text(c, *hi));
    return 0;
}

/* -------------------------------------------------------------------- lists -- */

/* The shape the first elements promise; every list is held to it below. */
static int measure(struct check *c, const struct ast_expr *list, struct data *out)
{
    *out = (struct data){ .nan = -1 };
    for (const struct ast_expr *e = list; e && e->op == AST_LIST; e = e->first) {
        if (!e->first) {
            diag_error(c->diags, e->at, "the list is empty");
            return 0;
        }
        if (out->rank == 4) {
            diag_error(c->diags, e->at, "lists nest four levels deep at most");
            return 0;
        }
        out->shape[out->rank++] = expr_count(e->first);
    }
    return 1;
}

static int fill(struct check *c, const struct ast_expr *list, const char *unit, int level,
                const struct data *v, double **to)
{
    int count = expr_count(list->first);
    if (count != v->shape[level]) {
        diag_error(c->diags, list->at, "this list has %d element%s, the first one beside it %ld",
                   count, count == 1 ? "" : "s", v->shape[level]);
        return 0;
    }
    for (const struct ast_expr *e = list->first; e; e = e->next) {
        if ((e->op == AST_LIST) != (level + 1 < v->rank)) {
            diag_error(c->diags, e->at, "elements of a list must have one shape; this is %s",
                       e->op == AST_LIST ? "a list among numbers" : "no list among lists");
            return 0;
        }
        if (e->op == AST_LIST ? !fill(c, e, unit, level + 1, v, to)
                              : !const_value(c, e, unit, (*to)++))
            return 0;
    }
    return 1;
}

int const_list(struct check *c, const struct ast_expr *list, const char *unit,
               struct data *out)
{
    if (!measure(c, list, out))
        return 0;
    double total = 1;
    for (int i = 0; i < out->rank; i++)
        total *= (double)out->shape[i];
    /* A ragged list may promise more than the file holds elements. */
    if (total > (double)(list->at.to - list->at.from)) {
        diag_error(c->diags, list->at, "elements of a list must have one shape");
        return 0;
    }
    out->values = ARENA_ARRAY(c->arena, double, total);
    double *to = out->values;
    return fill(c, list, unit, 0, out, &to);
}

/* Within a billionth, as the steps are counted. */
int takes_a_step(double duration, double dt)
{
    return duration >= dt*(1 - 1e-9);
}
