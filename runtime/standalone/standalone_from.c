/* standalone_from.c -- where a program's results come from. */
#include "standalone_from.h"
#include <string.h>
#include "base/checksum.h"
#include "base/shell.h"

static const char *keep(struct text *t, struct arena *a)
{
    const char *copy = arena_copy(a, text_string(t), t->len);
    text_free(t);
    return copy;
}

/* The command line, as a shell reads it. */
static const char *typed(const char *program, char **words, struct arena *a)
{
    struct text line = { 0 };
    shell_add(&line, program);
    for (; *words; words++) {
        text_add(&line, " ");
        shell_add(&line, *words);
    }
    return keep(&line, a);
}

static const char *options_of(const struct job_options *o, int takers, struct arena *a)
{
    struct text out = { 0 };
    struct job_options copy = *o;
    struct option_table kept = job_option_table(takers, &copy);
    if (!(takers & JOB_FORM))
        copy.shard = NULL;              /* pieces are of one question */
    option_write(&kept, &out);
    return keep(&out, a);
}

struct standalone_from from_words(const struct standalone *s, const char *program, char **words, const struct job_options *o, struct arena *a)
{
    const char *asked = options_of(o, JOB_QUESTION, a);
    struct standalone_from from = { typed(program, words, a), options_of(o, JOB_QUESTION | JOB_FORM, a), s->run_id };
    if (*asked) {
        const char *all = arena_print(a, "%s\n%s", s->run_id, asked);
        from.run_id = arena_print(a, "%s", checksum_of(all, strlen(all)).hash);
    }
    return from;
}

static struct attribute *find(struct job *j, const char *name)
{
    for (int i = 0; i < j->attribute_count; i++)
        if (strcmp(j->attributes[i].name, name) == 0)
            return &j->attributes[i];
    return NULL;
}

static void set(struct job *j, const char *name, const char *value)
{
    struct attribute *a = find(j, name);
    if (a)
        a->value = value;
}

/* In front of what stands there as [before]. */
static void insert(struct job *j, const char *name, const char *value, const char *before)
{
    struct attribute *all = ARENA_ARRAY(j->arena, struct attribute, j->attribute_count + 2);
    int n = 0;
    for (int i = 0; i < j->attribute_count; i++) {
        if (strcmp(j->attributes[i].name, before) == 0)
            all[n++] = (struct attribute){ name, value };
        all[n++] = j->attributes[i];
    }
    j->attributes = all;
    j->attribute_count = n;
}

void from_add(const struct standalone_from *from, struct job *j)
{
    const struct attribute *built = find(j, "options");
    set(j, "run_id", from->run_id);
    if (find(j, "command"))
        set(j, "command", from->command);
    else
        insert(j, "command", from->command, "source");
    if (built)
        set(j, "options", arena_print(j->arena, "%s%s", built->value ? built->value : "", from->options));
    if (j->title && !j->shard.count)
        insert(j, "point", arena_print(j->arena, "%ld", j->rows.first), "key");
}
