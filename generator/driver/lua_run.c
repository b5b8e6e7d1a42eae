/* lua_run.c -- massc.load: experiments, and running them over a space.
 *
 * A space built in Lua is written down as an explore block, which the parser and
 * the checker take like any other: every rule for axes holds, and messages show
 * the line, as "space:3:1: error: ...". Such a block stands behind the file, or in
 * the place of an exploration whose observations it is to have; then only groups
 * (their labels may be any text) and the part that a slice keeps are set by hand.
 */
#include "lua_massc.h"
#include <stdlib.h>
#include <string.h>
#include "driver.h"
#include "file.h"
#include "lua_request.h"
#include "pipeline.h"

#define SCRIPT_EXPERIMENT "massc.experiment"

struct script_experiment {
    struct pipeline pipe;           /* its arena holds all else */
    struct model_library library;
    const char *warnings;
    struct experiment *e;
    int open;
};

static struct script_experiment *check_experiment(lua_State *L, int i)
{
    return luaL_checkudata(L, i, SCRIPT_EXPERIMENT);
}

static int experiment_gc(lua_State *L)
{
    struct script_experiment *x = check_experiment(L, 1);
    if (x->open)
        pipeline_close(&x->pipe);
    memset(x, 0, sizeof *x);
    return 0;
}

/* ---- massc.load ---- */

static int load_experiment(lua_State *L)
{
    const char *name = luaL_checkstring(L, 1);
    struct script_experiment *x = lua_newuserdatauv(L, sizeof *x, 0);
    struct fail f = { .code = 0 };
    struct overrides none = { .sets = NULL };
    int code;
    memset(x, 0, sizeof *x);
    luaL_setmetatable(L, SCRIPT_EXPERIMENT);
    pipeline_open(&x->pipe, &x->library.calls);
    x->open = 1;
    library_open(&x->library, &x->pipe.arena);
    const char *path = file_find(name, &x->pipe.arena, &f);
    if (!path)
        return script_fail(L, &f);
    x->e = pipeline_read(&x->pipe, path, &none, &code);
    x->warnings = request_messages(&x->pipe.diags, &x->pipe.arena);
    if (!x->e)
        return luaL_error(L, "%s has errors\n%s", path, x->warnings);
    if (x->e->src->len == 0)
        return luaL_error(L, "'%s' is empty", path);
    if (x->warnings[0])
        lua_warning(L, x->warnings, 0);
    return 1;
}

/* ---- experiment:space ---- */

static const struct exploration *choose(lua_State *L, const struct experiment *e, const char *name)
{
    struct fail f = { .code = 0 };
    const struct exploration *x = request_choose(e, name, &f);
    if (!x)
        script_fail(L, &f);
    return x;
}

static void push_value(lua_State *L, const struct experiment *e, const struct quantity *q)
{
    struct column c = { .rank = 1, .shape = { q->value_count } };
    if (q->kind == QUANTITY_WEIGHTS)
        c = (struct column){ .rank = 2, .shape = { e->nodes, e->nodes } };
    if (q->kind == QUANTITY_NOISE_KEY)
        lua_pushinteger(L, q->seed);
    else if (q->values)
        script_push_cell(L, &c, q->values);
    else
        lua_pushnumber(L, q->value);
}

/* What the exploration itself declares and sets belongs to its points. */
static void add_fixed(lua_State *L, const struct experiment *e, const struct exploration *x)
{
    lua_getiuservalue(L, -1, SPACE_FIXED);
    for (int i = 0; i < e->quantity_count; i++) {
        const struct quantity *q = model_quantity(e, x, i);
        int is_set = q != &e->quantities[i];
        if (model_axis(x, i) < 0 && (is_set || q->owner == x)) {
            push_value(L, e, q);
            lua_setfield(L, -2, q->path);
        }
    }
    lua_pop(L, 1);
}

static int experiment_space(lua_State *L)
{
    const struct script_experiment *from = check_experiment(L, 1);
    const struct exploration *x = choose(L, from->e, luaL_optstring(L, 2, NULL));
    struct fail f = { .code = 0 };
    struct script_space *s = script_space_new(L);
    s->exploration = x->name;
    lua_pushvalue(L, 1);
    lua_setiuservalue(L, -2, SPACE_LENDERS);
    lua_pushvalue(L, 1);
    lua_setiuservalue(L, -2, SPACE_EXPERIMENT);
    if (build_space(from->e, x, &s->arena, &s->space, &f) < 0)
        return script_fail(L, &f);
    script_space_ready(L, s);
    add_fixed(L, from->e, x);
    return 1;
}

/* ---- settings of a run ---- */

/* Stack places of experiment:run. */
enum { EXPERIMENT = 1, WHAT, OPTIONS, RESULT };

/* Settings are collected in the arena, which belongs to the result. */
struct note {
    struct arena *arena;
    char *bytes;
    size_t len, cap;
};

static void add(struct note *n, const char *s)
{
    size_t len = strlen(s);
    if (n->len + len >= n->cap) {
        n->cap = 2*(n->len + len) + 64;
        char *more = arena_alloc(n->arena, n->cap);
        if (n->bytes)
            memcpy(more, n->bytes, n->len);
        n->bytes = more;
    }
    memcpy(n->bytes + n->len, s, len + 1);
    n->len += len;
}

/* The value on top as the language writes it. */
static void add_value(lua_State *L, struct note *n, const char *path, int depth)
{
    char number[64];
    int type = lua_type(L, -1);
    if (lua_isinteger(L, -1)) {
        snprintf(number, sizeof number, "%lld", (long long)lua_tointeger(L, -1));
        add(n, number);
    } else if (type == LUA_TNUMBER) {
        add(n, text_number(number, lua_tonumber(L, -1), 0));
    } else if (type == LUA_TSTRING && depth == 0) {
        add(n, lua_tostring(L, -1));
    } else if (type == LUA_TTABLE && depth < 4) {
        lua_Integer count = (lua_Integer)lua_rawlen(L, -1);
        add(n, "[");
        for (lua_Integer i = 1; i <= count; i++) {
            add(n, i > 1 ? ", " : "");
            lua_rawgeti(L, -1, i);
            add_value(L, n, path, depth + 1);
            lua_pop(L, 1);
        }
        add(n, "]");
    } else {
        luaL_error(L, "'%s' cannot be set to a %s; a setting is a number, a string, or a list of numbers",
                   path, luaL_typename(L, -1));
    }
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "path=value" of every entry of the table on top, sorted, into [list]. */
static int add_settings(lua_State *L, struct arena *a, const char **list)
{
    int count = 0;
    lua_pushnil(L);
    for (; lua_next(L, -2); lua_pop(L, 1)) {
        struct note n = { .arena = a };
        if (lua_type(L, -2) != LUA_TSTRING)
            luaL_error(L, "a setting has a name: {[\"noise.sigma\"] = 0.01}");
        const char *path = lua_tostring(L, -2);
        add(&n, path);
        add(&n, "=");
        add_value(L, &n, path, 0);
        list[count++] = n.bytes;
    }
    qsort(list, (size_t)count, sizeof *list, compare_texts);
    return count;
}

static int entries(lua_State *L)
{
    int n = 0;
    lua_pushnil(L);
    for (; lua_next(L, -2); lua_pop(L, 1))
        n++;
    return n;
}

/* First what the space holds fixed, then the option 'set', which so wins. */
static void read_sets(lua_State *L, struct request *q)
{
    int top = lua_gettop(L), count = 0;
    int type = script_option(L, OPTIONS, "set");
    if (type == LUA_TNIL)
        lua_newtable(L);
    else if (type != LUA_TTABLE)
        luaL_error(L, "option 'set' is a table: {[\"noise.sigma\"] = 0.01}");
    if (q->space)
        lua_getiuservalue(L, WHAT, SPACE_FIXED);
    else
        lua_newtable(L);
    lua_insert(L, -2);
    lua_pushvalue(L, -2);
    int room = entries(L);
    lua_pop(L, 1);
    room += entries(L);
    const char **list = ARENA_ARRAY(&q->result->arena, const char *, room + 1);
    lua_pushvalue(L, -2);
    count = add_settings(L, &q->result->arena, list);
    lua_pop(L, 1);
    add_settings(L, &q->result->arena, list + count);
    q->over.sets = list;
    lua_settop(L, top);
}

/* ---- options of a run ---- */

static void read_engine(lua_State *L, struct request *q)
{
    static const char *const names[] = { "auto", "tcc", "gcc", "clang", NULL };
    const char *name = script_option_string(L, OPTIONS, "engine");
    if (name && engine_parse(name, &q->engine) < 0)
        luaL_error(L, "unknown engine '%s'%s", name, script_suggest(L, name, names));
}

static void read_real(lua_State *L, struct request *q)
{
    const char *name = script_option_string(L, OPTIONS, "real");
    int bytes = !name ? 0 : strcmp(name, "f32") == 0 ? 4 : strcmp(name, "f64") == 0 ? 8 : -1;
    if (bytes < 0)
        luaL_error(L, "option 'real' is 'f32' or 'f64', got '%s'", name);
    if (q->space && q->space->precise) {
        if (bytes && bytes != q->space->space.bytes)
            luaL_error(L, "the space was made in %s precision, and real is '%s'; leave out one",
                       q->space->space.bytes == 4 ? "single" : "double", name);
        bytes = q->space->space.bytes;
    }
    q->over.real = bytes;
}

static void read_key(lua_State *L, struct request *q)
{
    if (script_option(L, OPTIONS, "key") != LUA_TNIL)
        q->over.key = arena_print(&q->result->arena, "%lld",
                                  (long long)script_option_integer(L, OPTIONS, "key", 0));
}

static void read_threads(lua_State *L, struct request *q)
{
    enum { THREADS_MAX = 1024 };
    lua_Integer n = script_option_integer(L, OPTIONS, "threads", 0);
    if (n < 0 || n > THREADS_MAX)
        luaL_error(L, "option 'threads' is a number from 1 to %d, got %I", THREADS_MAX, (LUAI_UACINT)n);
    q->threads = (int)n;
}

/* A space that was asked of this experiment stands for its exploration. */
static void read_exploration(lua_State *L, struct request *q)
{
    q->exploration = script_option_string(L, OPTIONS, "explore");
    if (!q->space) {
        if (q->exploration)
            luaL_error(L, "option 'explore' goes with a space: which exploration it stands for");
        q->exploration = lua_tostring(L, WHAT);
        return;
    }
    lua_getiuservalue(L, WHAT, SPACE_EXPERIMENT);
    if (!q->exploration && lua_rawequal(L, -1, EXPERIMENT))
        q->exploration = q->space->exploration;
}

static void read_options(lua_State *L, struct request *q)
{
    static const char *const names[] = { "threads", "engine", "real", "set", "key", "out", "quiet",
                                         "explore", NULL };
    luaL_checkstack(L, 40, NULL);
    script_check_options(L, OPTIONS, names);
    read_engine(L, q);
    read_real(L, q);
    read_key(L, q);
    read_threads(L, q);
    read_sets(L, q);
    read_exploration(L, q);
    q->quiet = script_option_boolean(L, OPTIONS, "quiet", 0);
    q->out = script_option_string(L, OPTIONS, "out");
    lua_getfield(L, LUA_REGISTRYINDEX, SCRIPT_STOP);
    q->stop = lua_touserdata(L, -1);
    lua_getfield(L, LUA_REGISTRYINDEX, SCRIPT_COMMAND);
    q->command = lua_tostring(L, -1);
}

/* exp:run(), exp:run("name"), exp:run(space), each with a table of options behind. */
static void read_what(lua_State *L, struct request *q)
{
    if (lua_istable(L, WHAT) && lua_isnoneornil(L, OPTIONS)) {
        lua_pushnil(L);
        lua_insert(L, WHAT);
    }
    lua_settop(L, OPTIONS);
    q->space = luaL_testudata(L, WHAT, SCRIPT_SPACE);
    if (!q->space && !lua_isnil(L, WHAT) && lua_type(L, WHAT) != LUA_TSTRING)
        luaL_argerror(L, WHAT - 1, "the name of an exploration or a space expected");
}

static int experiment_run(lua_State *L)
{
    const struct script_experiment *x = check_experiment(L, EXPERIMENT);
    struct request q = { .e = x->e };
    struct fail f = { .code = 0 };
    read_what(L, &q);
    q.result = script_table_new(L);
    read_options(L, &q);
    int status = request_run(&q, &f);
    if (status < 0)
        return q.messages ? luaL_error(L, "%s\n%s", f.text, q.messages) : script_fail(L, &f);
    if (q.warning)
        lua_warning(L, q.warning, 0);
    lua_settop(L, RESULT);
    return 1;
}

/* ---- what an experiment tells ---- */

static void push_explorations(lua_State *L, const struct experiment *e)
{
    lua_createtable(L, e->exploration_count, 0);
    for (int i = 0; i < e->exploration_count; i++) {
        lua_pushstring(L, e->explorations[i].name);
        lua_rawseti(L, -2, i + 1);
    }
}

static int experiment_index(lua_State *L)
{
    const struct script_experiment *x = check_experiment(L, 1);
    const char *name = luaL_checkstring(L, 2);
    if (script_method(L, 1, name))
        return 1;
    if (strcmp(name, "explorations") == 0)
        push_explorations(L, x->e);
    else if (strcmp(name, "name") == 0)
        lua_pushstring(L, x->e->name);
    else if (strcmp(name, "path") == 0)
        lua_pushstring(L, x->e->src->path);
    else if (strcmp(name, "precision") == 0)
        lua_pushstring(L, x->e->single ? "single" : "double");
    else if (strcmp(name, "warnings") == 0)
        lua_pushstring(L, x->warnings);
    else
        lua_pushnil(L);
    return 1;
}

static int experiment_string(lua_State *L)
{
    const struct script_experiment *x = check_experiment(L, 1);
    lua_pushfstring(L, "Experiment(%s, explorations=%d)", x->e->name, x->e->exploration_count);
    return 1;
}

void script_open_experiments(lua_State *L)
{
    static const luaL_Reg meta[] = {
        { "__gc", experiment_gc }, { "__index", experiment_index },
        { "__tostring", experiment_string }, { NULL, NULL }
    };
    static const luaL_Reg methods[] = {
        { "space", experiment_space }, { "run", experiment_run }, { NULL, NULL }
    };
    script_class(L, SCRIPT_EXPERIMENT, meta, methods);
    lua_pushcfunction(L, load_experiment);
    lua_setfield(L, -2, "load");
}
