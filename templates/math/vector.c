/* vector.c -- operations on a block of n lanes, one call each; their machine code is
 * ready (runtime/vector), for kernels of a compiler that does not optimise.
 *
 * n is 4 or more (of doubles 2) and a power of two, or a multiple of 16; arrays are
 * aligned to 64 bytes, the result d may be one of the operands. The letters say which
 * operands are lanes (v) and which one number for all lanes (s). A condition is a word as
 * wide as a number, all ones or all zeros. A function of math/x.c is v_m_x(n, d, a) or
 * v_m_x(n, d, a, b); declare those that are called.
 */
#ifndef VECTOR_
#define VECTOR_
#endif
VECTOR_ void v_fill_s(long n, num *d, num a);
VECTOR_ void v_copy_v(long n, num *d, const num *a);
VECTOR_ void v_neg_v(long n, num *d, const num *a);
VECTOR_ void v_sqrt_v(long n, num *d, const num *a);
VECTOR_ void v_add_vv(long n, num *d, const num *a, const num *b);
VECTOR_ void v_add_vs(long n, num *d, const num *a, num b);
VECTOR_ void v_sub_vv(long n, num *d, const num *a, const num *b);
VECTOR_ void v_sub_vs(long n, num *d, const num *a, num b);
VECTOR_ void v_sub_sv(long n, num *d, num a, const num *b);
VECTOR_ void v_mul_vv(long n, num *d, const num *a, const num *b);
VECTOR_ void v_mul_vs(long n, num *d, const num *a, num b);
VECTOR_ void v_div_vv(long n, num *d, const num *a, const num *b);
VECTOR_ void v_div_vs(long n, num *d, const num *a, num b);
VECTOR_ void v_div_sv(long n, num *d, num a, const num *b);

/* a*b + c, rounded once. */
VECTOR_ void v_fma_vvv(long n, num *d, const num *a, const num *b, const num *c);
VECTOR_ void v_fma_vvs(long n, num *d, const num *a, const num *b, num c);
VECTOR_ void v_fma_svv(long n, num *d, num a, const num *b, const num *c);
VECTOR_ void v_fma_svs(long n, num *d, num a, const num *b, num c);
VECTOR_ void v_fma_ssv(long n, num *d, num a, num b, const num *c);

/* The lesser and the greater of two; NaN if either is. */
VECTOR_ void v_least_vv(long n, num *d, const num *a, const num *b);
VECTOR_ void v_least_vs(long n, num *d, const num *a, num b);
VECTOR_ void v_most_vv(long n, num *d, const num *a, const num *b);
VECTOR_ void v_most_vs(long n, num *d, const num *a, num b);

VECTOR_ void v_lt_vv(long n, num *d, const num *a, const num *b);
VECTOR_ void v_lt_vs(long n, num *d, const num *a, num b);
VECTOR_ void v_lt_sv(long n, num *d, num a, const num *b);
VECTOR_ void v_le_vv(long n, num *d, const num *a, const num *b);
VECTOR_ void v_le_vs(long n, num *d, const num *a, num b);
VECTOR_ void v_le_sv(long n, num *d, num a, const num *b);
VECTOR_ void v_eq_vv(long n, num *d, const num *a, const num *b);
VECTOR_ void v_eq_vs(long n, num *d, const num *a, num b);
VECTOR_ void v_ne_vv(long n, num *d, const num *a, const num *b);
VECTOR_ void v_ne_vs(long n, num *d, const num *a, num b);

/* Of conditions; mask makes one from a number of C, select takes a where m holds, else b. */
VECTOR_ void v_and_vv(long n, num *d, const num *a, const num *b);
VECTOR_ void v_or_vv(long n, num *d, const num *a, const num *b);
VECTOR_ void v_not_v(long n, num *d, const num *a);
VECTOR_ void v_mask_s(long n, num *d, int a);
VECTOR_ void v_select_vvv(long n, num *d, const num *m, const num *a, const num *b);
VECTOR_ void v_select_vsv(long n, num *d, const num *m, num a, const num *b);
VECTOR_ void v_select_vvs(long n, num *d, const num *m, const num *a, num b);
VECTOR_ void v_select_vss(long n, num *d, const num *m, num a, num b);

/* Of each lane the last of the lines that begins there or before, else the first. */
VECTOR_ void v_look_v(long n, num *d, const num *a, const num *from, const num *at, const num *slope, int lines);

/* Sums over the edges of each target, from 0 on in the order of the edges: to d, [row] of n lanes, of w*x with one
 * rounding; w 0: of x. Of all pairs, w lying [row][column]; or of edges row[i] to row[i + 1], which come from source. */
VECTOR_ void v_dense(long n, num *d, const num *w, const num *x, int rows, int columns);
VECTOR_ void v_rows(long n, num *d, const num *w, const num *x, const int *row, const int *source, int rows);

/* Sums of blocks (after/sums.c), a number a lane: a block joins a total of [before] samples;
 * [closed] is a total with the last block, of [steps] steps in all; what is made of it. */
VECTOR_ void v_gather(long n, double *total, const num *block, long apart, int nodes, double before, double steps, int squares);
VECTOR_ void v_close(long n, double *closed, const double *total, const num *block, long apart, int nodes, double steps, int squares);
VECTOR_ void v_mean_of(long n, num *d, const double *closed, long apart, double count, int squares);
VECTOR_ void v_total_of(long n, num *d, const double *closed, long apart, double count, int squares);
VECTOR_ void v_var_of(long n, num *d, const double *closed, long apart, double count, int squares);
VECTOR_ void v_std_of(long n, num *d, const double *closed, long apart, double count, int squares);
