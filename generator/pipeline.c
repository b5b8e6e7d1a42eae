/* pipeline.c -- the whole compilation as one list of calls: READ THIS FIRST.
 *
 *   text --grammar--> ast --check--> experiment --lower--> program --emit--> C
 *
 * Each stage is one function declared in the header of what it produces, and
 * each can be printed (--dump). All errors of a file are in p->diags before
 * anything is lowered; nothing is emitted on an error.
 */
#include "pipeline.h"
#include "ir/place.h"
#include "ir/schedule.h"
#include "base/clock.h"
#include "sweep/sweep.h"

void pipeline_open(struct pipeline *p, const struct library *library)
{
    *p = (struct pipeline){ .library = library };
    p->diags.arena = &p->arena;
}

void pipeline_close(struct pipeline *p)
{
    text_free(&p->dumped);
    arena_free(&p->arena);
}

struct experiment *pipeline_read(struct pipeline *p, const char *path,
                                 const struct overrides *over, int *code)
{
    double started = clock_seconds();
    const char *why;
    struct source *src = source_read(path, &p->arena, &why);
    p->parse_s += clock_seconds() - started;
    if (src)
        return pipeline_check(p, src, over, code);
    diag_error(&p->diags, (struct span){ 0 }, "%s: %s", path, why);
    *code = EXIT_SYSTEM;
    return NULL;
}

struct experiment *pipeline_check(struct pipeline *p, const struct source *src, const struct overrides *over, int *code)
{
    double started = clock_seconds();
    struct ast *tree = ast_parse(src, &p->diags, &p->arena);
    struct experiment *e;
    if (p->dump == DUMP_AST) {              /* the tree is asked for, whatever it means */
        ast_print(tree, &p->dumped);
        e = ARENA_NEW(&p->arena, struct experiment);
        e->src = src;
    } else {
        e = model_check(tree, p->library, over, &p->diags, &p->arena);
    }
    p->parse_s += clock_seconds() - started;
    if (p->diags.errors) {
        *code = EXIT_MODEL;
        return NULL;
    }
    if (p->dump == DUMP_MODEL)
        model_print(e, &p->dumped);
    *code = EXIT_OK;
    return e;
}

static void emit(struct pipeline *p, struct program *program, struct text *c)
{
    program_emit(program, p->templates, p->texts | (p->dump == DUMP_C ? TEXT_OF_EXPRESSIONS : 0), c);
    if (p->dump == DUMP_C)
        text_add(&p->dumped, text_string(c));
}

/* Where any engine may take it but tcc will be through before a compiler is, lanes are tcc's. */
static int will_be_called(const struct pipeline *p, const struct program *program, struct program_options options)
{
    options.by_calls = 1;
    return p->texts == (TEXT_OF_EXPRESSIONS | TEXT_OF_CALLS) && !p->dump && !p->is_kept && !options.lanes && sweep_is_brief(program_work(program))
        && programs_lanes(program->e, &program->x, 1, &options) != program->lanes;
}

static struct program *lower(struct pipeline *p, const struct experiment *e, const struct exploration *x, struct program_options options)
{
    double started = clock_seconds();
    options.by_calls = p->texts == TEXT_OF_CALLS;
    struct program *program = program_lower(e, x, options, &p->arena);
    if (will_be_called(p, program, options)) {
        options.by_calls = 1;
        program = program_lower(e, x, options, &p->arena);
    }
    struct net *kernel = &program->net;
    place(kernel);
    schedule_hold(kernel);
    schedule_join(kernel);
    schedule_cut(kernel, OPERATIONS_OF_A_PART);
    program_readers(program);
    if (p->dump == DUMP_IR)
        net_print(kernel, &p->dumped);
    p->lower_s += clock_seconds() - started;
    return program;
}

struct program *pipeline_emit(struct pipeline *p, const struct experiment *e,
                              const struct exploration *x, struct text *c)
{
    struct program *program = lower(p, e, x, p->options);
    double lowered = clock_seconds();
    emit(p, program, c);
    p->emit_s += clock_seconds() - lowered;
    return program;
}

void pipeline_emit_several(struct pipeline *p, const struct experiment *e, const struct exploration *const *list, int count,
                           const char *const *beside, struct program **programs, struct program_file *out)
{
    struct program_options options = p->options;
    options.lanes = options.lanes ? options.lanes : programs_lanes(e, list, count, &options);
    for (int i = 0; i < count; i++)
        programs[i] = lower(p, e, list[i], options);
    double lowered = clock_seconds();
    programs_emit(programs, count, p->templates, beside, out);
    p->emit_s += clock_seconds() - lowered;
}

/* Nothing is held or joined: there is one region, which is called once. */
struct program *pipeline_eval(struct pipeline *p, const struct experiment *e, const struct exploration *x,
                              struct program_options options, struct text *c)
{
    struct program *program = program_lower(e, x, options, &p->arena);
    schedule_cut(&program->net, OPERATIONS_OF_A_PART);
    if (p->dump == DUMP_IR)
        net_print(&program->net, &p->dumped);
    emit(p, program, c);
    return program;
}
