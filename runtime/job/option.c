/* option.c -- reading options: rows, values, words. */
#include "option.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/name.h"

/* ---- names ---- */

struct option_name option_script_name(const struct option *o)
{
    struct option_name s;
    snprintf(s.text, sizeof s.text, "%s", o->name + strspn(o->name, "-"));
    for (char *c = s.text; *c; c++)
        if (*c == '-')
            *c = '_';
    return s;
}

const struct option *option_find(const struct option_table *t, const char *name)
{
    for (int i = 0; i < t->count; i++)
        if (t->rows[i].takers & t->takers && strcmp(option_script_name(&t->rows[i]).text, name) == 0)
            return &t->rows[i];
    return NULL;
}

/* ---- values ---- */

static int is_integer(const char *s)
{
    s += *s == '-' || *s == '+';
    if (!isdigit((unsigned char)*s))
        return 0;
    while (isdigit((unsigned char)*s))
        s++;
    return *s == 0;
}

/* Fewer digits than any number that overflows has. */
enum { COUNT_DIGITS = 9 };

static int read_count(const struct option *o, const char *called, const char *value, int *out, struct fail *f)
{
    long n = is_integer(value) && strlen(value) <= COUNT_DIGITS ? strtol(value, NULL, 10) : 0;
    if (n < 1 || n > o->limit)
        return fail(f, EXIT_USAGE, "'%s' takes a whole number from 1 to %d, not '%s'",
                    called, o->limit, value);
    if (o->kind == OPTION_POWER && (n & (n - 1)))
        return fail(f, EXIT_USAGE, "'%s' takes a power of two up to %d, not '%s'",
                    called, o->limit, value);
    *out = (int)n;
    return 0;
}

/* A key is any integer of 64 bits; what lies beyond is no key of JAX's either. */
static int read_integer(const char *called, const char *value, const char **out, struct fail *f)
{
    char again[32];
    long long n = strtoll(value, NULL, 10);
    snprintf(again, sizeof again, "%lld", n);
    int same = is_integer(value) && strcmp(again, value + (*value == '+')) == 0;
    if (!same)
        return fail(f, EXIT_USAGE, "'%s' takes an integer of at most 64 bits, not '%s'", called, value);
    *out = value;
    return 0;
}

struct choices { char text[100]; };

/* "auto, tcc, gcc or clang", or with marks between them "auto|tcc|gcc|clang". */
static struct choices list_choices(const struct option_choice *list, const char *between, const char *last)
{
    struct choices all = { "" };
    size_t n = 0;
    for (const struct option_choice *c = list; c->name && n < sizeof all.text; c++)
        n += (size_t)snprintf(all.text + n, sizeof all.text - n, "%s%s",
                              c == list ? "" : c[1].name ? between : last, c->name);
    return all;
}

static int read_choice(const struct option *o, const char *called, const char *value, int *out, struct fail *f)
{
    for (const struct option_choice *c = o->choices; c->name; c++)
        if (strcmp(value, c->name) == 0) {
            *out = c->number;
            return 0;
        }
    return fail(f, EXIT_USAGE, "'%s' takes %s, not '%s'", called, list_choices(o->choices, ", ", " or ").text, value);
}

static int read_level(const struct option *o, const char *called, const char *value, int *out, struct fail *f)
{
    long n = is_integer(value) && strlen(value) <= COUNT_DIGITS ? strtol(value, NULL, 10) : -1;
    if (n < 0 || n > o->limit)
        return fail(f, EXIT_USAGE, "'%s' takes a whole number from 0 to %d, not '%s'", called, o->limit, value);
    *out = (int)n;
    return 0;
}

/* "3/40": the fourth of forty. */
static int read_share(const struct option *o, const char *called, const char *value, const char **out, struct fail *f)
{
    size_t first = strspn(value, "0123456789"), second = value[first] == '/' ? strspn(value + first + 1, "0123456789") : 0;
    int reads = first && second && !value[first + 1 + second] && first <= COUNT_DIGITS && second <= COUNT_DIGITS;
    long i = reads ? strtol(value, NULL, 10) : 0, n = reads ? strtol(value + first + 1, NULL, 10) : 0;
    if (!reads || n < 1 || n > o->limit)
        return fail(f, EXIT_USAGE, "'%s' takes i/n, the i-th of n shards, n from 1 to %d, not '%s'", called, o->limit, value);
    if (i >= n)
        return fail(f, EXIT_USAGE, "'%s' takes i/n with i from 0 to n - 1, not '%s': the last is %ld/%ld", called, value, n - 1, n);
    *out = value;
    return 0;
}

static int read_set(const struct option *o, const char *called, const char *value, int *out, struct fail *f)
{
    int set = 0;
    for (const char *at = value; ; at++) {
        size_t n = strcspn(at, ",");
        const struct option_choice *c = o->choices;
        while (c->name && (strlen(c->name) != n || memcmp(c->name, at, n)))
            c++;
        if (!c->name)
            return fail(f, EXIT_USAGE, "'%s' takes %s, or several with commas between, not '%s'", called,
                        list_choices(o->choices, ", ", " or ").text, value);
        set |= c->number;
        at += n;
        if (!*at)
            break;
    }
    *out = set;
    return 0;
}

static void append(const char **list, const char *value)
{
    while (*list)
        list++;
    list[0] = value;
    list[1] = NULL;
}

int option_give(const struct option *o, const char *called, const char *value, void *fields, struct fail *f)
{
    void *field = (char *)fields + o->offset;
    switch (o->kind) {
    case OPTION_FLAG:    *(int *)field = 1; return 0;
    case OPTION_TEXT:    *(const char **)field = value; return 0;
    case OPTION_LIST:    append(*(const char ***)field, value); return 0;
    case OPTION_COUNT:
    case OPTION_POWER:   return read_count(o, called, value, field, f);
    case OPTION_INTEGER: return read_integer(called, value, field, f);
    case OPTION_LEVEL:   return read_level(o, called, value, field, f);
    case OPTION_CHOICE:  return read_choice(o, called, value, field, f);
    case OPTION_SET:     return read_set(o, called, value, field, f);
    case OPTION_SHARE:   return read_share(o, called, value, field, f);
    }
    return 0;
}

/* ---- words ---- */

struct word_reader {
    struct command_line *line;
    char **words;               /* the next word */
    struct fail *f;
};

static int same_name(const char *name, const char *word, size_t len)
{
    return strlen(name) == len && memcmp(name, word, len) == 0;
}

static int unknown(const struct word_reader *r, const char *word, size_t len)
{
    char name[64];
    struct nearest near;
    const struct command_line *l = r->line;
    snprintf(name, sizeof name, "%.*s", (int)len, word);
    for (int t = 0; t < l->table_count; t++)
        for (int i = 0; i < l->tables[t].count; i++)
            if (same_name(l->tables[t].rows[i].name, word, len))
                return fail(r->f, EXIT_USAGE, "this command takes no option '%s'; see %s", name, l->help);
    nearest_start(&near, name);
    for (int t = 0; t < l->table_count; t++)
        for (int i = 0; i < l->tables[t].count; i++)
            if (l->tables[t].rows[i].takers & l->tables[t].takers && l->tables[t].rows[i].doc)
                nearest_offer(&near, l->tables[t].rows[i].name);
    if (nearest_best(&near))
        return fail(r->f, EXIT_USAGE, "unknown option '%s'; did you mean '%s'?",
                    name, nearest_best(&near));
    return fail(r->f, EXIT_USAGE, "unknown option '%s'; see %s", name, l->help);
}

/* The row of a word that begins with its name; [in] becomes its table. */
static const struct option *find(const struct word_reader *r, const char *word, size_t len, const struct option_table **in)
{
    for (int t = 0; t < r->line->table_count; t++) {
        const struct option_table *table = *in = &r->line->tables[t];
        for (int i = 0; i < table->count; i++)
            if (table->rows[i].takers & table->takers && same_name(table->rows[i].name, word, len))
                return &table->rows[i];
    }
    unknown(r, word, len);
    return NULL;
}

/* What stands for its value in help and messages. */
static struct choices value_of(const struct option *o)
{
    struct choices value = { "" };
    if (o->kind == OPTION_CHOICE)
        return list_choices(o->choices, "|", "|");
    if (o->kind == OPTION_SET)
        return list_choices(o->choices, ",", ",");
    snprintf(value.text, sizeof value.text, "%s", o->value ? o->value : "");
    return value;
}

static int read_option(struct word_reader *r, const char *word)
{
    size_t len = strcspn(word, "=");
    const char *value = word[len] ? word + len + 1 : NULL;
    const struct option_table *table;
    const struct option *o = find(r, word, len, &table);
    if (!o)
        return -1;
    if (o->kind == OPTION_FLAG && value)
        return fail(r->f, EXIT_USAGE, "option '%s' takes no value", o->name);
    if (o->kind != OPTION_FLAG && !value && *r->words && strncmp(*r->words, "--", 2) != 0)
        value = *r->words++;
    if (o->kind != OPTION_FLAG && (!value || !*value))
        return fail(r->f, EXIT_USAGE, "option '%s' needs a value: %s %s", o->name, o->name, value_of(o).text);
    return option_give(o, o->name, value, table->fields, r->f);
}

static int is_option(const char *word)
{
    return word[0] == '-' && word[1] && !isdigit((unsigned char)word[1]) && word[1] != ':';
}

int option_words(struct command_line *c, struct fail *f)
{
    struct word_reader r = { c, c->words, f };
    int literal = 0;
    c->operand_count = 0;
    while (*r.words) {
        const char *word = *r.words++;
        if (literal || !is_option(word))
            c->operands[c->operand_count++] = word;
        else if (strcmp(word, "--") == 0)
            literal = 1;
        else if (read_option(&r, word) < 0)
            return -1;
    }
    c->operands[c->operand_count] = NULL;
    return 0;
}

void option_help(const struct option_table *t, struct text *out)
{
    for (int i = 0; i < t->count; i++) {
        char left[120];
        const struct option *o = &t->rows[i];
        if (!(o->takers & t->takers) || !o->doc)
            continue;
        snprintf(left, sizeof left, "%s %s", o->name, value_of(o).text);
        text_print(out, "  %-28s  %s\n", left, o->doc);
    }
}
