/* sink_plain.c -- the list of those that need no library. */
#include "sink.h"

const struct sink_kind *const sink_plain_kinds[] = {
#define SINK(name) &sink_##name,
#define SINK_OF_LIBRARY(name)
#include "sink.def"
#undef SINK_OF_LIBRARY
#undef SINK
    NULL
};
