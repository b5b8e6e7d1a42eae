/* random_kinds.c -- what each distribution is called, takes and allows. */
#include <math.h>
#include <string.h>
#include "fail.h"
#include "random.h"

enum { MODEL_ERROR = 1 };           /* EXIT_MODEL */

#define MUST NAN

/* ORDER distributions */
const struct random_kind random_kinds[DISTRIBUTIONS] = {
    [DIST_UNIFORM] = { "Uniform", { "low", "high" }, { 0, 1 }, 0 },
    [DIST_NORMAL] = { "Normal", { "loc", "scale" }, { 0, 1 }, 0 },
    [DIST_LOG_NORMAL] = { "LogNormal", { "loc", "scale" }, { 0, 1 }, 0 },
    [DIST_LOG_UNIFORM] = { "LogUniform", { "low", "high" }, { MUST, MUST }, 0 },
    [DIST_HALF_NORMAL] = { "HalfNormal", { "scale" }, { 1 }, 0 },
    [DIST_EXPONENTIAL] = { "Exponential", { "rate" }, { 1 }, 0 },
    [DIST_GAMMA] = { "Gamma", { "concentration", "rate" }, { MUST, 1 }, 0 },
    [DIST_INVERSE_GAMMA] = { "InverseGamma", { "concentration", "rate" }, { MUST, 1 }, 0 },
    [DIST_CHI2] = { "Chi2", { "df" }, { MUST }, 0 },
    [DIST_BETA] = { "Beta", { "concentration1", "concentration0" }, { MUST, MUST }, 0 },
    [DIST_BETA_PROPORTION] = { "BetaProportion", { "mean", "concentration" }, { MUST, MUST }, 0 },
    [DIST_DIRICHLET] = { "Dirichlet", { "concentration" }, { MUST }, 1 },
    [DIST_TRUNCATED_NORMAL] = { "TruncatedNormal", { "loc", "scale", "low", "high" },
                                { 0, 1, -INFINITY, INFINITY }, 0 },
    [DIST_STUDENT_T] = { "StudentT", { "df", "loc", "scale" }, { MUST, 0, 1 }, 0 },
    [DIST_CAUCHY] = { "Cauchy", { "loc", "scale" }, { 0, 1 }, 0 },
    [DIST_HALF_CAUCHY] = { "HalfCauchy", { "scale" }, { 1 }, 0 },
    [DIST_LAPLACE] = { "Laplace", { "loc", "scale" }, { 0, 1 }, 0 },
    [DIST_LOGISTIC] = { "Logistic", { "loc", "scale" }, { 0, 1 }, 0 },
    [DIST_GUMBEL] = { "Gumbel", { "loc", "scale" }, { 0, 1 }, 0 },
    [DIST_WEIBULL] = { "Weibull", { "scale", "concentration" }, { MUST, MUST }, 0 },
    [DIST_PARETO] = { "Pareto", { "scale", "alpha" }, { MUST, MUST }, 0 },
    [DIST_BERNOULLI] = { "Bernoulli", { "probs" }, { MUST }, 0 },
    [DIST_INTEGER] = { "Integer", { "low", "high" }, { MUST, MUST }, 0 },
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
    return fail(f, MODEL_ERROR, "%s: %s must be %s, got %g", kind->name, param, what, x);
}

static int check_list(const struct random_law *law, struct fail *f)
{
    const struct random_kind *kind = &random_kinds[law->kind];

    if (law->count < 1)
        return fail(f, MODEL_ERROR, "%s: %s must be a list of at least one number", kind->name,
                    kind->params[0]);
    for (int i = 0; i < law->count; i++) {
        const char *what = complaint(kind->params[0], law->many[i]);
        if (what)
            return fail(f, MODEL_ERROR, "%s: number %d of %s must be %s, got %g", kind->name,
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
        return fail(f, MODEL_ERROR, "%s: low must be less than high, got %g and %g", kind->name,
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
