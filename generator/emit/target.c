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

/* runtime/vector has the primitives; letters for lanes and numbers follow the name. */
const struct target target_calls = {
    .name = "calls", .style = CALLS, .real = "num", .condition = "num", .spread = "",
    .op = {
        LEAVES,
        [IR_ADD] = { "v_add", 20, 0 }, [IR_SUB] = { "v_sub", 20, 0 }, [IR_MUL] = { "v_mul", 20, 0 },
        [IR_DIV] = { "v_div", 20, 0 }, [IR_NEG] = { "v_neg", 20, 0 }, [IR_FMA] = { "v_fma", 20, 0 },
        [IR_SQRT] = { "v_sqrt", 20, 0 }, [IR_LT] = { "v_lt", 20, 0 }, [IR_LE] = { "v_le", 20, 0 },
        [IR_EQ] = { "v_eq", 20, 0 },   [IR_NE] = { "v_ne", 20, 0 },   [IR_AND] = { "v_and", 20, 0 },
        [IR_OR] = { "v_or", 20, 0 },   [IR_NOT] = { "v_not", 20, 0 }, [IR_SELECT] = { "v_select", 20, 0 },
        [IR_SUM] = { "v_add", 20, 0 }, [IR_DOT] = { "v_fma", 20, 0 }, [IR_LEAST] = { "v_least", 20, 0 },
        [IR_MOST] = { "v_most", 20, 0 }
    }
};

/* Plain C99: one lane at a time, and what is the same for all lanes in CALLS. */
const struct target target_plain = {
    .name = "plain", .style = EXPRESSIONS, .real = "num", .condition = "int", .spread = "%a",
    .op = {
        LEAVES, ARITHMETIC,
        [IR_FMA] = { "FMA_(%a, %b, %c)", 20, 1 }, [IR_SQRT] = { "SQRT_(%a)", 20, 1 },
        [IR_AND] = { "%a && %b", 5, 0 },          [IR_OR] = { "%a || %b", 4, 0 },
        [IR_NOT] = { "!%a", 15, 0 },              [IR_SELECT] = { "(%a ? %b : %c)", 20, 1 },
        [IR_SUM] = { "%c + %a", 12, 0 },          [IR_DOT] = { "FMA_(%a, %b, %c)", 20, 1 },
        [IR_LEAST] = { "(%a < %c || %a != %a ? %a : %c)", 20, 1 },
        [IR_MOST] = { "(%a > %c || %a != %a ? %a : %c)", 20, 1 }
    }
};
