/* g2d64.c -- g2d.c in double precision. */
#define REAL  8
#define LANES 64
#include "runtime/engine/kernel.h"
#include "tests/bench/hand/g2d.c"
