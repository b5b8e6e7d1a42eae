/* sqrt.c -- square root, correctly rounded. */
static INLINE_ real m_sqrt(real x) { return root(x); }
