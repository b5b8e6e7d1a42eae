/* engine.h -- the compilers behind compile.h; private to compile*.c. */
#ifndef ENGINE_H
#define ENGINE_H
#include <stddef.h>
#include "cache.h"
#include "child.h"
#include "compile.h"

/* libtcc: fills [out]'s kernel and handle. The state owns the machine code. One thread at a time is
 * let in. 0, or -1 with code 3 (memory, a system that forbids it) or 70 (it rejects the text). */
int  tcc_build(const char *text, struct compiled *out, struct fail *f);
void tcc_drop(void *handle);

/* One run of gcc or clang. Whoever starts it names the files. The three lie in a cache folder under
 * temporary names; cc_clean removes what is left of them. */
struct cc {
    struct child child;
    char text[CACHE_PATH];      /* the C text, written before the start */
    char object[CACHE_PATH];    /* what it makes */
    char log[CACHE_PATH];       /* what it says */
};

int  cc_start(struct cc *c, const char *compiler, struct fail *f);      /* -1: code 3 */
void cc_clean(struct cc *c);
/* Fills [f] with why a compiler that was given [text] failed, from its [log] and [status]: code 70 where it names a line of
 * our text, else 3. */
void cc_excuse(const char *text, const char *log, int status, const char *name, struct fail *f);

/* A shared object, loaded from memory where the system allows it (a cache on a
 * network disk may lose the file while it is mapped), else from [path]. NULL: code 3 or 70. */
struct object *object_load(const void *bytes, size_t size, const char *path, struct fail *f);
const struct kernel *object_kernel(const struct object *o);     /* as long as it is open; not checked */
/* The version of the compiler that made an object, from its own note there; "" if it left
 * none. */
void object_version(const void *bytes, size_t size, enum engine e, char *out, size_t room);
void object_close(struct object *o);
#endif
