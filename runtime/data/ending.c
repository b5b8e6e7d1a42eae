/* ending.c -- see ending.h. */
#include "ending.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "result.h"

/* A variable over time, and where its parts lie among its dimensions; -1: it has none such. */
struct recorded {
    int variable;
    int time, state, node, mode;
    long place;                 /* of the state along its dimension */
};

/* "time", and "time_v" where recordings have times of their own. */
static int is_called(const char *name, const char *word)
{
    size_t len = strlen(word);
    return strncmp(name, word, len) == 0 && (!name[len] || name[len] == '_');
}

/* The last dimension of that name behind [from]; -1: there is none. */
static int dim_called(const struct result *r, const struct result_variable *v, const char *word, int from)
{
    int k = v->rank - 1;
    while (k > from && !is_called(r->dims[v->dims[k]].name, word))
        k--;
    return k > from ? k : -1;
}

/* Place of [name] along a dimension of names; -1: it is none of them. */
static long place_of(const struct result *r, int dim, const char *name, struct arena *a)
{
    struct fail ignored = { .code = 0 };
    int variable = r->dims[dim].coordinate;
    const char *const *texts = variable >= 0 && r->variables[variable].type == RESULT_TEXT
                             ? result_texts(r, variable, a, &ignored) : NULL;
    for (long i = 0; texts && i < r->dims[dim].size; i++)
        if (strcmp(texts[i], name) == 0)
            return i;
    return -1;
}

/* Whether variable [i] is a recording of the state. Axes may be called like anything: what follows the time is no axis. */
static int records(const struct result *r, int i, const char *name, struct arena *a, struct recorded *out)
{
    const struct result_variable *v = &r->variables[i];
    int time = v->type == RESULT_REAL ? dim_called(r, v, "time", -1) : -1;
    if (time < 0 || r->dims[v->dims[time]].coordinate == i)
        return 0;
    *out = (struct recorded){ .variable = i, .time = time, .state = dim_called(r, v, "state", time),
                              .node = dim_called(r, v, "node", time), .mode = dim_called(r, v, "mode", time) };
    if (out->state < 0)
        return strcmp(v->name, name) == 0;
    out->place = place_of(r, v->dims[out->state], name, a);
    return out->place >= 0;
}

static long points_of(const struct result *r, const struct recorded *at)
{
    long points = 1;
    for (int k = 0; k < at->time; k++)
        points *= r->dims[r->variables[at->variable].dims[k]].size;
    return points;
}

static long size_of(const struct result *r, const struct recorded *at, int k)
{
    return k < 0 ? 1 : r->dims[r->variables[at->variable].dims[k]].size;
}

static const char *unit_of(const struct result *r, const struct recorded *at, const char *name, struct arena *a)
{
    return at->state < 0 ? r->variables[at->variable].unit
         : result_about_variable(r, at->variable, arena_print(a, "units_%s", name));
}

/* Between two samples: of the last two times, as written. */
static double step_of(const struct result *r, const struct recorded *at, long samples, struct fail *f)
{
    int dim = r->variables[at->variable].dims[at->time], times = r->dims[dim].coordinate;
    long first = r->dims[dim].size - 2, two = 2;
    double t[2];
    if (times < 0 || samples < 2 || result_read(r, times, &first, &two, t, f))
        return NAN;
    return t[1] - t[0];
}

static int read_state(const struct result *r, const struct recorded *at, long point, long most, struct arena *a,
                      struct ending_state *out, struct fail *f)
{
    const struct result_variable *v = &r->variables[at->variable];
    long first[RESULT_RANK] = { 0 }, count[RESULT_RANK], there = size_of(r, at, at->time);
    for (int k = 0; k < v->rank; k++)
        count[k] = r->dims[v->dims[k]].size;
    for (int k = at->time - 1; k >= 0; k--) {
        first[k] = point % count[k];
        point /= count[k];
        count[k] = 1;
    }
    out->samples = there < most ? there : most;
    first[at->time] = there - out->samples;
    count[at->time] = out->samples;
    if (at->state >= 0) {
        first[at->state] = at->place;
        count[at->state] = 1;
    }
    out->nodes = size_of(r, at, at->node);
    out->modes = size_of(r, at, at->mode);
    double *values = ARENA_ARRAY(a, double, out->samples*out->nodes*out->modes + 1);
    out->values = values;
    out->unit = unit_of(r, at, out->name, a);
    out->every = step_of(r, at, there, f);
    out->time_unit = r->dims[r->variables[at->variable].dims[at->time]].coordinate < 0 ? NULL
                   : r->variables[r->dims[r->variables[at->variable].dims[at->time]].coordinate].unit;
    return f->code ? -1 : result_read(r, at->variable, first, count, values, f);
}

/* "simulate.dt = 0.1 [ms]", a line of what a run says of its parameters. */
static double dt_of(const struct result *r)
{
    static const char word[] = "simulate.dt = ";
    const char *all = result_about(r, "parameters"), *line = all ? strstr(all, word) : NULL;
    return line && (line == all || line[-1] == '\n') ? strtod(line + sizeof word - 1, NULL) : NAN;
}

/* Of several recordings of a state the first that has a place for each node, else the first. */
static int find_state(const struct result *r, const char *name, struct arena *a, struct recorded *out)
{
    struct recorded at;
    int found = 0;
    for (int i = 0; i < r->variable_count; i++)
        if (records(r, i, name, a, &at) && (!found || (out->node < 0 && at.node >= 0))) {
            *out = at;
            found = 1;
        }
    return found;
}

static int read_states(const struct result *r, long point, long most, struct arena *a, struct ending *out, struct fail *f)
{
    for (int i = 0; i < out->count; i++) {
        struct recorded at = { .variable = -1 };
        out->states[i].found = find_state(r, out->states[i].name, a, &at);
        if (!out->states[i].found)
            continue;
        long points = points_of(r, &at), row = point < 0 ? 0 : point;
        out->points = out->points ? out->points : points;
        if (row < points && (point >= 0 || points == 1) && read_state(r, &at, row, most, a, &out->states[i], f))
            return -1;
    }
    return 0;
}

int ending_read(const char *path, const char *const *names, int count, long point, long most, struct arena *a, struct ending *out,
              struct fail *f)
{
    struct result r;
    *out = (struct ending){ .states = ARENA_ARRAY(a, struct ending_state, count + 1), .count = count };
    for (int i = 0; i < count; i++)
        out->states[i].name = names[i];
    if (result_open(&r, path, a, f))
        return -1;
    out->dt = dt_of(&r);
    int bad = read_states(&r, point, most, a, out, f);
    result_close(&r);
    return bad;
}
