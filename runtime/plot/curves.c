/* curves.c -- lines over an axis or time, laid over each other or in panels; phase planes. */
#include "plan.h"
#include <math.h>
#include <stddef.h>
#include <string.h>

/* ---- curves ---- */

/* Which dimensions are what, and what remains to be laid over each other: [other_count] is 0 before. */
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
        return plan_refuse_number(p, p->variables[0]);
    if (!plan_has_dim(p, p->variables[0], p->x))
        return plan_refuse_kind(p, arena_print(p->arena, "it does not vary along %s", p->r->dims[p->x].name));
    if (!p->q->x)
        p->x_variable = p->variables[0] == p->dims[p->x].variable ? -1 : p->dims[p->x].variable;
    int color = p->q->color ? p->color : -1;
    p->color = -1;
    for (int i = 0; i < n; i++) {
        if (dims[i] == p->x)
            continue;
        if (p->dims[dims[i]].role == DIM_STATE && p->panel < 0)
            p->panel = dims[i];
        else
            others[(*other_count)++] = dims[i];
    }
    for (int i = 0; i < *other_count; i++)
        p->color = others[i] == color ? color : p->color;
    if (p->q->color && p->color < 0)
        return fail(p->f, EXIT_USAGE, "--color: lines have the color of their place on a dimension that they lie over each other "
                    "along, and '%.60s' is none", p->q->color);
    for (int i = 0; i < *other_count && !p->q->color; i++)
        if (p->color < 0 || (p->dims[p->color].role == DIM_REPEAT && p->dims[others[i]].role != DIM_REPEAT))
            p->color = others[i];
    if (*other_count > 2 || (*other_count == 2 && !plan_count_role(p, others, 2, DIM_REPEAT)))
        return plan_refuse_many(p, dims, n);
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

static int style_curve(struct overlay *o, const struct indices *spot, struct plot_curve *c)
{
    struct plan *p = o->p;
    if (p->color < 0)
        return 0;
    long at = spot->at[p->color];
    c->color = o->made->has_color ? -1 : (int)at;
    if (o->made->has_color)
        return plan_place_number(p, p->color, at, &c->level);
    if (!o->made->legend)
        return 0;
    for (int k = 0; k < o->dim_count; k++)
        if (o->dims[k] != p->color && spot->at[o->dims[k]] > 0)
            return 0;                   /* of all repeats one is in the legend */
    return plan_place_name(p, p->color, at, &c->label);
}

static int add_overlay(struct overlay *o, int variable, struct indices spot, const int *dims, int n, long *room)
{
    struct plot_curve *curves = &o->panel->curves[o->panel->curve_count];
    struct indices *spots = ARENA_ARRAY(o->p->arena, struct indices, PLAN_CURVES);
    int count = 0;
    do {
        if (--*room < 0)
            return fail(o->p->f, EXIT_MODEL, "more than %d curves would lie over each other; choose a place with --at, or draw them as "
                        "a map: --kind heat", PLAN_CURVES);
        if (style_curve(o, &spot, &curves[count]) < 0)
            return -1;
        spots[count++] = spot;
    } while (plan_next(o->p, dims, n, &spot));
    if (gather_curves(o->p, variable, spots, curves, count) < 0)
        return -1;
    for (int k = 0; k < count; k++) {
        axis_hold_all(&o->panel->x, curves[k].x, curves[k].count);
        axis_hold_all(&o->panel->y, curves[k].y, curves[k].count);
    }
    o->panel->curve_count += count;
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
    made->color.whole = plan_is_whole(p, p->color);
    made->color.log = plan_is_log(p, PLOT_LOG_COLOR);
    for (long i = 0; i < p->r->dims[p->color].size; i++) {
        if (plan_place_number(p, p->color, i, &x) < 0)
            return -1;
        axis_hold(&made->color, x);
    }
    return plan_finish_axis(p, &made->color, 0);
}

static int marks_of(const struct plan *p)
{
    int loose = p->dims[p->x].unsorted || p->dims[p->x].role == DIM_REPEAT
             || (p->x_variable < 0 && !plan_is_result(p, p->variables[0]));
    if (p->q->kind == PLOT_SCATTER || (loose && p->q->kind != PLOT_LINE))
        return MARK_POINTS;
    return p->r->dims[p->x].size <= 40 && p->dims[p->x].role != DIM_TIME ? MARK_DOTTED_LINE : MARK_LINE;
}

static const char *x_label(const struct plan *p)
{
    return p->q->x && p->x_variable >= 0 ? plan_label(p, p->x_variable)
         : p->variables[0] == p->dims[p->x].variable ? "number"         /* an axis itself, one value after the other */
         : p->x_variable < 0 ? p->r->dims[p->x].name : plan_dim_label(p, p->x);
}

/* All of the time, of which thinned curves may lack an end; the first sample stands a step behind
 * time 0, where the run began. */
static int hold_time(struct plan *p, struct plot_axis *x)
{
    double first, last;
    if (p->dims[p->x].role != DIM_TIME)
        return 0;
    if (plan_place_number(p, p->x, 0, &first) < 0 || plan_place_number(p, p->x, p->r->dims[p->x].size - 1, &last) < 0)
        return -1;
    axis_hold(x, first);
    axis_hold(x, last);
    if (!x->log && x->lo > 0 && x->lo <= 0.02*x->hi)
        x->lo = 0;
    return 0;
}

/* What a panel is of: [variable], and a state where several are drawn. */
static int name_panel(struct plan *p, int variable, const struct indices *spot, struct plot_panel *panel)
{
    panel->x = panel->y = axis_empty;
    panel->x.label = x_label(p);
    panel->x.whole = p->x_variable < 0 || (plan_is_whole(p, p->x) && !p->q->x);
    panel->x.log = plan_is_log(p, PLOT_LOG_X);
    if (p->x_variable < 0)
        plan_take_names(p, p->x, &panel->x);
    if (plan_label_at(p, variable, spot, &panel->y.label) < 0)
        return -1;
    panel->y.log = plan_is_log(p, PLOT_LOG_Y);
    panel->mark = (enum plot_mark)marks_of(p);
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

struct picture *make_curves(struct plan *p)
{
    int others[RESULT_RANK], n = 0, split = p->q->panels || p->kind == PLOT_PANELS;
    if (same_dims(p) < 0 || plan_curves(p, others, &n) < 0)
        return NULL;
    int together = p->variable_count > 1 && n == 0 && p->q->kind == PLOT_OVERLAY;
    int apart = split && p->color >= 0 ? p->color : p->panel;
    long places = apart < 0 ? 1 : p->r->dims[apart].size, panels = (together ? 1 : p->variable_count)*places;
    if (apart == p->color && p->panel >= 0 && split) {
        plan_refuse_many(p, (int[]){ p->x, p->color, p->panel }, 3);
        return NULL;
    }
    if (p->q->color && apart >= 0 && apart == p->color) {
        fail(p->f, EXIT_USAGE, "--color: the places of '%.60s' are panels of their own; leave it out", p->q->color);
        return NULL;
    }
    if (panels > PANELS_MOST) {
        fail(p->f, EXIT_MODEL, "%ld panels would be drawn, at most %d are; choose a place with --at", panels, PANELS_MOST);
        return NULL;
    }
    struct picture *made = plan_picture(p, panels);
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
        struct indices spot = plan_start(p);
        int variable = p->variables[i/places];
        const char *name = NULL;
        if (apart >= 0)
            spot.at[apart] = i % places;
        o.panel->curves = ARENA_ARRAY(p->arena, struct plot_curve, curves < room ? curves : room);
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
    for (int i = 0; i < panels; i++)
        if (hold_time(p, &made->panels[i].x) < 0)
            return NULL;
    made->share_x = panels > 1 && (apart >= 0 || p->dims[p->x].role == DIM_TIME);
    made->share_y = panels > 1 && apart >= 0 && apart != p->panel && p->variable_count == 1;
    made->columns = made->share_y ? panels > 4 ? 3 : 2 : made->share_x || panels == 1 ? 1 : 2;
    return made;
}

/* ---- phase planes ---- */

/* A part of "V,W": a state of the series, or a variable. */
static int find_phase(struct plan *p, const char *name, int *variable, struct indices *spot, const char **label)
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
                *label = plan_state_label(p, *variable, name);
                spot->at[d] = p->dims[d].at = i;
                return 0;
            }
    *variable = plan_find(p, "--phase: ", name);
    *label = *variable < 0 ? name : plan_label(p, *variable);
    return *variable < 0 ? -1 : 0;
}

/* Where no states are named: the first two. */
static const char *first_states(const struct plan *p)
{
    for (int d = 0; d < p->r->dim_count; d++)
        if (p->dims[d].role == DIM_STATE && p->dims[d].names && p->r->dims[d].size >= 2)
            return arena_print(p->arena, "%s,%s", p->dims[d].names[0], p->dims[d].names[1]);
    return "";
}

struct picture *make_phase(struct plan *p)
{
    const char *list = p->q->phase ? p->q->phase : first_states(p), *labels[2];
    int variables[2], dims[RESULT_RANK], others[RESULT_RANK], n = 0, time = -1;
    struct indices spots[2] = { plan_start(p), plan_start(p) };
    if (!*list || !strchr(list, ',') || strchr(strchr(list, ',') + 1, ',')) {
        fail(p->f, EXIT_USAGE, "--phase takes two names, as in --phase V,W");
        return NULL;
    }
    if (!p->q->variables)
        p->variable_count = 0;
    for (int k = 0; k < 2; k++)
        if (find_phase(p, plan_part(p->arena, &list), &variables[k], &spots[k], &labels[k]) < 0)
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
        plan_refuse_kind(p, "a phase plane follows states along time");
        return NULL;
    }
    p->x = time;
    for (int i = 0; i < count; i++)
        if (dims[i] != time)
            others[n++] = dims[i];
    if (n > 1) {
        plan_refuse_many(p, others, n);
        return NULL;
    }
    p->color = n ? others[0] : -1;
    struct picture *made = plan_picture(p, 1);
    struct plot_panel *panel = made->panels;
    long curves = places_of(p, others, n);
    if (curves > PLAN_CURVES) {
        fail(p->f, EXIT_MODEL, "more than %d curves would lie over each other; choose a place with --at", PLAN_CURVES);
        return NULL;
    }
    panel->x = panel->y = axis_empty;
    panel->x.label = labels[0];
    panel->y.label = labels[1];
    panel->x.log = plan_is_log(p, PLOT_LOG_X);
    panel->y.log = plan_is_log(p, PLOT_LOG_Y);
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
    } while (plan_next(p, others, n, &spots[0]));
    made->columns = 1;
    return made;
}
