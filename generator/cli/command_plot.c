/* command_plot.c -- massc plot RESULT.nc [VARIABLE]: a picture of a result. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "command_plot.h"
#include "driver.h"
#include "job/file.h"
#include "standalone/interrupt.h"
#include "plot/plot.h"
#include "base/shell.h"
#include "base/utf8.h"

static const char *ending_of(const char *path)
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
    return dot ? dot : "";
}

const char *plot_beside(const char *result, const char *variables, struct arena *a)
{
    const char *ending = ending_of(result);
    char *path = arena_print(a, "%.*s%s%s.png", (int)(strlen(result) - strlen(ending)), result,
                             variables ? "_" : "", variables ? variables : "");
    for (char *at = strrchr(path, '/') ? strrchr(path, '/') + 1 : path; *at; at++)
        if (*at == ',')
            *at = '_';
    return path;
}

static struct plot_screen screen(void)
{
    struct winsize w;
    const char *term = getenv("TERM");
    int is_terminal = isatty(STDOUT_FILENO), known = is_terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0;
    return (struct plot_screen){
        .columns = known && w.ws_col ? w.ws_col : 80, .rows = known && w.ws_row ? w.ws_row - 1 : 24,
        .unicode = locale_is_utf8(),
        .colors = is_terminal && !getenv("NO_COLOR") && term && strstr(term, "256color")
    };
}

static int print(const struct picture *made)
{
    struct text out = { 0 };
    const struct plot_screen s = screen();
    plot_print(made, &s, &out);
    int code = print_text(&out);
    text_free(&out);
    return code;
}

/* Only a PNG is made of dots. */
static int check_dots(const struct options *o, const char *to, struct fail *f)
{
    if (!o->plot.dpi || (!o->term && strcasecmp(ending_of(to), ".png") == 0))
        return 0;
    return fail(f, EXIT_USAGE, "--dpi is for PNG pictures, not for %s; leave it out", o->term ? "a terminal" : ending_of(to));
}

static int draw(const struct options *o, struct arena *a, struct fail *f)
{
    const char *path = file_result(o->operands[0], "pictures are drawn from the NetCDF file: massc plot",
                                   "--plot runs it and draws its results", a, f);
    if (!path)
        return -1;
    struct plot_request q = o->plot;
    q.variables = o->operands[1];
    const char *to = o->output ? o->output : plot_beside(path, q.variables, a);
    if ((!o->term && plot_judge(to, f) < 0) || check_dots(o, to, f) < 0)
        return -1;
    const struct picture *made = plot_make(path, &q, a, f);
    if (!made)
        return -1;
    if (o->term)
        return print(made);
    interrupt_watch();                  /* gnuplot is not left alone */
    if (plot_write(made, to, interrupt_flag(), f) < 0)
        return -1;
    fprintf(stderr, "massc: wrote %s\n", to);
    return 0;
}

int command_plot(const struct options *o)
{
    struct arena arena = { 0 };
    struct fail f = { .code = 0 };
    if (o->operand_count == 0)
        return complain_usage("plot needs a result: massc plot RESULT.nc [VARIABLE]; see massc plot --help");
    if (o->operand_count > 2)
        return complain_usage("plot draws one result; several variables have commas between them: massc plot %s %s,%s",
                              shell_word(o->operands[0]).text, shell_word(o->operands[1]).text, shell_word(o->operands[2]).text);
    if (o->term && o->output)
        return complain_usage("--term draws into the terminal, -o into a file; leave one of them out");
    int code = draw(o, &arena, &f);
    arena_free(&arena);
    if (f.code == EXIT_INTERRUPTED) {
        fputs("massc: interrupted\n", stderr);
        return f.code;
    }
    return code < 0 ? complain(&f) : code;
}
