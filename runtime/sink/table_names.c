/* table_names.c -- what columns and dimensions are called in the files, and which
 * names they cannot have.
 *
 * All names of a file are gathered, sorted, and looked at side by side, so that
 * many columns cost little. The order of [kind] decides whose a name is.
 */
#include "table.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/utf8.h"

/* ORDER owners: whoever comes first keeps the name. */
enum owner { OWNER_TABLE, OWNER_AXIS, OWNER_DIM, OWNER_RESULT, OWNER_CELL };

/* Names that are the table's own wherever they are wanted, so that a file goes on
 * to work when it becomes a zip, gets trials or records series. */
static const struct { const char *name, *meaning; } reserved[] = {
    { "status", "is a column of every table" },
    { "point", "numbers the points of a zip" },
    { "trial", "numbers the trials" },
    { "time", "is a dimension of series" },
    { "node", "is a dimension of series" },
    { "state", "is a dimension of series" },
    { "mode", "is the dimension of what has modes" },    /* the last: taken where something has */
};
enum { RESERVED = sizeof reserved/sizeof *reserved };

struct name {
    char *text;
    enum owner owner;
    int column, dim;            /* whose it is, or -1 */
};

struct name_list {
    const struct table *table;
    struct name *list;
    long count, room;
    int missing;                /* memory ran out */
    table_fault *tell;
    void *user;
};

const char *table_reserved(const char *name)
{
    for (int i = 0; i < RESERVED; i++)
        if (!strcmp(reserved[i].name, name))
            return reserved[i].meaning;
    return NULL;
}

/* ---- spelling ---- */

/* NetCDF forbids '/'. */
static char *legal(const char *name)
{
    char *copy = strdup(name);
    for (char *at = copy; at && *at; at++)
        if (*at == '/')
            *at = '_';
    return copy;
}

char *table_variable_name(const struct table *t, int column)
{
    return legal(t->columns[column].name);
}

int column_is_list(const struct column *c)
{
    return c->key || c->rank > 0;
}

char *table_dim_name(const struct table *t, int dim)
{
    char *plain = legal(t->dims[dim].name), *name = plain;
    for (int c = 0; c < t->column_count && name == plain && plain; c++)
        if (t->columns[c].kind == COLUMN_AXIS && t->columns[c].dim == dim
            && column_is_list(&t->columns[c]) && !strcmp(t->columns[c].name, t->dims[dim].name)
            && asprintf(&name, "%s_index", plain) < 0)
            name = NULL;
    if (name != plain)
        free(plain);
    return name;
}

char *table_cell_dim_name(const struct table *t, int column, int k)
{
    char *plain = table_variable_name(t, column), *name = NULL;
    if (plain && asprintf(&name, "%s_dim%d", plain, k) < 0)
        name = NULL;
    free(plain);
    return name;
}

/* ---- all names ---- */

static void add(struct name_list *n, char *text, enum owner owner, int column, int dim)
{
    if (text && n->count < n->room)
        n->list[n->count++] = (struct name){ text, owner, column, dim };
    else {
        n->missing = 1;
        free(text);
    }
}

static void add_column(struct name_list *n, int c)
{
    static const enum owner owners[] = {        /* ORDER column_kind */
        OWNER_AXIS, OWNER_RESULT, OWNER_TABLE, OWNER_TABLE
    };
    const struct column *column = &n->table->columns[c];
    add(n, table_variable_name(n->table, c), owners[column->kind], c, -1);
    for (int k = column->over_nodes; k < column->rank - column->over_modes + (column->key != 0); k++)
        add(n, table_cell_dim_name(n->table, c, k), OWNER_CELL, c, -1);
}

/* Few models have; files of others may call something so. */
static int has_modes(const struct table *t)
{
    int any = 0;
    for (int c = 0; c < t->column_count; c++)
        any |= t->columns[c].over_modes;
    for (int i = 0; i < t->series_count; i++)
        any |= t->series[i].modes > 0;
    return any;
}

static void add_dim(struct name_list *n, int d)
{
    const char *name = n->table->dims[d].name;
    int own = table_reserved(name) != NULL && (has_modes(n->table) || strcmp(name, "mode") != 0);
    add(n, table_dim_name(n->table, d), own ? OWNER_TABLE : OWNER_DIM, -1, d);
}

/* A series, behind the columns, and those of its dimensions that are its own. */
static void add_series(struct name_list *n, int i)
{
    const struct table *t = n->table;
    struct extent own[SERIES_RANK];
    int rank = series_extents(&t->series[i], own);
    add(n, legal(t->series[i].name), OWNER_RESULT, t->column_count + i, -1);
    for (int d = 0; d < rank; d++)
        if (!series_share(t, own[d].kind))
            add(n, series_dim_name(t, i, own[d].kind), OWNER_CELL, t->column_count + i, -1);
}

static int gather(struct name_list *n)
{
    const struct table *t = n->table;
    long room = RESERVED + t->column_count + t->dim_count + t->series_count*(1 + SERIES_RANK);
    for (int c = 0; c < t->column_count; c++)
        room += t->columns[c].rank + 1;
    n->list = calloc((size_t)room, sizeof *n->list);
    n->room = n->list ? room : 0;
    for (int i = 0; i < RESERVED - !has_modes(t); i++)
        add(n, strdup(reserved[i].name), OWNER_TABLE, -1, -1);
    for (int c = 0; c < t->column_count; c++)
        add_column(n, c);
    for (int d = 0; d < t->dim_count && d < TABLE_DIMS_MOST; d++)       /* more are a fault */
        add_dim(n, d);
    for (int i = 0; i < t->series_count; i++)
        add_series(n, i);
    return n->missing ? -1 : 0;
}

static int compare(const void *a, const void *b)
{
    const struct name *x = a, *y = b;
    int order = strcmp(x->text, y->text);
    if (order == 0)
        order = (int)x->owner - (int)y->owner;
    if (order == 0)
        order = x->column - y->column;
    return order ? order : x->dim - y->dim;
}

/* ---- faults ---- */

static void tell(const struct name_list *n, const struct name *whose, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static void tell(const struct name_list *n, const struct name *whose, const char *format, ...)
{
    char text[1000];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    n->tell(n->user, whose->column, whose->dim, text);
}

/* The coordinate of a dimension, or a list along it that gave it another name. */
static int is_coordinate(const struct name_list *n, const struct name *axis, const struct name *dim)
{
    return axis->owner == OWNER_AXIS && dim->dim >= 0 && n->table->columns[axis->column].dim == dim->dim;
}

static int belong(const struct name_list *n, const struct name *first, const struct name *other)
{
    return other->owner == OWNER_TABLE || is_coordinate(n, first, other);
}

/* As the file spells it. */
static const char *spelt(const struct name_list *n, const struct name *name)
{
    int series = name->column - n->table->column_count;
    return series >= 0 ? n->table->series[series].name : name->column >= 0 ? n->table->columns[name->column].name : n->table->dims[name->dim].name;
}

static void tell_meeting(const struct name_list *n, const struct name *first, const struct name *other)
{
    const char *name = spelt(n, other);
    if (other->owner == OWNER_CELL)
        tell(n, other, "the values of '%s' have a dimension '%s', which is the name of another column",
             name, other->text);
    else if (first->owner == OWNER_TABLE)
        tell(n, other, "'%s' %s; choose another name", name, table_reserved(first->text));
    else if (!strcmp(name, spelt(n, first)))
        tell(n, other, "another %s is called '%s'; choose another name",
             first->owner == OWNER_DIM ? "dimension" : "column", name);
    else
        tell(n, other, "'%s' and '%s' are one name in NetCDF; choose another", name, spelt(n, first));
}

/* What NetCDF says of a name whatever else there is. */
static void judge(const struct name_list *n, const struct name *name)
{
    size_t length = strlen(name->text);
    int control = 0;
    for (const char *at = name->text; *at; at++)
        control |= (unsigned char)*at < 0x20 || *at == 0x7f;
    if (length > TABLE_NAME_MOST)
        tell(n, name, "a name in NetCDF has %d bytes at most; '%.20s...', or a dimension named "
             "after it, has more", TABLE_NAME_MOST, name->text);
    else if (length == 0)
        tell(n, name, "a name in NetCDF has one character at least");
    else if (control || !utf8_is(name->text))
        tell(n, name, "'%s' holds a character that NetCDF does not take", name->text);
    else if (name->text[length-1] == ' ' || strchr(" !\"#$%&'()*+,-.:;<=>?@[\\]^`{|}~", name->text[0]))
        tell(n, name, "a name in NetCDF begins with a letter, a digit or '_' and does not end in a "
             "blank; '%s' does not", name->text);
}

/* A dimension that has its axis' name is judged there. */
static void judge_all(const struct name_list *n)
{
    for (long i = 0; i < n->count; i++) {
        const struct name *name = &n->list[i];
        int again = i && !strcmp(name->text, n->list[i-1].text);
        if (!again && name->owner != OWNER_TABLE)
            judge(n, name);
    }
}

static void compare_all(const struct name_list *n)
{
    long first = 0;
    for (long i = 1; i < n->count; i++) {
        if (strcmp(n->list[first].text, n->list[i].text))
            first = i;
        else if (!belong(n, &n->list[first], &n->list[i]))
            tell_meeting(n, &n->list[first], &n->list[i]);
    }
}

static void count_dims(const struct name_list *n)
{
    const struct name last = { .column = -1, .dim = TABLE_DIMS_MOST };
    if (n->table->dim_count > TABLE_DIMS_MOST)
        tell(n, &last, "%d dimensions, but NetCDF takes %d; let axes move together in a group or a zip",
             n->table->dim_count, TABLE_DIMS_MOST);
}

static void judge_title(const struct name_list *n)
{
    const struct name none = { .column = -1, .dim = -1 };
    size_t length = strlen(n->table->name);
    if (length > TABLE_TITLE_MOST)
        tell(n, &none, "the name of an exploration is that of its files: %d bytes at most, got %zu",
             TABLE_TITLE_MOST, length);
}

/* Files of one column or series have its name, too. */
static void judge_part(const struct name_list *n, int column, const char *name, const char *suffix)
{
    const struct name whose = { .column = column, .dim = -1 };
    size_t length = strlen(n->table->name) + strlen(name) + strlen(suffix) + 2;
    if (length > TABLE_FILE_MOST)
        tell(n, &whose, "the file of '%.20s...' would be called '%.20s....%s', with %zu bytes of %d that a "
             "name may have; choose a shorter one", name, n->table->name, suffix, length, TABLE_FILE_MOST);
}

static void judge_parts(const struct name_list *n)
{
    const struct table *t = n->table;
    const char *longest = table_has(t, FORMAT_CSV) ? "csv" : "npy";
    for (int c = 0; c < t->column_count && table_has(t, FORMAT_NPY); c++)
        judge_part(n, c, t->columns[c].name, "npy");
    for (int i = 0; i < t->series_count; i++)
        if (table_has(t, FORMAT_CSV) || table_has(t, FORMAT_NPY))
            judge_part(n, t->column_count + i, t->series[i].name, longest);
}

int table_faults(const struct table *t, table_fault *fault, void *user)
{
    struct name_list n = { .table = t, .tell = fault, .user = user };
    int status = gather(&n);
    if (status == 0) {
        qsort(n.list, (size_t)n.count, sizeof *n.list, compare);
        judge_title(&n);
        judge_parts(&n);
        count_dims(&n);
        judge_all(&n);
        compare_all(&n);
    }
    for (long i = 0; i < n.count; i++)
        free(n.list[i].text);
    free(n.list);
    return status;
}
