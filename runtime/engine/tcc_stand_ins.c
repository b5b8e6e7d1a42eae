/* tcc_stand_ins.c -- what libtcc is given in place of parts of the C library.
 *
 * The build makes a copy of Debian's archive (objcopy, see files.ninja) in which
 *
 *   stdout, stderr, environ   are the variables below: the archive is for programs
 *     and reaches the C library's by an address relative to its own code, which
 *     a shared object may not
 *   malloc, ..., exit         are the functions below: where memory runs out libtcc
 *     itself crashes, or ends the process, depending on where it stands
 *   .bss                      is a section of its own, tcc_variables, so that what
 *     a compilation left behind in the middle can be undone
 *
 * Where there is only a shared libtcc, or a program was linked with the archive
 * itself, none of this is used and libtcc ends as it likes.
 */
#include "tcc_stand_ins.h"
#include <setjmp.h>
#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- variables ---- */

extern FILE *tcc_stdout, *tcc_stderr;
extern char **tcc_environ;

FILE *tcc_stdout, *tcc_stderr;
char **tcc_environ;

__attribute__((constructor)) static void fill(void)
{
    tcc_stdout = stdout;
    tcc_stderr = stderr;
    tcc_environ = environ;
}

/* Begin and end of the section, given by the linker. */
extern char __start_tcc_variables[] __attribute__((weak, visibility("hidden")));
extern char __stop_tcc_variables[] __attribute__((weak, visibility("hidden")));

static size_t variables_size(void)
{
    return (size_t)((uintptr_t)__stop_tcc_variables - (uintptr_t)__start_tcc_variables);
}

/* ---- memory ---- */

struct heap_block {
    struct heap_block *next, **link;
    size_t size;
    alignas(max_align_t) char bytes[];
};

/* libtcc works for one caller at a time, who holds the mutex of compile_tcc.c. */
static struct {
    struct heap_block *first;                /* all blocks, newest first */
    jmp_buf *out;                       /* of tcc_contain, or NULL */
} heap;

static void insert(struct heap_block *b)
{
    b->next = heap.first;
    b->link = &heap.first;
    if (b->next)
        b->next->link = &b->next;
    heap.first = b;
}

static void take_out(struct heap_block *b)
{
    *b->link = b->next;
    if (b->next)
        b->next->link = b->link;
}

static struct heap_block *block_of(void *bytes)
{
    return (void *)((char *)bytes - offsetof(struct heap_block, bytes));
}

_Noreturn static void give_up(enum tcc_end end)
{
    if (!heap.out)
        abort();                        /* tcc_delete asks for nothing and ends nothing */
    longjmp(*heap.out, (int)end);
}

void *tcc_heap_malloc(size_t size);
void *tcc_heap_calloc(size_t count, size_t size);
void *tcc_heap_realloc(void *bytes, size_t size);
void tcc_heap_free(void *bytes);
_Noreturn void tcc_heap_exit(int code);

void *tcc_heap_malloc(size_t size)
{
    struct heap_block *b = size < SIZE_MAX/2 ? malloc(sizeof *b + size) : NULL;
    if (!b)
        give_up(TCC_NO_MEMORY);
    b->size = size;
    insert(b);
    return b->bytes;
}

void *tcc_heap_calloc(size_t count, size_t size)
{
    if (size && count > SIZE_MAX/size)
        give_up(TCC_NO_MEMORY);
    return memset(tcc_heap_malloc(count*size), 0, count*size);
}

void tcc_heap_free(void *bytes)
{
    if (!bytes)
        return;
    take_out(block_of(bytes));
    free(block_of(bytes));
}

void *tcc_heap_realloc(void *bytes, size_t size)
{
    if (!bytes)
        return tcc_heap_malloc(size);
    struct heap_block *old = block_of(bytes);
    if (size == 0) {
        tcc_heap_free(bytes);
        return NULL;
    }
    take_out(old);
    struct heap_block *b = size < SIZE_MAX/2 ? realloc(old, sizeof *b + size) : NULL;
    insert(b ? b : old);
    if (!b)
        give_up(TCC_NO_MEMORY);
    b->size = size;
    return b->bytes;
}

void tcc_heap_exit(int code)
{
    (void)code;
    give_up(TCC_WOULD_EXIT);
}

/* ---- in and out ---- */

/* No variable of this function changes behind setjmp. */
static enum tcc_end enter(jmp_buf *out, void (*work)(void *user), void *user)
{
    int end = setjmp(*out);
    if (end)
        return (enum tcc_end)end;
    work(user);
    return TCC_CAME_BACK;
}

/* What was taken since [mark] was put in front. */
static void free_newer(const struct heap_block *mark)
{
    while (heap.first != mark)
        tcc_heap_free(heap.first->bytes);
}

enum tcc_end tcc_contain(void (*work)(void *user), void *user)
{
    size_t size = variables_size();
    char *before = malloc(size + 1);
    struct heap_block mark;
    jmp_buf out;
    if (!before)
        return TCC_NO_MEMORY;
    if (size)
        memcpy(before, __start_tcc_variables, size);
    insert(&mark);
    heap.out = &out;
    enum tcc_end end = enter(&out, work, user);
    heap.out = NULL;
    if (end != TCC_CAME_BACK) {
        free_newer(&mark);
        if (size)
            memcpy(__start_tcc_variables, before, size);
    }
    take_out(&mark);
    free(before);
    return end;
}
