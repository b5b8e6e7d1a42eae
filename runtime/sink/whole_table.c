/* whole_table.c -- see whole_table.h. */
#include "whole_table.h"
#include <string.h>
#include "base/json.h"
#include "base/number.h"

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
