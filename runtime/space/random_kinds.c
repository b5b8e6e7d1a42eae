/* random_kinds.c -- what each distribution is called, takes and allows. */
#include <math.h>
#include <string.h>
#include "base/fail.h"
#include "random.h"

#define MUST NAN

/* ORDER distributions */
const struct random_kind random_kinds[DISTRIBUTIONS] = {
    [DIST_UNIFORM] = { "Uniform", "even over [low, high)", "0, 2",
        { "low", "high" }, { 0, 1 }, 0 },
    [DIST_NORMAL] = { "Normal", "normal with mean loc and deviation scale", "0, 2",
        { "loc", "scale" }, { 0, 1 }, 0 },
    [DIST_LOG_NORMAL] = { "LogNormal", "exp of a normal", "0, 0.5",
        { "loc", "scale" }, { 0, 1 }, 0 },
    [DIST_LOG_UNIFORM] = { "LogUniform", "exp of a uniform; even on a logarithmic scale", "0.1, 10",
        { "low", "high" }, { MUST, MUST }, 0 },
    [DIST_HALF_NORMAL] = { "HalfNormal", "absolute value of a normal around 0", "2",
        { "scale" }, { 1 }, 0 },
    [DIST_EXPONENTIAL] = { "Exponential", "exponential, mean 1/rate", "2",
        { "rate" }, { 1 }, 0 },
    [DIST_GAMMA] = { "Gamma", "gamma, mean concentration/rate", "2, 0.5",
        { "concentration", "rate" }, { MUST, 1 }, 0 },
    [DIST_INVERSE_GAMMA] = { "InverseGamma", "inverse of a gamma", "3, 1",
        { "concentration", "rate" }, { MUST, 1 }, 0 },
    [DIST_CHI2] = { "Chi2", "sum of df squared normals", "3",
        { "df" }, { MUST }, 0 },
    [DIST_BETA] = { "Beta", "beta on (0, 1)", "2, 5",
        { "concentration1", "concentration0" }, { MUST, MUST }, 0 },
    [DIST_BETA_PROPORTION] = { "BetaProportion", "beta with this mean, the narrower the larger the second", "0.3, 10",
        { "mean", "concentration" }, { MUST, MUST }, 0 },
    [DIST_DIRICHLET] = { "Dirichlet", "as many numbers, at least 0, that add up to 1", "[1, 1, 2]",
        { "concentration" }, { MUST }, 1 },
    [DIST_TRUNCATED_NORMAL] = { "TruncatedNormal", "normal between low and high", "0, 1, -1, 2",
        { "loc", "scale", "low", "high" }, { 0, 1, -INFINITY, INFINITY }, 0 },
    [DIST_STUDENT_T] = { "StudentT", "Student's t", "4, 0, 1",
        { "df", "loc", "scale" }, { MUST, 0, 1 }, 0 },
    [DIST_CAUCHY] = { "Cauchy", "Cauchy", "0, 1",
        { "loc", "scale" }, { 0, 1 }, 0 },
    [DIST_HALF_CAUCHY] = { "HalfCauchy", "absolute value of a Cauchy around 0", "1",
        { "scale" }, { 1 }, 0 },
    [DIST_LAPLACE] = { "Laplace", "Laplace, two-sided exponential", "0, 1",
        { "loc", "scale" }, { 0, 1 }, 0 },
    [DIST_LOGISTIC] = { "Logistic", "logistic", "0, 1",
        { "loc", "scale" }, { 0, 1 }, 0 },
    [DIST_GUMBEL] = { "Gumbel", "Gumbel, of greatest values", "0, 1",
        { "loc", "scale" }, { 0, 1 }, 0 },
    [DIST_WEIBULL] = { "Weibull", "Weibull", "1, 2",
        { "scale", "concentration" }, { MUST, MUST }, 0 },
    [DIST_PARETO] = { "Pareto", "Pareto, from scale on", "1, 3",
        { "scale", "alpha" }, { MUST, MUST }, 0 },
    [DIST_BERNOULLI] = { "Bernoulli", "1 with this probability, else 0", "0.3",
        { "probs" }, { MUST }, 0 },
    [DIST_INTEGER] = { "Integer", "whole numbers from low on, below high", "0, 10",
        { "low", "high" }, { MUST, MUST }, 0 },
};

/* What a parameter of this name must be, wherever it occurs; NULL: it is. */
static const char *complaint(const char *name, double x)
{
    static const char *positive[] = {
        "scale", "rate", "concentration", "concentration1", "concentration0", "df", "alpha"
    };

    if (isnan(x))
        return "a number";
    for (size_t i = 0; i < sizeof positive/sizeof *positive; i++)
        if (strcmp(name, positive[i]) == 0)
            return x > 0 && x < INFINITY ? NULL : "positive";
    if (strcmp(name, "mean") == 0)
        return x > 0 && x < 1 ? NULL : "between 0 and 1";
    if (strcmp(name, "probs") == 0)
        return x >= 0 && x <= 1 ? NULL : "from 0 to 1";
    return NULL;
}

static int refuse(struct fail *f, const struct random_kind *kind, const char *param,
                  const char *what, double x)
{
    return fail(f, EXIT_MODEL, "%s: %s must be %s, got %g", kind->name, param, what, x);
}

static int check_list(const struct random_law *law, struct fail *f)
{
    const struct random_kind *kind = &random_kinds[law->kind];

    if (law->count < 1)
        return fail(f, EXIT_MODEL, "%s: %s must be a list of at least one number", kind->name,
                    kind->params[0]);
    for (int i = 0; i < law->count; i++) {
        const char *what = complaint(kind->params[0], law->many[i]);
        if (what)
            return fail(f, EXIT_MODEL, "%s: number %d of %s must be %s, got %g", kind->name,
                        i + 1, kind->params[0], what, law->many[i]);
    }
    return 0;
}

/* Only TruncatedNormal may be open: an infinite bound is none. */
static int check_bounds(const struct random_law *law, const double *bounds, struct fail *f)
{
    const struct random_kind *kind = &random_kinds[law->kind];
    const char *what = law->kind == DIST_LOG_UNIFORM ? "positive" : "finite";

    for (int i = 0; i < 2 && law->kind != DIST_TRUNCATED_NORMAL; i++) {
        const char *param = i ? "high" : "low";
        if (isinf(bounds[i]) || (law->kind == DIST_LOG_UNIFORM && bounds[i] <= 0))
            return refuse(f, kind, param, what, bounds[i]);
        if (law->kind == DIST_INTEGER
            && (bounds[i] != floor(bounds[i]) || fabs(bounds[i]) > INT32_MAX))
            return refuse(f, kind, param, "a whole number below 2^31", bounds[i]);
    }
    if (!(bounds[0] < bounds[1]))
        return fail(f, EXIT_MODEL, "%s: low must be less than high, got %g and %g", kind->name,
                    bounds[0], bounds[1]);
    return 0;
}

int random_law_check(const struct random_law *law, struct fail *f)
{
    const struct random_kind *kind = &random_kinds[law->kind];

    if (kind->many)
        return check_list(law, f);
    for (int i = 0; i < 4 && kind->params[i]; i++) {
        const char *what = complaint(kind->params[i], law->a[i]);
        if (!what && strcmp(kind->params[i], "loc") == 0 && isinf(law->a[i]))
            what = "finite";
        if (what)
            return refuse(f, kind, kind->params[i], what, law->a[i]);
    }
    for (int i = 0; i < 3; i++)
        if (kind->params[i] && strcmp(kind->params[i], "low") == 0)
            return check_bounds(law, law->a + i, f);
    return 0;
}
