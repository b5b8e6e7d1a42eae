/* program.h -- one exploration of an experiment, lowered: the kernel as a circuit and what
 * its host must know of it: slots, arrays, results.
 */
#ifndef PROGRAM_H
#define PROGRAM_H
#include "ir/circuit.h"
#include "base/text.h"
#include "model/model.h"
#include "sink/trials.h"
#include "step.h"

/* Who reads a number of a point: what is simulated; else what looks at each step; else the end alone. */
enum program_reader { BY_STEPS, BY_OBSERVERS, AT_END };

/* One number a lane that the runtime fills in: an element of an axis' sample, the initial value of a state drawn for a
 * trial, or of a quantity that is data. By lower_inputs.c. */
struct program_slot {
    int axis;                   /* index into exploration.axes, or -1 */
    long element;               /* of the sample, row-major; or the node of a trial draw */
    int state;                  /* state of a trial draw, or -1 */
    int quantity;               /* that is data, or -1 */
    enum program_reader reader; /* by program_readers */
};

/* A column, or what one is made of. Listed before anything is lowered; [at] and the places of the leaves
 * behind everything (lower.c). */
struct program_result {
    const char *name, *unit, *doc;      /* of parts unit and doc are NULL */
    struct scale scale;         /* from the kernel's numbers to [unit]; of what is [made] from what that makes */
    int elements;               /* 1, or one for each place: */
    over_set places;            /* axes of the circuit that it has values for: of nodes, where there are several, of modes */
    int at;                     /* its first number among the kernel's results of a point; 0 where it is [made] */
    int observe;                /* row of experiment.observes; -1: a part of one, no column: */
    const struct term *part;            /* else NULL */
    const struct trials_value *made;    /* of the trials of a point: the kernel has its parts alone; or NULL */
    struct trials_leaf *leaves;         /* those of [made]; [at] is a result until it is that one's place */
    const struct trials_value *late;    /* of what is known when all samples have come, or NULL; [made] is a 0 then */
    const struct trials_late *lates;    /* [leaf of late] */
};

/* A recording that is made, by record.c: the kernel's streams of OUTPUT stand in their order. */
struct program_series {
    const struct recording *of;
    struct samples when;                /* in steps from time 0 (model_window) */
    int buffer;                 /* of the circuit */
    const struct term *const *values; int count;        /* that the kernel records: of what is made of trials the parts */
    const struct trials_value *made;    /* [count of the recording], or NULL */
    int keeps_nodes;            /* a sample of the kernel has values at each node */
    int keeps_modes;            /* ... for each mode */
    int is_hidden;              /* recorded for a column alone, behind all others */
};

/* How far the kernel looks back: quantities that are times, or lengths by a speed; -1: it has none. By lower_delay.c. */
struct program_delay {
    const char *name;                   /* whose delays they are */
    int times, speed;
    double value;                       /* of no quantity: ms */
    double most;                        /* ms: that was said of them, or INFINITY */
};

/* Numbers that the host fills in for each point, by lower_inputs.c where a value first asks for one. */
struct swept_input {
    int buffer;                         /* INPUT over lanes, or -1 */
    struct program_slot *first;         /* [slot of the buffer]: its first number; the others follow */
};

/* The same of the edges of a graph, or the numbers that are the same at all points. */
struct edge_input {
    struct swept_input swept;           /* INPUT over lanes and edges */
    int fixed;                          /* INPUT over edges, or -1 */
};

/* What a kernel that is called (engine/kernel_eval.h) is given and gives, by lower_eval. Buffers of the net, their
 * slots in the order of the model. */
struct program_eval {
    int clock;                          /* of the net: ticks when it is called */
    int states, inputs, params;         /* INPUT over lanes, nodes and modes; of matrices no number is read */
    int time;                           /* INPUT over lanes: one number, ms */
    int rates;                          /* OUTPUT: a unit of the state a ms */
    int watched;                        /* OUTPUT: the lets that are watched, in their order */
    int starts;                         /* OUTPUT: where those states begin that follow from parameters, */
    int *start_states, start_count;     /* [slot]: by their numbers */
    int d_states, d_inputs, d_params, d_rates;      /* their changes along the direction of the lane; -1: nobody asks */
};

/* All of it is set by program_lower, if nothing else is said, and lies in the arena, which the caller's
 * experiment and exploration must outlive. */
struct program {
    const struct experiment *e;
    const struct exploration *x;
    struct arena *arena;
    int bytes;                  /* of a number: 4 or 8 */
    int lanes;                  /* points of a block, a power of two */
    int nodes;                  /* 1 without a model */
    int modes;                  /* of each node; 1 where the model has none */
    int has_dynamics;           /* there is a model, and it is simulated */

    struct program_result *results; int result_count;   /* columns in order, behind them the parts */
    struct program_series *series; int series_count;
    struct recording **hidden; int hidden_count;        /* what columns reduce when all samples have come */
    int noise_count;            /* terms of the noise; 0 without dynamics */
    int dt_axis;                /* of simulate.dt, or -1 */
    unsigned char *is_data;     /* [quantity]: the host gives it, though no axis does. By lower_data.c, as ... */
    const char **why_fixed;     /* [quantity]: why it cannot be data, as the end of "PATH: ..."; NULL: it can */

    struct net net;                     /* the kernel; the passes of ir/ change it behind program_lower (pipeline.c) */
    struct swept_input point;           /* of all nodes */
    struct swept_input each;            /* of each node */
    struct swept_input each_mode, each_place;       /* of each mode; of each mode of each node */
    struct edge_input *of_edges;        /* [quantity]: of a graph's matrices the numbers of its edges */
    /* Numbers of buffers, or -1: */
    int fixed;                          /* INPUT over nodes, the same at all points */
    int fixed_modes, fixed_places;      /* INPUT over modes; over nodes and modes; as fixed */
    int matrices;                       /* INPUT over the edges between modes, as fixed */
    int *noises;                        /* [noise_count]: INPUT each, a stream: normals of a step; NULL before they are made */
    struct program_delay *delays; int delay_count;
    int ring;                           /* LIVE: what delayed couplings read, rows of the job; or -1 */
    int dead;                           /* LIVE over lanes: 0 while all was finite, NaN ever after */
    struct step_buffers step;           /* states and what follows them; y -1: no dynamics */
    struct program_eval *eval;          /* or NULL: a run */
    int *followers, follower_count;     /* LIVE: the states of observers */
    int node;                           /* axis of the net */
    int coupled;                        /* there are couplings, on axes of edges */
    int mode;                           /* the same of the modes; -1: there are none */
    /* What the host fills the inputs with, in the order of the table of buffers: */
    struct program_slot *slots; int slot_count;     /* numbers of each point */
    double *fixed_numbers; long fixed_count;        /* the same at all points */

    const char *calls;          /* by program_emit: the text for tcc, or NULL: it is the same */
};

/* What a kernel is made for: a run; the equations alone, without and with how they change. */
enum program_entry { ENTRY_RUN, ENTRY_EVAL, ENTRY_TANGENTS };

/* Set by who asks for the program; 0 at first. */
struct program_options {
    enum program_entry entry;
    int nodes;                  /* 0: those of the experiment */
    int lanes;                  /* a power of two; 0: chosen from the sizes */
    int one_row;                /* only one is run: lanes are for that */
    int by_calls;               /* tcc alone compiles it: lanes are for calls of primitives. By the pipeline */
    int most_expanded;          /* terms of a function that equations call again and again, beyond its first call, that are expanded
                                   and not a loop over two calls or more; 0: as many as compile at once, -1: any */
    int no_fold;                /* tests: constants are computed by the kernel */
    const char *data;           /* names of quantities that are data, commas between; DATA_ALL; NULL, DATA_SWEPT: none */
};

/* Lowers exploration [x] of an experiment without errors; into the arena, never NULL. */
struct program *program_lower(const struct experiment *e, const struct exploration *x,
                              struct program_options options, struct arena *a);
/* Says of each slot who reads it, in regions as they are: behind all passes. */
void program_readers(struct program *p);
/* Operations of all rows and steps, about; 0: nothing advances. Cuts of the space and what rows share are not known here. */
double program_work(const struct program *p);
/* Name in C of a function, [row] of builtins, the slot of a CALL: "m_exp". */
const char *kernel_function(int row);
/* The texts that are wanted: for compilers that optimise; of calls of vector primitives, for tcc, which
 * takes the other where there are too few lanes for those. */
enum program_texts { TEXT_OF_EXPRESSIONS = 1, TEXT_OF_CALLS = 2 };
/* Appends the kernel's C text from program.net; that of calls goes to program.calls, and where it is made and
 * wanted alone nothing is appended. [texts]: bits of program_texts. [templates]: folder that overrides the
 * embedded templates, or NULL; one that cannot be read raises code 3. */
void program_emit(struct program *p, const char *templates, unsigned texts, struct text *out);

/* A kernel among several in one C file. */
struct program_part {
    const char *symbol;         /* a constant of the file of that name is its struct kernel; in the program's arena */
    struct text text;           /* its own, behind what all share; freed by the caller */
};
/* Several of them: what all share and the parts stand in this order, then what ends them: no macro of theirs is left but
 * those of kernel.h. */
struct program_file {
    struct text shared, behind;         /* freed by program_file_free, as those of the parts */
    struct program_part *parts; int count;      /* in the arena */
};
/* Sets the file of [count] kernels, all of the same lanes, as texts of expressions. Names of the outermost level are of one
 * kernel each, and none of those that the texts [beside] have there (NULL behind the last, or NULL). */
void programs_emit(struct program *const *programs, int count, const char *templates, const char *const *beside,
                   struct program_file *out);
void program_file_free(struct program_file *f);
/* Lanes that suit several explorations in one file. */
int  programs_lanes(const struct experiment *e, const struct exploration *const *list, int count, const struct program_options *o);
#endif
