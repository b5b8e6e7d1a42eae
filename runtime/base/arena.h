/* arena.h -- the memory of one compilation: allocate forward, free once.
 *
 * Everything a compilation makes (tree, model, messages, names) lives in one
 * arena and dies with it. Nothing is freed singly. When memory runs out the
 * innermost guard is returned to (guard.h); the arena stays as it was.
 */
#ifndef ARENA_H
#define ARENA_H
#include <stdarg.h>
#include <stddef.h>
#include "guard.h"

struct arena {
    struct arena_block *newest;     /* blocks, newest first */
};

/* Zeroed memory, aligned for any type. Never NULL. */
void *arena_alloc(struct arena *a, size_t bytes);
char *arena_copy(struct arena *a, const char *text, size_t len);   /* NUL added */
/* As printf would write it, of any length. */
char *arena_print(struct arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *arena_vprint(struct arena *a, const char *format, va_list args)
    __attribute__((format(printf, 2, 0), nonnull(2)));
/* "2 x 3": numbers with [between] between them. */
char *arena_join(struct arena *a, const long *list, int n, const char *between);
void  arena_free(struct arena *a);          /* all of it; the arena is empty, as at its beginning */
/* An array of [count] elements that has room for one more, grown at powers of two; it lives in
 * the arena from its beginning, empty and NULL. */
void *arena_grow(struct arena *a, const void *array, int count, size_t size);

/* Typed forms. */
#define ARENA_NEW(a, type)        ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, n)   ((type *)arena_alloc((a), sizeof(type)*(size_t)(n)))
/* The place of one more element at the end of such an array. */
#define ARENA_PUSH(a, array, count) \
    ((array) = arena_grow((a), (array), (count), sizeof *(array)), &(array)[(count)++])
#endif
