/* ast.h -- what was written, nothing more.
 *
 * The grammar builds this tree and judges nothing: one node type for
 * expressions (source/expr.h), one for statements, one for the clauses that follow a value.
 * The printer writes the tree back as source text; parsing that text again
 * gives the same tree (a test).
 *
 * The constructors below set what they are given, the actions of model.y the rest, while a
 * file is parsed; nobody changes a tree afterwards. All of it lives in the parser's arena.
 */
#ifndef AST_H
#define AST_H
#include "base/arena.h"
#include "source/diag.h"
#include "source/expr.h"
#include "source/source.h"
#include "base/text.h"

/* What may follow the value of a statement, of words.def. */
enum ast_clause_kind {
#define CLAUSE(kind, token, word, behind) CLAUSE_##kind,
#include "words.def"
    CLAUSE_KINDS
};

struct ast_clause {
    enum ast_clause_kind kind;
    struct span at;                 /* from its word to its last argument */
    const char *name;               /* of AT: "node" or "nodes", else NULL */
    struct ast_expr *args;          /* what stands behind the word, linked by next; NULL: nothing */
    struct ast_clause *next;        /* behind the same value, in order */
};

/* Of words.def, which says what a statement of each kind holds. */
enum ast_kind {
#define STATEMENT(kind, token, word, behind, opens, places, clauses) AST_##kind,
#include "words.def"
    AST_UNKNOWN         /* WORD NAME ...: a first word nobody knows; name: the word;
                           word: the rest of the line as written */
};

struct ast_stmt {
    enum ast_kind kind;
    struct span at;                 /* the whole statement, without its end of line;
                                       of a block: its first line */
    const char *name;               /* what is declared or named; NULL if nothing */
    struct span name_at;            /* of the name; of a statement without one the statement's */
    const char *word;               /* "zip"; "delayed" of a coupling; "~" of a state that is drawn; of UNKNOWN the rest of the line; else NULL */
    const char *doc;                /* text in quotes, or NULL */
    struct ast_expr *params;        /* FUNCTION, TABLE, STIMULUS, NOISE, INPUT; of a COUPLING_USE all names; of a GRAPH that has a name that */
    struct ast_expr *value;         /* right-hand side, or names linked by next */
    struct ast_clause *clauses;     /* in the order of the text, or NULL */
    struct ast_stmt *body;          /* of a block */
    struct ast_stmt *next;          /* in the same block or file */
};

/* Text that was not understood: of one statement, all its lines. */
struct ast_broken {
    struct span at;                 /* from its first word to the end of the line where it was given up */
    struct ast_broken *next;        /* found before it */
};

struct ast {
    const struct source *src;
    struct ast_stmt *body;          /* of the file, in order; what did not parse is left out */
    struct ast_broken *broken;      /* ... and listed here, newest first */
};

/* Constructors used by the grammar. Lists are built by appending. */
struct ast_expr   *ast_at(struct arena *a, struct span at, struct ast_expr *x, const char *name,
                          struct ast_expr *place);
/* What stands in brackets behind [x]: "[i-1]", "[0]". */
struct ast_expr   *ast_index(struct arena *a, struct span at, struct ast_expr *x, const char *brackets);
struct ast_clause *ast_clause(struct arena *a, struct span at, enum ast_clause_kind kind,
                              const char *name, struct ast_expr *args);
struct ast_stmt   *ast_stmt(struct arena *a, struct span at, enum ast_kind kind,
                            const char *name, struct span name_at, struct ast_expr *value);

/* Of the value and the clauses of a statement. */
int ast_stmt_depth(const struct ast_stmt *s);

/* The clause of a kind behind a statement, or NULL. */
const struct ast_clause *ast_find_clause(const struct ast_stmt *s, enum ast_clause_kind kind);

/* Parses a whole file. Always returns a tree: statements with syntax errors
 * are reported (one message each) and left out. */
struct ast *ast_parse(const struct source *src, struct diags *d, struct arena *a);

/* Writes the tree back as source text. */
void ast_print(const struct ast *tree, struct text *out);
void ast_print_expr(const struct ast_expr *e, struct text *out);

/* Parses one axis of the command line, "path=grid(0,1,8)" or "path~Beta(2,5) n 4",
 * as a statement of an explore block (AST_DEFINE or AST_DRAW); NULL after an error. */
struct ast_stmt *ast_parse_axis(const struct source *src, struct diags *d, struct arena *a);
/* The same of what stands behind 'record': "V, W every 1 ms" (AST_RECORD). */
struct ast_stmt *ast_parse_record(const struct source *src, struct diags *d, struct arena *a);
#endif
