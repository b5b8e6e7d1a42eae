/* walk.h -- what the walker's files share: walk.c is their floor, spell.c walks regions, loop.c writes loops and
 * sums, value.c expressions, pairs.c and scan.c sums over edges, constant.c numbers with a name, leaf.c what stands at their bottom, spell_calls.c the
 * operations of the style CALLS, spell_sums.c regions of effects that are no stores.
 */
#ifndef WALK_H
#define WALK_H
#include "ir/reach.h"
#include "ir/place.h"
#include "spell.h"

enum { READ = 1, STORED = 2, READ_STORED = 4, FILLED = 8, BEFORE = 16 };   /* of a ring also: rows of what was stored; all of its rows; of a step before the first */
enum { LONGEST = 72, DEEPEST = 6, MOST_MOMENTS = 8 };  /* columns of a nested expression; loops */

/* A value as C; in the arena. */
struct spelled {
    const char *text;                   /* CALLS: of lanes, where they begin */
    int precedence;                     /* C's, as in op_spelling */
    int scalar;                         /* a num: the same for all lanes */
};

/* Name in the circuit, without its sign; that in this function; its value, without its sign; asked for (walk_constant). */
struct walk_constant { const char *name, *text; double k; int used; };
struct walk_sum { net_ref value; const char *name; };       /* name: of the variable, CALLS: of the place */

/* What the function of a region is given beside the job: parameters.c, but for ticking, spell_region. */
struct walk_parameters {
    unsigned wants;                     /* bits: the step, the tick of its clock, the vector */
    int *ticks; int tick_count;         /* clocks: whether they tick, ascending */
    int no_job, hand;                   /* the function needs no job; works on what is in hand: walk_head */
    const char *ticking;                /* CALLS: the function that runs where the child that is asked for
                                           ticks, the region's own name being what runs elsewhere; or NULL */
};

/* One spelling of a circuit. spell_open sets ir, o, arena, out, ends and the room of all arrays; what is in
 * them, but for parameters, is of the region being written, and is set anew for each by what is named in
 * parentheses. */
struct spelling {
    const struct net *ir;
    const struct spell_options *o;
    struct arena *arena;                /* the circuit's */
    struct text *out;                   /* exchanged while head and body of a function are written apart */
    struct reach reach;                 /* of the region being written (look) */
    struct spelled *done;               /* [ref]: text NULL until written, and again behind its loop (walk_keep); digits stay */
    int *uses;                          /* [ref]: by values and effects (look) */
    int *depth;                         /* [ref]: loops around its place (look) */
    int loop_axes[DEEPEST];             /* axes of the loops of the region, outermost first (spell_region) */
    const char *index[NET_AXES];         /* of each axis: its variable, "0" of one element, or NULL (who opens a loop) */
    const char **pointer;               /* [buffer]: its name in this function, where it is touched (pointers) */
    const char **ahead;                 /* [buffer]: of a ring the row that is stored (pointers) */
    unsigned char *touched;             /* [buffer]: READ, STORED by this function (touch) */
    struct { double steps; const char *name; } moments[MOST_MOMENTS]; int moment_count;     /* stage times, in steps (moments) */
    int whole;                          /* the function takes the whole block, its pointers being the block's (function) */
    const char *vector;                 /* EXPRESSIONS: of such a function the vector that is being written, else NULL (pairs.c) */
    int across;                         /* the axis that elements of a vector lie along: the lanes, 0, or of one point the nodes (across.c);
                                           -1: the region takes one number after the other (spell_region) */
    const char *turn;                   /* in a loop over that axis: elements that have had their turn (walk_loop_head) */
    const char *strip;                  /* in a sum over strips: where a vector of numbers of edges lies, else NULL (strips.c) */
    const char *source;                 /* inside a sum over edges: the node an edge comes from (walk_open_edges, pairs.c) */
    const unsigned char *ends;          /* [ref]: ends of edges it is made of (place.h) */
    over_set *span;                     /* [ref]: axes it varies over, the target of an edge being a node (look) */
    int loop_count;                     /* of the region (look) */
    int loops;                          /* open now (walk_open_loop, walk_close_loop) */
    int inner;                          /* axis of the innermost loop, which gathers sums over it; -1:
                                           there is none, or sums have loops of their own (look) */
    struct walk_sum *sums; int sum_count;   /* that the innermost loop gathers (first_sums) */
    struct walk_sum *along; int along_count;            /* over the nodes that the loop has passed (walk_begin_along) */
    int temporaries;                    /* t1, t2, ... so far (walk_local) */
    struct walk_constant *constants; int constant_count;    /* with a name, that the region reaches (walk_take_constants) */
    struct walk_parameters *parameters; /* [region]: once it is spelled */
    const char **tick_name;             /* [clock]: what the function calls whether it ticks, where it asks (walk_parameters) */
    const char ***hand;                 /* [buffer]: the fields of what is in hand, by slot, or NULL: it is in memory; NULL:
                                           nothing is, at any time (hand_open) */
    int at_hand;                        /* the region being written works on it (spell_region) */
    /* CALLS: */
    const struct net_region *straight;  /* whose values may be computed where they are stored, or NULL (function) */
    int child, child_ticks;             /* clock whose ticks the function knows, or -1; what it knows (spell_region) */
    struct text places;                 /* declarations of the places of this function; freed with it (calls_place) */
    unsigned char *room; int room_count;/* [place]: 1 + loops open when it was taken, 0: free; the count is the most of
                                           all regions so far (calls_place) */
    const char **place_name;            /* [place]: in this function, once it is declared (calls_place) */
    int *held;                          /* [ref]: its place, or -1 (calls_place, used) */
    int *stored;                        /* [ref]: the first effect of the region that stores it, or -1 (look) */
    int *left;                          /* [ref]: uses to come (used) */
    int *seen, stamp;                   /* [ref]: the last walk of walk_prepare that was here; who begins one counts up */
    net_ref *written; int written_count; /* values with a text, in order (walk_keep) */
};


const char *walk_print(struct spelling *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
int walk_calls(const struct spelling *s);               /* is the style CALLS? */
int walk_is_read(const struct spelling *s);             /* by people, and by compilers that optimise? */
int walk_is_one_lane(const struct spelling *s);         /* the text is for tcc alone, and there is one vector of one lane: number 0 */
/* Vectors of nodes (across.c): does the text have them; is all there is a number, as in CALLS what lanes do not vary; do numbers of
 * [over] lie side by side; is a load a vector? */
int walk_has_nodes(const struct spelling *s);
int walk_is_plain(const struct spelling *s);
int walk_is_across(const struct spelling *s, over_set over);
int walk_is_vector(const struct spelling *s, int buffer, enum net_side side);
/* Of a reduction over that axis: is it one; may its elements be added in any order; one more vector of it; what became of it. */
int walk_goes_along(const struct spelling *s, const struct net_ins *i);
int walk_is_loose(const struct spelling *s, const struct net_ins *i);
void walk_add_along(struct spelling *s, const struct net_ins *i, const char *sum, struct spelled a, struct spelled b);
struct spelled walk_reduced(struct spelling *s, const struct net_ins *i, const char *sum);
/* Type of a number of every lane, as the region has it. */
const char *walk_real(const struct spelling *s);
/* A number of the precision; of double. */
const char *walk_number(struct spelling *s, double x);
const char *walk_wide_number(struct spelling *s, double x);
/* Where a slot's number lies at the place that is being written; of the row that [p] points to. */
const char *walk_element(struct spelling *s, int buffer, int slot, enum net_side side, int edge);
const char *walk_element_of(struct spelling *s, const char *p, int buffer, int slot, enum net_side side, int edge);
/* The number of that element in its row, or NULL: it is the only one. */
const char *walk_place(struct spelling *s, int buffer, int slot, enum net_side side, int edge);
/* Rings (ring.c). Is it the ring of a delay; a load of an earlier row; one whose rows
 * differ in the lanes? */
int  walk_is_ring(const struct net_buffer *b);
int  walk_is_late(const struct net_ins *i);
int  walk_is_gathered(const struct spelling *s, const struct net_ins *i);
/* A load of an earlier row. In CALLS one that is gathered is what a call reads: calls_late. */
struct spelled walk_late(struct spelling *s, const struct net_ins *i);
struct spelled calls_late(struct spelling *s, net_ref r);
/* A number of a table of lags; of lanes where the first of them stands. In what a pointer to lanes counts. */
const char *walk_lag(struct spelling *s, int buffer, int slot);
const char *walk_unit(const struct spelling *s);
/* The pointers of a ring that the function touches; ring_store.c: a store to one, or to a table of lags. */
void walk_ring_pointers(struct spelling *s, int buffer);
void walk_store_ring(struct spelling *s, const struct net_effect *e, struct spelled x);
void walk_store_lags(struct spelling *s, const struct net_effect *e, struct spelled x);
/* How far a row lies from the next: "2*NODES" times "VECS", "LANES". */
const char *walk_row(struct spelling *s, const struct net_buffer *b, const char *unit);
/* Stores a vector of nodes. */
void walk_put(struct spelling *s, const char *p, const char *place, struct spelled x);
/* Where an effect stores. */
const char *walk_target(struct spelling *s, const struct net_effect *e);
/* The lines that a LOOK looks at, as arguments of a call. */
const char *walk_lines(struct spelling *s, const struct net_ins *i);
/* The name of an axis's extent. */
const char *walk_extent(struct spelling *s, int axis);
/* A constant, the time, a load. */
struct spelled walk_leaf(struct spelling *s, const struct net_ins *i);
/* Numbers with a name (constant.c): takes the names of all in reach; one at its place; those
 * that were asked for, declared. */
void walk_take_constants(struct spelling *s);
struct spelled walk_constant(struct spelling *s, net_ref r);
void walk_declare_constants(struct spelling *s, struct text *out);
/* A line at the depth of the open loops. */
void walk_line(struct spelling *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The text of a value at the place that is being written; lines it needs come first. */
struct spelled walk_value(struct spelling *s, net_ref r);
/* The same for a store, whose place says what the value is: it needs no name beside it. */
struct spelled walk_stored(struct spelling *s, net_ref r);
/* A name for a value's line: the model's, or y_S, t1, sum. */
const char *walk_local(struct spelling *s, net_ref r);
int walk_operands(const struct net_ins *i);
net_ref walk_operand(const struct net_ins *i, int n);
/* In capitals, with [end] behind. */
const char *walk_upper(struct arena *a, const char *name, const char *end);
int walk_is_single(const struct net *ir, int axis);     /* has the axis one element? */

/* How this value's operation is spelled in C: in CALLS only what lanes do not vary. */
const struct op_spelling *walk_form(const struct spelling *s, const struct net_ins *i);
/* A form with its operands in place. */
const char *walk_filled(struct spelling *s, const char *form, const char *const args[3]);
/* A number of what was computed in lanes though all lanes are the same: functions know lanes only. */
const char *walk_one_of(struct spelling *s, struct spelled x);
/* A number, made one of every lane where it is not. */
const char *walk_lanes(struct spelling *s, struct spelled x);
/* Operand [n] with parentheses where precedence or a sign asks for them. */
const char *walk_placed(struct spelling *s, const struct net_ins *i, struct spelled x, int n);
/* A value has a text until the loop it was written in ends; it gets a line and a name. */
void walk_keep(struct spelling *s, net_ref r, struct spelled x);
void walk_name_it(struct spelling *s, net_ref r, struct spelled x);

/* Writes what a loop about to be opened would otherwise compute again and again: the
 * values below [r] that stand outside of it. */
void walk_prepare(struct spelling *s, net_ref r);
const char *walk_loop_head(struct spelling *s, int axis);
void walk_open_loop(struct spelling *s, const char *head);
/* What was written behind the first [written] values is not there any more. */
void walk_close_loop(struct spelling *s, int written);
/* A sum in a loop of its own in front of the line that is being written; or in parts: its
 * first value, under a name, and one more element. */
struct spelled walk_reduction(struct spelling *s, net_ref r);
const char *walk_first_sum(struct spelling *s, net_ref r);
/* Of a table of net.pieces, where each ends. */
const char *walk_pieces_name(struct arena *a, int table);
void walk_accumulate(struct spelling *s, net_ref r, const char *sum);

/* The first value of a sum; one more element. */
struct spelled walk_first_of(struct spelling *s, const struct net_ins *sum);
void walk_add(struct spelling *s, net_ref r, const char *sum, struct spelled a, struct spelled b);
/* Opens the loop over the edges of the node being written; every source is a pair. */
void walk_open_edges(struct spelling *s, int axis);
/* A region of sums over edges in a form of its own (place.h); 0: it has none. */
int  walk_edges(struct spelling *s, const struct net_region *r);
enum edge_form walk_form_of_edges(const struct spelling *s, const struct net_region *r);
/* Writes what is the source's own, which all targets share. */
void walk_write_source(struct spelling *s, net_ref r);
/* Values behind the first [written] have no text any more. */
void walk_forget(struct spelling *s, int written);
/* The form FORM_STRIPS (strips.c): a tile of one of the region's sums; the calls of the function [tile] that has them all. */
void walk_tile(struct spelling *s, const struct net_region *r, const struct net_effect *e);
void walk_tiles(struct spelling *s, const struct net_region *r, const char *tile, const char *arguments);
/* A region of nothing but sums that templates/math/tile.c makes; writes them (tile.c). */
int  walk_is_tiled(const struct spelling *s, const struct net_region *r);
void walk_register_tiles(struct spelling *s, const struct net_region *r);
/* Does the function of the region take all vectors of the block? In CALLS all do. */
int  walk_is_whole(const struct spelling *s, int region);

/* Is it a sum over all sources on one side of each node? A region of such (scan.c). */
int  walk_is_scan(const struct spelling *s, const struct net_effect *e);
void walk_scans(struct spelling *s, const struct net_region *r);
/* Sums over the nodes before the one that a loop over [axis] is at: their places, before it is opened; in it, before
 * anything is stored, each sum so far and the node's own number. */
void walk_begin_along(struct spelling *s, int axis);
void walk_pass_along(struct spelling *s);

/* Does the store stand in the innermost loop? */
int  walk_is_inside(const struct spelling *s, const struct net_effect *e);

/* The comment of a region: what each of those says that became it has a line. */
void walk_doc(struct text *out, const char *doc);
/* The parameters of a region's function, of the values in reach; kept for its calls. */
const char *walk_parameters(struct spelling *s, int region);
/* The same as arguments of a call from a function that has them. */
const char *walk_arguments(struct spelling *s, int region);
/* With the job and what is in hand, where the body asks for them. */
const char *walk_head(struct spelling *s, int region, const char *list, const char *body);
/* What the region asks for, before any function is written. */
void walk_find_parameters(struct spelling *s, int region);
/* CALLS: the value itself; of a choice by a tick that the function knows what it takes, of the
 * least of one that one. */
net_ref walk_taken(const struct spelling *s, net_ref r);
/* A region of effects that are no stores. */
void walk_sums(struct spelling *s, const struct net_region *r);

/* CALLS: writes the call that computes an operation of lanes from its operands; the
 * place it went to. */
struct spelled calls_operation(struct spelling *s, net_ref r, struct spelled x[3]);
/* A value into memory; the first element of a sum; one more. */
void calls_store(struct spelling *s, const char *to, struct spelled x);
int  calls_begin(struct spelling *s, net_ref r, const char *sum, struct spelled a, struct spelled b);
void calls_accumulate(struct spelling *s, net_ref r, const char *sum, struct spelled a, struct spelled b);
/* Is what is stored there already? */
int  calls_keeps(const struct spelling *s, const struct net_effect *e);
/* A place for the lanes of a value, under a name; a number as lanes. */
const char *calls_place(struct spelling *s, net_ref r);
struct spelled calls_as_lanes(struct spelling *s, net_ref r, struct spelled x, int condition);
/* Behind a loop: what was taken inside is free. */
void calls_leave(struct spelling *s);
/* The region's sums over edges, each as one call for all nodes; 0: nothing is written (calls_edges.c). */
int  calls_edges(struct spelling *s, const struct net_region *r);
#endif
