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

struct random_key { uint32_t hi, lo; };     /* in the order of jax.random.key_data */

/* jax.random.key: in single precision the seed is truncated to 32 bits. */
struct random_key random_key(int64_t seed, int bytes);
/* jax.random.split(key, n)[child], for any n; jax.random.fold_in; jax.random.bits of 32 and 64 bits. All
 * are one encryption by Threefry-2x32 of 20 rounds (Salmon et al. 2011) of a counter. */
struct random_key random_split(struct random_key key, uint64_t child);
struct random_key random_fold_in(struct random_key key, uint32_t data);
uint32_t random_bits32(struct random_key key, uint64_t n);
uint64_t random_bits64(struct random_key key, uint64_t n);

/* jax.random.uniform(key, shape, minval=lo, maxval=hi) and normal: element n. */
double random_uniform(struct random_key key, uint64_t n, double lo, double hi, int bytes);
double random_normal(struct random_key key, uint64_t n, int bytes);

/* The distributions, of law.def. */
enum distribution {
#define LAW(id, name, params, draw, example, text) DIST_##id,
#include "law.def"
#undef LAW
    DISTRIBUTIONS
};

/* What a parameter must be. Of two bounds the first lies below the second. */
enum random_allowed {
    ALLOW_FINITE, ALLOW_POSITIVE, ALLOW_PROPER,     /* ..., ..., between 0 and 1 */
    ALLOW_PROBABILITY,                              /* from 0 to 1 */
    ALLOW_BOUND, ALLOW_POSITIVE_BOUND, ALLOW_WHOLE_BOUND,
    ALLOW_OPEN_BOUND,                               /* may be infinite: none */
    ALLOW_EACH_POSITIVE,                            /* one list, of any length */
    ALLOW_VECTOR, ALLOW_COVARIANCE                  /* a list of any length, a matrix with a row for each of its numbers */
};

enum { RANDOM_PARAMS = 4 };

struct random_param {           /* constant, of law.def, as the kinds */
    const char *name;           /* numpyro's */
    enum random_allowed allowed;
    double otherwise;           /* where none is given; NaN: it must be */
};

/* A distribution as the language writes it, Normal(loc, scale). */
struct random_kind {
    const char *name, *text;    /* what it is, one line */
    const char *example;        /* values of its parameters that are allowed */
    struct random_param params[RANDOM_PARAMS];      /* name NULL behind the last */
};
extern const struct random_kind random_kinds[DISTRIBUTIONS];

/* Its number (enum distribution) by its name, or -1. */
int random_find(const char *name);
int random_param_count(const struct random_kind *kind);
/* Whether it takes lists of any length instead of numbers, one, or a list and a matrix: each draw is a list, too. */
int random_takes_list(const struct random_kind *kind);
int random_takes_matrix(const struct random_kind *kind);

/* A distribution with its parameters, in the order of numpyro's constructor.
 * DIRICHLET has [count] parameters (its components) in [many], MULTIVARIATE_NORMAL [count] means, and behind them the
 * rows of the covariance's lower Cholesky factor, 1, 2 ... [count] numbers. Whoever checks a model fills it in. */
struct random_law {
    enum distribution kind;
    double a[RANDOM_PARAMS];    /* [count], of all that have no list */
    const double *many;         /* borrowed; NULL but for those that have */
    int count;                  /* parameters, of any law; of a list its length, which is that of a draw */
};

/* Numbers in [many]. */
long random_many(const struct random_law *law);
/* The rows of the lower Cholesky factor of a [count] x [count] covariance, for [many]; -1: it is none, and [f] says where. */
int random_factor(const double *covariance, int count, double *factor, struct fail *f);

/* 0 if the parameters make a distribution; else fails with EXIT_MODEL (1) and says
 * why: "Normal: scale must be positive, got -1". */
int random_law_check(const struct random_law *law, struct fail *f);

/* Element n of numpyro's .sample(key, shape); [total] is the number of elements
 * of the whole draw (only samplers that split by total need it). Where draws are lists
 * n counts components: sample n/count, component n%count. INTEGER is drawn with
 * 64 bits where [bytes] is 8, as JAX does. The law must have passed the check. */
double random_sample(const struct random_law *law, struct random_key key,
                     uint64_t n, uint64_t total, int bytes);

/* jax.random.randint(key, (n+1,), lo, hi, int32)[n]. */
int32_t random_integer(struct random_key key, uint64_t n, int32_t lo, int32_t hi);
#endif
