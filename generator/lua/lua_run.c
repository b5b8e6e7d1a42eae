/* lua_run.c -- massc.load, massc.compile: experiments, and running them over a space.
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
#include "cli/driver.h"
#include "job/file.h"
#include "lua_request.h"
#include "job/choose.h"
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
    return script_self(L, i, SCRIPT_EXPERIMENT);
}

static int experiment_gc(lua_State *L)
{
    struct script_experiment *x = check_experiment(L, 1);
    if (x->open)
        pipeline_close(&x->pipe);
    memset(x, 0, sizeof *x);
    return 0;
}

/* ---- massc.load, massc.compile ---- */

struct loading {
    struct script_experiment *x;
    const char *name;               /* of a file; NULL: [len] bytes of text */
    const char *text;
    size_t len;
    const char *path;               /* what messages call it */
    struct fail fail;
};

/* Without Lua, whose frames nothing may jump over. */
static void load(void *user)
{
    struct loading *l = user;
    struct script_experiment *x = l->x;
    struct arena *a = &x->pipe.arena;
    struct overrides none = { .sets = NULL };
    int code;
    library_open(&x->library, a);
    l->path = l->name ? file_find(l->name, a, &l->fail) : "<text>";
    if (!l->path)
        return;
    x->e = l->name ? file_read(&x->pipe, l->path, &none, &code)
         : pipeline_check(&x->pipe, source_text(l->path, arena_copy(a, l->text, l->len), l->len, a), &none, &code);
    x->warnings = request_messages(&x->pipe.diags, a);
}

static int open_experiment(lua_State *L, struct loading l)
{
    struct script_experiment *x = l.x = lua_newuserdatauv(L, sizeof *x, 0);
    struct guard g;
    memset(x, 0, sizeof *x);
    luaL_setmetatable(L, SCRIPT_EXPERIMENT);
    pipeline_open(&x->pipe, &x->library.calls);
    x->open = 1;
    if (guard_call(&g, load, &l) < 0)
        fail(&l.fail, g.code, "%s", g.text);
    if (l.fail.code)
        return script_fail(L, &l.fail);
    if (!x->e)
        return luaL_error(L, "%s has errors\n%s", l.path, x->warnings);
    if (x->e->src->len == 0)
        return luaL_error(L, "'%s' is empty", l.path);
    if (x->warnings[0])
        lua_warning(L, x->warnings, 0);
    return 1;
}

static int load_experiment(lua_State *L)
{
    return open_experiment(L, (struct loading){ .name = luaL_checkstring(L, 1) });
}

static int compile_experiment(lua_State *L)
{
    struct loading l = { .name = NULL };
    l.text = luaL_checklstring(L, 1, &l.len);
    return open_experiment(L, l);
}

/* ---- experiment:space ---- */

static const struct exploration *choose(lua_State *L, const struct experiment *e, const char *name)
{
    struct fail f = { .code = 0 };
    const struct exploration *x = choose_exploration(e, name, &f);
    if (!x)
        script_fail(L, &f);
    return x;
}

static void push_value(lua_State *L, const struct experiment *e, const struct quantity *q)
{
    struct column c = { .rank = 1, .shape = { q->value_count } };
    if (model_is_matrix(q))
        c = (struct column){ .rank = 2, .shape = { e->nodes, e->nodes } };
    if (q->kind == QUANTITY_NOISE_KEY)
        lua_pushinteger(L, q->seed);
    else if (q->values)
        script_push_cell(L, &c, q->values);
    else if (q->sparse)
        lua_pushnil(L);                     /* a matrix of which only the edges are kept */
    else
        lua_pushnumber(L, q->value);
}

/* What the exploration itself declares and sets belongs to its points; what follows from it follows there, too. */
static void add_fixed(lua_State *L, const struct experiment *e, const struct exploration *x)
{
    lua_getiuservalue(L, -1, SPACE_FIXED);
    for (int i = 0; i < e->quantity_count; i++) {
        const struct quantity *q = model_quantity(e, x, i);
        if (model_axis(x, i) < 0 && !model_formula(e, x, i) && (model_setting(x, i) || q->owner == x)) {
            push_value(L, e, q);
            lua_setfield(L, -2, q->path);
        }
    }
    lua_pop(L, 1);
}

struct building {
    const struct experiment *e;
    const struct exploration *x;
    struct script_space *s;
};

static void build(void *user)
{
    const struct building *b = user;
    b->s->space = build_space(b->e, b->x, &b->s->arena);
}

static int experiment_space(lua_State *L)
{
    const struct script_experiment *from = check_experiment(L, 1);
    const struct exploration *x = choose(L, from->e, luaL_optstring(L, 2, NULL));
    struct fail f = { .code = 0 };
    struct script_space *s = script_space_new(L);
    s->exploration = x->name;
    s->keyed = 1;
    lua_pushvalue(L, 1);
    lua_setiuservalue(L, -2, SPACE_LENDERS);
    lua_pushvalue(L, 1);
    lua_setiuservalue(L, -2, SPACE_EXPERIMENT);
    script_protect(L, build, &(struct building){ from->e, x, s });
    if (space_open(&s->space, &f) < 0) {
        fail_in_front(&f, "exploration '%s': ", x->name);
        return script_fail(L, &f);
    }
    script_space_ready(L, s);
    add_fixed(L, from->e, x);
    return 1;
}

/* ---- experiment:run ---- */

/* exp:run(), exp:run("name"), exp:run(space), each with a table of options behind. */
static void read_what(lua_State *L, struct request *q)
{
    if (lua_istable(L, RUN_WHAT) && lua_isnoneornil(L, RUN_OPTIONS)) {
        lua_pushnil(L);
        lua_insert(L, RUN_WHAT);
    }
    lua_settop(L, RUN_OPTIONS);
    q->space = luaL_testudata(L, RUN_WHAT, SCRIPT_SPACE);
    if (!q->space && !lua_isnil(L, RUN_WHAT) && lua_type(L, RUN_WHAT) != LUA_TSTRING)
        luaL_argerror(L, RUN_WHAT - 1, "the name of an exploration or a space expected");
}

static int experiment_run(lua_State *L)
{
    const struct script_experiment *x = check_experiment(L, RUN_EXPERIMENT);
    struct request q = { .e = x->e, .known = &x->pipe.diags };
    struct fail f = { .code = 0 };
    read_what(L, &q);
    q.result = script_table_new(L);
    script_run_options(L, &q);
    int status = request_run(&q, &f);
    if (status < 0)
        return q.messages ? luaL_error(L, "%s\n%s", f.text, q.messages) : script_fail(L, &f);
    if (q.warning[0])
        lua_warning(L, q.warning, 0);
    if (q.strict_fault)
        return script_end(L, EXIT_NUMERIC, q.strict_fault);
    lua_settop(L, RUN_RESULT);
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
    static const char *const fields[] = { "explorations", "name", "path", "precision", "warnings", NULL };
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
        lua_pushstring(L, precision_words[x->e->single]);
    else if (strcmp(name, "warnings") == 0)
        lua_pushstring(L, x->warnings);
    else
        return script_no_member(L, 1, "an experiment", name, fields);
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
    lua_pushcfunction(L, compile_experiment);
    lua_setfield(L, -2, "compile");
}
