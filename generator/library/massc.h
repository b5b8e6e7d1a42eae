/* massc.h -- the neural-mass compiler as a library.
 *
 *   struct massc *m = massc_open("sweep.mass");
 *   massc_set(m, "noise.sigma=0");
 *   struct massc_result *r = massc_run(m, "g_sweep", NULL);
 *   const double *mean_S = r ? massc_values(r, massc_find(r, "mean_S")) : NULL;
 *   if (!mean_S)
 *       fputs(massc_error(m), stderr);
 *   massc_result_close(r);
 *   massc_close(m);
 *
 * Link with -lmassc; the static library also needs -llua5.4 libtcc_contained.a (beside
 * it) -lz -ldl -lpthread -lm. With -ltcc in its place libtcc may end the process where
 * memory runs out.
 * There is no global state: any number of objects may be in use, each by one
 * thread at a time, and different ones by different threads at the same time.
 * Only massc_cancel may be called by any thread at any moment. Nothing is printed
 * and no signal is caught. Errors are values: a call that fails returns -1 or
 * NULL, massc_code says which kind of error it was and massc_error what,
 * massc_diagnostic where. That holds for running out of memory (code 3) and for
 * a bug of massc itself (code 70) too: the process does not end, and the object
 * is as it was before the call.
 *
 * libtcc works for one thread at a time: a lock inside the library is held while it
 * translates one kernel, and while one is thrown away, and at no other moment. No
 * callback is called under it. Nothing else is shared between objects.
 *
 * Strings and arrays that are passed in are copied. Strings and arrays that are
 * returned belong to the object they were asked of. Those of a result live as long as
 * it does. Those of a model (massc_error, massc_diagnostic, massc_entry,
 * massc_exploration) live until the next call on that model that is not a question:
 * a text, a setting, a run. All pointers passed as objects must not be NULL, except
 * to the close functions.
 *
 * What is promised: functions keep their names, arguments and meanings, values of
 * enums and codes their numbers, members of structures their places. Later versions
 * add functions, and members at the end of structures; structures that a caller fills
 * in begin with their size for that. Structures that the library fills in are pointed to
 * and never copied by it into memory of a caller. Numbers of a result are the same bits
 * in all versions that say the same massc_version. Texts of messages may change.
 */
#ifndef MASSC_H
#define MASSC_H
#include <signal.h>         /* sig_atomic_t */
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#ifdef __GNUC__             /* massc_entry is a structure and a function, as in C */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
#endif
#endif

struct massc;               /* a .mass file with the settings made on it */
struct massc_result;        /* the table of one exploration, and its series */

/* As in "1.2.3"; lives as long as the program. */
const char *massc_version(void);

/* ---- a model ---- */

/* What the code of a call says. */
enum massc_codes {
    MASSC_OK = 0,
    MASSC_MODEL = 1,            /* the text or a setting has errors */
    MASSC_USAGE = 2,            /* a name or option nobody knows */
    MASSC_SYSTEM = 3,           /* a file, memory or compiler failed */
    MASSC_BUG = 70,             /* of massc itself */
    MASSC_STOPPED = 130
};

/* Reads and checks a file, or [len] bytes of text (models it uses are looked for
 * as if it lay in the working directory). NULL only when there is no memory for the
 * object: one with errors is returned too, massc_code tells. */
struct massc *massc_open(const char *path);
struct massc *massc_open_text(const char *text, size_t len);
void massc_close(struct massc *m);

/* Another text in the same object, for who writes while it runs: the name of its file, the settings and the log
 * stay. NULL reads the file anew. 0, or -1: there are errors, and the last text that had none stays where there was
 * one, so that runs go on with it. A text that is the same, under the same settings, costs a comparison. */
int massc_text(struct massc *m, const char *text, size_t len);

/* How the last call on [m] ended: one of massc_codes. */
int massc_code(const struct massc *m);
/* What went wrong, several lines with places and suggestions as the program
 * prints them, or ""; after success the warnings, if any. */
const char *massc_error(const struct massc *m);

/* The same for programs: message [i] of the last call, in the order of massc_error, a note behind what it hangs on; NULL
 * behind the last. After an error there is at least one. */
enum massc_severity { MASSC_ERROR, MASSC_WARNING, MASSC_NOTE };
struct massc_diagnostic {
    int severity;
    const char *file;           /* as it was opened or used, "<text>"; NULL: it lies in no text */
    int line, column;           /* from 1, columns in bytes; 0 where there is no file */
    int end_line, end_column;   /* behind its last byte */
    const char *text;           /* a sentence, without place and severity */
    const char *rule;           /* of a warning, "unused-param"; or NULL */
};
const struct massc_diagnostic *massc_diagnostic(const struct massc *m, int i);

/* From now on log(user, severity, line) gets each message as it is found, and as MASSC_NOTE what runs do: what was
 * compiled, by what, how long it took. From the thread of the call on [m]; NULL: nobody listens. The callback must not call
 * anything on [m] but massc_cancel. */
void massc_log(struct massc *m, void (*log)(void *user, int level, const char *line), void *user);

/* ---- what is in it ---- */

enum massc_kind {
    MASSC_QUANTITY,             /* what massc_set takes: "dynamics.a", "coupling.instant.G", "initial.S" */
    MASSC_STATE,
    MASSC_INPUT,                /* of the model, fed by couplings and stimuli */
    MASSC_WATCHED,
    MASSC_OBSERVATION,          /* a column of tables */
    MASSC_RECORDING,            /* a series of results */
    MASSC_EXPLORATION,
    MASSC_AXIS                  /* of all explorations, in their order */
};

/* What a quantity takes besides one number. */
enum massc_takes { MASSC_NODES = 1, MASSC_MODES = 2, MASSC_PAIRS = 4 /* of nodes, [to][from] */, MASSC_INTEGER = 8 /* and nothing else */ };

struct massc_entry {
    int kind;
    const char *name;           /* of a quantity its whole path */
    const char *alone;          /* a shorter name that means it, too; or NULL */
    const char *owner;          /* of an axis and of what an exploration declares: that exploration; or NULL */
    const char *unit, *doc;     /* or NULL; a pure number has no unit */
    int rank;                   /* 0 for a number. Of quantities: of the value they have; of axes: of a sample */
    long shape[4];              /* [rank], slowest first: states are [node][mode], weights [to][from] */
    double value;               /* of a plain run, in its unit; of a state where it starts. NAN: no single one */
    const double *values;       /* [product of shape], row-major; NULL: all are [value], or they are sparse */
    int64_t integer;            /* of a key its value, exactly */
    double lo, hi;              /* typical range, or -INFINITY, INFINITY */
    int takes;                  /* of a quantity: bits of massc_takes */
    int follows;                /* its value follows from other quantities, as long as nothing sets it */
    long samples;               /* of an axis */
};
/* By number from 0, in the order of the text; NULL behind the last. massc_find_entry: the number of what is
 * called so, for quantities also by any end of the path that is no other's; -1: there is none, or several. */
const struct massc_entry *massc_entry(const struct massc *m, int kind, int i);
int massc_find_entry(const struct massc *m, int kind, const char *name);
/* Nodes, and modes of each (1 without). */
long massc_nodes(const struct massc *m);
long massc_modes(const struct massc *m);
/* Rows of an exploration, NULL: the only one; -1 after an error. */
long massc_points(struct massc *m, const char *exploration);

/* Explorations by number from 0, in the order of the file; NULL behind the last. */
const char *massc_exploration(const struct massc *m, int i);

/* Settings hold for all later runs and texts; one with the same words before '=' takes the place of an older one. 0, or
 * -1: the setting was not taken.
 *   massc_set        "coupling.instant.G=0.7", also with a unit: "simulate.dt=0.1 ms"
 *   massc_set_array  [count] numbers, row-major, in the quantity's unit: a value for each node ([nodes]), each mode
 *                    ([modes]), both ([nodes*modes]), each pair of nodes ([to][from]); "initial.S", "graph.weights"
 *   massc_axis       "noise.sigma=grid(0, 1, 8)" adds or replaces an axis
 *   massc_key        key of the explorations' random numbers
 *   massc_precision  4 single, 8 double, 0 as the file says */
int massc_set(struct massc *m, const char *setting);
int massc_set_array(struct massc *m, const char *name, const double *values, long count);
int massc_axis(struct massc *m, const char *axis);
int massc_key(struct massc *m, int64_t key);
int massc_precision(struct massc *m, int bytes);

/* ---- a run ---- */

/* How far a run is. Set by massc_run for each call of watch, and there until that returns. */
struct massc_progress {
    const char *exploration;
    const char *engine;     /* whose kernel runs now: "tcc", "gcc", "clang"; "" before the first */
    long points, points_done;           /* rows; done: complete, in order */
    double steps, steps_done;           /* node-steps, of all points; of what is not simulated: points */
    double fraction;        /* of them done, 0 to 1 */
    long diverged;          /* points that left the finite numbers so far */
    double elapsed;         /* wall seconds since the first point began */
    double left;            /* to the end, by the speed of the last seconds; -1: not known yet */
    double speed;           /* steps a second, as long; 0: not known yet */
};

/* Set by the caller and looked at during massc_run alone; see there. */
struct massc_options {
    size_t size;            /* sizeof(struct massc_options); 0 stands for all down to watch */
    const char *engine;     /* "auto", "tcc", "gcc", "clang"; NULL: auto */
    int threads;            /* 0: one for each processor */
    int lanes;              /* points advanced together, a power of two; 0: chosen */
    void (*progress)(void *user, double fraction);      /* 0 to 1, from one thread; or NULL */
    void *user;             /* comes back with progress and watch */
    const volatile sig_atomic_t *stop;  /* nonzero: the run ends soon; or NULL */
    const char *point;      /* "3": runs this row alone, "-1" the last one; NULL: all rows */
    /* "V, W every 1 ms": records as if the file did; of what it records already the option has the last word.
     * NULL-terminated, or NULL: what the file says. */
    const char *const *record;
    void (*watch)(void *user, const struct massc_progress *p);          /* called as progress is, or NULL */
    /* "dynamics.a, coupling.c.G": quantities that the kernel is given as data, beside those on axes, so that steps may set
     * them; "all": all that can be. NULL: none. No bit of a result depends on it. */
    const char *data;
};

/* Runs an exploration ([name] NULL: the only one) and waits for it. The result is the caller's
 * to close, and outlives [m]. All members of [o] may be 0, and [o] NULL. The values do not
 * depend on them: those of a point are the same in a table of its own. NULL after an error. */
struct massc_result *massc_run(struct massc *m, const char *name, const struct massc_options *o);
void massc_result_close(struct massc_result *r);

/* Ends massc_run, or steps of a simulation, that are under way on [m]: they fail with MASSC_STOPPED within some
 * hundredths of a second. Nothing happens where none are: what begins later is not ended. From any thread or
 * signal handler; it takes no lock. [m] must be open. */
void massc_cancel(struct massc *m);

/* Writes the files that `massc run --out FOLDER --format FORMATS` would have written of this result: the same bytes,
 * but for the command line among the attributes of NetCDF. [formats]: "csv", "nc", "npy" with commas between them,
 * NULL: "csv,nc". All files or none. 0, or the code of an error, which massc_result_error says. Not by two
 * threads at once on the same result. */
int massc_save(struct massc_result *r, const char *folder, const char *formats);
const char *massc_result_error(const struct massc_result *r);       /* of the last massc_save, or "" */

/* ---- one simulation, step by step ----
 *
 * A row of an exploration, taken by hand. However the steps are cut into calls, what comes out is the same to the bit as
 * massc_run gives of this row, as long as nothing is set, given or restored between them. A simulation belongs to the
 * model it was opened from: its calls count as calls on that model (errors, threads, massc_cancel), and it is closed
 * before that. Of the model's later texts and settings it sees nothing. Several may be open.
 *
 *   struct massc_sim *s = massc_sim_open(m, "g_sweep", 3, NULL);
 *   while (s && massc_step(s, 10) == 0 && massc_sim_done(s) < massc_sim_steps(s))
 *       massc_state(s, state);
 *   massc_sim_close(s);
 */
struct massc_sim;

/* Row [point] of an exploration ([exploration] NULL: the only one; -1: the last row), before its first step. A run that settles, and
 * the rows that a carried one follows on, are run here. Options as of massc_run, but for point, threads, progress and
 * watch. NULL after an error. */
struct massc_sim *massc_sim_open(struct massc *m, const char *exploration, long point, const struct massc_options *o);
void massc_sim_close(struct massc_sim *s);

/* Takes [n] steps, or as many as are left. 0, or -1: of MASSC_STOPPED those that were taken are, and the next call goes on. */
int massc_step(struct massc_sim *s, long n);
/* Steps that were taken, and all of the duration and the transient before it ("simulate.duration" may be set
 * to any length). The time in ms, of a map in steps, is 0 where the transient ends. */
long massc_sim_done(const struct massc_sim *s);
long massc_sim_steps(const struct massc_sim *s);
double massc_sim_time(const struct massc_sim *s);
/* 0, or the step at which the state left the finite numbers: all steps count as done then. massc_restore leads back. */
long massc_sim_status(const struct massc_sim *s);

/* The state as [states][nodes][modes] doubles, in the units of the states, of single precision floats; sets [shape] and
 * returns 3. massc_state writes as many numbers; massc_set_state reads them, rounds them to the precision, and leaves
 * alone what delays look back to and what was observed. It refuses numbers that are not finite. */
int massc_sim_shape(const struct massc_sim *s, long shape[3]);
int massc_state(const struct massc_sim *s, double *out);
int massc_set_state(struct massc_sim *s, const double *in);

/* Sets a quantity from the next step on, in its unit: one number for all, or [count] as massc_set_array has them. It must
 * be data in the kernel: on an axis of the exploration, or named by `data` of the options. Before the first step the state
 * that starts from it is made anew, too; behind it all that was goes on. */
int massc_sim_set(struct massc_sim *s, const char *name, double value);
int massc_sim_set_array(struct massc_sim *s, const char *name, const double *values, long count);

/* Drives an input of the model from outside from the next step on, as another simulator at its side does: a value for each node
 * and mode, [count] as above, in the input's unit. It takes a stimulus whose value is one parameter, as data:
 *     stimulus outside on c = u with u = 0        and        .data = "stimulus.outside.u"
 * What couplings give the input is added to it. Within a step it stays. */
int massc_give_input(struct massc_sim *s, const char *input, const double *values, long count);

/* Normals of a noise ([name] NULL: the one without a name) for the next steps, in the place of those the run would
 * draw: [steps][massc_noise_width], a step's as [noisy state][node][mode]. Behind them the run draws again, what
 * it would have drawn there. Another call replaces what is not used yet; 0 steps: forget it. */
long massc_noise_width(const struct massc_sim *s, const char *name);       /* 0: there is no such noise */
int massc_give_noise(struct massc_sim *s, const char *name, const double *normals, long steps);

/* All that the steps to come depend on as bytes: state, the past that delays look back to, sums of what is observed, the
 * numbers that were set, the position in the noise. Returns how many bytes that is, and writes them where [size] is
 * enough; [out] may be NULL. massc_restore takes them back, into this simulation or one of the same model, precision,
 * time step and lanes, in this process or another of this machine's kind. Series that were recorded stay. */
size_t massc_snapshot(const struct massc_sim *s, void *out, size_t size);
int massc_restore(struct massc_sim *s, const void *snapshot, size_t size);

/* Watched quantities, observations that are not reduced over time, states: what the text or `record` of the options says
 * to record. How many samples of series [i] there are so far; the last one of a series, as [state][node][mode] of those
 * that it has, NAN before the first, which is the first step behind time 0. */
long massc_sim_samples(const struct massc_sim *s, int i);
int massc_watched(struct massc_sim *s, const char *name, double *out);

/* Its table, of one row, and its series: for the functions below, without copying. The simulation's own, for as long as it
 * is open; pointers to values stay the same. Samples come with the steps, and are NAN before; results are NAN until
 * all steps are done, and are made by this call then. NULL after an error. */
const struct massc_result *massc_sim_result(struct massc_sim *s);

/* ---- its table ----
 *
 * A row is a point of the space; the last dimension varies fastest. Columns are
 * the axes in order of declaration, "trial" if there are trials, the
 * observations, and "status": the step at which a point left the finite numbers,
 * or 0. A cell is one number, or an array of massc_shape; a key is two numbers.
 */
long massc_rows(const struct massc_result *r);
int  massc_columns(const struct massc_result *r);
int  massc_find(const struct massc_result *r, const char *name);     /* column, or -1 */

/* Of column [i]; NULL and 0 for a column that does not exist, so that
 * massc_values(r, massc_find(r, name)) is safe. Unit and doc may be NULL. */
const char *massc_name(const struct massc_result *r, int i);
const char *massc_unit(const struct massc_result *r, int i);
const char *massc_doc(const struct massc_result *r, int i);
int  massc_shape(const struct massc_result *r, int i, long shape[4]);   /* returns the rank, up to 4; a key's is 1 */
long massc_elements(const struct massc_result *r, int i);               /* of one cell */
/* [rows][elements], row-major; in single precision every value is a float. */
const double *massc_values(const struct massc_result *r, int i);
/* What number [x] of a column is called where its numbers count names, of "way" 0 is "up" and 1 "down"; else NULL. */
const char *massc_value_name(const struct massc_result *r, int i, double x);

/* Dimensions of the table, slowest first: rows is the product of their sizes. NULL and 0 for one
 * that does not exist. */
int  massc_dims(const struct massc_result *r);
const char *massc_dim_name(const struct massc_result *r, int d);
long massc_dim_size(const struct massc_result *r, int d);

/* ---- its series ----
 *
 * What is recorded is a series: of each row an array over time, states, nodes and modes, those of
 * them that it has, slowest first. It is all in memory, 8 bytes a number, for as long as the
 * result is: rows x samples x states x nodes x modes x 8 bytes. A run whose series the machine has no
 * memory for is an error, code 3, that says how much it would be; "every" in the file, or fewer
 * points, make it less.
 *
 *   int V = massc_find_series(r, "V");
 *   const double *x = massc_series_values(r, V);        [row][time][state][node][mode]
 *   long samples = massc_series_size(r, V, 0);
 *   double last = massc_series_time(r, V, samples - 1); ms
 */
int  massc_series_count(const struct massc_result *r);
int  massc_find_series(const struct massc_result *r, const char *name);     /* or -1 */
/* Of series [i]; NULL and 0 for one that does not exist. Unit and doc may be NULL; where
 * there are states each has its own. */
const char *massc_series_name(const struct massc_result *r, int i);
const char *massc_series_unit(const struct massc_result *r, int i);
const char *massc_series_doc(const struct massc_result *r, int i);
/* Its own dimensions, at most four: "time", "state", "node", "mode". In front of them stands the
 * row, or, since rows are the product of these, the dimensions of the table. */
int  massc_series_dims(const struct massc_result *r, int i);
const char *massc_series_dim_name(const struct massc_result *r, int i, int d);
long massc_series_size(const struct massc_result *r, int i, int d);
/* Coordinates: when sample [k] was taken, in ms from the end of the transient, NAN where there
 * is none; name, unit and doc of state [k]. Nodes are counted from 0. */
double massc_series_time(const struct massc_result *r, int i, long k);
const char *massc_series_state(const struct massc_result *r, int i, int k);
const char *massc_series_state_unit(const struct massc_result *r, int i, int k);
const char *massc_series_state_doc(const struct massc_result *r, int i, int k);
/* [rows][its dimensions], row-major; in single precision every value is a float. From the step
 * at which its point left the finite numbers on samples are NAN. */
const double *massc_series_values(const struct massc_result *r, int i);

/* ---- labels ----
 *
 * How columns and series lie along the dimensions of the table, for who makes arrays with labels of them, as
 * NetCDF files have. 0, -1 and NULL for what does not exist.
 */
enum massc_column_kind { MASSC_COLUMN_AXIS, MASSC_COLUMN_RESULT, MASSC_COLUMN_STATUS, MASSC_COLUMN_TRIAL };
int  massc_column_kind(const struct massc_result *r, int i);
int  massc_column_integer(const struct massc_result *r, int i);         /* all its numbers are whole */
/* Whether its numbers differ along dimension [d] of the table: those of an axis along its own alone, of what is made of
 * trials not along theirs. */
int  massc_column_along(const struct massc_result *r, int i, int d);
int  massc_series_along(const struct massc_result *r, int i, int d);
/* Dimension [k] of its cells: "node" or "mode", which all results share, or NULL: one of its own. */
const char *massc_cell_dim(const struct massc_result *r, int i, int k);
/* Whether its dimension [d], of its own, is the same for all series that have one of that name. */
int  massc_series_shares(const struct massc_result *r, int i, int d);
const char *massc_series_time_unit(const struct massc_result *r, int i);    /* "ms", of maps "steps" */
const char *massc_node_name(const struct massc_result *r, long k);          /* NULL: nodes have numbers alone */

#ifdef __cplusplus
#ifdef __GNUC__
#pragma GCC diagnostic pop
#endif
}
#endif
#endif
