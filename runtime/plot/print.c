/* print.c -- a picture as text.
 *
 * Curves are dots of braille where a terminal has them and nothing but the letter would tell
 * them apart (one curve, or colors), else letters. Maps are a ramp of ten letters, or colors.
 */
#include "picture.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/utf8.h"

enum { COLUMNS_LEAST = 30, ROWS_LEAST = 8, FEW = 200 };      /* so few points are letters: a dot alone is hardly seen */

static const char letters[] = "*+xo#@%&";
static const char ramp[] = " .:-=+*#%@";

struct square { unsigned char dots; char letter; unsigned color; int has_color; };

struct canvas {
    const struct plot_screen *s;
    const struct plot_panel *panel;
    int columns, rows;          /* of the plane alone */
    int braille;
    struct square *cells;         /* [rows][columns] */
};

/* ---- ink ---- */

/* x, y in dots from the upper left corner: two in a letter's width, four in its height; beyond the edges is nothing. */
static void dot(const struct canvas *c, long x, long y, char letter, unsigned color)
{
    static const unsigned char bits[4][2] = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };
    if (x < 0 || y < 0 || x >= 2L*c->columns || y >= 4L*c->rows)
        return;
    struct square *cell = &c->cells[y/4*c->columns + x/2];
    cell->dots |= bits[y % 4][x % 2];
    cell->letter = letter;
    cell->color = color;
    cell->has_color = 1;
}

static void line(const struct canvas *c, double x0, double y0, double x1, double y1, char letter, unsigned color)
{
    long n = lround(fmax(fabs(x1 - x0), fabs(y1 - y0)));
    for (long i = 0; i <= n; i++) {
        double t = n ? (double)i/(double)n : 0;
        dot(c, lround(x0 + t*(x1 - x0)), lround(y0 + t*(y1 - y0)), letter, color);
    }
}

/* ---- panels ---- */

static double dot_x(const struct canvas *c, double x)
{
    return axis_place(&c->panel->x, x)*(2*c->columns - 1);
}

static double dot_y(const struct canvas *c, double y)
{
    return (1 - axis_place(&c->panel->y, y))*(4*c->rows - 1);
}

static unsigned color_of(const struct picture *p, const struct plot_curve *k, long i)
{
    if (k->shade || k->color < 0)
        return plot_shade(axis_place(&p->color, k->shade ? k->shade[i] : k->level));
    return plot_color(k->color);
}

static void ink_bar(const struct canvas *c, const struct plot_curve *k, long i, char letter, unsigned color)
{
    int log = c->panel->x.log;
    double half = log ? sqrt(k->x[1]/k->x[0]) : (k->x[1] - k->x[0])/2;
    long left = lround(dot_x(c, log ? k->x[i]/half : k->x[i] - half)), right = lround(dot_x(c, log ? k->x[i]*half : k->x[i] + half));
    for (long x = left; x < right || x == left; x++)
        line(c, (double)x, dot_y(c, k->y[i]), (double)x, 4*c->rows - 1, letter, color);
}

static void ink_curve(const struct canvas *c, const struct picture *p, const struct plot_curve *k, char letter)
{
    int joined = c->panel->mark == MARK_LINE || c->panel->mark == MARK_DOTTED_LINE, before = 0;
    for (long i = 0; i < k->count; i++) {
        int there = isfinite(k->x[i]) && isfinite(k->y[i]);
        unsigned color = color_of(p, k, i);
        if (there && c->panel->mark == MARK_BARS)
            ink_bar(c, k, i, letter, color);
        else if (there && joined && before)
            line(c, dot_x(c, k->x[i - 1]), dot_y(c, k->y[i - 1]), dot_x(c, k->x[i]), dot_y(c, k->y[i]), letter, color);
        else if (there)
            dot(c, lround(dot_x(c, k->x[i])), lround(dot_y(c, k->y[i])), letter, color);
        before = there;
    }
}

/* The index of the cell of a map that covers a place, by its middle. */
static long covering(const double *at, long n, double x)
{
    long i = 0;
    while (i + 1 < n && fabs(at[i + 1] - x) <= fabs(at[i] - x))
        i++;
    return i;
}

static double unplace(const struct plot_axis *a, double t)
{
    t = a->down ? 1 - t : t;
    return a->log ? a->lo*pow(a->hi/a->lo, t) : a->lo + t*(a->hi - a->lo);
}

static void ink_cells(const struct canvas *c, const struct picture *p)
{
    const struct plot_panel *panel = c->panel;
    for (int row = 0; row < c->rows; row++)
        for (int column = 0; column < c->columns; column++) {
            long k = covering(panel->ys, panel->ny, unplace(&panel->y, 1 - (row + 0.5)/c->rows));
            long i = covering(panel->xs, panel->nx, unplace(&panel->x, (column + 0.5)/c->columns));
            double z = panel->cells[k*panel->nx + i], at = isfinite(z) ? axis_place(&p->color, z) : 0;
            struct square *cell = &c->cells[row*c->columns + column];
            cell->letter = isfinite(z) ? ramp[(int)fmin(fmax(at*10, 0), 9)] : '?';
            cell->color = plot_shade(at);
            cell->has_color = isfinite(z);
        }
}

/* ---- letters ---- */

/* What a terminal shows of a text: no control characters, and no more than ASCII where
 * there is no more. */
static void put_text(const struct plot_screen *s, const char *text, struct text *out)
{
    for (; *text; text++) {
        unsigned char ch = (unsigned char)*text;
        if (ch < ' ' || ch == 0x7f || (ch >= 0x80 && !s->unicode))
            text_add(out, utf8_continues(*text) ? "" : "?");
        else
            text_bytes(out, text, 1);
    }
}

/* One of the 216 colors of terminals. */
static int color_number(unsigned rgb)
{
    int r = (int)(rgb >> 16 & 255), g = (int)(rgb >> 8 & 255), b = (int)(rgb & 255);
    return 16 + 36*((r*5 + 127)/255) + 6*((g*5 + 127)/255) + (b*5 + 127)/255;
}

static void put_cell(const struct canvas *c, const struct square *cell, struct text *out)
{
    int map = c->panel->mark == MARK_CELLS;
    if (c->s->colors && cell->has_color)
        text_print(out, "\x1b[%d;5;%dm", map ? 48 : 38, color_number(cell->color));
    if (map && c->s->colors && cell->has_color)
        text_add(out, " ");
    else if (c->braille && cell->dots) {
        const char three[4] = { (char)0xe2, (char)(0xa0 + (cell->dots >> 6)), (char)(0x80 | (cell->dots & 0x3f)), 0 };
        text_add(out, three);
    } else
        text_print(out, "%c", cell->letter ? cell->letter : ' ');
    if (c->s->colors && cell->has_color)
        text_add(out, "\x1b[0m");
}

/* As much of a text as numbers take at most. */
static struct plot_number short_name(const char *name)
{
    struct plot_number n;
    snprintf(n.text, sizeof n.text, "%.*s", (int)utf8_cut(name, 16), name);
    return n;
}

static long letters_of(const char *text)
{
    long n = 0;
    for (; *text; text++)
        n += !utf8_continues(*text);
    return n;
}

/* The label of the tick that lies in a row, or "". */
static struct plot_number tick_of_row(const struct canvas *c, int row)
{
    const struct plot_axis *a = &c->panel->y;
    struct plot_number none = { "" };
    for (int i = 0; i < a->name_count; i++)
        if (lround((1 - axis_place(a, i))*(c->rows - 1)) == row)
            return short_name(a->names[i]);
    if (a->names)
        return none;
    double ticks[TICKS_MOST];
    int count = axis_ticks(a, c->rows/3 + 1, ticks);
    for (int i = 0; i < count; i++)
        if (lround((1 - axis_place(a, ticks[i]))*(c->rows - 1)) == row)
            return axis_number(ticks[i]);
    return none;
}

static int tick_width(const struct canvas *c)
{
    int most = 1;
    for (int row = 0; row < c->rows; row++) {
        int n = (int)strlen(tick_of_row(c, row).text);
        most = n > most ? n : most;
    }
    return most;
}

static void put_x_axis(const struct canvas *c, int margin, struct text *out)
{
    const struct plot_axis *a = &c->panel->x;
    double ticks[TICKS_MOST];
    int count = a->names ? 0 : axis_ticks(a, c->columns/12 + 1, ticks), names = a->name_count;
    long used = 0;
    char marks[1024];
    int room = c->columns < 1000 ? c->columns : 1000;
    memset(marks, '-', (size_t)room);
    for (int i = 0; i < count + names; i++) {
        long column = lround(axis_place(a, names ? i : ticks[i])*(c->columns - 1));
        if (column >= 0 && column < room)
            marks[column] = '+';
    }
    text_print(out, "%*s+%.*s\n%*s", margin, "", room, marks, margin + 1, "");
    for (int i = 0; i < count + names; i++) {
        struct plot_number n = names ? short_name(a->names[i]) : axis_number(ticks[i]);
        long column = lround(axis_place(a, names ? i : ticks[i])*(c->columns - 1)) - letters_of(n.text)/2;
        column = names && column < 0 ? 0 : column;
        if (column < used + (used > 0) || column > room)
            continue;
        text_print(out, "%*s", (int)(column - used), "");
        put_text(c->s, n.text, out);
        used = column + letters_of(n.text);
    }
    text_print(out, "\n%*s", margin + 1 + (c->columns > (int)strlen(a->label) ? (c->columns - (int)strlen(a->label))/2 : 0), "");
    put_text(c->s, a->label, out);
    text_add(out, "\n");
}

static void put_legend(const struct canvas *c, const struct picture *p, struct text *out)
{
    int shown = 0;
    for (int i = 0; i < c->panel->curve_count && p->legend; i++) {
        const struct plot_curve *k = &c->panel->curves[i];
        struct square sample = { .dots = 0x36, .letter = letters[i % 8], .color = plot_color(k->color < 0 ? 0 : k->color), .has_color = 1 };
        if (!k->label)
            continue;
        text_add(out, "  ");
        if (!shown++ && p->legend_title) {
            put_text(c->s, p->legend_title, out);
            text_add(out, ":  ");
        }
        put_cell(c, &sample, out);
        text_add(out, " ");
        put_text(c->s, k->label, out);
    }
    if (p->has_color) {
        text_add(out, "  ");
        put_text(c->s, p->color.label, out);
        text_print(out, ": %s ", axis_number(p->color.lo).text);
        for (int i = 0; i < 10; i++) {
            struct square part = { .letter = ramp[i], .color = plot_shade(i/9.0), .has_color = 1, .dots = 0xff };
            if (c->s->colors || c->panel->mark == MARK_CELLS)
                put_cell(c, &part, out);
            else if (i == 0)
                text_add(out, "to");
        }
        text_print(out, " %s", axis_number(p->color.hi).text);
    }
    if (shown || p->has_color)
        text_add(out, "\n");
}

static void put_panel(const struct picture *p, const struct plot_panel *panel, const struct plot_screen *s, int rows,
                      struct text *out)
{
    struct canvas c = { .s = s, .panel = panel, .rows = rows };
    int margin = tick_width(&c);
    c.columns = s->columns - margin - 2 > 10 ? s->columns - margin - 2 : 10;
    int few = panel->mark == MARK_POINTS && panel->curve_count && panel->curves[0].count <= FEW;
    c.braille = s->unicode && panel->mark != MARK_CELLS && !few && (panel->curve_count == 1 || s->colors);
    c.cells = calloc((size_t)(c.rows*c.columns), sizeof *c.cells);
    if (!c.cells)
        guard_out_of_memory();
    if (panel->mark == MARK_CELLS)
        ink_cells(&c, p);
    for (int i = 0; i < panel->curve_count; i++)
        ink_curve(&c, p, &panel->curves[i], letters[i % 8]);
    put_text(s, panel->y.label, out);
    if (panel->title) {
        text_add(out, *panel->y.label ? ", " : "");
        put_text(s, panel->title, out);
    }
    text_add(out, "\n");
    for (int row = 0; row < rows; row++) {
        text_print(out, "%*s|", margin, tick_of_row(&c, row).text);
        for (int column = 0; column < c.columns; column++)
            put_cell(&c, &c.cells[row*c.columns + column], out);
        text_add(out, "\n");
    }
    put_x_axis(&c, margin, out);
    put_legend(&c, p, out);
    free(c.cells);
}

void plot_print(const struct picture *p, const struct plot_screen *s, struct text *out)
{
    struct plot_screen fit = *s;
    if (p->chosen_size) {
        fit.columns = (int)p->width;
        fit.rows = (int)p->height;
    }
    fit.columns = fit.columns < COLUMNS_LEAST ? COLUMNS_LEAST : fit.columns;
    int rows = fit.rows - 5 < ROWS_LEAST ? ROWS_LEAST : fit.rows - 5;
    if (p->title) {
        put_text(s, p->title, out);
        text_add(out, "\n");
    }
    for (int i = 0; i < p->panel_count; i++) {
        text_add(out, i ? "\n" : "");
        put_panel(p, &p->panels[i], &fit, p->panel_count > 1 && rows > 12 ? 12 : rows, out);
    }
}
