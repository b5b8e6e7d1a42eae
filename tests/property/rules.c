/* rules.c -- what bits depend on, held on random experiments (specimen.h).
 *
 *   evaluated   every state and watched quantity is what evaluate.c computes by
 *               the rules of fusing, at every point of the exploration
 *   set         each point of an exploration is a run with its values set
 *   looked      reductions of windows, one node, one time, curves, recordings and what is made
 *               of trials are those of the evaluated steps (look.h)
 *   beside      names, watched quantities and observations beside an equation
 *               change no bit of a state
 *
 * Ends with a table of the constructs the specimens hold; each must be there at
 * least ten times. A fault prints the experiment. `rules N` tries specimen N alone.
 */
#include "look.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/number.h"
#include "library/massc.h"

enum { SPECIMENS = 200, SHOWN = 3, LEAST_COUNT = 10 };

/* [known]: the entry of tests/known.lua under which it is known to fail, or NULL. */
static struct { const char *name, *known; int passed, failed; } checks[] = {
    { "evaluated", NULL, 0, 0 }, { "set", NULL, 0, 0 }, { "beside", NULL, 0, 0 }, { "looked", NULL, 0, 0 }
};
enum check { EVALUATED, SET, BESIDE, LOOKED, CHECKS };

static void verdict(enum check c, int number, const char *wrong, const char *source)
{
    if (!*wrong) {
        checks[c].passed++;
        return;
    }
    if (checks[c].failed++ < SHOWN && !checks[c].known)
        printf("not ok - %s, specimen %d: %s\n%s\n", checks[c].name, number, wrong, source);
}

static struct massc_result *run(struct massc *m, const char *source, char *wrong)
{
    struct massc_result *r = massc_code(m) ? NULL : massc_run(m, NULL, &(struct massc_options){ .engine = "tcc", .threads = 1 });
    if (!r)
        snprintf(wrong, 400, "%s", massc_error(m));
    (void)source;
    return r;
}

/* Column [name][i] at a row, element [k] of its cell; NaN: there is none. */
static double cell(struct massc_result *r, const char *name, int i, long row, int k)
{
    char column[32];
    snprintf(column, sizeof column, "%s%d", name, i);
    const double *values = massc_values(r, massc_find(r, column));
    return values ? values[row*massc_elements(r, massc_find(r, column)) + k] : NAN;
}

static int columns(const struct specimen *s)
{
    return s->states + (s->watched >= 0);
}

static void set_row(struct specimen *s, long row)
{
    for (int a = s->axis_count - 1; a >= 0; a--) {
        specimen_set(s, &s->axes[a], (int)(row % s->axes[a].count));
        row /= s->axes[a].count;
    }
}

/* ---- the three properties ------------------------------------------------------ */

static void evaluated(const struct specimen *s, struct massc_result *r, char *wrong)
{
    for (long row = 0; row < massc_rows(r) && !*wrong; row++) {
        struct specimen here = *s;
        struct evaluated e;
        set_row(&here, row);
        specimen_evaluate(&here, &e);
        for (int i = 0; i < columns(s) && !*wrong; i++) {
            double least = cell(r, "least", i, row, 0), most = cell(r, "most", i, row, 0);
            if (!(least == e.least[i] && most == e.most[i]))
                snprintf(wrong, 400, "row %ld, quantity %d: [%a, %a], evaluated [%a, %a]", row, i, least, most,
                         e.least[i], e.most[i]);
            for (int k = 0; k < s->nodes && !*wrong; k++)
                if (!(cell(r, "last", i, row, k) == e.last[i][k]))
                    snprintf(wrong, 400, "row %ld, quantity %d at node %d ends at %a, evaluated %a", row, i, k,
                             cell(r, "last", i, row, k), e.last[i][k]);
        }
    }
}

static void set_values(struct massc *m, const struct specimen *s, long row)
{
    for (int a = s->axis_count - 1; a >= 0; a--) {
        const struct specimen_axis *axis = &s->axes[a];
        int i = (int)(row % axis->count);
        struct text t = { 0 };
        char number[32];
        row /= axis->count;
        specimen_path(s, axis, &t);
        text_add(&t, axis->what == MOVES_PARAM_NODES ? "=[" : "=");
        for (int n = 0; n < (axis->what == MOVES_PARAM_NODES ? s->nodes : 1); n++)
            text_print(&t, "%s%s", n ? ", " : "", number_shortest(number, axis->samples[i][n], 0));
        text_add(&t, axis->what == MOVES_PARAM_NODES ? "]" : "");
        massc_set(m, text_string(&t));
        text_free(&t);
    }
}

static void same_cells(const struct specimen *s, struct massc_result *a, long row_a, struct massc_result *b, long row_b,
                       const char *what, char *wrong)
{
    static const char *const names[] = { "least", "most", "last" };
    for (int i = 0; i < columns(s); i++)
        for (int k = 0; k < 2 + s->nodes && !*wrong; k++) {
            const char *name = names[k < 2 ? k : 2];
            int node = k < 2 ? 0 : k - 2;
            double x = cell(a, name, i, row_a, node), y = cell(b, name, i, row_b, node);
            if (!(x == y))
                snprintf(wrong, 400, "%s%d of row %ld is %a, %s %a", name, i, row_a, x, what, y);
        }
}

static void set(const struct specimen *s, struct massc_result *r, char *wrong)
{
    struct text source = { 0 };
    specimen_print(s, 0, NULL, NULL, &source);
    for (long row = 0; row < massc_rows(r) && !*wrong; row++) {
        struct massc *m = massc_open_text(text_string(&source), source.len);
        set_values(m, s, row);
        struct massc_result *one = run(m, text_string(&source), wrong);
        if (one)
            same_cells(s, r, row, one, 0, "with its values set", wrong);
        massc_result_close(one);
        massc_close(m);
    }
    text_free(&source);
}

/* A product somewhere in a formula, or NULL. */
static const struct formula *some_product(const struct formula *f)
{
    const struct formula *found = f->op == F_MUL ? f : NULL;
    for (int i = 0; i < 4 && f->arg[i] && !found; i++)
        found = some_product(f->arg[i]);
    return found;
}

static void beside(const struct specimen *s, struct massc_result *r, char *wrong)
{
    struct text in_model = { 0 }, in_file = { 0 }, source = { 0 };
    for (int i = 0; i < s->states; i++) {
        const struct formula *product = some_product(s->rates[i]);
        text_print(&in_model, "  beside%d = ", i);
        formula_print(product ? product : s->rates[i], &in_model);
        text_print(&in_model, "\n  whole%d = ", i);
        formula_print(s->rates[i], &in_model);
        text_print(&in_model, "\n  watch beside%d, whole%d\n", i, i);
        text_print(&in_file, "observe seen%d = mean(beside%d) + std(whole%d)\nobserve ", i, i, i);
        text_print(&in_file, "more%d = max(x%d*x%d - beside%d)\n", i, i, i, i);
    }
    specimen_print(s, 1, text_string(&in_model), text_string(&in_file), &source);
    struct massc *m = massc_open_text(text_string(&source), source.len);
    struct massc_result *other = run(m, text_string(&source), wrong);
    for (long row = 0; other && row < massc_rows(r) && !*wrong; row++)
        same_cells(s, r, row, other, row, "with more observed", wrong);
    massc_result_close(other);
    massc_close(m);
    text_free(&in_model);
    text_free(&in_file);
    text_free(&source);
}

/* Drawn behind the specimen, which stays what it was. */
static void looked(struct dice *d, const struct specimen *s, int number)
{
    static struct look looks[MOST_LOOKS];
    int count = look_random(d, s, looks);
    struct text in_file = { 0 }, source = { 0 };
    char wrong[400] = "";
    look_print(s, looks, count, &in_file);
    specimen_print(s, 1, NULL, text_string(&in_file), &source);
    struct massc *m = massc_open_text(text_string(&source), source.len);
    for (int trials = 0; trials < 2 && !*wrong; trials++) {
        struct massc_result *r = massc_code(m) ? NULL : massc_run(m, trials ? "tried" : "e", &(struct massc_options){ .engine = "tcc" });
        if (!r)
            snprintf(wrong, sizeof wrong, "%s", massc_error(m));
        for (long row = 0; r && row < massc_rows(r) && !*wrong; row++) {
            struct specimen here = *s;
            set_row(&here, trials ? row/LOOK_TRIALS : row);
            look_compare(&here, looks, count, r, trials, row, wrong);
        }
        massc_result_close(r);
    }
    verdict(LOOKED, number, wrong, text_string(&source));
    massc_close(m);
    text_free(&in_file);
    text_free(&source);
}

static void try(int number)
{
    struct dice d = { 0x9e3779b97f4a7c15u*(uint64_t)(number + 77) };
    struct specimen s;
    struct text source = { 0 };
    char wrong[400] = "";
    for (int i = 0; i < 8; i++)
        dice_roll(&d, 2);
    specimen_random(&d, &s);
    specimen_print(&s, 1, NULL, NULL, &source);
    struct massc *m = massc_open_text(text_string(&source), source.len);
    struct massc_result *r = run(m, text_string(&source), wrong);
    if (r)
        evaluated(&s, r, wrong);
    verdict(EVALUATED, number, wrong, text_string(&source));
    *wrong = 0;
    if (r)
        set(&s, r, wrong);
    verdict(SET, number, wrong, text_string(&source));
    *wrong = 0;
    if (r)
        beside(&s, r, wrong);
    verdict(BESIDE, number, wrong, text_string(&source));
    looked(&d, &s, number);
    massc_result_close(r);
    massc_close(m);
    text_free(&source);
}

int main(int argc, char **argv)
{
    int passed = 0, failed = 0, count;
    const char *construct;
    for (int i = 0; i < SPECIMENS; i++)
        if (argc < 2 || i == atoi(argv[1]))
            try(i);
    for (int i = 0; i < CHECKS; i++) {
        printf("%s: %d specimens right, %d wrong\n", checks[i].name, checks[i].passed, checks[i].failed);
        if (checks[i].known)
            printf("# known failure %s: %s\n", checks[i].known, checks[i].name);
        passed += checks[i].known ? checks[i].failed > 0 : checks[i].passed;
        failed += checks[i].known ? checks[i].failed == 0 : checks[i].failed;
    }
    for (int i = 0; argc < 2 && (count = formula_counted(i, &construct)); i++) {
        printf("%6d %s\n", count, construct);
        if (count < LEAST_COUNT)
            printf("not ok - '%s' is in too few specimens\n", construct);
        passed += count >= LEAST_COUNT;
        failed += count < LEAST_COUNT;
    }
    printf("%d passed, %d failed\n", passed, failed);
    return failed > 0;
}
