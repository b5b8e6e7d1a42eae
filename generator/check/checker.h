/* checker.h -- what the parts of the checker share.
 *
 *   check.c           the order of the work, and what may stand where
 *   check_file.c      models and couplings by name: this file, folders, embedded
 *   check_scope.c     names: declared once, found, misspelt
 *   check_expr.c      expressions of equations
 *   check_order.c     what depends on what, and cycles
 *   check_const.c     constants: functions, names, units of declarations; runtime/setting reads the rest
 *   check_dimension.c dimensions of expressions
 *   check_units.c     dimensions of all there is, and what results are shown in
 *   check_limit.c     quotients that are 0/0
 *   check_model.c     models, and the parameters of definitions
 *   check_mode.c      the modes of a model
 *   check_table.c     functions given by points
 *   check_coupling.c  coupling definitions
 *   check_formula.c   parameters and initial values that follow from parameters
 *   check_network.c   nodes, dynamics
 *   check_noise.c     noise
 *   check_use.c       couplings as a network uses them
 *   check_correlation.c matrices of correlation
 *   check_recorded.c  recorded noise
 *   check_stimulus.c  stimuli
 *   check_samples.c   data in them
 *   check_graph.c     graphs: weights, lengths, delays, speed
 *   check_matrix.c    expressions over the nodes, as behind graph weights = ...
 *   check_leaf.c      their lists, files and data (check_nodes.h)
 *   check_label.c     what files call the nodes
 *   check_simulate.c  scheme, time step, duration
 *   check_observe.c   observations
 *   check_observer.c  models that they drive (check_driven.c)
 *   check_reduce.c    reductions, one node, one time
 *   check_trials.c    what is made of all trials
 *   check_axis.c      one axis, as runtime/setting reads it
 *   check_columns.c   the names of results
 *   check_explore.c   explorations, groups, trials, free parameters
 *   check_override.c  quantities by name, setting them, the command line
 *
 * Every function that checks reports what it finds and goes on. A name that
 * failed is remembered and not reported again; whatever depends on it stays
 * silent. (The header is not called check.h: that is libcheck's.)
 */
#ifndef CHECKER_H
#define CHECKER_H
#include <stdint.h>
#include "ast/rules.h"
#include "model/model.h"
#include "base/name.h"
#include "model/builtin.h"
#include "base/unit.h"
#include "setting/setting.h"

enum {
    MOST_EXPANDED = 1 << 14         /* operations of an expression whose functions are
                                       written out; doubling functions get there fast */
};

/* ------------------------------------------------------------------- names -- */

enum symbol_kind {
    SYMBOL_STATE, SYMBOL_PARAM, SYMBOL_INPUT, SYMBOL_LET, SYMBOL_FUNCTION,
    SYMBOL_SOURCE,                  /* x_j of a coupling */
    SYMBOL_TARGET,                  /* x_i */
    SYMBOL_SUM,                     /* sum of post; index: which pre it is of, -1: that of the same place */
    SYMBOL_OBSERVE,
    SYMBOL_POISON                   /* unknown, and already reported */
};

/* Made by scope_put when a name is declared, or (POISON) when it was reported. */
struct symbol {
    const char *name;
    enum symbol_kind kind;
    int index;                      /* into the array of its kind */
    int used;                       /* read by something; set while expressions are walked */
    struct span at;                 /* of the declaration, or of the use that was reported */
    struct symbol *next;            /* in order of declaration */
    struct symbol *chain;           /* in its bucket, newest first */
};

/* Begins as { 0 }; scope_put alone changes it. */
struct scope {
    struct symbol **buckets;        /* [bucket_count], each with the newest symbol of its hash; NULL while empty */
    int bucket_count, count;        /* a power of two of buckets, more than symbols */
    struct symbol *first, *last;    /* in order of declaration */
};

/* The newest symbol of a name, or NULL; the one declared before it. */
struct symbol *scope_find(const struct scope *s, const char *name);
struct symbol *scope_find_older(const struct symbol *newer);
struct symbol *scope_put(struct arena *a, struct scope *s, const char *name,
                         struct span at, enum symbol_kind kind, int index);

/* Names of the file, which all explorations see, and of each of them. */
struct owned_scope {
    struct scope file;              /* names of the file itself */
    struct scope *own;              /* [exploration], from the first owned name on; before NULL */
};

struct check;
/* What [owner] sees: its own, then the file's; NULL: the file's. */
struct symbol *owned_find(const struct check *c, const struct owned_scope *s, const struct exploration *owner, const char *name);
void owned_put(struct check *c, struct owned_scope *s, const struct exploration *owner, const char *name, struct span at, int index);

/* ------------------------------------------------------------- definitions -- */

/* A file that was read. */
struct file {
    const struct source *src;       /* as all of it set by file_add, when the file is read */
    const struct ast *tree;
    int failed;                     /* it has syntax errors */
    struct scope defines;           /* models and couplings by name; the index is that of [defined] */
    struct defined *defined;    int defined_count;      /* the first of each kind and name */
    struct file *next;              /* in order of first use; the experiment's is the first */
};

struct defined {
    const struct ast_stmt *stmt;    /* where it is defined */
    struct definition *definition;  /* once it was checked, else NULL */
};

/* A derived quantity or function of a coupling: written out where it is named. */
struct helper {
    const struct ast_stmt *stmt;    /* its line */
    const struct point_table *lookup;    /* of a table; NULL: it is none, or has errors */
    int arity;                      /* arguments; of a quantity 0 */
    int busy;                       /* being written out */
    int seen;                       /* was written out */
};

/* A model or a coupling definition, checked. Its parameters wait here until an
 * experiment takes them into its quantities. */
struct definition {
    const struct ast_stmt *stmt;
    const struct file *file;        /* it stands in */
    struct scope scope;             /* its own names */
    struct quantity *params;    int param_count;    /* kind and path still open */
    struct model *model;            /* or NULL: a coupling */
    const char **sources;       int source_count;   /* of a coupling: what it calls the states it reads */
    const struct term **pre;    int pre_count;      /* of a coupling, as written; each NULL after an error */
    const struct term **post;   int post_count;
    const char **outputs;       int output_count;   /* of a coupling: names behind `to`, one for each post; or none */
    int *derived;               int derived_count;  /* params with a formula, each behind what it follows from */
    struct helper *helpers;     int helper_count;   /* of a coupling */
    long expanded;                  /* operations its helpers were written out to */
    int too_large;                  /* those are too many, which is reported */
    int uses_target;                /* pre reads some x_i */
    const char **references; int reference_count;       /* of both: texts of its lines */
    int failed;                     /* it has errors */
    struct definition *next;        /* checked before it */
};

/* What one check knows, of which model_check sets the first five and network, simulate; the rest
 * begins as 0 and is filled by the part that its comment or name says. */
struct check {
    struct arena *arena;            /* of all that is made */
    struct diags *diags;
    const struct library *library;  /* where definitions and data are found; NULL: nowhere */
    const struct overrides *over;   /* of the command line, or NULL */
    struct experiment *e;           /* what comes of it */
    struct file *files;             /* all that were read; the experiment's is the first */
    struct definition *definitions; /* all that were checked, newest first */
    struct definition *dynamics;    /* that of e->model, or NULL */
    struct scope reported;          /* quantities, models, ... nobody knows */
    struct owned_scope observes;    /* by name; the index is that of e->observes */
    struct scope two_meanings;      /* names of observations that are the model's or a parameter's, too */
    struct owned_scope recorded;    /* and of e->recordings */
    struct scope all_recorded;      /* whoever owns them */
    struct scope broken;            /* words of lines that did not parse: they count as declared */
    int *spread;                    /* [quantity]: first exploration that gives it lists, -1: none; by spread_in */
    struct scope explored;          /* explorations by name */
    struct scope data_names;        /* of `data NAME =`; the index is that of [data] */
    struct named_data *data;    int data_count;         /* by check_data_names */
    struct matrix_leaf *leaves;     /* lists and files that expressions over nodes read, newest first (check_leaf.c) */
    struct scope label_of;          /* what files call the nodes; the index is the node */
    struct scope roles;             /* inputs that have a coupling */
    /* Parameters of the file that are axes of all explorations; by check_free_params. */
    const struct ast_stmt **free_axes;  int free_axis_count;
    /* The statements of e->observes, one for each, NULL in a cycle; by check_observes. */
    const struct ast_stmt **observed;   int observed_count;
    const struct ast_stmt *network, *simulate;      /* the first of each, or NULL */
    struct span duration_at, settle_at;     /* where their values were written */
    char *used;                     /* [quantity]: read by an observation */
    /* Free parameters with a formula, as declared; by check_free_params. */
    struct follower *followers; int follower_count;
    struct known *observed_units;   /* [observe]: their dimensions, as check_units comes to them */
    struct known *observer_units;   /* [observer]: of what it shows, likewise */
    struct set *sets;   int set_count;      /* of the command line */
    struct map set_of;              /* quantity -> the last of them */
    unsigned orphans;               /* kinds of blocks whose statements stand outside any */
    int open_nodes;                 /* their number could not be read */
    int table_count;                /* tables that were read */
    int lost_role;                  /* a coupling feeds an input that is none */
    int lost_graph;                 /* what a graph was said to be was not understood */
    int blind;                      /* part of the experiment is missing: unknown names
                                       are not the user's fault */
};

/* ------------------------------------------------------------------ places -- */

/* Reports statements and clauses that do not belong into this kind of block. */
void check_block(struct check *c, const struct ast_stmt *body, enum block where);

/* Whether a definition in a model lacks its name: 'param = 0.27 [nA]'. */
int is_nameless(const struct ast_stmt *s);

/* ------------------------------------------------------------------ wording -- */

/* Whether a message may still be one of those that are shown (words_matter). */
int wording_matters(const struct check *c);
/* "; did you mean 'a'?", "; <what> a, b and c", or "". Frees the collection. */
const char *offer_end(struct check *c, struct offer *o, const char *what);
/* The shortest text of a number, in the arena. */
const char *number_text(struct check *c, double x);
const char *expr_text(struct check *c, const struct ast_expr *e);
/* "one number", "2 x 3 numbers" */
const char *shape_text(struct check *c, const long *shape, int rank);
const char *symbol_kind_name(enum symbol_kind kind);        /* "a state" */

/* ------------------------------------------------------------------- names -- */

/* Declares a name: reports a reserved word, a dot, a second declaration. The
 * symbol, or NULL for a second declaration. */
struct symbol *scope_declare(struct check *c, struct scope *s, const char *name, struct span at,
                       enum symbol_kind kind, int index);
/* What keeps a name from being declared ("the time"), or NULL. */
const char *name_reserved(const char *name);
/* Was this name written in a line that did not parse? */
int name_is_broken(const struct check *c, const char *name);
void file_mark_broken(struct check *c, const struct file *f, struct span at);
/* Reports an unknown name at its first use: "unknown name 'x'" and [end]. */
void scope_unknown(struct check *c, struct scope *s, struct span at, const char *name,
                  const char *text);

/* ------------------------------------------------------------- expressions -- */

void builtin_offer(struct offer *o);

enum want { WANT_NUMBER, WANT_CONDITION };

/* How names and calls are understood while an expression is walked. The
 * callbacks report; they return what the name or call means, or NULL. */
struct walk {
    struct check *c;
    /* A name that is no argument. */
    const struct term *(*name)(struct walk *w, const struct ast_expr *e);
    /* A call of anything but an elementary function. */
    const struct term *(*call)(struct walk *w, const struct ast_expr *e);
    /* The value at one node or time; NULL: such things do not belong here. */
    const struct term *(*at)(struct walk *w, const struct ast_expr *e);
    struct scope *scope;            /* whose names are read, and where unknown ones are noted */
    const struct ast_expr *arguments;   /* of the function whose body this is */
    const struct term *const *values;   /* and what they stand for, in a coupling */
    int in_post, in_pre;            /* of a coupling */
    int output;                     /* in post: which of them */
    int in_dot;                     /* a matrix may stand here: it is a dot's own operand */
    const struct ast_expr *declared;    /* the number whose unit is that of all that is declared (unit_of_all), or NULL */
    struct definition *def;         /* the model or coupling it stands in; NULL in an experiment */
    const char *follows;            /* "parameter 'b'", which follows from parameters alone; NULL: it is no formula */
    const char *way_out;            /* of such: where what it cannot read may stand, a clause */
    void *user;                     /* the callbacks' own */
};

/* Checks an expression; returns what it means, or NULL when something was wrong
 * (and reported). */
const struct term *expr_check(struct walk *w, const struct ast_expr *e, enum want want);
/* The call of [f], with its kind, index and own type, where there are [least] to [most]
 * arguments (0: any number). */
const struct term *expr_call(struct walk *w, const struct ast_expr *e, struct term f, int least,
                             int most);
/* The same for a function of the language, of [most] arguments at most. */
const struct term *expr_builtin(struct walk *w, const struct ast_expr *e, const struct builtin *f, int most);
/* What a declared name reads. */
const struct term *expr_symbol(struct walk *w, const struct ast_expr *e, const struct symbol *y);
/* The time or pi, or NULL. */
const struct term *expr_constant(struct walk *w, const struct ast_expr *e);
/* The number of an argument in [list], or -1. */
int expr_argument(const struct ast_expr *list, const char *name);
/* Says that what is called is [what], "a state", and no function. */
void expr_no_function(struct check *c, const struct ast_expr *e, const char *what);
int  expr_has_time(const struct ast_expr *e);
/* What to write for a name or call of another language: the whole message, or NULL. */
const char *expr_foreign(struct check *c, const struct ast_expr *e);
/* The first name in an expression that is no constant, or NULL. */
const struct ast_expr *expr_free_name(const struct ast_expr *e);
int expr_size(const struct ast_expr *e);        /* nodes of the tree */

/* Names of a definition's own scope. */
const struct term *scope_name(struct walk *w, const struct ast_expr *e);
const struct term *scope_call(struct walk *w, const struct ast_expr *e);

/* ------------------------------------------------------------------- order -- */

/* Quantities that depend on each other, by number. */
struct order {
    int count;                      /* as order_open was given */
    const char **names;             /* [count]; with `at` set by who opened it, for messages */
    struct span *at;
    int **edges, *edge_counts;      /* [count]: what each depends on; by order_edge */
    int *in_cycle;                  /* [count]; set by order_sort */
    char *is_function;              /* [count]; set by who opened it, for messages */
};

void order_open(struct order *o, struct arena *a, int count);
void order_edge(struct order *o, struct arena *a, int from, int to);
/* All numbers so that each stands behind what it depends on; cycles are
 * reported, each once, and cut. */
int *order_sort(struct order *o, struct check *c);
/* Reports what would be too large once everything it names is written out in
 * full. [own] is the size of each by itself; the first [shared] are computed once
 * and count as 1 where they are named. */
void order_limit(const struct order *o, struct check *c, const int *sorted, const int *own,
                 int shared);

/* ---------------------------------------------------------------- formulas -- */

/* Whether the value of a declaration names something, or calls what is no elementary function. */
int  formula_is(const struct ast_stmt *s);
/* Reads those of a definition as [w] reads names, when those are declared and its functions read. [sound]: it has no errors. */
void check_formulas(struct definition *d, const struct walk *w, int sound);
/* Those of parameters of the file and of explorations, when all are declared. */
void check_free_formulas(struct check *c);
/* Notes what the latter read as used. */
void formulas_used(struct check *c);
/* The quantities of the derived [params] of [d], which an experiment takes. */
void formulas_adopt(struct check *c, const struct definition *d, const struct param *params);
/* Units of those from [first] in experiment.derived on that say none. */
void formulas_units(struct check *c, int first);
/* Values of all, and what follows from the axes and settings of explorations. After the explorations. */
void check_derived(struct check *c);
/* The unit that a formula gives what declares none, or NULL. */
struct formula_names;
const char *units_of_formula(struct check *c, const struct term *t, const struct formula_names *names);

/* --------------------------------------------------------------- constants -- */

/* What runtime/setting reads by, with the functions, files and names of [c]; NULL: it only looks, and reports nothing. */
struct reader check_reader(struct check *c);
/* What a quantity takes. */
struct taker quantity_taker(const struct check *c, const struct quantity *q);
/* The functions of setting/constant.h, read so. The value of a constant expression in [unit] (NULL: it has none); 0
 * after an error. */
int const_value(struct check *c, const struct ast_expr *e, const char *unit, double *out);
/* The same, finite; [what] names it in the message. */
int const_finite(struct check *c, const struct ast_expr *e, const char *unit,
                 const char *what, double *out);
/* A whole number from [least] on. */
int const_whole(struct check *c, const struct ast_expr *e, const char *what, long least, long *out);
/* A seed: any whole number of 64 bits. */
int const_key(struct check *c, const struct ast_expr *e, int64_t *out);
/* [lo, hi] of a clause; [may_be_one]: they may be equal. */
int const_range(struct check *c, const struct ast_expr *list, const char *unit,
                double *lo, double *hi, int may_be_one);
/* A list, maybe of lists: its values in the arena and their shape. */
int const_list(struct check *c, const struct ast_expr *list, const char *unit,
               struct data *out);
/* The unit a declaration gives its value, or NULL. */
const char *unit_of(const struct ast_stmt *s);
/* The number whose bracket, the last of the declaration, is the unit of all of it, or NULL. */
const struct ast_expr *unit_of_all(const struct ast_stmt *s);
/* The first unit in an expression, or NULL. */
const char *unit_within(const struct ast_expr *e);
/* Reports a number whose bare unit is a name, too. */
void unit_or_name(struct check *c, const struct ast_expr *number);
/* Warns of a unit that is spelt in the wrong case. */
void unit_judge(struct check *c, const struct ast_stmt *s);
/* Whether what stands without brackets [at] is a unit; else an error. [number]: that in front of it, or NULL. */
int unit_is_sound(struct check *c, const char *unit, struct span at, const struct ast_expr *number);

/* ------------------------------------------------------------------- parts -- */

struct file *file_add(struct check *c, const struct source *src, const struct ast *tree,
                      int errors);
/* The definition called [name], or NULL after an error at [at]. */
struct definition *definition_find(struct check *c, enum ast_kind kind, const char *name, struct span at);
/* The observer of a name, or NULL: there is none, which nobody is told. Offers all. */
struct definition *definition_observer(struct check *c, const char *name, struct span at);
void offer_observers(struct check *c, struct offer *o);
/* What a 'use' statement names, a model, else a coupling, else an observer; NULL after an error. */
struct definition *definition_used(struct check *c, const struct ast_stmt *use);
/* Checks a definition of a file, which is not done twice. Returns the first of its kind and name:
 * [s], where it is no repetition. */
const struct ast_stmt *definition_check(struct check *c, struct file *f, const struct ast_stmt *s);
/* A data file, looked for next to the .mass file first. */
/* The folder of a file with its slash: "" for the current one. */
const char *folder_of_text(struct check *c, const char *path);
int check_data(struct check *c, const struct ast_expr *string, struct data *out);
/* What a result that [string] names recorded last of the states [names] at [point] (ending_read); where it is, or NULL
 * after an error. */
const char *check_result(struct check *c, const struct ast_expr *string, const char *const *names, int count, long point, struct ending *out);
/* The same as check_data where rows and columns may have names. */
int check_matrix(struct check *c, const struct ast_expr *string, struct data *out);
/* The same where one list is wanted: that of a table with one row. */
int check_data_list(struct check *c, const struct ast_expr *string, struct data *out);
/* Is it a file that holds one number? */
int is_one_number(const struct ast_expr *e, const struct data *v);


/* check_table.c -- the points of `table f(x) = ...`; NULL after an error. */
const struct point_table *check_table(struct check *c, const struct ast_stmt *s);
/* Its value at [x]. */
const struct term *table_value(struct check *c, const struct ast_stmt *s, const struct point_table *l, const struct term *x);
/* check_mode.c -- the statement 'modes' of a model, before all others. */
void check_modes(struct check *c, struct definition *d);
/* A list or file as the value of [q], a parameter or state of a model with [modes]; 0 after an error. [matrix]: it may
 * be one. mode_set: the same where a network or a run gives it to a quantity that has modes. */
int  mode_values(struct check *c, const struct ast_expr *e, int modes, int matrix, const char *what, struct quantity *q);
void mode_set(struct check *c, struct quantity *q, const struct ast_expr *value);
/* Which names that lines define vary over the modes, and are made of several. */
void mode_find(struct definition *d);
/* A call of [f], of which [own] is what its value varies over whatever is passed, with its own type. */
const struct term *mode_applied(struct check *c, const struct function *f, const struct term *t, over_set own);
/* OVER_MODE where the model that is read has modes, else 0. */
int  mode_over(const struct walk *w);
/* dot, and reductions over modes, in equations: whether a call is one; what it means. */
int  mode_is_call(const struct walk *w, const struct ast_expr *e);
const struct term *mode_call(struct walk *w, const struct ast_expr *e);
const struct term *mode_dot(struct walk *w, const struct ast_expr *e);
/* "x[i-1]", "x[0]" */
const struct term *mode_index(struct walk *w, const struct ast_expr *e);
void check_model(struct check *c, struct definition *d);
void check_coupling(struct check *c, struct definition *d);
void check_param(struct check *c, struct definition *d, const struct ast_stmt *s);
void check_references(struct check *c, struct definition *d);
/* Judges the arguments of a function; how many there are. */
int  check_arguments(struct check *c, const struct ast_stmt *s);
/* A derived quantity or function of a coupling, written out; [values] are the checked
 * arguments. NULL after an error. */
/* Reports a coupling that grew too large, once. */
int helper_is_too_large(struct check *c, struct definition *d);
const struct term *helper_value(struct walk *w, struct symbol *y, const struct term *const *values);
/* What argument [n] of the one being written out stands for. */
const struct term *helper_argument(struct walk *w, int n);
void definition_unused(struct check *c, const struct definition *d);
/* Warns of quotients that are 0/0 in the ranges of states, and writes their lines anew. */
void definition_limits(struct check *c, const struct definition *d);

void check_network(struct check *c);
void network_remarks(struct check *c);          /* inputs that nothing feeds */
void check_noise(struct check *c);
void check_noise_scheme(struct check *c);       /* what hangs on the scheme and on keys; behind the settings */
/* A setting of the last term that is no quantity; 0: it is none. */
int  noise_setting(struct check *c, const struct ast_expr *assign);
void noise_offers(struct offer *o, const struct check *c);
/* The triangle L of the matrix of correlation L*L' of [n] of [what], "node" (0: nobody knows how many); NULL after an error. */
const double *check_correlation(struct check *c, const struct ast_expr *e, const char *what, int n);
void check_draws_file(struct check *c, struct noise *z, const struct ast_expr *value);   /* draws = "file" */
void check_recorded(struct check *c);           /* does it fit? after the explorations */
/* Whether the number of nodes was written where something was wrong. */
int  nodes_unsure(const struct check *c);
/* The number of a part of the model that is simulated, or -1. */
int  model_part(const struct check *c, const char *name, enum symbol_kind kind);
/* The state a statement of the network names, or -1 after an error. */
int  network_state(struct check *c, const struct ast_expr *name);
/* Those that a list names, each once; how many. */
int  network_states(struct check *c, const struct ast_expr *names, int **states);
/* The first statement of a kind in the file or in its network, or NULL; a second one is an error. */
const struct ast_stmt *file_only(struct check *c, enum ast_kind kind);
const struct ast_stmt *network_only(struct check *c, enum ast_kind kind);
/* Visits the statements of a kind: those of the file, which have no owner, then those of each exploration. */
typedef void check_statement(struct check *c, const struct ast_stmt *s, struct exploration *owner);
void check_each(struct check *c, enum ast_kind kind, check_statement *visit);
/* [sure]: the number of nodes is known. */
void check_stimuli(struct check *c, int sure);
/* Whether a call is one of data, and the value of such a one in a stimulus. */
int samples_are(const struct ast_expr *call);
const struct term *samples_call(struct walk *w, const struct ast_expr *e, int sure);
/* The couplings of the network, behind its graphs. */
void check_coupling_uses(struct check *c);
/* The parameters of a definition become quantities [prefix].NAME of [kind], and [params] those of its owner. */
void params_adopt(struct check *c, const struct definition *d, enum quantity_kind kind, const char *prefix, int index, struct param **params,
                  int *count);
void check_simulate(struct check *c);
/* "simulate heun with dt = 0.1 ms, duration = 1 s", with another duration; of a map with steps. */
const char *simulate_example(struct arena *a, enum scheme scheme, const char *duration);
/* The time that observations are looked at: of a map a whole number of steps; 0 after an error. */
int  time_value(struct check *c, const struct ast_expr *e, double *out);
/* As it is written: "500 ms", of a map "500". */
const char *time_text(struct check *c, double time);
/* Sets duration, steps, transient or coupling by its name, maybe dotted; 0: no such setting. */
int  simulate_set(struct check *c, const char *name, const struct ast_expr *assign);
void check_times(struct check *c);              /* after all settings */
/* Lists written for each node, whose length could not be judged before. */
void check_lengths(struct check *c);

void check_free_params(struct check *c);        /* opens the explorations that own some */
void check_explorations(struct check *c);
/* Reads the axis a statement puts on a quantity; 0 after an error. */
int  check_axis(struct check *c, const struct ast_stmt *s, int quantity, struct axis_decl *out);
int  axis_is_value(const struct ast_stmt *s);
int  axis_is_form(const char *name);            /* "grid", ... */
struct entry;
int  axis_form_at(int i, struct entry *out);    /* form [i] of the table; 0 behind the last */
/* A distribution with its parameters; 0 after an error. */
int  check_law(struct check *c, const struct ast_expr *call, const char *unit,
               struct random_law *out);
/* A distribution of single numbers, for trials; or NULL. */
const struct draw *check_draw(struct check *c, const struct ast_expr *call, const char *unit);
/* An observation while it is read; the [user] of its walk. */
struct sampled;
struct observed_line {
    const struct observe *self;
    int within;                     /* inside a reduction over time */
    int reductions;                 /* over time, so far */
    struct sampled *names;          /* of the reduction, or of what stands outside of them */
};
/* A call of a row of reduction.def; "x at node 3", "x at 500 ms". */
const struct term *reduce_call(struct walk *w, const struct ast_expr *e);
const struct term *reduce_at(struct walk *w, const struct ast_expr *e);
void check_observes(struct check *c);
/* check_driven.c -- what is an observer's own of a model: in front of its equations; behind them. */
void check_drives(struct check *c, struct definition *d);
void check_out(struct check *c, struct definition *d);
/* What else a call of that name would mean, or NULL. */
const char *observer_name_taken(const char *name);
/* What to say of the name of an observer where it stands for nothing; NULL: there is none such. */
const char *observer_elsewhere(struct check *c, const char *name);
/* The exploration in which a quantity takes more than one number, or NULL: the owner's, or any; what it has values for. */
const struct exploration *observed_spread(struct check *c, const struct observed_line *r, int quantity);
over_set observed_over(struct check *c, const struct observed_line *r, int quantity);
/* The observers of all lines, whose quantities may be set; before the explorations are read. */
void check_observers(struct check *c);
/* A call in an observation: whether it is that of an observer; what that shows. */
int  observer_is_call(const struct walk *w, const struct ast_expr *e);
const struct term *observer_call(struct walk *w, const struct ast_expr *e);
/* Products fuse in their equations as in those of a model. */
void observers_fuse(struct experiment *e, struct arena *a);
/* What the line [s] names that is no observation itself: read as in one, at the place the line
 * says; NULL after an error. [line] is when the line looks at it, as written; [names] takes
 * what the name says of that. */
const struct term *observed_name(struct check *c, struct exploration *owner, const struct ast_expr *name,
                                 const struct ast_stmt *s, const struct sampling *line, struct sampled *names);
/* Whether another line reads it. */
int  observe_is_used(struct check *c, int observe);
/* Whether a row is listed, and whose it is: NULL, the file's. */
typedef int listed_row(const struct experiment *e, int row, const struct exploration **owner);
/* The list of an exploration, and where its length stands. */
typedef int **exploration_list(struct exploration *x, int **count);
/* The numbers of the rows that each exploration has, the file's and its own, ascending. */
void list_owned(struct check *c, int rows, listed_row *row, exploration_list *list);
void check_records(struct check *c);            /* after the observations */
/* Whether an observation that is made of all trials of a point holds nothing else; 0 after an error. */
int  trials_fit(struct check *c, const struct observe *o, const struct term *t);
/* Whether an exploration has the trials that [t] is made of, a column or recording called [name]. */
void judge_trials(struct check *c, const struct exploration *x, const char *name, struct span at, const struct term *t);
/* The clauses every, from and to. */
struct sampling sampling_of(struct check *c, const struct ast_stmt *s);
/* What the names read by an expression say of the times they are looked at. */
struct sampled {
    struct sampling when;               /* together; as of a line without clauses where none says anything */
    const char *every_of, *from_of, *to_of;     /* the first name that says so */
};
struct sampled sampled_open(void);
/* Adds name [o], read at [at]: an error where it differs from others in what [line] does not say itself. */
void sampled_add(struct check *c, struct sampled *names, const struct sampling *line, const struct observe *o, struct span at);
/* What [line] says, and what it leaves to the names it reads. */
struct sampling sampled_when(const struct sampling *line, const struct sampled *names);
int  sampling_is_all(const struct sampling *when);      /* no clause: every step */
void check_columns(struct check *c);            /* after the observations */
void check_units_word(struct check *c, const struct ast_stmt *body, int *strict);   /* `units strict` */
void check_units(struct check *c);              /* when all is checked and sound */
void check_unused_params(struct check *c);
void warn_columns(struct check *c);             /* what is observed and makes no column */

/* ---------------------------------------------------------------- settings -- */

int  quantity_add(struct check *c, struct quantity q);
/* As model_find, but a name is reported once and a blind checker is silent. */
int  quantity_find(struct check *c, const struct exploration *x, const char *name, struct span at);
/* The quantity with exactly this path that [x] sees, or -1. */
int  quantity_at(const struct experiment *e, const struct exploration *x, const char *path);
/* The only quantity whose path is [name] or ends in it, or -1; [count] says how many do. */
int  quantity_called(const struct experiment *e, const struct exploration *x, const char *name,
                     int *count);
/* Sets a quantity to a constant expression. */
void quantity_set(struct check *c, int quantity, const struct ast_expr *value);
/* The settings of a "with" clause, whose names begin with [prefix]. */
void check_with(struct check *c, const struct ast_stmt *s, const char *prefix, const char *what);
void check_sets(struct check *c);
void check_axis_overrides(struct check *c);
void check_key_override(struct check *c);
/* What one --record of the command line says; NULL after an error. */
const struct ast_stmt *override_record(struct check *c, const char *text);
/* Whether the command line runs that exploration. */
int  override_chooses(const struct check *c, const struct exploration *x);
/* Warns of settings that an axis makes useless. */
void check_swept_sets(struct check *c);

/* A parameter of the file or of an exploration whose value is a formula. */
struct follower {
    const struct ast_stmt *stmt;
    int quantity;                   /* index into experiment.quantities */
};

/* A quantity that --set gave a value. */
struct set {
    int quantity;                   /* index into experiment.quantities */
    struct span at;                 /* of the name in the option's text */
    int earlier;                    /* of the same quantity, or -1 */
};
#endif
