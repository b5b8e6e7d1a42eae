/* massc.c -- an object of the library: a text with the settings made on it. */
#include "object.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/version.h"
#include "job/job_build.h"

const char *massc_version(void)
{
    return MASSC_VERSION;
}

/* ---- what is said ---- */

int massc_code(const struct massc *m)
{
    return m->code;
}

const char *massc_error(const struct massc *m)
{
    return m->fault[0] ? m->fault : text_string(&m->error);
}

const struct massc_diagnostic *massc_diagnostic(const struct massc *m, int i)
{
    if (i >= 0 && i < m->said.count)
        return &m->said.list[i];
    return i == m->said.count && m->plain.text[0] ? &m->plain.diagnostic : NULL;
}

void massc_log(struct massc *m, void (*log)(void *user, int level, const char *line), void *user)
{
    m->log = log;
    m->log_user = user;
}

void massc_cancel(struct massc *m)
{
    __atomic_store_n(&m->cancelled, 1, __ATOMIC_RELAXED);
}

/* ---- checking ---- */

/* Takes over [src] and the settings as they are now, or leaves what was there. */
static int refresh(struct massc *m, const struct source *src)
{
    const struct job_options o = object_options(m);
    const struct overrides over = overrides_of(&o);
    struct checked *c = checked_make(m, src, &over);
    if (!c)
        return -1;
    kernels_forget(&m->kernels);
    checked_drop(m->good);
    m->good = c;
    return 0;
}

/* ---- texts ---- */

struct opening {
    struct massc *m;
    const char *text;               /* NULL: what the file says */
    size_t len;
    struct arena arena;             /* of what is read */
    const struct source *src;
};

static void read_source(void *user)
{
    struct opening *o = user;
    struct massc *m = o->m;
    const char *why = NULL;
    if (o->text)
        o->src = source_text(m->path, o->text, o->len, &o->arena);
    else
        o->src = source_read(m->path, &o->arena, &why);
    if (why) {
        struct fail f = { .code = 0 };
        fail(&f, EXIT_SYSTEM, "%s: %s", m->path, why);
        object_fail(m, &f);
    }
}

/* A text with errors is taken where none without them is lost by that. */
static int take_text(struct massc *m, struct opening *o)
{
    int bad = object_guarded(m, read_source, o) < 0 || !o->src || refresh(m, o->src) < 0;
    if (!o->src || (bad && m->good)) {
        arena_free(&o->arena);
        return -1;
    }
    arena_free(&m->text);
    m->text = o->arena;
    m->src = o->src;
    return bad ? -1 : 0;
}

static void name_object(void *user)
{
    struct opening *o = user;
    o->m->path = arena_copy(&o->m->arena, o->m->path, strlen(o->m->path));
}

static struct massc *open_model(const char *path, struct opening o)
{
    struct massc *m = o.m = calloc(1, sizeof *m);
    if (!m)
        return NULL;
    m->has_path = path != NULL;
    m->path = path ? path : "<text>";
    if (object_guarded(m, name_object, &o) == 0)
        take_text(m, &o);
    return m;
}

struct massc *massc_open(const char *path)
{
    return open_model(path, (struct opening){ .text = NULL });
}

struct massc *massc_open_text(const char *text, size_t len)
{
    return open_model(NULL, (struct opening){ .text = text, .len = len });
}

static int is_same(const struct massc *m, const char *text, size_t len)
{
    return text && m->good && (size_t)m->src->len == len && memcmp(m->src->text, text, len) == 0 && stamps_hold(&m->good->stamps);
}

int massc_text(struct massc *m, const char *text, size_t len)
{
    struct opening o = { .m = m, .text = text, .len = len };
    struct fail f = { .code = 0 };
    object_succeed(m);
    if (is_same(m, text, len))
        return object_repeat(m, m->good);
    if (!text && !m->has_path) {
        fail(&f, EXIT_USAGE, "there is no file to be read again; give a text");
        return object_fail(m, &f);
    }
    return take_text(m, &o);
}

static void free_setting(const char *setting)
{
    free((void *)(size_t)setting);          /* of strdup */
}

static void free_settings(struct settings *s)
{
    for (int i = 0; i < s->count; i++)
        free_setting(s->list[i]);
    free(s->list);
}

void massc_close(struct massc *m)
{
    if (!m)
        return;
    object_succeed(m);
    kernels_forget(&m->kernels);
    checked_drop(m->good);
    free_settings(&m->sets);
    free_settings(&m->axes);
    arena_free(&m->text);
    arena_free(&m->arena);
    free(m);
}

/* ---- settings ---- */

int object_has_model(struct massc *m)
{
    return m->good || refresh(m, m->src) == 0;
}

static int make_room(struct settings *s)
{
    if (s->count < s->room)
        return 0;
    int room = 2*s->room + 8;
    const char **list = realloc(s->list, ((size_t)room + 1)*sizeof *list);
    if (!list)
        return -1;
    list[s->count] = NULL;              /* the list may be read before there is anything in it */
    s->list = list;
    s->room = room;
    return 0;
}

/* What stands before '=' or '~', without blanks around. */
static size_t left_of(const char *setting, const char **from)
{
    size_t len = strcspn(setting, "=~");
    *from = setting + strspn(setting, " \t");
    size_t front = (size_t)(*from - setting);
    len = len > front ? len - front : 0;
    while (len && ((*from)[len - 1] == ' ' || (*from)[len - 1] == '\t'))
        len--;
    return len;
}

/* The setting that a new one stands in the place of, or -1. */
static int find_setting(const struct settings *s, const char *text)
{
    const char *left, *old;
    size_t len = left_of(text, &left);
    for (int i = 0; i < s->count; i++)
        if (left_of(s->list[i], &old) == len && memcmp(old, left, len) == 0)
            return i;
    return -1;
}

/* Takes number [i] out of the list, which has one less then. */
static const char *take_out(struct settings *s, int i)
{
    const char *old = s->list[i];
    memmove(s->list + i, s->list + i + 1, (size_t)(s->count - i)*sizeof *s->list);
    s->count--;
    return old;
}

static void put_in(struct settings *s, int i, const char *text)
{
    memmove(s->list + i + 1, s->list + i, (size_t)(s->count - i)*sizeof *s->list);
    s->list[i] = text;
    s->list[++s->count] = NULL;
}

int object_set(struct massc *m, struct settings *s, const char *text)
{
    char *copy = NULL;
    if (!object_can(m))
        return -1;
    if (make_room(s) || !(copy = strdup(text)))
        return object_fault(m, EXIT_SYSTEM, "out of memory");
    int place = find_setting(s, text);
    const char *old = place >= 0 ? take_out(s, place) : NULL;
    put_in(s, s->count, copy);
    if (refresh(m, m->src) == 0) {
        free_setting(old);
        return 0;
    }
    free_setting(take_out(s, s->count - 1));
    if (old)
        put_in(s, place, old);
    return -1;
}

int massc_set(struct massc *m, const char *setting)
{
    return object_set(m, &m->sets, setting);
}

int massc_axis(struct massc *m, const char *axis)
{
    return object_set(m, &m->axes, axis);
}

int massc_key(struct massc *m, int64_t key)
{
    char before[sizeof m->key];
    if (!object_can(m))
        return -1;
    memcpy(before, m->key, sizeof before);
    snprintf(m->key, sizeof m->key, "%lld", (long long)key);
    if (refresh(m, m->src) == 0)
        return 0;
    memcpy(m->key, before, sizeof before);
    return -1;
}

int massc_precision(struct massc *m, int bytes)
{
    struct fail f = { .code = 0 };
    int before = m->real;
    if (!object_can(m))
        return -1;
    if (bytes != 0 && bytes != 4 && bytes != 8) {
        fail(&f, EXIT_USAGE, "a precision is 4, 8 or 0 bytes, not %d", bytes);
        return object_fail(m, &f);
    }
    m->real = bytes;
    if (refresh(m, m->src) == 0)
        return 0;
    m->real = before;
    return -1;
}
