/* abreast.c -- vectors that take a step side by side: what one waits for the others compute meanwhile.
 *
 * ABREAST is set before this text, and is no more than a block has. each_ does its
 * statements for each of them, k being a constant: so what a vector has in hand is registers,
 * as it would not be in a loop.
 */
#if ABREAST > LANES/WIDTH
#undef ABREAST
#define ABREAST (LANES/WIDTH)
#endif
#define one_(i, ...) { enum { k = i }; __VA_ARGS__; }
#if ABREAST >= 8
#define each_(...) do { one_(0, __VA_ARGS__) one_(1, __VA_ARGS__) one_(2, __VA_ARGS__) one_(3, __VA_ARGS__) \
                        one_(4, __VA_ARGS__) one_(5, __VA_ARGS__) one_(6, __VA_ARGS__) one_(7, __VA_ARGS__) } while (0)
#elif ABREAST >= 4
#define each_(...) do { one_(0, __VA_ARGS__) one_(1, __VA_ARGS__) one_(2, __VA_ARGS__) one_(3, __VA_ARGS__) } while (0)
#elif ABREAST >= 2
#define each_(...) do { one_(0, __VA_ARGS__) one_(1, __VA_ARGS__) } while (0)
#else
#define each_(...) do { one_(0, __VA_ARGS__) } while (0)
#endif

/* The step at which something is due in [wait] steps, where that is before [upto]. */
static inline long sooner(long upto, long n, long wait)
{
    return wait > 0 && wait < upto - n ? n + wait : upto;
}
