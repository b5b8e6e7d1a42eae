/* walk.h -- what the walker's files share: spell.c walks regions and writes expressions,
 * spell_calls.c the operations of the style CALLS.
 */
#ifndef WALK_H
#define WALK_H
#include "spell.h"

enum { LONGEST = 72, DEEPEST = 6, MOST_MOMENTS = 8 };  /* columns of a nested expression; loops */

struct spelled {
    const char *text;                   /* CALLS: of lanes, where they begin */
    int precedence;
    int scalar;                         /* a num: the same for all lanes */
};

struct spelling {
    const struct net *ir;
    const struct spell_options *o;
    struct arena *arena;
    struct text *out;
    net_ref *looked; int looked_count;   /* values of the region being written */
    struct spelled *done;               /* [ref]: text NULL until written */
    int *uses;                          /* [ref]: by values and effects */
    int *depth;                         /* [ref]: loops around its place; -1: not looked at */
    int loop_axes[DEEPEST];             /* axes of the loops of the region, outermost first */
    const char *index[NET_AXES];         /* of each axis: its variable, or NULL */
    const char **pointer;               /* [buffer]: its name in this function, or NULL */
    struct { double steps; const char *name; } moments[MOST_MOMENTS]; int moment_count;
    int loops;                          /* open now */
    int temporaries;
    unsigned *ticks;                    /* [region]: clocks whose ticks it asks for, from FIRST_CHILD on */
    const char *tick_name[32];          /* of each such clock in this function, or NULL */
    /* CALLS: */
    struct text places;                 /* declarations of the places of this function */
    unsigned char *room; int room_count;/* [place]: 1 + loops open when it was taken, 0: free */
    int *held;                          /* [ref]: its place, or -1 */
    int *left;                          /* [ref]: uses to come */
    int *seen, stamp;                   /* [ref]: the last walk that was here */
    net_ref *written; int written_count; /* values with a text, in order */
};


const char *walk_print(struct spelling *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
int walk_calls(const struct spelling *s);               /* is the style CALLS? */
/* A number of the precision; of double. */
const char *walk_number(struct spelling *s, double x);
const char *walk_wide_number(struct spelling *s, double x);
/* Where a slot's number lies at the place that is being written. */
const char *walk_element(struct spelling *s, int buffer, int slot, enum net_side side, int edge);
/* A constant, the time, a load. */
struct spelled walk_leaf(struct spelling *s, const struct net_ins *i);
/* A line at the depth of the open loops. */
void walk_line(struct spelling *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The text of a value at the place that is being written; lines it needs come first. */
struct spelled walk_value(struct spelling *s, net_ref r);
/* A name for a value's line: the model's, or t1, sum2. */
const char *walk_local(struct spelling *s, net_ref r);
int walk_operands(const struct net_ins *i);
net_ref walk_operand(const struct net_ins *i, int n);

/* A region of effects that are no stores. */
void walk_sums(struct spelling *s, const struct net_region *r);

/* CALLS: writes the call that computes an operation of lanes from its operands; the
 * place it went to. */
struct spelled calls_operation(struct spelling *s, net_ref r, struct spelled x[3]);
/* A value into memory; one more element of a sum. */
void calls_store(struct spelling *s, const char *to, struct spelled x);
void calls_accumulate(struct spelling *s, net_ref r, const char *sum, struct spelled a, struct spelled b);
/* A place for the lanes of a value, under a name. */
const char *calls_place(struct spelling *s, net_ref r);
/* A value was used once; its place may become free. */
void calls_used(struct spelling *s, net_ref r);
/* Behind a loop: what was taken inside is free. */
void calls_leave(struct spelling *s);
#endif
