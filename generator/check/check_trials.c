/* check_trials.c -- what is made of all trials of a point: with what it stands together, and
 * whether an exploration has trials to make it of.
 */
#include "checker.h"

/* The first part of what is made of trials that each trial has for itself, or NULL. */
static const struct term *of_one_trial(const struct term *t)
{
    const struct term *found = NULL;
    if (!t->type.by_trial || !t->type.of_trials)
        return t->type.by_trial ? t : NULL;
    for (int i = 0; i < t->count && !found; i++)
        found = of_one_trial(t->args[i]);
    return found;
}

/* The first call of what is not computed outside of a kernel, or NULL. */
static const struct term *call_beyond(const struct term *t)
{
    const struct term *found = NULL;
    if (!t->type.of_trials || (t->kind == TERM_REDUCE && t->gone & OVER_TRIAL))
        return NULL;
    if (t->kind == TERM_COMPOSED || t->kind == TERM_APPLY)
        return t;
    for (int i = 0; i < t->count && !found; i++)
        found = call_beyond(t->args[i]);
    return found;
}

enum { HAS_PLACES = OVER_NODE | OVER_MODE };

/* What the reductions over trials in [t] have values for, together. */
static over_set places_of(const struct term *t)
{
    over_set over = t->kind == TERM_REDUCE && t->gone & OVER_TRIAL ? t->type.over & HAS_PLACES : 0;
    for (int i = 0; i < t->count && t->type.of_trials && !over; i++)
        over = places_of(t->args[i]);
    return over;
}

/* The first part of what is made of trials that has values for nodes alone or for modes alone where another has them
 * for both, or goes from both to one of them; or NULL. */
static const struct term *uneven(const struct term *t, over_set places)
{
    const struct term *found = NULL;
    if (!t->type.of_trials)
        return NULL;
    if (t->kind == TERM_REDUCE && t->gone & OVER_TRIAL)
        return t->type.over & HAS_PLACES && (t->type.over & HAS_PLACES) != places ? t : NULL;
    int partial = t->kind == TERM_REDUCE && t->gone & HAS_PLACES && places & ~t->gone;
    if (partial || t->kind == TERM_SHIFT || t->kind == TERM_DOT || (t->kind == TERM_AT && t->gone == OVER_MODE))
        return t;
    for (int i = 0; i < t->count && !found; i++)
        found = uneven(t->args[i], places);
    return found;
}

static int is_late(const struct term *t)
{
    return t->kind == TERM_REDUCE && t->gone & OVER_TIME && t->type.of_trials;
}

/* The first reduction over the time of what is made of all trials, or NULL. */
static const struct term *first_late(const struct check *c, const struct term *t)
{
    const struct term *found = is_late(t) ? t : NULL;
    if (t->kind == TERM_REF && t->ref == REF_OBSERVE && t->type.of_trials)
        return first_late(c, c->e->observes[t->index].value);
    for (int i = 0; i < t->count && !found; i++)
        found = first_late(c, t->args[i]);
    return found;
}

/* The first part that is known before those, a number but no constant, or NULL. */
static const struct term *first_early(const struct check *c, const struct term *t)
{
    if (is_late(t) || t->kind == TERM_NUMBER)
        return NULL;
    if (!t->type.of_trials || (t->kind == TERM_REDUCE && t->gone & OVER_TRIAL))
        return t;
    if (t->kind == TERM_REF && t->ref == REF_OBSERVE)
        return first_early(c, c->e->observes[t->index].value) ? t : NULL;
    const struct term *found = NULL;
    for (int i = 0; i < t->count && !found; i++)
        found = first_early(c, t->args[i]);
    return found;
}

int trials_fit(struct check *c, const struct observe *o, const struct term *t)
{
    const struct term *one = t->type.of_trials ? of_one_trial(t) : NULL, *beyond = one ? NULL : call_beyond(t);
    const struct term *late = one || beyond || !t->type.of_trials ? NULL : first_late(c, t), *early = late ? first_early(c, t) : NULL;
    if (one) {
        const char *text = term_text(c->arena, one, MOST_QUOTED);
        diag_error(c->diags, one->at, "'%s' is another in each trial, the rest of '%s' is made of all of them; reduce it, too: "
                   "mean(%s over trial)", text, o->name, text);
    } else if (beyond) {
        diag_error(c->diags, beyond->at, "%s takes what each trial gives, and not what is made of all; call it before: "
                   "mean(%s(...) over trial)", beyond->name, beyond->name);
    }
    const struct term *other = one || beyond || early ? NULL : uneven(t, places_of(t));
    if (other)
        diag_error(c->diags, other->at, "'%s' looks at nodes or modes in another way than what it stands with, which is made of all trials; "
                   "do it in each trial, before: mean(... over trial)", term_text(c->arena, other, MOST_QUOTED));
    if (early)
        diag_error(c->diags, early->at, "'%s' is known before %s, which waits for all samples of all trials; give each a line of its own",
                   term_text(c->arena, early, MOST_QUOTED), term_text(c->arena, late, MOST_QUOTED));
    return !one && !beyond && !early && !other;
}

/* ---- explorations ---- */

/* Whether a standard error is among what is made. */
static int wants_two(const struct check *c, const struct term *t)
{
    int wants = t->kind == TERM_REDUCE && t->gone & OVER_TRIAL && t->index == REDUCE_SEM;
    if (t->kind == TERM_REF && t->ref == REF_OBSERVE && t->type.of_trials)
        wants |= wants_two(c, c->e->observes[t->index].value);
    for (int i = 0; i < t->count && !wants; i++)
        wants = wants_two(c, t->args[i]);
    return wants;
}

void judge_trials(struct check *c, const struct exploration *x, const char *name, struct span at, const struct term *t)
{
    if (!t->type.of_trials)
        return;
    if (c->over && (c->over->point || c->over->part))
        diag_warn(c->diags, at, "trials", "'%s' is made of all trials of a point, and is left out of %s", name,
                  c->over->part ? "a slice" : "one row");
    else if (x->trials == 0)
        diag_error(c->diags, at, "'%s' goes over trials, and '%s' has none; write in its explore block: trials 10", name, x->name);
    else if (x->trials == 1 && wants_two(c, t))
        diag_error(c->diags, at, "'%s' is a standard error, and takes two trials at least; '%s' has one", name, x->name);
}
