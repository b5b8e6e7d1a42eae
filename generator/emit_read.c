/* emit_read.c -- where templates come from: the program itself, or a folder. */
#include "emit_read.h"
#include <lauxlib.h>
#include <stdio.h>
#include <string.h>
#include "embedded.h"

static int push_embedded(lua_State *lua, const char *path)
{
    for (const struct embedded_file *f = embedded_files; f->path; f++)
        if (strcmp(f->path, path) == 0) {
            lua_pushlstring(lua, f->text, f->len);
            return 1;
        }
    return luaL_error(lua, "%s is not embedded", path);
}

static int push_file(lua_State *lua, const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return luaL_error(lua, "%s cannot be read", path);
    luaL_Buffer b;
    luaL_buffinit(lua, &b);
    for (size_t n; (n = fread(luaL_prepbuffer(&b), 1, LUAL_BUFFERSIZE, f)) > 0;)
        luaL_addsize(&b, n);
    fclose(f);
    luaL_pushresult(&b);
    return 1;
}

int emit_read_template(lua_State *lua)
{
    const char *path = luaL_checkstring(lua, 1);
    const char *folder = lua_tostring(lua, lua_upvalueindex(1));
    if (strcmp(path, "kernel.h") == 0)
        return push_embedded(lua, "runtime/kernel.h");
    if (folder)
        return push_file(lua, lua_pushfstring(lua, "%s/%s", folder, path));
    return push_embedded(lua, lua_pushfstring(lua, "templates/%s", path));
}
