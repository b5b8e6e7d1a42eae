/* diff_text.c -- where two texts differ, in words. */
#include "diff_text.h"
#include <string.h>

enum {
    SHOWN = 40,                 /* lines of a difference that are shown */
    CELLS_MOST = 1 << 22,       /* lines of one times lines of the other that are put in line */
    WIDE = 160                  /* bytes of a value that are shown */
};

/* ---- lines ---- */

struct lines {
    const char **at;            /* NUL-terminated copies */
    int count;
};

static struct lines split(const char *text, struct arena *a)
{
    struct lines l = { .count = 0 };
    for (const char *at = text ? text : ""; *at; ) {
        size_t n = strcspn(at, "\n");
        *ARENA_PUSH(a, l.at, l.count) = arena_copy(a, at, n);
        at += n + (at[n] == '\n');
    }
    return l;
}

/* What is shown of a difference. */
struct showing {
    struct text *out;
    const char *what;
    int count;                  /* of lines, shown or not */
};

static void show(struct showing *s, char whose, int number, const char *line)
{
    if (s->count == 0)
        text_print(s->out, "%s:\n", s->what);
    if (s->count++ >= SHOWN)
        return;
    text_print(s->out, "  %c", whose);
    if (number > 0)
        text_print(s->out, " %d", number);
    text_print(s->out, ": %s\n", line);
}

static void finish(const struct showing *s)
{
    if (s->count > SHOWN)
        text_print(s->out, "  ... and %d more lines\n", s->count - SHOWN);
}

/* ---- in order ---- */

/* Two stretches of lines that begin and end with lines of their own. */
struct changed_lines {
    const struct lines *a, *b;
    int from, upto_a, upto_b;
};

static int same(const char *x, const char *y)
{
    return strcmp(x, y) == 0;
}

static struct changed_lines middle_of(const struct lines *a, const struct lines *b)
{
    struct changed_lines m = { a, b, 0, a->count, b->count };
    while (m.from < m.upto_a && m.from < m.upto_b && same(a->at[m.from], b->at[m.from]))
        m.from++;
    while (m.upto_a > m.from && m.upto_b > m.from && same(a->at[m.upto_a - 1], b->at[m.upto_b - 1])) {
        m.upto_a--;
        m.upto_b--;
    }
    return m;
}

/* [i][j]: the most lines that those from i and from j on have in common, in order. NULL: they are
 * too many. */
static const int *common_lines(const struct changed_lines *m, struct arena *arena)
{
    long rows = m->upto_a - m->from + 1, columns = m->upto_b - m->from + 1;
    if (rows > CELLS_MOST/columns)
        return NULL;
    int *all = ARENA_ARRAY(arena, int, rows*columns);
    for (long i = rows - 2; i >= 0; i--)
        for (long j = columns - 2; j >= 0; j--) {
            int down = all[(i + 1)*columns + j], right = all[i*columns + j + 1];
            all[i*columns + j] = same(m->a->at[m->from + i], m->b->at[m->from + j]) ? all[(i + 1)*columns + j + 1] + 1
                               : down > right ? down : right;
        }
    return all;
}

static void show_stretch(struct showing *s, const struct changed_lines *m, const int *common)
{
    long columns = m->upto_b - m->from + 1;
    int i = m->from, j = m->from;
    while (i < m->upto_a || j < m->upto_b) {
        const int *cell = common ? common + (i - m->from)*columns + (j - m->from) : NULL;
        if (i < m->upto_a && j < m->upto_b && cell && same(m->a->at[i], m->b->at[j])) {
            i++;
            j++;
        } else if (i < m->upto_a && (j == m->upto_b || !cell || cell[columns] >= cell[1])) {
            show(s, 'A', i + 1, m->a->at[i]);
            i++;
        } else {
            show(s, 'B', j + 1, m->b->at[j]);
            j++;
        }
    }
}

void diff_lines(struct text *out, const char *what, const char *a, const char *b, struct arena *arena)
{
    struct lines of_a = split(a, arena), of_b = split(b, arena);
    struct changed_lines m = middle_of(&of_a, &of_b);
    struct showing s = { .out = out, .what = what };
    show_stretch(&s, &m, common_lines(&m, arena));
    finish(&s);
}

/* ---- in any order ---- */

static int find_line(const struct lines *l, const char *line)
{
    for (int i = 0; i < l->count; i++)
        if (same(l->at[i], line))
            return i;
    return -1;
}

static void show_alone(struct showing *s, char whose, const struct lines *own, const struct lines *other)
{
    for (int i = 0; i < own->count; i++)
        if (find_line(other, own->at[i]) < 0)
            show(s, whose, 0, own->at[i]);
}

void diff_sets(struct text *out, const char *what, const char *a, const char *b, struct arena *arena)
{
    struct lines of_a = split(a, arena), of_b = split(b, arena);
    struct showing s = { .out = out, .what = what };
    show_alone(&s, 'A', &of_a, &of_b);
    show_alone(&s, 'B', &of_b, &of_a);
    finish(&s);
}

/* The line with the name of [line], "NAME = VALUE", or -1. */
static int find_named(const struct lines *l, const char *line)
{
    const char *sign = strstr(line, " = ");
    for (int i = 0; sign && i < l->count; i++)
        if (strncmp(l->at[i], line, (size_t)(sign - line) + 3) == 0)
            return i;
    return find_line(l, line);
}

void diff_named(struct text *out, const char *what, const char *a, const char *b, struct arena *arena)
{
    struct lines of_a = split(a, arena), of_b = split(b, arena);
    struct showing s = { .out = out, .what = what };
    for (int i = 0; i < of_a.count; i++) {
        int other = find_named(&of_b, of_a.at[i]);
        if (other >= 0 && same(of_b.at[other], of_a.at[i]))
            continue;
        show(&s, 'A', 0, of_a.at[i]);
        if (other >= 0)
            show(&s, 'B', 0, of_b.at[other]);
    }
    for (int i = 0; i < of_b.count; i++)
        if (find_named(&of_a, of_b.at[i]) < 0)
            show(&s, 'B', 0, of_b.at[i]);
    finish(&s);
}

/* ---- one line ---- */

static void add_value(struct text *out, const char *value)
{
    size_t n = strcspn(value, "\n"), shown = n < WIDE ? n : WIDE;
    while (shown < n && shown && ((unsigned char)value[shown] & 0xc0) == 0x80)      /* whole characters */
        shown--;
    text_bytes(out, value, shown);
    if (value[shown])
        text_add(out, "...");
}

void diff_values(struct text *out, const char *what, const char *a, const char *b)
{
    if (a == b || (a && b && same(a, b)))
        return;
    text_print(out, "%s: ", what);
    add_value(out, a ? a : "none");
    text_add(out, " / ");
    add_value(out, b ? b : "none");
    text_add(out, "\n");
}
