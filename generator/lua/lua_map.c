/* lua_map.c -- space:map: a Lua function applied to every point, one by one.
 *
 * What the first point returns decides the columns: a number or a list makes one called
 * "value", a table one for each of its names, in their order, nested ones with dots; nil
 * makes none. Lists are arrays, of one shape at all points. An error of the function ends
 * the map and says at which point.
 */
#include "lua_massc.h"
#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "sink/runlog.h"

#define SCRIPT_LOG "massc.runlog"

enum { SHAPE_TEXT = 128 };          /* bytes of a shape in a message */

/* ---- the bar ---- */

/* In a userdata, so that it ends with an error too. */
static int log_gc(lua_State *L)
{
    struct runlog **log = luaL_checkudata(L, 1, SCRIPT_LOG);
    runlog_close(*log);
    *log = NULL;
    return 0;
}

static struct runlog **push_log(lua_State *L, int wanted)
{
    static const luaL_Reg meta[] = { { "__gc", log_gc }, { NULL, NULL } };
    struct runlog **log = lua_newuserdatauv(L, sizeof *log, 0);
    *log = NULL;
    script_push_class(L, SCRIPT_LOG, meta, NULL);
    lua_setmetatable(L, -2);
    *log = wanted ? runlog_open(stderr, RUNLOG_AUTO) : NULL;
    return log;
}

static void show_points(struct runlog *log, long done, long points)
{
    runlog_work(log, &(struct progress){ .points = points, .points_done = done, .work = (double)points,
                                         .done = (double)done, .taken = (double)done, .engine = "" });
}

/* ---- one call ---- */

/* Stack places of a map. */
enum { SPACE = 1, FUNCTION, OPTIONS, LOG, TABLE };

/* Leaves what the function returns for a point, counted from 0, on top. */
static void call(lua_State *L, long row)
{
    lua_pushvalue(L, FUNCTION);
    script_push_point(L, SPACE, row);
    lua_pushinteger(L, row + 1);
    int status = lua_pcall(L, 2, 1, 0);
    if (status == LUA_OK)
        return;
    if (status == LUA_ERRMEM)           /* to say where would take memory */
        lua_error(L);
    const char *text = luaL_tolstring(L, -1, NULL);
    lua_pushfstring(L, "%s (at point %I)", text, (LUAI_UACINT)(row + 1));
    lua_error(L);
}

/* The columns that a map adds: one for each number or array that the function returns. */
struct map_leaf {
    const char *path;               /* "stats.mean"; "value" where there are no names */
    const char *name;               /* the column's */
    int rank;
    long shape[SCRIPT_RANK];
};

struct results {
    struct map_leaf *leaves;            /* sorted by path */
    int count, room;
    int first;                      /* column number of the first */
    int seen;                       /* leaves of the point at hand */
    long row;                       /* of the point at hand; -1: the columns are being found */
    struct script_table *t;
    const struct table *from;       /* what [t] is to be, for as long as it is copied */
};

static struct map_leaf *find_leaf(const struct results *r, const char *path)
{
    for (int i = 0; i < r->count; i++)
        if (strcmp(r->leaves[i].path, path) == 0)
            return &r->leaves[i];
    return NULL;
}

/* "[2, 3]", or "a number" */
static const char *shape_text(char out[SHAPE_TEXT], const long *shape, int rank)
{
    return rank ? text_list(out, SHAPE_TEXT, shape, rank) : "a number";
}

static void add_leaf(lua_State *L, struct results *r, const char *path, const long *shape, int rank)
{
    struct arena *a = &r->t->arena;
    if (r->count == r->room) {
        struct map_leaf *old = r->leaves;
        r->room = 2*r->room + 8;
        r->leaves = SCRIPT_ARRAY(L, a, struct map_leaf, r->room);
        if (old)
            memcpy(r->leaves, old, (size_t)r->count*sizeof *old);
    }
    struct map_leaf *leaf = &r->leaves[r->count++];
    *leaf = (struct map_leaf){ .path = script_copy(L, a, path), .rank = rank };
    memcpy(leaf->shape, shape, (size_t)rank*sizeof *shape);
}

static void store_leaf(lua_State *L, struct results *r, const char *path, const long *shape, int rank)
{
    const struct map_leaf *leaf = find_leaf(r, path);
    if (!leaf)
        luaL_error(L, "the function returned '%s' here, and not at point 1", path);
    char here[SHAPE_TEXT], first[SHAPE_TEXT];
    if (rank != leaf->rank || memcmp(shape, leaf->shape, (size_t)rank*sizeof *shape) != 0)
        luaL_error(L, "'%s' is %s here, and %s at point 1", path, shape_text(here, shape, rank),
                   shape_text(first, leaf->shape, leaf->rank));
    long n = 1;
    for (int i = 0; i < rank; i++)
        n *= shape[i];
    double *at = r->t->cells.column[r->first + (leaf - r->leaves)] + r->row*n;
    if (rank == 0)
        *at = lua_tonumber(L, -1);
    else
        script_read_list(L, shape, rank, &at);
}

static void wrong(lua_State *L)
{
    luaL_error(L, "the function must return a number, a list of numbers, or a table of these by name, got %s",
               luaL_typename(L, -1));
}

static void take_leaf(lua_State *L, struct results *r, const char *path)
{
    long shape[SCRIPT_RANK] = { 0 };
    int rank = lua_type(L, -1) == LUA_TTABLE ? script_list_shape(L, lua_gettop(L), shape) : 0;
    if (rank == SCRIPT_RANK)
        luaL_error(L, "'%s' has more than %d dimensions", path, SCRIPT_RANK - 1);
    r->seen++;
    if (r->row < 0)
        add_leaf(L, r, path, shape, rank);
    else
        store_leaf(L, r, path, shape, rank);
}

/* The value on top, which is called [path]: one number, an array, or a table of such. */
static void take(lua_State *L, struct results *r, const char *path, int depth)
{
    int type = lua_type(L, -1);
    luaL_checkstack(L, 8, NULL);
    if (type == LUA_TNUMBER || (type == LUA_TTABLE && lua_rawlen(L, -1) > 0)) {
        take_leaf(L, r, *path ? path : "value");
        return;
    }
    if (type != LUA_TTABLE && *path)
        luaL_error(L, "'%s' must be a number or a list of numbers, got %s", path, luaL_typename(L, -1));
    if (type != LUA_TTABLE)
        wrong(L);
    if (depth > 50)
        luaL_error(L, "'%s' is nested too deeply, or holds itself", path);
    lua_pushnil(L);
    while (lua_next(L, -2)) {
        if (lua_type(L, -2) != LUA_TSTRING)
            luaL_error(L, "the table that the function returned has a %s for a name", luaL_typename(L, -2));
        const char *whole = lua_pushfstring(L, "%s%s%s", path, *path ? "." : "", lua_tostring(L, -2));
        lua_insert(L, -2);
        take(L, r, whole, depth + 1);
        lua_pop(L, 2);
    }
}

/* Of the results (a light userdata) and a value; called protected. */
static int take_all(lua_State *L)
{
    struct results *r = lua_touserdata(L, 1);
    r->seen = 0;
    if (!lua_isnil(L, 2) || (r->row >= 0 && r->count > 0))
        take(L, r, "", 0);
    if (r->row >= 0 && r->seen < r->count)
        luaL_error(L, "the function returned %d values here, and %d at point 1", r->seen, r->count);
    return 0;
}

/* Takes the value on top, which the function returned for point [row]; an error names it. */
static void take_point(lua_State *L, struct results *r, long row)
{
    lua_pushcfunction(L, take_all);
    lua_pushlightuserdata(L, r);
    lua_pushvalue(L, -3);
    if (lua_pcall(L, 2, 0, 0) != LUA_OK)
        luaL_error(L, "%s (at point %I)", luaL_tolstring(L, -1, NULL), (LUAI_UACINT)(row + 1));
}

/* ---- columns ---- */

static int compare_leaves(const void *a, const void *b)
{
    return script_compare_paths(((const struct map_leaf *)a)->path, ((const struct map_leaf *)b)->path);
}

/* A result that is called like an axis becomes result.NAME, as in the peer. */
static void name_leaf(lua_State *L, const struct results *r, struct map_leaf *leaf, const struct script_space *s)
{
    leaf->name = leaf->path;
    for (int c = 0; c < s->column_count; c++)
        if (strcmp(s->columns[c].name, leaf->path) == 0)
            leaf->name = script_write(L, &r->t->arena, "result.%s", leaf->path);
}

static void copy_description(void *user)
{
    struct results *r = user;
    script_table_describe(r->t, r->from);
}

/* What the value on top, returned for the first point, makes of the table. */
static void describe(lua_State *L, struct results *r, struct script_space *s)
{
    struct fail f = { .code = 0 };
    struct table from = { .name = "map", .rows = s->space.points };
    take_point(L, r, 0);
    if (r->count)
        qsort(r->leaves, (size_t)r->count, sizeof *r->leaves, compare_leaves);
    r->first = s->column_count;
    from.columns = SCRIPT_ARRAY(L, &r->t->arena, struct column, s->column_count + r->count + 1);
    for (int c = 0; c < s->column_count; c++)
        from.columns[from.column_count++] = s->columns[c];
    for (int i = 0; i < r->count; i++) {
        struct column c = { .kind = COLUMN_RESULT, .rank = r->leaves[i].rank };
        name_leaf(L, r, &r->leaves[i], s);
        c.name = r->leaves[i].name;
        memcpy(c.shape, r->leaves[i].shape, sizeof c.shape);
        from.columns[from.column_count++] = c;
    }
    r->from = &from;
    script_protect(L, copy_description, r);
    if (cells_open(&r->t->cells, &r->t->table, &f) < 0)
        script_fail(L, &f);
    script_space_rows(s, 0, s->space.points, r->t->cells.column);
}

/* ---- all points ---- */

static int map(lua_State *L)
{
    static const char *const names[] = { "progress", NULL };
    struct script_space *s = luaL_checkudata(L, SPACE, SCRIPT_SPACE);
    struct results r = { .row = -1 };
    luaL_checktype(L, FUNCTION, LUA_TFUNCTION);
    lua_settop(L, OPTIONS);
    if (s->space.points > SCRIPT_MOST)
        return luaL_error(L, "%I points are too many for a table of results; take a slice",
                          (LUAI_UACINT)s->space.points);
    script_check_options(L, OPTIONS, names);
    struct runlog **log = push_log(L, script_option_boolean(L, OPTIONS, "progress", 0));
    r.t = script_table_new(L);
    runlog_start(*log, "map");
    for (long row = 0; row < s->space.points; row++) {
        call(L, row);
        if (row == 0)
            describe(L, &r, s);
        r.row = row;
        take_point(L, &r, row);
        lua_settop(L, TABLE);
        show_points(*log, row + 1, s->space.points);
    }
    runlog_finish(*log);
    runlog_close(*log);
    *log = NULL;
    return 1;
}

void script_open_map(lua_State *L)
{
    script_add_method(L, SCRIPT_SPACE, "map", map);
}
