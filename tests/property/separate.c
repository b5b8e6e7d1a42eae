/* separate.c -- sums over edges that are taken apart (docs/numbers.md, "Sums that separate"), each input of a network of a
 * random graph against sums in long double, run by the interpreter and by the kernel.
 *
 *   within      the error is within the bound that is stated
 *   equal       where all states are equal, the bits are those of the sum as it is written
 *   reaches     what is not finite at one node reaches the nodes that it reaches as the sum is written
 *   written     a coupling written in another way has the same bits
 *   spelled     the kernel gives what the interpreter gives, of every engine and any lanes
 *   few         no sum over pairs is left where the weights are alike; elsewhere none of a function of both ends but of differences
 */
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "ast/ast.h"
#include "base/number.h"
#include "ir/interp.h"
#include "ir/place.h"
#include "ir/reach.h"
#include "library/massc.h"
#include "lower/program.h"
#include "formula.h"

enum { MOST = 40, ROUNDS = 3, SHOWN = 6 };
typedef long double wide;

static int passed, failed;

static void verdict(int holds, const char *what, const char *pre, const char *graph, int single, double got, double wanted)
{
    if (holds) {
        passed++;
    } else if (failed++ < SHOWN) {
        printf("not ok - %s: pre = %s, weights %s, %s: %a and not %a\n", what, pre, graph, single ? "single" : "double", got, wanted);
    }
}

/* ---- what is summed -------------------------------------------------------------------- */

/* G is 1.25 and B is 0.75, the same in both precisions. [of]: what one edge adds; [size]: what that is measured by;
 * [summed]: where it is summed edge by edge unless weights are alike, what it is measured by then, NULL elsewhere. */
struct pre { const char *text; wide (*of)(wide, wide); wide (*size)(wide xj, wide xi, wide first); int same, is_exact;
             wide (*summed)(wide xj, wide xi, wide first); };

static wide linear(wide x, wide y) { (void)y; return x; }
static wide curved(wide x, wide y) { (void)y; return tanhl(x); }
static wide difference(wide x, wide y) { return x - y; }
static wide twice(wide x, wide y) { return 2*(x - y); }
static wide of_curves(wide x, wide y) { return tanhl(x) - tanhl(y); }
static wide lopsided(wide x, wide y) { return tanhl(x) - 0.75L*y; }
static wide sine(wide x, wide y) { return sinl(x - y); }
static wide late(wide x, wide y) { return sinl(x - y - 0.75L); }
static wide cosine(wide x, wide y) { return cosl(x - y); }
static wide scaled(wide x, wide y) { return 1.25L*sinl(x - y)*0.75L; }
static wide product(wide x, wide y) { return x*y; }
static wide both(wide x, wide y) { return x*tanhl(y)/(1 + y*y); }
static wide mixed(wide x, wide y) { return x - y + 0.75L*cosl(x - y)*y; }

static wide itself(wide x, wide y, wide f) { (void)y, (void)f; return fabsl(x); }
static wide about_first(wide x, wide y, wide f) { return fabsl(x - f) + fabsl(y - f); }
static wide about_twice(wide x, wide y, wide f) { return 2*about_first(x, y, f); }
static wide about_curves(wide x, wide y, wide f) { return about_first(tanhl(x), tanhl(y), tanhl(f)) + fabsl(tanhl(x)) + fabsl(tanhl(y)) + fabsl(tanhl(f)); }
static wide about_lopsided(wide x, wide y, wide f) { return fabsl(tanhl(x)) + 2*fabsl(tanhl(f)) + fabsl(y); }
static wide turned(wide x, wide y, wide f) { return 2 + about_first(x, y, f); }
static wide times(wide x, wide y, wide f) { (void)f; return fabsl(x*y); }
static wide mixed_size(wide x, wide y, wide f) { return about_first(x, y, f) + turned(x, y, f)*fabsl(y); }
static wide apart(wide x, wide y, wide f) { (void)f; return fabsl(x - y); }
static wide apart_twice(wide x, wide y, wide f) { return 2*apart(x, y, f); }
static wide of_both(wide x, wide y, wide f) { (void)f; return fabsl(tanhl(x)) + fabsl(tanhl(y)); }
static wide curve_and_line(wide x, wide y, wide f) { (void)f; return fabsl(tanhl(x)) + fabsl(y); }
static wide mixed_apart(wide x, wide y, wide f) { return apart(x, y, f) + (1 + apart(x, y, f))*fabsl(y); }

static const struct pre pres[] = {      /* [same]: written another way than the one above */
    { "x_j", linear, itself, 0, 1 }, { "(x_j)", linear, itself, 1, 1 },
    { "tanh(x_j)", curved, itself, 0, 1 },
    { "x_j - x_i", difference, about_first, 0, 1, apart }, { "-x_i + x_j", difference, about_first, 1, 1, apart }, { "-(x_i - x_j)", difference, about_first, 1, 1, apart },
    { "x_j + (-x_i)", difference, about_first, 1, 1, apart },
    { "2*(x_j - x_i)", twice, about_twice, 0, 1, apart_twice }, { "(x_j - x_i)*2", twice, about_twice, 1, 1, apart_twice },
    { "tanh(x_j) - tanh(x_i)", of_curves, about_curves, 0, 1, of_both },
    { "tanh(x_j) - B_i*x_i", lopsided, about_lopsided, 0, 0, curve_and_line },
    { "sin(x_j - x_i)", sine, turned, 0, 1 }, { "sin(-(x_i) + (x_j))", sine, turned, 1, 1 }, { "-sin(x_i - x_j)", sine, turned, 0, 1 },
    { "sin(x_j - x_i - B)", late, turned, 0, 0 },
    { "cos(x_j - x_i)", cosine, turned, 0, 1 },
    { "G*sin(x_j - x_i)*B_i", scaled, turned, 0, 1 }, { "(G*(sin((x_j - x_i))))*B_i", scaled, turned, 1, 1 },
    { "x_j*x_i", product, times, 0, 0 }, { "x_i*x_j", product, times, 1, 0 },
    { "x_j*tanh(x_i)/(1 + x_i^2)", both, times, 0, 0 },
    { "x_j - x_i + B*cos(x_j - x_i)*x_i", mixed, mixed_size, 0, 0, mixed_apart },
};
enum { PRES = sizeof pres/sizeof *pres };

/* ---- graphs ---------------------------------------------------------------------------- */

struct wiring { const char *name; int alike; double weight[MOST][MOST]; struct text text; };

enum { ONES, OTHERS, TENTHS, RANDOM, SPARSE, GRAPHS };

static void make_graph(struct dice *d, int kind, int nodes, struct wiring *g)
{
    static const char *const texts[] = { "ones", "ones - eye", "0.1*(ones - eye)", "a list", "a thin list" };
    *g = (struct wiring){ .name = texts[kind], .alike = kind < RANDOM };
    for (int i = 0; i < nodes; i++)
        for (int j = 0; j < nodes; j++)
            g->weight[i][j] = kind == ONES || (kind < RANDOM && i != j) ? kind == TENTHS ? 0.1 : 1
                            : kind < RANDOM || dice_roll(d, 10) < (kind == SPARSE ? 8u : 1u) ? 0 : dice_real(d, -1, 1);
    if (g->alike) {
        text_add(&g->text, texts[kind]);
        return;
    }
    for (int i = 0; i < nodes*nodes; i++)
        text_print(&g->text, "%s%.17g", i % nodes ? ", " : i ? "], [" : "[[", g->weight[i/nodes][i % nodes]);
    text_add(&g->text, "]]");
}

static void write_text(const char *pre, struct wiring *g, int nodes, int single, const char *more, struct text *out)
{
    text_print(out, "precision %s\ncoupling K\n  from x\n  param G = 1.25, B = 0.75\n  pre = %s\n  post = sum", single ? "single" : "double", pre);
    text_print(out, "%s%s\n", strchr(pre, 'G') ? "" : " + 0*G", strchr(pre, 'B') ? "" : " + 0*B");
    text_add(out, "end\nmodel M\n  state x = 0\n  input c\n  x+ = c\nend\n");
    text_print(out, "network\n  nodes %d\n  dynamics M\n  graph weights = %s\n  coupling c = K(x)\n", nodes, text_string(&g->text));
    text_add(out, "end\nsimulate map with steps = 1\nobserve y = last(x)\n");
    text_add(out, more);
}

/* ---- by the interpreter ------------------------------------------------------------------ */

static const char *no_model(const char *name, size_t *len) { (void)name; *len = 0; return NULL; }
static const char *no_names(int i) { (void)i; return NULL; }
static const struct library nothing = { .embedded = no_model, .names = no_names };

static double caller(int bytes, int function, double x, double y)
{
    return number_call(bytes == 4, kernel_function(function) + 2, x, y);
}

struct lowered { struct arena arena; struct diags diags; struct program *p; };

static void lower(struct lowered *l, const char *pre, struct wiring *g, int nodes, int single, int literal)
{
    static const struct overrides none;
    struct text t = { 0 };
    memset(l, 0, sizeof *l);
    l->diags.arena = &l->arena;
    write_text(pre, g, nodes, single, "", &t);
    struct source *src = source_text("random", t.bytes, t.len, &l->arena);
    struct experiment *e = model_check(ast_parse(src, &l->diags, &l->arena), &nothing, &none, &l->diags, &l->arena);
    if (l->diags.errors) {
        struct text said = { 0 };
        diag_print(&l->diags, &said);
        printf("not ok - %s\n%s\n", text_string(&said), t.bytes);
        exit(1);
    }
    e->literal = literal;
    l->p = program_lower(e, &e->explorations[0], (struct program_options){ .lanes = 1 }, &l->arena);
    text_free(&t);
}

/* The inputs of all nodes at states [x]. */
static void inputs(const struct lowered *l, int nodes, const double *x, double *out)
{
    const struct net *n = &l->p->net;
    struct machine *m = machine_open(n, &(struct machine_options){ .dt = 1, .total = 1, .rows = 1, .call = caller });
    for (int b = 0; b < n->buffer_count; b++)
        for (int i = 0; n->buffers[b].values && i < machine_slots(m, b); i++)
            for (long k = 0; k < machine_size(m, b); k++)
                machine_at(m, b, i, 0)[k] = number_round(n->bytes == 4, n->buffers[b].values[i][k]);
    machine_start(m);
    memcpy(machine_at(m, l->p->step.y, 0, 0), x, (size_t)nodes*sizeof *x);
    machine_advance(m, 1);
    memcpy(out, machine_at(m, l->p->step.y, 0, 0), (size_t)nodes*sizeof *x);
    machine_close(m);
}

/* ---- states ------------------------------------------------------------------------------ */

enum { SPREAD, CLOSE, LARGE_FIRST, LARGE_FIFTH, TINY, GROUPS, KINDS };

static void make_states(struct dice *d, int kind, int nodes, int single, double *x)
{
    double middle = dice_real(d, -2, 2);
    for (int i = 0; i < nodes; i++) {
        x[i] = kind == CLOSE ? middle + dice_real(d, -1e-3, 1e-3) : kind == GROUPS ? i % 3 : dice_real(d, -2, 2)*(kind == TINY ? 1e-30 : 1);
        if ((kind == LARGE_FIRST && i == 0) || (kind == LARGE_FIFTH && i == 5))
            x[i] = 1e6*middle;
        x[i] = number_round(single, x[i]);
    }
}

/* ---- the properties ------------------------------------------------------------------------ */

static void within(const struct pre *p, struct wiring *g, int nodes, int single, const double *x, const double *got)
{
    wide half = single ? FLT_EPSILON/2 : DBL_EPSILON/2, least = single ? FLT_MIN : DBL_MIN;
    for (int i = 0; i < nodes; i++) {
        wide sum = 0, size = 0;
        for (int j = 0; j < nodes; j++) {
            wide w = number_round(single, g->weight[i][j]);
            sum += w*p->of(x[j], x[i]);
            size += fabsl(w)*(p->summed && !g->alike ? p->summed : p->size)(x[j], x[i], x[0]);
        }
        verdict(fabsl(got[i] - sum) <= (nodes + 8)*half*size + least, "within", p->text, g->name, single, got[i], (double)sum);
    }
}

static int same(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static void equal(struct dice *d, const struct pre *p, struct wiring *g, int nodes, int single, const struct lowered *apart, const struct lowered *literal)
{
    double x[MOST], a[MOST], b[MOST], value = number_round(single, dice_real(d, -3, 3));
    for (int i = 0; i < nodes; i++)
        x[i] = value;
    inputs(apart, nodes, x, a);
    inputs(literal, nodes, x, b);
    for (int i = 0; i < nodes && p->is_exact; i++)
        verdict(same(a[i], b[i]), "equal", p->text, g->name, single, a[i], b[i]);
    for (int i = 0; i < nodes; i++)
        verdict(b[i] != 0 || a[i] == 0, "equal and 0", p->text, g->name, single, a[i], b[i]);
}

static void reaches(struct dice *d, const struct pre *p, struct wiring *g, int nodes, int single, const struct lowered *apart, const struct lowered *literal)
{
    static const double what[] = { NAN, INFINITY, -INFINITY };
    double x[MOST], a[MOST], b[MOST];
    for (int k = 0; k < 6; k++) {
        int node = k < 3 ? 0 : 1 + (int)dice_roll(d, (unsigned)nodes - 1);
        make_states(d, SPREAD, nodes, single, x);
        x[node] = what[k % 3];
        inputs(apart, nodes, x, a);
        inputs(literal, nodes, x, b);
        for (int i = 0; i < nodes; i++)
            verdict(i == node || isfinite(a[i]) == isfinite(b[i]), "reaches", p->text, g->name, single, a[i], b[i]);
    }
}

static int reads_both(net_ref r, const unsigned char *ends)
{
    return r != NET_NONE && (ends[r] & END_SOURCE) && (ends[r] & END_TARGET);
}

/* Of sums over pairs, those over all sources on one side of each node are no pairs. */
static void few(const struct pre *p, struct wiring *g, int single, struct lowered *l)
{
    struct net *n = &l->p->net;
    int pairs = 0, of_both = 0;
    place(n);
    const unsigned char *ends = place_ends(n);
    struct reach all = { .net = n };
    for (int r = 0; r < n->region_count; r++) {
        reach_begin(&all);
        if (n->regions[r].clock == STEP)
            reach_region(&all, &n->regions[r]);
        for (int k = 0; k < all.count; k++) {
            const struct net_ins *i = &n->ins[all.values[k]];
            if (!net_is_reduction(i) || n->axes[i->axis].kind != AXIS_EDGE)
                continue;
            pairs += n->axes[i->axis].form != FORM_BEFORE && n->axes[i->axis].form != FORM_AFTER;
            of_both += reads_both(i->a, ends) || reads_both(i->b, ends);
        }
    }
    verdict(!of_both == !(p->summed && !g->alike) && !(g->alike && pairs), "few", p->text, g->name, single, pairs, of_both);
}

static void spelled(const struct pre *p, struct wiring *g, int nodes, int single, const double *x, const double *want)
{
    static const char *const engines[] = { "tcc", "gcc", "clang" };
    struct text t = { 0 }, set = { 0 };
    char digits[32];
    write_text(p->text, g, nodes, single, "explore e\n  coupling.c.G = [1.25, 1.25, 1.25, 1.25, 1.25]\nend\n", &t);
    struct massc *m = massc_open_text(text_string(&t), t.len);
    for (int i = 0; i < nodes; i++)
        text_print(&set, "%s%s", i ? ", " : "initial.x=[", number_shortest(digits, x[i], 0));
    text_add(&set, "]");
    massc_set(m, text_string(&set));
    for (int e = 0; e < 3; e++)
        for (int lanes = 1; lanes <= 16; lanes *= 16) {
            struct massc_result *r = massc_run(m, NULL, &(struct massc_options){ .engine = engines[e], .lanes = lanes });
            if (!r && massc_code(m) == 3)
                break;
            const double *got = r ? massc_values(r, massc_find(r, "y")) : NULL;
            if (!got)
                printf("not ok - %s: pre = %s\n", massc_error(m), p->text);
            for (long i = 0; got && i < massc_rows(r)*nodes; i++)
                verdict(got[i] == want[i % nodes], engines[e], p->text, g->name, single, got[i], want[i % nodes]);
            failed += !got;
            massc_result_close(r);
        }
    massc_close(m);
    text_free(&t);
    text_free(&set);
}

static void try(struct dice *d, int number, int kind, int nodes, int single)
{
    static double above[KINDS][MOST], x[KINDS][MOST];
    static struct wiring g;
    int last = -1;
    make_graph(d, kind, nodes, &g);
    for (int k = 0; k < KINDS; k++)
        make_states(d, k, nodes, single, x[k]);
    for (int i = 0; i < PRES; i++) {
        struct lowered apart, literal;
        double got[MOST], first[MOST];
        lower(&apart, pres[i].text, &g, nodes, single, 0);
        lower(&literal, pres[i].text, &g, nodes, single, 1);
        for (int k = 0; k < KINDS; k++) {
            inputs(&apart, nodes, x[k], got);
            within(&pres[i], &g, nodes, single, x[k], got);
            for (int n = 0; n < nodes && pres[i].same && last == i - 1; n++)
                verdict(same(got[n], above[k][n]), "written", pres[i].text, g.name, single, got[n], above[k][n]);
            memcpy(above[k], got, sizeof got);
            if (!k)
                memcpy(first, got, sizeof got);
        }
        last = i;
        equal(d, &pres[i], &g, nodes, single, &apart, &literal);
        reaches(d, &pres[i], &g, nodes, single, &apart, &literal);
        if ((number + i) % 29 == 0)
            spelled(&pres[i], &g, nodes, single, x[0], first);
        few(&pres[i], &g, single, &apart);
        arena_free(&apart.arena);
        arena_free(&literal.arena);
    }
    text_free(&g.text);
}

int main(void)
{
    struct dice d = { 0x9e3779b97f4a7c15u };
    for (int i = 0; i < 8; i++)
        dice_roll(&d, 2);
    for (int n = 0, round = 0; round < ROUNDS; round++)
        for (int kind = 0; kind < GRAPHS; kind++, n++)
            try(&d, n, kind, 17 + (int)dice_roll(&d, MOST - 17), n % 2);
    printf("%d passed, %d failed\n", passed, failed);
    return failed > 0 || passed == 0;
}
