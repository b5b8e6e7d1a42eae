/* unit_designs.c -- Sobol' points and Latin hypercubes, held against scipy, JAX and arithmetic. */
#include "space/space.h"
#include "space/latin.h"
#include "space/sobol.h"
#include "libcheck.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the reference file ---- */

static const char *rest(const char *line, const char *word)
{
    size_t n = strlen(word);
    return strncmp(line, word, n) || line[n] != ' ' ? NULL : line + n;
}

static int numbers(const char *text, double *out, int most)
{
    int n = 0;
    for (char *end; n < most; text = end) {
        double x = strtod(text, &end);
        if (end == text)
            break;
        out[n++] = x;
    }
    return n;
}

/* Lines that begin with a word, and what they hold. */
struct lines { double of[200][400]; int counts[200], count; };

static struct lines *lines_of(const char *word)
{
    struct lines *l = calloc(1, sizeof *l);
    static char line[20000];
    FILE *in = fopen("tests/reference/designs.txt", "r");
    ck_assert_ptr_nonnull(in);
    while (fgets(line, sizeof line, in)) {
        const char *text = rest(line, word);
        if (text) {
            l->counts[l->count] = numbers(text, l->of[l->count], 400);
            l->count++;
        }
    }
    fclose(in);
    ck_assert_int_gt(l->count, 0);
    return l;
}

/* ---- Sobol' ---- */

START_TEST(points_are_those_of_scipy)
{
    struct lines *places = lines_of("places"), *all = lines_of("sobol");
    ck_assert_int_eq(all->count, SOBOL_DIMENSIONS);
    for (int d = 0; d < all->count; d++)
        for (int i = 1; i < all->counts[d]; i++) {
            double got = sobol_point((int)all->of[d][0], (uint64_t)places->of[0][i - 1], 0);
            ck_assert_msg(got == all->of[d][i]*0x1p-30, "dimension %d, point %g: %a", d, places->of[0][i - 1], got);
        }
    free(places);
    free(all);
}
END_TEST

/* Of each 2^k points from a multiple of it on, one lies in each part of length 2^-k, whatever they are shifted by. */
START_TEST(parts_hold_one_point_each)
{
    for (int d = 0; d < SOBOL_DIMENSIONS; d++)
        for (uint64_t shift = 0; shift < 3; shift++) {
            char seen[256] = { 0 };
            for (uint64_t i = 0; i < 256; i++)
                seen[(int)(256*sobol_point(d, 512 + i, shift*0x5555555555555555u))]++;
            for (int i = 0; i < 256; i++)
                ck_assert_int_eq(seen[i], 1);
        }
}
END_TEST

/* To the last bit, and never 1. */
START_TEST(shifts_are_exclusive_ors)
{
    for (uint64_t i = 0; i < 1000; i++) {
        uint64_t word = random_bits64(random_key(7, 8), i);
        double plain = sobol_point(5, i, 0)*0x1p53, moved = sobol_point(5, i, word)*0x1p53;
        ck_assert_uint_eq((uint64_t)moved, (uint64_t)plain ^ word >> 11);
        ck_assert(moved < 0x1p53);
    }
    ck_assert(sobol_point(3, (1L << 53) - 1, UINT64_MAX) < 1);
}
END_TEST

static struct space sobol_space(struct axis *axes, int count, enum space_mode mode)
{
    static const char *const paths[] = { "b.c", "b", "a", "b_c" };
    for (int i = 0; i < count; i++)
        axes[i] = (struct axis){ .path = paths[i], .kind = AXIS_SOBOL, .lo = 0, .hi = 1, .n = 8 };
    return (struct space){ .mode = mode, .bytes = 8, .axes = axes, .count = count };
}

/* By name, among those that move together. */
START_TEST(dimensions_are_ranks_of_names)
{
    struct axis axes[4];
    struct fail f = { 0 };
    struct space s = sobol_space(axes, 4, SPACE_ZIP);
    ck_assert(space_open(&s, &f) == 0);
    ck_assert(axes[0].dimension == 2 && axes[1].dimension == 1 && axes[2].dimension == 0 && axes[3].dimension == 3);
    space_close(&s);
    s = sobol_space(axes, 4, SPACE_PRODUCT);
    axes[0].group = axes[1].group = "g";
    ck_assert(space_open(&s, &f) == 0);
    ck_assert(axes[0].dimension == 1 && axes[1].dimension == 0 && axes[2].dimension == 0 && axes[3].dimension == 0);
    space_close(&s);
}
END_TEST

START_TEST(a_dimension_too_many_is_refused)
{
    static struct axis axes[SOBOL_DIMENSIONS + 1];
    static char paths[SOBOL_DIMENSIONS + 1][8];
    struct fail f = { 0 };
    for (int i = 0; i <= SOBOL_DIMENSIONS; i++) {
        snprintf(paths[i], sizeof paths[i], "x%03d", i);
        axes[i] = (struct axis){ .path = paths[i], .kind = AXIS_SOBOL, .lo = 0, .hi = 1, .n = 4, .group = "g" };
    }
    struct space s = { .bytes = 8, .axes = axes, .count = SOBOL_DIMENSIONS };
    ck_assert(space_open(&s, &f) == 0);
    space_close(&s);
    s.count++;
    ck_assert(space_open(&s, &f) == -1);
    ck_assert_int_eq(s.fault, SOBOL_DIMENSIONS);
    ck_assert_str_eq(f.text, "axis 'x128' is dimension 129 of the Sobol' sequence along 'g', and direction numbers are known of 128; "
                     "write latin, or uniform, for some of them");
}
END_TEST

static const struct { long n; const char *warning; } sizes[] = {
    { 1, "" }, { 2, "" }, { 1024, "" },
    { 3, "WARNING: The balance properties of Sobol' points require n to be a power of 2; 'b.c' has 3, write 2 or 4." },
    { 1000, "WARNING: The balance properties of Sobol' points require n to be a power of 2; 'b.c' has 1000, write 512 or 1024." },
};

START_TEST(numbers_of_points_are_judged_once)
{
    struct axis axes[2];
    struct fail f = { 0 };
    struct space s = sobol_space(axes, 2, SPACE_PRODUCT);
    axes[0].n = axes[1].n = sizes[_i].n;
    ck_assert(space_open(&s, &f) == 0);
    ck_assert_str_eq(s.warning, sizes[_i].warning);
    space_close(&s);
}
END_TEST

/* ---- Latin hypercubes ---- */

static const long latin_sizes[] = { 1, 2, 3, 4, 5, 7, 16, 100, 255, 256, 257, 258, 289, 290, 1000, 4097, 65536, 100003 };

/* All of them, once. */
START_TEST(places_are_a_permutation)
{
    long n = latin_sizes[_i];
    char *seen = calloc(1, (size_t)n);
    for (int64_t seed = 0; seed < 3; seed++) {
        memset(seen, 0, (size_t)n);
        for (long i = 0; i < n; i++) {
            uint64_t at = latin_place(random_key(seed, 8), (uint64_t)i, (uint64_t)n);
            ck_assert_uint_lt(at, (uint64_t)n);
            ck_assert_int_eq(seen[at]++, 0);
        }
    }
    free(seen);
}
END_TEST

static struct axis latin_axis(double lo, double hi, long n, int64_t key)
{
    return (struct axis){ .path = "x", .kind = AXIS_LATIN, .lo = lo, .hi = hi, .n = n, .own_key = 1, .key = key, .draw = random_key(key, 8) };
}

/* In bounds that are exact, each sample is its part's draw. */
START_TEST(samples_are_a_draw_in_each_part)
{
    struct lines *all = lines_of("uniform");
    for (int k = 0; k < all->count; k++) {
        long n = (long)all->of[k][1];
        struct axis a = latin_axis(-3, (double)n - 3, n, (int64_t)all->of[k][0]);
        char seen[400] = { 0 };
        for (long i = 0; i < n; i++) {
            double x = axis_value(&a, 8, i, 0) + 3, part = floor(x);
            ck_assert_int_eq(seen[(int)part]++, 0);
            ck_assert_double_eq_tol(x - part, all->of[k][2 + i], 1e-13*(double)n);
        }
    }
    free(all);
}
END_TEST

/* Of n! orders none is preferred: chi-squared of 20000 keys, of one degree of freedom less, lies within 5 deviations. */
START_TEST(orders_are_equally_likely)
{
    enum { KEYS = 20000, N = 5, ORDERS = 120 };
    int counts[3125] = { 0 };
    for (int64_t key = 0; key < KEYS; key++) {
        int code = 0;
        for (uint64_t i = 0; i < N; i++)
            code = 5*code + (int)latin_place(random_key(key, 8), i, N);
        counts[code]++;
    }
    double chi = 0, mean = (double)KEYS/ORDERS;
    for (int i = 0; i < 3125; i++)
        chi += counts[i] ? (counts[i] - mean)*(counts[i] - mean)/mean - mean : 0;
    chi += ORDERS*mean;                 /* those that did not come count by their mean */
    ck_assert_double_eq_tol(chi, ORDERS - 1, 5*sqrt(2.0*(ORDERS - 1)));
}
END_TEST

/* Large ones: where two neighbours go, in tenths; and how two keys go together. */
START_TEST(places_are_independent)
{
    enum { N = 4097, CELLS = 100 };
    double neighbours[CELLS] = { 0 }, keys[CELLS] = { 0 }, mean = 40.0*N/CELLS, chi[2] = { 0, 0 };
    for (int64_t key = 0; key < 40; key++)
        for (uint64_t i = 0; i < N; i++) {
            int a = (int)(latin_place(random_key(key, 8), i, N)*10/N);
            int b = (int)(latin_place(random_key(key, 8), (i + 1) % N, N)*10/N);
            int c = (int)(latin_place(random_key(key + 1000, 8), i, N)*10/N);
            neighbours[10*a + b]++;
            keys[10*a + c]++;
        }
    for (int i = 0; i < CELLS; i++) {
        chi[0] += (neighbours[i] - mean)*(neighbours[i] - mean)/mean;
        chi[1] += (keys[i] - mean)*(keys[i] - mean)/mean;
    }
    for (int i = 0; i < 2; i++)         /* rows and columns are fixed: 81 degrees of freedom */
        ck_assert_double_eq_tol(chi[i], 81, 5*sqrt(2*81.0));
}
END_TEST

Suite *suite_designs(void)
{
    Suite *suite = suite_create("designs");
    TCase *sobol = tcase_create("sobol"), *latin = tcase_create("latin");
    tcase_add_test(sobol, points_are_those_of_scipy);
    tcase_add_test(sobol, parts_hold_one_point_each);
    tcase_add_test(sobol, shifts_are_exclusive_ors);
    tcase_add_test(sobol, dimensions_are_ranks_of_names);
    tcase_add_test(sobol, a_dimension_too_many_is_refused);
    tcase_add_loop_test(sobol, numbers_of_points_are_judged_once, 0, (int)(sizeof sizes/sizeof *sizes));
    tcase_add_loop_test(latin, places_are_a_permutation, 0, (int)(sizeof latin_sizes/sizeof *latin_sizes));
    tcase_add_test(latin, samples_are_a_draw_in_each_part);
    tcase_add_test(latin, orders_are_equally_likely);
    tcase_add_test(latin, places_are_independent);
    suite_add_tcase(suite, sobol);
    suite_add_tcase(suite, latin);
    return suite;
}
