/* word.c -- words that wrap around, for bit patterns that may leave the range. */
#if WIDTH == 1
typedef unsigned wrap;
#else
typedef unsigned wrap __attribute__((vector_size(4*WIDTH)));
#endif
#define m_minus(a, b)   ((word)((wrap)(a) - (wrap)(b)))
#define m_power(w)      as_real((word)((wrap)(w) << 23))    /* 2^(w - 127): low 8 bits */
