/* modes.c -- a model with modes and tables as a circuit: before and behind each pass the interpreter gives to
 * the bit what it gives of the model whose modes are written out as states.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "ir/interp.h"
#include "ir/place.h"
#include "ir/schedule.h"
#include "lower/program.h"
#include "ast/ast.h"
#include "../property/specimen.h"

enum { LANES = 2, NODES = 3, MODES = 3, STEPS = 12 };

static const char *no_model(const char *name, size_t *len) { (void)name; *len = 0; return NULL; }
static const char *no_names(int i) { (void)i; return NULL; }
static const struct library nothing = { .embedded = no_model, .names = no_names };

/* Points that are written out, and points that are looked at in a row. */
#define FEW "[[-1, 0.5], [0, 1], [2, -0.5]]"
#define POINTS "[-3, 0], [-2, 1], [-1, 0.5], [-0.5, 0.25], [0, 1], [0.25, 2], [0.5, 1.5], [1, 0], [2, -0.5], [3, 1]"
#define MANY "[" POINTS "]"
/* The same with points beyond that change nothing: so many that they are searched by halves. */
#define LONG "[" POINTS ", [4, 1], [5, 1], [6, 1], [7, 1], [8, 1], [9, 1], [10, 1], [11, 1], [12, 1], [13, 1], [14, 1], [15, 1], [16, 1], [17, 1], " \
    "[18, 1], [19, 1], [20, 1], [21, 1], [22, 1], [23, 1], [24, 1], [25, 1], [26, 1], [27, 1], [28, 1], [29, 1], [30, 1], [31, 1]]"
#define REST "network\n  nodes 3\n  dynamics M\n  graph weights = [[0, 1, 0.5], [2, 0, 0.25], [1, 1, 0]]\n"
#define PULL "coupling Pull\n  from x\n  param G = 0.1\n  table f(v) = " MANY "\n  pre = f(x_j) - x_i\n  post = G*sum\nend\n"
#define RUN "end\nsimulate %s with dt = 0.1 ms, duration = 1 ms\n%s"

static const char with_modes[] =
    "model M\n  modes 3\n  state x = [0.1, -0.2, 0.3], z = 0.5\n  param A = [[-1, 0.5, 0.25], [0.1, -2, 0.3], [0.7, 0.2, -1.5]]\n"
    "  param k = [1, 2.5, 3], g = 0.3\n  input c\n  table few(v) = " FEW "\n  table many(v) = " MANY "\n"
    "  y = many(x) + 0.2*x^2\n  d = dot(y, A)\n  u = x[i-1] - x[1]\n  w = u[i+1] - d[i-1]\n"
    "  x' = d - g*k*x^3 + 0.13*u*few(z) + sum(c over mode) - max(z over mode)\n"
    "  z' = 0.05*(x - mean(x over mode)) - 0.11*z[i+1] + few(c)*0.01 + 0.017*w\nend\n" PULL REST "  coupling c = Pull(x)\n" RUN;

static const char written[] =
    "model M\n  state x0 = 0.1, x1 = -0.2, x2 = 0.3, z0 = 0.5, z1 = 0.5, z2 = 0.5\n"
    "  param k0 = 1, k1 = 2.5, k2 = 3, g = 0.3\n  input c0, c1, c2\n  table few(v) = " FEW "\n  table many(v) = " LONG "\n"
    "  y0 = many(x0) + 0.2*x0^2\n  y1 = many(x1) + 0.2*x1^2\n  y2 = many(x2) + 0.2*x2^2\n"
    "  d0 = 0 + -1*y0 + 0.1*y1 + 0.7*y2\n  d1 = 0 + 0.5*y0 + -2*y1 + 0.2*y2\n  d2 = 0 + 0.25*y0 + 0.3*y1 + -1.5*y2\n"
    "  u0 = x2 - x1\n  u1 = x0 - x1\n  u2 = x1 - x1\n  w0 = u1 - d2\n  w1 = u2 - d0\n  w2 = u0 - d1\n  all = c0 + c1 + c2\n  most = max(max(z0, z1), z2)\n  total = x0 + x1 + x2\n"
    "  middle = total/3\n"
    "  x0' = d0 - g*k0*x0^3 + 0.13*u0*few(z0) + all - most\n  x1' = d1 - g*k1*x1^3 + 0.13*u1*few(z1) + all - most\n"
    "  x2' = d2 - g*k2*x2^3 + 0.13*u2*few(z2) + all - most\n"
    "  z0' = 0.05*(x0 - middle) - 0.11*z1 + few(c0)*0.01 + 0.017*w0\n  z1' = 0.05*(x1 - middle) - 0.11*z2 + few(c1)*0.01 + 0.017*w1\n"
    "  z2' = 0.05*(x2 - middle) - 0.11*z0 + few(c2)*0.01 + 0.017*w2\nend\n" PULL REST
    "  coupling c0 = Pull(x0)\n  coupling c1 = Pull(x1)\n  coupling c2 = Pull(x2)\n" RUN;

static double caller(int bytes, int function, double x, double y)
{
    return number_call(bytes == 4, kernel_function(function) + 2, x, y);
}

static struct program *lowered(const char *format, const char *scheme, int single, struct arena *a)
{
    struct text text = { 0 };
    struct diags diags = { .arena = a };
    struct overrides over = { .real = single ? 4 : 8 };
    text_print(&text, format, scheme, "");
    struct source *src = source_text("modes", arena_copy(a, text_string(&text), text.len), text.len, a);
    struct experiment *e = model_check(ast_parse(src, &diags, a), &nothing, &over, &diags, a);
    text_free(&text);
    if (!diags.errors)
        return program_lower(e, &e->explorations[0], (struct program_options){ .lanes = LANES }, a);
    struct text said = { 0 };
    diag_print(&diags, &said);
    printf("%s", text_string(&said));
    text_free(&said);
    return NULL;
}

static void fill(struct machine *m, const struct net *n, int bytes)
{
    for (int b = 0; b < n->buffer_count; b++)
        for (int i = 0; n->buffers[b].values && i < machine_slots(m, b); i++)
            for (long k = 0; k < machine_size(m, b); k++)
                machine_at(m, b, i, 0)[k] = number_round(bytes == 4, n->buffers[b].values[i][k]);
}

/* [state][mode][node][lane] after some steps. */
typedef double states[2][MODES][NODES][LANES];

static void run(const struct program *k, states out)
{
    struct machine_options o = { .dt = 0.1, .total = STEPS, .rows = STEPS, .call = caller };
    struct machine *m = machine_open(&k->net, &o);
    int modes = k->mode >= 0;
    fill(m, &k->net, k->bytes);
    machine_start(m);
    machine_advance(m, STEPS);
    for (int s = 0; s < 2; s++)
        for (int i = 0; i < MODES; i++)
            for (int n = 0; n < NODES; n++)
                for (int l = 0; l < LANES; l++)
                    out[s][i][n][l] = modes ? machine_at(m, k->step.y, s, 0)[(n*MODES + i)*LANES + l]
                                            : machine_at(m, k->step.y, s*MODES + i, 0)[n*LANES + l];
    machine_close(m);
}

/* So that even these are too large. */
static void cut_small(struct net *net)
{
    schedule_cut(net, 4);
}

static const char *wrong(const char *scheme, int single)
{
    static void (*const passes[])(struct net *) = { NULL, place, schedule_hold, schedule_join, cut_small };
    struct arena arena = { 0 };
    struct program *a = lowered(with_modes, scheme, single, &arena), *b = lowered(written, scheme, single, &arena);
    const char *fault = a && b ? NULL : "does not check";
    static char text[200];
    states first, got;
    if (!fault)
        run(b, first);
    for (size_t p = 0; p < sizeof passes/sizeof *passes && !fault; p++) {
        if (passes[p])
            passes[p](&a->net);
        fault = net_check(&a->net);
        if (!fault)
            run(a, got);
        if (!fault && memcmp(first, got, sizeof got) != 0)
            fault = "differs";
        if (fault)
            snprintf(text, sizeof text, "pass %zu: %s", p, fault);
        if (fault && !strcmp(fault, "differs"))
            for (int i = 0; i < MODES; i++)
                printf("#   %.17g %.17g   %.17g %.17g\n", first[0][i][0][0], got[0][i][0][0], first[1][i][0][0], got[1][i][0][0]);
        fault = fault ? text : NULL;
    }
    if (!fault && schedule_fault(&a->net))
        fault = strcpy(text, schedule_fault(&a->net));
    for (int i = 0; i < MODES && !fault; i++)
        fault = isfinite(first[0][i][0][0]) && first[0][i][0][0] != 0 ? NULL : "nothing happens";
    arena_free(&arena);
    return fault;
}

int main(void)
{
    static const char *const schemes[] = { "euler", "heun", "rk4" };
    int failed = 0, ran = 0;
    for (int i = 0; i < 3; i++)
        for (int single = 0; single < 2; single++, ran++) {
            const char *fault = wrong(schemes[i], single);
            failed += fault != NULL;
            if (fault)
                printf("not ok - %s, %s: %s\n", schemes[i], single ? "single" : "double", fault);
        }
    printf("%d passed, %d failed\n", ran - failed, failed);
    return failed > 0;
}
