/* lua_massc.h -- the Lua module massc: what its parts share.
 *
 *   lua_base.c     what all parts stand on
 *   lua_names.c    dotted names and nested tables
 *   lua_axis.c     axis constructors: massc.grid, massc.Beta, ...; lua_axis_text.c writes them down
 *   lua_space.c    massc.space: points, slices
 *   lua_map.c      a function applied to every point
 *   lua_table.c    results: tables of named columns
 *   lua_series.c   their series
 *   lua_run.c      massc.load, running an experiment over a space; lua_request.h has the run itself
 *   lua_memory.c   memory in front of Lua
 *   command_lua.c  the module itself, and `massc lua SCRIPT`
 *
 * A Lua error is a longjmp, so whatever a C function makes belongs to a userdata
 * with __gc before anything that may raise is called; code that owns memory of
 * its own (a compilation, a sweep) calls no Lua and returns a struct fail.
 */
#ifndef LUA_MASSC_H
#define LUA_MASSC_H
#include <lauxlib.h>
#include <lua.h>
#include "base/arena.h"
#include "base/fail.h"
#include "space/space.h"
#include "sink/preview.h"
#include "base/text.h"

/* massc lua SCRIPT [ARGS...]: [words] are those behind "lua", NULL-terminated.
 * Returns the exit code. */
int command_lua(char **words);
/* require "massc" of a Lua 5.4 that loads the shared library. */
int luaopen_massc(lua_State *L);

/* Entries of the registry that `massc lua` sets: a flag that ends runs (a userdata
 * with its place), and the command line, for the provenance. */
#define SCRIPT_STOP "massc.stop"
#define SCRIPT_COMMAND "massc.command"
/* The newest error of massc and the exit code it deserves. */
#define SCRIPT_ERROR "massc.error"
#define SCRIPT_CODE "massc.code"

/* ---- memory (lua_memory.c) ---- */

/* Calls work(user), which calls no Lua; what it raises becomes a Lua error. */
void script_protect(lua_State *L, void (*work)(void *user), void *user);
/* Of an arena whose owner __gc frees: bytes, all 0; a copy of a text; a text. Memory that runs out is a Lua error. */
void *script_alloc(lua_State *L, struct arena *a, size_t bytes);
const char *script_copy(lua_State *L, struct arena *a, const char *s);
const char *script_write(lua_State *L, struct arena *a, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
#define SCRIPT_ARRAY(L, a, type, n) ((type *)script_alloc((L), (a), sizeof(type)*(size_t)(n)))

/* ---- arguments (lua_base.c) ---- */

/* Numbers one Lua table may be asked to hold. */
enum { SCRIPT_MOST = 1 << 27 };

/* Raises the error, with the line of the script in front; never returns. A script that it ends has exit
 * code 3 or 4 where [code], or that of [f], is one of these, else 1. */
int script_end(lua_State *L, int code, const char *text);
int script_fail(lua_State *L, const struct fail *f);
/* "; did you mean 'x'?", or "; there are a, b, c" of a NULL-terminated list; pushes it. */
const char *script_suggest(lua_State *L, const char *name, const char *const *list);
/* A table of options at [i], or nothing there: raises if it has other names. */
void script_check_options(lua_State *L, int i, const char *const *names);
/* Pushes an option, nil where there is none; returns its type. */
int script_option(lua_State *L, int i, const char *name);
/* Of an option that is there the value, else [otherwise]; raises on another type.
 * Only a string stays on the stack. */
lua_Integer script_option_integer(lua_State *L, int i, const char *name, lua_Integer otherwise);
int script_option_boolean(lua_State *L, int i, const char *name, int otherwise);
const char *script_option_string(lua_State *L, int i, const char *name);    /* or NULL */
/* Leaves the metatable of a class on top, made by the first call; the methods, for script_method, may be NULL. It
 * gets its name last: one that memory did not suffice for is made anew. */
void script_push_class(lua_State *L, const char *name, const luaL_Reg *meta, const luaL_Reg *methods);
/* The same, nothing on top. */
void script_class(lua_State *L, const char *name, const luaL_Reg *meta, const luaL_Reg *methods);
/* One more method of a class that is there. */
void script_add_method(lua_State *L, const char *class, const char *name, lua_CFunction method);
/* The object of a class at [i], where methods have theirs at 1; raises if it is none. */
void *script_self(lua_State *L, int i, const char *class);
/* The row meant by the index at [i], from 0: indices count from [first], 1 in Lua and 0 in Python,
 * and where negative from the end. Raises where [what], "the table", has no such row. */
long script_row(lua_State *L, int i, long rows, int first, const char *what);
/* The method called [name] of the object at [i]: pushes it, or nothing and returns 0. */
int script_method(lua_State *L, int i, const char *name);

/* Raises: the object at [i], which is [what], has no such member. There are its methods,
 * [fields] (NULL-terminated), and, in the module, all that is in it. */
int script_no_member(lua_State *L, int i, const char *what, const char *name, const char *const *fields);

/* ---- names (lua_names.c) ---- */

/* The table on top answers to dotted names and to nested ones. */
void script_mark_names(lua_State *L);

/* ---- axes (lua_axis.c, lua_axis_text.c) ---- */

#define SCRIPT_AXIS "massc.axis"

/* A userdata, made by a constructor; nothing changes it behind that. What is owned __gc frees. */
struct script_axis {
    struct axis axis;               /* without a path, which the space gives its copy */
    double *values, *many;          /* of axis.values and axis.law.many; owned, or NULL. Behind the numbers of a covariance's
                                       factor stand its own, for its text */
    char *group;                    /* of axis.group, owned; NULL: none */
};

/* What points and columns call it. */
static inline const char *script_axis_name(const struct axis *a)
{
    return a->label ? a->label : a->path;
}

void script_open_axes(lua_State *L);        /* adds the constructors to the module on top */
/* Pushes sample [i], from 0, of an axis in [bytes] 4 or 8: a number, nested tables, or a key {hi, lo}. */
void script_push_sample(lua_State *L, const struct axis *a, int bytes, long i);
/* Sizes of the nested list at [i], as its first elements have them, into shape[SCRIPT_RANK]; returns how
 * many. Then the numbers of the list on top, which is to have [shape], [depth] sizes; *at moves behind the
 * last. Both raise. */
enum { SCRIPT_RANK = 5 };
int script_list_shape(lua_State *L, int i, long *shape);
void script_read_list(lua_State *L, const long *shape, int depth, double **at);
/* Appends how a .mass file writes the axis, as far as it can be told: "grid(0, 1, 5)". */
void script_axis_text(const struct axis *a, struct text *out);

/* ---- spaces (lua_space.c) ---- */

#define SCRIPT_SPACE "massc.space"
/* User values of a space: what its points hold besides, by dotted name; what the
 * space borrows from; the experiment it was asked of, if any. */
enum { SPACE_FIXED = 1, SPACE_LENDERS, SPACE_EXPERIMENT, SPACE_VALUES = SPACE_EXPERIMENT };

/* A userdata, whose __gc closes space and arena. Set by massc.space and experiment:space before
 * script_space_ready; a slice is a copy that borrows of what it was cut from. */
struct script_space {
    struct arena arena;             /* of the axes and columns; empty in a slice */
    struct space space;             /* open once it is ready */
    int precise, keyed;             /* the precision, the key was asked for; one of an experiment is keyed */
    const char *exploration;        /* the space is one of an experiment, which a user value keeps; or NULL */
    struct column *columns;         /* axes, then "trial" if there are trials; script_space_ready */
    int column_count;
};

void script_open_spaces(lua_State *L);
/* Pushes an empty space. The caller opens ->space, then calls script_space_ready,
 * which emits the warnings. */
struct script_space *script_space_new(lua_State *L);
void script_space_ready(lua_State *L, struct script_space *s);
/* start, stop, step at [i] and behind, as in Python's slices, from 0; nil: left out. Raises. */
struct space_range script_range(lua_State *L, int i);
/* The order of draws: component by component; below 0, 0, above 0 as of strcmp. */
int script_compare_paths(const char *a, const char *b);
/* Pushes point [row], counted from 0, of the space at absolute place [space]. */
void script_push_point(lua_State *L, int space, long row);
/* Computes rows of the columns of a script_space: cells[column][row - first][element]. */
void script_space_rows(void *space, long first, long count, double **cells);
/* space:map(f [, options]) (lua_map.c) */
void script_open_map(lua_State *L);      /* behind script_open_spaces */

/* ---- tables (lua_table.c) ---- */

/* A userdata, whose __gc closes cells and traces and frees the arena. Made empty by script_table_new,
 * described by script_table_describe; filled by a run, a map or a slice. */
struct script_table {
    struct arena arena;             /* of the description */
    struct table table;
    struct cells cells;             /* owned */
    struct traces traces;           /* samples of its series, by a run; owned, in a slice empty: */
    const struct script_table *lender;      /* ... row i is row first + i*step of this one, kept by a user value; or NULL */
    long first, step;
    const char *series_in;          /* the folder whose files have them instead, or NULL */
};

void script_open_tables(lua_State *L);
/* Pushes a table without columns. */
struct script_table *script_table_new(lua_State *L);
/* Pushes the series of the table at absolute place [self], by name (lua_series.c). */
void script_push_series(lua_State *L, int self, const struct script_table *t);
void script_open_series(lua_State *L);
/* Takes over a description, copied into the arena; under a guard (base/guard.h), since it calls no Lua.
 * The room for its rows is the caller's: cells_open. */
void script_table_describe(struct script_table *t, const struct table *from);
/* Pushes one cell: a number, nested tables, or a key {hi, lo}. */
void script_push_cell(lua_State *L, const struct column *c, const double *cell);
/* Prints the first [rows] rows as pandas would; [fill] computes some. 0, or -1 and [f] filled. */
int script_print(const struct table *t, long rows, table_fill *fill, void *user, struct fail *f);
/* The rows that print([n]), n at [i], is asked for, [rows] at most; raises below 1. */
long script_rows_asked(lua_State *L, int i, long rows);

/* ---- experiments (lua_run.c) ---- */

/* Stack places of experiment:run. */
enum { RUN_EXPERIMENT = 1, RUN_WHAT, RUN_OPTIONS, RUN_RESULT };

void script_open_experiments(lua_State *L);
#endif
