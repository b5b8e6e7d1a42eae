/* sweep.c -- massc in a C program: any exploration of any file, its numbers, its files.
 *
 *   cc sweep.c $(pkg-config --cflags --libs massc) -o sweep
 *   ./sweep FILE.mass NAME FOLDER ["PATH = VALUE"]...
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
    int code = m ? massc_code(m) : 2;
    fputs(m ? massc_error(m) : "usage: sweep FILE.mass NAME FOLDER [\"PATH = VALUE\"]...\n", stderr);
    massc_close(m);
    return code;
}

/* "mean_V [mV]: -0.5 to 0.25", from the numbers where they lie: [row][element]. */
static void print_range(const struct massc_result *r, int i)
{
    const double *x = massc_values(r, i);
    double lo = x[0], hi = x[0];
    for (long k = 0; k < massc_rows(r)*massc_elements(r, i); k++) {
        lo = x[k] < lo ? x[k] : lo;
        hi = x[k] > hi ? x[k] : hi;
    }
    printf("%s [%s]: %g to %g\n", massc_name(r, i), massc_unit(r, i) ? massc_unit(r, i) : "1", lo, hi);
}

int main(int argc, char **argv)
{
    struct massc *m = argc > 3 ? massc_open(argv[1]) : NULL;
    if (!m || massc_code(m))
        return give_up(m);
    for (int i = 4; i < argc; i++)
        if (massc_set(m, argv[i]) < 0)
            return give_up(m);

    struct massc_options o = { .progress = show_progress, .user = argv[2] };
    struct massc_result *r = massc_run(m, argv[2], &o);
    if (!r)
        return give_up(m);
    massc_close(m);                             /* the result stands alone */
    fputc('\n', stderr);
    for (int i = 0; i < massc_columns(r) && massc_rows(r) > 0; i++)
        print_range(r, i);
    int code = massc_save(r, argv[3], "csv,nc");
    if (code)
        fprintf(stderr, "%s\n", massc_result_error(r));
    massc_result_close(r);
    return code;
}
