/* lua_series.c -- recorded series in Lua: result.series.V.
 *
 * The samples stay where the run put them, in memory of the result (struct traces); of a
 * series nothing is made a Lua table but what is asked for, a row or the times. A slice of
 * a result shows the samples of the result it was cut from.
 */
#include "lua_massc.h"
#include <string.h>

#define SCRIPT_SERIES "massc.series"
#define SCRIPT_SERIES_LIST "massc.serieslist"

enum { TABLE = 1, TIMES, VALUES = TIMES };      /* user values: the result; its times, when asked for */

struct script_series {
    const struct script_table *t;   /* kept by the user value */
    int index;
};

static const struct script_series *check_series(lua_State *L, int i)
{
    return script_self(L, i, SCRIPT_SERIES);
}

static const struct series *series_of(const struct script_series *s)
{
    return &s->t->table.series[s->index];
}

static const double *row_of(const struct script_series *s, long row)
{
    const struct script_table *from = s->t->lender ? s->t->lender : s->t;
    long whole = s->t->lender ? s->t->first + row*s->t->step : row;
    return from->traces.series[s->index] + whole*series_row(&from->table, series_of(s));
}

/* ---- rows ---- */

/* Pushes what lies below dimension [d], nested, and steps over it. */
static void push_below(lua_State *L, const struct extent *dims, int rank, int d, const double **at)
{
    if (d == rank) {
        lua_pushnumber(L, *(*at)++);
        return;
    }
    luaL_checkstack(L, 4, NULL);
    lua_createtable(L, (int)dims[d].size, 0);
    for (long i = 0; i < dims[d].size; i++) {
        push_below(L, dims, rank, d + 1, at);
        lua_rawseti(L, -2, i + 1);
    }
}

static void push_row(lua_State *L, const struct script_series *s, long row)
{
    struct extent dims[SERIES_RANK];
    const double *at = row_of(s, row);
    int rank = series_extents(series_of(s), dims);
    if (series_row(&s->t->table, series_of(s)) > SCRIPT_MOST)
        luaL_error(L, "a row of series '%s' is too large for a Lua table; ask for its numbers by value(row, sample, ...)",
                   series_of(s)->name);
    push_below(L, dims, rank, 0, &at);
}

static int series_at(lua_State *L)
{
    const struct script_series *s = check_series(L, 1);
    push_row(L, s, script_row(L, 2, s->t->table.rows, 0, "the series"));
    return 1;
}

/* ---- single numbers ---- */

static long state_called(lua_State *L, const struct series *s, int arg)
{
    const char *name = lua_tostring(L, arg);
    for (int i = 0; i < s->state_count; i++)
        if (strcmp(s->states[i], name) == 0)
            return i;
    const char **names = lua_newuserdatauv(L, ((size_t)s->state_count + 1)*sizeof *names, 0);
    for (int i = 0; i < s->state_count; i++)
        names[i] = s->states[i];
    names[s->state_count] = NULL;
    return luaL_error(L, "series '%s' has no state '%s'%s", s->name, name, script_suggest(L, name, names));
}

/* An index from 1 along one of its dimensions, or the name of a state. */
static long place_of(lua_State *L, const struct series *s, const struct extent *e, int arg)
{
    if (e->kind == EXTENT_STATE && lua_type(L, arg) == LUA_TSTRING)
        return state_called(L, s, arg);
    lua_Integer i = luaL_checkinteger(L, arg);
    if (i < 1 || i > e->size)
        luaL_error(L, "index %I is out of range: dimension '%s' of series '%s' has 1 to %I", (LUAI_UACINT)i,
                   extent_name(e->kind), s->name, (LUAI_UACINT)e->size);
    return (long)i - 1;
}

/* v:value(row, sample, state, node, mode), without those it does not have. */
static int series_value(lua_State *L)
{
    const struct script_series *s = check_series(L, 1);
    struct extent dims[SERIES_RANK];
    const double *at = row_of(s, script_row(L, 2, s->t->table.rows, 1, "the series"));
    int rank = series_extents(series_of(s), dims);
    long place = 0;
    for (int d = 0; d < rank; d++)
        place = place*dims[d].size + place_of(L, series_of(s), &dims[d], 3 + d);
    lua_pushnumber(L, at[place]);
    return 1;
}

/* ---- what a series tells ---- */

static void push_times(lua_State *L, const struct series *s)
{
    struct series_clock clock = series_clock(s);
    lua_getiuservalue(L, 1, TIMES);
    if (!lua_isnil(L, -1))
        return;
    lua_pop(L, 1);
    if (s->samples > SCRIPT_MOST)
        luaL_error(L, "series '%s' has too many samples for a Lua table of their times", s->name);
    lua_createtable(L, (int)s->samples, 0);
    for (long k = 0; s->has_time && k < s->samples; k++) {
        lua_pushnumber(L, series_time(&clock, k));
        lua_rawseti(L, -2, k + 1);
    }
    lua_pushvalue(L, -1);
    lua_setiuservalue(L, 1, TIMES);
}

/* A text of each state; false where there is none. */
static void push_words(lua_State *L, const struct series *s, const char *const *words)
{
    lua_createtable(L, s->state_count, 0);
    for (int i = 0; i < s->state_count; i++) {
        if (words && words[i])
            lua_pushstring(L, words[i]);
        else
            lua_pushboolean(L, 0);
        lua_rawseti(L, -2, i + 1);
    }
}

static void push_dims(lua_State *L, const struct script_series *s, int sizes)
{
    struct extent dims[SERIES_RANK + 1] = { { s->t->table.rows, EXTENT_ROWS } };
    int rank = 1 + series_extents(series_of(s), dims + 1);
    lua_createtable(L, rank, 0);
    for (int d = 0; d < rank; d++) {
        if (sizes)
            lua_pushinteger(L, dims[d].size);
        else
            lua_pushstring(L, extent_name(dims[d].kind));
        lua_rawseti(L, -2, d + 1);
    }
}

static int series_index(lua_State *L)
{
    static const char *const fields[] = { "dims", "doc", "docs", "name", "shape", "states", "time", "unit", "units", NULL };
    const struct script_series *self = check_series(L, 1);
    const struct series *s = series_of(self);
    if (lua_type(L, 2) == LUA_TNUMBER) {
        push_row(L, self, script_row(L, 2, self->t->table.rows, 1, "the series"));
        return 1;
    }
    const char *name = luaL_checkstring(L, 2);
    if (script_method(L, 1, name))
        return 1;
    if (strcmp(name, "time") == 0)
        push_times(L, s);
    else if (strcmp(name, "dims") == 0 || strcmp(name, "shape") == 0)
        push_dims(L, self, *name == 's');
    else if (strcmp(name, "states") == 0)
        push_words(L, s, s->states);
    else if (strcmp(name, "units") == 0)
        push_words(L, s, s->units);
    else if (strcmp(name, "docs") == 0)
        push_words(L, s, s->docs);
    else if (strcmp(name, "name") == 0)
        lua_pushstring(L, s->name);
    else if (strcmp(name, "unit") == 0)
        lua_pushstring(L, s->unit);
    else if (strcmp(name, "doc") == 0)
        lua_pushstring(L, s->doc);
    else
        return script_no_member(L, 1, "a series", name, fields);
    return 1;
}

static int series_length(lua_State *L)
{
    lua_pushinteger(L, check_series(L, 1)->t->table.rows);
    return 1;
}

/* Series(V, row=6, time=80000, node=1) */
static int series_string(lua_State *L)
{
    const struct script_series *s = check_series(L, 1);
    struct extent dims[SERIES_RANK];
    int rank = series_extents(series_of(s), dims);
    lua_pushfstring(L, "Series(%s, row=%I", series_of(s)->name, (LUAI_UACINT)s->t->table.rows);
    for (int d = 0; d < rank; d++) {
        lua_pushfstring(L, ", %s=%I", extent_name(dims[d].kind), (LUAI_UACINT)dims[d].size);
        lua_concat(L, 2);
    }
    lua_pushliteral(L, ")");
    lua_concat(L, 2);
    return 1;
}

/* ---- all of a result ---- */

static int list_index(lua_State *L)
{
    const char *name = luaL_checkstring(L, 2);
    const char **names;
    int n = 0;
    lua_pushnil(L);
    for (; lua_next(L, 1); lua_pop(L, 1))
        n++;
    names = lua_newuserdatauv(L, ((size_t)n + 1)*sizeof *names, 0);
    n = 0;
    lua_pushnil(L);
    for (; lua_next(L, 1); lua_pop(L, 1))
        names[n++] = lua_tostring(L, -2);
    names[n] = NULL;
    if (n == 0)
        return luaL_error(L, "nothing is recorded in this result: it has no series '%s'", name);
    return luaL_error(L, "no series '%s'%s", name, script_suggest(L, name, names));
}

void script_push_series(lua_State *L, int self, const struct script_table *t)
{
    static const luaL_Reg meta[] = { { "__index", list_index }, { NULL, NULL } };
    if (t->series_in)
        luaL_error(L, "the series of '%s' are in files in '%s'; a run without 'out' has them here", t->table.name,
                   t->series_in);
    lua_newtable(L);
    for (int i = 0; i < t->table.series_count; i++) {
        struct script_series *s = lua_newuserdatauv(L, sizeof *s, VALUES);
        *s = (struct script_series){ t, i };
        luaL_setmetatable(L, SCRIPT_SERIES);
        lua_pushvalue(L, self);
        lua_setiuservalue(L, -2, TABLE);
        lua_setfield(L, -2, t->table.series[i].name);
    }
    script_push_class(L, SCRIPT_SERIES_LIST, meta, NULL);
    lua_setmetatable(L, -2);
}

void script_open_series(lua_State *L)
{
    static const luaL_Reg meta[] = {
        { "__len", series_length }, { "__index", series_index }, { "__tostring", series_string }, { NULL, NULL }
    };
    static const luaL_Reg methods[] = { { "at", series_at }, { "value", series_value }, { NULL, NULL } };
    script_class(L, SCRIPT_SERIES, meta, methods);
}
