/* command_emit.c -- massc emit FILE [NAME] [-o X.c]: the kernel as C text.
 *
 * What is written is what the engines compile: three functions and a table that
 * names them, see runtime/engine/kernel.h. It is no program of its own yet.
 */
#include "base/atomic.h"
#include "driver.h"
#include "session.h"

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

static int emit(struct session *s, const struct options *o)
{
    struct text c = { 0 };
    const struct exploration *x = session_choose(s, o->operands[1]);
    if (!x)
        return EXIT_USAGE;
    pipeline_emit(&s->pipe, s->e, x, &c);
    int code = o->output ? write_file(o->output, &c) : print_text(&c);
    text_free(&c);
    return code;
}

int command_emit(const struct options *o)
{
    struct session s;
    if (o->operand_count < 1 || o->operand_count > 2)
        return complain_usage("emit takes a file and at most one exploration: "
                              "massc emit FILE [NAME] [-o X.c]; see massc emit --help");
    int code = session_open(&s, o, o->operands[0]);
    if (code == 0)
        code = emit(&s, o);
    session_close(&s);
    return code;
}
