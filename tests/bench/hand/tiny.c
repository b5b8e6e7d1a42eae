/* tiny.c -- rww8.c for eight points: one vector, so that nothing hides the latency of its chains. Of the whole command the
 * kernel is a hundredth.
 */
#define REAL  4
#define LANES 8
#include "runtime/engine/kernel.h"
#include "tests/bench/hand/rww8.c"
