/* lexer.h -- what the parts of the lexer share.
 *
 *   model.l      text to tokens, lines, recovery
 *   words.c      what a word means where it stands; blocks
 *   literals.c   numbers, units, letters and signs beyond ASCII
 *
 * Look-aheads take a place in the text and give the place behind.
 */
#ifndef LEXER_H
#define LEXER_H
#include "model.tab.h"

/* Not for the parser: an 'end' that closes nothing. */
enum { STRAY_END = -1 };

/* Says what is wrong, once a line; the token makes the parser skip the line. */
int lex_fault(struct parse *p, struct span at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The token of a word, by where it stands. */
int lex_word(MODEL_STYPE *value, struct span at, struct parse *p);
int lex_comma(const struct parse *p);
/* Whether a token ends a value, so that a clause may follow. */
int lex_ends_value(int token);
int lex_wants_name(int token);           /* whether a name stands behind it */
/* Whether a statement begins at i, inside an expression that is not complete. */
int lex_begins_statement(const struct parse *p, int i);
/* A bare word behind a value is a unit or out of place; it may be a clause
 * misspelt, and then what follows it is what the parser stumbles over: says so, or 0. */
int lex_misspelt_clause(struct parse *p);
enum { LONGEST_QUOTE = 40 };            /* of the text in a message */
/* Says that the block that begins with [opened] has no 'end', which belongs [at]. */
void lex_not_closed(struct parse *p, struct span opened, struct span at);
int lex_is_keyword(const char *name);   /* anywhere */
/* Whether a word that is never a name stands where one is declared; [is_first]: or where a line begins. */
int lex_is_taken(const struct parse *p, struct span at, int is_first);
int lex_is_first(char c);               /* of a word */
int lex_skip_blanks(const struct parse *p, int i);

int lex_number(MODEL_STYPE *value, struct span at, struct parse *p, const char *text);
/* A number with letters behind it; [at] is cut to what it takes. */
int lex_bad_number(MODEL_STYPE *value, struct span *at, struct parse *p, const char *text);
/* Brackets right behind a name, if they hold an index; 0: they do not. */
int lex_index(MODEL_STYPE *value, struct span at, struct parse *p, const char *text);
int lex_unit(MODEL_STYPE *value, struct span at, struct parse *p);
int lex_stray(struct span at, struct parse *p, const char *text);
/* A word with letters beyond ASCII, or a sign: [at] is cut to what it takes. */
int lex_foreign_letters(MODEL_STYPE *value, struct span *at, struct parse *p, const char *text);
#endif
