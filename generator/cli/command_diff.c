/* command_diff.c -- massc diff A.nc B.nc: what differs between two results, and by how much.
 *
 * First what was asked: settings, the lines of the texts, data, the engine. Then what came out:
 * variables one has alone, shapes, units, and of the others the numbers, piece by piece, however
 * large they are. Exit code 0: nothing differs, 1: something does.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "base/name.h"
#include "base/number.h"
#include "data/compare.h"
#include "diff_text.h"
#include "driver.h"
#include "job/file.h"

enum { DIFFERENT = 1 };         /* exit code */

struct diffing {
    struct result a, b;
    struct arena *arena;
    struct text out;
    double tolerance;
    int only_values;            /* nothing is said of how they came about */
    long variables, values;     /* that were compared */
    struct matching **matches;  /* [dimension of A], NULL before a variable has it */
    struct fail *f;
};

/* ---- what was asked ---- */

/* Attributes that have words of their own, follow from others, or are of the way a run was typed. */
static int is_told_apart(const char *name)
{
    static const char *const apart[] = {
        "source", "source_hash", "used", "files", "data", "options", "parameters", "run_id", "command", "title", NULL
    };
    return name_one_of(name, apart) >= 0;
}

static void tell_attributes(struct diffing *d)
{
    for (int i = 0; i < d->a.attribute_count; i++) {
        const struct result_attribute *own = &d->a.attributes[i];
        if (!is_told_apart(own->name))
            diff_values(&d->out, own->name, own->text, result_about(&d->b, own->name));
    }
    for (int i = 0; i < d->b.attribute_count; i++) {
        const struct result_attribute *own = &d->b.attributes[i];
        if (!is_told_apart(own->name) && !result_about(&d->a, own->name))
            diff_values(&d->out, own->name, NULL, own->text);
    }
}

/* The line of a file of data in `files`, "NAME, 12 bytes, hash H", without its name, or NULL. */
static const char *sum_of(struct diffing *d, const char *files, const char *name)
{
    size_t n = strlen(name);
    for (const char *at = files; at && *at; ) {
        size_t length = strcspn(at, "\n");
        if (length > n + 2 && strncmp(at, name, n) == 0 && at[n] == ',')
            return arena_copy(d->arena, at + n + 2, length - n - 2);
        at += length + (at[length] == '\n');
    }
    return NULL;
}

static int is_text(const char *name)
{
    size_t n = strlen(name);
    return n > 5 && strcmp(name + n - 5, ".mass") == 0;
}

/* The files of data that [files] has: those behind the first that are no models. Of B only
 * what A has not is told. */
static void tell_data(struct diffing *d, const char *files, const char *other, int is_a)
{
    const char *at = files ? strchr(files, '\n') : NULL;
    while (at && at[1]) {
        const char *line = at + 1, *comma = strstr(line, ", ");
        at = strchr(line, '\n');
        if (!comma || (at && comma > at))
            continue;
        const char *name = arena_copy(d->arena, line, (size_t)(comma - line));
        const char *own = sum_of(d, files, name), *there = sum_of(d, other, name);
        if (!own || is_text(name) || (!is_a && there))
            continue;
        diff_values(&d->out, arena_print(d->arena, "data %s", name), is_a ? own : there, is_a ? there : own);
    }
}

/* The text of one model in `used`: behind its line "PATH, 12 bytes"; and what stands behind it. */
static const char *next_used(struct diffing *d, const char *used, const char **path, const char **text)
{
    const char *end = used ? strchr(used, '\n') : NULL, *comma = NULL;
    for (const char *at = used; end && (at = strstr(at, ", ")) && at < end; at++)
        comma = at;
    size_t bytes = comma ? (size_t)strtoul(comma + 2, NULL, 10) : 0;
    if (!comma || bytes > strlen(end + 1))
        return NULL;
    *path = arena_copy(d->arena, used, (size_t)(comma - used));
    *text = arena_copy(d->arena, end + 1, bytes);
    return end + 1 + bytes + (end[1 + bytes] == '\n');
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The text that was read as [path], or else that of its name in another folder: a model and a coupling may share one. */
static const char *used_as(struct diffing *d, const char *used, const char *path)
{
    const char *other, *text, *namesake = NULL;
    while ((used = next_used(d, used, &other, &text))) {
        if (strcmp(other, path) == 0)
            return text;
        if (!namesake && strcmp(last_part(other), last_part(path)) == 0)
            namesake = text;
    }
    return namesake;
}

static void tell_models(struct diffing *d, const char *used, const char *other, int is_a)
{
    const char *path, *text;
    while ((used = next_used(d, used, &path, &text))) {
        const char *name = last_part(path), *there = used_as(d, other, path);
        if (!there)
            text_print(&d->out, "%s: in %c alone\n", name, is_a ? 'A' : 'B');
        else if (is_a)
            diff_lines(&d->out, name, text, there, d->arena);
    }
}

static void tell_question(struct diffing *d)
{
    const struct result *a = &d->a, *b = &d->b;
    const char *files_a = result_about(a, "files"), *files_b = result_about(b, "files");
    const char *used_a = result_about(a, "used"), *used_b = result_about(b, "used");
    tell_attributes(d);
    if (!result_about(a, "run_id") || !result_about(b, "run_id"))
        diff_values(&d->out, "title", result_about(a, "title"), result_about(b, "title"));
    diff_sets(&d->out, "options", result_about(a, "options"), result_about(b, "options"), d->arena);
    diff_named(&d->out, "parameters", result_about(a, "parameters"), result_about(b, "parameters"), d->arena);
    diff_lines(&d->out, "source", result_about(a, "source"), result_about(b, "source"), d->arena);
    tell_models(d, used_a, used_b, 1);
    tell_models(d, used_b, used_a, 0);
    tell_data(d, files_a, files_b, 1);
    tell_data(d, files_b, files_a, 0);
}

/* ---- what a variable is ---- */

static int find_variable(const struct result *r, const char *name)
{
    for (int i = 0; i < r->variable_count; i++)
        if (strcmp(r->variables[i].name, name) == 0)
            return i;
    return -1;
}

/* "time 20 x node 3", or "one number". */
static const char *shape_of(struct diffing *d, const struct result *r, const struct result_variable *v)
{
    const char *text = v->rank ? "" : "one number";
    for (int k = 0; k < v->rank; k++)
        text = arena_print(d->arena, "%s%s%s %ld", text, k ? " x " : "", r->dims[v->dims[k]].name, r->dims[v->dims[k]].size);
    return text;
}

static const char *type_name(const struct result_variable *v)
{
    static const char *const names[] = { "double", "integer", "text", "of another type" };      /* ORDER result_type */
    return v->type == RESULT_REAL && v->single ? "single" : names[v->type];
}

static const char *attribute_of(const struct result_variable *v, const char *name)
{
    for (int i = 0; i < v->attribute_count; i++)
        if (strcmp(v->attributes[i].name, name) == 0)
            return v->attributes[i].text;
    return NULL;
}

static void tell_described(struct diffing *d, const struct result_variable *a, const struct result_variable *b)
{
    for (int i = 0; i < a->attribute_count; i++)
        diff_values(&d->out, arena_print(d->arena, "%s: %s", a->name, a->attributes[i].name), a->attributes[i].text,
                    attribute_of(b, a->attributes[i].name));
    for (int i = 0; i < b->attribute_count; i++)
        if (!attribute_of(a, b->attributes[i].name))
            diff_values(&d->out, arena_print(d->arena, "%s: %s", b->name, b->attributes[i].name), NULL, b->attributes[i].text);
}

/* ---- where ---- */

/* The value of a variable that runs along one dimension, as text; NULL: it cannot be read. */
static const char *value_at(struct diffing *d, const struct result *r, int variable, long at)
{
    const struct result_variable *v = &r->variables[variable];
    char number[NUMBER_SHORTEST];
    double value;
    long long whole;
    long one = 1;
    if (v->type == RESULT_TEXT) {
        const char *const *texts = result_texts(r, variable, d->arena, d->f);
        return texts ? texts[at] : NULL;
    }
    if (v->is_whole && !v->is_unsigned)
        return result_read_whole(r, variable, &at, &one, &whole, d->f) < 0 ? NULL : arena_print(d->arena, "%lld", whole);
    if (v->type == RESULT_OTHER || result_read(r, variable, &at, &one, &value, d->f) < 0)
        return NULL;
    return arena_print(d->arena, "%s", number_shortest(number, value, v->single));
}

/* Adds "NAME = VALUE" of each variable that [v] names as moving along a dimension without a coordinate. */
static void add_auxiliary(struct diffing *d, const struct result_variable *v, int dim, long at)
{
    const char *names = v->coordinates ? v->coordinates : "";
    for (names += strspn(names, " "); *names; names += strspn(names, " ")) {
        size_t n = strcspn(names, " ");
        int i = find_variable(&d->a, arena_copy(d->arena, names, n));
        const char *value = i >= 0 && d->a.variables[i].rank == 1 && d->a.variables[i].dims[0] == dim ? value_at(d, &d->a, i, at) : NULL;
        if (value)
            text_print(&d->out, ", %s = %s", d->a.variables[i].name, value);
        names += n;
    }
}

static void add_place(struct diffing *d, const struct result_variable *v, const struct farthest *far)
{
    for (int k = 0; k < v->rank; k++) {
        const struct result_dim *dim = &d->a.dims[v->dims[k]];
        const char *value = dim->coordinate >= 0 ? value_at(d, &d->a, dim->coordinate, far->at[k]) : NULL;
        text_print(&d->out, "%s%s ", k ? ", " : " at ", dim->name);
        if (value)
            text_print(&d->out, "= %s", value);
        else
            text_print(&d->out, "%ld", far->at[k]);
        if (!value)
            add_auxiliary(d, v, v->dims[k], far->at[k]);
    }
}

/* ---- numbers ---- */

static void add_whole(struct diffing *d, const struct result_variable *v, long long a, long long b)
{
    if (v->is_unsigned)
        text_print(&d->out, ": %llu / %llu\n", (unsigned long long)a, (unsigned long long)b);
    else
        text_print(&d->out, ": %lld / %lld\n", a, b);
}

static void add_farthest(struct diffing *d, const struct result_variable *v, int b_single, int whole, const char *what,
                         const struct farthest *far)
{
    char a[NUMBER_SHORTEST], b[NUMBER_SHORTEST];
    if (far->by == 0)
        return;
    text_print(&d->out, "  %s at most %.3g", what, far->by);
    add_place(d, v, far);
    if (whole) {
        add_whole(d, v, far->whole_a, far->whole_b);
        return;
    }
    text_print(&d->out, ": %s / %s\n", number_shortest(a, far->a, v->single), number_shortest(b, far->b, b_single));
}

static int tell_numbers(struct diffing *d, int in_a, int in_b, const struct matching *places)
{
    struct comparison c;
    const struct result_variable *v = &d->a.variables[in_a];
    if (result_compare(&d->a, in_a, &d->b, in_b, places, d->tolerance, &c, d->f) < 0)
        return -1;
    d->values += c.values;
    if (!c.differ)
        return 0;
    text_print(&d->out, "%s: %ld of %ld value%s %s", v->name, c.differ, c.values, c.values == 1 ? "" : "s",
               c.differ == 1 ? "differs" : "differ");
    if (c.nan_a)
        text_print(&d->out, ", %ld not a number in A alone", c.nan_a);
    if (c.nan_b)
        text_print(&d->out, ", %ld not a number in B alone", c.nan_b);
    if (c.signs)
        text_print(&d->out, ", %ld in the sign of a zero", c.signs);
    text_add(&d->out, "\n");
    add_farthest(d, v, d->b.variables[in_b].single, c.whole, "absolute", &c.absolute);
    add_farthest(d, v, d->b.variables[in_b].single, c.whole, "relative", &c.relative);
    return d->f->code ? -1 : 0;
}

static int tell_texts(struct diffing *d, int in_a, int in_b, const struct matching *places)
{
    const struct result_variable *v = &d->a.variables[in_a];
    const char *const *a = v->rank == 1 ? result_texts(&d->a, in_a, d->arena, d->f) : NULL;
    const char *const *b = a ? result_texts(&d->b, in_b, d->arena, d->f) : NULL;
    for (long i = 0; b && i < places->count; i++) {
        long at = places->by_position ? i : places->a[i];
        diff_values(&d->out, arena_print(d->arena, "%s %ld", v->name, at), a[at], b[places->by_position ? i : places->b[i]]);
    }
    d->values += places->count;
    return d->f->code ? -1 : 0;
}

/* ---- places ---- */

static void tell_alone(struct diffing *d, const struct result *r, int variable, const struct alone *some, char whose)
{
    long count = some->count;
    if (!count)
        return;
    text_print(&d->out, "%s: %ld place%s in %c alone:", r->variables[variable].name, count, count == 1 ? "" : "s", whose);
    for (long i = 0; i < count && i < MATCH_SHOWN; i++) {
        const char *value = value_at(d, r, variable, some->at[i]);
        text_print(&d->out, "%s %s", i ? "," : "", value ? value : "?");
    }
    text_print(&d->out, "%s\n", count > MATCH_SHOWN ? ", ..." : "");
}

/* A coordinate whose places are not those of the other: which one has alone. What lies at the others is compared. */
static int tell_places(struct diffing *d, int in_a, int in_b, const struct matching *m)
{
    tell_alone(d, &d->a, in_a, &m->only_a, 'A');
    tell_alone(d, &d->b, in_b, &m->only_b, 'B');
    if (m->reordered)
        text_print(&d->out, "%s: places in another order\n", d->a.variables[in_a].name);
    if (m->count == 0)
        text_print(&d->out, "%s: no place in common, nothing along it is compared\n", d->a.variables[in_a].name);
    d->values += m->count;
    return d->f->code ? -1 : 0;
}

/* The places of each dimension of a variable; 0: other dimensions, or none in common. */
static int match_all(struct diffing *d, const struct result_variable *a, const struct result_variable *b, struct matching *places)
{
    if (a->rank != b->rank || a->rank > RESULT_RANK)
        return 0;
    for (int k = 0; k < a->rank; k++)
        if (strcmp(d->a.dims[a->dims[k]].name, d->b.dims[b->dims[k]].name) != 0)
            return 0;
    int common = 1;
    if (!d->matches)
        d->matches = ARENA_ARRAY(d->arena, struct matching *, d->a.dim_count + 1);
    for (int k = 0; k < a->rank; k++) {
        struct matching **m = &d->matches[a->dims[k]];
        if (!*m && result_match(&d->a, a->dims[k], &d->b, b->dims[k], d->tolerance, *m = ARENA_NEW(d->arena, struct matching), d->arena, d->f) < 0)
            return -1;
        places[k] = **m;
        common &= places[k].by_position || places[k].count > 0;
    }
    return common;
}

static int is_coordinate(const struct result *r, int variable)
{
    const struct result_variable *v = &r->variables[variable];
    return v->rank == 1 && r->dims[v->dims[0]].coordinate == variable;
}

static int tell_variable(struct diffing *d, int in_a, int in_b)
{
    const struct result_variable *a = &d->a.variables[in_a], *b = &d->b.variables[in_b];
    const char *shape_a = shape_of(d, &d->a, a), *shape_b = shape_of(d, &d->b, b);
    int texts = (a->type == RESULT_TEXT) + (b->type == RESULT_TEXT);
    d->variables++;
    diff_values(&d->out, a->name, shape_a, shape_b);
    diff_values(&d->out, a->name, type_name(a), type_name(b));
    if (!d->only_values)
        tell_described(d, a, b);
    struct matching places[RESULT_RANK];
    int common = match_all(d, a, b, places);
    if (common >= 0 && is_coordinate(&d->a, in_a) && is_coordinate(&d->b, in_b) && (places[0].only_a.count || places[0].only_b.count || places[0].reordered))
        return tell_places(d, in_a, in_b, &places[0]);
    if (common <= 0 || texts == 1)
        return common;
    if (a->type == RESULT_OTHER || b->type == RESULT_OTHER || (texts && a->rank != 1)) {
        caution("the values of '%s' cannot be compared", a->name);
        return 0;
    }
    return texts ? tell_texts(d, in_a, in_b, places) : tell_numbers(d, in_a, in_b, places);
}

static int tell_variables(struct diffing *d)
{
    for (int i = 0; i < d->a.variable_count; i++) {
        int other = find_variable(&d->b, d->a.variables[i].name);
        if (other < 0)
            text_print(&d->out, "%s: in A alone\n", d->a.variables[i].name);
        else if (tell_variable(d, i, other) < 0)
            return -1;
    }
    for (int i = 0; i < d->b.variable_count; i++)
        if (find_variable(&d->a, d->b.variables[i].name) < 0)
            text_print(&d->out, "%s: in B alone\n", d->b.variables[i].name);
    return 0;
}

/* ---- the command ---- */

static int read_tolerance(const char *text, double *out, struct fail *f)
{
    char *end;
    *out = text ? strtod(text, &end) : 0;
    if (text && (end == text || *end || !isfinite(*out) || *out < 0))
        return fail(f, EXIT_USAGE, "'--tol' takes a number of 0 or more, such as 1e-9, not '%s'", text);
    return 0;
}

static int open_result(struct diffing *d, const char *name, struct result *r)
{
    const char *path = file_result(name, "differences are told of NetCDF files: massc diff", "runs it", d->arena, d->f);
    return path ? result_open(r, path, d->arena, d->f) : -1;
}

static int tell(struct diffing *d)
{
    if (!d->only_values)
        tell_question(d);
    if (tell_variables(d) < 0)
        return -1;
    if (d->out.len)
        return print_text(&d->out) ? EXIT_SYSTEM : DIFFERENT;
    text_print(&d->out, "the same: %ld variable%s, %ld value%s\n", d->variables, d->variables == 1 ? "" : "s", d->values,
               d->values == 1 ? "" : "s");
    return print_text(&d->out);
}

static int open_both(struct diffing *d, const struct options *o)
{
    return read_tolerance(o->tolerance, &d->tolerance, d->f) < 0 || open_result(d, o->operands[0], &d->a) < 0
        || open_result(d, o->operands[1], &d->b) < 0 ? -1 : 0;
}

int command_diff(const struct options *o)
{
    struct arena arena = { 0 };
    struct fail f = { .code = 0 };
    struct diffing d = { .arena = &arena, .only_values = o->only_values, .f = &f, .a.fd = -1, .b.fd = -1 };
    if (o->operand_count != 2)
        return complain_usage("diff takes two results: massc diff A.nc B.nc; see massc diff --help");
    int code = open_both(&d, o) < 0 ? -1 : tell(&d);
    result_close(&d.a);
    result_close(&d.b);
    text_free(&d.out);
    arena_free(&arena);
    return code < 0 ? complain(&f) : code;
}
