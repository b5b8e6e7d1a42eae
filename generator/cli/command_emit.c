/* command_emit.c -- massc emit FILE [NAME...] [-o X.c]: explorations as a program of one C file.
 *
 * With --kernel it is what the engines compile: three functions and a table that names them, see
 * runtime/engine/kernel.h.
 */
#include <string.h>
#include "base/atomic.h"
#include "driver.h"
#include "job/choose.h"
#include "job/one_file.h"
#include "session.h"
#include "show.h"

static int write_file(const char *path, const struct text *c)
{
    struct atomic file;
    struct fail f = { .code = 0 };
    if (atomic_open(&file, path, &f) < 0)
        return complain(&f);
    if (atomic_write(&file, c->bytes, c->len, &f) < 0) {
        atomic_abandon(&file);
        return complain(&f);
    }
    return atomic_commit(&file, &f) < 0 ? complain(&f) : EXIT_OK;
}

static int emit_kernel(struct session *s, const struct options *o, struct text *c)
{
    const struct exploration *x = session_choose(s, o->operands[1]);
    if (!x)
        return EXIT_USAGE;
    s->pipe.is_kept = 1;
    pipeline_emit(&s->pipe, s->e, x, c);
    return EXIT_OK;
}

/* Without folders; NULL: it goes to stdout. */
static const char *file_name(const char *path)
{
    const char *slash = path ? strrchr(path, '/') : NULL;
    return slash ? slash + 1 : path;
}

static int emit_program(struct session *s, const struct options *o, struct text *c)
{
    struct arena *a = &s->pipe.arena;
    struct fail f = { .code = 0 };
    struct text about = { 0 };
    const struct exploration **list = ARENA_ARRAY(a, const struct exploration *, s->e->exploration_count + 1);
    int count = session_pick(s, o->operands + 1, list);
    if (count < 0)
        return EXIT_USAGE;
    if (!o->operands[1] && choose_something(s->e, s->path, &f) < 0)
        return complain(&f);
    show_experiment(s->e, a, &about);
    const struct one_file w = { .pipe = &s->pipe, .e = s->e, .list = list, .count = count, .command = o->typed,
                                .about = arena_copy(a, text_string(&about), about.len), .name = file_name(o->output) };
    text_free(&about);
    return one_file_text(&w, c, &f) < 0 ? complain(&f) : EXIT_OK;
}

static int emit(struct session *s, const struct options *o)
{
    struct text c = { 0 };
    int code = o->kernel ? emit_kernel(s, o, &c) : emit_program(s, o, &c);
    if (code == EXIT_OK)
        code = o->output ? write_file(o->output, &c) : print_text(&c);
    text_free(&c);
    return code;
}

int command_emit(const struct options *o)
{
    struct session s;
    if (o->operand_count < 1)
        return complain_usage("emit needs a file: massc emit FILE [NAME...] [-o X.c]; see massc emit --help");
    if (o->kernel && o->operand_count > 2)
        return complain_usage("emit --kernel takes a file and at most one exploration: massc emit --kernel FILE [NAME]; see massc emit --help");
    int code = session_open(&s, o, o->operands[0]);
    if (code == 0)
        code = emit(&s, o);
    session_close(&s);
    return code;
}
