/* rules.h -- words.def as tables: what is written how, and where it may stand. */
#ifndef RULES_H
#define RULES_H
#include "ast.h"

enum {
#define PLACE(id, where, here) PLACE_##id,
#include "words.def"
    PLACES
};
enum block {
#define PLACE(id, where, here) IN_##id = 1 << PLACE_##id,
#include "words.def"
    IN_AXES = IN_EXPLORE | IN_GROUP
};

struct ast_place {
    enum block block;
    const char *where, *here;           /* "a model", "in a model" */
};
extern const struct ast_place ast_places[PLACES];

/* Clauses as a set. */
#define CLAUSE_BIT(kind) (1u << (kind))
#define AXIS_CLAUSES (CLAUSE_BIT(CLAUSE_N) | CLAUSE_BIT(CLAUSE_KEY) | CLAUSE_BIT(CLAUSE_SHAPE) \
                      | CLAUSE_BIT(CLAUSE_BROADCAST) | CLAUSE_BIT(CLAUSE_PER))

struct rule {
    const char *word;                   /* "": the name comes first */
    int named;                          /* a name stands behind the word */
    unsigned opens;                     /* 0, or the block it begins */
    unsigned places, clauses;           /* sets: where it may stand, what may follow */
};
extern const struct rule ast_rules[AST_UNKNOWN + 1];     /* of AST_UNKNOWN: nothing */
extern const char *const ast_clause_words[CLAUSE_KINDS]; /* "~", and "" of a unit */
extern const char ast_end_word[];
#define WORD(token, word, behind) extern const char ast_word_##token[];
#include "words.def"

/* The first kind of statement that begins with a word; AST_UNKNOWN: none. */
enum ast_kind ast_kind_of(const char *word, size_t len);
/* Whether a name is one of the dimensions that may follow 'over'. */
int ast_is_dimension(const char *name);
/* Whether it is taken for one there: "nodes", which is told about, too. */
int ast_reads_as_dimension(const char *name);
/* Whether a word begins statements of the language to come. */
int ast_is_planned(const char *word);
#endif
