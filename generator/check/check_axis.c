/* check_axis.c -- the axis of a statement: what stands there, as runtime/setting reads it. */
#include <string.h>
#include "checker.h"
#include "reference.h"

int axis_form_at(int i, struct entry *out)
{
    const struct axis_way *way = axis_way_at(i);
    if (way)
        *out = (struct entry){ .name = way->name, .call = way->args, .example = way->usage, .text = way->text };
    return way != NULL;
}

int axis_is_form(const char *name)
{
    return axis_way_called(name) != NULL;
}

static struct given_clause clause_of(const struct ast_stmt *s, enum ast_clause_kind kind)
{
    const struct ast_clause *c = ast_find_clause(s, kind);
    return c ? (struct given_clause){ 1, c->at, c->args } : (struct given_clause){ 0 };
}

static struct given given_of(const struct ast_stmt *s)
{
    return (struct given){
        .name = s->name, .at = s->at, .name_at = s->name_at, .value = s->value, .draws = s->kind == AST_DRAW || s->word,
        .n = clause_of(s, CLAUSE_N), .shape = clause_of(s, CLAUSE_SHAPE), .per = clause_of(s, CLAUSE_PER),
        .key = clause_of(s, CLAUSE_KEY), .broadcast = clause_of(s, CLAUSE_BROADCAST)
    };
}

int axis_is_value(const struct ast_stmt *s)
{
    const struct given w = given_of(s);
    const struct reader r = check_reader(NULL);
    return axis_is_written(&r, &w);
}

int check_law(struct check *c, const struct ast_expr *call, const char *unit, struct random_law *out)
{
    struct reader r = check_reader(c);
    return law_set(&r, call, unit, out);
}

struct taker quantity_taker(const struct check *c, const struct quantity *q)
{
    static const enum taker_kind kinds[] = {
        [QUANTITY_NOISE] = TAKES_SIZE, [QUANTITY_NOISE_KEY] = TAKES_KEY, [QUANTITY_NOISE_TAU] = TAKES_TIME,
        [QUANTITY_LENGTHS] = TAKES_LENGTH, [QUANTITY_DELAYS] = TAKES_LENGTH, [QUANTITY_SPEED] = TAKES_SPEED,
        [QUANTITY_DT] = TAKES_STEP, [QUANTITY_PARAM] = TAKES_FREE
    };
    return (struct taker){
        .kind = kinds[q->kind], .path = q->path, .unit = q->unit, .doc = q->doc, .per_node = q->per_node, .modes = q->modes,
        .two_modes = q->matrix, .per_edge = q->per_edge, .pairs = model_is_matrix(q), .nodes = c->e->nodes, .unsure = nodes_unsure(c),
        .duration = c->e->simulate.duration, .steps = c->e->simulate.steps != 0
    };
}

int check_axis(struct check *c, const struct ast_stmt *s, int quantity, struct axis_decl *out)
{
    struct reader r = check_reader(c);
    const struct given w = given_of(s);
    const struct taker t = quantity_taker(c, &c->e->quantities[quantity]);
    *out = (struct axis_decl){ .quantity = quantity, .at = s->name_at };
    return axis_set(&r, &w, &t, &out->axis, &out->per_node);
}
