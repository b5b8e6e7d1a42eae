/* massc_save.c -- the files of a result that is in memory. */
#include <stdio.h>
#include <string.h>
#include "job/provenance.h"
#include "massc_result.h"

struct saving {
    struct massc_result *r;
    const char *folder, *formats;
    struct arena arena;             /* of all that the files alone need */
    struct job job;
    struct fail fail;
};

/* What was asked, with the formats as they are asked now. */
static int take_formats(struct saving *w, struct job_options *o)
{
    const struct option_table table = job_option_table(JOB_RUNS, o);
    *o = w->r->asked;
    return w->formats ? option_give(option_find(&table, "format"), "formats", w->formats, o, &w->fail) : 0;
}

static void save(void *user)
{
    struct saving *w = user;
    struct massc_result *r = w->r;
    const char *const chosen[] = { r->asked_of, NULL };
    struct job_options o;
    struct provenance from;
    if (take_formats(w, &o) < 0)
        return;
    w->job = (struct job){ .name = r->job.name, .title = r->job.title, .arena = &w->arena, .rows = r->job.rows,
                           .dir = w->folder, .formats = job_formats(&o), .no_netcdf_option = "nc in the formats" };
    if (provenance_open(&from, NULL, r->kernel->of->e, &r->job.rows, &w->arena, &w->fail) < 0)
        return;
    from.options = provenance_options(&o, r->asked_of ? chosen : NULL, &w->arena);
    provenance_add(&from, r->kernel->of->e, r->kernel->x, &w->job);
    job_save(&w->job, &r->job, &r->cells, &r->traces, &w->fail);
}

int massc_save(struct massc_result *r, const char *folder, const char *formats)
{
    struct saving w = { .r = r, .folder = folder, .formats = formats };
    struct guard g;
    if (guard_call(&g, save, &w) < 0) {
        w.fail.code = g.code;
        snprintf(w.fail.text, sizeof w.fail.text, "%s", g.text);
    }
    job_abandon(&w.job);
    arena_free(&w.arena);
    r->fail = w.fail;
    return w.fail.code;
}

const char *massc_result_error(const struct massc_result *r)
{
    return r->fail.code ? r->fail.text : "";
}
