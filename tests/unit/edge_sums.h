/* edge_sums.h -- the primitives that sum over the edges of a target, one lane and one edge at a time; for primitives.h. */

enum { EDGE_ROWS = 13, EDGE_COLUMNS = 11, EDGE_LANES = 256 };

struct edge_sums {
    num x[EDGE_COLUMNS*EDGE_LANES], d[(EDGE_ROWS + 1)*EDGE_LANES];
    num w[EDGE_ROWS*EDGE_COLUMNS];
} __attribute__((aligned(64)));

typedef void dense_sums(long, num *, const num *, const num *, int, int);
typedef void row_sums(long, num *, const num *, const num *, const int *, const int *, int);

/* Of the edges of row [i] in their order, from 0 on; no weights: they are added. */
static num edge_sum(const struct edge_sums *x, int weighted, const int *source, int from, int upto, long n, long l)
{
    num sum = 0;
    for (int e = from; e < upto; e++)
        sum = weighted ? FMA_(x->w[e], x->x[source[e]*n + l], sum) : x->x[source[e]*n + l] + sum;
    return sum;
}

static void check_edges(const char *isa, const struct edge_sums *x, int weighted, const int *row, const int *source, int rows, long n)
{
    for (int i = 0; i < rows; i++)
        for (long l = 0; l < n; l++) {
            const num want = edge_sum(x, weighted, source, row[i], row[i + 1], n, l), got = x->d[i*n + l];
            ck_assert_msg(same(got, want, 0), "%s, n = %ld, row %d of %d, lane %ld: %a, not %a", isa, n, i, rows, l, (double)got, (double)want);
        }
    for (long l = 0; l < n; l++)
        ck_assert_msg(x->d[rows*n + l] == 7, "%s writes behind row %d", isa, rows - 1);
}

/* Rows without edges and with all, sources in no order; of all pairs every number of rows, of which tiles leave some over. */
START_TEST(sums_of_edges_are_scalar_c)
{
    const struct vector_set *s = vector_set_for(REAL, isas[_i]);
    if (!s)
        return;
    static struct edge_sums x;
    const long sizes[] = { s->width, 2*s->width, 3*s->width, 16, 64, 80, EDGE_LANES };
    int row[EDGE_ROWS + 1] = { 0 }, source[EDGE_ROWS*EDGE_COLUMNS], all_row[EDGE_ROWS + 1], all[EDGE_ROWS*EDGE_COLUMNS];
    uint64_t state = 5;
    for (int i = 0; i < EDGE_ROWS; i++) {
        row[i + 1] = row[i] + i%(EDGE_COLUMNS + 1);
        for (int e = row[i]; e < row[i + 1]; e++)
            source[e] = (7*e + i)%EDGE_COLUMNS;
        for (int j = 0; j < EDGE_COLUMNS; j++)
            all[i*EDGE_COLUMNS + j] = j;
        all_row[i] = i*EDGE_COLUMNS;
    }
    all_row[EDGE_ROWS] = EDGE_ROWS*EDGE_COLUMNS;
    for (int i = 0; i < EDGE_ROWS*EDGE_COLUMNS; i++)
        x.w[i] = mixed(&state);
    for (int i = 0; i < EDGE_COLUMNS*EDGE_LANES; i++)
        x.x[i] = mixed(&state);
    for (size_t k = 0; k < sizeof sizes/sizeof *sizes; k++)
        for (int weighted = 0; weighted < 2; weighted++) {
            const long n = sizes[k];
            for (int rows = 1; rows <= EDGE_ROWS; rows++) {
                for (int i = 0; i < (EDGE_ROWS + 1)*EDGE_LANES; i++)
                    x.d[i] = 7;
                ((dense_sums *)sum_named(s, "v_dense"))(n, x.d, weighted ? x.w : NULL, x.x, rows, EDGE_COLUMNS);
                check_edges(s->isa, &x, weighted, all_row, all, rows, n);
            }
            for (int i = 0; i < (EDGE_ROWS + 1)*EDGE_LANES; i++)
                x.d[i] = 7;
            ((row_sums *)sum_named(s, "v_rows"))(n, x.d, weighted ? x.w : NULL, x.x, row, source, EDGE_ROWS);
            check_edges(s->isa, &x, weighted, row, source, EDGE_ROWS, n);
        }
}
END_TEST
