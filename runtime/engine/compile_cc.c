/* compile_cc.c -- running gcc or clang, and loading what they make. */
#include "engine.h"
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* Bits first: no contraction and no reassociation. The two -fno- flags change no
 * value; they let comparisons become selects and roots become instructions. */
static const char *const flags[] = {
    "-std=c99", "-O3", "-march=native", "-ffp-contract=off", "-fno-math-errno",
    "-fno-trapping-math", "-fPIC", "-shared", "-Wno-psabi", "-w", NULL
};

const char *const *engine_flags(void)
{
    return flags;
}

/* ---- the child ----------------------------------------------------------- */

int cc_start(struct cc *c, const char *compiler, struct fail *f)
{
    enum { FLAGS = sizeof flags/sizeof *flags - 1 };
    const char *argv[FLAGS + 6] = { compiler };
    int n = 1;
    for (int i = 0; i < FLAGS; i++)
        argv[n++] = flags[i];
    argv[n++] = "-o";
    argv[n++] = c->object;
    argv[n++] = c->text;
    argv[n++] = "-lm";          /* fma() where the processor has none */
    argv[n] = NULL;
    return child_start(&c->child, argv, c->log, f);
}

void cc_clean(struct cc *c)
{
    unlink(c->text);
    unlink(c->object);
    unlink(c->log);
}

/* "folder/name.c:12:5: error" becomes "12:5: error": the name is a temporary one.
 * Returns where the first such line begins, or NULL. */
static const char *strip_name(char *log, const char *path)
{
    size_t n = strlen(path);
    const char *first = NULL;
    for (char *at = log; (at = strstr(at, path)); ) {
        if (at[n] != ':') {
            at += n;
            continue;
        }
        if (!first && at[n + 1] >= '1' && at[n + 1] <= '9')
            first = at;
        memmove(at, at + n + 1, strlen(at + n + 1) + 1);
    }
    return first;
}

/* Does the compiler say that the machine had no more of something? gcc names our text
 * when its own temporary files meet a full disk. */
static int is_machines(const char *log)
{
    static const int errors[] = { ENOSPC, EDQUOT, EIO, EFBIG, EROFS, EMFILE, ENFILE, ENOMEM };
    for (size_t i = 0; i < sizeof errors/sizeof *errors; i++)
        if (strstr(log, strerror(errors[i])))
            return 1;
    return strstr(log, "out of memory") || strstr(log, "error writing to")
        || strstr(log, "Killed signal terminated");
}

/* A message that names a line of our text is our fault (70); anything else, from
 * a full disk to a missing assembler, is the machine's (3). */
void cc_excuse(const char *text, const char *log_path, int status, const char *name, struct fail *f)
{
    size_t size;
    char *log = cache_slurp(log_path, &size);
    const char *said = log ? log : "";
    const char *line = log ? strip_name(log, text) : NULL;
    if (line && !is_machines(said))
        fail(f, EXIT_INTERNAL, "%s rejected the generated C: %.600s", name, line);
    else if (WIFSIGNALED(status))
        fail(f, EXIT_SYSTEM, "%s was ended by signal %d", name, WTERMSIG(status));
    else
        fail(f, EXIT_SYSTEM, "%s failed: %.600s", name, *said ? said : "it said nothing");
    free(log);
}

/* ---- shared objects ------------------------------------------------------ */

struct object {
    void *library;
    int fd;                     /* of the copy in memory, or -1; open as long as it is
                                   loaded, because libraries are told apart by name */
};

static void *load_from_memory(const void *bytes, size_t size, int *fd)
{
    char path[40];
    *fd = memfd_create("massc", MFD_CLOEXEC);
    if (*fd < 0)
        return NULL;
    snprintf(path, sizeof path, "/proc/self/fd/%d", *fd);
    void *library = NULL;
    if (write(*fd, bytes, size) == (ssize_t)size)
        library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        close(*fd);
        *fd = -1;
    }
    return library;
}

struct object *object_load(const void *bytes, size_t size, const char *path, struct fail *f)
{
    struct object *o = malloc(sizeof *o);
    if (!o) {
        fail(f, EXIT_SYSTEM, "not enough memory");
        return NULL;
    }
    o->library = load_from_memory(bytes, size, &o->fd);
    if (!o->library)
        o->library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!o->library) {
        const char *why = dlerror();
        fail(f, EXIT_INTERNAL, "cannot load a compiled kernel: %s", why ? why : "unknown reason");
        free(o);
        return NULL;
    }
    return o;
}

const struct kernel *object_kernel(const struct object *o)
{
    return dlsym(o->library, "massc_kernel");
}

/* Both leave a line in section .comment; the one of gcc is there in any case, of what
 * the system linked in. */
void object_version(const void *bytes, size_t size, enum engine e, char *out, size_t room)
{
    const char *mark = e == ENGINE_GCC ? "GCC: " : "clang version ";
    const char *at = memmem(bytes, size, mark, strlen(mark));
    const char *end = (const char *)bytes + size;
    size_t n = 0;
    for (at = at ? at + strlen(mark) : end; at < end && *at >= ' ' && *at < 0x7f && n + 1 < room; at++)
        out[n++] = *at;
    out[n] = '\0';
}

void object_close(struct object *o)
{
    dlclose(o->library);
    if (o->fd >= 0)
        close(o->fd);
    free(o);
}
