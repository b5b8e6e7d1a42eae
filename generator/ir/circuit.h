/* circuit.h -- a whole kernel as a synchronous circuit.
 *
 * Values are pure and shared: equal ones are one, named by their position, operands
 * before users. Each knows when it is known (FIXED, POINT, STEP, END) and over which
 * axes it varies; from that alone follows where it is computed. Buffers are the
 * memory, clocks say when it changes, regions are the ordered stores of one clock:
 *
 *   LIVE     registers: a load gives what was there before the tick of the buffer's
 *            clock, a store shows when that tick ends; one store a slot and tick. Once
 *            schedule has put registers in place, a load may ask for what was stored
 *   SCRATCH  wires: one store a tick, in an earlier region than any load
 *   INPUT    filled by the host;  OUTPUT  read by the host
 *
 * That one rule makes values pure within a tick, so that sharing needs no versions
 * and loops need no phis, and any order that respects operands is right. A buffer
 * with rows is a stream: noise, the ring of a delay and a recording are one thing.
 *
 * The door (net_emit and its like) folds, shares and appends; it never fuses: a fused
 * sum is written by the lowering where the text asks for one, so that no pass can
 * change a bit. The order of a sum over an axis is the order of the axis.
 *
 * Files: door.c, origin.c where constants come from, table.c axes, clocks, buffers, regions, memo.c what became of values, carries.c what stays lost, rebuild.c values with some exchanged,
 * reach.c what a region needs, place.c the forms of loops, across.c what vectors are of, schedule.c and cut.c where values are computed,
 * check.c the rules as a test, print.c the text of --dump ir, interp.c the meaning, executable.
 *
 * Everything lies in net.arena and is freed with it. Running out of memory, and what only a bug of the caller
 * can ask for, is raised (base/guard.h, BUG): no function here returns an error.
 */
#ifndef CIRCUIT_H
#define CIRCUIT_H
#include <stdint.h>
#include "base/arena.h"
#include "base/text.h"
#include "engine/kernel.h"      /* kinds of axes, clocks, lives: the tables of the text are these */

typedef int32_t net_ref;                 /* position of a value */
typedef unsigned over_set;              /* OVER(i): varies over axis i */
enum { NET_NONE = -1, NET_AXES = 32 };

/* ------------------------------------------------------------------ tables -- */

/* Something a value can vary over. An EDGE axis is a relation between two axes: a
 * graph, a graph between groups of nodes, all pairs of nodes, a matrix of modes. */
struct net_axis {                        /* axis 0 is the lanes, by net_open; all others by net_axis and net_edges */
    const char *name;                   /* in C, too: its extent is NAMES there */
    enum kernel_axis_kind kind;
    long extent;                        /* lanes: 0 until who opened the circuit says (program_lower) */
    int form;                           /* EDGE: how its loops are written: enum edge_form, by place (place.h) */
    int from, to;                       /* EDGE: the axes it leads from and to, maybe one; else -1 */
    const int *row;                     /* EDGE, else NULL: edges of target i are row[i] .. row[i+1]-1, [extent of to, + 1] ... */
    const int *source;                  /* ... and come from source[e], [extent]; this is the order of sums */
};

/* Clocks FIXED, POINT, STEP and END are always there; a tick of STEP is a step of the
 * kernel. A guarded child ticks in every `every`-th tick of its parent, first in tick
 * number `first + every - 1`. A looped one then ticks again and again while [runs] holds
 * in some lane; what its parent's regions read of its registers, they read behind it. All of
 * it is set by who calls net_clock. One behind the four that has no parent ticks when its own entry is
 * called (kernel_eval.h). Targets do not write looped clocks; the interpreter runs them.
 * One whose parent is POINT ticks behind all of POINT, once for each row of the rings but the one of step 0: what it
 * stores in a ring goes to the row of that step before the first, whose time is below 0 whatever the transient. */
struct net_clock {
    const char *name;                   /* "observe", "fresh", "record", "try" */
    int parent;                         /* number of a clock that stands before it; -1 for the four */
    long every, first;                  /* in ticks of the parent */
    int after_origin;                   /* `first` and `upto` count from time 0, the end of the transient */
    long upto;                          /* no ticks in that tick of the parent, and behind; 0: no end */
    long most;                          /* 0: guarded; else ticks in one of its parent's, at most */
    net_ref runs;                       /* looped: a condition over lanes, looked at before each tick; may be set
                                           once the clock has registers to look at */
};

/* name, life, over, clock, rows are net_buffer's arguments. */
struct net_buffer {
    const char *name;
    enum kernel_life life;
    over_set over;                      /* of each slot; the numbers of a row lie [slot][axes in order, lanes last] */
    const char **slots; int slot_count; /* names, by net_slot; two may be the same */
    int row; const char *number;        /* in the kernel's table: its row, and as the text says it; no
                                           slots: -1, NULL. Set by spell_offsets, as is: */
    const char **offsets;               /* [slot]: its number as the text says it; NULL where it is the only one */
    int clock;                          /* INPUT: FIXED, POINT or END, or of its stream */
    long rows;                          /* 1, or of the stream; 0: the job says */
    int wide;                           /* numbers are doubles whatever the precision; set behind net_buffer by observe.c */
    int ring;                           /* by net_lags: its numbers are lags in rows of that buffer; else -1 */
    const double **values;              /* INPUT that is the same at all points: [slot], over the
                                           buffer's axes, by net_fixed_slot; else NULL */
    int lost;                           /* its numbers are 0 or NaN, whatever a state may be; set behind net_buffer by whole.c */
    int strips;                         /* INPUT of edges, by place: its numbers lie in strips of targets (place_laid) */
    int along;                          /* SCRATCH: an axis, as many of whose slots as it has elements are read and stored at once by
                                           regions over it, each slot by others; set behind net_buffer. 0: none */
};

/* ------------------------------------------------------------------ values -- */

/* name, operands. Of operations over an axis the axis is in `axis`. Arithmetic rounds
 * once, in the kernel's precision. */
#define NET_OPS(X)                                                                   \
    X(CONST,  0)    /* k */                                                         \
    X(LOAD,   1)    /* buffer, slot, side; a: the lag in rows, a load of net_lags, or NET_NONE */ \
    X(TIME,   0)    /* t at k steps after the start of this one, formed in double; \
                       slot: as it is, a little early, a little late */             \
    X(MARK,   0)    /* mark `slot` at k steps after the start of this one */        \
    X(H,      0)    /* dt/k, formed in double: k is 1, 2, 6 */                       \
    X(TICKS,  0)    /* condition: clock `slot` ticks in this step */                 \
    X(ADD, 2) X(SUB, 2) X(MUL, 2) X(DIV, 2) X(NEG, 1)                               \
    X(FMA,    3)    /* a*b + c */                                                   \
    X(SQRT,   1)                                                                    \
    X(LT, 2) X(LE, 2) X(EQ, 2) X(NE, 2) X(AND, 2) X(OR, 2) X(NOT, 1)                \
    X(SELECT, 3)    /* a ? b : c */                                                 \
    X(CALL,   2)    /* function `slot` of the table of functions */                 \
    X(LOOK,   1)    /* on the last of the lines that begins at a or below, else the first: see net_look */ \
    X(SUM,    1)    /* over `axis`: from 0, a added in order */                     \
    X(DOT,    2)    /* over `axis`: from 0, fma(a, b, sum) in order */               \
    X(LEAST,  1)    /* over `axis`; a NaN stays */                                  \
    X(MOST,   1)    /* likewise; b: of an axis of pieces the one alone that holds b, which is the same for all \
                       lanes and nodes: net_piece; slot: of the table of pieces */
enum net_op {
#define X(name, n) NET_##name,
    NET_OPS(X)
#undef X
    NET_OP_COUNT
};

/* The time, and the time by less than any two times of a step differ earlier or later
 * (docs/numbers.md, "The step grid"). */
enum net_time { TIME_EXACT, TIME_EARLY, TIME_LATE };

/* What the time gives with fixed numbers, in double: comparisons are 1 or 0;
 * x = scale*t + shift. ORDER marks: interp.c and the spelling follow it. */
enum net_mark_kind {
    NET_REACHED,                        /* t >= a */
    NET_PASSED,                         /* t > a */
    NET_WINDOW,                         /* a <= t < b */
    NET_SINCE,                          /* t - a */
    NET_TRAIN,                          /* mod(x, a) < b */
    NET_WITHIN,                         /* mod(x, a) <= b */
    NET_PHASE,                          /* mod(x, a) */
    NET_WHOLE,                          /* floor(x) */
    NET_SLACK                           /* what lies between x a little early and late, and a */
};
struct net_mark {
    enum net_mark_kind kind;
    double a, b;                        /* ms, but of x: in what x is in; 0 where the kind does not name it */
    double scale, shift;                /* of x; of the first four kinds nobody reads them */
};

/* A state at this node, or at the ends of an edge; of the slots of a buffer along an axis, that of the element;
 * that of the first element of an axis, which is the same for all. */
enum net_side { HERE, SOURCE, TARGET, ALONG, FIRST };

/* What a LOAD asks for beside the time before the tick. Of a ring STORED counts rows from the one that an
 * earlier region of this tick has stored. */
enum net_load_kind {
    LOAD_STORED = 1,                    /* what an earlier region of this tick stored */
    LOAD_FURTHER = 2                    /* of a ring: the row before that of the lag */
};

/* A value, whole when the door appends it; what others add behind that is said. Of an
 * operation when, over, axes, timed and tame follow from the operands. */
struct net_ins {                         /* equal: everything but name of a non-constant, hash, next */
    uint8_t op, when, side, condition;  /* enum net_op, kernel_when, net_side; condition: a truth value */
    uint8_t timed;                      /* what changes it from step to step is the time alone */
    uint8_t tame;                       /* finite while the states are, short of an overflow: 0 times it is 0;
                                           of a LOAD net_tame says so, too */
    int8_t axis;                        /* of a LOAD at a side: the edges; ALONG, FIRST; of SUM ... MOST; else -1 */
    int32_t buffer;                     /* of a LOAD or LOOK, else -1 */
    int32_t slot;                       /* LOAD, TIME, MARK, TICKS, CALL, LOOK: see NET_OPS; else -1. Of a LOAD or LOOK
                                           net_move_slots may change it */
    net_ref a, b, c;                    /* operands, positions before its own; else NET_NONE */
    over_set over;
    uint64_t axes;                      /* sweep axes it varies with, by net_reads_axis of loads: bit i is axis i
                                           of the exploration, bit 63 all from the 64th on */
    double k;                           /* CONST: exact in the precision; TIME, H; LOAD, a sum of enum net_load_kind */
    double wide;                        /* CONST: the same computed in double; for times */
    const char *name;                   /* in the model, or NULL, by the door or net_name; of a CONST: a
                                           parameter, or what it is folded from */
    uint32_t hash;                      /* of what makes values equal, by the door */
    net_ref next;                        /* in its bucket of the table of equal values, or NET_NONE */
};

/* What an effect does. STORE shows when all values of its region are known. All others
 * work on memory alone, in double and lane by lane, in the order they stand in; their
 * text is in templates/after.
 *
 *   sum      slots sum, lost, squares of a wide buffer: samples are sum + lost, squares
 *            are about their mean; over lanes for all nodes together, or over nodes too
 *   block    slots base, sum, squares over nodes: samples less their base
 */
#define NET_EFFECTS(X) \
    X(STORE)        /* value */ \
    X(GATHER)       /* a block of BLOCK ticks, [from], joins the sum */ \
    X(CLOSE)        /* [from], a sum, with [rest], the block that did not end */ \
    X(MEAN) X(TOTAL) X(VAR) X(STD)  /* of the sum [from] and the job's total */
enum net_effect_kind {
#define X(name) EFFECT_##name,
    NET_EFFECTS(X)
#undef X
    EFFECT_COUNT
};

enum { BLOCK_TICKS = 32 };               /* of a block of samples (docs/numbers.md): GATHER's
                                            clock ticks that often */

struct net_place { int buffer, slot; };         /* slot: the first that is read */

/* Set by net_store, or by who calls net_effect; passes change [value]. */
struct net_effect {
    enum net_effect_kind kind;
    int buffer, slot;                   /* where to; of sums the first of its slots */
    int ahead;                          /* STORE, 1: into the row of the next tick (rings) */
    int along;                          /* STORE, 1: each element of the buffer's axis along into a slot of its own, from [slot] on */
    net_ref value;                      /* STORE; else NET_NONE */
    struct net_place from, rest;        /* not STORE: what is read; rest.buffer -1: nothing */
    int squares;                        /* not STORE: the sum has squares, too */
    long samples;                       /* MEAN ... STD: of one step: nodes */
    long steps;                         /* CLOSE to STD: that were observed; 0: those of the job */
};

/* name, doc, clock, over are net_region's arguments; schedule_join and schedule_cut make regions of regions. */

struct net_region {                      /* in order: the kernel. Those of a child clock stand together */
    const char *name, *doc;             /* "couple_c_1", "slopes_1"; doc: its comment, of lines, or NULL */
    int clock;
    over_set over;                      /* the loop nest */
    struct net_effect *effects; int effect_count;      /* by net_store and net_effect, in order */
    int apart;                          /* a function that compilers must not join: schedule_cut */
    int late;                           /* of many steps in a row only the last need be looked at: what it stores is the
                                           same then. Set behind net_region by who knows that (whole.c) */
};

/* Pieces of a function of one number: each holds up to where the next begins, the last for ever. */
struct net_pieces {
    const double *to;                   /* [count], rising; the last is not looked at */
    int count;                          /* not more than the extent of the axis they stand on */
};

struct net {
    struct arena *arena;                /* holds everything; net_open, as the next */
    int bytes;                          /* precision: 4 or 8 */
    int vector;                         /* the axis whose elements are those of a vector: the lanes, or by place the nodes */
    int no_fold;                        /* tests, behind net_open: append everything as it comes */
    struct net_ins *ins;     int len, cap;           /* by the door; moves as it grows: index it */
    net_ref *buckets;        int bucket_count;       /* of equal values, a power of two; by the door */
    /* Grown by net_axis and its like; place, schedule_join and schedule_cut exchange the regions. */
    struct net_axis *axes;       int axis_count;
    struct net_clock *clocks;    int clock_count;
    struct net_buffer *buffers;  int buffer_count;
    struct net_region *regions;  int region_count;
    struct net_mark *marks;      int mark_count;
    struct net_pieces *pieces;   int pieces_count;
    int observers;                      /* numbers of a point are read by what looks at the steps and changes none: several
                                           may look at the same, kernel_job.also. By program_readers */
    double time_scale;                  /* ms: the largest that times are compared with in the kernel's precision,
                                           swept, of nodes, or in single fixed: lower_note */
};

/* An IR with the axis of lanes and the four clocks; [bytes] 4 or 8. */
void net_open(struct net *ir, int bytes, struct arena *a);

/* The name of a constant that is folded from others, of values [k]: "w*J_N"; NULL where none of
 * those has a name, or the text grows long (origin.c). NET_NONE: a number without a value. */
const char *net_origin(const struct net *ir, enum net_op op, const double k[3], net_ref a, net_ref b, net_ref c);

/* Adding to the tables; each returns the number of what was added. Names and docs are
 * kept, not copied. */
int net_axis(struct net *ir, const char *name, enum kernel_axis_kind kind, long extent);   /* at most NET_AXES */
/* Edges by target: see struct net_axis. The arrays are kept; the extent is the last of [row]. */
int net_edges(struct net *ir, const char *name, int from, int to, const int *row, const int *source);
int net_clock(struct net *ir, struct net_clock clock);
/* A clock that ticks for the steps before the first. */
int net_is_before(const struct net *ir, int clock);
/* The first clock that ticks when its own entry is called, or -1. */
int net_entry(const struct net *ir);
int net_buffer(struct net *ir, const char *name, enum kernel_life life, over_set over, int clock, long rows);
int net_slot(struct net *ir, int buffer, const char *name);
/* A slot of an input that is the same at all points: its numbers over the buffer's axes,
 * which are kept. */
int net_fixed_slot(struct net *ir, int buffer, const char *name, const double *values);
/* A buffer of POINT that says how many rows of [ring] to go back, over [over]: whole numbers, which a target keeps
 * as it likes, so that nothing but the lag of a load reads them. The host says the rows of the ring, two more
 * than the longest lag at least; a longer one counts as that, one below 0 or none as 0. */
int net_lags(struct net *ir, const char *name, over_set over, int ring);
/* Whether a clock counts from time 0, or is below one that does: what ticks with it looks at the steps and changes none. */
int net_is_observing(const struct net *ir, int clock);
int net_region(struct net *ir, const char *name, int clock, over_set over, const char *doc);
/* A store of [x] at the end of a region. */
void net_store(struct net *ir, int region, int buffer, int slot, net_ref x, int ahead);
/* The same along the buffer's axis, by a region over it; the slots may come behind it. */
void net_store_along(struct net *ir, int region, int buffer, int slot, net_ref x);
/* The slots that a store or load of [buffer] means: those along its axis, or the one. */
int  net_slots_at(const struct net *ir, int buffer, int along);
/* The axes a store's value may vary over. */
over_set net_stored_over(const struct net *ir, const struct net_effect *store);
/* An effect that is no store; regions hold those or stores. */
void net_effect(struct net *ir, int region, struct net_effect effect);
/* The number of a mark in its table, where it is added if it is new. */
int net_mark_number(struct net *ir, struct net_mark mark);
/* The same of a table of pieces, by its array. */
int net_pieces_number(struct net *ir, const double *to, int count);
/* The number of a slot or buffer by name, or -1. */
int net_slot_named(const struct net *ir, int buffer, const char *name);
int net_buffer_named(const struct net *ir, const char *name);

/* The door. Operands are positions of values, NET_NONE where there is none. Names are kept and may be NULL.
 * [k] is rounded to the precision; net_ins.wide keeps it. */
net_ref net_const(struct net *ir, double k, const char *name);
net_ref net_load(struct net *ir, int buffer, int slot, const char *name);
/* At an end of the edges [axis]; buffers that do not vary over that end are loaded as
 * they are. [lag] rows ago, NET_NONE: now. ALONG the buffer's axis, [axis]: of each element what lies in its slot, from
 * [slot] on. FIRST: that of element 0 of [axis]. */
net_ref net_load_at(struct net *ir, int buffer, int slot, enum net_side side, int axis, net_ref lag, const char *name);
/* The same of a ring; [kind]: a sum of enum net_load_kind. */
net_ref net_load_late(struct net *ir, int buffer, int slot, enum net_side side, int axis, net_ref lag, int kind, const char *name);
/* What an earlier region of this tick stored in a register. */
net_ref net_load_stored(struct net *ir, int buffer, int slot, enum net_side side, int axis, const char *name);
int     net_is_stored(const struct net_ins *load);
/* [steps] after the start of this one, in parts of a step: a stage's. */
net_ref net_time(struct net *ir, enum net_time which, double steps);
net_ref net_mark(struct net *ir, struct net_mark mark, double steps);
net_ref net_h(struct net *ir, double divisor);
net_ref net_ticks(struct net *ir, int clock);               /* [clock]: a child */
/* ADD to SELECT. What is rewritten has the same bits: constants, a factor of 1 or -1, x - 0, signs,
 * a divisor whose reciprocal is exact, a choice between equals (door.c). */
net_ref net_emit(struct net *ir, enum net_op op, net_ref a, net_ref b, net_ref c);
/* The same for terms as a model writes them: what vanishes, x + 0 or 0*x of a tame x, is left
 * out, which the sign of a zero may tell. */
net_ref net_term(struct net *ir, enum net_op op, net_ref a, net_ref b, net_ref c);
/* [function]: a row of builtins (model/builtin.h); [b] NET_NONE: of one argument. Never folded. */
net_ref net_call(struct net *ir, int function, net_ref a, net_ref b);
/* A function given by lines, in three slots from [slot] on of an input that is the same at all points, over an axis of
 * the lines: where each begins, ascending, its value there and its slope. */
net_ref net_look(struct net *ir, int buffer, int slot, net_ref a);
/* SUM, DOT, LEAST, MOST over an axis; [b]: DOT's second factor, else NET_NONE. Of edges the result is at
 * the end [side], SOURCE or TARGET; of other axes [side] is not looked at. */
net_ref net_reduce(struct net *ir, enum net_op op, int axis, enum net_side side, net_ref a, net_ref b);
/* [a] of the one piece of [axis] that holds [x], a value over no axis that net_is_plain. [to]: [count], as of struct
 * net_pieces; kept, and one table for each array. */
net_ref net_piece(struct net *ir, int axis, net_ref a, net_ref x, const double *to, int count);
/* The same reduction of new operands. */
net_ref net_reduce_again(struct net *ir, const struct net_ins *i, net_ref a, net_ref b);
/* Is the value no finite number wherever the register [slot] of [buffer] was none before the tick? By its
 * operations, as IEEE 754 has them: 0 says nothing. */
int    net_carries(const struct net *ir, net_ref r, int buffer, int slot);
/* Made of constants and the time by + - * / alone: a number and no lanes, wherever it is spelled. */
int    net_is_plain(const struct net *ir, net_ref r);
/* Which piece holds x. */
int    net_piece_at(const struct net_pieces *p, double x);
/* x^n by repeated squaring, n from 1 on; for n from 2 on the factors of its last product. */
net_ref net_power(struct net *ir, net_ref x, int n);
void   net_power_factors(struct net *ir, net_ref x, int n, net_ref *a, net_ref *b);
/* Says that a load reads axis [axis] of the exploration. */
void   net_reads_axis(struct net *ir, net_ref load, int axis);
/* Says that a load is tame; inputs of the host are, but noise. */
void   net_tame(struct net *ir, net_ref load);
/* Names a nameless value; the first name stays. */
void   net_name(struct net *ir, net_ref r, const char *name);
/* A constant under another name; else [r] itself. */
net_ref net_called(struct net *ir, net_ref r, const char *name);
/* Known before any point is: its value in [*k], which may be NULL. */
int    net_is_const(const struct net *ir, net_ref r, double *k);       /* NET_NONE is none */
/* The same, in double whatever the precision of the kernel. */
int    net_wide(const struct net *ir, net_ref r, double *wide);
/* A number that is the same for all steps of a run; one that only the time changes. */
int    net_is_steady(const struct net *ir, net_ref r);
int    net_is_timed(const struct net *ir, net_ref r);

/* Slots change places: slot i of a buffer becomes to[buffer][i], -1 where no region knows
 * it; to[buffer] NULL: they stay. */
void   net_move_slots(struct net *ir, const int *const *to);

/* What became of each value: begins as { 0 }, and is forgotten at once however much it holds, so
 * that a pass over many regions costs no more than what it looks at. */
struct net_memo {
    net_ref *to;                /* [room], by net_memo_put, as the next */
    int *round;                 /* [room]: in which [to] was written; counted from 1 */
    int room;                   /* values there is room for */
    int now;                    /* rounds that were forgotten, by net_memo_forget */
};

/* NET_NONE: nothing is known. */
net_ref net_memo_get(const struct net_memo *m, net_ref r);
void    net_memo_put(struct net_memo *m, net_ref r, net_ref to, struct arena *a);
void    net_memo_forget(struct net_memo *m);

/* [r] with some values exchanged: [swap] returns the new value, or NET_NONE to look at
 * the operands. What [memo] knows is taken from there. */
net_ref net_rebuild(struct net *ir, net_ref r, net_ref (*swap)(struct net *ir, net_ref r, void *user), void *user,
                  struct net_memo *memo);

/* NET_OPS's number; a CALL of one argument and a LOAD without a lag have fewer. */
int         net_operands(enum net_op op);
/* A constant, a load, the time and what follows from it; SUM, DOT, LEAST, MOST. */
int         net_is_leaf(const struct net_ins *i);
int         net_is_reduction(const struct net_ins *i);
/* Places of a buffer's axes beside the lanes. */
long        net_places(const struct net *ir, int buffer);
const char *net_op_name(enum net_op op);
/* What rounds once in IEEE 754, ADD to SQRT, of constants, in [bytes] 4 or 8; the test LT to NE. */
double net_rounded(int bytes, enum net_op op, double x, double y, double z);
int    net_holds(enum net_op op, double x, double y);

/* The rules at the head of this file and the fields of every value. NULL, or what is
 * wrong, in the arena. Runs in tests after every pass. */
const char *net_check(const struct net *ir);
/* Appends all tables, then the regions with their values, each value where it is first needed. */
void net_print(const struct net *ir, struct text *out);
#endif
