/* built_plain.c -- a program without libraries. */
#include "built.h"

const struct standalone_parts built_plain = { .draw = built_draw, .lacks = built_lacks };
