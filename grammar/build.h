/* build.h -- what the actions of model.y put together: lists, and lines that stay as they were written.
 */
#ifndef BUILD_H
#define BUILD_H
#include "model.tab.h"

/* Counts one more fault; the last that is borne ends the reading. */
void build_count_fault(struct parse *p, struct span at);
void build_too_deep(struct parse *p, struct span at);
struct clauses build_add_clause(struct clauses list, struct ast_clause *c);
/* Adds a statement, unless it is NULL (its first line had a fault) or taller than
 * the rest of the compiler wants to walk. */
struct stmts build_add_stmt(struct parse *p, struct stmts list, struct ast_stmt *s);
/* Adds those of a line. */
struct stmts build_add_stmts(struct stmts list, struct stmts more);
/* A line nobody knows keeps its text, so that it can be printed; but not if, when
 * printed, it would go on into the next line. */
struct ast_stmt *build_unknown(struct parse *p, struct span at, const char *word);
/* 'delayed' in front of a coupling; another word is reported and taken for it. */
const char *build_delayed(struct parse *p, struct span at, const char *word);
/* noise on V = ...: [before] stands in front of the sign, and what it is on are the params. [s] itself. */
struct ast_stmt *build_noise(struct ast_stmt *s, struct clauses before);
#endif
