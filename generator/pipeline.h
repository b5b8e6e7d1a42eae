/* pipeline.h -- the whole compilation, from a path to C text. */
#ifndef PIPELINE_H
#define PIPELINE_H
#include "base/arena.h"
#include "source/diag.h"
#include "model/model.h"
#include "lower/program.h"
#include "base/text.h"

/* Stages that can be printed; the space is the runtime's, and nothing here prints it. */
enum dump { DUMP_NONE, DUMP_AST, DUMP_MODEL, DUMP_IR, DUMP_C, DUMP_SPACE };

struct pipeline {
    struct arena arena;             /* of everything that is made; freed by pipeline_close */
    struct diags diags;             /* of all that was checked; who opened the pipeline prints them */
    const struct library *library;  /* as given to pipeline_open */
    /* Set after opening by who wants another than 0, NULL and DUMP_NONE. */
    const char *templates;          /* folder that overrides the embedded ones, or NULL */
    struct program_options options; /* of the kernel: lanes and the like */
    unsigned texts;                 /* of the kernel that are wanted: bits of program_texts; none: that of expressions */
    int is_kept;                    /* the text is for compilers to come: their lanes, however brief a run would be */
    enum dump dump;                 /* stage whose text is appended to [dumped] */
    struct text dumped;             /* freed by pipeline_close */
    double parse_s, lower_s, emit_s;        /* wall seconds spent so far */
};

void pipeline_open(struct pipeline *p, const struct library *library);
void pipeline_close(struct pipeline *p);

/* Reads and checks a file. NULL when it cannot be read (exit code 3: [why] says
 * so) or has errors (exit code 1: they are in p->diags); the code is returned
 * through [code]. */
struct experiment *pipeline_read(struct pipeline *p, const char *path,
                                 const struct overrides *over, int *code);
/* The same of a text that is there. */
struct experiment *pipeline_check(struct pipeline *p, const struct source *src, const struct overrides *over, int *code);
/* Lowers and emits one exploration of a checked experiment; never NULL. */
struct program *pipeline_emit(struct pipeline *p, const struct experiment *e,
                              const struct exploration *x, struct text *c);
/* The same of [count] explorations for one C file, see programs_emit; programs, [count], is filled. */
void pipeline_emit_several(struct pipeline *p, const struct experiment *e, const struct exploration *const *list, int count,
                           const char *const *beside, struct program **programs, struct program_file *out);
/* The same of the kernel of the equations alone, at [nodes] and in [lanes], for ENTRY_EVAL or ENTRY_TANGENTS; [x] has no axes. */
struct program *pipeline_eval(struct pipeline *p, const struct experiment *e, const struct exploration *x,
                              struct program_options options, struct text *c);
#endif
