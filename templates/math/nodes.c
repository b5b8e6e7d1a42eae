/* nodes.c -- vectors of nodes, of the one point of a block: WIDTH that follow each other. Where that does not divide
 * their number the last vector ends with the last node: of it the first [done] elements have had their turn, and
 * keep what they have.
 */
#if WIDTH > 1
typedef num beside_ __attribute__((vector_size(REAL*WIDTH), aligned(REAL), may_alias));
typedef whole turns_ __attribute__((vector_size(REAL*WIDTH), aligned(REAL), may_alias));
#else
typedef num beside_;
#endif
static SPARE_ const whole turn_[2*WIDTH] = { [WIDTH ... 2*WIDTH - 1] = -1 };

#define nodes_(p)       ((real)*(const beside_ *)(p))
#define is_inner_(i, n) ((n)%WIDTH == 0 || (i) + 2*WIDTH <= (n) || (i) + WIDTH >= (n))
#define next_(i, n)     (is_inner_(i, n) ? (i) + WIDTH : (n) - WIDTH)
#define done_(i, n)     (is_inner_(i, n) ? 0 : (i) + 2*WIDTH - (n))

/* Elements whose turn it is, the others of [else_]. */
static INLINE_ real in_turn(real x, real else_, int done)
{
#if WIDTH > 1
    return done ? select((mask)*(const turns_ *)(turn_ + WIDTH - done), x, else_) : x;
#else
    return x;
#endif
}

static INLINE_ void put(num *to, real x, int done)
{
    *(beside_ *)to = in_turn(x, nodes_(to), done);
}

/* What is reduced goes on over the elements, in their order. */
#define ALONG_(name, parameters, elements, next) \
static INLINE_ num name(num so_far, parameters, int done) \
{ \
    union { real r; num of[WIDTH]; } elements; \
    if (!done) \
        for (int l = 0; l < WIDTH; l++) \
            so_far = next; \
    else \
        for (int l = done; l < WIDTH; l++) \
            so_far = next; \
    return so_far; \
}
#define AND_            ,
ALONG_(summed, real x, a = { x }, so_far + a.of[l])
ALONG_(dotted, real x AND_ real y, a = { x } AND_ b = { y }, FMA_(a.of[l], b.of[l], so_far))
ALONG_(least_of, real x, a = { x }, a.of[l] < so_far || a.of[l] != a.of[l] ? a.of[l] : so_far)
ALONG_(most_of, real x, a = { x }, a.of[l] > so_far || a.of[l] != a.of[l] ? a.of[l] : so_far)

/* Of numbers that are 0 or NaN. */
static INLINE_ num together(real x)
{
    return summed(0, x, 0);
}

/* Of a tile that begins with node [first] vector k: its first node, and how far its numbers of edges lie from those of
 * vector 0. The last one of the last strip ends with the last node. */
#if WIDTH == 1                           /* what does not fold what it knows has no vectors */
#define ends_(k, first, is_last, n)     0
#define vector_in(k, first, is_last, n) (k)
#else
#define ends_(k, first, is_last, n)     ((is_last) && (first) + (k)*WIDTH > (n) - WIDTH)
#define vector_in(k, first, is_last, n) (ends_(k, first, is_last, n) ? (n) - WIDTH - (first) : (is_last) ? (k)*WIDTH \
                                         : (k)*WIDTH/STRIP*STRIP*(n) + (k)*WIDTH%STRIP)
#endif
#define vector_at(k, first, is_last, n) (ends_(k, first, is_last, n) ? (n) - WIDTH : (first) + (k)*WIDTH)

/* Asks for the numbers of edges of a tile some sources ahead of their turn, where those of all do not stay in a processor's second
 * cache: by itself it asks too late.
 */
#if WIDTH == 1
#define ask_ahead(edges, step, count, first, is_last, n) (void)0
#else
enum { AHEAD_ = 8, NEAR_ = 1 << 19 };   /* sources; bytes */
static INLINE_ void ask_ahead(const num *edges, int step, int count, int first, int is_last, long n)
{
    if (n*n*REAL > NEAR_)
        for (int k = 0; k < count; k += WIDTH*REAL < 64 ? 64/REAL/WIDTH : 1)
            __builtin_prefetch(edges + AHEAD_*step + vector_in(k, first, is_last, n));
}
#endif
