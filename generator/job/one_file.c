/* one_file.c -- see one_file.h.
 *
 *   head         the model, how to compile, what a compiler must not do
 *   kernels      all they share, then each one's own
 *   runtime      its types, constants and prototypes
 *   tables       of the explorations, and main
 *   runtime      its functions
 *
 * Names of the outermost level are all of one text: the runtime's come first, and others make way.
 */
#include "one_file.h"
#include <string.h>
#include "base/shell.h"
#include "base/utf8.h"
#include "base/version.h"
#include "emit/c_words.h"
#include "emit/runtime_text.h"
#include "emit/template.h"

/* ---- comments ------------------------------------------------------------------------------- */

/* What would end a comment, begin one, be a trigraph or join two lines is taken apart. */
static void add_remark(struct text *out, const char *s, const char *end)
{
    while (s < end) {
        int len = utf8_length(s, end);
        const char *two = s + 1 < end ? s : "  ";
        if (len < 1 || (unsigned char)*s < ' ' || *s == 127)
            text_add(out, ".");
        else
            text_bytes(out, s, (size_t)len);
        if ((two[0] == '*' && two[1] == '/') || (two[0] == '/' && two[1] == '*') || (two[0] == '?' && two[1] == '?'))
            text_add(out, " ");
        s += len < 1 ? 1 : len;
    }
    if (out->len && out->bytes[out->len - 1] == '\\')
        text_add(out, ".");
}

static const char *remark(struct arena *a, const char *s)
{
    struct text t = { 0 };
    add_remark(&t, s, s + strlen(s));
    const char *copy = arena_copy(a, text_string(&t), t.len);
    text_free(&t);
    return copy;
}

/* Each line behind a star. */
static void add_lines(struct text *out, const char *s)
{
    for (const char *end; s && *s; s = *end ? end + 1 : end) {
        end = s + strcspn(s, "\n");
        text_add(out, end > s ? " * " : " *");
        add_remark(out, s, end);
        text_add(out, "\n");
    }
}

/* ---- parts ---------------------------------------------------------------------------------- */

static void fill(const struct one_file *w, const char *path, const struct standalone *s, struct text *out)
{
    struct arena *a = &w->pipe->arena;
    struct text t[6] = { { 0 } };
    const struct templates templates = { w->pipe->templates, a };
    const struct hole holes[] = { { "name", &t[0] }, { "title", &t[1] }, { "version", &t[2] }, { "command", &t[3] }, { "about", &t[4] },
                                  { "file", &t[5] }, { NULL, NULL } };
    const char *name = w->name ? w->name : arena_print(a, "%s.c", s->stem);
    text_add(&t[0], remark(a, name));
    text_add(&t[1], remark(a, s->file));
    text_add(&t[2], s->version);
    if (w->command)
        text_print(&t[3], " (%s)", remark(a, w->command));
    add_lines(&t[4], w->about);
    text_add(&t[5], remark(a, shell_word(name).text));
    template_fill(template_text(&templates, path), holes, out);
    for (size_t i = 0; i < sizeof t/sizeof *t; i++)
        text_free(&t[i]);
}

static void add_kernels(const struct standalone_made *m, struct text *out)
{
    text_add(out, text_string(&m->kernels.shared));
    for (int i = 0; i < m->count; i++)
        text_add(out, text_string(&m->kernels.parts[i].text));
    text_add(out, text_string(&m->kernels.behind));
}

/* [kernels]: as they will stand there. */
static int add_tables(const struct one_file *w, const struct standalone_made *m, const char *kernels, struct text *out, struct fail *f)
{
    const char *const beside[] = { kernels, runtime_declared, runtime_defined, runtime_system, NULL };
    const struct standalone_writing writing = { .program = &m->program, .extents = m->extents, .file_kinds = "sink_plain_kinds",
                                                .compiler = "COMPILER_", .beside = beside, .arena = &w->pipe->arena };
    double bytes = standalone_text_bytes(&writing);
    if (bytes > ONE_FILE_MOST)
        return fail(f, EXIT_MODEL, "the numbers of its data, %.3g MB, are more than a text should hold (%.3g MB); `massc build` makes a program that"
                    " has them", bytes*1e-6, ONE_FILE_MOST*1e-6);
    standalone_text(&writing, out);
    return 0;
}

static int add_all(const struct one_file *w, struct standalone_made *m, struct text *out, struct fail *f)
{
    struct text kernels = { 0 }, tables = { 0 }, all = { 0 };
    m->program.formats = FORMAT_CSV | FORMAT_NPY;
    m->program.no_netcdf = "it is a program of one file";
    m->program.about = w->about;
    add_kernels(m, &kernels);
    int status = add_tables(w, m, text_string(&kernels), &tables, f);
    if (status == 0) {
        fill(w, "program/head.c", &m->program, &all);
        text_add(&all, text_string(&kernels));
        text_add(&all, "#define select system_select            /* the kernels have one of their own */\n");
        text_add(&all, runtime_declared);
        text_add(&all, "#undef select\n\n");
        text_add(&all, text_string(&tables));
        fill(w, "program/behind.c", &m->program, &all);
        text_add(&all, runtime_defined);
        c_wide(text_string(&all), out);
    }
    text_free(&kernels);
    text_free(&tables);
    text_free(&all);
    return status;
}

int one_file_text(const struct one_file *w, struct text *out, struct fail *f)
{
    static const char *const beside[] = { runtime_declared, runtime_defined, runtime_system, NULL };
    struct standalone_made m;
    int blamed, status = standalone_open(&m, w->pipe, w->e, w->list, w->count, &blamed, f);
    if (status == 0) {
        standalone_kernels(&m, w->pipe, w->e, 1, beside);
        status = standalone_tables_of(&m, w->pipe, w->e, w->command, f);
    } else {
        fail_in_front(f, "exploration '%s': ", w->list[blamed]->name);
    }
    if (status == 0)
        status = add_all(w, &m, out, f);
    standalone_close(&m);
    return status;
}
