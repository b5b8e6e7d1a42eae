/* engine.h -- the compilers behind compile.h; private to compile*.c. */
#ifndef ENGINE_H
#define ENGINE_H
#include <stddef.h>
#include <sys/types.h>
#include "cache.h"
#include "compile.h"

/* libtcc: fills [out]'s kernel and handle. The state owns the machine code. One thread at a time is
 * let in. 0, or -1 with code 3 (memory, a system that forbids it) or 70 (it rejects the text). */
int  tcc_build(const char *text, struct compiled *out, struct fail *f);
void tcc_drop(void *handle);

/* One run of gcc or clang. Whoever starts it names the files, cc_start sets pid, cc_ended what became
 * of it. The three files lie in a cache folder under
 * temporary names; cc_clean removes what is left of them. */
struct cc {
    pid_t pid;                  /* 0: none runs */
    int status;                 /* as of waitpid, once it ended */
    char text[CACHE_PATH];      /* the C text, written before the start */
    char object[CACHE_PATH];    /* what it makes */
    char log[CACHE_PATH];       /* what it says */
};

int  cc_start(struct cc *c, const char *compiler, struct fail *f);      /* -1: code 3 */
int  cc_ended(struct cc *c, int wait);      /* 1 once it ended; [wait]: blocks until then */
void cc_stop(struct cc *c);                 /* ends and reaps it */
void cc_clean(struct cc *c);
/* Fills [f] with why it failed: code 70 where it names a line of our text, else 3. */
void cc_excuse(const struct cc *c, const char *name, struct fail *f);

/* A shared object, loaded from memory where the system allows it (a cache on a
 * network disk may lose the file while it is mapped), else from [path]. NULL: code 3 or 70. */
struct object *object_load(const void *bytes, size_t size, const char *path, struct fail *f);
const struct kernel *object_kernel(const struct object *o);     /* as long as it is open; not checked */
/* The version of the compiler that made an object, from its own note there; "" if it left
 * none. */
void object_version(const void *bytes, size_t size, enum engine e, char *out, size_t room);
void object_close(struct object *o);
#endif
