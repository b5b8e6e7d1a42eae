/* check_words.c -- numbers, expressions and names in messages, as runtime/setting says them. */
#include "checker.h"

static struct reader words_of(struct check *c)
{
    static const struct reads all = { .print = ast_print_expr };
    return (struct reader){ .arena = c->arena, .diags = c->diags, .reads = &all };
}

int wording_matters(const struct check *c)
{
    return words_matter(c->diags);
}

const char *offer_end(struct check *c, struct offer *o, const char *what)
{
    return offer_close(c->arena, o, what);
}

const char *number_text(struct check *c, double x)
{
    const struct reader r = words_of(c);
    return said_number(&r, x);
}

const char *shape_text(struct check *c, const long *shape, int rank)
{
    const struct reader r = words_of(c);
    return said_shape(&r, shape, rank);
}

const char *expr_text(struct check *c, const struct ast_expr *e)
{
    const struct reader r = words_of(c);
    return said_expr(&r, e);
}
