/* run_log.c -- the steps of massc run in its log: check, base simulation, explorations.
 *
 * The base simulation is that of the declared values: an exploration without axes and
 * trials, of which `run`, in a file that explores nothing, is one.
 */
#include "run_log.h"
#include "base/number.h"

static const char *plural(long n)
{
    return n == 1 ? "" : "s";
}

static int is_base(const struct session *s, const struct exploration *x)
{
    return s->e->simulate.present && x->axis_count == 0 && x->trials == 0;
}

/* "0.198 ms", "2.5 s" */
struct took { char text[40]; };

static struct took took(double seconds)
{
    struct took t;
    snprintf(t.text, sizeof t.text, seconds < 1 ? "%.3g ms" : "%.3g s", seconds < 1 ? seconds*1e3 : seconds);
    return t;
}

/* "3.5 ms" */
static const char *in_unit(const struct session *s, double value, char out[NUMBER_SHORTEST + 8])
{
    char text[NUMBER_SHORTEST];
    snprintf(out, NUMBER_SHORTEST + 8, "%s %.6s", number_shortest(text, value, 0), s->e->simulate.unit);
    return out;
}

static void log_check(struct runlog *log, const struct session *s)
{
    const struct simulate *m = &s->e->simulate;
    char duration[NUMBER_SHORTEST + 8], dt[NUMBER_SHORTEST + 8], transient[NUMBER_SHORTEST + 8];
    const char *real = s->e->single ? "f32" : "f64";
    if (!m->present) {
        runlog_step(log, "checked %s in %s: nothing is simulated, %s", s->path, took(s->pipe.parse_s).text, real);
        return;
    }
    if (m->is_map) {
        runlog_step(log, "checked %s in %s: %s, %ld step%s, transient %.0f, %d node%s, %s", s->path, took(s->pipe.parse_s).text,
                    scheme_names[m->scheme], m->steps, plural(m->steps), m->transient, s->e->nodes, plural(s->e->nodes), real);
        return;
    }
    double step = s->e->quantities[m->dt].value;
    long steps = number_steps(m->duration, step);
    runlog_step(log, "checked %s in %s: %s, %s in %ld step%s of %s, transient %s, %d node%s, %s", s->path,
                took(s->pipe.parse_s).text, scheme_names[m->scheme], in_unit(s, m->duration, duration), steps, plural(steps),
                in_unit(s, step, dt), in_unit(s, m->transient, transient), s->e->nodes, plural(s->e->nodes), real);
}

void log_opening(struct runlog *log, const struct session *s, const struct exploration *const *run, int count)
{
    int skipped = s->e->simulate.present;
    for (int i = 0; i < count; i++)
        skipped &= !is_base(s, run[i]);
    runlog_steps(log, 1 + skipped + count);
    log_check(log, s);
    if (skipped)
        runlog_step(log, "base simulation: skipped, nothing is recorded from it");
}

void log_exploration(struct runlog *log, const struct session *s, const struct exploration *x, const struct job *j)
{
    char shard[100] = "";
    if (j->shard.count)
        snprintf(shard, sizeof shard, ", shard %ld/%ld of %ld", j->shard.index, j->shard.count, j->space.points);
    if (is_base(s, x))
        runlog_step(log, "base simulation: %s%s", x->name, shard);
    else
        runlog_step(log, "exploration %s, %ld point%s%s", x->name, j->rows.points, plural(j->rows.points), shard);
}

void log_compiled(struct runlog *log, const struct exploration *x, const char *engine, double seconds)
{
    runlog_phase(log, "%s: %s compiled in %s", x->name, engine, took(seconds).text);
}

/* Where nothing is simulated, points are what counts. */
void log_sweep(struct runlog *log, const struct session *s, const struct job *j)
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
                 j->name, p->points, plural(p->points), size, s->e->single ? "f32" : "f64",
                 p->engine, p->lanes, plural(p->lanes), p->threads, plural(p->threads),
                 p->compile_s + p->simulate_s, rate);
}
