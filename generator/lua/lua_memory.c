/* lua_memory.c -- memory of our own asked for by code that Lua called.
 *
 * What asks stands under a guard, and what it raised becomes a Lua error behind it.
 */
#include "lua_massc.h"
#include <stdio.h>
#include <string.h>
#include "base/guard.h"

void script_protect(lua_State *L, void (*work)(void *user), void *user)
{
    struct guard g;
    if (guard_call(&g, work, user) < 0)
        script_end(L, g.code, g.text);
}

struct piece {
    struct arena *arena;
    size_t bytes;
    void *block;
};

static void take(void *user)
{
    struct piece *p = user;
    p->block = arena_alloc(p->arena, p->bytes);
}

void *script_alloc(lua_State *L, struct arena *a, size_t bytes)
{
    struct piece p = { .arena = a, .bytes = bytes };
    script_protect(L, take, &p);
    return p.block;
}

const char *script_copy(lua_State *L, struct arena *a, const char *s)
{
    size_t bytes = strlen(s) + 1;
    return memcpy(script_alloc(L, a, bytes), s, bytes);
}

const char *script_write(lua_State *L, struct arena *a, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    size_t bytes = (size_t)vsnprintf(NULL, 0, format, args) + 1;
    va_end(args);
    char *text = script_alloc(L, a, bytes);
    vsnprintf(text, bytes, format, again);
    va_end(again);
    return text;
}
