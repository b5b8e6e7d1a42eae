/* lua_space.c -- massc.space: a nested table of axes becomes points.
 *
 * Lua counts from 1 and so does space[i]; space:at and space:slice count as Python
 * does. Lua tables have no order: axes stand in the order of their dotted names,
 * component by component, unless the option 'order' lists them. A slice shares its
 * axes with the space it was cut from and keeps that alive.
 */
#include "lua_massc.h"
#include "ast/rules.h"
#include "model/model.h"
#include "base/name.h"
#include <string.h>

enum { DEPTH_MOST = 100 };

/* ---- the object ---- */

struct script_space *script_space_new(lua_State *L)
{
    struct script_space *s = lua_newuserdatauv(L, sizeof *s, SPACE_VALUES);
    memset(s, 0, sizeof *s);
    luaL_setmetatable(L, SCRIPT_SPACE);
    lua_newtable(L);
    lua_setiuservalue(L, -2, SPACE_FIXED);
    return s;
}

static struct script_space *check_space(lua_State *L, int i)
{
    return script_self(L, i, SCRIPT_SPACE);
}

static int space_gc(lua_State *L)
{
    struct script_space *s = check_space(L, 1);
    space_close(&s->space);
    arena_free(&s->arena);
    memset(s, 0, sizeof *s);
    return 0;
}

/* The texts are documented; each is a line. */
static void warn_lines(lua_State *L, const char *lines)
{
    while (*lines) {
        size_t n = strcspn(lines, "\n");
        lua_pushlstring(L, lines, n);
        lua_warning(L, lua_tostring(L, -1), 0);
        lua_pop(L, 1);
        lines += n + (lines[n] == '\n');
    }
}

void script_space_ready(lua_State *L, struct script_space *s)
{
    s->columns = SCRIPT_ARRAY(L, &s->arena, struct column, s->space.count + 1);
    for (int i = 0; i < s->space.count; i++) {
        const struct axis *a = &s->space.axes[i];
        struct column c = { .name = script_axis_name(a), .unit = a->unit, .kind = COLUMN_AXIS,
                            .key = a->kind == AXIS_KEYS, .names = a->names, .rank = a->rank, .dim = a->dim };
        memcpy(c.shape, a->shape, sizeof c.shape);
        s->columns[s->column_count++] = c;
    }
    if (s->space.trials > 0)
        s->columns[s->column_count++] = (struct column){ .name = "trial", .kind = COLUMN_TRIAL,
                                                         .integer = 1, .dim = s->space.dim_count - 1 };
    warn_lines(L, s->space.warning);
}

/* ---- leaves of the tree ---- */

struct space_leaf {
    const char *path;
    const struct script_axis *axis;     /* NULL: fixed */
};

/* What is built: the space at stack place [space], its lists at [fixed] and [lenders]. */
struct builder {
    struct script_space *s;
    int fixed, lenders;
    struct space_leaf *leaves;
    int count, room;
};

static void add_leaf(lua_State *L, struct builder *b, const char *path, const struct script_axis *axis)
{
    struct arena *a = &b->s->arena;
    if (b->count == b->room) {
        struct space_leaf *old = b->leaves;
        b->room = 2*b->room + 16;
        b->leaves = SCRIPT_ARRAY(L, a, struct space_leaf, b->room);
        if (old)
            memcpy(b->leaves, old, (size_t)b->count*sizeof *old);
    }
    b->leaves[b->count++] = (struct space_leaf){ script_copy(L, a, path), axis };
    lua_pushvalue(L, -1);
    if (axis)
        lua_rawseti(L, b->lenders, (lua_Integer)lua_rawlen(L, b->lenders) + 1);
    else
        lua_setfield(L, b->fixed, path);
}

/* The list on top is an array of numbers, nested or not. */
static void check_array(lua_State *L, const char *path, int depth)
{
    lua_Integer n = (lua_Integer)lua_rawlen(L, -1);
    if (depth > DEPTH_MOST)
        luaL_error(L, "'%s' is nested too deeply", path);
    luaL_checkstack(L, 2, NULL);
    for (lua_Integer i = 1; i <= n; i++) {
        int type = lua_rawgeti(L, -1, i);
        if (luaL_testudata(L, -1, SCRIPT_AXIS))
            luaL_error(L, "'%s' is a list with an axis in it; axes have names", path);
        if (type == LUA_TTABLE)
            check_array(L, path, depth + 1);
        else if (type != LUA_TNUMBER)
            luaL_error(L, "'%s' is a list of numbers, but holds a %s", path, luaL_typename(L, -1));
        lua_pop(L, 1);
    }
}

static void walk(lua_State *L, struct builder *b, const char *path, int depth);

/* The value on top is called [path]. */
static void take(lua_State *L, struct builder *b, const char *path, int depth)
{
    const struct script_axis *axis = luaL_testudata(L, -1, SCRIPT_AXIS);
    int type = lua_type(L, -1);
    int is_fixed = type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TBOOLEAN;
    if (type == LUA_TTABLE && lua_rawlen(L, -1) > 0) {
        check_array(L, path, 0);
        is_fixed = 1;
    }
    if (axis || is_fixed)
        add_leaf(L, b, path, axis);
    else if (type == LUA_TTABLE)
        walk(L, b, path, depth + 1);
    else
        luaL_error(L, "'%s' is a %s; a space holds axes, numbers, strings, booleans and lists of numbers",
                   path, luaL_typename(L, -1));
}

static void check_name(lua_State *L, const char *path, int type, const char *name)
{
    if (type != LUA_TSTRING)
        luaL_error(L, "%s%s%s has a %s as name; names are strings", *path ? "'" : "the space",
                   path, *path ? "'" : "", lua_typename(L, type));
    size_t n = strlen(name);
    if (n == 0 || name[0] == '.' || name[n - 1] == '.' || strstr(name, ".."))
        luaL_error(L, "'%s' is no name", name);
}

/* The table on top holds what [path] is. */
static void walk(lua_State *L, struct builder *b, const char *path, int depth)
{
    if (depth > DEPTH_MOST)
        luaL_error(L, "the table of the space is nested too deeply, or holds itself");
    luaL_checkstack(L, 8, NULL);
    lua_pushnil(L);
    while (lua_next(L, -2)) {
        int type = lua_type(L, -2);
        const char *name = type == LUA_TSTRING ? lua_tostring(L, -2) : "";
        check_name(L, path, type, name);
        const char *whole = lua_pushfstring(L, "%s%s%s", path, *path ? "." : "", name);
        lua_insert(L, -2);
        take(L, b, whole, depth);
        lua_pop(L, 2);
    }
}

/* ---- order ---- */

/* Names are few; those of a tree come nearly in any order. */
static void sort_leaves(struct space_leaf *leaves, int count)
{
    for (int i = 1; i < count; i++) {
        struct space_leaf moving = leaves[i];
        int at = i;
        for (; at > 0 && script_compare_paths(leaves[at - 1].path, moving.path) > 0; at--)
            leaves[at] = leaves[at - 1];
        leaves[at] = moving;
    }
}

/* A name and what lies below it are neighbours in the order. */
static void check_leaves(lua_State *L, const struct builder *b)
{
    for (int i = 1; i < b->count; i++) {
        const char *before = b->leaves[i - 1].path, *path = b->leaves[i].path;
        size_t n = strlen(before);
        if (strncmp(before, path, n) == 0 && (path[n] == '\0' || path[n] == '.'))
            luaL_error(L, path[n] ? "'%s' has a value, and so has '%s' below it" : "'%s' is given twice",
                       before, path);
    }
}

/* The axes without a place yet that [name] means; raises when there is none. */
static const struct space_leaf *ordered_leaf(lua_State *L, const struct builder *b, const char *name)
{
    const struct space *space = &b->s->space;
    for (int i = 0; i < space->count; i++)
        if (strcmp(space->axes[i].path, name) == 0)
            luaL_error(L, "option 'order' lists '%s' twice", name);
    const char **names = SCRIPT_ARRAY(L, &b->s->arena, const char *, b->count + 1);
    for (int i = 0, n = 0; i < b->count; i++) {
        if (b->leaves[i].axis)
            names[n++] = b->leaves[i].path;
        if (b->leaves[i].axis && strcmp(b->leaves[i].path, name) == 0)
            return &b->leaves[i];
    }
    luaL_error(L, "option 'order': no axis '%s'%s", name, script_suggest(L, name, names));
    return NULL;
}

static void put_axis(struct builder *b, const struct space_leaf *leaf)
{
    struct axis *a = &b->s->space.axes[b->s->space.count++];
    *a = leaf->axis->axis;
    a->path = leaf->path;
}

static int has_axis(const struct space *s, const char *path)
{
    for (int i = 0; i < s->count; i++)
        if (strcmp(s->axes[i].path, path) == 0)
            return 1;
    return 0;
}

/* Axes that 'order' lists come first, the others follow by name. */
static void place_axes(lua_State *L, struct builder *b, int options)
{
    struct space *space = &b->s->space;
    space->axes = SCRIPT_ARRAY(L, &b->s->arena, struct axis, b->count + 1);
    int type = script_option(L, options, "order");
    if (type != LUA_TNIL && type != LUA_TTABLE)
        luaL_error(L, "option 'order' is a list of names, got %s", luaL_typename(L, -1));
    for (lua_Integer i = 1; type == LUA_TTABLE && lua_geti(L, -1, i) != LUA_TNIL; i++) {
        put_axis(b, ordered_leaf(L, b, luaL_checkstring(L, -1)));
        lua_pop(L, 1);
    }
    for (int i = 0; i < b->count; i++)
        if (b->leaves[i].axis && !has_axis(space, b->leaves[i].path))
            put_axis(b, &b->leaves[i]);
}

/* ---- massc.space ---- */

static void read_options(lua_State *L, int options, struct script_space *s)
{
    static const char *const names[] = { "mode", "key", "precision", "sorted", "order", "trials", NULL };
    const char *mode, *precision;
    script_check_options(L, options, names);
    mode = script_option_string(L, options, "mode");
    precision = script_option_string(L, options, "precision");
    if (mode && strcmp(mode, ast_word_PRODUCT) != 0 && strcmp(mode, ast_word_ZIP) != 0)
        luaL_error(L, "mode must be 'product' or 'zip', got '%s'", mode);
    int single = precision ? name_one_of(precision, precision_words) : 0;
    if (single < 0)
        luaL_error(L, "precision must be 'single' or 'double', got '%s'", precision);
    s->space.mode = mode && strcmp(mode, ast_word_ZIP) == 0 ? SPACE_ZIP : SPACE_PRODUCT;
    s->space.bytes = single ? 4 : 8;
    s->precise = precision != NULL;
    s->keyed = script_option(L, options, "key") != LUA_TNIL;
    lua_pop(L, 1);
    s->space.key = script_option_integer(L, options, "key", 0);
    s->space.sorted = script_option_boolean(L, options, "sorted", 0);
    s->space.trials = (long)script_option_integer(L, options, "trials", 0);
}

static int make_space(lua_State *L)
{
    struct fail f = { .code = 0 };
    lua_settop(L, 2);
    luaL_checktype(L, 1, LUA_TTABLE);
    struct builder b = { .s = script_space_new(L), .fixed = 4, .lenders = 5 };
    lua_getiuservalue(L, 3, SPACE_FIXED);
    lua_newtable(L);
    lua_pushvalue(L, 5);
    lua_setiuservalue(L, 3, SPACE_LENDERS);
    read_options(L, 2, b.s);
    lua_settop(L, 5);
    if (lua_rawlen(L, 1) > 0)
        return luaL_error(L, "the axes of a space have names: massc.space{a = massc.grid(0, 1, 3)}");
    lua_pushvalue(L, 1);
    walk(L, &b, "", 0);
    lua_pop(L, 1);
    sort_leaves(b.leaves, b.count);
    check_leaves(L, &b);
    place_axes(L, &b, 2);
    if (b.s->space.count == 0)
        return luaL_error(L, "a space must have at least one axis");
    if (space_open(&b.s->space, &f) < 0)
        return script_fail(L, &f);
    script_space_ready(L, b.s);
    lua_settop(L, 3);
    return 1;
}

/* ---- points ---- */

/* Puts the value on top where [path] says in the table at [root]. */
static void put_value(lua_State *L, int root, const char *path)
{
    lua_pushvalue(L, root);
    for (const char *dot; (dot = strchr(path, '.')); path = dot + 1) {
        lua_pushlstring(L, path, (size_t)(dot - path));
        lua_pushvalue(L, -1);
        if (lua_rawget(L, -3) != LUA_TTABLE) {
            lua_pop(L, 1);
            lua_newtable(L);
            script_mark_names(L);
            lua_pushvalue(L, -2);
            lua_pushvalue(L, -2);
            lua_rawset(L, -5);
        }
        lua_replace(L, -3);             /* the inner table, in the place of the outer one */
        lua_pop(L, 1);
    }
    lua_pushvalue(L, -2);
    lua_setfield(L, -2, path);
    lua_pop(L, 2);
}

static void put_fixed(lua_State *L, int space, int root)
{
    lua_getiuservalue(L, space, SPACE_FIXED);
    lua_pushnil(L);
    while (lua_next(L, -2))
        put_value(L, root, lua_tostring(L, -2));
    lua_pop(L, 1);
}

void script_push_point(lua_State *L, int space, long row)
{
    const struct script_space *s = check_space(L, space);
    long trial, *sample = lua_newuserdatauv(L, ((size_t)s->space.count + 1)*sizeof *sample, 0);
    luaL_checkstack(L, 12, NULL);
    lua_newtable(L);
    script_mark_names(L);
    int root = lua_gettop(L);
    space_samples(&s->space, row, sample, &trial);
    put_fixed(L, space, root);
    for (int i = 0; i < s->space.count; i++) {
        const struct axis *a = &s->space.axes[i];
        script_push_sample(L, a, s->space.bytes, sample[i]);
        put_value(L, root, script_axis_name(a));
    }
    if (s->space.trials > 0) {
        lua_pushinteger(L, trial);
        lua_setfield(L, root, "trial");
    }
    lua_remove(L, -2);
}

static int out_of_range(lua_State *L, lua_Integer asked, long points)
{
    if (points == 1)
        return luaL_error(L, "index %I is out of range: the space has 1 point, 1 (or -1)",
                          (LUAI_UACINT)asked);
    return luaL_error(L, "index %I is out of range: the space has %I points, 1 to %I (or -%I to -1)",
                      (LUAI_UACINT)asked, (LUAI_UACINT)points, (LUAI_UACINT)points, (LUAI_UACINT)points);
}

/* space:at(i): as in Python, from 0. */
static int space_at(lua_State *L)
{
    const struct script_space *s = check_space(L, 1);
    struct fail f = { .code = 0 };
    long row;
    if (space_index(&s->space, (long)luaL_checkinteger(L, 2), &row, &f) < 0)
        return script_fail(L, &f);
    script_push_point(L, 1, row);
    return 1;
}

static int space_cut(lua_State *L)
{
    const struct script_space *from = check_space(L, 1);
    struct fail f = { .code = 0 };
    struct space_range r = script_range(L, 2);
    struct script_space *s = script_space_new(L);
    *s = *from;
    s->arena = (struct arena){ 0 };
    s->space.part = 1;                  /* its dimensions are not to be freed, whatever comes */
    if (space_slice(&from->space, r, &s->space, &f) < 0)
        return script_fail(L, &f);
    lua_getiuservalue(L, 1, SPACE_FIXED);
    lua_setiuservalue(L, -2, SPACE_FIXED);
    lua_pushvalue(L, 1);
    lua_setiuservalue(L, -2, SPACE_LENDERS);
    lua_getiuservalue(L, 1, SPACE_EXPERIMENT);
    lua_setiuservalue(L, -2, SPACE_EXPERIMENT);
    return 1;
}

static int next_point(lua_State *L)
{
    const struct script_space *s = check_space(L, 1);
    lua_Integer i = luaL_checkinteger(L, 2);
    if (i < 0 || i >= s->space.points)
        return 0;
    lua_pushinteger(L, i + 1);
    script_push_point(L, 1, (long)i);
    return 2;
}

static int space_points(lua_State *L)
{
    check_space(L, 1);
    lua_pushcfunction(L, next_point);
    lua_pushvalue(L, 1);
    lua_pushinteger(L, 0);
    return 3;
}

/* ---- as a table ---- */

void script_space_rows(void *space, long first, long count, double **cells)
{
    const struct script_space *s = space;
    for (int c = 0; c < s->column_count; c++) {
        long n = column_elements(&s->columns[c]);
        for (long i = 0; i < count; i++) {
            long trial = 0, row = s->space.first + (first + i)*s->space.stride;
            int at = s->columns[c].dim;
            if (s->space.trials > 0)
                trial = row % s->space.trials;
            long sample = row/s->space.dims[at].block % s->space.dims[at].size;
            for (long e = 0; e < n; e++)
                cells[c][i*n + e] = c < s->space.count
                    ? axis_value(&s->space.axes[c], s->space.bytes, sample, e) : (double)trial;
        }
    }
}

static struct table table_of(const struct script_space *s)
{
    return (struct table){ .name = "space", .single = s->space.bytes == 4, .rows = s->space.points,
                           .columns = s->columns, .column_count = s->column_count };
}

static int space_print(lua_State *L)
{
    struct script_space *s = check_space(L, 1);
    struct fail f = { .code = 0 };
    struct table t = table_of(s);
    if (script_print(&t, script_rows_asked(L, 2, t.rows), script_space_rows, s, &f) < 0)
        return script_fail(L, &f);
    return 0;
}

static void push_names(lua_State *L, const struct script_space *s)
{
    lua_createtable(L, s->column_count, 0);
    for (int c = 0; c < s->column_count; c++) {
        lua_pushstring(L, s->columns[c].name);
        lua_rawseti(L, -2, c + 1);
    }
}

static void check_size(lua_State *L, const struct script_space *s)
{
    long numbers = 0;
    for (int c = 0; c < s->column_count; c++)
        numbers += column_elements(&s->columns[c]);
    if (numbers > 0 && s->space.points > SCRIPT_MOST/numbers)
        luaL_error(L, "%I points are too many for a Lua table; take a slice",
                   (LUAI_UACINT)s->space.points);
}

static int space_to_table(lua_State *L)
{
    const struct script_space *s = check_space(L, 1);
    check_size(L, s);
    lua_newtable(L);
    push_names(L, s);
    lua_setfield(L, -2, "columns");
    lua_pushinteger(L, s->space.points);
    lua_setfield(L, -2, "rows");
    long trial, *sample = lua_newuserdatauv(L, ((size_t)s->space.count + 1)*sizeof *sample, 0);
    for (int c = 0; c < s->column_count; c++) {
        lua_createtable(L, (int)s->space.points, 0);
        for (long i = 0; i < s->space.points; i++) {
            space_samples(&s->space, i, sample, &trial);
            if (c < s->space.count)
                script_push_sample(L, &s->space.axes[c], s->space.bytes, sample[c]);
            else
                lua_pushinteger(L, trial);
            lua_rawseti(L, -2, i + 1);
        }
        lua_setfield(L, -3, s->columns[c].name);
    }
    lua_pop(L, 1);
    return 1;
}

/* ---- what a space tells ---- */

static int space_length(lua_State *L)
{
    lua_pushinteger(L, check_space(L, 1)->space.points);
    return 1;
}

static int space_string(lua_State *L)
{
    char text[200];
    space_describe(&check_space(L, 1)->space, text, sizeof text);
    lua_pushstring(L, text);
    return 1;
}

static int point_or_error(lua_State *L, const struct script_space *s)
{
    int whole;
    lua_Integer asked = lua_tointegerx(L, 2, &whole), points = s->space.points;
    if (!whole)
        return luaL_error(L, "an index is a whole number");
    lua_Integer row = asked < 0 ? asked + points : asked - 1;
    if (asked == 0 || row < 0 || row >= points)
        return out_of_range(L, asked, s->space.points);
    script_push_point(L, 1, (long)row);
    return 1;
}

static int space_member(lua_State *L)
{
    static const char *const fields[] = { "columns", "mode", "key", "precision", "warning", NULL };
    const struct script_space *s = check_space(L, 1);
    if (lua_type(L, 2) == LUA_TNUMBER)
        return point_or_error(L, s);
    const char *name = luaL_checkstring(L, 2);
    if (script_method(L, 1, name))
        return 1;
    if (strcmp(name, "columns") == 0)
        push_names(L, s);
    else if (strcmp(name, "mode") == 0)
        lua_pushstring(L, s->space.part || s->space.mode == SPACE_ZIP ? ast_word_ZIP : ast_word_PRODUCT);
    else if (strcmp(name, "key") == 0)
        lua_pushinteger(L, s->space.key);
    else if (strcmp(name, "precision") == 0)
        lua_pushstring(L, precision_words[s->space.bytes == 4]);
    else if (strcmp(name, "warning") == 0)
        lua_pushstring(L, s->space.warning);
    else
        return script_no_member(L, 1, "a space", name, fields);
    return 1;
}

void script_open_spaces(lua_State *L)
{
    static const luaL_Reg meta[] = {
        { "__gc", space_gc }, { "__len", space_length }, { "__index", space_member },
        { "__tostring", space_string }, { "__pairs", space_points }, { NULL, NULL }
    };
    static const luaL_Reg methods[] = {
        { "at", space_at }, { "slice", space_cut }, { "points", space_points },
        { "to_table", space_to_table }, { "print", space_print }, { NULL, NULL }
    };
    script_class(L, SCRIPT_SPACE, meta, methods);
    lua_pushcfunction(L, make_space);
    lua_setfield(L, -2, "space");
}
