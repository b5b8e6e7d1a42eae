/* choose.c -- what kind of picture a result makes, and its panels.
 *
 * From the dimensions of what is drawn that have several places:
 *
 *   time                      lines; with others beside it they lie over each other, states in panels
 *   one axis                  a line over it; points where its values were drawn, and over trials
 *   one axis and repeats      a line a trial, a key
 *   two axes                  a map
 *   nodes and nodes           a matrix; likewise an array in one cell
 *   a zip                     points in the plane of its first two axes, colored by the value
 *   none, an axis itself      how it is distributed, or the points of the space
 */
#include "plan.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct plot_axis empty = { .lo = INFINITY, .hi = -INFINITY };

/* ---- what is drawn ---- */

/* Hands the parts of "a,b" out one by one. */
static const char *next_part(struct arena *a, const char **list)
{
    size_t n = strcspn(*list, ",");
    const char *part = arena_copy(a, *list, n);
    *list += n + ((*list)[n] == ',');
    return part;
}

static int take_variables(struct plan *p)
{
    for (const char *list = p->q->variables; list && *list; ) {
        int i = plan_find(p, "", next_part(p->arena, &list));
        if (i < 0)
            return -1;
        if (p->variable_count == PLAN_VARIABLES)
            return fail(p->f, EXIT_USAGE, "at most %d variables are drawn at once", PLAN_VARIABLES);
        p->variables[p->variable_count++] = i;
    }
    return 0;
}

/* A series before a value. */
static void choose_variable(struct plan *p)
{
    int chosen = -1, has_time = 0;
    for (int i = 0; i < p->r->variable_count && !has_time; i++) {
        int time = 0;
        for (int d = 0; d < p->r->dim_count; d++)
            time |= p->dims[d].role == DIM_TIME && plan_has_dim(p, i, d);
        if (plan_is_result(p, i) && (chosen < 0 || time)) {
            chosen = i;
            has_time = time;
        }
    }
    if (chosen >= 0)
        p->variables[p->variable_count++] = chosen;
}

/* [name] of --x, --y or --color becomes a dimension and what counts it, or a variable. */
static int take_name(struct plan *p, const char *option, const char *name, int *dim, int *variable)
{
    if (!name)
        return 0;
    *dim = plan_find_dim(p, name);
    if (*dim >= 0 && strcmp(p->r->dims[*dim].name, name) == 0 && p->r->dims[*dim].coordinate < 0)
        *variable = p->dims[*dim].variable;
    else if ((*variable = plan_find(p, arena_print(p->arena, "%s: ", option), name)) < 0)
        return -1;
    return 0;
}

static int take_names(struct plan *p)
{
    int y = -1, color = -1;
    if (take_name(p, "--x", p->q->x, &p->x, &p->x_variable) || take_name(p, "--y", p->q->y, &y, &p->y_variable)
        || take_name(p, "--color", p->q->color, &color, &p->color_variable))
        return -1;
    p->y = y;
    p->color = color;
    return 0;
}

/* ---- the kind ---- */

static int refuse_kind(struct plan *p, const char *what)
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

static int refuse_many(struct plan *p, const int *dims, int n)
{
    const char *place;
    if (plan_place_name(p, dims[n - 1], 0, &place) < 0)
        return -1;
    return fail(p->f, EXIT_MODEL, "%s of %s varies along %s; choose a place, as in --at %s=%s",
                p->r->variables[p->variables[0]].name, p->r->path, names_of(p, dims, n), p->r->dims[dims[n - 1]].name, place);
}

static int refuse_number(struct plan *p, int variable)
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

static int count_role(const struct plan *p, const int *dims, int n, enum dim_role role)
{
    int count = 0;
    for (int i = 0; i < n; i++)
        count += p->dims[dims[i]].role == role;
    return count;
}

/* The axes of the space, in the order of the file. */
static int axes_of(const struct plan *p, int *axes, int most)
{
    int n = 0;
    for (int i = 0; i < p->r->variable_count && n < most; i++)
        if (plan_is_axis(p, i) && p->dims[p->r->variables[i].dims[0]].at < 0)
            axes[n++] = i;
    return n;
}

/* Only axes: points of the space. */
static int kind_of_space(struct plan *p)
{
    int axes[2], n = axes_of(p, axes, 2);
    if (n == 0)
        return fail(p->f, EXIT_MODEL, "%s has no result and no axis of numbers: there is nothing to draw", p->r->path);
    if (n == 1) {
        p->variables[p->variable_count++] = axes[0];
        return p->dims[p->r->variables[axes[0]].dims[0]].unsorted ? PLOT_HISTOGRAM : PLOT_LINE;
    }
    return PLOT_SCATTER;
}

static int kind_of_two(const struct plan *p, const int *dims)
{
    if (count_role(p, dims, 2, DIM_NODE) == 2 || count_role(p, dims, 2, DIM_CELL) == 2)
        return PLOT_MATRIX;
    return count_role(p, dims, 2, DIM_REPEAT) || count_role(p, dims, 2, DIM_CELL) ? PLOT_OVERLAY : PLOT_HEAT;
}

static int kind_of_one(const struct plan *p, int variable, int dim)
{
    int axes[2];
    if (!plan_is_result(p, variable) && p->dims[dim].unsorted)
        return PLOT_HISTOGRAM;
    if (p->dims[dim].role == DIM_POINT && plan_is_result(p, variable) && axes_of(p, axes, 2) == 2)
        return PLOT_SCATTER;
    return PLOT_LINE;
}

static int kind_of(struct plan *p)
{
    int dims[RESULT_RANK];
    if (p->q->phase)
        return PLOT_PHASE;
    if (p->q->color || (p->q->y && p->y < 0))
        return PLOT_SCATTER;
    if (p->variable_count == 0)
        return kind_of_space(p);
    int n = plan_free(p, p->variables[0], dims);
    if (n == 0)
        return refuse_number(p, p->variables[0]);
    if (count_role(p, dims, n, DIM_TIME))
        return p->q->y ? PLOT_HEAT : PLOT_OVERLAY;
    if (n == 1)
        return kind_of_one(p, p->variables[0], dims[0]);
    if (n == 2)
        return p->q->x && !p->q->y && kind_of_two(p, dims) == PLOT_HEAT ? PLOT_HEAT : kind_of_two(p, dims);
    return n == 3 && p->q->panels ? PLOT_HEAT : count_role(p, dims, n, DIM_REPEAT) >= n - 2 ? PLOT_OVERLAY
         : refuse_many(p, dims, n);
}

/* ---- panels and their axes ---- */

static struct spot start_of(const struct plan *p)
{
    struct spot s = { { 0 } };
    for (int d = 0; d < p->r->dim_count; d++)
        s.at[d] = p->dims[d].at > 0 ? p->dims[d].at : 0;
    return s;
}

/* Steps to the next place of [dims]; 0 when all were seen. */
static int next_spot(const struct plan *p, const int *dims, int n, struct spot *s)
{
    for (int k = n - 1; k >= 0; k--) {
        if (++s->at[dims[k]] < p->r->dims[dims[k]].size)
            return 1;
        s->at[dims[k]] = 0;
    }
    return 0;
}

static int is_whole(const struct plan *p, int dim)
{
    int variable = p->dims[dim].variable;
    return variable < 0 || p->r->variables[variable].type == RESULT_INTEGER;
}

static int is_log(const struct plan *p, int bit)
{
    return (p->q->log & bit) != 0;
}

/* [least]: of what the axis shall show. */
static int finish_axis(struct plan *p, struct plot_axis *a, double margin)
{
    if (a->log && a->lo <= 0)
        return fail(p->f, EXIT_MODEL, "a logarithmic axis takes numbers above 0, but '%s' begins at %s", a->label,
                    axis_number(a->lo).text);
    axis_fit(a, margin);
    return 0;
}

static void hold_all(struct plot_axis *a, const double *values, long n)
{
    for (long i = 0; i < n; i++)
        axis_hold(a, values[i]);
}

static struct picture *new_picture(const struct plan *p, long panels)
{
    struct picture *made = ARENA_NEW(p->arena, struct picture);
    made->kind = p->kind;
    made->title = p->q->title;
    made->panels = ARENA_ARRAY(p->arena, struct plot_panel, panels);
    made->panel_count = (int)panels;
    made->color = empty;
    made->dpi = p->q->dpi ? p->q->dpi : 300;
    return made;
}

/* ---- curves ---- */

enum { PANELS_MOST = 24 };

/* Which dimensions are what, and what remains to be laid over each other. */
static int plan_curves(struct plan *p, int *others, int *other_count)
{
    int dims[RESULT_RANK], n = plan_free(p, p->variables[0], dims);
    for (int i = 0; i < n && p->x < 0; i++)
        if (p->dims[dims[i]].role == DIM_TIME)
            p->x = dims[i];
    for (int i = 0; i < n && p->x < 0; i++)
        if (p->dims[dims[i]].role != DIM_REPEAT && p->dims[dims[i]].role != DIM_STATE)
            p->x = dims[i];
    if (p->x < 0)
        p->x = n ? dims[0] : -1;
    if (p->x < 0)
        return refuse_number(p, p->variables[0]);
    if (!plan_has_dim(p, p->variables[0], p->x))
        return refuse_kind(p, arena_print(p->arena, "it does not vary along %s", p->r->dims[p->x].name));
    if (!p->q->x)
        p->x_variable = p->variables[0] == p->dims[p->x].variable ? -1 : p->dims[p->x].variable;
    p->color = -1;
    *other_count = 0;
    for (int i = 0; i < n; i++) {
        if (dims[i] == p->x)
            continue;
        if (p->dims[dims[i]].role == DIM_STATE && p->panel < 0)
            p->panel = dims[i];
        else
            others[(*other_count)++] = dims[i];
    }
    for (int i = 0; i < *other_count; i++)
        if (p->color < 0 || (p->dims[p->color].role == DIM_REPEAT && p->dims[others[i]].role != DIM_REPEAT))
            p->color = others[i];
    if (*other_count > 2 || (*other_count == 2 && !count_role(p, others, 2, DIM_REPEAT)))
        return refuse_many(p, dims, n);
    return 0;
}

/* One panel of curves: the places of [dims] one over the other. */
struct overlay {
    struct plan *p;
    struct picture *made;
    struct plot_panel *panel;
    const int *dims;
    int dim_count;
};

static int shades_of_curves(const struct plan *p)
{
    return p->color >= 0 && p->r->dims[p->color].size > PLOT_COLORS && !p->dims[p->color].names;
}

static int style_curve(struct overlay *o, const struct spot *spot, struct plot_curve *c)
{
    struct plan *p = o->p;
    int repeats = p->color < 0 || (p->dims[p->color].role == DIM_REPEAT && shades_of_curves(p));
    long at = p->color < 0 ? 0 : spot->at[p->color];
    c->color = repeats ? p->color < 0 ? 0 : (int)(at % PLOT_COLORS) : (int)at;
    if (repeats || o->made->has_color) {
        c->color = o->made->has_color ? -1 : c->color;
        return o->made->has_color ? plan_place_number(p, p->color, at, &c->level) : 0;
    }
    for (int k = 0; k < o->dim_count; k++)
        if (o->dims[k] != p->color && spot->at[o->dims[k]] > 0)
            return 0;                   /* of all repeats one is in the legend */
    return plan_place_name(p, p->color, at, &c->label);
}

static int add_overlay(struct overlay *o, int variable, struct spot spot, const int *dims, int n, long *room)
{
    do {
        struct plot_curve *c = &o->panel->curves[o->panel->curve_count++];
        if (--*room < 0)
            return fail(o->p->f, EXIT_MODEL, "more than %d curves would lie over each other; choose a place with --at",
                        PLAN_CURVES);
        if (gather_curve(o->p, variable, &spot, c) < 0 || style_curve(o, &spot, c) < 0)
            return -1;
        hold_all(&o->panel->x, c->x, c->count);
        hold_all(&o->panel->y, c->y, c->count);
    } while (next_spot(o->p, dims, n, &spot));
    return 0;
}

static long places_of(const struct plan *p, const int *dims, int n)
{
    long count = 1;
    for (int k = 0; k < n; k++)
        count = count > PLAN_CURVES ? count : count*p->r->dims[dims[k]].size;
    return count;
}

/* Curves of many places tell theirs by a color bar. */
static int plan_legend(struct plan *p, struct picture *made)
{
    double x;
    if (p->color < 0)
        return 0;
    made->legend_title = plan_dim_label(p, p->color);
    if (!shades_of_curves(p)) {
        made->legend = 1;
        return 0;
    }
    if (p->dims[p->color].role == DIM_REPEAT)
        return 0;
    made->has_color = 1;
    made->color.label = made->legend_title;
    made->color.whole = is_whole(p, p->color);
    made->color.log = is_log(p, PLOT_LOG_COLOR);
    for (long i = 0; i < p->r->dims[p->color].size; i++) {
        if (plan_place_number(p, p->color, i, &x) < 0)
            return -1;
        axis_hold(&made->color, x);
    }
    return finish_axis(p, &made->color, 0);
}

static int marks_of(const struct plan *p)
{
    if (p->q->kind == PLOT_SCATTER || p->dims[p->x].unsorted || p->dims[p->x].role == DIM_REPEAT
        || (p->x_variable < 0 && !plan_is_result(p, p->variables[0])))
        return MARK_POINTS;
    return p->r->dims[p->x].size <= 40 && p->dims[p->x].role != DIM_TIME ? MARK_DOTTED_LINE : MARK_LINE;
}

static const char *x_label(const struct plan *p)
{
    return p->q->x && p->x_variable >= 0 ? plan_label(p, p->x_variable)
         : p->x_variable < 0 ? p->r->dims[p->x].name : plan_dim_label(p, p->x);
}

/* What a panel is of: [variable], and a state where several are drawn. */
static int name_panel(struct plan *p, int variable, const struct spot *spot, struct plot_panel *panel)
{
    const char *name;
    panel->x = panel->y = empty;
    panel->x.label = x_label(p);
    panel->x.whole = p->x_variable < 0 || (is_whole(p, p->x) && !p->q->x);
    panel->x.log = is_log(p, PLOT_LOG_X);
    panel->y.label = plan_label(p, variable);
    panel->y.log = is_log(p, PLOT_LOG_Y);
    panel->mark = (enum plot_mark)marks_of(p);
    for (int d = 0; d < p->r->dim_count; d++)
        if (p->dims[d].role == DIM_STATE && p->dims[d].names && plan_has_dim(p, variable, d)) {
            if (plan_place_name(p, d, spot->at[d], &name) < 0)
                return -1;
            panel->y.label = name;
        }
    return 0;
}

static int same_dims(const struct plan *p)
{
    const struct result_variable *v = &p->r->variables[p->variables[0]];
    for (int i = 1; i < p->variable_count; i++) {
        const struct result_variable *w = &p->r->variables[p->variables[i]];
        if (w->rank != v->rank || memcmp(w->dims, v->dims, (size_t)v->rank*sizeof *v->dims) != 0)
            return fail(p->f, EXIT_MODEL, "%s and %s have different dimensions; draw them one by one", v->name, w->name);
    }
    return 0;
}

static const struct picture *make_curves(struct plan *p)
{
    int others[RESULT_RANK], n, split = p->q->panels || p->kind == PLOT_PANELS;
    if (same_dims(p) < 0 || plan_curves(p, others, &n) < 0)
        return NULL;
    int together = p->variable_count > 1 && n == 0 && p->q->kind == PLOT_OVERLAY;
    int apart = split && p->color >= 0 ? p->color : p->panel;
    long places = apart < 0 ? 1 : p->r->dims[apart].size, panels = (together ? 1 : p->variable_count)*places;
    if (apart == p->color && p->panel >= 0 && split) {
        refuse_many(p, (int[]){ p->x, p->color, p->panel }, 3);
        return NULL;
    }
    if (panels > PANELS_MOST) {
        fail(p->f, EXIT_MODEL, "%ld panels would be drawn, at most %d are; choose a place with --at", panels, PANELS_MOST);
        return NULL;
    }
    struct picture *made = new_picture(p, panels);
    int laid[RESULT_RANK], laid_count = 0;
    for (int k = 0; k < n; k++)
        if (others[k] != apart)
            laid[laid_count++] = others[k];
    if (apart == p->color && apart >= 0)
        p->color = -1;
    long curves = places_of(p, laid, laid_count)*(together ? p->variable_count : 1), room = PLAN_CURVES;
    p->columns = curves*panels > 100 ? 300 : 1000;
    if (plan_legend(p, made) < 0)
        return NULL;
    for (int i = 0; i < panels; i++) {
        struct overlay o = { p, made, &made->panels[i], laid, laid_count };
        struct spot spot = start_of(p);
        int variable = p->variables[i/places];
        const char *name = NULL;
        if (apart >= 0)
            spot.at[apart] = i % places;
        o.panel->curves = ARENA_ARRAY(p->arena, struct plot_curve, (curves < room ? curves : room) + 1);
        if (name_panel(p, variable, &spot, o.panel) < 0
            || (apart >= 0 && apart != p->panel && plan_place_name(p, apart, spot.at[apart], &name) < 0))
            return NULL;
        o.panel->title = name ? arena_print(p->arena, "%s = %s", p->r->dims[apart].name, name) : NULL;
        for (int k = 0; k < (together ? p->variable_count : 1); k++) {
            if (add_overlay(&o, together ? p->variables[k] : variable, spot, laid, laid_count, &room) < 0)
                return NULL;
            if (together) {
                o.panel->curves[k].label = plan_label(p, p->variables[k]);
                o.panel->curves[k].color = k;
                o.panel->y.label = "";
                made->legend = 1;
            }
        }
    }
    made->share_x = panels > 1 && (apart >= 0 || p->dims[p->x].role == DIM_TIME);
    made->share_y = panels > 1 && apart >= 0 && apart != p->panel && p->variable_count == 1;
    made->columns = made->share_y ? panels > 4 ? 3 : 2 : made->share_x || panels == 1 ? 1 : 2;
    return made;
}

/* ---- phase planes ---- */

/* A part of "V,W": a state of the series, or a variable. */
static int find_phase(struct plan *p, const char *name, int *variable, struct spot *spot, const char **label)
{
    for (int d = 0; d < p->r->dim_count; d++)
        for (long i = 0; p->dims[d].role == DIM_STATE && p->dims[d].names && i < p->r->dims[d].size; i++)
            if (strcmp(p->dims[d].names[i], name) == 0 && (p->variable_count == 0 || plan_has_dim(p, p->variables[0], d))) {
                for (int v = 0; v < p->r->variable_count && p->variable_count == 0; v++)
                    if (plan_has_dim(p, v, d) && plan_is_result(p, v))
                        p->variables[p->variable_count++] = v;
                if (p->variable_count == 0)
                    continue;
                *variable = p->variables[0];
                *label = name;
                spot->at[d] = p->dims[d].at = i;
                return 0;
            }
    *variable = plan_find(p, "--phase: ", name);
    *label = *variable < 0 ? name : plan_label(p, *variable);
    return *variable < 0 ? -1 : 0;
}

static const struct picture *make_phase(struct plan *p)
{
    const char *list = p->q->phase ? p->q->phase : "", *labels[2];
    int variables[2], dims[RESULT_RANK], others[RESULT_RANK], n = 0, time = -1;
    struct spot spots[2] = { start_of(p), start_of(p) };
    if (!*list || !strchr(list, ',') || strchr(strchr(list, ',') + 1, ',')) {
        fail(p->f, EXIT_USAGE, "--phase takes two names, as in --phase V,W");
        return NULL;
    }
    if (!p->q->variables)
        p->variable_count = 0;
    for (int k = 0; k < 2; k++)
        if (find_phase(p, next_part(p->arena, &list), &variables[k], &spots[k], &labels[k]) < 0)
            return NULL;
    p->variables[0] = variables[0];
    p->variables[1] = variables[1];
    p->variable_count = variables[0] == variables[1] ? 1 : 2;
    if (same_dims(p) < 0)
        return NULL;
    int count = plan_free(p, variables[0], dims);
    for (int i = 0; i < count; i++)
        if (p->dims[dims[i]].role == DIM_TIME)
            time = dims[i];
    if (time < 0) {
        refuse_kind(p, "a phase plane follows states along time");
        return NULL;
    }
    p->x = time;
    for (int i = 0; i < count; i++)
        if (dims[i] != time)
            others[n++] = dims[i];
    if (n > 1) {
        refuse_many(p, others, n);
        return NULL;
    }
    p->color = n ? others[0] : -1;
    struct picture *made = new_picture(p, 1);
    struct plot_panel *panel = made->panels;
    long curves = places_of(p, others, n);
    if (curves > PLAN_CURVES) {
        fail(p->f, EXIT_MODEL, "more than %d curves would lie over each other; choose a place with --at", PLAN_CURVES);
        return NULL;
    }
    panel->x = panel->y = empty;
    panel->x.label = labels[0];
    panel->y.label = labels[1];
    panel->curves = ARENA_ARRAY(p->arena, struct plot_curve, curves);
    if (plan_legend(p, made) < 0)
        return NULL;
    struct overlay o = { p, made, panel, others, n };
    do {
        struct plot_curve *c = &panel->curves[panel->curve_count++];
        for (int k = 0; k < n; k++)
            spots[1].at[others[k]] = spots[0].at[others[k]];
        if (gather_phase(p, variables[0], &spots[0], variables[1], &spots[1], c, &panel->x, &panel->y) < 0
            || style_curve(&o, &spots[0], c) < 0)
            return NULL;
    } while (next_spot(p, others, n, &spots[0]));
    made->columns = 1;
    return made;
}

/* ---- maps ---- */

static int side_of(struct plan *p, const int *dims, int n, int taken)
{
    for (int i = 0; i < n; i++)
        if (dims[i] != taken && dims[i] != p->panel)
            return dims[i];
    return -1;
}

/* x is the first axis, as in a line over it; the columns of a matrix are its last. */
static int plan_sides(struct plan *p)
{
    int dims[RESULT_RANK], n = plan_free(p, p->variables[0], dims), matrix = p->kind == PLOT_MATRIX;
    if (n == 3 && (p->q->panels || p->kind == PLOT_PANELS))
        for (int i = n - 1; i >= 0 && p->panel < 0; i--)
            p->panel = dims[i] != p->x && dims[i] != p->y ? dims[i] : -1;
    if (n != 2 && p->panel < 0)
        return n > 2 ? refuse_many(p, dims, n) : refuse_kind(p, "a map takes two dimensions that vary");
    if (p->x < 0)
        p->x = matrix ? dims[n - 1] : side_of(p, dims, n, p->y);
    if (p->y < 0)
        p->y = matrix ? dims[n - 2] : side_of(p, dims, n, p->x);
    if (p->x == p->y || p->y < 0 || !plan_has_dim(p, p->variables[0], p->x) || !plan_has_dim(p, p->variables[0], p->y))
        return refuse_kind(p, "--x and --y name the two dimensions of a map");
    p->x_variable = p->q->x && p->x_variable >= 0 ? p->x_variable : p->dims[p->x].variable;
    p->y_variable = p->q->y && p->y_variable >= 0 ? p->y_variable : p->dims[p->y].variable;
    return 0;
}

/* Half a cell beyond the outermost middles. */
static void hold_cells(struct plot_axis *a, const double *at, long n)
{
    double first = n > 1 ? at[1] - at[0] : 1, last = n > 1 ? at[n - 1] - at[n - 2] : 1;
    axis_hold(a, a->log && n > 1 ? at[0]*sqrt(at[0]/at[1]) : at[0] - first/2);
    axis_hold(a, a->log && n > 1 ? at[n - 1]*sqrt(at[n - 1]/at[n - 2]) : at[n - 1] + last/2);
}

static int make_map(struct plan *p, struct picture *made, int variable, struct spot spot, struct plot_panel *panel)
{
    panel->mark = MARK_CELLS;
    panel->x = panel->y = empty;
    panel->x.label = p->x_variable >= 0 && p->q->x ? plan_label(p, p->x_variable) : plan_dim_label(p, p->x);
    panel->y.label = p->y_variable >= 0 && p->q->y ? plan_label(p, p->y_variable) : plan_dim_label(p, p->y);
    panel->x.whole = p->x_variable < 0 || p->r->variables[p->x_variable].type == RESULT_INTEGER;
    panel->y.whole = p->y_variable < 0 || p->r->variables[p->y_variable].type == RESULT_INTEGER;
    panel->x.log = is_log(p, PLOT_LOG_X);
    panel->y.log = is_log(p, PLOT_LOG_Y);
    panel->y.down = p->kind == PLOT_MATRIX;
    if (gather_cells(p, variable, &spot, panel) < 0)
        return -1;
    if ((panel->x.log && panel->xs[0] <= 0) || (panel->y.log && panel->ys[0] <= 0))
        return fail(p->f, EXIT_MODEL, "a logarithmic axis takes numbers above 0, but '%s' begins at %s",
                    panel->x.log && panel->xs[0] <= 0 ? panel->x.label : panel->y.label,
                    axis_number(panel->x.log && panel->xs[0] <= 0 ? panel->xs[0] : panel->ys[0]).text);
    hold_cells(&panel->x, panel->xs, panel->nx);
    hold_cells(&panel->y, panel->ys, panel->ny);
    hold_all(&made->color, panel->cells, panel->nx*panel->ny);
    return 0;
}

static const struct picture *make_maps(struct plan *p)
{
    if (p->variable_count > 1) {
        fail(p->f, EXIT_MODEL, "a map is of one variable; draw them one by one");
        return NULL;
    }
    if (plan_sides(p) < 0)
        return NULL;
    long panels = p->panel < 0 ? 1 : p->r->dims[p->panel].size;
    if (panels > PANELS_MOST) {
        fail(p->f, EXIT_MODEL, "%ld panels would be drawn, at most %d are; choose a place with --at", panels, PANELS_MOST);
        return NULL;
    }
    struct picture *made = new_picture(p, panels);
    made->has_color = 1;
    made->color.label = plan_label(p, p->variables[0]);
    made->color.log = is_log(p, PLOT_LOG_COLOR);
    for (long i = 0; i < panels; i++) {
        struct spot spot = start_of(p);
        const char *name;
        if (p->panel >= 0) {
            spot.at[p->panel] = i;
            if (plan_place_name(p, p->panel, i, &name) < 0)
                return NULL;
            made->panels[i].title = arena_print(p->arena, "%s = %s", p->r->dims[p->panel].name, name);
        }
        if (make_map(p, made, p->variables[0], spot, &made->panels[i]) < 0)
            return NULL;
    }
    made->share_x = made->share_y = panels > 1;
    made->columns = panels > 4 ? 3 : panels > 1 ? 2 : 1;
    return finish_axis(p, &made->color, 0) < 0 ? NULL : made;
}

/* ---- scatters ---- */

static int plan_scatter(struct plan *p)
{
    int axes[2], n = axes_of(p, axes, 2), value = p->variable_count ? p->variables[0] : -1;
    if (value >= 0 && n && p->r->variables[value].rank == 1 && !plan_has_dim(p, axes[0], p->r->variables[value].dims[0]))
        n = 0;
    if (!p->q->x)
        p->x_variable = n ? axes[0] : -1;
    if (!p->q->y && (n == 2 && !p->q->x && value != axes[0] && value != axes[1])) {
        p->y_variable = axes[1];
        p->color_variable = p->q->color ? p->color_variable : value;
    } else if (!p->q->y) {
        p->y_variable = value >= 0 ? value : n ? axes[n - 1] : -1;
        p->x_variable = p->x_variable == p->y_variable && !p->q->x ? -1 : p->x_variable;
    }
    if (p->y_variable < 0)
        return fail(p->f, EXIT_USAGE, "say what a scatter shows: a variable, or --x and --y");
    return 0;
}

static const struct picture *make_scatter(struct plan *p)
{
    if (p->variable_count > 1) {
        fail(p->f, EXIT_MODEL, "a scatter is of one variable; --y and --color name others");
        return NULL;
    }
    if (plan_scatter(p) < 0)
        return NULL;
    struct picture *made = new_picture(p, 1);
    struct plot_panel *panel = made->panels;
    panel->mark = MARK_POINTS;
    panel->x = panel->y = empty;
    panel->x.label = p->x_variable < 0 ? "number" : plan_label(p, p->x_variable);
    panel->x.whole = p->x_variable < 0;
    panel->y.label = plan_label(p, p->y_variable);
    panel->x.log = is_log(p, PLOT_LOG_X);
    panel->y.log = is_log(p, PLOT_LOG_Y);
    panel->curves = ARENA_NEW(p->arena, struct plot_curve);
    panel->curve_count = 1;
    if (gather_points(p, panel->curves) < 0)
        return NULL;
    hold_all(&panel->x, panel->curves->x, panel->curves->count);
    hold_all(&panel->y, panel->curves->y, panel->curves->count);
    made->columns = 1;
    if (!panel->curves->shade)
        return made;
    made->has_color = 1;
    made->color.label = plan_label(p, p->color_variable);
    made->color.log = is_log(p, PLOT_LOG_COLOR);
    hold_all(&made->color, panel->curves->shade, panel->curves->count);
    return finish_axis(p, &made->color, 0) < 0 ? NULL : made;
}

/* ---- histograms ---- */

static const char *density_label(const struct plan *p, int variable)
{
    const char *unit = p->r->variables[variable].unit;
    return !unit || !*unit || strcmp(unit, "1") == 0 ? "density" : arena_print(p->arena, "density [1/%s]", unit);
}

static const struct picture *make_bars(struct plan *p)
{
    int together = p->variable_count > 1 && p->q->kind == PLOT_HISTOGRAM && !p->q->panels;
    int panels = together ? 1 : p->variable_count;
    if (panels == 0) {
        fail(p->f, EXIT_USAGE, "say what the histogram is of: massc plot %s VARIABLE --kind histogram", p->r->path);
        return NULL;
    }
    struct picture *made = new_picture(p, panels);
    for (int i = 0; i < p->variable_count; i++) {
        struct plot_panel *panel = &made->panels[together ? 0 : i];
        struct plot_axis range = empty;
        if (!panel->curves) {
            panel->curves = ARENA_ARRAY(p->arena, struct plot_curve, p->variable_count);
            panel->mark = MARK_BARS;
            panel->x = panel->y = empty;
            panel->x.label = together ? "value" : plan_label(p, p->variables[i]);
            panel->y.label = density_label(p, p->variables[i]);
        }
        struct plot_curve *c = &panel->curves[panel->curve_count++];
        if (gather_bars(p, p->variables[i], c, &range) < 0)
            return NULL;
        double half = c->count > 1 ? (c->x[1] - c->x[0])/2 : 0.5;
        axis_hold(&panel->x, c->x[0] - half);
        axis_hold(&panel->x, c->x[c->count - 1] + half);
        axis_hold(&panel->y, 0);
        hold_all(&panel->y, c->y, c->count);
        c->color = together ? i : 0;
        c->label = together ? p->r->variables[p->variables[i]].name : NULL;
    }
    made->legend = together;
    made->columns = panels > 4 ? 3 : panels > 1 ? 2 : 1;
    return made;
}

/* ---- the whole picture ---- */

static void share_range(struct picture *made, size_t which)
{
    struct plot_axis all = empty;
    for (int i = 0; i < made->panel_count; i++) {
        const struct plot_axis *a = (const void *)((char *)&made->panels[i] + which);
        axis_hold(&all, a->lo);
        axis_hold(&all, a->hi);
    }
    for (int i = 0; i < made->panel_count; i++) {
        struct plot_axis *a = (void *)((char *)&made->panels[i] + which);
        a->lo = all.lo;
        a->hi = all.hi;
    }
}

static int finish_panels(struct plan *p, struct picture *made)
{
    if (made->share_x)
        share_range(made, offsetof(struct plot_panel, x));
    if (made->share_y)
        share_range(made, offsetof(struct plot_panel, y));
    for (int i = 0; i < made->panel_count; i++) {
        struct plot_panel *panel = &made->panels[i];
        int cells = panel->mark == MARK_CELLS, bars = panel->mark == MARK_BARS;
        if (finish_axis(p, &panel->x, cells || panel->mark == MARK_LINE ? 0 : 0.03) < 0
            || finish_axis(p, &panel->y, cells || bars ? 0 : 0.05) < 0)
            return -1;
        if (bars && !panel->y.log)
            panel->y.hi *= 1.05;
    }
    return 0;
}

/* Widths of a column and of a page of a journal. */
static void choose_size(const struct plan *p, struct picture *made)
{
    int rows = made->rows;
    int wide = made->columns > 1 || (p->x >= 0 && p->kind != PLOT_PHASE && made->panels[0].mark != MARK_CELLS
                                     && p->dims[p->x].role == DIM_TIME);
    made->width = wide ? 17 : 8.5;
    made->height = made->panels[0].mark == MARK_CELLS ? (made->columns == 3 ? 4.8 : made->columns == 2 ? 6.5 : 7)*rows
                 : p->kind == PLOT_PHASE ? 7 : rows > 1 ? 3.6*rows + 1 : 6;
}

static int take_size(struct plan *p, struct picture *made)
{
    char extra;
    if (!p->q->size)
        return 0;
    if (sscanf(p->q->size, "%lfx%lf%c", &made->width, &made->height, &extra) != 2
        || !(made->width >= 3 && made->width <= 200 && made->height >= 3 && made->height <= 200))
        return fail(p->f, EXIT_USAGE, "--size takes WIDTHxHEIGHT in cm, each from 3 to 200, as in 8.5x6, not '%.60s'", p->q->size);
    made->chosen_size = 1;
    return 0;
}

static const struct picture *make(struct plan *p)
{
    int kind = p->kind == PLOT_AUTO ? kind_of(p) : (int)p->kind;
    if (kind < 0)
        return NULL;
    p->kind = (enum plot_kind)kind;
    if (p->q->phase && kind != PLOT_PHASE) {
        fail(p->f, EXIT_USAGE, "--phase goes with no other --kind than phase");
        return NULL;
    }
    switch (p->kind) {
    case PLOT_SCATTER:   return make_scatter(p);
    case PLOT_PHASE:     return make_phase(p);
    case PLOT_HISTOGRAM: return make_bars(p);
    default:             break;
    }
    if (p->variable_count == 0) {
        fail(p->f, EXIT_MODEL, "%s has no result to draw so; name one of its axes", p->r->path);
        return NULL;
    }
    return p->kind == PLOT_HEAT || p->kind == PLOT_MATRIX ? make_maps(p) : make_curves(p);
}

static const struct picture *plan_all(struct plan *p)
{
    if (plan_dims(p) < 0 || plan_take_at(p) < 0 || take_variables(p) < 0 || take_names(p) < 0)
        return NULL;
    if (p->variable_count == 0 && !(p->q->x && p->q->y && p->q->color))
        choose_variable(p);
    struct picture *made = (struct picture *)make(p);
    if (!made || finish_panels(p, made) < 0)
        return NULL;
    made->rows = (made->panel_count + made->columns - 1)/made->columns;
    choose_size(p, made);
    return take_size(p, made) < 0 ? NULL : made;
}

const struct picture *plot_make(const char *path, const struct plot_request *q, struct arena *a, struct fail *f)
{
    struct result r;
    if (result_open(&r, path, a, f) < 0)
        return NULL;
    struct plan p = { .q = q, .r = &r, .arena = a, .f = f, .kind = (enum plot_kind)q->kind, .x = -1, .y = -1,
                      .color = -1, .panel = -1, .x_variable = -1, .y_variable = -1, .color_variable = -1, .columns = 1000 };
    const struct picture *made = plan_all(&p);
    result_close(&r);
    return made;
}
