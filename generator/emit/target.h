/* target.h -- how operations are spelled: one table a target, every operation a row.
 *
 * Two styles: EXPRESSIONS nest operations in C expressions of vector or plain type,
 * CALLS write one call of a precompiled primitive for each operation, over all lanes
 * of a block. One walker (spell.c) serves both.
 */
#ifndef TARGET_H
#define TARGET_H
#include "ir/circuit.h"

enum spelling_style { EXPRESSIONS, CALLS };

/* EXPRESSIONS: %a %b %c stand for the operands; [precedence] is C's, 20 highest; where
 * [lanes] is 1 operands must be of the vector type; 2: numbers may stand for lanes
 * (templates/math/spread.c), the result is of that type. CALLS: the name of the primitive. */
struct op_spelling {
    const char *text;
    int precedence, lanes;
};

struct target {                     /* of the program's own tables (target.c) */
    const char *name;               /* "vector": gcc and clang; "plain": libtcc where lanes are few; "calls": libtcc */
    enum spelling_style style;
    struct op_spelling op[NET_OP_COUNT];        /* text "": the walker writes it */
    const char *real;               /* type of a number of every lane */
    const char *condition;          /* type of a truth value of every lane */
    const char *spread;             /* a number made one of every lane: "lanes(%a)" */
};

extern const struct target target_vector, target_plain, target_calls;
#endif
