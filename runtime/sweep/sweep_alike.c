/* sweep_alike.c -- rows that differ in nothing simulated.
 *
 * Tracks whose positions are alike along every dimension (sweep_classes.c) are members of one place, which is
 * simulated once. What is observed of the steps may differ among them still: members that agree in it, too, share
 * an observer (sweep_observers.c). A wave of fewer places than lanes shares the members of each among the
 * lanes that would do nothing.
 */
#include "sweep_alike.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

long alike_observers(const struct run *r)
{
    return r->alike ? r->alike->observers : 1;
}

/* ---- how many ---------------------------------------------------------------------------- */

/* Simulations of the whole space, and neighbouring rows that share one; as doubles, which do not wrap. */
static double simulations(const struct run *r)
{
    double all = 1;
    for (int d = 0; d < r->space->dim_count; d++)
        all *= (double)r->alike->same[d].count;
    return r->legs > 1 ? all/(double)r->legs : all;
}

static double neighbours(const struct run *r)
{
    double rows = 1;
    for (int d = r->space->dim_count - 1; d >= 0 && r->alike->same[d].count == 1 && r->space->stride == 1; d--)
        rows *= (double)r->space->dims[d].size;
    return rows;
}

/* One that has too many observers is several. */
static double split_of(const struct run *r)
{
    return alike_seen(r)/(double)r->alike->observers + 1;
}

long alike_places(const struct run *r, long rows)
{
    double all = simulations(r), near = (double)rows/neighbours(r) + 2, most = all < near ? all : near;
    if (split_of(r) > 2)
        most *= split_of(r);
    most = most > r->shape->lanes ? most : r->shape->lanes;
    return most < (double)rows ? (long)most : rows;
}

long alike_rows(const struct run *r, long places)
{
    long rows = places;
    while (rows < r->space->points && alike_places(r, 2*rows) <= places)
        rows *= 2;
    return rows;
}

/* ---- places of a wave ---------------------------------------------------------------------------- */

static long whole_of_unit(const struct run *r, long unit)
{
    return r->tracks ? r->tracks[unit].first : r->space->first + (r->wave_first + unit)*r->space->stride;
}

/* What names the classes of a unit, among all there are. */
static long name_of(const struct run *r, const struct classes *classes, long unit)
{
    const struct space *s = r->space;
    long whole = whole_of_unit(r, unit), name = 0;
    for (int d = 0; d < s->dim_count; d++)
        if (classes[d].count > 1)
            name = name*classes[d].count + class_of(&classes[d], whole/s->dims[d].block % s->dims[d].size);
    return name;
}

static long observer_name(const struct run *r, long unit)
{
    const struct sharing *k = r->alike;
    const struct space *s = r->space;
    long whole = whole_of_unit(r, unit), name = 0;
    for (int d = 0; d < s->dim_count; d++)
        if (alike_along(r, d) && k->seen[d].count > 1)
            name = name*k->seen[d].count + class_of(&k->seen[d], whole/s->dims[d].block % s->dims[d].size);
    return name;
}

/* The number of each unit's simulation, in the order in which they come first; how many there are. */
static long number_simulations(struct run *r)
{
    struct sharing *k = r->alike;
    long count = 0, mask = k->table_room - 1;
    for (long i = 0; i < k->table_room; i++)
        k->table[i] = -1;
    for (long u = 0; u < r->wave_tracks; u++) {
        long name = name_of(r, k->same, u), at = (long)(((uint64_t)name*0x9e3779b97f4a7c15u) >> 20) & mask;
        while (k->table[at] >= 0 && k->names[k->table[at]] != name)
            at = (at + 1) & mask;
        if (k->table[at] < 0) {
            k->table[at] = (int)count;
            k->names[count++] = name;
        }
        k->simulation[u] = k->table[at];
    }
    return count;
}

/* The members of each simulation together, in the order of rows; simulation i has those from names[i] on. */
static void gather_members(struct run *r, long count)
{
    struct sharing *k = r->alike;
    long at = 0;
    memset(k->names, 0, (size_t)count*sizeof *k->names);
    for (long u = 0; u < r->wave_tracks; u++)
        k->names[k->simulation[u]]++;
    for (long i = 0; i < count; i++) {
        long here = k->names[i];
        k->names[i] = at;
        at += here;
    }
    for (long u = 0; u < r->wave_tracks; u++)
        k->members[k->names[k->simulation[u]]++] = (struct member){ (int)u, 0 };
    for (long i = count - 1; i >= 0; i--)
        k->names[i] = i ? k->names[i - 1] : 0;
}

struct named { long name; int unit; };

static int by_name(const void *a, const void *b)
{
    const struct named *x = a, *y = b;
    return x->name != y->name ? (x->name > y->name) - (x->name < y->name) : x->unit - y->unit;
}

/* Members of one observer stand together, and bear its number. */
static int number_observers(struct run *r, struct member *m, long count)
{
    struct named *list = malloc((size_t)count*sizeof *list);
    if (!list)
        return -1;
    for (long i = 0; i < count; i++)
        list[i] = (struct named){ observer_name(r, m[i].unit), m[i].unit };
    qsort(list, (size_t)count, sizeof *list, by_name);
    for (long i = 0; i < count; i++)
        m[i] = (struct member){ list[i].unit, i ? m[i - 1].observer + (list[i].name != list[i - 1].name) : 0 };
    free(list);
    return 0;
}

static int timing_of(const struct run *r, long unit)
{
    return r->tracks ? r->tracks[unit].timing : row_timing(r, unit);
}

/* [timing]: that of the whole simulation. */
static void add_place(struct run *r, int simulation, int timing, long first, long count)
{
    struct sharing *k = r->alike;
    struct member *m = k->members + first;
    struct alike_place *p = &k->places[r->wave_tracks++];
    int base = m[0].observer;
    *p = (struct alike_place){ .first = (int)first, .count = (int)count, .simulation = simulation, .timing = timing, .legs = 1 };
    for (long i = 0; i < count; i++) {
        p->legs = r->tracks && r->tracks[m[i].unit].legs > p->legs ? r->tracks[m[i].unit].legs : p->legs;
        m[i].observer -= base;
    }
    p->observers = m[count - 1].observer + 1;
}

/* A simulation is a place, or several of so many members at most. */
static void add_places(struct run *r, int simulation, long first, long upto, long most)
{
    const struct member *m = r->alike->members;
    int timing = timing_of(r, m[first].unit);
    for (long i = first + 1, begun = first; i <= upto; i++)
        if (i == upto || i - begun == most || m[i].observer - m[begun].observer >= r->alike->observers) {
            add_place(r, simulation, timing, begun, i - begun);
            begun = i;
        }
}

static int by_timing(const void *a, const void *b)
{
    const struct alike_place *x = a, *y = b;
    return x->timing != y->timing ? x->timing - y->timing : x->first - y->first;
}

int alike_wave(struct run *r)
{
    struct sharing *k = r->alike;
    long units = r->wave_tracks, count = number_simulations(r), share = count ? r->shape->lanes/count : 0;
    gather_members(r, count);
    r->wave_tracks = 0;
    for (long i = 0; i < count; i++) {
        long first = k->names[i], upto = i + 1 < count ? k->names[i + 1] : units;
        if (k->observers > 1 && number_observers(r, k->members + first, upto - first))
            return fail(r->f, EXIT_SYSTEM, "not enough memory");
        add_places(r, (int)i, first, upto, share > 1 ? (upto - first + share - 1)/share : upto - first);
    }
    if (r->cuts)
        qsort(k->places, (size_t)r->wave_tracks, sizeof *k->places, by_timing);
    for (long i = r->wave_tracks - 1, ready = r->wave_rows; i >= 0; i--) {
        long row = k->members[k->places[i].first].unit;
        for (int m = 1; m < k->places[i].count; m++)
            row = k->members[k->places[i].first + m].unit < row ? k->members[k->places[i].first + m].unit : row;
        ready = row < ready ? row : ready;
        k->places[i].ready = ready;
    }
    return 0;
}

int alike_timing(const struct run *r, long place)
{
    return r->alike->places[place].timing;
}

long alike_ready(const struct run *r, long places)
{
    return r->tracks ? 0 : places < r->wave_tracks ? r->alike->places[places].ready : r->wave_rows;
}

/* ---- blocks ---------------------------------------------------------------------------- */

void alike_block(const struct run *r, struct block *b)
{
    const struct alike_place *p = &r->alike->places[b->first];
    b->weight = b->simulated = 0;
    for (int lane = 0; lane < b->rows; lane++, p++) {
        b->weight += p->count;
        b->simulated += lane == 0 || p->simulation != p[-1].simulation;
        b->observers = p->observers > b->observers ? p->observers : b->observers;
        b->legs = p->legs > b->legs ? p->legs : b->legs;
    }
}

long alike_count(const struct run *r, const struct block *b, int lane)
{
    const struct alike_place *p = &r->alike->places[b->first + lane];
    long rows = 0;
    for (int i = 0; r->tracks && i < p->count; i++)
        rows += track_row(r, r->alike->members[p->first + i].unit, b->leg) >= 0;
    return r->tracks ? rows : p->count;
}

/* The first member of an observer of a place, or behind those of all before it. */
static long first_of(const struct member *m, long count, int observer)
{
    long low = 0, high = count;
    while (low < high) {
        long mid = low + (high - low)/2;
        if (m[mid].observer < observer)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

int alike_pick(struct hand *h, struct block *b, int o, long k)
{
    const struct sharing *a = h->run->alike;
    int found = 0;
    b->picks = h->picks;
    for (int lane = 0; lane < b->rows; lane++) {
        const struct alike_place *p = &a->places[b->first + lane];
        const struct member *m = a->members + p->first;
        long at = first_of(m, p->count, o) + k;
        int has = at < p->count && m[at].observer == o;
        h->picks[lane] = (struct pick){ m[has ? at : 0].unit, !has };
        found += has;
    }
    return found;
}
