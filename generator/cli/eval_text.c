/* eval_text.c -- see eval_text.h. */
#include "eval_text.h"
#include <math.h>
#include <string.h>
#include "base/name.h"
#include "base/number.h"

/* ---- what is given ----------------------------------------------------------------------------- */

enum { TIME_ = GIVEN_PARTS, PARTS };
static const char *const parts[] = { "state", "input", "parameters", "t", NULL };
static const char *const kinds[] = { "state", "input", "parameter" };

static int number_of(const struct eval *v, enum given part, const char *name)
{
    for (int i = 0; evaluation_name(v, part, i); i++)
        if (strcmp(evaluation_name(v, part, i), name) == 0)
            return i;
    return -1;
}

static void unknown(const struct eval *v, enum given part, const struct json *x, struct diags *d)
{
    struct nearest near;
    nearest_start(&near, x->name);
    for (int other = 0; other < GIVEN_PARTS; other++)
        if (number_of(v, (enum given)other, x->name) >= 0) {
            diag_error(d, json_name_span(x), "'%s' is no %s but a%s %s; write it in \"%s\"", x->name, kinds[part], other == GIVEN_INPUTS ? "n" : "",
                       kinds[other], parts[other]);
            return;
        }
    for (int i = 0; evaluation_name(v, part, i); i++)
        nearest_offer(&near, evaluation_name(v, part, i));
    if (nearest_best(&near))
        diag_error(d, json_name_span(x), "no %s '%s'; did you mean '%s'?", kinds[part], x->name, nearest_best(&near));
    else
        diag_error(d, json_name_span(x), "no %s '%s'; massc show %s lists them", kinds[part], x->name, v->model->name);
}

static int is_part(const struct json *x, struct diags *d)
{
    struct nearest near;
    int part = name_one_of(x->name, parts);
    enum json_kind want = part == TIME_ ? JSON_NUMBER : JSON_OBJECT;
    nearest_start(&near, x->name);
    for (int i = 0; i < PARTS; i++)
        nearest_offer(&near, parts[i]);
    if (part < 0 && nearest_best(&near))
        diag_error(d, json_name_span(x), "no part '%s'; did you mean '%s'?", x->name, nearest_best(&near));
    else if (part < 0)
        diag_error(d, json_name_span(x), "no part '%s'; there are state, input, parameters and t", x->name);
    else if (x->kind != want)
        diag_error(d, json_span(x), "\"%s\" is %s here, and wants %s: %s", x->name, json_kind_text(x->kind), json_kind_text(want),
                   part == TIME_ ? "\"t\": 0" : "{\"V\": 1}");
    return part >= 0 && x->kind == want;
}

/* How many numbers each node takes of what is called so: its modes, or 1; 0: it is a matrix. */
static int modes_of(const struct experiment *e, int part, const char *name)
{
    const struct model *m = e->model;
    for (int i = 0; part == GIVEN_PARAMS && i < m->param_count; i++)
        if (!strcmp(m->params[i].name, name)) {
            const struct quantity *q = &e->quantities[m->params[i].quantity];
            return q->matrix ? 0 : q->modes ? q->modes : 1;
        }
    return part != GIVEN_PARAMS && m->modes ? m->modes : 1;
}

/* Whether all are numbers, or (modes) all lists of so many of them. */
static int is_even(const struct json *x, int modes, struct diags *d)
{
    for (const struct json *y = x->first; y; y = y->next) {
        if (modes == 1 && y->kind != JSON_NUMBER) {
            diag_error(d, json_span(y), "a list of %s; '%s' wants one number for each node", json_kind_text(y->kind), x->name);
            return 0;
        }
        if (modes > 1 && (y->kind != JSON_LIST || y->count != modes)) {
            diag_error(d, json_span(y), "'%s' wants a number, %d, one for each mode, or a list of those for each node", x->name, modes);
            return 0;
        }
        for (const struct json *z = modes > 1 ? y->first : NULL; z; z = z->next)
            if (z->kind != JSON_NUMBER) {
                diag_error(d, json_span(z), "%s; '%s' wants a number for each mode", json_kind_text(z->kind), x->name);
                return 0;
            }
    }
    return 1;
}

/* A list that is one node's: a number for each mode. */
static int is_of_modes(const struct json *x, int modes)
{
    const struct json *y = x->kind == JSON_LIST && x->count == modes ? x->first : NULL;
    while (y && y->kind == JSON_NUMBER)
        y = y->next;
    return modes > 1 && x->kind == JSON_LIST && x->count == modes && !y;
}

/* A number or a list of them; the nodes it is for, 0: it is neither. */
static int count_of(const struct json *x, int modes, struct diags *d)
{
    if (modes == 0) {
        diag_error(d, json_span(x), "'%s' is a matrix over modes, which is set in a file", x->name);
        return 0;
    }
    if (x->kind == JSON_NUMBER || is_of_modes(x, modes))
        return 1;
    if (x->kind != JSON_LIST) {
        diag_error(d, json_span(x), "'%s' is %s here, and wants a number, or a list of one for each node", x->name, json_kind_text(x->kind));
        return 0;
    }
    if (!is_even(x, modes, d))
        return 0;
    if (!x->count)
        diag_error(d, json_span(x), "the list of '%s' is empty", x->name);
    return x->count;
}

int eval_nodes(const struct json *given, const struct experiment *e, struct diags *d)
{
    const struct json *longest = NULL;
    int nodes = e->nodes;
    if (given->kind != JSON_OBJECT) {
        diag_error(d, json_span(given), "what is given is %s, and wants an object: {\"state\": {\"V\": 1}, \"input\": {}, \"parameters\": {}, \"t\": 0}",
                   json_kind_text(given->kind));
        return nodes;
    }
    for (const struct json *part = given->first; part; part = part->next)
        for (const struct json *x = is_part(part, d) ? part->first : NULL; x; x = x->next) {
            int count = count_of(x, modes_of(e, name_one_of(part->name, parts), x->name), d);
            int all = nodes > 1 ? nodes : longest ? longest->count : 1;
            if (count > 1 && all > 1 && count != all && nodes > 1)
                diag_error(d, json_span(x), "%d numbers for %d nodes; write one, or %d", count, all, all);
            else if (count > 1 && all > 1 && count != all)
                diag_error(d, json_span(x), "%d numbers, and '%s' has %d; write one number, or as many", count, longest->name, all);
            longest = count > 1 && !longest ? x : longest;
        }
    return nodes > 1 || !longest ? nodes : longest->count;
}

/* The number for a place. */
static double number_at(const struct json *x, const struct eval *v, int modes, int place)
{
    int node = place/v->modes, mode = place % v->modes;
    const struct json *y = x;
    if (x->kind == JSON_LIST && !is_of_modes(x, modes))
        for (y = x->first; y->next && node > 0; node--)
            y = y->next;
    if (y->kind == JSON_LIST)
        for (y = y->first; y->next && mode > 0; mode--)
            y = y->next;
    return y->number;
}

static void take(const struct json *x, enum given part, struct eval *v, struct diags *d)
{
    int number = number_of(v, part, x->name), modes = modes_of(v->e, part, x->name);
    if (number < 0) {
        unknown(v, part, x, d);
        return;
    }
    double *to = evaluation_give(v, part, number);
    for (int place = 0; place < v->places; place++)
        to[place] = number_at(x, v, modes, place);
}

void eval_take(const struct json *given, struct eval *v, struct diags *d)
{
    for (const struct json *p = given->first; p; p = p->next) {
        int part = name_one_of(p->name, parts);
        if (part == TIME_)
            v->time = p->number;
        for (const struct json *x = part == TIME_ ? NULL : p->first; x; x = x->next)
            take(x, (enum given)part, v, d);
    }
}

/* ---- what came out ------------------------------------------------------------------------------ */

struct answer { const struct eval *v; struct text *out; int single; };

static void number(const struct answer *w, double x)
{
    char text[NUMBER_SHORTEST];
    text_add(w->out, isfinite(x) ? number_shortest(text, x, w->single) : "null");
}

/* Of all places: of several nodes with modes a list for each node. Of each place [width] numbers, of which the next
 * stands [apart] further. */
static void numbers(const struct answer *w, const double *x, int width, long apart)
{
    const struct eval *v = w->v;
    int nested = v->modes > 1 && v->nodes > 1;
    text_add(w->out, "[");
    for (int place = 0; place < v->places; place++) {
        int begins = nested && place % v->modes == 0, ends = nested && place % v->modes == v->modes - 1;
        text_print(w->out, "%s%s%s", place ? ", " : "", begins ? "[" : "", width > 1 ? "[" : "");
        for (int k = 0; k < width; k++) {
            text_add(w->out, k ? ", " : "");
            number(w, x[place + k*apart]);
        }
        text_print(w->out, "%s%s", width > 1 ? "]" : "", ends ? "]" : "");
    }
    text_add(w->out, "]");
}

/* "name": as number [i] of an object, which begins a line further in. */
static void member(const struct answer *w, int i, int indent, const char *name)
{
    text_print(w->out, "%s\n%*s\"%s\": ", i ? "," : "", indent, "", name);
}

static void close_object(const struct answer *w, int count, int indent)
{
    if (count)
        text_print(w->out, "\n%*s", indent, "");
    text_add(w->out, "}");
}

static void values(const struct answer *w)
{
    const struct model *m = w->v->model;
    text_add(w->out, "  \"derivatives\": {");
    for (int i = 0; i < m->state_count; i++) {
        member(w, i, 4, m->states[i].name);
        numbers(w, w->v->rates + (long)i*w->v->places, 1, 0);
    }
    close_object(w, m->state_count, 2);
    text_add(w->out, ",\n  \"watch\": {");
    int count = 0;
    for (int i = 0; i < m->let_count; i++)
        if (m->lets[i].watched) {
            member(w, count, 4, m->lets[i].name);
            numbers(w, w->v->watched + (long)count++*w->v->places, 1, 0);
        }
    close_object(w, count, 2);
}

/* How each slope changes with the things of one part, which begin at [first] of the columns: of what has modes in each
 * mode with each mode of that. What follows from others is none of them. */
static void changes(const struct answer *w, enum given part, int first)
{
    const struct eval *v = w->v;
    for (int i = 0; i < v->model->state_count; i++) {
        int count = 0, column = first;
        text_print(w->out, "%s\n      \"%s\": {", i ? "," : "", v->model->states[i].name);
        for (int k = 0; k < v->counts[part]; column += evaluation_width(v, part, k++)) {
            int width = evaluation_width(v, part, k);
            if (!width || evaluation_follows(v, part, k))
                continue;
            member(w, count++, 8, evaluation_name(v, part, k));
            numbers(w, v->changes + ((long)i*v->columns + column)*v->places, width, v->places);
        }
        close_object(w, count, 6);
    }
}

static void jacobian(const struct answer *w)
{
    int first = 0;
    text_add(w->out, ",\n  \"jacobian\": {");
    for (int part = 0; part < GIVEN_PARTS; part++) {
        text_print(w->out, "%s\n    \"%s\": {", part ? "," : "", kinds[part]);
        changes(w, (enum given)part, first);
        close_object(w, w->v->model->state_count, 4);
        for (int k = 0; k < w->v->counts[part]; k++)
            first += evaluation_width(w->v, (enum given)part, k);
    }
    text_add(w->out, "\n  }");
}

void eval_text(const struct eval *v, struct text *out)
{
    const struct answer w = { v, out, v->program->bytes == 4 };
    text_add(out, "{\n");
    values(&w);
    if (v->changes)
        jacobian(&w);
    text_add(out, "\n}\n");
}
