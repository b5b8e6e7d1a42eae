/* sweep_ready.c -- a kernel that is part of the program. */
#include "sweep_run.h"

static int ready_open(struct run *r)
{
    const struct kernel *k = r->shape = r->s->kernel;
    const char *fault = k->abi != KERNEL_ABI ? "is of another version" : kernel_fault(k);
    if (fault)
        return fail(r->f, EXIT_INTERNAL, "the kernel %s", fault);
    r->draw = k->draw ? k->draw : r->s->draw;
    r->report->engine = r->s->maker;
    note_engine(r, r->s->maker, "");
    shared_point(&r->kernel, k);
    return 0;
}

const struct sweep_kernels sweep_ready = { ready_open, NULL, NULL };
