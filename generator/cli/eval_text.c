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
            diag_error(d, x->name_at, "'%s' is no %s but a%s %s; write it in \"%s\"", x->name, kinds[part], other == GIVEN_INPUTS ? "n" : "",
                       kinds[other], parts[other]);
            return;
        }
    for (int i = 0; evaluation_name(v, part, i); i++)
        nearest_offer(&near, evaluation_name(v, part, i));
    if (nearest_best(&near))
        diag_error(d, x->name_at, "no %s '%s'; did you mean '%s'?", kinds[part], x->name, nearest_best(&near));
    else
        diag_error(d, x->name_at, "no %s '%s'; massc show %s lists them", kinds[part], x->name, v->model->name);
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
        diag_error(d, x->name_at, "no part '%s'; did you mean '%s'?", x->name, nearest_best(&near));
    else if (part < 0)
        diag_error(d, x->name_at, "no part '%s'; there are state, input, parameters and t", x->name);
    else if (x->kind != want)
        diag_error(d, x->at, "\"%s\" is %s here, and wants %s: %s", x->name, json_kind_text(x->kind), json_kind_text(want),
                   part == TIME_ ? "\"t\": 0" : "{\"V\": 1}");
    return part >= 0 && x->kind == want;
}

/* A number or a list of them; the nodes it is for, 0: it is neither. */
static int count_of(const struct json *x, struct diags *d)
{
    if (x->kind == JSON_NUMBER)
        return 1;
    if (x->kind != JSON_LIST) {
        diag_error(d, x->at, "'%s' is %s here, and wants a number, or a list of one for each node", x->name, json_kind_text(x->kind));
        return 0;
    }
    for (const struct json *y = x->first; y; y = y->next)
        if (y->kind != JSON_NUMBER) {
            diag_error(d, y->at, "a list of %s; '%s' wants one number for each node", json_kind_text(y->kind), x->name);
            return 0;
        }
    if (!x->count)
        diag_error(d, x->at, "the list of '%s' is empty", x->name);
    return x->count;
}

int eval_nodes(const struct json *given, int nodes, struct diags *d)
{
    const struct json *longest = NULL;
    if (given->kind != JSON_OBJECT) {
        diag_error(d, given->at, "what is given is %s, and wants an object: {\"state\": {\"V\": 1}, \"input\": {}, \"parameters\": {}, \"t\": 0}",
                   json_kind_text(given->kind));
        return nodes;
    }
    for (const struct json *part = given->first; part; part = part->next)
        for (const struct json *x = is_part(part, d) ? part->first : NULL; x; x = x->next) {
            int count = count_of(x, d), all = nodes > 1 ? nodes : longest ? longest->count : 1;
            if (count > 1 && all > 1 && count != all && nodes > 1)
                diag_error(d, x->at, "%d numbers for %d nodes; write one, or %d", count, all, all);
            else if (count > 1 && all > 1 && count != all)
                diag_error(d, x->at, "%d numbers, and '%s' has %d; write one number, or as many", count, longest->name, all);
            longest = count > 1 && !longest ? x : longest;
        }
    return nodes > 1 || !longest ? nodes : longest->count;
}

static void take(const struct json *x, enum given part, struct eval *v, struct diags *d)
{
    int number = number_of(v, part, x->name);
    if (number < 0) {
        unknown(v, part, x, d);
        return;
    }
    double *to = evaluation_give(v, part, number);
    const struct json *y = x->kind == JSON_LIST ? x->first : x;
    for (int node = 0; node < v->nodes; node++) {
        to[node] = y->number;
        y = x->kind == JSON_LIST && x->count > 1 ? y->next : y;
    }
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

static void numbers(const struct answer *w, const double *x)
{
    char text[NUMBER_SHORTEST];
    for (int node = 0; node < w->v->nodes; node++)
        text_print(w->out, "%s%s", node ? ", " : "[", isfinite(x[node]) ? number_shortest(text, x[node], w->single) : "null");
    text_add(w->out, "]");
}

/* "name": [...] as number [i] of an object, which begins a line further in. */
static void member(const struct answer *w, int i, int indent, const char *name, const double *x)
{
    text_print(w->out, "%s\n%*s\"%s\": ", i ? "," : "", indent, "", name);
    numbers(w, x);
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
    for (int i = 0; i < m->state_count; i++)
        member(w, i, 4, m->states[i].name, w->v->rates + (long)i*w->v->nodes);
    close_object(w, m->state_count, 2);
    text_add(w->out, ",\n  \"watch\": {");
    int count = 0;
    for (int i = 0; i < m->let_count; i++)
        if (m->lets[i].watched) {
            member(w, count, 4, m->lets[i].name, w->v->watched + (long)count*w->v->nodes);
            count++;
        }
    close_object(w, count, 2);
}

/* How each slope changes with the things of one part, which begin at [first] of the columns. What follows
 * from others is none of them. */
static void changes(const struct answer *w, enum given part, int first)
{
    const struct eval *v = w->v;
    for (int i = 0; i < v->model->state_count; i++) {
        int count = 0;
        text_print(w->out, "%s\n      \"%s\": {", i ? "," : "", v->model->states[i].name);
        for (int k = 0; k < v->counts[part]; k++)
            if (!evaluation_follows(v, part, k))
                member(w, count++, 8, evaluation_name(v, part, k), v->changes + ((long)i*v->columns + first + k)*v->nodes);
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
        first += w->v->counts[part];
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
