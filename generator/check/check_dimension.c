/* check_dimension.c -- the dimensions of expressions, and what mends those that do not fit. */
#include "units.h"
#include "model/lookup.h"
#include <math.h>
#include <string.h>

/* ------------------------------------------------------------------ dimensions -- */

static const struct known any = { .is = ANY }, number = { .is = KNOWN };
const struct known units_unknown;

struct known units_dimension(struct dimension d)
{
    return (struct known){ KNOWN, d };
}

/* Of a map it counts steps. */
struct known units_time(const struct units *u)
{
    return units_dimension(u->model && u->model->is_map ? dimension_of_number : dimension_of_time);
}

/* A label says nothing that could be computed with. */
struct known units_declared(const char *unit, int strict)
{
    struct unit u;
    if (!unit)
        return strict ? number : units_unknown;
    return unit_read(unit, &u) ? units_dimension(u.dimension) : units_unknown;
}

int units_differ(struct known a, struct known b)
{
    return a.is == KNOWN && b.is == KNOWN && !dimension_same(a.of, b.of);
}

/* Of two that fit. */
struct known units_joined(struct known a, struct known b)
{
    return a.is == KNOWN ? a : b.is == KNOWN ? b : a.is == ANY ? b : a;
}

struct known units_product(struct known a, struct known b, int times)
{
    if (a.is == ANY || (b.is == ANY && times > 0))
        return any;
    if (a.is != KNOWN || b.is != KNOWN)
        return units_unknown;
    return units_dimension(dimension_times(a.of, b.of, times));
}

/* -------------------------------------------------------------------- wording -- */

static const char *text_of(const struct units *u, const struct term *t)
{
    return term_text(u->c->arena, t, MOST_QUOTED);
}

/* "in [mV]", "a pure number" */
const char *units_spoken(const struct units *u, struct known k)
{
    struct arena *a = u->c->arena;
    return dimension_is_number(k.of) ? "a pure number" : arena_print(a, "in [%s]", dimension_unit(k.of, a));
}

static int state_of(const struct units *u, const struct term *t);
static const char *own_unit(const struct units *u, const struct term *t);

/* The same of a name in the unit that it is declared with. */
static const char *side(const struct units *u, const struct term *t, struct known k)
{
    const char *unit = t->kind == TERM_REF ? own_unit(u, t) : NULL;
    return unit && !dimension_is_number(k.of) ? arena_print(u->c->arena, "in [%s]", unit) : units_spoken(u, k);
}

/* The unit of that dimension that something in [t] is declared with, or NULL. */
static const char *unit_in(const struct units *u, const struct term *t, struct dimension d)
{
    struct unit own;
    const char *unit = t->kind == TERM_REF ? own_unit(u, t) : t->type.unit;
    if (unit && unit_read(unit, &own) && dimension_same(own.dimension, d))
        return unit;
    unit = NULL;
    for (int i = 0; i < t->count && !unit; i++)
        unit = unit_in(u, t->args[i], d);
    return unit;
}

/* In the unit that people who write this think in. */
static const char *with_unit(const struct units *u, const char *what, struct dimension d)
{
    const char *unit = NULL;
    for (int i = 0; i < 2 && !unit; i++)
        unit = u->around[i] ? unit_in(u, u->around[i], d) : NULL;
    if (!unit)
        unit = dimension_unit(d, u->c->arena);
    return arena_print(u->c->arena, unit_is_word(unit) ? "%s %s" : "%s [%s]", what, unit);
}

static const char *smallest_fix(const struct units *u, const struct term *t, struct dimension d);

static int is_kept(const struct units *u, const struct term *t)
{
    return u->kept && t->ref == REF_STATE && &u->model->states[state_of(u, t)] == u->kept;
}

static int is_zero(const struct term *t)
{
    return t->kind == TERM_NUMBER && t->value == 0;
}

/* What mends both sides of a sum. */
static const char *of_both(const struct units *u, const struct term *t, struct dimension d)
{
    const char *x = smallest_fix(u, t->args[0], d), *y = smallest_fix(u, t->args[1], d);
    return is_zero(t->args[0]) ? y : is_zero(t->args[1]) ? x : x && y && !strcmp(x, y) ? x : NULL;
}

/* The number or the name without a unit that makes [t] what it lacks, [d], and what to write; or NULL. */
static const char *smallest_fix(const struct units *u, const struct term *t, struct dimension d)
{
    if (t->kind == TERM_NUMBER && !t->name && !t->type.unit && t->value != 0)
        return arena_print(u->c->arena, "write %s", with_unit(u, number_text(u->c, t->value), d));
    if (t->kind == TERM_REF && u->strict && (t->ref == REF_PARAM || t->ref == REF_STATE) && !own_unit(u, t) && !is_kept(u, t))
        return arena_print(u->c->arena, "declare %s in [%s]", t->name, dimension_unit(d, u->c->arena));
    if (term_is_op(t, AST_NEG) && t->args[0]->kind == TERM_NUMBER && !t->args[0]->name && t->args[0]->value != 0)
        return arena_print(u->c->arena, "write %s", with_unit(u, number_text(u->c, -t->args[0]->value), d));
    if (term_is_op(t, AST_NEG))
        return smallest_fix(u, t->args[0], d);
    if (term_is_op(t, AST_ADD) || term_is_op(t, AST_SUB))
        return of_both(u, t, d);
    if (!term_is_op(t, AST_MUL) && !term_is_op(t, AST_DIV))
        return NULL;
    int divides = term_is_op(t, AST_DIV);
    const char *last = smallest_fix(u, t->args[1], divides ? dimension_times(dimension_of_number, d, -WHOLE) : d);
    return last ? last : smallest_fix(u, t->args[0], d);
}

/* What makes [t], which is [has], a value in [want]; or [other], which is that, or NULL, one as [t] is. */
static const char *fix(const struct units *u, const struct term *t, struct known has, struct known want, const struct term *other)
{
    struct dimension lacks = dimension_times(want.of, has.of, -WHOLE);
    const char *small = smallest_fix(u, t, lacks);
    if (!small && other)
        small = smallest_fix(u, other, dimension_times(has.of, want.of, -WHOLE));
    if (small)
        return small;
    return arena_print(u->c->arena, "'%s' lacks a factor in [%s]", text_of(u, t), dimension_unit(lacks, u->c->arena));
}

struct known units_report(const struct units *u, struct span at, const char *text)
{
    if (u->strict)
        diag_error(u->c->diags, at, "%s", text);
    else
        diag_warn(u->c->diags, at, "units", "%s", text);
    return units_unknown;
}

/* ------------------------------------------------------------------------- names -- */

static const struct quantity *param_of(const struct units *u, int index)
{
    return u->params ? &u->params[index] : u->own ? &u->c->e->quantities[u->own[index].quantity] : NULL;
}

static int state_of(const struct units *u, const struct term *t)
{
    if (t->side == SIDE_HERE)
        return t->index;
    return u->coupling && u->coupling->source_states ? u->coupling->source_states[t->index] : -1;
}

/* The derived quantity that a source of a coupling stands for, or -1. */
static int let_of(const struct units *u, const struct term *t)
{
    return t->side != SIDE_HERE && u->coupling && u->coupling->source_lets ? u->coupling->source_lets[t->index] : -1;
}

/* The unit that a parameter or state is declared with, or NULL. */
static const char *own_unit(const struct units *u, const struct term *t)
{
    int state = t->ref == REF_STATE ? state_of(u, t) : -1;
    const struct quantity *q = t->ref == REF_PARAM ? param_of(u, t->index) : NULL;
    return q ? q->unit : state >= 0 && u->model ? u->model->states[state].unit : NULL;
}

static struct known named(const struct units *u, const struct term *t)
{
    switch (t->ref) {
    case REF_STATE:
        if (let_of(u, t) >= 0)
            return u->lets ? u->lets[let_of(u, t)] : units_unknown;
        return state_of(u, t) < 0 || !u->model ? units_unknown : units_declared(own_unit(u, t), u->strict);
    case REF_PARAM:
        return param_of(u, t->index) ? units_declared(own_unit(u, t), u->strict) : units_unknown;
    case REF_INPUT:
        return units_declared(u->model->inputs[t->index].unit, 0);
    case REF_LET:
        return u->lets ? u->lets[t->index] : units_unknown;
    case REF_QUANTITY:
        return units_declared(u->c->e->quantities[t->index].unit, u->strict);
    case REF_ARGUMENT:
        return u->args ? u->args[t->index] : units_unknown;
    case REF_SUM:
        return u->sums ? u->sums[t->index] : units_unknown;
    case REF_TIME:
        return u->timed ? units_time(u) : units_unknown;
    case REF_OBSERVE:
        return u->c->observed_units[t->index];
    case REF_OBSERVER:
        return u->c->observer_units ? u->c->observer_units[t->index] : units_unknown;
    }
    return units_unknown;
}

/* -------------------------------------------------------------------- operations -- */

struct known units_walk(struct units *u, const struct term *t);

/* [does]: "add", "compare". */
static struct known alike(struct units *u, const struct term *x, struct known a, const struct term *y, struct known b,
                          struct span at, const char *does)
{
    if (!units_differ(a, b))
        return units_joined(a, b);
    u->around[0] = x;
    u->around[1] = y;
    int turned = dimension_is_number(a.of) && !dimension_is_number(b.of);
    const char *how = turned ? fix(u, x, a, b, y) : fix(u, y, b, a, x);
    return units_report(u, at, arena_print(u->c->arena, "'%s' is %s and '%s' %s, and these do not %s; %s", text_of(u, x), side(u, x, a),
                                     text_of(u, y), side(u, y, b), does, how));
}

static struct known all_alike(struct units *u, const struct term *t, int from, int upto, const char *does)
{
    struct known a = units_walk(u, t->args[from]);
    const struct term *first = t->args[from];
    int sound = 1;
    for (int i = from + 1; i < upto; i++) {
        struct known b = units_walk(u, t->args[i]);
        sound &= !units_differ(a, b);
        if (sound)
            first = a.is == KNOWN ? first : t->args[i];
        a = alike(u, first, a, t->args[i], b, t->at, does);
    }
    return sound ? a : units_unknown;
}

/* An argument that has to be a pure number. */
static int is_pure(struct units *u, const struct term *of, const struct term *x, const char *what)
{
    struct known k = units_walk(u, x);
    if (!units_differ(k, number))
        return 1;
    struct dimension lacks = dimension_times(dimension_of_number, k.of, -WHOLE);
    u->around[0] = x;
    u->around[1] = NULL;
    const char *small = smallest_fix(u, x, lacks);
    units_report(u, of->at, arena_print(u->c->arena, "%s takes a pure number, and '%s' is %s; %s", what, text_of(u, x), side(u, x, k),
           small ? small : arena_print(u->c->arena, "divide it by something in [%s]", dimension_unit(k.of, u->c->arena))));
    return 0;
}

/* [x] as a frequency of what the first argument is. */
static void is_frequency(struct units *u, const struct term *of, const struct term *x)
{
    struct known k = units_walk(u, x), t = units_walk(u, of->args[0]), want = units_product(number, t, -WHOLE);
    if (!units_differ(k, want))
        return;
    u->around[0] = x;
    u->around[1] = NULL;
    units_report(u, of->at, arena_print(u->c->arena, "'%s' is %s, so that a frequency is %s, and '%s' is %s; %s", text_of(u, of->args[0]), units_spoken(u, t),
                                        units_spoken(u, want), text_of(u, x), side(u, x, k), fix(u, x, k, want, NULL)));
}

/* The value of an exponent that is written out; 0 where it is none. */
static int is_written(const struct term *t, double *out)
{
    double x, y;
    if (t->kind == TERM_NUMBER && !t->type.unit) {
        *out = t->value;
        return 1;
    }
    if (term_is_op(t, AST_NEG) && is_written(t->args[0], &x)) {
        *out = -x;
        return 1;
    }
    if (term_is_op(t, AST_DIV) && is_written(t->args[0], &x) && is_written(t->args[1], &y)) {
        *out = x/y;
        return 1;
    }
    return 0;
}

static struct known power(struct units *u, const struct term *t)
{
    struct known base = units_walk(u, t->args[0]);
    double n;
    if (!is_pure(u, t, t->args[1], "an exponent"))
        return units_unknown;
    if (base.is != KNOWN || dimension_is_number(base.of))
        return base;
    if (!is_written(t->args[1], &n))
        return units_report(u, t->at, arena_print(u->c->arena, "'%s' is %s, and its exponent '%s' is no number that is written out; divide it "
                      "by something in [%s]", text_of(u, t->args[0]), units_spoken(u, base), text_of(u, t->args[1]),
                      dimension_unit(base.of, u->c->arena)));
    double twelfths = rint(n*WHOLE);
    if (fabs(twelfths - n*WHOLE) > 1e-9 || fabs(twelfths) > 20*WHOLE)
        return units_unknown;
    return units_dimension(dimension_times(dimension_of_number, base.of, (int)twelfths));
}

static struct known root(struct units *u, const struct term *t)
{
    struct known x = units_walk(u, t->args[0]);
    return x.is == KNOWN ? units_dimension(dimension_times(dimension_of_number, x.of, WHOLE/2)) : x;
}

static struct known call(struct units *u, const struct term *t)
{
    const struct builtin *f = &builtins[t->kind == TERM_COMPOSED ? FUNCTION_COUNT + t->index : t->index];
    int sound = 1;
    switch (f->units) {
    case UNITS_NUMBER:
        for (int i = 0; i < t->count; i++)
            sound &= is_pure(u, t, t->args[i], f->name);
        return sound ? number : units_unknown;
    case UNITS_ALIKE:
        return all_alike(u, t, 0, t->count, "compare");
    case UNITS_RATIO:
        all_alike(u, t, 0, t->count, "compare");
        return number;
    case UNITS_FREE:
        units_walk(u, t->args[0]);
        return number;
    case UNITS_ROOT:
        return root(u, t);
    case UNITS_POWER:
        return power(u, t);
    case UNITS_TRAIN:
        all_alike(u, t, 0, 2, "compare");
        is_pure(u, t, t->args[2], "a duty");
        return number;
    case UNITS_WAVE:
        is_frequency(u, t, t->args[1]);
        if (t->count > 2)
            is_pure(u, t, t->args[2], "a phase");
        return number;
    case UNITS_CHIRP:
        all_alike(u, t, 0, 2, "compare");
        all_alike(u, t, 2, 4, "compare");
        is_frequency(u, t, t->args[2]);
        return number;
    }
    return units_unknown;
}

static int same_args(const struct known *a, const struct known *b, int count)
{
    for (int i = 0; i < count; i++)
        if (a[i].is != b[i].is || (a[i].is == KNOWN && !dimension_same(a[i].of, b[i].of)))
            return 0;
    return 1;
}

/* The body of a function is looked at once for each kind of arguments. */
static struct known apply(struct units *u, const struct term *t)
{
    struct known *args = ARENA_ARRAY(u->c->arena, struct known, t->count + 1);
    for (int i = 0; i < t->count; i++)
        args[i] = units_walk(u, t->args[i]);
    const struct term *body = u->model ? u->model->functions[t->index].value : NULL;
    for (const struct seen_call *s = u->calls; s; s = s->older)
        if (s->function == t->index && same_args(s->args, args, t->count))
            return s->value;
    if (!body)
        return units_unknown;
    const struct known *outside = u->args;
    u->args = args;
    int before = u->c->diags->errors + u->c->diags->warnings;
    struct known value = units_walk(u, body), said = units_declared(u->model->functions[t->index].unit, 0);
    if (units_differ(value, said))
        units_wants(u, body, said, body->at, arena_print(u->c->arena, "'%s' is declared in [%s]", u->model->functions[t->index].name,
                                                         u->model->functions[t->index].unit));
    value = units_joined(said, value);
    if (u->c->diags->errors + u->c->diags->warnings > before)
        diag_note(u->c->diags, t->at, "it is called with these units here");
    u->args = outside;
    struct seen_call *s = ARENA_NEW(u->c->arena, struct seen_call);
    *s = (struct seen_call){ t->index, args, value, u->calls };
    u->calls = s;
    return value;
}

static struct known operation(struct units *u, const struct term *t)
{
    switch (t->op) {
    case AST_NEG:
        return units_walk(u, t->args[0]);
    case AST_ADD: case AST_SUB:
        return all_alike(u, t, 0, 2, "add");
    case AST_MUL: case AST_DIV: {
        struct known a = units_walk(u, t->args[0]), b = units_walk(u, t->args[1]);
        return units_product(a, b, t->op == AST_DIV ? -WHOLE : WHOLE);
    }
    case AST_POW:
        return power(u, t);
    case AST_IF:
        units_walk(u, t->args[0]);
        return all_alike(u, t, 1, 3, "stand for each other");
    case AST_AND: case AST_OR: case AST_NOT:
        for (int i = 0; i < t->count; i++)
            units_walk(u, t->args[i]);
        return units_unknown;
    default:
        all_alike(u, t, 0, 2, "compare");
        return units_unknown;
    }
}

static struct known reduction(struct units *u, const struct term *t)
{
    struct known x = units_walk(u, t->args[0]);
    int keeps = t->when && t->when->is_one ? 1 : model_keeps_unit((enum reduction)t->index);
    return keeps ? x : units_product(x, x, WHOLE);
}

/* Its points say what it takes and what it gives. */
static struct known looked_up(struct units *u, const struct term *t)
{
    struct known x = units_walk(u, t->args[0]), want = units_declared(t->lookup->unit_x, 0);
    if (units_differ(x, want)) {
        u->around[0] = t->args[0];
        u->around[1] = NULL;
        units_report(u, t->at, arena_print(u->c->arena, "table '%s' takes something in [%s], and '%s' is %s; %s", t->name, t->lookup->unit_x,
                                           text_of(u, t->args[0]), side(u, t->args[0], x), fix(u, t->args[0], x, want, NULL)));
    }
    return units_declared(t->lookup->unit_y, u->strict);
}

/* The state so long ago is what the state is. */
static struct known earlier(struct units *u, const struct term *t)
{
    struct known x = units_walk(u, t->args[1]), want = units_declared("ms", 0);
    if (u->timed && units_differ(x, want)) {
        u->around[0] = t->args[1];
        u->around[1] = NULL;
        units_report(u, t->args[1]->at, arena_print(u->c->arena, "a delay is a time, and '%s' is %s; %s", text_of(u, t->args[1]),
                                                    side(u, t->args[1], x), fix(u, t->args[1], x, want, NULL)));
    }
    return units_walk(u, t->args[0]);
}

struct known units_walk(struct units *u, const struct term *t)
{
    switch (t->kind) {
    case TERM_NUMBER:
        return t->type.unit ? units_declared(t->type.unit, 0) : t->value == 0 || !isfinite(t->value) ? any : number;
    case TERM_REF:
        return named(u, t);
    case TERM_OP:
        return operation(u, t);
    case TERM_CALL: case TERM_COMPOSED:
        return call(u, t);
    case TERM_APPLY:
        return apply(u, t);
    case TERM_REDUCE:
        return reduction(u, t);
    case TERM_AT: case TERM_SHIFT:
        return units_walk(u, t->args[0]);
    case TERM_TABLE:
        return looked_up(u, t);
    case TERM_PAST:
        return earlier(u, t);
    case TERM_DOT:
        return units_product(units_walk(u, t->args[0]), units_walk(u, t->args[1]), WHOLE);
    }
    return units_unknown;
}

/* [t] as the value of something in [want]; [what]: "the derivative of 'V' is in [mV/ms]". */
static void judge_value(struct units *u, const struct term *t, const struct state *kept, struct known want, struct span at,
                        const char *what)
{
    struct known k = t ? units_walk(u, t) : units_unknown;
    if (!units_differ(k, want))
        return;
    u->around[0] = t;
    u->around[1] = NULL;
    u->kept = kept;
    units_report(u, at, arena_print(u->c->arena, "%s, and '%s' is %s; %s", what, text_of(u, t), side(u, t, k), fix(u, t, k, want, NULL)));
    u->kept = NULL;
}

void units_wants(struct units *u, const struct term *t, struct known want, struct span at, const char *what)
{
    judge_value(u, t, NULL, want, at, what);
}

void units_wants_rate(struct units *u, const struct state *y, struct known want, const char *what)
{
    judge_value(u, y->rate, y, want, y->rate_at, what);
}
