/* emit.c -- the plan of a program as a Lua table, and the templates run over it.
 *
 * Nothing of the C text is written here: templates/ holds it, templates/emit.lua
 * names what it may use. A Lua error is a bug of ours and carries its template
 * and line, unless memory ran out.
 */
#include <lauxlib.h>
#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "ccode.h"
#include "emit_read.h"
#include "base/version.h"

struct emission {
    const struct program *p;
    const struct lowered *low;
    const struct model *model;      /* NULL without dynamics */
    struct code code;
    struct part *rhs, *hoist, *hoist_node, *clock, *initial, *gains, *sample;
    struct part *results, *node_results;    /* numbers, and those that keep the nodes */
    struct part **pre, **post;      /* [coupling_count] */
    lua_State *lua;
    const char *templates;
};

/* ---- small tables ----------------------------------------------------- */

static void set_string(lua_State *lua, const char *key, const char *value)
{
    lua_pushstring(lua, value);
    lua_setfield(lua, -2, key);
}

static void set_integer(lua_State *lua, const char *key, long value)
{
    lua_pushinteger(lua, value);
    lua_setfield(lua, -2, key);
}

static void set_flag(lua_State *lua, const char *key, int value)
{
    lua_pushboolean(lua, value);
    lua_setfield(lua, -2, key);
}

static void append(lua_State *lua)
{
    lua_rawseti(lua, -2, (lua_Integer)lua_rawlen(lua, -2) + 1);
}

static void append_string(lua_State *lua, const char *text)
{
    lua_pushstring(lua, text);
    append(lua);
}

/* { {index, name}, ... } of what a part reads; [suffix] as in "S_j". */
static void set_read(struct emission *m, const char *key, const unsigned char *read, int count,
                     int inputs, const char *suffix)
{
    lua_State *lua = m->lua;
    struct arena *a = m->p->arena;
    lua_newtable(lua);
    for (int i = 0; i < count; i++)
        if (read[i]) {
            const char *name = inputs ? m->model->inputs[i] : m->model->states[i].name;
            lua_newtable(lua);
            set_integer(lua, "index", i);
            set_string(lua, "name", code_name(a, arena_print(a, "%s%s", name, suffix)));
            append(lua);
        }
    lua_setfield(lua, -2, key);
}

static void push_lines(struct emission *m, const struct part *part)
{
    lua_State *lua = m->lua;
    lua_newtable(lua);
    for (int i = 0; i < part->line_count; i++) {
        lua_newtable(lua);
        set_string(lua, "type", part->lines[i].type);
        set_string(lua, "name", part->lines[i].name);
        set_string(lua, "text", part->lines[i].text);
        append(lua);
    }
    lua_setfield(lua, -2, "lines");
    lua_newtable(lua);
    for (int i = 0; i < part->out_count; i++)
        append_string(lua, part->outs[i]);
    lua_setfield(lua, -2, "outs");
}

static void push_part(struct emission *m, const struct part *part)
{
    static const struct { unsigned need; const char *key; } needs[] = {
        { NEED_TIME, "time" }, { NEED_DT, "dt" }, { NEED_POINT, "point" }, { NEED_HELD, "held" },
        { NEED_NODE, "node" }, { NEED_GRAPH, "graph" }, { NEED_SUM, "sum" }, { NEED_DONE, "done" },
        { NEED_NOW, "now" }, { NEED_TALLY, "tally" }, { NEED_MOMENT, "moment" },
    };
    lua_State *lua = m->lua;
    lua_newtable(lua);
    for (size_t i = 0; i < sizeof needs/sizeof *needs; i++)
        if (part->needs & needs[i].need)
            set_flag(lua, needs[i].key, 1);
    int states = m->model ? m->model->state_count : 0;
    set_read(m, "states", part->states, states, 0, "");
    set_read(m, "sources", part->sources, states, 0, "_j");
    set_read(m, "targets", part->targets, states, 0, "_i");
    set_read(m, "inputs", part->inputs, m->model ? m->model->input_count : 0, 1, "");
    push_lines(m, part);
}

static void set_part(struct emission *m, const char *key, const struct part *part)
{
    if (!part)
        return;
    push_part(m, part);
    lua_setfield(m->lua, -2, key);
}

/* ---- the plan --------------------------------------------------------- */

static ir_ref *samples_of(struct emission *m, int *count)
{
    const struct lowered *low = m->low;
    ir_ref *samples = ARENA_ARRAY(m->p->arena, ir_ref, low->tally_count + 1);
    *count = 0;
    for (int i = 0; i < low->tally_count; i++) {
        int k = 0;
        while (k < *count && samples[k] != low->tallies[i].sample)
            k++;
        if (k == *count)
            samples[(*count)++] = low->tallies[i].sample;
    }
    return samples;
}

static void hoist_all(struct emission *m, const ir_ref *samples, int sample_count)
{
    const struct lowered *low = m->low;
    code_hoist(&m->code, low->rates, m->model->state_count, 1);
    if (m->p->noise_count)
        code_hoist(&m->code, low->gain, m->p->noise_count, 0);
    for (int i = 0; i < low->coupling_count; i++) {
        code_hoist(&m->code, &low->couplings[i].pre, 1, 0);
        code_hoist(&m->code, &low->couplings[i].post, 1, 0);
    }
    code_hoist(&m->code, samples, sample_count, 0);
    code_hoisted(&m->code);
}

/* The results that are one number, or those that are one for each node. */
static struct part *result_part(struct emission *m, int nodes)
{
    const struct program *p = m->p;
    ir_ref *roots = ARENA_ARRAY(p->arena, ir_ref, p->result_count + 1);
    int count = 0;
    for (int i = 0; i < p->result_count; i++)
        if ((p->results[i].elements > 1) == nodes)
            roots[count++] = m->low->results[i];
    return code_part(&m->code, roots, count, READS_NOTHING);
}

static void write_parts(struct emission *m)
{
    const struct program *p = m->p;
    const struct lowered *low = m->low;
    struct code *c = &m->code;
    int sample_count = 0;
    if (m->model) {
        ir_ref *samples = samples_of(m, &sample_count);
        hoist_all(m, samples, sample_count);
        m->rhs = code_part(c, low->rates, m->model->state_count, READS_HELD_AND_TIMED);
        m->clock = code_part(c, c->timed, c->timed_count, READS_HELD);
        m->gains = code_part(c, low->gain, p->noise_count, READS_HELD);
        m->initial = code_part(c, low->initial, m->model->state_count, READS_HELD);
        m->hoist = code_part(c, c->held, c->held_count, READS_NOTHING);
        m->hoist_node = code_part(c, c->held_node, c->held_node_count, READS_NOTHING);
        m->pre = ARENA_ARRAY(p->arena, struct part *, low->coupling_count + 1);
        m->post = ARENA_ARRAY(p->arena, struct part *, low->coupling_count + 1);
        for (int i = 0; i < low->coupling_count; i++) {
            if (low->couplings[i].source < 0)
                m->pre[i] = code_part(c, &low->couplings[i].pre, 1, READS_HELD);
            m->post[i] = code_part(c, &low->couplings[i].post, 1, READS_HELD);
        }
        if (sample_count)
            m->sample = code_part(c, samples, sample_count, READS_HELD);
    }
    m->results = result_part(m, 0);
    m->node_results = result_part(m, 1);
}

static void push_bounds(struct emission *m, const struct state *s)
{
    lua_State *lua = m->lua;
    lua_newtable(lua);
    append_string(lua, code_number(m->p, s->bound_lo));
    append_string(lua, code_number(m->p, s->bound_hi));
    lua_setfield(lua, -2, s->clamped ? "clamp" : "wrap");
}

static void push_states(struct emission *m)
{
    lua_State *lua = m->lua;
    int clamps = 0, wraps = 0;
    lua_newtable(lua);
    for (int i = 0; m->model && i < m->model->state_count; i++) {
        const struct state *s = &m->model->states[i];
        lua_newtable(lua);
        set_integer(lua, "index", i);
        set_string(lua, "plain", s->name);
        if (m->low->noise_row[i] >= 0)
            set_integer(lua, "noise", m->low->noise_row[i]);
        if (s->clamped || s->wrapped)
            push_bounds(m, s);
        clamps |= s->clamped;
        wraps |= s->wrapped;
        append(lua);
    }
    lua_setfield(lua, -2, "states");
    set_flag(lua, "clamps", clamps);
    set_flag(lua, "wraps", wraps);
}

static void push_weights(struct emission *m, const struct lowered_coupling *q)
{
    lua_State *lua = m->lua;
    int n = m->p->nodes;
    lua_newtable(lua);
    for (int i = 0; i < n; i++) {
        lua_newtable(lua);
        for (int j = 0; j < n; j++) {
            double w = m->p->bytes == 4 ? (double)(float)q->values[i*n + j] : q->values[i*n + j];
            lua_newtable(lua);
            lua_pushnumber(lua, w);
            lua_setfield(lua, -2, "value");
            set_string(lua, "text", code_number(m->p, w));
            append(lua);
        }
        append(lua);
    }
    lua_setfield(lua, -2, "weights");
}

static void push_couplings(struct emission *m)
{
    static const char *const kinds[] = { "unrolled", "fixed", "swept" };
    lua_State *lua = m->lua;
    lua_newtable(lua);
    for (int i = 0; i < m->low->coupling_count; i++) {
        const struct lowered_coupling *q = &m->low->couplings[i];
        lua_newtable(lua);
        set_string(lua, "plain", q->role);
        set_string(lua, "def", q->def);
        set_integer(lua, "input", q->input);
        set_integer(lua, "source", q->source);
        set_integer(lua, "at", q->at);
        set_string(lua, "kind", kinds[q->weights]);
        set_flag(lua, "pairwise", q->pairwise);
        set_part(m, "pre", m->pre[i]);
        set_part(m, "post", m->post[i]);
        if (q->weights == WEIGHTS_UNROLLED)
            push_weights(m, q);
        append(lua);
    }
    lua_setfield(lua, -2, "couplings");
    set_flag(lua, "coupled", m->low->coupling_count > 0);
}

static void push_tallies(struct emission *m)
{
    lua_State *lua = m->lua;
    const struct lowered *low = m->low;
    int count;
    ir_ref *samples = samples_of(m, &count);
    lua_newtable(lua);
    for (int i = 0; i < low->tally_count; i++) {
        int k = 0;
        while (samples[k] != low->tallies[i].sample)
            k++;
        lua_newtable(lua);
        set_string(lua, "kind", tally_names[low->tallies[i].kind]);
        set_integer(lua, "at", low->tallies[i].at);
        set_integer(lua, "total", low->tallies[i].total);
        set_integer(lua, "sample", k);
        append(lua);
    }
    lua_setfield(lua, -2, "tallies");
    lua_newtable(lua);
    for (int i = 0; i < low->finished_count; i++) {
        lua_newtable(lua);
        set_string(lua, "kind", reduction_names[low->finished[i].kind]);
        set_integer(lua, "tally", low->finished[i].tally + 1);
        append(lua);
    }
    lua_setfield(lua, -2, "finished");
    set_integer(lua, "tally_slots", low->tally_slots);
    set_flag(lua, "observe_inputs", low->observe_inputs);
}

/* Slots of the results that part [key] computes, in its order. */
static void set_result_slots(struct emission *m, const char *key, int nodes)
{
    lua_newtable(m->lua);
    for (int i = 0; i < m->p->result_count; i++)
        if ((m->p->results[i].elements > 1) == nodes) {
            lua_pushinteger(m->lua, m->p->results[i].at);
            append(m->lua);
        }
    lua_setfield(m->lua, -2, key);
}

static void push_results(struct emission *m)
{
    set_part(m, "results", m->results);
    set_part(m, "node_results", m->node_results);
    set_result_slots(m, "result_at", 0);
    set_result_slots(m, "node_result_at", 1);
    set_integer(m->lua, "result_slots", m->p->result_slots);
}

/* In numbers a lane: held values; and the scratch, which is coupling inputs, two sets of
 * stage arrays, what depends on time at up to three stage times, finished reductions. */
static void push_work(struct emission *m)
{
    lua_State *lua = m->lua;
    int nodes = m->p->nodes, states = m->model ? m->model->state_count : 0;
    int inputs = m->model ? m->model->input_count : 0;
    int at = inputs*nodes;
    set_integer(lua, "held_slots", m->code.held_count + m->code.held_node_count*nodes);
    lua_newtable(lua);
    set_integer(lua, "stages", at);
    at += 2*states*nodes;
    set_integer(lua, "now", at);
    at += 3*m->code.timed_count;
    set_integer(lua, "done", at);
    at += m->low->finished_count;
    set_integer(lua, "size", at);
    lua_setfield(lua, -2, "work");
}

static void push_step(struct emission *m)
{
    lua_State *lua = m->lua;
    const struct program *p = m->p;
    const struct simulate *s = &p->e->simulate;
    int swept = p->dt_axis >= 0;
    double dt = model_quantity(p->e, p->x, s->dt)->value;
    set_string(lua, "scheme", scheme_names[s->scheme]);
    set_flag(lua, "per_stage", s->per_stage);
    set_string(lua, "h_text", swept ? "(num)job->dt" : code_number(p, dt));
    set_string(lua, "half_h_text", swept ? "(num)(0.5*job->dt)" : code_number(p, 0.5*dt));
    set_string(lua, "sixth_h_text", swept ? "(num)(job->dt/6.0)" : code_number(p, dt/6));
}

static void push_parts(struct emission *m)
{
    set_part(m, "rhs", m->rhs);
    set_part(m, "hoist", m->hoist);
    set_part(m, "hoist_node", m->hoist_node);
    set_part(m, "clock", m->clock);
    set_part(m, "initial", m->initial);
    set_part(m, "gains", m->gains);
    set_part(m, "sample", m->sample);
}

static void push_calls(struct emission *m)
{
    lua_State *lua = m->lua;
    int wraps = 0;
    for (int i = 0; m->model && i < m->model->state_count; i++)
        wraps |= m->model->states[i].wrapped;
    lua_newtable(lua);
    for (int i = 0; i < m->code.call_count; i++)
        append_string(lua, m->code.calls[i]);
    if (wraps)
        append_string(lua, "m_mod");
    lua_setfield(lua, -2, "calls");
}

/* ---- the head comment ------------------------------------------------- */

static void fact(struct emission *m, const char *key, void (*fill)(struct emission *))
{
    lua_newtable(m->lua);
    fill(m);
    lua_setfield(m->lua, -2, key);
}

static void fact_model(struct emission *m)
{
    struct arena *a = m->p->arena;
    if (!m->model) {
        append_string(m->lua, "none: expressions of parameters");
        return;
    }
    append_string(m->lua, m->model->name);
    append_string(m->lua, arena_print(a, "%d node%s", m->p->nodes, m->p->nodes == 1 ? "" : "s"));
}

static void fact_states(struct emission *m)
{
    for (int i = 0; m->model && i < m->model->state_count; i++)
        append_string(m->lua, m->model->states[i].name);
}

static void fact_swept(struct emission *m)
{
    const struct exploration *x = m->p->x;
    for (int i = 0; i < x->axis_count; i++)
        append_string(m->lua, m->p->e->quantities[x->axes[i].quantity].path);
    if (x->trials > 0)
        append_string(m->lua, "trials");
}

static void fact_fixed(struct emission *m)
{
    const struct program *p = m->p;
    char number[32];
    for (int i = 0; i < p->e->quantity_count; i++) {
        const struct quantity *q = model_quantity(p->e, p->x, i);
        if (model_axis(p->x, i) >= 0 || q->values || q->kind == QUANTITY_DT || (q->owner && q->owner != p->x))
            continue;
        append_string(m->lua, arena_print(p->arena, "%s = %s", q->path,
                                          text_number(number, q->value, p->bytes == 4)));
    }
}

static void fact_solver(struct emission *m)
{
    const struct program *p = m->p;
    const struct simulate *s = &p->e->simulate;
    char number[32];
    if (!m->model)
        return;
    append_string(m->lua, scheme_names[s->scheme]);
    append_string(m->lua, p->dt_axis >= 0 ? "dt swept"
        : arena_print(p->arena, "dt = %s %s", text_number(number, model_quantity(p->e, p->x, s->dt)->value, 0), s->unit));
    if (m->low->coupling_count)
        append_string(m->lua, s->per_stage ? "coupling at every stage" : "coupling once a step");
}

static void fact_noise(struct emission *m)
{
    if (!m->p->noise_count)
        return;
    for (int i = 0; i < m->p->noise_count; i++)
        append_string(m->lua, m->model->states[m->p->e->noise.states[i]].name);
    append_string(m->lua, m->p->noise_lanes ? "every point its own" : "the same for all points");
}

static void fact_observed(struct emission *m)
{
    for (int i = 0; i < m->p->result_count; i++)
        append_string(m->lua, m->p->results[i].name);
}

static void push_facts(struct emission *m)
{
    lua_newtable(m->lua);
    fact(m, "model", fact_model);
    fact(m, "states", fact_states);
    fact(m, "swept", fact_swept);
    fact(m, "fixed", fact_fixed);
    fact(m, "solver", fact_solver);
    fact(m, "noise", fact_noise);
    fact(m, "observed", fact_observed);
    lua_setfield(m->lua, -2, "facts");
}

static void push_plan(struct emission *m)
{
    lua_State *lua = m->lua;
    const struct program *p = m->p;
    lua_newtable(lua);
    set_string(lua, "name", p->x->name);
    set_string(lua, "exploration", p->x->name);
    set_string(lua, "title", arena_print(p->arena, "exploration %s of %s", p->x->name, p->e->name));
    set_string(lua, "version", MASSC_VERSION);
    set_integer(lua, "bytes", p->bytes);
    set_integer(lua, "lanes", p->lanes);
    set_integer(lua, "nodes", p->nodes);
    set_integer(lua, "points", p->slot_count);
    set_integer(lua, "graph_slots", p->graph_count);
    set_integer(lua, "noises", p->noise_count);
    set_flag(lua, "noise", p->noise_count > 0);
    set_flag(lua, "noise_lanes", p->noise_lanes);
    set_flag(lua, "dynamics", m->model != NULL);
    set_string(lua, "zero", code_number(p, 0));
    set_string(lua, "time_scale", code_wide_number(p, p->time_scale));
    set_string(lua, "two", code_number(p, 2));
    set_string(lua, "inf", code_number(p, 1.0/0.0));
    set_string(lua, "minus_inf", code_number(p, -1.0/0.0));
    if (m->model) {
        set_string(lua, "model", m->model->name);
        push_step(m);
    }
    push_states(m);
    push_couplings(m);
    push_tallies(m);
    push_work(m);
    push_parts(m);
    push_results(m);
    push_calls(m);
    push_facts(m);
}

/* Everything that asks for memory, called protected; the emission is a light
 * userdata. Leaves the text. */
static int run_templates(lua_State *lua)
{
    struct emission *m = lua_touserdata(lua, 1);
    size_t len;
    luaL_openlibs(lua);
    lua_pushstring(lua, m->templates);
    lua_pushcclosure(lua, emit_read_template, 1);
    lua_pushvalue(lua, -1);
    lua_pushstring(lua, "emit.lua");
    lua_call(lua, 1, 1);
    const char *text = lua_tolstring(lua, -1, &len);
    if (luaL_loadbufferx(lua, text, len, "@templates/emit.lua", "t") != LUA_OK)
        return lua_error(lua);
    lua_pushvalue(lua, 2);
    push_plan(m);
    lua_call(lua, 2, 1);
    return 1;
}

/* Closed when there is no memory for its result. */
struct held_state {
    struct held held;
    lua_State *lua;
};

static void close_state(struct held *h)
{
    lua_close(((struct held_state *)h)->lua);       /* its first member */
}

/* Over Lua nothing may jump: what is raised there becomes an error of Lua. */
static void leave_lua(struct guard *g)
{
    lua_State *lua = g->user;
    lua_settop(lua, 0);
    lua_pushnil(lua);
    lua_error(lua);
}

int program_emit_within(const struct program *p, const char *templates, program_memory *memory,
                        void *user, struct text *out)
{
    struct emission m = { .p = p, .low = p->low, .templates = templates };
    struct held_state state;
    struct guard g;
    const char *bug = NULL;
    m.model = p->low->rates ? p->e->model : NULL;
    code_open(&m.code, p);
    write_parts(&m);
    m.lua = lua_newstate(memory, user);
    if (!m.lua)
        return -1;
    state.lua = m.lua;
    guard_hold(&state.held, close_state);
    lua_pushcfunction(m.lua, run_templates);
    lua_pushlightuserdata(m.lua, &m);
    guard_open(&g, leave_lua, m.lua);
    int status = lua_pcall(m.lua, 1, 1, 0);
    guard_close(&g);
    if (status == LUA_OK)
        text_bytes(out, lua_tostring(m.lua, -1), lua_rawlen(m.lua, -1));
    else if (!emit_ran_out(m.lua, status) && !g.code)
        bug = arena_print(p->arena, "%s", lua_tostring(m.lua, -1));
    guard_drop(&state.held);
    lua_close(m.lua);
    if (g.code)
        guard_raise_again(&g);
    if (bug)
        BUG(bug);
    return status == LUA_OK ? 0 : -1;
}

static void *from_heap(void *user, void *block, size_t old, size_t size)
{
    (void)user;
    (void)old;
    if (size > 0)
        return realloc(block, size);
    free(block);
    return NULL;
}

void program_emit(const struct program *p, const char *templates, struct text *out)
{
    if (program_emit_within(p, templates, from_heap, NULL, out) < 0)
        guard_out_of_memory();
}
