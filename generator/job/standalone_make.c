/* standalone_make.c -- see standalone_make.h. */
#include "standalone_make.h"
#include <string.h>
#include "base/version.h"
#include "emit/names.h"
#include "file.h"
#include "job_build.h"
#include "provenance.h"
#include "standalone_names.h"

int standalone_open(struct standalone_made *m, struct pipeline *p, const struct experiment *e, const struct exploration *const *list,
                    int count, int *blamed, struct fail *f)
{
    *m = (struct standalone_made){ .list = list, .count = count, .jobs = ARENA_ARRAY(&p->arena, struct job, count) };
    for (*blamed = 0; *blamed < count; ++*blamed) {
        struct job *j = &m->jobs[*blamed];
        build_job(e, list[*blamed], &p->arena, j);
        if (job_open(j, f) < 0)
            return -1;
    }
    return 0;
}

/* "g_sweep_kernel", one a file. */
static void emit_apart(struct standalone_made *m, struct pipeline *p, const struct experiment *e)
{
    struct names names;
    m->kernels.parts = ARENA_ARRAY(&p->arena, struct program_part, m->count);
    m->kernels.count = m->count;
    names_open(&names, &p->arena);
    p->is_kept = 1;
    for (int i = 0; i < m->count; i++) {
        m->programs[i] = pipeline_emit(p, e, m->list[i], &m->kernels.parts[i].text);
        m->kernels.parts[i].symbol = names_take(&names, arena_print(&p->arena, "%s_kernel", m->list[i]->name));
    }
}

void standalone_kernels(struct standalone_made *m, struct pipeline *p, const struct experiment *e, int in_one_file,
                        const char *const *beside)
{
    m->programs = ARENA_ARRAY(&p->arena, struct program *, m->count);
    if (in_one_file)
        pipeline_emit_several(p, e, m->list, m->count, beside, m->programs, &m->kernels);
    else
        emit_apart(m, p, e);
}

/* Numbers of recorded normals, by the term. */
static const long *given_of(const struct program *g, struct arena *a)
{
    long *given = ARENA_ARRAY(a, long, g->noise_count + 1);
    for (int i = 0; i < g->noise_count; i++) {
        const struct data *d = &g->e->noises[i].draws;
        given[i] = d->values ? 1 : 0;
        for (int k = 0; d->values && k < d->rank; k++)
            given[i] *= d->shape[k];
    }
    return given;
}

static void set_exploration(struct standalone_made *m, int i, const struct provenance *from, struct arena *a,
                            struct standalone_exploration *out)
{
    const struct program *g = m->programs[i];
    struct job *j = &m->jobs[i];
    build_kernel(g, text_string(&m->kernels.parts[i].text), j);
    provenance_add(from, g->e, m->list[i], j);
    m->extents[i] = (struct standalone_extent){ .kernel = m->kernels.parts[i].symbol, .is_apart = !m->kernels.shared.len, .slots = g->slot_count,
                                                .fixed = g->fixed_count, .given = given_of(g, a) };
    *out = (struct standalone_exploration){ .job = *j, .axes = j->space.axes, .series = j->series, .late_series = j->late.series,
                                            .attributes = j->attributes, .about = build_about(g->e) };
}

static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

int standalone_tables_of(struct standalone_made *m, struct pipeline *p, const struct experiment *e, const char *command, struct fail *f)
{
    struct arena *a = &p->arena;
    struct provenance from;
    struct standalone_exploration *all = ARENA_ARRAY(a, struct standalone_exploration, m->count);
    if (provenance_open(&from, command, e, NULL, a, f) < 0)
        return -1;
    m->extents = ARENA_ARRAY(a, struct standalone_extent, m->count);
    for (int i = 0; i < m->count; i++)
        set_exploration(m, i, &from, a, &all[i]);
    m->program = (struct standalone){ .title = e->model ? e->model->name : e->name, .file = file_name(e->src->path),
                                      .stem = file_stem(e->src->path, a), .version = MASSC_VERSION, .command = from.command,
                                      .run_id = from.run_id, .explorations = all, .count = m->count };
    standalone_names(e, m->list, m->programs, m->count, a, all, &m->program);
    return 0;
}

void standalone_close(struct standalone_made *m)
{
    for (int i = 0; m->jobs && i < m->count; i++)
        job_close(&m->jobs[i]);
    program_file_free(&m->kernels);
}
