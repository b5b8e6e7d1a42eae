/* outline.h -- where blocks begin and end, by the look of the lines ahead. */
#ifndef OUTLINE_H
#define OUTLINE_H

/* How many open blocks an 'end' closes in the lines from [at], the first byte of a
 * line, on: up to the first line of the next block, or the end of the text, which a NUL ends.
 * The same holds from any line up to [until], a byte of the text; -1: there is no line. */
int outline_ends(const char *text, int at, int *until);
/* The column of the first word of the line that [at] is in, from 0; a tab counts 8. */
int outline_indent(const char *text, int at);
#endif
