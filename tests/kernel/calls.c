/* calls.c -- functions that are called many times as loops over their calls: the slots along an axis that carry
 * arguments and values, as circuits built by hand; and which functions of a model become such loops, and that they give
 * to the bit what the model with all its functions expanded gives.
 */
#include "base/fail.h"       /* before check.h, which has a macro of the name */
#include "hand.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "ast/ast.h"
#include "ir/place.h"
#include "ir/schedule.h"
#include "lower/program.h"
#include "model/builtin.h"

enum { CALLS = 3 };

/* ---- slots along an axis ------------------------------------------------------------ */

/* A wire with a slot for each element. */
static int along(const char *name, int axis)
{
    int b = wire(name, each);
    ir.buffers[b].along = axis;
    for (int k = 1; k < CALLS; k++)
        net_slot(&ir, b, name);
    return b;
}

static int region(const char *name, over_set over)
{
    return net_region(&ir, name, STEP, over, NULL);
}

/* What two loops leave, the second of which looks at the first one's slots by themselves, too: they may not become one loop. */
START_TEST(a_loop_reads_what_another_made)
{
    int x = net_slot(&ir, y, "x"), axis = net_axis(&ir, "call", AXIS_MODE, CALLS), out = output("out", each, STEP, 1);
    int given = along("given", axis), made = along("made", axis), last = along("last", axis);
    net_ref from = read_slot(y, x);
    int give = region("give", each);
    for (int k = 0; k < CALLS; k++)
        net_store(&ir, give, given, k, op(NET_ADD, op(NET_MUL, from, number(k + 1)), number(0.5)), 0);
    net_ref g = net_load_at(&ir, given, 0, ALONG, axis, NET_NONE, NULL);
    net_store_along(&ir, region("first", each | OVER(axis)), made, 0, op(NET_MUL, g, g));
    net_ref m = net_load_at(&ir, made, 0, ALONG, axis, NET_NONE, NULL), own = fused(m, from, read_slot(made, 2));
    net_store_along(&ir, region("second", each | OVER(axis)), last, 0, own);
    put("out", STEP, out, 0, op(NET_SUB, op(NET_ADD, read_slot(last, 0), read_slot(last, 1)), read_slot(last, 2)));
    ck_assert_uint_eq(ir.ins[g].over, each | OVER(axis));
    struct machine *machined = machine(_i, 1, 1);
    for (int i = 0; i < NODES*LANES; i++)
        machine_at(machined, y, x, 0)[i] = 0.25*i - 0.7;
    machine_advance(machined, 1);
    for (int i = 0; i < NODES*LANES; i++) {
        double at = 0.25*i - 0.7, squares[CALLS], all[CALLS];
        for (int k = 0; k < CALLS; k++)
            squares[k] = (at*(k + 1) + 0.5)*(at*(k + 1) + 0.5);
        for (int k = 0; k < CALLS; k++)
            all[k] = fma(squares[k], at, squares[2]);
        same(machine_at(machined, out, 0, 0)[i], all[0] + all[1] - all[2]);
    }
    machine_close(machined);
}
END_TEST

/* One slot that is read keeps all, at their places. */
START_TEST(slots_along_an_axis_stay_together)
{
    int x = net_slot(&ir, y, "x"), axis = net_axis(&ir, "call", AXIS_MODE, CALLS), out = output("out", each, STEP, 1);
    int made = along("made", axis), unread = along("unread", axis);
    net_store_along(&ir, region("loop", each | OVER(axis)), made, 0, read_slot(y, x));
    net_store_along(&ir, region("nobody", each | OVER(axis)), unread, 0, read_slot(y, x));
    put("out", STEP, out, 0, read_slot(made, 1));
    machine_close(machine(1, 1, 1));
    ck_assert_int_eq(ir.buffers[made].slot_count, CALLS);
    ck_assert_int_eq(ir.buffers[unread].slot_count, 0);
}
END_TEST

static void is_fault(const char *what)
{
    const char *fault = net_check(&ir);
    ck_assert_msg(fault && strstr(fault, what), "%s, wanted %s", fault ? fault : "no fault", what);
}

START_TEST(a_slot_that_nobody_stored_is_found)
{
    int x = net_slot(&ir, y, "x"), axis = net_axis(&ir, "call", AXIS_MODE, CALLS), given = along("given", axis), made = along("made", axis);
    int give = region("give", each);
    for (int k = 0; k < CALLS - 1; k++)
        net_store(&ir, give, given, k, read_slot(y, x), 0);
    net_store_along(&ir, region("loop", each | OVER(axis)), made, 0, net_load_at(&ir, given, 0, ALONG, axis, NET_NONE, NULL));
    is_fault("the wire of slot 2 is loaded before it is stored");
}
END_TEST

START_TEST(slots_along_an_axis_must_be_there)
{
    int x = net_slot(&ir, y, "x"), axis = net_axis(&ir, "call", AXIS_MODE, CALLS), made = along("made", axis);
    net_store_along(&ir, region("loop", each | OVER(axis)), made, 1, read_slot(y, x));
    is_fault("there are no slots along the axis");
}
END_TEST

START_TEST(a_store_along_an_axis_is_of_a_region_over_it)
{
    int x = net_slot(&ir, y, "x"), axis = net_axis(&ir, "call", AXIS_MODE, CALLS), made = along("made", axis);
    net_store_along(&ir, region("flat", each), made, 0, read_slot(y, x));
    is_fault("is stored by a region over fewer axes");
}
END_TEST

/* ---- which functions are loops ------------------------------------------------------- */

static const char *no_model(const char *name, size_t *len) { (void)name; *len = 0; return NULL; }
static const char *no_names(int i) { (void)i; return NULL; }
static const struct library nothing = { .embedded = no_model, .names = no_names };

static double caller(int bytes, int function, double x, double z)
{
    (void)bytes;
    switch (function) {
    case FUNCTION_max: return x > z ? x : z;
    case FUNCTION_sin: return sin(x);
    case FUNCTION_exp: return exp(x);
    default: return NAN;
    }
}

struct lowered { struct arena arena; struct program *p; };

static void lower(struct lowered *l, const char *text, int most)
{
    static const struct overrides none;
    memset(l, 0, sizeof *l);
    struct diags diags = { .arena = &l->arena };
    struct source *src = source_text("calls", text, strlen(text), &l->arena);
    struct experiment *e = model_check(ast_parse(src, &diags, &l->arena), &nothing, &none, &diags, &l->arena);
    struct text said = { 0 };
    diag_print(&diags, &said);
    ck_assert_msg(diags.errors == 0, "%s", text_string(&said));
    text_free(&said);
    l->p = program_lower(e, &e->explorations[0], (struct program_options){ .lanes = 1, .most_expanded = most }, &l->arena);
    place(&l->p->net);
    schedule_hold(&l->p->net);
    schedule_join(&l->p->net);
    const char *fault = net_check(&l->p->net);
    fault = fault ? fault : schedule_fault(&l->p->net);
    ck_assert_msg(!fault, "%s", fault);
}

/* Regions over calls, in a step. */
static int loops(const struct net *n)
{
    int count = 0;
    for (int i = 0; i < n->region_count; i++)
        for (int a = 2; a < n->axis_count; a++)
            count += (n->regions[i].over & OVER(a)) != 0;
    return count;
}

/* The last states after some steps, of up to four. */
static void run(const struct lowered *l, double out[4])
{
    const struct net *n = &l->p->net;
    struct machine *m = machine_open(n, &(struct machine_options){ .dt = 0.1, .rows = 10, .total = 10, .call = caller });
    machine_start(m);
    machine_advance(m, 10);
    for (int i = 0; i < 4; i++)
        out[i] = i < n->buffers[l->p->step.y].slot_count ? machine_at(m, l->p->step.y, i, 0)[0] : 0;
    machine_close(m);
}

static const struct { const char *what, *equations; int loops; } models[] = {
    { "of few calls", "f(u) = u*u + sin(u)\n x' = f(x) - f(z)\n z' = f(x + z)\n", 1 },
    { "one call, written twice", "f(u) = u*u + sin(u)\n x' = f(x) - z\n z' = f(x)\n", 0 },
    { "what all are given alike is not stored", "f(u, v, w) = u*v + sin(w)\n x' = f(x, z, 2) - f(z, z, 2)\n z' = -z\n", 1 },
    { "a number in one call", "f(u) = u*u + sin(u)\n x' = f(x) - f(2)\n z' = f(x + z)\n", 0 },
    { "the time in one call", "f(u) = if u > 0.25 then u else -u\n x' = f(x) - f(t)\n z' = f(x + z)\n", 0 },
    { "a function of a state", "f(u) = u*u + sin(x)\n x' = f(x) - f(z)\n z' = -z\n", 0 },
    { "a function of a function", "g(u) = u + sin(u)\n f(u) = 0.1*g(u*u)*g(u)\n x' = f(x) - f(z)\n z' = f(x + z)\n", 1 },
    { "a loop that is given what another made", "f(u) = u*u - u\n g(u, v) = exp(-u*u)*v\n x' = g(f(x), z) - g(f(z), f(x))\n z' = -z\n", 2 },
    { "a function of itself", "f(u) = exp(-u*u)\n x' = f(f(x)) - f(z)\n z' = -z\n", 1 },
    { "in a derived quantity that no equation reads", "f(u) = exp(-u*u)\n y = f(x) + f(z)\n x' = -x\n z' = -z\n", 0 },
    { "in derived quantities", "f(u) = exp(-u*u)\n y = f(x)\n w = f(z) - y\n x' = w\n z' = -z\n", 1 },
    { "functions of the same arguments", "f(u, v) = u*u + sin(v)\n g(u, v) = exp(-u*v)\n x' = f(x, z) - g(x, z)*f(z, x)\n z' = g(z, x)\n", 1 },
    { "one argument that is the same", "f(u, v) = u*u + sin(v)\n g(u, v) = exp(-u*v)\n x' = f(x, z) - g(x, x)*f(z, x)\n z' = g(z, z)\n", 1 },
    { "the same arguments in another order", "f(u) = u*u\n g(u) = exp(-u)\n x' = f(x) - g(z)*f(z)\n z' = g(x)\n", 2 },
    { "within an if", "f(u) = exp(-u*u)\n x' = if f(x) > 0.5 then f(z) else -x\n z' = if x > 0 then f(x - z) else 1\n", 1 },
};

START_TEST(functions_become_loops_and_keep_every_bit)
{
    static const char *const schemes[] = { "euler", "heun", "rk4" };
    static const int stages[] = { 1, 2, 4 };
    const int model = _i/3, scheme = _i % 3;
    struct text text = { 0 };
    struct lowered plain, looped;
    double want[4], got[4];
    text_print(&text, "model M\n state x = 0.3\n state z = -0.7\n param a = 0.5\n%send\nsimulate %s with dt = 0.1, duration = 1\nobserve e = last(x)\n"
               "explore run\nend\n", models[model].equations, schemes[scheme]);
    lower(&plain, text_string(&text), -1);
    lower(&looped, text_string(&text), 1);
    ck_assert_int_eq(loops(&plain.p->net), 0);
    ck_assert_msg(loops(&looped.p->net) == models[model].loops*stages[scheme], "%s: %d loops", models[model].what, loops(&looped.p->net));
    run(&plain, want);
    run(&looped, got);
    for (int i = 0; i < 4; i++)
        same(got[i], want[i]);
    text_free(&text);
    arena_free(&plain.arena);
    arena_free(&looped.arena);
}
END_TEST

/* Unasked, a function must be long, or called often. */
START_TEST(short_functions_stay_expanded)
{
    struct text text = { 0 };
    struct lowered l;
    text_add(&text, "model M\n state x = 0.3\n f(u) = u");
    for (int k = 0; k < (_i ? 200 : 20); k++)
        text_print(&text, " + sin(u*%d)", k + 2);
    text_add(&text, "\n x' = f(x) - f(x + 1) + f(2*x) - f(x*x) + f(x - 1)\nend\nsimulate euler with dt = 0.1, duration = 1\nobserve e = last(x)\n"
             "explore run\nend\n");
    lower(&l, text_string(&text), 0);
    ck_assert_int_eq(loops(&l.p->net), _i);
    text_free(&text);
    arena_free(&l.arena);
}
END_TEST

int main(void)
{
    const TTest *const circuits[] = {
        a_loop_reads_what_another_made, slots_along_an_axis_stay_together, a_slot_that_nobody_stored_is_found,
        slots_along_an_axis_must_be_there, a_store_along_an_axis_is_of_a_region_over_it, short_functions_stay_expanded
    };
    const TTest *const models_of[] = { functions_become_loops_and_keep_every_bit };
    int failed = run_tests("slots along an axis", circuits, sizeof circuits/sizeof *circuits);
    return run_each("functions as loops", models_of, 1, 3*(int)(sizeof models/sizeof *models)) || failed;
}
