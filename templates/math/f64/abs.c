/* abs.c -- |x|. */
static INLINE_ real m_abs(real x) { return as_real(as_word(x) & ~as_word(lanes(-0.0))); }
