/* command_lua.c -- massc lua SCRIPT [ARGS...], and the module massc itself.
 *
 * Scripts find the module loaded: as the global massc and by require "massc". The
 * same module is what the shared library gives a plain Lua 5.4. Ctrl-C raises a
 * flag; a hook that Lua calls every so many instructions looks at it, and so do
 * runs, so that a script ends between two instructions or two chunks of steps.
 */
#include "lua_massc.h"
#include <lualib.h>
#include <stdlib.h>
#include <string.h>
#include "cli/driver.h"
#include "standalone/interrupt.h"

enum { INSTRUCTIONS = 100000 };      /* between two looks at the flag: about a millisecond */

/* ---- the module ---- */

/* A name that is missing in the module would be nil, and its call an error about nil. */
static int no_function(lua_State *L)
{
    static const char *const none[] = { NULL };
    return script_no_member(L, 1, "massc", luaL_tolstring(L, 2, NULL), none);
}

int luaopen_massc(lua_State *L)
{
    luaL_checkversion(L);
    lua_newtable(L);
    script_open_axes(L);
    script_open_spaces(L);
    script_open_map(L);
    script_open_tables(L);
    script_open_series(L);
    script_open_experiments(L);
    lua_pushliteral(L, MASSC_VERSION);
    lua_setfield(L, -2, "version");
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, no_function);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
    return 1;
}

/* ---- the interpreter ---- */

struct warnings { int off, going_on; };

/* warn("@off") and warn("@on") as in lua itself; here warnings are on. */
static void on_warning(void *user, const char *text, int goes_on)
{
    struct warnings *w = user;
    if (!w->going_on && !goes_on && text[0] == '@') {
        w->off = strcmp(text, "@off") == 0 ? 1 : strcmp(text, "@on") == 0 ? 0 : w->off;
        return;
    }
    if (!w->off)
        fprintf(stderr, "%s%s", text, goes_on ? "" : "\n");
    w->going_on = goes_on;
}

static void look_at_flag(lua_State *L, lua_Debug *where)
{
    (void)where;
    if (*interrupt_flag())
        luaL_error(L, "interrupted");
}

static lua_State *volatile running;     /* for the signal's handler, which knows globals only */

/* As lua's own program does it: the flag is looked at before the next instruction,
 * not after many; there may be none, where a read that a signal ended is repeated. */
static void look_at_once(void)
{
    lua_sethook(running, look_at_flag, LUA_MASKCALL | LUA_MASKRET | LUA_MASKLINE | LUA_MASKCOUNT, 1);
}

/* An error value becomes its text, as lua's own handler does it. */
static int on_error(lua_State *L)
{
    if (!lua_isstring(L, 1) && !luaL_callmeta(L, 1, "__tostring"))
        lua_pushfstring(L, "the error is a %s value", luaL_typename(L, 1));
    lua_settop(L, -1);
    return 1;
}

static void set_arg(lua_State *L, char **words)
{
    lua_newtable(L);
    lua_pushliteral(L, "massc");
    lua_rawseti(L, -2, -2);
    lua_pushliteral(L, "lua");
    lua_rawseti(L, -2, -1);
    for (int i = 0; words[i]; i++) {
        lua_pushstring(L, words[i]);
        lua_rawseti(L, -2, i);
    }
    lua_setglobal(L, "arg");
}

static void set_registry(lua_State *L, char **words)
{
    const volatile sig_atomic_t **stop = lua_newuserdatauv(L, sizeof *stop, 0);
    *stop = interrupt_flag();
    lua_setfield(L, LUA_REGISTRYINDEX, SCRIPT_STOP);
    lua_pushliteral(L, "massc lua");
    for (int i = 0; words[i]; i++) {
        lua_pushfstring(L, " %s", words[i]);
        lua_concat(L, 2);
    }
    lua_setfield(L, LUA_REGISTRYINDEX, SCRIPT_COMMAND);
}

static int push_words(lua_State *L, char **words)
{
    int n = 0;
    for (; words[n]; n++) {
        luaL_checkstack(L, 2, "too many words");
        lua_pushstring(L, words[n]);
    }
    return n;
}

struct script {
    char **words;
    int has_begun;              /* errors are the script's, not the system's */
};

/* Everything that may raise or ask for memory, called protected. */
static int run_protected(lua_State *L)
{
    struct script *s = lua_touserdata(L, 1);
    luaL_openlibs(L);
    luaL_requiref(L, "massc", luaopen_massc, 1);
    set_arg(L, s->words);
    set_registry(L, s->words);
    int status = luaL_loadfile(L, strcmp(s->words[0], "-") == 0 ? NULL : s->words[0]);
    s->has_begun = status != LUA_ERRFILE;
    if (status != LUA_OK)
        return lua_error(L);
    lua_call(L, push_words(L, s->words + 1), 0);
    return 0;
}

/* Of the error on top, which ended the script. */
static int code_of(lua_State *L)
{
    lua_getfield(L, LUA_REGISTRYINDEX, SCRIPT_CODE);
    lua_getfield(L, LUA_REGISTRYINDEX, SCRIPT_ERROR);
    int code = lua_rawequal(L, -1, -3) ? (int)lua_tointeger(L, -2) : EXIT_MODEL;
    lua_pop(L, 2);
    return code;
}

/* 0 or the exit code; a message is on top then, [*placed] if it names its line. */
static int run_script(lua_State *L, char **words, int *placed)
{
    struct script s = { .words = words };
    lua_pushcfunction(L, on_error);
    lua_pushcfunction(L, run_protected);
    lua_pushlightuserdata(L, &s);
    int status = lua_pcall(L, 1, 0, 1);
    *placed = s.has_begun && status != LUA_ERRMEM;
    return status == LUA_OK ? EXIT_OK : *placed ? code_of(L) : EXIT_SYSTEM;
}

/* What is asked for memory outside of a protected call, or while a script is closed. */
static int panic(lua_State *L)
{
    const char *text = lua_tostring(L, -1);
    fprintf(stderr, "massc: error: %s\n", text ? text : "not enough memory");
    exit(EXIT_SYSTEM);
}

/* Messages of scripts name their own place; others get the program's name. */
static void report(const char *text, int placed)
{
    fprintf(stderr, "%s%s\n", placed ? "" : "massc: error: ", text ? text : "");
}

int command_lua(char **words)
{
    struct warnings warnings = { 0, 0 };
    struct fail f = { .code = 0 };
    if (!words[0])
        return complain_usage("lua needs a script: massc lua SCRIPT [ARGS...], or - for the standard input");
    lua_State *L = luaL_newstate();
    if (!L) {
        fail(&f, EXIT_SYSTEM, "out of memory");
        return complain(&f);
    }
    lua_atpanic(L, panic);
    running = L;
    interrupt_call(look_at_once);
    interrupt_watch();
    lua_setwarnf(L, on_warning, &warnings);
    lua_sethook(L, look_at_flag, LUA_MASKCOUNT, INSTRUCTIONS);
    int placed, code = run_script(L, words, &placed);
    interrupt_call(NULL);
    if (*interrupt_flag()) {             /* a script may take a read that failed for an end */
        fputs("massc: interrupted\n", stderr);
        code = EXIT_INTERRUPTED;
    } else if (code) {
        report(lua_tostring(L, -1), placed);
    }
    lua_close(L);
    if (code == EXIT_OK && flush_stdout(&f) < 0)
        return complain(&f);
    return code;
}
