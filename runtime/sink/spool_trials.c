/* spool_trials.c -- series when all has come, and what is made of the scratches of all trials. */
#include "spool_parts.h"
#include "trials_series.h"

/* A series between its two arrays. */
struct way {
    const struct spool *runs;
    struct spool *to;
};

/* Floats grow to doubles where they lie, from the last on. */
static int read_run(void *user, long run, long first, long count, double *out, struct fail *f)
{
    const struct spool *s = ((struct way *)user)->runs;
    long n = count*s->sample;
    if (spool_read(s, run*s->row + first*s->sample, n, out, f))
        return -1;
    for (long i = n - 1; i >= 0 && s->size == sizeof(float); i--)
        out[i] = (double)((const float *)out)[i];
    return 0;
}

static int put_point(void *user, long point, long first, long count, const double *from, struct fail *f)
{
    struct spool *s = ((struct way *)user)->to;
    return spool_put(s, point, first*s->sample, from, count*s->sample, f);
}

static int make(struct spools *s, int i, struct fail *f)
{
    struct way way = { &s->runs[i], &s->list[i] };
    const struct trials_store store = {
        .user = &way, .points = way.to->rows, .trials = way.to->rows > 0 ? way.runs->rows/way.to->rows : 1,
        .read = read_run, .put = put_point
    };
    if (trials_make_series(&s->table->series[i], &store, f) || spool_flush(way.to, f))
        return -1;
    spool_close(&s->runs[i]);                   /* its room on the disk is free again */
    return 0;
}

int spools_complete(struct spools *s, struct fail *f)
{
    for (int i = 0; s->list && i < s->table->series_count; i++) {
        int is_made = s->table->series[i].made != NULL && !s->is_made;
        if (spool_end(is_made ? &s->runs[i] : &s->list[i], f) || (is_made && make(s, i, f)))
            return -1;
    }
    return 0;
}
