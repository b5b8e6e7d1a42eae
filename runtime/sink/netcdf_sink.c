/* netcdf_sink.c -- the NetCDF file of a run, written when all rows are there.
 *
 * libnetcdf takes as long to load as a small sweep to run. It is loaded on a thread of its
 * own (netcdf_preload), and rows are held until the run is over, so that a table is on the
 * screen before anybody waits for the library. A file of some size is written by libnetcdf
 * in a child process, which may crash where a disk fails.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include "contained.h"
#include "data/netcdf_library.h"
#include "held.h"
#include "netcdf_file.h"
#include "netcdf_table.h"

static int wanted(const struct table *t)
{
    return table_has(t, FORMAT_NETCDF);
}

/* A file that was asked for and cannot be written is an error, even where the CSV
 * file would say the same: what comes next may read the other one. */
static int refuse(const struct sink *s, struct fail *f)
{
    char *path = table_path(s->table, s->kind->suffix, f);
    if (path)
        fail(f, EXIT_SYSTEM, "cannot write %s: %s; %s writes the CSV file alone", path,
             netcdf_refusal(), s->table->no_netcdf_option);
    free(path);
    return -1;
}

/* ---- writing ---- */

struct writing {
    const struct table *table;
    struct atomic *file;
    struct held_table *rows;
    const struct spools *spools;
    int in_memory;
    const struct sink_files *files;     /* who hears of it */
};

static int give_rows(void *user, const struct slab *slabs, int count, struct fail *f)
{
    return netcdf_take(user, slabs, count, f);
}

static int write_all(struct writing *w, struct fail *f)
{
    struct netcdf *file = netcdf_open(w->table, w->file, w->in_memory, f);
    if (!file)
        return -1;
    if (held_replay(w->rows, give_rows, file, f)) {
        netcdf_abandon(file);
        return -1;
    }
    return netcdf_finish(file, w->spools, f);
}

/* In the child, which has the lock of the library from its parent. */
static int write_contained(void *user, struct fail *f)
{
    netcdf_unlock();
    return write_all(user, f);
}

/* In the parent. */
static void tell(void *user)
{
    const struct writing *w = user;
    sink_writing(w->files, w->file->path);
}

/* A child that died of a disk that failed has lost the reason. */
static int explain_death(const struct atomic *file, int number, const struct fail *said, struct fail *f)
{
    int error = number ? atomic_disk_error(file) : 0;
    if (said->code == EXIT_INTERRUPTED)
        return fail(f, said->code, "%s", said->text);
    return fail(f, EXIT_SYSTEM, "cannot write %s: %s", file->path, error ? strerror(error) : said->text);
}

static int write_aside(struct writing *w, struct fail *f)
{
    struct fail said = { .code = 0 };
    int number;
    netcdf_lock();              /* nobody else is in the library while it is copied */
    int status = contained_call(write_contained, tell, w, &number, &said);
    netcdf_unlock();
    atomic_relock(w->file);
    if (status && number)
        return explain_death(w->file, number, &said, f);
    if (status)
        return said.no_memory ? fail_memory(f, NULL) : fail(f, said.code, "%s", said.text);
    return 0;
}

/* The library is there, and what it can do is known. */
static int choose(struct writing *w)
{
    const struct netcdf_library *nc = netcdf_lock();
    if (!nc)
        return -1;
    w->in_memory = netcdf_bytes(w->table) <= NETCDF_IN_MEMORY && netcdf_file_has_images(nc);
    netcdf_unlock();
    return 0;
}

static int write_file(struct sink *s, struct atomic *file, const struct sink_files *files, struct fail *f)
{
    struct writing w = { .table = s->table, .file = file, .rows = s->self, .spools = s->to, .files = files };
    char *path = table_path(s->table, s->kind->suffix, f);
    int status = !path || choose(&w) ? -1 : atomic_open(file, path, f);
    if (!status && !file->temporary)
        status = fail(f, EXIT_SYSTEM, "cannot write %s: not a regular file", path);
    free(path);
    if (status)
        return netcdf_refusal() && !f->code ? refuse(s, f) : -1;
    return w.in_memory ? write_all(&w, f) : write_aside(&w, f);
}

/* ---- the sink ---- */

/* Where the library is known by now to be missing, nothing is computed in vain. */
static int open_sink(struct sink *s, struct fail *f)
{
    if (netcdf_refusal())
        return refuse(s, f);
    return held_sink_open(s, f);
}

static int commit(struct sink *s, struct sink_files *files, struct fail *f)
{
    struct atomic file = { .fd = -1 };
    int status = write_file(s, &file, files, f);
    if (status == 0)
        status = atomic_add(&files->group, &file, f);
    atomic_abandon(&file);
    held_sink_close(s);
    return status ? status : sink_list(files, s->kind->name, s->kind->suffix, NULL, f);
}

const struct sink_kind sink_netcdf = {
    .name = "netcdf", .suffix = "nc", .wanted = wanted, .open = open_sink, .take = held_sink_take, .commit = commit,
    .abandon = held_sink_close,
};
