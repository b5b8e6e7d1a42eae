/* options.c -- the command line of massc: its own options beside those of a run. */
#include "options.h"
#include <stddef.h>
#include <string.h>
#include "job/job_build.h"

#define FIELD(name) offsetof(struct options, name)
enum {
    LOWERS = FOR_RUN | FOR_EMIT | FOR_BUILD | FOR_SCRIPT | FOR_EVAL,
    DPI_MOST = 2400,
    ALL = FOR_BUILD | FOR_MERGE | FOR_PLOT | FOR_DIFF | FOR_EVAL | FOR_RUN | FOR_CHECK | FOR_EMIT | FOR_SPACE | FOR_LIST | FOR_SHOW | FOR_NONE
};

static const struct option_choice stages[] = {
    { "ast", DUMP_AST }, { "model", DUMP_MODEL }, { "ir", DUMP_IR }, { "c", DUMP_C }, { "space", DUMP_SPACE },
    { NULL, 0 }
};

static const struct option_choice kinds[] = {
    { "line", PLOT_LINE }, { "overlay", PLOT_OVERLAY }, { "panels", PLOT_PANELS }, { "heat", PLOT_HEAT },
    { "scatter", PLOT_SCATTER }, { "histogram", PLOT_HISTOGRAM }, { "matrix", PLOT_MATRIX }, { "phase", PLOT_PHASE },
    { NULL, 0 }
};

static const struct option_choice logs[] = {
    { "x", PLOT_LOG_X }, { "y", PLOT_LOG_Y }, { "xy", PLOT_LOG_X | PLOT_LOG_Y }, { "color", PLOT_LOG_COLOR },
    { NULL, 0 }
};

static const struct option_choice compilers[] = { { "gcc", ENGINE_GCC }, { "clang", ENGINE_CLANG }, { NULL, 0 } };

static const struct option own[] = {
    { "--dump", NULL, "prints a stage and runs nothing",
      FOR_RUN, OPTION_CHOICE, FIELD(dump), 0, stages },
    { "--csv", NULL, "comma separated, all rows",
      FOR_SPACE, OPTION_FLAG, FIELD(csv), 0, NULL },
    { "--json", NULL, "as JSON, for programs",
      FOR_SHOW, OPTION_FLAG, FIELD(json), 0, NULL },
    { "--latex", NULL, "for LaTeX: equations, and tables of states and parameters",
      FOR_SHOW, OPTION_FLAG, FIELD(latex), 0, NULL },
    { "--kernel", NULL, "the kernel of one exploration alone, as `massc run` compiles it",
      FOR_EMIT, OPTION_FLAG, FIELD(kernel), 0, NULL },
    { "-o", "X.c", "writes to a file instead of stdout",
      FOR_EMIT, OPTION_TEXT, FIELD(output), 0, NULL },
    { "-o", "X.png", "the picture: .png, .svg, .pdf, or .gp, a script of gnuplot; else beside the result",
      FOR_PLOT, OPTION_TEXT, FIELD(output), 0, NULL },
    { "-o", "PROG", "the program; default: the name of the file without its ending, in this folder",
      FOR_BUILD, OPTION_TEXT, FIELD(output), 0, NULL },
    { "--engine", NULL, "its compiler; default: what CC names, else gcc, else clang",
      FOR_BUILD, OPTION_CHOICE, FIELD(run.engine), 0, compilers },
    { "--march", "X", "the oldest processor it shall run on, as gcc and clang call it; default: x86-64-v3; native: this one",
      FOR_BUILD, OPTION_TEXT, FIELD(march), 0, NULL },
    { "--static", NULL, "needs nothing where it runs, not even a C library; it writes no NetCDF",
      FOR_BUILD, OPTION_FLAG, FIELD(is_static), 0, NULL },
    { "--term", NULL, "draws into the terminal",
      FOR_PLOT, OPTION_FLAG, FIELD(term), 0, NULL },
    { "--kind", NULL, "what it draws, if not what its dimensions suggest",
      FOR_PLOT, OPTION_CHOICE, FIELD(plot.kind), 0, kinds },
    { "--panels", NULL, "a panel for each curve or map, instead of one over the other",
      FOR_PLOT, OPTION_FLAG, FIELD(plot.panels), 0, NULL },
    { "--x", "NAME", "the axis or variable to the right",
      FOR_PLOT, OPTION_TEXT, FIELD(plot.x), 0, NULL },
    { "--y", "NAME", "the axis of a map or the variable of a scatter that goes up",
      FOR_PLOT, OPTION_TEXT, FIELD(plot.y), 0, NULL },
    { "--color", "NAME", "the variable that colors the points of a scatter",
      FOR_PLOT, OPTION_TEXT, FIELD(plot.color), 0, NULL },
    { "--at", "NAME=PLACE", "only this place of an axis, a state, a node; may be repeated",
      FOR_PLOT, OPTION_LIST, FIELD(plot.at), 0, NULL },
    { "--phase", "V,W", "a phase plane: W over V",
      FOR_PLOT, OPTION_TEXT, FIELD(plot.phase), 0, NULL },
    { "--log", NULL, "logarithmic axes, or color",
      FOR_PLOT, OPTION_CHOICE, FIELD(plot.log), 0, logs },
    { "--title", "TEXT", "a line above the picture",
      FOR_PLOT, OPTION_TEXT, FIELD(plot.title), 0, NULL },
    { "--size", "WxH", "in cm, as in 8.5x6; with --term in characters",
      FOR_PLOT, OPTION_TEXT, FIELD(plot.size), 0, NULL },
    { "--dpi", "N", "dots an inch of a PNG, 300 unless said",
      FOR_PLOT, OPTION_COUNT, FIELD(plot.dpi), DPI_MOST, NULL },
    { "--at", "FILE.json", "what is given, - is the standard input; all else is as declared, inputs are 0",
      FOR_EVAL, OPTION_TEXT, FIELD(at), 0, NULL },
    { "--jacobian", NULL, "also how each slope changes with each state, input and parameter",
      FOR_EVAL, OPTION_FLAG, FIELD(jacobian), 0, NULL },
    { "--tol", "X", "numbers that are no farther apart than X times the larger are the same",
      FOR_DIFF, OPTION_TEXT, FIELD(tolerance), 0, NULL },
    { "--values", NULL, "only of what came out, not of what was asked",
      FOR_DIFF, OPTION_FLAG, FIELD(only_values), 0, NULL },
    { "--out", "DIR", "folder of the tables; default: that of the pieces",
      FOR_MERGE, OPTION_TEXT, FIELD(run.out), 0, NULL },
    { "--quiet", NULL, "says nothing but what is wrong",
      FOR_MERGE, OPTION_FLAG, FIELD(run.quiet), 0, NULL },
    { "--from", "RESULT.nc", "runs again what made a result, from what the result holds",
      FOR_RUN, OPTION_TEXT, FIELD(from), 0, NULL },
    { "--plot", NULL, "draws each result beside its table, as massc plot does",
      FOR_RUN, OPTION_FLAG, FIELD(draws), 0, NULL },
    { "--data", "NAMES", "numbers the kernel is given, not compiled into it: all, swept, or names with commas",
      FOR_RUN | FOR_EMIT | FOR_BUILD, OPTION_TEXT, FIELD(data), 0, NULL },
    { "--templates", "DIR", "templates to use before the built-in ones",
      LOWERS, OPTION_TEXT, FIELD(templates), 0, NULL },
    { "--help", NULL, "this text", ALL, OPTION_FLAG, FIELD(help), 0, NULL },
    { "-h", NULL, NULL, ALL, OPTION_FLAG, FIELD(help), 0, NULL },
    { "--version", NULL, NULL, FOR_NONE, OPTION_FLAG, FIELD(version), 0, NULL },
};

/* What of a run's options a command takes. */
static int part_of_run(enum command_bit command)
{
    switch (command) {
    case FOR_RUN:    return JOB_ASKS | JOB_WRITES_KERNEL | JOB_RUNS | JOB_KEEPS_FILES;
    case FOR_SCRIPT: return JOB_ASKS | JOB_WRITES_KERNEL | JOB_RUNS;
    case FOR_EMIT:
    case FOR_BUILD:  return JOB_ASKS | JOB_WRITES_KERNEL;
    case FOR_CHECK:
    case FOR_SPACE:  return JOB_ASKS;
    case FOR_EVAL:   return JOB_EVALUATES;
    case FOR_PLOT:
    case FOR_DIFF:
    case FOR_MERGE:
    case FOR_LIST:
    case FOR_SHOW:
    case FOR_NONE:   break;
    }
    return 0;
}

enum { TABLES = 2 };

struct tables { struct option_table of[TABLES]; };

/* [o]: NULL where only names are wanted. */
static struct tables tables_of(enum command_bit command, struct options *o)
{
    return (struct tables){ {
        job_option_table(part_of_run(command), o ? &o->run : NULL),
        { own, sizeof own/sizeof *own, (int)command, o },
    } };
}

/* What a message about an option tells to write. */
static const char *help_of(enum command_bit command)
{
    switch (command) {
    case FOR_RUN:    return "massc run --help";
    case FOR_CHECK:  return "massc check --help";
    case FOR_EMIT:   return "massc emit --help";
    case FOR_BUILD:  return "massc build --help";
    case FOR_LIST:   return "massc list --help";
    case FOR_SHOW:   return "massc show --help";
    case FOR_SPACE:  return "massc space --help";
    case FOR_PLOT:   return "massc plot --help";
    case FOR_DIFF:   return "massc diff --help";
    case FOR_MERGE:  return "massc merge --help";
    case FOR_EVAL:   return "massc eval --help";
    case FOR_NONE:
    case FOR_SCRIPT: break;
    }
    return "massc --help";
}

int options_parse(struct options *o, enum command_bit command, char **words,
                  struct arena *a, struct fail *f)
{
    int count = 0;
    while (words[count])
        count++;
    memset(o, 0, sizeof *o);
    o->run.sets = ARENA_ARRAY(a, const char *, count + 1);
    o->run.axes = ARENA_ARRAY(a, const char *, count + 1);
    o->run.records = ARENA_ARRAY(a, const char *, count + 1);
    o->plot.at = ARENA_ARRAY(a, const char *, count + 1);
    struct tables tables = tables_of(command, o);
    struct command_line line = { .tables = tables.of, .table_count = TABLES, .help = help_of(command),
                                 .words = words, .operands = ARENA_ARRAY(a, const char *, count + 1) };
    if (option_words(&line, f) < 0)
        return -1;
    o->operands = line.operands;
    o->operand_count = line.operand_count;
    if (command & (FOR_RUN | FOR_EMIT | FOR_BUILD | FOR_SPACE) && o->operand_count > 1)
        o->chosen = o->operands + 1;
    return 0;
}

void options_help(enum command_bit command, struct text *out)
{
    struct tables tables = tables_of(command, NULL);
    for (int i = 0; i < TABLES; i++)
        option_help(&tables.of[i], out);
}

/* ---- the options of a script ---- */

const struct option *options_script(const char *name)
{
    const struct option *option = NULL;
    struct tables tables = tables_of(FOR_SCRIPT, NULL);
    for (int i = 0; i < TABLES && !option; i++)
        option = option_find(&tables.of[i], name);
    return option;
}

int options_give(struct options *o, const char *name, const char *value, struct fail *f)
{
    struct tables tables = tables_of(FOR_SCRIPT, o);
    o->script = 1;
    for (int i = 0; i < TABLES; i++) {
        const struct option *option = option_find(&tables.of[i], name);
        if (option)
            return option_give(option, name, value, tables.of[i].fields, f);
    }
    return fail(f, EXIT_USAGE, "unknown option '%s'", name);
}

const struct option *options_script_option(int i)
{
    struct tables tables = tables_of(FOR_SCRIPT, NULL);
    for (int t = 0; t < TABLES; t++)
        for (int k = 0; k < tables.of[t].count; k++)
            if (tables.of[t].rows[k].takers & tables.of[t].takers && i-- == 0)
                return &tables.of[t].rows[k];
    return NULL;
}

/* ---- a run done again ---- */

/* The first of the options that belong to the result, or NULL. */
static const char *question_of(const struct options *o, struct arena *a)
{
    struct text given = { 0 };
    struct job_options copy = o->run;
    const struct option_table asked = job_option_table(JOB_QUESTION, &copy);
    copy.shard = NULL;                  /* any of the same question */
    option_write(&asked, &given);
    const char *text = text_string(&given), *name = *text ? arena_copy(a, text, strcspn(text, "=\n")) : NULL;
    text_free(&given);
    return name;
}

int options_again(const struct options *o, const struct again *g, struct arena *a, struct options *out, struct fail *f)
{
    const char *name = question_of(o, a);
    const char **operands = ARENA_ARRAY(a, const char *, 3);
    if (o->operand_count)
        return fail(f, EXIT_USAGE, "--from runs what '%s' holds, not '%s'; leave one of them out", g->result, o->operands[0]);
    if (name)
        return fail(f, EXIT_USAGE, "--from runs the question of '%s'; leave out %s", g->result, name);
    operands[0] = g->files[0].path;
    operands[1] = g->exploration;
    *out = *o;
    out->operands = operands;
    out->operand_count = 2;
    out->typed = g->command;
    out->chosen = g->chosen;
    out->run.sets = g->options.sets;
    out->run.axes = g->options.axes;
    out->run.records = g->options.records;
    out->run.key = g->options.key;
    out->run.point = g->options.point;
    if (!o->run.shard)
        out->run.shard = g->options.shard;
    out->run.trials = g->options.trials;
    out->run.real = g->options.real;
    out->run.load_noise = g->options.load_noise;
    if (!o->run.engine)
        out->run.engine = g->options.engine;
    if (!o->run.formats && !o->run.no_netcdf && !o->run.no_files)
        out->run.formats = g->options.formats;
    if (!o->run.compress && !o->run.no_files && job_formats(&out->run) & FORMAT_NETCDF)
        out->run.compress = g->options.compress;
    return 0;
}

/* ---- what the checker is told ---- */

struct overrides options_overrides(const struct options *o)
{
    struct overrides over = overrides_of(&o->run);
    over.script = o->script;
    over.chosen = o->chosen;
    return over;
}
