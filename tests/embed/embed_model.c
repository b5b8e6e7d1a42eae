/* embed_model.c -- texts, what is in them, settings, files. */
#include "embed.h"
#include <math.h>
#include <string.h>

/* Two nodes, n halves in a step of 0.5 ms where k is 1. */
static const char decay[] =
    "model Decay \"decays\"\n"
    "  state x = 1 [mV] in [0, 2] \"voltage\"\n"
    "  param k = 1 [1/ms] in [0, 3] \"rate\"\n"
    "  input c\n"
    "  double = 2*x\n"
    "  watch double\n"
    "  x' = -k*x + c\n"
    "end\n"
    "network\n  dynamics Decay\n  nodes 2\n  graph weights = ones - eye\n  coupling c = Linear(x) with G = 0\n"
    "  noise additive with sigma = 0, key = 5\nend\n"
    "simulate euler with dt = 0.5 ms, duration = 1 ms\n"
    "observe last_x = last(x)\n"
    "observe node_x = sum(last(x) over node)\n"
    "explore rates \"some\"\n  dynamics.k = [0, 1, 2]\nend\n"
    "explore both\n  dynamics.k = [0, 1]\n  initial.x = [1, 2, 4]\nend\n";

static struct massc *open_decay(void)
{
    struct massc *m = massc_open_text(decay, strlen(decay));
    NEED(m && massc_code(m) == 0, m);
    return m;
}

/* last_x of the row [row] of "rates", node 0. */
static double last_of(struct massc *m, long row)
{
    const struct massc_options o = { .size = sizeof o, .engine = "tcc" };
    struct massc_result *r = massc_run(m, "rates", &o);
    NEED(r, m);
    int i = massc_find(r, "last_x");
    double x = massc_values(r, i)[row*massc_elements(r, i)];
    massc_result_close(r);
    return x;
}

static const char *wrong_text = "model Decay\n  state x = 1\n  x' = -q*x\nend\n";

static void check_messages(struct massc *m)
{
    const struct massc_diagnostic *d = massc_diagnostic(m, 0);
    NEED(d, m);
    CHECK(d->severity == MASSC_ERROR && strcmp(d->file, "<text>") == 0);
    CHECK(d->line == 3 && d->column == 9 && d->end_line == 3 && d->end_column == 10);
    CHECK(strstr(d->text, "'q'") != NULL);
    CHECK(strncmp(massc_error(m), "<text>:3:9: error: ", 19) == 0);
}

/* While somebody writes the text is wrong now and then. */
void check_texts(void)
{
    struct massc *m = open_decay();
    CHECK(last_of(m, 1) == 0.25);
    CHECK(massc_diagnostic(m, 0) == NULL && massc_error(m)[0] == '\0');
    CHECK(massc_text(m, wrong_text, strlen(wrong_text)) == -1 && massc_code(m) == MASSC_MODEL);
    check_messages(m);
    CHECK(last_of(m, 1) == 0.25);                       /* the last text that was right */
    char *other = strdup(decay);
    memcpy(strstr(other, "x = 1"), "x = 8", 5);
    CHECK(massc_set(m, "simulate.duration = 0.5 ms") == 0);
    CHECK(massc_text(m, other, strlen(other)) == 0);
    CHECK(last_of(m, 1) == 4);                          /* the setting stays */
    CHECK(massc_text(m, other, strlen(other)) == 0);
    CHECK(massc_text(m, NULL, 0) == -1 && massc_code(m) == MASSC_USAGE);
    CHECK(massc_diagnostic(m, 0) && massc_diagnostic(m, 0)->line == 0 && !massc_diagnostic(m, 0)->file);
    free(other);
    massc_close(m);
    m = massc_open_text(wrong_text, strlen(wrong_text));
    check_messages(m);
    CHECK(massc_entry(m, MASSC_STATE, 0) == NULL);
    CHECK(massc_text(m, decay, strlen(decay)) == 0 && last_of(m, 2) == 0);
    massc_close(m);
    m = massc_open("there/is/no/such.mass");
    CHECK(massc_code(m) == MASSC_SYSTEM && massc_diagnostic(m, 0) && !massc_diagnostic(m, 1));
    CHECK(massc_text(m, decay, strlen(decay)) == 0);
    CHECK(massc_text(m, NULL, 0) == -1 && massc_code(m) == MASSC_SYSTEM);
    CHECK(last_of(m, 1) == 0.25);
    massc_close(m);
}

static const struct massc_entry *named(struct massc *m, int kind, const char *name)
{
    const struct massc_entry *x = massc_entry(m, kind, massc_find_entry(m, kind, name));
    NEED(x, m);
    return x;
}

static void check_entries(struct massc *m)
{
    const struct massc_entry *k = named(m, MASSC_QUANTITY, "dynamics.k"), *x = named(m, MASSC_STATE, "x");
    CHECK(massc_find_entry(m, MASSC_QUANTITY, "k") == massc_find_entry(m, MASSC_QUANTITY, "dynamics.k"));
    CHECK(massc_find_entry(m, MASSC_QUANTITY, "nothing") == -1 && massc_find_entry(m, 77, "x") == -1);
    CHECK(strcmp(k->alone, "k") == 0 && strcmp(k->unit, "1/ms") == 0 && strcmp(k->doc, "rate") == 0);
    CHECK(k->value == 1 && k->lo == 0 && k->hi == 3 && k->rank == 0 && k->takes == MASSC_NODES && !k->owner);
    CHECK(strcmp(x->unit, "mV") == 0 && x->value == 1 && x->rank == 1 && x->shape[0] == 2);
    CHECK(strcmp(named(m, MASSC_INPUT, "c")->name, "c") == 0);
    CHECK(named(m, MASSC_WATCHED, "double")->shape[0] == 2);
    CHECK(named(m, MASSC_QUANTITY, "noise.key")->integer == 5 && named(m, MASSC_QUANTITY, "noise.key")->takes == MASSC_INTEGER);
    const struct massc_entry *w = named(m, MASSC_QUANTITY, "weights");
    CHECK(w->rank == 2 && w->shape[0] == 2 && w->shape[1] == 2 && w->takes & MASSC_PAIRS);
    CHECK(w->values && w->values[0] == 0 && w->values[1] == 1 && w->values[2] == 1 && isnan(w->value));
    CHECK(named(m, MASSC_OBSERVATION, "last_x")->rank == 1 && named(m, MASSC_OBSERVATION, "node_x")->rank == 0);
    CHECK(strcmp(named(m, MASSC_EXPLORATION, "rates")->doc, "some") == 0 && !massc_entry(m, MASSC_EXPLORATION, 2));
    CHECK(strcmp(massc_entry(m, MASSC_AXIS, 2)->name, "initial.x") == 0 && massc_entry(m, MASSC_AXIS, 2)->samples == 3);
    CHECK(strcmp(massc_entry(m, MASSC_AXIS, 2)->owner, "both") == 0 && !massc_entry(m, MASSC_AXIS, 3));
    CHECK(massc_nodes(m) == 2 && massc_modes(m) == 1);
    CHECK(massc_points(m, "rates") == 3 && massc_points(m, "both") == 6);
    CHECK(massc_points(m, NULL) == -1 && massc_code(m) == MASSC_USAGE);
}

static void check_arrays(struct massc *m)
{
    const double starts[] = { 4, 1.0/3 }, weights[] = { 0, 0.5, 0, 0 }, bad[] = { 1, NAN };
    CHECK(massc_set_array(m, "initial.x", starts, 2) == 0);
    CHECK(named(m, MASSC_QUANTITY, "initial.x")->values[1] == 1.0/3 && named(m, MASSC_QUANTITY, "initial.x")->shape[0] == 2);
    CHECK(last_of(m, 0) == 4);
    CHECK(massc_set_array(m, "initial.x", bad, 2) == -1 && massc_code(m) == MASSC_USAGE);
    CHECK(massc_set_array(m, "initial.x", starts, 0) == -1);
    CHECK(massc_set_array(m, "initial.x", weights, 4) == -1 && massc_code(m) == MASSC_MODEL);
    CHECK(massc_set_array(m, "graph.weights", weights, 4) == 0);
    CHECK(named(m, MASSC_QUANTITY, "weights")->values[1] == 0.5);
    CHECK(massc_set_array(m, "coupling.c.G", &(double){ 1 }, 1) == 0);
    CHECK(massc_set_array(m, "initial.x", (double[]){ 4, 0.5 }, 2) == 0);
    CHECK(last_of(m, 0) == 4.25);                       /* two steps of 0.5 ms with 0.5*x of the other node */
    for (int i = 0; i < 50; i++)                        /* the last one counts, however many there were */
        CHECK(massc_set_array(m, "initial.x", (double[]){ i, 0 }, 2) == 0);
    CHECK(last_of(m, 0) == 49);
}

void check_names(void)
{
    struct massc *m = open_decay();
    check_entries(m);
    check_arrays(m);
    massc_close(m);
}

struct lines { int count, errors, compiled; };

static void see_line(void *user, int level, const char *line)
{
    struct lines *l = user;
    l->count++;
    l->errors += level == MASSC_ERROR;
    l->compiled += strstr(line, "compiled by tcc") != NULL;
}

static void check_log(struct massc *m)
{
    struct lines l = { 0 };
    massc_log(m, see_line, &l);
    CHECK(massc_text(m, wrong_text, strlen(wrong_text)) == -1 && l.errors == 1);
    last_of(m, 0);
    CHECK(l.compiled == 1);
    massc_log(m, NULL, NULL);
    int before = l.count;
    last_of(m, 0);
    CHECK(l.count == before);
}

static int run(const char *massc, const char *path, const char *exploration, const char *folder)
{
    char line[1000];
    snprintf(line, sizeof line, "'%s' run '%s' %s --engine tcc --out '%s/program' --format csv,nc,npy --quiet >/dev/null", massc, path,
             exploration, folder);
    return system(line);
}

/* Every shape of table: keys, arrays, trials, series made of trials. */
static void check_saved(const char *massc, const char *folder, const char *path, const char *exploration, const char *const *files)
{
    const struct massc_options o = { .size = sizeof o, .engine = "tcc" };
    char into[500], mine[600], theirs[600];
    struct massc *m = massc_open(path);
    struct massc_result *r = massc_run(m, exploration, &o);
    NEED(r, m);
    massc_close(m);
    snprintf(into, sizeof into, "%s/library", folder);
    CHECK(massc_save(r, into, "csv,nc,npy") == 0);
    CHECK(massc_result_error(r)[0] == '\0');
    CHECK(massc_save(r, into, "xls") == MASSC_USAGE && strstr(massc_result_error(r), "'xls'"));
    CHECK(massc_save(r, "/dev/null/x", NULL) == MASSC_SYSTEM);
    CHECK(run(massc, path, exploration, folder) == 0);
    for (; *files; files++) {
        snprintf(mine, sizeof mine, "%s/%s", into, *files);
        snprintf(theirs, sizeof theirs, "%s/program/%s", folder, *files);
        CHECK(same_files(mine, theirs) || (puts(mine), 0));
    }
    massc_result_close(r);
}

void check_files(const char *massc, const char *folder)
{
    struct massc *m = open_decay();
    check_log(m);
    massc_close(m);
    check_saved(massc, folder, "models/experiments/rww_explorations.mass", "noise_seeds",
                (const char *const[]){ "noise_seeds.csv", "noise_seeds.noise.key.npy", "noise_seeds.mean_S.npy", NULL });
    check_saved(massc, folder, "tests/embed/trials.mass", "spread",
                (const char *const[]){ "spread.csv", "spread.x.csv", "spread.x.npy", "spread.over.csv", "spread.over.npy", "spread.m.npy", NULL });
}
