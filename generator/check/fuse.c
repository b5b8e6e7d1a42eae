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
 * passed, and a quantity that follows from others is their formula, whatever value it is given.
 * In a definition a function is written out once for the same arguments: it is the same number
 * again, of the same products.
 * Products are kept in a table by identity with the definitions they stand
 * in; only where one stands in several is it asked which of them can see which.
 * Definitions are decided on in the order of what they read.
 */
#include <string.h>
#include "algebra.h"
#include "checker.h"
#include "fuse.h"

typedef uint64_t ident;

/* A product in one definition. */
struct occurrence {
    int where;                      /* the definition */
    int written;                    /* times in its text */
    int behind;                     /* 1: it is a number in a function that is called, written out */
    int fused;                      /* 1: the one in the text is part of a fused sum */
    struct occurrence *next;        /* of the same product */
};

struct product {
    ident id;
    struct occurrence *first;       /* newest definition first */
    struct product *chain;
};

/* A function written out in one definition. */
struct expansion {
    ident of;                       /* the definition, the function, what it is given */
    ident id;
    struct expansion *chain;
};

/* One written expression: a derived quantity, a function's body, a rate, ... */
struct written {
    const struct term *value;
    const struct param *params;     /* that its names of parameters count */
    ident id;                       /* 0: not looked at yet */
    int *reads, read_count;         /* definitions it names */
    struct candidate *candidates;
    int seen;                       /* number of the search that was here last */
};

/* A sum with one product: it is fused if the product stands alone. */
struct candidate {
    unsigned char *fused;           /* of the sum */
    enum fused side;
    ident product;
    struct candidate *next;
};

struct fuse {
    struct experiment *e;
    struct arena *a;
    struct written *all; int count; /* first the model's derived quantities, from 0 */
    int functions, observes;        /* number of the first function, of the first observation */
    struct map formula_of;          /* quantity -> the definition that is its formula */
    int search;                     /* searches so far */
    int *stack;                     /* [count]: definitions to look at */
    struct product *buckets[1024];
    struct expansion *expansions[256];
};

/* How an expression is read: in which definition, with which arguments. */
struct reading {
    struct fuse *f;
    int where;                      /* the definition whose text it is in */
    int body;                       /* the one being read: [where], or a function it calls */
    const ident *given;             /* arguments, or NULL */
};

/* ---- identities ----------------------------------------------------------- */

enum { OF_NUMBER = 100, OF_SUM, OF_PRODUCT, OF_QUANTITY, OF_ARGUMENT, OF_REF = 200, OF_CALL = 300 };

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
        occurrence(r, id)->behind = 1;
    return id;
}

static ident identity(const struct reading *r, const struct term *t);

/* As a power is computed: by repeated squaring. */
static ident power(const struct reading *r, ident x, int n)
{
    if (n == 1)
        return x;
    ident half = power(r, x, n/2), even = product(r, half, half);
    return n % 2 ? product(r, even, x) : even;
}

/* Most are names and sums, of which there is nothing to ask. */
static int whole_power(const struct term *t)
{
    return t->kind == TERM_CALL || (t->kind == TERM_OP && t->op == AST_POW) ? term_whole_power(t) : 0;
}

static const struct term *without_sign(const struct term *t)
{
    while (term_is_op(t, AST_NEG))
        t = t->args[0];
    return t;
}

static void reads(const struct reading *r, int definition)
{
    struct written *d = &r->f->all[r->where];
    if (!d->read_count || d->reads[d->read_count - 1] != definition)
        *ARENA_PUSH(r->f->a, d->reads, d->read_count) = definition;
}

static void decide(struct fuse *f, int where);

/* Reads definition [i] at its first use, and decides what is fused in it. */
static ident written_identity(struct fuse *f, int i)
{
    struct written *d = &f->all[i];
    if (!d->id) {
        struct reading r = { .f = f, .where = i, .body = i };
        d->id = 1;                  /* a cycle was an error, and is none here */
        d->id = identity(&r, d->value);
        decide(f, i);
    }
    return d->id;
}

static ident definition_identity(const struct reading *r, int definition)
{
    reads(r, definition);
    return written_identity(r->f, definition);
}

static ident quantity_identity(const struct reading *r, int quantity)
{
    int formula = map_get(&r->f->formula_of, quantity);
    return formula >= 0 ? definition_identity(r, formula) : mix(OF_QUANTITY, (ident)quantity);
}

/* A parameter is the quantity that holds its value, by whatever name that is read. */
static ident ref_identity(const struct reading *r, const struct term *t)
{
    switch (t->ref) {
    case REF_LET:      return definition_identity(r, t->index);
    case REF_OBSERVE:  return definition_identity(r, r->f->observes + t->index);
    case REF_QUANTITY: return quantity_identity(r, t->index);
    case REF_PARAM:    return quantity_identity(r, r->f->all[r->body].params[t->index].quantity);
    case REF_ARGUMENT:
        return r->given ? r->given[t->index] : mix(mix(OF_ARGUMENT, (ident)r->body), (ident)t->index);
    case REF_STATE: case REF_INPUT: case REF_SUM: case REF_TIME: case REF_OBSERVER:
        break;
    }
    return mix(mix(OF_REF + t->ref, (ident)t->side), (ident)t->index);
}

static ident number_identity(double x)
{
    ident bits;
    memcpy(&bits, &x, sizeof bits);
    return mix(OF_NUMBER, bits);
}

/* What a reduction goes over, and when, are part of what it is. */
static ident reduction_identity(const struct term *t, ident id)
{
    id = mix(id, t->gone);
    if (!t->when)
        return id;
    id = mix(mix(mix(id, number_identity(t->when->from)), number_identity(t->when->to)), number_identity(t->when->every));
    return t->when->is_one ? mix(id, number_identity(t->when->one)) : id;
}

/* Function number [i] of all definitions; [call]: which, and what it is given. */
static ident applied_identity(const struct reading *r, int i, const ident *given, ident call)
{
    const ident of = mix(call, (ident)r->where);
    struct expansion **at = &r->f->expansions[of % (sizeof r->f->expansions/sizeof *r->f->expansions)], *x = *at;
    while (x && x->of != of)
        x = x->chain;
    if (x)
        return x->id;
    definition_identity(r, i);
    const struct reading inside = { .f = r->f, .where = r->where, .body = i, .given = given };
    const ident id = identity(&inside, r->f->all[i].value);
    x = ARENA_NEW(r->f->a, struct expansion);
    *x = (struct expansion){ of, id, *at };
    *at = x;
    return id;
}

static ident call_identity(const struct reading *r, const struct term *t)
{
    ident given[MOST_ARGUMENTS], id = mix(OF_CALL + t->kind, (ident)t->index);
    if (t->kind == TERM_REDUCE || t->kind == TERM_AT)
        id = reduction_identity(t, id);
    for (int i = 0; i < t->count; i++) {
        ident arg = identity(r, t->args[i]);
        id = mix(id, arg);
        if (t->kind == TERM_APPLY)
            given[i] = arg;
    }
    return t->kind == TERM_APPLY ? applied_identity(r, r->f->functions + t->index, given, id) : id;
}

static int is_product(const struct term *t)
{
    return term_is_op(t, AST_MUL) || whole_power(t);
}

/* The one thing written into a term that is made: all of them have to be known. */
static void consider(const struct reading *r, const struct term *sum, enum fused side, ident product)
{
    struct written *d = &r->f->all[r->where];
    if (!sum->fused)
        return;
    struct candidate *c = ARENA_NEW(r->f->a, struct candidate);
    *c = (struct candidate){ sum->fused, side, product, d->candidates };
    d->candidates = c;
}

/* A product that is part of a fused sum is no number by itself: only its factors
 * are met. */
static ident absorbed(const struct reading *r, const struct term *t)
{
    int n = whole_power(t);
    ident a = identity(r, without_sign(t->args[0]));
    if (!n)
        return pair(OF_PRODUCT, a, identity(r, without_sign(t->args[1])));
    ident half = power(r, a, n/2);
    return n % 2 ? pair(OF_PRODUCT, product(r, half, half), a) : pair(OF_PRODUCT, half, half);
}

static ident operand(const struct reading *r, const struct term *sum, int i, enum fused side)
{
    return r->body != r->where && sum->fused && *sum->fused == side ? absorbed(r, sum->args[i])
                                                     : identity(r, sum->args[i]);
}

static ident sum(const struct reading *r, const struct term *t)
{
    ident a = operand(r, t, 0, FUSED_LEFT), b = operand(r, t, 1, FUSED_RIGHT);
    int left = is_product(t->args[0]), right = is_product(t->args[1]);
    if (r->body == r->where && left != right)
        consider(r, t, left ? FUSED_LEFT : FUSED_RIGHT, left ? a : b);
    return t->op == AST_ADD ? pair(OF_SUM, a, b) : mix(mix(AST_SUB, a), b);
}

static ident operation(const struct reading *r, const struct term *t)
{
    ident id = (ident)t->op;
    if (t->op == AST_MUL) {
        id = identity(r, without_sign(t->args[0]));
        return product(r, id, identity(r, without_sign(t->args[1])));
    }
    if (t->op == AST_ADD || t->op == AST_SUB)
        return sum(r, t);
    for (int i = 0; i < t->count; i++)
        id = mix(id, identity(r, t->args[i]));
    return id;
}

static ident identity(const struct reading *r, const struct term *t)
{
    t = term_computed(t);
    int n = whole_power(t);
    if (n)
        return power(r, identity(r, without_sign(t->args[0])), n);
    switch (t->kind) {
    case TERM_NUMBER:
        return number_identity(t->value);
    case TERM_REF:
        return ref_identity(r, t);
    case TERM_OP:
        return operation(r, t);
    case TERM_CALL: case TERM_COMPOSED: case TERM_APPLY: case TERM_REDUCE: case TERM_AT: case TERM_SHIFT: case TERM_DOT: case TERM_TABLE: case TERM_PAST:
        break;
    }
    return call_identity(r, t);
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

static void add(struct fuse *f, const struct term *value, const struct param *params)
{
    if (!f->e->literal)
        algebra_decide(f->e, value, f->a);
    *ARENA_PUSH(f->a, f->all, f->count) = (struct written){ .value = value, .params = params };
}

static void collect_model(struct fuse *f, const struct model *m)
{
    char *fixed = ARENA_ARRAY(f->a, char, m->let_count);
    f->e->fixed_lets = fixed;
    for (int i = 0; i < m->let_count; i++)              /* in the order of what they read */
        fixed[i] = (char)model_is_fixed(f->e, m->lets[i].value);
    for (int i = 0; i < m->let_count; i++)
        add(f, m->lets[i].value, m->params);
    f->functions = f->count;
    for (int i = 0; i < m->function_count; i++)
        add(f, m->functions[i].value, m->params);
    for (int i = 0; i < m->state_count; i++)
        add(f, m->states[i].rate, m->params);
}

static void collect(struct fuse *f)
{
    const struct experiment *e = f->e;
    if (e->model)
        collect_model(f, e->model);
    for (int i = 0; i < e->coupling_count; i++) {
        const struct coupling *k = &e->couplings[i];
        for (int n = 0; k->pre && n < k->pre_count; n++)
            add(f, k->pre[n], k->params);
        for (int n = 0; k->post && n < k->post_count; n++)
            add(f, k->post[n], k->params);
    }
    for (int i = 0; i < e->noise_count; i++)
        if (e->noises[i].gain)
            add(f, e->noises[i].gain, e->noises[i].params);
    for (int i = 0; i < e->stimulus_count; i++)
        add(f, e->stimuli[i].value, e->stimuli[i].params);
    for (int i = 0; i < e->history_count; i++)
        add(f, e->histories[i].value, NULL);
    f->observes = f->count;
    for (int i = 0; i < e->observe_count; i++)
        add(f, e->observes[i].value, NULL);
    for (int i = 0; i < e->derived_count; i++) {
        const struct quantity *q = &e->quantities[e->derived[i]];
        map_put(&f->formula_of, e->derived[i], f->count, f->a);
        add(f, q->formula, model_params(e, q));
    }
}

void fuse_decide(struct experiment *e, struct arena *a)
{
    struct fuse f = { .e = e, .a = a };
    collect(&f);
    f.stack = ARENA_ARRAY(a, int, f.count);
    for (int i = f.count - e->derived_count; i < f.count; i++)         /* in their order, so that none waits for many */
        written_identity(&f, i);
    for (int i = 0; i < f.count; i++)
        written_identity(&f, i);
}
