/* sink_kinds.c -- the list of the sinks that write files. */
#include "sink.h"

const struct sink_kind *const sink_file_kinds[] = {
#define SINK(name) &sink_##name,
#define SINK_OF_LIBRARY SINK
#include "sink.def"
#undef SINK_OF_LIBRARY
#undef SINK
    NULL
};
