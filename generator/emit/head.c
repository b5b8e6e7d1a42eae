/* head.c -- what the comment at the head of a kernel says. */
#include "head.h"
#include <string.h>
#include "base/number.h"
#include "c_text.h"

enum { MOST_COLUMNS = 92, HANG = 11, LONGEST_REMARK = 72 };

/* A titled list, wrapped at the columns. */
struct fact {
    struct text *out;
    const char *title;
    int count;
    size_t line;                        /* where its line begins */
};

static void item(struct fact *f, const char *text)
{
    if (f->count++ == 0) {
        if (f->out->len)
            text_add(f->out, "\n");
        f->line = f->out->len;
        text_print(f->out, " *   %-9s%s", f->title, text);
        return;
    }
    text_add(f->out, ",");
    if (f->out->len - f->line + strlen(text) + 3 > MOST_COLUMNS) {
        text_add(f->out, "\n");
        f->line = f->out->len;
        text_print(f->out, " *%*s%s", HANG, "", text);
    } else {
        text_print(f->out, " %s", text);
    }
}

static void model(const struct program *p, struct fact *f)
{
    if (!p->has_dynamics && !p->eval) {
        item(f, "none: expressions of parameters");
        return;
    }
    item(f, p->e->model->name);
    item(f, arena_print(p->arena, "%d node%s", p->nodes, p->nodes == 1 ? "" : "s"));
}

static void states(const struct program *p, struct fact *f)
{
    for (int i = 0; (p->has_dynamics || p->eval) && i < p->e->model->state_count; i++)
        item(f, p->e->model->states[i].name);
}

/* Its text does not hang on any value. */
static void given(const struct program *p, struct fact *f)
{
    if (!p->eval)
        return;
    item(f, "states");
    item(f, "inputs");
    item(f, "parameters");
    item(f, "time");
}

static void data(const struct program *p, struct fact *f)
{
    for (int i = 0; !p->eval && i < p->e->quantity_count; i++)
        if (p->is_data[i])
            item(f, p->e->quantities[i].path);
}

static void swept(const struct program *p, struct fact *f)
{
    for (int i = 0; i < p->x->axis_count; i++)
        item(f, p->e->quantities[p->x->axes[i].quantity].path);
    if (p->x->trials > 0)
        item(f, "trials");
}

static void fixed(const struct program *p, struct fact *f)
{
    char number[32];
    for (int i = 0; !p->eval && i < p->e->quantity_count; i++) {
        const struct quantity *q = model_quantity(p->e, p->x, i);
        const struct term *formula = model_formula(p->e, p->x, i);
        if (formula && (!q->owner || q->owner == p->x))
            item(f, arena_print(p->arena, "%s = %s", q->path, term_text(p->arena, formula, LONGEST_REMARK)));
        if (model_axis(p->x, i) >= 0 || p->is_data[i] || q->values || q->sparse || formula || q->kind == QUANTITY_DT || (q->owner && q->owner != p->x))
            continue;
        int other = !scale_is_one(unit_inside(q->unit));
        item(f, arena_print(p->arena, "%s = %s%s%s", q->path, number_shortest(number, q->value, p->bytes == 4),
                            other ? " " : "", other ? q->unit : ""));
    }
}

static void solver(const struct program *p, struct fact *f)
{
    const struct simulate *s = &p->e->simulate;
    char number[32];
    if (!p->has_dynamics || p->eval)
        return;
    item(f, scheme_names[s->scheme]);
    if (!s->is_map)
        item(f, p->dt_axis >= 0 ? "dt swept"
            : arena_print(p->arena, "dt = %s %s", number_shortest(number, model_quantity(p->e, p->x, s->dt)->value, 0), s->unit));
    if (p->coupled)
        item(f, s->per_stage ? "coupling at every stage" : "coupling once a step");
}

static void noise(const struct program *p, struct fact *f)
{
    for (int i = 0; !p->eval && i < p->noise_count; i++) {
        const struct noise *z = &p->e->noises[i];
        for (int k = 0; k < z->state_count; k++)
            item(f, p->e->model->states[z->states[k]].name);
        item(f, model_noise_varies(p->x, z) || p->is_data[z->key] ? "every point its own" : "the same for all points");
    }
}

static void observed(const struct program *p, struct fact *f)
{
    for (int i = 0; i < p->result_count; i++)           /* what the kernel gives */
        item(f, p->results[i].name);
}

void head_facts(const struct program *p, struct text *out)
{
    static const struct { const char *title; void (*fill)(const struct program *p, struct fact *f); } all[] = {
        { "model", model }, { "states", states }, { "given", given }, { "swept", swept }, { "data", data }, { "fixed", fixed }, { "solver", solver },
        { "noise", noise }, { "observed", observed }
    };
    for (size_t i = 0; i < sizeof all/sizeof *all; i++) {
        struct fact f = { .out = out, .title = all[i].title };
        all[i].fill(p, &f);
    }
}

/* A comment ends where a text says so. */
static int fits_comment(const char *text, struct arena *a)
{
    return strlen(text) <= LONGEST_REMARK && !strchr(text, '?') && strcmp(c_remark(a, text), text) == 0;
}

/* What the kernel's number is in. */
static const char *inside_unit(const char *unit, struct arena *a)
{
    struct unit u;
    return unit_read(unit, &u) && !scale_is_one(u.scale) ? dimension_unit(u.dimension, a) : unit;
}

/* Whether the kernel has [k] where the model says [q]. */
static int is_value(const struct program *p, const struct quantity *q, double k)
{
    double inside = model_inside(q, q->value);
    return (p->bytes == 4 ? (double)(float)inside : inside) == k;
}

const char *head_remark(const void *program, const char *name, double k)
{
    const struct program *p = program;
    const struct quantity *found = NULL;
    for (int i = 0; i < p->e->quantity_count; i++) {
        if (strcmp(p->e->quantities[i].name, name) != 0)
            continue;
        const struct quantity *q = model_quantity(p->e, p->x, i);
        if (q->values || q->sparse || p->is_data[i] || (q->owner && q->owner != p->x) || !is_value(p, q, k))
            continue;
        if (found)
            return NULL;
        found = q;
    }
    if (!found || (!found->unit && !found->doc))
        return NULL;
    const char *unit = found->unit ? inside_unit(found->unit, p->arena) : "", *doc = found->doc ? found->doc : "";
    const char *text = arena_print(p->arena, "%s%s%s", unit, *unit && *doc ? ": " : "", doc);
    return fits_comment(text, p->arena) ? text : NULL;
}
