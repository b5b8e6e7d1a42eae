/* guard.c -- where work returns to when memory runs out or a bug is found.
 *
 * The innermost guard belongs to the stack it stands on, so there is one for each
 * thread, as there is one errno.
 */
#include "guard.h"
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include "base/parallel.h"
#include "fail.h"

static PER_THREAD struct guard *innermost;

/* ---- what is held ---- */

void guard_drop(struct held *h)
{
    if (!h->link)
        return;
    *h->link = h->next;
    if (h->next)
        h->next->link = h->link;
    h->link = NULL;
}

void guard_hold(struct held *h, void (*release)(struct held *h))
{
    *h = (struct held){ .release = release };
    if (!innermost)
        return;
    h->next = innermost->held;
    h->link = &innermost->held;
    if (h->next)
        h->next->link = &h->next;
    innermost->held = h;
}

struct guarded_block {
    struct held held;
    union most_aligned bytes[];
};

static void free_block(struct held *h)
{
    free(h);                                    /* its first member */
}

void *guard_alloc(size_t size)
{
    struct guarded_block *b = size < SIZE_MAX/2 ? malloc(sizeof *b + size) : NULL;
    if (!b)
        guard_out_of_memory();
    guard_hold(&b->held, free_block);
    return b->bytes;
}

void guard_free(void *block)
{
    struct guarded_block *b = block ? (void *)((char *)block - offsetof(struct guarded_block, bytes)) : NULL;
    if (b)
        guard_drop(&b->held);
    free(b);
}

/* ---- in and out ---- */

static void open_guard(struct guard *g, void (*leave)(struct guard *g), void *user)
{
    *g = (struct guard){ .outer = innermost, .leave = leave, .user = user };
    innermost = g;
}

/* What is still held came through well and is its owner's. */
static void close_guard(struct guard *g)
{
    while (g->held)
        guard_drop(g->held);
    innermost = g->outer;
}

NO_RETURN static void leave(void)
{
    struct guard *g = innermost;
    while (g->held) {
        struct held *h = g->held;
        guard_drop(h);
        h->release(h);
    }
    innermost = g->outer;
    g->leave(g);
    abort();                            /* not reached */
}

void guard_raise(int code, const char *text)
{
    if (!innermost) {
        fprintf(stderr, "massc: %s%s\n", code == EXIT_SYSTEM ? "error: " : "", text);
        exit(code);
    }
    innermost->code = code;
    snprintf(innermost->text, sizeof innermost->text, "%s", text);
    leave();
}

void guard_raise_again(const struct guard *g)
{
    guard_raise(g->code, g->text);
}

void guard_out_of_memory(void)
{
    guard_raise(EXIT_SYSTEM, "out of memory");
}

/* ---- by jump ---- */

static void jump(struct guard *g)
{
    longjmp(*(jmp_buf *)g->user, 1);
}

/* No variable of this function changes behind setjmp. */
static int enter(jmp_buf *back, void (*work)(void *user), void *user)
{
    if (setjmp(*back))
        return -1;
    work(user);
    return 0;
}

int guard_call(struct guard *g, void (*work)(void *user), void *user)
{
    jmp_buf back;
    open_guard(g, jump, &back);
    int status = enter(&back, work, user);
    close_guard(g);
    return status;
}
