/* few.c -- what kernels of few lanes call that tcc compiles (templates/few), a lane at a time: functions, functions
 * given by points, sums of blocks. The texts are those of all kernels, hence the same bits.
 *
 * The build sets REAL, ISA (the set's name), SET (its variable), MATH (the header of its functions) and FOREIGN, as
 * for primitives.c.
 */
#include "vector.h"

#define STRING_(x) #x
#define STRING(x) STRING_(x)

extern const struct vector_set SET;

#if defined FOREIGN && !defined __FMA__
const struct vector_set SET = { STRING(ISA), REAL, 0, 0, 0, 0 };
#else

#define WIDTH 1
#define LANES 1
#include "../../templates/math/real.c"
#include STRING(MATH)
#include "../../templates/math/look.c"

enum { VECS = 1 };                  /* of sums.c's own loops over vectors, which nobody calls */
#include "../../templates/after/sums.c"

/* As sums.c has them, but for [vecs] lanes a number. */
static void few_gather(long vecs, const num *block, double *total, long apart, int nodes, double before, long steps, int squares)
{
    gather_part(block, total, apart*vecs, nodes, before, (double)steps, squares);
}

static void few_close_sum(long vecs, const double *total, const num *block, double *closed, long apart, int nodes, double steps, int squares)
{
    const long last = last_steps(steps), stride = apart*vecs;
    for (int slot = 0; slot < 2 + squares; slot++)
        closed[slot*stride] = total[slot*stride];
    if (last)
        few_gather(vecs, block, closed, apart, nodes, (steps - (double)last)*nodes, last, squares);
}

static num few_finished(long vecs, const double *closed, long apart, int squares, double count, double (*of)(double, double, double, double))
{
    const long stride = apart*vecs;
    return (num)of(closed[0], closed[stride], squares ? closed[2*stride] : 0.0, count);
}

#define CODE(f) (void (*)(void))(f)
#define FUNCTION(x) { "m_" #x, CODE(m_##x) },
#define NAMED(x) { #x, CODE(x) },
static const struct vector_entry entries[] = {
    VECTOR_FUNCTIONS(FUNCTION, FUNCTION)
    NAMED(look) NAMED(mean_of) NAMED(total_of) NAMED(var_of) NAMED(std_of) NAMED(few_gather) NAMED(few_close_sum) NAMED(few_finished)
};

const struct vector_set SET = { STRING(ISA), REAL, WIDTH, sizeof entries/sizeof *entries, entries, 0 };
#endif
