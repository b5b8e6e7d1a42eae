/* built.h -- what a program that massc build made has besides its tables (struct standalone_parts): the primitives that draw
 * noise, chosen by the processor, a look at the processor, and libnetcdf or nothing.
 */
#ifndef BUILT_H
#define BUILT_H
#include "standalone/standalone.h"

extern const struct standalone_parts
    built_with_netcdf,          /* with sink_file_kinds: loads libnetcdf when files are written */
    built_plain;                /* with sink_plain_kinds: nothing is loaded, so the program may be linked statically */

/* Parts of both: standalone_parts.draw and lacks. */
sweep_draw *built_draw(int bytes);
const char *built_lacks(const char *needs, char *out, size_t size);
#endif
