/* emit_read.h -- where templates come from. */
#ifndef EMIT_READ_H
#define EMIT_READ_H
#include <lua.h>

/* For Lua, read(path): the ABI is runtime/kernel.h, all else lies below templates/, or
 * below the folder that is the first upvalue. */
int emit_read_template(lua_State *lua);
#endif
