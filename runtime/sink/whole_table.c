/* whole_table.c -- see whole_table.h. */
#include "whole_table.h"
#include <string.h>
#include "base/json.h"
#include "base/number.h"

/* ---- writing ---- */

static void put_text(FILE *out, const char *name, const char *text)
{
    if (!text)
        return;
    fprintf(out, ", \"%s\": ", name);
    json_string(out, text);
}

static void put_number(FILE *out, const char *name, long n)
{
    if (n != 0)
        fprintf(out, ", \"%s\": %ld", name, n);
}

static void put_real(FILE *out, const char *name, double x)
{
    char text[NUMBER_SHORTEST];
    if (x != 0)
        fprintf(out, ", \"%s\": %s", name, number_shortest(text, x, 0));
}

/* An entry that is NULL is null. */
static void put_list(FILE *out, const char *name, const char *const *list, long count)
{
    if (!list)
        return;
    fprintf(out, ", \"%s\": [", name);
    for (long i = 0; i < count; i++) {
        fputs(i ? ", " : "", out);
        if (list[i])
            json_string(out, list[i]);
        else
            fputs("null", out);
    }
    fputs("]", out);
}

static long length(const char *const *names)
{
    long n = 0;
    while (names && names[n])
        n++;
    return n;
}

static void put_column(FILE *out, const struct column *c)
{
    fputs("{ \"name\": ", out);
    json_string(out, c->name);
    put_text(out, "unit", c->unit);
    put_text(out, "doc", c->doc);
    put_text(out, "drawn", c->drawn);
    put_number(out, "kind", c->kind);
    put_number(out, "integer", c->integer);
    put_number(out, "key", c->key);
    put_list(out, "names", c->names, length(c->names));
    fputs(c->rank ? ", \"shape\": [" : "", out);
    for (int d = 0; d < c->rank; d++)
        fprintf(out, "%s%ld", d ? ", " : "", c->shape[d]);
    fputs(c->rank ? "]" : "", out);
    put_number(out, "over_nodes", c->over_nodes);
    put_number(out, "over_modes", c->over_modes);
    put_number(out, "dim", c->dim);
    put_number(out, "made", c->made != NULL);
    fputs(" }", out);
}

static void put_series(FILE *out, const struct series *s)
{
    fputs("{ \"name\": ", out);
    json_string(out, s->name);
    put_text(out, "doc", s->doc);
    put_text(out, "unit", s->unit);
    put_list(out, "states", s->states, s->state_count);
    put_list(out, "units", s->units, s->state_count);
    put_list(out, "docs", s->docs, s->state_count);
    put_number(out, "nodes", s->nodes);
    put_number(out, "modes", s->modes);
    put_number(out, "samples", s->samples);
    put_number(out, "has_time", s->has_time);
    put_real(out, "first", s->first);
    put_real(out, "every", s->every);
    put_text(out, "time_unit", s->time_unit);
    put_number(out, "made", s->made != NULL);
    fputs(" }", out);
}

void whole_describe(FILE *out, const struct table *piece)
{
    const struct table *t = piece->whole;
    fputs(",\n  \"whole\": { \"name\": ", out);
    json_string(out, t->name);
    fprintf(out, ", \"shard\": %ld, \"shards\": %ld, \"first\": %ld, \"rows\": %ld", piece->shard, piece->shards, piece->first, t->rows);
    put_number(out, "single", t->single);
    put_number(out, "formats", piece->formats);
    put_number(out, "compress", piece->compress);
    put_number(out, "trials", t->trials);
    put_number(out, "runs", t->runs);
    fputs(",\n    \"dims\": [", out);
    for (int d = 0; d < t->dim_count; d++) {
        fputs(d ? ", { \"name\": " : "{ \"name\": ", out);
        json_string(out, t->dims[d].name);
        fprintf(out, ", \"size\": %ld }", t->dims[d].size);
    }
    fputs("]", out);
    put_list(out, "node_labels", t->node_labels, t->node_label_count);
    fputs(",\n    \"columns\": [", out);
    for (int i = 0; i < t->column_count; i++) {
        fputs(i ? ",\n      " : "\n      ", out);
        put_column(out, &t->columns[i]);
    }
    fputs("]", out);
    fputs(",\n    \"series\": [", out);
    for (int i = 0; i < t->series_count; i++) {
        fputs(i ? ",\n      " : "\n      ", out);
        put_series(out, &t->series[i]);
    }
    fputs("] }", out);
}

/* ---- reading ---- */

struct whole_reader {
    struct arena *arena;
    int wrong;                  /* something is not what whole_describe writes */
};

static const char *text_of(struct whole_reader *r, const struct json *from, const char *name, int must)
{
    const struct json *x = json_member(from, name);
    r->wrong |= x ? x->kind != JSON_STRING : must;
    return x && x->kind == JSON_STRING ? x->text : NULL;
}

static double real_of(struct whole_reader *r, const struct json *from, const char *name)
{
    const struct json *x = json_member(from, name);
    r->wrong |= x && x->kind != JSON_NUMBER;
    return x && x->kind == JSON_NUMBER ? x->number : 0;
}

/* Not below 0, and exact. */
static long number_of(struct whole_reader *r, const struct json *from, const char *name)
{
    double x = real_of(r, from, name);
    int good = x >= 0 && x <= 1L << 53 && x == (double)(long)x;
    r->wrong |= !good;
    return good ? (long)x : 0;
}

static int flag_of(struct whole_reader *r, const struct json *from, const char *name)
{
    return number_of(r, from, name) != 0;
}

static const struct json *list_of(struct whole_reader *r, const struct json *from, const char *name, int must, int *count)
{
    const struct json *x = json_member(from, name);
    r->wrong |= x ? x->kind != JSON_LIST : must;
    *count = x && x->kind == JSON_LIST ? x->count : 0;
    return *count ? x->first : NULL;
}

/* NULL behind the last; NULL: there is no such list. */
static const char *const *texts_of(struct whole_reader *r, const struct json *from, const char *name, int *count)
{
    const struct json *x = list_of(r, from, name, 0, count);
    const char **out = json_member(from, name) ? ARENA_ARRAY(r->arena, const char *, *count + 1) : NULL;
    for (int i = 0; x; x = x->next, i++) {
        r->wrong |= x->kind != JSON_STRING && x->kind != JSON_NULL;
        out[i] = x->kind == JSON_STRING ? x->text : NULL;
    }
    return out;
}

/* Stands for what is made of trials: how is not known here. */
static const struct trials_value *made_of(struct whole_reader *r, const struct json *from)
{
    static const struct trials_value somehow = { .leaf_count = 0 };
    return flag_of(r, from, "made") ? &somehow : NULL;
}

static void read_column(struct whole_reader *r, const struct json *from, const struct table *t, struct column *c)
{
    int count;
    *c = (struct column){
        .name = text_of(r, from, "name", 1), .unit = text_of(r, from, "unit", 0), .doc = text_of(r, from, "doc", 0),
        .drawn = text_of(r, from, "drawn", 0), .kind = (enum column_kind)number_of(r, from, "kind"),
        .integer = flag_of(r, from, "integer"), .key = flag_of(r, from, "key"), .names = texts_of(r, from, "names", &count),
        .over_nodes = flag_of(r, from, "over_nodes"), .over_modes = flag_of(r, from, "over_modes"),
        .dim = (int)number_of(r, from, "dim"), .made = made_of(r, from),
    };
    const struct json *size = list_of(r, from, "shape", 0, &c->rank);
    r->wrong |= c->rank > 4 || c->kind > COLUMN_TRIAL || c->dim < 0 || (c->kind == COLUMN_AXIS && c->dim >= t->dim_count);
    for (int d = 0; size && d < 4; size = size->next, d++) {
        r->wrong |= size->kind != JSON_NUMBER || !(size->number >= 0 && size->number <= 1e15);
        c->shape[d] = r->wrong ? 0 : (long)size->number;
    }
}

static void read_series(struct whole_reader *r, const struct json *from, struct series *s)
{
    int states, units, docs;
    *s = (struct series){
        .name = text_of(r, from, "name", 1), .doc = text_of(r, from, "doc", 0), .unit = text_of(r, from, "unit", 0),
        .states = texts_of(r, from, "states", &states), .units = texts_of(r, from, "units", &units),
        .docs = texts_of(r, from, "docs", &docs), .nodes = number_of(r, from, "nodes"), .modes = number_of(r, from, "modes"),
        .samples = number_of(r, from, "samples"), .has_time = flag_of(r, from, "has_time"), .first = real_of(r, from, "first"),
        .every = real_of(r, from, "every"), .time_unit = text_of(r, from, "time_unit", 0), .made = made_of(r, from),
    };
    s->state_count = states;
    r->wrong |= (s->units && units != states) || (s->docs && docs != states);
    for (int i = 0; i < states; i++)
        r->wrong |= !s->states[i];
}

static void read_dims(struct whole_reader *r, const struct json *from, struct table *t)
{
    const struct json *x = list_of(r, from, "dims", 1, &t->dim_count);
    long rows = 1;
    t->dims = ARENA_ARRAY(r->arena, struct table_dim, t->dim_count + 1);
    for (int d = 0; x; x = x->next, d++) {
        t->dims[d] = (struct table_dim){ text_of(r, x, "name", 1), number_of(r, x, "size") };
        r->wrong |= __builtin_mul_overflow(rows, t->dims[d].size, &rows);
    }
    r->wrong |= rows != t->rows || (t->trials > 0 && (!t->dim_count || t->dims[t->dim_count - 1].size != t->trials));
}

int whole_read(const struct json *from, struct arena *a, struct table *out)
{
    struct whole_reader r = { .arena = a, .wrong = !from || from->kind != JSON_OBJECT };
    if (r.wrong)
        return -1;
    *out = (struct table){
        .name = text_of(&r, from, "name", 1), .shard = number_of(&r, from, "shard"), .shards = number_of(&r, from, "shards"),
        .first = number_of(&r, from, "first"), .rows = number_of(&r, from, "rows"), .single = flag_of(&r, from, "single"),
        .formats = (int)number_of(&r, from, "formats"), .compress = (int)number_of(&r, from, "compress"),
        .trials = number_of(&r, from, "trials"), .runs = number_of(&r, from, "runs"),
    };
    out->node_labels = texts_of(&r, from, "node_labels", &out->node_label_count);
    read_dims(&r, from, out);
    const struct json *x = list_of(&r, from, "columns", 1, &out->column_count);
    out->columns = ARENA_ARRAY(a, struct column, out->column_count + 1);
    for (int i = 0; x; x = x->next)
        read_column(&r, x, out, &out->columns[i++]);
    x = list_of(&r, from, "series", 1, &out->series_count);
    out->series = ARENA_ARRAY(a, struct series, out->series_count + 1);
    for (int i = 0; x; x = x->next)
        read_series(&r, x, &out->series[i++]);
    return r.wrong || !out->name || out->shard >= out->shards ? -1 : 0;
}
