/* tables.c -- what a kernel says of itself: the tables that the runtime reads. */
#include "frame.h"
#include <stdio.h>
#include <string.h>

static const char *const kinds[] = { [AXIS_LANE] = "AXIS_LANE", [AXIS_NODE] = "AXIS_NODE", [AXIS_EDGE] = "AXIS_EDGE",
                                     [AXIS_MODE] = "AXIS_MODE" };
static const char *const lives[] = { [INPUT] = "INPUT", [LIVE] = "LIVE", [SCRATCH] = "SCRATCH", [OUTPUT] = "OUTPUT" };

static void axes(const struct net *n, struct text *out)
{
    text_add(out, "static const struct kernel_axis axes[] = {\n");
    for (int a = 0; a < n->axis_count; a++) {
        const struct net_axis *x = &n->axes[a];
        text_print(out, "    { \"%s\", %s, %ld, %d, %d },\n", x->name, kinds[x->kind], x->extent, x->from, x->to);
    }
    text_add(out, "};\n");
}

static void clocks(const struct net *n, struct text *out)
{
    text_add(out, "static const struct kernel_clock clocks[] = {\n");
    for (int c = 0; c < n->clock_count; c++) {
        const struct net_clock *x = &n->clocks[c];
        text_print(out, "    { \"%s\", %d, %ld, %ld, %d, %ld },\n", x->name, x->parent, x->every, x->first, x->after_origin, x->upto);
    }
    text_add(out, "};\n");
}

static const char *clock_name(const struct net *n, int clock, struct arena *a)
{
    static const char *const all[] = { "FIXED", "POINT", "STEP", "END" };
    (void)n;
    return clock < FIRST_CHILD ? all[clock] : arena_print(a, "%d", clock);
}

static int buffers(const struct net *n, struct text *out)
{
    int count = 0;
    text_add(out, "static const struct kernel_buffer buffers[] = {\n");
    for (int b = 0; b < n->buffer_count; b++) {
        const struct net_buffer *x = &n->buffers[b];
        if (x->row < 0)
            continue;
        count++;
        text_print(out, "    { \"%s\", %s, 0x%x, %d, %s, %ld, %s },\n", x->name, lives[x->life], x->over, x->slot_count,
                   clock_name(n, x->clock, n->arena), x->rows, x->ring >= 0 ? "4" : x->wide ? "8" : "REAL");
    }
    text_add(out, count ? "};\n" : "    { 0 }\n};\n");
    return count;
}

static void symbol(const char *type, const char *name, struct text *out)
{
    if (name) {
        text_print(out, "\nstatic const struct %s %s = {\n", type, name);
        return;
    }
    text_print(out, "\n/* The name is set by the host when the text becomes part of a larger program. */\n"
               "#ifndef KERNEL_SYMBOL\n#define KERNEL_SYMBOL massc_kernel\n#endif\n"
               "extern const struct %s KERNEL_SYMBOL;\n"
               "const struct %s KERNEL_SYMBOL = {\n", type, type);
}

int frame_draws(const struct net *n)
{
    int found = 0;
    for (int i = 0; i < n->buffer_count; i++)
        found |= n->buffers[i].life == INPUT && n->buffers[i].clock == STEP && n->buffers[i].rows == 0;
    return found;
}

/* The fields of a struct kernel, in lines that begin with [line]. */
static void fields(const struct net *n, const char *name, int buffers, int dead, long room, const char *line, struct text *out)
{
    text_print(out, "%s.abi = KERNEL_ABI, .bytes = REAL, .lanes = LANES, .width = %s, .name = \"%s\",\n"
               "%s.axes = axes, .axis_count = %d, .clocks = clocks, .clock_count = %d,\n"
               "%s.buffers = buffers, .buffer_count = %d, .room = %ld, .dead = %s,\n"
               "%s.start = start, .advance = advance, .results = results\n",
               line, n->vector ? "1" : "WIDTH", name, line, n->axis_count, n->clock_count, line, buffers, room, dead < 0 ? "-1" : n->buffers[dead].number, line);
}

void frame_tables(const struct net *n, const char *name, const char *called_in_c, int dead, long room, struct text *out)
{
    int called = net_entry(n);
    axes(n, out);
    clocks(n, out);
    int count = buffers(n, out);
    symbol(called < 0 ? "kernel" : "kernel_eval", called_in_c, out);
    if (called >= 0)
        text_add(out, "    .kernel = {\n");
    fields(n, name, count, dead, room, called < 0 ? "    " : "        ", out);
    if (called_in_c && frame_draws(n))
        text_add(out, "    , .draw = draw\n");
    if (called >= 0)
        text_print(out, "    },\n    .eval = %s\n", n->clocks[called].name);
    text_add(out, "};\n");
}
