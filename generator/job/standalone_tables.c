/* standalone_tables.c -- the tables of one exploration, each below what it points to. */
#include "standalone_tables.h"
#include <string.h>

/* ---- axes ----------------------------------------------------------------------------- */

static const char *const forms[] = {
    [AXIS_GRID] = "AXIS_GRID", [AXIS_LOG_GRID] = "AXIS_LOG_GRID", [AXIS_RANGE] = "AXIS_RANGE", [AXIS_LIST] = "AXIS_LIST",
    [AXIS_UNIFORM] = "AXIS_UNIFORM", [AXIS_SOBOL] = "AXIS_SOBOL", [AXIS_LATIN] = "AXIS_LATIN", [AXIS_LAW] = "AXIS_LAW", [AXIS_KEYS] = "AXIS_KEYS"
};

static const char *const laws[] = {
#define LAW(id, name, params, draw, example, text) [DIST_##id] = "DIST_" #id,
#include "space/law.def"
#undef LAW
};

/* Parameters of a law that are a list, under a name; NULL: they are not. */
static const char *law_list(struct standalone_pen *p, const struct random_law *law, const char *of)
{
    if (!random_many(law))
        return NULL;
    const char *name = pen_name_of(p, of, "law");
    c_doubles(name, law->many, random_many(law), p->out);
    return name;
}

static const char *law_text(struct standalone_pen *p, const struct random_law *law, const char *many)
{
    AS_KNOWN(struct random_law, 56);
    struct text t = { 0 }, a = { 0 };
    struct c_record r = c_open(p->arena, &t, 8);
    c_member(&r, ".kind", laws[law->kind]);
    for (int i = 0; !many && i < law->count; i++)
        text_print(&a, "%s%s", i ? ", " : "{ ", c_number(p->arena, law->a[i], 0));
    if (a.len)
        c_member(&r, ".a", arena_print(p->arena, "%s }", text_string(&a)));
    c_member(&r, ".many", many);
    c_member_integer(&r, ".count", law->count);
    c_close(&r);
    const char *copy = arena_copy(p->arena, text_string(&t), t.len);
    text_free(&t);
    text_free(&a);
    return copy;
}

static int is_law(const struct axis *a)
{
    return a->kind == AXIS_LAW;
}

static long value_count(const struct axis *a)
{
    return !a->values ? 0 : a->kind == AXIS_KEYS ? a->n : a->n*axis_elements(a);
}

struct axis_lists { const char *values, *names, *law; };

static struct axis_lists axis_lists(struct standalone_pen *p, const struct axis *a)
{
    struct axis_lists l = { NULL, NULL, NULL };
    const char *of = a->label ? a->label : a->path;
    long count = value_count(a);
    if (count)
        c_doubles(l.values = pen_name_of(p, of, "values"), a->values, count, p->out);
    if (a->names)
        l.names = pen_texts(p, pen_name_of(p, of, "names"), a->names, -1);
    if (is_law(a))
        l.law = law_list(p, &a->law, of);
    if (l.values || l.names || l.law)
        text_add(p->out, "\n");
    return l;
}

/* lo_text and hi_text say the numbers exactly; where they are what the number is written as they say no more. */
static void bound(struct c_record *r, const char *name, const char *text_name, double x, const char *text)
{
    c_member_number(r, name, x);
    if (text && strcmp(text, c_number(r->arena, x, 0)) != 0)
        c_member_string(r, text_name, text);
}

static void axis_row(struct standalone_pen *p, const struct axis *a, struct axis_lists lists)
{
    AS_KNOWN_TO(struct axis, draw, 280);
    struct c_record r = pen_row(p);
    c_member_string(&r, ".path", a->path);
    c_member_string(&r, ".label", a->label);
    c_member_string(&r, ".unit", a->unit);
    pen_member(p, &r, ".doc", a->doc);
    c_member(&r, ".scale", pen_scale(p, a->scale));
    c_member(&r, ".kind", forms[a->kind]);
    bound(&r, ".lo", ".lo_text", a->lo, a->lo_text);
    bound(&r, ".hi", ".hi_text", a->hi, a->hi_text);
    c_member_number(&r, ".step", a->step);
    c_member_integer(&r, ".is_time", a->is_time);
    c_member_integer(&r, ".n", a->n);
    c_member(&r, ".law", is_law(a) ? law_text(p, &a->law, lists.law) : NULL);
    c_member(&r, ".values", lists.values);
    c_member_integer(&r, ".has_seed", a->has_seed);
    c_member_integer(&r, ".seed", a->seed);
    c_member_integer(&r, ".rank", a->rank);
    c_member(&r, ".shape", pen_shape(p, a->shape, a->rank));
    c_member_integer(&r, ".broadcast", a->broadcast);
    c_member_integer(&r, ".own_key", a->own_key);
    c_member_integer(&r, ".key", a->key);
    c_member_string(&r, ".group", a->group);
    c_member(&r, ".names", lists.names);
    c_member_integer(&r, ".is_carried", a->is_carried);
    c_member_integer(&r, ".is_way", a->is_way);
    pen_row_end(&r);
}

static const char *axes(struct standalone_pen *p, const struct axis *list, int count)
{
    if (!count)
        return NULL;
    struct axis_lists *lists = ARENA_ARRAY(p->arena, struct axis_lists, count);
    for (int i = 0; i < count; i++)
        lists[i] = axis_lists(p, &list[i]);
    const char *name = pen_open(p, "What is swept; the last varies fastest.", "struct axis", "axes");
    for (int i = 0; i < count; i++)
        axis_row(p, &list[i], lists[i]);
    pen_close(p);
    return name;
}

/* ---- what the kernel is given -------------------------------------------------------------- */

static const char *key_text(struct standalone_pen *p, struct random_key key)
{
    return arena_print(p->arena, "{ 0x%08x, 0x%08x }", key.hi, key.lo);
}

/* A law that slots share. */
static const char *slot_law(struct standalone_pen *p, const struct random_law *law)
{
    if (!law || pen_known(p, law))
        return pen_known(p, law);
    const char *many = law_list(p, law, "draws");
    const char *name = pen_name(p, "drawn");
    text_print(p->out, "static const struct random_law %s[] = { %s };\n", name, law_text(p, law, many));
    return pen_know(p, law, name);
}

/* What a slot is, by the names that fill it. */
static const char *slot_remark(const struct standalone_pen *p, const struct standalone_exploration *x, long slot)
{
    for (int i = 0; i < x->use_count; i++)
        if (x->uses[i].role == STANDALONE_SLOTS && slot == x->uses[i].at)
            return c_remark(p->arena, p->w->program->names[x->uses[i].name].path);
    return NULL;
}

static void slot_row(struct standalone_pen *p, const struct sweep_slot *s, const char *remark)
{
    AS_KNOWN(struct sweep_slot, 80);
    struct c_record r = pen_row(p);
    c_member(&r, ".axis", arena_print(p->arena, "%d", s->axis));
    c_member_integer(&r, ".element", s->element);
    c_member(&r, ".law", pen_known(p, s->law));
    c_member(&r, ".key", s->law ? key_text(p, s->key) : NULL);
    c_member_integer(&r, ".stream", s->stream);
    c_member_integer(&r, ".per_trial", s->per_trial);
    c_member(&r, ".scale", pen_scale(p, s->scale));
    c_member_number(&r, ".plain", s->plain);
    c_member(&r, ".reader", s->reader == READ_AT_END ? "READ_AT_END" : s->reader == READ_BY_OBSERVERS ? "READ_BY_OBSERVERS" : NULL);
    c_close(&r);
    text_print(p->out, remark ? ", /* %s */\n" : ",\n", remark);
}

static const char *slots(struct standalone_pen *p, const struct standalone_exploration *x, long count)
{
    const struct sweep_slot *s = x->job.sweep.slots;
    if (!count)
        return NULL;
    for (long i = 0; i < count; i++)
        slot_law(p, s[i].law);
    const char *name = pen_open(p, "The numbers of a point, and where each comes from.", "struct sweep_slot", "slots");
    for (long i = 0; i < count; i++)
        slot_row(p, &s[i], slot_remark(p, x, i));
    pen_close(p);
    return name;
}

static const char *graph(struct standalone_pen *p, const struct job *j, long count)
{
    if (!j->sweep.graph || !count)
        return NULL;
    const char *name = pen_name(p, "fixed");
    text_add(p->out, "/* Numbers that all points share, in the order of the kernel's buffers. */\n");
    if (j->space.bytes == 4)
        c_floats(name, j->sweep.graph, count, p->out);
    else
        c_doubles(name, j->sweep.graph, count, p->out);
    text_add(p->out, "\n");
    return name;
}

static const char *delays(struct standalone_pen *p, const struct sweep *s)
{
    AS_KNOWN(struct sweep_delay, 48);
    if (!s->delay_count)
        return NULL;
    const char *name = pen_open(p, "How far the kernel looks back.", "struct sweep_delay", "delays");
    for (int i = 0; i < s->delay_count; i++) {
        const struct sweep_delay *d = &s->delays[i];
        struct c_record r = pen_row(p);
        c_member_string(&r, ".name", d->name);
        c_member_number(&r, ".times", d->times);
        c_member_integer(&r, ".axis", d->axis);
        c_member_number(&r, ".speed", d->speed);
        c_member_integer(&r, ".speed_axis", d->speed_axis);
        c_member_number(&r, ".most", d->most);
        pen_row_end(&r);
    }
    pen_close(p);
    return name;
}

static const char *noises(struct standalone_pen *p, const struct sweep *s, const long *given)
{
    AS_KNOWN(struct sweep_noise, 32);
    if (!s->noise_count)
        return NULL;
    const char **lists = ARENA_ARRAY(p->arena, const char *, s->noise_count);
    for (int i = 0; i < s->noise_count; i++)
        if (s->noises[i].given && given && given[i])
            c_doubles(lists[i] = pen_name(p, "normals"), s->noises[i].given, given[i], p->out);
    const char *name = pen_open(p, "The terms of the noise, and the keys of their streams.", "struct sweep_noise", "noises");
    for (int i = 0; i < s->noise_count; i++) {
        struct c_record r = pen_row(p);
        c_member_integer(&r, ".seed", s->noises[i].seed);
        c_member_integer(&r, ".axis", s->noises[i].axis);
        c_member(&r, ".given", lists[i]);
        c_member_integer(&r, ".given_count", s->noises[i].given_count);
        pen_row_end(&r);
    }
    pen_close(p);
    return name;
}

/* ---- the rest ------------------------------------------------------------------------------ */

static const char *labels(struct standalone_pen *p, const struct job *j)
{
    if (!j->node_labels || !j->node_label_count)
        return NULL;
    text_add(p->out, "/* The nodes. */\n");
    const char *name = pen_texts(p, pen_name(p, "nodes"), j->node_labels, j->node_label_count);
    text_add(p->out, "\n");
    return name;
}

static const char *attributes(struct standalone_pen *p, const struct standalone_exploration *x)
{
    AS_KNOWN(struct attribute, 16);
    int count = x->job.attribute_count;
    if (!count)
        return NULL;
    const char *name = pen_open(p, "Where its results come from.", "struct attribute", "attributes");
    for (int i = 0; i < count; i++) {
        struct c_record r = pen_row(p);
        c_member_string(&r, ".name", x->attributes[i].name);
        pen_member(p, &r, ".value", x->attributes[i].value);
        pen_row_end(&r);
    }
    pen_close(p);
    return name;
}

static const char *const roles[] = {
    [STANDALONE_SLOTS] = "STANDALONE_SLOTS", [STANDALONE_NOISE] = "STANDALONE_NOISE", [STANDALONE_STEP] = "STANDALONE_STEP",
    [STANDALONE_DELAY] = "STANDALONE_DELAY", [STANDALONE_SPEED] = "STANDALONE_SPEED",
    [STANDALONE_COMPILED] = "STANDALONE_COMPILED"
};

static const char *uses(struct standalone_pen *p, const struct standalone_exploration *x)
{
    AS_KNOWN(struct standalone_use, 16);
    if (!x->use_count)
        return NULL;
    const char *name = pen_open(p, "Where the values of names go: rows of the table of names, and of those above.",
                                  "struct standalone_use", "uses");
    for (int i = 0; i < x->use_count; i++) {
        struct c_record r = pen_row(p);
        c_member(&r, ".name", arena_print(p->arena, "%d", x->uses[i].name));
        c_member(&r, ".role", roles[x->uses[i].role]);
        c_member_integer(&r, ".at", x->uses[i].at);
        c_member_integer(&r, ".count", x->uses[i].count);
        c_close(&r);
        text_print(p->out, ", /* %s */\n", c_remark(p->arena, p->w->program->names[x->uses[i].name].path));
    }
    pen_close(p);
    return name;
}

void standalone_tables(struct standalone_pen *p, int i, struct standalone_tables *out)
{
    const struct standalone_exploration *x = &p->w->program->explorations[i];
    const struct standalone_extent *e = &p->w->extents[i];
    const struct job *j = &x->job;
    out->axes = axes(p, x->axes, j->space.count);
    out->slots = slots(p, x, e->slots);
    out->graph = graph(p, j, e->fixed);
    out->delays = delays(p, &j->sweep);
    out->noises = noises(p, &j->sweep, e->given);
    out->labels = labels(p, j);
    out->attributes = attributes(p, x);
    out->uses = uses(p, x);
}
