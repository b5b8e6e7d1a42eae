/* built_common.c -- what all built programs have. */
#include "built.h"
#include "engine/processor.h"
#include "vector/vector.h"

sweep_draw *built_draw(int bytes)
{
    return vector_set(bytes, 0)->draw;
}

const char *built_lacks(const char *needs, char *out, size_t size)
{
    return processor_lacks(needs, out, size);
}
