/* script.c -- a picture as a script of gnuplot, data and all.
 *
 * Whatever comes from a file stands between single quotes, where gnuplot reads nothing but
 * a doubled quote, and markup is off: no name can become a command. Margins are computed here,
 * in centimeters, so that panels stand in line and nothing depends on fonts being measured.
 */
#include "script_parts.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "base/number.h"
#include "base/utf8.h"

/* Type is 8 points high, as journals want it. In cm: */
#define LETTER 0.175             /* a digit's width */
#define LINE_HEIGHT 0.42
#define GAP 0.25
#define BAR_WIDTH 0.28          /* of the color bar */
#define TICK_ROOM 0.45          /* from one tick of a vertical axis to the next, at least */
#define NAME_ROOM 0.36          /* the same where names stand instead of numbers, upright ones too */
#define UPRIGHT 0.15            /* a letter of a name, some of which are narrow */
#define BELOW 1.15              /* of a panel: its numbers and its label */

enum { TEXT_MOST = 120, NAME_MOST = 16, LEGEND_MOST = 30, TICKS_ACROSS = 10, TICKS_UP = 6, FONT_POINTS = 8, PIXELS_MOST = 20000, BAR_STEPS = 128 };

/* ---- texts and numbers ---- */

/* Between single quotes; control characters become blanks, a long text is cut. */
static void quote(struct text *out, const char *s, int most)
{
    size_t n = strlen(s), end = n <= (size_t)most ? n : utf8_cut(s, most > 4 ? (size_t)most - 3 : 1);
    text_add(out, "'");
    for (size_t i = 0; i < end; i++) {
        char c = (unsigned char)s[i] < ' ' || s[i] == 0x7f ? ' ' : s[i];
        text_bytes(out, &c, 1);
        if (c == '\'')
            text_bytes(out, &c, 1);
    }
    text_add(out, s[end] ? "...'" : "'");
}

/* ---- the page ---- */

/* Edges of the axes of a panel, cm from the lower left corner of the page. */
struct edges { double left, right, bottom, top; };

static int letters_of_ticks(const struct plot_axis *a, double step)
{
    int most = 1, few = a->log && !axis_has_decades(a);
    double ticks[TICKS_MOST];
    long first = axis_first_tick(a, step), count = few ? axis_ticks(a, 1, ticks) : 40;
    for (long i = 0; i < count && (few || axis_tick(a, step, first + i) <= a->hi); i++) {
        int n = (int)strlen(axis_number(few ? ticks[i] : axis_tick(a, step, first + i)).text);
        most = n > most ? n : most;
    }
    for (int i = 0; i < a->name_count; i++) {
        int n = (int)strlen(a->names[i]);
        most = n > most ? n : most;
    }
    return most < NAME_MOST ? most : NAME_MOST;
}

/* The finest ticks of an axis, but not more than so many, whose numbers stand apart. */
static double step_across(const struct plot_axis *a, double length)
{
    double step = axis_step(a, TICKS_ACROSS);
    for (int n = TICKS_ACROSS; n > 2 && step/(a->hi - a->lo)*length < LETTER*letters_of_ticks(a, step) + 0.35; n--)
        step = axis_step(a, n - 1);
    return step;
}

static double step_up(const struct plot_axis *a, double length)
{
    double step = axis_step(a, TICKS_UP);
    for (int n = TICKS_UP; n > 2 && step/(a->hi - a->lo)*length < TICK_ROOM; n--)
        step = axis_step(a, n - 1);
    return step;
}

static int tick_letters(const struct plot_axis *a, double length)
{
    return letters_of_ticks(a, a->log ? 1 : step_up(a, length));
}

static double left_margin(const struct plot_panel *panel, double height)
{
    return 0.55 + (*panel->y.label ? LINE_HEIGHT : 0) + LETTER*tick_letters(&panel->y, height);
}

/* Whether all names of a horizontal axis stand beside each other; else they stand upright. */
static int names_lie(const struct plot_axis *a, double length)
{
    return a->name_count*(LETTER*letters_of_ticks(a, 1) + GAP) <= length;
}

static int legend_letters(const struct picture *p)
{
    size_t most = p->legend_title ? strlen(p->legend_title) : 0;
    for (int i = 0; i < p->panels[0].curve_count; i++) {
        const char *label = p->panels[0].curves[i].label;
        size_t n = label ? strlen(label) + 6 : 0;
        most = n > most ? n : most;
    }
    return (int)(most < LEGEND_MOST ? most : LEGEND_MOST);
}

/* What stands right of all panels: legend or color bar. */
static double right_margin(const struct picture *p)
{
    if (p->has_color)
        return GAP + BAR_WIDTH + 0.25 + LETTER*tick_letters(&p->color, p->height - 1.5) + LINE_HEIGHT + 0.2;
    if (p->legend)
        return GAP + LETTER*legend_letters(p) + 0.1;
    const struct plot_axis *x = &p->panels[0].x;        /* half of a number may stand at the end of the axis */
    return fmax(0.35, 0.1 + LETTER*letters_of_ticks(x, x->log ? 1 : step_across(x, p->width))/2);
}

static double most_left(const struct picture *p, double height)
{
    double most = 0;
    for (int i = 0; i < p->panel_count; i++)
        most = fmax(most, left_margin(&p->panels[i], height));
    return most;
}

static double width_of_panel(const struct picture *p, double left, double *gap)
{
    *gap = p->share_y ? 0.35 + LETTER*2 : left + 0.35;
    return (p->width - left - right_margin(p) - (p->columns - 1)**gap)/p->columns;
}

/* Upright names need room below. */
static double below_panel(const struct picture *p)
{
    double gap, width = width_of_panel(p, most_left(p, p->height), &gap), below = BELOW;
    for (int i = 0; i < p->panel_count; i++) {
        const struct plot_axis *x = &p->panels[i].x;
        if (x->names && !names_lie(x, width))
            below = fmax(below, BELOW - LINE_HEIGHT + UPRIGHT*letters_of_ticks(x, 1));
    }
    return below;
}

static struct edges frame_of(const struct picture *p, int i)
{
    int row = i/p->columns, column = i % p->columns, titled = p->panels[0].title != NULL;
    double top = p->title ? 0.75 : 0.3, title = titled ? LINE_HEIGHT : 0, below = below_panel(p);
    double between = p->share_x ? 0.3 : below + 0.25;
    double height = (p->height - top - below - (p->rows - 1)*between)/p->rows - title;
    double left = most_left(p, height), gap, width = width_of_panel(p, left, &gap);
    struct edges f = { .left = left + column*(width + gap) };
    f.right = f.left + fmax(width, 0.5);
    f.top = p->height - top - title - row*(height + title + between);
    f.bottom = f.top - fmax(height, 0.5);
    if (p->kind == PLOT_MATRIX) {           /* square cells, as high as there is room */
        const struct plot_panel *panel = &p->panels[i];
        double cell = fmin((f.right - f.left)/(double)panel->nx, (f.top - f.bottom)/(double)panel->ny);
        f.right = f.left + cell*(double)panel->nx;
        f.bottom = f.top - cell*(double)panel->ny;
    }
    return f;
}

static void at_screen(struct text *out, const struct picture *p, double x, double y)
{
    text_add(out, "screen ");
    script_rounded(out, x/p->width);
    text_add(out, ", ");
    script_rounded(out, y/p->height);
}

static void edge(struct text *out, const char *name, double at)
{
    text_print(out, "set %s at screen ", name);
    script_rounded(out, at);
    text_add(out, "\n");
}

/* ---- setting up ---- */

/* Each terminal has units of its own: these make letters of so many points, lines of one point
 * and dots alike in all of them. */
static void terminal(const struct picture *p, enum plot_format format, struct text *out)
{
    double inch = 1/2.54, scale = (double)p->dpi/96;
    if (format == FORMAT_PNG) {
        text_print(out, "set terminal pngcairo noenhanced background '#ffffff' size %ld,%ld font 'sans,%d' fontscale ",
                   lround(p->width*inch*p->dpi), lround(p->height*inch*p->dpi), FONT_POINTS);
        script_rounded(out, scale);
        text_add(out, " linewidth ");
        script_rounded(out, (double)p->dpi/72);
        text_add(out, " pointscale ");
        script_rounded(out, (double)p->dpi/96);
    } else if (format == FORMAT_SVG) {
        text_print(out, "set terminal svg noenhanced standalone background '#ffffff' size %ld,%ld font 'sans-serif,%d' "
                   "fontscale 1.333 linewidth 1.33", lround(p->width*inch*96), lround(p->height*inch*96), FONT_POINTS);
    } else {
        text_add(out, "set terminal pdfcairo noenhanced background '#ffffff' size ");
        script_rounded(out, p->width);
        text_add(out, "cm,");
        script_rounded(out, p->height);
        text_print(out, "cm font 'sans,%d' fontscale 0.75 linewidth 2 pointscale 0.75", FONT_POINTS);
    }
    text_add(out, "\n");
}

static void colors(const struct picture *p, struct text *out)
{
    if (!p->has_color)
        return;
    text_add(out, "set palette defined (");
    for (int i = 0; i < PLOT_SHADES; i++)
        text_print(out, "%s%d '#%06x'", i ? ", " : "", i, plot_shade((double)i/(PLOT_SHADES - 1)));
    text_add(out, ")\nset cbrange [");
    script_number(out, p->color.lo);
    text_add(out, ":");
    script_number(out, p->color.hi);
    text_add(out, p->color.log ? "]\nset logscale cb\n" : "]\n");
}

/* ---- panels ---- */

/* As many of the names as have room. */
static void named_ticks(const struct plot_axis *a, double length, struct text *out)
{
    int every = (int)ceil(a->name_count*NAME_ROOM/length);
    for (int i = 0; i < a->name_count; i += every > 1 ? every : 1) {
        text_add(out, i ? ", " : "(");
        quote(out, a->names[i], NAME_MOST);
        text_print(out, " %d", i);
    }
    text_add(out, ")");
}

/* Where gnuplot would label a single decade or none: those of the ticks that stand apart, the others without numbers. */
static void few_decades(const struct plot_axis *a, int across, double length, struct text *out)
{
    double ticks[TICKS_MOST], last = -INFINITY;
    int count = axis_ticks(a, 1, ticks);
    double room = (across ? LETTER*letters_of_ticks(a, 1) + GAP : TICK_ROOM)/length;
    if (axis_place(a, ticks[count - 1]) - axis_place(a, ticks[0]) < room)
        room = 0;
    for (int i = 0; i < count; i++) {
        double at = axis_place(a, ticks[i]);
        text_add(out, i ? ", " : "(");
        if (fabs(at - last) < room)
            text_add(out, "'' ");
        else
            last = at;
        script_number(out, ticks[i]);
    }
    text_add(out, ")");
}

static void axis(const char *name, const struct plot_axis *a, double length, int labelled, struct text *out)
{
    text_print(out, "set %srange [", name);
    script_number(out, a->down ? a->hi : a->lo);
    text_add(out, ":");
    script_number(out, a->down ? a->lo : a->hi);
    text_print(out, "]\nset %s '%s'\n", *name == 'x' ? "format x" : "format y", labelled ? "%g" : "");
    if (a->log) {
        text_print(out, "set logscale %s\nset %stics ", name, name);
        if (axis_has_decades(a))
            text_add(out, "autofreq");
        else
            few_decades(a, *name == 'x', length, out);
        text_add(out, "\n");
        return;
    }
    text_print(out, "unset logscale %s\nset %stics ", name, name);
    if (a->names && *name == 'x')
        text_print(out, "%s ", names_lie(a, length) ? "norotate" : "rotate by 90 right");
    if (a->names)
        named_ticks(a, length, out);
    else
        script_number(out, *name == 'x' ? step_across(a, length) : step_up(a, length));
    text_add(out, "\n");
}

/* [room]: cm; a text that is longer is cut. */
static void label(const struct picture *p, int tag, const char *what, double x, double y, double room, const char *how,
                  struct text *out)
{
    int most = (int)(room/(0.95*LETTER));
    if (!what || !*what)
        return;
    text_print(out, "set label %d ", tag);
    quote(out, what, most < TEXT_MOST ? most : TEXT_MOST);
    text_add(out, " at ");
    at_screen(out, p, x, y);
    text_print(out, " %s\n", how);
}

/* Whether the panel is the lowest of its column. */
static int is_lowest(const struct picture *p, int i)
{
    return i + p->columns >= p->panel_count;
}

static void panel_axes(const struct picture *p, int i, struct text *out)
{
    const struct plot_panel *panel = &p->panels[i];
    struct edges f = frame_of(p, i);
    int below = !p->share_x || is_lowest(p, i), beside = !p->share_y || i % p->columns == 0;
    double letters = LETTER*tick_letters(&panel->y, f.top - f.bottom);
    double width = f.right - f.left + 0.6;
    edge(out, "lmargin", f.left/p->width);
    edge(out, "rmargin", f.right/p->width);
    edge(out, "bmargin", f.bottom/p->height);
    edge(out, "tmargin", f.top/p->height);
    axis("x", &panel->x, f.right - f.left, below, out);
    axis("y", &panel->y, f.top - f.bottom, beside, out);
    text_add(out, "unset label\n");
    if (below)
        label(p, 1, panel->x.label, (f.left + f.right)/2, f.bottom - (below_panel(p) - 0.3), width, "center", out);
    if (beside)
        label(p, 2, panel->y.label, f.left - 0.5 - letters, (f.bottom + f.top)/2, f.top - f.bottom + 1, "center rotate by 90", out);
    label(p, 3, panel->title, (f.left + f.right)/2, f.top + 0.22, width, "center", out);
    if (i == 0)
        label(p, 4, p->title, p->width/2, p->height - 0.3, p->width - 0.2, "center", out);
}

/* Viewers of PDF let white through between the steps of the bar: it is painted again, each step up to
 * the end, the next one over it. */
static void paint_over(const struct picture *p, double left, double bottom, double top, struct text *out)
{
    text_print(out, "do for [k=0:%d] { set object 100 + k rectangle from screen ", BAR_STEPS - 1);
    script_rounded(out, left/p->width);
    text_add(out, ", screen ");
    script_rounded(out, bottom/p->height);
    text_add(out, " + k*");
    script_rounded(out, (top - bottom)/p->height/BAR_STEPS);
    text_add(out, " to ");
    at_screen(out, p, left + BAR_WIDTH, top);
    text_print(out, " front fillcolor palette frac (k + 0.5)/%d fillstyle solid noborder }\n", BAR_STEPS);
}

/* Beside the last panel of the first row, over all rows. */
static void color_bar(const struct picture *p, int i, enum plot_format format, struct text *out)
{
    if (!p->has_color)
        return;
    struct edges first = frame_of(p, 0), corner = frame_of(p, p->columns - 1), last = frame_of(p, p->panel_count - 1);
    if (i > 0) {
        text_add(out, "unset colorbox\n");
        return;
    }
    double letters = LETTER*tick_letters(&p->color, p->height - 1.5), left = corner.right + GAP;
    text_add(out, "set colorbox user origin ");
    at_screen(out, p, left, last.bottom);
    text_add(out, " size ");
    at_screen(out, p, BAR_WIDTH, first.top - last.bottom);
    text_add(out, " noborder\n");
    if (format == FORMAT_PDF || format == FORMAT_SCRIPT)
        paint_over(p, left, last.bottom, first.top, out);
    if (!p->color.log || !axis_has_decades(&p->color)) {
        text_add(out, "set cbtics ");
        if (p->color.log)
            few_decades(&p->color, 0, first.top - last.bottom, out);
        else
            script_number(out, step_up(&p->color, first.top - last.bottom));
        text_add(out, "\n");
    }
    label(p, 5, p->color.label, left + BAR_WIDTH + 0.45 + letters, (first.top + last.bottom)/2,
          first.top - last.bottom + 1, "center rotate by 90", out);
}

static void legend(const struct picture *p, int i, struct text *out)
{
    if (!p->legend || i != p->columns - 1) {
        text_add(out, "set key off\n");
        return;
    }
    struct edges f = frame_of(p, i);
    text_add(out, "set key on left top Left reverse noenhanced samplen 1 spacing 1.1 width 0 height 0 at ");
    at_screen(out, p, f.right + 0.1, f.top + 0.1);
    if (p->legend_title) {
        text_add(out, " title ");
        quote(out, p->legend_title, LEGEND_MOST);
        text_add(out, " left");
    }
    text_add(out, "\n");
}

static void curve_title(const struct picture *p, const struct plot_curve *c, struct text *out)
{
    if (!p->legend || !c->label) {
        text_add(out, " notitle");
        return;
    }
    text_add(out, " title ");
    quote(out, c->label, LEGEND_MOST - 6);
}

/* Thin where many lie over each other. */
static const char *line_width(const struct plot_panel *panel)
{
    return panel->curve_count > 30 ? "0.4" : panel->curve_count > PLOT_COLORS ? "0.6"
         : panel->curve_count && panel->curves[0].count > 400 ? "0.7" : "1";
}

static void curve_style(const struct plot_panel *panel, const struct plot_curve *c, struct text *out)
{
    char color[40];
    snprintf(color, sizeof color, c->shade || c->color < 0 ? "palette" : "rgb '#%06x'", plot_color(c->color < 0 ? 0 : c->color));
    switch (panel->mark) {
    case MARK_LINE:
        text_print(out, "with lines linewidth %s linecolor %s", line_width(panel), color);
        break;
    case MARK_DOTTED_LINE:
        text_print(out, "with linespoints linewidth %s pointtype 7 pointsize 0.35 linecolor %s", line_width(panel), color);
        break;
    case MARK_POINTS:
        text_print(out, "with points pointtype 7 pointsize %s linecolor %s", c->count > 200 ? "0.3" : c->count > 20 ? "0.5" : "0.7", color);
        break;
    case MARK_BARS:
        text_print(out, "with %s fillstyle %s 0.6 border linewidth 0.4 linecolor %s", script_has_sides(panel) ? "boxxyerror" : "boxes",
                   panel->curve_count > 1 ? "transparent solid" : "solid", color);
        break;
    case MARK_CELLS:
        break;
    }
}

static void plot_curves(const struct picture *p, int i, struct text *out)
{
    const struct plot_panel *panel = &p->panels[i];
    int drawn = 0;
    text_add(out, "plot ");
    for (int c = 0; c < panel->curve_count; c++) {
        const struct plot_curve *curve = &panel->curves[c];
        text_print(out, "%s$curve%d_%d using %s ", drawn++ ? ", \\\n     " : "", i, c,
                   script_has_sides(panel) ? "1:2:3:4:5:6" : curve->shade || curve->color < 0 ? "1:2:3" : "1:2");
        curve_style(panel, curve, out);
        curve_title(p, curve, out);
    }
    text_add(out, "\n");
}

static int has_gaps(const struct plot_panel *panel)
{
    for (long i = 0; i < panel->nx*panel->ny; i++)
        if (!isfinite(panel->cells[i]))
            return 1;
    return 0;
}

/* Where nothing is known it is grey. Browsers blur the few dots of an image over all of the map. */
static void plot_cells(const struct plot_panel *panel, int i, enum plot_format format, struct text *out)
{
    if (has_gaps(panel))
        text_add(out, "set object 1 rectangle from graph 0,0 to graph 1,1 behind fillcolor rgb '#cccccc' "
                 "fillstyle solid noborder\n");
    else
        text_add(out, "unset object 1\n");
    if (script_is_image(panel))
        text_print(out, "plot $cells%d using 1:2:3 with image%s notitle\n", i,
                   format == FORMAT_SVG && panel->nx*panel->ny <= PIXELS_MOST ? " pixels" : "");
    else
        text_print(out, "plot $cells%d using 1:2:3:4:5:6:7 with boxxyerror fillstyle solid noborder "
                   "fillcolor palette notitle\n", i);
}

static int is_empty(const struct plot_panel *panel)
{
    for (int c = 0; c < panel->curve_count; c++)
        if (script_has_points(&panel->curves[c]))
            return 0;
    return 1;
}

static void panels(const struct picture *p, enum plot_format format, struct text *out)
{
    int cells = p->panels[0].mark == MARK_CELLS;
    text_print(out, "set border %d linewidth 0.5\nset tics out nomirror scale 0.5\nset boxwidth 1 relative\n"
               "set format cb '%%g'\nset cbtics scale 0.5\n", cells ? 15 : 3);
    if (p->panel_count > 1)
        text_add(out, "set multiplot\n");
    for (int i = 0; i < p->panel_count; i++) {
        panel_axes(p, i, out);
        color_bar(p, i, format, out);
        legend(p, i, out);
        if (cells)
            plot_cells(&p->panels[i], i, format, out);
        else if (is_empty(&p->panels[i]))
            text_add(out, "plot NaN notitle\n");
        else
            plot_curves(p, i, out);
    }
    if (p->panel_count > 1)
        text_add(out, "unset multiplot\n");
}

void plot_script(const struct picture *p, enum plot_format format, const char *output, struct text *out)
{
    text_add(out, "set encoding utf8\n");
    terminal(p, format, out);
    if (output) {
        text_add(out, "set output ");
        quote(out, output, (int)strlen(output));
        text_add(out, "\n");
    }
    colors(p, out);
    script_data(p, out);
    panels(p, format, out);
}
