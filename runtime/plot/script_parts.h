/* script_parts.h -- what the two halves of a script share: the page (script.c) and the data (script_data.c). */
#ifndef SCRIPT_PARTS_H
#define SCRIPT_PARTS_H
#include "picture.h"

void script_number(struct text *out, double x);
/* Of a place on the page or a value that is seen: seven digits show more than any eye. */
void script_rounded(struct text *out, double x);

/* The data of all panels, $cells0, $curve0_0, ... */
void script_data(const struct picture *p, struct text *out);
int  script_has_points(const struct plot_curve *c);
/* An image where cells are alike: files stay small, and no seams show between cells. */
int  script_is_image(const struct plot_panel *panel);
/* Bars that have their four sides in the data: gnuplot knows no width that is the same on a logarithmic axis. */
int  script_has_sides(const struct plot_panel *panel);
#endif
