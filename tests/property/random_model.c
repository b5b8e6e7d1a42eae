/* random_model.c -- see random_model.h. No term has a constant factor that
 * folds to zero, and no exponent is computed: there folding may change bits
 * (docs/decisions.md).
 */
#include "random_model.h"

unsigned dice_roll(struct dice *d, unsigned sides)
{
    d->state ^= d->state << 13;
    d->state ^= d->state >> 7;
    d->state ^= d->state << 17;
    return (unsigned)((d->state >> 20) % sides);
}

double dice_real(struct dice *d, double lo, double hi)
{
    return lo + (hi - lo)*(1 + dice_roll(d, 9998))/10000.0;
}

static void leaf(struct dice *d, const struct random_model *m, int lets, struct text *out)
{
    switch (dice_roll(d, 5)) {
    case 0: text_print(out, "%.4f", dice_real(d, 0.1, 2)); break;
    case 1: text_print(out, "p%u", dice_roll(d, 4)); break;
    case 2: if (lets) { text_print(out, "l%u", dice_roll(d, (unsigned)lets)); break; } /* fall through */
    default: text_print(out, "x%u", dice_roll(d, (unsigned)m->states));
    }
}

static void expression(struct dice *d, const struct random_model *m, int lets, int depth, struct text *out);

static void call(struct dice *d, const struct random_model *m, int lets, int depth, struct text *out)
{
    static const char *const bounded[] = { "tanh(", "sin(", "cos(", "exp(-abs(", "sqrt(1 + abs(" };
    unsigned f = dice_roll(d, 5);
    text_add(out, bounded[f]);
    expression(d, m, lets, depth - 1, out);
    text_add(out, f < 3 ? ")" : "))");
}

static void expression(struct dice *d, const struct random_model *m, int lets, int depth, struct text *out)
{
    static const char *const ops[] = { " + ", " - ", "*" };
    if (depth == 0) {
        leaf(d, m, lets, out);
        return;
    }
    switch (dice_roll(d, 8)) {
    case 0: call(d, m, lets, depth, out); return;
    case 1: text_add(out, "-("); expression(d, m, lets, depth - 1, out); text_add(out, ")"); return;
    case 2:
        text_add(out, "(if "); leaf(d, m, lets, out); text_add(out, " < "); leaf(d, m, lets, out);
        text_add(out, " then "); expression(d, m, lets, depth - 1, out);
        text_add(out, " else "); expression(d, m, lets, depth - 1, out); text_add(out, ")");
        return;
    case 3:
        text_add(out, "("); expression(d, m, lets, depth - 1, out); text_add(out, ")/(1.5 + abs(");
        leaf(d, m, lets, out); text_add(out, "))");
        return;
    case 4: text_add(out, "("); leaf(d, m, lets, out); text_print(out, ")^%u", 2 + dice_roll(d, 2)); return;
    default:
        text_add(out, "("); expression(d, m, lets, depth - 1, out);
        text_add(out, ops[dice_roll(d, 3)]);
        expression(d, m, lets, depth - 1, out); text_add(out, ")");
    }
}

static void model(struct dice *d, const struct random_model *m, struct text *out)
{
    text_add(out, "model M\n");
    for (int i = 0; i < m->states; i++)
        text_print(out, "  state x%d = %.3f\n", i, dice_real(d, -1, 1));
    for (int i = 0; i < 4; i++)
        text_print(out, "  param p%d = %.3f\n", i, dice_real(d, 0.2, 1.5));
    text_add(out, "  input c, e\n");
    if (m->lets)
        text_add(out, "  watch l0\n");
    for (int i = 0; i < m->lets; i++) {
        text_print(out, "  l%d = ", i);
        expression(d, m, i, 3, out);
        text_add(out, "\n");
    }
    /* tanh keeps every rate, and so every number, small */
    for (int i = 0; i < m->states; i++) {
        text_print(out, "  x%d' = -x%d + tanh(", i, i);
        expression(d, m, m->lets, 3, out);
        text_add(out, i ? ")\n" : " + c - 0.1*e)\n");
    }
    text_add(out, "end\n");
}

static void network(struct dice *d, const struct random_model *m, struct text *out)
{
    text_add(out, "coupling Sum\n  from x\n  param G = 1\n");
    text_print(out, "  pre = %s\n  post = G*sum\nend\n",
               dice_roll(d, 3) ? "x_j" : dice_roll(d, 2) ? "tanh(x_j)" : "x_j - x_i");
    text_add(out, "coupling Two\n  from x, y\n  to one, other\n  param W = 1 per edge\n  param G = 1\n"
             "  pre = W*x_j, W*tanh(y_j*G_i)\n  post = G*sum + 0.1*sum2, sum - x_i\nend\n");
    text_print(out, "network\n  nodes %d\n  dynamics M\n", m->nodes);
    if (m->nodes > 1) {
        text_add(out, "  graph weights = [");
        for (int i = 0; i < m->nodes*m->nodes; i++)
            text_print(out, "%s%s", i % m->nodes ? ", " : i ? "], [" : "[",
                       dice_roll(d, 3) ? dice_roll(d, 2) ? "1" : "0.37" : "0");
        unsigned form = dice_roll(d, 3);
        const char *late = dice_roll(d, 2) ? "delayed " : "", *between = *late && dice_roll(d, 2) ? ", delays = linear" : "";
        text_add(out, "]]\n  graph delays = [[");
        for (int i = 0; i < m->nodes*m->nodes; i++)
            text_print(out, "%s%.3f", i % m->nodes ? ", " : i ? "], [" : "", dice_roll(d, 4) ? dice_real(d, 0, 0.5) : 0);
        text_print(out, form ? "]]\n  coupling c = %sSum(x0) with G = 0.3%s\n" : "]]\n  coupling c, e = %sTwo(x0, ", late, between);
        if (!form)
            text_print(out, "%s) with G = 0.3, W = 0.2*ones + eye%s\n", m->lets ? "l0" : "x0", between);
        else if (form == 2 && m->lets)
            text_print(out, "  coupling e = %sSum(l0)\n", dice_roll(d, 2) ? "delayed " : "");
        if (*late && dice_roll(d, 3) == 0)
            text_add(out, "  history x0 = 0.3*sin(5*t)\n");
    }
    if (m->noisy)
        text_add(out, "  noise additive with sigma = 0.05, key = 7\n");
    text_add(out, "end\n");
}

/* Windows, one node, one time, curves and series; of trials where the points have them. */
static void looks(struct dice *d, const struct random_model *m, int trials, struct text *out)
{
    static const char *const kinds[] = { "mean", "std", "var", "min", "max", "sum", "first", "last" };
    for (int i = 0; i < 6; i++) {
        unsigned form = dice_roll(d, 5), of_trials = trials && dice_roll(d, 2);
        const char *kind = kinds[dice_roll(d, form == 2 ? 6 : 8)];
        text_print(out, "observe look%d = %s", i, of_trials ? "std(" : "");
        switch (form) {
        case 0: text_print(out, "%s(x0 at node %u)", kind, dice_roll(d, (unsigned)m->nodes)); break;
        case 1: text_print(out, "%s(x0 + p1 over time)", kind); break;
        case 2: text_print(out, "std(%s(x0 over node))", kind); break;
        case 3: text_print(out, "x0*x0 at %.2f", 0.05*(1 + dice_roll(d, 40))); break;
        case 4: text_print(out, dice_roll(d, 2) ? "x0 at node %u" : "x0 + %u", dice_roll(d, (unsigned)m->nodes)); break;
        }
        text_add(out, of_trials ? " over trial)" : "");
        if (form != 3 && dice_roll(d, 2))
            text_print(out, " every %.2f", 0.05*(1 + dice_roll(d, 4)));
        if (form != 3 && dice_roll(d, 2))
            text_print(out, " from %.2f to %.2f", 0.05*dice_roll(d, 20), 0.05*(24 + dice_roll(d, 20)));
        text_add(out, "\n");
    }
}

void random_model(struct dice *d, struct random_model *m, struct text *out)
{
    static const char *const schemes[] = { "euler", "heun", "rk4" };
    *m = (struct random_model){
        .single = (int)dice_roll(d, 2), .nodes = 1 + (int)dice_roll(d, 5),
        .states = 1 + (int)dice_roll(d, 3), .lets = (int)dice_roll(d, 4),
        .noisy = (int)dice_roll(d, 2), .per_stage = (int)dice_roll(d, 2),
        .swept = (int)dice_roll(d, 2), .scheme = schemes[dice_roll(d, 3)]
    };
    if (dice_roll(d, 8) == 0)
        m->nodes = 18;                  /* past the written-out couplings */
    text_print(out, "precision %s\n", m->single ? "single" : "double");
    model(d, m, out);
    network(d, m, out);
    text_print(out, "simulate %s with dt = 0.05, duration = 2, transient = 0.25, coupling = %s\n", m->scheme,
               m->per_stage ? "per_stage" : "frozen");
    text_add(out, "observe a = mean(x0)\nobserve b = std(x0)\nobserve c0 = max(x0*x0) - min(x0)\n");
    text_add(out, "observe d = last(x0) + p1\nobserve e1 = sum(x0) - first(x0)\nobserve f = var(1000 + x0)\n");
    text_print(out, "explore e\n  p%d = grid(0.2, 1.3, 5)\n", m->swept);
    if (m->noisy && dice_roll(d, 2))
        text_add(out, "  noise.sigma = [0.01, 0.2]\n");
    int trials = dice_roll(d, 3) == 0;
    text_add(out, trials ? "  trials 2\n" : "");
    looks(d, m, trials, out);
    text_add(out, "end\n");
}
