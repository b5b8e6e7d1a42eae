/* print.c -- the text of --dump ir: the tables, then the regions with their values,
 * each value in the first region that needs it.
 */
#include "circuit.h"
#include "base/number.h"
#include "model/builtin.h"
#include "source/diag.h"

static void print_over(const struct net *ir, over_set over, struct text *out)
{
    const char *before = " over ";
    for (int a = 0; a < ir->axis_count; a++)
        if (over & OVER(a)) {
            text_print(out, "%s%s", before, ir->axes[a].name);
            before = ", ";
        }
}

static void print_axes(const struct net *ir, struct text *out)
{
    for (int a = 0; a < ir->axis_count; a++) {
        const struct net_axis *x = &ir->axes[a];
        text_print(out, "axis   %-10s %ld", x->name, x->extent);
        if (x->kind == AXIS_EDGE)
            text_print(out, " from %s to %s", ir->axes[x->from].name, ir->axes[x->to].name);
        text_add(out, "\n");
    }
    for (int c = FIRST_CHILD; c < ir->clock_count; c++) {
        const struct net_clock *x = &ir->clocks[c];
        if (x->parent < 0) {
            text_print(out, "clock  %-10s when it is called\n", x->name);
            continue;
        }
        text_print(out, "clock  %-10s every %ld of %s, first %ld%s\n", x->name, x->every, ir->clocks[x->parent].name,
                   x->first, x->after_origin ? " behind the transient" : "");
        if (x->upto)
            text_print(out, "       up to %ld\n", x->upto);
        if (x->most)
            text_print(out, "       again while a lane wants it, %ld times at most\n", x->most);
    }
}

static void print_buffers(const struct net *ir, struct text *out)
{
    static const char *const lives[] = { "input", "live", "wire", "output" };
    for (int b = 0; b < ir->buffer_count; b++) {
        const struct net_buffer *x = &ir->buffers[b];
        if (!x->slot_count)
            continue;
        text_print(out, "%-6s %s[", lives[x->life], x->name);
        for (int s = 0; s < x->slot_count; s++)
            text_print(out, "%s%s", s ? ", " : "", x->slots[s]);
        text_add(out, "]");
        print_over(ir, x->over, out);
        if (x->rows != 1)
            text_print(out, x->rows ? ", %ld rows" : ", rows of the job", x->rows);
        if (x->clock != STEP)
            text_print(out, ", at %s", ir->clocks[x->clock].name);
        text_add(out, "\n");
    }
}

static void print_operands(const struct net *ir, const struct net_ins *i, struct text *out)
{
    const net_ref all[] = { i->a, i->b, i->c };
    for (int k = 0; k < 3; k++) {
        double x;
        char number[32];
        if (all[k] == NET_NONE)
            continue;
        if (net_is_const(ir, all[k], &x))
            text_print(out, " %s", number_shortest(number, x, ir->bytes == 4));
        else
            text_print(out, " %%%d", all[k]);
    }
}

static void print_leaf(const struct net *ir, const struct net_ins *i, struct text *out)
{
    static const char *const sides[] = { "", " at source", " at target", " along", " of the first" };
    static const char *const times[] = { [TIME_EXACT] = "", [TIME_EARLY] = " early", [TIME_LATE] = " late" };
    static const char *const marks[] = {
        [NET_REACHED] = "reached", [NET_PASSED] = "passed", [NET_WINDOW] = "window", [NET_SINCE] = "since", [NET_TRAIN] = "train",
        [NET_WITHIN] = "within", [NET_PHASE] = "phase", [NET_WHOLE] = "whole", [NET_SLACK] = "slack"
    };
    char number[32];
    if (i->op == NET_LOAD)
        text_print(out, " %s.%s%s%s", ir->buffers[i->buffer].name, ir->buffers[i->buffer].slots[i->slot], net_is_stored(i) ? " as stored" : "",
                   sides[i->side]);
    if (i->op == NET_LOOK)
        text_print(out, " %s.%s", ir->buffers[i->buffer].name, ir->buffers[i->buffer].slots[i->slot]);
    if (i->op == NET_TIME)
        text_print(out, "%s at", times[i->slot]);
    if (i->op == NET_MARK)
        text_print(out, " %s %s at", marks[ir->marks[i->slot].kind], number_shortest(number, ir->marks[i->slot].a, 0));
    if (i->op == NET_TIME || i->op == NET_MARK || i->op == NET_H)
        text_print(out, " %s", number_shortest(number, i->k, 0));
    if (i->op == NET_TICKS)
        text_print(out, " %s", ir->clocks[i->slot].name);
    if (i->op == NET_CALL)
        text_print(out, " %s", builtins[i->slot].name);
    if (i->op >= NET_SUM)
        text_print(out, " over %s%s", ir->axes[i->axis].name, i->op == NET_MOST && i->b != NET_NONE ? " of the piece at" : "");
}

static void print_value(const struct net *ir, net_ref r, char *done, struct text *out)
{
    static const char *const whens[] = { "fixed", "point", "step", "end" };
    if (r == NET_NONE || done[r] || ir->ins[r].op == NET_CONST)
        return;
    const struct net_ins *i = &ir->ins[r];
    done[r] = 1;
    print_value(ir, i->a, done, out);
    print_value(ir, i->b, done, out);
    print_value(ir, i->c, done, out);
    text_print(out, "    %%%-4d = %s", r, net_op_name((enum net_op)i->op));
    print_leaf(ir, i, out);
    print_operands(ir, i, out);
    text_print(out, "  ; %s", whens[i->when < FIRST_CHILD ? i->when : STEP]);
    print_over(ir, i->over, out);
    if (i->name)
        text_print(out, " '%s'", i->name);
    text_add(out, "\n");
}

static void print_effect(const struct net *ir, const struct net_effect *x, struct text *out)
{
    static const char *const names[] = {
#define X(name) #name,
        NET_EFFECTS(X)
#undef X
    };
    const struct net_place *places[] = { &x->from, &x->rest };
    text_print(out, "    %s.%s = %s", ir->buffers[x->buffer].name, ir->buffers[x->buffer].slots[x->slot], names[x->kind]);
    for (int i = 0; i < 2; i++)
        if (places[i]->buffer >= 0)
            text_print(out, " %s.%s", ir->buffers[places[i]->buffer].name, ir->buffers[places[i]->buffer].slots[places[i]->slot]);
    text_add(out, x->squares ? ", with squares\n" : "\n");
}

void net_print(const struct net *ir, struct text *out)
{
    char *done = ARENA_ARRAY(ir->arena, char, ir->len);
    print_axes(ir, out);
    print_buffers(ir, out);
    for (int i = 0; i < ir->region_count; i++) {
        const struct net_region *r = &ir->regions[i];
        text_print(out, "\n%s, each %s", r->name, ir->clocks[r->clock].name);
        print_over(ir, r->over, out);
        text_print(out, ":%s", r->doc ? " " : "");
        for (const char *c = r->doc ? r->doc : ""; *c; c++)
            text_bytes(out, *c == '\n' ? " " : c, 1);
        text_add(out, "\n");
        for (int e = 0; e < r->effect_count; e++) {
            const struct net_effect *x = &r->effects[e];
            const struct net_buffer *b = &ir->buffers[x->buffer];
            char number[32];
            double k;
            if (x->kind != EFFECT_STORE) {
                print_effect(ir, x, out);
                continue;
            }
            print_value(ir, x->value, done, out);
            text_print(out, "    %s.%s%s = ", b->name, b->slots[x->slot], x->ahead ? " (next)" : x->along ? " along" : "");
            if (net_is_const(ir, x->value, &k))
                text_print(out, "%s\n", number_shortest(number, k, ir->bytes == 4));
            else
                text_print(out, "%%%d\n", x->value);
        }
    }
}
