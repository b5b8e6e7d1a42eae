/* diag.h -- collects, orders and prints what is wrong with a model.
 *
 * All messages of a run are collected and printed together, sorted by file in
 * order of first use and then by place. An exact duplicate is dropped, at most
 * 20 errors are shown, then "... and N more errors"; warnings likewise. Form:
 *
 *   path:line:col: error: text
 *      12 | source line
 *         |     ^~~~
 *   path:line:col: note: text          (hangs on the error before it)
 *
 * A warning ends in its rule: "... [unused-param]". Wording: lower case, no full
 * stop, names in single quotes, what was found, what is legal, the way out.
 */
#ifndef DIAG_H
#define DIAG_H
#include "base/arena.h"
#include "base/fail.h"
#include "source.h"
#include "base/text.h"

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE };

/* Set by the call that reports it, in the arena of the diags; notes and next by later ones. */
struct diag {
    enum severity severity;
    struct span at;             /* at.src NULL: about no place (printed "massc: error: ...") */
    const char *text;           /* a sentence, without place and severity */
    const char *rule;           /* id of a warning, kept and not copied; or NULL */
    struct diag *notes;         /* the first that hangs on this message, or NULL; linked by next */
    struct diag *next;          /* reported after it, or NULL */
};

struct diags {
    struct arena *arena;        /* of the messages; set by whoever begins, the rest by diag_error and its like */
    struct diag *first, *last;  /* errors, warnings and remarks in order of report; notes hang on them */
    int errors, warnings, remarks;      /* reported so far, duplicates too */
};

/* What runs out of memory here raises (base/guard.h). */
void diag_error(struct diags *d, struct span at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void diag_warn(struct diags *d, struct span at, const char *rule, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* Something that may well be meant: a note of its own. */
void diag_remark(struct diags *d, struct span at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Adds a note to the newest error or warning; nothing where there is none. */
void diag_note(struct diags *d, struct span at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Appends all messages, as above; nothing where there are none. */
void diag_print(const struct diags *d, struct text *out);
/* Hands all of them to [visit], however many, in that order and no duplicate; notes behind what they hang on. */
typedef void diag_visit(void *user, const struct diag *m);
void diag_each(const struct diags *d, diag_visit *visit, void *user);

/* A bug in massc itself: the innermost guard is told where, with exit code 70. */
#define BUG(text) diag_bug(__FILE__, __LINE__, text)
_Noreturn void diag_bug(const char *file, int line, const char *text);
#endif
