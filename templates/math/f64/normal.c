/* needs: log */
/* normal.c -- a normal double from two random words, as XLA on a machine with
 * fused multiply-add.
 *
 * u in (-1, 1), then sqrt 2 * erfinv u (Giles 2010), which needs log(1 - u*u):
 * for u*u < sqrt 2 - 1 the Cephes rational function of log1p, else the logarithm
 * of the C library. Ours stands in for that one: one normal in 17 000 differs from
 * JAX with glibc, by the last bit. Each line rounds where XLA's code rounds.
 */
static INLINE_ real xla_log1p(real x)        /* -1 < x <= 0 */
{
    real p, q, x2 = x*x, large = m_log_down(x + 1.0, lanes(0.0));

    p = madd(lanes(4.5270000862445199635215e-5), x, lanes(4.9854102823193375972212e-1));
    p = madd(p, x, lanes(6.5787325942061044846969));
    p = madd(p, x, lanes(29.911919328553073277375));
    p = madd(p, x, lanes(60.949667980987787057556));
    p = madd(p, x, lanes(57.112963590585538103336));
    p = madd(p, x, lanes(20.039553499201281259648));

    q = x + 15.062909083469192043167;
    q = madd(q, x, lanes(83.047565967967209469434));
    q = madd(q, x, lanes(221.76239823732856465394));
    q = madd(q, x, lanes(309.09872225312059774938));
    q = madd(q, x, lanes(216.42788614495947685003));
    q = madd(q, x, lanes(60.118660497603843919306));

    p = x + madd(x2, lanes(-0.5), (x*x2)*(p/q));
    return select(x > lanes(-0.41421356237309503), p, large);
}

static INLINE_ real xla_erfinv_mid(real x)   /* x = w - 3.125 */
{
    real p = madd(lanes(-3.6444120640178196900e-21), x, lanes(-1.685059138182016589e-19));
    p = madd(p, x, lanes(1.2858480715256400167e-18));
    p = madd(p, x, lanes(1.115787767802518096e-17));
    p = madd(p, x, lanes(-1.333171662854620906e-16));
    p = madd(p, x, lanes(2.0972767875968561637e-17));
    p = madd(p, x, lanes(6.6376381343583238325e-15));
    p = madd(p, x, lanes(-4.0545662729752068639e-14));
    p = madd(p, x, lanes(-8.1519341976054721522e-14));
    p = madd(p, x, lanes(2.6335093153082322977e-12));
    p = madd(p, x, lanes(-1.2975133253453532498e-11));
    p = madd(p, x, lanes(-5.4154120542946279317e-11));
    p = madd(p, x, lanes(1.051212273321532285e-09));
    p = madd(p, x, lanes(-4.1126339803469836976e-09));
    p = madd(p, x, lanes(-2.9070369957882005086e-08));
    p = madd(p, x, lanes(4.2347877827932403518e-07));
    p = madd(p, x, lanes(-1.3654692000834678645e-06));
    p = madd(p, x, lanes(-1.3882523362786468719e-05));
    p = madd(p, x, lanes(0.0001867342080340571352));
    p = madd(p, x, lanes(-0.00074070253416626697512));
    p = madd(p, x, lanes(-0.0060336708714301490533));
    p = madd(p, x, lanes(0.24015818242558961693));
    return madd(p, x, lanes(1.6536545626831027356));
}

static INLINE_ real xla_erfinv_tail(real x)  /* x = sqrt w - 3.25 */
{
    real p = madd(lanes(2.2137376921775787049e-09), x, lanes(9.0756561938885390979e-08));
    p = madd(p, x, lanes(-2.7517406297064545428e-07));
    p = madd(p, x, lanes(1.8239629214389227755e-08));
    p = madd(p, x, lanes(1.5027403968909827627e-06));
    p = madd(p, x, lanes(-4.013867526981545969e-06));
    p = madd(p, x, lanes(2.9234449089955446044e-06));
    p = madd(p, x, lanes(1.2475304481671778723e-05));
    p = madd(p, x, lanes(-4.7318229009055733981e-05));
    p = madd(p, x, lanes(6.8284851459573175448e-05));
    p = madd(p, x, lanes(2.4031110387097893999e-05));
    p = madd(p, x, lanes(-0.0003550375203628474796));
    p = madd(p, x, lanes(0.00095328937973738049703));
    p = madd(p, x, lanes(-0.0016882755560235047313));
    p = madd(p, x, lanes(0.0024914420961078508066));
    p = madd(p, x, lanes(-0.0037512085075692412107));
    p = madd(p, x, lanes(0.005370914553590063617));
    p = madd(p, x, lanes(1.0052589676941592334));
    return madd(p, x, lanes(3.0838856104922207635));
}

static INLINE_ real xla_erfinv_far(real x)   /* x = sqrt w - 5 */
{
    real p = madd(lanes(-2.7109920616438573243e-11), x, lanes(-2.5556418169965252055e-10));
    p = madd(p, x, lanes(1.5076572693500548083e-09));
    p = madd(p, x, lanes(-3.7894654401267369937e-09));
    p = madd(p, x, lanes(7.6157012080783393804e-09));
    p = madd(p, x, lanes(-1.4960026627149240478e-08));
    p = madd(p, x, lanes(2.9147953450901080826e-08));
    p = madd(p, x, lanes(-6.7711997758452339498e-08));
    p = madd(p, x, lanes(2.2900482228026654717e-07));
    p = madd(p, x, lanes(-9.9298272942317002539e-07));
    p = madd(p, x, lanes(4.5260625972231537039e-06));
    p = madd(p, x, lanes(-1.9681778105531670567e-05));
    p = madd(p, x, lanes(7.5995277030017761139e-05));
    p = madd(p, x, lanes(-0.00021503011930044477347));
    p = madd(p, x, lanes(-0.00013871931833623122026));
    p = madd(p, x, lanes(1.0103004648645343977));
    return madd(p, x, lanes(4.8499064014085844221));
}

static INLINE_ real xla_erfinv(real u)       /* -1 < u < 1 */
{
    real w = -xla_log1p(-(u*u)), r = root(w);
    real far = select(w < lanes(16.0), xla_erfinv_tail(r - 3.25), xla_erfinv_far(r - 5.0));

    return select(w < lanes(6.25), xla_erfinv_mid(w - 3.125), far)*u;
}

#if WIDTH == 1
static INLINE_ word widen(bits x) { return x; }
#else
static INLINE_ word widen(bits x) { return __builtin_convertvector(x, word); }
#endif

static INLINE_ real m_unit(bits a, bits b)   /* a multiple of 2^-52 in [0, 1) */
{
    return as_real(widen(a) << 20 | widen(b >> 12) | 0x3ff0000000000000) - 1.0;
}

static INLINE_ real m_normal(bits a, bits b)
{
    const num least = -0.99999999999999989; /* the double after -1 */

    return xla_erfinv(madd(m_unit(a, b), lanes(2.0), lanes(least)))*1.4142135623730951;
}
