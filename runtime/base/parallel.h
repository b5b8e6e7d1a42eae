/* parallel.h -- threads, what they lock, and numbers that several of them read and write.
 *
 * Kept as it is in programs of one file, where MASSC_NO_THREADS says that there is one thread: no other can be
 * started, and there is nothing to lock. Where the compiler has no atomic operations on 64 bits (tcc, processors of
 * 32) all shared numbers have one lock, which only a program of one file has.
 */
#ifndef PARALLEL_H
#define PARALLEL_H
#ifndef MASSC_NO_THREADS
#include <pthread.h>
#include <signal.h>
#include <time.h>
#endif

/* ---- shared numbers: begun as all 0, and looked at by these functions alone ---- */

struct shared { long long number; };
struct shared_pointer { const void *to; };

#if defined __GNUC__ && !defined __TINYC__ && !defined MASSC_NO_THREADS && __SIZEOF_POINTER__ == 8
static inline long long shared_get(const struct shared *s) { return __atomic_load_n(&s->number, __ATOMIC_SEQ_CST); }
static inline void shared_set(struct shared *s, long long n) { __atomic_store_n(&s->number, n, __ATOMIC_SEQ_CST); }
/* What it was before [n] was added. */
static inline long long shared_take(struct shared *s, long long n) { return __atomic_fetch_add(&s->number, n, __ATOMIC_SEQ_CST); }
/* Of a count by which nothing else is ordered. */
static inline long long shared_see(const struct shared *s) { return __atomic_load_n(&s->number, __ATOMIC_RELAXED); }
static inline void shared_count(struct shared *s, long long n) { __atomic_fetch_add(&s->number, n, __ATOMIC_RELAXED); }
static inline const void *shared_at(const struct shared_pointer *s) { return __atomic_load_n(&s->to, __ATOMIC_SEQ_CST); }
static inline void shared_point(struct shared_pointer *s, const void *to) { __atomic_store_n(&s->to, to, __ATOMIC_SEQ_CST); }
/* A flag that a signal's handler or another thread raises. */
static inline int flag_is_up(const volatile int *flag) { return __atomic_load_n(flag, __ATOMIC_RELAXED); }
#else
static inline int flag_is_up(const volatile int *flag) { return *flag; }
#ifdef MASSC_NO_THREADS
#define ALONE_(work) do { work; } while (0)
#else
static pthread_mutex_t shared_lock = PTHREAD_MUTEX_INITIALIZER;
#define ALONE_(work) do { pthread_mutex_lock(&shared_lock); work; pthread_mutex_unlock(&shared_lock); } while (0)
#endif
static inline long long shared_get(const struct shared *s) { long long n; ALONE_(n = s->number); return n; }
static inline void shared_set(struct shared *s, long long n) { ALONE_(s->number = n); }
static inline long long shared_take(struct shared *s, long long n) { long long was; ALONE_(was = s->number; s->number += n); return was; }
static inline long long shared_see(const struct shared *s) { return shared_get(s); }
static inline void shared_count(struct shared *s, long long n) { ALONE_(s->number += n); }
static inline const void *shared_at(const struct shared_pointer *s) { const void *to; ALONE_(to = s->to); return to; }
static inline void shared_point(struct shared_pointer *s, const void *to) { ALONE_(s->to = to); }
#endif

/* ---- threads and locks; opening gives 0, or -1 where the system has no more ---- */

#ifdef MASSC_NO_THREADS
#define PER_THREAD
struct lock { int none; };
struct bell { int none; };
struct thread { int none; };
static inline int lock_open(struct lock *l) { l->none = 0; return 0; }
static inline void lock_close(struct lock *l) { (void)l; }
static inline void lock_take(struct lock *l) { (void)l; }
static inline void lock_drop(struct lock *l) { (void)l; }
static inline int bell_open(struct bell *b) { b->none = 0; return 0; }
static inline void bell_close(struct bell *b) { (void)b; }
static inline void bell_ring(struct bell *b) { (void)b; }
static inline void bell_wait(struct bell *b, struct lock *l) { (void)b; (void)l; }
static inline int bell_wait_for(struct bell *b, struct lock *l, double seconds) { (void)b; (void)l; return seconds >= 0; }
static inline int thread_start(struct thread *t, void *(*work)(void *), void *with) { (void)t; (void)work; (void)with; return -1; }
static inline void thread_join(struct thread *t) { (void)t; }
#else
#ifdef __TINYC__
#define PER_THREAD                      /* it has none: what is a thread's own is the first one's alone */
#else
#define PER_THREAD __thread
#endif
struct lock { pthread_mutex_t mutex; };
struct bell { pthread_cond_t rings; };
struct thread { pthread_t id; };
static inline int lock_open(struct lock *l) { return pthread_mutex_init(&l->mutex, NULL) ? -1 : 0; }
static inline void lock_close(struct lock *l) { pthread_mutex_destroy(&l->mutex); }
static inline void lock_take(struct lock *l) { pthread_mutex_lock(&l->mutex); }
static inline void lock_drop(struct lock *l) { pthread_mutex_unlock(&l->mutex); }

/* Rung for all who wait for it; each waits with a lock, which it does not have meanwhile. */
static inline int bell_open(struct bell *b)
{
    pthread_condattr_t how;
    if (pthread_condattr_init(&how))
        return -1;
    pthread_condattr_setclock(&how, CLOCK_MONOTONIC);
    int bad = pthread_cond_init(&b->rings, &how);
    pthread_condattr_destroy(&how);
    return bad ? -1 : 0;
}
static inline void bell_close(struct bell *b) { pthread_cond_destroy(&b->rings); }
static inline void bell_ring(struct bell *b) { pthread_cond_broadcast(&b->rings); }
static inline void bell_wait(struct bell *b, struct lock *l) { pthread_cond_wait(&b->rings, &l->mutex); }

/* Not 0: it did not ring for less than a second, [seconds]. */
static inline int bell_wait_for(struct bell *b, struct lock *l, double seconds)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += (int)(seconds*1e9);
    if (until.tv_nsec >= 1000*1000*1000) {
        until.tv_nsec -= 1000*1000*1000;
        until.tv_sec++;
    }
    return pthread_cond_timedwait(&b->rings, &l->mutex, &until);
}

/* Signals are for others: a thread that is started receives none. */
static inline int thread_start(struct thread *t, void *(*work)(void *), void *with)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int bad = pthread_create(&t->id, NULL, work, with);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return bad ? -1 : 0;
}
static inline void thread_join(struct thread *t) { pthread_join(t->id, NULL); }
#endif
#endif
