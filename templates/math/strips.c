/* strips.c -- what edges have of their own where there are all pairs and vectors are of nodes: in strips of STRIP targets, source after
 * source, of each its targets side by side. The last strip is as wide as what is left.
 */
enum { STRIP = 256/REAL };
#define LAST_STRIP(n)   ((n) < 2*STRIP ? 0 : ((n)/STRIP - 1)*STRIP)
#define STRIP_OF(i, n)  ((i) < LAST_STRIP(n) ? (i)/STRIP*STRIP : LAST_STRIP(n))
#define STEP_OF(i, n)   ((i) < LAST_STRIP(n) ? STRIP : (n) - LAST_STRIP(n))       /* from source to source */

/* Where the number of the edge from j to i lies, of n nodes. */
static SPARE_ long in_strip(long i, long j, long n)
{
    return STRIP_OF(i, n)*n + j*STEP_OF(i, n) + (i - STRIP_OF(i, n));
}
