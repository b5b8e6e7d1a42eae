/* ${name}.c -- ${title}
 * Written by massc ${version}: edit the model or the templates, not this file.
 *
${facts}
 *
 * A lane is one point of the sweep. Read upwards: advance, then what it calls.
 */

${interface}
#define REAL  ${bytes}
#define LANES ${lanes}
${scale}
${real}
${functions}
enum { VECS = (LANES + WIDTH - 1)/WIDTH };

${time}
${sums}
${edges}
/* The buffers, and what each holds. */
${offsets}

${regions}
${entries}
${table}
