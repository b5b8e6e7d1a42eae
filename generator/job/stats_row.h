/* stats_row.h -- what a sweep reports, as a row of --stats. */
#ifndef STATS_ROW_H
#define STATS_ROW_H
#include "sink/stats.h"
#include "sweep/sweep.h"

/* All but the seconds that are not the sweep's: parse_s, lower_s, emit_s, write_s. */
struct stats_row stats_row_of(const char *exploration, int single, const struct sweep_report *report);
#endif
