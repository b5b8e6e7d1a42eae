/* fuse.c -- which products are fused into a sum; docs/numbers.md, "Fusing".
 *
 * A sum takes in a product, in one rounding, if exactly one of its operands is
 * written as a product, and if that product stands nowhere else: not a second time
 * in the same written expression, nor as a number (outside a fused sum) in the
 * definition of a name or function the expression reads, however far behind. So a
 * name is one number, and a difference of equal products is zero.
 *
 * Every value written gets an identity: a hash that is equal for what rounds to
 * the same number whatever the values are. Factors and summands may change places,
 * signs of factors do not count, a name is its definition, an argument is what is
 * passed. Products are kept in a table by identity with the definitions they stand
 * in; only where one stands in several is it asked which of them can see which.
 * Definitions are decided on in the order of what they read.
 */
#include <string.h>
#include "checker.h"
#include "fuse.h"

typedef uint64_t ident;

/* A product in one definition. */
struct occurrence {
    int where;                      /* the definition */
    int written;                    /* times in its text */
    int behind;                     /* times as a number in functions it calls, written out */
    int fused;                      /* 1: the one in the text is part of a fused sum */
    struct occurrence *next;        /* of the same product */
};

struct product {
    ident id;
    struct occurrence *first;       /* newest definition first */
    struct product *chain;
};

/* One written expression: a derived quantity, a function's body, a rate, ... */
struct written {
    const struct ast_expr *value;
    ident id;                       /* 0: not looked at yet */
    const struct function *function;        /* whose body it is, or NULL */
    const struct coupling *coupling;        /* whose pre or post it is, or NULL */
    int *reads, read_count;         /* definitions it names */
    struct candidate *candidates;
    int seen;                       /* number of the search that was here last */
};

/* A sum with one product: it is fused if the product stands alone. */
struct candidate {
    unsigned char *fused;           /* of the sum */
    enum ast_fused side;
    ident product;
    struct candidate *next;
};

struct fuse {
    struct experiment *e;
    struct arena *a;
    struct written *all; int count;
    int observes;                   /* number of the first observation's definition */
    struct scope model, observed;   /* names of definitions; the index is their number */
    struct scope quantities;        /* bare names of those that are no initial values */
    int search;                     /* searches so far */
    int *stack;                     /* [count]: definitions to look at */
    struct product *buckets[1024];
};

/* How an expression is read: in which definition, with which arguments. */
struct reading {
    struct fuse *f;
    int where;                      /* the definition whose text it is in */
    int body;                       /* the one being read: [where], or a function it calls */
    const struct ast_expr *params;  /* names of arguments, or NULL */
    const ident *given;
};

enum { LARGEST_POWER = 16 };

int fuse_whole_power(const struct ast_expr *e)
{
    int is_power = e->op == AST_POW || (e->op == AST_CALL && strcmp(e->name, "pow") == 0);
    if (!is_power || !e->first || !e->first->next || e->first->next->op != AST_NUMBER)
        return 0;
    double n = e->first->next->value;
    return n >= 2 && n <= LARGEST_POWER && n == (int)n ? (int)n : 0;
}

/* ---- identities ----------------------------------------------------------- */

enum { OF_NUMBER = 100, OF_NAME, OF_ARGUMENT, OF_SUM, OF_PRODUCT };

static ident mix(ident a, ident b)
{
    a ^= b + 0x9e3779b97f4a7c15u + (a << 6) + (a >> 2);
    a *= 0xff51afd7ed558ccdu;
    return a ^ (a >> 32);
}

static ident pair(ident kind, ident a, ident b)
{
    return a < b ? mix(mix(kind, a), b) : mix(mix(kind, b), a);
}

static ident spelled(ident kind, const char *name)
{
    for (; *name; name++)
        kind = mix(kind, (unsigned char)*name);
    return kind;
}

static struct product *product_find(struct fuse *f, ident id)
{
    struct product **at = &f->buckets[id % (sizeof f->buckets/sizeof *f->buckets)];
    while (*at && (*at)->id != id)
        at = &(*at)->chain;
    if (!*at) {
        *at = ARENA_NEW(f->a, struct product);
        (*at)->id = id;
    }
    return *at;
}

static struct occurrence *occurrence(const struct reading *r, ident product)
{
    struct product *p = product_find(r->f, product);
    struct occurrence *o = p->first;
    while (o && o->where != r->where)
        o = o->next;
    if (!o) {
        o = ARENA_NEW(r->f->a, struct occurrence);
        *o = (struct occurrence){ .where = r->where, .next = p->first };
        p->first = o;
    }
    return o;
}

static ident product(const struct reading *r, ident a, ident b)
{
    ident id = pair(OF_PRODUCT, a, b);
    if (r->body == r->where)
        occurrence(r, id)->written++;
    else
        occurrence(r, id)->behind++;
    return id;
}

static ident identity(const struct reading *r, const struct ast_expr *e);

/* As a power is computed: by repeated squaring. */
static ident power(const struct reading *r, ident x, int n)
{
    if (n == 1)
        return x;
    ident half = power(r, x, n/2), even = product(r, half, half);
    return n % 2 ? product(r, even, x) : even;
}

static const struct ast_expr *without_sign(const struct ast_expr *e)
{
    while (e->op == AST_NEG)
        e = e->first;
    return e;
}

/* The definition of a model's quantity or function or of an observation, or -1. */
static int written_named(const struct reading *r, const char *name, enum symbol_kind kind)
{
    const struct fuse *f = r->f;
    if (f->all[r->where].coupling)
        return -1;
    const struct symbol *y = NULL;
    if (kind == SYMBOL_LET && r->where >= f->observes)
        y = scope_find(&f->observed, name);
    if (!y)
        y = scope_find(&f->model, name);
    return y && (y->kind == kind || y->kind == SYMBOL_OBSERVE) ? y->index : -1;
}

static void reads(const struct reading *r, int definition)
{
    struct written *d = &r->f->all[r->where];
    if (!d->read_count || d->reads[d->read_count - 1] != definition)
        *PUSH(r->f->a, d->reads, d->read_count) = definition;
}

static void decide(struct fuse *f, int where);

/* Reads definition [i] at its first use, and decides what is fused in it. */
static ident written_identity(struct fuse *f, int i)
{
    struct written *d = &f->all[i];
    if (!d->id) {
        struct reading r = { .f = f, .where = i, .body = i,
                             .params = d->function ? d->function->params : NULL };
        d->id = 1;                  /* a cycle was an error, and is none here */
        d->id = identity(&r, d->value);
        decide(f, i);
    }
    return d->id;
}

/* Dotted or bare, a quantity is one: its path. */
static ident quantity_identity(const struct reading *r, const char *name)
{
    const struct written *d = &r->f->all[r->where];
    if (d->coupling)
        return spelled(spelled(OF_NAME, d->coupling->role), name);
    const struct symbol *y = scope_find(&r->f->quantities, name);
    return spelled(OF_NAME, y ? r->f->e->quantities[y->index].path : name);
}

static ident name_identity(const struct reading *r, const struct ast_expr *e)
{
    int n = 0;
    for (const struct ast_expr *p = r->params; p; p = p->next, n++)
        if (strcmp(p->name, e->name) == 0)
            return r->given ? r->given[n] : spelled(OF_ARGUMENT, p->name);
    int i = written_named(r, e->name, SYMBOL_LET);
    if (i < 0)
        return quantity_identity(r, e->name);
    reads(r, i);
    return written_identity(r->f, i);
}

static ident call_identity(const struct reading *r, const struct ast_expr *e)
{
    enum { MOST = 16 };
    ident given[MOST], id = spelled(OF_NAME, e->name);
    int n = 0, i = written_named(r, e->name, SYMBOL_FUNCTION);
    for (const struct ast_expr *a = e->first; a && n < MOST; a = a->next)
        id = mix(id, given[n++] = identity(r, a));
    if (i < 0)
        return id;
    reads(r, i);
    written_identity(r->f, i);
    struct reading inside = *r;
    inside.body = i;
    inside.params = r->f->all[i].function->params;
    inside.given = given;
    return identity(&inside, r->f->all[i].value);
}

static int is_product(const struct ast_expr *e)
{
    return e->op == AST_MUL || fuse_whole_power(e);
}

/* The checker's copies are written to once more here, when all of them are made. */
static void consider(const struct reading *r, const struct ast_expr *sum, enum ast_fused side, ident product)
{
    struct written *d = &r->f->all[r->where];
    struct candidate *c = ARENA_NEW(r->f->a, struct candidate);
    *c = (struct candidate){ &((struct ast_expr *)sum)->fused, side, product, d->candidates };
    d->candidates = c;
}

/* A product that is part of a fused sum is no number by itself: only its factors
 * are met. */
static ident absorbed(const struct reading *r, const struct ast_expr *e)
{
    int n = fuse_whole_power(e);
    ident a = identity(r, without_sign(e->first));
    if (!n)
        return pair(OF_PRODUCT, a, identity(r, without_sign(e->first->next)));
    ident half = power(r, a, n/2);
    return n % 2 ? pair(OF_PRODUCT, product(r, half, half), a) : pair(OF_PRODUCT, half, half);
}

static ident operand(const struct reading *r, const struct ast_expr *sum, const struct ast_expr *e, enum ast_fused side)
{
    return r->body != r->where && sum->fused == side ? absorbed(r, e) : identity(r, e);
}

static ident sum(const struct reading *r, const struct ast_expr *e)
{
    const struct ast_expr *x = e->first, *y = x->next;
    ident a = operand(r, e, x, AST_FUSED_LEFT), b = operand(r, e, y, AST_FUSED_RIGHT);
    if (r->body == r->where && is_product(x) != is_product(y))
        consider(r, e, is_product(x) ? AST_FUSED_LEFT : AST_FUSED_RIGHT, is_product(x) ? a : b);
    return e->op == AST_ADD ? pair(OF_SUM, a, b) : mix(mix(AST_SUB, a), b);
}

static ident identity(const struct reading *r, const struct ast_expr *e)
{
    ident id, a;
    int n = fuse_whole_power(e);
    switch (e->op) {
    case AST_NUMBER:
        memcpy(&id, &e->value, sizeof id);
        return mix(OF_NUMBER, id);
    case AST_NAME: return name_identity(r, e);
    case AST_CALL:
        return n ? power(r, identity(r, without_sign(e->first)), n) : call_identity(r, e);
    case AST_POW:
        if (n)
            return power(r, identity(r, without_sign(e->first)), n);
        break;
    case AST_MUL:
        a = identity(r, without_sign(e->first));
        return product(r, a, identity(r, without_sign(e->first->next)));
    case AST_ADD: case AST_SUB:
        return sum(r, e);
    default:
        break;
    }
    id = (ident)e->op;
    for (const struct ast_expr *x = e->first; x; x = x->next)
        id = mix(id, identity(r, x));
    return id;
}

/* ---- the decision ----------------------------------------------------------- */

/* Does definition [from] name [to], directly or behind other names? With a stack of
 * its own: chains of names may be long. */
static int sees(struct fuse *f, int from, int to)
{
    int depth = 0;
    f->search++;
    f->stack[depth++] = from;
    while (depth) {
        const struct written *d = &f->all[f->stack[--depth]];
        for (int i = 0; i < d->read_count; i++) {
            struct written *next = &f->all[d->reads[i]];
            if (d->reads[i] == to)
                return 1;
            if (next->seen != f->search)
                f->stack[depth++] = d->reads[i];
            next->seen = f->search;
        }
    }
    return 0;
}

/* Once in the text of [where], and nowhere a number that [where] can see. */
static int stands_alone(struct fuse *f, int where, const struct occurrence *o)
{
    for (; o; o = o->next) {
        if (o->where == where ? o->written != 1 || o->behind
                              : o->written + o->behind > o->fused && sees(f, where, o->where))
            return 0;
    }
    return 1;
}

static void decide(struct fuse *f, int where)
{
    for (const struct candidate *c = f->all[where].candidates; c; c = c->next) {
        struct occurrence *o = product_find(f, c->product)->first;
        if (!stands_alone(f, where, o))
            continue;
        *c->fused = (unsigned char)c->side;
        while (o->where != where)
            o = o->next;
        o->fused = 1;
    }
}

static void add(struct fuse *f, const struct ast_expr *value, const struct function *function,
                const struct coupling *coupling)
{
    *PUSH(f->a, f->all, f->count) = (struct written){ .value = value, .function = function,
                                                         .coupling = coupling };
}

static void name(struct fuse *f, struct scope *s, const char *text, enum symbol_kind kind, int index)
{
    scope_put(f->a, s, text, (struct span){ 0 }, kind, index);
}

static void collect_model(struct fuse *f, const struct model *m)
{
    for (int i = 0; i < m->let_count; i++) {
        name(f, &f->model, m->lets[i].name, SYMBOL_LET, f->count);
        add(f, m->lets[i].value, NULL, NULL);
    }
    for (int i = 0; i < m->function_count; i++) {
        name(f, &f->model, m->functions[i].name, SYMBOL_FUNCTION, f->count);
        add(f, m->functions[i].value, &m->functions[i], NULL);
    }
    for (int i = 0; i < m->state_count; i++)
        add(f, m->states[i].rate, NULL, NULL);
}

static void collect(struct fuse *f)
{
    const struct experiment *e = f->e;
    if (e->model)
        collect_model(f, e->model);
    for (int i = 0; i < e->coupling_count; i++) {
        add(f, e->couplings[i].pre, NULL, &e->couplings[i]);
        add(f, e->couplings[i].post, NULL, &e->couplings[i]);
    }
    if (e->stimulus.present)
        add(f, e->stimulus.value, NULL, NULL);
    f->observes = f->count;
    for (int i = 0; i < e->observe_count; i++) {
        name(f, &f->observed, e->observes[i].name, SYMBOL_OBSERVE, f->count);
        add(f, e->observes[i].value, NULL, NULL);
    }
    for (int i = 0; i < e->quantity_count; i++)
        if (e->quantities[i].kind != QUANTITY_INITIAL)
            name(f, &f->quantities, e->quantities[i].name, SYMBOL_PARAM, i);
}

void fuse_decide(struct experiment *e, struct arena *a)
{
    struct fuse f = { .e = e, .a = a };
    collect(&f);
    f.stack = ARENA_ARRAY(a, int, f.count);
    for (int i = 0; i < f.count; i++)
        written_identity(&f, i);
}
