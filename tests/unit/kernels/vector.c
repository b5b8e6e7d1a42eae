/* vector.c -- calls of vector primitives: of lanes, of numbers, of conditions. */
void v_m_exp(long n, num *d, const num *a);
void v_m_pow(long n, num *d, const num *a, const num *b);

static void start(const struct kernel_job *j) { (void)j; }

static void results(const struct kernel_job *j)
{
    const num *x = j->at[0], *y = x + LANES;
    num *r = j->at[1], *m = r + LANES, *p = m + LANES;

    v_m_exp(LANES, r, x);                                   /* 0.3*exp(x) + y */
    v_fma_svv(LANES, r, (num)0.3, r, y);

    v_lt_vs(LANES, m, x, (num)0.7);                         /* x < 0.7 ? y : -1.5 */
    v_mask_s(LANES, p, LANES == 64);
    v_and_vv(LANES, m, p, m);
    v_select_vvs(LANES, m, m, y, -(num)1.5);

    v_m_pow(LANES, p, x, y);                                /* x^y - 1 */
    v_sub_vs(LANES, p, p, 1);
}

static const struct kernel_axis axes[] = { { "lane", AXIS_LANE, LANES, -1, -1 } };
static const struct kernel_clock clocks[] = { KERNEL_CLOCKS };
static const struct kernel_buffer buffers[] = {
    { "arguments", INPUT, OVER(0), 2, POINT, 1, REAL },
    { "result", OUTPUT, OVER(0), 3, END, 1, REAL }
};
const struct kernel massc_kernel = { KERNEL_ABI, REAL, LANES, WIDTH, "vector", axes, 1, clocks, 4, buffers, 2, 0, -1,
                                     start, 0, results, 0 };
