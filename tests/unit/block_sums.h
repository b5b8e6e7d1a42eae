/* block_sums.h -- the primitives of sums of blocks against docs/numbers.md ("Sums and
 * spreads over time"), one lane and one number at a time; for primitives.h.
 */

enum { SUM_LANES = 64, SUM_NODES = 5, SUM_STEPS = 32 };

struct sums {
    num block[3*SUM_NODES*SUM_LANES + GUARD];
    double total[3*SUM_LANES + GUARD], closed[3*SUM_LANES + GUARD], want[3*SUM_LANES];
    num d[SUM_LANES + GUARD];
} __attribute__((aligned(64)));

static int same_double(double x, double y)
{
    return memcmp(&x, &y, sizeof x) == 0 || (x != x && y != y);
}

static void (*sum_named(const struct vector_set *s, const char *name))(void)
{
    for (int i = 0; i < s->count; i++)
        if (strcmp(s->entries[i].name, name) == 0)
            return s->entries[i].address;
    ck_abort_msg("%s has no %s", s->isa, name);
    return NULL;
}

/* What rounding takes from a + b. */
static double rounded_off(double a, double b)
{
    double all = a + b, b_there = all - a, a_there = all - b_there;
    return (a - a_there) + (b - b_there);
}

/* Steps 3 to 5: m steps of N nodes join T samples; [squares] as a kernel that keeps them. */
static void join_scalar(double *sum, double *lost, double *about, const num *block, long n, long l, int N, double m, double T, int squares)
{
    const double samples = m*N, c0 = block[l], product = c0*samples;
    double S = c0*0, Q = c0*0;
    for (int i = 0; i < N; i++) {
        double g = (double)block[i*n + l] - c0, s = block[(N + i)*n + l], u = m*g + s;
        S = S + u;
        if (squares)
            Q = Q + ((double)block[(2*N + i)*n + l] + g*(s + u));
    }
    if (squares) {
        double a = S*(1/samples) - (fma(-T, c0, *sum) + *lost)*(T > 0 ? 1/T : 0);
        *about = *about + (Q - S*(S*(1/samples))) + a*a*(T*samples/(T + samples));
    }
    double grown = product + S;
    *lost = *lost + (rounded_off(*sum, grown) - fma(-samples, c0, product));
    *sum = *sum + grown;
}

static void fill_sums(struct sums *x, int smooth, uint64_t *state)
{
    for (int i = 0; i < 3*SUM_NODES*SUM_LANES; i++)
        x->block[i] = smooth ? (num)((double)(int64_t)next(state)*0x1p-61) : mixed(state);
    for (int i = 0; i < 3*SUM_LANES; i++)
        x->total[i] = smooth || i%4 ? (double)(int64_t)next(state)*0x1p-55 : (double)mixed(state);
    for (int i = 0; i < GUARD; i++)
        x->block[3*SUM_NODES*SUM_LANES + i] = 7;
    for (int i = 0; i < 3*SUM_LANES + GUARD; i++)
        x->closed[i] = 7;
}

static void check_total(const char *name, const char *isa, const double *got, const double *want, long n, int squares)
{
    for (long i = 0; i < (2 + squares)*n; i++)
        ck_assert_msg(same_double(got[i], want[i]), "%s of %s, n = %ld: number %ld of lane %ld is %a, not %a", name, isa, n, i/n, i%n, got[i], want[i]);
}

static void check_gather(const struct vector_set *s, struct sums *x, long n, int nodes, double before, int squares)
{
    memcpy(x->closed, x->total, sizeof x->total);
    memcpy(x->want, x->total, sizeof x->want);
    for (long l = 0; l < n; l++)
        join_scalar(&x->want[l], &x->want[n + l], &x->want[2*n + l], x->block, n, l, nodes, SUM_STEPS, before, squares);
    ((void (*)(long, double *, const num *, long, int, double, double, int))sum_named(s, "v_gather"))(n, x->closed, x->block, 1, nodes, before, SUM_STEPS, squares);
    check_total("v_gather", s->isa, x->closed, x->want, n, squares);
    ck_assert(same_double(x->closed[(2 + squares)*n], x->total[(2 + squares)*n]));
}

/* Of [steps] steps the last block has what is over, and a whole block where nothing is. */
static void check_close(const struct vector_set *s, struct sums *x, long n, int nodes, int steps, int squares)
{
    int last = steps%SUM_STEPS ? steps%SUM_STEPS : steps ? SUM_STEPS : 0;
    memcpy(x->want, x->total, sizeof x->want);
    for (long l = 0; last && l < n; l++)
        join_scalar(&x->want[l], &x->want[n + l], &x->want[2*n + l], x->block, n, l, nodes, last, (double)(steps - last)*nodes, squares);
    x->closed[(2 + squares)*n] = 7;
    ((void (*)(long, double *, const double *, const num *, long, int, double, int))sum_named(s, "v_close"))(n, x->closed, x->total, x->block, 1, nodes, steps, squares);
    check_total("v_close", s->isa, x->closed, x->want, n, squares);
    ck_assert(same_double(x->closed[(2 + squares)*n], 7));
}

/* Step 6. */
static double finished_scalar(int kind, double sum, double lost, double about, double count)
{
    double mean = sum/count, var = about < 0 ? 0 : about/count;
    if (about != about || about - about != 0)       /* squares overflowed, or a sample was not finite */
        var = sum - sum == 0 ? (double)INFINITY : (double)NAN;
    return kind == 0 ? mean + (fma(-mean, count, sum) + lost)/count : kind == 1 ? sum + lost : kind == 2 ? var : sqrt(var);
}

static void check_finish(const struct vector_set *s, struct sums *x, long n, int squares)
{
    static const char *const names[] = { "v_mean_of", "v_total_of", "v_var_of", "v_std_of" };
    for (int kind = 0; kind < (squares ? 4 : 2); kind++) {
        x->d[n] = 7;
        ((void (*)(long, num *, const double *, long, double, int))sum_named(s, names[kind]))(n, x->d, x->total, 1, 1000, squares);
        for (long l = 0; l < n; l++) {
            num want = (num)finished_scalar(kind, x->total[l], x->total[n + l], squares ? x->total[2*n + l] : 0, 1000);
            ck_assert_msg(same(x->d[l], want, 0), "%s of %s: lane %ld is %a, not %a", names[kind], s->isa, l, (double)x->d[l], (double)want);
        }
        ck_assert(same(x->d[n], 7, 1));
    }
}

START_TEST(sums_are_scalar_c)
{
    static const int steps[] = { 0, 1, 31, 32, 33, 64, 1000 };
    static struct sums x;
    const struct vector_set *s = vector_set_for(REAL, isas[_i]);
    uint64_t state = 5;
    for (int round = 0; s && round < 64; round++) {
        long n = round & 4 ? SUM_LANES : s->width;
        int nodes = 1 + round%SUM_NODES, squares = round & 1;
        fill_sums(&x, round & 2, &state);
        check_gather(s, &x, n, nodes, round & 8 ? 0 : 96.0*nodes, squares);
        for (size_t k = 0; k < sizeof steps/sizeof *steps; k++)
            check_close(s, &x, n, nodes, steps[k], squares);
        check_finish(s, &x, n, squares);
    }
}
END_TEST
