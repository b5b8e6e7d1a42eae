/* random.h -- the random numbers of JAX: Threefry-2x32 with partitionable
 * counters, and the distributions of numpyro built on them.
 *
 * Element n of a draw (C-order flat index) depends on the key and n alone, so
 * any value of any axis is computed on demand. [bytes] is the working
 * precision, 4 or 8: JAX draws other numbers in single than in double.
 * Values of single precision come back as doubles that are exact floats.
 */
#ifndef RANDOM_H
#define RANDOM_H
#include <stdint.h>

struct fail;

struct random_key { uint32_t hi, lo; };

/* jax.random.key: in single precision the seed is truncated to 32 bits. */
struct random_key random_key(int64_t seed, int bytes);
struct random_key random_split(struct random_key key, uint64_t child);
struct random_key random_fold_in(struct random_key key, uint32_t data);
uint32_t random_bits32(struct random_key key, uint64_t n);
uint64_t random_bits64(struct random_key key, uint64_t n);

double random_uniform(struct random_key key, uint64_t n, double lo, double hi, int bytes);
double random_normal(struct random_key key, uint64_t n, int bytes);

/* ORDER distributions: random_kinds has their names and parameters. */
enum distribution {
    DIST_UNIFORM, DIST_NORMAL, DIST_LOG_NORMAL, DIST_LOG_UNIFORM, DIST_HALF_NORMAL,
    DIST_EXPONENTIAL, DIST_GAMMA, DIST_INVERSE_GAMMA, DIST_CHI2, DIST_BETA,
    DIST_BETA_PROPORTION, DIST_DIRICHLET, DIST_TRUNCATED_NORMAL, DIST_STUDENT_T,
    DIST_CAUCHY, DIST_HALF_CAUCHY, DIST_LAPLACE, DIST_LOGISTIC, DIST_GUMBEL,
    DIST_WEIBULL, DIST_PARETO, DIST_BERNOULLI, DIST_INTEGER,
    DISTRIBUTIONS
};

/* A distribution as the language writes it, Normal(loc, scale): numpyro's names,
 * order and defaults. Integer is jax.random.randint: high is excluded. */
struct random_kind {
    const char *name, *text;    /* what it is, one line */
    const char *example;        /* values of its parameters that are allowed */
    const char *params[4];      /* NULL behind the last */
    double defaults[4];         /* NaN: must be given */
    int many;                   /* takes one list of any length instead */
};
extern const struct random_kind random_kinds[DISTRIBUTIONS];

/* A distribution with its parameters, in the order of numpyro's constructor.
 * DIRICHLET has [count] parameters (its components) in [many]. */
struct random_law {
    enum distribution kind;
    double a[4];
    const double *many;
    int count;
};

/* 0 if the parameters make a distribution; else fails with EXIT_MODEL (1) and says
 * why: "Normal: scale must be positive, got -1". */
int random_law_check(const struct random_law *law, struct fail *f);

/* Element n of numpyro's .sample(key, shape); [total] is the number of elements
 * of the whole draw (only samplers that split by total need it). For DIRICHLET
 * n counts components: sample n/count, component n%count. INTEGER is drawn with
 * 64 bits where [bytes] is 8, as JAX does. The law must have passed the check. */
double random_sample(const struct random_law *law, struct random_key key,
                     uint64_t n, uint64_t total, int bytes);

/* jax.random.randint(key, (n+1,), lo, hi, int32)[n]. */
int32_t random_integer(struct random_key key, uint64_t n, int32_t lo, int32_t hi);
#endif
