/* sweep_settle.c -- the one run before all, of no row: a plain one, from whose end all points start. */
#include "sweep_run.h"
#include <stdlib.h>

static int settle(struct run *r, const struct timing *plain, char *memory)
{
    struct block b = { .memory = memory, .timing = plain, .rows = 1, .settles = 1, .is_common = 1 };
    r->work += (double)plain->settle;
    block_live(&r->hands[0], &b);
    long died = *(const long *)(b.memory + r->layout.status);
    if (r->failed)
        return -1;
    if (died)
        return fail(r->f, EXIT_MODEL, "the run that all points start from left the finite numbers in step %ld; have each point settle by "
                    "itself, or take smaller steps", died);
    r->common = malloc(chain_lane_bytes(r));
    if (!r->common)
        return fail(r->f, EXIT_SYSTEM, "not enough memory");
    chain_take(r, &b, 0, r->common);
    return 0;
}

int settle_once(struct run *r, const struct timing *plain)
{
    if (r->space->points == 0)
        return 0;
    char *memory = numbers(r->layout.size);
    int bad = memory ? settle(r, plain, memory) : fail(r->f, EXIT_SYSTEM, "not enough memory");
    free(memory);
    return bad;
}
