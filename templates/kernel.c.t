/* ${k.name}.c -- ${k.title}
 * Written by massc ${k.version}: edit the model or the templates, not this file.
 *
${facts}
 *
 * A lane is one point of the sweep. Read upwards: advance, step, rhs.
 */

${read("kernel.h")}

#define REAL  ${k.bytes}
#define LANES ${k.lanes}

${read("math/real.c")}
@ if k.noise then
${read("math/threefry.c")}

@ end
${math}

enum { VECS = LANES/WIDTH, NODES = ${k.nodes} };

/* Where a number of a node starts in an array [slot][node][lane]. */
#define AT(slot, node) (((slot)*NODES + (node))*VECS)

/* Where a buffer lies: job->at[...]. Their table is at the end. */
enum { ${table.concat(map(k.buffers, function(b) return b.name:upper() end), ", ")} };

@ if k.timed then
#define TIME_SCALE ${k.time_scale}

${read("part/time.c")}

@ end
@ if k.dynamics then
${include("part/model.c.t")}

@ if k.coupled then
${include("part/couple.c.t")}

@ end
${include("scheme/" .. k.scheme .. ".c.t")}

@ if #k.tallies > 0 then
${include("part/observe.c.t")}

@ end
@ end
${include("part/run.c.t")}
