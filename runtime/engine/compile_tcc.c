/* compile_tcc.c -- kernels by libtcc, in memory.
 *
 * The only file that knows libtcc. The kernel includes nothing and links with
 * nothing but the functions listed here and the primitives of vector/, so neither
 * tcc's include folder nor its support library need to be installed. libtcc keeps
 * global state while it compiles, hence the mutex, the one global object of the
 * runtime.
 */
#include "engine.h"
#include "tcc_stand_ins.h"
#include "vector/vector.h"
#include <libtcc.h>
#include <locale.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

/* Conversions for which tcc calls its support library. */
static double double_of(unsigned long long x) { return (double)x; }
static float float_of(unsigned long long x) { return (float)x; }
static unsigned long long of_double(double x) { return (unsigned long long)x; }
static unsigned long long of_float(float x) { return (unsigned long long)x; }

/* ISO C has no pointer that holds both functions and data; POSIX promises that
 * a void * does. */
union address { void (*code)(void); const void *data; };
#define CODE(f) { (void (*)(void))(f) }

static const struct known { const char *name; union address at; } known[] = {
    { "fma", CODE(fma) }, { "fmaf", CODE(fmaf) },
    { "sqrt", CODE(sqrt) }, { "sqrtf", CODE(sqrtf) },
    { "memset", CODE(memset) }, { "memcpy", CODE(memcpy) }, { "memmove", CODE(memmove) },
    { "__floatundidf", CODE(double_of) }, { "__floatundisf", CODE(float_of) },
    { "__fixunsdfdi", CODE(of_double) }, { "__fixunssfdi", CODE(of_float) },
};

/* As many messages as fit; the first is the one that counts. */
struct messages { char text[600]; size_t used; };

static void collect(void *user, const char *message)
{
    struct messages *m = user;
    int n = snprintf(m->text + m->used, sizeof m->text - m->used, "%s%s",
                     m->used ? "\n" : "", message);
    if (n > 0)
        m->used += (size_t)n;
    if (m->used >= sizeof m->text)
        m->used = sizeof m->text - 1;
}

/* What a line of the text defines a word as, or 0. */
static long defined(const char *text, const char *word)
{
    const char *at = strstr(text, word);
    return at ? atol(at + strlen(word)) : 0;
}

/* A text that calls vector primitives declares them, and says of which precision and for
 * how many lanes; one of few lanes says so. */
static void add_primitives(TCCState *s, const char *text)
{
    const int bytes = (int)defined(text, "#define REAL ");
    const struct vector_set *set = strstr(text, "void v_") ? vector_set(bytes, defined(text, "#define LANES "))
                                 : defined(text, "#define FEW ") ? vector_few(bytes) : NULL;
    for (int i = 0; set && i < set->count; i++) {
        union address at = { set->entries[i].address };
        tcc_add_symbol(s, set->entries[i].name, at.data);
    }
}

static int translate(TCCState *s, const char *text)
{
    tcc_set_options(s, "-nostdlib -nostdinc");
    tcc_set_lib_path(s, "/nonexistent");
    if (tcc_set_output_type(s, TCC_OUTPUT_MEMORY))
        return -1;
    for (size_t i = 0; i < sizeof known/sizeof *known; i++)
        tcc_add_symbol(s, known[i].name, known[i].at.data);
    add_primitives(s, text);
    if (tcc_compile_string(s, text))
        return -1;
    return tcc_relocate(s, TCC_RELOCATE_AUTO);
}

struct build {
    const char *text;
    TCCState *state;            /* NULL: not built */
    const struct kernel *kernel;
    struct messages said;
};

static void build(void *user)
{
    struct build *b = user;
    TCCState *s = tcc_new();
    if (!s)
        return;
    tcc_set_error_func(s, &b->said, collect);
    if (translate(s, b->text)) {
        tcc_delete(s);
        return;
    }
    b->kernel = tcc_get_symbol(s, "massc_kernel");
    b->state = s;
}

/* tcc reads numbers with strtod: under a host's locale 0.5 could end at the point. */
static enum tcc_end build_in_c_locale(struct build *b)
{
    locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    locale_t before = c ? uselocale(c) : (locale_t)0;
    enum tcc_end end = tcc_contain(build, b);
    if (c) {
        uselocale(before);
        freelocale(c);
    }
    return end;
}

/* Where memory runs out outside of a translation, a tcc that is not contained ends the
 * whole process with code 1; so there has to be some to begin with: for what it keeps of any text, and a text's
 * tokens, symbols and code, of which there are up to some forty bytes to a letter. */
static int has_room(const char *text)
{
    enum { LEAST = 6 << 20, LETTER = 40 };
    void *room = malloc(LEAST + strlen(text)*LETTER);
    free(room);
    return room != NULL;
}

/* Its own words for memory that is gone, and no limit of tcc's. */
static int ran_out(const char *said)
{
    return strstr(said, "memory full (malloc)") || strstr(said, "memory full (realloc)");
}

/* Systems that let no program write code into its memory. */
static int is_forbidden(const char *said)
{
    return strstr(said, "mprotect failed") != NULL;
}

int tcc_build(const char *text, struct compiled *out, struct fail *f)
{
    struct build b = { .text = text };
    if (!has_room(text))
        return fail(f, EXIT_SYSTEM, "not enough memory for tcc");
    pthread_mutex_lock(&one_at_a_time);
    enum tcc_end end = build_in_c_locale(&b);
    pthread_mutex_unlock(&one_at_a_time);
    if (end == TCC_NO_MEMORY || (!b.state && (!b.said.used || ran_out(b.said.text))))
        return fail(f, EXIT_SYSTEM, "not enough memory for tcc");
    if (!b.state && is_forbidden(b.said.text))
        return fail(f, EXIT_SYSTEM, "the system does not let tcc make its code executable; --engine gcc and clang do without");
    if (end == TCC_WOULD_EXIT || !b.state)
        return fail(f, EXIT_INTERNAL, "tcc rejected the generated C: %s", b.said.text);
    out->kernel = b.kernel;
    out->handle = b.state;
    return 0;
}

void tcc_drop(void *handle)
{
    pthread_mutex_lock(&one_at_a_time);
    tcc_delete(handle);
    pthread_mutex_unlock(&one_at_a_time);
}
