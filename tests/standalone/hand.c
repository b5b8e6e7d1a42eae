/* hand.c -- a program whose tables are written by hand: the kernel says a*b + a.
 *
 * It is linked with the runtime alone: no compiler, no library of files.
 */
#include <math.h>
#include "standalone/standalone.h"
#include "data/data.h"

#define REAL 8
#define LANES 8
#include "../../templates/math/real.c"
#include "../unit/kernels/pure.c"

static const struct axis over[] = {
    { .path = "a", .unit = "mV", .doc = "the first", .kind = AXIS_GRID, .hi = 1, .n = 2 },
    { .path = "b", .kind = AXIS_GRID, .hi = 2, .n = 3 },
};
static const struct sweep_slot in_plane[] = { { .axis = 0 }, { .axis = 1 } };
static const struct sweep_slot on_line[] = { { .axis = -1, .plain = 2 }, { .axis = 0 } };
static const struct column sums[] = { { .name = "ab", .unit = "mV", .doc = "a*b + a", .kind = COLUMN_RESULT } };
static const struct attribute from[] = { { "run_id", "12ab" }, { "source_hash", "34cd" }, { "engine", NULL } };
static const struct standalone_use uses[] = { { 0, STANDALONE_SLOTS, 0, 1 }, { 1, STANDALONE_SLOTS, 1, 1 } };

static const struct standalone_exploration explorations[] = {
    { .job = { .name = "plane", .space = { .count = 2, .bytes = 8 }, .results = sums, .result_count = 1,
               .sweep = { .slots = in_plane, .dt = 1, .dt_axis = -1 }, .attribute_count = 3 },
      .axes = over, .attributes = from, .kernel = &massc_kernel, .uses = uses, .use_count = 2 },
    { .job = { .name = "line", .space = { .count = 1, .bytes = 8 }, .results = sums, .result_count = 1,
               .sweep = { .slots = on_line, .dt = 1, .dt_axis = -1 }, .attribute_count = 3 },
      .axes = over + 1, .attributes = from, .kernel = &massc_kernel, .uses = uses, .use_count = 2 },
};

static const struct standalone_name names[] = {
    { .path = "a", .unit = "mV", .doc = "the first", .value = 2, .lo = 0, .hi = 1 },
    { .path = "b", .value = 0, .lo = -INFINITY, .hi = INFINITY },
    { .path = "simulate.duration", .value = 5, .unit = "ms", .lo = -INFINITY, .hi = INFINITY, .fixed = "the number of samples is written into the kernel" },
};

static const struct standalone program = {
    .title = "products", .about = "  ab = a*b + a\n", .file = "hand.mass", .stem = "hand", .version = "0.1.0", .compiler = "cc",
    .run_id = "12ab", .explorations = explorations, .count = 2, .names = names, .name_count = 3,
    .file_kinds = sink_plain_kinds, .formats = FORMAT_CSV | FORMAT_NPY, .no_netcdf = "it was made without it",
};

int main(int argc, char **argv)
{
    return standalone_main(&program, argc, argv);
}
