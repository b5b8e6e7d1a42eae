/* vector.c -- calls of vector primitives: of lanes, of numbers, of conditions. */
void v_m_exp(long n, num *d, const num *a);
void v_m_pow(long n, num *d, const num *a, const num *b);

static void start(const struct kernel_job *j) { (void)j; }

static void finish(const struct kernel_job *j)
{
    const num *x = j->point, *y = x + LANES;
    num *r = j->result, *m = r + LANES, *p = m + LANES;

    v_m_exp(LANES, r, x);                                   /* 0.3*exp(x) + y */
    v_fma_svv(LANES, r, (num)0.3, r, y);

    v_lt_vs(LANES, m, x, (num)0.7);                         /* x < 0.7 ? y : -1.5 */
    v_mask_s(LANES, p, LANES == 64);
    v_and_vv(LANES, m, p, m);
    v_select_vvs(LANES, m, m, y, -(num)1.5);

    v_m_pow(LANES, p, x, y);                                /* x^y - 1 */
    v_sub_vs(LANES, p, p, 1);
}

const struct kernel massc_kernel = { KERNEL_ABI, REAL, LANES, WIDTH, 1, 0, 2, 0, 0, 3, 0, 0,
                                     "vector", start, 0, finish, 0 };
