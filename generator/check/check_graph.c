/* check_graph.c -- graphs of a network: their parts, each a quantity.
 *
 * Statements of one name, or of none, say the parts of one graph in any order. What is a
 * matrix is read by check_matrix.c.
 */
#include <math.h>
#include <string.h>
#include "check_nodes.h"
#include "delays.h"

/* ---------------------------------------------------------------------- parts -- */

static const struct part {
    const char *name;
    enum quantity_kind kind;
    const char *unit;               /* where none is written */
    const char *doc;
} parts[] = {
    { "weights", QUANTITY_WEIGHTS, NULL, NULL },
    { "lengths", QUANTITY_LENGTHS, "mm", "length of the way between two nodes" },
    { "delays", QUANTITY_DELAYS, "ms", "time from one node to another" },
    { "speed", QUANTITY_SPEED, "mm/ms", "how fast signals go" }
};
enum { SPEED = 3, MATRICES = SPEED, PARTS };

static int *part_of(struct graph *g, int part)
{
    int *const all[] = { &g->weights, &g->lengths, &g->delays, &g->speed };
    return all[part];
}

static int part_called(const char *name)
{
    int i = 0;
    while (i < PARTS && strcmp(parts[i].name, name) != 0)
        i++;
    return i < PARTS ? i : -1;
}

/* ---------------------------------------------------------------------- names -- */

int graph_called(const struct check *c, const char *name)
{
    for (int i = 0; i < c->e->graph_count; i++) {
        const char *other = c->e->graphs[i].name;
        if (name && other ? !strcmp(name, other) : !name && !other)
            return i;
    }
    return -1;
}

int graph_find(struct check *c, const struct ast_expr *name)
{
    int found = graph_called(c, name->name);
    if (found >= 0 || name_is_broken(c, name->name))
        return found;
    struct offer o;
    offer_start(&o, name->name);
    for (int i = 0; i < c->e->graph_count; i++)
        if (c->e->graphs[i].name)
            offer_add(&o, c->e->graphs[i].name);
    diag_error(c->diags, name->at, "unknown graph '%s'%s", name->name, offer_end(c, &o, "there are"));
    return -1;
}

/* What it is called; NULL after an error. */
static const char *name_of(struct check *c, const struct ast_expr *name)
{
    if (!strchr(name->name, '.') && part_called(name->name) < 0)
        return name->name;
    diag_error(c->diags, name->at, "a graph cannot be called '%s'", name->name);
    return NULL;
}

/* The graph a statement is about, which may be its first. */
static int graph_of(struct check *c, const struct ast_stmt *s)
{
    const char *name = s->params ? name_of(c, s->params) : NULL;
    if (s->params && !name)
        return -1;
    int found = graph_called(c, name);
    if (found >= 0)
        return found;
    struct graph g = { .name = name, .path = name ? arena_print(c->arena, "graph.%s", name) : "graph", .at = s->at,
                       .weights = -1, .lengths = -1, .delays = -1, .speed = -1 };
    *ARENA_PUSH(c->arena, c->e->graphs, c->e->graph_count) = g;
    return c->e->graph_count - 1;
}

/* ----------------------------------------------------------------- statements -- */

static int add_part(struct check *c, int graph, int part, const struct ast_stmt *s, const char *unit)
{
    const struct graph *g = &c->e->graphs[graph];
    return quantity_add(c, (struct quantity){
        .kind = parts[part].kind, .path = arena_print(c->arena, "%s.%s", g->path, parts[part].name), .name = parts[part].name,
        .at = s->name_at, .doc = s->doc && part < MATRICES ? s->doc : parts[part].doc, .unit = unit, .index = graph,
        .lo = part ? 0 : -INFINITY, .hi = INFINITY
    });
}

/* The part that a statement says, or -1. */
static int part_stated(struct check *c, const struct ast_stmt *s)
{
    if (!s->name)
        return 0;
    int part = part_called(s->name);
    if (part >= 0 && part < MATRICES)
        return part;
    c->lost_graph = 1;
    struct offer o;
    offer_start(&o, s->name);
    for (int i = 0; i < MATRICES; i++)
        offer_add(&o, parts[i].name);
    if (part >= 0)
        diag_error(c->diags, s->name_at, "the speed stands behind the lengths: graph lengths = ... with speed = %s", expr_text(c, s->value));
    else
        diag_error(c->diags, s->name_at, "'%s' is no part of a graph%s", s->name, offer_end(c, &o, "it has"));
    if (part >= 0)
        text_free(&o.list);
    return -1;
}

static void unknown_setting(struct check *c, const struct ast_stmt *s, const struct ast_expr *a)
{
    struct offer o;
    int part = part_called(a->name);
    c->lost_graph = 1;
    if (part >= 0) {
        const char *own = s->name ? expr_text(c, a->first) : arena_print(c->arena, "\"%s:%s\"/...", s->value->name, a->name);
        diag_error(c->diags, a->at, "%s stand in a line of their own; write: graph %s%s%s = %s", a->name, s->params ? s->params->name : "",
                   s->params ? " " : "", a->name, own);
        return;
    }
    offer_start(&o, a->name);
    offer_add(&o, parts[SPEED].name);
    offer_add(&o, "most_delay");
    diag_error(c->diags, a->at, "a graph has no parameter '%s'%s", a->name, offer_end(c, &o, "it has"));
}

/* What stands behind 'with': [speed = ...] makes the quantity. */
static void read_settings(struct check *c, const struct ast_stmt *s, int graph)
{
    const struct ast_clause *with = ast_find_clause(s, CLAUSE_WITH);
    struct graph *g = &c->e->graphs[graph];
    for (const struct ast_expr *a = with ? with->args : NULL; a; a = a->next) {
        int is_speed = !strcmp(a->name, parts[SPEED].name);
        if (!strcmp(a->name, "most_delay"))
            most_delay_set(c, g, a);
        else if (!is_speed)
            unknown_setting(c, s, a);
        else if (g->speed >= 0)
            diag_error(c->diags, a->at, "'%s' is set twice", a->name);
        else
            quantity_set(c, g->speed = add_part(c, graph, SPEED, s, parts[SPEED].unit), a->first);
    }
}

/* Sets a part that is not said yet; else an error at [s]. */
static void set_part(struct check *c, const struct ast_stmt *s, int graph, int part, const char *unit, const struct ast_expr *value)
{
    int *quantity = part_of(&c->e->graphs[graph], part);
    if (*quantity >= 0) {
        diag_error(c->diags, s->at, "%s has its %s already", c->e->graphs[graph].path, parts[part].name);
        diag_note(c->diags, c->e->quantities[*quantity].at, "they are here");
        return;
    }
    *quantity = add_part(c, graph, part, s, unit && part ? unit : parts[part].unit);
    matrix_set(c, &c->e->quantities[*quantity], value);
}

/* What a connectivity has beside its weights: ways, and what its nodes are called. */
static const char *const length_members[] = { "tract_lengths", "lengths", NULL };
static const char *const label_members[] = { "centres", "centers", "region_labels", "labels", NULL };

static void take_labels(struct check *c, const struct ast_expr *archive)
{
    const struct ast_expr *member = data_member(c, archive, label_members);
    struct data v;
    if (member && check_matrix(c, member, &v))
        labels_take(c, member, v.labels, v.label_count);
}

/* Does a line of its own say that part of the graph [s] is about? */
static int is_said(const struct check *c, const struct ast_stmt *s, int part)
{
    for (const struct ast_stmt *t = c->network->body; t; t = t->next)
        if (t->kind == AST_GRAPH && t->name && part_called(t->name) == part && !t->params == !s->params
            && (!t->params || !strcmp(t->params->name, s->params->name)))
            return 1;
    return 0;
}

/* `graph "FILE"`: all that the file says of a graph and no line of its own does. */
static void set_file(struct check *c, const struct ast_stmt *s, int graph)
{
    const struct ast_expr *lengths = data_member(c, s->value, length_members);
    if (!is_said(c, s, 0))
        set_part(c, s, graph, 0, NULL, s->value);
    take_labels(c, s->value);
    if ((lengths || leaf_has(c, s->value, EDGE_LENGTH)) && !is_said(c, s, 1))
        set_part(c, s, graph, 1, NULL, lengths ? lengths : s->value);
    if (leaf_has(c, s->value, EDGE_DELAY) && !is_said(c, s, 2))
        set_part(c, s, graph, 2, NULL, s->value);
}

static void check_graph(struct check *c, const struct ast_stmt *s)
{
    int graph = graph_of(c, s), part = part_stated(c, s);
    if (graph < 0 || part < 0)
        return;
    const struct ast_clause *unit = ast_find_clause(s, CLAUSE_UNIT);
    if (unit && !part)
        diag_error(c->diags, unit->at, "weights have no unit");
    if (s->name)
        set_part(c, s, graph, part, unit ? unit->name : NULL, s->value);
    else
        set_file(c, s, graph);
    read_settings(c, s, graph);
}

/* Whether its parts make a graph. */
static void judge(struct check *c, const struct graph *g)
{
    if (c->lost_graph || name_is_broken(c, "graph"))        /* what lacks may stand in a line that was not understood */
        return;
    if (g->weights < 0)
        diag_error(c->diags, g->at, "%s has no weights; write: graph %s%sweights = ones - eye", g->path, g->name ? g->name : "", g->name ? " " : "");
    if (g->speed >= 0 && g->lengths < 0)
        diag_error(c->diags, g->at, "%s has a speed and no lengths; write: graph %s%slengths = ...", g->path, g->name ? g->name : "", g->name ? " " : "");
    if (g->speed >= 0 && g->delays >= 0)
        diag_error(c->diags, g->at, "the delays of %s are its lengths by its speed, and it has other delays, too; leave one of them out", g->path);
}

void graphs_open(struct check *c)
{
    for (const struct ast_stmt *s = c->network ? c->network->body : NULL; s; s = s->next) {
        int part = s->kind == AST_GRAPH && s->name ? part_called(s->name) : 0;
        if (s->kind == AST_GRAPH && part >= 0 && part < MATRICES)
            matrix_open(c, &(struct quantity){ .kind = parts[part].kind, .name = parts[part].name }, s->value);
    }
}

void check_graphs(struct check *c)
{
    int before = c->diags->errors;
    for (const struct ast_stmt *s = c->network ? c->network->body : NULL; s; s = s->next)
        if (s->kind == AST_GRAPH)
            check_graph(c, s);
    int sound = c->diags->errors == before;
    for (int i = 0; i < c->e->graph_count && sound; i++)
        judge(c, &c->e->graphs[i]);
    sound = c->diags->errors == before;
    for (int i = 0; i < c->e->graph_count && sound; i++)
        most_delay_judge(c, &c->e->graphs[i]);
}
