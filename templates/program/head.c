/* ${name} -- ${title}
 *
 * Written by massc ${version}${command}: edit the model, not this file.
 *
${about}
 *
 * Compile it, for the machine that runs it, and ask it what it can do:
 *
 *   gcc -std=c99 -O3 -march=native -ffp-contract=off -fno-math-errno -fno-trapping-math -o sweep ${file} -lm -lpthread
 *   ./sweep --help
 *
 * clang takes the same words, tcc -o sweep ${file} -lm -lpthread. No number depends on
 * the compiler, its options or the processor, as long as they keep to IEEE 754: on 32 bits of x86 add
 * -msse2 -mfpmath=sse, and leave -ffast-math and its like out. -DMASSC_NO_THREADS needs no -lpthread.
 *
 * What comes: the kernels, what they are told by a sweep, the sweeps themselves as tables, and behind
 * main the runtime of massc, the same for every model, under the MIT licence: --version prints it.
 */
#if defined __FAST_MATH__ || (defined __FINITE_MATH_ONLY__ && __FINITE_MATH_ONLY__)
#error "-ffast-math makes other numbers: leave it out, and -Ofast"
#endif
#if (defined __FLT_EVAL_METHOD__ && __FLT_EVAL_METHOD__ != 0) || (defined __TINYC__ && defined __i386__)
#error "numbers would be rounded twice here: compile for 64 bits, or add -msse2 -mfpmath=sse"
#endif

/* A product and a sum are two operations, each rounded, whatever the compiler likes better. */
#ifdef __clang__
#pragma STDC FP_CONTRACT OFF
#pragma clang diagnostic ignored "-Wpsabi"
#elif defined __GNUC__
#pragma GCC optimize ("fp-contract=off")
#pragma GCC diagnostic ignored "-Wpsabi"
#endif

#if defined __clang__
#define COMPILER_ "clang " __clang_version__
#elif defined __TINYC__
#define COMPILER_ "tcc"
#elif defined __GNUC__
#define COMPILER_ "gcc " __VERSION__
#else
#define COMPILER_ "a compiler of C"
#endif
#define _GNU_SOURCE
