/* sweep.c -- massc in a C program: an exploration is run, its numbers are read where they lie.
 *
 *   cc sweep.c $(pkg-config --cflags --libs massc) -o sweep
 *   ./sweep FILE.mass NAME ["PATH = VALUE"]...
 */
#include <massc.h>
#include <stdio.h>

static void show_progress(void *user, double fraction)
{
    fprintf(stderr, "\r%s %3.0f %%", (const char *)user, 100*fraction);
}

/* What went wrong is text, with places and carets; the code is that of the command. */
static int give_up(struct massc *m)
{
    int code = m ? massc_code(m) : 3;
    fputs(m ? massc_error(m) : "out of memory\n", stderr);
    massc_close(m);
    return code;
}

static void print_head(const struct massc_result *r)
{
    for (int i = 0; i < massc_columns(r); i++)
        if (massc_elements(r, i) == 1)
            printf("%s%s", i ? "," : "", massc_name(r, i));
    putchar('\n');
}

static void print_row(const struct massc_result *r, long row)
{
    for (int i = 0; i < massc_columns(r); i++)
        if (massc_elements(r, i) == 1)
            printf("%s%.17g", i ? "," : "", massc_values(r, i)[row]);
    putchar('\n');
}

int main(int argc, char **argv)
{
    const char *name = argc > 2 ? argv[2] : NULL;       /* NULL: the only one of the file */
    struct massc *m = argc > 1 ? massc_open(argv[1]) : NULL;
    if (!m || massc_code(m))
        return give_up(m);
    for (int i = 3; i < argc; i++)
        if (massc_set(m, argv[i]) < 0)
            return give_up(m);

    struct massc_options o = { .progress = show_progress, .user = "runs" };
    struct massc_result *r = massc_run(m, name, &o);
    if (!r)
        return give_up(m);
    fputc('\n', stderr);
    print_head(r);
    for (long row = 0; row < massc_rows(r); row++)
        print_row(r, row);
    massc_result_close(r);
    massc_close(m);
    return 0;
}
