/* option_text.c -- options as a text that a shell would read, and back. */
#include "option.h"
#include <stdio.h>
#include <string.h>
#include "base/shell.h"

/* ---- writing ---- */

static void add_line(struct text *out, const struct option *o, const char *value)
{
    text_print(out, "%s=", o->name);
    shell_add(out, value);
    text_add(out, "\n");
}

/* The names behind a number, of a set all. */
static void add_choices(struct text *out, const struct option *o, int number)
{
    char names[100] = "";
    size_t n = 0;
    for (const struct option_choice *c = o->choices; c->name && n < sizeof names; c++)
        if (o->kind == OPTION_SET ? number & c->number : number == c->number)
            n += (size_t)snprintf(names + n, sizeof names - n, "%s%s", n ? "," : "", c->name);
    add_line(out, o, names);
}

static void add_number(struct text *out, const struct option *o, int number)
{
    char digits[32];
    snprintf(digits, sizeof digits, "%d", number);
    add_line(out, o, digits);
}

static void add_option(struct text *out, const struct option *o, const void *field)
{
    const char *const *list = o->kind == OPTION_LIST ? *(const char *const *const *)field : NULL;
    int is_text = o->kind == OPTION_TEXT || o->kind == OPTION_INTEGER || o->kind == OPTION_SHARE;
    const char *text = is_text ? *(const char *const *)field : NULL;
    int number = is_text || o->kind == OPTION_LIST ? 0 : *(const int *)field;
    for (; list && *list; list++)
        add_line(out, o, *list);
    if (text)
        add_line(out, o, text);
    else if (number && o->kind == OPTION_FLAG)
        text_print(out, "%s\n", o->name);
    else if (number && o->choices)
        add_choices(out, o, number);
    else if (number)
        add_number(out, o, number);
}

void option_write(const struct option_table *t, struct text *out)
{
    for (int i = 0; i < t->count; i++)
        if (t->rows[i].takers & t->takers)
            add_option(out, &t->rows[i], (const char *)t->fields + t->rows[i].offset);
}

/* ---- reading ---- */

/* A word from [at] on without its quotes, which [to] has room for; where it ends. */
static const char *read_word(const char *at, char *to)
{
    int quoted = 0;
    for (; *at && (quoted || !strchr(" \n", *at)); at++)
        if (*at == '\'')
            quoted = !quoted;
        else if (*at == '\\' && !quoted && at[1])
            *to++ = *++at;
        else
            *to++ = *at;
    *to = '\0';
    return at;
}

char **option_split(const char *text, struct arena *a)
{
    size_t length = strlen(text);
    char **words = ARENA_ARRAY(a, char *, length/2 + 2);
    int count = 0;
    for (text += strspn(text, " \n"); *text; text += strspn(text, " \n")) {
        char *word = arena_alloc(a, strlen(text) + 1);
        text = read_word(text, word);
        words[count++] = word;
    }
    words[count] = NULL;
    return words;
}
