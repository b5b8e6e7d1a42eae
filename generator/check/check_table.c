/* check_table.c -- functions given by points: `table f(v [mV]) = [[-80, 0.1], [0, 1]] [1/ms]`, or a file of two columns.
 */
#include <math.h>
#include "checker.h"
#include "model/lookup.h"

/* Two columns, or two rows. */
static int read_points(struct check *c, const struct ast_stmt *s, struct data *v)
{
    const struct ast_expr *e = s->value;
    if (e->op != AST_LIST && e->op != AST_STRING) {
        diag_error(c->diags, e->at, "a table is a list of points, or a file of two columns: table %s(x) = [[0, 1], [2, 3]]", s->name);
        return 0;
    }
    if (e->op == AST_STRING ? !check_matrix(c, e, v) : !const_list(c, e, NULL, v))
        return 0;
    if (v->rank == 2 && v->shape[1] == 2 && v->shape[0] >= 2)
        return 1;
    if (e->op == AST_STRING && v->rank == 2 && v->shape[0] == 2 && v->shape[1] > 2) {
        double *turned = ARENA_ARRAY(c->arena, double, 2*v->shape[1]);
        for (long i = 0; i < v->shape[1]; i++)
            for (int k = 0; k < 2; k++)
                turned[2*i + k] = v->values[k*v->shape[1] + i];
        v->values = turned;
        v->shape[0] = v->shape[1];
        v->shape[1] = 2;
        return 1;
    }
    diag_error(c->diags, e->at, "a table has two points at least, each two numbers: [[x, y], [x, y]]; got %s", shape_text(c, v->shape, v->rank));
    return 0;
}

/* Where point [i] is written: of a file all of it. */
static struct span place_of(const struct ast_expr *value, long i)
{
    const struct ast_expr *e = value->op == AST_LIST ? value->first : NULL;
    while (e && i--)
        e = e->next;
    return e ? e->at : value->at;
}

static const char *whose(struct check *c, const struct ast_stmt *s, long i)
{
    return s->value->op == AST_LIST ? "" : arena_print(c->arena, " of point %ld", i + 1);
}

static int is_sound(struct check *c, const struct ast_stmt *s, const struct data *v)
{
    for (long i = 0; i < v->shape[0]; i++) {
        double x = v->values[2*i], y = v->values[2*i + 1];
        if (!isfinite(x) || !isfinite(y)) {
            diag_error(c->diags, place_of(s->value, i), "the numbers%s are finite, got %s", whose(c, s, i), number_text(c, isfinite(x) ? y : x));
            return 0;
        }
        if (i && x <= v->values[2*i - 2]) {
            diag_error(c->diags, place_of(s->value, i), "the first number%s, %s, is not above %s, that of the point before; a table goes from left to "
                       "right", whose(c, s, i), number_text(c, x), number_text(c, v->values[2*i - 2]));
            return 0;
        }
    }
    return 1;
}

const struct point_table *check_table(struct check *c, const struct ast_stmt *s)
{
    struct data v;
    if (check_arguments(c, s) != 1) {
        diag_error(c->diags, s->name_at, "a table has one argument: table %s(x) = ...", s->name);
        return NULL;
    }
    unit_judge(c, s);
    const char *near = s->params->unit ? unit_near(s->params->unit) : NULL;
    if (near)
        diag_warn(c->diags, s->params->unit_at, "unit", "[%s] is no unit that is known and stays a label; did you mean [%s]?", s->params->unit, near);
    if (!read_points(c, s, &v) || !is_sound(c, s, &v))
        return NULL;
    struct point_table *l = ARENA_NEW(c->arena, struct point_table);
    int count = (int)v.shape[0];
    double *x = ARENA_ARRAY(c->arena, double, count), *y = ARENA_ARRAY(c->arena, double, count), *slope = ARENA_ARRAY(c->arena, double, count);
    *l = (struct point_table){ .unit_x = s->params->unit, .unit_y = unit_of(s), .count = count, .points = v.values, .x = x, .y = y, .slope = slope };
    struct scale to_x = unit_inside(l->unit_x), to_y = unit_inside(l->unit_y);
    for (int i = 0; i < count; i++) {
        x[i] = scale_take(to_x, v.values[2*i], 0);
        y[i] = scale_take(to_y, v.values[2*i + 1], 0);
    }
    for (int i = 0; i + 1 < count; i++)
        slope[i] = (y[i + 1] - y[i])/(x[i + 1] - x[i]);
    return l;
}

const struct term *table_value(struct check *c, const struct ast_stmt *s, const struct point_table *l, const struct term *x)
{
    const struct term **args = ARENA_NEW(c->arena, const struct term *);
    *args = x;
    return term_make(c->arena, (struct term){ .kind = TERM_TABLE, .lookup = l, .index = c->table_count++, .name = s->name, .at = s->name_at,
                                              .args = args, .count = 1, .type.unit = l->unit_y });
}
