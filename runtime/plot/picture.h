/* picture.h -- what is drawn, whatever draws it: panels of curves, points, bars or cells.
 *
 * Made by choose.c, curves.c, fields.c and gather.c, all of it in the arena of plot_make, and drawn by
 * script.c (gnuplot) and print.c (terminals), which change nothing.
 */
#ifndef PICTURE_H
#define PICTURE_H
#include "plot.h"

struct plot_axis {
    const char *label;              /* "a [mV]" */
    double lo, hi;                  /* what it shows; finite, lo < hi */
    int log;                        /* then lo > 0 */
    int whole;                      /* only whole numbers lie on it: no ticks between */
    int down;                       /* y of matrices and strips: lo is above */
    const char *const *names;       /* of the places 0, 1, ... instead of numbers; NULL: numbers */
    int name_count;                 /* 0 without names */
};

struct plot_curve {
    const char *label;              /* in the legend; NULL: none */
    double *x, *y;                  /* NaN: a gap */
    double *shade;                  /* of each point on the color bar; NULL: of all, below */
    long count;                     /* of points, gaps among them */
    int color;                      /* number in the list of colors; -1: level counts */
    double level;                   /* on the color bar */
};

enum plot_mark { MARK_LINE, MARK_DOTTED_LINE, MARK_POINTS, MARK_BARS, MARK_CELLS };

struct plot_panel {
    const char *title;              /* or NULL */
    struct plot_axis x, y;          /* widened to hold all that is drawn, then fitted */
    enum plot_mark mark;            /* of all that is in the panel */
    struct plot_curve *curves;      /* all but CELLS; BARS: two or more, x are middles, all as wide on the axis */
    int curve_count;
    long nx, ny;                    /* CELLS: columns, rows */
    double *xs, *ys;                /* CELLS: [nx], [ny] middles, rising */
    double *cells;                  /* [y][x]; NaN: nothing known */
};

struct picture {
    enum plot_kind kind;            /* never PLOT_AUTO */
    const char *title;              /* or NULL */
    struct plot_panel *panels;      /* row by row */
    int panel_count, rows, columns; /* places of the last row may be empty */
    int share_x, share_y;           /* axes are written at the lowest, the leftmost panels only */
    int legend;                     /* curves have labels; above them stands: */
    const char *legend_title;       /* or NULL */
    int has_color;                  /* a color bar: */
    struct plot_axis color;         /* one for all panels */
    double width, height;           /* cm */
    int chosen_size;                /* ... were asked for: the text drawing takes them for letters */
    int dpi;                        /* of PNG */
};

/* ---- axes (axis.c) ---- */

/* Widens to hold x, unless it is NaN or infinite. An empty one has lo > hi. */
void axis_hold(struct plot_axis *a, double x);
/* Makes it fit to be drawn: never empty, with [margin] of its length at both ends. Its ends, if it has any, are
 * within 1e300, as plan_finish_axis sees to, so that all differences are finite. */
void axis_fit(struct plot_axis *a, double margin);
/* The distance of ticks, 1, 2 or 5 times a power of ten, so that there are about [n]. */
double axis_step(const struct plot_axis *a, int n);
/* Where x lies: 0 at lo, 1 at hi; the other way round of one that goes down. */
double axis_place(const struct plot_axis *a, double x);
/* A number as it is written: so many digits of it, or five, "0.25", "1e-05". */
struct plot_number { char text[32]; };         /* NUL-terminated */
struct plot_number axis_digits(double x, int digits);
struct plot_number axis_number(double x);
/* All ticks with numbers, rising, about [n] where the axis is linear; how many. A logarithmic axis has the decades
 * where it shows two of them, else of their multiples 2 and 5, 2, 3, 5 and 7, or all, as many as make three, and in
 * a short range what a linear one has. */
enum { TICKS_MOST = 100 };
int axis_ticks(const struct plot_axis *a, int n, double at[TICKS_MOST]);
/* Whether these are the decades. */
int axis_has_decades(const struct plot_axis *a);
/* The first tick of equal steps, and the next one; past the end when > hi. Of log axes decades. */
double axis_tick(const struct plot_axis *a, double step, long i);
long axis_first_tick(const struct plot_axis *a, double step);

/* ---- colors (colors.c) ---- */

enum { PLOT_COLORS = 7 };
/* Of curves: Okabe and Ito's, which people with any color vision tell apart. 0xrrggbb. */
unsigned plot_color(int i);
/* Viridis (Smith and van der Walt, of matplotlib) at 0 to 1: 0xrrggbb. */
unsigned plot_shade(double at);
enum { PLOT_SHADES = 33 };          /* viridis is straight between so many */

/* ---- gnuplot (script.c, gnuplot.c) ---- */

enum plot_format { FORMAT_PNG, FORMAT_SVG, FORMAT_PDF, FORMAT_SCRIPT };
/* [output]: a file the script shall write; NULL: its standard output. */
void plot_script(const struct picture *p, enum plot_format format, const char *output, struct text *out);
/* Runs gnuplot; what it draws is in [image]. Where it takes longer than [patience] seconds, or
 * [stop] (or NULL) becomes nonzero, it is ended: codes 3 and 130. */
int gnuplot_run(const struct text *script, enum plot_format format, double patience, const volatile sig_atomic_t *stop,
                struct text *image, struct fail *f);
/* Whether there is a gnuplot: 0, or -1 with code 3. */
int gnuplot_find(struct fail *f);
#endif
