${interface}
#define REAL  ${bytes}
#define LANES ${lanes}
${scale}
${real}
#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic push             /* lanes of a vector are set one by one: */
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
${functions}
enum { VECS = LANES/WIDTH };

${time}
${sums}
