/* model.h -- THE CENTRAL STRUCT: what a file means, resolved and ordered.
 *
 * The checker turns the tree into this; everything after it reads only this.
 * A file is an experiment: at most one dynamics model on a network, how to
 * simulate it, what to observe, and the explorations of it. A file without
 * dynamics is an experiment of pure expressions over its parameters.
 *
 * Every quantity a user can set has one dotted name and stands in one table,
 * experiment.quantities; axes, --set and the lowering all go through it.
 *
 * All of it is made by generator/check, in its arena, and stays as it is from then on; only
 * noise.draws may come later (job/noise_file.c). A field without a word on it is set where the
 * statement is read that declares the whole, and holds what stands there: `name`, `doc` (NULL
 * without one), `unit` as it was written (NULL: a pure number), `at`, the place of the name.
 */
#ifndef MODEL_H
#define MODEL_H
#include "base/arena.h"
#include "data/data.h"
#include "data/ending.h"
#include "ast/ast.h"
#include "map.h"
#include "matrix.h"
#include "term.h"
#include "base/unit.h"
#include "source/diag.h"
#include "space/space.h"
#include <stdint.h>

enum quantity_kind {
    QUANTITY_DYNAMICS,      /* dynamics.<param> */
    QUANTITY_COUPLING,      /* coupling.<role>.<param> */
    QUANTITY_NOISE,         /* noise.sigma, noise.nsig, of all states of a term or of one: 0 or more */
    QUANTITY_NOISE_KEY,     /* noise.key: an integer seed */
    QUANTITY_NOISE_TAU,     /* noise.tau: a time */
    QUANTITY_NOISE_PARAM,   /* noise.<param>: of a gain */
    QUANTITY_INITIAL,       /* initial.<state> */
    QUANTITY_WEIGHTS,       /* graph.weights, graph.NAME.weights: [nodes][nodes], as the next two */
    QUANTITY_LENGTHS,       /* graph.lengths */
    QUANTITY_DELAYS,        /* graph.delays */
    QUANTITY_SPEED,         /* graph.speed */
    QUANTITY_DT,            /* simulate.dt */
    QUANTITY_STIMULUS,      /* stimulus.<param>, stimulus.<name>.<param>: what stands behind its "with" */
    QUANTITY_OBSERVER,      /* observer.<line>.<param>: of all observers of one kind in a line */
    QUANTITY_OBSERVED,      /* observer.<line>.initial.<state> */
    QUANTITY_PARAM          /* a parameter declared at top level or in an explore block */
};

/* A row is added by quantity_add where its owner is read; what changes it later says so. */
struct quantity {
    enum quantity_kind kind;    /* of a definition's parameters set when a network takes it */
    const char *path;           /* "coupling.instant.G" */
    const char *name;           /* "G": works alone where it is unambiguous */
    struct span at;             /* where it is declared */
    struct span value_at;       /* where its value was written, last: at `with`, --set or here */
    const char *unit, *doc;     /* or NULL */
    double value;               /* of a plain run, converted to the quantity's unit; quantity_set changes it, and an
                                   axis of a free parameter sets the first of its values */
    double lo, hi;              /* typical range, or -inf, inf */
    int index;                  /* state of INITIAL, coupling of COUPLING, graph of WEIGHTS to SPEED, stimulus of STIMULUS, term of NOISE to NOISE_PARAM,
                                   first of its observers of OBSERVER, OBSERVED */
    int per_node;               /* may take a value for every node */
    int modes;                  /* may have a value for every mode, of which there are so many; 0: it has one of all */
    int matrix;                 /* ... for every two modes: in row i from mode i, [modes*modes] */
    const double *values;       /* per-node values [nodes], weights [nodes*nodes], of modes [modes], or, where
                                   each_node says so, [nodes*modes]; or NULL; as value */
    int each_node;
    int per_edge;               /* of a coupling's parameter: may have a value for every edge, [nodes*nodes] as weights */
    const struct ast_expr *edges;       /* ... and has them by its definition: an expression for check_weights; or NULL */
    int value_count;            /* of values; judged against the nodes by check_lengths */
    const struct matrix *sparse;        /* of a graph's matrix that is not written out in values: it is large; else NULL */
    struct matrix_wrap wrap;            /* of a graph's weights as they were written: whether they look the same from each node */
    int64_t seed;               /* of NOISE_KEY: the value, exactly */
    struct exploration *owner;  /* of a parameter declared in an explore block, or NULL */
    const struct term *formula; /* what it follows from, of its owner's parameters (model_params); NULL: a number. Stays
                                   where a value is given, since fusing hangs on the text alone: ask model_formula */
    int given;                  /* a value stands in the place of the formula: of with, --set, an exploration */
    int is_hidden;              /* no name means it: the time step of a map */
};

/* What a column or series is shown in, and how the kernel's numbers get there: those of a known dimension are
 * in the coherent unit. Set by check_units when all is checked. */
struct display {
    const char *unit;                   /* or NULL */
    struct scale scale;
};

/* A derived quantity, in an order in which each needs only earlier ones. */
struct let {
    const char *name;
    const struct term *value;   /* NULL after an error; anew where definition_limits takes a limit */
    struct span at;
    int watched;                /* by a 'watch' of the model: observations may read it */
    int over_modes, crosses;    /* it varies over the modes; is made of other modes: see struct type (mode_find) */
    const char *doc, *unit;
    struct display display;     /* of the dimension it is of, too, where no unit is declared */
};

enum { MOST_ARGUMENTS = 16 };

struct function {
    const char *name;
    const char **args;  int arity;      /* names of its arguments */
    const struct term *value;           /* of REF_ARGUMENTs; as that of a let */
    const struct point_table *lookup;        /* of a table, whose value is that of its argument; or NULL */
    unsigned passes;                    /* bit k: its value varies over modes as argument k does; where there are modes */
    int over_modes, crosses;            /* of what it reads besides its arguments; as of a let */
    const char *unit;
    struct span at;
};

/* What trials draw the initial value of a state from. */
struct draw {
    struct random_law law;              /* of single numbers */
    struct span at;                     /* of the call */
};

/* What a network feeds into a model. */
struct model_input {
    const char *name, *unit, *doc;      /* the unit behind the name, or behind the line */
    const char **sources; int source_count;     /* states and derived quantities that couplings usually read for it */
    struct span at;
};

struct state {
    const char *name, *unit, *doc;
    struct span at;
    double initial;                     /* as declared: adopted as the value of the quantity initial.NAME */
    const double *values;       int value_count;        /* one for each node, or NULL; likewise */
    const struct term *start;           /* what it follows from, of parameters, or NULL; likewise, as the formula */
    double lo, hi;                      /* typical range (in), or -inf, inf */
    int clamped, wrapped;               /* after each step, to [bound_lo, bound_hi] */
    int per_stage;                      /* clamped wherever equations are evaluated, too: at the start and at each stage */
    double bound_lo, bound_hi;          /* -inf, inf without bounds */
    const struct draw *draw;            /* or NULL */
    const struct term *rate;            /* right-hand side of S' =, or of S+ =, when all names are declared; as the value of a let */
    struct span rate_at;                /* of the equation */
    const char *rate_unit;              /* behind it, or NULL */
};

/* A model or coupling names its parameters in its equations; the quantity table
 * holds their values. */
struct param {
    const char *name;
    int quantity;                       /* index into experiment.quantities */
};

struct model {
    const char *name, *doc;
    const struct source *src;           /* the file it stands in */
    struct span at;
    int modes;                          /* of each node: states have a value for each; 0: there are none */
    struct state *states;       int state_count;        /* in order of declaration, as all but lets */
    struct param *params;       int param_count;        /* numbers set when a network takes the model */
    struct model_input *inputs; int input_count;
    const char **references;    int reference_count;    /* texts */
    int strict;                         /* `units strict`: what has no unit is a pure number */
    int is_map;                         /* its equations say the next state, x+ = ..., and t counts steps */
    struct let *lets;           int let_count;          /* topological order */
    int out;                            /* of an observer: row of the lets that it shows; else, or after an error -1 */
    struct function *functions; int function_count;
};

/* Which nodes are joined, how strongly and how far: matrices whose element [i][j] is of the edge to node i from
 * node j. There is an edge where the weight is not 0, or may not be. */
struct graph {
    const char *name;                   /* NULL: the one without a name */
    const char *path;                   /* that its quantities begin with: "graph", "graph.near" */
    struct span at;                     /* of its first statement */
    int weights, lengths, delays, speed;        /* quantities, -1: nothing is said of them (of weights: after an error) */
    double most_delay;                  /* ms: no delay is longer, at any point; 0: nothing was said */
    struct span most_at;                /* of its setting */
};

/* Each pre is evaluated for each edge: x_j names state x of the source node, x_i of
 * the target; each post for each target, where a sum is sum_j weight_ij*pre. */
struct coupling {
    const char *role;                   /* the first of the model's inputs it feeds: "instant"; its parameters are called by it */
    const char *def;                    /* "Linear" */
    const struct source *src;           /* the definition's file */
    struct span at;                     /* of the statement in the network */
    int *inputs;    int input_count;    /* it feeds: indices into model.inputs, each -1 after an error; if it has one output
                                           that feeds all of them, else each has its own */
    int graph;                          /* index into experiment.graphs; -1 after an error */
    int delayed, linear;                /* it reads the past; between two steps, not at the nearest */
    const char **sources;               /* the definition's own names: x, y */
    int *source_states;                 /* ... and the states they stand for, -1: none, but a derived quantity; NULL after an error */
    int *source_lets;                   /* ... row of model.lets, or -1 */
    int source_count;
    struct param *params;       int param_count;        /* the use's own: two uses have two sets of quantities */
    const struct term **pre;    int pre_count;          /* the definition's; helpers are written out in them */
    const struct term **post;   int post_count;         /* one an output */
    const char **outputs;       int output_count;       /* names of the outputs, or none */
    int uses_target;                    /* pre reads some x_i, or a parameter of the target */
    const char *const *references; int reference_count;         /* the definition's */
};

enum scheme {
#define SOLVER(name, order, stages, noise, times, rows, last, text) SCHEME_##name,
#include "solver.def"
#undef SOLVER
};

enum noise_gain { NOISE_ADDITIVE, NOISE_MULTIPLICATIVE, NOISE_FORMULA };

/* A term of the noise: each of its states gets g*sqrt(dt)*z in a step, with a normal number z and a gain g, which is
 * sigma, sigma*(1 + state_scaling*|x|) or a formula. With a time constant z is an Ornstein-Uhlenbeck process. By
 * check_noise; draws may come later. */
struct noise {
    const char *name;                       /* "a" of noise.a.sigma; NULL: noise.sigma */
    const char *path;                       /* what its quantities begin with: "noise.a", "noise" */
    struct span at;
    int *states;        int state_count;    /* noisy states, in the order of the noise rows */
    enum noise_gain form;
    int *strengths;                         /* [state_count]: quantity of each state; NULL: a formula, or after an error */
    int is_nsig;                            /* they are TVB's: sigma is sqrt(2*nsig) */
    int scaling;                            /* MULTIPLICATIVE: quantity, else -1 */
    const struct term *gain;                /* FORMULA: of what stands in the model, too; else, or after an error NULL */
    struct param *params; int param_count;  /* FORMULA: that REF_PARAM counts in it: its own, then the model's */
    int own_count;                          /* ... of them its own */
    int is_stratonovich;                    /* the gain is that of the middle of the step; else Ito's, of its start */
    int tau, key;                           /* quantities; tau -1: white */
    const double *across_states, *across_nodes;     /* lower triangular L, [n*n], of the matrix L*L' that correlates the
                                               normals of states, of nodes; or NULL */
    struct data draws;                 /* recorded normals; values NULL: they are drawn */
    const char *draws_file;            /* as it was written, where draws come from a file */
    struct span draws_at;
};

/* A value of time and of parameters of its own, added to the rates of states and to what else
 * the model's inputs get. */
struct stimulus {
    const char *name;                       /* "kick" of stimulus.kick.a; NULL: the one without */
    int *states;        int state_count;    /* whose rates it is added to */
    int *inputs;        int input_count;    /* of the model, that it feeds */
    struct param *params; int param_count;  /* quantities stimulus.NAME.PARAM, or stimulus.PARAM */
    const struct term *value;           /* NULL after an error */
    const double *where;                /* [nodes]: 1 where it acts, else 0; NULL: everywhere */
    struct span at;
};

/* What a state was before the first step; t is below 0 there. Set by check_histories. */
struct history {
    int state;
    const struct term *value;           /* NULL after an error */
    struct span at;
};

/* Where states begin: at the last sample of a result. Their values stand in the quantities initial.NAME, as if they had
 * been written there. Set by check_start, all 0 without the statement. */
struct start {
    int present;                        /* the network has the statement, and the result could be read */
    const char *file;                   /* as it was written */
    const char *path;                   /* where the result is: more of it is there to be read (library.read_ending) */
    long point;                         /* of it; -1: the only one */
    double dt;                          /* it was run with, ms; NAN: it does not say */
    struct span at;
};

struct simulate {
    int present;                        /* the file has the statement */
    enum scheme scheme;
    int is_map;                         /* times are whole steps, and dt is 1 */
    int per_stage;                      /* coupling recomputed at every stage */
    int dt;                             /* quantity; of a map hidden */
    long steps;                         /* as written in place of a duration, or 0; the duration follows by check_times */
    double duration, transient;         /* in the unit of dt; --set changes them (simulate_set) */
    double settle;                      /* of the run before, likewise; 0: there is none */
    int settle_once;                    /* it is one for all points */
    const char *unit;                   /* of the time: "ms"; "steps" */
    struct span at;
};

enum reduction {
#define REDUCTION(id, name, over, tally, finish, unit, text) REDUCE_##id,
#include "reduction.def"
#undef REDUCTION
};

/* A small model that the network drives, as one line of observations uses it: it advances with the network, which does
 * not see it. Its model's inputs are what stands between the brackets. By check_observer.c. */
struct observer {
    const char *name;                   /* of its buffers: that of the line, "bold"; of further ones there "bold_2" */
    const char *path;                   /* that its quantities begin with: "observer.bold" */
    const char *text;                   /* the call as it is written; once a line */
    const char *line;                   /* the observation it stands in */
    struct span at;                     /* of the call */
    struct exploration *owner;          /* as of the line */
    struct model *model;                /* the definition's, with parameters of its own */
    int *initial;                       /* [states]: quantities */
    const struct term **args;           /* [inputs of model]: what drives them; NULL until the line is read, and after an error */
    over_set over;                      /* nodes and modes that it has states of its own for */
    const char *fixed_lets;             /* as of an experiment; by observers_fuse */
};

/* When a recording is sampled, in ms from time 0, the end of the transient: behind the
 * steps whose time is a multiple of [every] and lies in (from, to]. */
struct sampling {
    int in_steps;                       /* they are those of a map, all times in steps */
    double every;                       /* 0: each step */
    double from, to;                    /* 0 and INFINITY where nothing is said */
    int is_one; double one;             /* 'at': of these samples the one that belongs to this time alone */
    struct span every_at;               /* where `every`, or the one time, was written */
};

/* observe NAME = expr: an expression over reductions of expressions over states
 * and watched quantities, and over parameters; or, when it names no reduction
 * and reads states, a name for later lines (not a column). */
struct observe {
    const char *name, *doc, *unit;
    struct span at;
    const struct term *value;           /* NULL until check_observe made it, and after an error */
    int is_series;                      /* varies over time or node: no column of its own */
    int is_still;                       /* a series that does not vary over time */
    int is_reduced;                     /* known at the end of the run only */
    int keeps_nodes;                    /* a value for each node, where there are several */
    int keeps_modes;                    /* a value for each mode, of the model that is simulated */
    struct sampling when;               /* of a series */
    struct exploration *owner;          /* declared in an explore block, or NULL: in all */
    struct display display;
};

/* record V, W; or an observation that is no column and that nothing reads: of each point
 * an array over time, and over states and nodes. */
struct recording {
    const char *name;                   /* of the array: V, or of several states "results" */
    const char *doc;                    /* of an observation, or NULL */
    const struct observe *of;           /* the observation, or NULL: a line of its own */
    struct span at;
    const struct term **values; int count;      /* what is sampled, each a state or what observations may read */
    const char **labels;                /* [count]: names along the dimension of states */
    struct display *display;              /* [count] */
    int of_states;                      /* there is such a dimension */
    int keeps_nodes;                    /* each node has values of its own */
    int keeps_modes;                    /* each mode has */
    int is_asked;                       /* by the command line, not the file */
    struct sampling when;               /* the line's, or the clauses that the command line has instead */
    struct exploration *owner;          /* as of observations */
};

/* An axis as declared. What it samples stands there as the space takes it: path, label (as
 * the file calls it), unit, doc, kind, values and all. The checker fills it in; the n of a
 * range and what space_open sets are the space's. */
struct axis_decl {
    int quantity;                       /* that it moves */
    struct span at;
    int per_node;                       /* its shape is that of the nodes, by 'per node' */
    struct axis axis;
};

/* A quantity as one exploration has it: `initial.W = 0` inside its block. */
struct setting {
    int index;                          /* into experiment.quantities */
    struct quantity value;              /* a copy of the row with the value of this exploration */
};

struct exploration {
    const char *name, *doc;             /* "run", where the file declares none */
    struct span at;
    int zip, sorted;                    /* axes move together; the peer's order of rows */
    int both_ways;                      /* what is carried along an axis (axis.is_carried) goes back, too */
    int64_t key;                        /* of its random numbers; --key has the last word */
    struct axis_decl *axes;     int axis_count;         /* in order of declaration; model_add_axis */
    struct map axis_of;                 /* quantity -> its axis */
    long trials;                        /* 0: none declared; --trials has the last word */
    int average_trials;                 /* rows are means over the trials */
    struct setting *settings;   int setting_count;      /* model_add_setting */
    struct map setting_of;              /* quantity -> its setting */
    struct setting *follows;    int follow_count;       /* what follows from a setting, with the values it has here; by */
    struct map follow_of;               /* quantity -> its row */                           /* check_derived, as ... */
    struct map moved;                   /* quantity that follows from an axis -> whether from one of lists */
    const struct draw **draws;          /* [states]: before the states' own; or NULL */
    int *columns;               int column_count;       /* observations that are columns of its table, in order;
                                                           by check_observes */
    int *recordings;            int recording_count;    /* that are series of its table, in order; by check_records */
    double row_step;                    /* simulate.dt of the one row that is run, where it is an axis; else 0 */
};

/* A file that took part: a text that was parsed, or data. */
struct input {
    const char *name;                   /* as it was written */
    const char *path;                   /* of data: where it was found; "a.npz:x" names its member */
    const char *place;                  /* of data that a result names: where it is now; else NULL */
    const struct source *src;           /* of a text, else NULL */
    int older;                          /* input with the same hash of its name, or -1; by model_add_input */
};

/* A file as a result names it (job/again.h). */
struct recorded_file {
    const char *path;                   /* as the run found it */
    const char *text;   size_t len;     /* of a model or coupling; NULL: data, ... */
    const char *place;                  /* ... which is there */
};

struct experiment {
    const char *name;                   /* file name without folder and .mass */
    const struct source *src;           /* the file that was asked for */
    int single;                         /* precision single, by the file or --real */
    int strict;                         /* `units strict` at top level */
    const char *fixed_lets;             /* [model.lets]: made of numbers and parameters alone; by fuse_decide */
    int literal;                        /* `arithmetic literal`: operations in the order they are written in */
    struct model *model;                /* or NULL: pure expressions */
    int nodes;                          /* at least 1, once check_network is through */
    const char *const *labels;          /* [nodes]: what files call them, or NULL */
    struct graph *graphs;       int graph_count;        /* in the order of their first statements */
    struct coupling *couplings; int coupling_count;     /* in the order of the network's statements */
    int *coupling_order;                /* all of them, each behind those that feed what it reads */
    struct noise *noises; int noise_count;              /* terms, in order */
    struct history *histories;  int history_count;      /* of other states the past is the initial value */
    struct start start;
    struct stimulus *stimuli;   int stimulus_count;     /* in the order of the statements, too */
    struct simulate simulate;
    struct quantity *quantities; int quantity_count;    /* in the order in which parts were checked */
    struct quantity_names *names;       /* of the quantities; the checker's (check_quantity.c) */
    int *derived;               int derived_count;      /* quantities with a formula, each behind what it follows from */
    struct observer *observers; int observer_count;     /* in the order of the lines */
    struct observe *observes;   int observe_count;      /* topological order */
    struct recording *recordings; int recording_count;  /* as they stand in the file, unread observations last */
    struct exploration *explorations; int exploration_count;    /* at least one; they stay where they are */
    struct input *inputs;       int input_count;        /* every file read; the experiment's first */
    struct map input_of;                /* hash of a name -> the newest input */
};

/* What the command line adds to a file; NULL-terminated where lists. */
struct overrides {
    const char *const *sets;            /* "path=value" */
    const char *const *axes;            /* "path=grid(0,1,8)" or "path~Beta(2,5) n 4" */
    const char *const *records;         /* "V, W every 1 ms" */
    const char *const *chosen;          /* explorations that are going to run, or NULL: all */
    const char *point;                  /* ... and of them one row, or NULL: all */
    int part;                           /* ... or of them those of a slice, which hold no whole trials */
    const char *key;                    /* of every exploration, or NULL */
    long trials;                        /* of every exploration; 0: as the file says */
    int real;                           /* 0: as the file says; 4, 8 */
    int noise;                          /* recorded noise comes from elsewhere, not the file's */
    int script;                         /* a script asked: set, not --set, in messages */
};

/* Where a fault of a table lies: an axis, an observation, a recording; -1: in none of these. */
typedef void table_fault_in(void *user, int axis, int observe, int recording, const char *text);

/* Sub-folders of each folder of the library, "" first; embedded names begin with them. NULL behind the last. */
extern const char *const library_below[];

/* Where `use NAME` looks: the folder of the file, then the folders in [path]
 * (NULL-terminated), then the models embedded in the program. */
struct library {
    const char *const *path;
    /* Where a run is done again: all files it may see, the experiment's first, in the order in which they
     * were read. Nothing else is looked for. NULL: it is no such run. */
    const struct recorded_file *recorded;   int recorded_count;
    /* Text of an embedded model, or NULL. */
    const char *(*embedded)(const char *name, size_t *len);
    /* Names of all models that can be used, for suggestions: called until NULL. */
    const char *(*names)(int i);
    /* Reads "weights.csv", "sc.npz:weights", ...: 0, or -1 and a sentence in [why]. Names
     * around a [matrix] are no part of it. */
    int (*read_data)(const char *spec, int matrix, struct arena *a, struct data *out,
                     const char **why);
    /* The last samples of states in a result, as ending_read (data/ending.h): 0, or -1 and a sentence in [why]. */
    int (*read_ending)(const char *path, const char *const *names, int count, long point, long most, struct arena *a,
                     struct ending *out, const char **why);
    /* The text of a table that travels with the library, by its name; or NULL. */
    const struct source *(*shipped)(const char *name, struct arena *a);
    /* Reads such a text as read_data reads a file, or [column] of it. */
    int (*parse_data)(const struct source *src, const char *column, int matrix, struct arena *a, struct data *out, const char **why);
    /* Whether an archive has a member of that name. */
    int (*has_member)(const char *path, const char *member);
    /* How much of it is the path: a name may follow behind a colon. */
    size_t (*data_path)(const char *spec);
    /* The normals of a term of the noise: realisations, steps, noisy states, nodes, modes (1 without). 0, or -1:
     * [x] does not run. */
    int (*noise_shape)(const struct experiment *e, const struct exploration *x, int term, struct arena *a,
                       long shape[DATA_RANK]);
    /* simulate.dt, an axis of [x], of the row [point]; 0: there is no such row. */
    double (*row_step)(const struct experiment *e, const struct exploration *x, const char *point, struct arena *a);
    /* Hands what result files cannot take of [x] to [tell]: the number of the axis, or of the
     * observation, it lies in (-1: in neither), and a sentence. */
    void (*table_faults)(const struct experiment *e, const struct exploration *x, struct arena *a,
                         table_fault_in *tell, void *user);
};

/* Checks a parsed file and everything it uses. Always returns an experiment;
 * it may only be lowered when [d] holds no error. */
struct experiment *model_check(const struct ast *tree, const struct library *lib,
                               const struct overrides *over, struct diags *d, struct arena *a);

/* Prints every resolved quantity, equation, observation and axis (--dump model). */
void model_print(const struct experiment *e, struct text *out);

/* Of reduction.def and solver.def; NULL behind the last. Reductions that are made of
 * others stand behind those of the enum. */
extern const char *const reduction_names[], *const reduction_texts[];
/* What a reduction of x is made of, as written; NULL: it is not. */
const char *model_reduction_formula(const char *name);
extern const char *const scheme_names[], *const scheme_texts[];

/* The words of a choice, by its number; NULL behind the last. */
extern const char *const axis_words[];              /* [enum axis_form]: "grid" */
extern const char *const precision_words[];         /* [experiment.single] */
extern const char *const coupling_mode_words[];     /* [simulate.per_stage] */

/* Notes that a file was read, once. */
void model_add_input(struct experiment *e, struct input input, struct arena *a);
/* " every 1 ms from 2 ms": clauses as they are written; nothing where all steps are looked at. */
void model_print_sampling(const struct sampling *when, struct text *out);
/* Numbers of an inner list, where the values of a quantity are shown as a list of lists, those of edges, matrices and those of
 * nodes and modes; else 0. What stands in front of number [i], and behind the last. */
int model_row(const struct quantity *q);
const char *model_comma(int row, int i);
const char *model_close(int row);
/* [x] of a quantity as the kernel takes it. */
double model_inside(const struct quantity *q, double x);
/* What stands before the '=' of pre or post [i] where all of a coupling is shown: "pre", of several "pre2" and the
 * output's name or "post2"; and of its sum. */
const char *model_pre_name(const struct coupling *c, int i, struct arena *a);
const char *model_sum_name(const struct coupling *c, int i, struct arena *a);
const char *model_post_name(const struct coupling *c, int i, struct arena *a);
/* Which of its outputs feeds its input [i]. */
int model_output(const struct coupling *c, int i);
/* How an observation is written: "mean(V) from 2 ms to 7 ms". In the arena. */
const char *model_observe_text(const struct observe *o, struct arena *a);
/* Whether an observation is a column of the table of [x]. */
int model_is_column(const struct observe *o, const struct exploration *x);
/* The time step of what is recorded in [x]: simulate.dt, or that of the one row that is run. */
double model_step(const struct experiment *e, const struct exploration *x);
/* The samples of a recording in steps of [x]: the first is taken behind step first + every
 * counted from time 0, every + first is behind `from`; how many a run of [duration] gives. */
struct samples { long every, first, count; };
struct samples model_window(const struct experiment *e, const struct exploration *x, const struct sampling *when);
/* Does a reduction go over time only? */
int model_keeps_nodes(enum reduction kind);
/* Does it go over the trials only? */
int model_wants_trials(enum reduction kind);
/* All numbers that a quantity holds besides its value: of a matrix that is sparse those of its elements; NULL: none. */
const double *model_numbers(const struct quantity *q, long nodes, long *count);
/* Element [i][j] of a matrix of a graph of so many nodes. */
double model_pair(const struct quantity *q, long nodes, int i, int j);
/* Is it a matrix over the nodes of a graph? A parameter of edges may be one, or one number. */
int model_is_matrix(const struct quantity *q);
/* Is it measured in what it reduces is measured in? */
int model_keeps_unit(enum reduction kind);
/* The axis that exploration [x] puts on a quantity, or -1. */
int model_axis(const struct exploration *x, int quantity);
/* That sets a quantity in this exploration, or NULL. */
const struct setting *model_setting(const struct exploration *x, int quantity);
/* What quantity [index] follows from in [x], or NULL: a number, a value that was given, an axis. */
/* Whether it is made of numbers and parameters alone, by way of names and functions too; asked while fuse_decide runs, or later. */
int model_is_fixed(const struct experiment *e, const struct term *t);
const struct term *model_formula(const struct experiment *e, const struct exploration *x, int index);
/* The parameters that REF_PARAM counts in the formula of [q]; NULL: there are none such. */
const struct param *model_params(const struct experiment *e, const struct quantity *q);
/* The model whose functions it calls: that of the network, or of an observer. */
const struct model *model_behind(const struct experiment *e, const struct quantity *q);
/* An experiment in which an observer's model is that of the network, which nothing couples or drives. */
struct experiment model_of_observer(const struct experiment *e, const struct observer *o, struct arena *a);
/* Whether it belongs to an observer. */
int model_is_observing(const struct quantity *q);
/* Whether it follows from an axis of [x]. */
int model_is_moved(const struct exploration *x, int quantity);
/* Only the checker adds. Of one quantity there is one axis and one setting. */
void model_add_axis(struct exploration *x, struct axis_decl axis, struct arena *a);
void model_add_setting(struct exploration *x, struct setting setting, struct arena *a);
/* Quantity [index] as exploration [x] has it. */
const struct quantity *model_quantity(const struct experiment *e, const struct exploration *x,
                                      int index);
/* The law that trials of [x] draw the initial value of a state from, or NULL. */
const struct random_law *model_draw(const struct experiment *e, const struct exploration *x, int state);

/* Why recorded noise [v] is none of that term for [x], which takes [want] (library.noise_shape), or NULL.
 * One realisation [steps, states, nodes] serves all points and trials; where there are
 * trials or an axis of keys there may be one for each, in front. */
const char *model_noise_fault(const struct experiment *e, const struct exploration *x, int term,
                              const struct data *v, const long want[DATA_RANK], struct arena *a);
/* "noise", "noise 'a'" */
const char *model_noise_text(const struct noise *z, struct arena *a);
/* Whether each sample of an axis, or each trial, of [x] draws that noise anew. */
int model_noise_varies(const struct exploration *x, const struct noise *z);

/* Index of the quantity a user calls [name] (its whole path, or the end of the path
 * behind a dot where that is unambiguous: coupling.instant.G, instant.G, G)
 * as seen from [x] (NULL: the whole file); reports and returns -1 otherwise. */
int model_find(const struct experiment *e, const struct exploration *x, const char *name,
               struct span at, struct diags *d);
#endif
