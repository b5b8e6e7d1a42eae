/* expr.h -- an expression as it was written: the tree of numbers, names, lists, calls and operators.
 *
 * The grammar makes it of files and of options; nobody
 * changes a tree afterwards. All of it lives in the arena of who makes it.
 */
#ifndef EXPR_H
#define EXPR_H
#include "base/arena.h"
#include "base/text.h"
#include "source.h"

enum ast_op {
    AST_NUMBER,         /* value; unit: "ms" of "0.1 ms" or of "3 [mm/ms]", or NULL */
    AST_NAME,           /* name, possibly dotted: "S", "coupling.instant.G" */
    AST_STRING,         /* name: the text without quotes */
    AST_CALL,           /* name(first, ...) */
    AST_LIST,           /* [first, ...]; may nest */
    AST_ASSIGN,         /* name = first, inside "with" */
    AST_OVER,           /* "first over node, time": first, then AST_NAMEs */
    AST_AT,             /* "first at node 3": name "node", first, then the number; "first at 500 ms": no name */
    AST_SHIFT,          /* first[i + value]: of the mode so many places on */
    AST_PICK,           /* first[value]: of that mode */
    AST_NEG, AST_NOT,                                       /* one operand */
    AST_ADD, AST_SUB, AST_MUL, AST_DIV, AST_POW,            /* two; ^ binds right; ** is ^ */
    AST_LT, AST_LE, AST_GT, AST_GE, AST_EQ, AST_NE,         /* == != ; no chaining */
    AST_AND, AST_OR,
    AST_IF              /* if first then second else third */
};

/* The tallest expression the parser lets through, so that walking a tree by
 * recursion is safe. A sum of n terms is n levels tall. */
enum { AST_DEPTH = 1000 };

struct ast_expr {
    enum ast_op op;
    struct span at;                 /* all of it, operands and brackets too */
    const char *name;               /* of a NAME, STRING, CALL, ASSIGN, AT, else NULL */
    double value;                   /* of a NUMBER, as it was written: nothing is converted; of SHIFT and PICK a whole number */
    const char *unit;               /* of a NUMBER, and of a NAME that is declared as an input or a table's argument: the unit behind it, or NULL */
    struct span unit_at;            /* of that unit */
    struct ast_expr *first;         /* operands, arguments, elements */
    struct ast_expr *next;          /* sibling */
    struct ast_expr *last;          /* of the first sibling: the last; while building */
    int depth;                      /* levels of the tree, 1 for a leaf */
};

/* Constructors. Lists are built by appending. */
struct ast_expr   *ast_number(struct arena *a, struct span at, double value);
struct ast_expr   *ast_with_unit(struct ast_expr *e, const char *unit, struct span at);     /* [e] itself */
struct ast_expr   *ast_word(struct arena *a, struct span at, enum ast_op op, const char *name);
struct ast_expr   *ast_op(struct arena *a, struct span at, enum ast_op op,
                          struct ast_expr *x, struct ast_expr *y, struct ast_expr *z);
struct ast_expr   *ast_named(struct arena *a, struct span at, enum ast_op op,
                             const char *name, struct ast_expr *first);
struct ast_expr   *ast_append(struct ast_expr *list, struct ast_expr *last);
/* The tallest of some siblings, 0 without any. */
int ast_depth(const struct ast_expr *list);

/* Whether a unit stands there without brackets. */
int ast_unit_is_bare(struct span unit_at);

/* How an operator is written. What holds together less tightly than [level] stands in
 * parentheses: an operand below [left] or, the last one, below [right]. */
struct ast_spelling { const char *sign; int level, left, right; };
/* Of NEG to IF, which has no sign; of the rest a level above all. */
const struct ast_spelling *ast_spelling(enum ast_op op);

/* Writes an expression as source text; what stands below it is written by [inner]. Those of observations (OVER, AT,
 * SHIFT, PICK) are the printer's of files (ast.h). */
typedef void ast_printer(const struct ast_expr *e, struct text *out);
void ast_print_with(const struct ast_expr *e, ast_printer *inner, struct text *out);
/* Of one that holds none of those. */
void ast_print_value(const struct ast_expr *e, struct text *out);
/* What stands in brackets that open where [e] holds together less tightly than [least]; a list with commas. */
void ast_print_inside(const struct ast_expr *e, int least, ast_printer *inner, struct text *out);
void ast_print_list(const struct ast_expr *list, ast_printer *inner, struct text *out);

/* The level of what stands in front of an index or a place, and of a leaf. */
enum { AST_LEVEL_PICK = 7, AST_LEVEL_LEAF = 11 };
#endif
