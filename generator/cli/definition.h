/* definition.h -- models and couplings that a command is asked of by name or file.
 *
 * A definition is only checked where it is used, so it is used here: in a network made up
 * around its name.
 */
#ifndef DEFINITION_H
#define DEFINITION_H
#include "ast/ast.h"
#include "job/library.h"
#include "model/model.h"

struct lookup {                         /* the caller's */
    struct arena *arena;
    struct diags *diags;
    struct model_library *library;
};

/* A name of the library, or the path of a file that defines what its name says; NULL: there is none. */
const struct source *definition_source(struct lookup *l, const char *given);
/* Says so, with the nearest; returns the exit code. */
int definition_unknown(const char *name);
/* A statement that defines a model, a coupling or an observer. */
int definition_is(const struct ast_stmt *s);
/* The definitions of the file, [def], one of them or a `use`, in a network of as many nodes as its lists have values. Errors are in
 * l->diags. */
struct experiment *definition_use(struct lookup *l, const struct ast *file, const struct ast_stmt *def, const struct overrides *over);
/* Prints what was found wrong; returns the exit code. */
int definition_report(const struct lookup *l);
#endif
