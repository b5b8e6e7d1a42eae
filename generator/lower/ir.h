/* ir.h -- the equations as a flat list of operations in evaluation order.
 *
 * An operation is named by its position. Its operands come before it, so one
 * forward loop evaluates and one backward loop finds what is live. The emitting
 * functions are the only way in: they fold constants, apply the identities that
 * keep every bit, look for an equal operation, and only then append. Equal values
 * therefore have equal names.
 *
 * Each operation knows what its value varies with (enum ir_vary); from that
 * alone follows where it is computed: nowhere (folded), once a point, once a
 * node, once a stage, or at every node of every stage.
 *
 * A term with a factor of 0 vanishes where its other factor is tame; else 0*inf keeps
 * its NaN. Only the sign of a zero may hang on that.
 *
 * The door does not fuse: lower_expr.c writes a fused sum where fuse.c, looking at
 * the text alone, has decided on one. So no sharing, folding or naming changes bits.
 */
#ifndef IR_H
#define IR_H
#include <stdint.h>
#include "base/arena.h"

/* name, operands */
#define IR_OPS(X)                                                                       \
    X(CONST, 0) X(LOAD, 0) X(ADD, 2) X(SUB, 2) X(MUL, 2) X(DIV, 2) X(NEG, 1) X(FMA, 3)   \
    X(SQRT, 1) X(LT, 2) X(LE, 2) X(EQ, 2) X(NE, 2) X(AND, 2) X(OR, 2) X(NOT, 1)          \
    X(SELECT, 3) X(CALL, 2)

enum ir_op {
#define X(name, n) IR_##name,
    IR_OPS(X)
#undef X
    IR_COUNT
};

/* What a LOAD reads; the slot says which. */
enum ir_load {
    LOAD_POINT,         /* swept value: slot of job.point */
    LOAD_POINT_NODE,    /* swept value of each node: first slot */
    LOAD_FIXED_NODE,    /* fixed value of each node: offset in job.graph */
    LOAD_STATE,         /* state of this node at this stage */
    LOAD_SOURCE,        /* state of the coupling's source node */
    LOAD_TARGET,        /* state of the coupling's target node */
    LOAD_INPUT,         /* coupling input of this node */
    LOAD_SUM,           /* weighted sum of a coupling */
    LOAD_TIME,          /* t of this stage */
    LOAD_EARLY,         /* a little before t, and a little after: less than any two times of the */
    LOAD_LATE,          /* step grid lie apart, more than rounding moves one (math/time.c) */
    LOAD_MARK,          /* a comparison of the time with fixed times, in double: program.marks */
    LOAD_DT,            /* time step, when it is swept */
    LOAD_TALLY,         /* a finished reduction */
    LOAD_TALLY_NODE     /* one that keeps the nodes: the tally */
};

enum ir_vary {
    VARY_LANE = 1,      /* between points */
    VARY_NODE = 2,      /* between nodes */
    VARY_TIME = 4,      /* with t, given the point and node */
    VARY_STATE = 8,     /* with states, inputs or noise */
    VARY_END = 16       /* known at the end of the run only */
};

typedef int32_t ir_ref;                 /* position of an operation */
enum { IR_NONE = -1 };

struct ir_ins {
    uint8_t op;                         /* enum ir_op */
    uint8_t vary;                       /* enum ir_vary, or'ed */
    uint8_t load;                       /* of a LOAD: enum ir_load */
    uint8_t function;                   /* of a CALL: row of function.def */
    uint8_t is_mask;                    /* a truth value of each lane */
    uint8_t tame;                       /* finite while states are, short of an overflow: 0
                                           times it is 0 */
    ir_ref a, b, c;                     /* operands; slot of a LOAD in a */
    ir_ref next;                        /* in its bucket of the table of equal operations */
    uint64_t axes;                      /* axes it varies with: bit i is axis i of the
                                           exploration, bit 63 all from the 64th on */
    double k;                           /* value of a CONST, exact in the precision */
    double wide;                        /* of a CONST: the same computed in double; for times */
    const char *name;                   /* name in the model, or NULL; of a CALL: in C */
};

struct ir {
    struct arena *arena;                /* holds the list */
    struct ir_ins *ins;                 /* moves as it grows: index it, never point into it */
    int len, cap;
    int bytes;                          /* precision folding rounds to: 4 or 8 */
    int no_fold;                        /* tests: append everything as it comes */
    ir_ref *buckets;                    /* of equal operations: [cap], a power of two */
};

void   ir_init(struct ir *ir, int bytes, struct arena *a);
/* [name] is kept in the text where the constant stands alone; NULL: a number. */
ir_ref ir_const(struct ir *ir, double k, const char *name);
ir_ref ir_load(struct ir *ir, enum ir_load load, int slot, unsigned vary, const char *name);
ir_ref ir_emit(struct ir *ir, enum ir_op op, ir_ref a, ir_ref b, ir_ref c);
/* A row of function.def. */
ir_ref ir_call(struct ir *ir, int function, ir_ref a, ir_ref b);
/* x^n by repeated squaring, n from 1 on; and for n from 2 on the two factors of its
 * last product. */
ir_ref ir_power(struct ir *ir, ir_ref x, int n);
void   ir_power_factors(struct ir *ir, ir_ref x, int n, ir_ref *a, ir_ref *b);
/* Says that a load reads axis [axis]; what is computed from it inherits that. */
void   ir_reads_axis(struct ir *ir, ir_ref load, int axis);
/* Gives a nameless value a model name; the first name stays. */
void   ir_name(struct ir *ir, ir_ref r, const char *name);
/* Known before any point is: its value in [*k]. */
int    ir_is_const(const struct ir *ir, ir_ref r, double *k);
/* The same, in double whatever the precision of the kernel. */
int    ir_wide(const struct ir *ir, ir_ref r, double *wide);
int    ir_operands(enum ir_op op);
#endif
