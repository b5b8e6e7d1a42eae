/* typeset_text.c -- terms as boxes of lines: see typeset.h. */
#include "typeset.h"
#include <stdlib.h>
#include "ast/ast.h"
#include "base/number.h"
#include "model/builtin.h"

enum { WIDEST = 96, WIDEST_WITHIN = 72 };       /* of an equation and of sums in it, where they can be broken */

static struct box of(struct arena *a, const struct term *t);

/* Fractions hold together as names do. */
static int level_of(const struct term *t)
{
    int at = t->kind == TERM_AT && t->gone != OVER_MODE ? AST_AT : -1;
    return t->kind == TERM_OP && t->op != AST_DIV ? ast_spelling(t->op)->level : at >= 0 ? ast_spelling((enum ast_op)at)->level : 1000;
}

static struct box placed(struct arena *a, const struct term *t, int least)
{
    struct box x = of(a, t);
    return level_of(t) < least ? box_within(a, '(', x, ')') : x;
}

/* ---- powers ------------------------------------------------------------------------------- */

/* A whole number in the letters of an exponent, or NULL. */
static const char *superscript(struct arena *a, const struct term *t)
{
    static const char *const digits[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
    const struct term *size = term_is_op(t, AST_NEG) ? t->args[0] : t;
    char number[NUMBER_SHORTEST];
    const char *all = size == t ? "" : "⁻";
    if (size->kind != TERM_NUMBER || size->name || size->value != (long)size->value)
        return NULL;
    for (const char *c = number_shortest(number, size->value, 0); *c; c++) {
        if (*c < '0' || *c > '9')
            return NULL;
        all = arena_print(a, "%s%s", all, digits[*c - '0']);
    }
    return all;
}

/* Fractions lie in exponents. */
static struct box raised(struct arena *a, const struct term *y)
{
    const struct ast_spelling *s = ast_spelling(AST_DIV);
    if (!term_is_op(y, AST_DIV))
        return of(a, y);
    return box_beside(a, box_beside(a, placed(a, y->args[0], s->left), box_text(a, "/")), placed(a, y->args[1], s->right));
}

static struct box power(struct arena *a, const struct term *x, const struct term *y)
{
    const char *exponent = superscript(a, y);
    struct box base = of(a, x);
    if (level_of(x) < 1000 || term_is_op(x, AST_DIV))
        base = box_within(a, '(', base, ')');
    return exponent ? box_beside(a, base, box_text(a, exponent)) : box_raised(a, base, raised(a, y));
}

/* ---- choices ------------------------------------------------------------------------------- */

/* A row a branch: its value, and when. */
static struct box choice(struct arena *a, const struct term *t)
{
    struct box rows = { NULL, 0, 0, 0 };
    const struct term *last = t;
    int widest = 0, count = 0;
    for (last = t; term_is_op(last, AST_IF); last = last->args[2]) {
        int width = of(a, last->args[1]).width;
        widest = width > widest ? width : widest;
    }
    widest = of(a, last).width > widest ? of(a, last).width : widest;
    for (;; t = t->args[2]) {
        int more = term_is_op(t, AST_IF);
        struct box value = of(a, more ? t->args[1] : t);
        struct box when = more ? box_beside(a, box_text(a, "if "), of(a, t->args[0])) : box_text(a, "otherwise");
        struct box row = box_beside(a, value, box_text(a, arena_print(a, "%*s", widest - value.width + 3, "")));
        row = box_beside(a, row, when);
        rows = count++ ? box_below(a, rows, row) : row;
        if (!more)
            break;
    }
    rows.base = rows.height/2;
    return box_beside(a, box_within(a, '{', box_beside(a, box_text(a, " "), rows), 0), box_text(a, ""));
}

/* ---- calls and names -------------------------------------------------------------------------- */

static struct box listed(struct arena *a, const struct term *t)
{
    struct box all = box_text(a, "");
    for (int i = 0; i < t->count; i++) {
        if (i)
            all = box_beside(a, all, box_text(a, ", "));
        all = box_beside(a, all, of(a, t->args[i]));
    }
    return all;
}

static struct box call(struct arena *a, const struct term *t)
{
    if (term_is_call(t, FUNCTION_pow))
        return power(a, t->args[0], t->args[1]);
    if (term_is_call(t, FUNCTION_abs))
        return box_within(a, '|', of(a, t->args[0]), '|');
    if (term_is_call(t, FUNCTION_sqrt))
        return box_beside(a, box_text(a, "√"), level_of(t->args[0]) >= 1000 && of(a, t->args[0]).height == 1
                                             ? of(a, t->args[0]) : box_within(a, '(', of(a, t->args[0]), ')'));
    const char *name = t->kind == TERM_APPLY ? typeset_name(a, t->name) : t->name;
    return box_beside(a, box_text(a, name), box_within(a, '(', listed(a, t), ')'));
}

/* "sum(x over mode)" */
static struct box over_modes(struct arena *a, const struct term *t)
{
    struct box x = box_beside(a, of(a, t->args[0]), box_text(a, " over mode"));
    return box_beside(a, box_text(a, t->name), box_within(a, '(', x, ')'));
}

/* "x[i−1]", "x[0]" */
static struct box indexed(struct arena *a, const struct term *t)
{
    int k = t->index;
    const char *index = t->kind == TERM_AT ? arena_print(a, "[%d]", k) : k ? arena_print(a, "[i %s %d]", k < 0 ? "−" : "+", abs(k)) : "[i]";
    return box_beside(a, placed(a, t->args[0], 1000), box_text(a, index));
}

/* "x(t − τ)" */
static struct box earlier(struct arena *a, const struct term *t)
{
    return box_beside(a, of(a, t->args[0]), box_within(a, '(', box_beside(a, box_text(a, "t − "), of(a, t->args[1])), ')'));
}

static const char *sign_of(enum ast_op op)
{
    switch (op) {
    case AST_NEG: return "−";
    case AST_SUB: return " − ";
    case AST_MUL: return "·";
    case AST_LE:  return " ≤ ";
    case AST_GE:  return " ≥ ";
    case AST_NE:  return " ≠ ";
    case AST_EQ:  return " = ";
    default:      return ast_spelling(op)->sign;
    }
}

/* ---- sums that are too wide stand in several lines ------------------------------------------ */

/* Lines that are done, one below the other, and the one that grows. */
struct breaking { struct arena *arena; struct box done, line; int room, count; };

static void summand(struct breaking *b, const char *sign, struct box x)
{
    struct box next = box_beside(b->arena, box_text(b->arena, sign), x);
    if (b->line.width && b->line.width + next.width > b->room) {
        b->done = b->count++ ? box_below(b->arena, b->done, b->line) : b->line;
        b->line = next;
        return;
    }
    b->line = b->line.width ? box_beside(b->arena, b->line, next) : next;
}

static int is_sum(const struct term *t)
{
    return term_is_op(t, AST_ADD) || term_is_op(t, AST_SUB);
}

/* Of [t], each with its sign. */
static void summands(struct breaking *b, const struct term *t)
{
    if (!is_sum(t)) {
        summand(b, "", placed(b->arena, t, ast_spelling(AST_ADD)->left));
        return;
    }
    summands(b, t->args[0]);
    summand(b, sign_of(t->op), placed(b->arena, t->args[1], ast_spelling(t->op)->right));
}

static struct box summed(struct arena *a, const struct term *t, int room)
{
    struct breaking b = { .arena = a, .line = { NULL, 0, 0, 0 }, .room = room };
    summands(&b, t);
    return b.count ? box_below(a, b.done, b.line) : b.line;
}

static struct box operation(struct arena *a, const struct term *t)
{
    const struct ast_spelling *s = ast_spelling(t->op);
    if (t->op == AST_IF)
        return choice(a, t);
    if (t->op == AST_DIV)
        return box_fraction(a, of(a, t->args[0]), of(a, t->args[1]));
    if (t->op == AST_POW)
        return power(a, t->args[0], t->args[1]);
    if (is_sum(t))
        return summed(a, t, WIDEST_WITHIN);
    struct box sign = box_text(a, sign_of(t->op)), right = placed(a, t->args[t->count - 1], s->right);
    return t->count == 1 ? box_beside(a, sign, right) : box_beside(a, box_beside(a, placed(a, t->args[0], s->left), sign), right);
}

static struct box of(struct arena *a, const struct term *t)
{
    switch (t->kind) {
    case TERM_OP:    return operation(a, t);
    case TERM_CALL: case TERM_COMPOSED: case TERM_APPLY: case TERM_DOT: return call(a, t);
    case TERM_REF:   return box_text(a, typeset_name(a, t->name));
    case TERM_SHIFT: return indexed(a, t);
    case TERM_PAST:  return earlier(a, t);
    default:
        if (t->kind == TERM_AT && t->gone == OVER_MODE)
            return indexed(a, t);
        if (t->kind == TERM_REDUCE && t->gone == OVER_MODE)
            return over_modes(a, t);
        return box_text(a, t->kind == TERM_NUMBER && t->name ? typeset_name(a, t->name) : term_text(a, t, 0));
    }
}

/* ---- equations --------------------------------------------------------------------------------- */

struct box typeset_equation(struct arena *a, const char *left, const char *mark, const struct term *right)
{
    struct box name = box_text(a, arena_print(a, "%s%s = ", left, mark));
    struct box value = !right ? box_text(a, "?") : is_sum(right) ? summed(a, right, WIDEST - name.width) : of(a, right);
    return box_beside(a, name, value);
}
