/* origin.c -- what a constant is folded from, as a text: "w*J_N". */
#include "circuit.h"
#include <string.h>
#include "base/number.h"

enum { LONGEST_ORIGIN = 40 };           /* beyond, nobody reads it faster than the number */
enum { SUM_ = 1, PRODUCT = 2, WHOLE = 3 };      /* how tightly a text holds together */

/* Of what stands outside parentheses the loosest. */
static int tightness(const char *text)
{
    int inside = 0, all = WHOLE;
    for (const char *c = text; *c; c++) {
        int exponent = c > text && c[-1] == 'e';        /* other signs have blanks around them */
        inside += (*c == '(') - (*c == ')');
        if (!inside && !exponent && strchr("+-", *c))
            return SUM_;
        if (!inside && strchr("*/", *c))
            all = PRODUCT;
    }
    return all;
}

static const char *placed(struct arena *a, const char *text, int least)
{
    return tightness(text) < least ? arena_print(a, "(%s)", text) : text;
}

static const char *written(struct arena *a, enum net_op op, const char *x, const char *y, const char *z)
{
    switch (op) {
    case NET_ADD:  return arena_print(a, "%s + %s", x, placed(a, y, y[0] == '-' ? PRODUCT : SUM_));
    case NET_SUB:  return arena_print(a, "%s - %s", x, placed(a, y, PRODUCT));
    case NET_MUL:  return arena_print(a, "%s*%s", placed(a, x, PRODUCT), placed(a, y, WHOLE));
    case NET_DIV:  return arena_print(a, "%s/%s", placed(a, x, PRODUCT), placed(a, y, WHOLE));
    case NET_NEG:  return arena_print(a, "-%s", placed(a, x, PRODUCT));
    case NET_FMA:  return arena_print(a, "%s*%s + %s", placed(a, x, PRODUCT), placed(a, y, WHOLE), placed(a, z, z[0] == '-' ? PRODUCT : SUM_));
    case NET_SQRT: return arena_print(a, "sqrt(%s)", x);
    default:       return NULL;
    }
}

static int operands(enum net_op op)
{
    return op == NET_NEG || op == NET_SQRT ? 1 : op == NET_FMA ? 3 : 2;
}

const char *net_origin(const struct net *ir, enum net_op op, const double k[3], net_ref a, net_ref b, net_ref c)
{
    const net_ref all[] = { a, b, c };
    const char *text[3] = { "", "", "" };
    char number[32];
    size_t len = 0;
    int named = 0;
    for (int i = 0; i < operands(op); i++) {
        const char *name = all[i] == NET_NONE ? NULL : ir->ins[all[i]].name;
        named |= name != NULL;
        text[i] = name ? name : arena_print(ir->arena, "%s", number_shortest(number, k[i], ir->bytes == 4));
        len += strlen(text[i]);
    }
    return named && len <= LONGEST_ORIGIN ? written(ir->arena, op, text[0], text[1], text[2]) : NULL;
}
