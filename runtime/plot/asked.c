/* asked.c -- what was asked of a picture and made no difference to it: an answer instead of silence. */
#include "plan.h"
#include <stdio.h>
#include <string.h>

#define KIND(name) (1u << PLOT_##name)
enum {
    CURVES = KIND(LINE) | KIND(OVERLAY) | KIND(PANELS),
    MAPS = KIND(HEAT) | KIND(MATRIX)
};

/* What a kind is called: ORDER plot_kind. */
static const char *const called[] = {
    "this picture", "lines", "lines", "panels of lines", "a map", "a scatter", "a histogram", "a matrix", "a phase plane"
};

/* An option and the kinds that it acts on. */
struct asking { int given; const char *option; unsigned kinds; const char *on; };

static int answer(struct plan *p, const struct asking *a)
{
    if (!a->given || a->kinds & 1u << p->kind)
        return 0;
    return fail(p->f, EXIT_USAGE, "%s does nothing to %s; leave it out, or draw %s: --kind", a->option, called[p->kind], a->on);
}

static int answer_kinds(struct plan *p)
{
    const struct plot_request *q = p->q;
    const struct asking all[] = {
        { q->x != NULL, "--x", CURVES | MAPS | KIND(SCATTER), "lines, a map or a scatter" },
        { q->y != NULL, "--y", MAPS | KIND(SCATTER), "a map or a scatter" },
        { q->color != NULL, "--color", CURVES | KIND(SCATTER), "a scatter or lines" },
        { q->panels, "--panels", CURVES | MAPS | KIND(HISTOGRAM), "lines, a map or histograms" },
        { q->phase != NULL, "--phase", KIND(PHASE), "a phase plane" }
    };
    for (size_t i = 0; i < sizeof all/sizeof *all; i++)
        if (answer(p, &all[i]) < 0)
            return -1;
    return 0;
}

static int is_strip(const struct picture *made)
{
    return made->panels[0].y.names && made->panels[0].y.down && made->panels[0].mark == MARK_POINTS;
}

static int answer_parts(struct plan *p, const struct picture *made)
{
    const struct plot_request *q = p->q;
    const struct plot_panel *panel = made->panels;
    int both = PLOT_LOG_X | PLOT_LOG_Y;
    if (p->kind == PLOT_SCATTER && q->variables && p->variable_count == 1 && p->variables[0] != p->x_variable
        && p->variables[0] != p->y_variable && p->variables[0] != p->color_variable)
        return fail(p->f, EXIT_USAGE, "--x, --y and --color say all of a scatter; leave out '%s'", q->variables);
    if (q->panels && q->kind == PLOT_OVERLAY)
        return fail(p->f, EXIT_USAGE, "--kind overlay lays curves over each other, --panels draws them apart; leave one of them out");
    if (q->panels && made->panel_count == 1)
        return fail(p->f, EXIT_USAGE, "--panels: there is one panel to draw; leave it out");
    if (q->log & PLOT_LOG_COLOR && !made->has_color)
        return fail(p->f, EXIT_USAGE, "--log color: nothing is colored by a number there; leave it out");
    if (q->log & both && ((q->log & PLOT_LOG_X && panel->x.names) || (q->log & PLOT_LOG_Y && panel->y.names)))
        return fail(p->f, EXIT_USAGE, "--log %s: names stand on that axis%s, not numbers; leave it out",
                    q->log & PLOT_LOG_X && panel->x.names ? "x" : "y", is_strip(made) ? ", those of the variables" : "");
    return 0;
}

/* Places of dimensions that nothing of the picture has. */
static int answer_places(struct plan *p)
{
    const int others[] = { p->x_variable, p->y_variable, p->color_variable };
    int shown = p->variable_count ? p->variables[0] : p->y_variable;
    for (int d = 0; d < p->r->dim_count; d++) {
        int used = !p->dims[d].asked;
        for (int i = 0; i < p->variable_count; i++)
            used |= plan_has_dim(p, p->variables[i], d);
        for (int i = 0; i < 3; i++)
            used |= others[i] >= 0 && plan_has_dim(p, others[i], d);
        if (!used)
            return fail(p->f, EXIT_USAGE, "--at: %s does not vary along %s; leave its place out",
                        shown < 0 ? "what is drawn" : p->r->variables[shown].name, p->r->dims[d].name);
    }
    return 0;
}

int plan_answer(struct plan *p, const struct picture *made)
{
    return answer_kinds(p) < 0 || answer_parts(p, made) < 0 || answer_places(p) < 0 ? -1 : 0;
}
