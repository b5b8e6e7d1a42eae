/* check_order.c -- what depends on what, and cycles.
 *
 * A depth-first search with a stack of its own: a chain of a hundred thousand
 * quantities, each defined by the next, must not cost the program's stack.
 */
#include "checker.h"

void order_open(struct order *o, struct arena *a, int count)
{
    o->count = count;
    o->names = ARENA_ARRAY(a, const char *, count);
    o->at = ARENA_ARRAY(a, struct span, count);
    o->edges = ARENA_ARRAY(a, int *, count);
    o->edge_counts = ARENA_ARRAY(a, int, count);
    o->in_cycle = ARENA_ARRAY(a, int, count);
    o->is_function = ARENA_ARRAY(a, char, count);
}

void order_edge(struct order *o, struct arena *a, int from, int to)
{
    *ARENA_PUSH(a, o->edges[from], o->edge_counts[from]) = to;
}

struct cycle_search {
    int *stack, *taken;             /* the path; edges already followed of each node */
    int depth;
    char *state;                    /* of each node: NEW, OPEN (on the path), DONE */
};

enum { NEW, OPEN, DONE };

/* The path from [to], which is on the stack, back to itself. */
static void report(struct order *o, struct check *c, const struct cycle_search *s, int to)
{
    int start = s->depth - 1;
    while (s->stack[start] != to)
        start--;
    int known = 0, functions = 1;
    for (int i = start; i < s->depth; i++) {
        functions &= o->is_function[s->stack[i]];
        known |= o->in_cycle[s->stack[i]];
        o->in_cycle[s->stack[i]] = 1;
    }
    if (known)
        return;
    struct text path = { 0 };
    for (int i = start; i < s->depth; i++) {
        if (i == start + MOST_LISTED) {
            text_add(&path, "... -> ");
            break;
        }
        text_print(&path, "%s -> ", o->names[s->stack[i]]);
    }
    diag_error(c->diags, o->at[to], "'%s' depends on itself: %s%s%s", o->names[to],
               text_string(&path), o->names[to],
               functions ? "; a function is written out where it is called, so it cannot call itself" : "");
    text_free(&path);
}

static void push(struct cycle_search *s, int node)
{
    s->state[node] = OPEN;
    s->taken[s->depth] = 0;
    s->stack[s->depth++] = node;
}

int *order_sort(struct order *o, struct check *c)
{
    struct cycle_search s = {
        ARENA_ARRAY(c->arena, int, o->count), ARENA_ARRAY(c->arena, int, o->count), 0,
        ARENA_ARRAY(c->arena, char, o->count)
    };
    int *sorted = ARENA_ARRAY(c->arena, int, o->count), done = 0;
    for (int root = 0; root < o->count; root++) {
        if (s.state[root] == NEW)
            push(&s, root);
        while (s.depth) {
            int top = s.stack[s.depth-1];
            if (s.taken[s.depth-1] == o->edge_counts[top]) {
                s.state[top] = DONE;
                sorted[done++] = top;
                s.depth--;
                continue;
            }
            int to = o->edges[top][s.taken[s.depth-1]++];
            if (s.state[to] == NEW)
                push(&s, to);
            else if (s.state[to] == OPEN)
                report(o, c, &s, to);
        }
    }
    return sorted;
}

void order_limit(const struct order *o, struct check *c, const int *sorted, const int *own,
                 int shared)
{
    double *size = ARENA_ARRAY(c->arena, double, o->count);
    for (int i = 0; i < o->count; i++) {
        int node = sorted[i], known = 0;
        size[node] = own[node];
        for (int k = 0; k < o->edge_counts[node]; k++) {
            int to = o->edges[node][k];
            size[node] += to < shared ? 1 : size[to];
            known |= size[to] > MOST_EXPANDED;
        }
        if (size[node] > MOST_EXPANDED && !known && !o->in_cycle[node])
            diag_error(c->diags, o->at[node],
                       "'%s' makes more than %d operations once all it names is written out",
                       o->names[node], MOST_EXPANDED);
    }
}
