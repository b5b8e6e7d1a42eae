/* write.c -- the programs that a file becomes, as C texts: for tests/written.lua.
 *
 *   write FILE FOLDER [NOISE.npy [DATA]]
 *
 * NOISE.npy: recorded normals; -: none. DATA: what the kernels of the one file are given, as --data of massc says it.
 * FOLDER/one.c has all kernels and the tables; FOLDER/tables.c the tables alone, whose kernels are
 * FOLDER/0.c, 1.c, ..., a file each, named by the lines of FOLDER/symbols, and are given all numbers that may be.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "job/library.h"
#include "job/noise_file.h"
#include "job/standalone_make.h"
#include "lower/given.h"
#include "pipeline.h"

static const char parts[] =
    "static sweep_draw *draw_of(int bytes)\n{\n    return vector_set(bytes, 0)->draw;\n}\n\n"
    "static const struct standalone_parts parts = { .draw = draw_of };\n\n";
static const char includes[] =
    "#include <math.h>\n#include \"standalone/standalone.h\"\n#include \"vector/vector.h\"\n\n";

static _Noreturn void give_up(const char *what)
{
    fprintf(stderr, "write: %s\n", what);
    exit(3);
}

static void save(const char *folder, const char *name, const struct text *t)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(text_string(t), 1, t->len, f) != t->len || fclose(f) != 0)
        give_up(path);
}

static void add_tables(const struct standalone_made *m, struct arena *a, const char *const *beside, struct text *out)
{
    struct standalone program = m->program;
    program.compiler = "a compiler";
    program.formats = FORMAT_CSV | FORMAT_NPY;
    program.no_netcdf = "a test has none";
    const struct standalone_writing w = { .program = &program, .extents = m->extents, .file_kinds = "sink_plain_kinds", .parts = "parts",
                                          .beside = beside, .arena = a };
    if (standalone_text_bytes(&w) > 16e6)
        give_up("arrays of more than 16 MB");
    standalone_text(&w, out);
}

/* All explorations, in one file or several. */
static void write_program(struct pipeline *p, const struct experiment *e, const struct exploration *const *list, int in_one_file,
                          const char *folder)
{
    struct standalone_made m;
    struct fail f = { .code = 0 };
    struct text out = { 0 }, symbols = { 0 };
    int blamed;
    if (standalone_open(&m, p, e, list, e->exploration_count, &blamed, &f) < 0)
        give_up(f.text);
    standalone_kernels(&m, p, e, in_one_file, NULL);
    if (standalone_tables_of(&m, p, e, "massc build", &f) < 0)
        give_up(f.text);
    if (in_one_file) {
        text_add(&out, text_string(&m.kernels.shared));
        for (int i = 0; i < m.count; i++)
            text_add(&out, text_string(&m.kernels.parts[i].text));
        text_add(&out, text_string(&m.kernels.behind));
    }
    char *kernels = arena_copy(&p->arena, text_string(&out), out.len);
    text_add(&out, includes);
    text_add(&out, parts);
    add_tables(&m, &p->arena, (const char *const[]){ kernels, parts, NULL }, &out);
    save(folder, in_one_file ? "one.c" : "tables.c", &out);
    for (int i = 0; i < m.count && !in_one_file; i++) {
        char name[32];
        snprintf(name, sizeof name, "%d.c", i);
        save(folder, name, &m.kernels.parts[i].text);
        text_print(&symbols, "%s\n", m.kernels.parts[i].symbol);
    }
    if (!in_one_file)
        save(folder, "symbols", &symbols);
    text_free(&out);
    text_free(&symbols);
    standalone_close(&m);
}

int main(int argc, char **argv)
{
    struct pipeline p;
    struct model_library library = { .path = NULL };
    struct overrides over = { 0 };
    int code = 0;
    if (argc < 3)
        give_up("FILE FOLDER [NOISE.npy [DATA]]");
    pipeline_open(&p, &library.calls);
    library_open(&library, &p.arena);
    const struct experiment *e = pipeline_read(&p, argv[1], &over, &code);
    if (!e) {
        struct text text = { 0 };
        diag_print(&p.diags, &text);
        give_up(text_string(&text));
    }
    struct fail f = { .code = 0 };
    if (argc > 3 && strcmp(argv[3], "-") != 0 && !(e = noise_load(e, argv[3], NULL, 0, "--load-noise", &p.arena, &f)))
        give_up(f.text);
    const struct exploration **list = ARENA_ARRAY(&p.arena, const struct exploration *, e->exploration_count);
    for (int i = 0; i < e->exploration_count; i++)
        list[i] = &e->explorations[i];
    p.options.data = argc > 4 ? argv[4] : NULL;
    write_program(&p, e, list, 1, argv[2]);
    p.options.data = DATA_ALL;
    write_program(&p, e, list, 0, argv[2]);
    pipeline_close(&p);
    return 0;
}
