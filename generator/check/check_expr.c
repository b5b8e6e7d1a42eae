/* check_expr.c -- expressions of equations.
 *
 * The walk copies what it checks: in the copy every time stands in ms and
 * nothing but numbers, names, calls and operators is left. It returns NULL for
 * an expression in which something was wrong, so that nobody looks twice.
 * What a name or a call may mean is up to the two callbacks.
 */
#include <math.h>
#include <string.h>
#include "checker.h"
#include "wording/foreign.h"

/* ---------------------------------------------------------------- functions -- */

void builtin_offer(struct offer *o)
{
    for (int i = 0; builtins[i].name; i++)
        offer_add(o, builtins[i].name);
}

int expr_count(const struct ast_expr *list)
{
    int n = 0;
    for (; list; list = list->next)
        n++;
    return n;
}

int expr_size(const struct ast_expr *e)
{
    int n = 1;
    for (const struct ast_expr *x = e->first; x; x = x->next)
        n += expr_size(x);
    return n;
}

struct ast_expr *expr_copy(struct check *c, const struct ast_expr *e)
{
    struct ast_expr *copy = ARENA_NEW(c->arena, struct ast_expr);
    *copy = *e;
    copy->first = copy->next = copy->last = NULL;
    return copy;
}

/* ------------------------------------------------------------------ the walk -- */

static int is_condition(const struct ast_expr *e)
{
    return e->op == AST_NOT || (e->op >= AST_LT && e->op <= AST_OR);
}

static const struct ast_expr *wrong_unit(struct walk *w, const struct ast_expr *e)
{
    struct check *c = w->c;
    const struct scope *s = w->scope ? w->scope : c->dynamics ? &c->dynamics->scope : NULL;
    if (s && scope_find(s, e->unit))
        diag_error(c->diags, e->unit_at, "a name behind a number is its unit; write %s*%s for a "
                   "product", number_text(c, e->value), e->unit);
    else
        diag_error(c->diags, e->unit_at, "only times carry a unit inside an expression; make a "
                   "parameter in [%s] of it", e->unit);
    return NULL;
}

static const struct ast_expr *number(struct walk *w, const struct ast_expr *e)
{
    struct ast_expr *copy = expr_copy(w->c, e);
    if (!e->unit)
        return copy;
    if (!unit_is_time(e->unit))
        return wrong_unit(w, e);
    const_value(w->c, e, "ms", &copy->value);
    copy->unit = NULL;
    return copy;
}

/* Checks operands as numbers or conditions and hangs them below a copy. */
static const struct ast_expr *operands(struct walk *w, const struct ast_expr *e,
                                       enum want first, enum want rest)
{
    struct ast_expr *copy = expr_copy(w->c, e);
    int bad = 0;
    enum want want = first;
    for (const struct ast_expr *x = e->first; x; x = x->next, want = rest) {
        const struct ast_expr *good = expr_check(w, x, want);
        if (good)
            copy->first = ast_append(copy->first, (struct ast_expr *)good);
        bad |= !good;
    }
    return bad ? NULL : copy;
}

const struct ast_expr *expr_call(struct walk *w, const struct ast_expr *e, int least, int most)
{
    int count = expr_count(e->first);
    const struct ast_expr *copy = operands(w, e, WANT_NUMBER, WANT_NUMBER);
    if (count >= least && (!most || count <= most))
        return copy;
    diag_error(w->c->diags, e->at, "%s takes %d argument%s%s, got %d", e->name, least,
               least == 1 ? "" : "s", most ? "" : " or more", count);
    return NULL;
}

/* A builtin with another number of arguments may mean something else to the
 * callback: min and max of one argument are reductions. */
static const struct ast_expr *call(struct walk *w, const struct ast_expr *e)
{
    const struct builtin *f = builtin_find(e->name);
    if (f && !(f->least == 2 && expr_count(e->first) == 1))
        return expr_call(w, e, f->least, f->most);
    return w->call(w, e);
}

static const struct ast_expr *wrong_kind(struct walk *w, const struct ast_expr *e, enum want want)
{
    struct check *c = w->c;
    const char *text = expr_text(c, e);
    if (want == WANT_NUMBER)
        diag_error(c->diags, e->at, "a condition is no number; write 'if %s then 1 else 0'", text);
    else
        diag_error(c->diags, e->at, "expected a condition such as '%s > 0'", text);
    return NULL;
}

static const struct ast_expr *misfit(struct walk *w, const struct ast_expr *e, const char *text)
{
    diag_error(w->c->diags, e->at, "%s", text);
    return NULL;
}

const struct ast_expr *expr_check(struct walk *w, const struct ast_expr *e, enum want want)
{
    if (is_condition(e) != (want == WANT_CONDITION))
        return wrong_kind(w, e, want);
    switch (e->op) {
    case AST_NUMBER:
        return number(w, e);
    case AST_NAME:
        return w->name(w, e);
    case AST_CALL:
        return call(w, e);
    case AST_NEG: case AST_ADD: case AST_SUB: case AST_MUL: case AST_DIV: case AST_POW:
    case AST_LT: case AST_LE: case AST_GT: case AST_GE: case AST_EQ: case AST_NE:
        return operands(w, e, WANT_NUMBER, WANT_NUMBER);
    case AST_NOT: case AST_AND: case AST_OR:
        return operands(w, e, WANT_CONDITION, WANT_CONDITION);
    case AST_IF:
        return operands(w, e, WANT_CONDITION, WANT_NUMBER);
    case AST_STRING:
        return misfit(w, e, "text in quotes is no number");
    case AST_LIST:
        return misfit(w, e, "a list cannot stand in an expression");
    case AST_OVER:
        return misfit(w, e, "'over' belongs into a reduction such as mean(S over time)");
    case AST_ASSIGN:
        break;
    }
    return misfit(w, e, "an expression is needed here");
}

/* ---------------------------------------------------- names of a definition -- */

static int is_argument(const struct walk *w, const char *name)
{
    for (const struct ast_expr *a = w->arguments; a; a = a->next)
        if (!strcmp(a->name, name))
            return 1;
    return 0;
}


/* Names that may be read here: in `pre` no sum, in `post` no source state. */
static int legal(const struct walk *w, const struct symbol *y)
{
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
        return "delays are not available yet";
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

static const struct ast_expr *named_value(struct walk *w, const struct ast_expr *e)
{
    struct symbol *y = scope_find(w->scope, e->name);
    if (!y) {
        const char *why = name_reserved(e->name);
        if (!strcmp(e->name, "t") || !strcmp(e->name, "pi"))
            return expr_copy(w->c, e);
        if (why) {
            diag_error(w->c->diags, e->at, "'%s' is %s and no value", e->name, why);
            return NULL;
        }
        unknown(w, e, 0);
        return NULL;
    }
    y->used = 1;
    if (y->kind == SYMBOL_POISON)
        return NULL;
    if (y->kind == SYMBOL_FUNCTION) {
        diag_error(w->c->diags, e->at, "'%s' is a function; call it: %s(...)", e->name, e->name);
        return NULL;
    }
    if (!legal(w, y)) {
        diag_error(w->c->diags, e->at, "'%s' is %s and stands in '%s' only", e->name,
                   symbol_kind_name(y->kind), w->in_pre ? "post" : "pre");
        return NULL;
    }
    if (y->kind == SYMBOL_LET && w->def && !w->def->model)
        return helper_value(w, y, NULL);
    if (w->order && y->kind == SYMBOL_LET)
        order_edge(w->order, w->c->arena, w->node, y->index);
    if (w->def && y->kind == SYMBOL_TARGET && w->in_pre)
        w->def->uses_target = 1;
    return expr_copy(w->c, e);
}

const struct ast_expr *scope_name(struct walk *w, const struct ast_expr *e)
{
    const struct ast_expr *value = w->values ? helper_argument(w, e->name) : NULL;
    if (value)
        return value;
    return is_argument(w, e->name) ? expr_copy(w->c, e) : named_value(w, e);
}

/* x(t - tau) asks for the past of a state. */
static int has_time(const struct ast_expr *e)
{
    int found = e->op == AST_NAME && !strcmp(e->name, "t");
    for (const struct ast_expr *x = e->first; x && !found; x = x->next)
        found = has_time(x);
    return found;
}

static void no_function(struct check *c, const struct ast_expr *e, const char *what)
{
    if (has_time(e))
        diag_error(c->diags, e->at, "'%s' is %s and stands for its value now; delays are not "
                   "available yet", e->name, what);
    else
        diag_error(c->diags, e->at, "'%s' is %s, not a function; write %s*(...) for a product",
                   e->name, what, e->name);
}

const struct ast_expr *scope_call(struct walk *w, const struct ast_expr *e)
{
    const struct builtin *f = builtin_find(e->name);
    if (f)
        return expr_call(w, e, f->least, f->most);
    struct symbol *y = scope_find(w->scope, e->name);
    if (y && y->kind == SYMBOL_FUNCTION) {
        y->used = 1;
        if (!w->def->model) {
            int arity = w->def->helpers[y->index].arity;
            const struct ast_expr *call = expr_call(w, e, arity, arity);
            return call ? helper_value(w, y, call->first) : NULL;
        }
        const struct function *g = &w->def->model->functions[y->index];
        if (w->order)       /* functions are numbered behind the derived quantities */
            order_edge(w->order, w->c->arena, w->node, w->def->model->let_count + y->index);
        return expr_call(w, e, g->arity, g->arity);
    }
    operands(w, e, WANT_NUMBER, WANT_NUMBER);
    if (y && y->kind == SYMBOL_POISON)
        return NULL;
    if (y || is_argument(w, e->name))
        no_function(w->c, e, y ? symbol_kind_name(y->kind) : "an argument");
    else if (name_reserved(e->name) && strcmp(e->name, "t"))
        diag_error(w->c->diags, e->at, "%s belongs into an observation, not into an equation",
                   e->name);
    else
        unknown(w, e, 1);
    return NULL;
}
