/* fields.c -- maps, matrices, scatters and histograms. */
#include "plan.h"
#include <math.h>
#include <string.h>
#include "base/shell.h"

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
        return n > 2 ? plan_refuse_many(p, dims, n) : plan_refuse_kind(p, "a map takes two dimensions that vary");
    if (p->x < 0)
        p->x = matrix ? dims[n - 1] : side_of(p, dims, n, p->y);
    if (p->y < 0)
        p->y = matrix ? dims[n - 2] : side_of(p, dims, n, p->x);
    if (p->x == p->y || p->y < 0 || !plan_has_dim(p, p->variables[0], p->x) || !plan_has_dim(p, p->variables[0], p->y))
        return plan_refuse_kind(p, "--x and --y name the two dimensions of a map");
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

static int make_map(struct plan *p, struct picture *made, int variable, struct indices spot, struct plot_panel *panel)
{
    panel->mark = MARK_CELLS;
    panel->x = panel->y = axis_empty;
    panel->x.label = p->x_variable >= 0 && p->q->x ? plan_label(p, p->x_variable) : plan_dim_label(p, p->x);
    panel->y.label = p->y_variable >= 0 && p->q->y ? plan_label(p, p->y_variable) : plan_dim_label(p, p->y);
    panel->x.whole = p->x_variable < 0 || p->r->variables[p->x_variable].type == RESULT_INTEGER;
    panel->y.whole = p->y_variable < 0 || p->r->variables[p->y_variable].type == RESULT_INTEGER;
    panel->x.log = plan_is_log(p, PLOT_LOG_X);
    panel->y.log = plan_is_log(p, PLOT_LOG_Y);
    panel->y.down = p->kind == PLOT_MATRIX;
    if (p->x_variable < 0)
        plan_take_names(p, p->x, &panel->x);
    if (p->y_variable < 0)
        plan_take_names(p, p->y, &panel->y);
    if (gather_cells(p, variable, &spot, panel) < 0)
        return -1;
    if ((panel->x.log && panel->xs[0] <= 0) || (panel->y.log && panel->ys[0] <= 0))
        return fail(p->f, EXIT_MODEL, "a logarithmic axis takes numbers above 0, but '%s' begins at %s",
                    panel->x.log && panel->xs[0] <= 0 ? panel->x.label : panel->y.label,
                    axis_number(panel->x.log && panel->xs[0] <= 0 ? panel->xs[0] : panel->ys[0]).text);
    hold_cells(&panel->x, panel->xs, panel->nx);
    hold_cells(&panel->y, panel->ys, panel->ny);
    axis_hold_all(&made->color, panel->cells, panel->nx*panel->ny);
    return 0;
}

struct picture *make_maps(struct plan *p)
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
    struct picture *made = plan_picture(p, panels);
    made->has_color = 1;
    const struct indices start = plan_start(p);
    if (plan_label_at(p, p->variables[0], &start, &made->color.label) < 0)
        return NULL;
    made->color.log = plan_is_log(p, PLOT_LOG_COLOR);
    for (long i = 0; i < panels; i++) {
        struct indices spot = plan_start(p);
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
    return plan_finish_axis(p, &made->color, 0) < 0 ? NULL : made;
}

/* ---- scatters ---- */

static int plan_scatter(struct plan *p)
{
    int axes[2], value = p->variable_count ? p->variables[0] : -1;
    int n = plan_axes(p, value >= 0 && p->r->variables[value].rank == 1 ? p->r->variables[value].dims[0] : -1, axes, 2);
    if (!p->q->x)
        p->x_variable = n ? axes[0] : -1;
    if (!p->q->y && (n == 2 && !p->q->x && value != axes[0] && value != axes[1])) {
        p->y_variable = axes[1];
        p->color_variable = p->q->color ? p->color_variable : value;
    } else if (p->q->y && p->q->x && !p->q->color && p->q->variables && value != p->x_variable && value != p->y_variable) {
        p->color_variable = value;
    } else if (!p->q->y) {
        p->y_variable = value >= 0 ? value : n ? axes[n - 1] : -1;
        p->x_variable = p->x_variable == p->y_variable && !p->q->x ? -1 : p->x_variable;
    }
    if (p->y_variable < 0)
        return fail(p->f, EXIT_USAGE, "say what a scatter shows: a variable, or --x and --y");
    return 0;
}

/* Several variables, which may have dimensions of their own: the values of each in a row, the first above. */
static struct picture *make_strips(struct plan *p)
{
    struct picture *made = plan_picture(p, 1);
    struct plot_panel *panel = made->panels;
    int n = panel->curve_count = p->variable_count;
    const char **names = ARENA_ARRAY(p->arena, const char *, n);
    panel->mark = MARK_POINTS;
    panel->x = panel->y = axis_empty;
    panel->x.label = "value";
    panel->x.log = plan_is_log(p, PLOT_LOG_X);
    panel->y.label = "";
    panel->y.names = names;
    panel->y.name_count = n;
    panel->y.down = 1;
    panel->curves = ARENA_ARRAY(p->arena, struct plot_curve, n);
    for (int i = 0; i < n; i++) {
        names[i] = p->r->variables[p->variables[i]].name;
        panel->curves[i].color = i;
        if (gather_strip(p, p->variables[i], i, &panel->curves[i]) < 0)
            return NULL;
        axis_hold_all(&panel->x, panel->curves[i].x, panel->curves[i].count);
    }
    axis_hold(&panel->y, -0.4);
    axis_hold(&panel->y, n - 0.6);
    made->columns = 1;
    return made;
}

struct picture *make_scatter(struct plan *p)
{
    if (p->variable_count > 1 && !p->q->x && !p->q->y && !p->q->color)
        return make_strips(p);
    if (p->variable_count > 1) {
        fail(p->f, EXIT_MODEL, "a scatter with --x, --y or --color is of one variable; name the others there");
        return NULL;
    }
    if (plan_scatter(p) < 0)
        return NULL;
    struct picture *made = plan_picture(p, 1);
    struct plot_panel *panel = made->panels;
    panel->mark = MARK_POINTS;
    panel->x = panel->y = axis_empty;
    panel->x.label = p->x_variable < 0 ? "number" : plan_label(p, p->x_variable);
    panel->x.whole = p->x_variable < 0;
    panel->y.label = plan_label(p, p->y_variable);
    panel->x.log = plan_is_log(p, PLOT_LOG_X);
    panel->y.log = plan_is_log(p, PLOT_LOG_Y);
    panel->curves = ARENA_NEW(p->arena, struct plot_curve);
    panel->curve_count = 1;
    if (gather_points(p, panel->curves) < 0)
        return NULL;
    axis_hold_all(&panel->x, panel->curves->x, panel->curves->count);
    axis_hold_all(&panel->y, panel->curves->y, panel->curves->count);
    made->columns = 1;
    if (!panel->curves->shade)
        return made;
    made->has_color = 1;
    made->color.label = plan_label(p, p->color_variable);
    made->color.log = plan_is_log(p, PLOT_LOG_COLOR);
    axis_hold_all(&made->color, panel->curves->shade, panel->curves->count);
    return plan_finish_axis(p, &made->color, 0) < 0 ? NULL : made;
}

/* ---- histograms ---- */

static const char *density_label(const struct plan *p, int variable)
{
    const char *unit = p->r->variables[variable].unit;
    return !unit || !*unit || strcmp(unit, "1") == 0 ? "density" : arena_print(p->arena, "density [1/%s]", unit);
}

/* A logarithmic axis begins below the lowest bar; where nothing was counted it has none. */
static void hold_heights(struct plot_axis *y, struct plot_curve *c)
{
    for (long i = 0; y->log && i < c->count; i++) {
        c->y[i] = c->y[i] > 0 ? c->y[i] : NAN;
        axis_hold(y, c->y[i]/2);
    }
    if (!y->log)
        axis_hold(y, 0);
    axis_hold_all(y, c->y, c->count);
}

struct picture *make_bars(struct plan *p)
{
    int together = p->variable_count > 1 && p->q->kind == PLOT_HISTOGRAM && !p->q->panels;
    int panels = together ? 1 : p->variable_count;
    if (panels == 0) {
        fail(p->f, EXIT_USAGE, "say what the histogram is of: massc plot %s VARIABLE --kind histogram", shell_word(p->r->path).text);
        return NULL;
    }
    struct picture *made = plan_picture(p, panels);
    for (int i = 0; i < p->variable_count; i++) {
        struct plot_panel *panel = &made->panels[together ? 0 : i];
        int log = plan_is_log(p, PLOT_LOG_X);
        if (!panel->curves) {
            panel->curves = ARENA_ARRAY(p->arena, struct plot_curve, p->variable_count);
            panel->mark = MARK_BARS;
            panel->x = panel->y = axis_empty;
            panel->x.label = together ? "value" : plan_label(p, p->variables[i]);
            panel->x.log = log;
            panel->y.log = plan_is_log(p, PLOT_LOG_Y);
            panel->y.label = density_label(p, p->variables[i]);
        }
        struct plot_curve *c = &panel->curves[panel->curve_count++];
        if (gather_bars(p, p->variables[i], c, log) < 0)
            return NULL;
        double half = log ? sqrt(c->x[1]/c->x[0]) : (c->x[1] - c->x[0])/2;
        axis_hold(&panel->x, log ? c->x[0]/half : c->x[0] - half);
        axis_hold(&panel->x, log ? c->x[c->count - 1]*half : c->x[c->count - 1] + half);
        hold_heights(&panel->y, c);
        c->color = together ? i : 0;
        c->label = together ? p->r->variables[p->variables[i]].name : NULL;
    }
    made->legend = together;
    made->columns = panels > 4 ? 3 : panels > 1 ? 2 : 1;
    return made;
}
