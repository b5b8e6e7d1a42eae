/* sqrt.c -- square root, correctly rounded. */
static inline real m_sqrt(real x) { return root(x); }
