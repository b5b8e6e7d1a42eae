/* check_correlation.c -- a matrix of correlation, and the triangle that makes it of independent numbers.
 *
 * A = L*L' by Cholesky: Golub, Van Loan, Matrix Computations, 4th ed., 4.2. A matrix that only
 * just holds together (equal noise on two states: all ones) has pivots that are 0; their columns are 0.
 */
#include <math.h>
#include <string.h>
#include "check_nodes.h"

static const double SLACK = 1e-9;       /* of numbers that were printed and read */

/* What is wrong with element [i][j], or NULL. */
static const char *element_fault(struct check *c, const double *a, int n, int i, int j)
{
    double x = a[(long)i*n + j], y = a[(long)j*n + i];
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
    double left = a[(long)i*n + i];
    for (int j = 0; j < i; j++) {
        double sum = a[(long)i*n + j], pivot = l[(long)j*n + j];
        for (int k = 0; k < j; k++)
            sum -= l[(long)i*n + k]*l[(long)j*n + k];
        if (pivot == 0 && fabs(sum) > sqrt(SLACK))
            return 0;
        l[(long)i*n + j] = pivot == 0 ? 0 : sum/pivot;
        left -= l[(long)i*n + j]*l[(long)i*n + j];
    }
    if (left < -SLACK*n)
        return 0;
    l[(long)i*n + i] = left > SLACK*n ? sqrt(left) : 0;
    return 1;
}

/* Its n*n numbers, or NULL after an error. Of nodes any expression of matrices over them may stand there. */
static const double *numbers_of(struct check *c, const struct ast_expr *e, const char *what, int n)
{
    struct data v;
    if (e->op != AST_LIST && !strcmp(what, "node")) {
        struct quantity q = { .kind = QUANTITY_NOISE_PARAM, .path = "node_correlation", .name = "correlations of nodes", .lo = -INFINITY, .hi = INFINITY };
        int before = c->diags->errors;
        matrix_set(c, &q, e);
        if (!q.values && c->diags->errors == before)
            diag_error(c->diags, e->at, "a correlation of %d nodes is too large; so many are independent", n);
        return q.values;
    }
    if (e->op != AST_LIST && e->op != AST_STRING) {
        diag_error(c->diags, e->at, "a correlation of %ss is a list of lists or a file in quotes: [[1, 0.5], [0.5, 1]]", what);
        return NULL;
    }
    if (e->op == AST_LIST ? !const_list(c, e, NULL, &v) : !check_matrix(c, e, &v))
        return NULL;
    if (v.rank == 2 && v.shape[0] == n && v.shape[1] == n)
        return v.values;
    diag_error(c->diags, e->at, "a correlation of %d %s%s is %d x %d numbers, got %s", n, what, n == 1 ? "" : "s", n, n,
               shape_text(c, v.shape, v.rank));
    return NULL;
}

const double *check_correlation(struct check *c, const struct ast_expr *e, const char *what, int n)
{
    const double *a = n ? numbers_of(c, e, what, n) : NULL;
    for (int i = 0; a && i < n; i++)
        for (int j = 0; j <= i; j++) {
            const char *fault = element_fault(c, a, n, i, j);
            if (fault) {
                diag_error(c->diags, e->at, "this is no matrix of correlation: %s", fault);
                return NULL;
            }
        }
    double *l = a ? ARENA_ARRAY(c->arena, double, (long)n*n) : NULL;
    for (int i = 0; l && i < n; i++)
        if (!add_row(a, l, n, i)) {
            diag_error(c->diags, e->at, "this is no matrix of correlation: row %d does not go together with those above it "
                       "(it is not positive semidefinite)", i + 1);
            return NULL;
        }
    return l;
}
