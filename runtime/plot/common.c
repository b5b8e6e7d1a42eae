/* common.c -- what all kinds of pictures share: refusals, places, axes. */
#include "plan.h"
#include <math.h>
#include <string.h>
#include "base/shell.h"

const struct plot_axis axis_empty = { .lo = INFINITY, .hi = -INFINITY };

/* ---- lists ---- */

/* Hands the parts of "a,b" out one by one. */
const char *plan_part(struct arena *a, const char **list)
{
    size_t n = strcspn(*list, ",");
    const char *part = arena_copy(a, *list, n);
    *list += n + ((*list)[n] == ',');
    return part;
}

/* ---- refusals ---- */

int plan_refuse_kind(struct plan *p, const char *what)
{
    return fail(p->f, EXIT_MODEL, "%s of %s cannot be drawn so: %s", p->r->variables[p->variables[0]].name, p->r->path, what);
}

static const char *names_of(const struct plan *p, const int *dims, int n)
{
    const char *list = "";
    for (int i = 0; i < n; i++)
        list = arena_print(p->arena, "%s%s%s", list, i ? i + 1 < n ? ", " : " and " : "", p->r->dims[dims[i]].name);
    return list;
}

int plan_are_curves(const struct plan *p, const int *dims, int n)
{
    int others = n - plan_count_role(p, dims, n, DIM_TIME) - (plan_count_role(p, dims, n, DIM_STATE) > 0);
    return others <= 1 || (others == 2 && plan_count_role(p, dims, n, DIM_REPEAT));
}

static struct shell_word place_word(const struct plan *p, int dim, const char *place)
{
    return shell_word(arena_print(p->arena, "%s=%s", p->r->dims[dim].name, place));
}

/* What remains when these are chosen can be drawn: curves over time, or a map. */
int plan_refuse_many(struct plan *p, const int *dims, int n)
{
    int timed = plan_count_role(p, dims, n, DIM_TIME), kept = 0;
    const char *places = "", *place;
    for (int i = 0; i < n; i++) {
        enum dim_role role = p->dims[dims[i]].role;
        if ((timed && (role == DIM_TIME || role == DIM_STATE)) || kept++ < (timed ? 1 : 2))
            continue;
        if (plan_place_name(p, dims[i], 0, &place) < 0)
            return -1;
        places = arena_print(p->arena, "%s --at %s", places, place_word(p, dims[i], place).text);
    }
    for (int i = 0; i < n && !*places; i++) {
        if (p->dims[dims[i]].role != DIM_STATE && i + 1 < n)
            continue;
        if (plan_place_name(p, dims[i], 0, &place) < 0)
            return -1;
        places = arena_print(p->arena, " --at %s", place_word(p, dims[i], place).text);
    }
    return fail(p->f, EXIT_MODEL, "%s of %s varies along %s; choose a place, as in%s%s",
                p->r->variables[p->variables[0]].name, p->r->path, names_of(p, dims, n), places,
                !timed && n == 3 ? ", or draw all of them with --panels" : "");
}

int plan_refuse_number(struct plan *p, int variable)
{
    const long first[RESULT_RANK] = { 0 };
    long from[RESULT_RANK], one[RESULT_RANK];
    double x = NAN;
    for (int k = 0; k < RESULT_RANK; k++) {
        int dim = k < p->r->variables[variable].rank ? p->r->variables[variable].dims[k] : -1;
        from[k] = dim < 0 || p->dims[dim].at < 0 ? first[k] : p->dims[dim].at;
        one[k] = 1;
    }
    if (result_count(p->r, variable) && result_read(p->r, variable, from, one, &x, p->f) < 0)
        return -1;
    return fail(p->f, EXIT_MODEL, "%s of %s is one number, %s: there is nothing to draw",
                p->r->variables[variable].name, p->r->path, axis_number(x).text);
}

int plan_count_role(const struct plan *p, const int *dims, int n, enum dim_role role)
{
    int count = 0;
    for (int i = 0; i < n; i++)
        count += p->dims[dims[i]].role == role;
    return count;
}

/* The axes of the space, in the order of the file. */
int plan_axes(const struct plan *p, int dim, int *axes, int most)
{
    int n = 0;
    for (int i = 0; i < p->r->variable_count && n < most; i++)
        if (plan_is_axis(p, i) && (dim < 0 || plan_has_dim(p, i, dim)) && p->dims[p->r->variables[i].dims[0]].at < 0)
            axes[n++] = i;
    return n;
}

/* ---- panels and their axes ---- */

struct indices plan_start(const struct plan *p)
{
    struct indices s = { { 0 } };
    for (int d = 0; d < p->r->dim_count; d++)
        s.at[d] = p->dims[d].at > 0 ? p->dims[d].at : 0;
    return s;
}

/* Steps to the next place of [dims]; 0 when all were seen. */
int plan_next(const struct plan *p, const int *dims, int n, struct indices *s)
{
    for (int k = n - 1; k >= 0; k--) {
        if (++s->at[dims[k]] < p->r->dims[dims[k]].size)
            return 1;
        s->at[dims[k]] = 0;
    }
    return 0;
}

int plan_is_whole(const struct plan *p, int dim)
{
    int variable = p->dims[dim].variable;
    return variable < 0 || p->r->variables[variable].type == RESULT_INTEGER;
}

void plan_take_names(const struct plan *p, int dim, struct plot_axis *a)
{
    if (!p->dims[dim].names)
        return;
    a->names = p->dims[dim].names;
    a->name_count = (int)p->r->dims[dim].size;
}

int plan_is_log(const struct plan *p, int bit)
{
    return (p->q->log & bit) != 0;
}

/* Beyond, gnuplot's own differences leave the range of doubles and it draws something else. */
#define LARGEST 1e300
#define LEAST 1e-300            /* where axis_fit lets logarithmic axes begin */

int plan_finish_axis(struct plan *p, struct plot_axis *a, double margin)
{
    double largest = a->lo > a->hi ? 0 : fabs(a->lo) > fabs(a->hi) ? a->lo : a->hi;
    if (fabs(largest) > LARGEST)
        return fail(p->f, EXIT_MODEL, "numbers beyond 1e300 cannot be drawn, but '%s' reaches %s", a->label,
                    axis_number(largest).text);
    if (a->log && a->hi > 0 && a->hi < LEAST)
        return fail(p->f, EXIT_MODEL, "logarithmic axes begin at 1e-300, but '%s' ends at %s", a->label, axis_number(a->hi).text);
    if (a->log && a->lo <= 0)
        return fail(p->f, EXIT_MODEL, "a logarithmic axis takes numbers above 0, but '%s' begins at %s", a->label,
                    axis_number(a->lo).text);
    axis_fit(a, margin);
    return 0;
}

void axis_hold_all(struct plot_axis *a, const double *values, long n)
{
    for (long i = 0; i < n; i++)
        axis_hold(a, values[i]);
}

struct picture *plan_picture(const struct plan *p, long panels)
{
    struct picture *made = ARENA_NEW(p->arena, struct picture);
    made->kind = p->kind;
    made->title = p->q->title;
    made->panels = ARENA_ARRAY(p->arena, struct plot_panel, panels);
    made->panel_count = (int)panels;
    made->color = axis_empty;
    made->dpi = p->q->dpi ? p->q->dpi : 300;
    return made;
}
