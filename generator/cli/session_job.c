/* session_job.c -- the job of an exploration, opened for a command.
 *
 * The runtime knows what is wrong with a space, the file where it was written:
 * here the two are put together.
 */
#include <stdio.h>
#include <string.h>
#include "session.h"
#include "job/job_build.h"

/* ---- errors ---- */

static int report(struct session *s, const struct exploration *x, const struct space *space,
                  const struct fail *f)
{
    struct diags d = { .arena = &s->pipe.arena };
    struct text text = { 0 };
    diag_error(&d, space->fault < 0 ? x->at : x->axes[space->fault].at, "%s", f->text);
    diag_print(&d, &text);
    fputs(text_string(&text), stderr);
    text_free(&text);
    return f->code;
}

/* ---- warnings ---- */

static int is_in(const struct axis *a, const char *group)
{
    return a->group && !strcmp(a->group, group);
}

/* How long the group of an axis is, or the axis itself. */
static long length(const struct space *s, const struct axis *a)
{
    long n = a->n;
    for (int i = 0; a->group && i < s->count; i++)
        if (is_in(&s->axes[i], a->group) && s->axes[i].n < n)
            n = s->axes[i].n;
    return n;
}

/* Points to the first of those that end before the others; [group]: among its
 * members; NULL: among all that a zip moves together. */
static void point_out(const struct exploration *x, const struct space *s, const char *group)
{
    int found = -1, differ = 0;
    long least = 0;
    for (int i = 0; i < s->count; i++) {
        if (group && !is_in(&s->axes[i], group))
            continue;
        long n = group ? s->axes[i].n : length(s, &s->axes[i]);
        differ |= found >= 0 && n != least;
        if (found < 0 || n < least)
            found = i, least = n;
    }
    if (!differ)
        return;
    const struct span at = x->axes[found].at;
    struct place place = source_place(at.src, at.from);
    fprintf(stderr, "%s:%d:%d: note: '%s' ends first, after %ld value%s\n", at.src->path, place.line,
            place.column, s->axes[found].label, least, least == 1 ? "" : "s");
}

static int is_first_of_group(const struct space *s, int i)
{
    for (int k = 0; s->axes[i].group && k < i; k++)
        if (is_in(&s->axes[k], s->axes[i].group))
            return 0;
    return s->axes[i].group != NULL;
}

/* What is cut off, word for word as the peer says it, and where. */
static void warn(const struct exploration *x, const struct space *s)
{
    if (!*s->warning)
        return;
    fprintf(stderr, "%s\n", s->warning);
    for (int i = 0; i < s->count; i++)
        if (is_first_of_group(s, i))
            point_out(x, s, s->axes[i].group);
    if (s->mode == SPACE_ZIP)
        point_out(x, s, NULL);
}

int session_job(struct session *s, const struct exploration *x, struct job *out)
{
    struct fail f = { .code = 0 };
    build_job(s->e, x, &s->pipe.arena, out);
    if (job_open(out, &f) < 0)
        return report(s, x, &out->space, &f);
    warn(x, &out->space);
    return 0;
}
