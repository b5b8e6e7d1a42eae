/* guard.h -- where work returns to when memory runs out or a bug is found.
 *
 * A compilation asks for memory in hundreds of places, and none of them looks
 * whether it got it: what fails raises, and the innermost guard of the thread is
 * returned to (setjmp). Memory from an arena needs no care, since its owner stands
 * outside of the guard. What else is open at that moment (growing text, files,
 * the locale) is held: the guard releases it, newest first, before it returns.
 *
 * No jump crosses the frames of Lua or of the runtime. Under a pcall a guard of
 * its own raises a Lua error; a callback of the runtime is called by guard_call,
 * and what it raised is raised again behind.
 *
 * Without a guard the process says what happened and ends with the code.
 */
#ifndef GUARD_H
#define GUARD_H
#include <stddef.h>

#define NO_RETURN __attribute__((noreturn))

/* What any object may lie behind, as C11's max_align_t. */
union most_aligned { long long number; long double real; void *object; void (*function)(void); };

/* A record of something to be released, part of what owns it. guard_hold sets all of it. */
struct held {
    struct held *next, **link;          /* link NULL: not held */
    void (*release)(struct held *h);    /* frees what owns it; [h] is held no more */
};

/* Lies with the caller. Opening sets all of it, raising code and text. */
struct guard {
    int code;                           /* of what was raised, 0: nothing */
    char text[240];                     /* without the end of its line */
    struct guard *outer;                /* the innermost one before it, of this thread; NULL: none */
    struct held *held;                  /* newest first */
    void (*leave)(struct guard *g);     /* does not return */
    void *user;                         /* for leave */
};

/* Calls work(user). 0, or -1 when something was raised: [g] says what, and all
 * that work was holding has been released. */
int guard_call(struct guard *g, void (*work)(void *user), void *user);

/* Goes back to the innermost guard with an exit code (fail.h) and a message. */
NO_RETURN void guard_raise(int code, const char *text);
NO_RETURN void guard_raise_again(const struct guard *g);
NO_RETURN void guard_out_of_memory(void);

/* From here until guard_drop, or the end of the guard's work, [h] is released when
 * something is raised. Without a guard nothing happens. */
void guard_hold(struct held *h, void (*release)(struct held *h));
void guard_drop(struct held *h);

/* Memory that is held, for code of others; raises when there is none. */
void *guard_alloc(size_t size);
void guard_free(void *block);           /* or NULL */
#endif
