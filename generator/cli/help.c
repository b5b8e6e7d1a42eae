/* help.c -- massc help TOPIC: what the language has, from the program's own tables.
 *
 * A page is a table of three columns, two spaces or more between them: the name with
 * its parameters, an example, what it is. docs/reference.md shows the same (a test).
 */
#include "help.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "base/number.h"
#include "space/random.h"
#include "check/reference.h"

/* ---- distributions: the runtime's ---- */

/* "Gamma(concentration, rate = 1)" */
static void law_call(const struct random_kind *kind, char *out, size_t size)
{
    size_t used = (size_t)snprintf(out, size, "%s(", kind->name);
    for (int i = 0; i < random_param_count(kind); i++) {
        char number[NUMBER_SHORTEST];
        const struct random_param *p = &kind->params[i];
        int given = !isnan(p->otherwise);
        used += (size_t)snprintf(out + used, size - used, "%s%s%s%s", i ? ", " : "", p->name,
                                 given ? " = " : random_takes_list(kind) && !random_takes_matrix(kind) ? ", ..." : "",
                                 given ? number_shortest(number, p->otherwise, 0) : "");
    }
    snprintf(out + used, size - used, ")");
}

static void list_laws(entry_in *take, void *user)
{
    for (int i = 0; i < DISTRIBUTIONS; i++) {
        char call[120], example[120];
        const struct random_kind *kind = &random_kinds[i];
        law_call(kind, call, sizeof call);
        snprintf(example, sizeof example, "a ~ %s(%s) n 4", kind->name, kind->example);
        take(user, &(struct entry){ NULL, kind->name, call, example, kind->text });
    }
}

/* ---- topics ---- */

static const struct topic {
    const char *name, *doc, *about;
    void (*list)(entry_in *take, void *user);
} topics[] = {
    { "functions", "functions of expressions",
      "In equations and wherever a number stands; functions of the time t not in constants.",
      reference_functions },
    { "reductions", "what makes a number of a signal",
      "In observations, of any expression of states and derived quantities.", reference_reductions },
    { "observations", "what stands in and behind an observation",
      "Behind observe and record; x is any expression of states and derived quantities.", reference_observations },
    { "distributions", "what random axes and trials draw from",
      "Behind ~, with numpyro's names, parameters and defaults; the numbers are those of JAX.",
      list_laws },
    { "units", "units that are known",
      "Also with other prefixes (f p n u m c d k M G), products, quotients, powers and roots of these: mm/ms, mV/sqrt(ms).",
      reference_units },
    { "schemes", "schemes that simulate", "Behind simulate.", reference_schemes },
    { "axes", "what an exploration varies, and how",
      "In an explore block; a stands for the name of a quantity.", reference_axes },
    { "graphs", "what weights, lengths and delays are made of",
      "Behind graph weights = and data NAME =; W is such an expression, v a number of each node.", reference_graphs },
};
enum { TOPICS = sizeof topics/sizeof *topics };

void help_topics(struct text *out)
{
    for (int i = 0; i < TOPICS; i++)
        text_print(out, "  help %-23s  %s\n", topics[i].name, topics[i].doc);
}

/* ---- pages ---- */

struct page {
    const char *only;               /* of one name, or NULL: all */
    int call, example;              /* widths of the first columns */
    int found, printed;
    struct text *out;               /* NULL: measure */
};

static int is_wanted(const struct page *p, const struct entry *e)
{
    return !p->only || strcmp(p->only, e->name) == 0;
}

static void measure(void *user, const struct entry *e)
{
    struct page *p = user;
    int call = (int)strlen(e->call), example = (int)strlen(e->example);
    if (!is_wanted(p, e))
        return;
    p->found = 1;
    p->call = call > p->call ? call : p->call;
    p->example = example > p->example ? example : p->example;
}

static void print_entry(void *user, const struct entry *e)
{
    struct page *p = user;
    if (!is_wanted(p, e))
        return;
    if (e->group && !p->only)
        text_print(p->out, "%s%s\n", p->printed ? "\n" : "", e->group);
    p->printed = 1;
    text_print(p->out, "  %-*s  %-*s  %s\n", p->call, e->call, p->example, e->example, e->text);
}

static int print_page(const struct topic *t, const char *only, struct text *out)
{
    struct page page = { .only = only, .out = out };
    t->list(measure, &page);
    if (page.found && !only)
        text_print(out, "%s: %s\n\n%s\n\n", t->name, t->doc, t->about);
    t->list(print_entry, &page);
    return page.found;
}

int help_topic(const char *name, struct text *out)
{
    int found = 0;
    for (int i = 0; i < TOPICS; i++)
        if (strcmp(topics[i].name, name) == 0)
            return print_page(&topics[i], NULL, out);
    for (int i = 0; i < TOPICS; i++)
        found |= print_page(&topics[i], name, out);
    return found;
}

/* ---- names ---- */

static void offer(void *user, const struct entry *e)
{
    nearest_offer(user, e->name);
}

void help_offer(struct nearest *near)
{
    for (int i = 0; i < TOPICS; i++) {
        nearest_offer(near, topics[i].name);
        topics[i].list(offer, near);
    }
}
