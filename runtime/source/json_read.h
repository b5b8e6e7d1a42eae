/* json_read.h -- JSON that is given: read strictly, each value with its place. */
#ifndef JSON_READ_H
#define JSON_READ_H
#include "diag.h"
#include "source.h"

enum json_kind { JSON_NUMBER, JSON_STRING, JSON_LIST, JSON_OBJECT, JSON_TRUE, JSON_FALSE, JSON_NULL };

/* All of it is set by json_read, in its arena. */
struct json {
    enum json_kind kind;
    struct span at;                     /* of a list or object its opening bracket */
    double number;                      /* NUMBER */
    const char *text;                   /* STRING: without its escapes; of a \u0000 nothing is left */
    const struct json *first;           /* LIST, OBJECT: of their values the first, or NULL; linked by next */
    int count;
    const char *name;                   /* in an object: its name, else NULL */
    struct span name_at;
    const struct json *next;
};

/* The one value a text holds (RFC 8259); NULL: what is wrong is in [d], one error. A name that stands twice in an
 * object, and a number beyond doubles, are errors, too. */
const struct json *json_read(const struct source *src, struct diags *d, struct arena *a);
/* "a number", "an object" */
const char *json_kind_text(enum json_kind kind);
#endif
