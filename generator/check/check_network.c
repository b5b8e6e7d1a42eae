/* check_network.c -- nodes and dynamics; the order of the parts.
 *
 * The parts are read in the order in which they need each other, whatever their
 * order in the file: dynamics, graphs (which may fix the number of nodes),
 * couplings, noise, stimulus. A model that is missing leaves the checker blind: it then
 * says nothing about names it cannot know.
 */
#include <math.h>
#include <string.h>
#include "check_nodes.h"
#include "delays.h"
#include "starts.h"

enum { NODES_MOST = 1 << 24 };       /* so that their numbers are exact in single precision too */

/* ------------------------------------------------------------------- dynamics -- */

/* Whether a statement brings a model; one that is not found counts as a model. */
static int brings_model(struct check *c, const struct ast_stmt *s)
{
    const struct definition *d = s->kind == AST_USE ? definition_used(c, s) : NULL;
    return s->kind == AST_MODEL || (s->kind == AST_USE && (!d || d->stmt->kind == AST_MODEL));
}

/* Without a dynamics statement: the model the file defines or uses. Of several
 * the first one is shown, but none is simulated. */
static struct definition *lone_model(struct check *c)
{
    const struct ast_stmt *first = NULL, *asks = c->network ? c->network : c->simulate;
    int count = 0;
    for (const struct ast_stmt *s = c->files->tree->body; s; s = s->next)
        if (brings_model(c, s)) {
            first = first ? first : s;
            count++;
        }
    if (count > 1 && asks) {
        diag_error(c->diags, asks->at, "which of %d models? write in a network block: dynamics %s",
                   count, first->name);
        c->blind = 1;
    }
    return first ? definition_find(c, AST_MODEL, first->name, first->name_at) : NULL;
}

static void adopt_model(struct check *c, struct definition *d)
{
    struct model *m = d->model;
    c->dynamics = d;
    c->e->model = m;
    c->blind |= d->failed && d->file != c->files;
    params_adopt(c, d, QUANTITY_DYNAMICS, "dynamics", 0, &m->params, &m->param_count);
    for (int i = 0; i < m->state_count; i++) {
        const struct state *y = &m->states[i];
        int q = quantity_add(c, (struct quantity){
            .kind = QUANTITY_INITIAL, .path = arena_print(c->arena, "initial.%s", y->name),
            .name = y->name, .at = y->at, .value_at = y->at, .unit = y->unit, .doc = y->doc,
            .value = y->initial,
            .lo = y->lo, .hi = y->hi, .index = i, .per_node = 1, .values = y->values,
            .value_count = y->value_count, .modes = m->modes, .formula = y->start
        });
        if (y->start)
            *ARENA_PUSH(c->arena, c->e->derived, c->e->derived_count) = q;
    }
}

/* Whether the file defines or uses one, be it found or not. */
static int has_model(struct check *c)
{
    const struct ast_stmt *s = c->files->tree->body;
    while (s && !brings_model(c, s))
        s = s->next;
    return s != NULL;
}

static void check_dynamics(struct check *c)
{
    const struct ast_stmt *s = network_only(c, AST_DYNAMICS);
    struct definition *d;
    if (s)
        d = definition_find(c, AST_MODEL, s->name, s->name_at);
    else
        d = lone_model(c);
    if (s && !d)
        c->blind = 1;
    if (d)
        adopt_model(c, d);
    if (s && d)
        check_with(c, s, "dynamics", d->model->name);
    int lost = name_is_broken(c, "dynamics") || name_is_broken(c, "model")
            || name_is_broken(c, "use") || c->orphans & IN_MODEL;
    if (c->network && !s && !d && !has_model(c) && !c->blind && !lost) {
        diag_error(c->diags, c->network->at, "the network has no dynamics; write: dynamics MODEL");
        c->blind = 1;
    }
    c->blind |= !d && lost;
}

/* ---------------------------------------------------------------------- nodes -- */

static void check_nodes(struct check *c)
{
    const struct ast_stmt *s = network_only(c, AST_NODES);
    long nodes = 0;
    if (s && const_whole(c, s->value, "the number of nodes", 1, &nodes) && nodes > NODES_MOST) {
        diag_error(c->diags, s->value->at, "a network has %d nodes at most", NODES_MOST);
        nodes = 1;
    }
    c->e->nodes = s && !nodes ? 1 : (int)nodes;
}

/* -------------------------------------------------------------------- remarks -- */

/* Which inputs a coupling or a stimulus feeds. */
static char *find_fed(struct check *c)
{
    const struct experiment *e = c->e;
    char *fed = ARENA_ARRAY(c->arena, char, e->model->input_count + 1);
    for (int i = 0; i < e->coupling_count; i++)
        for (int k = 0; k < e->couplings[i].input_count; k++)
            if (e->couplings[i].inputs[k] >= 0)
                fed[e->couplings[i].inputs[k]] = 1;
    for (int i = 0; i < e->stimulus_count; i++)
        for (int k = 0; k < e->stimuli[i].input_count; k++)
            fed[e->stimuli[i].inputs[k]] = 1;
    return fed;
}

/* What it usually reads, as one name. */
static const char *sources_of(struct check *c, const struct model_input *in)
{
    const char *text = "";
    for (int i = 0; i < in->source_count; i++)
        text = arena_print(c->arena, "%s %s", text, in->sources[i]);
    return text;
}

/* What is there to be left open: a stimulus, the neighbours on a surface, and what reads the same as
 * an input that is fed, with another delay, say. */
static int may_be_open(struct check *c, const struct model_input *in, const struct scope *fed)
{
    return !strcmp(in->name, "stimulus") || !strcmp(in->name, "local") || !strncmp(in->name, "local_", 6)
        || scope_find(fed, sources_of(c, in));
}

/* The line that would feed it. */
static const char *way_to_feed(struct check *c, const struct model_input *in)
{
    const struct model *m = c->e->model;
    int let = in->source_count ? model_part(c, in->sources[0], SYMBOL_LET) : -1;
    int state = in->source_count ? model_part(c, in->sources[0], SYMBOL_STATE) : 0;
    int reads = state >= 0 || (let >= 0 && m->lets[let].watched);
    return arena_print(c->arena, "coupling %s = Linear(%s)", in->name, reads && in->source_count ? in->sources[0] : m->states[0].name);
}

void network_remarks(struct check *c)
{
    const struct model *m = c->e->model;
    if (!m || !c->e->graph_count)
        return;
    const char *fed = find_fed(c), *names = "", *line = NULL;
    struct scope read = { 0 };
    int count = 0;
    for (int i = 0; i < m->input_count; i++)
        if (fed[i] && !scope_find(&read, sources_of(c, &m->inputs[i])))
            scope_put(c->arena, &read, sources_of(c, &m->inputs[i]), m->inputs[i].at, SYMBOL_INPUT, i);
    for (int i = 0; i < m->input_count; i++) {
        const struct model_input *in = &m->inputs[i];
        if (fed[i] || may_be_open(c, in, &read))
            continue;
        line = line ? line : way_to_feed(c, in);
        if (++count <= MOST_LISTED)
            names = arena_print(c->arena, "%s%s'%s'", names, count > 1 ? ", " : "", in->name);
    }
    if (count > MOST_LISTED)
        names = arena_print(c->arena, "%s and %d more", names, count - MOST_LISTED);
    if (count)
        diag_remark(c->diags, c->network->at, "nothing feeds %s of %s, which %s 0; write: %s", names, m->name, count > 1 ? "are" : "is", line);
}

/* ------------------------------------------------------------------------ all -- */

void check_lengths(struct check *c)
{
    if (nodes_unsure(c))
        return;
    for (int i = 0; i < c->e->quantity_count; i++) {
        const struct quantity *q = &c->e->quantities[i];
        if (model_is_matrix(q) || !q->values || (q->modes && !q->each_node) || (q->formula && !q->given))
            continue;
        struct reader r = check_reader(c);
        const struct taker t = quantity_taker(c, q);
        value_count_fits(&r, &t, q->each_node ? q->value_count/q->modes : q->value_count, q->each_node, q->value_at);
    }
}

void check_network(struct check *c)
{
    if (c->network)
        check_block(c, c->network->body, IN_NETWORK);
    int before = c->diags->errors;
    check_nodes(c);
    int sure = c->diags->errors == before;
    before = c->diags->errors;
    graphs_open(c);
    sure &= c->diags->errors == before;
    check_dynamics(c);
    before = c->diags->errors;
    check_graphs(c);
    sure &= c->diags->errors == before && !nodes_unsure(c);
    c->open_nodes = !sure;
    if (!c->e->nodes)
        c->e->nodes = 1;
    check_coupling_uses(c);
    check_noise(c);
    check_stimuli(c, sure);
    check_histories(c, sure);
    check_start(c, sure);
    check_recall(c, sure);
}
