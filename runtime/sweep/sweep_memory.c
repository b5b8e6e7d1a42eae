/* sweep_memory.c -- memory for lanes. */
#include "sweep_run.h"
#include <stdlib.h>

void *numbers(size_t bytes)
{
    return aligned_alloc(64, (bytes + 64) & ~(size_t)63);
}
