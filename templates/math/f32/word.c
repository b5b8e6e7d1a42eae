/* word.c -- words that wrap around, for bit patterns that may leave the range. */
#if WIDTH == 1
typedef unsigned wrap;
#else
typedef unsigned wrap __attribute__((vector_size(4*WIDTH)));
#endif
#define m_minus(a, b)   ((word)((wrap)(a) - (wrap)(b)))
#define m_power(w)      as_real((word)((wrap)(w) << 23))    /* 2^(w - 127): low 8 bits */

/* p*2^n, rounded once; the low bits of w: n and twice the bias. */
#ifdef SCALE_
#define m_scaled(p, n, w) SCALE_(p, n)
#else
#define m_scaled(p, n, w) ((p)*m_power((w) >> 1)*m_power((w) - ((w) >> 1)))
#endif
