/* provenance.c -- where a result comes from, as attributes of its table. */
#include "provenance.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include "data/data.h"
#include "base/shell.h"
#include "base/version.h"
#include "base/number.h"
#include "base/text.h"
#include "base/utf8.h"

enum { ATTRIBUTES = 20, LISTED = 64 };       /* longer arrays are only counted */

/* Readers of attributes take UTF-8 only, file names may be anything. */
static const char *as_text(const char *s, struct arena *a)
{
    const char *end = s + strlen(s);
    char *copy = arena_copy(a, s, (size_t)(end - s)), *to = copy;
    while (s < end) {
        int n = utf8_length(s, end);
        *to++ = n ? *s : '?';
        for (s++; --n > 0; s++)
            *to++ = *s;
    }
    return copy;
}

/* ---- files ---- */

/* A file of data, without the name of what is in it. */
static const char *file_of(const struct input *in, struct arena *a)
{
    const char *path = in->place ? in->place : in->path;
    return arena_copy(a, path, data_path_length(path));
}

/* The texts behind the experiment's own. */
static void add_used(struct text *out, const struct experiment *e, struct arena *a)
{
    for (int i = 1; i < e->input_count; i++) {
        const struct source *src = e->inputs[i].src;
        if (!src)
            continue;
        text_print(out, "%s, %d bytes\n", as_text(e->inputs[i].name, a), src->len);
        text_bytes(out, src->text, (size_t)src->len);
        text_add(out, "\n");
    }
}

/* Data may lie anywhere, and where is no matter of the folder one works in. */
static void add_place(struct text *out, const struct input *in, const struct checksum *sum, struct arena *a)
{
    const char *file = file_of(in, a);
    char whole[PATH_MAX];
    const char *place = !in->place && realpath(file, whole) ? whole : file;
    text_print(out, "%s, %lld bytes, hash %s, read as %s\n", as_text(place, a), sum->bytes, sum->hash,
               as_text(in->path, a));
}

static int sum_input(const struct input *in, struct arena *a, struct checksum *out, struct fail *f)
{
    if (!in->src)
        return checksum_file(file_of(in, a), out, f);
    *out = checksum_of(in->src->text, (size_t)in->src->len);
    return 0;
}

/* ---- the id of a run ---- */

static void add_values(struct text *all, const double *values, long n)
{
    if (values)
        text_bytes(all, (const char *)values, (size_t)n*sizeof *values);
}

/* The printed model shortens arrays. */
static void add_arrays(struct text *all, const struct experiment *e)
{
    for (int i = 0; i < e->quantity_count; i++) {
        const struct matrix *sparse = e->quantities[i].sparse;
        add_values(all, e->quantities[i].values, e->quantities[i].value_count);
        if (sparse) {
            text_bytes(all, (const char *)sparse->source, (size_t)sparse->row[e->nodes]*sizeof *sparse->source);
            add_values(all, sparse->values, sparse->row[e->nodes]);
        }
    }
    for (int i = 0; i < e->exploration_count; i++)
        for (int k = 0; k < e->explorations[i].axis_count; k++) {
            const struct axis *x = &e->explorations[i].axes[k].axis;
            add_values(all, x->values, x->n*axis_elements(x));
        }
}

static const char *keep(struct text *t, struct arena *a)
{
    const char *copy = arena_copy(a, text_string(t), t->len);
    text_free(t);
    return copy;
}

int provenance_open(struct provenance *p, const char *command, const struct experiment *e,
                    const struct space *part, struct arena *a, struct fail *f)
{
    struct text all = { 0 }, files = { 0 }, used = { 0 }, data = { 0 };
    int status = 0;
    text_add(&all, "massc " MASSC_VERSION "\n");
    for (int i = 0; i < e->input_count && status == 0; i++) {
        struct checksum sum;
        status = sum_input(&e->inputs[i], a, &sum, f);
        if (status == 0) {
            text_print(&files, "%s, %lld bytes, hash %s\n", as_text(e->inputs[i].name, a), sum.bytes,
                       sum.hash);
            text_print(&all, "%lld %s\n", sum.bytes, sum.hash);
            if (!e->inputs[i].src)
                add_place(&data, &e->inputs[i], &sum, a);
        }
    }
    add_used(&used, e, a);
    model_print(e, &all);
    add_arrays(&all, e);
    if (part && part->part)
        text_print(&all, "rows %ld %ld %ld\n", part->first, part->stride, part->points);
    *p = (struct provenance){
        .command = command ? as_text(command, a) : NULL, .files = keep(&files, a), .used = keep(&used, a),
        .data = keep(&data, a), .run_id = arena_print(a, "%s", checksum_of(text_string(&all), all.len).hash),
    };
    text_free(&all);
    return status;
}

const char *provenance_options(const struct job_options *o, const char *const *chosen, struct arena *a)
{
    struct text out = { 0 };
    struct job_options copy = *o;
    struct option_table kept = job_option_table(JOB_QUESTION | JOB_FORM, &copy);
    option_write(&kept, &out);
    for (int i = 0; o->records && o->records[0] && chosen && chosen[i]; i++) {
        shell_add(&out, chosen[i]);
        text_add(&out, "\n");
    }
    return keep(&out, a);
}

/* ---- attributes ---- */

static void add_array(struct text *out, const double *values, long n, int row, int single)
{
    char number[32];
    if (n > LISTED) {
        text_print(out, "%ld values", n);
        return;
    }
    for (long i = 0; i < n; i++)
        text_print(out, "%s%s", model_comma(row, (int)i), number_shortest(number, values[i], single));
    text_add(out, model_close(row));
}

/* [moved]: by an axis, and then what it follows from is said and no value. */
static void add_quantity(struct text *out, const struct experiment *e, const struct quantity *q, int moved)
{
    char number[32];
    text_print(out, "%s = ", q->path);
    if (moved)
        term_print(q->formula, out);
    else if (q->sparse)
        text_print(out, "%d edges", q->sparse->row[e->nodes]);
    else if (q->values)
        add_array(out, q->values, q->value_count, model_row(q), e->single);
    else if (q->kind == QUANTITY_NOISE_KEY)
        text_print(out, "%lld", (long long)q->seed);
    else
        text_add(out, number_shortest(number, q->value, e->single));
    if (q->unit)
        text_print(out, " [%s]", q->unit);
    text_add(out, "\n");
}

/* A key of noise that is not drawn. */
static int is_key_unused(const struct experiment *e, const struct quantity *q, int index)
{
    for (int i = 0; q->kind == QUANTITY_NOISE_KEY && i < e->noise_count; i++)
        if (e->noises[i].key == index)
            return e->noises[i].draws.values != NULL;
    return 0;
}

static const char *parameters(const struct experiment *e, const struct exploration *x,
                              struct arena *a)
{
    struct text out = { 0 };
    for (int i = 0; i < e->quantity_count; i++) {
        const struct quantity *q = model_quantity(e, x, i);
        int unused = is_key_unused(e, q, i) || q->is_hidden;
        if ((!q->owner || q->owner == x) && model_axis(x, i) < 0 && !unused)
            add_quantity(&out, e, q, model_is_moved(x, i));
    }
    const char *copy = arena_copy(a, text_string(&out), out.len);
    text_free(&out);
    return copy;
}

/* A recorded noise by name, shape and content. */
static const char *recorded(const struct data *v, const char *file, struct arena *a)
{
    size_t n = sizeof *v->values;
    for (int i = 0; i < v->rank; i++)
        n *= (size_t)v->shape[i];
    return arena_print(a, "%s, %s, hash %s", file, arena_join(a, v->shape, v->rank, " x "),
                       checksum_of(v->values, n).hash);
}

/* Terms that are recorded, and those that Ito and Stratonovich see in their own ways; one a line. */
static const char *noise(const struct experiment *e, struct arena *a)
{
    const char *all = "";
    for (int i = 0; i < e->noise_count; i++) {
        const struct noise *z = &e->noises[i];
        const char *sense = z->form == NOISE_ADDITIVE || z->tau >= 0 ? NULL : z->is_stratonovich ? "Stratonovich" : "Ito";
        const char *file = z->draws.values ? recorded(&z->draws, z->draws_file, a) : NULL;
        if (file || sense)
            all = arena_print(a, "%s%s%s%s%s%s%s", all, *all ? "\n" : "", z->name ? z->name : "", z->name ? ": " : "", file ? file : "",
                              file && sense ? ", " : "", sense ? sense : "");
    }
    return all;
}

static const char *source_hash(const struct experiment *e, struct arena *a)
{
    return arena_print(a, "%s", checksum_of(e->src->text, (size_t)e->src->len).hash);
}

static void add(struct job *job, const char *name, const char *value)
{
    if (job->attribute_count == ATTRIBUTES)
        BUG("more attributes than there is room for");
    job->attributes[job->attribute_count++] = (struct attribute){ name, value };
}

void provenance_add(const struct provenance *p, const struct experiment *e,
                    const struct exploration *x, struct job *job)
{
    struct arena *a = job->arena;
    job->attributes = ARENA_ARRAY(a, struct attribute, ATTRIBUTES);
    job->attribute_count = 0;
    add(job, "run_id", p->run_id);
    add(job, "massc_version", MASSC_VERSION);
    if (p->command)
        add(job, "command", p->command);
    add(job, "source", e->src->text);
    add(job, "source_hash", source_hash(e, a));
    add(job, "files", p->files);
    if (*p->used)
        add(job, "used", p->used);
    if (*p->data)
        add(job, "data", p->data);
    if (p->space)
        add(job, "space", p->space);
    else
        add(job, "options", p->options ? p->options : "");
    add(job, "exploration", x->name);
    if (job->title && !job->shard.count)
        add(job, "point", arena_print(a, "%ld", job->rows.first));
    add(job, "key", arena_print(a, "%lld", (long long)x->key));
    add(job, JOB_ENGINE, NULL);
    add(job, "precision", e->single ? "single" : "double");
    add(job, "parameters", parameters(e, x, a));
    const char *noises = noise(e, a);
    if (*noises)
        add(job, "noise", noises);
}
