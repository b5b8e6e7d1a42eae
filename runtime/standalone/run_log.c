/* run_log.c -- the steps of a run in its log: what is simulated, base simulation, explorations. */
#include "run_log.h"
#include "base/number.h"
#include "base/text.h"

struct took log_took(double seconds)
{
    struct took t;
    snprintf(t.text, sizeof t.text, seconds < 1 ? "%.3g ms" : "%.3g s", seconds < 1 ? seconds*1e3 : seconds);
    return t;
}

/* "3.5 ms" */
static const char *in_unit(const struct run_about *m, double value, char out[NUMBER_SHORTEST + 8])
{
    char text[NUMBER_SHORTEST];
    snprintf(out, NUMBER_SHORTEST + 8, "%s %.6s", number_shortest(text, value, 0), m->unit);
    return out;
}

static void log_about(struct runlog *log, const char *what, const struct run_about *m)
{
    char duration[NUMBER_SHORTEST + 8], dt[NUMBER_SHORTEST + 8], transient[NUMBER_SHORTEST + 8];
    const char *real = m->single ? "f32" : "f64";
    if (!m->scheme) {
        runlog_step(log, "%s: nothing is simulated, %s", what, real);
        return;
    }
    if (m->is_map) {
        runlog_step(log, "%s: %s, %ld step%s, transient %.0f, %ld node%s, %s", what, m->scheme, m->steps, plural(m->steps),
                    m->transient, m->nodes, plural(m->nodes), real);
        return;
    }
    long steps = number_steps(m->duration, m->dt);
    runlog_step(log, "%s: %s, %s in %ld step%s of %s, transient %s, %ld node%s, %s", what, m->scheme,
                in_unit(m, m->duration, duration), steps, plural(steps), in_unit(m, m->dt, dt),
                in_unit(m, m->transient, transient), m->nodes, plural(m->nodes), real);
}

void log_opening(struct runlog *log, const char *what, const struct run_about *about, int base, int count)
{
    int skipped = about->scheme && base == 0;
    runlog_steps(log, 1 + skipped + count);
    log_about(log, what, about);
    if (skipped)
        runlog_step(log, "base simulation: skipped, nothing is recorded from it");
}

/* Nobody shall wonder that one of many shards takes as long as all. */
static void note_chain(struct runlog *log, const char *name, const struct job *j)
{
    const struct space *s = &j->space;
    int others = 0;
    if (j->shard.count < 2 || s->carry < 0 || space_chain_span(s) < s->points)
        return;
    for (int d = 0; d < s->dim_count - (s->trials > 0); d++)
        others |= d != s->carry && d != s->way && s->dims[d].size > 1;
    runlog_phase(log, "note: %s: no part of its rows holds whole chains along %s, so shard 0 has them all%s", name, s->dims[s->carry].name,
                 others ? "; that axis behind the others makes chains of neighbours" : "");
}

void log_exploration(struct runlog *log, const char *name, int is_base, const struct job *j)
{
    char shard[100] = "";
    if (j->shard.count)
        snprintf(shard, sizeof shard, ", shard %ld/%ld of %ld", j->shard.index, j->shard.count, j->space.points);
    if (is_base)
        runlog_step(log, "base simulation: %s%s", name, shard);
    else
        runlog_step(log, "exploration %s, %ld point%s%s", name, j->rows.points, plural(j->rows.points), shard);
    note_chain(log, name, j);
}

void log_compiled(struct runlog *log, const char *name, const char *engine, double seconds)
{
    runlog_phase(log, "%s: %s compiled in %s", name, engine, log_took(seconds).text);
}

/* Where nothing is simulated, points are what counts. */
void log_sweep(struct runlog *log, const struct job *j)
{
    const struct sweep_report *p = &j->report;
    double seconds = p->simulate_s > 0 ? p->simulate_s : 1e-9;
    char size[100] = "", rate[60];
    snprintf(rate, sizeof rate, "%.3g points/s", (double)p->points/seconds);
    if (p->steps > 0) {
        snprintf(size, sizeof size, " x %ld step%s x %ld node%s", p->steps, plural(p->steps), p->nodes,
                 plural(p->nodes));
        snprintf(rate, sizeof rate, "%.3g M node-steps/s", 1e-6*p->node_steps/seconds);
    }
    runlog_phase(log, "%s: %ld point%s%s, %s, %s, %d lane%s, %d thread%s: %.3g s, %s",
                 j->name, p->points, plural(p->points), size, j->space.bytes == 4 ? "f32" : "f64",
                 p->engine, p->lanes, plural(p->lanes), p->threads, plural(p->threads),
                 p->compile_s + p->simulate_s, rate);
}
