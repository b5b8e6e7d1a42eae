/* emit_read.h -- where templates come from. */
#ifndef EMIT_READ_H
#define EMIT_READ_H
#include <lua.h>

/* For Lua, read(path): the ABI is runtime/engine/kernel.h, all else lies below templates/, or
 * below the folder that is the first upvalue. */
int emit_read_template(lua_State *lua);

/* Did a call that ended with [status] and its message run out of memory? load() hands
 * that on as a text with a line before it. */
int emit_ran_out(lua_State *lua, int status);
#endif
