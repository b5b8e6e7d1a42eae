/* rules.c -- see rules.h. */
#include "rules.h"
#include <string.h>

const struct ast_place ast_places[PLACES] = {
#define PLACE(id, where, here) { IN_##id, where, here },
#include "words.def"
};

enum { OTHER, NAMED, ALONE, BEHIND };
#define MAY(kind) CLAUSE_BIT(CLAUSE_##kind)
#define MAY_AXIS  AXIS_CLAUSES
#define MAY_SAMPLING (MAY(EVERY) | MAY(FROM) | MAY(TO))

const struct rule ast_rules[] = {
#define STATEMENT(kind, token, word, behind, opens, places, clauses) \
    [AST_##kind] = { word, behind == NAMED, opens, places, clauses },
#include "words.def"
    [AST_UNKNOWN] = { "", 0, 0, 0, 0 }
};

const char *const ast_clause_words[] = {
#define CLAUSE(kind, token, word, behind) [CLAUSE_##kind] = word,
#include "words.def"
};

#define END_WORD(token, word) const char ast_end_word[] = word;
#define WORD(token, word, behind) const char ast_word_##token[] = word;
#include "words.def"

_Static_assert(CLAUSE_KINDS <= 32, "more clauses than a set holds");

enum ast_kind ast_kind_of(const char *word, size_t len)
{
    for (int i = 0; i < AST_UNKNOWN; i++)
        if (len && !strncmp(ast_rules[i].word, word, len) && !ast_rules[i].word[len])
            return (enum ast_kind)i;
    return AST_UNKNOWN;
}

static int is_one_of(const char *word, const char *const *list)
{
    while (*list && strcmp(*list, word) != 0)
        list++;
    return *list != NULL;
}

int ast_is_dimension(const char *name)
{
    static const char *const words[] = {
#define DIMENSION(word) word,
#include "words.def"
        NULL
    };
    return is_one_of(name, words);
}

int ast_reads_as_dimension(const char *name)
{
    char one[16] = "";
    size_t len = strlen(name);
    if (len && len < sizeof one && name[len-1] == 's')
        memcpy(one, name, len - 1);
    return ast_is_dimension(name) || ast_is_dimension(one);
}

int ast_is_planned(const char *word)
{
    static const char *const words[] = {
#define PLANNED(word) word,
#include "words.def"
        NULL
    };
    return is_one_of(word, words);
}
