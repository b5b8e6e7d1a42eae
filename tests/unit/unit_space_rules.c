/* unit_space_rules.c -- what holds for every space, tried on random ones.
 *
 * Permuting the declaration permutes rows, parts make up the whole, and slices
 * are those of a list; each against a list made the slow way.
 */
#include "space/space.h"
#include "libcheck.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void open_space(struct space *s)
{
    struct fail f = { 0 };
    ck_assert_msg(space_open(s, &f) == 0, "%s", f.text);
}

static uint64_t next_random(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static int below(uint64_t *state, int n)
{
    return (int)(next_random(state) % (uint64_t)n);
}

enum { MOST_AXES = 5, MOST_ROWS = 4000 };

static const double pool[] = { 3, 1, 4, 1, 5, 9, 2, 6 };

static struct axis random_axis(uint64_t *state, int a)
{
    static const char *const names[] = { "noise.sigma", "coupling.G", "a", "initial.V", "a_b" };
    static const char *const groups[] = { NULL, NULL, "one", "two" };
    long n = 1 + below(state, 5);
    struct axis axis = { .path = names[a], .n = n, .lo = -1, .hi = 2, .group = groups[below(state, 4)] };
    switch (below(state, 6)) {
    case 0: axis.kind = AXIS_GRID; break;
    case 1: axis.kind = AXIS_LOG_GRID, axis.lo = 0.5; break;
    case 2: axis.kind = AXIS_LIST, axis.values = pool; break;
    case 3: axis.kind = AXIS_UNIFORM; break;
    case 4: axis.kind = AXIS_RANGE, axis.step = 1.0 + below(state, 2); break;
    case 5: axis.kind = AXIS_KEYS, axis.has_seed = 1, axis.seed = a; break;
    }
    return axis;
}

static struct space random_space(uint64_t *state, struct axis *axes)
{
    struct space s = { .mode = below(state, 2) ? SPACE_ZIP : SPACE_PRODUCT, .key = below(state, 100),
                       .bytes = below(state, 2) ? 4 : 8, .sorted = below(state, 2),
                       .trials = below(state, 3), .axes = axes, .count = 1 + below(state, MOST_AXES) };
    for (int a = 0; a < s.count; a++)
        axes[a] = random_axis(state, a);
    return s;
}

/* A row as text: the values of all axes in order of their names, and the trial. */
static void spell_row(const struct space *s, long i, char *out, size_t size)
{
    long sample[MOST_AXES], trial;
    size_t used = 0;
    space_samples(s, i, sample, &trial);
    const char *last = "";
    for (int k = 0; k < s->count; k++) {
        int next = -1;
        for (int a = 0; a < s->count; a++)
            if (strcmp(s->axes[a].path, last) > 0
                && (next < 0 || strcmp(s->axes[a].path, s->axes[next].path) < 0))
                next = a;
        const struct axis *a = &s->axes[next];
        ck_assert(sample[next] >= 0 && sample[next] < a->n);
        used += (size_t)snprintf(out + used, size - used, "%a %a ", axis_value(a, s->bytes, sample[next], 0),
                                 axis_value(a, s->bytes, sample[next], a->kind == AXIS_KEYS));
        last = a->path;
    }
    snprintf(out + used, size - used, "%ld", trial);
}

typedef char row_text[300];

static row_text *spell_rows(const struct space *s)
{
    row_text *rows = malloc((size_t)s->points * sizeof *rows);
    ck_assert_ptr_nonnull(rows);
    for (long i = 0; i < s->points; i++)
        spell_row(s, i, rows[i], sizeof *rows);
    return rows;
}

static int compare_rows(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* The samples of row i as a counter counts them, the last dimension fastest. */
static void count_rows(const struct space *s)
{
    long digit[MOST_AXES + 2] = { 0 }, sample[MOST_AXES], trial;
    for (long i = 0; i < s->points; i++) {
        space_samples(s, i, sample, &trial);
        for (int a = 0; a < s->count; a++)
            ck_assert_int_eq(sample[a], digit[s->axes[a].dim]);
        if (s->trials > 0)
            ck_assert_int_eq(trial, digit[s->dim_count - 1]);
        for (int d = s->dim_count - 1; d >= 0 && ++digit[d] == s->dims[d].size; d--)
            digit[d] = 0;
    }
    for (int d = 0; d < s->dim_count; d++)
        ck_assert_int_eq(digit[d], 0);
}

START_TEST(rows_count_like_a_counter)
{
    uint64_t state = 1;
    for (int round = 0; round < 200; round++) {
        struct axis axes[MOST_AXES];
        struct space s = random_space(&state, axes);
        open_space(&s);
        count_rows(&s);
        space_close(&s);
    }
}
END_TEST

static void shuffle(uint64_t *state, struct axis *axes, int n)
{
    for (int a = n - 1; a > 0; a--) {
        int b = below(state, a + 1);
        struct axis keep = axes[a];
        axes[a] = axes[b];
        axes[b] = keep;
    }
}

START_TEST(order_of_declaration_permutes_rows)
{
    uint64_t state = 2;
    for (int round = 0; round < 100; round++) {
        struct axis axes[MOST_AXES], moved[MOST_AXES];
        struct space s = random_space(&state, axes), t = s;
        memcpy(moved, axes, sizeof moved);
        shuffle(&state, moved, s.count);
        t.axes = moved;
        open_space(&s);
        open_space(&t);
        ck_assert_int_eq(s.points, t.points);
        ck_assert_str_eq(s.warning, t.warning);
        row_text *one = spell_rows(&s), *two = spell_rows(&t);
        if (s.mode == SPACE_PRODUCT && !s.sorted) {
            qsort(one, (size_t)s.points, sizeof *one, compare_rows);
            qsort(two, (size_t)s.points, sizeof *two, compare_rows);
        }
        for (long i = 0; i < s.points; i++)
            ck_assert_str_eq(one[i], two[i]);
        free(one);
        free(two);
        space_close(&s);
        space_close(&t);
    }
}
END_TEST

START_TEST(parts_make_up_the_whole)
{
    uint64_t state = 3;
    for (int round = 0; round < 60; round++) {
        struct axis axes[MOST_AXES];
        struct space s = random_space(&state, axes), part;
        open_space(&s);
        row_text *rows = spell_rows(&s), row;
        long parts = 1 + below(&state, 7), done = 0;
        for (long p = 0; p < parts; p++) {
            long end = s.points * (p + 1) / parts;
            space_part(&s, done, end - done, &part);
            for (long i = 0; i < part.points; i++) {
                spell_row(&part, i, row, sizeof row);
                ck_assert_str_eq(row, rows[done++]);
            }
            space_close(&part);
        }
        ck_assert_int_eq(done, s.points);
        free(rows);
        space_close(&s);
    }
}
END_TEST

static struct space_range random_range(uint64_t *state, long points)
{
    struct space_range r = { .has_start = below(state, 4) != 0, .has_stop = below(state, 4) != 0,
                             .has_step = below(state, 3) != 0 };
    r.start = below(state, (int)(3 * points)) - points * 3 / 2;
    r.stop = below(state, (int)(3 * points)) - points * 3 / 2;
    r.step = below(state, 9) - 4;
    if (below(state, 20) == 0)
        r.start = LONG_MIN, r.stop = LONG_MAX;
    if (below(state, 20) == 0)
        r.step = below(state, 2) ? LONG_MAX : LONG_MIN;
    if (r.step == 0)
        r.step = 5;
    return r;
}

/* The rows of a slice, the slow way: every row is asked whether it belongs. */
static long slice_list(struct space_range r, long n, long *rows)
{
    long step = r.has_step ? r.step : 1, count = 0;
    long start = step > 0 ? 0 : n - 1, stop = step > 0 ? n : -1;
    if (r.has_start)
        start = r.start < -n ? (step > 0 ? 0 : -1) : r.start < 0 ? r.start + n
              : r.start >= n ? (step > 0 ? n : n - 1) : r.start;
    if (r.has_stop)
        stop = r.stop < -n ? (step > 0 ? 0 : -1) : r.stop < 0 ? r.stop + n
             : r.stop >= n ? (step > 0 ? n : n - 1) : r.stop;
    for (long k = 0; k < n; k++) {
        long i = step > 0 ? k : n - 1 - k;
        long from = step > 0 ? i - start : start - i;
        int before = step > 0 ? i < stop : i > stop;
        if (from >= 0 && before && (from == 0 || (labs(step) > 0 && from % labs(step) == 0)))
            rows[count++] = i;
    }
    return count;
}

static void check_slice(uint64_t *state, const struct space *s, int depth)
{
    struct space_range r = random_range(state, s->points);
    struct space part;
    struct fail f = { 0 };
    static long rows[MOST_ROWS * 4];
    row_text one, two;
    long count = slice_list(r.step == LONG_MIN ? (struct space_range){ r.start, r.stop, -LONG_MAX,
                            r.has_start, r.has_stop, r.has_step } : r, s->points, rows);
    if (space_slice(s, r, &part, &f)) {
        ck_assert_int_eq(count, 0);
        return;
    }
    ck_assert_int_eq(part.points, count);
    for (long i = 0; i < count; i++) {
        spell_row(s, rows[i], one, sizeof one);
        spell_row(&part, i, two, sizeof two);
        ck_assert_str_eq(one, two);
    }
    if (depth < 3)
        check_slice(state, &part, depth + 1);
    space_close(&part);
}

START_TEST(slices_are_those_of_a_list)
{
    uint64_t state = 4;
    for (int round = 0; round < 150; round++) {
        struct axis axes[MOST_AXES];
        struct space s = random_space(&state, axes);
        open_space(&s);
        check_slice(&state, &s, 0);
        check_slice(&state, &s, 0);
        space_close(&s);
    }
}
END_TEST

/* The power at the end of a logarithmic grid may miss it by a few units. */
START_TEST(values_stay_within_bounds)
{
    uint64_t state = 5;
    for (int round = 0; round < 300; round++) {
        struct axis a = random_axis(&state, 0);
        struct space s = { .bytes = below(&state, 2) ? 4 : 8, .axes = &a, .count = 1, .key = round };
        if (a.kind == AXIS_KEYS || a.kind == AXIS_LIST)
            continue;
        a.n = 1 + below(&state, 300);
        open_space(&s);
        for (long i = 0; i < a.n; i++) {
            double value = axis_value(&a, s.bytes, i, 0), slack = a.kind == AXIS_LOG_GRID ? 1e-6 : 0;
            ck_assert(value >= a.lo - slack && value <= a.hi + slack);
            if (a.kind != AXIS_UNIFORM && i > 0)
                ck_assert(value > axis_value(&a, s.bytes, i - 1, 0));
        }
        space_close(&s);
    }
}
END_TEST

static const double two_ways[] = { 0, 1 };

/* Of each row of a carried space: its chain is all rows that differ along the carried dimension and in their way alone,
 * in the order up and then down; and chains do not cross the edges of spans. */
static void check_chains(const struct space *s, int carried)
{
    long legs = space_legs(s), span = space_chain_span(s), n = s->dims[s->carry].size, sample[MOST_AXES + 1], other[MOST_AXES + 1], trial, same;
    ck_assert_int_eq(s->points % span, 0);
    ck_assert_int_eq(legs, n*(s->way >= 0 ? 2 : 1));
    for (long i = 0; i < s->points; i++) {
        ck_assert_int_eq(space_leg_row(s, i, space_leg(s, i)), i);
        space_samples(s, i, sample, &trial);
        for (long leg = 0; leg < legs; leg++) {
            long row = space_leg_row(s, i, leg);
            ck_assert_int_eq(row/span, i/span);
            space_samples(s, row, other, &same);
            ck_assert_int_eq(other[carried], leg < n ? leg : 2*n - 1 - leg);
            if (s->way >= 0)
                ck_assert_int_eq(other[s->count - 1], leg >= n);
            for (int a = 0; a < s->count; a++)
                ck_assert(other[a] == sample[a] || s->axes[a].dim == s->carry || s->axes[a].dim == s->way);
            ck_assert_int_eq(same, trial);
        }
    }
}

/* What is drawn, and in which order rows are but for the way, has nothing to do with what is carried. */
static void check_draws(const struct space *s, const struct space *plain)
{
    long ways = s->way >= 0 ? 2 : 1, trials = s->trials > 0 ? s->trials : 1, sample[MOST_AXES + 1], before[MOST_AXES];
    ck_assert_int_eq(s->points, plain->points*ways);
    for (long i = 0; i < s->points; i++) {
        space_samples(s, i, sample, NULL);
        space_samples(plain, i/(ways*trials)*trials + i % trials, before, NULL);
        for (int a = 0; a < plain->count; a++)
            ck_assert(axis_value(&s->axes[a], s->bytes, sample[a], 0) == axis_value(&plain->axes[a], s->bytes, before[a], 0));
    }
}

START_TEST(chains_are_carried_along_one_dimension)
{
    uint64_t state = 5;
    for (int round = 0; round < 200; round++) {
        struct axis axes[MOST_AXES + 1], plain_axes[MOST_AXES + 1];
        struct space s = random_space(&state, axes);
        int carried = below(&state, s.count), both = below(&state, 2);
        axes[carried].is_carried = 1;
        memcpy(plain_axes, axes, sizeof axes);
        struct space plain = s;
        plain.axes = plain_axes;
        if (both)
            axes[s.count++] = (struct axis){ .path = "way", .kind = AXIS_LIST, .n = 2, .values = two_ways, .is_way = 1 };
        open_space(&s);
        open_space(&plain);
        if (s.points <= MOST_ROWS) {
            check_chains(&s, carried);
            check_draws(&s, &plain);
        }
        space_close(&s);
        space_close(&plain);
    }
}
END_TEST

Suite *suite_space_rules(void);

Suite *suite_space_rules(void)
{
    Suite *suite = suite_create("space_rules");
    TCase *rules = tcase_create("rules");
    tcase_add_test(rules, rows_count_like_a_counter);
    tcase_add_test(rules, order_of_declaration_permutes_rows);
    tcase_add_test(rules, parts_make_up_the_whole);
    tcase_add_test(rules, slices_are_those_of_a_list);
    tcase_add_test(rules, values_stay_within_bounds);
    tcase_add_test(rules, chains_are_carried_along_one_dimension);
    suite_add_tcase(suite, rules);
    return suite;
}
