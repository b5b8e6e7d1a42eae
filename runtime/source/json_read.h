/* json_read.h -- JSON that a source holds, with diagnostics. */
#ifndef JSON_READ_H
#define JSON_READ_H
#include "base/json_parse.h"
#include "diag.h"
#include "source.h"

/* The one value of a source, which owns it; NULL: what is wrong is in [d], one error. */
const struct json *json_read(const struct source *src, struct diags *d, struct arena *a);
/* Where a value of it stands, and its name. */
struct span json_span(const struct json *x);
struct span json_name_span(const struct json *x);
#endif
