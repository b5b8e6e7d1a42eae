/* merge_whole.c -- the table that pieces are of, as their companions tell of it (sink/whole_table.h).
 *
 * A companion may have been damaged, so nothing is believed: what is read describes a table that has memory for its
 * cells, or is refused.
 */
#include "merge_parts.h"
#include <string.h>

static const long MOST = 1L << 40;      /* numbers of a cell, or places of a sample: far from wrapping */

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
    long elements = c->key ? 2 : 1;
    r->wrong |= c->rank > 4 || c->kind > COLUMN_TRIAL || c->dim < 0 || (c->kind == COLUMN_AXIS && c->dim >= t->dim_count)
             || (c->kind == COLUMN_TRIAL && t->trials < 1) || ((c->over_nodes || c->over_modes) && !c->rank);
    for (int d = 0; size && d < 4; size = size->next, d++) {
        r->wrong |= size->kind != JSON_NUMBER || !(size->number >= 0 && size->number <= MOST);
        c->shape[d] = r->wrong ? 0 : (long)size->number;
        r->wrong |= __builtin_mul_overflow(elements, c->shape[d], &elements) || elements > MOST;
    }
}

static void read_series(struct whole_reader *r, const struct json *from, const struct table *t, struct series *s)
{
    int states, units, docs;
    *s = (struct series){
        .name = text_of(r, from, "name", 1), .doc = text_of(r, from, "doc", 0), .unit = text_of(r, from, "unit", 0),
        .states = texts_of(r, from, "states", &states), .units = texts_of(r, from, "units", &units),
        .docs = texts_of(r, from, "docs", &docs), .nodes = number_of(r, from, "nodes"), .modes = number_of(r, from, "modes"),
        .samples = number_of(r, from, "samples"), .has_time = flag_of(r, from, "has_time"), .first = real_of(r, from, "first"),
        .every = real_of(r, from, "every"), .time_unit = text_of(r, from, "time_unit", 0), .made = made_of(r, from),
    };
    long places;
    s->state_count = states;
    r->wrong |= __builtin_mul_overflow(s->nodes ? s->nodes : 1, s->modes ? s->modes : 1, &places) || places > MOST;
    r->wrong |= series_row(t, s) < 0;
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

int merge_whole(const struct json *from, struct arena *a, struct table *out)
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
        read_series(&r, x, out, &out->series[i++]);
    return r.wrong || !out->name || out->shard >= out->shards ? -1 : 0;
}
