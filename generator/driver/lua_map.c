/* lua_map.c -- space:map: a Lua function applied to every point, one by one.
 *
 * What the first point returns decides the columns: a number makes one called
 * "value", a table one for each of its names, in their order; nil makes none. An
 * error of the function ends the map and says at which point.
 */
#include "lua_massc.h"
#include <stdlib.h>
#include <string.h>
#include "runlog.h"

#define SCRIPT_LOG "massc.runlog"

/* ---- the bar ---- */

/* In a userdata, so that it ends with an error too. */
static int log_gc(lua_State *L)
{
    struct runlog **log = luaL_checkudata(L, 1, SCRIPT_LOG);
    runlog_close(*log);
    *log = NULL;
    return 0;
}

static struct runlog **push_log(lua_State *L, int wanted)
{
    struct runlog **log = lua_newuserdatauv(L, sizeof *log, 0);
    *log = NULL;
    if (luaL_newmetatable(L, SCRIPT_LOG)) {
        lua_pushcfunction(L, log_gc);
        lua_setfield(L, -2, "__gc");
    }
    lua_setmetatable(L, -2);
    *log = wanted ? runlog_open(stderr, 0) : NULL;
    return log;
}

/* ---- one call ---- */

/* Stack places of a map. */
enum { SPACE = 1, FUNCTION, OPTIONS, LOG, TABLE };

/* Leaves what the function returns for a point, counted from 0, on top. */
static void call(lua_State *L, long row)
{
    lua_pushvalue(L, FUNCTION);
    script_push_point(L, SPACE, row);
    lua_pushinteger(L, row + 1);
    if (lua_pcall(L, 2, 1, 0) == LUA_OK)
        return;
    const char *text = luaL_tolstring(L, -1, NULL);
    lua_pushfstring(L, "%s (at point %I)", text, (LUAI_UACINT)(row + 1));
    lua_error(L);
}

/* The columns that a map adds. */
struct results {
    const char **names;             /* sorted; or one, "value" */
    int count;
    int number;                     /* the function returns a number, not a table */
    int first;                      /* column number of the first */
};

static int find_name(const struct results *r, const char *name)
{
    for (int i = 0; i < r->count; i++)
        if (strcmp(r->names[i], name) == 0)
            return i;
    return -1;
}

static void wrong(lua_State *L, long row)
{
    luaL_error(L, "the function must return a number or a table of named numbers, got %s (at point %I)",
               luaL_typename(L, -1), (LUAI_UACINT)(row + 1));
}

/* Stores the fields of the table on top. */
static void store_fields(lua_State *L, const struct results *r, struct script_table *t, long row)
{
    int seen = 0;
    lua_pushnil(L);
    for (; lua_next(L, -2); lua_pop(L, 1), seen++) {
        int at = lua_type(L, -2) == LUA_TSTRING ? find_name(r, lua_tostring(L, -2)) : -1;
        if (at < 0)
            luaL_error(L, "the function returned other names at point 1 than at point %I",
                       (LUAI_UACINT)(row + 1));
        if (lua_type(L, -1) != LUA_TNUMBER)
            luaL_error(L, "'%s' must be a number, got %s (at point %I)", r->names[at],
                       luaL_typename(L, -1), (LUAI_UACINT)(row + 1));
        t->cells[r->first + at][row] = lua_tonumber(L, -1);
    }
    if (seen < r->count)
        luaL_error(L, "the function returned %d numbers at point %I, and %d at point 1", seen,
                   (LUAI_UACINT)(row + 1), r->count);
}

static void store(lua_State *L, const struct results *r, struct script_table *t, long row)
{
    int type = lua_type(L, -1);
    int wanted = r->number ? LUA_TNUMBER : r->count ? LUA_TTABLE : LUA_TNIL;
    if (type != wanted && (type != LUA_TTABLE || r->number))
        wrong(L, row);
    if (type == LUA_TNUMBER)
        t->cells[r->first][row] = lua_tonumber(L, -1);
    else if (type == LUA_TTABLE)
        store_fields(L, r, t, row);
}

/* ---- columns ---- */

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void read_names(lua_State *L, struct results *r, struct script_table *t)
{
    int n = 0;
    lua_pushnil(L);
    for (; lua_next(L, -2); lua_pop(L, 1))
        n++;
    r->names = ARENA_ARRAY(&t->arena, const char *, n + 1);
    lua_pushnil(L);
    for (; lua_next(L, -2); lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING || lua_type(L, -1) != LUA_TNUMBER)
            luaL_error(L, "the function must return a number or a table of named numbers; "
                       "its table has a %s for a %s (at point 1)", luaL_typename(L, -1), luaL_typename(L, -2));
        const char *name = lua_tostring(L, -2);
        r->names[r->count++] = arena_copy(&t->arena, name, strlen(name));
    }
    qsort(r->names, (size_t)r->count, sizeof *r->names, compare_names);
}

/* What the value on top, returned for the first point, makes of the table. */
static void find_columns(lua_State *L, struct results *r, struct script_table *t)
{
    int type = lua_type(L, -1);
    if (type == LUA_TNUMBER) {
        r->names = ARENA_ARRAY(&t->arena, const char *, 1);
        r->names[r->count++] = "value";
        r->number = 1;
    } else if (type == LUA_TTABLE) {
        read_names(L, r, t);
    } else if (type != LUA_TNIL) {
        wrong(L, 0);
    }
}

static void check_names(lua_State *L, const struct results *r, const struct script_space *s)
{
    for (int c = 0; c < s->column_count; c++)
        if (find_name(r, s->columns[c].name) >= 0)
            luaL_error(L, "'%s' is an axis of the space; return another name", s->columns[c].name);
}

static void describe(lua_State *L, struct results *r, const struct script_space *s,
                     struct script_table *t)
{
    struct fail f = { .code = 0 };
    struct table from = { .name = "map", .rows = s->space.points };
    check_names(L, r, s);
    r->first = s->column_count;
    from.columns = ARENA_ARRAY(&t->arena, struct column, s->column_count + r->count + 1);
    for (int c = 0; c < s->column_count; c++)
        from.columns[from.column_count++] = s->columns[c];
    for (int i = 0; i < r->count; i++)
        from.columns[from.column_count++] = (struct column){ .name = r->names[i], .kind = COLUMN_RESULT };
    if (script_table_describe(t, &from, &f) < 0)
        script_fail(L, &f);
    script_space_rows((void *)s, 0, s->space.points, t->cells);
}

/* ---- all points ---- */

int script_map(lua_State *L)
{
    static const char *const names[] = { "progress", NULL };
    const struct script_space *s = luaL_checkudata(L, SPACE, SCRIPT_SPACE);
    struct results r = { .count = 0 };
    luaL_checktype(L, FUNCTION, LUA_TFUNCTION);
    lua_settop(L, OPTIONS);
    if (s->space.points > SCRIPT_MOST)
        return luaL_error(L, "%I points are too many for a table of results; take a slice",
                          (LUAI_UACINT)s->space.points);
    script_check_options(L, OPTIONS, names);
    struct runlog **log = push_log(L, script_option_boolean(L, OPTIONS, "progress", 0));
    struct script_table *t = script_table_new(L);
    runlog_start(*log, "map", s->space.points);
    for (long row = 0; row < s->space.points; row++) {
        call(L, row);
        if (row == 0) {
            find_columns(L, &r, t);
            describe(L, &r, s, t);
        }
        store(L, &r, t, row);
        lua_settop(L, TABLE);
        runlog_update(*log, row + 1);
    }
    runlog_finish(*log);
    runlog_close(*log);
    *log = NULL;
    return 1;
}
