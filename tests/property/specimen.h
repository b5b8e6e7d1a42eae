/* specimen.h -- a random experiment as data: printed as .mass text, and computed
 * by evaluate.c without the compiler.
 */
#ifndef SPECIMEN_H
#define SPECIMEN_H
#include "formula.h"

enum { MOST_STATES = 3, MOST_PARAMS = 5, MOST_INPUTS = 3, MOST_COUPLINGS = 2, MOST_AXES = 2,
       MOST_NODES = 20, MOST_SAMPLES = 3, MOST_STIMULI = 3, MOST_OTHERS = 3 };

enum bound { UNBOUND, CLAMPED, WRAPPED, CLAMPED_PER_STAGE };
enum scheme_kind { EULER, HEUN, RK4, MAP, MIDPOINT, SRK4, SCHEMES };

/* What an axis moves. */
enum moved { MOVES_PARAM, MOVES_PARAM_NODES, MOVES_INITIAL, MOVES_GAIN, MOVES_SIGMA, MOVES_DT,
             MOVES_AMPLITUDE, MOVES_KEY };

struct specimen_axis {
    enum moved what;
    int index;                          /* of the parameter or state */
    int count;                          /* of samples */
    double samples[MOST_SAMPLES][MOST_NODES];   /* PARAM_NODES: of each node; else [0] */
};

struct specimen_coupling {
    struct formula *pre, *post;         /* of S_j, S_i, G; of sum, S_i?, G */
    struct formula *more_pre, *more_post;       /* a second output, for input c2; or NULL */
    int pairwise;                       /* pre reads S_i */
    int of_edges;                       /* pre is W times that, of which each edge has a value */
    int source;                         /* state it reads */
    double gain;
};

struct specimen_stimulus {
    int states, inputs;                 /* bits: what it acts on */
    struct formula *value;              /* of t and "amplitude", which is p0 here */
    double amplitude;
    int nodes;                          /* 0: all, else the first so many */
};

enum specimen_gain { GAIN_ADDITIVE, GAIN_SCALED, GAIN_FORMULA };

/* A further term of noise, n0 and so on (noises.c). */
struct specimen_noise {
    int states;                         /* bits */
    enum specimen_gain form;
    double sigma, scaling, tau;         /* tau 0: white */
    struct formula *gain;               /* FORMULA, of what is in the model */
    int later, is_nsig;                 /* Stratonovich; sigma is nsig */
    double across_states, across_nodes; /* correlation of any two; 0: none */
};

struct specimen {
    int single, nodes, states, params;
    int modes;                          /* printed as modes of one node; see specimen_with_modes */
    struct formulas all;
    struct formula *rates[MOST_STATES];
    double initial[MOST_STATES];
    enum bound bound[MOST_STATES];      /* to [-0.9, 1.1] */
    double param[MOST_PARAMS][MOST_NODES];
    int each[MOST_PARAMS];              /* a value for each node */
    int watched;                        /* a let that is observed too, or -1 */

    double weights[MOST_NODES][MOST_NODES], edges[MOST_NODES][MOST_NODES];
    int ring;                           /* 0; or they are written ring(this)*ring_weight + own_weight*eye: sums go by offset */
    double ring_weight, own_weight;
    struct specimen_coupling couplings[MOST_COUPLINGS]; int coupling_count;

    struct specimen_stimulus stimuli[MOST_STIMULI]; int stimulus_count;     /* the first one has no name, others are s1, s2 */

    int noisy;                          /* bits: states; 0: no noise */
    double sigma;
    int key;
    struct specimen_noise others[MOST_OTHERS]; int other_count;

    enum scheme_kind scheme;
    int per_stage;
    double dt, duration, transient;     /* decimals; of a map in steps */
    struct specimen_axis axes[MOST_AXES]; int axis_count;
    int trial;                          /* 1 + the trial that is evaluated; 0: there are none */
};

enum { LOW_BOUND = 0, HIGH_BOUND = 1 };
extern const double specimen_bounds[2];

void specimen_random(struct dice *d, struct specimen *s);
/* Makes of the nodes modes of one node, and of couplings sums over a matrix; what modes do not have is changed. The
 * evaluator gives what it gives of nodes. */
void specimen_with_modes(struct specimen *s);
/* The text; with [axes] an exploration e, else none; [extra] are lines for the
 * model block and the end of the file, or NULL. */
void specimen_print(const struct specimen *s, int axes, const char *in_model, const char *in_file, struct text *out);
/* "dynamics.p0", ... */
void specimen_path(const struct specimen *s, const struct specimen_axis *a, struct text *out);
/* Puts sample [i] of an axis into [s]. */
void specimen_set(struct specimen *s, const struct specimen_axis *a, int i);

/* Least, largest of each state over steps and nodes; behind them those of the
 * watched quantity. [states + 1] each. And what each node has last. */
struct evaluated {
    double least[MOST_STATES + 1], most[MOST_STATES + 1];
    double last[MOST_STATES + 1][MOST_NODES];
};
/* The same of each step behind the transient, by node. */
enum { MOST_STEPS = 64 };
struct trace {
    double at[MOST_STEPS][MOST_STATES + 1][MOST_NODES];
    long steps;
};
void specimen_trace(const struct specimen *s, struct trace *out);
/* The axes of [s] as lines of an explore block. */
void specimen_print_axes(const struct specimen *s, struct text *out);
/* What a run of [s] without axes gives. */
void specimen_evaluate(const struct specimen *s, struct evaluated *out);
#endif
