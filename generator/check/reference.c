/* reference.c -- what the language has, entry by entry. */
#include "reference.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "checker.h"

enum { CALL = 100, EXAMPLE = 160 };

/* ---- functions ---- */

/* Values of arguments in examples, by the names of the arguments, or of their function. */
static const char *sample(const char *function, const char *arg, size_t len)
{
    static const struct { const char *name, *value; } samples[] = {
        { "abs", "-2" }, { "sign", "-2" }, { "floor", "-1.5" }, { "ceil", "-1.5" }, { "round", "2.5" },
        { "trunc", "-1.5" }, { "t", "t" }, { "onset", "10" }, { "width", "5" }, { "period", "20" },
        { "duty", "0.5" }, { "frequency", "0.01" }, { "length", "100" }, { "from", "0.01" }, { "to", "0.05" }, { "start", "0" }, { "stop", "10" }, { "a", "-7" }, { "b", "3" }, { "y", "2" }
    };
    for (size_t i = 0; i < sizeof samples/sizeof *samples; i++)
        if (!strcmp(samples[i].name, function)
            || (strlen(samples[i].name) == len && !strncmp(samples[i].name, arg, len)))
            return samples[i].value;
    return "0.5";
}

/* "pow(0.5, 2)" of "x, y"; the first two values as numbers. */
static void sample_call(const struct builtin *f, char *out, size_t size, double *values)
{
    size_t used = (size_t)snprintf(out, size, "%s(", f->name);
    int n = 0;
    for (const char *arg = f->args; arg && *arg; n++) {
        size_t len = strcspn(arg, ",");
        const char *value = sample(f->name, arg, len);
        used += (size_t)snprintf(out + used, size - used, "%s%s", n ? ", " : "", value);
        if (n < 2)
            sscanf(value, "%lf", &values[n]);
        arg += len + strspn(arg + len, ", ");
    }
    snprintf(out + used, size - used, ")");
}

void reference_functions(entry_in *take, void *user)
{
    for (const struct builtin *f = builtins; f->name; f++) {
        char call[CALL], example[EXAMPLE];
        double x[2] = { 0, 0 };
        snprintf(call, sizeof call, "%s(%s%s)", f->name, f->args, f->most ? "" : ", ...");
        sample_call(f, example, sizeof example, x);
        size_t used = strlen(example);
        if (f->constant.one || f->constant.two)
            snprintf(example + used, sizeof example - used, " = %.6Lg",
                     f->constant.one ? f->constant.one(x[0]) : f->constant.two(x[0], x[1]));
        take(user, &(struct entry){ NULL, f->name, call, example, f->text });
    }
}

/* ---- reductions and schemes ---- */

void reference_reductions(entry_in *take, void *user)
{
    for (int i = 0; reduction_names[i]; i++) {
        char call[CALL], example[EXAMPLE];
        int trials = !model_reduction_formula(reduction_names[i]) && model_wants_trials((enum reduction)i);
        snprintf(call, sizeof call, "%s(x%s)", reduction_names[i], trials ? " over trial" : "");
        snprintf(example, sizeof example, "observe y = %s(%s)", reduction_names[i], trials ? "last(V) over trial" : "V");
        take(user, &(struct entry){ NULL, reduction_names[i], call, example, reduction_texts[i] });
    }
}

static void take_all(entry_in *take, void *user, const struct entry *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        take(user, &list[i]);
}

static const struct entry observations[] = {
    { "within what is observed", "over", "f(x over node)", "observe y = mean(V over node)",
      "a reduction over the nodes alone: a number in each step, a curve" },
    { NULL, "over", "f(x over time)", "observe y = mean(V over time)", "over the steps alone: a number for each node" },
    { NULL, "over", "f(x over trial)", "observe y = mean(V over trial)",
      "over all trials of a point: of numbers, of what each node has, of series; any reduction" },
    { NULL, "at", "x at node N", "observe y = max(V at node 0)", "what one node has; nodes count from 0" },
    { NULL, "at", "x at TIME", "observe y = V at 2 ms", "the value behind the step that ends then, of each node" },
    { "behind what is observed or recorded", "every", "every TIME", "record V every 2 ms",
      "a sample of a series behind so much time, not in each step" },
    { NULL, "from", "from TIME", "observe y = mean(V) from 1 ms", "reductions and series look at what comes behind it" },
    { NULL, "to", "to TIME", "observe y = mean(V) to 2 ms", "and at nothing behind that" },
    { NULL, "at", "at node N", "record V every 1 ms at node 0", "of one node" },
};

void reference_observations(entry_in *take, void *user)
{
    take_all(take, user, observations, sizeof observations/sizeof *observations);
}

void reference_schemes(entry_in *take, void *user)
{
    for (int i = 0; scheme_names[i]; i++) {
        char example[EXAMPLE];
        struct arena a = { 0 };
        snprintf(example, sizeof example, "%s", simulate_example(&a, (enum scheme)i, "50 ms"));
        arena_free(&a);
        take(user, &(struct entry){ NULL, scheme_names[i], scheme_names[i], example, scheme_texts[i] });
    }
}

/* ---- units ---- */

void reference_units(entry_in *take, void *user)
{
    struct listed_unit u;
    const char *before = "";
    for (int i = 0; unit_listed(i, &u); i++) {
        char example[EXAMPLE];
        snprintf(example, sizeof example, "param p = 2 [%s]", u.name);
        take(user, &(struct entry){ strcmp(before, u.text) ? u.text : NULL, u.name, u.name, example, u.is });
        before = u.text;
    }
}

/* ---- axes ---- */

/* What an axis is besides a call of a form. */
static const struct entry axis_values[] = {
    { NULL, "list", "[...]", "a = [1, 2, 5]", "these values; lists in the list are arrays, one a sample" },
    { NULL, "file", "\"FILE\"", "a = \"file.csv\"",
      "the values of a file: CSV or .csv:COLUMN, .npy, .npz:NAME, .zip:NAME, .nc:NAME" },
    { NULL, "~", "~ LAW(...) n N", "a ~ Beta(2, 5) n 4", "draws from a distribution, see massc help distributions" },
};

static const struct entry axis_clauses[] = {
    { "behind the value", "n", "n N", "a = grid(0, 1) n 5", "number of values, where the call has none" },
    { NULL, "key", "key K", "a = uniform(0, 1, 5) key 7", "a key of its own, not a share of the exploration's" },
    { NULL, "shape", "shape N, shape (N, M)", "a = grid(0, 1, 3) shape (2, 4)",
      "each sample is an array; of a distribution each element is a draw of its own" },
    { NULL, "per", "per node", "a = grid(0, 1, 3) per node", "each sample has a value for each node" },
    { NULL, "broadcast", "broadcast", "a ~ Normal(0, 1) n 3 shape 4 broadcast", "one draw for the whole array" },
};

void reference_axes(entry_in *take, void *user)
{
    struct entry e = { .group = NULL };
    char example[EXAMPLE], call[CALL];
    for (int i = 0; axis_form_at(i, &e); i++) {
        snprintf(call, sizeof call, "%s(%s)", e.name, e.call);
        snprintf(example, sizeof example, "%s = %s", strcmp(e.name, "split") ? "a" : "noise.key", e.example);
        take(user, &(struct entry){ NULL, e.name, call, example, e.text });
    }
    take_all(take, user, axis_values, sizeof axis_values/sizeof *axis_values);
    take_all(take, user, axis_clauses, sizeof axis_clauses/sizeof *axis_clauses);
}

/* ---- graphs ---- */

static const struct entry graph_values[] = {
    { "besides these", "file", "\"FILE\"", "graph weights = 2*\"four.csv\"",
      "a matrix, a list of edges or a connectivity: CSV, TSV, .npy, .npz:NAME, .zip:NAME, .nc:NAME, .bz2" },
    { NULL, "list", "[...]", "graph weights = [[0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [1, 0, 0, 0]]", "a row for each target" },
    { NULL, "weights", "weights, lengths, delays", "graph weights = exp(-chain_steps) - eye",
      "another matrix of the graph, said before; of another one: near.weights" },
    { NULL, "f", "f(W)", "graph weights = sqrt(chain_steps)", "any function of constants, of each element; + - * / ^ and comparisons likewise" },
};

void reference_graphs(entry_in *take, void *user)
{
    for (const struct matrix_function *f = matrix_functions; f->name; f++) {
        char call[CALL], example[EXAMPLE];
        snprintf(call, sizeof call, *f->args ? "%s(%s)" : "%s", f->name, f->args);
        snprintf(example, sizeof example, "graph weights = %s", f->example);
        take(user, &(struct entry){ NULL, f->name, call, example, f->text });
    }
    take_all(take, user, graph_values, sizeof graph_values/sizeof *graph_values);
}
