/* ccode.c -- operations as lines of C.
 *
 * The list is flat, the text is not: a value used once is written inside its
 * user while the line stays short; a value with a model name or with several
 * users gets a line of its own. Parentheses are minimal and never re-associate.
 */
#include "ccode.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LONGEST = 72 };          /* columns a nested expression may take */

static const struct { const char *text; int prec, lanes; } forms[] = {
#define X(name, n, text, prec, lanes) { text, prec, lanes },
    IR_OPS(X)
#undef X
};

/* C's keywords, and every word the templates use where model names stand. */
static const char *const reserved[] = {
    "auto", "break", "case", "char", "const", "continue", "default", "do", "double", "else",
    "enum", "extern", "float", "for", "goto", "if", "inline", "int", "long", "register",
    "restrict", "return", "short", "signed", "sizeof", "static", "struct", "switch", "typedef",
    "union", "unsigned", "void", "volatile", "while", "asm", "typeof",
    "real", "num", "word", "whole", "mask", "lanes", "madd", "root", "select", "both", "either",
    "neither", "as_word", "as_real", "fma", "fmaf", "sqrt", "sqrtf", "t", "sum",
    "REAL", "LANES", "WIDTH", "VECS", "NODES", "AT", "OVER", "KERNEL_CLOCKS", "linux", "unix"
};

static int is_reserved(const char *name)
{
    if (name[0] == 'm' && name[1] == '_')
        return 1;
    if (name[0] == 't' && name[1] && strspn(name + 1, "0123456789") == strlen(name + 1))
        return 1;
    for (size_t i = 0; i < sizeof reserved/sizeof *reserved; i++)
        if (strcmp(name, reserved[i]) == 0)
            return 1;
    return 0;
}

const char *code_name(struct arena *a, const char *name)
{
    size_t n = strlen(name);
    if (is_reserved(name) || (n && name[n - 1] == '_'))
        return arena_print(a, "%s_", name);
    return name;
}

const char *code_number(const struct program *p, double x)
{
    const char *suffix = p->bytes == 4 ? "f" : "";
    char digits[32];
    if (isnan(x))
        return arena_print(p->arena, "(0.0%s/0.0%s)", suffix, suffix);
    if (isinf(x))
        return arena_print(p->arena, "(%s1.0%s/0.0%s)", x < 0 ? "-" : "", suffix, suffix);
    text_number(digits, x, p->bytes == 4);
    const char *point = strpbrk(digits, ".e") ? "" : ".0";
    return arena_print(p->arena, "%s%s%s", digits, point, suffix);
}

void code_open(struct code *c, const struct program *p)
{
    *c = (struct code){ .p = p };
    c->held = ARENA_ARRAY(p->arena, ir_ref, p->ir.len + 1);
    c->held_node = ARENA_ARRAY(p->arena, ir_ref, p->ir.len + 1);
    c->held_at = ARENA_ARRAY(p->arena, int, p->ir.len + 1);
    c->timed = ARENA_ARRAY(p->arena, ir_ref, p->ir.len + 1);
    c->timed_at = ARENA_ARRAY(p->arena, int, p->ir.len + 1);
    c->calls = ARENA_ARRAY(p->arena, const char *, p->ir.len + 1);
    for (int i = 0; i < p->ir.len; i++)
        c->held_at[i] = c->timed_at[i] = -1;
}

static int operand_count(const struct ir_ins *i)
{
    return i->op == IR_CALL ? (i->b >= 0 ? 2 : 1) : ir_operands(i->op);
}

static ir_ref operand(const struct ir_ins *i, int n)
{
    return n == 0 ? i->a : n == 1 ? i->b : i->c;
}

/* Worth computing before the time loop: an operation on things known by then. */
static int can_hoist(const struct ir_ins *i)
{
    return i->op != IR_CONST && i->op != IR_LOAD && !i->is_mask
        && !(i->vary & (VARY_TIME | VARY_STATE | VARY_END));
}

/* Worth computing once a stage: it varies with time and maybe the point. With one
 * node there is nothing to save. */
static int can_time(const struct code *c, const struct ir_ins *i)
{
    return i->op != IR_CONST && i->op != IR_LOAD && !i->is_mask && c->p->nodes > 1
        && (i->vary & VARY_TIME) && !(i->vary & (VARY_NODE | VARY_STATE | VARY_END));
}

static void hoist(struct code *c, ir_ref r, int timed)
{
    const struct ir_ins *i = &c->p->ir.ins[r];
    if (c->held_at[r] >= 0 || c->timed_at[r] >= 0)
        return;
    if (!can_hoist(i)) {
        int mine = timed && can_time(c, i);
        if (mine) {
            c->timed_at[r] = c->timed_count;
            c->timed[c->timed_count++] = r;
        }
        for (int n = 0; n < operand_count(i); n++)
            hoist(c, operand(i, n), timed && !mine);
        return;
    }
    c->held_at[r] = 0;
    if (i->vary & VARY_NODE)
        c->held_node[c->held_node_count++] = r;
    else
        c->held[c->held_count++] = r;
}

void code_hoist(struct code *c, const ir_ref *roots, int count, int timed)
{
    for (int i = 0; i < count; i++)
        hoist(c, roots[i], timed);
}

void code_hoisted(struct code *c)
{
    for (int i = 0; i < c->held_count; i++)
        c->held_at[c->held[i]] = i;
    for (int i = 0; i < c->held_node_count; i++)
        c->held_at[c->held_node[i]] = c->held_count + i;
}

/* ---- writing one part ------------------------------------------------- */

struct writer {
    struct code *c;
    struct part *part;
    enum part_reads inside;     /* what is read, not computed */
    int *uses;                  /* [ir.len] */
    const char **names;         /* [ir.len]: of the line that holds the value, or NULL */
    int temporaries;
};

struct spelled {
    const char *text;
    int prec;
    int scalar;                 /* a num: the same for all lanes */
};

static const struct ir_ins *ins(const struct writer *w, ir_ref r)
{
    return &w->c->p->ir.ins[r];
}

static int is_held(const struct writer *w, ir_ref r)
{
    return w->inside != READS_NOTHING && w->c->held_at[r] >= 0;
}

static int is_timed(const struct writer *w, ir_ref r)
{
    return w->inside == READS_HELD_AND_TIMED && w->c->timed_at[r] >= 0;
}

static void count_uses(struct writer *w, ir_ref r)
{
    if (w->uses[r]++ || is_held(w, r) || is_timed(w, r))
        return;
    const struct ir_ins *i = ins(w, r);
    for (int n = 0; n < operand_count(i); n++)
        count_uses(w, operand(i, n));
}

static void need_call(struct code *c, const char *name)
{
    for (int i = 0; i < c->call_count; i++)
        if (strcmp(c->calls[i], name) == 0)
            return;
    c->calls[c->call_count++] = name;
}

static const char *lane(const struct writer *w, struct spelled s)
{
    return s.scalar ? arena_print(w->c->p->arena, "lanes(%s)", s.text) : s.text;
}

/* Two quantities of one part may share a bare name (dynamics.a, noise.a). */
static int is_taken(const struct writer *w, const char *name)
{
    for (int i = 0; i < w->part->line_count; i++)
        if (strcmp(w->part->lines[i].name, name) == 0)
            return 1;
    return 0;
}

static const char *line(struct writer *w, ir_ref r, const char *type, const char *text)
{
    struct arena *a = w->c->p->arena;
    const struct ir_ins *i = ins(w, r);
    const char *name = i->name && i->op != IR_CALL ? code_name(a, i->name) : NULL;
    if (!name || is_taken(w, name))
        name = arena_print(a, "t%d", ++w->temporaries);
    w->part->lines[w->part->line_count++] = (struct code_line){ type, name, text };
    return w->names[r] = name;
}

const char *code_wide_number(const struct program *p, double x)
{
    struct program wide = { .arena = p->arena, .bytes = 8 };
    return code_number(&wide, x);
}

/* scale*t + shift, with one of a moment's times. */
static const char *mark_time(const struct program *p, const struct time_mark *m, const char *time)
{
    struct arena *a = p->arena;
    const char *shift = code_wide_number(p, m->shift);
    if (m->scale == 1)
        return m->shift == 0 ? arena_print(a, "moment_->%s", time)
                             : arena_print(a, "(moment_->%s + %s)", time, shift);
    return arena_print(a, "(%s*moment_->%s + %s)", code_wide_number(p, m->scale), time, shift);
}

static const char *mark_text(const struct program *p, const struct time_mark *m)
{
    struct arena *a = p->arena;
    const char *from = code_wide_number(p, m->a), *to = code_wide_number(p, m->b);
    const char *late = mark_time(p, m, m->scale < 0 ? "before" : "after");
    const char *early = mark_time(p, m, m->scale < 0 ? "after" : "before");
    switch (m->kind) {
    case MARK_REACHED: return arena_print(a, "(num)(moment_->after >= %s)", from);
    case MARK_PASSED:  return arena_print(a, "(num)(moment_->before > %s)", from);
    case MARK_WINDOW:
        return arena_print(a, "(num)(moment_->after >= %s && moment_->after < %s)", from, to);
    case MARK_SINCE:
        return arena_print(a, "(num)(moment_->exact - %s%s%s)", m->a < 0 ? "(" : "", from,
                           m->a < 0 ? ")" : "");
    case MARK_TRAIN:   return arena_print(a, "(num)in_train_(%s, %s, %s)", late, from, to);
    case MARK_WITHIN:
        return arena_print(a, "(num)in_train_(%s, %s, %s + (%s - %s))", late, from, to, late, early);
    case MARK_PHASE:
        return arena_print(a, "(num)phase_(%s, %s, %s)", mark_time(p, m, "exact"), late, from);
    case MARK_WHOLE:   return arena_print(a, "(num)whole_(%s)", late);
    case MARK_SLACK:   return arena_print(a, "(num)(%s - %s + %s)", late, early, from);
    }
    BUG("unknown mark");
}

/* ORDER loads: enum ir_load. */
static struct spelled spell_load(struct writer *w, ir_ref r)
{
    const struct program *p = w->c->p;
    const struct ir_ins *i = ins(w, r);
    struct part *part = w->part;
    const struct model *m = p->e->model;
    switch ((enum ir_load)i->load) {
    case LOAD_POINT:
        part->needs |= NEED_POINT;
        return (struct spelled){ line(w, r, "real", arena_print(p->arena, "point_[%d*VECS]", i->a)), 20, 0 };
    case LOAD_POINT_NODE:
        part->needs |= NEED_POINT | NEED_NODE;
        return (struct spelled){ line(w, r, "real", arena_print(p->arena, "point_[(%d + node_)*VECS]", i->a)), 20, 0 };
    case LOAD_FIXED_NODE:
        part->needs |= NEED_GRAPH | NEED_NODE;
        return (struct spelled){ line(w, r, "num", arena_print(p->arena, "graph_[%d + node_]", i->a)), 20, 1 };
    case LOAD_STATE:
        part->states[i->a] = 1;
        return (struct spelled){ code_name(p->arena, m->states[i->a].name), 20, 0 };
    case LOAD_SOURCE:
        part->sources[i->a] = 1;
        return (struct spelled){ code_name(p->arena, arena_print(p->arena, "%s_j", m->states[i->a].name)), 20, 0 };
    case LOAD_TARGET:
        part->targets[i->a] = 1;
        return (struct spelled){ code_name(p->arena, arena_print(p->arena, "%s_i", m->states[i->a].name)), 20, 0 };
    case LOAD_INPUT:
        part->inputs[i->a] = 1;
        return (struct spelled){ code_name(p->arena, m->inputs[i->a]), 20, 0 };
    case LOAD_SUM:  part->needs |= NEED_SUM;  return (struct spelled){ "sum", 20, 0 };
    case LOAD_TIME: part->needs |= NEED_TIME; return (struct spelled){ "t", 20, 1 };
    case LOAD_EARLY: part->needs |= NEED_MOMENT; return (struct spelled){ "moment_->early", 20, 1 };
    case LOAD_LATE: part->needs |= NEED_MOMENT; return (struct spelled){ "moment_->late", 20, 1 };
    case LOAD_MARK:
        part->needs |= NEED_MOMENT;
        return (struct spelled){ line(w, r, "num", mark_text(p, &p->marks[i->a])), 20, 1 };
    case LOAD_DT:   part->needs |= NEED_DT;   return (struct spelled){ "h_", 20, 1 };
    case LOAD_TALLY:
        part->needs |= NEED_DONE;
        return (struct spelled){ arena_print(p->arena, "done_[%d*VECS]", i->a), 20, 0 };
    case LOAD_TALLY_NODE:
        part->needs |= NEED_TALLY | NEED_NODE;
        return (struct spelled){ arena_print(p->arena, "tally_[(%d + node_)*VECS]", p->low->tallies[i->a].at), 20, 0 };
    }
    BUG("unknown load");
}

static struct spelled spell(struct writer *w, ir_ref r);

static struct spelled spell_const(struct writer *w, ir_ref r)
{
    const struct ir_ins *i = ins(w, r);
    const char *text = code_number(w->c->p, i->k);
    if (i->name)
        return (struct spelled){ line(w, r, "num", text), 20, 1 };
    return (struct spelled){ text, text[0] == '-' ? 15 : 20, 1 };
}

static struct spelled spell_held(struct writer *w, ir_ref r)
{
    struct code *c = w->c;
    const char *at = c->held_at[r] < c->held_count
        ? arena_print(c->p->arena, "held_[%d*VECS]", c->held_at[r])
        : arena_print(c->p->arena, "held_[(%d + %d*NODES + node_)*VECS]", c->held_count,
                      c->held_at[r] - c->held_count);
    w->part->needs |= NEED_HELD | (c->held_at[r] < c->held_count ? 0u : NEED_NODE);
    return (struct spelled){ line(w, r, "real", at), 20, 0 };
}

static struct spelled spell_timed(struct writer *w, ir_ref r)
{
    const char *at = arena_print(w->c->p->arena, "now_[%d*VECS]", w->c->timed_at[r]);
    w->part->needs |= NEED_NOW;
    return (struct spelled){ line(w, r, "real", at), 20, 0 };
}

static struct spelled spell_call(struct writer *w, ir_ref r)
{
    const struct ir_ins *i = ins(w, r);
    struct arena *a = w->c->p->arena;
    need_call(w->c, i->name);
    const char *x = lane(w, spell(w, i->a));
    if (i->b < 0)
        return (struct spelled){ arena_print(a, "%s(%s)", i->name, x), 20, 0 };
    const char *y = lane(w, spell(w, i->b));
    return (struct spelled){ arena_print(a, "%s(%s, %s)", i->name, x, y), 20, 0 };
}

/* An operand in its place: parentheses where precedence or a sign asks for them. */
static const char *placed(struct writer *w, const struct ir_ins *i, struct spelled s, int n)
{
    int prec = forms[i->op].prec;
    if (forms[i->op].lanes && !(i->op == IR_SELECT && n == 0))
        return lane(w, s);
    int close = s.prec < prec || (n > 0 && s.prec == prec)
             || ((i->op == IR_NEG || n > 0) && s.text[0] == '-');
    return close && prec < 20 ? arena_print(w->c->p->arena, "(%s)", s.text) : s.text;
}

static struct spelled spell_op(struct writer *w, ir_ref r)
{
    const struct ir_ins *i = ins(w, r);
    struct arena *a = w->c->p->arena;
    const char *args[3] = { "", "", "" };
    int scalar = !forms[i->op].lanes && !i->is_mask;
    for (int n = 0; n < operand_count(i); n++) {
        struct spelled s = spell(w, operand(i, n));
        scalar &= s.scalar;
        args[n] = placed(w, i, s, n);
    }
    char *text = arena_alloc(a, strlen(args[0]) + strlen(args[1]) + strlen(args[2]) + 32);
    char *to = text;
    for (const char *f = forms[i->op].text; *f; f++) {
        if (*f == '%') {
            to = stpcpy(to, args[*++f - 'a']);
        } else {
            *to++ = *f;
        }
    }
    return (struct spelled){ text, forms[i->op].prec, scalar };
}

static struct spelled spell(struct writer *w, ir_ref r)
{
    const struct ir_ins *i = ins(w, r);
    if (w->names[r])
        return (struct spelled){ w->names[r], 20, w->uses[r] < 0 };
    struct spelled s;
    if (is_held(w, r))
        return spell_held(w, r);
    if (is_timed(w, r))
        return spell_timed(w, r);
    if (i->op == IR_LOAD) {
        s = spell_load(w, r);
    } else if (i->op == IR_CONST) {
        s = spell_const(w, r);
    } else {
        s = i->op == IR_CALL ? spell_call(w, r) : spell_op(w, r);
        int named = i->name && i->op != IR_CALL;
        if (named || w->uses[r] > 1 || strlen(s.text) > LONGEST)
            s = (struct spelled){ line(w, r, i->is_mask ? "mask" : s.scalar ? "num" : "real", s.text),
                                  20, s.scalar };
    }
    if (s.scalar && w->names[r])
        w->uses[r] = -1;            /* a line that holds a num */
    return s;
}

static struct part *part_new(const struct program *p)
{
    struct part *part = ARENA_NEW(p->arena, struct part);
    int states = p->e->model ? p->e->model->state_count : 0;
    int inputs = p->e->model ? p->e->model->input_count : 0;
    part->states = ARENA_ARRAY(p->arena, unsigned char, states + 1);
    part->sources = ARENA_ARRAY(p->arena, unsigned char, states + 1);
    part->targets = ARENA_ARRAY(p->arena, unsigned char, states + 1);
    part->inputs = ARENA_ARRAY(p->arena, unsigned char, inputs + 1);
    part->lines = ARENA_ARRAY(p->arena, struct code_line, p->ir.len + 1);
    return part;
}

struct part *code_part(struct code *c, const ir_ref *roots, int count, enum part_reads inside)
{
    const struct program *p = c->p;
    struct part *part = part_new(p);
    struct writer w = { .c = c, .part = part, .inside = inside };
    w.uses = ARENA_ARRAY(p->arena, int, p->ir.len + 1);
    w.names = ARENA_ARRAY(p->arena, const char *, p->ir.len + 1);
    part->outs = ARENA_ARRAY(p->arena, const char *, count + 1);
    for (int i = 0; i < count; i++)
        count_uses(&w, roots[i]);
    for (int i = 0; i < count; i++)
        part->outs[i] = lane(&w, spell(&w, roots[i]));
    part->out_count = count;
    return part;
}
