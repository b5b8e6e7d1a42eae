/* term.c -- terms made, asked and printed. */
#include "term.h"
#include <string.h>
#include "base/number.h"
#include "builtin.h"
#include "lookup.h"
#include "model.h"

static int is_condition(const struct term *t)
{
    return t->kind == TERM_OP && (t->op == AST_NOT || (t->op >= AST_LT && t->op <= AST_OR));
}

/* What goes from many numbers to few, and a leaf, bring their own type. */
static void join_types(struct term *t)
{
    if (t->kind == TERM_REDUCE || t->kind == TERM_AT || t->kind == TERM_DOT)
        return;
    for (int i = 0; i < t->count; i++) {
        t->type.over |= t->args[i]->type.over;
        t->type.at_end |= t->args[i]->type.at_end;
        t->type.by_trial |= t->args[i]->type.by_trial;
        t->type.of_trials |= t->args[i]->type.of_trials;
        t->type.crosses |= t->args[i]->type.crosses;
    }
    t->type.condition = (unsigned char)is_condition(t);
}

const struct term *term_make(struct arena *a, struct term t)
{
    struct term *made = ARENA_NEW(a, struct term);
    join_types(&t);
    *made = t;
    int sum = term_is_op(&t, AST_ADD) || term_is_op(&t, AST_SUB);
    made->fused = sum ? ARENA_NEW(a, unsigned char) : NULL;
    made->instead = sum ? ARENA_NEW(a, const struct term *) : NULL;
    return made;
}

const struct term *term_number(struct arena *a, struct span at, double value)
{
    return term_make(a, (struct term){ .kind = TERM_NUMBER, .at = at, .value = value });
}

const struct term *term_op(struct arena *a, struct span at, enum ast_op op, const struct term *x,
                           const struct term *y)
{
    const struct term **args = ARENA_ARRAY(a, const struct term *, 2);
    args[0] = x;
    args[1] = y;
    return term_make(a, (struct term){ .kind = TERM_OP, .op = op, .at = at, .args = args,
                                       .count = y ? 2 : 1 });
}

const struct term *term_call(struct arena *a, struct span at, int function, const struct term *x)
{
    const struct term **args = ARENA_ARRAY(a, const struct term *, 1);
    args[0] = x;
    return term_make(a, (struct term){ .kind = TERM_CALL, .index = function, .at = at,
                                       .name = builtins[function].name, .args = args, .count = 1 });
}

int term_is_op(const struct term *t, enum ast_op op)
{
    return t->kind == TERM_OP && t->op == op;
}

int term_is_call(const struct term *t, int function)
{
    return t->kind == TERM_CALL && t->index == function;
}

const struct term *term_computed(const struct term *t)
{
    return t->instead && *t->instead ? *t->instead : t;
}

int term_same_ref(const struct term *x, const struct term *y)
{
    return x->kind == TERM_REF && y->kind == TERM_REF && x->ref == y->ref && x->index == y->index
        && x->side == y->side;
}

long term_size(const struct term *t)
{
    long n = 1;
    for (int i = 0; i < t->count; i++)
        n += term_size(t->args[i]);
    return n;
}

int term_whole_power(const struct term *t)
{
    if (!term_is_op(t, AST_POW) && !term_is_call(t, FUNCTION_pow))
        return 0;
    double n = t->args[1]->kind == TERM_NUMBER ? t->args[1]->value : 0;
    return n >= 2 && n <= TERM_LARGEST_POWER && n == (int)n ? (int)n : 0;
}

/* ------------------------------------------------------------------- printing -- */

/* Whether it is the value at one node or time. */
static int is_place(const struct term *t)
{
    return (t->kind == TERM_AT && t->gone != OVER_MODE) || (t->kind == TERM_REDUCE && t->when && t->when->is_one);
}

static void print_at(const struct term *t, int least, struct text *out)
{
    int open = t->kind == TERM_OP ? ast_spelling(t->op)->level < least : is_place(t) && ast_spelling(AST_AT)->level < least;
    text_add(out, open ? "(" : "");
    term_print(t, out);
    text_add(out, open ? ")" : "");
}

static void print_op(const struct term *t, struct text *out)
{
    const struct ast_spelling *s = ast_spelling(t->op);
    if (t->op == AST_IF) {
        static const char *const words[] = { "if ", " then ", " else " };
        for (int i = 0; i < t->count; i++) {
            text_add(out, words[i]);
            term_print(t->args[i], out);
        }
        return;
    }
    if (t->count == 2)
        print_at(t->args[0], s->left, out);
    text_add(out, s->sign);
    print_at(t->args[t->count - 1], s->right, out);
}

static void print_place(const struct term *t, struct text *out)
{
    print_at(t->args[0], ast_spelling(AST_AT)->left, out);
    if (t->kind == TERM_AT)
        text_print(out, " at node %d", t->index);
    else
        text_print(out, " at %s", t->name);
}

/* "x[i-1]", "x[0]" */
static void print_index(const struct term *t, struct text *out)
{
    print_at(t->args[0], ast_spelling(AST_SHIFT)->level, out);
    text_print(out, t->kind == TERM_AT ? "[%d]" : t->index ? "[i%+d]" : "[i]", t->index);
}

/* Where that is not all there is. */
static void print_gone(const struct term *t, struct text *out)
{
    static const struct { over_set over; const char *name; } axes[] = {
        { OVER_TRIAL, "trial" }, { OVER_TIME, "time" }, { OVER_NODE, "node" }, { OVER_MODE, "mode" }
    };
    const char *sign = " over ";
    if (t->gone & OVER_NODE && t->gone & OVER_TIME)
        return;
    for (size_t i = 0; i < sizeof axes/sizeof *axes; i++) {
        if (!(t->gone & axes[i].over))
            continue;
        text_print(out, "%s%s", sign, axes[i].name);
        sign = ", ";
    }
}

void term_print(const struct term *t, struct text *out)
{
    char number[32];
    if (t && is_place(t)) {
        print_place(t, out);
        return;
    }
    if (t && (t->kind == TERM_SHIFT || t->kind == TERM_AT)) {
        print_index(t, out);
        return;
    }
    if (t && t->kind == TERM_PAST) {
        text_print(out, "%s(t - ", t->args[0]->name);
        term_print(t->args[1], out);
        text_add(out, ")");
        return;
    }
    if (!t)
        text_add(out, "?");
    else if (t->kind == TERM_OP)
        print_op(t, out);
    else if (t->kind == TERM_TABLE && !t->lookup->of_time)
        lookup_print(t->lookup, out);
    else
        text_add(out, t->name ? t->name : number_shortest(number, t->value, 0));
    if (!t || t->kind < TERM_CALL)
        return;
    for (int i = 0; i < t->count; i++) {
        text_add(out, i ? ", " : "(");
        term_print(t->args[i], out);
    }
    if (t->kind == TERM_REDUCE)
        print_gone(t, out);
    text_add(out, t->count ? ")" : "()");
}

const char *term_text(struct arena *a, const struct term *t, size_t most)
{
    struct text out = { 0 };
    term_print(t, &out);
    const char *text = most && out.len > most ? "..." : arena_copy(a, text_string(&out), out.len);
    text_free(&out);
    return text;
}
