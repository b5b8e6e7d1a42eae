/* command_eval.c -- massc eval MODEL|FILE --at FILE.json: the equations at one state.
 *
 * Of a file with a network it is the model of that, at its nodes; else the one that the
 * file defines or uses. Nothing is coupled and no stimulus acts: inputs are what the JSON
 * says, or 0.
 */
#include <math.h>
#include "definition.h"
#include "driver.h"
#include "eval_text.h"
#include "session.h"

struct evaluating {
    const struct options *o;
    struct pipeline pipe;
    struct model_library library;
    const struct json *at;              /* what is given, or NULL: nothing */
    const struct experiment *e;
};

static int report(struct evaluating *v)
{
    struct lookup l = { &v->pipe.arena, &v->pipe.diags, &v->library };
    return definition_report(&l);
}

/* ---- which model ------------------------------------------------------------------------- */

static const struct ast_stmt *find(const struct ast *file, enum ast_kind kind)
{
    const struct ast_stmt *s = file->body;
    while (s && s->kind != kind)
        s = s->next;
    return s;
}

/* The one model of a file without a network; NULL after a message. */
static const struct ast_stmt *lone_model(const struct ast *file)
{
    struct fail f = { .code = 0 };
    const struct ast_stmt *first = find(file, AST_MODEL), *more = first ? first->next : NULL;
    while (more && more->kind != AST_MODEL)
        more = more->next;
    if (first && !more)
        return first;
    if (more)
        fail(&f, EXIT_MODEL, "'%s' defines several models, as %s and %s; say which in a network block: dynamics %s", file->src->path,
             first->name, more->name, first->name);
    else if (find(file, AST_USE))
        return find(file, AST_USE);
    else
        fail(&f, EXIT_MODEL, "'%s' defines no model", file->src->path);
    complain(&f);
    return NULL;
}

/* Sets v->e; returns the exit code. */
static int read_model(struct evaluating *v, const char *given)
{
    struct lookup l = { &v->pipe.arena, &v->pipe.diags, &v->library };
    const struct overrides over = { .real = v->o->run.real ? v->o->run.real : 8 };
    const struct source *src = definition_source(&l, given);
    if (!src)
        return definition_unknown(given);
    const struct ast *file = ast_parse(src, l.diags, l.arena);
    if (l.diags->errors)
        return report(v);
    const struct ast_stmt *network = find(file, AST_NETWORK), *model = network ? NULL : lone_model(file);
    if (!network && !model)
        return EXIT_MODEL;
    v->e = network ? model_check(file, &v->library.calls, &over, l.diags, l.arena) : definition_use(&l, file, model, &over);
    int code = report(v);
    if (l.diags->errors || v->e->model)
        return l.diags->errors ? code : 0;
    struct fail f = { .code = 0 };
    fail(&f, EXIT_MODEL, "'%s' has no dynamics", file->src->path);
    return complain(&f);
}

/* ---- what is given ------------------------------------------------------------------------- */

static int read_at(struct evaluating *v)
{
    struct fail f = { .code = 0 };
    const char *why, *path = v->o->at;
    if (!path)
        return 0;
    const struct source *src = source_read(path, &v->pipe.arena, &why);
    if (!src) {
        fail(&f, EXIT_SYSTEM, "%s: %s", path, why);
        return complain(&f);
    }
    v->at = json_read(src, &v->pipe.diags, &v->pipe.arena);
    return v->at ? 0 : report(v);
}

/* ---- the command ------------------------------------------------------------------------------ */

static int evaluate(struct evaluating *v, struct text *out)
{
    struct eval at;
    struct fail f = { .code = 0 };
    int nodes = v->at ? eval_nodes(v->at, v->e, &v->pipe.diags) : v->e->nodes;
    if (v->pipe.diags.errors)
        return report(v);
    evaluation_open(&at, &v->pipe, v->e, nodes);
    if (v->at)
        eval_take(v->at, &at, &v->pipe.diags);
    if (v->pipe.diags.errors)
        return report(v);
    if (evaluation_run(&at, v->o->jacobian, (enum engine)v->o->run.engine, &f))
        return complain(&f);
    eval_text(&at, out);
    return 0;
}

int command_eval(const struct options *o)
{
    struct evaluating v = { .o = o };
    struct text out = { 0 };
    struct fail f = { .code = 0 };
    if (o->operand_count != 1)
        return complain_usage("eval takes the name of a model or a file: massc eval MODEL|FILE --at FILE.json; see massc eval --help");
    int code = session_pipeline(&v.pipe, &v.library, o, &f) ? complain(&f) : read_at(&v);
    if (code == 0)
        code = read_model(&v, o->operands[0]);
    if (code == 0)
        code = evaluate(&v, &out);
    if (code == 0)
        code = print_text(&out);
    text_free(&out);
    pipeline_close(&v.pipe);
    return code;
}
