/* constant.c -- numbers with a name: parameters, and what is folded from them. A function
 * declares at its head those it uses, w_J_N for "w*J_N", with what they are beside them. Where
 * nobody reads it they stand as digits in their places: tcc takes longer for a declaration.
 */
#include "walk.h"
#include <ctype.h>
#include <math.h>
#include <string.h>
#include "source/diag.h"

enum { REMARK_AT = 36 };                /* column of what is said of a constant */

/* "-b" is b with a sign in front; else the name itself. */
static const char *unsigned_name(const char *name)
{
    return name[0] == '-' && !strpbrk(name + 1, "+-") ? name + 1 : name;
}

static const char *word_of(char c)
{
    switch (c) {
    case '*': case '(': return "_";
    case '/': return "_over_";
    case '+': return "_plus_";
    case '-': return "_minus_";
    case '.': return "p";
    default:  return "";
    }
}

/* "w_J_N" of "w*J_N", "one_over_d" of "1/d". */
static const char *identifier(struct spelling *s, const char *name)
{
    struct text t = { 0 };
    int inverse = strncmp(name, "1/", 2) == 0;
    name = names_spelt(name, s->arena);
    text_add(&t, inverse ? "one" : "");
    for (const char *c = name + inverse; *c; c++) {
        if (t.len == 0 && isdigit((unsigned char)*c))
            text_add(&t, "c_");
        if (isalnum((unsigned char)*c) || *c == '_')
            text_bytes(&t, c, 1);
        else if (t.len || *c == '-')
            text_add(&t, *c == '-' && !t.len ? "minus_" : word_of(*c));
    }
    const char *text = arena_copy(s->arena, text_string(&t), t.len);
    text_free(&t);
    return text;
}

static struct walk_constant *find(struct spelling *s, const char *name, double k)
{
    for (int i = 0; i < s->constant_count; i++)
        if (s->constants[i].k == k && strcmp(s->constants[i].name, name) == 0)
            return &s->constants[i];
    return NULL;
}

static double unsigned_value(const struct net_ins *i)
{
    return unsigned_name(i->name) == i->name ? i->k : -i->k;
}

/* NaN is not found again, and needs no name. */
static int has_name(const struct net_ins *i)
{
    return i->op == NET_CONST && i->name && !isnan(i->k);
}

void walk_take_constants(struct spelling *s)
{
    s->constant_count = 0;
    for (int r = 0; r < s->reach.count && walk_is_read(s); r++) {
        const struct net_ins *i = &s->ir->ins[s->reach.values[r]];
        if (!has_name(i) || find(s, unsigned_name(i->name), unsigned_value(i)))
            continue;
        const char *name = unsigned_name(i->name);
        s->constants[s->constant_count++] = (struct walk_constant){ .name = name, .k = unsigned_value(i),
                                                                    .text = names_take(s->o->names, identifier(s, name)) };
    }
}

struct spelled walk_constant(struct spelling *s, net_ref r)
{
    const struct net_ins *i = &s->ir->ins[r];
    if (!has_name(i) || !walk_is_read(s))
        return s->done[r] = walk_leaf(s, i);
    const char *name = unsigned_name(i->name);
    struct walk_constant *c = find(s, name, unsigned_value(i));
    if (!c)
        BUG("a constant that the region does not reach");
    c->used = 1;
    return (struct spelled){ name == i->name ? c->text : walk_print(s, "-%s", c->text), name == i->name ? 20 : 15, 1 };
}

void walk_declare_constants(struct spelling *s, struct text *out)
{
    for (int i = 0; i < s->constant_count; i++) {
        const struct walk_constant *c = &s->constants[i];
        if (!c->used)
            continue;
        const char *line = walk_print(s, "const num %s = %s;", c->text, walk_number(s, c->k));
        const char *remark = strpbrk(c->name, "+-*/(") ? c->name : s->o->remark ? s->o->remark(s->o->of, c->name, c->k) : NULL;
        if (remark)
            text_print(out, "    %-*s /* %s */\n", REMARK_AT, line, remark);
        else
            text_print(out, "    %s\n", line);
    }
}
