/* unit_random.c -- the random numbers of JAX, value by value.
 *
 * tests/reference/random.txt was written by JAX and numpyro themselves; its head
 * says how. What follows from bits alone and normals of singles have to be
 * equal in every bit; a law says how many ulp it may be off.
 */
#include "space/random.h"
#include "libcheck.h"
#include "base/fail.h"
#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- published vectors ---------------------------------------------------- */

START_TEST(threefry_known_answers)
{
    struct random_key zero = { 0, 0 }, pi = { 0x13198a2e, 0x03707344 };
    struct random_key a = random_split(zero, 0), b = random_split(pi, 0x243f6a8885a308d3);

    ck_assert_uint_eq(a.hi, 0x6b200159);
    ck_assert_uint_eq(a.lo, 0x99ba4efe);
    ck_assert_uint_eq(b.hi, 0xc4923a9c);
    ck_assert_uint_eq(b.lo, 0x483df7a0);
}
END_TEST

START_TEST(children_do_not_depend_on_their_number)
{
    struct random_key key = random_key(123, 4);
    static const uint32_t want[][2] = {
        { 969380169, 3408994049 }, { 2095235069, 2959038751 }, { 1896456402, 4081828428 }
    };

    for (uint32_t i = 0; i < 3; i++) {
        struct random_key child = random_split(key, i), folded = random_fold_in(key, i);
        ck_assert_uint_eq(child.hi, want[i][0]);
        ck_assert_uint_eq(child.lo, want[i][1]);
        ck_assert(child.hi == folded.hi && child.lo == folded.lo);
    }
}
END_TEST

START_TEST(bits_and_floats_of_key_42)
{
    struct random_key narrow = random_key(42, 4), wide = random_key(42, 8);
    static const uint32_t bits[] = { 2098992034, 2919706841, 2646866425, 2409546199, 1935504149 };
    static const double uniform[] = {
        0x1.f4704800p-2, 0x1.5c0e60p-1, 0x1.3b87f0p-1, 0x1.1f3d80p-1, 0x1.cd75c8p-2 };
    static const double normal[] = {
        -0x1.cfbe2ap-6, 0x1.de57d0p-2, 0x1.2eccc2p-2, 0x1.3a7648p-3, -0x1.fc09d6p-4 };
    static const double uniform64[] = {
        0x1.b4f8123c40884p-2, 0x1.ebd996d6e8400p-7, 0x1.25f641d41e71ap-1 };
    static const double normal64[] = {
        -0x1.7a4a26c962159p-3, -0x1.15bccfaa7ba3ap+1, 0x1.7ed8110b50460p-3 };

    for (uint64_t n = 0; n < 5; n++) {
        ck_assert_uint_eq(random_bits32(narrow, n), bits[n]);
        ck_assert(random_uniform(narrow, n, 0, 1, 4) == uniform[n]);
        ck_assert(random_normal(narrow, n, 4) == normal[n]);
    }
    for (uint64_t n = 0; n < 3; n++) {
        ck_assert(random_uniform(wide, n, 0, 1, 8) == uniform64[n]);
        ck_assert(random_normal(wide, n, 8) == normal64[n]);
    }
}
END_TEST

/* What the published pages print. */
START_TEST(published_columns)
{
    struct random_law beta = { .kind = DIST_BETA, .a = { 2, 5 } };
    static const double betas[] = { 0.681876, 0.138849, 0.532662, 0.422139 };
    static const double sigma[] = { 0.070052, 0.074934, 0.021412, 0.041885, 0.047898, 0.013787 };
    struct random_key first = random_split(random_key(0, 4), 1);
    struct random_key second = random_split(random_key(42, 4), 2);

    for (uint64_t n = 0; n < 4; n++)
        ck_assert_double_eq_tol(random_sample(&beta, first, n, 4, 4), betas[n], 5.1e-7);
    for (uint64_t n = 0; n < 6; n++)
        ck_assert_double_eq_tol(random_uniform(second, n, 0.01, 0.1, 4), sigma[n], 5.1e-7);
}
END_TEST

/* ---- the reference file --------------------------------------------------- */

static char *word(char **rest)
{
    char *w = strtok_r(*rest, " \n", rest);
    ck_assert_ptr_nonnull(w);
    return w;
}

static double number(char **rest) { return strtod(word(rest), NULL); }
static int64_t whole(char **rest) { return strtoll(word(rest), NULL, 10); }
static uint64_t unsigned_whole(char **rest) { return strtoull(word(rest), NULL, 10); }

/* Distance in numbers of the precision. */
static double ulps(double a, double b, int bytes)
{
    int64_t p, q;

    if (a == b)
        return 0;
    if (!isfinite(a) || !isfinite(b) || (a < 0) != (b < 0))
        return HUGE_VAL;
    memcpy(&p, &a, sizeof p);
    memcpy(&q, &b, sizeof q);
    return (double)(p > q ? p - q : q - p)/(bytes == 4 ? 0x1p29 : 1);
}

static void check_pair(struct random_key got, char **rest, const char *line)
{
    uint64_t hi = unsigned_whole(rest), lo = unsigned_whole(rest);
    ck_assert_msg(got.hi == hi && got.lo == lo, "%s is %" PRIu32 " %" PRIu32, line, got.hi, got.lo);
}

static void check_bits(struct random_key key, int bytes, char **rest, const char *line)
{
    uint64_t first = unsigned_whole(rest), count = unsigned_whole(rest);

    for (uint64_t n = first; n < first + count; n++) {
        uint64_t want = unsigned_whole(rest);
        uint64_t got = bytes == 4 ? random_bits32(key, n) : random_bits64(key, n);
        ck_assert_msg(got == want, "%s: element %" PRIu64 " is %" PRIu64, line, n, got);
    }
}

static void check_uniform(struct random_key key, int bytes, char **rest, const char *line)
{
    double low = number(rest), high = number(rest);
    uint64_t first = unsigned_whole(rest), count = unsigned_whole(rest);

    for (uint64_t n = first; n < first + count; n++) {
        double got = random_uniform(key, n, low, high, bytes);
        ck_assert_msg(got == number(rest), "%s: element %" PRIu64 " is %a", line, n, got);
    }
}

static void check_normal(struct random_key key, int bytes, char **rest, const char *line)
{
    uint64_t first = unsigned_whole(rest), count = unsigned_whole(rest);

    for (uint64_t n = first; n < first + count; n++) {
        double got = random_normal(key, n, bytes);
        ck_assert_msg(got == number(rest), "%s: element %" PRIu64 " is %a", line, n, got);
    }
}

static void check_integer(struct random_key key, int bytes, char **rest, const char *line)
{
    int64_t low = whole(rest), high = whole(rest), count = whole(rest);
    struct random_law law = { .kind = DIST_INTEGER, .a = { (double)low, (double)high } };

    for (uint64_t n = 0; n < (uint64_t)count; n++) {
        int64_t want = whole(rest);
        double got = random_sample(&law, key, n, (uint64_t)count, bytes);
        ck_assert_msg(got == (double)want, "%s: element %" PRIu64 " is %g", line, n, got);
        if (bytes == 4)
            ck_assert_int_eq(random_integer(key, n, (int32_t)low, (int32_t)high), want);
    }
}

static enum distribution kind_of(const char *name)
{
    for (int i = 0; i < DISTRIBUTIONS; i++)
        if (strcmp(random_kinds[i].name, name) == 0)
            return (enum distribution)i;
    ck_abort_msg("no distribution is called %s", name);
}

static int shown[DISTRIBUTIONS];         /* lines of the reference that draw from each law */

/* A list and a matrix become the list and the factor. */
static void make_factor(struct random_law *law, double *many)
{
    struct fail f = { 0 };
    double covariance[25];
    int n = 1;
    while (n + n*n < law->count)
        n++;
    memcpy(covariance, many + n, (size_t)(n*n)*sizeof *many);
    law->count = n;
    ck_assert_msg(random_factor(covariance, n, many + n, &f) == 0, "%s", f.text);
}

static void check_law(char **rest, const char *line)
{
    double many[30];
    struct random_law law = { .kind = kind_of(word(rest)), .many = many };
    struct fail f = { 0 };
    int bytes = (int)whole(rest);
    struct random_key key = random_key(whole(rest), bytes);
    double allowed = number(rest);
    char *w;

    for (; strcmp(w = word(rest), "/") != 0; law.count++) {
        many[law.count] = strtod(w, NULL);
        if (law.count < 4)
            law.a[law.count] = many[law.count];
    }
    if (random_takes_matrix(&random_kinds[law.kind]))
        make_factor(&law, many);
    shown[law.kind]++;
    ck_assert_msg(random_law_check(&law, &f) == 0, "%s: %s", line, f.text);
    for (uint64_t n = 0; (w = strtok_r(*rest, " \n", rest)); n++) {
        double got = random_sample(&law, key, n, 10, bytes), want = strtod(w, NULL);
        ck_assert_msg(ulps(got, want, bytes) <= allowed, "%.60s: element %" PRIu64 " is %a, not %a",
                      line, n, got, want);
    }
}

static void check_line(char *line)
{
    char copy[60], *rest = line, *what;

    snprintf(copy, sizeof copy, "%.59s", line);
    what = word(&rest);
    if (strcmp(what, "law") == 0) {
        check_law(&rest, copy);
        return;
    }
    int bytes = (int)whole(&rest);
    struct random_key key = random_key(whole(&rest), bytes);
    if (strcmp(what, "key") == 0)
        check_pair(key, &rest, copy);
    else if (strcmp(what, "split") == 0)
        check_pair(random_split(key, unsigned_whole(&rest)), &rest, copy);
    else if (strcmp(what, "fold") == 0)
        check_pair(random_fold_in(key, (uint32_t)unsigned_whole(&rest)), &rest, copy);
    else if (strcmp(what, "bits") == 0)
        check_bits(key, bytes, &rest, copy);
    else if (strcmp(what, "uniform") == 0)
        check_uniform(key, bytes, &rest, copy);
    else if (strcmp(what, "normal") == 0)
        check_normal(key, bytes, &rest, copy);
    else if (strcmp(what, "integer") == 0)
        check_integer(key, bytes, &rest, copy);
    else
        ck_abort_msg("unknown line: %s", copy);
}

START_TEST(as_jax)
{
    static char line[2000];
    int lines = 0;
    FILE *in = fopen("tests/reference/random.txt", "r");

    ck_assert_msg(in != NULL, "run tests from the repository's folder");
    for (; fgets(line, sizeof line, in); lines += line[0] != '#')
        if (line[0] != '#')
            check_line(line);
    fclose(in);
    ck_assert_int_gt(lines, 400);
    for (int i = 0; i < DISTRIBUTIONS; i++)
        ck_assert_msg(shown[i] || i == DIST_INTEGER, "tests/reference/random.txt has no draws of %s",
                      random_kinds[i].name);
}
END_TEST

/* ---- laws ----------------------------------------------------------------- */

START_TEST(integers_stay_inside)
{
    struct random_key key = random_key(3, 4);

    for (uint64_t n = 0; n < 1000; n++) {
        int32_t i = random_integer(key, n, -3, 4), same = random_integer(key, n, 7, 7);
        ck_assert(i >= -3 && i < 4);
        ck_assert_int_eq(same, 7);
        i = random_integer(key, n, INT32_MIN, INT32_MAX);
        ck_assert(i < INT32_MAX);
    }
}
END_TEST

START_TEST(dirichlet_sums_to_one)
{
    static const double alpha[] = { 0.3, 2, 1, 5 };
    struct random_law law = { .kind = DIST_DIRICHLET, .many = alpha, .count = 4 };

    for (int bytes = 4; bytes <= 8; bytes += 4)
        for (uint64_t s = 0; s < 20; s++) {
            double sum = 0;
            for (uint64_t c = 0; c < 4; c++)
                sum += random_sample(&law, random_key(1, bytes), 4*s + c, 80, bytes);
            ck_assert_double_eq_tol(sum, 1, bytes == 4 ? 1e-6 : 1e-14);
        }
}
END_TEST

/* Values of singles come back as doubles that are exact floats. */
START_TEST(singles_are_singles)
{
    for (int kind = 0; kind < DISTRIBUTIONS; kind++) {
        static const double alpha[] = { 1, 2, 1, 0.5, 1 };
        struct random_law law = { .kind = (enum distribution)kind, .a = { 0.5, 1.25, 1.5, 2 },
                                  .many = alpha, .count = 2 };
        if (kind == DIST_INTEGER)
            law.a[0] = 1, law.a[1] = 9;
        for (uint64_t n = 0; n < 50; n++) {
            double x = random_sample(&law, random_key(9, 4), n, 50, 4);
            ck_assert_msg(x == (double)(float)x, "%s", random_kinds[kind].name);
        }
    }
}
END_TEST

START_TEST(kinds_are_complete)
{
    for (int i = 0; i < DISTRIBUTIONS; i++) {
        ck_assert_ptr_nonnull(random_kinds[i].name);
        ck_assert_ptr_nonnull(random_kinds[i].params[0].name);
    }
    ck_assert_str_eq(random_kinds[DIST_NORMAL].name, "Normal");
    ck_assert_str_eq(random_kinds[DIST_INTEGER].name, "Integer");
    ck_assert(random_kinds[DIST_NORMAL].params[1].otherwise == 1);
    ck_assert(isnan(random_kinds[DIST_BETA].params[0].otherwise));
}
END_TEST

/* Numpyro's parameters in its order, with its defaults; those without must be given. */
static const char *const spelt[] = {
    "Uniform low=0 high=1", "Normal loc=0 scale=1", "LogNormal loc=0 scale=1", "LogUniform low high", "HalfNormal scale=1",
    "Exponential rate=1", "Gamma concentration rate=1", "InverseGamma concentration rate=1", "Chi2 df",
    "Beta concentration1 concentration0", "BetaProportion mean concentration", "Dirichlet concentration",
    "MultivariateNormal mean covariance",
    "TruncatedNormal loc=0 scale=1 low=-inf high=inf", "StudentT df loc=0 scale=1", "Cauchy loc=0 scale=1", "HalfCauchy scale=1",
    "Laplace loc=0 scale=1", "Logistic loc=0 scale=1", "Gumbel loc=0 scale=1", "Weibull scale concentration", "Pareto scale alpha",
    "Bernoulli probs", "Integer low high"
};

START_TEST(kinds_have_their_parameters)
{
    const struct random_kind *k = &random_kinds[_i];
    char text[100];
    int used = snprintf(text, sizeof text, "%s", k->name);
    ck_assert_int_eq(DISTRIBUTIONS, sizeof spelt/sizeof *spelt);
    for (int i = 0; i < random_param_count(k); i++) {
        used += snprintf(text + used, sizeof text - (size_t)used, " %s", k->params[i].name);
        if (!isnan(k->params[i].otherwise))
            used += snprintf(text + used, sizeof text - (size_t)used, "=%g", k->params[i].otherwise);
    }
    ck_assert_str_eq(text, spelt[_i]);
    ck_assert_int_eq(random_find(k->name), _i);
    ck_assert_int_eq(random_takes_list(k), _i == DIST_DIRICHLET || _i == DIST_MULTIVARIATE_NORMAL);
    ck_assert_int_eq(random_takes_matrix(k), _i == DIST_MULTIVARIATE_NORMAL);
    ck_assert_int_eq(random_find("Normals"), -1);
}
END_TEST

/* ---- covariances ---- */

/* [[4, 2], [2, 3]] is L*L' with L = [[2, 0], [1, sqrt(2)]]. */
START_TEST(a_factor_is_lower)
{
    static const double four[] = { 4, 2, 2, 3 }, nearly[] = { 4, 2 + 1e-7, 2 - 1e-7, 3 };
    double l[3];
    struct fail f = { 0 };
    ck_assert_int_eq(random_factor(four, 2, l, &f), 0);
    ck_assert(l[0] == 2 && l[1] == 1 && l[2] == sqrt(2));
    ck_assert_int_eq(random_factor(nearly, 2, l, &f), 0);
    ck_assert_double_eq_tol(l[1], 1, 1e-15);
}
END_TEST

static const struct { int n; double of[9]; const char *text; } no_covariances[] = {
    { 1, { 0 }, "is not positive definite: its leading minor of order 1 is not positive" },
    { 2, { 1, 2, 2, 1 }, "is not positive definite: its leading minor of order 2 is not positive; add a little to its diagonal, or leave out what "
      "others determine" },
    { 3, { 1, 0, 0, 0, 1, 1, 0, 1, 1 }, "is not positive definite: its leading minor of order 3 is not positive; add a little to its diagonal, "
      "or leave out what others determine" },
    { 2, { 1, 0.5, 0.4, 1 }, "is not symmetric: row 2, column 1 is 0.4, and row 1, column 2 is 0.5" },
    { 3, { 1, 0, 0.25, 0, 1, 0, 0, 0, 1 }, "is not symmetric: row 3, column 1 is 0, and row 1, column 3 is 0.25" },
    { 2, { 1, NAN, NAN, 1 }, "must have finite numbers; row 1, column 2 is nan" },
};

START_TEST(what_is_no_covariance)
{
    double l[6];
    struct fail f = { 0 };
    ck_assert_int_eq(random_factor(no_covariances[_i].of, no_covariances[_i].n, l, &f), -1);
    ck_assert_str_eq(f.text, no_covariances[_i].text);
}
END_TEST

/* Many draws have the mean and the covariance, as nearly as their number allows. */
START_TEST(draws_have_their_covariance)
{
    enum { N = 40000 };
    static const double covariance[] = { 4, 2, 2, 3 };
    double many[5] = { -1, 10 }, sum[2] = { 0 }, products[3] = { 0 };
    struct fail f = { 0 };
    ck_assert_int_eq(random_factor(covariance, 2, many + 2, &f), 0);
    struct random_law law = { .kind = DIST_MULTIVARIATE_NORMAL, .many = many, .count = 2 };
    for (uint64_t i = 0; i < N; i++) {
        double x = random_sample(&law, random_key(5, 8), 2*i, 2*N, 8) + 1, y = random_sample(&law, random_key(5, 8), 2*i + 1, 2*N, 8) - 10;
        sum[0] += x/N;
        sum[1] += y/N;
        products[0] += x*x/N;
        products[1] += x*y/N;
        products[2] += y*y/N;
    }
    ck_assert_double_eq_tol(sum[0], 0, 5*2/sqrt(N));
    ck_assert_double_eq_tol(sum[1], 0, 5*sqrt(3)/sqrt(N));
    ck_assert_double_eq_tol(products[0], 4, 5*4*sqrt(2)/sqrt(N));
    ck_assert_double_eq_tol(products[1], 2, 5*4/sqrt(N));
    ck_assert_double_eq_tol(products[2], 3, 5*3*sqrt(2)/sqrt(N));
}
END_TEST

/* ---- far tails ---- */

static double below(double x) { return 0.5*erfc(-x/sqrt(2)); }

/* A normal between two bounds is where its distribution reaches what a uniform number divides: both
 * bounds right of the mean are taken by their mirror images. */
static const struct { double low, high, scale; } tails[] = {
    { 8, 9, 1 }, { 5, 8, 1 }, { 20, 21, 1 }, { 8, INFINITY, 1 }, { -INFINITY, -8, 1 }, { -9, -8, 1 }, { -30, -29, 2 }, { -1, 2, 1 },
    { 0.5, INFINITY, 1 }, { -INFINITY, 0.5, 1 }, { 2, 6, 2 }, { -2, -1.5, 1 }
};

START_TEST(truncated_tails)
{
    double low = tails[_i].low, high = tails[_i].high, scale = tails[_i].scale;
    int turned = low > 0;
    double from = turned ? -low : low, to = turned ? -high : high;
    struct random_law law = { .kind = DIST_TRUNCATED_NORMAL, .a = { 0, scale, low, high } };
    struct random_key key = random_key(7, 8);
    for (uint64_t n = 0; n < 200; n++) {
        double u = random_uniform(key, n, DBL_MIN, 1, 8), x = random_sample(&law, key, n, 200, 8);
        double want = (1 - u)*below(from/scale) + u*below(to/scale), got = below((turned ? -x : x)/scale);
        ck_assert_msg(x >= low && x <= high && fabs(got - want) <= 1e-12*want, "%g to %g: %a is at %a, not %a", low, high, x, got, want);
    }
    key = random_key(7, 4);
    for (uint64_t n = 0; n < 200; n++) {
        double u = random_uniform(key, n, FLT_MIN, 1, 4), x = random_sample(&law, key, n, 200, 4);
        double want = (1 - u)*below(from/scale) + u*below(to/scale), got = below((turned ? -x : x)/scale);
        if (want > 1e-30)               /* a single's own smallest is not far below */
            ck_assert_msg(fabs(got - want) <= 1e-4*want, "%g to %g in singles: %a is at %a, not %a", low, high, x, got, want);
    }
}
END_TEST

/* A log-normal number without a width is a power of e; behind the ends of the range there is nothing. */
static const struct { double log, least, most; int bytes; } powers[] = {
    { 0, 1, 1, 4 }, { 1, 2.7182815, 2.7182822, 4 }, { -87, 1.6458e-38, 1.64583e-38, 4 }, { 60, 1.142006e26, 1.142009e26, 4 },
    { 88.7, 3.324e38, 3.3262e38, 4 }, { 89, INFINITY, INFINITY, 4 }, { 1000, INFINITY, INFINITY, 4 }, { -89, 0, 0, 4 }, { -1000, 0, 0, 4 },
    { 0, 1, 1, 8 }, { 1, 2.718281828459044, 2.718281828459046, 8 }, { -708, 3.30755300363839e-308, 3.30755300363842e-308, 8 },
    { 709.5, 1.354986319314e308, 1.354986319315e308, 8 }, { 300, 1.94242639524e130, 1.94242639525e130, 8 },
    { 709.79, INFINITY, INFINITY, 8 }, { -708.4, 0, 0, 8 }, { 1e6, INFINITY, INFINITY, 8 }, { -1e6, 0, 0, 8 }
};

START_TEST(powers_of_e)
{
    struct random_law law = { .kind = DIST_LOG_NORMAL, .a = { powers[_i].log, 1e-30 } };
    for (uint64_t n = 0; n < 3; n++) {
        double x = random_sample(&law, random_key(1, powers[_i].bytes), n, 3, powers[_i].bytes);
        ck_assert_msg(x >= powers[_i].least && x <= powers[_i].most, "e^%g: %.17g", powers[_i].log, x);
    }
}
END_TEST

static const struct { struct random_law law; const char *says; } wrong[] = {
    { { .kind = DIST_NORMAL, .a = { 0, -1 } }, "Normal: scale must be positive, got -1" },
    { { .kind = DIST_NORMAL, .a = { 0, 0 } }, "Normal: scale must be positive, got 0" },
    { { .kind = DIST_NORMAL, .a = { NAN, 1 } }, "Normal: loc must be a number, got nan" },
    { { .kind = DIST_CAUCHY, .a = { HUGE_VAL, 1 } }, "Cauchy: loc must be finite, got inf" },
    { { .kind = DIST_GAMMA, .a = { 1, HUGE_VAL } }, "Gamma: rate must be positive, got inf" },
    { { .kind = DIST_UNIFORM, .a = { 2, 1 } }, "Uniform: low must be less than high, got 2 and 1" },
    { { .kind = DIST_UNIFORM, .a = { 0, HUGE_VAL } }, "Uniform: high must be finite, got inf" },
    { { .kind = DIST_LOG_UNIFORM, .a = { 0, 1 } }, "LogUniform: low must be positive, got 0" },
    { { .kind = DIST_STUDENT_T, .a = { -2, 0, 1 } }, "StudentT: df must be positive, got -2" },
    { { .kind = DIST_BETA, .a = { 1, 0 } }, "Beta: concentration0 must be positive, got 0" },
    { { .kind = DIST_BETA_PROPORTION, .a = { 1, 3 } },
      "BetaProportion: mean must be between 0 and 1, got 1" },
    { { .kind = DIST_BERNOULLI, .a = { 1.5 } }, "Bernoulli: probs must be from 0 to 1, got 1.5" },
    { { .kind = DIST_PARETO, .a = { 1, -1 } }, "Pareto: alpha must be positive, got -1" },
    { { .kind = DIST_TRUNCATED_NORMAL, .a = { 0, 1, 3, 2 } },
      "TruncatedNormal: low must be less than high, got 3 and 2" },
    { { .kind = DIST_TRUNCATED_NORMAL, .a = { 0, 1, 2, 2 } },
      "TruncatedNormal: low must be less than high, got 2 and 2" },
    { { .kind = DIST_BETA_PROPORTION, .a = { 0, 3 } }, "BetaProportion: mean must be between 0 and 1, got 0" },
    { { .kind = DIST_BERNOULLI, .a = { -0.5 } }, "Bernoulli: probs must be from 0 to 1, got -0.5" },
    { { .kind = DIST_INTEGER, .a = { 0, HUGE_VAL } }, "Integer: high must be finite, got inf" },
    { { .kind = DIST_INTEGER, .a = { -2147483648.0, 2 } }, "Integer: low must be a whole number below 2^31, got -2.14748e+09" },
    { { .kind = DIST_INTEGER, .a = { 0.5, 2 } },
      "Integer: low must be a whole number below 2^31, got 0.5" },
    { { .kind = DIST_DIRICHLET, .many = (const double[]){ 1, -1 }, .count = 2 },
      "Dirichlet: number 2 of concentration must be positive, got -1" },
    { { .kind = DIST_DIRICHLET },
      "Dirichlet: concentration must be a list of at least one number" },
};

/* The ends of what is allowed. */
START_TEST(laws_at_the_edge)
{
    static const double one = 1;
    static const struct random_law laws[] = {
        { .kind = DIST_BERNOULLI, .a = { 0 } }, { .kind = DIST_BERNOULLI, .a = { 1 } }, { .kind = DIST_INTEGER, .a = { -2147483647.0, 2147483647.0 } },
        { .kind = DIST_TRUNCATED_NORMAL, .a = { 0, 1, -INFINITY, INFINITY } }, { .kind = DIST_DIRICHLET, .many = &one, .count = 1 }
    };
    struct fail f = { 0 };
    for (size_t i = 0; i < sizeof laws/sizeof *laws; i++)
        ck_assert_msg(random_law_check(&laws[i], &f) == 0, "%s", f.text);
}
END_TEST

START_TEST(wrong_laws_are_refused)
{
    struct fail f = { 0 };

    ck_assert_int_eq(random_law_check(&wrong[_i].law, &f), -1);
    ck_assert_str_eq(f.text, wrong[_i].says);
    ck_assert_int_eq(f.code, 1);
}
END_TEST

Suite *suite_random(void)
{
    Suite *s = suite_create("random");
    TCase *t = tcase_create("jax");

    tcase_set_timeout(t, 60);
    tcase_add_test(t, threefry_known_answers);
    tcase_add_test(t, children_do_not_depend_on_their_number);
    tcase_add_test(t, bits_and_floats_of_key_42);
    tcase_add_test(t, published_columns);
    tcase_add_test(t, as_jax);
    tcase_add_test(t, integers_stay_inside);
    tcase_add_test(t, dirichlet_sums_to_one);
    tcase_add_test(t, singles_are_singles);
    tcase_add_test(t, kinds_are_complete);
    tcase_add_test(t, a_factor_is_lower);
    tcase_add_loop_test(t, what_is_no_covariance, 0, (int)(sizeof no_covariances/sizeof *no_covariances));
    tcase_add_test(t, draws_have_their_covariance);
    tcase_add_loop_test(t, kinds_have_their_parameters, 0, DISTRIBUTIONS);
    tcase_add_loop_test(t, truncated_tails, 0, sizeof tails/sizeof *tails);
    tcase_add_loop_test(t, powers_of_e, 0, sizeof powers/sizeof *powers);
    tcase_add_test(t, laws_at_the_edge);
    tcase_add_loop_test(t, wrong_laws_are_refused, 0, sizeof wrong/sizeof *wrong);
    suite_add_tcase(s, t);
    return s;
}
