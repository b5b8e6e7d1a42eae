/* plot.h -- pictures of results.
 *
 *   plot_make    reads what is to be drawn of a NetCDF file: a picture (picture.h)
 *   plot_write   a picture as a file, by gnuplot: PNG, SVG, PDF, or the script itself
 *   plot_print   a picture as text, for terminals; nothing else is needed for that
 *
 * What kind of picture it is follows from the dimensions of what is drawn, unless it is
 * told (choose.c). Reading takes bounded memory: a series is thinned to what a picture of
 * its width can show.
 */
#ifndef PLOT_H
#define PLOT_H
#include <signal.h>
#include "base/arena.h"
#include "base/fail.h"
#include "base/text.h"

enum plot_kind {
    PLOT_AUTO, PLOT_LINE, PLOT_OVERLAY, PLOT_PANELS, PLOT_HEAT, PLOT_SCATTER, PLOT_HISTOGRAM, PLOT_MATRIX,
    PLOT_PHASE
};

/* Axes that are logarithmic. */
enum { PLOT_LOG_X = 1, PLOT_LOG_Y = 2, PLOT_LOG_COLOR = 4 };

/* What is asked for; 0 and NULL where nothing was said. Texts are borrowed. */
struct plot_request {
    const char *variables;          /* "V", "mean_V,std_V"; NULL: chosen */
    int kind;                       /* enum plot_kind */
    const char *x, *y, *color;      /* names of dimensions or variables */
    const char *phase;              /* "V,W": two states or two variables, one over the other */
    const char **at;                /* NULL-terminated: "b=2", a place on a dimension; or NULL */
    int log;                        /* PLOT_LOG_X, ... */
    int panels;                     /* a panel a curve, a panel a map */
    const char *title;              /* above all panels */
    const char *size;               /* "8.5x6", cm; of text: characters */
    int dpi;                        /* of PNG; 0: 300 */
};

struct picture;

/* Reads [path]. NULL: [f] has code 1 where the file has nothing that can be drawn so, 2 where
 * the request cannot be understood, 3 where the file cannot be read. */
const struct picture *plot_make(const char *path, const struct plot_request *q, struct arena *a, struct fail *f);

/* By the ending of [path]: .png, .svg, .pdf by gnuplot, or .gp: the script that makes a PDF.
 * The file is there whole or not at all. Code 2: another ending; 3: gnuplot is not there, failed
 * or comes to no end, or the file cannot be written; 130: [stop], which may be NULL, became nonzero. */
int plot_write(const struct picture *p, const char *path, const volatile sig_atomic_t *stop, struct fail *f);
/* Whether plot_write could: 0, or -1 with what it would say. */
int plot_judge(const char *path, struct fail *f);

/* What letters a terminal shows. */
struct plot_screen {
    int columns, rows;              /* at most */
    int unicode;                    /* else plain ASCII */
    int colors;                     /* 256 of them */
};
void plot_print(const struct picture *p, const struct plot_screen *s, struct text *out);
#endif
