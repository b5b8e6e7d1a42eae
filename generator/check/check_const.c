/* check_const.c -- constants of files: the functions of the language, names, units of what is declared.
 *
 * What a number, a unit and a list are is runtime/setting/constant.c's. Functions are computed in long double, since
 * those for doubles may be 8 ulp off (cos of 5.3e255).
 */
#include <math.h>
#include <string.h>
#include "checker.h"
#include "base/text.h"

/* -------------------------------------------------------------------- units -- */

int unit_is_sound(struct check *c, const char *unit, struct span at, const struct ast_expr *number)
{
    struct reader r = check_reader(c);
    return constant_unit(&r, unit, at, number);
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
    const struct ast_expr *number = constant_number(s->value), *last = unit_of_all(s);
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
    const struct ast_expr *number = constant_number(s->value);
    int bare = !clause && !unit_of_all(s) && number && number->unit && ast_unit_is_bare(number->unit_at);
    if (near && !bare)                          /* else it is an error where the number is read */
        diag_warn(c->diags, s->name_at, "unit", "[%s] is no unit that is known and stays a label; did "
                  "you mean [%s]?", unit, near);
}

/* ---------------------------------------------------------------- the reader -- */

static int call(void *user, const struct ast_expr *e, const char *unit, double *out)
{
    struct check *c = user;
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

static int is_function(const char *name)
{
    return builtin_find(name) != NULL;
}

static int read_data(void *user, const struct ast_expr *file, struct data *out)
{
    return check_data(user, file, out);
}

static int is_broken(void *user, const char *name)
{
    return name_is_broken(user, name);
}

struct reader check_reader(struct check *c)
{
    static const struct reads reads = { call, is_function, read_data, is_broken, ast_print_expr };
    return (struct reader){ .arena = c ? c->arena : NULL, .diags = c ? c->diags : NULL, .reads = &reads, .user = c };
}

int const_value(struct check *c, const struct ast_expr *e, const char *unit, double *out)
{
    struct reader r = check_reader(c);
    return constant_value(&r, e, unit, out);
}

int const_finite(struct check *c, const struct ast_expr *e, const char *unit, const char *what, double *out)
{
    struct reader r = check_reader(c);
    return constant_finite(&r, e, unit, what, out);
}

int const_whole(struct check *c, const struct ast_expr *e, const char *what, long least, long *out)
{
    struct reader r = check_reader(c);
    return constant_whole(&r, e, what, least, out);
}

int const_key(struct check *c, const struct ast_expr *e, int64_t *out)
{
    struct reader r = check_reader(c);
    return constant_key(&r, e, out);
}

int const_list(struct check *c, const struct ast_expr *list, const char *unit, struct data *out)
{
    struct reader r = check_reader(c);
    return constant_list(&r, list, unit, out);
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
