/* script_data.c -- the numbers of a script of gnuplot: curves, bars, cells. */
#include "script_parts.h"
#include <math.h>
#include "base/number.h"

/* ---- numbers ---- */

void script_number(struct text *out, double x)
{
    char digits[NUMBER_SHORTEST];
    text_add(out, isfinite(x) ? number_shortest(digits, x, 0) : "NaN");
}

void script_rounded(struct text *out, double x)
{
    char digits[NUMBER_SHORTEST];
    text_add(out, isfinite(x) ? number_shortest(digits, (double)(float)x, 1) : "NaN");
}

/* Where floats end, doubles go on. */
static void value(struct text *out, double x)
{
    if (isfinite(x) && x != 0 && (fabs(x) > 1e37 || fabs(x) < 1e-37))
        script_number(out, x);
    else
        script_rounded(out, x);
}

/* ---- data ---- */

int script_has_sides(const struct plot_panel *panel)
{
    return panel->mark == MARK_BARS && (panel->x.log || panel->y.log);
}

int script_has_points(const struct plot_curve *c)
{
    for (long i = 0; i < c->count; i++)
        if (isfinite(c->x[i]) && isfinite(c->y[i]))
            return 1;
    return 0;
}

/* Of each bar the middle, the height and the sides; those of no height are nowhere. */
static void bar_data(const struct plot_panel *panel, const struct plot_curve *c, struct text *out)
{
    double factor = panel->x.log ? sqrt(c->x[1]/c->x[0]) : 1, half = panel->x.log ? 0 : (c->x[1] - c->x[0])/2;
    for (long i = 0; i < c->count; i++) {
        const double numbers[] = { c->x[i], c->y[i], c->x[i]/factor - half, c->x[i]*factor + half, panel->y.log ? panel->y.lo : 0, c->y[i] };
        for (int k = 0; k < 6 && isfinite(c->y[i]); k++) {
            text_add(out, k ? " " : "");
            value(out, numbers[k]);
        }
        text_add(out, isfinite(c->y[i]) ? "\n" : "");
    }
}

/* Of a curve without any point gnuplot leaves out the legend as well; of one that is nowhere it does not. */
static void curve_data(const struct plot_curve *c, struct text *out)
{
    if (!script_has_points(c)) {
        text_add(out, c->shade || c->color < 0 ? "NaN NaN NaN\n" : "NaN NaN\n");
        return;
    }
    for (long i = 0; i < c->count; i++) {
        if (!isfinite(c->x[i]) || !isfinite(c->y[i])) {
            text_add(out, "\n");            /* a gap */
            continue;
        }
        value(out, c->x[i]);
        text_add(out, " ");
        value(out, c->y[i]);
        if (c->shade || c->color < 0) {
            text_add(out, " ");
            value(out, c->shade ? c->shade[i] : c->level);
        }
        text_add(out, "\n");
    }
}

/* The edges of cells lie half way between their middles. */
static double edge_of(const double *at, long n, long i, const struct plot_axis *a)
{
    if (i == 0)
        return a->lo;
    if (i == n)
        return a->hi;
    return a->log ? sqrt(at[i - 1]*at[i]) : at[i - 1]/2 + at[i]/2;
}

static int is_even(const double *at, long n, const struct plot_axis *a)
{
    double step = n > 1 ? (at[n - 1] - at[0])/(double)(n - 1) : 1;
    for (long i = 1; i < n; i++)
        if (fabs(at[i] - at[i - 1] - step) > 1e-4*fabs(step))
            return 0;
    return !a->log && step > 0;
}

static int is_known(const struct plot_panel *panel, long i, long k)
{
    return i < panel->nx && k < panel->ny && isfinite(panel->cells[k*panel->nx + i]);
}

/* A cell reaches below those right of it and above it, which are drawn later: between edges that only
 * touch, white would shine through. */
static void box_of(const struct plot_panel *panel, long i, long k, double box[4])
{
    int right = is_known(panel, i + 1, k);
    int up = is_known(panel, i, k + 1) && (!right || is_known(panel, i + 1, k + 1));
    box[0] = edge_of(panel->xs, panel->nx, i, &panel->x);
    box[1] = right ? panel->xs[i + 1] : edge_of(panel->xs, panel->nx, i + 1, &panel->x);
    box[2] = edge_of(panel->ys, panel->ny, k, &panel->y);
    box[3] = up ? panel->ys[k + 1] : edge_of(panel->ys, panel->ny, k + 1, &panel->y);
}

int script_is_image(const struct plot_panel *panel)
{
    return is_even(panel->xs, panel->nx, &panel->x) && is_even(panel->ys, panel->ny, &panel->y)
        && panel->nx > 1 && panel->ny > 1;
}

static void cell_data(const struct plot_panel *panel, struct text *out)
{
    int image = script_is_image(panel);
    for (long k = 0; k < panel->ny; k++)
        for (long i = 0; i < panel->nx; i++) {
            double z = panel->cells[k*panel->nx + i];
            double box[4];
            box_of(panel, i, k, box);
            if (!image && !isfinite(z))
                continue;
            value(out, panel->xs[i]);
            text_add(out, " ");
            value(out, panel->ys[k]);
            for (int b = 0; b < 4 && !image; b++) {
                text_add(out, " ");
                value(out, box[b]);
            }
            text_add(out, " ");
            value(out, z);
            text_add(out, "\n");
        }
}

void script_data(const struct picture *p, struct text *out)
{
    for (int i = 0; i < p->panel_count; i++) {
        const struct plot_panel *panel = &p->panels[i];
        if (panel->mark == MARK_CELLS) {
            text_print(out, "$cells%d << END\n", i);
            cell_data(panel, out);
            text_add(out, "END\n");
        }
        for (int c = 0; c < panel->curve_count; c++) {
            text_print(out, "$curve%d_%d << END\n", i, c);
            if (script_has_sides(panel))
                bar_data(panel, &panel->curves[c], out);
            else
                curve_data(&panel->curves[c], out);
            text_add(out, "END\n");
        }
    }
}
