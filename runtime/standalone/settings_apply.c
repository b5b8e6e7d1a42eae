/* settings_apply.c -- gives the job of an exploration what --set and --axis say. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/number.h"
#include "engine/kernel_shape.h"
#include "settings.h"

/* ---- values ---- */

static double element(const struct settings_row *row, const struct standalone_name *n, long i)
{
    return scale_take(n->scale, row->values ? row->values[i % row->count] : row->value, 0);
}

static double greatest(const struct settings_row *row, const struct standalone_name *n)
{
    double most = row->values ? 0 : element(row, n, 0);
    for (long i = 0; i < row->count; i++)
        most = fmax(most, element(row, n, i));
    return most;
}

/* [slots], [noises], [delays]: the job's own. */
struct own {
    struct sweep_slot *slots;
    struct sweep_noise *noises;
    struct sweep_delay *delays;
};

static void give_value(const struct settings_row *row, const struct standalone_name *n, const struct standalone_use *u, struct own *own,
                       struct job *j)
{
    switch (u->role) {
    case STANDALONE_SLOTS:
        for (int i = 0; i < u->count; i++)
            own->slots[u->at + i].plain = element(row, n, i);
        break;
    case STANDALONE_NOISE:
        own->noises[u->at].seed = row->seed;
        break;
    case STANDALONE_STEP:
        j->sweep.dt = element(row, n, 0);
        break;
    case STANDALONE_DELAY:
        own->delays[u->at].times = greatest(row, n);
        break;
    case STANDALONE_SPEED:
        own->delays[u->at].speed = greatest(row, n);
        break;
    case STANDALONE_COMPILED:
        break;
    }
}

/* ---- axes ---- */

/* Where it goes: in the place of the one on the same name, or behind all, in front of the ways there and back. */
static int put_axis(const struct axis *axis, const char *path, struct space *s)
{
    int i = 0;
    while (i < s->count && strcmp(s->axes[i].path, path) != 0)
        i++;
    if (i < s->count) {
        const struct axis old = s->axes[i];
        s->axes[i] = *axis;
        s->axes[i].group = old.group;
        s->axes[i].is_carried = old.is_carried;
        return i;
    }
    if (i && s->axes[i - 1].is_way) {
        s->axes[i] = s->axes[i - 1];
        i--;
    }
    s->axes[i] = *axis;
    s->count++;
    return i;
}

/* A slot's own element of a sample: the one number, one of each node, or one of each mode of all nodes. */
static void give_axis(const struct settings_row *row, int axis, const struct standalone_use *u, struct own *own, struct job *j)
{
    long elements = axis_elements(row->axis);
    switch (u->role) {
    case STANDALONE_SLOTS:
        for (int i = 0; i < u->count; i++) {
            struct sweep_slot *slot = &own->slots[u->at + i];
            slot->axis = axis;
            slot->law = NULL;
            slot->element = i % elements;
        }
        break;
    case STANDALONE_NOISE:
        own->noises[u->at].axis = axis;
        break;
    case STANDALONE_STEP:
        j->sweep.dt_axis = axis;
        break;
    case STANDALONE_DELAY:
        own->delays[u->at].axis = axis;
        break;
    case STANDALONE_SPEED:
        own->delays[u->at].speed_axis = axis;
        break;
    case STANDALONE_COMPILED:
        break;
    }
}

/* ---- keys and trials ---- */

static void give_key(const char *text, int count, struct own *own, struct job *j)
{
    j->space.key = strtoll(text, NULL, 10);
    for (int i = 0; i < count; i++)
        if (own->slots[i].law)
            own->slots[i].key = sweep_trial_key(&j->space, own->slots[i].stream);
}

/* ---- what results say of it ---- */

static void set_attribute(struct job *j, const char *name, const char *value)
{
    for (int i = 0; i < j->attribute_count; i++)
        if (!strcmp(j->attributes[i].name, name))
            j->attributes[i].value = value;
}

static const char *attribute(const struct job *j, const char *name)
{
    for (int i = 0; i < j->attribute_count; i++)
        if (!strcmp(j->attributes[i].name, name))
            return j->attributes[i].value;
    return NULL;
}

/* As generator/job/provenance.c writes them, "PATH = VALUE [UNIT]". */
static void add_parameter(struct text *out, const struct settings_row *row, const struct standalone_name *n, int single)
{
    char number[NUMBER_SHORTEST];
    text_print(out, "%s = ", n->path);
    if (n->kind == STANDALONE_KEY)
        text_print(out, "%lld", (long long)row->seed);
    for (long i = 0; i < row->count; i++)
        text_print(out, "%s%s", i ? ", " : "[", number_shortest(number, row->values[i], single));
    if (n->kind != STANDALONE_KEY)
        text_add(out, row->values ? "]" : number_shortest(number, row->value, single));
    text_print(out, n->unit ? " [%s]\n" : "\n", n->unit);
}

/* The last that was said of a name, an axis before a value; NULL: nothing. */
static const struct settings_row *row_of(const struct program_settings *s, const char *path, size_t len)
{
    const struct settings_row *found = NULL;
    for (int i = 0; i < s->count; i++) {
        const char *own = s->program->names[s->rows[i].name].path;
        if (strlen(own) == len && !strncmp(own, path, len))
            found = &s->rows[i];
    }
    return found;
}

static const char *parameters(const struct program_settings *s, const char *all, int single)
{
    struct text out = { 0 };
    for (const char *end; *all; all = end) {
        end = all + strcspn(all, "\n");
        end += *end == '\n';
        const struct settings_row *row = row_of(s, all, strcspn(all, " "));
        if (!row)
            text_bytes(&out, all, (size_t)(end - all));
        else if (!row->axis)
            add_parameter(&out, row, &s->program->names[row->name], single);
    }
    const char *kept = arena_copy(s->arena, text_string(&out), out.len);
    text_free(&out);
    return kept;
}

static void say(const struct program_settings *s, struct job *j)
{
    const char *all = attribute(j, "parameters");
    if (s->options->key)
        set_attribute(j, "key", s->options->key);
    if (all)
        set_attribute(j, "parameters", parameters(s, all, j->space.bytes == 4));
}

/* ---- all ---- */

static void *copied(struct arena *a, const void *from, long count, size_t size)
{
    void *to = arena_alloc(a, (size_t)(count + 1)*size);
    if (count)
        memcpy(to, from, (size_t)count*size);
    return to;
}

void settings_apply(struct program_settings *s, int exploration, struct job *j)
{
    const struct standalone_exploration *x = &s->program->explorations[exploration];
    struct axis *axes = ARENA_ARRAY(s->arena, struct axis, j->space.count + s->count + 1);
    const int slots = (int)kernel_area_places(x->kernel, AREA_SWEPT);
    struct own own = { copied(s->arena, j->sweep.slots, slots, sizeof *own.slots),
                       copied(s->arena, j->sweep.noises, j->sweep.noise_count, sizeof *own.noises),
                       copied(s->arena, j->sweep.delays, j->sweep.delay_count, sizeof *own.delays) };
    for (int i = 0; i < j->space.count; i++)
        axes[i] = j->space.axes[i];
    if (s->options->key)
        give_key(s->options->key, slots, &own, j);
    if (s->options->trials)
        j->space.trials = s->options->trials;
    j->space.axes = axes;
    for (int i = 0; i < s->count; i++) {
        const struct settings_row *row = &s->rows[i];
        const struct standalone_name *n = &s->program->names[row->name];
        if (n->only && strcmp(n->only, j->name) != 0)
            continue;
        int axis = row->axis ? put_axis(row->axis, n->path, &j->space) : -1;
        for (int k = 0; k < x->use_count; k++)
            if (x->uses[k].name == row->name && row->axis)
                give_axis(row, axis, &x->uses[k], &own, j);
            else if (x->uses[k].name == row->name)
                give_value(row, n, &x->uses[k], &own, j);
    }
    j->sweep.slots = own.slots;
    j->sweep.noises = own.noises;
    j->sweep.delays = own.delays;
    say(s, j);
}

int settings_blame(struct program_settings *s, const struct space *space, const struct fail *f)
{
    const char *path = space->fault < 0 ? NULL : space->axes[space->fault].path;
    const struct settings_row *row = path ? row_of(s, path, strlen(path)) : NULL;
    if (!row || !row->axis)
        return 0;
    s->diags = (struct diags){ .arena = s->arena };
    diag_error(&s->diags, row->at, "%s", f->text);
    settings_tell(s);
    return f->code;
}
