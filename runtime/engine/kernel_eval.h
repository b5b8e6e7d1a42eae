/* kernel_eval.h -- a kernel of the equations alone: what a model makes of states that are
 * given. Part of the texts of such kernels, and of no others.
 *
 * The table of clocks has a row more, `eval`, which is no child of any other. The kernel
 * begins as any (kernel.h), takes no steps and has no results; its one call is
 *
 *   eval      computes the buffers of OUTPUT at `eval` from those of INPUT
 *
 * The buffers of INPUT over lanes, of POINT, lie one after the other as they do elsewhere,
 * and so do those of OUTPUT over lanes, of `eval`.
 */
#ifndef KERNEL_EVAL_H
#define KERNEL_EVAL_H

struct kernel_eval {
    struct kernel kernel;       /* its symbol is the text's, so that a host finds it as it finds others */
    void (*eval)(const struct kernel_job *);
};
#endif
