/* names.c -- what the names of a result stand for: dimensions, their places, variables. */
#include "plan.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "base/name.h"

/* ---- what variables are ---- */

/* Whether a list with blanks between its words has this one. */
static int has_word(const char *list, const char *word)
{
    size_t n = strlen(word);
    for (const char *at = list; at && (at = strstr(at, word)); at++)
        if ((at == list || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
            return 1;
    return 0;
}

static int holds_numbers(const struct result_variable *v)
{
    return v->type == RESULT_REAL || v->type == RESULT_INTEGER;
}

/* Along a dimension of no places there are none. */
static int has_values(const struct plan *p, int variable)
{
    return result_count(p->r, variable) > 0;
}

static int is_coordinate(const struct result *r, int variable)
{
    const struct result_variable *v = &r->variables[variable];
    for (int d = 0; d < r->dim_count; d++)
        if (r->dims[d].coordinate == variable)
            return 1;
    for (int i = 0; i < r->variable_count; i++)
        if (has_word(r->variables[i].coordinates, v->name))
            return 1;
    return 0;
}

int plan_is_result(const struct plan *p, int variable)
{
    const struct result_variable *v = &p->r->variables[variable];
    return holds_numbers(v) && has_values(p, variable) && strcmp(v->name, "status") != 0 && !is_coordinate(p->r, variable);
}

int plan_is_axis(const struct plan *p, int variable)
{
    const struct result_variable *v = &p->r->variables[variable];
    return v->type == RESULT_REAL && v->rank == 1 && has_values(p, variable) && is_coordinate(p->r, variable)
        && p->dims[v->dims[0]].role != DIM_TIME;
}

int plan_has_dim(const struct plan *p, int variable, int dim)
{
    const struct result_variable *v = &p->r->variables[variable];
    for (int k = 0; k < v->rank; k++)
        if (v->dims[k] == dim)
            return 1;
    return 0;
}

int plan_free(const struct plan *p, int variable, int *dims)
{
    const struct result_variable *v = &p->r->variables[variable];
    int n = 0;
    for (int k = 0; k < v->rank; k++)
        if (p->dims[v->dims[k]].at < 0)
            dims[n++] = v->dims[k];
    return n;
}

/* ---- what dimensions are ---- */

/* "time", "time_v". */
static int is_called(const char *name, const char *word)
{
    size_t n = strlen(word);
    return strncmp(name, word, n) == 0 && (name[n] == '\0' || name[n] == '_');
}

/* "weights_dim0": of an array in one cell. */
static int is_of_cells(const char *name)
{
    const char *mark = strstr(name, "_dim");
    return mark && mark[4] >= '0' && mark[4] <= '9' && mark[5] == '\0';
}

/* The first axis that moves along a dimension which only counts. */
static int axis_along(const struct result *r, int dim)
{
    for (int i = 0; i < r->variable_count; i++) {
        const struct result_variable *v = &r->variables[i];
        if (v->rank == 1 && v->dims[0] == dim && v->type == RESULT_REAL && is_coordinate(r, i))
            return i;
    }
    return -1;
}

/* The trials; the ways along an axis that is carried along, whose names are no places of a map. */
static int is_repeated(const char *name)
{
    return strcmp(name, "trial") == 0 || strcmp(name, "way") == 0;
}

static enum dim_role role_of(const struct result *r, int dim)
{
    const struct result_dim *d = &r->dims[dim];
    int counts = d->coordinate < 0
              || (r->variables[d->coordinate].type == RESULT_INTEGER && !r->variables[d->coordinate].unit);
    if (is_called(d->name, "time"))
        return DIM_TIME;
    if (is_called(d->name, "state"))
        return DIM_STATE;
    if (is_called(d->name, "node") || (is_called(d->name, "mode") && counts))
        return DIM_NODE;
    if (is_repeated(d->name))
        return DIM_REPEAT;
    if (is_of_cells(d->name))
        return DIM_CELL;
    if (!counts)
        return DIM_AXIS;
    return axis_along(r, dim) >= 0 ? DIM_POINT : DIM_REPEAT;
}

/* The file says it; of one that massc did not write it is guessed from their order. */
int plan_is_drawn(const struct plan *p, int variable)
{
    const struct result_variable *v = &p->r->variables[variable];
    return result_about_variable(p->r, variable, "drawn")
        || (!result_about(p->r, "massc_version") && v->rank == 1 && p->dims[v->dims[0]].unsorted);
}

enum { SORTED_MOST = 1 << 16 };     /* longer dimensions are no axis that was drawn */

static int find_order(struct plan *p, int dim)
{
    struct plan_dim *d = &p->dims[dim];
    long n = p->r->dims[dim].size, up = 0, down = 0;
    if (d->variable < 0 || d->role == DIM_TIME)
        return 0;
    d->unsorted = result_about_variable(p->r, d->variable, "drawn") != NULL;
    if (d->unsorted || n > SORTED_MOST || n < 3)
        return 0;
    double *values = malloc((size_t)n*sizeof *values);
    const long first = 0;
    int bad = !values ? fail_memory(p->f, p->r->path) : result_read(p->r, d->variable, &first, &n, values, p->f);
    for (long i = 1; i < n && !bad; i++) {
        up += values[i] > values[i - 1];
        down += values[i] < values[i - 1];
    }
    d->unsorted = up && down;
    free(values);
    return bad;
}

/* The variable whose texts are the places of a dimension: its coordinate, or, where it has none, one that another
 * variable calls its coordinate; or -1. */
static int texts_along(const struct result *r, int dim)
{
    int coordinate = r->dims[dim].coordinate;
    if (coordinate >= 0)
        return r->variables[coordinate].type == RESULT_TEXT ? coordinate : -1;
    for (int i = 0; i < r->variable_count; i++) {
        const struct result_variable *v = &r->variables[i];
        if (v->type == RESULT_TEXT && v->rank == 1 && v->dims[0] == dim && is_coordinate(r, i))
            return i;
    }
    return -1;
}

static int describe_dim(struct plan *p, int dim)
{
    struct plan_dim *d = &p->dims[dim];
    int coordinate = p->r->dims[dim].coordinate, texts = texts_along(p->r, dim);
    d->role = role_of(p->r, dim);
    d->at = p->r->dims[dim].size == 1 ? 0 : -1;
    d->variable = d->role == DIM_POINT ? axis_along(p->r, dim) : coordinate;
    if (texts >= 0 && d->role != DIM_POINT) {
        d->variable = -1;
        d->role = d->role == DIM_REPEAT && !is_repeated(p->r->dims[dim].name) ? DIM_AXIS : d->role;
        d->names = result_texts(p->r, texts, p->arena, p->f);
        return d->names ? 0 : -1;
    }
    if (d->variable >= 0 && !holds_numbers(&p->r->variables[d->variable]))
        d->variable = -1;
    return find_order(p, dim);
}

/* Whether two dimensions are the times of series that were sampled alike: 1, 0, or -1 where they cannot be read. */
static int same_times(struct plan *p, int a, int b)
{
    long n = p->r->dims[a].size;
    if (p->dims[a].role != DIM_TIME || p->dims[b].role != DIM_TIME || n != p->r->dims[b].size || n < 1)
        return 0;
    for (long at = 0; at < n; at += n > 1 ? n - 1 : 1) {
        double x, y;
        if (plan_place_number(p, a, at, &x) < 0 || plan_place_number(p, b, at, &y) < 0)
            return -1;
        if (x != y)
            return 0;
    }
    return 1;
}

/* A table whose series have several times gives each its own: those that are the same become one here. */
static int share_times(struct plan *p)
{
    for (int b = 1; b < p->r->dim_count; b++)
        for (int a = 0; a < b; a++) {
            int same = same_times(p, a, b);
            if (same < 0)
                return -1;
            for (int i = 0; same && i < p->r->variable_count; i++)
                for (int k = 0; k < p->r->variables[i].rank; k++)
                    if (i != p->r->dims[b].coordinate && p->r->variables[i].dims[k] == b)
                        p->r->variables[i].dims[k] = a;
        }
    return 0;
}

int plan_dims(struct plan *p)
{
    p->dims = ARENA_ARRAY(p->arena, struct plan_dim, p->r->dim_count + 1);
    if (p->r->dim_count > RESULT_RANK*4)
        return fail(p->f, EXIT_MODEL, "%s has %d dimensions; no result has so many", p->r->path, p->r->dim_count);
    for (int d = 0; d < p->r->dim_count; d++)
        if (describe_dim(p, d) < 0)
            return -1;
    return share_times(p);
}

/* ---- finding ---- */

static const char *what_there_is(const struct plan *p)
{
    const char *list = "";
    int shown = 0;
    for (int i = 0; i < p->r->variable_count && shown < 12; i++)
        if (holds_numbers(&p->r->variables[i]))
            list = arena_print(p->arena, "%s%s%.60s", list, shown++ ? ", " : "", p->r->variables[i].name);
    return *list ? list : "nothing that holds numbers";
}

int plan_find(struct plan *p, const char *option, const char *name)
{
    struct nearest near;
    int i = result_find(p->r, name);
    if (i >= 0 && !has_values(p, i))
        return fail(p->f, EXIT_MODEL, "%s'%.60s' of %s has no values: there is nothing to draw", option, name, p->r->path);
    if (i >= 0 && holds_numbers(&p->r->variables[i]))
        return i;
    if (i >= 0)
        return fail(p->f, EXIT_USAGE, "%s'%.60s' of %s holds no numbers", option, name, p->r->path);
    if (i == -2)
        return fail(p->f, EXIT_USAGE, "%sseveral variables of %s end in '.%.60s'; write the whole name", option,
                    p->r->path, name);
    nearest_start(&near, name);
    for (int k = 0; k < p->r->variable_count; k++)
        nearest_offer(&near, p->r->variables[k].name);
    for (int d = 0; d < p->r->dim_count; d++)
        for (long k = 0; p->dims[d].role == DIM_STATE && p->dims[d].names && k < p->r->dims[d].size; k++)
            nearest_offer(&near, p->dims[d].names[k]);
    if (nearest_best(&near))
        return fail(p->f, EXIT_USAGE, "%s%s has no variable '%.60s'; did you mean '%s'?", option, p->r->path, name,
                    nearest_best(&near));
    return fail(p->f, EXIT_USAGE, "%s%s has no variable '%.60s'; it has %s", option, p->r->path, name, what_there_is(p));
}

int plan_find_state(const struct plan *p, const char *name, int *dim, long *at)
{
    for (int d = 0; d < p->r->dim_count; d++)
        for (long i = 0; p->dims[d].role == DIM_STATE && p->dims[d].names && i < p->r->dims[d].size; i++)
            for (int v = 0; v < p->r->variable_count && strcmp(p->dims[d].names[i], name) == 0; v++)
                if (plan_has_dim(p, v, d) && plan_is_result(p, v)) {
                    *dim = d;
                    *at = i;
                    return v;
                }
    return -1;
}

int plan_find_dim(struct plan *p, const char *name)
{
    for (int d = 0; d < p->r->dim_count; d++)
        if (strcmp(p->r->dims[d].name, name) == 0)
            return d;
    int i = result_find(p->r, name);
    return i >= 0 && p->r->variables[i].rank == 1 ? p->r->variables[i].dims[0] : -1;
}

/* ---- places ---- */

int plan_place_number(struct plan *p, int dim, long at, double *number)
{
    const long one = 1;
    int variable = p->dims[dim].variable;
    *number = (double)at;
    return variable < 0 ? 0 : result_read(p->r, variable, &at, &one, number, p->f);
}

/* Four digits of a number, more where its neighbors would be called the same. */
static int name_number(struct plan *p, int dim, long at, double x, const char **name)
{
    enum { LEAST = 4, MOST = 15 };
    double beside[2] = { NAN, NAN };
    if ((at > 0 && plan_place_number(p, dim, at - 1, &beside[0]) < 0)
        || (at + 1 < p->r->dims[dim].size && plan_place_number(p, dim, at + 1, &beside[1]) < 0))
        return -1;
    struct plot_number own;
    for (int digits = LEAST, alike = 1; digits <= MOST && alike; digits++) {
        own = axis_digits(x, digits);
        alike = 0;
        for (int k = 0; k < 2; k++)
            alike |= beside[k] != x && strcmp(own.text, axis_digits(beside[k], digits).text) == 0;
    }
    *name = arena_copy(p->arena, own.text, strlen(own.text));
    return 0;
}

int plan_place_name(struct plan *p, int dim, long at, const char **name)
{
    double x;
    if (p->dims[dim].names) {
        *name = p->dims[dim].names[at];
        return 0;
    }
    if (plan_place_number(p, dim, at, &x) < 0)
        return -1;
    return name_number(p, dim, at, x, name);
}

static const char *places_of_names(const struct plan *p, int dim)
{
    enum { SHOWN = 12 };
    const char *list = "";
    for (long i = 0; p->dims[dim].names && i < p->r->dims[dim].size && i < SHOWN; i++)
        list = arena_print(p->arena, "%s%s%.60s", list, i ? ", " : "", p->dims[dim].names[i]);
    return list;
}

#define ROUNDED 5.1e-4      /* what a place is called has four digits; who reads it may write it */

/* [variable] of the dimension, or -1; [number]: NaN where it is none. */
static int find_place(struct plan *p, int dim, int variable, const char *text, double number)
{
    long n = p->r->dims[dim].size, nearest = -1;
    double least = INFINITY, there = 0;
    for (long i = 0; i < n && p->dims[dim].names; i++)
        if (strcmp(p->dims[dim].names[i], text) == 0) {
            p->dims[dim].at = i;
            p->dims[dim].asked = 1;
            return 0;
        }
    if (isnan(number))
        return fail(p->f, EXIT_USAGE, "--at: '%s' has no place '%.60s'; it %s%s", p->r->dims[dim].name, text,
                    p->dims[dim].names ? "has " : "takes a number", places_of_names(p, dim));
    for (long i = 0; i < n; i++) {
        const long one = 1;
        double x = (double)i;
        if (variable >= 0 && result_read(p->r, variable, &i, &one, &x, p->f) < 0)
            return -1;
        if (fabs(x - number) < least) {
            least = fabs(x - number);
            nearest = i;
            there = x;
        }
    }
    if (nearest < 0)
        return fail(p->f, EXIT_USAGE, "--at: '%s' has no places", p->r->dims[dim].name);
    if (least > ROUNDED*fmax(fabs(number), fabs(there)))
        return fail(p->f, EXIT_USAGE, "--at: '%s' has no place %.60s; the nearest is %s", p->r->dims[dim].name, text,
                    axis_number(there).text);
    p->dims[dim].at = nearest;
    p->dims[dim].asked = 1;
    return 0;
}

static int refuse_dim(struct plan *p, const char *name)
{
    struct nearest near;
    const char *list = "";
    nearest_start(&near, name);
    for (int d = 0; d < p->r->dim_count; d++) {
        nearest_offer(&near, p->r->dims[d].name);
        list = arena_print(p->arena, "%s%s%.60s", list, d ? ", " : "", p->r->dims[d].name);
    }
    if (nearest_best(&near))
        return fail(p->f, EXIT_USAGE, "--at: %s has no dimension '%.60s'; did you mean '%s'?", p->r->path, name,
                    nearest_best(&near));
    return fail(p->f, EXIT_USAGE, "--at: %s has no dimension '%.60s'%s%s", p->r->path, name, *list ? "; it has " : "", list);
}

static int take_at(struct plan *p, const char *text)
{
    const char *equals = strrchr(text, '=');
    if (!equals || equals == text || !equals[1])
        return fail(p->f, EXIT_USAGE, "--at takes NAME=PLACE, as in --at b=2, not '%.100s'", text);
    const char *name = arena_copy(p->arena, text, (size_t)(equals - text));
    int dim = plan_find_dim(p, name), variable = result_find(p->r, name);
    if (dim < 0)
        return refuse_dim(p, name);
    char *end;
    double number = strtod(equals + 1, &end);
    if (variable < 0 || p->r->variables[variable].rank != 1 || !holds_numbers(&p->r->variables[variable]))
        variable = p->dims[dim].variable;
    return find_place(p, dim, variable, equals + 1, *end ? NAN : number);
}

int plan_take_at(struct plan *p)
{
    for (const char **at = p->q->at; at && *at; at++)
        if (take_at(p, *at) < 0)
            return -1;
    return 0;
}

/* ---- labels ---- */

static const char *with_unit(const struct plan *p, const char *name, const char *unit)
{
    int pure = !unit || !*unit || strcmp(unit, "1") == 0;
    return pure ? name : arena_print(p->arena, "%s [%s]", name, unit);
}

const char *plan_label(const struct plan *p, int variable)
{
    return with_unit(p, p->r->variables[variable].name, p->r->variables[variable].unit);
}

const char *plan_state_label(const struct plan *p, int variable, const char *state)
{
    const char *own = result_about_variable(p->r, variable, arena_print(p->arena, "units_%s", state));
    return with_unit(p, state, own ? own : p->r->variables[variable].unit);
}

int plan_label_at(struct plan *p, int variable, const struct indices *spot, const char **label)
{
    const char *state;
    *label = plan_label(p, variable);
    for (int d = 0; d < p->r->dim_count; d++)
        if (p->dims[d].role == DIM_STATE && p->dims[d].names && d != p->x && d != p->y && plan_has_dim(p, variable, d)) {
            if (plan_place_name(p, d, spot->at[d], &state) < 0)
                return -1;
            *label = plan_state_label(p, variable, state);
        }
    return 0;
}

/* The times of one series are called after it in the file, not on paper. */
const char *plan_dim_label(const struct plan *p, int dim)
{
    int variable = p->dims[dim].variable;
    if (p->dims[dim].role == DIM_TIME)
        return with_unit(p, "time", variable < 0 ? NULL : p->r->variables[variable].unit);
    return variable < 0 ? p->r->dims[dim].name : plan_label(p, variable);
}
