${interface}
#define REAL  ${bytes}
#define LANES ${lanes}
#if defined __i386__ && (LANES < 4 || (REAL == 8 && !defined __AVX__))
#define WIDTH 1                         /* vectors of 8 bytes are MMX's there, and what it leaves behind makes NaN of the next double */
#endif
${scale}
${real}
#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic push             /* lanes of a vector are set one by one: */
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
${functions}
enum { VECS = (LANES + WIDTH - 1)/WIDTH };

${time}
${sums}
