/* json_parse.h -- JSON that is given: read strictly, each value with its place. */
#ifndef JSON_PARSE_H
#define JSON_PARSE_H
#include "arena.h"

enum json_kind { JSON_NUMBER, JSON_STRING, JSON_LIST, JSON_OBJECT, JSON_TRUE, JSON_FALSE, JSON_NULL };

struct json_place { int from, to; };    /* bytes of the text */

/* All of it is set by json_parse, in its arena. */
struct json {
    enum json_kind kind;
    const void *owner;                  /* the caller's word for the text */
    struct json_place at;               /* of a list or object its opening bracket */
    double number;                      /* NUMBER */
    const char *text;                   /* STRING: without its escapes; of a \u0000 nothing is left */
    const struct json *first;           /* LIST, OBJECT: of their values the first, or NULL; linked by next */
    int count;
    const char *name;                   /* in an object: its name, else NULL */
    struct json_place name_at;
    const struct json *next;
};

struct json_fault { struct json_place at; const char *text; };

/* The one value a text holds (RFC 8259); NULL: what is wrong is in [fault]. A name that stands twice in an
 * object, and a number beyond doubles, are errors, too. */
const struct json *json_parse(const char *text, const void *owner, struct arena *a, struct json_fault *fault);
/* "a number", "an object" */
const char *json_kind_text(enum json_kind kind);
/* The value of that name, or NULL; of what is no object, or NULL, there is none. */
const struct json *json_member(const struct json *object, const char *name);
#endif
