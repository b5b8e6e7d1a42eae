/* needs: word */
/* exp.c -- e^x of doubles, within 0.95 ulp.
 *
 * x = n*ln 2 + r with |r| <= ln 2/2; e^r is a polynomial (minimax by Remez,
 * recomputed), and 2^n comes in two factors where there is no instruction for it: their
 * exponents are the halves of n + 2046, so that 2^1024 and the subnormals are reached
 * without a branch.
 * ln 2 is split as in msun: n times the high part is exact.
 */
static INLINE_ real m_exp_parts(real x, real low, real factor)  /* factor*e^(x + low) */
{
    const num shift = 6755399441055744.0 + 2046.0;  /* 1.5*2^52: n lands in the low bits */
    real k, n, r, p;

    k = madd(x, lanes(1.4426950408889634), lanes(shift));
    n = k - shift;
    r = madd(n, lanes(-6.93147180369123816490e-1), x);
    r = madd(n, lanes(-1.90821492927058770002e-10), r) + low;

    p = lanes(2.4999965953370417e-8);
    p = madd(p, r, lanes(2.763030635488147e-7));
    p = madd(p, r, lanes(2.7557586977540287e-6));
    p = madd(p, r, lanes(2.4801492949639555e-5));
    p = madd(p, r, lanes(1.9841269505573798e-4));
    p = madd(p, r, lanes(1.38888889437596e-3));
    p = madd(p, r, lanes(8.33333333349507e-3));
    p = madd(p, r, lanes(4.166666666652973e-2));
    p = madd(p, r, lanes(1.666666666666641e-1));
    p = madd(p, r, lanes(0.5000000000000011));
    p = madd(p, r, lanes(1.0));
    p = madd(p, r, lanes(1.0));

    return m_scaled(p*factor, n, as_word(k));
}

static INLINE_ real m_exp(real x)
{
    x = at_most(x, lanes(710.0));          /* e^710 overflows */
    x = at_least(x, lanes(-746.0));        /* e^-746 rounds to 0 */
    return m_exp_parts(x, lanes(-0.0), lanes(1.0));
}
