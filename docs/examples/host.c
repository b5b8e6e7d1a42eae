/* host.c -- a program that embeds Lua, and massc in it: its scripts have the module massc.
 *
 *   cc host.c $(pkg-config --cflags --libs massc lua5.4) -o host
 *   ./host SCRIPT.lua [WORD]...
 *
 * The Lua of the program is the one that libmassc.so is linked with: one library, one kind of state.
 */
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdio.h>

int luaopen_massc(lua_State *L);        /* of libmassc */

/* As lua5.4 does: the words behind the script are what "..." is in it. */
static int run_script(lua_State *L, int count, char **words)
{
    int status = luaL_loadfile(L, words[0]);
    for (int i = 1; status == LUA_OK && i < count; i++)
        lua_pushstring(L, words[i]);
    return status == LUA_OK ? lua_pcall(L, count - 1, 0, 0) : status;
}

int main(int argc, char **argv)
{
    lua_State *L = argc > 1 ? luaL_newstate() : NULL;
    if (!L) {
        fputs("usage: host SCRIPT.lua [WORD]...\n", stderr);
        return 2;
    }
    luaL_openlibs(L);
    luaL_requiref(L, "massc", luaopen_massc, 0);        /* so that scripts may write: require "massc" */
    lua_pop(L, 1);
    int status = run_script(L, argc - 1, argv + 1);
    if (status != LUA_OK)
        fprintf(stderr, "%s\n", luaL_tolstring(L, -1, NULL));
    lua_close(L);
    return status == LUA_OK ? 0 : 1;
}
