/* lua_options.c -- the options of a run: those of the command line, as a Lua table.
 *
 * Which there are and what values they take their tables say (job/option.h); a flag is true
 * or false here, and what adds up there, --set and --axis, is a table of names. Two
 * options are of scripts alone: out, without which nothing is written, and explore.
 */
#include <stdlib.h>
#include <string.h>
#include "cli/driver.h"
#include "lua_request.h"
#include "base/number.h"
#include "base/text.h"

/* ---- settings, axes ---- */

/* Entries are collected in the arena, which belongs to the result. */
struct note {
    lua_State *L;                       /* where a lack of memory is raised */
    struct arena *arena;
    char *bytes;
    size_t len, cap;
};

struct list {
    lua_State *L;
    struct arena *arena;
    const char **entries;               /* NULL-terminated */
    int count, room;
    int axes;                           /* of axes, not of values */
};

static void add(struct note *n, const char *s)
{
    size_t len = strlen(s);
    if (n->len + len >= n->cap) {
        n->cap = 2*(n->len + len) + 64;
        char *more = script_alloc(n->L, n->arena, n->cap);
        if (n->bytes)
            memcpy(more, n->bytes, n->len);
        n->bytes = more;
    }
    memcpy(n->bytes + n->len, s, len + 1);
    n->len += len;
}

static void add_entry(struct list *l, const char *entry)
{
    if (l->count + 1 >= l->room) {
        const char **old = l->entries;
        l->room = 2*l->room + 16;
        l->entries = SCRIPT_ARRAY(l->L, l->arena, const char *, l->room);
        if (old)
            memcpy(l->entries, old, (size_t)l->count*sizeof *old);
    }
    l->entries[l->count++] = entry;
    l->entries[l->count] = NULL;
}

static void refuse_value(lua_State *L, const struct list *l, const char *path)
{
    luaL_error(L, l->axes ? "'%s' cannot be an axis of a %s; an axis is massc.grid(0, 1, 8), a string "
               "\"grid(0, 1, 8)\", or a list" : "'%s' cannot be set to a %s; a setting is a number, "
               "a string, or a list of numbers", path, luaL_typename(L, -1));
}

/* The value on top as the language writes it. */
static void add_value(lua_State *L, const struct list *l, struct note *n, const char *path, int depth)
{
    char number[64];
    int type = lua_type(L, -1);
    if (lua_isinteger(L, -1)) {
        snprintf(number, sizeof number, "%lld", (long long)lua_tointeger(L, -1));
        add(n, number);
    } else if (type == LUA_TNUMBER) {
        add(n, number_shortest(number, lua_tonumber(L, -1), 0));
    } else if (type == LUA_TSTRING && depth == 0) {
        add(n, lua_tostring(L, -1));
    } else if (type == LUA_TTABLE && depth < 4) {
        lua_Integer count = (lua_Integer)lua_rawlen(L, -1);
        luaL_checkstack(L, 4, NULL);
        add(n, "[");
        for (lua_Integer i = 1; i <= count; i++) {
            add(n, i > 1 ? ", " : "");
            lua_rawgeti(L, -1, i);
            add_value(L, l, n, path, depth + 1);
            lua_pop(L, 1);
        }
        add(n, "]");
    } else {
        refuse_value(L, l, path);
    }
}

struct axis_text {
    const struct axis *axis;
    struct arena *arena;
    const char *text;
};

static void write_axis(void *user)
{
    struct axis_text *w = user;
    struct text text = { 0 };
    script_axis_text(w->axis, &text);
    w->text = arena_copy(w->arena, text_string(&text), text.len);
    text_free(&text);
}

/* An axis that was made by a constructor. */
static void add_axis(lua_State *L, struct note *n, const char *path, const struct script_axis *x)
{
    struct axis_text w = { .axis = &x->axis, .arena = n->arena };
    if (x->group)
        luaL_error(L, "'%s' has a group; the groups of a file stay, others need a space", path);
    script_protect(L, write_axis, &w);
    add(n, x->axis.kind == AXIS_LAW ? "~" : "=");
    add(n, w.text);
}

static void add_named(lua_State *L, struct list *l, const char *prefix, int depth);

/* The value on top belongs to [path]; a table of names holds what is below it. */
static void add_one(lua_State *L, struct list *l, const char *path, int depth)
{
    struct note n = { .L = L, .arena = l->arena };
    const struct script_axis *x = luaL_testudata(L, -1, SCRIPT_AXIS);
    if (lua_type(L, -1) == LUA_TTABLE && lua_rawlen(L, -1) == 0) {
        add_named(L, l, path, depth + 1);
        return;
    }
    add(&n, path);
    if (x && l->axes) {
        add_axis(L, &n, path, x);
    } else {
        int law = l->axes && lua_type(L, -1) == LUA_TSTRING
               && lua_tostring(L, -1)[strspn(lua_tostring(L, -1), " ")] == '~';
        add(&n, law ? "" : "=");
        add_value(L, l, &n, path, 0);
    }
    add_entry(l, n.bytes);
}

static void add_named(lua_State *L, struct list *l, const char *prefix, int depth)
{
    if (depth > 16)
        luaL_error(L, "option '%s' is nested too deeply, or holds itself", l->axes ? "axis" : "set");
    luaL_checkstack(L, 8, NULL);
    lua_pushnil(L);
    while (lua_next(L, -2)) {
        if (lua_type(L, -2) != LUA_TSTRING)
            luaL_error(L, l->axes ? "an axis has a name: {[\"noise.sigma\"] = massc.grid(0, 1, 8)}"
                                  : "a setting has a name: {[\"noise.sigma\"] = 0.01}");
        const char *path = script_write(L, l->arena, "%s%s%s", prefix, *prefix ? "." : "", lua_tostring(L, -2));
        add_one(L, l, path, depth);
        lua_pop(L, 1);
    }
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The entries of the table on top, sorted: Lua's tables have no order. */
static void add_sorted(lua_State *L, struct list *l)
{
    int first = l->count;
    add_named(L, l, "", 0);
    if (l->count > first)
        qsort(l->entries + first, (size_t)(l->count - first), sizeof *l->entries, compare_texts);
}

static void read_list(lua_State *L, const char *name, struct list *l)
{
    int type = script_option(L, RUN_OPTIONS, name);
    if (type != LUA_TNIL && type != LUA_TTABLE)
        luaL_error(L, l->axes ? "option 'axis' is a table: {[\"noise.sigma\"] = massc.grid(0, 1, 8)}"
                              : "option 'set' is a table: {[\"noise.sigma\"] = 0.01}");
    if (type == LUA_TTABLE)
        add_sorted(L, l);
    lua_pop(L, 1);
}

/* First what the space holds fixed, then the option 'set', which so wins. */
static void read_sets(lua_State *L, struct request *q)
{
    struct list sets = { .L = L, .arena = &q->result->arena };
    if (q->space) {
        lua_getiuservalue(L, RUN_WHAT, SPACE_FIXED);
        add_sorted(L, &sets);
        lua_pop(L, 1);
    }
    read_list(L, "set", &sets);
    q->o.run.sets = sets.entries;
}

static void read_axes(lua_State *L, struct request *q)
{
    struct list axes = { .L = L, .arena = &q->result->arena, .axes = 1 };
    read_list(L, "axis", &axes);
    if (q->space && axes.count)
        luaL_error(L, "option 'axis' goes with an exploration of the file; put the axis into the space");
    q->o.run.axes = axes.entries;
}

/* One recording, or a list of them. */
static void read_records(lua_State *L, struct request *q)
{
    struct list records = { .L = L, .arena = &q->result->arena };
    int type = script_option(L, RUN_OPTIONS, "record");
    lua_Integer count = type == LUA_TTABLE ? (lua_Integer)lua_rawlen(L, -1) : type == LUA_TSTRING;
    int wrong = type != LUA_TNIL && count == 0;
    for (lua_Integer i = 1; i <= count; i++) {
        if (type == LUA_TTABLE)
            lua_rawgeti(L, -1, i);
        else
            lua_pushvalue(L, -1);
        wrong |= lua_type(L, -1) != LUA_TSTRING;
        if (!wrong)
            add_entry(&records, script_copy(L, records.arena, lua_tostring(L, -1)));
        lua_pop(L, 1);
    }
    if (wrong)
        luaL_error(L, "option 'record' is a string, or a list of them: \"V, W every 1 ms\"");
    lua_pop(L, 1);
    q->o.run.records = records.entries;
}

/* ---- all others ---- */

/* The value on top as the command line would have it. */
static const char *value_text(lua_State *L, struct request *q, const char *name)
{
    lua_Integer whole;
    int type = lua_type(L, -1);
    if (type != LUA_TNUMBER && type != LUA_TSTRING)
        luaL_error(L, "option '%s' is a number or a string, got %s", name, luaL_tolstring(L, -1, NULL));
    if (type == LUA_TNUMBER && lua_numbertointeger(lua_tonumber(L, -1), &whole) && !lua_isinteger(L, -1)
        && (lua_Number)whole == lua_tonumber(L, -1))
        return script_write(L, &q->result->arena, "%lld", (long long)whole);
    const char *text = luaL_tolstring(L, -1, NULL);
    const char *copy = script_copy(L, &q->result->arena, text);
    lua_pop(L, 1);
    if (!*copy)
        luaL_error(L, "option '%s' needs a value", name);
    return copy;
}

/* The name and the value are on top. */
static void give(lua_State *L, struct request *q, const char *name)
{
    struct fail f = { .code = 0 };
    const struct option *option = options_script(name);
    const char *value = NULL;
    if (!option || option->kind == OPTION_LIST)
        return;
    if (option->kind == OPTION_FLAG && lua_type(L, -1) != LUA_TBOOLEAN)
        luaL_error(L, "option '%s' is true or false, got %s", name, luaL_tolstring(L, -1, NULL));
    if (option->kind == OPTION_FLAG && !lua_toboolean(L, -1))
        return;
    if (option->kind != OPTION_FLAG)
        value = value_text(L, q, name);
    if (options_give(&q->o, name, value, &f) < 0)
        script_fail(L, &f);
}

/* Raises where a name is none: what there is, are the options of a run and 'explore'. */
static void check_names(lua_State *L, struct request *q)
{
    int n = 0;
    while (options_script_option(n))
        n++;
    struct option_name *texts = SCRIPT_ARRAY(L, &q->result->arena, struct option_name, n + 1);
    const char **names = SCRIPT_ARRAY(L, &q->result->arena, const char *, n + 2);
    for (int i = 0; i < n; i++) {
        texts[i] = option_script_name(options_script_option(i));
        names[i] = texts[i].text;
    }
    names[n] = "explore";
    script_check_options(L, RUN_OPTIONS, names);
}

/* A space that was asked of this experiment stands for its exploration. */
static void read_exploration(lua_State *L, struct request *q)
{
    q->exploration = script_option_string(L, RUN_OPTIONS, "explore");
    if (!q->space) {
        if (q->exploration)
            luaL_error(L, "option 'explore' goes with a space: which exploration it stands for");
        q->exploration = lua_tostring(L, RUN_WHAT);
        return;
    }
    lua_getiuservalue(L, RUN_WHAT, SPACE_EXPERIMENT);
    if (!q->exploration && lua_rawequal(L, -1, RUN_EXPERIMENT))
        q->exploration = q->space->exploration;
}

/* A space that was made in one precision runs in it. */
static void settle_real(lua_State *L, struct request *q)
{
    if (!q->space || !q->space->precise)
        return;
    int bytes = q->space->space.bytes;
    if (q->o.run.real && q->o.run.real != bytes)
        luaL_error(L, "the space was made in %s precision, and real is '%s'; leave out one",
                   precision_words[bytes == 4], q->o.run.real == 4 ? "f32" : "f64");
    q->o.run.real = bytes;
}

void script_run_options(lua_State *L, struct request *q)
{
    luaL_checkstack(L, 40, NULL);
    q->o.script = 1;
    check_names(L, q);
    if (!lua_isnil(L, RUN_OPTIONS)) {
        lua_pushnil(L);
        for (; lua_next(L, RUN_OPTIONS); lua_pop(L, 1))
            give(L, q, lua_tostring(L, -2));
    }
    settle_real(L, q);
    read_sets(L, q);
    read_axes(L, q);
    read_records(L, q);
    read_exploration(L, q);
    lua_getfield(L, LUA_REGISTRYINDEX, SCRIPT_STOP);
    const volatile sig_atomic_t *const *stop = lua_touserdata(L, -1);
    q->stop = stop ? *stop : NULL;
    lua_getfield(L, LUA_REGISTRYINDEX, SCRIPT_COMMAND);
    q->command = lua_tostring(L, -1);
}
