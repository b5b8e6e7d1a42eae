/* delayed.c -- kernels with delays obey the rules of circuits: those of random models, some of whose couplings read
 * the past, and one with all that may be written of it, as they are lowered and behind every pass.
 */
#include <stdio.h>
#include <string.h>
#include "ast/ast.h"
#include "ir/place.h"
#include "ir/schedule.h"
#include "lower/program.h"
#include "../property/random_model.h"

enum { MODELS = 150, LEAST = 20 };      /* of which so many have a ring, or nothing is tested */

static const char *no_model(const char *name, size_t *len) { (void)name; *len = 0; return NULL; }
static const char *no_names(int i) { (void)i; return NULL; }
static const struct library nothing = { .embedded = no_model, .names = no_names };

static const char everything[] =
    "coupling Linear\n  from x\n  param G = 0.7\n  pre = x_j\n  post = G*sum\nend\n"
    "coupling Kick\n  from x\n  pre = tanh(3*x_j)\n  post = 0.4*sum\nend\n"
    "coupling Apart\n  from x\n  pre = x_j - x_i\n  post = 0.4*sum\nend\n"
    "model Node\n  state x = [1, 2, 3], y = 0.1\n  param tau = 0.3\n  input c, d, e\n  z = x(t - tau)\n  watch z\n"
    "  x' = y - z + c + d\n  y' = -x + e\nend\n"
    "network\n  nodes 3\n  dynamics Node\n  graph weights = ones - eye\n  graph delays = 0.4*ones\n"
    "  graph far weights = ones\n  graph far lengths = 2*ones with speed = 3\n"
    "  coupling c = delayed Linear(x) on far\n  coupling d = delayed Kick(y) with delays = linear\n"
    "  coupling e = delayed Apart(x)\n  history x = 0.2*t\nend\n"
    "simulate rk4 with dt = 0.05, duration = 6, transient = 1\n"
    "observe a = mean(x over time)\nobserve b = mean(c)\nobserve k = mean(z)\n"
    "explore e\n  dynamics.tau = [0.1, 0]\n  graph.far.speed = [1, 2]\n  record d every 0.5\nend\n";

static int wrong(struct net *n, const char *pass, const char *text)
{
    const char *fault = net_check(n);
    if (fault)
        printf("not ok - %s: %s\n%s\n", pass, fault, text);
    return fault != NULL;
}

/* 1 where something is wrong; [*rings]: those that have one. */
static int check(const struct text *text, int *rings)
{
    static const struct overrides none;
    struct arena a = { 0 };
    struct diags d = { .arena = &a };
    struct source *src = source_text("delayed", text->bytes, text->len, &a);
    struct experiment *e = model_check(ast_parse(src, &d, &a), &nothing, &none, &d, &a);
    int bad = d.errors > 0;
    if (bad)
        printf("not ok - does not check\n%s\n", text->bytes);
    struct program *p = bad ? NULL : program_lower(e, &e->explorations[0], (struct program_options){ .lanes = 4 }, &a);
    struct net *n = p ? &p->net : NULL;
    if (p && p->ring >= 0) {
        ++*rings;
        bad |= wrong(n, "lowered", text->bytes);
        place(n);
        bad |= wrong(n, "place", text->bytes);
        schedule_hold(n);
        bad |= wrong(n, "hold", text->bytes);
        schedule_join(n);
        const char *fault = schedule_fault(n);
        bad |= wrong(n, "join", text->bytes) || fault;
        if (fault)
            printf("not ok - %s\n%s\n", fault, text->bytes);
        schedule_cut(n, 6);
        bad |= wrong(n, "cut", text->bytes);
    }
    arena_free(&a);
    return bad;
}

int main(void)
{
    int failed = 0, rings = 0;
    struct text all = { 0 };
    text_add(&all, everything);
    failed += check(&all, &rings);
    text_free(&all);
    for (int i = 0; i < MODELS; i++) {
        struct random_model m;
        struct text text = { 0 };
        struct dice d = { 0x9e3779b97f4a7c15u*(uint64_t)(i + 11) };
        random_model(&d, &m, &text);
        failed += check(&text, &rings);
        text_free(&text);
    }
    failed += rings < LEAST;
    printf("%d passed, %d failed\n", MODELS + 2 - failed, failed);
    return failed > 0;
}
