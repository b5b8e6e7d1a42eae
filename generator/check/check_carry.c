/* check_carry.c -- `carry along a`: each point starts where the last along that axis ended.
 *
 * Points along it have to have an order that means something, and to differ in nothing that a state cannot
 * be taken over: neither in the time step nor in where they begin.
 */
#include <string.h>
#include "starts.h"

static const char word[] = "carry along";

/* The axis that is meant: one that has the name, or the first of a group that has. */
static int carried_axis(struct check *c, const struct exploration *x, const struct ast_stmt *s)
{
    int first = -1, count;
    for (int i = x->axis_count - 1; i >= 0; i--)
        if (x->axes[i].axis.group && !strcmp(x->axes[i].axis.group, s->name))
            first = i;
    int q = first >= 0 ? -1 : quantity_called(c->e, x, s->name, &count), at = q >= 0 ? model_axis(x, q) : first;
    if (at >= 0 || (first < 0 && q < 0 && quantity_find(c, x, s->name, s->name_at) < 0))
        return at;
    struct offer o;
    offer_start(&o, s->name);
    for (int i = 0; wording_matters(c) && i < x->axis_count; i++)
        offer_add(&o, x->axes[i].axis.label);
    diag_error(c->diags, s->name_at, "'%s' is no axis of exploration '%s'%s", s->name, x->name, offer_end(c, &o, "there are"));
    return -1;
}

/* Why points that differ in this cannot be carried along, or NULL. */
static const char *obstacle(const struct check *c, const struct axis_decl *a)
{
    switch (c->e->quantities[a->quantity].kind) {
    case QUANTITY_DT:      return "takes steps of its own in each point, and a chain has one time step";
    case QUANTITY_INITIAL: return "says where points begin, and here all but the first begin where the last ended";
    default:               return NULL;
    }
}

/* Whether an axis moves along with the carried one. */
static int moves_along(const struct exploration *x, const struct axis *carried, const struct axis *a)
{
    return x->zip || a == carried || (a->group && carried->group && !strcmp(a->group, carried->group));
}

static int is_ordered(struct check *c, const struct exploration *x, int axis, const struct ast_stmt *s)
{
    const struct axis *carried = &x->axes[axis].axis;
    int errors = c->diags->errors;
    if (carried->kind == AXIS_UNIFORM || carried->kind == AXIS_LATIN || carried->kind == AXIS_LAW)
        diag_error(c->diags, s->name_at, "'%s' draws its values, which come in no order; %s a grid or a list", s->name, word);
    else if (carried->kind == AXIS_SOBOL)
        diag_error(c->diags, s->name_at, "the points of '%s' come in no order; %s a grid or a list", s->name, word);
    else if (carried->kind == AXIS_KEYS)
        diag_error(c->diags, s->name_at, "keys of random numbers have no order; %s a grid or a list", word);
    for (int i = 0; i < x->axis_count; i++) {
        const char *why = moves_along(x, carried, &x->axes[i].axis) ? obstacle(c, &x->axes[i]) : NULL;
        if (!why)
            continue;
        diag_error(c->diags, s->name_at, "'%s' %s", x->axes[i].axis.label, why);
        if (i != axis)
            diag_note(c->diags, x->axes[i].at, "it moves along with '%s'", s->name);
    }
    return c->diags->errors == errors;
}

/* The dimension of both ways has a name of its own. */
static int way_is_free(struct check *c, const struct exploration *x, const struct ast_stmt *s)
{
    for (int i = 0; i < x->axis_count; i++) {
        const struct axis *a = &x->axes[i].axis;
        if (strcmp(a->label, "way") && strcmp(a->path, "way") && (!a->group || strcmp(a->group, "way")))
            continue;
        diag_error(c->diags, s->at, "the dimension of both ways is called 'way'");
        diag_note(c->diags, x->axes[i].at, "this is called so, too; choose another name");
        return 0;
    }
    return 1;
}

static void carry(struct check *c, struct exploration *x, const struct ast_stmt *s)
{
    int axis = carried_axis(c, x, s);
    const struct ast_clause *both = ast_find_clause(s, CLAUSE_BOTH);
    if (axis < 0)
        return;
    if (!c->e->model || !c->e->simulate.present || !c->e->model->state_count) {
        if (!c->blind)
            diag_error(c->diags, s->at, "nothing is simulated here, so there is no state to carry along");
        return;
    }
    if (!is_ordered(c, x, axis, s) || (both && !way_is_free(c, x, s)))
        return;
    x->axes[axis].axis.is_carried = 1;
    x->both_ways = both != NULL;
}

static void read_carries(struct check *c, struct exploration *x, const struct ast_stmt *body)
{
    const struct ast_stmt *first = NULL;
    for (const struct ast_stmt *s = body; s; s = s->next) {
        if (s->kind != AST_CARRY)
            continue;
        if (first) {
            diag_error(c->diags, s->at, "exploration '%s' is carried along one axis alone", x->name);
            diag_note(c->diags, first->at, "which is said here");
            continue;
        }
        first = s;
        carry(c, x, s);
    }
}

void check_carries(struct check *c)
{
    struct exploration *x = c->e->explorations;
    for (const struct ast_stmt *s = c->files->tree->body; s; s = s->next)
        if (s->kind == AST_EXPLORE)
            read_carries(c, x++, s->body);
}
