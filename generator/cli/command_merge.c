/* command_merge.c -- massc merge FOLDER [--out DIR]: pieces of tables into tables.
 *
 * All tables of the folder are looked at before the first is written.
 */
#include "driver.h"
#include "standalone/interrupt.h"
#include "merge/merge.h"
#include "sink/runlog.h"

struct merge_command {
    struct merge merge;
    struct runlog *log;
    const struct merge_set *now;    /* that is written */
};

static void show_writing(void *user, const char *path)
{
    struct merge_command *c = user;
    runlog_pause(c->log, PAUSE_WRITING, c->now->whole.name, path);
}

static int write_one(struct merge_command *c, struct merge_set *s, struct fail *f)
{
    const char *before = job_overwrites(&s->job);
    c->now = s;
    s->job.watch = (struct job_watch){ .writing = show_writing, .waits = tell_waiting, .user = c };
    runlog_step(c->log, "%s, %ld piece%s, %ld row%s", s->whole.name, s->count, s->count == 1 ? "" : "s", s->whole.rows,
                s->whole.rows == 1 ? "" : "s");
    if (before)
        runlog_phase(c->log, "%s", before);
    if (merge_write(s, f) < 0)
        return -1;
    runlog_phase(c->log, "wrote %s", job_files(&s->job));
    return 0;
}

static int merge_all(struct merge_command *c, const struct options *o, struct fail *f)
{
    struct merge *m = &c->merge;
    int status = merge_find(m, f);
    for (int i = 0; i < m->count && !status; i++)
        status = merge_plan(&m->sets[i], o->run.out ? o->run.out : m->folder, f);
    if (!status)
        runlog_steps(c->log, m->count);
    for (int i = 0; i < m->count && !status; i++)
        status = write_one(c, &m->sets[i], f);
    return status;
}

int command_merge(const struct options *o)
{
    struct arena arena = { 0 };
    struct fail f = { .code = 0 };
    struct merge_command c = { .merge = { .arena = &arena, .stop = interrupt_flag() } };
    if (o->operand_count != 1)
        return complain_usage("merge takes one folder of pieces: massc merge FOLDER [--out DIR]; see massc merge --help");
    interrupt_watch();
    c.merge.folder = o->operands[0];
    c.log = runlog_open(stderr, job_log_form(&o->run));
    int status = merge_all(&c, o, &f);
    runlog_close(c.log);
    merge_close(&c.merge);
    arena_free(&arena);
    if (status < 0 && *interrupt_flag())
        f = (struct fail){ .code = EXIT_INTERRUPTED, .text = "interrupted; what was there before is as it was" };
    return status < 0 ? complain(&f) : EXIT_OK;
}
