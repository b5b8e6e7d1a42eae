/* record.c -- recordings: streams of samples that the host reads between two calls.
 *
 * A clock samples behind every n-th step from time 0 on, and stores into a buffer with as
 * many rows as the host gives it. Where samples end, the host stops to read: the clock
 * ticks on.
 */
#include "lower.h"
#include "moments.h"

/* What recordings that are sampled alike share. */
struct sampled_alike {
    struct moments moments;                 /* without their counts: a clock ticks on */
    struct spot **spots; int spot_count;    /* [moment]: the state after the step as they see it */
};

/* The state after the step for recording [made]. */
static struct spot *spot_of(struct lowering *l, int made, struct sampled_alike *alike)
{
    const struct program_series *s = &l->p->series[made];
    int moment = moments_number(&alike->moments, (struct samples){ s->when.every, s->when.first, 0 }, l->p->arena);
    if (moment < alike->spot_count)
        return alike->spots[moment];
    const char *name = made ? arena_print(l->p->arena, "record%d", made + 1) : "record";
    int clock = net_clock(l->n, (struct net_clock){ .name = name, .parent = STEP, .every = s->when.every, .first = s->when.first,
                                                    .after_origin = 1 });
    const struct stage after = lower_after(&l->p->step, clock);
    struct spot *here = ARENA_NEW(l->p->arena, struct spot);
    *here = spot_open(l, &after, HERE);
    *ARENA_PUSH(l->p->arena, alike->spots, alike->spot_count) = here;
    return here;
}

static void record(struct lowering *l, int number, struct sampled_alike *alike)
{
    struct program_series *s = &l->p->series[number];
    const struct recording *r = s->of;
    over_set over = OVER(0) | lower_places(l->p, (s->keeps_nodes ? OVER_NODE : 0) | (s->keeps_modes ? OVER_MODE : 0));
    struct spot *here = spot_of(l, number, alike);
    struct context scope = { .at = here };
    int clock = here->stage.clock;
    s->buffer = net_buffer(l->n, arena_print(l->p->arena, "record_%s", r->name), OUTPUT, over, clock, 0);
    net_ref *values = ARENA_ARRAY(l->p->arena, net_ref, s->count);
    for (int i = 0; i < s->count; i++) {        /* regions of inputs come first */
        net_slot(l->n, s->buffer, s->values == r->values ? r->labels[i] : arena_print(l->p->arena, "%s_of_%d", r->name, i + 1));
        values[i] = lower_present(&scope, s->values[i]);
    }
    int region = net_region(l->n, arena_print(l->p->arena, "sample_%s", r->name), clock, over,
                            arena_print(l->p->arena, "A sample of '%s'.", r->name));
    for (int i = 0; i < s->count; i++)
        net_store(l->n, region, s->buffer, i, values[i], 0);
}

/* What is made of trials is recorded in its parts. Where all else is a mean over them, each value
 * is a part of its own. */
static struct program_series series_of(const struct program *p, const struct recording *r)
{
    struct program_series s = { .of = r, .when = model_window(p->e, p->x, &r->when), .buffer = -1, .values = r->values, .count = r->count,
                                .keeps_nodes = r->keeps_nodes, .keeps_modes = r->keeps_modes };
    struct trials_parts parts = { .arena = p->arena, .e = p->e };
    if (r->values[0]->type.of_trials) {
        s.made = lower_trials(&parts, r->values, r->count);
        s.values = parts.parts;
        s.count = parts.part_count;
        for (int i = 0; i < s.count; i++) {
            s.keeps_nodes |= (parts.parts[i]->type.over & OVER_NODE) != 0;
            s.keeps_modes |= (parts.parts[i]->type.over & OVER_MODE) != 0;
        }
    } else if (p->x->average_trials) {
        s.made = lower_means(p->arena, r->count);
    }
    return s;
}

void lower_records(struct lowering *l)
{
    struct program *p = l->p;
    struct sampled_alike alike = { .spot_count = 0 };
    p->series = ARENA_ARRAY(p->arena, struct program_series, p->x->recording_count + p->hidden_count);
    for (int i = 0; i < p->x->recording_count; i++) {
        p->series[p->series_count] = series_of(p, &l->e->recordings[p->x->recordings[i]]);
        record(l, p->series_count++, &alike);
    }
    for (int i = 0; i < p->hidden_count; i++) {
        p->series[p->series_count] = series_of(p, p->hidden[i]);
        p->series[p->series_count].is_hidden = 1;
        record(l, p->series_count++, &alike);
    }
}
