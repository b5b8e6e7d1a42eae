/* target.c -- the tables of target.h. Leaves (constants, loads, time) and sums over
 * axes are loops and names, written by the walker; their rows are empty.
 */
#include "target.h"

#define LEAVES [NET_CONST] = { "", 20, 0 }, [NET_LOAD] = { "", 20, 0 }, [NET_TIME] = { "", 20, 0 }, [NET_MARK] = { "", 20, 0 }, \
    [NET_H] = { "", 20, 0 }, [NET_TICKS] = { "", 20, 0 }, [NET_CALL] = { "", 20, 1 }, \
    [NET_LOOK] = { "", 20, 1 }

#define ARITHMETIC \
    [NET_ADD] = { "%a + %b", 12, 0 }, [NET_SUB] = { "%a - %b", 12, 0 }, [NET_MUL] = { "%a*%b", 13, 0 }, \
    [NET_DIV] = { "%a/%b", 13, 0 },   [NET_NEG] = { "-%a", 15, 0 }, \
    [NET_LT] = { "%a < %b", 10, 1 },  [NET_LE] = { "%a <= %b", 10, 1 }, \
    [NET_EQ] = { "%a == %b", 9, 1 },  [NET_NE] = { "%a != %b", 9, 1 }

/* templates/math/real.c has the words. */
const struct target target_vector = {
    .name = "vector", .style = EXPRESSIONS, .real = "real", .condition = "mask", .spread = "lanes(%a)",
    .op = {
        LEAVES, ARITHMETIC,
        [NET_FMA] = { "madd(%a, %b, %c)", 20, 2 }, [NET_SQRT] = { "root(%a)", 20, 2 },
        [NET_AND] = { "both(%a, %b)", 20, 0 },     [NET_OR] = { "either(%a, %b)", 20, 0 },
        [NET_NOT] = { "neither(%a)", 20, 0 },      [NET_SELECT] = { "select(%a, %b, %c)", 20, 2 },
        [NET_SUM] = { "%c + %a", 12, 0 },          [NET_DOT] = { "madd(%a, %b, %c)", 20, 2 },
        [NET_LEAST] = { "select(either(%a < %c, %a != %a), %a, %c)", 20, 1 },
        [NET_MOST] = { "select(either(%a > %c, %a != %a), %a, %c)", 20, 1 }
    }
};

/* runtime/vector has the primitives; letters for lanes and numbers follow the name. */
const struct target target_calls = {
    .name = "calls", .style = CALLS, .real = "num", .condition = "num", .spread = "",
    .op = {
        LEAVES,
        [NET_ADD] = { "v_add", 20, 0 }, [NET_SUB] = { "v_sub", 20, 0 }, [NET_MUL] = { "v_mul", 20, 0 },
        [NET_DIV] = { "v_div", 20, 0 }, [NET_NEG] = { "v_neg", 20, 0 }, [NET_FMA] = { "v_fma", 20, 0 },
        [NET_SQRT] = { "v_sqrt", 20, 0 }, [NET_LT] = { "v_lt", 20, 0 }, [NET_LE] = { "v_le", 20, 0 },
        [NET_EQ] = { "v_eq", 20, 0 },   [NET_NE] = { "v_ne", 20, 0 },   [NET_AND] = { "v_and", 20, 0 },
        [NET_OR] = { "v_or", 20, 0 },   [NET_NOT] = { "v_not", 20, 0 }, [NET_SELECT] = { "v_select", 20, 0 },
        [NET_SUM] = { "v_add", 20, 0 }, [NET_DOT] = { "v_fma", 20, 0 }, [NET_LEAST] = { "v_least", 20, 0 },
        [NET_MOST] = { "v_most", 20, 0 }
    }
};

/* One lane at a time (templates/few), and what is the same for all lanes in CALLS. */
const struct target target_plain = {
    .name = "plain", .style = EXPRESSIONS, .real = "num", .condition = "int", .spread = "%a",
    .op = {
        LEAVES, ARITHMETIC,
        [NET_FMA] = { "FMA_(%a, %b, %c)", 20, 1 }, [NET_SQRT] = { "SQRT_(%a)", 20, 1 },
        [NET_AND] = { "%a && %b", 5, 0 },          [NET_OR] = { "%a || %b", 4, 0 },
        [NET_NOT] = { "!%a", 15, 0 },              [NET_SELECT] = { "(%a ? %b : %c)", 20, 1 },
        [NET_SUM] = { "%c + %a", 12, 0 },          [NET_DOT] = { "FMA_(%a, %b, %c)", 20, 1 },
        [NET_LEAST] = { "(%a < %c || %a != %a ? %a : %c)", 20, 1 },
        [NET_MOST] = { "(%a > %c || %a != %a ? %a : %c)", 20, 1 }
    }
};
