/* random_kinds.c -- what each distribution is called, takes and allows: law.def as a table. */
#include <math.h>
#include <string.h>
#include "base/fail.h"
#include "random.h"

#define MUST NAN
#define P(name, allowed, otherwise) { #name, ALLOW_##allowed, otherwise }
#define BARE(...) __VA_ARGS__

const struct random_kind random_kinds[DISTRIBUTIONS] = {
#define LAW(id, name, params, draw, example, text) \
    [DIST_##id] = { #name, text, example, { BARE params } },
#include "law.def"
#undef LAW
};

int random_find(const char *name)
{
    for (int i = 0; i < DISTRIBUTIONS; i++)
        if (strcmp(random_kinds[i].name, name) == 0)
            return i;
    return -1;
}

int random_param_count(const struct random_kind *kind)
{
    int n = 0;
    while (n < RANDOM_PARAMS && kind->params[n].name)
        n++;
    return n;
}

int random_takes_list(const struct random_kind *kind)
{
    return kind->params[0].allowed == ALLOW_EACH_POSITIVE || kind->params[0].allowed == ALLOW_VECTOR;
}

int random_takes_matrix(const struct random_kind *kind)
{
    return kind->params[1].allowed == ALLOW_COVARIANCE;
}

long random_many(const struct random_law *law)
{
    long n = law->many ? law->count : 0;
    return random_takes_matrix(&random_kinds[law->kind]) ? n + n*(n + 1)/2 : n;
}

/* What [x] must be and is not, or NULL. */
static const char *complaint(enum random_allowed allowed, double x)
{
    if (isnan(x))
        return "a number";
    switch (allowed) {
    case ALLOW_FINITE: case ALLOW_BOUND: case ALLOW_VECTOR: case ALLOW_COVARIANCE:
        return isinf(x) ? "finite" : NULL;
    case ALLOW_POSITIVE: case ALLOW_POSITIVE_BOUND: case ALLOW_EACH_POSITIVE:
        return x > 0 && x < INFINITY ? NULL : "positive";
    case ALLOW_PROPER:
        return x > 0 && x < 1 ? NULL : "between 0 and 1";
    case ALLOW_PROBABILITY:
        return x >= 0 && x <= 1 ? NULL : "from 0 to 1";
    case ALLOW_WHOLE_BOUND:
        return isinf(x) ? "finite" : x != floor(x) || fabs(x) > INT32_MAX ? "a whole number below 2^31" : NULL;
    case ALLOW_OPEN_BOUND:
        return NULL;
    }
    return NULL;
}

static int check_list(const struct random_law *law, struct fail *f)
{
    const struct random_kind *kind = &random_kinds[law->kind];
    const struct random_param *p = &kind->params[0];

    if (law->count < 1)
        return fail(f, EXIT_MODEL, "%s: %s must be a list of at least one number", kind->name, p->name);
    for (int i = 0; i < law->count; i++) {
        const char *what = complaint(p->allowed, law->many[i]);
        if (what)
            return fail(f, EXIT_MODEL, "%s: number %d of %s must be %s, got %g", kind->name,
                        i + 1, p->name, what, law->many[i]);
    }
    return 0;
}

static int is_bound(enum random_allowed allowed)
{
    return allowed >= ALLOW_BOUND && allowed <= ALLOW_OPEN_BOUND;
}

int random_law_check(const struct random_law *law, struct fail *f)
{
    const struct random_kind *kind = &random_kinds[law->kind];
    int n = random_param_count(kind);

    if (random_takes_list(kind))
        return check_list(law, f);
    for (int i = 0; i < n; i++) {
        const struct random_param *p = &kind->params[i];
        const char *what = complaint(p->allowed, law->a[i]);
        if (what)
            return fail(f, EXIT_MODEL, "%s: %s must be %s, got %g", kind->name, p->name, what, law->a[i]);
    }
    for (int i = 1; i < n; i++)
        if (is_bound(kind->params[i-1].allowed) && is_bound(kind->params[i].allowed)
            && !(law->a[i-1] < law->a[i]))
            return fail(f, EXIT_MODEL, "%s: %s must be less than %s, got %g and %g", kind->name,
                        kind->params[i-1].name, kind->params[i].name, law->a[i-1], law->a[i]);
    return 0;
}
