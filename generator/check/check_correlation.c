/* check_correlation.c -- a matrix of correlation, and the triangle that makes it of independent numbers.
 *
 * A = L*L' by Cholesky: Golub, Van Loan, Matrix Computations, 4th ed., 4.2. A matrix that only
 * just holds together (equal noise on two states: all ones) has pivots that are 0; their columns are 0.
 */
#include <math.h>
#include <string.h>
#include "checker.h"

static const double SLACK = 1e-9;       /* of numbers that were printed and read */

/* What is wrong with element [i][j], or NULL. */
static const char *element_fault(struct check *c, const double *a, int n, int i, int j)
{
    double x = a[i*n + j], y = a[j*n + i];
    if (!isfinite(x))
        return arena_print(c->arena, "row %d, column %d is %s", i + 1, j + 1, number_text(c, x));
    if (i == j && fabs(x - 1) > SLACK)
        return arena_print(c->arena, "row %d, column %d is %s and must be 1", i + 1, j + 1, number_text(c, x));
    if (fabs(x) > 1 + SLACK)
        return arena_print(c->arena, "row %d, column %d is %s, and none lies beyond -1 and 1", i + 1, j + 1, number_text(c, x));
    if (fabs(x - y) > SLACK)
        return arena_print(c->arena, "row %d, column %d is %s, and row %d, column %d %s", i + 1, j + 1, number_text(c, x), j + 1, i + 1,
                           number_text(c, y));
    return NULL;
}

/* One more row of the triangle; 0: no numbers are correlated so. */
static int add_row(const double *a, double *l, int n, int i)
{
    double left = a[i*n + i];
    for (int j = 0; j < i; j++) {
        double sum = a[i*n + j], pivot = l[j*n + j];
        for (int k = 0; k < j; k++)
            sum -= l[i*n + k]*l[j*n + k];
        if (pivot == 0 && fabs(sum) > sqrt(SLACK))
            return 0;
        l[i*n + j] = pivot == 0 ? 0 : sum/pivot;
        left -= l[i*n + j]*l[i*n + j];
    }
    if (left < -SLACK*n)
        return 0;
    l[i*n + i] = left > SLACK*n ? sqrt(left) : 0;
    return 1;
}

const double *check_correlation(struct check *c, const struct ast_expr *e, const char *what, int n)
{
    struct data v;
    int got = e->op == AST_LIST ? const_list(c, e, NULL, &v) : e->op == AST_STRING && check_matrix(c, e, &v);
    if (e->op != AST_LIST && e->op != AST_STRING)
        diag_error(c->diags, e->at, "a correlation is a matrix, a list of lists or a file in quotes: [[1, 0.5], [0.5, 1]]");
    if (!got || !n)
        return NULL;
    if (v.rank != 2 || v.shape[0] != n || v.shape[1] != n) {
        diag_error(c->diags, e->at, "a correlation of %d %s%s is %d x %d numbers, got %s", n, what, n == 1 ? "" : "s", n, n,
                   shape_text(c, v.shape, v.rank));
        return NULL;
    }
    for (int i = 0; i < n; i++)
        for (int j = 0; j <= i; j++) {
            const char *fault = element_fault(c, v.values, n, i, j);
            if (fault) {
                diag_error(c->diags, e->at, "this is no matrix of correlation: %s", fault);
                return NULL;
            }
        }
    double *l = ARENA_ARRAY(c->arena, double, (long)n*n);
    for (int i = 0; i < n; i++)
        if (!add_row(v.values, l, n, i)) {
            diag_error(c->diags, e->at, "this is no matrix of correlation: row %d does not go together with those above it "
                       "(it is not positive semidefinite)", i + 1);
            return NULL;
        }
    return l;
}
