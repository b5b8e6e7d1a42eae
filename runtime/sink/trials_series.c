/* trials_series.c -- see trials_series.h. A piece of the time is read of each run of a point in
 * turn and folded.
 */
#include "trials_series.h"
#include <stdlib.h>
#include <string.h>

enum { PIECE_BYTES = 8 << 20 };         /* of what is folded at once, at least a sample */

/* A series on its way. */
struct making {
    const struct trials_store *store;
    const struct trials_value *made;
    const struct scale *scales;         /* as of the series */
    long samples, states, nodes, parts; /* samples: of a point; nodes: places of a sample of a run */
    long kept_nodes;                    /* of what is made: as many, or 1 */
    long piece;                         /* samples at once */
    double *read;                       /* of a piece of one run */
    struct trials_fold *folds;          /* [sample of the piece][leaf][node] */
    double *kept;                       /* [the same][trial], where a leaf keeps its numbers; else NULL */
    double *leaves, *work, *out;        /* of one sample, [leaf][node]; room for its operations; of a piece */
};

/* The leaf of a number [sample][leaf][node]. */
static const struct trials_leaf *leaf_of(const struct making *m, long number)
{
    return &m->made->leaves[number/m->nodes % m->made->leaf_count];
}

/* What a run gives for it. */
static double number_at(const struct making *m, long number)
{
    long sample = number/m->nodes/m->made->leaf_count;
    return m->read[(sample*m->parts + leaf_of(m, number)->at)*m->nodes + number % m->nodes];
}

static void add_run(struct making *m, long trial, long samples)
{
    for (long i = 0; i < samples*m->made->leaf_count*m->nodes; i++) {
        enum trials_kind kind = leaf_of(m, i)->kind;
        if (trials_keeps(kind))
            m->kept[i*m->store->trials + trial] = number_at(m, i);
        else
            trials_add(kind, &m->folds[i], number_at(m, i), trial);
    }
}

static double leaf_at(const struct making *m, long number)
{
    enum trials_kind kind = leaf_of(m, number)->kind;
    return trials_keeps(kind) ? trials_of_all(m->kept + number*m->store->trials, m->store->trials)
                              : trials_folded(kind, &m->folds[number], m->store->trials);
}

/* The values of a sample. */
static void evaluate(struct making *m, long sample)
{
    long numbers = m->made->leaf_count*m->nodes;
    for (long i = 0; i < numbers; i++)
        m->leaves[i] = leaf_at(m, sample*numbers + i);
    for (long v = 0; v < m->states; v++) {
        const double *made = trials_evaluate(&m->made[v], m->nodes, m->leaves, m->work);
        double *out = m->out + (sample*m->states + v)*m->kept_nodes;
        for (long node = 0; node < m->kept_nodes; node++)
            out[node] = m->scales ? scale_take(m->scales[v], made[node], 0) : made[node];
    }
}

static int make_piece(struct making *m, long point, long first, long count, struct fail *f)
{
    const struct trials_store *s = m->store;
    for (long trial = 0; trial < s->trials; trial++) {
        if (s->read(s->user, point*s->trials + trial, first, count, m->read, f))
            return -1;
        add_run(m, trial, count);
    }
    for (long sample = 0; sample < count; sample++)
        evaluate(m, sample);
    return s->put(s->user, point, first, count, m->out, f);
}

static int make_points(struct making *m, struct fail *f)
{
    for (long point = 0; point < m->store->points; point++)
        for (long first = 0; first < m->samples; first += m->piece)
            if (make_piece(m, point, first, m->samples - first < m->piece ? m->samples - first : m->piece, f))
                return -1;
    return 0;
}

static int open_making(struct making *m)
{
    int keeps = 0, ops = 1;
    for (int k = 0; k < m->made->leaf_count; k++)
        keeps |= trials_keeps(m->made->leaves[k].kind);
    for (long v = 0; v < m->states; v++)
        ops = m->made[v].op_count > ops ? m->made[v].op_count : ops;
    double each = (double)sizeof *m->folds + (keeps ? (double)m->store->trials : 0)*sizeof(double) + 2*sizeof(double);
    double bytes = each*(double)m->made->leaf_count*(double)m->nodes;
    m->piece = bytes < PIECE_BYTES ? (long)(PIECE_BYTES/bytes) : 1;
    if (m->piece > m->samples)
        m->piece = m->samples > 0 ? m->samples : 1;
    size_t numbers = (size_t)(m->piece*m->made->leaf_count*m->nodes);
    m->read = calloc((size_t)(m->piece*m->parts*m->nodes) + 1, sizeof *m->read);
    m->folds = calloc(numbers + 1, sizeof *m->folds);
    m->kept = keeps ? calloc(numbers*(size_t)m->store->trials + 1, sizeof *m->kept) : NULL;
    m->leaves = calloc((size_t)(m->made->leaf_count*m->nodes) + 1, sizeof *m->leaves);
    m->work = calloc((size_t)ops*(size_t)m->nodes, sizeof *m->work);
    m->out = calloc((size_t)(m->piece*m->states*m->kept_nodes) + 1, sizeof *m->out);
    return m->read && m->folds && (m->kept || !keeps) && m->leaves && m->work && m->out ? 0 : -1;
}

int trials_make_series(const struct series *s, const struct trials_store *store, struct fail *f)
{
    struct making m = { .store = store, .made = s->made, .scales = s->scales, .samples = s->samples, .states = s->state_count ? s->state_count : 1,
                        .nodes = trials_places(s), .kept_nodes = series_places(s), .parts = trials_parts(s->made) };
    int status = open_making(&m) ? fail_memory(f, NULL) : make_points(&m, f);
    free(m.read);
    free(m.folds);
    free(m.kept);
    free(m.leaves);
    free(m.work);
    free(m.out);
    return status;
}

long trials_places(const struct series *s)
{
    return s->run_places ? s->run_places : series_places(s);
}

long trials_sample(const struct series *s)
{
    return trials_parts(s->made)*trials_places(s);
}
