/* settings.h -- what --set and --axis make of the jobs of a program.
 *
 *   settings_read    all of them, with what is wrong, as `massc run` says it
 *   settings_apply   to the job of an exploration, before job_open
 *   settings_blame   where an axis is that the space refuses
 */
#ifndef SETTINGS_H
#define SETTINGS_H
#include "job/option.h"
#include "setting/setting.h"
#include "standalone.h"

/* One value or axis for a row of the names. */
struct settings_row {
    int name;
    struct span at;                     /* of the name in the option */
    const struct axis *axis;            /* or NULL: a value: */
    double value;                       /* in the unit of the name; of KEY: */
    int64_t seed;
    const double *values; long count;   /* one for each element of an array; or NULL */
};

/* By settings_read; all in the arena. */
struct program_settings {
    const struct standalone *program;
    const int *chosen; int chosen_count;        /* the explorations that are going to run */
    const struct job_options *options;
    struct arena *arena;
    struct diags diags;                 /* errors and warnings; printed by settings_tell */
    struct settings_row *rows; int count;       /* values first, each list in the order of the options */
};

/* [chosen]: the explorations that are going to run. 0, or exit code 1: settings_tell says why. */
int  settings_read(struct program_settings *s, const struct standalone *program, const int *chosen, int count, const struct job_options *o,
                   struct arena *a);
/* Prints to stderr what was found. */
void settings_tell(struct program_settings *s);
/* Gives the job of exploration [i], made by standalone_job, its values and axes. */
void settings_apply(struct program_settings *s, int i, struct job *j);
/* Prints [f] where the axis that space [space] refuses was given; 0: it is the program's own. */
int  settings_blame(struct program_settings *s, const struct space *space, const struct fail *f);
#endif
