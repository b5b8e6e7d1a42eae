/* diag.c -- collects what is wrong with a model, then prints it in order.
 *
 * Messages are linked in the order they were found. Printing sorts an array of
 * them: by the rank of the file (order of first use), by place, errors first.
 * Columns count bytes, as editors expect; the caret line counts characters.
 */
#include "diag.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/utf8.h"

enum {
    MOST = 20,                  /* errors shown, and warnings; the rest is counted */
    LONGEST_LINE = 160,         /* bytes; a longer line is shown in part */
    WINDOW_BEFORE = 60,         /* bytes shown before the caret of such a line */
    WINDOW = 120
};

/* ------------------------------------------------------------ collecting -- */

static struct diag *make(struct diags *d, enum severity severity, struct span at,
                         const char *format, va_list args)
{
    struct diag *m = ARENA_NEW(d->arena, struct diag);
    m->severity = severity;
    m->at = at;
    m->text = arena_vprint(d->arena, format, args);
    return m;
}

static void append(struct diags *d, struct diag *m)
{
    if (d->last)
        d->last->next = m;
    else
        d->first = m;
    d->last = m;
}

void diag_error(struct diags *d, struct span at, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    append(d, make(d, SEVERITY_ERROR, at, format, args));
    va_end(args);
    d->errors++;
}

void diag_warn(struct diags *d, struct span at, const char *rule, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct diag *m = make(d, SEVERITY_WARNING, at, format, args);
    va_end(args);
    m->rule = rule;
    append(d, m);
    d->warnings++;
}

void diag_remark(struct diags *d, struct span at, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    append(d, make(d, SEVERITY_NOTE, at, format, args));
    va_end(args);
    d->remarks++;
}

void diag_note(struct diags *d, struct span at, const char *format, ...)
{
    if (!d->last)
        return;
    va_list args;
    va_start(args, format);
    struct diag *m = make(d, SEVERITY_NOTE, at, format, args);
    va_end(args);
    struct diag **end = &d->last->notes;
    while (*end)
        end = &(*end)->next;
    *end = m;
}

/* -------------------------------------------------------------- the order -- */

struct found_diag {
    const struct diag *diag;
    int file;                   /* rank of its source */
    int found;                  /* position in the list; makes the sort stable */
};

static int by_place(const void *x, const void *y)
{
    const struct found_diag *a = x, *b = y;
    if (a->file != b->file)
        return a->file - b->file;
    if (a->diag->at.from != b->diag->at.from)
        return a->diag->at.from < b->diag->at.from ? -1 : 1;
    if (a->diag->severity != b->diag->severity)
        return (int)a->diag->severity - (int)b->diag->severity;
    return a->found - b->found;
}

/* Files are few; the last one asked for is nearly always the one wanted. */
static int rank(const struct found_diag *e, int n, const struct source *src)
{
    int files = 0;
    for (int i = n - 1; i >= 0; i--) {
        if (e[i].diag->at.src == src)
            return e[i].file;
        if (e[i].file >= files)
            files = e[i].file + 1;
    }
    return files;
}

static struct found_diag *sorted(const struct diags *d, int *count)
{
    int n = d->errors + d->warnings + d->remarks;
    struct found_diag *e = ARENA_ARRAY(d->arena, struct found_diag, n + 1);
    *count = 0;
    for (const struct diag *m = d->first; m && *count < n; m = m->next, (*count)++) {
        e[*count].diag = m;
        e[*count].file = rank(e, *count, m->at.src);
        e[*count].found = *count;
    }
    qsort(e, (size_t)*count, sizeof *e, by_place);
    return e;
}

static int same(const struct diag *a, const struct diag *b)
{
    return a->severity == b->severity && a->at.to == b->at.to && !strcmp(a->text, b->text);
}

/* Equal messages stand at one place, so only its messages are compared. */
static int is_duplicate(const struct found_diag *e, int i)
{
    for (int j = i - 1; j >= 0; j--) {
        if (e[j].file != e[i].file || e[j].diag->at.from != e[i].diag->at.from)
            return 0;
        if (same(e[j].diag, e[i].diag))
            return 1;
    }
    return 0;
}

/* --------------------------------------------------------------- printing -- */

/* The part of a line that is shown, never cutting a character. */
static void choose_window(const char *s, const struct place *at, int caret, int *from, int *to)
{
    *from = at->bol;
    *to = at->eol;
    if (at->eol - at->bol <= LONGEST_LINE)
        return;
    if (caret - WINDOW_BEFORE > at->bol)
        *from = caret - WINDOW_BEFORE;
    if (*from + WINDOW < at->eol)
        *to = *from + WINDOW;
    while (*from > at->bol && utf8_continues(s[*from]))
        --*from;
    while (*to < at->eol && utf8_continues(s[*to]))
        ++*to;
}

/* Source text as it stands, but a control byte does nothing to a terminal. */
static void show(struct text *out, const char *s, int from, int to)
{
    for (int i = from; i < to; i++) {
        unsigned char c = (unsigned char)s[i];
        text_bytes(out, (c < 0x20 && c != '\t') || c == 0x7f ? "?" : s + i, 1);
    }
}

/* One blank for each character shown, so that the caret stands under its own. */
static void pad(struct text *out, const char *s, int from, int to)
{
    for (int i = from; i < to; i++)
        if (!utf8_continues(s[i]))
            text_add(out, s[i] == '\t' ? "\t" : " ");
}

static void underline(struct text *out, const char *s, int from, int to)
{
    text_add(out, "^");
    for (int i = from + 1; i < to; i++)
        if (!utf8_continues(s[i]))
            text_add(out, "~");
    text_add(out, "\n");
}

static void excerpt(struct text *out, struct span span, const struct place *at)
{
    const char *s = span.src->text;
    int caret = at->bol + at->column - 1, from, to;
    if (caret > at->eol)
        caret = at->eol;
    choose_window(s, at, caret, &from, &to);

    text_print(out, "%5d | %s", at->line, from > at->bol ? "..." : "");
    show(out, s, from, to);
    text_print(out, "%s\n      | %s", to < at->eol ? "..." : "", from > at->bol ? "   " : "");
    pad(out, s, from, caret);
    underline(out, s, caret, span.to < to ? span.to : to);
}

static void print(struct text *out, const struct diag *m)
{
    static const char *const severities[] = { "error", "warning", "note" };
    const char *severity = severities[m->severity];
    struct place at = { 0 };
    if (m->at.src) {
        at = source_place(m->at.src, m->at.from);
        text_print(out, "%s:%d:%d: %s: ", m->at.src->path, at.line, at.column, severity);
    } else {
        text_print(out, "massc: %s: ", severity);
    }
    text_add(out, m->text);
    if (m->rule)
        text_print(out, " [%s]", m->rule);
    text_add(out, "\n");
    if (m->at.src && m->severity != SEVERITY_NOTE)
        excerpt(out, m->at, &at);
    for (const struct diag *note = m->notes; note; note = note->next)
        print(out, note);
}

static void count_rest(struct text *out, int found, const char *what)
{
    if (found > MOST)
        text_print(out, "... and %d more %s%s\n", found - MOST, what, found > MOST + 1 ? "s" : "");
}

void diag_print(const struct diags *d, struct text *out)
{
    int n, errors = 0, warnings = 0;
    struct found_diag *e = sorted(d, &n);
    for (int i = 0; i < n; i++) {
        if (is_duplicate(e, i))
            continue;
        int *found = e[i].diag->severity == SEVERITY_ERROR ? &errors : &warnings;
        if (++*found <= MOST)
            print(out, e[i].diag);
    }
    count_rest(out, errors, "error");
    count_rest(out, warnings, "warning");
}

void diag_each(const struct diags *d, diag_visit *visit, void *user)
{
    int n;
    const struct found_diag *e = sorted(d, &n);
    for (int i = 0; i < n; i++) {
        if (is_duplicate(e, i))
            continue;
        visit(user, e[i].diag);
        for (const struct diag *note = e[i].diag->notes; note; note = note->next)
            visit(user, note);
    }
}

void diag_bug(const char *file, int line, const char *text)
{
    char said[200];
    snprintf(said, sizeof said, "internal error at %s:%d: %s", file, line, text);
    guard_raise(EXIT_INTERNAL, said);
}
