/* stats_row.c -- what a sweep reports, as a row of --stats. */
#include "stats_row.h"
#include <sys/resource.h>

static int64_t peak_bytes(void)
{
    struct rusage usage;
    return getrusage(RUSAGE_SELF, &usage) == 0 ? (int64_t)usage.ru_maxrss*1024 : 0;
}

struct stats_row stats_row_of(const char *exploration, int single, const struct sweep_report *report)
{
    return (struct stats_row){
        .exploration = exploration, .engine = engine_name(report->engine),
        .real = single ? "f32" : "f64", .lanes = report->lanes, .threads = report->threads,
        .points = report->points, .steps = report->steps, .nodes = report->nodes,
        .node_steps = (int64_t)report->node_steps, .compile_s = report->compile_s,
        .simulate_s = report->simulate_s, .peak_bytes = peak_bytes(),
    };
}
