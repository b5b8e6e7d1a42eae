/* lua_axis.c -- the axis constructors of the Lua module.
 *
 *   massc.grid(0, 1, 8, {group = "g"})        massc.uniform(0, 1, 8, {key = 42})
 *   massc.Beta(2, 5, {n = 4})                 massc.dist("Beta", {2, 5}, 4)
 *
 * Numbers are positional, all else stands in a table of options at the end. What
 * the runtime checks is checked when an axis is made, so that the message carries
 * the line that made it.
 */
#include "lua_massc.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "data/data.h"
#include "model/model.h"
#include "source/diag.h"
#include "base/number.h"

enum { RANK_MOST = 4, LIST_DEPTH = SCRIPT_RANK };

/* Options that each kind of axis takes. */
static const char *const plain_options[] = { "group", NULL };
static const char *const shaped_options[] = { "group", "shape", NULL };
static const char *const uniform_options[] = { "group", "shape", "key", NULL };
static const char *const law_options[] = { "group", "shape", "key", "n", "sample_shape", "broadcast",
                                           NULL };

/* ---- the object ---- */

static struct script_axis *new_axis(lua_State *L, enum axis_form kind)
{
    struct script_axis *x = lua_newuserdatauv(L, sizeof *x, 0);
    memset(x, 0, sizeof *x);
    x->axis.kind = kind;
    luaL_setmetatable(L, SCRIPT_AXIS);
    return x;
}

static int axis_gc(lua_State *L)
{
    struct script_axis *x = luaL_checkudata(L, 1, SCRIPT_AXIS);
    free(x->values);
    free(x->many);
    free(x->group);
    memset(x, 0, sizeof *x);
    return 0;
}

static double *new_numbers(lua_State *L, long n)
{
    double *numbers = calloc((size_t)n + 1, sizeof *numbers);
    if (!numbers)
        script_end(L, EXIT_SYSTEM, "not enough memory for the numbers of an axis");
    return numbers;
}

/* ---- options ---- */

static void add_dimension(lua_State *L, struct axis *a, lua_Integer size)
{
    if (a->rank == RANK_MOST)
        luaL_error(L, "a shape has %d dimensions at most", RANK_MOST);
    if (size < 1)
        luaL_error(L, "a dimension of a shape must be positive, got %I", (LUAI_UACINT)size);
    a->shape[a->rank++] = (long)size;
}

/* shape = 68 or shape = {2, 4} */
static void read_shape(lua_State *L, int options, const char *name, struct axis *a)
{
    int type = script_option(L, options, name);
    if (type == LUA_TNIL)
        return;
    if (a->rank)
        luaL_error(L, "shape and sample_shape are the same; give one");
    if (type == LUA_TNUMBER) {
        add_dimension(L, a, luaL_checkinteger(L, -1));
        return;
    }
    if (type != LUA_TTABLE)
        luaL_error(L, "option '%s' is a number or a list of numbers, got %s", name, luaL_typename(L, -1));
    for (lua_Integer i = 1; lua_geti(L, -1, i) != LUA_TNIL; i++) {
        if (!lua_isinteger(L, -1))
            luaL_error(L, "option '%s' is a list of whole numbers, got %s in it", name, luaL_typename(L, -1));
        add_dimension(L, a, lua_tointeger(L, -1));
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

/* A label may be any string or number. */
static void read_group(lua_State *L, int options, struct script_axis *x)
{
    int type = script_option(L, options, "group");
    if (type == LUA_TNIL)
        return;
    if (type != LUA_TSTRING && type != LUA_TNUMBER)
        luaL_error(L, "option 'group' is a string or a number, got %s", luaL_typename(L, -1));
    x->group = strdup(lua_tostring(L, -1));
    if (!x->group)
        script_end(L, EXIT_SYSTEM, "not enough memory");
    x->axis.group = x->group;
}

static void read_options(lua_State *L, int options, struct script_axis *x, const char *const *names)
{
    int top = lua_gettop(L);
    script_check_options(L, options, names);
    read_group(L, options, x);
    read_shape(L, options, "shape", &x->axis);
    read_shape(L, options, "sample_shape", &x->axis);
    x->axis.own_key = script_option(L, options, "key") != LUA_TNIL;
    x->axis.key = script_option_integer(L, options, "key", 0);
    x->axis.broadcast = script_option_boolean(L, options, "broadcast", 0);
    lua_settop(L, top);
}

/* The axis on top is complete: it becomes the result. */
static int finish(lua_State *L, struct script_axis *x, const char *name)
{
    struct fail f = { .code = 0 };
    struct axis named = x->axis;
    named.path = name;
    if (axis_check(&named, 8, &f) < 0)
        return script_fail(L, &f);
    named.path = x->axis.path;
    x->axis = named;                    /* with its n and what its values are computed from */
    return 1;
}

/* ---- grids ---- */

static int bounded(lua_State *L, enum axis_form kind, const char *name, const char *const *options)
{
    struct script_axis *x = new_axis(L, kind);
    x->axis.lo = luaL_checknumber(L, 1);
    x->axis.hi = luaL_checknumber(L, 2);
    if (kind == AXIS_RANGE)
        x->axis.step = luaL_checknumber(L, 3);
    else
        x->axis.n = (long)luaL_checkinteger(L, 3);
    read_options(L, 4, x, options);
    return finish(L, x, name);
}

static int make_grid(lua_State *L)
{
    lua_settop(L, 4);
    return bounded(L, AXIS_GRID, "grid", shaped_options);
}

static int make_loggrid(lua_State *L)
{
    lua_settop(L, 4);
    return bounded(L, AXIS_LOG_GRID, "loggrid", shaped_options);
}

static int make_range(lua_State *L)
{
    lua_settop(L, 4);
    return bounded(L, AXIS_RANGE, "range", shaped_options);
}

static int make_uniform(lua_State *L)
{
    lua_settop(L, 4);
    return bounded(L, AXIS_UNIFORM, "uniform", uniform_options);
}

static int make_sobol(lua_State *L)
{
    lua_settop(L, 4);
    return bounded(L, AXIS_SOBOL, "sobol", uniform_options);
}

static int make_latin(lua_State *L)
{
    lua_settop(L, 4);
    return bounded(L, AXIS_LATIN, "latin", uniform_options);
}

static int make_split(lua_State *L)
{
    lua_settop(L, 3);
    struct script_axis *x = new_axis(L, AXIS_KEYS);
    x->axis.has_seed = 1;
    x->axis.seed = luaL_checkinteger(L, 1);
    x->axis.n = (long)luaL_checkinteger(L, 2);
    read_options(L, 3, x, plain_options);
    return finish(L, x, "split");
}

/* ---- lists ---- */

int script_list_shape(lua_State *L, int i, long *shape)
{
    int depth = 0;
    lua_pushvalue(L, i);
    while (lua_type(L, -1) == LUA_TTABLE) {
        if (depth == LIST_DEPTH)
            luaL_error(L, "a sample has %d dimensions at most", RANK_MOST);
        shape[depth] = (long)lua_rawlen(L, -1);
        if (shape[depth++] == 0)
            luaL_error(L, depth == 1 ? "a list needs at least one value" : "a list in the list is empty");
        lua_rawgeti(L, -1, 1);
        lua_remove(L, -2);
    }
    lua_pop(L, 1);
    return depth;
}

void script_read_list(lua_State *L, const long *shape, int depth, double **at)
{
    if ((long)lua_rawlen(L, -1) != *shape)
        luaL_error(L, "lists in the list differ in length: %d and %d", (int)*shape,
                   (int)lua_rawlen(L, -1));
    for (long i = 1; i <= *shape; i++) {
        int wanted = depth > 1 ? LUA_TTABLE : LUA_TNUMBER;
        if (lua_rawgeti(L, -1, i) != wanted)
            luaL_error(L, "value %d of a list is a %s, not a %s", (int)i, luaL_typename(L, -1),
                       depth > 1 ? "list as the first one" : "number");
        if (depth > 1)
            script_read_list(L, shape + 1, depth - 1, at);
        else
            *(*at)++ = lua_tonumber(L, -1);
        lua_pop(L, 1);
    }
}

static int make_list(lua_State *L)
{
    lua_settop(L, 2);
    long shape[LIST_DEPTH], count = 1;
    luaL_checktype(L, 1, LUA_TTABLE);
    struct script_axis *x = new_axis(L, AXIS_LIST);
    int depth = script_list_shape(L, 1, shape);
    for (int d = 0; d < depth; d++) {
        if (shape[d] > SCRIPT_MOST/count)
            return luaL_error(L, "more than %d numbers in a list; put them into a file", SCRIPT_MOST);
        count *= shape[d];
    }
    double *at = x->values = new_numbers(L, count);
    x->axis.values = x->values;
    x->axis.n = shape[0];
    x->axis.rank = depth - 1;
    memcpy(x->axis.shape, shape + 1, (size_t)(depth - 1)*sizeof *shape);
    lua_pushvalue(L, 1);
    script_read_list(L, shape, depth, &at);
    lua_pop(L, 1);
    read_options(L, 2, x, plain_options);
    return finish(L, x, "list");
}

static int make_data(lua_State *L)
{
    lua_settop(L, 2);
    const char *spec = luaL_checkstring(L, 1);
    struct script_axis *x = new_axis(L, AXIS_LIST);
    struct data d;
    struct fail f = { .code = 0 };
    if (data_read(spec, DATA_VALUES, &d, &f) < 0)
        return script_fail(L, &f);
    x->values = d.values;               /* from here on the userdata's */
    x->axis.values = x->values;
    if (d.rank == 0)
        return luaL_error(L, "%s holds one number; an axis needs a list of values", spec);
    x->axis.n = d.shape[0];
    x->axis.rank = d.rank - 1;
    memcpy(x->axis.shape, d.shape + 1, (size_t)(d.rank - 1)*sizeof *d.shape);
    read_options(L, 2, x, plain_options);
    return finish(L, x, "data");
}

/* ---- distributions ---- */

/* "Beta(concentration1, concentration0)" */
static const char *usage(lua_State *L, const struct random_kind *kind)
{
    int n = random_param_count(kind);
    lua_pushfstring(L, "%s(", kind->name);
    for (int i = 0; i < n; i++)
        lua_pushfstring(L, "%s%s%s", i ? ", " : "", kind->params[i].name,
                        random_takes_list(kind) ? " = {...}" : isnan(kind->params[i].otherwise) ? "" : " = default");
    lua_pushliteral(L, ")");
    lua_concat(L, n + 2);
    return lua_tostring(L, -1);
}

/* Parameters at stack places [first] to [last]; those left out take their default. */
static void read_params(lua_State *L, struct script_axis *x, int first, int last)
{
    const struct random_kind *kind = &random_kinds[x->axis.law.kind];
    int n = random_param_count(kind);
    for (int i = 0; i < n; i++) {
        const struct random_param *p = &kind->params[i];
        int given = first + i <= last && !lua_isnil(L, first + i);
        if (!given && isnan(p->otherwise))
            luaL_error(L, "%s has no value for %s: %s", kind->name, p->name, usage(L, kind));
        if (given && lua_type(L, first + i) != LUA_TNUMBER)
            luaL_error(L, "%s of %s must be a number, got %s", p->name, kind->name,
                       luaL_typename(L, first + i));
        x->axis.law.a[i] = given ? lua_tonumber(L, first + i) : p->otherwise;
    }
    if (last - first + 1 > n)
        luaL_error(L, "%d parameters are too many: %s", last - first + 1, usage(L, kind));
}

/* The one list parameter of Dirichlet, at [i]: a draw has as many numbers. */
static void read_many(lua_State *L, struct script_axis *x, int i)
{
    const struct random_kind *kind = &random_kinds[x->axis.law.kind];
    if (lua_type(L, i) != LUA_TTABLE || lua_rawlen(L, i) == 0)
        luaL_error(L, "%s takes a list of numbers: %s", kind->name, usage(L, kind));
    long n = (long)lua_rawlen(L, i);
    if (n > SCRIPT_MOST)
        luaL_error(L, "%s of more than %d numbers", kind->name, SCRIPT_MOST);
    double *at = x->many = new_numbers(L, n);
    x->axis.law.many = x->many;
    x->axis.law.count = (int)n;
    lua_pushvalue(L, i);
    script_read_list(L, &n, 1, &at);
    lua_pop(L, 1);
}

/* A matrix with [n] rows of [n] numbers, at [i]. */
static void read_square(lua_State *L, const struct random_kind *kind, int i, long n, double *at)
{
    long shape[LIST_DEPTH];
    int depth = lua_type(L, i) == LUA_TTABLE ? script_list_shape(L, i, shape) : 0;
    if (depth != 2 || shape[0] != n || shape[1] != n)
        luaL_error(L, "the %s of %s is a list of %I lists of %I numbers, as many as its %s has", kind->params[1].name, kind->name,
                   (LUAI_UACINT)n, (LUAI_UACINT)n, kind->params[0].name);
    lua_pushvalue(L, i);
    script_read_list(L, shape, 2, &at);
    lua_pop(L, 1);
}

/* The list and the matrix of MultivariateNormal, at [i] and behind it: mean, factor, and for its text the covariance. */
static void read_matrix(lua_State *L, struct script_axis *x, int i)
{
    const struct random_kind *kind = &random_kinds[x->axis.law.kind];
    struct fail f = { .code = 0 };
    read_many(L, x, i);
    long n = x->axis.law.count, known = random_many(&x->axis.law);
    if (n > SCRIPT_MOST/n)
        luaL_error(L, "a matrix of more than %d numbers; draw them in a file", SCRIPT_MOST);
    double *all = new_numbers(L, known + n*n);
    memcpy(all, x->many, (size_t)n*sizeof *all);
    free(x->many);
    x->axis.law.many = x->many = all;
    read_square(L, kind, i + 1, n, all + known);
    if (random_factor(all + known, (int)n, all + n, &f) < 0)
        luaL_error(L, "the %s of %s %s", kind->params[1].name, kind->name, f.text);
}

static int finish_law(lua_State *L, struct script_axis *x, const char *name)
{
    struct fail f = { .code = 0 };
    if (x->axis.law.many)
        add_dimension(L, &x->axis, x->axis.law.count);
    if (random_law_check(&x->axis.law, &f) < 0)
        return script_fail(L, &f);
    return finish(L, x, name);
}

/* massc.Beta(2, 5, {n = 4}): upvalue 1 is the number of the distribution. */
static int make_law(lua_State *L)
{
    int top = lua_gettop(L);
    int kind = (int)lua_tointeger(L, lua_upvalueindex(1));
    const char *name = random_kinds[kind].name;
    int many = random_takes_list(&random_kinds[kind]), matrix = random_takes_matrix(&random_kinds[kind]);
    if (top == 0 || lua_type(L, top) != LUA_TTABLE || (many && top < 2 + matrix))
        return luaL_error(L, "how many draws? write massc.%s(%s, {n = 4})", name, matrix ? "{0, 1}, {{1, 0}, {0, 1}}" : many ? "{1, 1}" : "...");
    struct script_axis *x = new_axis(L, AXIS_LAW);
    x->axis.law.kind = (enum distribution)kind;
    if (matrix)
        read_matrix(L, x, 1);
    else if (many)
        read_many(L, x, 1);
    else
        read_params(L, x, 1, top - 1);
    read_options(L, top, x, law_options);
    if (script_option(L, top, "n") == LUA_TNIL)
        return luaL_error(L, "how many draws? write massc.%s with {n = 4} at the end", name);
    x->axis.n = (long)script_option_integer(L, top, "n", 0);
    lua_settop(L, top + 1);
    return finish_law(L, x, name);
}

static enum distribution find_law(lua_State *L, const char *name)
{
    const char *names[DISTRIBUTIONS + 1] = { NULL };
    int found = random_find(name);
    if (found >= 0)
        return (enum distribution)found;
    for (int i = 0; i < DISTRIBUTIONS; i++)
        names[i] = random_kinds[i].name;
    luaL_error(L, "unknown distribution '%s'%s", name, script_suggest(L, name, names));
    return DISTRIBUTIONS;
}

/* massc.dist("Beta", {2, 5}, 4, {...}) */
static int make_dist(lua_State *L)
{
    lua_settop(L, 4);
    enum distribution kind = find_law(L, luaL_checkstring(L, 1));
    luaL_checktype(L, 2, LUA_TTABLE);
    struct script_axis *x = new_axis(L, AXIS_LAW);
    x->axis.law.kind = kind;
    x->axis.n = (long)luaL_checkinteger(L, 3);
    if (random_takes_matrix(&random_kinds[kind])) {
        lua_geti(L, 2, 1);
        lua_geti(L, 2, 2);
        read_matrix(L, x, 6);
        lua_settop(L, 5);
    } else if (random_takes_list(&random_kinds[kind])) {
        read_many(L, x, 2);
    } else {
        int count = (int)lua_rawlen(L, 2), first = lua_gettop(L) + 1;
        luaL_checkstack(L, 10, NULL);
        for (int i = 1; i <= count && i <= 5; i++)
            lua_rawgeti(L, 2, i);
        read_params(L, x, first, lua_gettop(L));
        lua_settop(L, first - 1);
    }
    read_options(L, 4, x, law_options);
    return finish_law(L, x, random_kinds[kind].name);
}

/* ---- what an axis tells ---- */

void script_push_sample(lua_State *L, const struct axis *a, int bytes, long i)
{
    if (a->rank == 0 && a->kind != AXIS_KEYS && !a->names) {
        lua_pushnumber(L, axis_value(a, bytes, i, 0));
        return;
    }
    struct column c = { .key = a->kind == AXIS_KEYS, .names = a->names, .rank = a->rank };
    memcpy(c.shape, a->shape, sizeof c.shape);
    long n = column_elements(&c);
    if (n > SCRIPT_MOST)
        luaL_error(L, "axis '%s': a sample of %I numbers is too much for a Lua table", a->path ? a->path : "",
                   (LUAI_UACINT)n);
    double *cell = lua_newuserdatauv(L, (size_t)n*sizeof *cell, 0);
    for (long e = 0; e < n; e++)
        cell[e] = axis_value(a, bytes, i, e);
    script_push_cell(L, &c, cell);
    lua_remove(L, -2);
}

/* axis:values(), axis:values(42), axis:values{key = 42, precision = "single"}: without a
 * key the axis' own, else key 0, as the source's generate_values. */
static int axis_values(lua_State *L)
{
    static const char *const names[] = { "key", "precision", NULL };
    const struct script_axis *x = luaL_checkudata(L, 1, SCRIPT_AXIS);
    struct axis a = x->axis;
    int bytes = 8;
    int64_t key = a.own_key ? a.key : 0;
    if (lua_istable(L, 2)) {
        script_check_options(L, 2, names);
        key = script_option_integer(L, 2, "key", key);
        if (script_option(L, 2, "precision") != LUA_TNIL)
            bytes = luaL_checkoption(L, -1, NULL, precision_words) ? 4 : 8;
    } else {
        key = luaL_optinteger(L, 2, key);
    }
    if (a.n > SCRIPT_MOST/axis_elements(&a))
        return luaL_error(L, "%I values are too many for a Lua table", (LUAI_UACINT)a.n);
    a.draw = random_key(key, bytes);
    lua_createtable(L, (int)a.n, 0);
    for (long i = 0; i < a.n; i++) {
        script_push_sample(L, &a, bytes, i);
        lua_rawseti(L, -2, i + 1);
    }
    return 1;
}

static int axis_length(lua_State *L)
{
    const struct script_axis *x = luaL_checkudata(L, 1, SCRIPT_AXIS);
    lua_pushinteger(L, x->axis.n);
    return 1;
}

static int axis_index(lua_State *L)
{
    const struct script_axis *x = luaL_checkudata(L, 1, SCRIPT_AXIS);
    const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "";
    static const char *const fields[] = { "n", "group", "key", NULL };
    if (script_method(L, 1, name))
        return 1;
    lua_pushnil(L);
    if (strcmp(name, "n") == 0)
        lua_pushinteger(L, x->axis.n);
    else if (strcmp(name, "group") == 0 && x->group)
        lua_pushstring(L, x->group);
    else if (strcmp(name, "key") == 0 && x->axis.own_key)
        lua_pushinteger(L, x->axis.key);
    else if (strcmp(name, "group") != 0 && strcmp(name, "key") != 0)
        return script_no_member(L, 1, "an axis", name, fields);
    return 1;
}

/* ---- the module's share ---- */

static int axis_string(lua_State *L)
{
    const struct script_axis *x = luaL_checkudata(L, 1, SCRIPT_AXIS);
    const char *kind = x->axis.kind == AXIS_LAW ? random_kinds[x->axis.law.kind].name : axis_words[x->axis.kind];
    lua_pushfstring(L, "Axis(%s, n=%I)", kind, (LUAI_UACINT)x->axis.n);
    return 1;
}

void script_open_axes(lua_State *L)
{
    static const luaL_Reg makers[] = {
        { "grid", make_grid }, { "loggrid", make_loggrid }, { "range", make_range },
        { "uniform", make_uniform }, { "sobol", make_sobol }, { "latin", make_latin }, { "split", make_split }, { "list", make_list },
        { "data", make_data }, { "dist", make_dist }, { NULL, NULL }
    };
    static const luaL_Reg meta[] = {
        { "__gc", axis_gc }, { "__len", axis_length }, { "__index", axis_index },
        { "__tostring", axis_string }, { NULL, NULL }
    };
    static const luaL_Reg methods[] = { { "values", axis_values }, { NULL, NULL } };
    script_class(L, SCRIPT_AXIS, meta, methods);
    luaL_setfuncs(L, makers, 0);
    for (int i = 0; i < DISTRIBUTIONS; i++) {
        lua_pushinteger(L, i);
        lua_pushcclosure(L, make_law, 1);
        lua_setfield(L, -2, random_kinds[i].name);
    }
}
