/* lua_base.c -- what all parts of the module stand on: arguments, classes, paths, cells. */
#include "lua_massc.h"
#include <stdlib.h>
#include <string.h>
#include "setting/setting.h"
#include "base/name.h"

enum { LISTED = 16 };           /* names that a message lists where none is near */

/* ---- arguments ---- */

/* Errors are strings, as scripts expect; the exit code is kept beside the newest. */
int script_end(lua_State *L, int code, const char *text)
{
    luaL_where(L, 1);
    lua_pushstring(L, text);
    lua_concat(L, 2);
    lua_pushvalue(L, -1);
    lua_setfield(L, LUA_REGISTRYINDEX, SCRIPT_ERROR);
    lua_pushinteger(L, code == EXIT_SYSTEM || code == EXIT_NUMERIC ? code : EXIT_MODEL);
    lua_setfield(L, LUA_REGISTRYINDEX, SCRIPT_CODE);
    return lua_error(L);
}

int script_fail(lua_State *L, const struct fail *f)
{
    return script_end(L, f->code, f->text);
}

const char *script_suggest(lua_State *L, const char *name, const char *const *list)
{
    struct nearest near;
    nearest_start(&near, name);
    for (int i = 0; list[i]; i++)
        nearest_offer(&near, list[i]);
    if (nearest_best(&near))
        return lua_pushfstring(L, "; did you mean '%s'?", nearest_best(&near));
    lua_pushstring(L, list[0] ? "; there are " : "");
    for (int i = 0; list[i] && i <= LISTED; i++) {
        lua_pushfstring(L, "%s%s", i ? ", " : "", i < LISTED ? list[i] : "...");
        lua_concat(L, 2);
    }
    return lua_tostring(L, -1);
}

void script_check_options(lua_State *L, int i, const char *const *names)
{
    if (lua_isnoneornil(L, i))
        return;
    luaL_checktype(L, i, LUA_TTABLE);
    lua_pushnil(L);
    for (; lua_next(L, i); lua_pop(L, 1)) {
        const char *name = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : NULL;
        int n = 0;
        while (name && names[n] && strcmp(names[n], name) != 0)
            n++;
        if (!name)
            luaL_error(L, "options have names: {%s = ...}", names[0]);
        if (!names[n])
            luaL_error(L, "unknown option '%s'%s", name, script_suggest(L, name, names));
    }
}

int script_option(lua_State *L, int i, const char *name)
{
    if (!lua_isnoneornil(L, i))
        return lua_getfield(L, i, name);
    lua_pushnil(L);
    return LUA_TNIL;
}

lua_Integer script_option_integer(lua_State *L, int i, const char *name, lua_Integer otherwise)
{
    int whole = 1;
    if (script_option(L, i, name) != LUA_TNIL)
        otherwise = lua_type(L, -1) == LUA_TNUMBER ? lua_tointegerx(L, -1, &whole) : (whole = 0);
    if (!whole)
        luaL_error(L, "option '%s' is a whole number, got %s", name, luaL_tolstring(L, -1, NULL));
    lua_pop(L, 1);
    return otherwise;
}

int script_option_boolean(lua_State *L, int i, const char *name, int otherwise)
{
    int type = script_option(L, i, name);
    if (type != LUA_TNIL && type != LUA_TBOOLEAN)
        luaL_error(L, "option '%s' is true or false, got %s", name, luaL_tolstring(L, -1, NULL));
    if (type == LUA_TBOOLEAN)
        otherwise = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return otherwise;
}

const char *script_option_string(lua_State *L, int i, const char *name)
{
    int type = script_option(L, i, name);
    if (type != LUA_TNIL && type != LUA_TSTRING)
        luaL_error(L, "option '%s' is a string, got %s", name, luaL_tolstring(L, -1, NULL));
    return lua_tostring(L, -1);
}

/* ---- classes ---- */

#define METHODS "methods"

void script_push_class(lua_State *L, const char *name, const luaL_Reg *meta, const luaL_Reg *methods)
{
    if (luaL_getmetatable(L, name) != LUA_TNIL)
        return;
    lua_pop(L, 1);
    lua_newtable(L);
    luaL_setfuncs(L, meta, 0);
    lua_pushstring(L, name);
    lua_setfield(L, -2, "__name");
    if (methods) {
        lua_newtable(L);
        luaL_setfuncs(L, methods, 0);
        lua_setfield(L, -2, METHODS);
        lua_pushboolean(L, 0);
        lua_setfield(L, -2, "__metatable");     /* scripts do not reach __gc */
    }
    lua_pushvalue(L, -1);
    lua_setfield(L, LUA_REGISTRYINDEX, name);
}

void script_class(lua_State *L, const char *name, const luaL_Reg *meta, const luaL_Reg *methods)
{
    script_push_class(L, name, meta, methods);
    lua_pop(L, 1);
}

void script_add_method(lua_State *L, const char *class, const char *name, lua_CFunction method)
{
    luaL_getmetatable(L, class);
    lua_getfield(L, -1, METHODS);
    lua_pushcfunction(L, method);
    lua_setfield(L, -2, name);
    lua_pop(L, 2);
}

void *script_self(lua_State *L, int i, const char *class)
{
    void *self = luaL_testudata(L, i, class);
    if (!self && i == 1)
        luaL_error(L, "this is a method and wants a colon: x:method(...), not x.method(...)");
    return self ? self : luaL_checkudata(L, i, class);
}

int script_method(lua_State *L, int i, const char *name)
{
    luaL_getmetafield(L, i, METHODS);
    if (lua_getfield(L, -1, name) == LUA_TNIL) {
        lua_pop(L, 2);
        return 0;
    }
    lua_remove(L, -2);
    return 1;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int script_no_member(lua_State *L, int i, const char *what, const char *name, const char *const *fields)
{
    enum { MOST = 400 };
    const char *names[MOST + 1], *ours = axis_way_meant(name);
    int n = 0;
    if (ours && lua_type(L, i) == LUA_TTABLE)
        return luaL_error(L, "%s has no '%s'; write %s", what, name, ours);
    if (lua_type(L, i) == LUA_TTABLE)
        lua_pushvalue(L, i);
    else
        luaL_getmetafield(L, i, METHODS);
    lua_pushnil(L);
    for (; lua_next(L, -2); lua_pop(L, 1))
        if (n < MOST && lua_type(L, -2) == LUA_TSTRING)
            names[n++] = lua_tostring(L, -2);
    for (int k = 0; fields[k] && n < MOST; k++)
        names[n++] = fields[k];
    names[n] = NULL;
    qsort(names, (size_t)n, sizeof *names, compare_names);
    return luaL_error(L, "%s has no '%s'%s", what, name, script_suggest(L, name, names));
}

/* ---- paths, ranges, cells ---- */

long script_row(lua_State *L, int i, long rows, int first, const char *what)
{
    int whole;
    lua_Integer asked = lua_tointegerx(L, i, &whole);
    lua_Integer row = asked < 0 ? asked + rows : asked - first;
    if (!whole)
        luaL_error(L, "an index is a whole number");
    if (rows == 0)
        luaL_error(L, "index %I is out of range: %s has no rows", (LUAI_UACINT)asked, what);
    if (row < 0 || row >= rows)
        luaL_error(L, "index %I is out of range: %s has %I row%s, %d to %I (or -%I to -1)", (LUAI_UACINT)asked, what,
                   (LUAI_UACINT)rows, rows == 1 ? "" : "s", first, (LUAI_UACINT)(rows - 1 + first), (LUAI_UACINT)rows);
    return (long)row;
}

/* As the keys of nested tables: the end of a component before every character. */
int script_compare_paths(const char *a, const char *b)
{
    while (*a && *a == *b)
        a++, b++;
    int x = *a == '.' ? 1 : *a ? (unsigned char)*a + 2 : 0;
    int y = *b == '.' ? 1 : *b ? (unsigned char)*b + 2 : 0;
    return x - y;
}

static int read_bound(lua_State *L, int i, long *value)
{
    *value = lua_isnoneornil(L, i) ? 0 : (long)luaL_checkinteger(L, i);
    return !lua_isnoneornil(L, i);
}

struct space_range script_range(lua_State *L, int i)
{
    struct space_range r;
    r.has_start = read_bound(L, i, &r.start);
    r.has_stop = read_bound(L, i + 1, &r.stop);
    r.has_step = read_bound(L, i + 2, &r.step);
    return r;
}

static void push_number(lua_State *L, const struct column *c, double x)
{
    lua_Integer whole;
    if (column_name_of(c, x))
        lua_pushstring(L, column_name_of(c, x));
    else if ((c->integer || c->key) && lua_numbertointeger(x, &whole))
        lua_pushinteger(L, whole);
    else
        lua_pushnumber(L, x);
}

static void push_level(lua_State *L, const struct column *c, int level, const double **at)
{
    int levels = c->rank + (c->key != 0);
    if (level == levels) {
        push_number(L, c, *(*at)++);
        return;
    }
    long n = level < c->rank ? c->shape[level] : 2;
    lua_createtable(L, (int)n, 0);
    for (long i = 0; i < n; i++) {
        push_level(L, c, level + 1, at);
        lua_rawseti(L, -2, i + 1);
    }
}

void script_push_cell(lua_State *L, const struct column *c, const double *cell)
{
    luaL_checkstack(L, 8, NULL);
    push_level(L, c, 0, &cell);
}
