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

/* ---- what is drawn ---- */

/* The variable that holds the state [name], of which it shows that one; of two that are named both. */
static int take_state(struct plan *p, const char *name)
{
    int dim;
    long at;
    int variable = plan_find_state(p, name, &dim, &at);
    if (variable < 0)
        return -1;
    int several = p->dims[dim].at >= 0 && p->dims[dim].at != at && p->variable_count;
    if (several && p->r->dims[dim].size > 2)
        return fail(p->f, EXIT_USAGE, "'%s' and '%.60s' are two of several states of %s; draw one, or all of them by its name",
                    p->dims[dim].names[p->dims[dim].at], name, p->r->variables[variable].name);
    p->dims[dim].at = several ? -1 : at;
    if (!several)
        p->variables[p->variable_count++] = variable;
    return 0;
}

static int take_variables(struct plan *p)
{
    const char *all = p->q->variables;
    if (all && (!*all || *all == ',' || strstr(all, ",,") || all[strlen(all) - 1] == ','))
        return fail(p->f, EXIT_USAGE, *all ? "a variable is missing beside a comma of '%s'"
                    : "a variable has a name, not '%s'; without one it is chosen", all);
    for (const char *list = p->q->variables; list && *list; ) {
        const char *name = plan_part(p->arena, &list);
        int dim;
        long at;
        if (result_find(p->r, name) == -1 && plan_find_state(p, name, &dim, &at) >= 0) {
            if (take_state(p, name) < 0)
                return -1;
            continue;
        }
        int i = plan_find(p, "", name);
        if (i < 0)
            return -1;
        if (p->variable_count == PLAN_VARIABLES)
            return fail(p->f, EXIT_USAGE, "at most %d variables are drawn at once", PLAN_VARIABLES);
        p->variables[p->variable_count++] = i;
    }
    return 0;
}

/* A series that can be drawn as it is before a value, and that before any other series; in a file without results the only axis, if it is told how to be drawn. */
static void choose_variable(struct plan *p)
{
    int chosen = -1, best = 0, axes[2], dims[RESULT_RANK];
    for (int i = 0; i < p->r->variable_count; i++) {
        if (!plan_is_result(p, i))
            continue;
        int n = plan_free(p, i, dims), timed = plan_count_role(p, dims, n, DIM_TIME);
        int worth = timed ? plan_are_curves(p, dims, n) ? 3 : 1 : 2;
        if (worth > best) {
            chosen = i;
            best = worth;
        }
    }
    if (chosen < 0 && p->kind != PLOT_AUTO && p->kind != PLOT_SCATTER && plan_axes(p, -1, axes, 2) == 1)
        chosen = axes[0];
    if (chosen >= 0)
        p->variables[p->variable_count++] = chosen;
}

/* [name] of --x, --y or --color becomes a dimension and what counts it, or a variable. */
static int take_name(struct plan *p, const char *option, const char *name, int *dim, int *variable)
{
    if (!name)
        return 0;
    *dim = plan_find_dim(p, name);
    if (*dim >= 0 && strcmp(p->r->dims[*dim].name, name) == 0 && (p->r->dims[*dim].coordinate < 0 || p->dims[*dim].names))
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

/* Only axes: points of the space. */
static int kind_of_space(struct plan *p)
{
    int axes[2], n = plan_axes(p, -1, axes, 2);
    if (n == 0)
        return fail(p->f, EXIT_MODEL, "%s has no result and no axis of numbers: there is nothing to draw", p->r->path);
    if (n == 1) {
        p->variables[p->variable_count++] = axes[0];
        return plan_is_drawn(p, axes[0]) ? PLOT_HISTOGRAM : PLOT_LINE;
    }
    return PLOT_SCATTER;
}

static int kind_of_two(const struct plan *p, const int *dims)
{
    if (plan_count_role(p, dims, 2, DIM_NODE) == 2 || plan_count_role(p, dims, 2, DIM_CELL) == 2)
        return PLOT_MATRIX;
    return plan_count_role(p, dims, 2, DIM_REPEAT) || plan_count_role(p, dims, 2, DIM_CELL) ? PLOT_OVERLAY : PLOT_HEAT;
}

static int kind_of_one(const struct plan *p, int variable, int dim)
{
    int axes[2];
    if (!plan_is_result(p, variable) && plan_is_drawn(p, variable))
        return PLOT_HISTOGRAM;
    if (p->dims[dim].role == DIM_POINT && plan_is_result(p, variable) && plan_axes(p, dim, axes, 2) == 2)
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
        return plan_refuse_number(p, p->variables[0]);
    if (plan_count_role(p, dims, n, DIM_TIME))
        return p->q->y ? PLOT_HEAT : PLOT_OVERLAY;
    if (n == 1)
        return kind_of_one(p, p->variables[0], dims[0]);
    if (n == 2)
        return p->q->x && !p->q->y && kind_of_two(p, dims) == PLOT_HEAT ? PLOT_HEAT : kind_of_two(p, dims);
    return n == 3 && p->q->panels ? PLOT_HEAT : plan_count_role(p, dims, n, DIM_REPEAT) >= n - 2 ? PLOT_OVERLAY
         : plan_refuse_many(p, dims, n);
}

/* ---- the whole picture ---- */

static void share_range(struct picture *made, size_t which)
{
    struct plot_axis all = axis_empty;
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
        if (plan_finish_axis(p, &panel->x, cells || (panel->mark == MARK_LINE && p->kind != PLOT_PHASE) ? 0 : 0.03) < 0
            || plan_finish_axis(p, &panel->y, cells || bars ? 0 : 0.05) < 0)
            return -1;
        if (bars)
            panel->y.hi *= panel->y.log ? 1.3 : 1.05;
    }
    return 0;
}

/* Widths of a column, of one and a half, and of a page of a journal. */
enum { COLUMN_MM = 85, WIDER_MM = 114, PAGE_MM = 170 };

/* Letters right of the panel of which a narrow picture would have little left. */
static int has_wide_legend(const struct picture *made)
{
    enum { WIDE = 7 };
    int wide = made->legend && made->legend_title && strlen(made->legend_title) > WIDE;
    for (int i = 0; i < made->panels[0].curve_count && made->legend; i++)
        wide |= made->panels[0].curves[i].label && strlen(made->panels[0].curves[i].label) > WIDE;
    return wide;
}

static void choose_size(const struct plan *p, struct picture *made)
{
    int rows = made->rows;
    int wide = made->columns > 1 || (p->x >= 0 && p->kind != PLOT_PHASE && made->panels[0].mark != MARK_CELLS
                                     && p->dims[p->x].role == DIM_TIME);
    made->width = (wide ? PAGE_MM : has_wide_legend(made) ? WIDER_MM : COLUMN_MM)/10.0;
    if (p->kind == PLOT_MATRIX && rows == 1) {
        made->height = 5.3*(double)made->panels[0].ny/(double)made->panels[0].nx + 1.6;
        made->height = made->height < 3.5 ? 3.5 : made->height > 16 ? 16 : made->height;
        return;
    }
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

static struct picture *make(struct plan *p)
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

/* Whether anything of a panel is seen: a number that is known, a bar that is more than nothing. */
static int shows_something(const struct plot_panel *panel)
{
    for (long i = 0; panel->mark == MARK_CELLS && i < panel->nx*panel->ny; i++)
        if (isfinite(panel->cells[i]))
            return 1;
    for (int c = 0; panel->mark != MARK_CELLS && c < panel->curve_count; c++)
        for (long i = 0; i < panel->curves[c].count; i++)
            if (isfinite(panel->curves[c].x[i]) && isfinite(panel->curves[c].y[i]) && (panel->mark != MARK_BARS || panel->curves[c].y[i] > 0))
                return 1;
    return 0;
}

/* An empty frame would look like a fault of the drawing. */
static int check_something(struct plan *p, const struct picture *made)
{
    for (int i = 0; i < made->panel_count; i++)
        if (shows_something(&made->panels[i]))
            return 0;
    return fail(p->f, EXIT_MODEL, "%s of %s has no finite number there: there is nothing to draw",
                p->variable_count ? p->r->variables[p->variables[0]].name : "the space", p->r->path);
}

static const struct picture *plan_all(struct plan *p)
{
    if (plan_dims(p) < 0 || plan_take_at(p) < 0 || take_variables(p) < 0 || take_names(p) < 0)
        return NULL;
    if (p->variable_count == 0 && !(p->q->x && p->q->y && p->q->color))
        choose_variable(p);
    struct picture *made = make(p);
    if (!made || check_something(p, made) < 0 || plan_answer(p, made) < 0 || finish_panels(p, made) < 0)
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
