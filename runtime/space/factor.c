/* factor.c -- the lower Cholesky factor of a covariance, row by row, or what is wrong with the matrix. */
#include <math.h>
#include "base/fail.h"
#include "base/number.h"
#include "random.h"

/* A matrix that was computed is symmetric but for rounding, maybe in single precision: so much of the two deviations
 * may a covariance differ from its mirror image. Then it is the mean of both, as JAX takes it. */
static const double LOPSIDED = 1e-6;

static int check_numbers(const double *c, int n, struct fail *f)
{
    char number[NUMBER_SHORTEST];
    for (int i = 0; i < n; i++)
        for (int k = 0; k < n; k++)
            if (!isfinite(c[(long)i*n + k]))
                return fail(f, EXIT_MODEL, "must have finite numbers; row %d, column %d is %s", i + 1, k + 1,
                            number_shortest(number, c[(long)i*n + k], 0));
    return 0;
}

static int check_symmetry(const double *c, int n, struct fail *f)
{
    char first[NUMBER_SHORTEST], second[NUMBER_SHORTEST];
    for (int i = 0; i < n; i++)
        for (int k = 0; k < i; k++) {
            double below = c[(long)i*n + k], above = c[(long)k*n + i];
            double most = LOPSIDED*sqrt(fabs(c[(long)i*n + i]))*sqrt(fabs(c[(long)k*n + k]));
            if (fabs(below - above) > most)
                return fail(f, EXIT_MODEL, "is not symmetric: row %d, column %d is %s, and row %d, column %d is %s", i + 1, k + 1,
                            number_shortest(first, below, 0), k + 1, i + 1, number_shortest(second, above, 0));
        }
    return 0;
}

/* Of rows i and k < i of the factor the first k numbers; of one row with itself its square. */
static double product(const double *a, const double *b, int k)
{
    double sum = 0;
    for (int j = 0; j < k; j++)
        sum += a[j]*b[j];
    return sum;
}

static double *row_of(double *factor, int i)
{
    return factor + (long)i*(i + 1)/2;
}

int random_factor(const double *covariance, int n, double *factor, struct fail *f)
{
    if (check_numbers(covariance, n, f) || check_symmetry(covariance, n, f))
        return -1;
    for (int i = 0; i < n; i++) {
        double *row = row_of(factor, i);
        for (int k = 0; k < i; k++) {
            double mean = (covariance[(long)i*n + k] + covariance[(long)k*n + i])/2;
            row[k] = (mean - product(row, row_of(factor, k), k))/row_of(factor, k)[k];
        }
        double left = covariance[(long)i*n + i] - product(row, row, i);
        if (!(left > 0))
            return fail(f, EXIT_MODEL, "is not positive definite: its leading minor of order %d is not positive%s", i + 1,
                        i ? "; add a little to its diagonal, or leave out what others determine" : "");
        row[i] = sqrt(left);
    }
    return 0;
}
