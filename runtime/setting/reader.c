/* reader.c -- the words of messages. */
#include "reader.h"
#include <stdio.h>
#include <string.h>
#include "base/number.h"
#include "base/text.h"

enum {
    MOST_OFFERED = 5000,        /* candidates compared with one misspelt name */
    MOST_WORDED = 200           /* errors; ten times what is shown, as they are not found in order */
};

int words_matter(const struct diags *d)
{
    return d->errors < MOST_WORDED;
}

void offer_start(struct offer *o, const char *want)
{
    memset(o, 0, sizeof *o);
    nearest_start(&o->near, want);
}

void offer_add(struct offer *o, const char *name)
{
    if (++o->count > MOST_OFFERED)
        return;
    nearest_offer(&o->near, name);
    if (o->count > MOST_LISTED)
        return;
    if (o->count > 1)
        text_print(&o->list, "%s%s", o->count > 2 ? ", " : "", o->last);
    snprintf(o->last, sizeof o->last, "%s", name);
}

const char *offer_close(struct arena *a, struct offer *o, const char *what)
{
    const char *end = "", *best = nearest_best(&o->near);
    const char *most = text_string(&o->list);
    if (best)
        end = arena_print(a, "; did you mean '%s'?", best);
    else if (o->count == 1)
        end = arena_print(a, "; %s %s", what, o->last);
    else if (o->count > MOST_LISTED)
        end = arena_print(a, "; %s %s, %s and %d more", what, most, o->last, o->count - MOST_LISTED);
    else if (o->count)
        end = arena_print(a, "; %s %s and %s", what, most, o->last);
    text_free(&o->list);
    return end;
}

const char *said_number(const struct reader *r, double x)
{
    char number[NUMBER_SHORTEST];
    return arena_print(r->arena, "%s", number_shortest(number, x, 0));
}

const char *said_expr(const struct reader *r, const struct ast_expr *e)
{
    struct text t = { 0 };
    (r->reads->print ? r->reads->print : ast_print_value)(e, &t);
    const char *text = t.len > MOST_QUOTED ? "..." : arena_copy(r->arena, text_string(&t), t.len);
    text_free(&t);
    return text;
}

const char *said_shape(const struct reader *r, const long *shape, int rank)
{
    if (!rank || (rank == 1 && shape[0] == 1))
        return rank ? "a list of one" : "one number";
    return arena_print(r->arena, "%s numbers", arena_join(r->arena, shape, rank, " x "));
}

int expr_count(const struct ast_expr *list)
{
    int count = 0;
    for (; list; list = list->next)
        count++;
    return count;
}
