/* typeset_box.c -- see typeset.h. */
#include "typeset.h"
#include <string.h>
#include "base/utf8.h"

int box_width(const char *text)
{
    int n = 0;
    for (; *text; text++)
        n += !utf8_continues(*text);
    return n;
}

static struct box empty(struct arena *a, int height, int width, int base)
{
    return (struct box){ ARENA_ARRAY(a, const char *, height), height, width, base };
}

struct box box_text(struct arena *a, const char *text)
{
    struct box x = empty(a, 1, box_width(text), 0);
    x.lines[0] = text;
    return x;
}

static const char *padded(struct arena *a, const char *text, int before, int width)
{
    return arena_print(a, "%*s%s%*s", before, "", text, width - before - box_width(text), "");
}

/* Line [i] of the box, counted from its base; blanks where it has none. */
static const char *line(struct arena *a, const struct box *x, int i)
{
    int k = x->base + i;
    return k >= 0 && k < x->height ? x->lines[k] : padded(a, "", 0, x->width);
}

static int most(int a, int b)
{
    return a > b ? a : b;
}

struct box box_beside(struct arena *a, struct box x, struct box y)
{
    int above = most(x.base, y.base), below = most(x.height - x.base, y.height - y.base);
    struct box both = empty(a, above + below, x.width + y.width, above);
    for (int i = 0; i < both.height; i++)
        both.lines[i] = arena_print(a, "%s%s", line(a, &x, i - above), line(a, &y, i - above));
    return both;
}

static const char *repeated(struct arena *a, const char *sign, int count)
{
    struct text all = { 0 };
    for (int i = 0; i < count; i++)
        text_add(&all, sign);
    const char *kept = arena_copy(a, text_string(&all), all.len);
    text_free(&all);
    return kept;
}

struct box box_fraction(struct arena *a, struct box x, struct box y)
{
    int width = most(x.width, y.width) + 2;
    struct box all = empty(a, x.height + 1 + y.height, width, x.height);
    for (int i = 0; i < x.height; i++)
        all.lines[i] = padded(a, x.lines[i], (width - x.width)/2, width);
    all.lines[x.height] = repeated(a, "─", width);
    for (int i = 0; i < y.height; i++)
        all.lines[x.height + 1 + i] = padded(a, y.lines[i], (width - y.width)/2, width);
    return all;
}

struct box box_raised(struct arena *a, struct box x, struct box y)
{
    struct box all = empty(a, x.height + y.height, x.width + y.width, x.base + y.height);
    for (int i = 0; i < y.height; i++)
        all.lines[i] = padded(a, y.lines[i], x.width, all.width);
    for (int i = 0; i < x.height; i++)
        all.lines[y.height + i] = padded(a, x.lines[i], 0, all.width);
    return all;
}

struct box box_below(struct arena *a, struct box x, struct box y)
{
    int width = most(x.width, y.width);
    struct box all = empty(a, x.height + y.height, width, x.base);
    for (int i = 0; i < all.height; i++)
        all.lines[i] = padded(a, i < x.height ? x.lines[i] : y.lines[i - x.height], 0, width);
    return all;
}

/* Pieces of a tall bracket: at the top, between, at the bottom, in the middle. */
struct pieces { char sign; const char *top, *between, *bottom, *middle; };

static const char *piece(const struct pieces *p, int i, int height)
{
    return i == 0 ? p->top : i == height - 1 ? p->bottom : height > 2 && i == height/2 ? p->middle : p->between;
}

static struct box bracket(struct arena *a, char sign, const struct box *x)
{
    static const struct pieces all[] = {
        { '(', "⎛", "⎜", "⎝", "⎜" }, { ')', "⎞", "⎟", "⎠", "⎟" }, { '|', "│", "│", "│", "│" }, { '{', "⎧", "⎪", "⎩", "⎨" }
    };
    const char flat[] = { sign, '\0' };
    struct box b = empty(a, x->height, 1, x->base);
    for (size_t k = 0; k < sizeof all/sizeof *all; k++)
        for (int i = 0; all[k].sign == sign && i < x->height; i++)
            b.lines[i] = x->height > 1 ? piece(&all[k], i, x->height) : arena_print(a, "%s", flat);
    return b;
}

struct box box_within(struct arena *a, char open, struct box x, char close)
{
    struct box all = box_beside(a, bracket(a, open, &x), x);
    return close ? box_beside(a, all, bracket(a, close, &x)) : all;
}

void box_print(const struct box *x, int indent, struct text *out)
{
    for (int i = 0; i < x->height; i++) {
        size_t len = strlen(x->lines[i]);
        while (len && x->lines[i][len - 1] == ' ')
            len--;
        text_print(out, "%*s%.*s\n", len ? indent : 0, "", (int)len, x->lines[i]);
    }
}
