/* along.c -- values of a variable along one of its dimensions.
 *
 * In the file states and nodes lie inside of time, so that one curve alone reads every place of
 * the file between its values. Whoever asks for such neighbors one after the other, piece by piece, finds
 * them in the block that was read for the first: the file is read once, not once a curve.
 */
#include "plan.h"
#include <string.h>

/* What lies inside of a stretch of one dimension, of one place of the dimensions outside. */
struct plan_block {
    int variable, dim;                  /* variable -1: nothing was read yet */
    long first, count, inner;           /* values[count][inner] */
    struct indices outside;
    double *values;
    long room;
};

enum { BLOCK_MOST = 1 << 21 };          /* numbers */

/* Where [dim] lies among the dimensions of a variable, or -1; [inner]: places inside of it. */
static int level_of(const struct plan *p, const struct result_variable *v, int dim, long *inner)
{
    int level = -1;
    *inner = 1;
    for (int k = 0; k < v->rank; k++) {
        if (level >= 0)
            *inner *= p->r->dims[v->dims[k]].size;
        if (v->dims[k] == dim)
            level = k;
    }
    return level;
}

long gather_piece(const struct plan *p, int variable, int dim)
{
    long inner;
    level_of(p, &p->r->variables[variable], dim, &inner);
    return inner > BLOCK_MOST ? PLAN_PIECE : BLOCK_MOST/inner < PLAN_PIECE ? BLOCK_MOST/inner : PLAN_PIECE;
}

static int holds(const struct plan *p, const struct plan_block *b, int variable, int dim, int level,
                 const struct indices *spot, long first, long count)
{
    const struct result_variable *v = &p->r->variables[variable];
    if (b->variable != variable || b->dim != dim || b->first != first || b->count != count)
        return 0;
    for (int k = 0; k < level; k++)
        if (b->outside.at[v->dims[k]] != spot->at[v->dims[k]])
            return 0;
    return 1;
}

static int read_block(struct plan *p, struct plan_block *b, int variable, int dim, int level, const struct indices *spot,
                      long first, long count)
{
    const struct result_variable *v = &p->r->variables[variable];
    long from[RESULT_RANK], size[RESULT_RANK];
    for (int k = 0; k < v->rank; k++) {
        from[k] = k < level ? spot->at[v->dims[k]] : k == level ? first : 0;
        size[k] = k < level ? 1 : k == level ? count : p->r->dims[v->dims[k]].size;
    }
    if (b->room < count*b->inner) {
        b->room = count*b->inner;
        b->values = ARENA_ARRAY(p->arena, double, b->room);
    }
    b->variable = -1;
    if (result_read(p->r, variable, from, size, b->values, p->f) < 0)
        return -1;
    b->variable = variable;
    b->dim = dim;
    b->first = first;
    b->count = count;
    b->outside = *spot;
    return 0;
}

static int take_from_block(struct plan *p, int variable, int dim, int level, long inner, const struct indices *spot,
                           long first, long count, double *out)
{
    const struct result_variable *v = &p->r->variables[variable];
    long at = 0;
    if (!p->block) {
        p->block = ARENA_NEW(p->arena, struct plan_block);
        p->block->variable = -1;
    }
    if (!holds(p, p->block, variable, dim, level, spot, first, count)) {
        p->block->inner = inner;
        if (read_block(p, p->block, variable, dim, level, spot, first, count) < 0)
            return -1;
    }
    for (int k = level + 1; k < v->rank; k++)
        at = at*p->r->dims[v->dims[k]].size + spot->at[v->dims[k]];
    for (long i = 0; i < count; i++)
        out[i] = p->block->values[i*inner + at];
    return 0;
}

int gather_along(struct plan *p, int variable, int dim, const struct indices *spot, long first, long count, double *out)
{
    const struct result_variable *v = &p->r->variables[variable];
    long from[RESULT_RANK], size[RESULT_RANK], inner;
    int level = level_of(p, v, dim, &inner);
    if (level >= 0 && inner > 1 && inner <= BLOCK_MOST && count <= BLOCK_MOST/inner)
        return take_from_block(p, variable, dim, level, inner, spot, first, count, out);
    for (int k = 0; k < v->rank; k++) {
        from[k] = k == level ? first : spot->at[v->dims[k]];
        size[k] = k == level ? count : 1;
    }
    if (result_read(p->r, variable, from, size, out, p->f) < 0)
        return -1;
    for (long i = 1; level < 0 && i < count; i++)
        out[i] = out[0];
    return 0;
}
