/* processor.c -- what machine code needs of an x86-64 processor, and whether the one here has it.
 *
 * The processor is asked by itself: compilers know different names for the same.
 */
#include "processor.h"
#include <stdio.h>
#include <string.h>
#if defined __x86_64__
#include <cpuid.h>
#endif

static const struct feature {
    const char *name, *macro;
    unsigned leaf, part;
    int word;                   /* of what cpuid answers: 0 to 3 */
    int bit;
    unsigned state;             /* of XCR0 */
} features[] = {
#define a 0
#define b 1
#define c 2
#define d 3
#define FEATURE(name, macro, leaf, part, word, bit, state) { name, macro, leaf, part, word, bit, state },
#include "processor.def"
#undef FEATURE
#undef a
#undef b
#undef c
#undef d
};
enum { FEATURES = sizeof features/sizeof *features };

/* "#define __AVX2__ 1" */
static int defines(const char *macros, const char *name)
{
    size_t n = strlen(name);
    for (const char *at = macros; (at = strstr(at, name)); at += n)
        if (at >= macros + 8 && !memcmp(at - 8, "#define ", 8) && at[n] == ' ')
            return 1;
    return 0;
}

void processor_needs(const char *macros, struct text *out)
{
    int any = 0;
    for (int i = 0; defines(macros, "__x86_64__") && i < FEATURES; i++)
        if (defines(macros, features[i].macro))
            text_print(out, "%s%s", any++ ? " " : "", features[i].name);
}

#if defined __x86_64__
/* States that the system saves; 0: none, or it does not say. */
static unsigned saved_states(void)
{
    unsigned w[4];
    if (!__get_cpuid(1, &w[0], &w[1], &w[2], &w[3]) || !(w[2] & 1u << 27))
        return 0;
    unsigned low, high;
    __asm__ volatile ("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    (void)high;
    return low;
}

static int has(const struct feature *f)
{
    unsigned w[4];
    if (!__get_cpuid_count(f->leaf, f->part, &w[0], &w[1], &w[2], &w[3]))
        return 0;
    if (f->part > 0) {                  /* a leaf says itself how many parts it has */
        unsigned parts = 0, other[3];
        __get_cpuid_count(f->leaf, 0, &parts, &other[0], &other[1], &other[2]);
        if (parts < f->part)
            return 0;
    }
    return w[f->word] >> f->bit & 1 && (f->state & ~saved_states()) == 0;
}
#else
static int has(const struct feature *f)
{
    (void)f;
    return 0;
}
#endif

static int is_there(const char *name, size_t length)
{
    for (int i = 0; i < FEATURES; i++)
        if (strlen(features[i].name) == length && !memcmp(features[i].name, name, length))
            return has(&features[i]);
    return 0;
}

const char *processor_lacks(const char *needs, char *out, size_t size)
{
    size_t used = 0, before = 0;        /* [before]: where the last name begins */
    int count = 0;
    for (const char *at = needs; *at; at += strspn(at, " ")) {
        size_t n = strcspn(at, " ");
        if (!is_there(at, n) && used + n + 3 < size) {
            before = used;
            used += (size_t)snprintf(out + used, size - used, "%s%.*s", count++ ? ", " : "", (int)n, at);
        }
        at += n;
    }
    if (count > 1 && used + 4 < size) {         /* "a, b" becomes "a and b" */
        memmove(out + before + 5, out + before + 2, used - before - 1);
        memcpy(out + before, " and ", 5);
    }
    return count ? out : NULL;
}
