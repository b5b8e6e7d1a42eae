/* json.h -- text as JSON spells it. */
#ifndef JSON_H
#define JSON_H
#include <stdio.h>

/* In quotes, with escapes for quotes, backslashes and what is below a blank. Text
 * that is no UTF-8 passes through as it is. */
void json_string(FILE *out, const char *text);
#endif
