/* compile.h -- C text in, kernel out.
 *
 * The same text goes to libtcc in memory (a millisecond) or to gcc/clang as a
 * shared object (0.1-2 s), which is cached under $XDG_CACHE_HOME/massc by the
 * hash of text, compiler, flags and processor. The cache is an aid, never a
 * condition: an unwritable folder, a damaged entry or a concurrent run only
 * cost the compilation again.
 */
#ifndef COMPILE_H
#define COMPILE_H
#include "base/fail.h"
#include "kernel.h"

/* Every engine with the name users give it. */
#define ENGINES(X) X(AUTO, "auto") X(TCC, "tcc") X(GCC, "gcc") X(CLANG, "clang")

enum engine {
#define X(NAME, name) ENGINE_##NAME,
    ENGINES(X)
#undef X
};

const char *engine_name(enum engine e);                     /* "tcc", ... */
int engine_may_be_tcc(enum engine e);       /* tcc itself, or AUTO, which begins with it */
/* Full path of the compiler behind an engine, or NULL when it is not installed.
 * $MASSC_GCC and $MASSC_CLANG override the names searched in $PATH (empty: none).
 * tcc is always there: "libtcc". */
const char *engine_path(enum engine e, char *out, int size);
/* The same of a compiler that a user names, by a path or as in $PATH; empty: none. */
const char *engine_called(const char *set, char *out, int size);
const char *const *engine_flags(void);      /* given to gcc and clang; NULL at the end */

/* Set by compile and compile_take; where they fail nothing in it may be used. All 0: nothing was compiled. */
struct compiled {
    const struct kernel *kernel;        /* lies in the machine code that handle owns */
    enum engine engine;         /* never ENGINE_AUTO */
    int cached;                 /* came from the cache */
    char version[64];           /* of the compiler that made it, as it says; of tcc "" */
    double seconds;             /* wall time of getting it */
    void *handle;               /* what compile_close releases: a state of libtcc, or an object (engine.h) */
    char note[400];             /* why the cache was not used where it was not trusted; "" */
};

/* Compiles and checks the ABI; AUTO takes what is cached, else tcc. A compiler that
 * is missing is code 3; a compiler that rejects our text is code 70: the message
 * holds the compiler's first lines and the path where the text was kept. */
int  compile(const char *text, enum engine engine, struct compiled *out, struct fail *f);
/* What AUTO takes: an engine whose kernel of this text is cached, the better one where that is known, else
 * tcc. A note about the cache goes to [out]. */
enum engine compile_choose(const char *text, struct compiled *out);
/* Keeps beside the kernels which engine makes the better one of this text, GCC or CLANG; what was kept, or
 * AUTO. */
void compile_prefer(const char *text, enum engine better);
enum engine compile_preferred(const char *text);
void compile_close(struct compiled *c);

/* The same in the background, for gcc or clang; NULL: [f] says why none was begun, and [text] is not
 * needed any more. compile_ready: 0 still at work, 1 done, -1 failed; compile_take then fills [out], or
 * [f]. compile_cancel stops the compiler if it still runs and frees; call exactly one of take/cancel. */
struct compile_task *compile_begin(const char *text, enum engine engine, struct fail *f);
int  compile_ready(struct compile_task *t);
int  compile_take(struct compile_task *t, struct compiled *out, struct fail *f);    /* waits, frees */
void compile_cancel(struct compile_task *t);

/* Is the kernel in the cache already (so that auto may start on it)? */
int  compile_is_cached(const char *text, enum engine engine);
#endif
