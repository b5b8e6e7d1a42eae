/* expr.c -- builds expressions, and writes them back as source text.
 *
 * Parentheses are printed where the levels below ask for them and nowhere else. It recurses; whoever reads
 * keeps trees below AST_DEPTH.
 */
#include "expr.h"
#include <string.h>
#include "base/number.h"

/* ----------------------------------------------------------- constructors -- */

static struct ast_expr *make(struct arena *a, struct span at, enum ast_op op)
{
    struct ast_expr *e = ARENA_NEW(a, struct ast_expr);
    e->op = op;
    e->at = at;
    e->depth = 1;
    return e;
}

int ast_depth(const struct ast_expr *list)
{
    int depth = 0;
    for (; list; list = list->next)
        if (list->depth > depth)
            depth = list->depth;
    return depth;
}

struct ast_expr *ast_number(struct arena *a, struct span at, double value)
{
    struct ast_expr *e = make(a, at, AST_NUMBER);
    e->value = value;
    return e;
}

struct ast_expr *ast_with_unit(struct ast_expr *e, const char *unit, struct span at)
{
    e->unit = unit;
    e->unit_at = at;
    return e;
}

struct ast_expr *ast_word(struct arena *a, struct span at, enum ast_op op, const char *name)
{
    struct ast_expr *e = make(a, at, op);
    e->name = name;
    return e;
}

struct ast_expr *ast_op(struct arena *a, struct span at, enum ast_op op,
                        struct ast_expr *x, struct ast_expr *y, struct ast_expr *z)
{
    if (y)
        ast_append(x, y);
    if (z)
        ast_append(x, z);
    return ast_named(a, at, op, NULL, x);
}

struct ast_expr *ast_named(struct arena *a, struct span at, enum ast_op op,
                           const char *name, struct ast_expr *first)
{
    struct ast_expr *e = make(a, at, op);
    e->name = name;
    e->first = first;
    e->depth = 1 + ast_depth(first);
    return e;
}

struct ast_expr *ast_append(struct ast_expr *list, struct ast_expr *last)
{
    if (!list)
        return last;
    struct ast_expr *end = list->last ? list->last : list;
    while (end->next)
        end = end->next;
    end->next = last;
    list->last = last;
    return list;
}

/* --------------------------------------------------------------- printing -- */

/* How tightly an expression holds together, from loose to tight; the order is
 * that of the precedences in model.y. */
enum level { IF = 1, OR, AND, NOT, COMPARE, SUM, PICK, PRODUCT, SIGN, POWER, LEAF };
_Static_assert((int)PICK == (int)AST_LEVEL_PICK && (int)LEAF == (int)AST_LEVEL_LEAF, "the levels of expr.h");

/* Sums and products bind left, powers right (a sign may stand in an exponent),
 * comparisons not at all. ORDER ast_op */
#define PREFIX(level) level, level, level
#define LEFT(level)   level, level, level + 1
#define ALONE(level)  level, level + 1, level + 1
static const struct ast_spelling operators[] = {
    [AST_NEG] = { "-",     PREFIX(SIGN) },   [AST_NOT] = { "not ", PREFIX(NOT) },
    [AST_ADD] = { " + ",   LEFT(SUM) },      [AST_SUB] = { " - ",  LEFT(SUM) },
    [AST_MUL] = { "*",     LEFT(PRODUCT) },  [AST_DIV] = { "/",    LEFT(PRODUCT) },
    [AST_POW] = { "^",     POWER, POWER + 1, SIGN },
    [AST_LT]  = { " < ",   ALONE(COMPARE) }, [AST_LE]  = { " <= ", ALONE(COMPARE) },
    [AST_GT]  = { " > ",   ALONE(COMPARE) }, [AST_GE]  = { " >= ", ALONE(COMPARE) },
    [AST_EQ]  = { " == ",  ALONE(COMPARE) }, [AST_NE]  = { " != ", ALONE(COMPARE) },
    [AST_AND] = { " and ", LEFT(AND) },      [AST_OR]  = { " or ", LEFT(OR) },
    [AST_IF]  = { "",      PREFIX(IF) }
};

const struct ast_spelling *ast_spelling(enum ast_op op)
{
    static const struct ast_spelling leaf = { "", PREFIX(LEAF) }, at = { " at ", PICK, PICK, LEAF };
    return op == AST_AT ? &at : op >= AST_NEG ? &operators[op] : &leaf;
}

void ast_print_inside(const struct ast_expr *e, int least, ast_printer *inner, struct text *out)
{
    int open = ast_spelling(e->op)->level < least;
    if (open)
        text_add(out, "(");
    inner(e, out);
    if (open)
        text_add(out, ")");
}

int ast_unit_is_bare(struct span at)
{
    return at.src && at.src->text[at.from] != '[';
}

static void print_number(const struct ast_expr *e, struct text *out)
{
    char number[32];
    text_add(out, number_shortest(number, e->value, 0));
    if (e->unit)
        text_print(out, ast_unit_is_bare(e->unit_at) ? " %s" : " [%s]", e->unit);
}

void ast_print_list(const struct ast_expr *list, ast_printer *inner, struct text *out)
{
    for (const struct ast_expr *e = list; e; e = e->next) {
        if (e != list)
            text_add(out, ", ");
        inner(e, out);
    }
}

static void print_if(const struct ast_expr *e, ast_printer *inner, struct text *out)
{
    const struct ast_expr *then = e->first->next;
    text_add(out, "if ");
    inner(e->first, out);
    text_add(out, " then ");
    inner(then, out);
    text_add(out, " else ");
    inner(then->next, out);
}

static void print_operator(const struct ast_expr *e, ast_printer *inner, struct text *out)
{
    const struct ast_spelling *s = ast_spelling(e->op);
    const struct ast_expr *last = e->first->next ? e->first->next : e->first;
    if (last != e->first)
        ast_print_inside(e->first, s->left, inner, out);
    text_add(out, s->sign);
    ast_print_inside(last, s->right, inner, out);
}

void ast_print_with(const struct ast_expr *e, ast_printer *inner, struct text *out)
{
    switch (e->op) {
    case AST_NUMBER:
        print_number(e, out);
        break;
    case AST_NAME:
        text_add(out, e->name);
        if (e->unit)
            text_print(out, " [%s]", e->unit);
        break;
    case AST_STRING:
        text_print(out, "\"%s\"", e->name);
        break;
    case AST_CALL: case AST_LIST:
        text_print(out, e->op == AST_CALL ? "%s(" : "[", e->name);
        ast_print_list(e->first, inner, out);
        text_add(out, e->op == AST_CALL ? ")" : "]");
        break;
    case AST_ASSIGN:
        text_print(out, "%s = ", e->name);
        inner(e->first, out);
        break;
    case AST_IF:
        print_if(e, inner, out);
        break;
    default:
        print_operator(e, inner, out);
    }
}

void ast_print_value(const struct ast_expr *e, struct text *out)
{
    ast_print_with(e, ast_print_value, out);
}
