/* kernel.h -- all that generated code and the runtime know of each other.
 *
 * A kernel advances a block of `lanes` points of a sweep. Arrays are laid out
 * [slot][node][lane] in the kernel's precision (`bytes` a number) and aligned to
 * 64 bytes; a block's memory belongs to the runtime. The calls for a block:
 *
 *   start    hoists what depends on the point only, sets the initial state
 *   advance  takes job->steps steps from job->first on; any number of calls
 *   finish   turns the tallies into job->result
 *
 * How the steps are cut into calls changes no bit of any result.
 */
#ifndef KERNEL_H
#define KERNEL_H

enum { KERNEL_ABI = 2 };

struct kernel_job {
    long first;             /* steps taken before this call */
    long steps;             /* steps to take in this call */
    long origin;            /* steps of the transient: time 0 is behind them */
    int observe;            /* 0 during the transient */
    double dt, rest;        /* time step, and what its decimal is more than this double */
    double total;           /* steps that will have been observed at finish */
    const void *point;      /* swept values [points][lane] */
    const void *graph;      /* fixed arrays, as the model was lowered */
    const void *noise;      /* normals [step][noises][node], with [lane] behind if noise_lanes;
                               element 0 belongs to step `first` */
    void *state;            /* [states][node][lane] */
    void *work;             /* [work][lane]: hoisted values, stages, coupling; what
                               start hoists and scratch within a step, nothing else:
                               between calls only state, tally and dead are history */
    void *tally;            /* running sums of observations [tallies][lane] */
    void *dead;             /* [lane]: 0 while every state was finite, NaN ever after */
    void *result;           /* [results][lane] */
};

struct kernel {
    int abi;                /* KERNEL_ABI */
    int bytes;              /* of a number: 4 or 8 */
    int lanes;              /* points of a block */
    int width;              /* lanes of one vector: 1 under tcc */
    long nodes, states, points, noises, tallies, results, work;
    int noise_lanes;        /* each lane has its own noise */
    const char *name;       /* exploration the kernel was made for */
    void (*start)(const struct kernel_job *);
    void (*advance)(const struct kernel_job *);
    void (*finish)(const struct kernel_job *);
    /* Normals number first .. first+count-1 of the key's stream to out[0],
     * out[stride], ...; NULL in a kernel without noise. */
    void (*draw)(unsigned key_hi, unsigned key_lo, unsigned long long first,
                 long count, long stride, void *out);
};
#endif
