/* table.c -- what all sinks need to know of columns and cells. */
#include "table.h"
#include "base/number.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

long column_elements(const struct column *c)
{
    long n = c->key ? 2 : 1;
    for (int i = 0; i < c->rank; i++)
        n *= c->shape[i];
    return n;
}

long table_step(const struct table *t, const struct trials_value *made)
{
    return made && t->trials > 0 ? t->trials : 1;
}

int table_rank(const struct table *t, const struct trials_value *made)
{
    return t->dim_count - (made && t->trials > 0);
}

long table_count(const struct table *t, const struct trials_value *made)
{
    return t->rows/table_step(t, made);
}

long table_runs(const struct table *t)
{
    return t->runs > 1 ? t->rows*t->runs : t->rows;
}

int table_moves_along(const struct table *t, const struct column *c)
{
    if (c->kind == COLUMN_AXIS)
        return c->dim;
    if (c->kind != COLUMN_TRIAL)
        return -1;
    for (int d = 0; d < t->dim_count; d++)
        if (strcmp(t->dims[d].name, c->name) == 0)
            return d;
    return t->dim_count - 1;
}

const char *column_name_of(const struct column *c, double cell)
{
    const char *const *name = c->names;
    for (double k = 0; name && *name && k != cell; k++)
        name++;
    return name ? *name : NULL;
}

void table_order(const struct table *t, int *order)
{
    static const enum column_kind kinds[] = {
        COLUMN_AXIS, COLUMN_TRIAL, COLUMN_RESULT, COLUMN_STATUS
    };
    int at = 0;
    for (int k = 0; k < 4; k++)
        for (int c = 0; c < t->column_count; c++)
            if (t->columns[c].kind == kinds[k])
                order[at++] = c;
}

int table_has(const struct table *t, enum table_format format)
{
    return ((t->formats ? t->formats : FORMAT_CSV | FORMAT_NETCDF) & (int)format) != 0;
}

char *table_part(char out[TABLE_SUFFIX], const char *part, const char *suffix)
{
    snprintf(out, TABLE_SUFFIX, "%s.%s", part, suffix);
    for (char *at = out; *at; at++)
        if (*at == '/')
            *at = '_';
    return out;
}

char *table_path(const struct table *t, const char *suffix, struct fail *f)
{
    size_t size = strlen(t->dir) + strlen(t->name) + strlen(suffix) + 3;
    char *path = malloc(size);
    if (!path)
        fail(f, EXIT_SYSTEM, "out of memory");
    else
        snprintf(path, size, "%s/%s.%s", t->dir, t->name, suffix);
    return path;
}

/* Numbers of the innermost dimensions below [level]: a bracket opens and closes there. */
static long span_of(const struct column *c, int level)
{
    long n = c->key ? 2 : 1;
    for (int i = level; i < c->rank; i++)
        n *= c->shape[i];
    return n;
}

static int levels(const struct column *c)
{
    return c->rank + (c->key ? 1 : 0);
}

/* Brackets that stand before (or behind) element [i]. */
static int brackets(const struct column *c, long i)
{
    int n = 0;
    for (int level = 0; level < levels(c); level++)
        n += i % span_of(c, level) == 0;
    return n;
}

static char *add(char *at, const char *s)
{
    size_t n = strlen(s);
    memcpy(at, s, n);
    return at + n;
}

static char *add_number(char *at, double x, int single, enum list_style style)
{
    char text[NUMBER_SHORTEST];
    if (style == LIST_JSON && isnan(x))
        return add(at, "NaN");
    if (style == LIST_JSON && isinf(x))
        return add(at, x < 0 ? "-Infinity" : "Infinity");
    at = add(at, number_shortest(text, x, single));
    if (style == LIST_PYTHON && isfinite(x) && !strpbrk(text, ".e"))
        at = add(at, ".0");
    return at;
}

size_t column_list(const struct column *c, const double *cell, int single,
                   enum list_style style, char *out, size_t enough)
{
    char *at = out;
    long n = column_elements(c);
    int whole = c->integer || c->key;
    for (long i = 0; i < n && (size_t)(at - out) <= enough; i++) {
        if (i)
            at = add(at, ", ");
        for (int k = brackets(c, i); k > 0; k--)
            *at++ = '[';
        at = add_number(at, cell[i], single && !whole, whole ? LIST_JSON : style);
        for (int k = brackets(c, i + 1); k > 0; k--)
            *at++ = ']';
    }
    *at = '\0';
    return (size_t)(at - out);
}
