/* time.c -- the time of a stage, [step] steps behind time 0; half ones occur.
 *
 * The double is the one nearest to step*dt as the decimal dt is written, so that times
 * equal the decimals of a file. An onset may be computed, and is rounded then: what
 * asks whether it is reached looks a little later (for "is it past", a little earlier),
 * by max(1e-9 steps, 4 eps t), at most a quarter of a step, half of what lies between
 * two stages. Fixed times are compared in double whatever a number is; swept ones were
 * rounded when they were as large as TIME_SCALE.
 */
double fma(double, double, double);

struct moment {
    num t, early, late;                 /* early, late: by 4 eps of a number */
    double exact, before, after;        /* the same by 4 eps of a double */
};

static inline double slack(double t, double dt, double eps)
{
    double far = 4.0*eps*(t < 0.0 ? -t : t), near = 1e-9*dt, most = 0.25*dt;

    far = far > near ? far : near;
    return far < most ? far : most;
}

static inline void moment(const struct kernel_job *job, double step, struct moment *m)
{
    const double t = fma(step, job->dt, step*job->rest);
    const double few = slack(t, job->dt, 2.220446049250313e-16);
    const double some = slack(t < 0.0 ? t - TIME_SCALE : t + TIME_SCALE, job->dt,
                              REAL == 4 ? 1.1920928955078125e-7 : 2.220446049250313e-16);

    m->t = (num)t;
    m->early = (num)(t - some);
    m->late = (num)(t + some);
    m->exact = t;
    m->before = t - few;
    m->after = t + few;
}

static inline SPARE_ double whole_(double q)
{
    if (!(q > -4e15 && q < 4e15))
        return q;
    double whole = (double)(long long)q;
    return whole > q ? whole - 1.0 : whole;
}

/* Whether t lies in the first part of its period, [on] long. */
static inline SPARE_ int in_train_(double t, double period, double on)
{
    double q = t/period;

    if (!(q > -4e15 && q < 4e15))
        return 0;
    double phase = t - whole_(q)*period;
    return (phase < 0.0 ? phase + period : phase) < on;
}

/* What is left of t, soon to be [late], in its period; 0 where the period is over. */
static inline SPARE_ double phase_(double t, double late, double period)
{
    double phase = fma(-whole_(late/period), period, t);
    return phase < late - t ? 0.0 : phase;
}
