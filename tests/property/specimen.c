/* specimen.c -- random experiments; see specimen.h. */
#include "noises.h"
#include <ctype.h>
#include <math.h>
#include <string.h>
#include "base/number.h"

const double specimen_bounds[2] = { -0.9, 1.1 };

/* ---- choices ---------------------------------------------------------------- */

static int choose(struct dice *d, int count)
{
    return (int)dice_roll(d, (unsigned)count);
}

static int chance(struct dice *d, int percent, const char *construct)
{
    int yes = choose(d, 100) < percent;
    if (yes && construct)
        formula_count(construct);
    return yes;
}

/* Decimals, and the numbers that folding likes. */
static double some_value(struct dice *d)
{
    static const double special[] = { 0, 1, -1, 2, 0.5, 0.1, -0.3 };
    return choose(d, 2) ? special[choose(d, 7)] : round(dice_real(d, -1, 1.5)*1e3)/1e3;
}

static void make_model(struct dice *d, struct specimen *s)
{
    struct grammar g = { .params = 2, .arguments = 2 };
    while (s->all.function_count < MOST_FUNCTIONS) {
        struct formula *body = formula_new(F_CALL, formula_random(d, &g, 3), NULL);
        body->call = "tanh";
        s->all.functions[s->all.function_count++] = formula_new(F_ADD, body, formula_random(d, &g, 1));
    }
    g = (struct grammar){ .states = s->states, .params = s->params, .inputs = MOST_INPUTS,
                          .functions = s->all.function_count, .time = choose(d, 2) };
    if (g.time)
        formula_count("time in an equation");
    int lets = choose(d, MOST_LETS + 1);
    for (; s->all.let_count < lets; s->all.let_count++, g.lets++)
        s->all.lets[s->all.let_count] = formula_random(d, &g, 3);
    for (int i = 0; i < s->states; i++) {
        /* tanh keeps every rate, and so every number, small */
        struct formula *inside = formula_new(F_CALL, formula_random(d, &g, 4), NULL), *free = formula_random(d, &g, 2);
        struct formula *free_inside = formula_new(F_CALL, free, NULL);
        inside->call = free_inside->call = "tanh";
        struct formula *leak = formula_new(F_MUL, formula_name(NAME_PARAM, 1), formula_name(NAME_STATE, i));
        s->rates[i] = formula_new(F_ADD, formula_new(F_SUB, inside, choose(d, 2) ? leak : formula_name(NAME_STATE, i)),
                                  free_inside);
    }
    s->watched = lets && chance(d, 60, "watch") ? choose(d, lets) : -1;
}

static struct formula *applied(int function, struct formula *x, struct formula *y)
{
    struct formula *f = formula_new(F_APPLY, x, y);
    f->index = function;
    return f;
}

/* A function of the model called twice in each rate, with what no fold knows: from a third of the specimens, which [d] that all
 * others are made with does not notice. */
static void call_often(struct dice d, struct specimen *s)
{
    if (!chance(&d, 33, "a function called often"))
        return;
    int f = choose(&d, s->all.function_count);
    for (int i = 0; i < s->states; i++) {
        struct formula *other = formula_new(F_CALL, formula_name(NAME_STATE, choose(&d, s->states)), NULL);
        other->call = "sin";
        struct formula *one = applied(f, formula_name(NAME_STATE, i), other);
        struct formula *two = applied(f, formula_new(F_MUL, formula_name(NAME_STATE, choose(&d, s->states)), formula_name(NAME_PARAM, 0)),
                                      formula_new(F_ADD, formula_name(NAME_STATE, i), formula_number(0.5)));
        struct formula *both = formula_new(F_CALL, formula_new(F_SUB, one, two), NULL);
        both->call = "tanh";
        s->rates[i] = formula_new(F_ADD, s->rates[i], both);
    }
}

static void make_values(struct dice *d, struct specimen *s)
{
    for (int i = 0; i < s->params; i++) {
        double value = some_value(d);
        s->each[i] = i > 1 && chance(d, 20, "a value for each node");
        for (int n = 0; n < MOST_NODES; n++)
            s->param[i][n] = s->each[i] ? some_value(d) : value;
    }
    for (int i = 0; i < s->states; i++) {
        s->initial[i] = round(dice_real(d, -0.8, 1)*1e3)/1e3;
        s->bound[i] = chance(d, 15, "clamp") ? CLAMPED : chance(d, 15, "wrap") ? WRAPPED
                    : chance(d, 15, "clamp per stage") ? CLAMPED_PER_STAGE : UNBOUND;
    }
}

static void make_stimuli(struct dice *d, struct specimen *s)
{
    struct grammar g = { .params = 1, .time = 1 };
    s->stimulus_count = chance(d, 50, "several stimuli") ? 2 + choose(d, MOST_STIMULI - 1) : 1;
    for (int i = 0; i < s->stimulus_count; i++) {
        struct specimen_stimulus *x = &s->stimuli[i];
        x->inputs = chance(d, 40, "stimulus on an input") ? 1 + choose(d, (1 << MOST_INPUTS) - 1) : 0;
        x->states = x->inputs ? choose(d, 1 << s->states) : 1 + choose(d, (1 << s->states) - 1);
        x->value = formula_new(F_MUL, formula_name(NAME_PARAM, 0), formula_random(d, &g, 2));
        x->amplitude = some_value(d);
        x->nodes = s->nodes > 1 && chance(d, 50, "stimulus at nodes") ? 1 + choose(d, s->nodes - 1) : 0;
    }
}

/* Weights that look the same from each node and are written so; from a share of the specimens, as call_often. */
static void make_ring(struct dice d, struct specimen *s)
{
    if (s->nodes < 3 || !chance(&d, 25, "a ring"))
        return;
    s->ring = 1 + choose(&d, s->nodes/2);
    s->ring_weight = chance(&d, 30, "a ring of ones") ? 1 : 0.37;
    s->own_weight = chance(&d, 50, "an edge to itself") ? 0.25 : 0;
    for (int i = 0; i < s->nodes; i++)
        for (int j = 0; j < s->nodes; j++) {
            int apart = i < j ? j - i : i - j, steps = apart < s->nodes - apart ? apart : s->nodes - apart;
            s->weights[i][j] = !steps ? s->own_weight : steps <= s->ring ? s->ring_weight : 0;
        }
}

static void make_network(struct dice *d, struct specimen *s)
{
    static const double weights[] = { 0, 0, 1, 1, 0.37, -0.5, 2 };
    int all = chance(d, 20, "all weights 1");
    for (int i = 0; i < s->nodes; i++)
        for (int j = 0; j < s->nodes; j++)
            s->weights[i][j] = all ? i != j : weights[choose(d, 7)];
    for (int i = 0; i < s->nodes; i++)
        for (int j = 0; j < s->nodes; j++)
            s->edges[i][j] = weights[(i*5 + j*3) % 7] + 0.25*(j % 3);
    make_ring(*d, s);
    s->coupling_count = s->nodes > 1 ? 1 + choose(d, MOST_COUPLINGS) : choose(d, 2);
    for (int c = 0; c < s->coupling_count; c++) {
        struct specimen_coupling *q = &s->couplings[c];
        q->pairwise = chance(d, 40, "coupling reads its target");
        q->source = choose(d, s->states);
        q->gain = some_value(d);
        struct grammar pre = { .sources = 1, .targets = q->pairwise }, post = { .sum = 1 };
        struct formula *bounded = formula_new(F_CALL, formula_random(d, &pre, 2), NULL);
        bounded->call = "tanh";
        q->pre = q->pairwise ? formula_new(F_SUB, bounded, formula_name(NAME_TARGET, 0))
               : choose(d, 2) ? bounded : formula_name(NAME_SOURCE, 0);
        struct formula *gain = formula_new(F_MUL, formula_name(NAME_GAIN, 0), formula_name(NAME_SUM, 0));
        q->post = choose(d, 2) ? gain : formula_new(F_ADD, gain, formula_random(d, &post, 2));
        q->of_edges = chance(d, 30, "values of edges");
        if (!c && chance(d, 30, "two outputs")) {
            struct formula *other = formula_new(F_CALL, formula_random(d, &pre, 2), NULL);
            other->call = "cos";
            q->more_pre = other;
            q->more_post = formula_new(F_MUL, formula_name(NAME_GAIN, 0), formula_name(NAME_SUM, 0));
        }
        formula_count(s->nodes > 16 ? "coupling of a large network" : "coupling of a small network");
    }
    if (chance(d, 35, "stimulus"))
        make_stimuli(d, s);
    if (chance(d, 40, "noise")) {
        s->noisy = 1 + choose(d, (1 << s->states) - 1);
        s->sigma = (double[]){ 0, 0.05, 0.1, 0.01 }[choose(d, 4)];
        s->key = choose(d, 100);
    }
}

static void make_simulation(struct dice *d, struct specimen *s)
{
    static const char *const names[] = { "euler", "heun", "rk4", "map", "midpoint", "srk4" };
    static const double steps[] = { 0.05, 0.1, 0.0625, 0.02 };
    s->scheme = (enum scheme_kind)choose(d, SCHEMES);
    formula_count(names[s->scheme]);
    s->per_stage = choose(d, 2);
    formula_count(s->per_stage ? "coupling per stage" : "frozen coupling");
    s->dt = s->scheme == MAP ? 1 : steps[choose(d, 4)];
    s->duration = s->dt*(5 + choose(d, 20));
    s->transient = chance(d, 40, "transient") ? s->dt*(1 + choose(d, 5)) : 0;
}

/* ---- axes --------------------------------------------------------------------- */

static int fits(const struct specimen *s, enum moved what, int index)
{
    switch (what) {
    case MOVES_PARAM: case MOVES_INITIAL: return 1;
    case MOVES_DT:    return s->scheme != MAP;
    case MOVES_PARAM_NODES: return s->nodes > 1 && index > 1;
    case MOVES_GAIN:      return s->coupling_count > 0;
    case MOVES_SIGMA: case MOVES_KEY: return s->noisy;
    case MOVES_AMPLITUDE: return s->stimulus_count > 0;
    }
    return 0;
}

static double sample_of(struct dice *d, const struct specimen *s, const struct specimen_axis *a, int i)
{
    switch (a->what) {
    case MOVES_SIGMA: return (double[]){ 0, 0.02, 0.05 }[i];
    case MOVES_DT:    return (double[]){ s->dt, s->dt/2, s->dt*2 }[i];
    case MOVES_KEY:   return 3 + 11*i;
    default:          return i == 0 ? 0 : some_value(d);
    }
}

static void make_axes(struct dice *d, struct specimen *s)
{
    static const char *const names[] = { "axis: parameter", "axis: values of nodes", "axis: initial value", "axis: coupling",
                                         "axis: sigma", "axis: dt", "axis: stimulus", "axis: key" };
    int want = 1 + choose(d, MOST_AXES);
    for (int tries = 0; s->axis_count < want && tries < 100; tries++) {
        struct specimen_axis *a = &s->axes[s->axis_count];
        *a = (struct specimen_axis){ .what = (enum moved)choose(d, 8), .count = 2 + choose(d, MOST_SAMPLES - 1) };
        a->index = choose(d, a->what == MOVES_INITIAL ? s->states : s->params);
        int again = s->axis_count && s->axes[0].what == a->what;
        again |= s->axis_count && s->axes[0].what <= MOVES_PARAM_NODES && a->what <= MOVES_PARAM_NODES;
        if (again || !fits(s, a->what, a->index))
            continue;
        for (int i = 0; i < a->count; i++)
            for (int n = 0; n < MOST_NODES; n++)
                a->samples[i][n] = n && a->what != MOVES_PARAM_NODES ? a->samples[i][0] : sample_of(d, s, a, i);
        formula_count(names[a->what]);
        s->axis_count++;
    }
}

void specimen_set(struct specimen *s, const struct specimen_axis *a, int i)
{
    double x = a->samples[i][0];
    switch (a->what) {
    case MOVES_PARAM: case MOVES_PARAM_NODES:
        memcpy(s->param[a->index], a->samples[i], sizeof s->param[0]);
        return;
    case MOVES_INITIAL: s->initial[a->index] = x; return;
    case MOVES_GAIN:    s->couplings[0].gain = x; return;
    case MOVES_SIGMA:   s->sigma = x; return;
    case MOVES_DT:      s->dt = x; return;
    case MOVES_AMPLITUDE: s->stimuli[s->stimulus_count - 1].amplitude = x; return;
    case MOVES_KEY:     s->key = (int)x;
    }
}

void specimen_path(const struct specimen *s, const struct specimen_axis *a, struct text *out)
{
    static const char *const paths[] = { "dynamics.p%d", "dynamics.p%d", "initial.x%d" };
    static const char *const others[] = { "coupling.c0.G", "noise.sigma", "simulate.dt", "stimulus.p0", "noise.key" };
    if (a->what == MOVES_AMPLITUDE && s->stimulus_count > 1)
        text_print(out, "stimulus.s%d.p0", s->stimulus_count - 1);
    else if (a->what == MOVES_GAIN && s->modes)
        text_add(out, "dynamics.G0");
    else if (a->what <= MOVES_INITIAL)
        text_print(out, a->what == MOVES_INITIAL ? "initial.x%d" : paths[0], a->index);
    else
        text_add(out, others[a->what - MOVES_GAIN]);
}

void specimen_random(struct dice *d, struct specimen *s)
{
    *s = (struct specimen){ .single = choose(d, 2), .states = 1 + choose(d, MOST_STATES),
                            .params = MOST_PARAMS, .nodes = 1 + choose(d, 5) };
    formula_count(s->single ? "single precision" : "double precision");
    if (chance(d, 12, "a large network"))
        s->nodes = 18;
    make_values(d, s);
    make_model(d, s);
    call_often(*d, s);
    make_network(d, s);
    make_simulation(d, s);
    make_axes(d, s);
    noises_random(d, s);
    for (int i = 0; i < s->all.function_count; i++)
        formula_fuse(s->all.functions[i], &s->all);
    for (int i = 0; i < s->all.let_count; i++)
        formula_fuse(s->all.lets[i], &s->all);
    for (int i = 0; i < s->states; i++)
        formula_fuse(s->rates[i], &s->all);
    for (int i = 0; i < s->coupling_count; i++) {
        formula_fuse(s->couplings[i].pre, &s->all);
        formula_fuse(s->couplings[i].post, &s->all);
        if (s->couplings[i].more_pre) {
            formula_fuse(s->couplings[i].more_pre, &s->all);
            formula_fuse(s->couplings[i].more_post, &s->all);
        }
    }
    for (int i = 0; i < s->other_count; i++)
        if (s->others[i].gain)
            formula_fuse(s->others[i].gain, &s->all);
    for (int i = 0; i < s->stimulus_count; i++)
        formula_fuse(s->stimuli[i].value, &s->all);
}

void specimen_with_modes(struct specimen *s)
{
    s->modes = s->per_stage = 1;        /* equations are computed at each stage */
    s->ring = 0;                        /* `dot` knows a matrix, not how it was written */
    for (int c = 0; c < s->coupling_count; c++) {
        s->couplings[c].pairwise = s->couplings[c].of_edges = 0;
        s->couplings[c].more_pre = s->couplings[c].more_post = NULL;
        s->couplings[c].pre = formula_name(NAME_SOURCE, 0);
    }
    for (int i = 0; i < s->other_count; i++)
        s->others[i].across_nodes = 0;
    for (int i = 0; i < s->stimulus_count; i++) {       /* what couplings feed is no input here */
        s->stimuli[i].nodes = 0;
        s->stimuli[i].inputs &= ~((1 << s->coupling_count) - 1);
        s->stimuli[i].states |= !s->stimuli[i].states && !s->stimuli[i].inputs;
    }
}

/* ---- printing ------------------------------------------------------------------ */

static void number(double x, struct text *out)
{
    char text[32];
    text_add(out, number_shortest(text, x, 0));
}

static void list(const double *values, int count, struct text *out)
{
    for (int i = 0; i < count; i++) {
        text_add(out, i ? ", " : "[");
        number(values[i], out);
    }
    text_add(out, "]");
}

static void matrix(const char *before, const double (*rows)[MOST_NODES], int n, struct text *out)
{
    text_print(out, "%s[", before);
    for (int i = 0; i < n; i++) {
        text_add(out, i ? ",\n    " : "");
        list(rows[i], n, out);
    }
    text_add(out, "]");
}

static void definition(const char *kind, int i, const char *sign, const struct formula *f, struct text *out)
{
    text_print(out, "  %s%d%s = ", kind, i, sign);
    formula_print(f, out);
    text_add(out, "\n");
}

static int is_letter(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* A formula of a coupling, whose sum and parameter have a number in the model. */
static void numbered(const struct formula *f, int number, struct text *out)
{
    struct text plain = { 0 };
    formula_print(f, &plain);
    for (const char *at = text_string(&plain); *at;) {
        int n = 0;
        while (is_letter(at[n]))
            n++;
        if ((n == 1 && *at == 'G') || (n == 3 && !strncmp(at, "sum", 3)))
            text_print(out, "%.*s%d", n, at, number);
        else
            text_bytes(out, at, (size_t)(n ? n : 1));
        at += n ? n : 1;
    }
    text_free(&plain);
}

/* What each mode hears of the others: row i, column j of the matrix times mode j. */
static void print_sums(const struct specimen *s, struct text *out)
{
    if (s->coupling_count)
        matrix("  param W = ", s->weights, s->nodes, out);
    text_add(out, s->coupling_count ? "\n" : "");
    for (int c = 0; c < s->coupling_count; c++) {
        text_print(out, "  param G%d = ", c);
        number(s->couplings[c].gain, out);
        text_print(out, "\n  sum%d = dot(W, x%d)\n  c%d = ", c, s->couplings[c].source, c);
        numbered(s->couplings[c].post, c, out);
        text_add(out, "\n");
    }
}

/* A value for each node, or mode, from the beginning or in an exploration: those of nodes have no vectors to begin with. */
static int is_list(const struct specimen *s, int param)
{
    int moves = 0;
    for (int a = 0; a < s->axis_count; a++)
        moves |= s->axes[a].what == MOVES_PARAM_NODES && s->axes[a].index == param;
    return s->each[param] || (s->modes && moves);
}

static void print_model(const struct specimen *s, const char *extra, struct text *out)
{
    text_add(out, "model M\n");
    if (s->modes)
        text_print(out, "  modes %d\n", s->nodes);
    for (int i = s->modes ? s->coupling_count : 0; i < MOST_INPUTS; i++)
        text_print(out, "  input c%d\n", i);
    if (s->modes)
        print_sums(s, out);
    for (int i = 0; i < s->states; i++) {
        text_print(out, "  state x%d = ", i);
        number(s->initial[i], out);
        text_add(out, (const char *[]){ "", " clamp [-0.9, 1.1]", " wrap [-0.9, 1.1]", " clamp [-0.9, 1.1] per stage" }[s->bound[i]]);
        text_add(out, "\n");
    }
    for (int i = 0; i < s->params; i++) {
        text_print(out, "  param p%d = ", i);
        if (is_list(s, i)) list(s->param[i], s->nodes, out); else number(s->param[i][0], out);
        text_add(out, "\n");
    }
    for (int i = 0; i < s->all.function_count; i++)
        definition("f", i, "(u0, u1)", s->all.functions[i], out);
    for (int i = 0; i < s->all.let_count; i++)
        definition("l", i, "", s->all.lets[i], out);
    for (int i = 0; i < s->states; i++)
        definition("x", i, s->scheme == MAP ? "+" : "'", s->rates[i], out);
    if (s->watched >= 0)
        text_print(out, "  watch l%d\n", s->watched);
    text_add(out, extra ? extra : "");
    text_add(out, "end\n");
}

/* Those of which [bits] has one, called kind0, kind1, ..., behind [before]; what stands before the next. */
static const char *print_some(int bits, const char *kind, const char *before, struct text *out)
{
    for (int i = 0; bits >> i; i++)
        if (bits >> i & 1) {
            text_print(out, "%s%s%d", before, kind, i);
            before = ", ";
        }
    return before;
}

static void print_stimulus(const struct specimen_stimulus *x, int i, struct text *out)
{
    text_add(out, "  stimulus");
    if (i)
        text_print(out, " s%d", i);
    print_some(x->inputs, "c", print_some(x->states, "x", " on ", out), out);
    text_add(out, " = ");
    formula_print(x->value, out);
    text_add(out, " with p0 = ");
    number(x->amplitude, out);
    for (int k = 0; k < x->nodes; k++)
        text_print(out, "%s%d", k ? ", " : " at nodes ", k);
    text_add(out, "\n");
}

static void print_coupling(const struct specimen *s, int c, struct text *out)
{
    const struct specimen_coupling *q = &s->couplings[c];
    text_print(out, "coupling K%d\n  from S\n", c);
    if (q->of_edges) {
        matrix("  param W = ", s->edges, s->nodes, out);
        text_add(out, " per edge\n");
    }
    text_add(out, q->more_pre ? "  to one, other\n  param G = " : "  param G = ");
    number(q->gain, out);
    text_add(out, q->of_edges ? "\n  pre = W*(" : "\n  pre = ");
    formula_print(q->pre, out);
    text_add(out, q->of_edges ? ")" : "");
    if (q->more_pre) {
        text_add(out, ", ");
        formula_print(q->more_pre, out);
    }
    text_add(out, "\n  post = ");
    formula_print(q->post, out);
    if (q->more_pre) {
        text_add(out, ", ");
        formula_print(q->more_post, out);
    }
    text_add(out, "\nend\n");
}

static void print_network(const struct specimen *s, struct text *out)
{
    const int couplings = s->modes ? 0 : s->coupling_count;
    for (int c = 0; c < couplings; c++)
        print_coupling(s, c, out);
    text_print(out, "network\n  nodes %d\n  dynamics M\n", s->modes ? 1 : s->nodes);
    if (couplings && s->ring)
        text_print(out, "  graph weights = ring(%d)*%g + %g*eye", s->ring, s->ring_weight, s->own_weight);
    else if (couplings)
        matrix("  graph weights = ", s->weights, s->nodes, out);
    text_add(out, couplings ? "\n" : "");
    for (int c = 0; c < couplings; c++)
        text_print(out, "  coupling c%d%s = K%d(x%d)\n", c, s->couplings[c].more_pre ? ", c2" : "", c, s->couplings[c].source);
    if (s->noisy) {
        text_add(out, "  noise additive");
        print_some(s->noisy, "x", " on ", out);
        text_add(out, " with sigma = ");
        number(s->sigma, out);
        text_print(out, ", key = %d\n", s->key);
    }
    for (int i = 0; i < s->other_count; i++)
        noises_print(s, i, out);
    for (int i = 0; i < s->stimulus_count; i++)
        print_stimulus(&s->stimuli[i], i, out);
    text_add(out, "end\n");
}

void specimen_print_axes(const struct specimen *s, struct text *out)
{
    for (int i = 0; i < s->axis_count; i++) {
        const struct specimen_axis *a = &s->axes[i];
        text_add(out, "  ");
        specimen_path(s, a, out);
        text_add(out, " = [");
        for (int k = 0; k < a->count; k++) {
            text_add(out, k ? ", " : "");
            if (a->what == MOVES_PARAM_NODES) list(a->samples[k], s->nodes, out); else number(a->samples[k][0], out);
        }
        text_add(out, "]\n");
    }
}

/* The observations of one state or watched quantity. */
static void print_seen(int column, const char *kind, int index, struct text *out)
{
    static const char *const names[] = { "least", "min", "most", "max", "last", "last" };
    for (int i = 0; i < 6; i += 2)
        text_print(out, "observe %s%d = %s(%s%d)\n", names[i], column, names[i + 1], kind, index);
}

void specimen_print(const struct specimen *s, int axes, const char *in_model, const char *in_file, struct text *out)
{
    static const char *const schemes[] = { "euler", "heun", "rk4", "map", "midpoint", "srk4" };
    /* Of the algebra that is done by rule the evaluator has that of large networks (apart.c) alone. */
    text_print(out, "%sprecision %s\n", s->nodes > 16 ? "" : "arithmetic literal\n", s->single ? "single" : "double");
    print_model(s, in_model, out);
    print_network(s, out);
    text_print(out, "simulate %s with %s = ", schemes[s->scheme], s->scheme == MAP ? "steps" : "dt");
    number(s->scheme == MAP ? s->duration : s->dt, out);
    if (s->scheme != MAP)
        text_print(out, ", duration = %.10g", s->duration);
    text_print(out, ", transient = %.10g, coupling = %s\n", s->transient,
               s->per_stage ? "per_stage" : "frozen");
    for (int i = 0; i < s->states; i++)
        print_seen(i, "x", i, out);
    if (s->watched >= 0)
        print_seen(s->states, "l", s->watched, out);
    text_add(out, in_file ? in_file : "");
    if (!axes)
        return;
    text_add(out, "explore e\n");
    specimen_print_axes(s, out);
    text_add(out, "end\n");
}
