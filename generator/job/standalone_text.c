/* standalone_text.c -- see standalone_text.h. The whole: texts, names, explorations, main. */
#include "standalone_tables.h"
#include <string.h>

/* ---- texts ------------------------------------------------------------------------------ */

/* Those that would not fit into a member. */
static void take_texts(struct standalone_pen *p)
{
    const struct standalone *s = p->w->program;
    text_add(p->out, "/* ---- texts --------------------------------------------------------------------------- */\n\n");
    pen_take_text(p, "about", s->about);
    pen_take_text(p, "command", s->command);
    for (int i = 0; i < s->name_count; i++)
        pen_take_text(p, arena_print(p->arena, "%s_doc", s->names[i].path), s->names[i].doc);
    for (int i = 0; i < s->count; i++) {
        const struct standalone_exploration *x = &s->explorations[i];
        pen_take_text(p, arena_print(p->arena, "%sdoc", x->job.name), x->doc);
        for (int k = 0; k < x->job.space.count; k++)
            pen_take_text(p, arena_print(p->arena, "%s_doc", x->axes[k].path), x->axes[k].doc);
        for (int k = 0; k < x->job.result_count; k++)
            pen_take_text(p, arena_print(p->arena, "%s_doc", x->job.results[k].name), x->job.results[k].doc);
        for (int k = 0; k < x->job.series_count; k++)
            pen_take_text(p, arena_print(p->arena, "%s_doc", x->series[k].name), x->series[k].doc);
        for (int k = 0; k < x->job.attribute_count; k++)
            pen_take_text(p, arena_print(p->arena, "%s_text", x->attributes[k].name), x->attributes[k].value);
    }
}

/* ---- names ------------------------------------------------------------------------------ */

static const char *const kinds[] = {
    [STANDALONE_NUMBER] = "STANDALONE_NUMBER", [STANDALONE_POSITIVE] = "STANDALONE_POSITIVE",
    [STANDALONE_TIME] = "STANDALONE_TIME", [STANDALONE_TIME_STEP] = "STANDALONE_TIME_STEP",
    [STANDALONE_NOT_NEGATIVE] = "STANDALONE_NOT_NEGATIVE", [STANDALONE_KEY] = "STANDALONE_KEY",
    [STANDALONE_SETTING] = "STANDALONE_SETTING"
};

static void name_row(struct standalone_pen *p, const struct standalone_name *n)
{
    AS_KNOWN(struct standalone_name, 168);
    text_add(p->out, "    ");
    struct c_record r = c_open(p->arena, p->out, 4);
    c_member_string(&r, ".path", n->path);
    c_member_string(&r, ".name", n->name);
    c_member_string(&r, ".unit", n->unit);
    pen_member(p, &r, ".doc", n->doc);
    c_member_string(&r, ".only", n->only);
    c_member_number(&r, ".value", n->value);
    c_member_integer(&r, ".seed", n->seed);
    c_member_number(&r, ".lo", n->lo);
    c_member_number(&r, ".hi", n->hi);
    c_member_integer(&r, ".rank", n->rank);
    c_member(&r, ".shape", pen_shape(p, n->shape, n->rank));
    c_member_integer(&r, ".modes", n->modes);
    c_member(&r, ".scale", pen_scale(p, n->scale));
    c_member(&r, ".kind", kinds[n->kind]);
    c_member_string(&r, ".fixed", n->fixed);
    c_member_string(&r, ".no_axis", n->no_axis);
    c_close(&r);
    text_add(p->out, ",\n");
}

static const char *write_names(struct standalone_pen *p)
{
    const struct standalone *s = p->w->program;
    if (!s->name_count)
        return NULL;
    const char *name = names_take(&p->names, "names");
    text_print(p->out, "/* What has a value. */\nstatic const struct standalone_name %s[] = {\n", name);
    for (int i = 0; i < s->name_count; i++)
        name_row(p, &s->names[i]);
    text_add(p->out, "};\n\n");
    return name;
}

/* ---- explorations ------------------------------------------------------------------------- */

/* A record made in a text of its own. */
static const char *close_inner(struct standalone_pen *p, struct c_record *r)
{
    c_close(r);
    const char *copy = arena_copy(p->arena, text_string(r->out), r->out->len);
    text_free(r->out);
    return copy;
}

static const char *space_text(struct standalone_pen *p, const struct space *s)
{
    AS_KNOWN_TO(struct space, points, 48);
    struct text t = { 0 };
    struct c_record r = c_open(p->arena, &t, 12);
    c_member(&r, ".mode", s->mode == SPACE_ZIP ? "SPACE_ZIP" : "SPACE_PRODUCT");
    c_member_integer(&r, ".key", s->key);
    c_member_integer(&r, ".bytes", s->bytes);
    c_member_integer(&r, ".sorted", s->sorted);
    c_member_integer(&r, ".trials", s->trials);
    c_member_integer(&r, ".count", s->count);
    return close_inner(p, &r);
}

static void counted(struct c_record *r, const char *name, const char *table, const char *count_name, int count)
{
    c_member(r, name, table);
    if (table)
        c_member_integer(r, count_name, count);
}

static const char *sweep_text(struct standalone_pen *p, const struct sweep *s, const struct standalone_tables *t)
{
    STANDALONE_AS_KNOWN(offsetof(struct sweep, table) - offsetof(struct sweep, slots), 120, "struct sweep");
    struct text text = { 0 };
    struct c_record r = c_open(p->arena, &text, 12);
    c_member(&r, ".result_at", t->result_at);
    c_member(&r, ".slots", t->slots);
    c_member(&r, ".graph", t->graph);
    counted(&r, ".delays", t->delays, ".delay_count", s->delay_count);
    c_member_number(&r, ".dt", s->dt);
    c_member_integer(&r, ".dt_axis", s->dt_axis);
    c_member_number(&r, ".settle", s->settle);
    c_member_integer(&r, ".settle_once", s->settle_once);
    c_member_integer(&r, ".state", s->state);
    counted(&r, ".followers", t->followers, ".follower_count", s->follower_count);
    c_member_number(&r, ".duration", s->duration);
    c_member_number(&r, ".transient", s->transient);
    counted(&r, ".noises", t->noises, ".noise_count", s->noise_count);
    c_member_integer(&r, ".average", s->average);
    counted(&r, ".series", t->sweep_series, ".series_count", s->series_count);
    return close_inner(p, &r);
}

static const char *late_text(struct standalone_pen *p, const struct late *l, const struct standalone_tables *t)
{
    AS_KNOWN_TO(struct late, table, 32);
    if (!t->late && !l->series_count)
        return NULL;
    struct text text = { 0 };
    struct c_record r = c_open(p->arena, &text, 12);
    counted(&r, ".columns", t->late, ".column_count", l->column_count);
    c_member_integer(&r, ".series_count", l->series_count);
    return close_inner(p, &r);
}

static const char *job_text(struct standalone_pen *p, const struct job *j, const struct standalone_tables *t)
{
    struct text text = { 0 };
    struct c_record r = c_open(p->arena, &text, 8);
    c_member_string(&r, ".name", j->name);
    c_member(&r, ".space", space_text(p, &j->space));
    c_member(&r, ".sweep", sweep_text(p, &j->sweep, t));
    counted(&r, ".results", t->results, ".result_count", j->result_count);
    c_member_integer(&r, ".series_count", j->series_count);
    c_member(&r, ".late", late_text(p, &j->late, t));
    counted(&r, ".node_labels", t->labels, ".node_label_count", j->node_label_count);
    c_member_integer(&r, ".attribute_count", j->attribute_count);
    return close_inner(p, &r);
}

static const char *about_text(struct standalone_pen *p, const struct run_about *about)
{
    AS_KNOWN(struct run_about, 64);
    struct text text = { 0 };
    struct c_record r = c_open(p->arena, &text, 8);
    c_member_string(&r, ".scheme", about->scheme);
    c_member_string(&r, ".unit", about->unit);
    c_member_number(&r, ".duration", about->duration);
    c_member_number(&r, ".dt", about->dt);
    c_member_number(&r, ".transient", about->transient);
    c_member_integer(&r, ".steps", about->steps);
    c_member_integer(&r, ".nodes", about->nodes);
    c_member_integer(&r, ".is_map", about->is_map);
    c_member_integer(&r, ".single", about->single);
    return close_inner(p, &r);
}

static void exploration_row(struct standalone_pen *p, int i, const struct standalone_tables *t)
{
    const struct standalone_exploration *x = &p->w->program->explorations[i];
    text_add(p->out, "    ");
    struct c_record r = c_open(p->arena, p->out, 4);
    c_member(&r, ".job", job_text(p, &x->job, t));
    c_member(&r, ".axes", t->axes);
    c_member(&r, ".series", t->series);
    c_member(&r, ".late_series", t->late_series);
    c_member(&r, ".attributes", t->attributes);
    c_member(&r, ".kernel", arena_print(p->arena, "&%s", p->w->extents[i].kernel));
    counted(&r, ".uses", t->uses, ".use_count", x->use_count);
    pen_member(p, &r, ".doc", x->doc);
    c_member(&r, ".about", about_text(p, &x->about));
    c_close(&r);
    text_add(p->out, ",\n");
}

static void title(struct standalone_pen *p, const struct standalone_exploration *x)
{
    text_print(p->out, "/* ---- %s ", c_remark(p->arena, x->job.name));
    for (size_t n = strlen(x->job.name); n < 60; n++)
        text_add(p->out, "-");
    text_add(p->out, " */\n\n");
}

static const char *write_explorations(struct standalone_pen *p)
{
    STANDALONE_AS_KNOWN(sizeof(struct standalone_exploration) - sizeof(struct job), 128, "struct standalone_exploration");
    const struct standalone *s = p->w->program;
    struct standalone_tables *tables = ARENA_ARRAY(p->arena, struct standalone_tables, s->count);
    for (int i = 0; i < s->count; i++) {
        title(p, &s->explorations[i]);
        if (p->w->extents[i].is_apart)
            text_print(p->out, "extern const struct kernel %s;\n\n", p->w->extents[i].kernel);
        p->prefix = arena_print(p->arena, "%s_", s->explorations[i].job.name);
        standalone_tables(p, i, &tables[i]);
        standalone_columns(p, i, &tables[i]);
    }
    const char *name = names_take(&p->names, "explorations");
    text_print(p->out, "/* ---- the program ----------------------------------------------------------------- */\n\n"
               "static const struct standalone_exploration %s[] = {\n", name);
    for (int i = 0; i < s->count; i++)
        exploration_row(p, i, &tables[i]);
    text_add(p->out, "};\n\n");
    return name;
}

/* ---- the program --------------------------------------------------------------------------- */

static const char *formats_text(int formats, struct arena *a)
{
    static const struct { int bit; const char *name; } all[] = {
        { FORMAT_CSV, "FORMAT_CSV" }, { FORMAT_NETCDF, "FORMAT_NETCDF" }, { FORMAT_NPY, "FORMAT_NPY" }, { FORMAT_LONG_TEXT, "FORMAT_LONG_TEXT" }
    };
    const char *text = NULL;
    for (size_t i = 0; i < sizeof all/sizeof *all; i++)
        if (formats & all[i].bit)
            text = text ? arena_print(a, "%s | %s", text, all[i].name) : all[i].name;
    return text;
}

static const char *write_program(struct standalone_pen *p, const char *explorations, const char *names)
{
    AS_KNOWN(struct standalone, 136);
    const struct standalone *s = p->w->program;
    const char *name = names_take(&p->names, "program");
    text_print(p->out, "static const struct standalone %s = ", name);
    struct c_record r = c_open(p->arena, p->out, 0);
    c_member_string(&r, ".title", s->title);
    pen_member(p, &r, ".about", s->about);
    c_member_string(&r, ".file", s->file);
    c_member_string(&r, ".stem", s->stem);
    c_member_string(&r, ".version", s->version);
    pen_member(p, &r, ".command", s->command);
    c_member(&r, ".compiler", p->w->compiler ? p->w->compiler : c_string(p->arena, s->compiler, 0));
    c_member_string(&r, ".run_id", s->run_id);
    c_member(&r, ".explorations", explorations);
    c_member_integer(&r, ".count", s->count);
    counted(&r, ".names", names, ".name_count", s->name_count);
    c_member(&r, ".file_kinds", p->w->file_kinds);
    c_member_string(&r, ".needs", s->needs);
    c_member(&r, ".formats", formats_text(s->formats, p->arena));
    c_member_string(&r, ".no_netcdf", s->no_netcdf);
    c_member(&r, ".parts", p->w->parts ? arena_print(p->arena, "&%s", p->w->parts) : NULL);
    c_close(&r);
    text_add(p->out, ";\n\n");
    return name;
}

static void write_main(struct standalone_pen *p, const char *program)
{
    const char *join = p->joined_count ? names_take(&p->names, "join") : NULL;
    if (join)
        text_print(p->out, "/* A text from its parts, each as long as a string may be. */\n"
                   "static void %s(char *to, const char *const *parts)\n{\n"
                   "    for (; *parts; parts++)\n        for (const char *c = *parts; *c; c++)\n            *to++ = *c;\n"
                   "    *to = 0;\n}\n\n", join);
    text_add(p->out, "int main(int argc, char **argv)\n{\n");
    for (int i = 0; i < p->joined_count; i++)
        text_print(p->out, "    %s(%s);\n", join, p->joined[i]);
    text_print(p->out, "    return standalone_main(&%s, argc, argv);\n}\n", program);
}

static void reserve(struct standalone_pen *p)
{
    names_open(&p->names, p->arena);
    for (int i = 0; p->w->beside && p->w->beside[i]; i++)
        names_reserve_text(&p->names, p->w->beside[i], strlen(p->w->beside[i]));
    names_reserve(&p->names, "main");
    for (int i = 0; i < p->w->program->count; i++)
        names_reserve(&p->names, p->w->extents[i].kernel);
}

void standalone_text(const struct standalone_writing *w, struct text *out)
{
    struct standalone_pen p = { .w = w, .arena = w->arena, .out = out };
    reserve(&p);
    take_texts(&p);
    const char *names = write_names(&p);
    const char *explorations = write_explorations(&p);
    write_main(&p, write_program(&p, explorations, names));
}

double standalone_text_bytes(const struct standalone_writing *w)
{
    double bytes = 0;
    for (int i = 0; i < w->program->count; i++) {
        const struct standalone_exploration *x = &w->program->explorations[i];
        bytes += (double)w->extents[i].fixed*x->job.space.bytes;
        for (int k = 0; w->extents[i].given && k < x->job.sweep.noise_count; k++)
            bytes += (double)w->extents[i].given[k]*sizeof(double);
        for (int k = 0; k < x->job.space.count; k++)
            bytes += x->axes[k].values ? (double)x->axes[k].n*(double)axis_elements(&x->axes[k])*sizeof(double) : 0;
    }
    return bytes;
}
