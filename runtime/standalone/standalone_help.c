/* standalone_help.c -- --help of a program: made from the model and the tables, so that a stranger can run it. */
#include "standalone_help.h"
#include <math.h>
#include <string.h>
#include "base/number.h"
#include "base/shell.h"
#include "standalone_words.h"

/* Letters, not bytes, behind each other: blanks up to [width] columns. */
static void add_padded(struct text *out, const char *s, int width)
{
    text_add(out, s);
    for (; *s; s++)
        width -= (*s & 0xc0) != 0x80;
    text_print(out, "%*s", width > 0 ? width : 0, "");
}

/* ---- names ---- */

/* "dynamics.a, a" */
static void add_called(struct text *out, const struct standalone_name *n)
{
    struct text both = { 0 };
    text_print(&both, "%s%s%s", n->path, n->name ? ", " : "", n->name ? n->name : "");
    text_add(out, "  ");
    add_padded(out, text_string(&both), 28);
    text_free(&both);
}

/* "= 0.27 kHz/nA, 0 to 0.27" */
static void add_value(struct text *out, const struct standalone_name *n)
{
    char value[NUMBER_SHORTEST], lo[NUMBER_SHORTEST], hi[NUMBER_SHORTEST];
    if (n->kind == STANDALONE_KEY)
        text_print(out, "  = %lld", (long long)n->seed);
    else if (n->rank)
        text_print(out, "  %s", n->rank == 2 && n->modes ? "a number for each mode of each node" : n->rank == 2 ? "a matrix"
                   : n->modes ? "a number for each mode" : "a number for each node");
    else
        text_print(out, "  = %s", number_shortest(value, n->value, 0));
    if (n->unit)
        text_print(out, " %s", n->unit);
    if (isfinite(n->lo) && isfinite(n->hi))
        text_print(out, ", %s to %s", number_shortest(lo, n->lo, 0), number_shortest(hi, n->hi, 0));
    else if (n->kind == STANDALONE_POSITIVE || n->kind == STANDALONE_TIME || n->kind == STANDALONE_TIME_STEP)
        text_add(out, ", above 0");
    else if (n->kind == STANDALONE_NOT_NEGATIVE)
        text_add(out, ", 0 or more");
    else if (n->kind == STANDALONE_KEY)
        text_add(out, ", a whole number");
}

static void add_name(struct text *out, const struct standalone_name *n)
{
    add_called(out, n);
    add_value(out, n);
    if (n->doc)
        text_print(out, "  %s", n->doc);
    if (n->only)
        text_print(out, "  (of %s alone)", n->only);
    if (n->no_axis)
        text_add(out, "  (--set alone)");
    text_add(out, "\n");
}

static void add_names(const struct standalone *s, struct text *out)
{
    int free_count = 0, fixed_count = 0;
    for (int i = 0; i < s->name_count; i++)
        *(s->names[i].fixed ? &fixed_count : &free_count) += 1;
    text_add(out, free_count ? "\nNames that --set and --axis take, with the value of a plain run and the usual range\n" : "");
    for (int i = 0; i < s->name_count; i++)
        if (!s->names[i].fixed)
            add_name(out, &s->names[i]);
    text_add(out, fixed_count ? "\nNames whose value is written into this program\n" : "");
    for (int i = 0; i < s->name_count; i++)
        if (s->names[i].fixed) {
            add_called(out, &s->names[i]);
            add_value(out, &s->names[i]);
            text_print(out, ": %s\n", s->names[i].fixed);
        }
}

/* ---- examples ---- */

static const struct standalone_name *first_free(const struct standalone *s)
{
    const struct standalone_name *key = NULL;
    for (int i = 0; i < s->name_count; i++)
        if (!s->names[i].fixed && s->names[i].kind != STANDALONE_KEY && !s->names[i].only)
            return &s->names[i];
        else if (!s->names[i].fixed)
            key = &s->names[i];
    return key;
}

static void add_examples(const struct standalone *s, const char *name, struct text *out)
{
    const struct shell_word word = shell_word(name);
    const char *x = s->explorations[0].job.name, *program = word.text;
    const struct standalone_name *n = first_free(s);
    char lo[NUMBER_SHORTEST], hi[NUMBER_SHORTEST];
    text_print(out, "\nExamples\n  %s --list\n  %s %s --out results\n", program, program, x);
    if (n && n->kind == STANDALONE_KEY) {
        text_print(out, "  %s %s --set %s=7\n", program, x, n->path);
    } else if (n) {
        int known = isfinite(n->lo) && isfinite(n->hi) && n->lo < n->hi;
        double from = known ? n->lo : 0.5*n->value, to = known ? n->hi : n->value != 0 ? 1.5*n->value : 1;
        text_print(out, "  %s %s --set %s=%s\n", program, x, n->path, number_shortest(lo, 0.5*(from + to), 0));
        text_print(out, "  %s %s --axis '%s=grid(%s, %s, 5)'\n", program, x, n->path, number_shortest(lo, from, 0),
                   number_shortest(hi, to, 0));
    }
}

/* ---- all of it ---- */

static void add_explorations(const struct standalone *s, struct text *out)
{
    text_add(out, "\nExplorations\n");
    for (int i = 0; i < s->count; i++) {
        const struct standalone_exploration *x = &s->explorations[i];
        text_add(out, "  ");
        add_padded(out, x->job.name, 28);
        for (int k = 0; k < x->job.space.count; k++)
            text_print(out, "%s %s", k ? "," : "  over", x->axes[k].label ? x->axes[k].label : x->axes[k].path);
        text_print(out, "%s\n", x->job.space.count ? "" : "  as declared");
    }
}

void standalone_help(const struct standalone *s, const char *program, struct text *out)
{
    text_print(out, "%s: %s, a program made from %s by massc %s\n", program, s->title, s->file, s->version);
    text_print(out, "\nusage: %s [NAME...] [options]\n\n  runs all explorations, or those named, into out/%s\n", program, s->stem);
    add_explorations(s, out);
    if (s->about)
        text_print(out, "\n%s", s->about);
    add_names(s, out);
    text_add(out, "\nOptions\n");
    asked_help(out);
    if (s->no_netcdf)
        text_print(out, "\nNetCDF files are none of this program's: %s.\n", s->no_netcdf);
    add_examples(s, program, out);
    text_add(out, "\nExit codes\n"
                  "  0    done\n"
                  "  1    a --set or --axis has errors; they are printed, nothing was written\n"
                  "  2    the command line was not understood\n"
                  "  3    a file, memory or the disk failed, or the processor lacks something\n"
                  "  4    with --strict: some point left the finite numbers or gave NaN\n"
                  "  70   a fault of the program itself\n"
                  "  130  interrupted\n");
}
