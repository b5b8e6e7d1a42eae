/* noises.c -- further terms of noise of a specimen: made, printed, and computed as docs/language.md
 * ("Noise") and docs/numbers.md say.
 */
#include "noises.h"
#include <math.h>
#include "base/number.h"
#include "space/random.h"

/* ---- at random ------------------------------------------------------------------------ */

static int choose(struct dice *d, int n) { return (int)dice_roll(d, (unsigned)n); }

static int chance(struct dice *d, int percent, const char *construct)
{
    int yes = choose(d, 100) < percent;
    if (yes)
        formula_count(construct);
    return yes;
}

static struct formula *make_gain(struct dice *d, const struct specimen *s)
{
    struct grammar g = { .states = s->states, .params = s->params, .lets = s->all.let_count, .functions = s->all.function_count, .time = 1 };
    struct formula *bounded = formula_new(F_CALL, formula_random(d, &g, 2), NULL);
    bounded->call = "tanh";
    return formula_new(F_MUL, formula_number(0.125), bounded);
}

static void make_term(struct dice *d, const struct specimen *s, struct specimen_noise *z)
{
    static const char *const forms[] = { "noise: additive", "noise: multiplicative", "noise: a formula" };
    static const double sizes[] = { 0.05, 0.1, 0.02 };
    z->states = 1 + choose(d, (1 << s->states) - 1);
    z->form = (enum specimen_gain)choose(d, 3);
    formula_count(forms[z->form]);
    z->sigma = sizes[choose(d, 3)];
    z->scaling = sizes[choose(d, 3)];
    z->gain = z->form == GAIN_FORMULA ? make_gain(d, s) : NULL;
    z->tau = s->scheme != MAP && chance(d, 35, "noise: coloured") ? 0.25*(1 + choose(d, 4)) : 0;
    z->later = s->scheme == HEUN && !z->tau && z->form != GAIN_ADDITIVE && chance(d, 80, "noise: Stratonovich");
    z->is_nsig = z->form != GAIN_FORMULA && chance(d, 25, "noise: nsig");
    z->across_states = chance(d, 25, "noise: correlated states") ? 0.5 : 0;
    z->across_nodes = s->nodes > 1 && chance(d, 25, "noise: correlated nodes") ? 0.25 : 0;
}

void noises_random(struct dice *d, struct specimen *s)
{
    s->other_count = choose(d, 100) < 60 ? 1 + choose(d, MOST_OTHERS) : 0;
    for (int i = 0; i < s->other_count; i++)
        make_term(d, s, &s->others[i]);
}

/* ---- printed -------------------------------------------------------------------------- */

static void matrix(const char *name, double off, int n, struct text *out)
{
    text_print(out, ", %s = [", name);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            text_print(out, "%s%g%s", j ? ", " : i ? ", [" : "[", i == j ? 1 : off, j == n - 1 ? "]" : "");
    text_add(out, "]");
}

static int rows_of(const struct specimen_noise *z)
{
    int rows = 0;
    for (int i = 0; z->states >> i; i++)
        rows += z->states >> i & 1;
    return rows;
}

int noises_key(int term) { return 1000 + 7*term; }

void noises_print(const struct specimen *s, int term, struct text *out)
{
    const struct specimen_noise *z = &s->others[term];
    text_print(out, "  noise n%d%s", term, z->form == GAIN_ADDITIVE ? " = additive" : z->form == GAIN_SCALED ? " = multiplicative" : "");
    for (int i = 0, some = 0; z->states >> i; i++)
        if (z->states >> i & 1)
            text_print(out, "%sx%d", some++ ? ", " : " on ", i);
    if (z->gain) {
        text_add(out, " = ");
        formula_print(z->gain, out);
    }
    text_print(out, "%s with key = %d", z->later ? " stratonovich" : "", noises_key(term));
    if (!z->gain)
        text_print(out, ", %s = %g", z->is_nsig ? "nsig" : "sigma", z->sigma);
    if (z->form == GAIN_SCALED)
        text_print(out, ", state_scaling = %g", z->scaling);
    if (z->tau)
        text_print(out, ", tau = %g", z->tau);
    if (z->across_states)
        matrix("state_correlation", z->across_states, rows_of(z), out);
    if (z->across_nodes)
        matrix("node_correlation", z->across_nodes, s->nodes, out);
    text_add(out, "\n");
}

/* ---- computed --------------------------------------------------------------------------- */

static double rounded(const struct noisy *r, double a) { return number_round(r->s->single, a); }
static double times(const struct noisy *r, double a, double b) { return number_mul(r->s->single, a, b); }
static double root(const struct noisy *r, double a) { return r->s->single ? (double)sqrtf((float)a) : sqrt(a); }
static double over(const struct noisy *r, double a, double b) { return r->s->single ? (double)((float)a/(float)b) : a/b; }

/* Row [i] of the triangle of a matrix with 1 in the diagonal and [off] elsewhere. */
static double triangle(double off, int i, int j)
{
    double l[MOST_NODES][MOST_NODES];
    for (int a = 0; a <= i; a++) {
        double left = 1;
        for (int b = 0; b < a; b++) {
            double sum = off;
            for (int k = 0; k < b; k++)
                sum -= l[a][k]*l[b][k];
            l[a][b] = sum/l[b][b];
            left -= l[a][b]*l[a][b];
        }
        l[a][a] = sqrt(left);
    }
    return l[i][j];
}

static double normal_here(const struct noisy *r, int term, int row, int rows, int node)
{
    const struct specimen *s = r->s;
    uint64_t n = ((uint64_t)r->step*(uint64_t)rows + (uint64_t)row)*(uint64_t)s->nodes + (uint64_t)node;
    int bytes = s->single ? 4 : 8;
    struct random_key key = random_key(noises_key(term), bytes);
    return random_normal(s->trial ? random_fold_in(key, (uint32_t)s->trial - 1) : key, n, bytes);
}

static double across_nodes(const struct noisy *r, int term, int row, int rows, int node)
{
    double off = r->s->others[term].across_nodes, sum = 0;
    if (off == 0)
        return normal_here(r, term, row, rows, node);
    for (int j = 0; j <= node; j++)
        sum = number_fma(r->s->single, rounded(r, triangle(off, node, j)), normal_here(r, term, row, rows, j), sum);
    return sum;
}

static double normal(const struct noisy *r, int term, int row, int rows, int node)
{
    double off = r->s->others[term].across_states, sum = 0;
    if (off == 0)
        return across_nodes(r, term, row, rows, node);
    for (int i = 0; i <= row; i++) {
        double l = rounded(r, triangle(off, row, i)), z = across_nodes(r, term, i, rows, node);
        sum = i ? number_fma(r->s->single, l, z, sum) : times(r, l, z);
    }
    return sum;
}

static double gain_of(const struct noisy *r, const struct specimen_noise *z, int state, const struct spot *at)
{
    double sigma = rounded(r, z->sigma);
    if (z->is_nsig)
        sigma = root(r, times(r, 2, sigma));
    if (z->form == GAIN_ADDITIVE)
        return sigma;
    if (z->form == GAIN_FORMULA)
        return formula_value(z->gain, at);
    return times(r, sigma, number_fma(r->s->single, rounded(r, z->scaling), fabs(at->states[state]), 1));
}

static double scale_of(const struct noisy *r, const struct specimen_noise *z)
{
    return z->tau ? over(r, r->h, root(r, times(r, 2, rounded(r, z->tau)))) : root(r, r->h);
}

static double colour(struct noisy *r, const struct specimen_noise *z, double *was, double n)
{
    double part = over(r, r->h, rounded(r, z->tau));
    double stays = number_call(r->s->single, "exp", -part, 0), lost = number_call(r->s->single, "expm1", times(r, -2, part), 0);
    *was = number_fma(r->s->single, stays, *was, r->step ? times(r, root(r, -lost), n) : n);
    return *was;
}

void noises_step(struct noisy *r, int node, const struct spot *at)
{
    for (int t = 0; t < r->s->other_count; t++) {
        const struct specimen_noise *z = &r->s->others[t];
        int rows = rows_of(z), row = 0;
        for (int i = 0; i < r->s->states; i++) {
            if (!(z->states >> i & 1))
                continue;
            double n = r->normal[t][node][i] = normal(r, t, row++, rows, node);
            if (z->tau)
                n = colour(r, z, &r->colour[t][node][i], n);
            r->kick[t][node][i] = times(r, times(r, gain_of(r, z, i, at), scale_of(r, z)), n);
        }
    }
}

/* Plain terms are fused with the sum, all others a product that is added. */
static int is_plain(const struct specimen_noise *z)
{
    return z->form == GAIN_ADDITIVE && !z->tau && !z->across_states && !z->across_nodes;
}

double noises_add(const struct noisy *r, int node, int state, double share, const struct spot *ahead, double x)
{
    int single = r->s->single;
    for (int t = 0; t < r->s->other_count; t++) {
        const struct specimen_noise *z = &r->s->others[t];
        if (!(z->states >> state & 1))
            continue;
        double kick = r->kick[t][node][state];
        if (is_plain(z)) {
            double gain = times(r, times(r, gain_of(r, z, state, NULL), scale_of(r, z)), share);
            x = number_fma(single, gain, r->normal[t][node][state], x);
            continue;
        }
        if (z->later && ahead) {
            double later = times(r, times(r, gain_of(r, z, state, ahead), scale_of(r, z)), r->normal[t][node][state]);
            kick = times(r, 0.5, number_add(single, kick, later));
        }
        x = number_add(single, x, times(r, kick, share));
    }
    return x;
}
