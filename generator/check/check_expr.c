/* check_expr.c -- expressions of equations.
 *
 * The walk makes terms of what it checks: in them every time stands in ms, every name
 * is resolved, and every term has its type. It returns NULL for an expression in which
 * something was wrong, so that nobody looks twice. What a name or a call may mean is
 * up to the two callbacks.
 *
 * In a circle with check_helper.c, check_mode.c, check_past.c: a helper of a coupling is an expression, and what is summed over modes is one.
 */
#include <math.h>
#include <string.h>
#include "checker.h"
#include "delays.h"
#include "wording/foreign.h"

/* ---------------------------------------------------------------- functions -- */

/* ------------------------------------------------------------------ the walk -- */

/* A name behind a number is its unit, unless it names something. */
static int names_a_unit(struct walk *w, const struct ast_expr *e)
{
    struct check *c = w->c;
    const struct scope *s = w->scope ? w->scope : c->dynamics ? &c->dynamics->scope : NULL;
    const char *unit = e->unit;
    int known = unit_is_known(unit);
    if (ast_unit_is_bare(e->unit_at) && ((s && scope_find(s, unit)) || expr_argument(w->arguments, unit) >= 0)) {
        unit_or_name(c, e);
        return 0;
    }
    if (known || !unit_is_sound(c, unit, e->unit_at, e))
        return known;
    const char *near = unit_near(unit);
    if (near)
        diag_error(c->diags, e->unit_at, "[%s] is no unit that is known; did you mean [%s]?", unit, near);
    else
        diag_error(c->diags, e->unit_at, "[%s] is no unit that is known, and numbers of an equation have a known one or none",
                   unit);
    return 0;
}

static const struct term *number(struct walk *w, const struct ast_expr *e)
{
    struct term t = { .kind = TERM_NUMBER, .at = e->at, .value = e->value };
    if (!e->unit || e == w->declared)
        return term_make(w->c->arena, t);
    if (!names_a_unit(w, e))
        return NULL;
    t.value = scale_take(unit_inside(e->unit), e->value, 0);
    t.type.unit = e->unit;
    t.name = arena_print(w->c->arena, unit_is_word(e->unit) ? "%s %s" : "%s [%s]", number_text(w->c, e->value), e->unit);
    return term_make(w->c->arena, t);
}

/* Checks operands as numbers or conditions and makes [t] of them. */
static const struct term *operands(struct walk *w, const struct ast_expr *e, struct term t,
                                   enum want first, enum want rest)
{
    const struct term **args = ARENA_ARRAY(w->c->arena, const struct term *, expr_count(e->first));
    int bad = 0;
    enum want want = first;
    for (const struct ast_expr *x = e->first; x; x = x->next, want = rest) {
        args[t.count] = expr_check(w, x, want);
        bad |= !args[t.count++];
    }
    t.args = args;
    t.at = e->at;
    return bad ? NULL : term_make(w->c->arena, t);
}

static const struct term *operation(struct walk *w, const struct ast_expr *e, enum want first,
                                    enum want rest)
{
    return operands(w, e, (struct term){ .kind = TERM_OP, .op = e->op }, first, rest);
}

const struct term *expr_call(struct walk *w, const struct ast_expr *e, struct term f, int least,
                             int most)
{
    int count = expr_count(e->first);
    f.name = e->name;
    const struct term *t = operands(w, e, f, WANT_NUMBER, WANT_NUMBER);
    if (count >= least && (!most || count <= most))
        return t;
    const char *upto = most > least ? arena_print(w->c->arena, most == least + 1 ? " or %d" : " to %d", most) : "";
    diag_error(w->c->diags, e->at, "%s takes %d%s argument%s%s, got %d", e->name, least, upto,
               least == 1 && !*upto ? "" : "s", most ? "" : " or more", count);
    return NULL;
}

const struct term *expr_builtin(struct walk *w, const struct ast_expr *e, const struct builtin *f,
                                int most)
{
    int row = (int)(f - builtins);
    struct term t = { .kind = TERM_CALL, .index = row };
    if (row >= FUNCTION_COUNT)
        t = (struct term){ .kind = TERM_COMPOSED, .index = row - FUNCTION_COUNT };
    return expr_call(w, e, t, f->least, most);
}

/* A builtin with another number of arguments may mean something else to the
 * callback: min and max of one argument are reductions. */
static const struct term *call(struct walk *w, const struct ast_expr *e)
{
    const struct builtin *f = builtin_find(e->name);
    if (f && !(f->least == 2 && expr_count(e->first) == 1))
        return expr_builtin(w, e, f, f->most);
    return w->call(w, e);
}

static const struct term *wrong_kind(struct walk *w, const struct ast_expr *e, enum want want)
{
    struct check *c = w->c;
    const char *text = expr_text(c, e);
    if (want == WANT_NUMBER)
        diag_error(c->diags, e->at, "a condition is no number; write 'if %s then 1 else 0'", text);
    else
        diag_error(c->diags, e->at, "expected a condition such as '%s > 0'", text);
    return NULL;
}

static const struct term *misfit(struct walk *w, const struct ast_expr *e, const char *text)
{
    diag_error(w->c->diags, e->at, "%s", text);
    return NULL;
}

static const struct term *meaning(struct walk *w, const struct ast_expr *e)
{
    switch (e->op) {
    case AST_NUMBER:
        return number(w, e);
    case AST_NAME:
        return w->name(w, e);
    case AST_CALL:
        return call(w, e);
    case AST_NEG: case AST_ADD: case AST_SUB: case AST_MUL: case AST_DIV: case AST_POW:
    case AST_LT: case AST_LE: case AST_GT: case AST_GE: case AST_EQ: case AST_NE:
        return operation(w, e, WANT_NUMBER, WANT_NUMBER);
    case AST_NOT: case AST_AND: case AST_OR:
        return operation(w, e, WANT_CONDITION, WANT_CONDITION);
    case AST_IF:
        return operation(w, e, WANT_CONDITION, WANT_NUMBER);
    case AST_STRING:
        return misfit(w, e, "text in quotes is no number");
    case AST_LIST:
        return misfit(w, e, "a list cannot stand in an expression");
    case AST_OVER:
        return misfit(w, e, "'over' belongs into a reduction such as mean(S over time)");
    case AST_SHIFT: case AST_PICK:
        return mode_index(w, e);
    case AST_AT:
        return w->at ? w->at(w, e) : misfit(w, e, "'at' belongs into an observation");
    case AST_ASSIGN:
        break;
    }
    return misfit(w, e, "an expression is needed here");
}

const struct term *expr_check(struct walk *w, const struct ast_expr *e, enum want want)
{
    const struct term *t = meaning(w, e);
    if (t && t->type.matrix && !w->in_dot) {
        diag_error(w->c->diags, e->at, "'%s' is a matrix over modes, and stands in dot(v, %s) or dot(%s, v) only", e->name, e->name, e->name);
        return NULL;
    }
    return t && t->type.condition != (want == WANT_CONDITION) ? wrong_kind(w, e, want) : t;
}

/* ---------------------------------------------------------------------- names -- */

/* A parameter may have a value for each node; what a model computes is there for each
 * node at all times. ORDER symbol_kind */
static const struct { enum ref_kind ref; enum side side; over_set over; unsigned char by_trial; } readings[] = {
    [SYMBOL_STATE]   = { REF_STATE,   SIDE_HERE,   OVER_NODE | OVER_TIME, 1 },
    [SYMBOL_PARAM]   = { REF_PARAM,   SIDE_HERE,   OVER_NODE, 0 },
    [SYMBOL_INPUT]   = { REF_INPUT,   SIDE_HERE,   OVER_NODE | OVER_TIME, 1 },
    [SYMBOL_LET]     = { REF_LET,     SIDE_HERE,   OVER_NODE | OVER_TIME, 1 },
    [SYMBOL_SOURCE]  = { REF_STATE,   SIDE_SOURCE, OVER_NODE | OVER_TIME, 1 },
    [SYMBOL_TARGET]  = { REF_STATE,   SIDE_TARGET, OVER_NODE | OVER_TIME, 1 },
    [SYMBOL_SUM]     = { REF_SUM,     SIDE_HERE,   OVER_NODE | OVER_TIME, 1 },
    [SYMBOL_OBSERVE] = { REF_OBSERVE, SIDE_HERE,   0, 0 }
};

/* Of a model's names, which of them have a value for each mode. */
static void type_modes(const struct walk *w, const struct symbol *y, struct type *type)
{
    const struct model *m = w->def ? w->def->model : w->c->e->model;
    const struct quantity *q = w->def && m && y->kind == SYMBOL_PARAM ? &w->def->params[y->index] : NULL;
    if (y->kind == SYMBOL_STATE || y->kind == SYMBOL_INPUT)
        type->over |= (over_set)mode_over(w);
    if (q && q->matrix)
        type->matrix = 1;
    else if (q && q->modes)
        type->over |= OVER_MODE;
    if (y->kind == SYMBOL_LET && m && m->lets[y->index].over_modes)
        type->over |= OVER_MODE;
    if (y->kind == SYMBOL_LET && m)
        type->crosses = (unsigned char)m->lets[y->index].crosses;
}

/* `sum` among several is that of the output's own place. */
static void sum_of_place(const struct walk *w, struct term *t)
{
    if (t->index < 0)
        t->index = w->output;
    if (w->def->pre_count > 1)
        t->name = arena_print(w->c->arena, "sum%d", t->index + 1);
}

const struct term *expr_symbol(struct walk *w, const struct ast_expr *e, const struct symbol *y)
{
    const struct experiment *x = w->c->e;
    struct term t = {
        .kind = TERM_REF, .ref = readings[y->kind].ref, .side = readings[y->kind].side, .index = y->index,
        .type = { .over = readings[y->kind].over, .by_trial = readings[y->kind].by_trial }, .name = e->name, .at = e->at
    };
    if (y->kind == SYMBOL_SUM)
        sum_of_place(w, &t);
    if (y->kind == SYMBOL_OBSERVE)
        t.type = x->observes[y->index].value->type;
    else
        type_modes(w, y, &t.type);
    const struct model *m = w->def ? w->def->model : x->model;
    if (y->kind == SYMBOL_STATE)
        t.type.unit = m->states[y->index].unit;
    if (y->kind == SYMBOL_LET && m)
        t.type.unit = m->lets[y->index].unit;
    if (y->kind == SYMBOL_OBSERVE && x->observes[y->index].unit)
        t.type.unit = x->observes[y->index].unit;
    return term_make(w->c->arena, t);
}

const struct term *expr_constant(struct walk *w, const struct ast_expr *e)
{
    struct term t = { .kind = TERM_REF, .ref = REF_TIME, .type = { .over = OVER_TIME },
                      .name = e->name, .at = e->at };
    if (!strcmp(e->name, "pi"))
        t = (struct term){ .kind = TERM_NUMBER, .value = M_PI, .name = e->name, .at = e->at };
    else if (strcmp(e->name, "t"))
        return NULL;
    return term_make(w->c->arena, t);
}

/* Names that may be read here: in `pre` no sum, in `post` no source state, in a formula parameters alone. */
static int legal(const struct walk *w, const struct symbol *y)
{
    if (w->follows)
        return y->kind == SYMBOL_PARAM || y->kind == SYMBOL_FUNCTION;
    if (y->kind == SYMBOL_SUM)
        return w->in_post;
    if (y->kind == SYMBOL_SOURCE)
        return w->in_pre;
    return y->kind != SYMBOL_POISON;
}

const char *expr_foreign(struct check *c, const struct ast_expr *e)
{
    static const char *const delays[] = { "delay", "delayed", "lag", NULL };
    const char *base = foreign_base(e->name);
    int is_call = e->op == AST_CALL;
    const char *ours = foreign_word(is_call ? FOREIGN_FUNCTION : FOREIGN_NAME, e->name);
    if (is_call && name_one_of(e->name, delays) >= 0)
        return "the past of a state is written x(t - tau)";
    if (!ours && base != e->name && !strcmp(base, "pi"))
        ours = base;
    if (!ours && is_call && base != e->name && builtin_find(base))
        ours = arena_print(c->arena, "%s(...)", base);
    return ours ? arena_print(c->arena, "unknown %s '%s'; write %s", is_call ? "function" : "name",
                              e->name, ours) : NULL;
}

/* x_j of a coupling that reads nothing, which is reported. */
static int lacks_source(const struct walk *w, const char *name)
{
    size_t len = strlen(name);
    int is_end = len > 2 && (!strcmp(name + len - 2, "_j") || !strcmp(name + len - 2, "_i"));
    return is_end && (w->in_pre || w->in_post) && w->def && !w->def->source_count;
}

/* What formulas of couplings hold besides. */
static const char *coupling_foreign(struct check *c, const char *name)
{
    static const char *const counts[] = { "N", "n", "nodes", "N_nodes", "n_nodes", NULL };
    static const char *const weights[] = { "w_ij", "W_ij", "a_ij", "A_ij", "weight", "weights", "w", "W", NULL };
    if (name_one_of(name, counts) >= 0)
        return arena_print(c->arena, "unknown name '%s'; the number of nodes is a parameter of your own: "
                           "param N = 10", name);
    return name_one_of(name, weights) >= 0
           ? arena_print(c->arena, "unknown name '%s'; leave the weight out: sum multiplies by it", name) : NULL;
}

/* In a coupling p_j is the parameter p of the source, p_i that of the target; NULL: it is no such name. */
static struct symbol *param_at_end(const struct walk *w, const char *name)
{
    size_t len = strlen(name);
    int is_end = len > 2 && name[len-2] == '_' && (name[len-1] == 'i' || name[len-1] == 'j');
    struct symbol *y = is_end && (w->in_pre || w->in_post) ? scope_find(w->scope, arena_copy(w->c->arena, name, len - 2)) : NULL;
    return y && y->kind == SYMBOL_PARAM ? y : NULL;
}

static const struct term *end_of_param(struct walk *w, const struct ast_expr *e, struct symbol *y)
{
    int source = e->name[strlen(e->name) - 1] == 'j';
    y->used = 1;
    if (w->def->params[y->index].per_edge || (source && !w->in_pre)) {
        diag_error(w->c->diags, e->at, w->def->params[y->index].per_edge ? "'%s' has a value for each edge; write %s"
                   : "'%s' is a parameter of the source and stands in 'pre' only; %s is that of the target", e->name, y->name);
        return NULL;
    }
    struct term *t = ARENA_NEW(w->c->arena, struct term);
    *t = *expr_symbol(w, e, y);
    t->side = !w->in_pre ? SIDE_HERE : source ? SIDE_SOURCE : SIDE_TARGET;
    w->def->uses_target |= t->side == SIDE_TARGET;
    return t;
}

/* Whether a coupling may read [y] at this place of it; else an error. */
static int stands_right(const struct walk *w, const struct ast_expr *e, const struct symbol *y)
{
    const struct definition *d = w->def;
    if (y->kind == SYMBOL_PARAM && d->params[y->index].per_edge && !w->in_pre) {
        diag_error(w->c->diags, e->at, "'%s' has a value for each edge and stands in 'pre' only", e->name);
        return 0;
    }
    if (y->kind == SYMBOL_SUM && y->index < 0 && d->pre_count != d->post_count) {
        diag_error(w->c->diags, e->at, "'pre' has %d values and 'post' %d; which sum is meant: sum1%s sum%d?", d->pre_count, d->post_count,
                   d->pre_count == 2 ? " or" : " ...", d->pre_count);
        return 0;
    }
    return 1;
}

static void unknown(struct walk *w, const struct ast_expr *e, int is_call)
{
    struct check *c = w->c;
    const char *foreign = expr_foreign(c, e);
    if (lacks_source(w, e->name)) {
        scope_put(c->arena, w->scope, e->name, e->at, SYMBOL_POISON, 0);
        return;
    }
    if (!foreign && (w->in_pre || w->in_post))
        foreign = coupling_foreign(c, e->name);
    if (!foreign && is_call)
        foreign = observer_elsewhere(c, e->name);
    if (foreign) {
        scope_unknown(c, w->scope, e->at, e->name, foreign);
        return;
    }
    struct offer o;
    if (!wording_matters(c)) {
        scope_unknown(c, w->scope, e->at, e->name, arena_print(c->arena, "unknown '%s'", e->name));
        return;
    }
    offer_start(&o, e->name);
    for (const struct ast_expr *a = is_call ? NULL : w->arguments; a; a = a->next)
        offer_add(&o, a->name);
    for (const struct symbol *y = w->scope->first; y; y = y->next)
        if (legal(w, y) && (y->kind == SYMBOL_FUNCTION) == is_call)
            offer_add(&o, y->name);
    if (is_call)
        builtin_offer(&o);
    int listed = !is_call || nearest_best(&o.near);
    const char *end = offer_end(c, &o, o.count == 1 ? "here is" : "here are");
    if (!listed)                                /* nobody wants a list of all functions */
        end = arena_print(c->arena, "; define it: %s(v) = ...", e->name);
    scope_unknown(c, w->scope, e->at, e->name,
                  arena_print(c->arena, "unknown %s '%s'%s", is_call ? "function" : "name",
                              e->name, end));
}

static const struct term *no_parameter(const struct walk *w, const struct ast_expr *e, const char *what)
{
    diag_error(w->c->diags, e->at, "'%s' is %s, and %s follows from parameters alone; %s", e->name, what, w->follows, w->way_out);
    return NULL;
}

static const struct term *named_value(struct walk *w, const struct ast_expr *e)
{
    struct symbol *y = scope_find(w->scope, e->name), *param = y ? NULL : param_at_end(w, e->name);
    if (param)
        return end_of_param(w, e, param);
    if (!y) {
        const struct term *constant = expr_constant(w, e);
        if (constant && constant->kind == TERM_REF && w->follows)
            return no_parameter(w, e, "the time");
        const char *why = constant ? NULL : name_reserved(e->name);
        if (why)
            diag_error(w->c->diags, e->at, "'%s' is %s and no value", e->name, why);
        else if (!constant)
            unknown(w, e, 0);
        return constant;
    }
    y->used = 1;
    if (y->kind == SYMBOL_POISON)
        return NULL;
    if (y->kind == SYMBOL_FUNCTION) {
        diag_error(w->c->diags, e->at, "'%s' is a function; call it: %s(...)", e->name, e->name);
        return NULL;
    }
    if (!legal(w, y) && w->follows)
        return no_parameter(w, e, symbol_kind_name(y->kind));
    if (!legal(w, y)) {
        diag_error(w->c->diags, e->at, "'%s' is %s and stands in '%s' only", e->name,
                   symbol_kind_name(y->kind), w->in_pre ? "post" : "pre");
        return NULL;
    }
    if (y->kind == SYMBOL_LET && w->def && !w->def->model)
        return helper_value(w, y, NULL);
    if (w->def && !w->def->model && !stands_right(w, e, y))
        return NULL;
    if (w->def && y->kind == SYMBOL_TARGET && w->in_pre)
        w->def->uses_target = 1;
    return expr_symbol(w, e, y);
}

const struct term *scope_name(struct walk *w, const struct ast_expr *e)
{
    int n = expr_argument(w->arguments, e->name);
    if (n < 0)
        return named_value(w, e);
    return w->values ? helper_argument(w, n) : term_make(w->c->arena, (struct term){
        .kind = TERM_REF, .ref = REF_ARGUMENT, .index = n, .type = { .over = OVER_NODE | OVER_TIME | (over_set)mode_over(w) },
        .name = e->name, .at = e->at
    });
}

/* x(t - tau) asks for the past of a state. */
int expr_has_time(const struct ast_expr *e)
{
    int found = e && e->op == AST_NAME && !strcmp(e->name, "t");
    for (const struct ast_expr *x = e ? e->first : NULL; x && !found; x = x->next)
        found = expr_has_time(x);
    return found;
}

void expr_no_function(struct check *c, const struct ast_expr *e, const char *what)
{
    if (expr_has_time(e))
        diag_error(c->diags, e->at, "'%s' is %s and stands for its value now; the past is that of a state, in the equations of a model: "
                   "x(t - tau)", e->name, what);
    else
        diag_error(c->diags, e->at, "'%s' is %s, not a function; write %s*(...) for a product",
                   e->name, what, e->name);
}

const struct term *scope_call(struct walk *w, const struct ast_expr *e)
{
    const struct builtin *f = builtin_find(e->name);
    if (mode_is_call(w, e))
        return mode_call(w, e);
    if (f)
        return expr_builtin(w, e, f, f->most);
    struct symbol *y = scope_find(w->scope, e->name);
    struct term apply = { .kind = TERM_APPLY, .type = { .over = OVER_NODE | OVER_TIME } };
    if (y && y->kind == SYMBOL_FUNCTION) {
        y->used = 1;
        apply.index = y->index;
        const struct function *own = w->def->model ? &w->def->model->functions[y->index] : NULL;
        int arity = own ? own->arity : w->def->helpers[y->index].arity;
        const struct term *t = expr_call(w, e, apply, arity, arity);
        if (!t || !own)
            return t ? helper_value(w, y, t->args) : NULL;
        return mode_over(w) ? mode_applied(w->c, own, t, own->over_modes ? OVER_MODE : 0) : t;
    }
    if (y && y->kind == SYMBOL_STATE && expr_has_time(e->first) && w->def && w->def->model)
        return past_call(w, e, y);
    operands(w, e, apply, WANT_NUMBER, WANT_NUMBER);
    if (y && y->kind == SYMBOL_POISON)
        return NULL;
    if (y || expr_argument(w->arguments, e->name) >= 0)
        expr_no_function(w->c, e, y ? symbol_kind_name(y->kind) : "an argument");
    else if (name_reserved(e->name) && strcmp(e->name, "t"))
        diag_error(w->c->diags, e->at, "%s belongs into an observation, not into an equation",
                   e->name);
    else
        unknown(w, e, 1);
    return NULL;
}
