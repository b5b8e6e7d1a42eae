/* pasted.h -- signs and letters that arrive with text pasted from papers.
 *
 * What can only mean one thing is read as that: a minus sign, a dot or a cross
 * between factors, a raised 2, a prime, a blank that does not break. All else
 * beyond ASCII is named in a message, with what to type.
 */
#ifndef PASTED_H
#define PASTED_H
#include "base/arena.h"
#include "source/source.h"

/* Texts that are returned lie in the arena, or are those that were given; hints are the program's. */

/* The text of a source as it is read: of the same length, with every sign that has
 * one meaning in ASCII, so that places agree. Comments and strings stay as they are. */
const char *pasted_text(const struct source *src, struct arena *a);
/* A name of Greek and ASCII letters as it is kept, or NULL: it has others. Letters that are drawn
 * in two ways (ϕ and φ, µ of units and μ) are one. */
const char *pasted_greek(const char *text, int len, struct arena *a);
/* How a name with letters beyond ASCII is spelt in ASCII ("tau"), or NULL; [text] is
 * [len] bytes of UTF-8. */
const char *pasted_name(const char *text, int len, struct arena *a);
/* The Greek letter that [name] is the name of, "τ" of "tau", or NULL. */
const char *pasted_letter(const char *name, struct arena *a);
/* A name that no spelling is known for, with the numbers of its letters: "u00e9". */
const char *pasted_code(const char *text, int len, struct arena *a);
/* The bytes of the word at [text], letters beyond ASCII included; 0: there is none. */
int pasted_word(const char *text);
/* What to type for a sign ("write sqrt(x)"), or NULL. */
const char *pasted_hint(const char *sign, int len);
/* A unit in the spelling of the program: "uA" for "µA", "ohm", "degC", no blanks around
 * operators, "1/ms" for "ms^-1". NULL: it holds letters no unit has. */
const char *pasted_unit(const char *text, int len, struct arena *a);
#endif
