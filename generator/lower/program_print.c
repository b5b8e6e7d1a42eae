/* program_print.c -- a program as text: what --dump ir shows. One operation a
 * line with what it varies with, then what each part of the kernel reads.
 */
#include <string.h>
#include "lower.h"
#include "base/text.h"

static const char *const load_names[] = {
    "point", "point_node", "fixed_node", "state", "source", "target", "input", "sum", "t",
    "early", "late", "mark", "dt", "tally", "tally_node"
};

static void print_vary(struct text *out, unsigned vary)
{
    static const struct { unsigned bit; char letter; } letters[] = {
        { VARY_LANE, 'l' }, { VARY_NODE, 'n' }, { VARY_TIME, 't' }, { VARY_STATE, 's' }, { VARY_END, 'e' },
    };
    for (size_t i = 0; i < sizeof letters/sizeof *letters; i++)
        text_print(out, "%c", vary & letters[i].bit ? letters[i].letter : '.');
}

static void print_operands(struct text *out, const struct ir_ins *i)
{
    const ir_ref refs[] = { i->a, i->b, i->c };
    for (int n = 0; n < 3; n++)
        if (refs[n] >= 0)
            text_print(out, " u%d", refs[n]);
}

static void print_axes(const struct program *p, uint64_t axes, struct text *out)
{
    for (int a = 0; a < p->x->axis_count && a < 64; a++)
        if (axes >> a & 1)
            text_print(out, "  {%s}", p->e->quantities[p->x->axes[a].quantity].path);
}

static void print_op(const struct program *p, int r, struct text *out)
{
    const struct ir_ins *i = &p->ir.ins[r];
    char number[32];
    text_print(out, "  u%-4d ", r);
    print_vary(out, i->vary);
    switch (i->op) {
    case IR_CONST:
        text_print(out, "  const %s", text_number(number, i->k, p->bytes == 4));
        break;
    case IR_LOAD:
        text_print(out, "  load %s[%d]", load_names[i->load], i->a);
        break;
    case IR_CALL:
        text_print(out, "  %s", i->name);
        print_operands(out, i);
        break;
    default:
        text_print(out, "  %s", ir_op_name(i->op));
        print_operands(out, i);
    }
    if (i->name && i->op != IR_CALL)
        text_print(out, "    # %s", i->name);
    print_axes(p, i->axes, out);
    text_add(out, "\n");
}

/* ---- what is used -------------------------------------------------------- */

static void mark(unsigned char *live, const ir_ref *roots, int count)
{
    for (int i = 0; i < count; i++)
        if (roots[i] >= 0)
            live[roots[i]] = 1;
}

/* Operations that reach a root; folding and fusing leave others behind. */
static unsigned char *find_live(const struct program *p)
{
    const struct lowered *low = p->low;
    unsigned char *live = ARENA_ARRAY(p->arena, unsigned char, p->ir.len + 1);
    if (low->rates) {
        mark(live, low->rates, p->e->model->state_count);
        mark(live, low->initial, p->e->model->state_count);
        mark(live, low->gain, p->noise_count);
    }
    for (int i = 0; i < low->coupling_count; i++) {
        mark(live, &low->couplings[i].pre, 1);
        mark(live, &low->couplings[i].post, 1);
    }
    for (int i = 0; i < low->tally_count; i++)
        mark(live, &low->tallies[i].sample, 1);
    mark(live, low->results, p->result_count);
    for (int r = p->ir.len - 1; r >= 0; r--) {
        const struct ir_ins *i = &p->ir.ins[r];
        if (live[r] && i->op != IR_CONST && i->op != IR_LOAD)
            mark(live, (const ir_ref[]){ i->a, i->b, i->c }, 3);
    }
    return live;
}

static void print_model(const struct program *p, struct text *out)
{
    const struct lowered *low = p->low;
    const struct model *m = p->e->model;
    for (int i = 0; i < m->state_count; i++)
        text_print(out, "  %s0 = u%d\n", m->states[i].name, low->initial[i]);
    for (int i = 0; i < m->state_count; i++)
        text_print(out, "  %s' = u%d\n", m->states[i].name, low->rates[i]);
    for (int i = 0; i < p->noise_count; i++)
        text_print(out, "  noise %s: gain u%d\n", m->states[p->e->noise.states[i]].name, low->gain[i]);
    for (int i = 0; i < low->coupling_count; i++)
        text_print(out, "  coupling %s: pre u%d, post u%d\n", low->couplings[i].role,
                   low->couplings[i].pre, low->couplings[i].post);
}

static void print_slots(const struct program *p, struct text *out)
{
    for (int i = 0; i < p->slot_count; i++) {
        const struct program_slot *s = &p->slots[i];
        if (s->axis >= 0)
            text_print(out, "  point[%d] = %s[%ld]\n", i,
                       p->e->quantities[p->x->axes[s->axis].quantity].path, s->element);
        else
            text_print(out, "  point[%d] = trial draw of %s at node %ld\n", i,
                       p->e->model->states[s->state].name, s->element);
    }
}

void program_print(const struct program *p, struct text *out)
{
    const struct lowered *low = p->low;
    text_print(out, "program %s: %d bytes, %d lanes, %d nodes\n", p->x->name, p->bytes, p->lanes, p->nodes);
    print_slots(p, out);
    text_add(out, "operations  # varies with lane, node, time, state, end\n");
    const unsigned char *live = find_live(p);
    for (int r = 0; r < p->ir.len; r++)
        if (live[r])
            print_op(p, r, out);
    text_add(out, "roots\n");
    if (low->rates)
        print_model(p, out);
    for (int i = 0; i < low->tally_count; i++)
        text_print(out, "  tally[%d] = %s of u%d\n", low->tallies[i].at, tally_names[low->tallies[i].kind],
                   low->tallies[i].sample);
    for (int i = 0; i < low->finished_count; i++)
        text_print(out, "  finished[%d] = %s of tally[%d]\n", i, reduction_names[low->finished[i].kind],
                   low->tallies[low->finished[i].tally].at);
    for (int i = 0; i < p->result_count; i++)
        text_print(out, "  %s%s = u%d\n", p->results[i].name, p->results[i].elements > 1 ? "[node]" : "",
                   low->results[i]);
}
