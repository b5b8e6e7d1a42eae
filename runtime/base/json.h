/* json.h -- text as JSON spells it. */
#ifndef JSON_H
#define JSON_H
#include <stdio.h>

/* In quotes. Text that is no UTF-8 passes through as it is. */
void json_string(FILE *out, const char *text);
#endif
