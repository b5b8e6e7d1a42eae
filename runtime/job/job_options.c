/* job_options.c -- the table of what a run takes, and what it does to a job. */
#include <stdlib.h>
#include <string.h>
#include "job_shard.h"
#include "option.h"

/* More than any machine has, and still no overflow anywhere. */
enum { THREADS_MAX = 1024, LANES_MAX = 64, TRIALS_MAX = 1000000, SHARDS_MAX = 1000000 };

static const struct option_choice engines[] = {
#define X(NAME, name) { name, ENGINE_##NAME },
    ENGINES(X)
#undef X
    { NULL, 0 }
};

static const struct option_choice precisions[] = { { "f32", 4 }, { "f64", 8 }, { NULL, 0 } };

static const struct option_choice formats[] = {
    { "csv", FORMAT_CSV }, { "nc", FORMAT_NETCDF }, { "npy", FORMAT_NPY }, { NULL, 0 }
};

static const struct option_choice logs[] = {
    { "bar", RUNLOG_BAR }, { "lines", RUNLOG_LINES }, { "json", RUNLOG_JSON }, { "none", RUNLOG_NONE }, { NULL, 0 }
};

#define FIELD(name) offsetof(struct job_options, name)

const struct option job_options[] = {
    { "--set", "path=value", "sets a quantity: --set coupling.instant.G=0.7",
      JOB_ASKS | JOB_IS_READY | JOB_QUESTION, OPTION_LIST, FIELD(sets), 0, NULL },
    { "--axis", "path=axis", "adds or replaces an axis: --axis 'noise.sigma=grid(0,1,8)'",
      JOB_ASKS | JOB_IS_READY | JOB_QUESTION, OPTION_LIST, FIELD(axes), 0, NULL },
    { "--key", "N", "key of the explorations' random numbers",
      JOB_ASKS | JOB_IS_READY | JOB_QUESTION, OPTION_INTEGER, FIELD(key), 0, NULL },
    { "--trials", "N", "simulates every point N times, whatever the file says",
      JOB_ASKS | JOB_IS_READY | JOB_QUESTION, OPTION_COUNT, FIELD(trials), TRIALS_MAX, NULL },
    { "--real", NULL, "precision of all numbers; default: as the file says, of eval f64",
      JOB_ASKS | JOB_QUESTION | JOB_EVALUATES, OPTION_CHOICE, FIELD(real), 0, precisions },
    { "--record", "V[,W...]", "records states, watched quantities, observations: --record 'V, W every 1 ms'",
      JOB_ASKS | JOB_QUESTION, OPTION_LIST, FIELD(records), 0, NULL },
    { "--point", "I", "runs one row of the sweep, as `massc space` counts them from 0; -1 is the last",
      JOB_IS_READY | JOB_RUNS | JOB_QUESTION, OPTION_INTEGER, FIELD(point), 0, NULL },
    { "--shard", "I/N", "runs the I-th of N about equal parts of the rows, I from 0; massc merge joins them",
      JOB_IS_READY | JOB_RUNS | JOB_QUESTION, OPTION_SHARE, FIELD(shard), SHARDS_MAX, NULL },
    { "--out", "DIR", "folder of the results; default: out/<file>",
      JOB_IS_READY | JOB_RUNS, OPTION_TEXT, FIELD(out), 0, NULL },
    { "--no-files", NULL, "prints the tables and writes nothing",
      JOB_IS_READY | JOB_KEEPS_FILES, OPTION_FLAG, FIELD(no_files), 0, NULL },
    { "--no-netcdf", NULL, "of each result writes the CSV file alone",
      JOB_IS_READY | JOB_RUNS | JOB_FORM, OPTION_FLAG, FIELD(no_netcdf), 0, NULL },
    { "--format", NULL, "files of each result; default: csv,nc",
      JOB_IS_READY | JOB_RUNS | JOB_FORM, OPTION_SET, FIELD(formats), 0, formats },
    { "--compress", "0..9", "how hard to compress the NetCDF file; default: 0, not at all",
      JOB_IS_READY | JOB_RUNS | JOB_FORM, OPTION_LEVEL, FIELD(compress), 9, NULL },
    { "--threads", "N", "threads; default: one for each processor this process may use",
      JOB_IS_READY | JOB_RUNS, OPTION_COUNT, FIELD(threads), THREADS_MAX, NULL },
    { "--engine", NULL, "compiler of the kernel; auto starts on tcc and changes over where that pays",
      JOB_RUNS | JOB_EVALUATES, OPTION_CHOICE, FIELD(engine), 0, engines },
    { "--lanes", "N", "points advanced together, a power of two; default: from the sizes",
      JOB_WRITES_KERNEL, OPTION_POWER, FIELD(lanes), LANES_MAX, NULL },
    { "--stats", "FILE.json", "writes sizes and times of every exploration",
      JOB_IS_READY | JOB_RUNS, OPTION_TEXT, FIELD(stats), 0, NULL },
    { "--strict", NULL, "exit code 4 when a point leaves the finite numbers or gives NaN",
      JOB_IS_READY | JOB_RUNS, OPTION_FLAG, FIELD(strict), 0, NULL },
    { "--quiet", NULL, "no run log, no progress",
      JOB_IS_READY | JOB_RUNS, OPTION_FLAG, FIELD(quiet), 0, NULL },
    { "--progress", NULL, "how far it is, on stderr; default: bar on a terminal, else lines",
      JOB_IS_READY | JOB_RUNS, OPTION_CHOICE, FIELD(progress), 0, logs },
    { "--save-noise", "FILE.npy", "keeps the normals that were used; of noise 'a' in FILE.a.npy",
      JOB_RUNS, OPTION_TEXT, FIELD(save_noise), 0, NULL },
    { "--load-noise", "FILE.npy", "takes these normals instead of drawing them; of noise 'a' FILE.a.npy's",
      JOB_RUNS | JOB_QUESTION, OPTION_TEXT, FIELD(load_noise), 0, NULL },
};

struct option_table job_option_table(int takers, struct job_options *fields)
{
    return (struct option_table){ job_options, sizeof job_options/sizeof *job_options, takers, fields };
}

int job_formats(const struct job_options *o)
{
    int wanted = (o->formats ? o->formats : FORMAT_CSV | FORMAT_NETCDF) & ~(o->no_netcdf ? FORMAT_NETCDF : 0);
    wanted = wanted ? wanted : FORMAT_CSV;
    return wanted | (o->formats || !(wanted & FORMAT_NETCDF) ? FORMAT_LONG_TEXT : 0);
}

int job_check_compress(const struct job_options *o, const char *compress, const char *format, struct fail *f)
{
    if (!o->compress || job_formats(o) & FORMAT_NETCDF)
        return 0;
    return fail(f, EXIT_USAGE, "'%s' is for the NetCDF file, and none is written; leave it out, or %s%s%s", compress,
                o->no_netcdf ? "ask for that file" : "add nc to '", o->no_netcdf ? "" : format, o->no_netcdf ? "" : "'");
}

enum runlog_form job_log_form(const struct job_options *o)
{
    return o->quiet ? RUNLOG_SILENT : (enum runlog_form)o->progress;
}

static int take_point(struct job *j, const char *dashes, const char *point, struct fail *f)
{
    const struct space whole = j->rows;
    long row = 0;
    if (space_index(&whole, strtol(point, NULL, 10), &row, f) < 0)
        return fail_in_front(f, "%spoint: ", dashes);
    space_part(&whole, row, 1, &j->rows);
    j->title = arena_print(j->arena, "%s.point.%ld", j->name, row);
    return 0;
}

int job_take_part(struct job *j, const char *dashes, const struct job_options *o, struct fail *f)
{
    const char *given = o->point ? "point" : "save_noise";
    if (o->shard && (o->point || o->save_noise))
        return fail(f, EXIT_USAGE, o->point ? "%s%s is one row and %sshard many; leave one of them out"
                    : "%s%s keeps the noise of all rows; leave out %sshard, or save it in a run of its own", dashes,
                    !o->point && *dashes ? "save-noise" : given, dashes);
    if (o->shard && j->rows.part)
        return fail(f, EXIT_USAGE, "%sshard cuts a whole space, and this one is a slice; leave one of them out", dashes);
    if (o->shard)
        shard_take(j, strtol(o->shard, NULL, 10), strtol(strchr(o->shard, '/') + 1, NULL, 10));
    return o->point ? take_point(j, dashes, o->point, f) : 0;
}

void job_take_options(struct job *j, const struct job_options *o)
{
    j->dir = o->no_files ? NULL : o->out;
    j->formats = job_formats(o);
    j->compress = o->compress;
    j->sweep.engine = (enum engine)o->engine;
    j->sweep.threads = o->threads;
}
