/* progress.h -- how far a sweep is, or what it waits for, and how that reads: a bar, a line, a JSON object.
 *
 * No clock and no file is looked at here: times are handed in, texts handed out.
 */
#ifndef PROGRESS_H
#define PROGRESS_H

/* How far a sweep is, as it says itself (sweep_tend.c fills it in each time). */
struct progress {
    long points, points_done;   /* rows; done: complete, in order */
    int is_simulated;           /* work is counted in node-steps; else in points */
    double work, done;          /* in all, and of it done or not to be done: of a block whose points
                                   all left the finite numbers no step is taken any more */
    double taken;               /* what was really done: speeds come from it */
    long diverged;              /* points that left the finite numbers so far */
    const char *engine;         /* whose kernel runs now; "" where there is none */
};

/* The part of the work that is done, 0 to 1. */
double progress_part(const struct progress *p);

/* What was seen of one sweep; pace_begin and pace_see set it. */
struct pace {
    const char *name;           /* of the sweep; the caller's */
    struct progress at;         /* as it was last seen */
    double began, seen;         /* seconds of the caller's clock: at first, and at last */
    double late_work, late_s;   /* work and seconds, weighted: the later the more */
};

void pace_begin(struct pace *p, const char *name, double now);
void pace_see(struct pace *p, const struct progress *at, double now);
/* Work a second of the last seconds, at the end of all of them; 0: not known yet. */
double pace_speed(const struct pace *p);
/* Seconds to the end; -1: not known. */
double pace_left(const struct pace *p);

/* When something is to be shown: some seconds after the beginning, then every so many. */
struct beat {                   /* begun by runlog_beat, last by its owner; beat_due sets it */
    double first, every;        /* seconds */
    double last;                /* when it was shown last; else when it began */
    int begun;                  /* it was shown */
};
/* Whether it is to be shown now; then it counts as shown. */
int  beat_due(struct beat *b, double now);

enum { PACE_TEXT = 1024 };      /* bytes of a text: names are cut */

/* "ab_grid  41%|####      | 185/441 points, 14.6/35.3 M node-steps [00:01<00:02, 903 M/s], 2 diverged",
 * at most [width] columns of it: points go first (they leave some columns free, so that they do not
 * come and go), then the bar proper, then what is behind.
 * [blocks]: the bar in eighths of a column, in UTF-8. */
char *pace_bar(const struct pace *p, double now, int width, int blocks, char out[PACE_TEXT]);
/* "ab_grid: 41%, 185/441 points, 14.6/35.3 M node-steps, 00:01 gone, 00:02 left,
 * 903 M node-steps/s, 2 diverged" */
char *pace_line(const struct pace *p, double now, char out[PACE_TEXT]);
/* {"event": "progress", "exploration": "ab_grid", ...}; docs/progress.md has the keys. */
char *pace_json(const struct pace *p, double now, char out[PACE_TEXT]);

/* What is waited for, of which nobody knows how long it takes. */
enum pause_kind { PAUSE_COMPILING, PAUSE_WRITING };
struct pause {                  /* set by its owner when it begins */
    enum pause_kind kind;
    const char *name;           /* of the sweep; NULL: none is known */
    const char *what;           /* the compiler, or the name of the file */
    double began;               /* seconds of the caller's clock */
};

/* "ab_grid: compiling with gcc 00:03", at most [width] columns of it. */
char *pause_bar(const struct pause *p, double now, int width, char out[PACE_TEXT]);
/* "ab_grid: writing ab_grid.nc, 00:10 gone" */
char *pause_line(const struct pause *p, double now, char out[PACE_TEXT]);
/* {"event": "compiling", "exploration": "ab_grid", "engine": "gcc", "elapsed_s": 3} */
char *pause_json(const struct pause *p, double now, char out[PACE_TEXT]);
#endif
