/* emit_read.c -- where templates come from: the program itself, or a folder. */
#include "emit_read.h"
#include <lauxlib.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
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

/* Whatever Lua raises, no file may be open then: room is asked for in between. */
static int push_file(lua_State *lua, const char *path)
{
    struct stat st;
    if (stat(path, &st) < 0 || !S_ISREG(st.st_mode))
        return luaL_error(lua, "%s cannot be read", path);
    char *room = lua_newuserdatauv(lua, (size_t)st.st_size + 1, 0);
    FILE *f = fopen(path, "rb");
    if (!f)
        return luaL_error(lua, "%s cannot be read", path);
    size_t n = fread(room, 1, (size_t)st.st_size, f);
    fclose(f);
    lua_pushlstring(lua, room, n);
    return 1;
}

int emit_read_template(lua_State *lua)
{
    const char *path = luaL_checkstring(lua, 1);
    const char *folder = lua_tostring(lua, lua_upvalueindex(1));
    if (strcmp(path, "kernel.h") == 0)
        return push_embedded(lua, "runtime/engine/kernel.h");
    if (folder)
        return push_file(lua, lua_pushfstring(lua, "%s/%s", folder, path));
    return push_embedded(lua, lua_pushfstring(lua, "templates/%s", path));
}

int emit_ran_out(lua_State *lua, int status)
{
    static const char words[] = "not enough memory";
    const size_t tail = sizeof words - 1;
    size_t n = 0;
    const char *text = status == LUA_ERRRUN ? lua_tolstring(lua, -1, &n) : NULL;
    return status == LUA_ERRMEM || (text && n >= tail && strcmp(text + n - tail, words) == 0);
}
