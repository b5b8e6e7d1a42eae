/* formula.c -- see formula.h. */
#include "formula.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/number.h"
double interp_call_f32(const char *call, double x, double y);    /* interp.h */
double interp_call_f64(const char *call, double x, double y);

/* ---- constructs, counted --------------------------------------------------- */

enum { MOST_CONSTRUCTS = 256 };
static struct { const char *name; int count; } constructs[MOST_CONSTRUCTS + 1];        /* the last stays empty */

void formula_count(const char *construct)
{
    int i = 0;
    while (constructs[i].name && strcmp(constructs[i].name, construct) != 0)
        i++;
    if (i == MOST_CONSTRUCTS) {
        fprintf(stderr, "formula.c: more than %d constructs are counted\n", MOST_CONSTRUCTS);
        abort();
    }
    constructs[i].name = construct;
    constructs[i].count++;
}

int formula_counted(int i, const char **construct)
{
    *construct = constructs[i].name;
    return constructs[i].count;
}

/* ---- making ---------------------------------------------------------------- */

struct formula *formula_new(enum formula_op op, struct formula *a, struct formula *b)
{
    struct formula *f = calloc(1, sizeof *f);   /* lives as long as the program */
    f->op = op;
    f->arg[0] = a;
    f->arg[1] = b;
    return f;
}

struct formula *formula_number(double value)
{
    struct formula *f = formula_new(F_NUMBER, NULL, NULL);
    f->value = value;
    return f;
}

struct formula *formula_name(enum formula_name name, int index)
{
    struct formula *f = formula_new(F_NAME, NULL, NULL);
    f->name = name;
    f->index = index;
    return f;
}

static struct formula *call(const char *name, struct formula *x, struct formula *y)
{
    struct formula *f = formula_new(F_CALL, x, y);
    f->call = name;
    formula_count(name);
    return f;
}

static int choose(struct dice *d, int count)
{
    return (int)dice_roll(d, (unsigned)count);
}

static struct formula *leaf(struct dice *d, const struct grammar *g)
{
    static const double numbers[] = { 0, 1, 2, 0.5, 0.1, 3, 0.37, 1.25 };
    for (;;)
        switch (choose(d, 11)) {
        case 0: return formula_number(numbers[choose(d, 8)]);
        case 1: return formula_number(round(dice_real(d, 0.1, 2)*1e4)/1e4);
        case 2: case 3: if (g->params) return formula_name(NAME_PARAM, choose(d, g->params)); break;
        case 4: if (g->lets) return formula_name(NAME_LET, choose(d, g->lets)); break;
        case 5: if (g->inputs) return formula_name(NAME_INPUT, choose(d, g->inputs)); break;
        case 6: if (g->time) return formula_name(NAME_TIME, 0); break;
        case 7: if (g->arguments) return formula_name(NAME_ARGUMENT, choose(d, g->arguments)); break;
        case 8: if (g->sources) return formula_name(choose(d, 2) && g->targets ? NAME_TARGET : NAME_SOURCE, 0); break;
        case 9: if (g->sum) return formula_name(choose(d, 2) ? NAME_SUM : NAME_GAIN, 0); break;
        default: if (g->states) return formula_name(NAME_STATE, choose(d, g->states));
        }
}

/* Calls that are defined everywhere and do not grow. */
static struct formula *random_call(struct dice *d, const struct grammar *g, int depth)
{
    struct formula *x = formula_random(d, g, depth - 1);
    struct formula *size = call("abs", x, NULL);
    switch (choose(d, 13)) {
    case 0: return call("tanh", x, NULL);
    case 1: return call("sin", x, NULL);
    case 2: return call("cos", x, NULL);
    case 3: return call("exp", formula_new(F_NEG, size, NULL), NULL);
    case 4: return call("sqrt", size, NULL);
    case 5: return call("log", formula_new(F_ADD, formula_number(1), size), NULL);
    case 6: return call("atan", x, NULL);
    case 7: return call("max", x, leaf(d, g));
    case 8: return call("min", x, leaf(d, g));
    case 9: return call("heaviside", x, NULL);
    case 10: return call("floor", x, NULL);
    case 11: return call("pow", formula_new(F_ADD, formula_number(0.5), size),
                         g->params ? formula_name(NAME_PARAM, choose(d, g->params)) : formula_number(1.5));
    default:
        if (!g->functions)
            return call("erf", x, NULL);
        formula_count("function of the model");
        struct formula *f = formula_new(F_APPLY, x, leaf(d, g));
        f->index = choose(d, g->functions);
        return f;
    }
}

static struct formula *choice(struct dice *d, const struct grammar *g, int depth)
{
    static const char *const signs[] = { "<", "<=", ">", ">=" };
    struct formula *f = formula_new(F_IF, formula_random(d, g, depth - 2), leaf(d, g));
    f->compare = signs[choose(d, 4)];
    f->arg[2] = formula_random(d, g, depth - 1);
    f->arg[3] = formula_random(d, g, depth - 1);
    formula_count("if");
    return f;
}

/* The same tree twice, the second time with its factors exchanged: what must not
 * be fused. */
static struct formula *repeated(struct dice *d, const struct grammar *g)
{
    struct formula *x = leaf(d, g), *y = leaf(d, g);
    struct formula *one = formula_new(F_MUL, x, y), *two = formula_new(F_MUL, y, x);
    formula_count("a product twice");
    one = formula_new(choose(d, 2) ? F_ADD : F_SUB, one, leaf(d, g));
    return formula_new(choose(d, 2) ? F_ADD : F_SUB, one, two);
}

struct formula *formula_random(struct dice *d, const struct grammar *g, int depth)
{
    if (depth <= 0)
        return leaf(d, g);
    struct formula *a, *b;
    switch (choose(d, 16)) {
    case 0: case 1: return random_call(d, g, depth);
    case 2: formula_count("sign"); return formula_new(F_NEG, formula_random(d, g, depth - 1), NULL);
    case 3: return choice(d, g, depth);
    case 4:
        formula_count("quotient");
        a = formula_new(F_ADD, formula_number(1.5), call("abs", leaf(d, g), NULL));
        return formula_new(F_DIV, formula_random(d, g, depth - 1), a);
    case 5: formula_count("division by 4"); return formula_new(F_DIV, formula_random(d, g, depth - 1), formula_number(4));
    case 6:
        formula_count("power");
        a = formula_new(F_POWER, leaf(d, g), NULL);
        a->value = 2 + choose(d, 3);
        return a;
    case 7: return repeated(d, g);
    default:
        a = formula_random(d, g, depth - 1);
        b = formula_random(d, g, depth - 1);
        return formula_new(choose(d, 2) ? F_MUL : choose(d, 2) ? F_ADD : F_SUB, a, b);
    }
}

/* ---- printing --------------------------------------------------------------- */

enum level { LOOSE, SUM, PRODUCT, SIGN, ATOM };

static void print(const struct formula *f, enum level level, struct text *out);

static void print_name(const struct formula *f, struct text *out)
{
    static const char *const texts[] = { "x%d", "l%d", "p%d", "c%d", "u%d", "t", "S_j", "S_i", "sum", "G" };
    if (f->name <= NAME_ARGUMENT)
        text_print(out, (const char *[]){ "x%d", "l%d", "p%d", "c%d", "u%d" }[f->name], f->index);
    else
        text_add(out, texts[f->name]);
}

static void print_pair(const struct formula *f, const char *sign, enum level left, enum level right, struct text *out)
{
    print(f->arg[0], left, out);
    text_add(out, sign);
    print(f->arg[1], right, out);
}

static enum level level_of(const struct formula *f)
{
    return f->op == F_ADD || f->op == F_SUB ? SUM : f->op == F_MUL || f->op == F_DIV ? PRODUCT
         : f->op == F_NEG || f->op == F_POWER ? SIGN : f->op == F_IF ? LOOSE : ATOM;
}

static void print_bare(const struct formula *f, struct text *out)
{
    char number[32];
    switch (f->op) {
    case F_NUMBER: text_add(out, number_shortest(number, f->value, 0)); return;
    case F_NAME:   print_name(f, out); return;
    case F_NEG:    text_add(out, "-"); print(f->arg[0], ATOM, out); return;
    case F_ADD:    print_pair(f, " + ", SUM, PRODUCT, out); return;
    case F_SUB:    print_pair(f, " - ", SUM, PRODUCT, out); return;
    case F_MUL:    print_pair(f, "*", PRODUCT, SIGN, out); return;
    case F_DIV:    print_pair(f, "/", PRODUCT, SIGN, out); return;
    case F_POWER:  print(f->arg[0], ATOM, out); text_print(out, "^%g", f->value); return;
    case F_IF:
        text_add(out, "if ");
        print(f->arg[0], SUM, out);
        text_print(out, " %s ", f->compare);
        print(f->arg[1], SUM, out);
        text_add(out, " then ");
        print(f->arg[2], LOOSE, out);
        text_add(out, " else ");
        print(f->arg[3], LOOSE, out);
        return;
    case F_CALL: case F_APPLY:
        if (f->op == F_CALL) text_add(out, f->call); else text_print(out, "f%d", f->index);
        text_add(out, "(");
        print(f->arg[0], LOOSE, out);
        if (f->arg[1]) { text_add(out, ", "); print(f->arg[1], LOOSE, out); }
        text_add(out, ")");
    }
}

static void print(const struct formula *f, enum level level, struct text *out)
{
    int inside = level_of(f) < level;
    text_add(out, inside ? "(" : "");
    print_bare(f, out);
    text_add(out, inside ? ")" : "");
}

void formula_print(const struct formula *f, struct text *out)
{
    print(f, LOOSE, out);
}

/* ---- fusing ------------------------------------------------------------------ *
 * Each value written has a name of 64 bits, equal for what is the same number by
 * the rules of arithmetic that keep every bit: factors and summands may change
 * places, signs of factors do not count, a name is its definition.
 */

typedef uint64_t ident;

static ident mix(ident a, ident b)
{
    a ^= b + 0x9e3779b97f4a7c15u + (a << 6) + (a >> 2);
    a *= 0xff51afd7ed558ccdu;
    return a ^ (a >> 32);
}

static ident unordered(ident kind, ident a, ident b)
{
    return a < b ? mix(mix(kind, a), b) : mix(mix(kind, b), a);
}

static ident hash(const char *s)
{
    ident h = 7;
    for (; *s; s++)
        h = mix(h, (ident)(unsigned char)*s);
    return h;
}

/* Products met on the way: how often written, and whether behind a name. */
struct products {
    struct { ident id; int written, behind; } *list;
    int count;
};

static void met(struct products *p, ident id, int behind)
{
    int i = 0;
    while (i < p->count && p->list[i].id != id)
        i++;
    if (i == p->count) {
        p->list = realloc(p->list, sizeof *p->list*(size_t)(i + 1));
        p->list[i].id = id;
        p->list[i].written = p->list[i].behind = 0;
        p->count++;
    }
    p->list[i].behind += behind;
    p->list[i].written += !behind;
}

static const struct formula *unsigned_factor(const struct formula *f)
{
    while (f->op == F_NEG)
        f = f->arg[0];
    return f;
}

/* How an expression is read: [behind] a name or function, and without counting
 * [absorbed], a product that is part of a fused sum there and so no number. */
struct naming {
    const struct formulas *all;
    const ident *arguments;
    struct products *p;
    int behind;
    const struct formula *absorbed;
};

static ident name_of(const struct formula *f, struct naming *n);

static ident product_of(ident a, ident b, struct naming *n)
{
    ident id = unordered(1, a, b);
    if (n->p)
        met(n->p, id, n->behind);
    return id;
}

static ident power_of(ident x, int n, struct naming *at, int last)
{
    if (n == 1)
        return x;
    ident half = power_of(x, n/2, at, 1);
    if (n % 2)
        return last ? product_of(product_of(half, half, at), x, at) : unordered(1, product_of(half, half, at), x);
    return last ? product_of(half, half, at) : unordered(1, half, half);
}

static ident inside(const struct formula *definition, const ident *arguments, struct naming *n)
{
    struct naming in = { n->all, arguments, n->p, 1, NULL };
    return name_of(definition, &in);
}

static ident operand_of(const struct formula *f, int i, struct naming *n)
{
    n->absorbed = n->behind && f->fused == i + 1 ? f->arg[i] : NULL;
    return name_of(f->arg[i], n);
}

static ident name_of(const struct formula *f, struct naming *n)
{
    ident a, b;
    int counts = f != n->absorbed;
    n->absorbed = NULL;
    switch (f->op) {
    case F_NUMBER: memcpy(&a, &f->value, sizeof a); return mix(2, a);
    case F_NAME:
        if (f->name == NAME_LET) return inside(n->all->lets[f->index], NULL, n);
        if (f->name == NAME_ARGUMENT && n->arguments) return n->arguments[f->index];
        return mix(mix(3, (ident)f->name), (ident)f->index);
    case F_MUL:
        a = name_of(unsigned_factor(f->arg[0]), n);
        b = name_of(unsigned_factor(f->arg[1]), n);
        return counts ? product_of(a, b, n) : unordered(1, a, b);
    case F_POWER:
        return power_of(name_of(unsigned_factor(f->arg[0]), n), (int)f->value, n, counts);
    case F_ADD:
        a = operand_of(f, 0, n);
        return unordered(4, a, operand_of(f, 1, n));
    case F_APPLY: {
        ident given[2] = { name_of(f->arg[0], n), name_of(f->arg[1], n) };
        return inside(n->all->functions[f->index], given, n);
    }
    default:
        a = mix(5, (ident)f->op);
        a = f->call ? mix(a, hash(f->call)) : f->compare ? mix(a, hash(f->compare)) : a;
        for (int i = 0; i < 4 && f->arg[i]; i++)
            a = mix(a, operand_of(f, i, n));
        return a;
    }
}

static int is_product(const struct formula *f)
{
    return f->op == F_MUL || f->op == F_POWER;
}

/* Written once, and nowhere behind the names that the expression reads. */
static int alone(const struct formula *f, const struct formulas *all, const struct products *p)
{
    struct naming quiet = { all, NULL, NULL, 0, NULL };
    ident id = name_of(f, &quiet);
    for (int i = 0; i < p->count; i++)
        if (p->list[i].id == id)
            return p->list[i].written == 1 && p->list[i].behind == 0;
    return 0;
}

static void mark(struct formula *f, const struct formulas *all, const struct products *p)
{
    for (int i = 0; i < 4 && f->arg[i]; i++)
        mark(f->arg[i], all, p);
    if (f->op != F_ADD && f->op != F_SUB)
        return;
    int left = is_product(f->arg[0]), right = is_product(f->arg[1]);
    f->fused = left && !right && alone(f->arg[0], all, p) ? 1 : right && !left && alone(f->arg[1], all, p) ? 2 : 0;
    if (f->fused)
        formula_count("fused sum");
    else if (left || right)
        formula_count(left && right ? "sum of two products" : "product not fused");
}

void formula_fuse(struct formula *f, const struct formulas *all)
{
    struct products p = { NULL, 0 };
    struct naming n = { all, NULL, &p, 0, NULL };
    name_of(f, &n);
    mark(f, all, &p);
    free(p.list);
}

/* ---- values ------------------------------------------------------------------- */

double number_round(int single, double a) { return single ? (double)(float)a : a; }
double number_add(int single, double a, double b) { return single ? (double)((float)a + (float)b) : a + b; }
double number_mul(int single, double a, double b) { return single ? (double)((float)a*(float)b) : a*b; }

double number_fma(int single, double a, double b, double c)
{
    return single ? (double)fmaf((float)a, (float)b, (float)c) : fma(a, b, c);
}

double number_call(int single, const char *name, double x, double y)
{
    char text[32];
    if (strcmp(name, "sqrt") == 0)
        return single ? (double)sqrtf((float)x) : sqrt(x);
    snprintf(text, sizeof text, "m_%s", name);
    return single ? interp_call_f32(text, x, y) : interp_call_f64(text, x, y);
}

static double whole_power(int single, double x, int n)
{
    if (n == 1)
        return x;
    double half = whole_power(single, x, n/2), even = number_mul(single, half, half);
    return n % 2 ? number_mul(single, even, x) : even;
}

/* The two factors of a product, the first with [sign]. */
static void factors(const struct formula *f, const struct spot *at, double *a, double *b)
{
    if (f->op == F_MUL) {
        *a = formula_value(f->arg[0], at);
        *b = formula_value(f->arg[1], at);
        return;
    }
    double x = formula_value(f->arg[0], at), half = whole_power(at->single, x, (int)f->value/2);
    *a = (int)f->value % 2 ? number_mul(at->single, half, half) : half;
    *b = (int)f->value % 2 ? x : half;
}

static double sum(const struct formula *f, const struct spot *at)
{
    double sign = f->op == F_SUB ? -1 : 1, a, b;
    if (f->fused == 1) {
        factors(f->arg[0], at, &a, &b);
        return number_fma(at->single, a, b, sign*formula_value(f->arg[1], at));
    }
    if (f->fused == 2) {
        factors(f->arg[1], at, &a, &b);
        return number_fma(at->single, sign*a, b, formula_value(f->arg[0], at));
    }
    return number_add(at->single, formula_value(f->arg[0], at), sign*formula_value(f->arg[1], at));
}

static double name_value(const struct formula *f, const struct spot *at)
{
    switch (f->name) {
    case NAME_STATE:    return at->states[f->index];
    case NAME_LET:      return at->lets[f->index];
    case NAME_PARAM:    return at->params[f->index];
    case NAME_INPUT:    return at->inputs[f->index];
    case NAME_ARGUMENT: return at->arguments[f->index];
    case NAME_TIME:     return at->time;
    case NAME_SOURCE:   return at->sources[f->index];
    case NAME_TARGET:   return at->targets[f->index];
    case NAME_SUM:      return at->sum;
    case NAME_GAIN:     return at->gain;
    }
    return NAN;
}

static int holds(const char *compare, double x, double y)
{
    return compare[0] == '<' ? compare[1] ? x <= y : x < y : compare[1] ? x >= y : x > y;
}

double formula_value(const struct formula *f, const struct spot *at)
{
    double a, b;
    switch (f->op) {
    case F_NUMBER: return number_round(at->single, f->value);
    case F_NAME:   return name_value(f, at);
    case F_NEG:    return -formula_value(f->arg[0], at);
    case F_ADD: case F_SUB: return sum(f, at);
    case F_MUL: case F_POWER:
        factors(f, at, &a, &b);
        return number_mul(at->single, a, b);
    case F_DIV:
        a = formula_value(f->arg[0], at);
        b = formula_value(f->arg[1], at);
        return at->single ? (double)((float)a/(float)b) : a/b;
    case F_CALL:
        a = formula_value(f->arg[0], at);
        return number_call(at->single, f->call, a, f->arg[1] ? formula_value(f->arg[1], at) : 0);
    case F_APPLY: {
        double given[2] = { formula_value(f->arg[0], at), formula_value(f->arg[1], at) };
        struct spot in = *at;
        in.arguments = given;
        return formula_value(at->all->functions[f->index], &in);
    }
    case F_IF:
        return formula_value(f->arg[holds(f->compare, formula_value(f->arg[0], at), formula_value(f->arg[1], at)) ? 2 : 3], at);
    }
    return NAN;
}
