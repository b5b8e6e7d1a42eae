/* shell.h -- words of a command line, spelt so that a shell reads them back. */
#ifndef SHELL_H
#define SHELL_H
#include "text.h"

/* As it is where nothing in it means anything to a shell, else between single quotes. */
void shell_add(struct text *out, const char *word);

/* The same for messages, whose texts are no longer either (fail.h). */
struct shell_word { char text[1000]; };
struct shell_word shell_word(const char *word);
#endif
