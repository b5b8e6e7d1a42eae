/* ccode.h -- operations as lines of C.
 *
 * A part is a small C function with only model names in it: what it reads comes
 * in as parameters, its values go out through pointers. rhs, sample, pre, post,
 * hoist, initial and results are all parts. Names that templates use beside
 * model names end in one underscore; a model name that is reserved or ends in
 * an underscore gets one more, so the two can never meet.
 */
#ifndef CCODE_H
#define CCODE_H
#include "lower/lower.h"
#include "base/text.h"

/* What a part reads; each becomes a parameter. */
enum part_need {
    NEED_TIME = 1,          /* num t */
    NEED_DT = 2,            /* num h_ */
    NEED_POINT = 4,         /* const real *point_: swept values of this vector */
    NEED_HELD = 8,          /* const real *held_: hoisted values */
    NEED_NODE = 16,         /* int node_ */
    NEED_GRAPH = 32,        /* const num *graph_: fixed arrays */
    NEED_SUM = 64,          /* real sum */
    NEED_DONE = 128,        /* const real *done_: finished reductions */
    NEED_TALLY = 512,       /* const real *tally_: tallies that keep the nodes */
    NEED_NOW = 256,         /* const real *now_: what depends on the time of the stage */
    NEED_MOMENT = 1024      /* const struct moment *moment_: the time and what is beside it */
};

/* A double in the text, whatever the precision. */
const char *code_wide_number(const struct program *p, double x);

struct code_line {
    const char *type, *name, *text;
};

struct part {
    unsigned needs;
    unsigned char *states, *inputs, *sources, *targets;     /* read: [states], [inputs] */
    struct code_line *lines; int line_count;
    const char **outs;      int out_count;                  /* text of each root, a real */
};

struct code {
    const struct program *p;
    ir_ref *held;           /* values computed once a point: [held_count] */
    int held_count;
    ir_ref *held_node;      /* once a node and point */
    int held_node_count;
    int *held_at;           /* [ir.len]: slot of a held value, or -1; node ones after all others */
    ir_ref *timed;          /* once a stage, for all nodes [timed_count] */
    int timed_count;
    int *timed_at;          /* [ir.len]: slot of such a value, or -1 */
    const char **calls;     /* names of math functions used, "m_exp" */
    int call_count;
};

void code_open(struct code *c, const struct program *p);
/* Marks what the roots of a part can leave to be computed before the time loop,
 * and with [timed] what depends on the time of the stage but on no node. Call for
 * all parts that run in the loop before writing any. */
void code_hoist(struct code *c, const ir_ref *roots, int count, int timed);
void code_hoisted(struct code *c);          /* fixes slots; after the last code_hoist */
/* Writes a part, which reads what was computed before or computes all itself. */
enum part_reads { READS_NOTHING, READS_HELD, READS_HELD_AND_TIMED };
struct part *code_part(struct code *c, const ir_ref *roots, int count, enum part_reads inside);
/* A name as it may stand in the text. */
const char *code_name(struct arena *a, const char *name);
/* A number of the kernel's precision: "0.1f", "12.0". */
const char *code_number(const struct program *p, double x);
#endif
