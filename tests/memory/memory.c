/* memory.c -- every request for memory of a compilation fails once.
 *
 *   memory [--all] CASE...
 *
 * A case is opened, changed and run through massc.h, or by a Lua script through the
 * library as Lua's module, while the n-th request of massc, flex, bison, Lua and libtcc
 * for memory fails: for each of the first 2000 and every 97th behind, with --all (`ninja
 * memory_all`, an hour) for each, and now and then with all that follow. (The linker
 * puts the functions below in place of the C library's, see files.ninja; Lua's states get
 * theirs from here.)
 * The call must come back with an error value or with the right table, the same
 * object must then work as if nothing had been (tried after every seventh), and the leak checker of the
 * variant with sanitizers must find nothing.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include "library/massc.h"

enum {
    FIRST = 2000, STRIDE = 97,
    SEVENTH = 7,                /* how often the object is used again, ... */
    ELEVENTH = 11,              /* ... and nothing is left from then on */
    COLUMNS = 40
};

/* ---- memory that runs out ---- */

static struct {
    long count;                 /* requests so far */
    long from;                  /* the first one that fails, 0: none does */
    int all;                    /* ... and all that follow */
    long failed;
} heap;

static int fails(void)
{
    heap.count++;
    int now = heap.from && (heap.count == heap.from || (heap.all && heap.count > heap.from));
    heap.failed += now;
    return now;
}

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
char *__real_strdup(const char *text);
char *__real_strndup(const char *text, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);
char *__wrap_strdup(const char *text);
char *__wrap_strndup(const char *text, size_t size);

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *block, size_t size)
{
    return fails() ? NULL : __real_realloc(block, size);
}

char *__wrap_strdup(const char *text)
{
    return fails() ? NULL : __real_strdup(text);
}

char *__wrap_strndup(const char *text, size_t size)
{
    return fails() ? NULL : __real_strndup(text, size);
}

/* A state's. It may not fail where a block becomes smaller. */
static void *lua_memory(void *nothing, void *block, size_t was, size_t size)
{
    (void)nothing;
    if (size == 0) {
        free(block);
        return NULL;
    }
    return (!block || size > was) && fails() ? NULL : __real_realloc(block, size);
}

/* ---- what is tried ---- */

/* Thousands of runs need not wait for a disk (tests/faults.lua looks at what is synced). */
int __wrap_fsync(int fd);
int __wrap_fsync(int fd)
{
    (void)fd;
    return 0;
}

int luaopen_massc(lua_State *L);

struct trial {
    const char *name, *path, *exploration, *set, *axis;
    const char *text;                       /* in place of a path */
    int code;                               /* without any failure */
    const char *script;                     /* in place of all: gives a list of numbers */
    int steps;                              /* besides, all else that a program may do with a model */
};

static const struct trial trials[] = {
    { "faults", "tests/memory/faults.mass", NULL, NULL, NULL, NULL, 1, NULL, 0 },
    { "network", "tests/memory/network.mass", "sweep", "noise.sigma=0.02",
      "dynamics.tau=grid(5, 10, 2)", NULL, 0, NULL, 0 },
    { "zip", "tests/memory/network.mass", "other", NULL, NULL, NULL, 0, NULL, 0 },
    { "pure", "tests/memory/pure.mass", "points", NULL, "a=[1, 2]", NULL, 0, NULL, 0 },
    { "library", "models/experiments/rww_g_sweep.mass", NULL, NULL, NULL, NULL, 0, NULL, 0 },
    { "wrong_set", "models/experiments/oscillator.mass", NULL, "dynamics.nothing=2", NULL, NULL, 1, NULL, 0 },
    { "text", NULL, NULL, "a=0.25", NULL,
      "model M\n  state x = 1\n  param a = 0.5\n  x' = -a*x\nend\n"
      "simulate euler with dt = 0.1, duration = 1\nobserve l = last(x)\nexplore e\n  initial.x = [1, 2]\nend\n", 0, NULL, 0 },
    { "recorded", NULL, NULL, "a=0.25", NULL,
      "model M\n  state x = 1\n  state y = 2\n  param a = 0.5\n  x' = -a*x\n  y' = x - y\nend\n"
      "network\n  dynamics M\n  nodes 2\nend\nsimulate euler with dt = 0.1, duration = 1\nrecord x, y\n"
      "observe s = sum(x over node) every 0.2 ms\nexplore e\n  initial.x = [1, 2]\nend\n", 0, NULL, 0 },
    { "steps", NULL, NULL, NULL, NULL,
      "model M\n  state x = 1\n  param a = 0.5\n  input c\n  z = 2*x\n  watch z\n  x' = -a*x + c\nend\n"
      "network\n  dynamics M\n  nodes 2\n  stimulus out on c = u with u = 0\n  noise additive with sigma = 0.1, key = 1\nend\n"
      "simulate euler with dt = 0.1, duration = 1\nobserve l = last(x)\nrecord x\nexplore e\n  initial.x = [1, 2]\nend\n", 0, NULL, 1 },
    { "samples", NULL, NULL, NULL, NULL, NULL, 0,
      .script = "local massc = require 'massc'\n"
      "local e = massc.load 'tests/memory/network.mass'\n"
      "local r = e:run('other', {threads = 1, engine = 'tcc', quiet = true, record = 'x every 0.1 ms'})\n"
      "local all = {#r}\n"
      "local function add(v)\n"
      "  all[#all + 1] = v:value(1, 2, 1) + v[#v][#v.time][1] + v.shape[2] + #v.dims + #v.states + #tostring(v)\n"
      "end\n"
      "for name, v in pairs(r.series) do add(v) end\n"
      "add(r:slice(1):slice(-1).series.x)\n"
      "return all\n" },
    { "script", NULL, NULL, NULL, NULL, NULL, 0,
      .script = "local massc = require 'massc'\n"
      "local e = massc.load 'tests/memory/network.mass'\n"
      "local r = e:run('other', {threads = 1, engine = 'tcc', set = {['noise.sigma'] = 0.02},\n"
      "                          axis = {['coupling.c.G'] = massc.list {0.1, 0.2}}, quiet = true})\n"
      "local s = massc.space({['dynamics.tau'] = massc.Normal(10, 1, {n = 3})}, {key = 4})\n"
      "local q = e:run(s, {threads = 1, engine = 'tcc', quiet = true})\n"
      "local n = s:slice(1):map(function(p) return {a = p.dynamics.tau, b = {1, 2}} end)\n"
      "local all = {#r, #q, #n, #massc.load('tests/memory/pure.mass'):space 'points'}\n"
      "for i, row in q:rows() do all[#all + 1] = row.m + i*row.s end\n"
      "for i, row in r:rows() do all[#all + 1] = row.m + i*row.s end\n"
      "for i, row in n:rows() do all[#all + 1] = row.a + i*row.b[2] end\n"
      "return all\n" },
    { "files", NULL, NULL, NULL, NULL, NULL, 0,
      .script = "local massc = require 'massc'\n"
      "local e, all = massc.load 'tests/memory/files.mass', {}\n"
      "local folder = (os.getenv('TMPDIR') or '/tmp') .. '/massc_memory_files'\n"
      "local function run(name, options)\n"
      "  options.threads, options.engine, options.quiet, options.out, options.format = 1, 'tcc', true, folder, 'csv,nc,npy'\n"
      "  local r = e:run(name, options)\n"
      "  for i, row in r:rows() do all[#all + 1] = i*row.m + i*i*row.l[2] end\n"
      "end\n"
      "run('curves', {lanes = 2, save_noise = folder .. '/noise.npy'})\n"
      "run('curves', {lanes = 2, load_noise = folder .. '/noise.npy', compress = 3})\n"
      "run('averaged', {lanes = 2, stats = folder .. '/stats.json'})\n"
      "return all\n" },
};
enum { TRIALS = sizeof trials/sizeof *trials };

/* What is asked for, and what came of it. */
struct outcome {
    int code;                   /* of the first call that failed, 0: none */
    char error[400];
    long rows;
    int columns;
    double sums[COLUMNS];       /* of the columns and the series behind them, with weights that no two rows share */
};

static void take(struct outcome *o, const struct massc_result *r)
{
    o->rows = massc_rows(r);
    o->columns = massc_columns(r);
    for (int c = 0; c < o->columns && c < COLUMNS; c++) {
        const double *v = massc_values(r, c);
        for (long i = 0, n = o->rows*massc_elements(r, c); i < n; i++)
            o->sums[c] += (double)(i + 1)*v[i];
    }
    for (int s = 0; s < massc_series_count(r) && o->columns < COLUMNS; s++, o->columns++) {
        long n = o->rows;
        for (int d = 0; d < massc_series_dims(r, s); d++)
            n *= massc_series_size(r, s, d);
        for (long i = 0; i < n; i++)
            o->sums[o->columns] += (double)(i + 1)*massc_series_values(r, s)[i];
    }
}

static int failed(struct massc *m, struct outcome *o)
{
    o->code = massc_code(m);
    snprintf(o->error, sizeof o->error, "%s", massc_error(m));
    return o->code != 0;
}

static struct massc *begin(const struct trial *t)
{
    return t->text ? massc_open_text(t->text, strlen(t->text)) : massc_open(t->path);
}

static void go_on(const struct trial *t, struct massc *m, struct outcome *o)
{
    const struct massc_options options = { .engine = "tcc", .threads = 1 };
    memset(o, 0, sizeof *o);
    if ((t->set && massc_set(m, t->set) < 0) || (t->axis && massc_axis(m, t->axis) < 0)
        || massc_key(m, 5) < 0) {
        failed(m, o);
        return;
    }
    struct massc_result *r = massc_run(m, t->exploration, &options);
    if (r)
        take(o, r);
    failed(m, o);
    massc_result_close(r);
}

/* Takes the numbers of a state, behind what there is. */
static void take_state(struct outcome *o, const struct massc_sim *s)
{
    double x[2];
    massc_state(s, x);
    o->sums[o->columns++] = x[0] + 3*x[1] + (double)massc_sim_done(s);
}

static int take_steps(struct massc *m, struct massc_sim *s, struct outcome *o)
{
    char kept[4096];
    size_t size = massc_snapshot(s, kept, sizeof kept);
    if (size > sizeof kept || massc_sim_set(s, "a", 0.25) < 0 || massc_give_input(s, "c", (double[]){ 1 }, 1) < 0
        || massc_give_noise(s, NULL, (double[]){ 1, 2, 3, 4 }, 2) < 0 || massc_step(s, 5) < 0)
        return -1;
    take_state(o, s);
    if (massc_restore(s, kept, size) < 0 || massc_step(s, 100) < 0)
        return -1;
    take_state(o, s);
    const struct massc_result *r = massc_sim_result(s);
    if (r)
        o->sums[o->columns++] = massc_values(r, massc_find(r, "l"))[0];
    return m && r ? 0 : -1;
}

/* Arrays, another text, questions, steps, files. */
static void use_all(const struct trial *t, struct massc *m, struct outcome *o)
{
    const struct massc_options options = { .size = sizeof options, .engine = "tcc", .threads = 1, .data = "all" };
    memset(o, 0, sizeof *o);
    if (massc_set_array(m, "initial.x", (double[]){ 1, 0.5 }, 2) < 0 || massc_text(m, t->text, strlen(t->text)) < 0
        || massc_points(m, "e") < 0) {
        failed(m, o);
        return;
    }
    struct massc_sim *s = massc_sim_open(m, "e", 1, &options);
    int bad = !s || take_steps(m, s, o) < 0;
    massc_sim_close(s);
    struct massc_result *r = bad ? NULL : massc_run(m, "e", &options);
    failed(m, o);
    if (r && massc_save(r, "/tmp/massc_memory_steps", "csv,nc,npy") != 0) {
        o->code = 3;
        snprintf(o->error, sizeof o->error, "%s", massc_result_error(r));
    }
    massc_result_close(r);
}

static void stop_failing(void)
{
    heap.from = 0;
}

/* ---- a script ---- */

/* The text of a script, and where its numbers go. */
static int run_protected(lua_State *L)
{
    const char *const *script = lua_touserdata(L, 1);
    struct outcome *o = lua_touserdata(L, 2);
    luaL_openlibs(L);
    luaL_requiref(L, "massc", luaopen_massc, 1);
    if (luaL_loadstring(L, *script) != LUA_OK)
        return lua_error(L);
    lua_call(L, 0, 1);
    o->columns = 1;
    o->rows = (long)lua_rawlen(L, -1);
    for (int i = 0; i < o->rows && i < COLUMNS; i++, lua_pop(L, 1))
        o->sums[i] = lua_rawgeti(L, -1, i + 1) == LUA_TNUMBER ? lua_tonumber(L, -1) : -1;
    return 0;
}

static void run_script(lua_State *L, const char *script, struct outcome *o)
{
    memset(o, 0, sizeof *o);
    lua_settop(L, 0);
    lua_pushcfunction(L, run_protected);
    lua_pushlightuserdata(L, &script);
    lua_pushlightuserdata(L, o);
    if (lua_pcall(L, 2, 0, 0) != LUA_OK) {
        *o = (struct outcome){ .code = 3 };
        snprintf(o->error, sizeof o->error, "%s", lua_tostring(L, -1) ? lua_tostring(L, -1) : "");
    }
}

/* As [try]. */
static void try_script(const struct trial *t, struct outcome *o, struct outcome *again)
{
    lua_State *L = lua_newstate(lua_memory, NULL);
    if (L)
        run_script(L, t->script, o);
    else
        *o = (struct outcome){ .code = 3, .error = "no memory for the state" };
    stop_failing();
    if (L && again)
        run_script(L, t->script, again);
    if (L)
        lua_close(L);
}

/* From the beginning, with the failures that [heap] is set to. */
static void try(const struct trial *t, struct outcome *o, struct outcome *again)
{
    heap.count = heap.failed = 0;
    memset(o, 0, sizeof *o);
    if (t->script) {
        try_script(t, o, again);
        return;
    }
    struct massc *m = begin(t);
    void (*use)(const struct trial *t, struct massc *m, struct outcome *o) = t->steps ? use_all : go_on;
    if (m && !failed(m, o))
        use(t, m, o);
    else if (!m)
        *o = (struct outcome){ .code = 3, .error = "no memory for the object" };
    stop_failing();
    if (m && again)
        use(t, m, again);             /* what was set before is set again */
    massc_close(m);
}

/* ---- what is expected ---- */

static long number;             /* of the request that fails now */
static const char *running;
static int every;               /* --all */
static int passed, wrong;

static void complain(const struct trial *t, const char *what, const struct outcome *o)
{
    if (wrong++ < 20)
        printf("not ok - %s, request %ld%s: %s: code %d, %s\n", t->name, number, heap.all ? " and all behind" : "",
               what, o->code, o->error);
}

static int same(const struct outcome *a, const struct outcome *b)
{
    return a->code == b->code && a->rows == b->rows && a->columns == b->columns
        && memcmp(a->sums, b->sums, sizeof a->sums) == 0 && strcmp(a->error, b->error) == 0;
}

/* An error that says so, or everything as if nothing had failed. */
static void judge(const struct trial *t, const struct outcome *o, const struct outcome *want)
{
    int says = strstr(o->error, "memory") != NULL;
    if (o->code == 3 ? !says : !same(o, want))
        complain(t, "neither an error of memory nor the right result", o);
    else
        passed++;
}

static void fail_at(const struct trial *t, long n, int all, const struct outcome *want)
{
    struct outcome o, again = *want;
    number = heap.from = n;
    heap.all = all;
    /* A file that could not be read stays so. */
    try(t, &o, n%SEVENTH == 0 || n == 1 ? &again : NULL);
    judge(t, &o, want);
    if (again.code != want->code && !strstr(again.error, "could not be read"))
        complain(t, "memory came back, but the object did not", &again);
    else if (again.code == want->code && !same(&again, want))
        complain(t, "the object gives something else afterwards", &again);
}

static void run(const struct trial *t)
{
    struct outcome want;
    running = t->name;
    number = 0;
    try(t, &want, NULL);
    if (want.code != t->code)
        complain(t, "not as expected before any failure", &want);
    try(t, &want, NULL);                /* the libraries are loaded now */
    long requests = heap.count;
    for (long n = 1; n <= requests; n += n < FIRST || every ? 1 : STRIDE) {
        fail_at(t, n, 0, &want);
        if (n%ELEVENTH == 1)
            fail_at(t, n, 1, &want);
    }
    printf("ok - %s: %ld requests\n", t->name, requests);
    running = NULL;
}

static void at_exit(void)
{
    if (running)
        printf("not ok - %s, request %ld%s: the process ended\n", running, number, heap.all ? " and all behind" : "");
    fflush(stdout);
}

int main(int argc, char **argv)
{
    atexit(at_exit);
    every = argc > 1 && strcmp(argv[1], "--all") == 0;
    for (int i = 1 + every; i < argc; i++) {
        int known = 0;
        for (int k = 0; k < TRIALS; k++)
            if (strcmp(argv[i], trials[k].name) == 0)
                run(&trials[k]), known = 1;
        if (!known)
            printf("not ok - %s: no such case\n", argv[i]), wrong++;
    }
    printf("%d passed, %d failed\n", passed, wrong);
    return wrong != 0;
}
