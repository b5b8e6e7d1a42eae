/* arena.c -- blocks of zeroed memory, newest first.
 *
 * A request that does not fit opens a new block; a large one gets a block of its
 * own behind the newest, so that the room left there is still used. Under the
 * address sanitizer every request has its own block: overruns are then found.
 */
#include "arena.h"
#include "format.h"
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_CHECKED
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define ARENA_CHECKED
#endif

#ifdef ARENA_CHECKED
enum { BLOCK = 0 };
#else
enum { BLOCK = 16*1024 };
#endif

struct arena_block {
    struct arena_block *older;
    size_t used, size;                          /* of bytes[] */
    union most_aligned bytes[];
};

static struct arena_block *open_block(size_t size)
{
    if (size > SIZE_MAX - sizeof(struct arena_block))
        guard_out_of_memory();
    struct arena_block *b = calloc(1, sizeof *b + size);
    if (!b)
        guard_out_of_memory();
    b->size = size;
    return b;
}

/* A block with [bytes] free, linked into the arena. */
static struct arena_block *find_room(struct arena *a, size_t bytes)
{
    struct arena_block *newest = a->newest;
    if (newest && newest->size - newest->used >= bytes)
        return newest;
    struct arena_block *b = open_block(bytes > BLOCK/4 ? bytes : BLOCK);
    if (newest && b->size == bytes) {
        b->older = newest->older;
        newest->older = b;
    } else {
        b->older = newest;
        a->newest = b;
    }
    return b;
}

void *arena_alloc(struct arena *a, size_t bytes)
{
    const size_t align = sizeof(union most_aligned);
    if (bytes > SIZE_MAX/2)
        guard_out_of_memory();
#ifndef ARENA_CHECKED
    bytes = (bytes + align - 1)/align*align;
#else
    (void)align;
    bytes += !bytes;
#endif
    struct arena_block *b = find_room(a, bytes);
    void *room = (char *)b->bytes + b->used;
    b->used += bytes;
    return room;
}

char *arena_copy(struct arena *a, const char *text, size_t len)
{
    char *copy = arena_alloc(a, len + 1);
    if (len)
        memcpy(copy, text, len);
    return copy;
}

char *arena_vprint(struct arena *a, const char *format, va_list args)
{
    va_list again;
    char few[200];                      /* as long as most are */
    va_copy(again, args);
    size_t len = format_into(few, sizeof few, format, args);
    char *text = arena_alloc(a, len + 1);
    if (len < sizeof few)
        memcpy(text, few, len);
    else
        format_into(text, len + 1, format, again);
    va_end(again);
    return text;
}

char *arena_print(struct arena *a, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = arena_vprint(a, format, args);
    va_end(args);
    return text;
}

char *arena_join(struct arena *a, const long *list, int n, const char *between)
{
    char *text = arena_copy(a, "", 0);
    for (int i = 0; i < n; i++)
        text = arena_print(a, "%s%s%ld", text, i ? between : "", list[i]);
    return text;
}

void arena_free(struct arena *a)
{
    for (struct arena_block *b = a->newest, *older; b; b = older) {
        older = b->older;
        free(b);
    }
    a->newest = NULL;
}

void *arena_grow(struct arena *a, const void *array, int count, size_t size)
{
    enum { LEAST = 4 };
    if (count & (count - 1) || (count && count < LEAST))
        return (void *)(uintptr_t)array;        /* room up to the next power of two */
    void *wider = arena_alloc(a, size*(size_t)(count ? 2*count : LEAST));
    if (count)
        memcpy(wider, array, size*(size_t)count);
    return wider;
}
