/* standalone_words.c -- the words of a program made from a model. */
#include "standalone_words.h"

#define FIELD(name) offsetof(struct asked, name)
#define REFUSED(i, option) { option, "VALUE", NULL, 1, OPTION_TEXT, FIELD(refused) + (i)*sizeof(const char *), 0, NULL }
static const struct option own[] = {
    { "--list", NULL, "the explorations: axes, rows, what they observe and record", 1, OPTION_FLAG, FIELD(list), 0, NULL },
    { "--help", NULL, "this text", 1, OPTION_FLAG, FIELD(help), 0, NULL },
    { "-h", NULL, NULL, 1, OPTION_FLAG, FIELD(help), 0, NULL },
    { "--version", NULL, "what made this program", 1, OPTION_FLAG, FIELD(version), 0, NULL },
    REFUSED(0, "--engine"), REFUSED(1, "--real"), REFUSED(2, "--lanes"), REFUSED(3, "--templates"), REFUSED(4, "--record"),
    REFUSED(5, "--save-noise"), REFUSED(6, "--load-noise"),
};

static const struct { const char *option, *why; } refusals[STANDALONE_REFUSALS] = {
    { "--engine", "the kernels are compiled already" }, { "--real", "the precision is written into the kernels" },
    { "--lanes", "the lanes are written into the kernels" }, { "--templates", "the kernels are written already" },
    { "--record", "what is recorded is written into the kernels" },
    { "--save-noise", "noise goes to no file here" }, { "--load-noise", "noise comes from no file here" },
};

struct asked_tables { struct option_table of[2]; };

static struct asked_tables tables_of(struct asked *w)
{
    return (struct asked_tables){ {
        job_option_table(JOB_IS_READY, w ? &w->run : NULL), { own, sizeof own/sizeof *own, 1, w },
    } };
}

int asked_read(struct asked *w, const char *program, char **words, struct arena *a, struct fail *f)
{
    int count = 0;
    while (words[count])
        count++;
    w->run.sets = ARENA_ARRAY(a, const char *, count + 1);
    w->run.axes = ARENA_ARRAY(a, const char *, count + 1);
    w->names = ARENA_ARRAY(a, const char *, count + 1);
    struct asked_tables tables = tables_of(w);
    struct command_line line = { .tables = tables.of, .table_count = 2, .help = arena_print(a, "%s --help", program),
                                 .words = words, .operands = w->names };
    return option_words(&line, f);
}

int asked_check(const struct asked *w, const struct standalone *s, struct fail *f)
{
    for (int i = 0; i < STANDALONE_REFUSALS; i++)
        if (w->refused[i])
            return fail(f, EXIT_USAGE, "%s: %s; massc run %s takes it", refusals[i].option, refusals[i].why, s->file);
    if (w->run.formats & FORMAT_NETCDF & ~s->formats)
        return fail(f, EXIT_USAGE, "this program writes no NetCDF files: %s; --format csv,npy it can", s->no_netcdf);
    return 0;
}

void asked_help(struct text *out)
{
    struct asked_tables tables = tables_of(NULL);
    for (int i = 0; i < 2; i++)
        option_help(&tables.of[i], out);
}
