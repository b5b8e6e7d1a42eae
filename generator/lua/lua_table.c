/* lua_table.c -- results in Lua: rows, columns, and their print.
 *
 * A table object describes itself as the sinks do (struct table) and keeps all
 * cells, column by column. A column that was asked for as a Lua table is kept, so
 * that result.mean_S[i] in a loop costs no copy each time.
 */
#include "lua_massc.h"
#include <stdlib.h>
#include <string.h>
#include "cli/driver.h"

#define SCRIPT_TABLE "massc.table"

/* User values: columns as Lua tables, by name; of a slice the table whose series it shows. */
enum { CACHE = 1, LENDER, VALUES = LENDER };

/* ---- the object ---- */

struct script_table *script_table_new(lua_State *L)
{
    struct script_table *t = lua_newuserdatauv(L, sizeof *t, VALUES);
    memset(t, 0, sizeof *t);
    luaL_setmetatable(L, SCRIPT_TABLE);
    lua_newtable(L);
    lua_setiuservalue(L, -2, CACHE);
    return t;
}

static struct script_table *check_table(lua_State *L, int i)
{
    return script_self(L, i, SCRIPT_TABLE);
}

static int table_gc(lua_State *L)
{
    struct script_table *t = check_table(L, 1);
    cells_close(&t->cells);
    traces_close(&t->traces);
    arena_free(&t->arena);
    memset(t, 0, sizeof *t);
    return 0;
}

static const char *copy(struct script_table *t, const char *s)
{
    return s ? arena_copy(&t->arena, s, strlen(s)) : NULL;
}

static const char *const *copy_list(struct script_table *t, const char *const *list, int n)
{
    const char **out = list ? ARENA_ARRAY(&t->arena, const char *, n + 1) : NULL;
    for (int i = 0; list && i < n; i++)
        out[i] = copy(t, list[i]);
    return out;
}

static void describe_series(struct script_table *t, const struct table *from)
{
    t->table.series = ARENA_ARRAY(&t->arena, struct series, from->series_count + 1);
    t->table.series_count = from->series_count;
    for (int i = 0; i < from->series_count; i++) {
        struct series *s = &t->table.series[i];
        *s = from->series[i];
        s->name = copy(t, s->name);
        s->doc = copy(t, s->doc);
        s->unit = copy(t, s->unit);
        s->states = copy_list(t, s->states, s->state_count);
        s->units = copy_list(t, s->units, s->state_count);
        s->docs = copy_list(t, s->docs, s->state_count);
    }
}

void script_table_describe(struct script_table *t, const struct table *from)
{
    struct arena *a = &t->arena;
    t->table = (struct table){ .name = copy(t, from->name), .single = from->single,
                               .rows = from->rows, .column_count = from->column_count };
    t->table.columns = ARENA_ARRAY(a, struct column, from->column_count + 1);
    for (int c = 0; c < from->column_count; c++) {
        t->table.columns[c] = from->columns[c];
        t->table.columns[c].name = copy(t, from->columns[c].name);
        t->table.columns[c].unit = copy(t, from->columns[c].unit);
        t->table.columns[c].doc = copy(t, from->columns[c].doc);
        t->table.columns[c].drawn = copy(t, from->columns[c].drawn);
    }
    t->table.node_labels = copy_list(t, from->node_labels, from->node_label_count);
    t->table.node_label_count = from->node_label_count;
    describe_series(t, from);
}

/* ---- cells ---- */


static void push_at(lua_State *L, const struct script_table *t, int c, long row)
{
    const struct column *column = &t->table.columns[c];
    script_push_cell(L, column, t->cells.column[c] + row*column_elements(column));
}

/* ---- on the screen ---- */

int script_print(const struct table *t, long rows, table_fill *fill, void *user, struct fail *f)
{
    struct table some = *t;
    some.rows = rows < t->rows ? rows : t->rows;
    struct sink screen;
    return preview_open(&screen, &some, fill, user, f) < 0 ? -1 : print_screen(&screen, f);
}

long script_rows_asked(lua_State *L, int i, long rows)
{
    lua_Integer asked = luaL_optinteger(L, i, rows);
    if (asked < 1 && rows > 0)
        luaL_error(L, "the number of rows to print must be positive, got %I", (LUAI_UACINT)asked);
    return asked < rows ? (long)asked : rows;
}

static void copy_rows(void *user, long first, long count, double **cells)
{
    const struct script_table *t = user;
    for (int c = 0; c < t->table.column_count; c++) {
        size_t n = (size_t)column_elements(&t->table.columns[c]);
        memcpy(cells[c], t->cells.column[c] + (size_t)first*n, (size_t)count*n*sizeof(double));
    }
}

static int table_print(lua_State *L)
{
    struct script_table *t = check_table(L, 1);
    struct fail f = { .code = 0 };
    if (script_print(&t->table, script_rows_asked(L, 2, t->table.rows), copy_rows, t, &f) < 0)
        return script_fail(L, &f);
    return 0;
}

/* ---- columns and rows ---- */

static int find_column(const struct script_table *t, const char *name)
{
    for (int c = 0; c < t->table.column_count; c++)
        if (strcmp(t->table.columns[c].name, name) == 0)
            return c;
    return -1;
}

static void push_names(lua_State *L, const struct script_table *t)
{
    int *order = lua_newuserdatauv(L, ((size_t)t->table.column_count + 1)*sizeof *order, 0);
    table_order(&t->table, order);
    lua_createtable(L, t->table.column_count, 0);
    for (int c = 0; c < t->table.column_count; c++) {
        lua_pushstring(L, t->table.columns[order[c]].name);
        lua_rawseti(L, -2, c + 1);
    }
    lua_remove(L, -2);
}

/* Pushes all cells of a column; they are made once. */
static void push_column(lua_State *L, int self, const struct script_table *t, int c)
{
    const char *name = t->table.columns[c].name;
    lua_getiuservalue(L, self, CACHE);
    if (lua_getfield(L, -1, name) == LUA_TNIL) {
        lua_pop(L, 1);
        if (t->table.rows > SCRIPT_MOST/column_elements(&t->table.columns[c]))
            luaL_error(L, "column '%s' is too large for a Lua table", name);
        lua_createtable(L, (int)t->table.rows, 0);
        for (long row = 0; row < t->table.rows; row++) {
            push_at(L, t, c, row);
            lua_rawseti(L, -2, row + 1);
        }
        lua_pushvalue(L, -1);
        lua_setfield(L, -3, name);
    }
    lua_remove(L, -2);
}

/* With [members] also what else a result tells. */
static const char **list_columns(lua_State *L, const struct script_table *t, int members)
{
    const char **names = lua_newuserdatauv(L, ((size_t)t->table.column_count + 4)*sizeof *names, 0);
    int n = 0;
    if (members) {
        names[n++] = "columns";
        names[n++] = "name";
        names[n++] = "series";
    }
    for (int c = 0; c < t->table.column_count; c++)
        names[n++] = t->table.columns[c].name;
    names[n] = NULL;
    return names;
}

static int no_column(lua_State *L, const struct script_table *t, const char *name)
{
    return luaL_error(L, "no column '%s'%s", name, script_suggest(L, name, list_columns(L, t, 0)));
}

/* The columns below "prefix." as a table; pushes it, or nothing and returns 0. */
static int push_columns_below(lua_State *L, int self, const struct script_table *t, const char *prefix)
{
    size_t n = strlen(prefix);
    int found = 0;
    lua_newtable(L);
    for (int c = 0; c < t->table.column_count; c++) {
        const char *name = t->table.columns[c].name;
        if (strncmp(name, prefix, n) != 0 || name[n] != '.')
            continue;
        push_column(L, self, t, c);
        lua_setfield(L, -2, name + n + 1);
        found = 1;
    }
    if (found)
        script_mark_names(L);
    else
        lua_pop(L, 1);
    return found;
}

static int table_column(lua_State *L)
{
    const struct script_table *t = check_table(L, 1);
    const char *name = luaL_checkstring(L, 2);
    int c = find_column(t, name);
    if (c < 0)
        return no_column(L, t, name);
    push_column(L, 1, t, c);
    return 1;
}

static void push_row(lua_State *L, const struct script_table *t, long row)
{
    lua_createtable(L, 0, t->table.column_count);
    script_mark_names(L);
    for (int c = 0; c < t->table.column_count; c++) {
        push_at(L, t, c, row);
        lua_setfield(L, -2, t->table.columns[c].name);
    }
}

/* The first row is [first]: 1 in Lua, 0 in Python. */
static int row_or_error(lua_State *L, const struct script_table *t, int first)
{
    push_row(L, t, script_row(L, 2, t->table.rows, first, "the table"));
    return 1;
}

static int table_at(lua_State *L)
{
    return row_or_error(L, check_table(L, 1), 0);
}

/* An end of a slice, brought into [least, most] as Python does. */
static long clamp_end(long end, long rows, long least, long most)
{
    if (end < 0)
        end += rows;
    return end < least ? least : end > most ? most : end;
}

struct part {
    struct script_table *t;
    const struct script_table *from;
    const struct table *rows;
};

static void describe_part(void *user)
{
    const struct part *p = user;
    script_table_describe(p->t, p->rows);
    p->t->series_in = copy(p->t, p->from->series_in);
}

/* The slice on top shows the samples of [from] at 1, or of where that has its own from. */
static void lend_series(lua_State *L, struct script_table *t, const struct script_table *from, long start, long step)
{
    t->lender = from->lender ? from->lender : from;
    t->first = from->lender ? from->first + start*from->step : start;
    t->step = from->lender ? step*from->step : step;
    if (from->lender)
        lua_getiuservalue(L, 1, LENDER);
    else
        lua_pushvalue(L, 1);
    lua_setiuservalue(L, -2, LENDER);
}

/* result:slice(start, stop, step): a table of these rows, maybe of none. */
static int table_slice(lua_State *L)
{
    const struct script_table *from = check_table(L, 1);
    struct space_range r = script_range(L, 2);
    struct fail f = { .code = 0 };
    long rows = from->table.rows, step = r.has_step ? r.step : 1;
    if (step == 0)
        return luaL_error(L, "the step of a slice must not be zero");
    step = step > rows + 1 ? rows + 1 : step < -rows - 1 ? -rows - 1 : step;
    long least = step > 0 ? 0 : -1, most = step > 0 ? rows : rows - 1;
    long start = r.has_start ? clamp_end(r.start, rows, least, most) : step > 0 ? least : most;
    long stop = r.has_stop ? clamp_end(r.stop, rows, least, most) : step > 0 ? most : least;
    long span = step > 0 ? stop - start : start - stop;
    struct table part = from->table;
    part.rows = span > 0 ? (span - 1)/labs(step) + 1 : 0;
    struct script_table *t = script_table_new(L);
    script_protect(L, describe_part, &(struct part){ t, from, &part });
    lend_series(L, t, from, start, step);
    if (cells_open(&t->cells, &part, &f) < 0)
        return script_fail(L, &f);
    for (int c = 0; c < part.column_count; c++) {
        long n = column_elements(&part.columns[c]);
        for (long i = 0; i < part.rows; i++)
            memcpy(t->cells.column[c] + i*n, from->cells.column[c] + (start + i*step)*n, (size_t)n*sizeof(double));
    }
    return 1;
}

static int next_row(lua_State *L)
{
    const struct script_table *t = check_table(L, 1);
    lua_Integer i = luaL_checkinteger(L, 2);
    if (i < 0 || i >= t->table.rows)
        return 0;
    lua_pushinteger(L, i + 1);
    push_row(L, t, (long)i);
    return 2;
}

static int table_rows(lua_State *L)
{
    check_table(L, 1);
    lua_pushcfunction(L, next_row);
    lua_pushvalue(L, 1);
    lua_pushinteger(L, 0);
    return 3;
}

static int table_to_table(lua_State *L)
{
    const struct script_table *t = check_table(L, 1);
    lua_createtable(L, 0, t->table.column_count + 2);
    push_names(L, t);
    lua_setfield(L, -2, "columns");
    lua_pushinteger(L, t->table.rows);
    lua_setfield(L, -2, "rows");
    for (int c = 0; c < t->table.column_count; c++) {
        push_column(L, 1, t, c);
        lua_setfield(L, -2, t->table.columns[c].name);
    }
    return 1;
}

/* ---- what a table tells ---- */

static int table_length(lua_State *L)
{
    lua_pushinteger(L, check_table(L, 1)->table.rows);
    return 1;
}

static int table_string(lua_State *L)
{
    const struct script_table *t = check_table(L, 1);
    lua_pushfstring(L, "Table(%s, rows=%I, columns=%d)", t->table.name, (LUAI_UACINT)t->table.rows,
                    t->table.column_count);
    return 1;
}

/* A column comes before a member of the same name, except for methods. */
static int table_index(lua_State *L)
{
    const struct script_table *t = check_table(L, 1);
    if (lua_type(L, 2) == LUA_TNUMBER)
        return row_or_error(L, t, 1);
    const char *name = luaL_checkstring(L, 2);
    if (script_method(L, 1, name))
        return 1;
    int c = find_column(t, name);
    if (c >= 0)
        push_column(L, 1, t, c);
    else if (strcmp(name, "columns") == 0)
        push_names(L, t);
    else if (strcmp(name, "name") == 0)
        lua_pushstring(L, t->table.name);
    else if (strcmp(name, "series") == 0)
        script_push_series(L, 1, t);
    else if (!push_columns_below(L, 1, t, name))
        return script_no_member(L, 1, "a result", name, list_columns(L, t, 1));
    return 1;
}

void script_open_tables(lua_State *L)
{
    static const luaL_Reg meta[] = {
        { "__gc", table_gc }, { "__len", table_length }, { "__index", table_index },
        { "__tostring", table_string }, { "__pairs", table_rows }, { NULL, NULL }
    };
    static const luaL_Reg methods[] = {
        { "column", table_column }, { "rows", table_rows }, { "to_table", table_to_table },
        { "print", table_print }, { "at", table_at }, { "slice", table_slice }, { NULL, NULL }
    };
    script_class(L, SCRIPT_TABLE, meta, methods);
}
