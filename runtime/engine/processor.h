/* processor.h -- what machine code needs of an x86-64 processor, and whether the one here has it. */
#ifndef PROCESSOR_H
#define PROCESSOR_H
#include <stddef.h>
#include "base/text.h"

/* Appends "avx2 fma": the features that a compiler may use, from what it defines (-dM -E): of another processor than
 * x86-64 none. */
void processor_needs(const char *macros, struct text *out);
/* Which of these names the processor lacks, "avx512f and avx512vl", or NULL: it has them. A name nobody knows is lacking. At most
 * [size] bytes are written to [out]. */
const char *processor_lacks(const char *needs, char *out, size_t size);
#endif
