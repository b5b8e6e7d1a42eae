/* unit_check.c -- the checker: what a file means once it is resolved, and what the
 * command line adds. Messages about files are tested on the pairs of tests/errors.
 */
#include "libcheck.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "model/builtin.h"
#include "model/model.h"

static struct arena arena;
static struct diags d;
static struct text out;

/* ------------------------------------------------------------------ a library -- */

static const struct { const char *name, *text; } files[] = {
    { "Decay", "model Decay\n  state x = 1 in [0, 2]\n  param tau = 10 ms\n  param k = 0.5 nA\n"
               "  input c\n  flow = (k*c - x)/tau\n  x' = flow\nend\n" },
    { "couplings/Linear", "coupling Linear\n  from x\n  param G = 1\n"
                          "  pre = x_j\n  post = G*sum\nend\n" },
    { "couplings/Decay", "coupling Decay\n  from x\n  param G = 2\n"
                         "  pre = x_j - x_i\n  post = G*sum\nend\n" }
};
enum { FILES = sizeof files/sizeof *files };

static const char *embedded(const char *name, size_t *len)
{
    for (int i = 0; i < FILES; i++)
        if (!strcmp(files[i].name, name)) {
            *len = strlen(files[i].text);
            return files[i].text;
        }
    return NULL;
}

static const char *names(int i)
{
    return i < FILES ? files[i].name : NULL;
}

/* "ramp.csv" is 1, 2, 3; everything else is missing. */
static int read_data(const char *spec, int matrix, struct arena *a, struct data *view,
                     const char **why)
{
    (void)matrix;
    *why = "there is none";
    if (strcmp(spec, "ramp.csv"))
        return -1;
    *view = (struct data){ .rank = 1, .shape = { 3 }, .values = ARENA_ARRAY(a, double, 3) };
    for (int i = 0; i < 3; i++)
        view->values[i] = i + 1;
    return 0;
}

static const char *const no_folders[] = { NULL };
static const struct library library = {
    .path = no_folders, .embedded = embedded, .names = names, .read_data = read_data
};

/* -------------------------------------------------------------------- helpers -- */

static void setup(void)
{
    d = (struct diags){ .arena = &arena };
}

static void teardown(void)
{
    text_free(&out);
    arena_free(&arena);
}

static struct experiment *check_with(const char *text, const struct overrides *over)
{
    struct ast *tree = ast_parse(source_text("m", text, strlen(text), &arena), &d, &arena);
    return model_check(tree, &library, over, &d, &arena);
}

/* The messages as "severity place text" lines, one space between. */
static const char *messages(void)
{
    text_free(&out);
    for (const struct diag *m = d.first; m; m = m->next) {
        struct place p = source_place(m->at.src, m->at.from);
        text_print(&out, "%s:%d:%d %s\n", m->at.src->path, p.line, p.column, m->text);
    }
    return text_string(&out);
}

static struct experiment *check(const char *text)
{
    struct experiment *e = check_with(text, NULL);
    ck_assert_str_eq(messages(), "");
    return e;
}

static const struct quantity *quantity(const struct experiment *e, const char *path)
{
    for (int i = 0; i < e->quantity_count; i++)
        if (!strcmp(e->quantities[i].path, path))
            return &e->quantities[i];
    ck_abort_msg("no quantity %s", path);
}

static const char *const base =
    "network\n"
    "  nodes 2\n"
    "  dynamics Decay with tau = 0.02 s, x = 3\n"
    "  graph weights = [[0, 1], [2, 0]]\n"
    "  coupling c = Linear(x) with G = 2\n"
    "  noise additive with sigma = 0.1, key = 9007199254740993\n"
    "end\n"
    "simulate heun with dt = 100 us, duration = 2 s\n"
    "observe m = mean(x)\n"
    "explore e key 3\n"
    "  k = grid(0, 1, 3)\n"
    "end\n";

/* ------------------------------------------------------------------- meaning -- */

START_TEST(quantities)
{
    struct experiment *e = check(base);
    ck_assert_str_eq(e->name, "m");
    ck_assert_int_eq(e->nodes, 2);
    ck_assert_double_eq(quantity(e, "dynamics.tau")->value, 20);
    ck_assert_double_eq(quantity(e, "dynamics.k")->value, 0.5);
    ck_assert_double_eq(quantity(e, "initial.x")->value, 3);
    ck_assert_double_eq(quantity(e, "initial.x")->hi, 2);
    ck_assert_double_eq(quantity(e, "coupling.c.G")->value, 2);
    ck_assert_double_eq(quantity(e, "noise.sigma")->value, 0.1);
    ck_assert_double_eq(quantity(e, "simulate.dt")->value, 0.1);
    ck_assert_double_eq(e->simulate.duration, 2000);
    ck_assert_int_eq(e->simulate.per_stage, 1);
    /* no double holds this key */
    ck_assert_int_eq(quantity(e, "noise.key")->seed, 9007199254740993);
    /* w[i][j] is the weight from j to i */
    ck_assert_double_eq(quantity(e, "graph.weights")->values[1], 1);
    ck_assert_double_eq(quantity(e, "graph.weights")->values[2], 2);
}
END_TEST

START_TEST(nothing_but_a_model)
{
    struct experiment *e = check("model M\n  state x = 1\n  x' = -x\nend\n");
    ck_assert_str_eq(e->model->name, "M");
    ck_assert_int_eq(e->nodes, 1);
    ck_assert_int_eq(e->simulate.present, 0);
    ck_assert_int_eq(e->graph_count, 0);
    ck_assert_int_eq(e->exploration_count, 1);
    ck_assert_str_eq(e->explorations[0].name, "run");
    ck_assert_int_eq(e->explorations[0].axis_count, 0);
}
END_TEST

START_TEST(nothing_at_all)
{
    struct experiment *e = check("");
    ck_assert_ptr_null(e->model);
    ck_assert_int_eq(e->quantity_count, 0);
    ck_assert_int_eq(e->exploration_count, 1);
}
END_TEST

/* A coupling may be called like a model. */
START_TEST(same_names)
{
    struct experiment *e = check("network\n  dynamics Decay\n  graph weights = [[1]]\n"
                                 "  coupling c = Decay(x)\nend\n");
    ck_assert_str_eq(e->model->name, "Decay");
    ck_assert_int_eq(e->couplings[0].uses_target, 1);
    ck_assert_double_eq(quantity(e, "coupling.c.G")->value, 2);
}
END_TEST

static const char *const shuffled[] = {
    "model M\n  state x = 1\n  a = 2*b\n  b = f(x)\n  f(v) = v*c\n  c = x + 1\n  x' = a\nend\n",
    "model M\n  x' = a\n  c = x + 1\n  f(v) = v*c\n  b = f(x)\n  a = 2*b\n  state x = 1\nend\n"
};

/* c before b (through the function f), b before a, in whatever order they stand. */
START_TEST(order_of_lets)
{
    const struct model *m = check(shuffled[_i])->model;
    ck_assert_int_eq(m->let_count, 3);
    ck_assert_str_eq(m->lets[0].name, "c");
    ck_assert_str_eq(m->lets[1].name, "b");
    ck_assert_str_eq(m->lets[2].name, "a");
}
END_TEST

START_TEST(observations)
{
    struct experiment *e = check(
        "use Decay\n"
        "simulate heun with dt = 1 ms, duration = 1 s\n"
        "param level = 2\n"
        "observe last1 = half*mean(double over time, node) + dt\n"
        "observe double = 2*flow\n"
        "observe half = level/2\n");
    ck_assert_int_eq(e->observe_count, 3);
    ck_assert_str_eq(e->observes[2].name, "last1");     /* reads the other two */
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(e->observes[i].is_series, !strcmp(e->observes[i].name, "double"));
    text_free(&out);
    term_print(e->observes[2].value, &out);         /* dt has its whole name */
    ck_assert_str_eq(text_string(&out), "half*mean(double) + simulate.dt");
}
END_TEST

START_TEST(times_in_equations)
{
    struct experiment *e = check("model M\n  state x = 1\n  x' = -x/(0.1 s) + 50 us\nend\n");
    term_print(e->model->states[0].rate, &out);
    ck_assert_str_eq(text_string(&out), "-x/0.1 s + 50 us");
    ck_assert(e->model->states[0].rate->args[0]->args[1]->value == 100);
    ck_assert(e->model->states[0].rate->args[1]->value == 0.05);
}
END_TEST

static void reads(const struct term *t, enum ref_kind ref, int index, over_set over)
{
    ck_assert_int_eq(t->kind, TERM_REF);
    ck_assert_int_eq(t->ref, ref);
    ck_assert_int_eq(t->index, index);
    ck_assert_uint_eq(t->type.over, over);
}

/* Every name is a row of its table, as it stands when all is checked. */
START_TEST(names_in_equations)
{
    enum { BOTH = OVER_NODE | OVER_TIME };
    const struct model *m = check(
        "model M\n  state y = 0\n  state x = 0 mV\n  param p = 1\n  param k = 2\n  input c\n"
        "  f(u, x) = u*y*x\n  b = k*a\n  a = if x > p then 1 else 0\n  x' = f(a, b) + c*t\n"
        "  y' = exp(x/(1 mV))*pi\nend\n")->model;
    const struct term *product = m->functions[0].value, *rate = m->states[1].rate;
    reads(product->args[0]->args[0], REF_ARGUMENT, 0, BOTH);
    reads(product->args[0]->args[1], REF_STATE, 0, BOTH);
    reads(product->args[1], REF_ARGUMENT, 1, BOTH);             /* not the state x */
    ck_assert_str_eq(m->lets[0].name, "a");
    reads(m->lets[0].value->args[0]->args[0], REF_STATE, 1, BOTH);
    reads(m->lets[0].value->args[0]->args[1], REF_PARAM, 0, OVER_NODE);
    ck_assert(m->lets[0].value->args[0]->type.condition && !m->lets[0].value->type.condition);
    reads(m->lets[1].value->args[0], REF_PARAM, 1, OVER_NODE);
    reads(m->lets[1].value->args[1], REF_LET, 0, BOTH);
    ck_assert_int_eq(rate->args[0]->kind, TERM_APPLY);
    ck_assert_int_eq(rate->args[0]->index, 0);
    reads(rate->args[0]->args[1], REF_LET, 1, BOTH);
    reads(rate->args[1]->args[0], REF_INPUT, 0, BOTH);
    reads(rate->args[1]->args[1], REF_TIME, 0, OVER_TIME);
    ck_assert_int_eq(*rate->fused, FUSED_RIGHT);
    ck_assert(term_is_call(m->states[0].rate->args[0], FUNCTION_exp));
    ck_assert_str_eq(m->states[0].rate->args[0]->args[0]->args[0]->type.unit, "mV");
    ck_assert(m->states[0].rate->args[1]->value == 3.14159265358979323846);
}
END_TEST

/* A helper's argument is one term, however often it is read; sides count the sources. */
START_TEST(names_in_couplings)
{
    const struct experiment *e = check(
        "model M\n  state x = 0\n  state y = 0\n  input c\n  x' = c\n  y' = 1\nend\n"
        "coupling Pull\n  from a, b\n  param G = 1\n  square(v) = v*v\n  pre = square(b_j - a_i)\n"
        "  post = G*sum\nend\n"
        "network\n  nodes 2\n  dynamics M\n  graph weights = ones - eye\n  coupling c = Pull(y, x)\nend\n");
    const struct term *pre = e->couplings[0].pre[0], *post = e->couplings[0].post[0];
    ck_assert(term_is_op(pre, AST_MUL) && pre->args[0] == pre->args[1]);
    ck_assert_int_eq(term_size(pre), 7);
    ck_assert_int_eq(pre->args[0]->args[0]->side, SIDE_SOURCE);
    ck_assert_int_eq(pre->args[0]->args[0]->index, 1);
    ck_assert_int_eq(pre->args[0]->args[1]->side, SIDE_TARGET);
    ck_assert_int_eq(pre->args[0]->args[1]->index, 0);
    ck_assert_int_eq(post->args[0]->ref, REF_PARAM);
    ck_assert_int_eq(post->args[1]->ref, REF_SUM);
}
END_TEST

/* What an observation varies over, and what it is measured in. */
START_TEST(types_of_observations)
{
    struct experiment *e = check(
        "use Decay\nsimulate heun with dt = 1 ms, duration = 1 s\nparam p = 2\n"
        "observe a = p + tau\nobserve b = 2*x + t\nobserve m = mean(x)\nobserve d = last(b)\n"
        "observe e = if m > a then 1 ms else d\n");
    static const struct { over_set over; int at_end; const char *unit; } types[] = {
        { 0, 0, NULL }, { OVER_NODE | OVER_TIME, 0, NULL }, { 0, 1, NULL }, { OVER_NODE, 1, NULL },
        { OVER_NODE, 1, NULL }
    };
    for (int i = 0; i < 5; i++) {
        const struct type t = e->observes[i].value->type;
        ck_assert_uint_eq(t.over, types[i].over);
        ck_assert_int_eq(t.at_end, types[i].at_end);
        ck_assert_pstr_eq(t.unit, types[i].unit);
    }
    const struct term *last = e->observes[4].value;
    reads(last->args[0]->args[1], REF_OBSERVE, 0, 0);
    reads(last->args[2], REF_OBSERVE, 3, OVER_NODE);
}
END_TEST

/* ----------------------------------------------------------------------- axes -- */

static const struct {
    const char *axis;
    struct axis want;
} axes[] = {
    { "k = grid(0, 1, 3)",        { .kind = AXIS_GRID, .hi = 1, .n = 3 } },
    { "k = loggrid(1, 10) n 4",   { .kind = AXIS_LOG_GRID, .lo = 1, .hi = 10, .n = 4 } },
    { "tau = range(10 ms, 0.02 s, 2)",
      { .kind = AXIS_RANGE, .lo = 10, .hi = 20, .step = 2, .n = 6 } },
    { "k = uniform(0, 1, 3) key 5",
      { .kind = AXIS_UNIFORM, .hi = 1, .n = 3, .own_key = 1, .key = 5 } },
    { "k = sobol(-1, 1, 8)",      { .kind = AXIS_SOBOL, .lo = -1, .hi = 1, .n = 8 } },
    { "k = latin(0, 1) n 3 key 5",
      { .kind = AXIS_LATIN, .hi = 1, .n = 3, .own_key = 1, .key = 5 } },
    { "k ~ MultivariateNormal([1, 2], [[1, 0], [0, 4]]) n 4",
      { .kind = AXIS_LAW, .n = 4, .law = { .kind = DIST_MULTIVARIATE_NORMAL, .count = 2 }, .rank = 1, .shape = { 2 } } },
    { "k = [1, 2]",               { .kind = AXIS_LIST, .n = 2 } },
    { "k = [[1, 2], [3, 4], [5, 6]]", { .kind = AXIS_LIST, .n = 3, .rank = 1, .shape = { 2 } } },
    { "k = \"ramp.csv\"",         { .kind = AXIS_LIST, .n = 3 } },
    { "k = data(\"ramp.csv\")",   { .kind = AXIS_LIST, .n = 3 } },
    { "k ~ Normal(2) n 4",        { .kind = AXIS_LAW, .n = 4, .law = { .kind = DIST_NORMAL, .count = 2, .a = { 2, 1 } } } },
    { "k ~ Normal(0, 1) n 4 per node",
      { .kind = AXIS_LAW, .n = 4, .law = { .kind = DIST_NORMAL, .count = 2, .a = { 0, 1 } }, .rank = 1, .shape = { 2 } } },
    { "k ~ Normal(0, 1) n 4 shape 2 broadcast",
      { .kind = AXIS_LAW, .n = 4, .law = { .kind = DIST_NORMAL, .count = 2, .a = { 0, 1 } }, .rank = 1, .shape = { 2 },
        .broadcast = 1 } },
    { "param p ~ Dirichlet([1, 2, 3]) n 4 shape 5",
      { .kind = AXIS_LAW, .n = 4, .law = { .kind = DIST_DIRICHLET, .count = 3 }, .rank = 2, .shape = { 5, 3 } } },
    { "noise.key = split(7, 4)",  { .kind = AXIS_KEYS, .n = 4, .has_seed = 1, .seed = 7 } },
    { "key = split(key(-7), 4)",  { .kind = AXIS_KEYS, .n = 4, .has_seed = 1, .seed = -7 } },
    { "noise.key = [4, 5, 6]",    { .kind = AXIS_KEYS, .n = 3 } },
    { "graph.weights = [[[0, 1], [1, 0]]]",
      { .kind = AXIS_LIST, .n = 1, .rank = 2, .shape = { 2, 2 } } }
};

START_TEST(axis)
{
    size_t head = strlen(base) - strlen("  k = grid(0, 1, 3)\nend\n");
    const char *text = arena_print(&arena, "%.*s  %s\nend\n", (int)head, base, axes[_i].axis);
    struct experiment *e = check_with(text, NULL);
    ck_assert_msg(!d.errors, "%s: %s", axes[_i].axis, messages());
    ck_assert_int_eq(e->explorations[0].axis_count, 1);
    const struct axis *x = &e->explorations[0].axes[0].axis, *want = &axes[_i].want;
    ck_assert_int_eq(x->kind, want->kind);
    ck_assert_int_eq(x->n, want->n);
    ck_assert_str_eq(x->path, e->quantities[e->explorations[0].axes[0].quantity].path);
    ck_assert_double_eq(x->lo, want->lo);
    ck_assert_double_eq(x->hi, want->hi);
    ck_assert_double_eq(x->step, want->step);
    ck_assert_int_eq(x->rank, want->rank);
    for (int i = 0; i < want->rank; i++)
        ck_assert_int_eq(x->shape[i], want->shape[i]);
    ck_assert_int_eq(x->has_seed, want->has_seed);
    ck_assert_int_eq(x->seed, want->seed);
    ck_assert_int_eq(x->own_key, want->own_key);
    ck_assert_int_eq(x->key, want->key);
    ck_assert_int_eq(e->explorations[0].axes[0].per_node, strstr(axes[_i].axis, "per node") != NULL);
    ck_assert_int_eq(x->broadcast, want->broadcast);
    ck_assert_int_eq(x->law.kind, want->law.kind);
    ck_assert_int_eq(x->law.count, want->law.count);
    for (int i = 0; i < RANDOM_PARAMS; i++)
        ck_assert_double_eq(x->law.a[i], want->law.a[i]);
}
END_TEST

/* A parameter with an axis: of every exploration, unless it gives another. */
START_TEST(inherited_axes)
{
    struct experiment *e = check("param x = grid(0, 1, 3)\nparam y = [5, 6]\n"
                                 "explore a\nend\n"
                                 "explore b zip key -3\n  x = [7]\n"
                                 "  group g\n    param z = [1, 2]\n  end\n"
                                 "  observe t1 = z\nend\n"
                                 "observe s = x + y\n");
    const struct exploration *a = &e->explorations[0], *b = &e->explorations[1];
    ck_assert_int_eq(a->axis_count, 2);
    ck_assert_int_eq(b->axis_count, 3);
    ck_assert_int_eq(b->zip, 1);
    ck_assert_int_eq(b->key, -3);
    ck_assert_str_eq(e->quantities[b->axes[0].quantity].path, "y");
    ck_assert_str_eq(e->quantities[b->axes[1].quantity].path, "x");
    ck_assert_str_eq(b->axes[2].axis.group, "g");
    ck_assert_ptr_eq(e->quantities[b->axes[2].quantity].owner, b);
    ck_assert_double_eq(quantity(e, "y")->value, 5);
}
END_TEST

/* ----------------------------------------------------------------------- names -- */

static const struct { const char *name, *found; } lookups[] = {
    { "dynamics.tau", "dynamics.tau" }, { "tau", "dynamics.tau" }, { "x", "initial.x" },
    { "c.G", "coupling.c.G" }, { "G", "coupling.c.G" }, { "sigma", "noise.sigma" },
    { "key", "noise.key" }, { "dt", "simulate.dt" }, { "weights", "graph.weights" },
    { "u", NULL }, { "namics.tau", NULL }, { ".tau", NULL }, { "", NULL }, { "dynamics", NULL }
};

START_TEST(lookup)
{
    struct experiment *e = check(base);
    int q = model_find(e, NULL, lookups[_i].name, (struct span){ e->src, 0, 0 }, &d);
    if (lookups[_i].found)
        ck_assert_str_eq(e->quantities[q].path, lookups[_i].found);
    else
        ck_assert_int_eq(q, -1);
    ck_assert_int_eq(d.errors, !lookups[_i].found);
}
END_TEST

START_TEST(ambiguous_lookup)
{
    struct experiment *e = check("param a.v = 1\nparam b.v = 2\nparam c.b.v = 3\n");
    struct span at = { e->src, 0, 0 };
    ck_assert_int_eq(model_find(e, NULL, "b.v", at, &d), 1);    /* a whole path wins */
    ck_assert_int_eq(model_find(e, NULL, "v", at, &d), -1);
    ck_assert_str_eq(messages(), "m:1:1 'v' is ambiguous; it may be a.v, b.v and c.b.v\n");
}
END_TEST

/* ------------------------------------------------------------------- overrides -- */

static const struct {
    const char *set, *axis, *key, *messages;
} overrides[] = {
    { "tau=0.03 s", NULL, NULL, "" },
    { "dynamics.tau = 2*15", NULL, NULL, "" },
    { "duration=3 s", NULL, NULL, "" },
    { "noise.key=-1", NULL, NULL, "" },
    { "weights = ones", NULL, NULL, "" },
    { "tua=1", NULL, NULL, "--set:1:1 unknown quantity 'tua'; did you mean 'tau'?\n" },
    { "tau=x", NULL, NULL, "--set:1:5 what is given to dynamics.tau is a number, and 'x' is none\n" },
    { "tau=", NULL, NULL, "--set:1:5 unexpected end of line; expected an expression\n" },
    { "tau", NULL, NULL, "--set:1:4 unexpected end of line; expected '=' or '~'\n" },
    { "", NULL, NULL, "--set:1:1 unexpected end of line; expected a name\n" },
    { "tau ~ Normal(0, 1)", NULL, NULL, "--set:1:1 --set takes one value: --set name=value\n" },
    { "key=1.5", NULL, NULL, "--set:1:5 a key is a whole number of 64 bits, got 1.5\n" },
    { "dt=0", NULL, NULL, "--set:1:4 dt must be positive, got 0 ms\n" },
    { "duration=0.01", NULL, NULL,
      "--set:1:10 duration (0.01 ms) is shorter than one step (0.1 ms)\n" },
    { "tau=[1, 2, 3]", NULL, NULL, "--set:1:5 dynamics.tau has 3 values, the network 2 nodes\n" },
    { "k=1", NULL, NULL,
      "--set:1:1 'dynamics.k' is an axis of exploration 'e'; the value set here is not used\n" },
    { NULL, "k=[4, 5]", NULL, "" },
    { NULL, "tau = grid(1, 2, 3)", NULL, "" },
    { NULL, "k=4", NULL, "--axis:1:3 'k' is fixed here; an axis is written with grid, loggrid, "
      "range, uniform, sobol, latin, split, ~ or a list [4]\n" },
    { NULL, "kk=[4]", NULL, "--axis:1:1 unknown quantity 'kk'; did you mean 'k'?\n" },
    { NULL, "k~Beta(2, 5)", NULL, "--axis:1:3 how many draws? write: k ~ Beta(2, 5) n 4\n" },
    { NULL, "duration=[1, 2]", NULL,
      "--axis:1:1 'duration' cannot be an axis; it is one for all points\n" },
    { NULL, NULL, "-12", "" },
    { NULL, NULL, "1x", "--key:1:1 a key is a whole number of 64 bits, got '1x'\n" },
    { NULL, NULL, "99999999999999999999",
      "--key:1:1 a key is a whole number of 64 bits, got '99999999999999999999'\n" }
};

START_TEST(command_line)
{
    const char *sets[] = { overrides[_i].set, NULL }, *more[] = { overrides[_i].axis, NULL };
    struct overrides over = { .sets = sets, .axes = more, .key = overrides[_i].key };
    check_with(base, &over);
    ck_assert_str_eq(messages(), overrides[_i].messages);
}
END_TEST

START_TEST(command_line_values)
{
    const char *sets[] = { "tau=0.03 s", "duration=3 s", "noise.key=-1", "weights=ones", NULL };
    const char *more[] = { "k=[4, 5]", "tau=grid(1, 2, 3)", NULL };
    struct overrides over = { .sets = sets, .axes = more, .key = "77", .real = 4 };
    struct experiment *e = check_with(base, &over);
    ck_assert_int_eq(d.errors, 0);
    ck_assert_int_eq(e->single, 1);
    ck_assert_double_eq(quantity(e, "dynamics.tau")->value, 30);
    ck_assert_double_eq(e->simulate.duration, 3000);
    ck_assert_int_eq(quantity(e, "noise.key")->seed, -1);
    ck_assert_double_eq(quantity(e, "graph.weights")->values[0], 1);
    const struct exploration *x = e->explorations;
    ck_assert_int_eq(x->key, 77);
    ck_assert_int_eq(x->axis_count, 2);
    ck_assert_int_eq(x->axes[0].axis.kind, AXIS_LIST);       /* in the place of the file's */
    ck_assert_int_eq(x->axes[1].axis.kind, AXIS_GRID);
}
END_TEST

/* A parameter that only explorations declare is set wherever it is declared. */
START_TEST(set_owned)
{
    const char *sets[] = { "p=5", NULL };
    struct overrides over = { .sets = sets };
    struct experiment *e = check_with("explore a\n  param p = 1\n  observe y = p\nend\n"
                                      "explore b\n  param p = 2\n  observe y = 2*p\nend\n", &over);
    ck_assert_str_eq(messages(), "");
    ck_assert_int_eq(e->quantity_count, 2);
    ck_assert_double_eq(e->quantities[0].value, 5);
    ck_assert_double_eq(e->quantities[1].value, 5);
}
END_TEST

/* -------------------------------------------------------------------- no cascade -- */

/* One fault, one message, whatever depends on it. */
static const struct { const char *text, *message; } faults[] = {
    { "model M\n  state x 1\n  y = 2*x\n  x' = y\nend\n"
      "simulate heun with dt = 1, duration = 2\nobserve m = mean(x)\n"
      "explore e\n  initial.x = [1]\nend\n",
      "m:2:11 unexpected '1'; expected '='\n" },
    { "model M\n  state x = 1\n  param a 1\n  x' = a*x\nend\nexplore e\n  a = [1]\nend\n",
      "m:3:11 unexpected '1'; expected '=' or '~'\n" },
    { "model M\n  state x = 1\n  y = u + u\n  z = y + u\n  x' = z*u\nend\n",
      "m:3:7 unknown name 'u'; here are x, y and z\n" },
    { "network\n  dynamics Dekay\n  graph weights = [[1]]\n  coupling c = Linear(x)\nend\n"
      "explore e\n  tau = [1]\nend\n",
      "m:2:12 unknown model 'Dekay'; did you mean 'Decay'?\n" },
    { "param a = grid(1, 0, 3)\nobserve y = a + 1\nexplore e\n  a = [1]\nend\n",
      "m:1:11 low bound (1) must be less than high bound (0); write grid(0, 1, 3)\n" },
    { "observe a = u\nobserve b = a + 1\nobserve c = mean(b)\n", 
      "m:1:13 unknown name 'u'; there are b and c\n" }
};

START_TEST(no_cascade)
{
    check_with(faults[_i].text, NULL);
    ck_assert_str_eq(messages(), faults[_i].message);
}
END_TEST

Suite *suite_check(void)
{
    Suite *s = suite_create("check");
    TCase *tc = tcase_create("check");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, quantities);
    tcase_add_test(tc, nothing_but_a_model);
    tcase_add_test(tc, nothing_at_all);
    tcase_add_test(tc, same_names);
    tcase_add_loop_test(tc, order_of_lets, 0, 2);
    tcase_add_test(tc, observations);
    tcase_add_test(tc, times_in_equations);
    tcase_add_test(tc, names_in_equations);
    tcase_add_test(tc, names_in_couplings);
    tcase_add_test(tc, types_of_observations);
    tcase_add_loop_test(tc, axis, 0, sizeof axes/sizeof *axes);
    tcase_add_test(tc, inherited_axes);
    tcase_add_loop_test(tc, lookup, 0, sizeof lookups/sizeof *lookups);
    tcase_add_test(tc, ambiguous_lookup);
    tcase_add_loop_test(tc, command_line, 0, sizeof overrides/sizeof *overrides);
    tcase_add_test(tc, command_line_values);
    tcase_add_test(tc, set_owned);
    tcase_add_loop_test(tc, no_cascade, 0, sizeof faults/sizeof *faults);
    suite_add_tcase(s, tc);
    return s;
}
