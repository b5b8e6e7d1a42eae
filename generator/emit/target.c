/* target.c -- the tables of target.h. Leaves (constants, loads, time) and sums over
 * axes are loops and names, written by the walker; their rows are empty.
 */
#include "emit/target.h"

#define LEAVES [IR_CONST] = { "", 20, 0 }, [IR_LOAD] = { "", 20, 0 }, [IR_TIME] = { "", 20, 0 }, \
    [IR_H] = { "", 20, 0 }, [IR_TICKS] = { "", 20, 0 }, [IR_CALL] = { "", 20, 1 }

#define ARITHMETIC \
    [IR_ADD] = { "%a + %b", 12, 0 }, [IR_SUB] = { "%a - %b", 12, 0 }, [IR_MUL] = { "%a*%b", 13, 0 }, \
    [IR_DIV] = { "%a/%b", 13, 0 },   [IR_NEG] = { "-%a", 15, 0 }, \
    [IR_LT] = { "%a < %b", 10, 1 },  [IR_LE] = { "%a <= %b", 10, 1 }, \
    [IR_EQ] = { "%a == %b", 9, 1 },  [IR_NE] = { "%a != %b", 9, 1 }

/* templates/math/real.c has the words. */
const struct target target_vector = {
    .name = "vector", .style = EXPRESSIONS, .real = "real", .condition = "mask", .spread = "lanes(%a)",
    .op = {
        LEAVES, ARITHMETIC,
        [IR_FMA] = { "madd(%a, %b, %c)", 20, 1 }, [IR_SQRT] = { "root(%a)", 20, 1 },
        [IR_AND] = { "both(%a, %b)", 20, 0 },     [IR_OR] = { "either(%a, %b)", 20, 0 },
        [IR_NOT] = { "neither(%a)", 20, 0 },      [IR_SELECT] = { "select(%a, %b, %c)", 20, 1 },
        [IR_SUM] = { "%c + %a", 12, 0 },          [IR_DOT] = { "madd(%a, %b, %c)", 20, 1 },
        [IR_LEAST] = { "select(either(%a < %c, %a != %a), %a, %c)", 20, 1 },
        [IR_MOST] = { "select(either(%a > %c, %a != %a), %a, %c)", 20, 1 }
    }
};
