/* options.c -- the command line: options and operands in any order.
 *
 * A negative number is an operand (massc space FILE NAME -1), every other word
 * that starts with '-' is an option. `--opt value` and `--opt=value` are the
 * same; behind `--` everything is an operand. Of an option given twice the last
 * counts, except --set and --axis, which add up.
 */
#include "options.h"
#include <ctype.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/name.h"

/* More threads or lanes than any machine has, and still no overflow anywhere. */
enum { THREADS_MAX = 1024, LANES_MAX = 64, TRIALS_MAX = 1000000 };

enum option_kind {
    KIND_FLAG,          /* int: 1 when given */
    KIND_TEXT,          /* const char * */
    KIND_LIST,          /* const char **, NULL-terminated: values add up */
    KIND_COUNT,         /* int from 1 to limit */
    KIND_LANES,         /* int, a power of two up to limit */
    KIND_INTEGER,       /* const char * that reads as an integer */
    KIND_ENGINE, KIND_REAL, KIND_DUMP
};

struct option_rule {
    const char *name, *value, *doc;     /* value NULL: a flag */
    int commands;
    enum option_kind kind;
    size_t offset;                      /* of the field in struct options */
    int limit;
};

#define FIELD(name) offsetof(struct options, name)
enum {
    READS = FOR_RUN | FOR_CHECK | FOR_EMIT | FOR_SPACE | FOR_SCRIPT,
    LOWERS = FOR_RUN | FOR_EMIT | FOR_SCRIPT,
    RUNS = FOR_RUN | FOR_SCRIPT,
    ALL = FOR_RUN | FOR_CHECK | FOR_EMIT | FOR_SPACE | FOR_LIST | FOR_SHOW | FOR_NONE
};

static const struct option_rule rules[] = {
    { "--set", "path=value", "sets a quantity: --set coupling.instant.G=0.7",
      READS, KIND_LIST, FIELD(sets), 0 },
    { "--axis", "path=axis", "adds or replaces an axis: --axis 'noise.sigma=grid(0,1,8)'",
      READS, KIND_LIST, FIELD(axes), 0 },
    { "--key", "N", "key of the explorations' random numbers",
      READS, KIND_INTEGER, FIELD(key), 0 },
    { "--trials", "N", "simulates every point N times, whatever the file says",
      READS, KIND_COUNT, FIELD(trials), TRIALS_MAX },
    { "--real", "f32|f64", "precision of all numbers; default: as the file says",
      READS, KIND_REAL, FIELD(real), 0 },
    { "--out", "DIR", "folder of the results; default: out/<file>",
      RUNS, KIND_TEXT, FIELD(out), 0 },
    { "--no-files", NULL, "prints the tables and writes nothing",
      FOR_RUN, KIND_FLAG, FIELD(no_files), 0 },
    { "--no-netcdf", NULL, "of each result writes the CSV file alone",
      RUNS, KIND_FLAG, FIELD(no_netcdf), 0 },
    { "--threads", "N", "threads; default: one for each processor this process may use",
      RUNS, KIND_COUNT, FIELD(threads), THREADS_MAX },
    { "--engine", "auto|tcc|gcc|clang",
      "compiler of the kernel; auto starts on tcc and changes over",
      RUNS, KIND_ENGINE, FIELD(engine), 0 },
    { "--lanes", "N", "points advanced together, a power of two; default: from the sizes",
      LOWERS, KIND_LANES, FIELD(lanes), LANES_MAX },
    { "--stats", "FILE.json", "writes sizes and times of every exploration",
      RUNS, KIND_TEXT, FIELD(stats), 0 },
    { "--strict", NULL, "exit code 4 when a point leaves the finite numbers or gives NaN",
      RUNS, KIND_FLAG, FIELD(strict), 0 },
    { "--quiet", NULL, "no run log, no progress",
      RUNS, KIND_FLAG, FIELD(quiet), 0 },
    { "--dump", "ast|model|ir|c|space", "prints a stage and runs nothing",
      FOR_RUN, KIND_DUMP, FIELD(dump), 0 },
    { "--save-noise", "FILE.npy", "keeps the normals that were used",
      RUNS, KIND_TEXT, FIELD(save_noise), 0 },
    { "--load-noise", "FILE.npy", "takes these normals instead of drawing them",
      RUNS, KIND_TEXT, FIELD(load_noise), 0 },
    { "--csv", NULL, "comma separated, all rows",
      FOR_SPACE, KIND_FLAG, FIELD(csv), 0 },
    { "--json", NULL, "as JSON, for programs",
      FOR_SHOW, KIND_FLAG, FIELD(json), 0 },
    { "-o", "X.c", "writes to a file instead of stdout",
      FOR_EMIT, KIND_TEXT, FIELD(output), 0 },
    { "--templates", "DIR", "templates to use before the built-in ones",
      LOWERS, KIND_TEXT, FIELD(templates), 0 },
    { "--help", NULL, "this text", ALL, KIND_FLAG, FIELD(help), 0 },
    { "-h", NULL, NULL, ALL, KIND_FLAG, FIELD(help), 0 },
    { "--version", NULL, NULL, FOR_NONE, KIND_FLAG, FIELD(version), 0 },
};
enum { RULES = sizeof rules/sizeof rules[0] };

struct reader {
    struct options *o;
    enum command_bit command;
    char **words;               /* the next word */
    struct fail *f;
};

/* What a door calls an option: --save-noise on the command line, save_noise in a script. */
struct spelling { char text[32]; };

static struct spelling spell(const struct option_rule *rule, int script)
{
    struct spelling s;
    const char *name = rule->name;
    while (script && *name == '-')
        name++;
    snprintf(s.text, sizeof s.text, "%s", name);
    for (char *c = s.text; script && *c; c++)
        if (*c == '-')
            *c = '_';
    return s;
}

/* ---- values ---------------------------------------------------------- */

static int is_integer(const char *s)
{
    s += *s == '-' || *s == '+';
    if (!isdigit((unsigned char)*s))
        return 0;
    while (isdigit((unsigned char)*s))
        s++;
    return *s == 0;
}

static int read_count(const struct option_rule *r, const char *name, const char *value, int *out,
                      struct fail *f)
{
    long n = is_integer(value) && strlen(value) < 10 ? strtol(value, NULL, 10) : 0;
    if (n < 1 || n > r->limit)
        return fail(f, EXIT_USAGE, "'%s' takes a whole number from 1 to %d, not '%s'",
                    name, r->limit, value);
    if (r->kind == KIND_LANES && (n & (n - 1)))
        return fail(f, EXIT_USAGE, "'%s' takes a power of two up to %d, not '%s'",
                    name, r->limit, value);
    *out = (int)n;
    return 0;
}

static int read_dump(const char *value, struct options *o, struct fail *f)
{
    static const struct { const char *name; enum dump dump; } stages[] = {
        { "ast", DUMP_AST }, { "model", DUMP_MODEL }, { "ir", DUMP_IR }, { "c", DUMP_C },
    };
    o->dump = DUMP_NONE;
    o->dump_space = strcmp(value, "space") == 0;
    for (int i = 0; i < 4; i++)
        if (strcmp(value, stages[i].name) == 0)
            o->dump = stages[i].dump;
    if (o->dump == DUMP_NONE && !o->dump_space)
        return fail(f, EXIT_USAGE, "'--dump' takes ast, model, ir, c or space, not '%s'", value);
    return 0;
}

static int read_engine(const char *name, const char *value, enum engine *out, struct fail *f)
{
    if (engine_parse(value, out) < 0)
        return fail(f, EXIT_USAGE, "'%s' takes auto, tcc, gcc or clang, not '%s'", name, value);
    return 0;
}

static int read_real(const char *name, const char *value, int *out, struct fail *f)
{
    *out = strcmp(value, "f32") == 0 ? 4 : strcmp(value, "f64") == 0 ? 8 : 0;
    return *out ? 0 : fail(f, EXIT_USAGE, "'%s' takes f32 or f64, not '%s'", name, value);
}

/* A key is any integer of 64 bits; what lies beyond is no key of JAX's either. */
static int read_key(const char *name, const char *value, const char **out, struct fail *f)
{
    char again[32];
    long long n = strtoll(value, NULL, 10);
    snprintf(again, sizeof again, "%lld", n);
    int same = is_integer(value) && strcmp(again, value + (*value == '+')) == 0;
    if (!same)
        return fail(f, EXIT_USAGE, "'%s' takes an integer of at most 64 bits, not '%s'", name, value);
    *out = value;
    return 0;
}

static void append(const char **list, const char *value)
{
    while (*list)
        list++;
    *list = value;
}

static int store(struct reader *r, const struct option_rule *rule, const char *value)
{
    void *field = (char *)r->o + rule->offset;
    const struct spelling name = spell(rule, r->o->script);
    switch (rule->kind) {
    case KIND_FLAG:    *(int *)field = 1; return 0;
    case KIND_TEXT:    *(const char **)field = value; return 0;
    case KIND_LIST:    append(*(const char ***)field, value); return 0;
    case KIND_COUNT:
    case KIND_LANES:   return read_count(rule, name.text, value, field, r->f);
    case KIND_INTEGER: return read_key(name.text, value, field, r->f);
    case KIND_ENGINE:  return read_engine(name.text, value, field, r->f);
    case KIND_REAL:    return read_real(name.text, value, field, r->f);
    case KIND_DUMP:    return read_dump(value, r->o, r->f);
    }
    return 0;
}

/* ---- words ----------------------------------------------------------- */

static int same_name(const char *name, const char *word, size_t len)
{
    return strlen(name) == len && memcmp(name, word, len) == 0;
}

static int unknown(const struct reader *r, const char *word, size_t len)
{
    char name[64];
    struct nearest near;
    snprintf(name, sizeof name, "%.*s", (int)len, word);
    for (int i = 0; i < RULES; i++)
        if (same_name(rules[i].name, word, len))
            return fail(r->f, EXIT_USAGE, "this command takes no option '%s'", name);
    nearest_start(&near, name);
    for (int i = 0; i < RULES; i++)
        if (rules[i].commands & (int)r->command && rules[i].doc)
            nearest_offer(&near, rules[i].name);
    if (nearest_best(&near))
        return fail(r->f, EXIT_USAGE, "unknown option '%s'; did you mean '%s'?",
                    name, nearest_best(&near));
    return fail(r->f, EXIT_USAGE, "unknown option '%s'; see massc --help", name);
}

static const struct option_rule *find(const struct reader *r, const char *word, size_t len)
{
    for (int i = 0; i < RULES; i++)
        if (rules[i].commands & (int)r->command && same_name(rules[i].name, word, len))
            return &rules[i];
    unknown(r, word, len);
    return NULL;
}

static int read_option(struct reader *r, const char *word)
{
    size_t len = strcspn(word, "=");
    const char *value = word[len] ? word + len + 1 : NULL;
    const struct option_rule *rule = find(r, word, len);
    if (!rule)
        return -1;
    if (!rule->value && value)
        return fail(r->f, EXIT_USAGE, "option '%s' takes no value", rule->name);
    if (rule->value && !value && *r->words && strncmp(*r->words, "--", 2) != 0)
        value = *r->words++;
    if (rule->value && (!value || !*value))
        return fail(r->f, EXIT_USAGE, "option '%s' needs a value: %s %s",
                    rule->name, rule->name, rule->value);
    return store(r, rule, value);
}

static int is_option(const char *word)
{
    return word[0] == '-' && word[1] && !isdigit((unsigned char)word[1]) && word[1] != ':';
}

int options_parse(struct options *o, enum command_bit command, char **words,
                  struct arena *a, struct fail *f)
{
    struct reader r = { o, command, words, f };
    int count = 0, literal = 0;
    while (words[count])
        count++;
    memset(o, 0, sizeof *o);
    o->operands = ARENA_ARRAY(a, const char *, count + 1);
    o->sets = ARENA_ARRAY(a, const char *, count + 1);
    o->axes = ARENA_ARRAY(a, const char *, count + 1);
    while (*r.words) {
        const char *word = *r.words++;
        if (literal || !is_option(word))
            o->operands[o->operand_count++] = word;
        else if (strcmp(word, "--") == 0)
            literal = 1;
        else if (read_option(&r, word) < 0)
            return -1;
    }
    return 0;
}

/* ---- the options of a script ------------------------------------------ */

static const struct option_rule *script_rule(const char *name)
{
    for (int i = 0; i < RULES; i++)
        if (rules[i].commands & FOR_SCRIPT && strcmp(spell(&rules[i], 1).text, name) == 0)
            return &rules[i];
    return NULL;
}

enum option_shape options_shape(const char *name)
{
    const struct option_rule *rule = script_rule(name);
    return !rule ? OPTION_NONE : rule->kind == KIND_FLAG ? OPTION_FLAG
         : rule->kind == KIND_LIST ? OPTION_LIST : OPTION_VALUE;
}

int options_give(struct options *o, const char *name, const char *value, struct fail *f)
{
    const struct option_rule *rule = script_rule(name);
    struct reader r = { o, FOR_SCRIPT, NULL, f };
    o->script = 1;
    if (!rule)
        return fail(f, EXIT_USAGE, "unknown option '%s'", name);
    return store(&r, rule, value);
}

const char *options_script_name(int i, char out[32])
{
    for (int k = 0; k < RULES; k++)
        if (rules[k].commands & FOR_SCRIPT && i-- == 0) {
            return memcpy(out, spell(&rules[k], 1).text, sizeof(struct spelling));
        }
    return NULL;
}

/* ------------------------------------------------------------------------ */

void options_help(enum command_bit command, struct text *out)
{
    for (int i = 0; i < RULES; i++) {
        char left[64];
        const struct option_rule *r = &rules[i];
        if (!(r->commands & (int)command) || !r->doc)
            continue;
        snprintf(left, sizeof left, "%s %s", r->name, r->value ? r->value : "");
        text_print(out, "  %-28s  %s\n", left, r->doc);
    }
}

struct overrides options_overrides(const struct options *o)
{
    return (struct overrides){ .sets = o->sets, .axes = o->axes, .key = o->key, .trials = o->trials,
                               .real = o->real,
                               .noise = o->load_noise != NULL, .script = o->script };
}
