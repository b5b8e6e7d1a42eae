/* save.c -- runs all explorations of a file by the library and saves their tables: save FILE.mass FOLDER ENGINE */
#include <stdio.h>
#include "library/massc.h"

/* Says what is wrong and gives its code. */
static int failed(const char *name, const char *text, int code)
{
    fprintf(stderr, "%s: %s\n", name, text);
    return code ? code : 70;
}

static int save(struct massc *m, const char *name, const char *folder, const struct massc_options *o)
{
    struct massc_result *r = massc_run(m, name, o);
    if (!r)
        return failed(name, massc_error(m), massc_code(m));
    int code = massc_save(r, folder, "csv");
    if (code)
        failed(name, massc_result_error(r), code);
    massc_result_close(r);
    return code;
}

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    const struct massc_options options = { .size = sizeof options, .engine = argv[3] };
    struct massc *m = massc_open(argv[1]);
    int code = !m ? 3 : massc_code(m) ? failed(argv[1], massc_error(m), massc_code(m)) : 0;
    char name[300];
    for (int i = 0; !code && massc_exploration(m, i); i++) {
        snprintf(name, sizeof name, "%s", massc_exploration(m, i));     /* the next call may change the text */
        code = save(m, name, argv[2], &options);
    }
    if (m)
        massc_close(m);
    return code;
}
