/* frame.c -- see frame.h. */
#include "frame.h"
#include <stdio.h>
#include <string.h>
#include "source/diag.h"
#include "embedded.h"
#include "spell.h"

/* ---- templates ------------------------------------------------------------------ */

static const struct embedded_file *template(const char *path)
{
    const struct embedded_file *f = embedded_files;
    while (f->path && strcmp(f->path, path) != 0)
        f++;
    if (!f->path)
        BUG("a template is not embedded");
    return f;
}

static void paste(const char *path, struct text *out)
{
    const struct embedded_file *f = template(path);
    text_bytes(out, f->text, f->len);
    text_add(out, "\n");
}

enum { MOST_FILES = 64 };

struct pasted { const char *names[MOST_FILES]; int count; };

/* A math file behind those that its first line says it needs, once. */
static void paste_math(const struct net *n, const char *name, struct pasted *p, struct text *out)
{
    char path[80], need[32];
    int used = 0, read;
    for (int i = 0; i < p->count; i++)
        if (strcmp(p->names[i], name) == 0)
            return;
    if (p->count == MOST_FILES)
        BUG("more math files than there are");
    p->names[p->count++] = arena_print(n->arena, "%s", name);
    snprintf(path, sizeof path, "templates/math/f%d/%s.c", 8*n->bytes, name);
    const char *text = template(path)->text;
    if (sscanf(text, "/* needs:%n", &used) == 0 && used)
        for (text += used; sscanf(text, " %31[A-Za-z0-9_]%n", need, &read) == 1; text += read)
            paste_math(n, need, p, out);
    paste(path, out);
}

static void paste_functions(const struct frame *f, struct text *out)
{
    struct pasted p = { .count = 0 };
    for (net_ref r = 0; r < f->net->len; r++)
        if (f->net->ins[r].op == NET_CALL)
            paste_math(f->net, f->call(f->net->ins[r].slot) + 2, &p, out);
}

/* Prototypes of the primitives for the functions that are called. */
static void declare_functions(const struct frame *f, struct text *out)
{
    unsigned char done[256] = { 0 };
    for (net_ref r = 0; r < f->net->len; r++) {
        const struct net_ins *i = &f->net->ins[r];
        if (i->op != NET_CALL || done[i->slot]++)
            continue;
        text_print(out, "void v_%s(long n, num *d, const num *a%s);\n", f->call(i->slot),
                   i->b == NET_NONE ? "" : ", const num *b");
    }
}

/* ---- tables ------------------------------------------------------------------------ */

static void numbers(const char *name, const char *what, const int *values, long count, struct text *out)
{
    text_print(out, "static const int %s_%s[] = {", name, what);
    for (long i = 0; i < count; i++)
        text_print(out, "%s%d,", i % 20 ? " " : "\n    ", values[i]);
    text_add(out, count ? "\n};\n" : " 0 };\n");
}

static void edges(const struct net *n, struct text *out)
{
    for (int a = 0; a < n->axis_count; a++) {
        const struct net_axis *x = &n->axes[a];
        if (x->kind != AXIS_EDGE)
            continue;
        numbers(x->name, "row", x->row, n->axes[x->to].extent + 1, out);
        numbers(x->name, "source", x->source, x->extent, out);
    }
}

/* ---- the whole ----------------------------------------------------------------------- */

static void reserve(const struct net *n, struct names *names, const struct text *out)
{
    static const char *const own[] = { "job", "n", "m", "v", "room" };
    names_open(names, n->arena);
    names_reserve_text(names, out->bytes, out->len);
    for (size_t i = 0; i < sizeof own/sizeof *own; i++)
        names_reserve(names, own[i]);
    for (int i = 0; i < n->region_count; i++)
        names_reserve(names, n->regions[i].name);
}

static int has_sums(const struct net *n)
{
    for (int i = 0; i < n->region_count; i++)
        if (n->regions[i].effect_count && n->regions[i].effects[0].kind != EFFECT_STORE)
            return 1;
    return 0;
}

int frame_text(const struct frame *f, struct text *out)
{
    const struct net *n = f->net;
    struct names names;
    char scale[32];
    text_number(scale, n->time_scale, 0);
    text_print(out, "#define REAL %d\n#define LANES %ld\n#define TIME_SCALE %s%s\n\n%s\n", n->bytes, n->axes[0].extent,
               scale, strpbrk(scale, ".e") ? "" : ".0", f->interface);
    paste("templates/math/real.c", out);
    if (f->target->style == CALLS) {
        paste("templates/math/vector.c", out);
        declare_functions(f, out);
    } else {
        paste_functions(f, out);
    }
    text_add(out, "\nenum { VECS = LANES/WIDTH };\n\n");
    paste("templates/part/time.c", out);
    if (has_sums(n))
        paste("templates/after/sums.c", out);
    edges(n, out);
    reserve(n, &names, out);
    struct spell_options o = { f->target, f->call, &names };
    spell_offsets(n, &o, out);
    text_add(out, "\n");
    struct spelling *s = spell_open(n, &o, out);
    for (int i = 0; i < n->region_count; i++)
        spell_region(s, i);
    spell_entries(s, n, f->target, out);
    text_add(out, f->table);
    return spell_room(s);
}
