/* engine.h -- the compilers behind compile.h; private to compile*.c. */
#ifndef ENGINE_H
#define ENGINE_H
#include <stddef.h>
#include <sys/types.h>
#include "cache.h"
#include "compile.h"

/* libtcc: fills [out]'s kernel and handle. The state owns the machine code. */
int  tcc_build(const char *text, struct compiled *out, struct fail *f);
void tcc_drop(void *handle);

/* One run of gcc or clang. The three files lie in a cache folder under
 * temporary names; cc_clean removes what is left of them. */
struct cc {
    pid_t pid;                  /* 0: none runs */
    int status;                 /* as of waitpid, once it ended */
    char text[CACHE_PATH], object[CACHE_PATH], log[CACHE_PATH];
};

int  cc_start(struct cc *c, const char *compiler, struct fail *f);
int  cc_ended(struct cc *c, int wait);      /* 1 once it ended; [wait]: blocks until then */
void cc_stop(struct cc *c);                 /* ends and reaps it */
void cc_clean(struct cc *c);
void cc_excuse(const struct cc *c, const char *name, struct fail *f);

/* A shared object, loaded from memory where the system allows it (a cache on a
 * network disk may lose the file while it is mapped), else from [path]. */
struct object *object_load(const void *bytes, size_t size, const char *path, struct fail *f);
const struct kernel *object_kernel(const struct object *o);
/* The version of the compiler that made an object, from its own note there; "" if it left
 * none. */
void object_version(const void *bytes, size_t size, enum engine e, char *out, size_t room);
void object_close(struct object *o);
#endif
