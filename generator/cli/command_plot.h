/* command_plot.h -- what massc plot shares with massc run --plot. */
#ifndef COMMAND_PLOT_H
#define COMMAND_PLOT_H
#include "base/arena.h"

/* Where the picture of a result goes unless that is said: "ab_grid.png" beside ab_grid.nc,
 * "ab_grid_std_V.png" for a variable. In the arena. */
const char *plot_beside(const char *result, const char *variables, struct arena *a);
#endif
