/* stats.c -- what a run cost, as a JSON file for those who measure. */
#include "stats.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include "base/atomic.h"
#include "base/json.h"
#include "base/number.h"

/* JSON has neither NaN nor infinity. */
static void add_seconds(FILE *out, double s)
{
    char text[NUMBER_SHORTEST];
    fputs(isfinite(s) ? number_shortest(text, round(s*1e6)/1e6, 0) : "null", out);
}

static void add_row(FILE *out, const struct stats_row *r)
{
#define STRING(key) fputs(", \"" #key "\": ", out); json_string(out, r->key ? r->key : "")
#define COUNT(key) fprintf(out, ", \"" #key "\": %lld", (long long)r->key)
#define SECONDS(key) fputs(", \"" #key "\": ", out); add_seconds(out, r->key)
    fputs("  {\"exploration\": ", out);
    json_string(out, r->exploration ? r->exploration : "");
    STRING(engine);
    STRING(real);
    COUNT(lanes);
    COUNT(threads);
    COUNT(points);
    COUNT(simulations);
    COUNT(steps);
    COUNT(nodes);
    COUNT(node_steps);
    SECONDS(parse_s);
    SECONDS(lower_s);
    SECONDS(emit_s);
    SECONDS(compile_s);
    SECONDS(simulate_s);
    SECONDS(write_s);
    COUNT(peak_bytes);
    fputc('}', out);
#undef STRING
#undef COUNT
#undef SECONDS
}

static char *compose(const struct stats_row *rows, int n, size_t *size)
{
    char *text = NULL;
    FILE *out = open_memstream(&text, size);
    if (!out)
        return NULL;
    fputs("[\n", out);
    for (int i = 0; i < n; i++) {
        add_row(out, &rows[i]);
        fputs(i < n - 1 ? ",\n" : "\n", out);
    }
    fputs("]\n", out);
    if (fclose(out) == 0)
        return text;
    free(text);
    return NULL;
}

int stats_write(const char *path, const struct stats_row *rows, int n, struct fail *f)
{
    struct atomic file;
    size_t size;
    char *text = compose(rows, n, &size);
    if (!text)
        return fail(f, EXIT_SYSTEM, "out of memory");
    int status = atomic_open(&file, path, f);
    if (!status) {
        status = atomic_write(&file, text, size, f);
        if (status)
            atomic_abandon(&file);
        else
            status = atomic_commit(&file, f);
    }
    free(text);
    return status;
}
