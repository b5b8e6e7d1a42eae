/* ${title}
 *
${facts}
 *
 * A lane is one point of the sweep. Read upwards: advance, then what it calls.
 */

${scale}
${time}
${edges}
/* The buffers, and what each holds. */
${offsets}

${regions}
${entries}
${table}
