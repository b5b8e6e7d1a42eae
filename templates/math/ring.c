/* ring.c -- the rings of delays. One holds twice the rows that the job says, a power of two and two more than the
 * longest lag: both halves are the same, so that from the row of now in the second one all earlier rows lie in
 * front. Tables of lags hold how far, in numbers.
 */

/* Of a lag in rows, of [row] numbers each; a lag that is none counts as 0, one too long as the longest. */
static SPARE_ int distance(num lag, long rows, long row)
{
    const num most = (num)(rows - 2);
    return -(int)(lag > 0 ? lag < most ? lag : most : 0)*(int)row;
}
