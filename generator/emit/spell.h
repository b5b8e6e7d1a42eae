/* spell.h -- regions of a circuit as functions of C.
 *
 * One function a region, `static inline void couple(const struct kernel_job *job, long n,
 * long m, int v)` with those it looks at: n is the step within this call, m the tick of the
 * region's own clock, v the vector of the block, where the function does not take all of them. Memory is job->at[buffer], laid out [row][slot][axes in table
 * order][lane].
 */
#ifndef SPELL_H
#define SPELL_H
#include "names.h"
#include "target.h"

/* Set by frame.c; must live as long as the spelling. */
struct spell_options {
    const struct target *target;
    /* Name in C of function [slot] of a CALL. */
    const char *(*call)(int function);
    struct names *names;            /* everything else in the text is reserved; what is spelled is added */
    /* What a comment says of the parameter [name] with that value, or NULL; may be NULL. */
    const char *(*remark)(const void *of, const char *name, double k);
    const void *of;                 /* comes back in remark */
};

/* Enums: the extents of axes, the buffers that have slots, `enum { NOISE, Y };`, and of each that
 * has several its slots, `enum { Y_S, Y_W };`; reserves the names and notes them in the buffers of [ir]
 * (net_buffer.row, number, offsets). For tcc alone these are digits. Before any region. */
void spell_offsets(const struct net *ir, const struct spell_options *o, struct text *out);

/* Are there rings of delays? Then the text needs what templates/math says of them. */
int spell_has_rings(const struct net *ir);

/* Are there sums that templates/math/tile.c makes, some of them by tile_late.c beside it? */
int spell_has_tiles(const struct net *ir);
int spell_has_late_tiles(const struct net *ir);

/* The name of an axis's extent among them: "NODES". */
const char *spell_extent(const struct net *ir, int axis);

struct spelling;
/* In the arena of [ir], which does not change any more; regions are appended to [out]. */
struct spelling *spell_open(const struct net *ir, const struct spell_options *o, struct text *out);
/* Vectors that take steps side by side, which templates/math/abreast.c has to know in front of the regions; 0: none do. */
int spell_abreast(const struct spelling *s);
/* One region. The names of its function's own words (job, n, m, v) must be reserved. */
void spell_region(struct spelling *s, int region);
/* CALLS: how many times LANES numbers job->room must hold for the regions so far. */
int spell_room(const struct spelling *s);
/* Appends the call of a region that was spelled, with its step and the tick of its clock; [child]:
 * what it is told of a clock it asks, "0" or "1", or NULL: a variable of the text. */
void spell_call(const struct spelling *s, int region, const char *step, const char *tick, const char *child, struct text *out);
/* The same without what ends a statement. */
void spell_bare_call(const struct spelling *s, int region, const char *step, const char *tick, const char *child, struct text *out);
/* Whether a clock ticks in this step, and which of its ticks that is: lines of declarations. */
void spell_clock(const struct spelling *s, int clock, int indent, struct text *out);
/* The child of its own clock that a region asks for ticks, when it asks nothing else; or -1. */
int spell_asks_child(const struct spelling *s, int region);
/* Do regions or other clocks look at the number of a clock's tick? */
int spell_counts_ticks(const struct spelling *s, int clock);
/* Appends start, advance and results: what calls the regions, all of which were spelled (entry.c, advance.c). */
void spell_entries(const struct spelling *s, struct text *out);
#endif
