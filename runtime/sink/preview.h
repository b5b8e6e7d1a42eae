/* preview.h -- a table that is in nobody's memory, as the screen shows it. */
#ifndef PREVIEW_H
#define PREVIEW_H
#include "sink.h"

/* Computes rows first .. first+count-1 into cells[column][count*elements]. */
typedef void table_fill(void *user, long first, long count, double **cells);

/* Opens sink_screen on [t] and gives it the rows that can be seen; no others are
 * computed. What follows is sink_show, or sink_abandon. */
int preview_open(struct sink *screen, const struct table *t, table_fill *fill, void *user, struct fail *f);
#endif
