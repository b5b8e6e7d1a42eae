/* frame.c -- see frame.h. What fills the holes, in the order in which names are known:
 * everything that is not the model's first, so that the model's make way.
 */
#include "frame.h"
#include <stdio.h>
#include <string.h>
#include "base/number.h"
#include "base/version.h"
#include "c_text.h"
#include "head.h"
#include "ir/reach.h"
#include "source/diag.h"
#include "spell.h"
#include "template.h"
#include "walk.h"

/* ORDER holes */
enum hole_number { NAME, TITLE, VERSION, FACTS, INTERFACE, BYTES, LANES_, SCALE, REAL_, FUNCTIONS, TIME_, SUMS, EDGES,
                   OFFSETS, REGIONS, ENTRIES, TABLE, HOLES };

static const char *const hole_names[] = {
    "name", "title", "version", "facts", "interface", "bytes", "lanes", "scale", "real", "functions", "time", "sums", "edges",
    "offsets", "regions", "entries", "table"
};

_Static_assert(sizeof hole_names/sizeof *hole_names == HOLES, "each hole has a name");

struct filling {
    const struct frame *all; int count;         /* kernels that share functions and the rest in front */
    const struct frame *f;                      /* the one whose own text is made; or the first */
    const struct net *n;                        /* its */
    struct templates templates;
    struct text hole[HOLES];
    struct names names;
    const char *pasted[64]; int pasted_count;   /* math files */
};

static void paste(struct filling *p, const char *path, enum hole_number to)
{
    text_add(&p->hole[to], template_text(&p->templates, path));
}

/* ---- functions ---------------------------------------------------------------------- */

/* A math file behind those that its first line says it needs, once. */
static void paste_math(struct filling *p, const char *name)
{
    char need[32];
    int used = 0, read;
    for (int i = 0; i < p->pasted_count; i++)
        if (strcmp(p->pasted[i], name) == 0)
            return;
    if (p->pasted_count == (int)(sizeof p->pasted/sizeof *p->pasted))
        BUG("more math files than there are");
    p->pasted[p->pasted_count++] = arena_print(p->n->arena, "%s", name);
    const char *text = template_text(&p->templates, arena_print(p->n->arena, "math/f%d/%s.c", 8*p->n->bytes, name)), *at = text;
    if (sscanf(at, "/* needs:%n", &used) == 0 && used)
        for (at += used; sscanf(at, " %31[A-Za-z0-9_]%n", need, &read) == 1; at += read)
            paste_math(p, need);
    text_print(&p->hole[FUNCTIONS], "%s\n", text);
}

/* A text that tcc alone sees: nobody reads it, and what it calls is machine code already. */
static int is_read(const struct filling *p)
{
    return p->f->target == &target_vector;
}

static const struct net *net_of(const struct filling *p, int i)
{
    return &p->all[i].program->net;
}

/* Functions that a kernel calls. */
static void called(struct filling *p, const struct net *n, unsigned char done[256])
{
    for (net_ref r = 0; r < n->len; r++) {
        const struct net_ins *i = &n->ins[r];
        if (i->op != NET_CALL || done[i->slot]++)
            continue;
        const char *name = kernel_function(i->slot);
        if (p->f->target == &target_plain)
            text_print(&p->hole[FUNCTIONS], "num %s(num%s);\n", name, i->b == NET_NONE ? "" : ", num");
        else if (p->f->target->style == CALLS)
            text_print(&p->hole[FUNCTIONS], "void v_%s(long n, num *d, const num *a%s);\n", name, i->b == NET_NONE ? "" : ", const num *b");
        else
            paste_math(p, name + 2);
    }
}

static int has_looks(const struct net *n)
{
    for (net_ref r = 0; r < n->len; r++)
        if (n->ins[r].op == NET_LOOK)
            return 1;
    return 0;
}

static int has_pieces(const struct net *n)
{
    return n->pieces_count > 0;
}

static int any(const struct filling *p, int (*has)(const struct net *n))
{
    int found = 0;
    for (int i = 0; i < p->count; i++)
        found |= has(net_of(p, i));
    return found;
}

static void functions(struct filling *p)
{
    unsigned char done[256] = { 0 };
    int calls = p->f->target->style == CALLS;
    if (calls)
        paste(p, "math/vector.c", FUNCTIONS);
    for (int i = 0; i < p->count; i++)
        called(p, net_of(p, i), done);
    if (!calls && any(p, has_looks))
        paste(p, is_read(p) ? "math/look.c" : "few/look.c", FUNCTIONS);
    if (is_read(p) && any(p, spell_has_tiles))
        paste(p, "math/tile.c", FUNCTIONS);
    if (is_read(p))
        paste(p, "math/spread.c", FUNCTIONS);
    if (p->n->vector)
        paste(p, "math/strips.c", FUNCTIONS);
    if (p->n->vector && is_read(p))
        paste(p, "math/nodes.c", FUNCTIONS);
    if (any(p, has_pieces))
        paste(p, "math/piece.c", FUNCTIONS);
    if (!any(p, spell_has_rings))
        return;
    paste(p, "math/ring.c", FUNCTIONS);
    paste(p, calls ? "math/ring_calls.c" : p->n->vector && is_read(p) ? "math/ring_nodes.c" : "math/ring_lanes.c", FUNCTIONS);
    if (is_read(p) && any(p, spell_has_late_tiles))
        paste(p, "math/tile_late.c", FUNCTIONS);
}

/* ---- what only some kernels need ------------------------------------------------------- */

static void numbers(const char *name, const char *what, const int *values, long count, struct text *out)
{
    text_print(out, "static const int %s_%s[] = {", name, what);
    for (long i = 0; i < count; i++)
        text_print(out, "%s%d,", i % 20 ? " " : "\n    ", values[i]);
    text_add(out, count ? "\n};\n" : " 0 };\n");
}

/* An array: as "edge_row[i]", or handed on. */
static int is_looked_at(const struct filling *p, const char *name)
{
    const char *text = text_string(&p->hole[REGIONS]);
    return strstr(text, arena_print(p->n->arena, "%s[", name)) || strstr(text, arena_print(p->n->arena, "%s,", name));
}

/* Those that the regions look at. */
static void edges(struct filling *p)
{
    static const char *const whats[] = { "row", "source" };
    for (int a = 0; a < p->n->axis_count; a++) {
        const struct net_axis *x = &p->n->axes[a];
        for (int k = 0; x->kind == AXIS_EDGE && k < 2; k++)
            if (is_looked_at(p, arena_print(p->n->arena, "%s_%s", x->name, whats[k])))
                numbers(x->name, whats[k], k ? x->source : x->row, k ? x->extent : p->n->axes[x->to].extent + 1, &p->hole[EDGES]);
    }
}

/* Where pieces end, that the regions look at. */
static void pieces(struct filling *p)
{
    char digits[32];
    struct text *out = &p->hole[EDGES];
    for (int t = 0; t < p->n->pieces_count; t++) {
        const char *name = walk_pieces_name(p->n->arena, t);
        if (!strstr(text_string(&p->hole[REGIONS]), name))
            continue;
        text_print(out, "static const double %s[] = {", name);
        for (int i = 0; i + 1 < p->n->pieces[t].count; i++)
            text_print(out, "%s%s,", i % 10 ? " " : "\n    ", number_shortest(digits, p->n->pieces[t].to[i], 0));
        text_add(out, "\n};\n");
    }
}

static int has_sums(const struct net *n)
{
    for (int i = 0; i < n->region_count; i++)
        if (n->regions[i].effect_count && n->regions[i].effects[0].kind != EFFECT_STORE)
            return 1;
    return 0;
}

/* Does a region look at the time? What folding left behind does not count. */
static int is_timed(const struct net *n)
{
    struct reach reach = { .net = n };
    int timed = 0;
    reach_begin(&reach);
    for (int i = 0; i < n->region_count; i++)
        reach_region(&reach, &n->regions[i]);
    for (int k = 0; k < reach.count; k++)
        timed |= n->ins[reach.values[k]].op == NET_TIME || n->ins[reach.values[k]].op == NET_MARK;
    return timed;
}

static void time_of(struct filling *p, const struct net *n)
{
    char scale[32];
    number_shortest(scale, n->time_scale, 0);
    text_print(&p->hole[SCALE], "#define TIME_SCALE %s%s\n", scale, strpbrk(scale, ".e") ? "" : ".0");
    paste(p, "math/time.c", TIME_);
}

/* The first kernel that looks at the time; NULL: there is none, or others look at another scale of it. */
static const struct net *shared_time(const struct filling *p)
{
    const struct net *first = NULL;
    for (int i = 0; i < p->count; i++) {
        const struct net *n = net_of(p, i);
        if (!is_timed(n))
            continue;
        if (first && first->time_scale != n->time_scale)
            return NULL;
        first = first ? first : n;
    }
    return first;
}

/* ---- the whole ------------------------------------------------------------------------- */

static void head(struct filling *p)
{
    const struct program *g = p->f->program;
    text_add(&p->hole[NAME], g->x->name);
    text_print(&p->hole[TITLE], "exploration %s of %s", g->x->name, c_remark(g->arena, g->e->name));
    text_add(&p->hole[VERSION], MASSC_VERSION);
    if (is_read(p))
        head_facts(g, &p->hole[FACTS]);
}

/* Words of the walker's own functions, and of the tables behind them. */
static void reserve_own(struct filling *p)
{
    static const char *const own[] = { "job", "n", "m", "v", "room", "start", "advance", "results", "axes", "clocks", "buffers",
                                       "VECS", "LANES", "REAL", "ABREAST", "at", "k", "from", "upto", "pick_up", "put_down", "in_hand",
                                       "sooner", "one_", "each_" };
    for (size_t i = 0; i < sizeof own/sizeof *own; i++)
        names_reserve(&p->names, own[i]);
    static const char *const of_tiles[] = { "count", "first", "is_last", "from", "step", "at", "LAST", "REST", "PIECES", "EACH", "TILE", "MOST" };
    for (size_t i = 0; i < sizeof of_tiles/sizeof *of_tiles && p->n->vector; i++)
        names_reserve(&p->names, of_tiles[i]);
    if (net_entry(p->n) >= 0)
        names_reserve(&p->names, p->n->clocks[net_entry(p->n)].name);
    for (int i = 0; i < p->n->region_count; i++)
        names_reserve(&p->names, p->n->regions[i].name);
    for (int t = 0; t < p->n->pieces_count; t++)
        names_reserve(&p->names, walk_pieces_name(p->n->arena, t));
    for (int a = 0; a < p->n->axis_count; a++)
        for (int k = 0; k < 2; k++)
            names_reserve(&p->names, arena_print(p->n->arena, "%s_%s", p->n->axes[a].name, k ? "source" : "row"));
}

static void reserve(struct filling *p)
{
    static const enum hole_number texts[] = { INTERFACE, REAL_, FUNCTIONS, TIME_, SUMS };
    names_open(&p->names, p->n->arena);
    for (size_t i = 0; i < sizeof texts/sizeof *texts; i++)
        names_reserve_text(&p->names, text_string(&p->hole[texts[i]]), p->hole[texts[i]].len);
    reserve_own(p);
}

/* Of one point they are of numbers, and vectors are of nodes. */
static void sums(struct filling *p)
{
    int nodes = p->n->vector && is_read(p);
    text_add(&p->hole[SUMS], nodes ? "#pragma push_macro(\"WIDTH\")\n#undef WIDTH\n#define WIDTH 1\n#define real num\n" : "");
    paste(p, is_read(p) ? "after/sums.c" : "few/sums.c", SUMS);
    text_add(&p->hole[SUMS], nodes ? "#undef real\n#pragma pop_macro(\"WIDTH\")\n" : "");
}

/* What stands in front of what is the kernels' own. */
static void fill_shared(struct filling *p)
{
    const struct net *timed = shared_time(p);
    text_add(&p->hole[INTERFACE], template_interface());
    if (net_entry(p->n) >= 0)
        text_print(&p->hole[INTERFACE], "\n%s", template_eval_interface());
    text_print(&p->hole[BYTES], "%d", p->n->bytes);
    text_print(&p->hole[LANES_], "%ld", p->n->axes[0].extent);
    if (p->n->vector && is_read(p))
        text_print(&p->hole[LANES_], "\n#define ELEMENTS %ld", p->n->axes[p->n->vector].extent);
    paste(p, p->f->target == &target_plain ? "few/front.c" : "math/real.c", REAL_);
    functions(p);
    if (timed)
        time_of(p, timed);
    if (any(p, has_sums) && p->f->target->style != CALLS)
        sums(p);
}

/* [symbol]: of the kernel, in a text of several; or NULL. */
static void fill_own(struct filling *p, const char *symbol)
{
    struct spell_options o = { p->f->target, kernel_function, &p->names, head_remark, p->f->program };
    spell_offsets(p->n, &o, &p->hole[OFFSETS]);
    struct spelling *s = spell_open(p->n, &o, &p->hole[REGIONS]);
    if (spell_abreast(s)) {
        text_print(&p->hole[EDGES], "#define ABREAST %d\n", spell_abreast(s));
        paste(p, "math/abreast.c", EDGES);
    }
    for (int i = 0; i < p->n->region_count; i++)
        spell_region(s, i);
    spell_entries(s, &p->hole[ENTRIES]);
    frame_tables(p->n, p->f->program->x->name, symbol, p->f->program->dead, spell_room(s), &p->hole[TABLE]);
    edges(p);
    pieces(p);
}

static void fill_template(struct filling *p, const char *path, struct text *out)
{
    struct hole holes[HOLES + 1] = { { NULL, NULL } };
    for (int i = 0; i < HOLES; i++)
        holes[i] = (struct hole){ hole_names[i], &p->hole[i] };
    template_fill(template_text(&p->templates, path), holes, out);
}

static void drop(struct filling *p)
{
    for (int i = 0; i < HOLES; i++)
        text_free(&p->hole[i]);
}

static struct filling filling_of(const struct frame *all, int count)
{
    return (struct filling){ .all = all, .count = count, .f = all, .n = &all->program->net,
                             .templates = { all->templates, all->program->arena } };
}

void frame_text(const struct frame *f, struct text *out)
{
    struct filling p = filling_of(f, 1);
    fill_shared(&p);
    head(&p);
    reserve(&p);
    fill_own(&p, NULL);
    fill_template(&p, "kernel.c", out);
    drop(&p);
}

/* ---- several in one file ---------------------------------------------------------------- */

void frame_shared(const struct frame *all, int count, struct text *out)
{
    struct filling p = filling_of(all, count);
    fill_shared(&p);
    if (any(&p, frame_draws)) {                   /* nobody else draws it in a program of one file */
        paste(&p, "math/threefry.c", FUNCTIONS);
        paste_math(&p, "normal");
        paste(&p, "math/draw.c", FUNCTIONS);
    }
    fill_template(&p, "several/shared.c", out);
    drop(&p);
}

void frame_behind(const struct frame *all, struct text *out)
{
    const struct templates t = { all->templates, all->program->arena };
    text_add(out, template_text(&t, "several/behind.c"));
}

/* "g_sweep_kernel", or with underscores behind it. */
static const char *symbol_of(struct filling *p, const struct names *outside)
{
    const char *name = arena_print(p->n->arena, "%s_kernel", names_identifier(p->f->program->x->name, p->n->arena));
    while (!names_is_free(outside, name) || !names_is_free(&p->names, name))
        name = arena_print(p->n->arena, "%s_", name);
    names_reserve(&p->names, name);
    return name;
}

const char *frame_own(const struct frame *all, int count, int i, const struct names *outside, struct text *out)
{
    struct filling p = filling_of(all, count);
    int keeps_time = !shared_time(&p) && is_timed(net_of(&p, i));
    fill_shared(&p);
    p.f = &all[i];
    p.n = net_of(&p, i);
    if (keeps_time)
        time_of(&p, p.n);
    head(&p);
    reserve(&p);
    const char *symbol = symbol_of(&p, outside);
    fill_own(&p, symbol);
    if (!keeps_time) {                  /* it stands in front of all */
        text_free(&p.hole[SCALE]);
        text_free(&p.hole[TIME_]);
    }
    fill_template(&p, "several/kernel.c", out);
    drop(&p);
    return symbol;
}
