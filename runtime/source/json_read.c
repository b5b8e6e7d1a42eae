/* json_read.c -- see json_read.h. */
#include "json_read.h"

static struct span span_of(const struct source *src, struct json_place at)
{
    return (struct span){ src, at.from, at.to };
}

const struct json *json_read(const struct source *src, struct diags *d, struct arena *a)
{
    struct json_fault fault;
    const struct json *out = json_parse(src->text, src, a, &fault);
    if (!out)
        diag_error(d, span_of(src, fault.at), "%s", fault.text);
    return out;
}

struct span json_span(const struct json *x)
{
    return span_of(x->owner, x->at);
}

struct span json_name_span(const struct json *x)
{
    return span_of(x->owner, x->name_at);
}
