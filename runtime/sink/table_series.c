/* table_series.c -- recordings as a table describes them: dimensions, names, times. */
#include "table.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/exact.h"
#include "base/whole.h"

int series_extents(const struct series *s, struct extent out[SERIES_RANK])
{
    int rank = 0;
    if (s->has_time)
        out[rank++] = (struct extent){ s->samples, EXTENT_TIME };
    if (s->state_count)
        out[rank++] = (struct extent){ s->state_count, EXTENT_STATE };
    if (s->nodes)
        out[rank++] = (struct extent){ s->nodes, EXTENT_NODE };
    if (s->modes)
        out[rank++] = (struct extent){ s->modes, EXTENT_MODE };
    return rank;
}

long series_places(const struct series *s)
{
    return (s->nodes ? s->nodes : 1)*(s->modes ? s->modes : 1);
}

long series_sample(const struct series *s)
{
    long n;
    return overflows_product(series_places(s), s->state_count ? (long)s->state_count : 1L, &n) ? -1 : n;
}

long series_row(const struct table *t, const struct series *s)
{
    enum { WIDEST = sizeof(double) + 1 };       /* a file of numbers has a head, too */
    long sample = series_sample(s), row, all;
    int wide = sample < 0 || overflows_product(s->samples, sample, &row)
            || overflows_product(row, t->rows > 0 ? t->rows : 1, &all)
            || overflows_product(all, (long)WIDEST, &all);
    return wide ? -1 : row;
}

const char *extent_name(int kind)
{
    static const char *const names[] = { [EXTENT_ROWS] = "row", [EXTENT_TIME] = "time", [EXTENT_STATE] = "state",
                                         [EXTENT_NODE] = "node", [EXTENT_MODE] = "mode" };
    return names[kind];
}

/* ---- text ---- */

long series_lines(const struct table *t, const struct series *s)
{
    long row = series_row(t, s);
    return row < 0 ? -1 : row/(s->state_count ? s->state_count : 1)*table_count(t, s->made);
}

int series_has_text(const struct table *t, const struct series *s)
{
    enum { LONG_TEXT = 100*1000 };              /* lines, some 5 MB: more are written when asked for */
    long lines = series_lines(t->whole ? t->whole : t, s);      /* pieces have what their whole has */
    return table_has(t, FORMAT_CSV) && (table_has(t, FORMAT_LONG_TEXT) || (lines >= 0 && lines <= LONG_TEXT));
}

/* ---- times ---- */

/* A decimal as a whole number of 10^exponent, as long as it has few digits. */
static int count_units(const struct exact *x, int exponent, long *out)
{
    enum { DIGITS = 15 };
    long n = 0;
    int zeros = x->count ? x->exponent - exponent : 0;
    if (x->count + zeros > DIGITS)
        return -1;
    for (int i = 0; i < x->count + zeros; i++)
        n = 10*n + (i < x->count ? x->digits[i] : 0);
    *out = x->negative ? -n : n;
    return 0;
}

struct series_clock series_clock(const struct series *s)
{
    struct series_clock c = { .first_ms = s->first, .every_ms = s->every };
    struct exact first, every;
    if (!isfinite(s->first) || !isfinite(s->every))
        return c;
    exact_shortest(s->first, &first);
    exact_shortest(s->every, &every);
    c.exponent = !first.count ? every.exponent : !every.count || first.exponent < every.exponent ? first.exponent
               : every.exponent;
    c.is_exact = count_units(&first, c.exponent, &c.first) == 0 && count_units(&every, c.exponent, &c.every) == 0;
    return c;
}

/* A quotient or product of two doubles that are exact is rounded once. */
double series_time(const struct series_clock *c, long sample)
{
    static const double powers[] = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    enum { MOST = sizeof powers/sizeof *powers - 1 };
    long units;
    if (c->is_exact && !overflows_product(c->every, sample, &units)
        && !overflows_sum(c->first, units, &units) && labs(units) < (long)1 << 53 && abs(c->exponent) <= MOST)
        return c->exponent < 0 ? (double)units/powers[-c->exponent] : (double)units*powers[c->exponent];
    return c->first_ms + (double)sample*c->every_ms;
}

const char *series_time_unit(const struct series *s)
{
    return s->time_unit ? s->time_unit : "ms";
}

/* ---- dimensions that are shared ---- */

static int has(const struct series *s, int kind)
{
    return kind == EXTENT_TIME ? s->has_time : kind == EXTENT_STATE ? s->state_count > 0
         : kind == EXTENT_MODE ? s->modes > 0 : s->nodes > 0;
}

static int same_states(const struct series *a, const struct series *b)
{
    if (a->state_count != b->state_count)
        return 0;
    for (int i = 0; i < a->state_count; i++)
        if (strcmp(a->states[i], b->states[i]))
            return 0;
    return 1;
}

static int same(const struct series *a, const struct series *b, int kind)
{
    if (kind == EXTENT_TIME)
        return a->samples == b->samples && a->first == b->first && a->every == b->every;
    return kind == EXTENT_STATE ? same_states(a, b) : kind == EXTENT_MODE ? a->modes == b->modes : a->nodes == b->nodes;
}

/* The nodes and modes of the results' columns are the dimension's too. */
static int agrees_with_columns(const struct table *t, const struct series *s, int kind)
{
    for (int i = 0; i < t->column_count; i++) {
        const struct column *c = &t->columns[i];
        if (kind == EXTENT_NODE && c->over_nodes && c->shape[0] != s->nodes)
            return 0;
        if (kind == EXTENT_MODE && c->over_modes && c->shape[c->rank - 1] != s->modes)
            return 0;
    }
    return 1;
}

int series_share(const struct table *t, int kind)
{
    const struct series *first = NULL;
    for (int i = 0; i < t->series_count; i++) {
        const struct series *s = &t->series[i];
        if (!has(s, kind))
            continue;
        if ((first && !same(first, s, kind)) || !agrees_with_columns(t, s, kind))
            return 0;
        if (!first)
            first = s;
    }
    return 1;
}

char *series_dim_name(const struct table *t, int series, int kind)
{
    const char *word = extent_name(kind);
    char *name = NULL;
    if (series_share(t, kind))
        return strdup(word);
    if (asprintf(&name, "%s_%s", word, t->series[series].name) < 0)
        return NULL;
    for (char *at = name; *at; at++)
        if (*at == '/')
            *at = '_';
    return name;
}
