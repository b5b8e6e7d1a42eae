/* shell.c -- words of a command line, spelt so that a shell reads them back. */
#include "shell.h"
#include <stdio.h>
#include <string.h>

static int is_plain(const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./=,:+-@%^";
    return *word && word[strspn(word, plain)] == '\0';
}

void shell_add(struct text *out, const char *word)
{
    if (is_plain(word)) {
        text_add(out, word);
        return;
    }
    text_add(out, "'");
    for (const char *at = word; *at; at++)
        if (*at == '\'')
            text_add(out, "'\\''");
        else
            text_bytes(out, at, 1);
    text_add(out, "'");
}

struct shell_word shell_word(const char *word)
{
    struct shell_word out;
    struct text text = { 0 };
    shell_add(&text, word);
    snprintf(out.text, sizeof out.text, "%s", text_string(&text));
    text_free(&text);
    return out;
}
