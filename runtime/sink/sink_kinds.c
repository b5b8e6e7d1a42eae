/* sink_kinds.c -- the list of the sinks that write files. */
#include "sink.h"

const struct sink_kind *const sink_file_kinds[] = {
#define SINK(name) &sink_##name,
#include "sink.def"
#undef SINK
    NULL
};
