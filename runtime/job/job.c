/* job.c -- one run, from what is asked to its files. */
#include "job.h"
#include <string.h>
#include <sys/resource.h>
#include "base/clock.h"
#include "base/folder_lock.h"
#include "job_shard.h"
#include "job_table.h"

int job_open(struct job *j, struct fail *f)
{
    if (space_open(&j->space, f) < 0)
        return -1;
    j->rows = j->space;
    return 0;
}

/* ---- what will be written ---- */

void job_add(struct job *j, const struct sink_kind *kind, void *to)
{
    if (j->sink_count == JOB_SINKS)
        guard_raise(EXIT_INTERNAL, "a job has more sinks than there is room for");
    j->sinks[j->sink_count++] = (struct sink){ .kind = kind, .to = to };
}

static int plan_files(struct job *j, struct fail *f)
{
    struct table *t = &j->table;
    t->dir = j->dir;
    t->formats = j->formats;
    t->compress = j->compress;
    t->no_netcdf_option = j->no_netcdf_option;
    t->attributes = j->attributes;
    t->attribute_count = j->attribute_count;
    if (!t->dir)
        return 0;
    for (const struct sink_kind *const *kind = j->file_kinds; *kind; kind++)
        if (!(*kind)->wanted || (*kind)->wanted(t))
            job_add(j, *kind, &j->spools);
    return table_check_files(t, &j->space, f);
}

int job_cuts_points(const struct job *j)
{
    return j->rows.part && !j->shard.count;
}

/* Where nothing is of one trial rows are points. */
static int are_points(const struct job *j)
{
    int all = j->result_count + j->series_count > 0;
    for (int i = 0; i < j->result_count; i++)
        all &= j->results[i].made != NULL;
    for (int i = 0; i < j->series_count; i++)
        all &= j->series[i].made != NULL;
    return j->rows.trials > 0 && !job_cuts_points(j) && (all || j->sweep.average);
}

int job_plan(struct job *j, struct fail *f)
{
    j->sweep.by_point = are_points(j);
    const struct space *rows = j->shard.count ? &j->space : &j->rows;
    table_of_run(j->title && !j->shard.count ? j->title : j->name, rows, j->sweep.by_point, j->results, j->result_count, j->arena,
                 &j->table);
    j->table.series = j->series;
    j->table.series_count = j->series_count;
    j->table.node_labels = j->node_labels;
    j->table.node_label_count = j->node_label_count;
    j->table.threads = j->sweep.threads;
    if (j->shard.count)
        shard_cut(j);
    return plan_files(j, f);
}

/* ---- running ---- */

/* Series that stand behind those of the table are of columns that wait for them. */
static int take_late(struct job *j, const struct slab *slabs, int count, struct fail *f)
{
    int status = 0;
    for (int i = 0; i < count && !status; i++) {
        struct slab slab = slabs[i];
        slab.series -= j->series_count;
        status = late_samples(&j->late, &slab, f);
    }
    return status;
}

static int give(void *user, const struct slab *slabs, int count, struct fail *f)
{
    struct job *j = user;
    int status = 0, is_series = count && slabs[0].series >= 0;
    for (int i = 0; i < j->sink_count && status == 0; i++)
        if (j->sinks[i].kind->takes_series == is_series)
            status = sink_take(&j->sinks[i], slabs, count, f);
    return status;
}

static int take(void *user, const struct slab *slabs, int count, struct fail *f)
{
    struct job *j = user;
    double begun = clock_seconds();
    int status = 0, is_series = count && slabs[0].series >= 0, waits = j->late.column_count > 0;
    if (is_series && slabs[0].series >= j->series_count)
        status = take_late(j, slabs, count, f);
    else if (is_series && j->spools.list && spools_take(&j->spools, slabs, count, f))
        status = -1;
    else if (!is_series && waits)
        status = late_rows(&j->late, slabs, f);
    else
        status = give(j, slabs, count, f);
    j->write_s += clock_seconds() - begun;
    return status;
}

/* Rows that waited for their columns. */
static int finish_late(struct job *j, struct fail *f)
{
    double begun = clock_seconds();
    int status = late_finish(&j->late, give, j, f);
    late_close(&j->late);
    j->write_s += clock_seconds() - begun;
    return status;
}

static int take_draws(void *user, int term, const void *normals, long count, struct fail *f)
{
    struct job *j = user;
    int status = 0;
    for (int i = 0; i < j->sink_count && status == 0; i++)
        status = sink_draws(&j->sinks[i], term, normals, count, f);
    return status;
}

static int wants_draws(const struct job *j)
{
    int wanted = 0;
    for (int i = 0; i < j->sink_count; i++)
        wanted |= j->sinks[i].kind->draws != NULL;
    return wanted;
}

static void show_compiled(void *user, const char *engine, double seconds)
{
    struct job *j = user;
    if (j->watch.compiled)
        j->watch.compiled(j->watch.user, engine, seconds);
}

static void show_progress(void *user, const struct progress *p)
{
    struct job *j = user;
    j->done = p->points_done;
    j->fraction = progress_part(p);
    if (j->watch.progress)
        j->watch.progress(j->watch.user, p);
}

static void show_compiling(void *user, const char *engine)
{
    struct job *j = user;
    if (j->watch.compiling)
        j->watch.compiling(j->watch.user, engine);
}

/* The attributes of the table are complete with it. */
static void set_engine(struct job *j)
{
    for (int i = 0; i < j->attribute_count; i++)
        if (strcmp(j->attributes[i].name, JOB_ENGINE) == 0)
            j->attributes[i].value = j->report.engines;
}

int job_begin(struct job *j, struct fail *f)
{
    struct sweep *s = &j->sweep;
    for (int i = 0; i < j->sink_count; i++)
        if (sink_open(&j->sinks[i], j->sinks[i].kind, &j->table, j->sinks[i].to, f) < 0)
            return -1;
    if (j->table.dir && j->table.series_count && spools_open(&j->spools, &j->table, f) < 0)
        return -1;
    if (j->late.column_count && late_open(&j->late, &j->table, j->table.dir, f) < 0)
        return -1;
    s->space = &j->rows;
    s->table = &j->table;
    s->take = take;
    s->noise_used = wants_draws(j) ? take_draws : NULL;
    s->compiled = show_compiled;
    s->progress = show_progress;
    s->compiling = show_compiling;
    s->user = j;
    if (j->watch.begin)
        j->watch.begin(j->watch.user);
    return 0;
}

int job_run(struct job *j, struct fail *f)
{
    if (job_begin(j, f) < 0)
        return -1;
    int status = sweep_run(&j->sweep, &j->report, f);
    if (status == 0 && j->late.column_count)
        status = finish_late(j, f);
    set_engine(j);
    return status;
}

int job_show(struct job *j, FILE *out, struct fail *f)
{
    int status = 0;
    for (int i = 0; i < j->sink_count && status == 0; i++)
        status = sink_show(&j->sinks[i], out, f);
    return status;
}

/* ---- ends ---- */

/* All that may fail comes before the first file gets its name. */
static int complete(struct job *j, struct fail *f)
{
    int status = spools_complete(&j->spools, f);
    j->files.writing = j->watch.writing;
    j->files.user = j->watch.user;
    for (int i = 0; i < j->sink_count && status == 0; i++)
        status = sink_commit(&j->sinks[i], &j->files, f);
    sink_writing(&j->files, NULL);
    return status;
}

static int name_files(struct job *j, struct fail *f)
{
    struct folder_lock lock;
    if (!j->dir)
        return atomic_group_commit(&j->files.group, f);
    if (folder_lock(&lock, j->dir, j->sweep.stop, j->watch.waits, j->watch.user, f) < 0)
        return -1;
    j->unlocked = lock.error;
    int status = atomic_group_commit(&j->files.group, f);
    folder_unlock(&lock);
    return status;
}

int job_commit(struct job *j, struct fail *f)
{
    double begun = clock_seconds();
    int status = complete(j, f) < 0 ? -1 : name_files(j, f);
    j->write_s += clock_seconds() - begun;
    j->committed = status == 0;
    return status;
}

/* ---- files of what is in memory ---- */

/* So many rows at a time, as they came. */
static int give_rows(struct job *j, const struct cells *cells, struct fail *f)
{
    enum { BATCH = 4096 };
    const struct table *t = &j->table;
    struct slab *slabs = ARENA_ARRAY(j->arena, struct slab, t->column_count + 1);
    for (long first = 0, count; first < t->rows; first += count) {
        count = t->rows - first < BATCH ? t->rows - first : BATCH;
        for (int c = 0; c < t->column_count; c++)
            slabs[c] = slab_of_rows(t, c, first, count, cells->column[c] + first*column_elements(&t->columns[c]));
        if (give(j, slabs, t->column_count, f))
            return -1;
    }
    return 0;
}

/* Of what is made of trials each row of a point has the same. */
static int give_series(struct job *j, const struct traces *traces, struct fail *f)
{
    const struct table *t = &j->table;
    for (int i = 0; i < t->series_count; i++) {
        long row = series_row(t, &t->series[i]), step = table_step(t, t->series[i].made);
        for (long k = 0; k < table_count(t, t->series[i].made); k++) {
            struct slab slab = slab_of_samples(t, i, k, 1, 0, t->series[i].samples, traces->series[i] + k*step*row);
            if (spools_take(&j->spools, &slab, 1, f))
                return -1;
        }
    }
    return 0;
}

int job_save(struct job *j, const struct job *of, const struct cells *cells, const struct traces *traces, struct fail *f)
{
    j->table = of->table;
    j->report = of->report;
    j->file_kinds = of->file_kinds;
    set_engine(j);
    if (plan_files(j, f) < 0)
        return -1;
    for (int i = 0; i < j->sink_count; i++)
        if (sink_open(&j->sinks[i], j->sinks[i].kind, &j->table, j->sinks[i].to, f) < 0)
            return -1;
    if (j->table.series_count && spools_open_made(&j->spools, &j->table, f) < 0)
        return -1;
    if (give_rows(j, cells, f) || give_series(j, traces, f))
        return -1;
    return job_commit(j, f);
}

void job_abandon(struct job *j)
{
    sink_files_close(&j->files);
    spools_close(&j->spools);
    late_close(&j->late);
    for (int i = 0; i < j->sink_count; i++)
        sink_abandon(&j->sinks[i]);
}

void job_close(struct job *j)
{
    job_abandon(j);
    space_close(&j->space);
}

/* ---- what it cost ---- */

static int64_t peak_bytes(void)
{
    struct rusage usage;
    return getrusage(RUSAGE_SELF, &usage) == 0 ? (int64_t)usage.ru_maxrss*1024 : 0;
}

const char *job_caution(const struct job *j, int which, char out[JOB_CAUTION])
{
    const struct sweep_report *p = &j->report;
    const char *points = p->points == 1 ? "point" : "points";
    if (which == JOB_DIVERGED && p->diverged)
        snprintf(out, JOB_CAUTION, "%ld of %ld %s left the finite numbers; see column status", p->diverged, p->points, points);
    else if (which == JOB_UNDEFINED && p->undefined)
        snprintf(out, JOB_CAUTION, "at %ld of %ld %s an observation is not a number; the first is in column '%s'", p->undefined,
                 p->points, points, j->table.columns[p->undefined_column].name);
    else
        return NULL;
    return out;
}

struct stats_row job_stats(const struct job *j)
{
    const struct sweep_report *report = &j->report;
    return (struct stats_row){
        .exploration = j->name, .engine = report->engine,
        .real = j->space.bytes == 4 ? "f32" : "f64", .lanes = report->lanes, .threads = report->threads,
        .points = report->points, .simulations = report->simulations, .steps = report->steps, .nodes = report->nodes,
        .node_steps = (int64_t)report->node_steps, .parse_s = j->parse_s, .lower_s = j->lower_s,
        .emit_s = j->emit_s, .compile_s = report->compile_s, .simulate_s = report->simulate_s,
        .write_s = j->write_s, .peak_bytes = peak_bytes(),
    };
}
