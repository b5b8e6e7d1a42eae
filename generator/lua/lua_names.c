/* lua_names.c -- dotted names and nested tables are the same thing.
 *
 * Points hold nested tables, rows hold dotted names. A table that was marked here
 * answers to both: point["coupling.instant.G"], row.coupling.instant.G. What it holds,
 * and so what pairs() gives, stays as it is.
 */
#include "lua_massc.h"
#include <string.h>

#define NAMES "massc.names"

/* What stands below "prefix." in the table at [from]: pushes a table of it, or nothing and
 * returns 0. */
static int push_below(lua_State *L, int from, const char *prefix)
{
    size_t n = strlen(prefix);
    int found = 0;
    lua_newtable(L);
    lua_pushnil(L);
    for (; lua_next(L, from); lua_pop(L, 1)) {
        const char *name = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "";
        if (strncmp(name, prefix, n) != 0 || name[n] != '.')
            continue;
        found = 1;
        lua_pushvalue(L, -1);
        lua_setfield(L, -4, name + n + 1);
    }
    if (found)
        script_mark_names(L);
    else
        lua_pop(L, 1);
    return found;
}

/* Pushes what "a.b.c" means in nested tables, or nil. */
static void push_nested(lua_State *L, int from, const char *path)
{
    lua_pushvalue(L, from);
    for (const char *dot; (dot = strchr(path, '.')) && lua_type(L, -1) == LUA_TTABLE; path = dot + 1) {
        lua_pushlstring(L, path, (size_t)(dot - path));
        lua_gettable(L, -2);
        lua_remove(L, -2);
    }
    if (strchr(path, '.') || lua_type(L, -1) != LUA_TTABLE)
        lua_pushnil(L);
    else
        lua_getfield(L, -1, path);
    lua_remove(L, -2);
}

static int names_index(lua_State *L)
{
    const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : NULL;
    luaL_checkstack(L, 8, NULL);
    if (!name)
        lua_pushnil(L);
    else if (!push_below(L, 1, name) && strchr(name, '.'))
        push_nested(L, 1, name);
    else if (lua_gettop(L) == 2)
        lua_pushnil(L);
    return 1;
}

void script_mark_names(lua_State *L)
{
    static const luaL_Reg meta[] = { { "__index", names_index }, { NULL, NULL } };
    script_push_class(L, NAMES, meta, NULL);
    lua_setmetatable(L, -2);
}
