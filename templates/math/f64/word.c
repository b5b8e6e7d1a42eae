/* word.c -- words that wrap around, for bit patterns that may leave the range. */
#if WIDTH == 1
typedef unsigned long long wrap;
#else
typedef unsigned long long wrap __attribute__((vector_size(8*WIDTH)));
#endif
#define m_minus(a, b)   ((word)((wrap)(a) - (wrap)(b)))
#define m_power(w)      as_real((word)((wrap)(w) << 52))    /* 2^(w - 1023): low 11 bits */

/* p*2^n, rounded once; the low bits of w: n and twice the bias. */
#ifdef SCALE_
#define m_scaled(p, n, w) SCALE_(p, n)
#else
#define m_scaled(p, n, w) ((p)*m_power((w) >> 1)*m_power((w) - ((w) >> 1)))
#endif
